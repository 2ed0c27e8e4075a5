/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-prompt-result.h"

#include "mcp-error-private.h"

/**
 * McpPromptResult:
 *
 * What a prompt became with its arguments filled in: messages in their order. Immutable.
 */
struct _McpPromptResult
{
  GObject parent_instance;

  SjsonValue *json;
  char *description;
  GListStore *messages;
};

G_DEFINE_FINAL_TYPE (McpPromptResult, mcp_prompt_result, G_TYPE_OBJECT)

static void
mcp_prompt_result_finalize (GObject *object)
{
  McpPromptResult *self = MCP_PROMPT_RESULT (object);

  g_clear_object (&self->messages);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_prompt_result_parent_class)->finalize (object);
}

static void
mcp_prompt_result_class_init (McpPromptResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_prompt_result_finalize;
}

static void
mcp_prompt_result_init (McpPromptResult *self)
{
  self->messages = g_list_store_new (MCP_TYPE_PROMPT_MESSAGE);
}

static void
add_message (GPtrArray        *messages,
             const char       *role,
             const SjsonValue *block)
{
  g_autoptr(McpContent) content = mcp_content_new (block);

  g_ptr_array_add (messages, mcp_prompt_message_new (role, content));
}

/* One block each; of several, as some servers send them, each becomes a message. What is none at
 * all is shown as it is. */
static void
read_message (GPtrArray        *messages,
              const SjsonValue *json)
{
  g_autofree char *role = sjson_value_dup_member_string (json, "role");
  SjsonValue content, block;
  SjsonIter iter;

  if (role == NULL || !sjson_value_get_member (json, "content", &content))
    add_message (messages, role != NULL ? role : "", json);
  else if (sjson_value_get_kind (&content) != SJSON_KIND_ARRAY)
    add_message (messages, role, &content);
  else
    {
      sjson_iter_init (&iter, &content);
      while (sjson_iter_next (&iter, NULL, &block))
        add_message (messages, role, &block);
    }
}

/**
 * mcp_prompt_result_new:
 * @json: the `result` of a `prompts/get` (MCP 2026-07-28, "Prompts", GetPromptResult)
 * @error: return location
 *
 * Reads a result.
 *
 * Returns: (transfer full): the result, or `NULL` with `MCP_ERROR_MALFORMED` when it has no array
 *   of messages
 */
McpPromptResult *
mcp_prompt_result_new (const SjsonValue  *json,
                       GError           **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  McpPromptResult *self;
  SjsonValue messages, message;
  SjsonIter iter;

  g_return_val_if_fail (json != NULL, NULL);

  if (!sjson_value_get_member_of_kind (json, "messages", SJSON_KIND_ARRAY, &messages))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server's answer is no prompt.", NULL));
      return NULL;
    }

  self = g_object_new (MCP_TYPE_PROMPT_RESULT, NULL);
  self->json = sjson_value_copy (json);
  self->description = sjson_value_dup_member_string (json, "description");

  sjson_iter_init (&iter, &messages);
  while (sjson_iter_next (&iter, NULL, &message))
    read_message (list, &message);

  g_list_store_splice (self->messages, 0, 0, list->pdata, list->len);

  return self;
}

/**
 * mcp_prompt_result_get_description:
 *
 * Returns: (nullable) (transfer none): what the server says about it; never markup
 */
const char *
mcp_prompt_result_get_description (McpPromptResult *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT_RESULT (self), NULL);

  return self->description;
}

/**
 * mcp_prompt_result_get_messages:
 *
 * Returns: (transfer none): a list of [class@Mcp.PromptMessage] that never changes
 */
GListModel *
mcp_prompt_result_get_messages (McpPromptResult *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT_RESULT (self), NULL);

  return G_LIST_MODEL (self->messages);
}

/**
 * mcp_prompt_result_get_json:
 *
 * Returns: (transfer none): the result as the server sent it
 */
const SjsonValue *
mcp_prompt_result_get_json (McpPromptResult *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT_RESULT (self), NULL);

  return self->json;
}
