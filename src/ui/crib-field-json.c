/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-json-text.h"

/*
 * CribFieldJson:
 *
 * JSON, for a field of which the schema says nothing, or whose value its kind cannot show.
 */
struct _CribFieldJson
{
  CribFieldEditor parent_instance;

  CribJsonText *text;
};

G_DEFINE_FINAL_TYPE (CribFieldJson, crib_field_json, CRIB_TYPE_FIELD_EDITOR)

static void
edited_cb (CribFieldJson *self)
{
  g_autofree char *text = crib_json_text_dup_text (self->text);

  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self), text);
}

static void
crib_field_json_constructed (GObject *object)
{
  CribFieldJson *self = CRIB_FIELD_JSON (object);

  G_OBJECT_CLASS (crib_field_json_parent_class)->constructed (object);

  self->text = CRIB_JSON_TEXT (crib_json_text_new (TRUE));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (self->text, "edited",
                           G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->text));
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), crib_json_text_get_input (self->text));
}

static void
crib_field_json_sync (CribFieldEditor *editor,
                      FormField       *field)
{
  CribFieldJson *self = CRIB_FIELD_JSON (editor);

  crib_json_text_set_text (self->text, crib_field_editor_get_text (editor));
  crib_json_text_set_placeholder (self->text, crib_field_editor_get_placeholder (editor));
}

static void
crib_field_json_class_init (CribFieldJsonClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_json_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_json_sync;
  CRIB_FIELD_EDITOR_CLASS (klass)->wide = TRUE;
}

static void
crib_field_json_init (CribFieldJson *self)
{
}
