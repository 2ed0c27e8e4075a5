/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

/*
 * CribFieldNumber:
 *
 * A number that is typed, and goes to the field letter by letter. See also CribFieldSpin.
 */
struct _CribFieldNumber
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (CribFieldNumber, crib_field_number, CRIB_TYPE_FIELD_EDITOR)

static void
changed_cb (CribFieldNumber *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
crib_field_number_constructed (GObject *object)
{
  CribFieldNumber *self = CRIB_FIELD_NUMBER (object);
  FormField *field;

  G_OBJECT_CLASS (crib_field_number_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry),
                               form_field_get_kind (field) == FORM_KIND_INTEGER
                                 ? GTK_INPUT_PURPOSE_DIGITS
                                 : GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_input_hints (GTK_ENTRY (self->entry),
                             GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 18);
  gtk_widget_set_size_request (self->entry, CRIB_FIELD_WIDTH, -1);
  gtk_widget_add_css_class (self->entry, "numeric");
  /* A sign stands before its number in every language. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                            GTK_TEXT_DIR_LTR);
  g_signal_connect_object (self->entry, "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  adw_bin_set_child (ADW_BIN (self), self->entry);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
crib_field_number_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldNumber *self = CRIB_FIELD_NUMBER (editor);
  const char *text = crib_field_editor_get_text (editor);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  crib_field_editor_get_placeholder (editor));
}

static void
crib_field_number_class_init (CribFieldNumberClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_number_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_number_sync;
}

static void
crib_field_number_init (CribFieldNumber *self)
{
}
