/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-prompt-form.h"

#include "sjson-builder.h"

static void
add_member (SjsonBuilder            *builder,
            const McpPromptArgument *argument)
{
  sjson_builder_begin_object (sjson_builder_name (builder, argument->name));
  sjson_builder_string (sjson_builder_name (builder, "type"), "string");
  if (g_strcmp0 (argument->title, argument->name) != 0)
    sjson_builder_string (sjson_builder_name (builder, "title"), argument->title);
  if (argument->description != NULL)
    sjson_builder_string (sjson_builder_name (builder, "description"), argument->description);
  sjson_builder_end_object (builder);
}

/**
 * crib_prompt_form_build_schema:
 * @prompt: a prompt
 *
 * Its arguments are strings (MCP 2025-11-25, "Prompts").
 *
 * Returns: (transfer full): the schema of an object of them
 */
SjsonDocument *
crib_prompt_form_build_schema (McpPrompt *prompt)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  guint n_arguments;

  g_return_val_if_fail (MCP_IS_PROMPT (prompt), NULL);

  n_arguments = mcp_prompt_get_n_arguments (prompt);
  sjson_builder_string (sjson_builder_name (builder, "type"), "object");
  sjson_builder_begin_object (sjson_builder_name (builder, "properties"));
  for (guint i = 0; i < n_arguments; i++)
    add_member (builder, mcp_prompt_get_argument (prompt, i));
  sjson_builder_end_object (builder);

  sjson_builder_begin_array (sjson_builder_name (builder, "required"));
  for (guint i = 0; i < n_arguments; i++)
    {
      const McpPromptArgument *argument = mcp_prompt_get_argument (prompt, i);

      if (argument->is_required)
        sjson_builder_string (builder, argument->name);
    }
  sjson_builder_end_object (sjson_builder_end_array (builder));

  return sjson_builder_end_document (builder);
}
