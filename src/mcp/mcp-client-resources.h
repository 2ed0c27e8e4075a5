/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "mcp-read-result.h"

G_BEGIN_DECLS

/* @request: from mcp_request_new_read_resource(). What was read before is not asked for again while
 * it is as good as new: what the server said of how long that is. */
void           mcp_client_read_resource_async  (McpClient            *self,
                                                McpRequest           *request,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* MCP_ERROR_NOT_OFFERED: there is no such resource, or none at all. */
McpReadResult *mcp_client_read_resource_finish (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* From then on, while the client is watching, resource-updated tells when it changed. Lasts until
 * it is taken back, whatever becomes of the session. */
void           mcp_client_subscribe_async      (McpClient            *self,
                                                const char           *uri,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_subscribe_finish     (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           mcp_client_unsubscribe_async    (McpClient            *self,
                                                const char           *uri,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_unsubscribe_finish   (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
