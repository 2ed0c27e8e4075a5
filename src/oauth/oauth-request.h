/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "oauth-trust.h"
#include "sjson-document.h"

G_BEGIN_DECLS

SoupSession *oauth_request_session_new (OauthTrust           *trust,
                                        GError              **error);
void         oauth_request_send_async  (SoupSession          *session,
                                        SoupMessage          *message,
                                        guint                 seconds,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean     oauth_request_send_finish (SoupSession          *session,
                                        GAsyncResult         *result,
                                        SjsonDocument       **document,
                                        GError              **error);
gboolean     oauth_request_is_lost     (const GError         *error);
GError      *oauth_request_describe    (const char           *uri,
                                        const GError         *cause);

G_END_DECLS
