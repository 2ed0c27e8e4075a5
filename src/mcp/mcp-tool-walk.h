/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-tool-list.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

/* Walks over the pages of tools/list. Into an empty list each page is put as it comes; one that is
 * not empty is replaced at the end of the walk. */
void     mcp_tool_walk_async  (McpToolList          *list,
                               McpTransport         *transport,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean mcp_tool_walk_finish (McpToolList          *list,
                               GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
