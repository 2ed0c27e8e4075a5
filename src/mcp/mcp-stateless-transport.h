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

/* Before it is opened: takes for granted that the server speaks our revision, which spares asking;
 * what it says of itself is not known then. */
void          mcp_stateless_transport_assume     (McpStatelessTransport *self);
/* Whether nothing has come of the server yet that shows that it does. */
gboolean      mcp_stateless_transport_is_assumed (McpStatelessTransport *self);

G_END_DECLS
