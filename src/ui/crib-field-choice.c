/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-field-states.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_LABEL 200

/*
 * CribFieldChoice:
 *
 * A choice among a few values, or among the branches of a union; of many, CribFieldPick.
 */
struct _CribFieldChoice
{
  CribFieldEditor parent_instance;

  GtkWidget *drop_down;
  CribFieldStates states;
};

G_DEFINE_FINAL_TYPE (CribFieldChoice, crib_field_choice, CRIB_TYPE_FIELD_EDITOR)

static char *
dup_item_label (gpointer this)
{
  const char *label;

  if (GTK_IS_STRING_OBJECT (this))
    label = gtk_string_object_get_string (this);
  else
    label = form_choice_get_label (this);
  return crib_words_clip (label, MAX_LABEL);
}

static char *
item_label_cb (gpointer item,
               gpointer user_data)
{
  return item != NULL ? dup_item_label (item) : NULL;
}

static void
selected_cb (CribFieldChoice *self)
{
  CribFieldEditor *editor = CRIB_FIELD_EDITOR (self);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  if (!crib_field_editor_is_syncing (editor) && position != GTK_INVALID_LIST_POSITION)
    crib_field_states_pick (&self->states, crib_field_editor_get_field (editor), position);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (user_data));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = dup_item_label (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > 24 ? text : NULL);
  /* In the list, the line is what has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkListItemFactory *
make_factory (int width_chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (width_chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static GListModel *
make_model (CribFieldChoice *self,
            FormField       *field)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkStringList) states = gtk_string_list_new (NULL);

  crib_field_states_init (&self->states, field);
  for (guint i = 0; i < self->states.n_states; i++)
    gtk_string_list_append (states, crib_field_states_get_label (&self->states, i));

  g_list_store_append (models, states);
  g_list_store_append (models, form_field_get_choices (field));
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
}

static void
crib_field_choice_constructed (GObject *object)
{
  CribFieldChoice *self = CRIB_FIELD_CHOICE (object);
  g_autoptr(GtkListItemFactory) button_factory = make_factory (24);
  g_autoptr(GtkListItemFactory) list_factory = make_factory (60);
  GtkExpression *expression;
  FormField *field;

  G_OBJECT_CLASS (crib_field_choice_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                            G_CALLBACK (item_label_cb), NULL, NULL);
  self->drop_down = gtk_drop_down_new (make_model (self, field), expression);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->drop_down), button_factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->drop_down), list_factory);
  gtk_widget_set_size_request (self->drop_down, CRIB_FIELD_WIDTH, -1);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);

  adw_bin_set_child (ADW_BIN (self), self->drop_down);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->drop_down);
}

static void
crib_field_choice_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldChoice *self = CRIB_FIELD_CHOICE (editor);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down),
                              crib_field_states_find (&self->states, field));
}

static char *
crib_field_choice_dup_words (CribFieldEditor *editor,
                             FormField       *field)
{
  CribFieldStates *states = &CRIB_FIELD_CHOICE (editor)->states;
  guint position = crib_field_states_find (states, field);

  return position != G_MAXUINT ? crib_field_states_dup_label (states, field, position) : NULL;
}

static void
crib_field_choice_class_init (CribFieldChoiceClass *klass)
{
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_choice_dup_words;
  G_OBJECT_CLASS (klass)->constructed = crib_field_choice_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_choice_sync;
}

static void
crib_field_choice_init (CribFieldChoice *self)
{
}
