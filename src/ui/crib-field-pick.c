/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-field-states.h"
#include "crib-pick-popover.h"

/*
 * CribFieldPick:
 *
 * A choice among many values: a button that says what is chosen, and opens a list with a search.
 */
struct _CribFieldPick
{
  CribFieldEditor parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *popover;
  CribFieldStates states;
};

G_DEFINE_FINAL_TYPE (CribFieldPick, crib_field_pick, CRIB_TYPE_FIELD_EDITOR)

static char *
dup_label (guint    position,
           gpointer user_data)
{
  CribFieldPick *self = user_data;

  return crib_field_states_dup_label (&self->states,
                                      crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)),
                                      position);
}

static gboolean
is_picked (guint    position,
           gpointer user_data)
{
  CribFieldPick *self = user_data;
  FormField *field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));

  return crib_field_states_find (&self->states, field) == position;
}

static void
picked_cb (CribFieldPick *self,
           guint          position)
{
  crib_field_states_pick (&self->states,
                          crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)), position);
}

static void
crib_field_pick_constructed (GObject *object)
{
  CribFieldPick *self = CRIB_FIELD_PICK (object);
  CribFieldEditor *editor = CRIB_FIELD_EDITOR (self);

  G_OBJECT_CLASS (crib_field_pick_parent_class)->constructed (object);

  crib_field_states_init (&self->states, crib_field_editor_get_field (editor));
  self->popover = crib_pick_popover_new (FALSE, dup_label, is_picked, self);
  g_signal_connect_object (self->popover, "picked",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  self->button = crib_pick_button_new (self->popover, &self->label);

  adw_bin_set_child (ADW_BIN (self), self->button);
  /* What takes the focus is the button within the menu button. */
  crib_field_editor_set_input (editor, gtk_widget_get_first_child (self->button));
}

static char *
crib_field_pick_dup_words (CribFieldEditor *editor,
                           FormField       *field)
{
  CribFieldPick *self = CRIB_FIELD_PICK (editor);
  guint position = crib_field_states_find (&self->states, field);

  return position != G_MAXUINT ? dup_label (position, self) : NULL;
}

static void
crib_field_pick_sync (CribFieldEditor *editor,
                      FormField       *field)
{
  CribFieldPick *self = CRIB_FIELD_PICK (editor);
  g_autofree char *label = crib_field_pick_dup_words (editor, field);

  crib_pick_button_set_words (self->button, self->label, label != NULL ? label : "");
  crib_pick_popover_refresh (CRIB_PICK_POPOVER (self->popover));
}

static void
crib_field_pick_class_init (CribFieldPickClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_pick_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_pick_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_pick_sync;
}

static void
crib_field_pick_init (CribFieldPick *self)
{
}
