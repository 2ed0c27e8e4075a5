/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"
#include "mcp-http-settings.h"
#include "vault-store.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_HTTP (crib_server_http_get_type ())

/* What goes along with the requests to a saved server: reads its files and its secrets. */
G_DECLARE_FINAL_TYPE (CribServerHttp, crib_server_http, CRIB, SERVER_HTTP, GObject)

/* @vault: (nullable): where the secrets are */
McpHttpSettings *crib_server_http_new (CribServer *server,
                                       VaultStore *vault,
                                       VaultAsk    ask);

G_END_DECLS
