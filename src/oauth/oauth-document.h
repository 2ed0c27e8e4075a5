/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "sjson-document.h"

G_BEGIN_DECLS

void           oauth_document_fetch_async  (SoupSession          *session,
                                            const char           *uri,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
SjsonDocument *oauth_document_fetch_finish (SoupSession          *session,
                                            GAsyncResult         *result,
                                            GError              **error);
guint          oauth_document_fetch_get_seconds (GAsyncResult    *result);

G_END_DECLS
