/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-secrets.h"

#include <string.h>

/* Deeper than a form is; a form that unfolds into itself without end has an end here. */
#define MAX_DEPTH 64

/**
 * crib_draft_secrets_are_in:
 * @schema: a schema
 *
 * Returns: whether any of its parts may be a secret, also such as no field shows now
 */
gboolean
crib_draft_secrets_are_in (const SjsonValue *schema)
{
  SjsonKind kind = sjson_value_get_kind (schema);
  g_autofree char *format = NULL;
  gboolean is_write_only = FALSE;
  SjsonIter iter;
  SjsonValue part;

  if (kind != SJSON_KIND_OBJECT && kind != SJSON_KIND_ARRAY)
    return FALSE;

  if (kind == SJSON_KIND_OBJECT)
    {
      format = sjson_value_dup_member_string (schema, "format");
      sjson_value_get_member_boolean (schema, "writeOnly", &is_write_only);
    }

  /* A field trims its format. */
  if (is_write_only || (format != NULL && strstr (format, "password") != NULL))
    return TRUE;

  sjson_iter_init (&iter, schema);
  while (sjson_iter_next (&iter, NULL, &part))
    if (crib_draft_secrets_are_in (&part))
      return TRUE;

  return FALSE;
}

typedef void (*VisitFunc) (FormField *field,
                           gpointer   user_data);

static void visit_field (FormField *field,
                         guint      depth,
                         VisitFunc  visit,
                         gpointer   user_data);

/* Of a union the chosen branch: no draft has what was typed into another. */
static void
visit_children (FormField *field,
                guint      depth,
                VisitFunc  visit,
                gpointer   user_data)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      visit_field (child, depth + 1, visit, user_data);
    }
}

/* A text of JSON in a place that has a shape may hold what a field of that shape would hide. */
static gboolean
may_hide_one (FormField *field)
{
  return form_field_is_json (field) && !form_field_is_fallback (field);
}

/* Calls @visit for all that is a secret or may hide one. */
static void
visit_field (FormField *field,
             guint      depth,
             VisitFunc  visit,
             gpointer   user_data)
{
  gboolean is_open = form_field_get_state (field) == FORM_STATE_VALUE;

  if (form_field_is_secret (field) || may_hide_one (field))
    {
      visit (field, user_data);
      return;
    }

  if (!form_field_is_group (field) || depth >= MAX_DEPTH ||
      (form_field_is_recursive (field) && !is_open))
    return;

  visit_children (field, depth, visit, user_data);
}

static void
empty (FormField *field,
       gpointer   user_data)
{
  form_field_set_text (field, "");
  form_field_set_state (field, FORM_STATE_ABSENT);
}

static void
collect (FormField *field,
         gpointer   user_data)
{
  g_hash_table_add (user_data, form_field_dup_pointer (field));
}

static GHashTable *
collect_places (FormModel *form)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  visit_field (form_model_get_root (form), 0, collect, places);

  return places;
}

/**
 * crib_draft_secrets_stay:
 * @form: a form whose schema knows of secrets
 * @other: a form of another schema, filled with the draft of @form
 *
 * An empty secret counts too: the draft may hold what did not fit into it.
 *
 * Returns: whether each place of a secret in @form is one in @other
 */
gboolean
crib_draft_secrets_stay (FormModel *form,
                         FormModel *other)
{
  g_autoptr(GHashTable) places = NULL;
  g_autoptr(GHashTable) others = NULL;
  GHashTableIter iter;
  gpointer place;

  g_return_val_if_fail (FORM_IS_MODEL (form), FALSE);
  g_return_val_if_fail (FORM_IS_MODEL (other), FALSE);

  if (form_model_get_unread (form) != NULL)
    return FALSE;

  places = collect_places (form);
  others = collect_places (other);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!g_hash_table_contains (others, place))
      return FALSE;

  return TRUE;
}

/**
 * crib_draft_secrets_clear:
 * @form: a form that nobody shows
 * @schema: (nullable): its schema
 *
 * Empties all fields that are secrets: what is written to a file has none of them. Where there are
 * secrets, texts of JSON go as well that may hold some.
 *
 * Returns: whether the schema knows of secrets; if not, nothing was changed
 */
gboolean
crib_draft_secrets_clear (FormModel        *form,
                          const SjsonValue *schema)
{
  g_return_val_if_fail (FORM_IS_MODEL (form), FALSE);

  if (schema == NULL || !crib_draft_secrets_are_in (schema))
    return FALSE;

  form_model_set_unread (form, NULL);
  visit_field (form_model_get_root (form), 0, empty, NULL);

  return TRUE;
}
