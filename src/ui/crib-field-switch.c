/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

/*
 * CribFieldSwitch:
 *
 * A boolean. Where it may be left out, a word before the switch says that it is, and the switch is
 * dim: an unset switch alone would look like "no". Space and Return turn it on from there; "no"
 * is one step further, or in the menu.
 */
struct _CribFieldSwitch
{
  CribFieldEditor parent_instance;

  GtkWidget *button;
  GtkWidget *state;
};

G_DEFINE_FINAL_TYPE (CribFieldSwitch, crib_field_switch, CRIB_TYPE_FIELD_EDITOR)

static void
active_cb (CribFieldSwitch *self)
{
  CribFieldEditor *editor = CRIB_FIELD_EDITOR (self);

  if (crib_field_editor_is_syncing (editor))
    return;

  form_field_set_active (crib_field_editor_get_field (editor),
                         gtk_switch_get_active (GTK_SWITCH (self->button)));
}

static void
crib_field_switch_constructed (GObject *object)
{
  CribFieldSwitch *self = CRIB_FIELD_SWITCH (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  FormField *field;

  G_OBJECT_CLASS (crib_field_switch_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->state = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->state, "dim-label");
  self->button = gtk_switch_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "notify::active", G_CALLBACK (active_cb), self);

  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->button);
  adw_bin_set_child (ADW_BIN (self), box);

  /* What a switch shows is what is sent: one that must be sent and is not on is off. */
  if (form_field_is_required (field) && form_field_get_state (field) == FORM_STATE_ABSENT)
    form_field_set_active (field, FALSE);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->button);
}

static char *
crib_field_switch_dup_words (CribFieldEditor *editor,
                             FormField       *field)
{
  if (form_field_get_state (field) == FORM_STATE_VALUE)
    return NULL;
  return g_strdup (crib_field_editor_get_state_words (editor));
}

static void
crib_field_switch_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldSwitch *self = CRIB_FIELD_SWITCH (editor);
  FormState state = form_field_get_state (field);

  gtk_switch_set_active (GTK_SWITCH (self->button),
                         state == FORM_STATE_VALUE && form_field_get_active (field));
  gtk_label_set_label (GTK_LABEL (self->state), crib_field_editor_get_state_words (editor));
  gtk_widget_set_visible (self->state, state != FORM_STATE_VALUE);
  gtk_widget_set_opacity (self->button, state != FORM_STATE_VALUE ? 0.5 : 1);
}

static void
crib_field_switch_class_init (CribFieldSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_switch_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_switch_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_switch_sync;
}

static void
crib_field_switch_init (CribFieldSwitch *self)
{
}
