/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-prompt.h"

/* No person fills in so many. */
#define MAX_ARGUMENTS 1000

/**
 * McpPrompt:
 *
 * A prompt that a server offers: messages made from arguments, which a person chooses. Immutable.
 */
struct _McpPrompt
{
  McpItem parent_instance;

  GPtrArray *arguments;   /* of McpPromptArgument */
};

G_DEFINE_FINAL_TYPE (McpPrompt, mcp_prompt, MCP_TYPE_ITEM)

static void
argument_free (gpointer data)
{
  McpPromptArgument *argument = data;

  g_free (argument->name);
  g_free (argument->title);
  g_free (argument->description);
  g_free (argument);
}

static void
mcp_prompt_finalize (GObject *object)
{
  McpPrompt *self = MCP_PROMPT (object);

  g_clear_pointer (&self->arguments, g_ptr_array_unref);

  G_OBJECT_CLASS (mcp_prompt_parent_class)->finalize (object);
}

static void
mcp_prompt_class_init (McpPromptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_prompt_finalize;
}

static void
mcp_prompt_init (McpPrompt *self)
{
  self->arguments = g_ptr_array_new_with_free_func (argument_free);
}

/* Of several with one name the first: only one value could be sent. */
static void
read_argument (McpPrompt        *self,
               const SjsonValue *json)
{
  g_autofree char *name = sjson_value_dup_member_string (json, "name");
  McpPromptArgument *argument;

  if (name == NULL || *name == '\0' || self->arguments->len >= MAX_ARGUMENTS ||
      mcp_prompt_find_argument (self, name) != NULL)
    return;

  argument = g_new0 (McpPromptArgument, 1);
  argument->name = g_steal_pointer (&name);
  argument->title = sjson_value_dup_member_string (json, "title");
  argument->description = sjson_value_dup_member_string (json, "description");
  sjson_value_get_member_boolean (json, "required", &argument->is_required);

  if (argument->title == NULL || *argument->title == '\0')
    {
      g_free (argument->title);
      argument->title = g_strdup (argument->name);
    }

  g_ptr_array_add (self->arguments, argument);
}

/**
 * mcp_prompt_new:
 * @json: an element of `prompts` of a `prompts/list` result; it is copied
 * @error: return location
 *
 * Reads a prompt (MCP 2025-11-25, "Prompts"). Arguments without a name are left out.
 *
 * Returns: (transfer full): the prompt, or `NULL` with `MCP_ERROR_MALFORMED` when it has no name
 */
McpPrompt *
mcp_prompt_new (const SjsonValue  *json,
                GError           **error)
{
  g_autoptr(McpPrompt) self = NULL;
  SjsonValue arguments, argument;
  SjsonIter iter;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_PROMPT, NULL);

  if (!mcp_item_read (MCP_ITEM (self), json, "name", "a prompt", error))
    return NULL;

  if (sjson_value_get_member_of_kind (json, "arguments", SJSON_KIND_ARRAY, &arguments))
    {
      sjson_iter_init (&iter, &arguments);
      while (sjson_iter_next (&iter, NULL, &argument))
        read_argument (self, &argument);
    }

  return g_steal_pointer (&self);
}

/**
 * mcp_prompt_get_name:
 *
 * Returns: (transfer none): what a request names it by, never empty
 */
const char *
mcp_prompt_get_name (McpPrompt *self)
{
  return mcp_item_get_key (MCP_ITEM (self));
}

/**
 * mcp_prompt_get_n_arguments:
 *
 * Returns: how many arguments it takes
 */
guint
mcp_prompt_get_n_arguments (McpPrompt *self)
{
  g_return_val_if_fail (MCP_IS_PROMPT (self), 0);

  return self->arguments->len;
}

/**
 * mcp_prompt_get_argument:
 * @position: less than mcp_prompt_get_n_arguments()
 *
 * Returns: (transfer none): the argument
 */
const McpPromptArgument *
mcp_prompt_get_argument (McpPrompt *self,
                         guint      position)
{
  g_return_val_if_fail (MCP_IS_PROMPT (self), NULL);
  g_return_val_if_fail (position < self->arguments->len, NULL);

  return g_ptr_array_index (self->arguments, position);
}

/**
 * mcp_prompt_find_argument:
 * @name: a name, which is case-sensitive
 *
 * Returns: (transfer none) (nullable): the argument of that name
 */
const McpPromptArgument *
mcp_prompt_find_argument (McpPrompt  *self,
                          const char *name)
{
  g_return_val_if_fail (MCP_IS_PROMPT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->arguments->len; i++)
    {
      const McpPromptArgument *argument = g_ptr_array_index (self->arguments, i);

      if (g_str_equal (argument->name, name))
        return argument;
    }

  return NULL;
}
