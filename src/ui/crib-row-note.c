/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-row-note.h"

/*
 * CribRowNote:
 *
 * One sentence below an AdwEntryRow, shown while there is one. The row above turns red with it, and
 * whoever hears the screen instead of seeing it gets the sentence with the row.
 */
struct _CribRowNote
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (CribRowNote, crib_row_note, ADW_TYPE_PREFERENCES_ROW)

static void
crib_row_note_class_init (CribRowNoteClass *klass)
{
}

static void
crib_row_note_init (CribRowNote *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->label = GTK_LABEL (label);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "error");
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_bottom (label, 9);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* @text: (nullable): plain, never markup */
void
crib_row_note_set_text (CribRowNote *self,
                        AdwEntryRow *row,
                        const char  *text)
{
  g_return_if_fail (CRIB_IS_ROW_NOTE (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}
