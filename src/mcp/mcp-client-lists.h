/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "mcp-item.h"

G_BEGIN_DECLS

/* What a server has lists of. */
typedef enum {
  MCP_LIST_TOOLS,
  MCP_LIST_PROMPTS,
  MCP_LIST_RESOURCES,
  MCP_LIST_RESOURCE_TEMPLATES,
} McpListKind;

#define MCP_N_LISTS (MCP_LIST_RESOURCE_TEMPLATES + 1)

GType mcp_list_kind_get_type (void);
#define MCP_TYPE_LIST_KIND (mcp_list_kind_get_type ())

/* The one list of that kind, of McpTool, McpPrompt, McpResource or McpResourceTemplate: empty until
 * it is fetched, then filled page by page while the stream is still open, and kept up to date on
 * list_changed. After a refresh items that did not change stay the same objects in place. */
GListModel *mcp_client_get_list          (McpClient            *self,
                                          McpListKind           kind);
/* Whether the walk over its pages is done. */
gboolean    mcp_client_is_list_complete  (McpClient            *self,
                                          McpListKind           kind);
/* Asks for nothing while what is there is as good as new: what the server said of how long that
 * is. */
void        mcp_client_fetch_list_async  (McpClient            *self,
                                          McpListKind           kind,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* MCP_ERROR_NOT_OFFERED: the server has no such list. */
gboolean    mcp_client_fetch_list_finish (McpClient            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
/* By name, URI or URI template; borrowed, or NULL. */
McpItem    *mcp_client_find_item         (McpClient            *self,
                                          McpListKind           kind,
                                          const char           *key);
/* Whether the server says that it has "prompts", "completions" …; also where it has not said
 * anything yet. */
gboolean    mcp_client_offers            (McpClient            *self,
                                          const char           *capability);

G_END_DECLS
