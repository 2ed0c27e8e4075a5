/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-content.h"

G_BEGIN_DECLS

#define MCP_TYPE_PROMPT_MESSAGE (mcp_prompt_message_get_type ())

/* One message of a prompt: who says it, and what; immutable. */
G_DECLARE_FINAL_TYPE (McpPromptMessage, mcp_prompt_message, MCP, PROMPT_MESSAGE, GObject)

McpPromptMessage *mcp_prompt_message_new         (const char       *role,
                                                  McpContent       *content);
/* "user" or "assistant"; anything may stand there. */
const char       *mcp_prompt_message_get_role    (McpPromptMessage *self);
McpContent       *mcp_prompt_message_get_content (McpPromptMessage *self);

G_END_DECLS
