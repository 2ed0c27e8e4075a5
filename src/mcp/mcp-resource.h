/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item.h"

G_BEGIN_DECLS

#define MCP_TYPE_RESOURCE (mcp_resource_get_type ())

/* One resource that a server lists; immutable. Its key is its URI. */
G_DECLARE_FINAL_TYPE (McpResource, mcp_resource, MCP, RESOURCE, McpItem)

/* NULL with MCP_ERROR_MALFORMED when @json is no resource (no URI). The value is isolated. */
McpResource *mcp_resource_new           (const SjsonValue  *json,
                                         GError           **error);
/* Anything may stand there; file:// is nothing of this computer. */
const char  *mcp_resource_get_uri       (McpResource       *self);
const char  *mcp_resource_get_mime_type (McpResource       *self);   /* nullable */
/* In bytes; FALSE where the server did not say. */
gboolean     mcp_resource_get_size      (McpResource       *self,
                                         guint64           *size);
gboolean     mcp_resource_is_folder     (McpResource       *self);

G_END_DECLS
