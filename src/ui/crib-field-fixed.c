/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_WORDS 300

/*
 * CribFieldFixed:
 *
 * A value that there is nothing to change about: the only one allowed, or one that is not the
 * person's to say. It can be selected and copied.
 */
struct _CribFieldFixed
{
  CribFieldEditor parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (CribFieldFixed, crib_field_fixed, CRIB_TYPE_FIELD_EDITOR)

static char *
dup_choice (FormField *field,
            guint      position)
{
  GListModel *choices = form_field_get_choices (field);
  g_autoptr(FormChoice) choice = choices != NULL ? g_list_model_get_item (choices, position) : NULL;

  return g_strdup (choice != NULL ? form_choice_get_label (choice) : NULL);
}

static char *
dup_checked (FormField *field)
{
  guint n_choices = g_list_model_get_n_items (form_field_get_choices (field));
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n_choices && words->len < MAX_WORDS; i++)
    if (form_field_get_checked (field, i))
      {
        g_autofree char *label = dup_choice (field, i);

        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", label);
      }

  return g_string_free (words, FALSE);
}

/* What the value is, for people; NULL: nothing to say. */
static char *
dup_value (FormField *field)
{
  if (form_field_is_json (field))
    return g_strdup (form_field_get_text (field));

  switch (form_field_get_kind (field))
    {
    case FORM_KIND_BOOLEAN:
      return g_strdup (form_field_get_active (field) ? _("Yes") : _("No"));

    case FORM_KIND_CHOICE:
      return dup_choice (field, form_field_get_selected (field));

    case FORM_KIND_CHOICES:
      return dup_checked (field);

    case FORM_KIND_FILE:
      return g_format_size (form_field_get_file_size (field));

    case FORM_KIND_NULL:
      return g_strdup (_("Null"));

    default:
      return g_strdup (form_field_is_secret (field) ? "••••••••" : form_field_get_text (field));
    }
}

static void
crib_field_fixed_constructed (GObject *object)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (object);

  G_OBJECT_CLASS (crib_field_fixed_parent_class)->constructed (object);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 30);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "dim-label");

  adw_bin_set_child (ADW_BIN (self), self->label);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->label);
}

static void
crib_field_fixed_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (editor);
  g_autofree char *value = form_field_get_state (field) == FORM_STATE_VALUE ? dup_value (field)
                                                                            : NULL;
  g_autofree char *words = crib_words_clip (value, MAX_WORDS);

  gtk_label_set_label (GTK_LABEL (self->label),
                       *words != '\0' ? words : crib_field_editor_get_state_words (editor));
}

static void
crib_field_fixed_class_init (CribFieldFixedClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_fixed_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_fixed_sync;
}

static void
crib_field_fixed_init (CribFieldFixed *self)
{
}
