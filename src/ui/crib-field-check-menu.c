/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-pick-popover.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_LABEL 200
/* So many are named on the button; it is not wider. */
#define MAX_NAMED 5

/*
 * CribFieldCheckMenu:
 *
 * Some of many values: a button that sums them up, and opens a list with check marks and a search.
 */
struct _CribFieldCheckMenu
{
  CribFieldEditor parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (CribFieldCheckMenu, crib_field_check_menu, CRIB_TYPE_FIELD_EDITOR)

static FormField *
get_field (gpointer self)
{
  return crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
}

static char *
dup_label (guint    position,
           gpointer user_data)
{
  GListModel *choices = form_field_get_choices (get_field (user_data));
  g_autoptr(FormChoice) choice = g_list_model_get_item (choices, position);

  return choice != NULL ? crib_words_clip (form_choice_get_label (choice), MAX_LABEL) : NULL;
}

static gboolean
is_picked (guint    position,
           gpointer user_data)
{
  FormField *field = get_field (user_data);

  return form_field_get_state (field) == FORM_STATE_VALUE &&
         form_field_get_checked (field, position);
}

static void
picked_cb (CribFieldCheckMenu *self,
           guint               position)
{
  FormField *field = get_field (self);

  form_field_set_checked (field, position, !is_picked (position, self));
  form_field_touch (field);
}

static void
crib_field_check_menu_constructed (GObject *object)
{
  CribFieldCheckMenu *self = CRIB_FIELD_CHECK_MENU (object);

  G_OBJECT_CLASS (crib_field_check_menu_parent_class)->constructed (object);

  self->popover = crib_pick_popover_new (TRUE, dup_label, is_picked, self);
  g_signal_connect_object (self->popover, "picked",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  self->button = crib_pick_button_new (self->popover, &self->label);

  adw_bin_set_child (ADW_BIN (self), self->button);
  /* What takes the focus is the button within the menu button. */
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self),
                               gtk_widget_get_first_child (self->button));
}

/* "3 of 20: Hamburg, Kiel, Lübeck" */
static char *
dup_summary (CribFieldCheckMenu *self,
             FormField          *field)
{
  guint n_choices = g_list_model_get_n_items (form_field_get_choices (field));
  g_autoptr(GString) names = g_string_new (NULL);
  guint n_checked = 0;

  for (guint i = 0; i < n_choices; i++)
    if (is_picked (i, self))
      {
        g_autofree char *name = n_checked < MAX_NAMED ? dup_label (i, self) : NULL;

        if (name != NULL)
          g_string_append_printf (names, "%s%s", n_checked > 0 ? ", " : "", name);
        n_checked++;
      }

  if (n_checked == 0)
    return NULL;
  if (n_checked > MAX_NAMED)
    g_string_append (names, ", …");
  /* Translators: how many of how many choices are checked, and the names of those */
  return g_strdup_printf (_("%u of %u: %s"), n_checked, n_choices, names->str);
}

static char *
crib_field_check_menu_dup_words (CribFieldEditor *editor,
                                 FormField       *field)
{
  char *summary = dup_summary (CRIB_FIELD_CHECK_MENU (editor), field);

  return summary != NULL ? summary : g_strdup (crib_field_editor_get_state_words (editor));
}

static void
crib_field_check_menu_sync (CribFieldEditor *editor,
                            FormField       *field)
{
  CribFieldCheckMenu *self = CRIB_FIELD_CHECK_MENU (editor);
  g_autofree char *words = crib_field_check_menu_dup_words (editor, field);

  crib_pick_button_set_words (self->button, self->label, words);
  crib_pick_popover_refresh (CRIB_PICK_POPOVER (self->popover));
}

static void
crib_field_check_menu_class_init (CribFieldCheckMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_check_menu_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_check_menu_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_check_menu_sync;
}

static void
crib_field_check_menu_init (CribFieldCheckMenu *self)
{
}
