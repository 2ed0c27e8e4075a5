/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

/*
 * CribFieldSecret:
 *
 * One line of text that is nobody's business: shown as dots, unless the person presses the eye.
 */
struct _CribFieldSecret
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (CribFieldSecret, crib_field_secret, CRIB_TYPE_FIELD_EDITOR)

static void
changed_cb (CribFieldSecret *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
crib_field_secret_constructed (GObject *object)
{
  CribFieldSecret *self = CRIB_FIELD_SECRET (object);

  G_OBJECT_CLASS (crib_field_secret_parent_class)->constructed (object);

  self->entry = gtk_password_entry_new ();
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_widget_set_size_request (self->entry, CRIB_FIELD_WIDTH, -1);
  g_signal_connect_object (self->entry, "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  adw_bin_set_child (ADW_BIN (self), self->entry);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
crib_field_secret_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldSecret *self = CRIB_FIELD_SECRET (editor);
  const char *text = crib_field_editor_get_text (editor);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_object_set (self->entry,
                "placeholder-text", crib_field_editor_get_placeholder (editor), NULL);
}

static void
crib_field_secret_class_init (CribFieldSecretClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_secret_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_secret_sync;
}

static void
crib_field_secret_init (CribFieldSecret *self)
{
}
