/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More header fields than this, longer names or values (in bytes) are refused. */
#define MCP_HTTP_OPTIONS_MAX_HEADERS 32
#define MCP_HTTP_OPTIONS_MAX_NAME 128
#define MCP_HTTP_OPTIONS_MAX_VALUE 8192

/* What goes along with every HTTP request to one server, and to its origin alone: header fields,
 * who is believed to be the server, how we say who we are. Reference counted; filled once, then
 * only read. */
typedef struct _McpHttpOptions McpHttpOptions;

McpHttpOptions  *mcp_http_options_new                  (void);
McpHttpOptions  *mcp_http_options_ref                  (McpHttpOptions   *self);
void             mcp_http_options_unref                (McpHttpOptions   *self);
/* G_IO_ERROR_INVALID_ARGUMENT with a sentence that never holds @value. */
gboolean         mcp_http_options_check_name           (const char       *name,
                                                        GError          **error);
gboolean         mcp_http_options_check_value          (const char       *value,
                                                        GError          **error);
gboolean         mcp_http_options_add_header           (McpHttpOptions   *self,
                                                        const char       *name,
                                                        const char       *value,
                                                        GError          **error);
/* @func: called with name and value of each */
void             mcp_http_options_foreach_header       (McpHttpOptions   *self,
                                                        GHFunc            func,
                                                        gpointer          user_data);
gboolean         mcp_http_options_has_header           (McpHttpOptions   *self,
                                                        const char       *name);
/* All nullable: NULL is what the system says. */
void             mcp_http_options_set_tls_database     (McpHttpOptions   *self,
                                                        GTlsDatabase     *database);
GTlsDatabase    *mcp_http_options_get_tls_database     (McpHttpOptions   *self);
void             mcp_http_options_set_tls_certificate  (McpHttpOptions   *self,
                                                        GTlsCertificate  *certificate);
GTlsCertificate *mcp_http_options_get_tls_certificate  (McpHttpOptions   *self);
void             mcp_http_options_set_proxy_resolver   (McpHttpOptions   *self,
                                                        GProxyResolver   *resolver);
GProxyResolver  *mcp_http_options_get_proxy_resolver   (McpHttpOptions   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpHttpOptions, mcp_http_options_unref)

G_END_DECLS
