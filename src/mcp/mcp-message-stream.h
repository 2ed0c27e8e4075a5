/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http-event-stream.h"
#include "sjson-document.h"

G_BEGIN_DECLS

/* The messages of an event stream, one after another, of whatever era. */
void      mcp_message_stream_next_async  (HttpEventStream      *stream,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  mcp_message_stream_next_finish (HttpEventStream      *stream,
                                          GAsyncResult         *result,
                                          SjsonDocument       **document,
                                          GError              **error);

G_END_DECLS
