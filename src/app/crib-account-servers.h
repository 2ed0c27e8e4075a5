/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"
#include "oauth-account.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_SERVERS (crib_account_servers_get_type ())

/* Those of the saved servers that an account is used for: a GListModel of CribServer, which follows
 * them. */
G_DECLARE_FINAL_TYPE (CribAccountServers, crib_account_servers, CRIB, ACCOUNT_SERVERS, GObject)

/* @servers: (nullable) */
CribAccountServers *crib_account_servers_new (OauthAccount *account,
                                              GListModel   *servers);

G_END_DECLS
