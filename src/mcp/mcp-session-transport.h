/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-authorizer.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

#define MCP_TYPE_SESSION_TRANSPORT (mcp_session_transport_get_type ())

G_DECLARE_FINAL_TYPE (McpSessionTransport, mcp_session_transport, MCP, SESSION_TRANSPORT, GObject)

/* @authorizer: (nullable); @timeout: seconds of silence that end a request */
McpTransport *mcp_session_transport_new (GUri          *uri,
                                         McpAuthorizer *authorizer,
                                         guint          timeout);
McpTransport *mcp_session_transport_new_with_events (GUri                *uri,
                                                     McpAuthorizer       *authorizer,
                                                     guint                timeout);
void          mcp_session_transport_set_version     (McpSessionTransport *self,
                                                     const char          *version);

G_END_DECLS
