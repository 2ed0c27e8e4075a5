/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "mcp-prompt-message.h"

G_BEGIN_DECLS

#define MCP_TYPE_PROMPT_RESULT (mcp_prompt_result_get_type ())

/* What a prompt became (GetPromptResult); immutable. */
G_DECLARE_FINAL_TYPE (McpPromptResult, mcp_prompt_result, MCP, PROMPT_RESULT, GObject)

McpPromptResult  *mcp_prompt_result_new             (const SjsonValue  *json,
                                                     GError           **error);
const char       *mcp_prompt_result_get_description (McpPromptResult   *self);  /* nullable */
GListModel       *mcp_prompt_result_get_messages    (McpPromptResult   *self);
const SjsonValue *mcp_prompt_result_get_json        (McpPromptResult   *self);

G_END_DECLS
