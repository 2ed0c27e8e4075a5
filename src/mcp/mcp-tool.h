/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item.h"
#include "mcp-param-headers.h"

G_BEGIN_DECLS

#define MCP_TYPE_TOOL (mcp_tool_get_type ())

/* One tool a server offers; immutable. Properties (read-only): name, title, description. */
G_DECLARE_FINAL_TYPE (McpTool, mcp_tool, MCP, TOOL, McpItem)

/* NULL with MCP_ERROR_MALFORMED when @json is no tool (no name). The value is isolated. */
McpTool          *mcp_tool_new               (const SjsonValue  *json,
                                              GError           **error);
const char       *mcp_tool_get_name          (McpTool           *self);
/* title, else annotations.title, else name (MCP 2026-07-28, tools). */
const char       *mcp_tool_get_title         (McpTool           *self);
gboolean          mcp_tool_has_title         (McpTool           *self);
const char       *mcp_tool_get_description   (McpTool           *self);  /* nullable */
const SjsonValue *mcp_tool_get_input_schema  (McpTool           *self);  /* nullable, borrowed */
const SjsonValue *mcp_tool_get_output_schema (McpTool           *self);  /* nullable, borrowed */
/* The tool as the server sent it, members unknown to us included. */
const SjsonValue *mcp_tool_get_json          (McpTool           *self);
/* Hints with the specification's defaults where absent: FALSE, TRUE, FALSE, TRUE. */
gboolean          mcp_tool_is_read_only      (McpTool           *self);
gboolean          mcp_tool_is_destructive    (McpTool           *self);  /* FALSE when read-only */
gboolean          mcp_tool_is_idempotent     (McpTool           *self);
gboolean          mcp_tool_is_open_world     (McpTool           *self);
/* Whether the server said so, rather than the default: "readOnlyHint", "destructiveHint" … */
gboolean          mcp_tool_has_hint          (McpTool           *self,
                                              const char        *hint);
/* Which arguments go along as header fields; NULL for none. */
McpParamHeaders  *mcp_tool_get_headers       (McpTool           *self);
/* FALSE: what its schema says of header fields is wrong; such a tool must not be offered by a
 * server of a revision that has them. */
gboolean          mcp_tool_has_good_headers  (McpTool           *self);
/* Whether it can only be called as a task (MCP 2025-11-25, "Tasks"). */
gboolean          mcp_tool_requires_task     (McpTool           *self);
gboolean          mcp_tool_equal             (McpTool           *self,
                                              McpTool           *other);

G_END_DECLS
