/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-sheet-private.h"

#include "crib-field-row.h"
#include "crib-form-button-row.h"

/* Where the person goes on: the name, the value, or the first of what is in a group. */
static FormField *
find_start (FormField *field)
{
  FormKind kind = form_field_get_kind (field);
  g_autoptr(FormField) first = NULL;

  if (form_field_is_named (field) || (kind != FORM_KIND_OBJECT && kind != FORM_KIND_TUPLE))
    return field;

  first = g_list_model_get_item (G_LIST_MODEL (field), 0);
  return first != NULL ? first : field;
}

static void
pressed_cb (CribFormSheet     *self,
            CribFormButtonRow *row)
{
  CribFormLine *line = crib_form_button_row_get_line (row);
  FormField *field;
  guint position;

  if (crib_form_line_get_role (line) == CRIB_FORM_LINE_MORE)
    {
      position = crib_form_sheet_find_row (self, GTK_WIDGET (row));
      crib_form_outline_show_more (self->outline, line);
      crib_form_sheet_focus_at (self, position);
      return;
    }

  field = crib_form_outline_add (self->outline, line);
  if (field != NULL)
    crib_form_sheet_focus_field (self, find_start (field));
}

/* Below the chooser of a union the head of what was chosen would be an empty line; it is to be seen
 * for what is wrong with all of it, or where it says something of its own. */
static gboolean
is_needed (FormField *field)
{
  const char *words = form_field_get_description (field);
  const char *above = form_field_is_branch (field)
    ? form_field_get_description (form_field_get_parent (field)) : NULL;

  if (!form_field_is_branch (field) || form_field_get_kind (field) != FORM_KIND_OBJECT ||
      form_field_is_json (field) || form_field_is_recursive (field))
    return TRUE;

  return (words != NULL && g_strcmp0 (words, above) != 0) ||
         (form_field_is_touched (field) && form_field_get_error (field) != NULL);
}

static void
update_needed (GtkWidget *row)
{
  gtk_widget_set_visible (row, is_needed (crib_field_row_get_field (CRIB_FIELD_ROW (row))));
}

static GtkWidget *
create_field_row (CribFormSheet *self,
                  CribFormLine  *line)
{
  FormField *field = crib_form_line_get_field (line);
  GtkWidget *row = crib_field_row_new (field, crib_form_line_get_depth (line));

  g_object_set (row, "narrow", self->narrow, NULL);
  crib_field_row_set_suggester (CRIB_FIELD_ROW (row), self->suggester);
  /* What is below a union goes by the branch alone. */
  if (form_field_is_group (field) && form_field_get_kind (field) != FORM_KIND_UNION)
    g_object_bind_property (line, "expanded", row, "expanded",
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  if (form_field_is_branch (field))
    {
      update_needed (row);
      g_signal_connect_object (field, "notify", G_CALLBACK (update_needed), row,
                               G_CONNECT_SWAPPED);
    }

  return row;
}

/* A row for @line, which is not in the list yet. */
GtkWidget *
crib_form_sheet_create_row (CribFormSheet *self,
                            CribFormLine  *line)
{
  GtkWidget *row;

  if (crib_form_line_get_role (line) == CRIB_FORM_LINE_FIELD)
    return create_field_row (self, line);

  row = crib_form_button_row_new (line);
  g_signal_connect_object (row, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);

  return row;
}
