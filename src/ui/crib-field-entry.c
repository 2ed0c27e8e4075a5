/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

/*
 * CribFieldEntry:
 *
 * One line of text.
 */
struct _CribFieldEntry
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (CribFieldEntry, crib_field_entry, CRIB_TYPE_FIELD_EDITOR)

static void
changed_cb (CribFieldEntry *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static GtkInputPurpose
purpose_for (FormField *field)
{
  const char *format = form_field_get_format (field);

  if (g_strcmp0 (format, "email") == 0 || g_strcmp0 (format, "idn-email") == 0)
    return GTK_INPUT_PURPOSE_EMAIL;
  if (g_strcmp0 (format, "uri") == 0 || g_strcmp0 (format, "iri") == 0)
    return GTK_INPUT_PURPOSE_URL;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static void
crib_field_entry_constructed (GObject *object)
{
  CribFieldEntry *self = CRIB_FIELD_ENTRY (object);
  FormField *field;

  G_OBJECT_CLASS (crib_field_entry_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->entry = gtk_entry_new ();
  /* Optional ones leave room for the menu beside them. */
  gtk_widget_set_size_request (self->entry, form_field_is_required (field) ? 220 : 184, -1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), purpose_for (field));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);

  adw_bin_set_child (ADW_BIN (self), self->entry);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
crib_field_entry_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldEntry *self = CRIB_FIELD_ENTRY (editor);
  const char *text = crib_field_editor_get_text (editor);

  /* Setting the same text would still move the cursor. */
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  crib_field_editor_get_placeholder (editor));
}

static void
crib_field_entry_class_init (CribFieldEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_entry_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_entry_sync;
}

static void
crib_field_entry_init (CribFieldEntry *self)
{
}
