/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

#define MCP_TYPE_STATELESS_TRANSPORT (mcp_stateless_transport_get_type ())

/* Streamable HTTP without sessions (MCP 2026-07-28). */
G_DECLARE_FINAL_TYPE (McpStatelessTransport, mcp_stateless_transport, MCP, STATELESS_TRANSPORT,
                      GObject)

McpTransport *mcp_stateless_transport_new (McpHttp *http);

G_END_DECLS
