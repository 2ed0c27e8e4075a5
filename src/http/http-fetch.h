/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "sjson-document.h"

G_BEGIN_DECLS

/* Sends @message and reads its body as JSON, at most @max_size bytes of it decoded; parsed (and,
 * when refused, freed) in a worker. The status is the caller's to judge from @message: any status
 * with a JSON body succeeds. An empty body gives NULL without an error. */
void           http_fetch_json_async  (SoupSession          *session,
                                       SoupMessage          *message,
                                       gsize                 max_size,
                                       int                   io_priority,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean       http_fetch_json_finish (SoupSession          *session,
                                       GAsyncResult         *result,
                                       SjsonDocument       **document,
                                       GError              **error);

/* The same for a body whose response headers have been read already (the caller chose between JSON
 * and an event stream by the Content-Type). */
void           http_read_json_async   (GInputStream         *body,
                                       gsize                 max_size,
                                       int                   io_priority,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean       http_read_json_finish  (GInputStream         *body,
                                       GAsyncResult         *result,
                                       SjsonDocument       **document,
                                       GError              **error);

/* Parses @text in a worker where it is large, at once where it is small. */
void           http_parse_json_async  (GBytes               *text,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
SjsonDocument *http_parse_json_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
