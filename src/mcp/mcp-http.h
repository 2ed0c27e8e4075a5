/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-authorizer.h"
#include "mcp-http-call.h"
#include "mcp-http-settings.h"
#include "mcp-trace.h"

G_BEGIN_DECLS

#define MCP_TYPE_HTTP (mcp_http_get_type ())

/* How the transports of one server talk HTTP: whose header goes along, which redirects are
 * followed, how long silence may last. */
G_DECLARE_FINAL_TYPE (McpHttp, mcp_http, MCP, HTTP, GObject)

McpHttp      *mcp_http_new               (GUri                 *uri,
                                          McpAuthorizer        *authorizer,
                                          guint                 timeout);
void          mcp_http_set_authorizer    (McpHttp              *self,
                                          McpAuthorizer        *authorizer);
/* @settings: (nullable); asked anew before the next request */
void          mcp_http_set_settings      (McpHttp              *self,
                                          McpHttpSettings      *settings);
void          mcp_http_set_timeout       (McpHttp              *self,
                                          guint                 seconds);
guint         mcp_http_get_timeout       (McpHttp              *self);
/* Told of all that is sent and received from now on; nullable. */
void          mcp_http_set_trace         (McpHttp              *self,
                                          McpTrace             *trace);
/* Finishes when the headers of an answer are there, of whatever status. */
void          mcp_http_send_async        (McpHttp              *self,
                                          McpHttpCall          *call,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Before it: asks for the header of @call now already. */
void          mcp_http_prepare           (McpHttp              *self,
                                          McpHttpCall          *call);
GInputStream *mcp_http_send_finish       (McpHttp              *self,
                                          GAsyncResult         *result,
                                          GError              **error);
/* The first bytes of a body that is not to be read whole, fewer where reading fails: for details.
 * Reading a short one to its end lets its connection be used again. */
void          mcp_http_read_start_async  (GInputStream         *body,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GBytes       *mcp_http_read_start_finish (GInputStream         *body,
                                          GAsyncResult         *result);

G_END_DECLS
