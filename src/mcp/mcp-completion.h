/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define MCP_TYPE_COMPLETION (mcp_completion_get_type ())

/* What a value could be (CompleteResult); immutable. */
G_DECLARE_FINAL_TYPE (McpCompletion, mcp_completion, MCP, COMPLETION, GObject)

McpCompletion      *mcp_completion_new        (const SjsonValue  *json,
                                               GError           **error);
/* Never NULL; 100 at most. */
const char * const *mcp_completion_get_values (McpCompletion     *self);
/* Whether the server knows more than these. */
gboolean            mcp_completion_has_more   (McpCompletion     *self);
const SjsonValue   *mcp_completion_get_json   (McpCompletion     *self);

G_END_DECLS
