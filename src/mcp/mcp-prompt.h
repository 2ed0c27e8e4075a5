/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item.h"

G_BEGIN_DECLS

#define MCP_TYPE_PROMPT (mcp_prompt_get_type ())

/* One prompt a server offers; immutable. Its key is its name. */
G_DECLARE_FINAL_TYPE (McpPrompt, mcp_prompt, MCP, PROMPT, McpItem)

/* An argument of a prompt: its value is a string. Belongs to the prompt. */
typedef struct
{
  char *name;
  char *title;         /* for people; never NULL */
  char *description;   /* nullable */
  gboolean is_required;
} McpPromptArgument;

/* NULL with MCP_ERROR_MALFORMED when @json is no prompt (no name). The value is isolated. */
McpPrompt               *mcp_prompt_new             (const SjsonValue  *json,
                                                     GError           **error);
const char              *mcp_prompt_get_name        (McpPrompt         *self);
guint                    mcp_prompt_get_n_arguments (McpPrompt         *self);
const McpPromptArgument *mcp_prompt_get_argument    (McpPrompt         *self,
                                                     guint              position);
/* Borrowed, or NULL. */
const McpPromptArgument *mcp_prompt_find_argument   (McpPrompt         *self,
                                                     const char        *name);

G_END_DECLS
