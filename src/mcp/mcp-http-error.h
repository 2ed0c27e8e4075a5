/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http-call.h"

G_BEGIN_DECLS

/* What an answer of the wrong status, or of the wrong type, means. @start: how its body begins.
 * @opening: nothing has shown yet that an MCP server answers there. */
GError  *mcp_http_error_from_reply   (McpHttpCall  *call,
                                      GBytes       *start,
                                      gboolean      opening);
/* What a failure to send or to read means. Takes @cause, and gives it back where it is nothing of
 * the connection's (cancelled, certificates, errors of the authorizer). */
GError  *mcp_http_error_from_failure (GError       *cause);
/* Whether a refusal's body is a JSON-RPC error without an id. */
gboolean mcp_http_error_names_no_request (GBytes *start);
gboolean mcp_http_error_is_time_out  (const GError *error);
/* Whether a body came whole, and is not what it should be. */
gboolean mcp_http_error_is_malformed (const GError *error);

G_END_DECLS
