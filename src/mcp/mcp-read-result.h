/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "mcp-content.h"

G_BEGIN_DECLS

#define MCP_TYPE_READ_RESULT (mcp_read_result_get_type ())

/* What reading a resource answered (ReadResourceResult); immutable. */
G_DECLARE_FINAL_TYPE (McpReadResult, mcp_read_result, MCP, READ_RESULT, GObject)

McpReadResult    *mcp_read_result_new          (const SjsonValue  *json,
                                                GError           **error);
/* Of McpContent, each with its own URI and type, which win over those of a list. */
GListModel       *mcp_read_result_get_contents (McpReadResult     *self);
const SjsonValue *mcp_read_result_get_json     (McpReadResult     *self);

G_END_DECLS
