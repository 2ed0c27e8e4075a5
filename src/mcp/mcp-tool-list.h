/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-tool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MCP_TYPE_TOOL_LIST (mcp_tool_list_get_type ())

G_DECLARE_FINAL_TYPE (McpToolList, mcp_tool_list, MCP, TOOL_LIST, GObject)

McpToolList *mcp_tool_list_new     (void);
/* One page more at the end. @tools: an array of McpTool */
void         mcp_tool_list_append  (McpToolList *self,
                                    GPtrArray   *tools);
/* The list becomes @tools, in which tools that did not change stay the same objects. */
void         mcp_tool_list_replace (McpToolList *self,
                                    GPtrArray   *tools);
/* The first of that name, borrowed, or NULL. */
McpTool     *mcp_tool_list_find    (McpToolList *self,
                                    const char  *name);

G_END_DECLS
