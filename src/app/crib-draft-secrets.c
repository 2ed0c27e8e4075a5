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

static void clear_field (FormField *field,
                         guint      depth);

/* Of a union the chosen branch: no draft has what was typed into another. */
static void
clear_children (FormField *field,
                guint      depth)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      clear_field (child, depth + 1);
    }
}

/* A text of JSON in a place that has a shape may hold what a field of that shape would hide. */
static gboolean
may_hide_one (FormField *field)
{
  return form_field_is_json (field) && !form_field_is_fallback (field);
}

static void
clear_field (FormField *field,
             guint      depth)
{
  gboolean is_open = form_field_get_state (field) == FORM_STATE_VALUE;

  if (form_field_is_secret (field) || may_hide_one (field))
    {
      form_field_set_text (field, "");
      form_field_set_state (field, FORM_STATE_ABSENT);
      return;
    }

  if (!form_field_is_group (field) || depth >= MAX_DEPTH ||
      (form_field_is_recursive (field) && !is_open))
    return;

  clear_children (field, depth);
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
  clear_field (form_model_get_root (form), 0);

  return TRUE;
}
