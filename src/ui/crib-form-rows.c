/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-rows.h"

#include "crib-field-editors.h"

/* Rows are widgets, and a schema may list any number of members; the rest is filled in as JSON. */
#define MAX_ROWS 300

static CribFieldGroup *
get_group (CribFieldRow *row)
{
  CribFieldEditor *editor = crib_field_row_get_editor (row);

  return CRIB_IS_FIELD_GROUP (editor) ? CRIB_FIELD_GROUP (editor) : NULL;
}

static void
add_field (GPtrArray *rows,
           FormField *field,
           guint      depth)
{
  GtkWidget *row;

  if (rows->len >= MAX_ROWS)
    return;

  row = g_object_ref_sink (crib_field_row_new (field, depth));
  g_ptr_array_add (rows, row);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      add_field (rows, child, depth + 1);
    }
}

GPtrArray *
crib_form_rows_new (FormModel *model)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  FormField *root;

  g_return_val_if_fail (FORM_IS_MODEL (model), rows);

  root = form_model_get_root (model);
  if (form_field_get_kind (root) != FORM_KIND_OBJECT)
    add_field (rows, root, 0);
  else
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (root)); i++)
      {
        g_autoptr(FormField) field = g_list_model_get_item (G_LIST_MODEL (root), i);

        add_field (rows, field, 0);
      }

  return rows;
}

void
crib_form_rows_update_visible (GPtrArray *rows,
                               gboolean   hidden)
{
  guint folded_at = G_MAXUINT;

  g_return_if_fail (rows != NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      CribFieldRow *row = g_ptr_array_index (rows, i);
      CribFieldGroup *group = get_group (row);
      guint depth = crib_field_row_get_depth (row);
      gboolean below = folded_at != G_MAXUINT && depth > folded_at;

      if (!below)
        folded_at = group != NULL && !crib_field_group_get_expanded (group) ? depth : G_MAXUINT;
      gtk_widget_set_visible (GTK_WIDGET (row), !below && !hidden);
    }
}

guint
crib_form_rows_count_problems (GPtrArray *rows)
{
  guint n_problems = 0;

  g_return_val_if_fail (rows != NULL, 0);

  for (guint i = 0; i < rows->len; i++)
    n_problems += crib_field_row_has_error (g_ptr_array_index (rows, i));
  return n_problems;
}

/* Unfolds the groups above a row. */
static void
reveal (GPtrArray *rows,
        guint      position)
{
  guint depth = crib_field_row_get_depth (g_ptr_array_index (rows, position));

  while (depth > 0 && position-- > 0)
    {
      CribFieldRow *row = g_ptr_array_index (rows, position);

      if (crib_field_row_get_depth (row) >= depth)
        continue;

      depth = crib_field_row_get_depth (row);
      crib_field_group_set_expanded (get_group (row), TRUE);
    }
}

CribFieldRow *
crib_form_rows_find_problem (GPtrArray *rows)
{
  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (crib_field_row_has_error (g_ptr_array_index (rows, i)))
      {
        reveal (rows, i);
        return g_ptr_array_index (rows, i);
      }
  return NULL;
}

gboolean
crib_form_rows_are_cut (GPtrArray *rows)
{
  g_return_val_if_fail (rows != NULL, FALSE);

  return rows->len >= MAX_ROWS;
}
