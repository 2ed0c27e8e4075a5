/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define MCP_TYPE_TRACE (mcp_trace_get_type ())

/* What goes to a server and comes from it, for whoever looks for a mistake. Nothing leaves it
 * before the secrets are out of it.
 *
 * Signal: line (const char *line): valid UTF-8, in which a server's words may stand. */
G_DECLARE_FINAL_TYPE (McpTrace, mcp_trace, MCP, TRACE, GObject)

McpTrace *mcp_trace_new (void);

G_END_DECLS
