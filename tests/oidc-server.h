/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* oidc-provider from npm and an MCP server that it protects (servers/oidc-provider.mjs), each on a
 * free port of the loopback. They end with this process, however it ends. */
typedef struct _OidcServer OidcServer;

gboolean    oidc_server_is_installed  (void);
/* @options: (nullable): of the script */
OidcServer *oidc_server_new           (const char * const *options);
void        oidc_server_free          (OidcServer         *self);
const char *oidc_server_get_issuer    (OidcServer         *self);
const char *oidc_server_get_client_id (OidcServer         *self);
/* The MCP server's address. */
const char *oidc_server_get_resource  (OidcServer         *self);
/* What the MCP server says to whoever did not sign in. */
char       *oidc_server_dup_challenge (OidcServer         *self);
/* The body of a tools/list with that header. */
char       *oidc_server_list_tools    (OidcServer         *self,
                                       const char         *header,
                                       guint              *status);
/* How many lines of the provider's log contain all of @words, which ends with NULL. */
guint       oidc_server_count         (OidcServer         *self,
                                       const char         *word,
                                       ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
