/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER (crib_server_get_type ())

/* The revision whose servers were their own authorities, as a profile names it. */
#define CRIB_SERVER_OLD_DISCOVERY "2025-03-26"

/* What may stand in resource-parameter. */
#define CRIB_SERVER_RESOURCE_SEND "send"
#define CRIB_SERVER_RESOURCE_OMIT "omit"

/* A saved server: what a profile file holds. Unknown members of the file are kept.
 *
 * Properties, explicit notify: id (construct only: the file's stem), name, uri, demo (not saved),
 * position (double: order in the list); for signing in, all nullable: client-id, authority (issuer,
 * for a server that does not name one), scope (what to ask for instead of what the server says,
 * words apart by a space), redirect-uri (for the embedded surface), account (id of who uses it),
 * api (what somebody signed in for), step-up-scope (what that person agreed to later, because a
 * call needed it), resource-parameter, resource-refused; for the connection: ca-file,
 * client-certificate, client-key and headers (read-only, of CribHeader).
 * Signal changed: anything that a file would hold.
 */
G_DECLARE_FINAL_TYPE (CribServer, crib_server, CRIB, SERVER, GObject)

CribServer  *crib_server_new              (const char  *name,
                                           const char  *uri);
const char  *crib_server_get_id           (CribServer  *self);
const char  *crib_server_get_name         (CribServer  *self);
void         crib_server_set_name         (CribServer  *self,
                                           const char  *name);
const char  *crib_server_get_uri          (CribServer  *self);
void         crib_server_set_uri          (CribServer  *self,
                                           const char  *uri);
gboolean     crib_server_is_demo          (CribServer  *self);
double       crib_server_get_position     (CribServer  *self);
void         crib_server_set_position     (CribServer  *self,
                                           double       position);
const char  *crib_server_get_client_id    (CribServer  *self);
void         crib_server_set_client_id    (CribServer  *self,
                                           const char  *client_id);
const char  *crib_server_get_authority    (CribServer  *self);
void         crib_server_set_authority    (CribServer  *self,
                                           const char  *authority);
const char  *crib_server_get_scope        (CribServer  *self);
void         crib_server_set_scope        (CribServer  *self,
                                           const char  *scope);
const char  *crib_server_get_redirect_uri (CribServer  *self);
void         crib_server_set_redirect_uri (CribServer  *self,
                                           const char  *redirect_uri);
const char  *crib_server_get_account      (CribServer  *self);
void         crib_server_set_account      (CribServer  *self,
                                           const char  *account);
const char  *crib_server_get_api          (CribServer  *self);
void         crib_server_set_api          (CribServer  *self,
                                           const char  *api);
const char  *crib_server_get_step_up_scope (CribServer *self);
void         crib_server_set_step_up_scope (CribServer *self,
                                            const char *scope);
/* Whether sign-ins name the server by the parameter "resource" (RFC 8707): "send", "omit", or NULL
 * where it is found out; and what was found out: the value that was refused. Both nullable. */
const char  *crib_server_get_resource_parameter (CribServer *self);
void         crib_server_set_resource_parameter (CribServer *self,
                                                 const char *parameter);
const char  *crib_server_get_resource_refused   (CribServer *self);
void         crib_server_set_resource_refused   (CribServer *self,
                                                 const char *resource);
/* Files for the connection, their places in full; all nullable: who may vouch for the server, what
 * we show of ourselves, and its private key where that is in another file. */
const char  *crib_server_get_ca_file      (CribServer  *self);
void         crib_server_set_ca_file      (CribServer  *self,
                                           const char  *path);
const char  *crib_server_get_client_certificate (CribServer *self);
void         crib_server_set_client_certificate (CribServer *self,
                                                 const char *path);
const char  *crib_server_get_client_key   (CribServer  *self);
void         crib_server_set_client_key   (CribServer  *self,
                                           const char  *path);
/* Of CribHeader; what goes along with each request. */
GPtrArray   *crib_server_get_headers      (CribServer  *self);
/* A field in the place of the one of that name, if any. */
void         crib_server_set_header       (CribServer  *self,
                                           const char  *name,
                                           const char  *value);
/* The same for a value that is in the vault, at crib_header_new_key(). */
void         crib_server_set_secret_header (CribServer *self,
                                            const char *name,
                                            const char *secret);
void         crib_server_remove_header    (CribServer  *self,
                                           const char  *name);
/* What this program is known by where people sign in, and whose that is. */
const char  *crib_server_get_client_issuer     (CribServer *self);
void         crib_server_set_client_issuer     (CribServer *self,
                                                const char *issuer);
gboolean     crib_server_has_client_secret     (CribServer *self);
void         crib_server_set_has_client_secret (CribServer *self,
                                                gboolean    has_secret);
/* Whether this program may register itself there (RFC 7591), and what that gave. */
gboolean     crib_server_may_register          (CribServer *self);
void         crib_server_set_may_register      (CribServer *self,
                                                gboolean    may_register);
const char  *crib_server_get_registered_id     (CribServer *self);
const char  *crib_server_get_registered_issuer (CribServer *self);
void         crib_server_set_registered        (CribServer *self,
                                                const char *client_id,
                                                const char *issuer);
const char  *crib_server_get_used_client_id    (CribServer *self);
/* Whether it may be its own authority where it publishes nothing (MCP 2025-03-26). */
gboolean     crib_server_is_own_authority      (CribServer *self);
void         crib_server_set_is_own_authority  (CribServer *self,
                                                gboolean    is_own_authority);
gboolean     crib_server_is_favourite     (CribServer  *self,
                                           const char  *tool_name);
void         crib_server_set_favourite    (CribServer  *self,
                                           const char  *tool_name,
                                           gboolean     favourite);
/* A name for people made from an address: "orders.contoso.example". */
char        *crib_server_suggest_name     (const char  *uri);
/* The address in its one form, or CRIB_ERROR_ADDRESS with a sentence for people. "host/path"
 * without a scheme is taken for https, on this computer for http. */
char        *crib_server_normalize_uri    (const char  *text,
                                           GError     **error);

/* Whether sign-ins can end there; if not, CRIB_ERROR_ADDRESS with a sentence for people. */
gboolean     crib_server_check_redirect_uri (const char *text,
                                             GError    **error);

G_END_DECLS
