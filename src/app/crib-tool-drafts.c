/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-drafts.h"

#include "crib-draft-file.h"
#include "crib-draft-secrets.h"

/* Milliseconds from the first letter to the file: what a crash may cost. */
#define DELAY 2000

typedef struct
{
  CribToolDrafts *drafts;   /* borrowed: whose it is */
  char *name;
  FormModel *form;
  SjsonValue *schema;       /* nullable, as in the tool */
  char *source;             /* nullable: what it was filled with */
  gboolean is_typed;        /* into this form, since it was filled */
  gboolean is_changed;      /* since it was put into the file */
} Draft;

struct _CribToolDrafts
{
  GHashTable *by_name;
  CribDraftFile *file;
  guint source;
};

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_signal_handlers_disconnect_by_data (draft->form, draft);
  g_clear_object (&draft->form);
  g_clear_pointer (&draft->schema, sjson_value_free);
  g_free (draft->source);
  g_free (draft->name);
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

/* What a form was filled with may have been typed for another schema, and does not all fit into
 * this one: until somebody types it stands as it was, for when that schema comes back.
 *
 * Returns: (nullable): nothing was typed */
static char *
dup_typed (Draft *draft)
{
  return draft->is_typed ? form_model_dup_draft (draft->form) : g_strdup (draft->source);
}

/* Without secrets; and nobody has to find the defaults of a tool in a file. */
static char *
dup_text_to_keep (Draft *draft)
{
  g_autoptr(FormModel) copy = form_model_new (draft->schema, NULL);
  g_autofree char *nothing = form_model_dup_draft (copy);
  g_autofree char *text = dup_typed (draft);

  if (text == NULL || !form_model_set_draft (copy, text, NULL))
    return NULL;

  if (crib_draft_secrets_clear (copy, draft->schema))
    {
      g_free (text);
      text = form_model_dup_draft (copy);
    }

  return g_str_equal (text, nothing) ? NULL : g_steal_pointer (&text);
}

static gboolean
secrets_stay (Draft            *old,
              const SjsonValue *schema,
              const char       *text)
{
  g_autoptr(FormModel) form = NULL;

  if (old->schema == NULL || !crib_draft_secrets_are_in (old->schema))
    return TRUE;
  if (schema == NULL || !crib_draft_secrets_are_in (schema))
    return FALSE;

  form = form_model_new (schema, NULL);
  form_model_set_draft (form, text, NULL);

  return crib_draft_secrets_stay (old->form, form);
}

/* A secret is typed again where the server says no more that it is one: nobody would keep it out of
 * the file. */
static char *
dup_handed_on (Draft            *old,
               const SjsonValue *schema)
{
  g_autofree char *text = dup_typed (old);

  if (text == NULL || secrets_stay (old, schema, text))
    return g_steal_pointer (&text);

  return dup_text_to_keep (old);
}

static void
put_changed (CribToolDrafts *self)
{
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->source, g_source_remove);

  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Draft *draft = value;
      g_autofree char *text = NULL;

      if (!draft->is_changed)
        continue;

      text = dup_text_to_keep (draft);
      crib_draft_file_put (self->file, draft->name, text);
      draft->is_changed = FALSE;
    }
}

static gboolean
save_cb (gpointer user_data)
{
  CribToolDrafts *self = user_data;

  self->source = 0;
  put_changed (self);
  crib_draft_file_save (self->file);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (Draft *draft)
{
  CribToolDrafts *self = draft->drafts;

  draft->is_typed = TRUE;
  draft->is_changed = TRUE;
  if (self->source == 0 && crib_draft_file_get_path (self->file) != NULL)
    self->source = g_timeout_add (DELAY, save_cb, self);
}

/* @old: (nullable): of another schema, which it takes the place of */
static Draft *
draft_new (CribToolDrafts   *self,
           const char       *name,
           const SjsonValue *schema,
           Draft            *old)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->drafts = self;
  draft->name = g_strdup (name);
  draft->schema = schema != NULL ? sjson_value_copy (schema) : NULL;
  draft->form = form_model_new (schema, NULL);
  draft->source = old != NULL ? dup_handed_on (old, schema)
                              : g_strdup (crib_draft_file_lookup (self->file, name));
  draft->is_changed = old != NULL && old->is_changed;

  if (draft->source != NULL)
    form_model_set_draft (draft->form, draft->source, NULL);
  g_signal_connect_swapped (draft->form, "changed", G_CALLBACK (changed_cb), draft);

  return draft;
}

CribToolDrafts *
crib_tool_drafts_new (void)
{
  CribToolDrafts *self = g_new0 (CribToolDrafts, 1);

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
  self->file = crib_draft_file_new (NULL);

  return self;
}

void
crib_tool_drafts_free (CribToolDrafts *self)
{
  crib_tool_drafts_flush (self);
  g_hash_table_unref (self->by_name);
  crib_draft_file_free (self->file);
  g_free (self);
}

/**
 * crib_tool_drafts_get:
 * @self: drafts
 * @tool: a tool
 *
 * Returns: (transfer none): the form of the tool of that name, exactly as it was left, now or the
 *   last time; made anew, with what was typed as far as it fits, when the schema is another
 */
FormModel *
crib_tool_drafts_get (CribToolDrafts *self,
                      McpTool        *tool)
{
  return crib_tool_drafts_get_form (self, mcp_tool_get_name (tool),
                                    mcp_tool_get_input_schema (tool));
}

FormModel *
crib_tool_drafts_get_form (CribToolDrafts   *self,
                           const char       *key,
                           const SjsonValue *schema)
{
  Draft *draft = g_hash_table_lookup (self->by_name, key);

  if (draft == NULL || !has_schema (draft, schema))
    {
      draft = draft_new (self, key, schema, draft);
      g_hash_table_insert (self->by_name, g_strdup (key), draft);
    }

  return draft->form;
}

void
crib_tool_drafts_set_path (CribToolDrafts *self,
                           const char     *path)
{
  if (g_strcmp0 (path, crib_draft_file_get_path (self->file)) == 0)
    return;

  put_changed (self);
  crib_draft_file_move (self->file, path);
  crib_draft_file_save (self->file);
}

/* Forms that somebody still shows stay theirs, and are nobody's drafts any more. */
void
crib_tool_drafts_clear (CribToolDrafts *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->by_name);
  crib_draft_file_clear (self->file);
  crib_draft_file_save (self->file);
}

void
crib_tool_drafts_flush (CribToolDrafts *self)
{
  put_changed (self);
  crib_draft_file_flush (self->file);
}
