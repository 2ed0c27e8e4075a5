/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item.h"

G_BEGIN_DECLS

#define MCP_TYPE_RESOURCE_TEMPLATE (mcp_resource_template_get_type ())

/* A family of resources of a server; immutable. Its key is its URI template. */
G_DECLARE_FINAL_TYPE (McpResourceTemplate, mcp_resource_template, MCP, RESOURCE_TEMPLATE, McpItem)

/* NULL with MCP_ERROR_MALFORMED when @json is none (no URI template). The value is isolated. */
McpResourceTemplate *mcp_resource_template_new              (const SjsonValue     *json,
                                                             GError              **error);
const char          *mcp_resource_template_get_uri_template (McpResourceTemplate  *self);
const char          *mcp_resource_template_get_mime_type    (McpResourceTemplate  *self);
/* The names of its variables in their order, each once; never NULL. */
const char * const  *mcp_resource_template_get_variables    (McpResourceTemplate  *self);

G_END_DECLS
