/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-words.h"

#define MAX_LABEL 200

/*
 * CribFieldChecks:
 *
 * Some of a few values, each with its check mark; of many, CribFieldCheckMenu.
 */
struct _CribFieldChecks
{
  CribFieldEditor parent_instance;

  GtkWidget *box;
  GtkWidget *state;
  GPtrArray *buttons;    /* of GtkCheckButton */
};

G_DEFINE_FINAL_TYPE (CribFieldChecks, crib_field_checks, CRIB_TYPE_FIELD_EDITOR)

static void
toggled_cb (CribFieldChecks *self,
            GtkCheckButton  *button)
{
  CribFieldEditor *editor = CRIB_FIELD_EDITOR (self);
  FormField *field = crib_field_editor_get_field (editor);
  guint position;

  if (crib_field_editor_is_syncing (editor) ||
      !g_ptr_array_find (self->buttons, button, &position))
    return;

  form_field_set_checked (field, position, gtk_check_button_get_active (button));
  form_field_touch (field);
}

/* A check button's own label does not wrap. */
static GtkWidget *
make_button (CribFieldChecks *self,
             FormChoice      *choice)
{
  g_autofree char *words = crib_words_clip (form_choice_get_label (choice), MAX_LABEL);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button = gtk_check_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (button, g_utf8_strlen (words, -1) > 60 ? words : NULL);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (button, "toggled",
                           G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
crib_field_checks_constructed (GObject *object)
{
  CribFieldChecks *self = CRIB_FIELD_CHECKS (object);
  GListModel *choices;

  G_OBJECT_CLASS (crib_field_checks_parent_class)->constructed (object);

  choices = form_field_get_choices (crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)));
  self->box = g_object_new (GTK_TYPE_BOX,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                            "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_size_request (self->box, CRIB_FIELD_WIDTH, -1);
  gtk_widget_set_margin_top (self->box, 4);
  self->state = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  gtk_widget_add_css_class (self->state, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->state);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);
      GtkWidget *button = make_button (self, choice);

      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (self->box), button);
    }

  adw_bin_set_child (ADW_BIN (self), self->box);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->box);
}

/* Each check mark speaks for itself; where there is none, it is for the group to say why. */
static char *
crib_field_checks_dup_words (CribFieldEditor *editor,
                             FormField       *field)
{
  CribFieldChecks *self = CRIB_FIELD_CHECKS (editor);

  if (form_field_get_state (field) == FORM_STATE_VALUE)
    for (guint i = 0; i < self->buttons->len; i++)
      if (form_field_get_checked (field, i))
        return NULL;

  return g_strdup (crib_field_editor_get_state_words (editor));
}

static void
crib_field_checks_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldChecks *self = CRIB_FIELD_CHECKS (editor);
  g_autofree char *words = crib_field_checks_dup_words (editor, field);
  gboolean there = form_field_get_state (field) == FORM_STATE_VALUE;

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (self->buttons->pdata[i],
                                 there && form_field_get_checked (field, i));

  gtk_label_set_label (GTK_LABEL (self->state), words != NULL ? words : "");
  gtk_widget_set_visible (self->state, words != NULL);
}

static void
crib_field_checks_finalize (GObject *object)
{
  CribFieldChecks *self = CRIB_FIELD_CHECKS (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (crib_field_checks_parent_class)->finalize (object);
}

static void
crib_field_checks_class_init (CribFieldChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_checks_constructed;
  G_OBJECT_CLASS (klass)->finalize = crib_field_checks_finalize;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_checks_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_checks_sync;
}

static void
crib_field_checks_init (CribFieldChecks *self)
{
  self->buttons = g_ptr_array_new ();
}
