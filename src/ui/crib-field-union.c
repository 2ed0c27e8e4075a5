/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-field-states.h"
#include "crib-words.h"

#define MAX_LABEL 40

/*
 * CribFieldUnion:
 *
 * Which of two or three shapes a value has, side by side; more, or longer words, are a menu. The
 * fields of the chosen shape stand below, in rows of their own.
 */
struct _CribFieldUnion
{
  CribFieldEditor parent_instance;

  GtkWidget *box;
  GPtrArray *buttons;    /* of GtkToggleButton */
};

G_DEFINE_FINAL_TYPE (CribFieldUnion, crib_field_union, CRIB_TYPE_FIELD_EDITOR)

static void
toggled_cb (CribFieldUnion  *self,
            GtkToggleButton *button)
{
  CribFieldEditor *editor = CRIB_FIELD_EDITOR (self);
  FormField *field = crib_field_editor_get_field (editor);
  guint position;

  if (crib_field_editor_is_syncing (editor) || !gtk_toggle_button_get_active (button) ||
      !g_ptr_array_find (self->buttons, button, &position))
    return;

  form_field_set_selected (field, position);
  form_field_touch (field);
}

static GtkWidget *
make_button (CribFieldUnion *self,
             FormChoice     *choice)
{
  g_autofree char *words = crib_words_clip (form_choice_get_label (choice), MAX_LABEL);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "toggled",
                           G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
crib_field_union_constructed (GObject *object)
{
  CribFieldUnion *self = CRIB_FIELD_UNION (object);
  GListModel *choices;

  G_OBJECT_CLASS (crib_field_union_parent_class)->constructed (object);

  choices = form_field_get_choices (crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)));
  self->box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_add_css_class (self->box, "segmented");
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);
      GtkWidget *button = make_button (self, choice);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (self->box), button);
    }

  adw_bin_set_child (ADW_BIN (self), self->box);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->box);
}

static void
crib_field_union_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldUnion *self = CRIB_FIELD_UNION (editor);
  gboolean chosen = crib_field_states_has_branch (field);
  guint selected = form_field_get_selected (field);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  chosen && i == selected);
}

static void
crib_field_union_finalize (GObject *object)
{
  CribFieldUnion *self = CRIB_FIELD_UNION (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (crib_field_union_parent_class)->finalize (object);
}

static void
crib_field_union_class_init (CribFieldUnionClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_union_constructed;
  G_OBJECT_CLASS (klass)->finalize = crib_field_union_finalize;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_union_sync;
}

static void
crib_field_union_init (CribFieldUnion *self)
{
  self->buttons = g_ptr_array_new ();
}
