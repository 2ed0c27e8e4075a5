/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-drafts.h"

typedef struct
{
  FormModel *form;
  SjsonValue *schema;   /* nullable, as in the tool */
} Draft;

struct _CribToolDrafts
{
  GHashTable *by_name;
};

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_clear_object (&draft->form);
  g_clear_pointer (&draft->schema, sjson_value_free);
  g_free (draft);
}

static gboolean
has_schema (const Draft      *draft,
            const SjsonValue *schema)
{
  if (draft->schema == NULL || schema == NULL)
    return draft->schema == schema;

  return sjson_value_equal (draft->schema, schema);
}

/* The JSON of a form holds what was typed as it was typed, also "12a" for a number. */
static FormModel *
carry_over (FormModel        *old,
            const SjsonValue *schema)
{
  FormModel *form = form_model_new (schema, NULL);
  g_autofree char *json = form_model_dup_json (old);

  form_model_set_json (form, json, NULL);

  return form;
}

static Draft *
draft_new (FormModel        *old,
           const SjsonValue *schema)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->schema = schema != NULL ? sjson_value_copy (schema) : NULL;
  draft->form = old != NULL ? carry_over (old, schema) : form_model_new (schema, NULL);

  return draft;
}

CribToolDrafts *
crib_tool_drafts_new (void)
{
  CribToolDrafts *self = g_new0 (CribToolDrafts, 1);

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);

  return self;
}

void
crib_tool_drafts_free (CribToolDrafts *self)
{
  g_hash_table_unref (self->by_name);
  g_free (self);
}

/**
 * crib_tool_drafts_get:
 * @self: drafts
 * @tool: a tool
 *
 * Returns: (transfer none): the form of the tool of that name, with what was typed before; made
 *   anew, with what was typed, when the schema is another than last time
 */
FormModel *
crib_tool_drafts_get (CribToolDrafts *self,
                      McpTool        *tool)
{
  const SjsonValue *schema = mcp_tool_get_input_schema (tool);
  Draft *draft = g_hash_table_lookup (self->by_name, mcp_tool_get_name (tool));

  if (draft == NULL || !has_schema (draft, schema))
    {
      draft = draft_new (draft != NULL ? draft->form : NULL, schema);
      g_hash_table_insert (self->by_name, g_strdup (mcp_tool_get_name (tool)), draft);
    }

  return draft->form;
}
