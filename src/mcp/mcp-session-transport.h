/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

#define MCP_TYPE_SESSION_TRANSPORT (mcp_session_transport_get_type ())

G_DECLARE_FINAL_TYPE (McpSessionTransport, mcp_session_transport, MCP, SESSION_TRANSPORT, GObject)

McpTransport *mcp_session_transport_new             (McpHttp             *http);
McpTransport *mcp_session_transport_new_with_events (McpHttp             *http);
void          mcp_session_transport_set_version     (McpSessionTransport *self,
                                                     const char          *version);

G_END_DECLS
