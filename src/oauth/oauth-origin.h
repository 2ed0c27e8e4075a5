/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-discovery.h"

G_BEGIN_DECLS

/* The authority that a server of 2025-03-26 is itself (mcp.md 4.10). */
char           *oauth_origin_dup_issuer  (const char           *server_uri);
void            oauth_origin_load_async  (OauthDiscovery       *discovery,
                                          const char           *server_uri,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
OauthAuthority *oauth_origin_load_finish (OauthDiscovery       *discovery,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
