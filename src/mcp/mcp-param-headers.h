/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* Which arguments of a tool go along as header fields: what x-mcp-header in its schema says
 * (MCP 2026-07-28, "Custom Headers"). Immutable, reference counted. */
typedef struct _McpParamHeaders McpParamHeaders;

typedef void (*McpParamHeaderFunc) (const char *name,
                                    const char *value,
                                    gpointer    user_data);

/* FALSE: there are surely none, which saves the work. */
gboolean         mcp_param_headers_likely  (const SjsonValue    *schema);
/* NULL with MCP_ERROR_MALFORMED: the tool must not be offered. */
McpParamHeaders *mcp_param_headers_new     (const SjsonValue    *schema,
                                            GError             **error);
McpParamHeaders *mcp_param_headers_ref     (McpParamHeaders     *self);
void             mcp_param_headers_unref   (McpParamHeaders     *self);
guint            mcp_param_headers_get_n   (McpParamHeaders     *self);
/* @arguments: (nullable). MCP_ERROR_MALFORMED for a number that no header can carry. */
gboolean         mcp_param_headers_foreach (McpParamHeaders     *self,
                                            const SjsonValue    *arguments,
                                            McpParamHeaderFunc   function,
                                            gpointer             user_data,
                                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpParamHeaders, mcp_param_headers_unref)

G_END_DECLS
