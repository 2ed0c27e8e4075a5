/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-prompt-message.h"

/**
 * McpPromptMessage:
 *
 * One message of what a prompt became. Immutable.
 *
 * It is text of a server that wants to be told to a model: shown first, always.
 */
struct _McpPromptMessage
{
  GObject parent_instance;

  char *role;
  McpContent *content;
};

G_DEFINE_FINAL_TYPE (McpPromptMessage, mcp_prompt_message, G_TYPE_OBJECT)

static void
mcp_prompt_message_finalize (GObject *object)
{
  McpPromptMessage *self = MCP_PROMPT_MESSAGE (object);

  g_clear_pointer (&self->role, g_free);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (mcp_prompt_message_parent_class)->finalize (object);
}

static void
mcp_prompt_message_class_init (McpPromptMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_prompt_message_finalize;
}

static void
mcp_prompt_message_init (McpPromptMessage *self)
{
}

/**
 * mcp_prompt_message_new:
 * @role: who says it
 * @content: what
 *
 * Returns: (transfer full): the message
 */
McpPromptMessage *
mcp_prompt_message_new (const char *role,
                        McpContent *content)
{
  McpPromptMessage *self;

  g_return_val_if_fail (role != NULL, NULL);
  g_return_val_if_fail (MCP_IS_CONTENT (content), NULL);

  self = g_object_new (MCP_TYPE_PROMPT_MESSAGE, NULL);
  self->role = g_strdup (role);
  self->content = g_object_ref (content);

  return self;
}

/**
 * mcp_prompt_message_get_role:
 *
 * Returns: (transfer none): "user" or "assistant", or what else the server says
 */
const char *
mcp_prompt_message_get_role (McpPromptMessage *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT_MESSAGE (self), NULL);

  return self->role;
}

/**
 * mcp_prompt_message_get_content:
 *
 * Returns: (transfer none): what it says
 */
McpContent *
mcp_prompt_message_get_content (McpPromptMessage *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT_MESSAGE (self), NULL);

  return self->content;
}
