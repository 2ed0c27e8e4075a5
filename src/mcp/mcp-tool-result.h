/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "mcp-content.h"

G_BEGIN_DECLS

#define MCP_TYPE_TOOL_RESULT (mcp_tool_result_get_type ())

/* What a tool answered (CallToolResult); immutable. */
G_DECLARE_FINAL_TYPE (McpToolResult, mcp_tool_result, MCP, TOOL_RESULT, GObject)

McpToolResult    *mcp_tool_result_new            (const SjsonValue  *json,
                                                  GError           **error);
gboolean          mcp_tool_result_is_error       (McpToolResult     *self);
GListModel       *mcp_tool_result_get_contents   (McpToolResult     *self);  /* of McpContent */
/* NULL: absent. A JSON null is a value. */
const SjsonValue *mcp_tool_result_get_structured (McpToolResult     *self);
const SjsonValue *mcp_tool_result_get_json       (McpToolResult     *self);

G_END_DECLS
