/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-secrets.h"

/* Deeper than a form is; a form that unfolds into itself without end has an end here. */
#define MAX_DEPTH 64

static gboolean clear_field (FormField *field,
                             guint      depth);

static gboolean
clear_children (FormField *field,
                guint      depth)
{
  gboolean had_secret = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      had_secret |= clear_field (child, depth + 1);
    }

  return had_secret;
}

/* What was typed stays with each branch, so that each has its turn. */
static gboolean
clear_branches (FormField *field,
                guint      depth)
{
  GListModel *branches = form_field_get_choices (field);
  guint n_branches = branches != NULL ? g_list_model_get_n_items (branches) : 0;
  guint selected = form_field_get_selected (field);
  FormState state = form_field_get_state (field);
  gboolean had_secret = FALSE;

  for (guint i = 0; i < n_branches; i++)
    {
      form_field_set_selected (field, i);
      had_secret |= clear_children (field, depth);
    }

  if (selected < n_branches)
    form_field_set_selected (field, selected);
  if (state != FORM_STATE_VALUE)
    form_field_set_state (field, state);

  return had_secret;
}

static gboolean
clear_field (FormField *field,
             guint      depth)
{
  gboolean is_open = form_field_get_state (field) == FORM_STATE_VALUE;

  if (form_field_is_secret (field))
    {
      form_field_set_text (field, "");
      form_field_set_state (field, FORM_STATE_ABSENT);
      return TRUE;
    }

  if (!form_field_is_group (field) || depth >= MAX_DEPTH ||
      (form_field_is_recursive (field) && !is_open))
    return FALSE;

  return form_field_get_kind (field) == FORM_KIND_UNION ? clear_branches (field, depth)
                                                        : clear_children (field, depth);
}

/**
 * crib_draft_secrets_clear:
 * @form: a form that nobody shows
 *
 * Empties all fields that are secrets: what is written to a file has none of them.
 *
 * Returns: whether there are such fields
 */
gboolean
crib_draft_secrets_clear (FormModel *form)
{
  g_return_val_if_fail (FORM_IS_MODEL (form), FALSE);

  return clear_field (form_model_get_root (form), 0);
}
