/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_WORDS 300
#define MAX_WIDE_WORDS 3000
/* Longer ones have the whole width. */
#define MAX_LINE 60
/* Looking for the best place in a longer word takes Pango too long. */
#define MAX_WORD 100
#define MAX_WITH_SUCH 1000
#define MIN_CHARS 20
#define MAX_CHARS 30

/*
 * CribFieldFixed:
 *
 * A value that there is nothing to change about: the only one allowed, or one that is not the
 * person's to say. It can be selected and copied, so that nothing is put between its letters.
 */
struct _CribFieldFixed
{
  CribFieldEditor parent_instance;

  GtkWidget *label;
  char *title;
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
  if (form_field_is_secret (field))
    return g_strdup ("••••••••");
  if (form_field_is_json (field))
    return g_strdup (form_field_get_text (field));

  switch (form_field_get_kind (field))
    {
    case FORM_KIND_BOOLEAN:
      return g_strdup (form_field_get_active (field) ? _("Yes") : _("No"));

    case FORM_KIND_CHOICE:
    case FORM_KIND_UNION:
      return dup_choice (field, form_field_get_selected (field));

    case FORM_KIND_CHOICES:
      return dup_checked (field);

    case FORM_KIND_FILE:
      return g_format_size (form_field_get_file_size (field));

    case FORM_KIND_NULL:
      return g_strdup (_("Null"));

    default:
      return g_strdup (form_field_get_text (field));
    }
}

static gboolean
has_long_word (const char *words)
{
  while (*words != '\0')
    {
      gsize length = strcspn (words, " \t\r\n");

      if (length > MAX_WORD)
        return TRUE;
      words += length + strspn (words + length, " \t\r\n");
    }

  return FALSE;
}

/* As wide as its words, up to a bound, rather than broken in the middle of a number. */
static void
show_words (CribFieldFixed *self,
            const char     *words)
{
  glong length = g_utf8_strlen (words, -1);

  gtk_label_set_wrap_mode (GTK_LABEL (self->label),
                           has_long_word (words) ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_label_set_width_chars (GTK_LABEL (self->label), (int) MIN (length, MIN_CHARS));
}

/* A label is its own name, which of this one is title and value. */
static void
name_label (CribFieldFixed *self)
{
  const char *words = gtk_label_get_label (GTK_LABEL (self->label));
  g_autofree char *name = NULL;

  if (self->title == NULL)
    return;

  /* Translators: what a screen reader says of a value that cannot be changed: title, value */
  name = g_strdup_printf (_("%s: %s"), self->title, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The row lets it take the whole line where words stand above it. */
static void
hexpand_cb (CribFieldFixed *self)
{
  gtk_label_set_xalign (GTK_LABEL (self->label),
                        gtk_widget_get_hexpand (GTK_WIDGET (self)) ? 0 : 1);
}

static gboolean
is_long (FormField *field)
{
  const char *text = form_field_get_text (field);

  return text != NULL && (strchr (text, '\n') != NULL || g_utf8_strlen (text, -1) > MAX_LINE);
}

static void
crib_field_fixed_constructed (GObject *object)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (object);
  FormField *field;

  G_OBJECT_CLASS (crib_field_fixed_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  crib_field_editor_set_wide (CRIB_FIELD_EDITOR (self), is_long (field));
  self->label = gtk_label_new (NULL);
  hexpand_cb (self);
  g_signal_connect (self, "notify::hexpand", G_CALLBACK (hexpand_cb), NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label),
                                 is_long (field) ? -1 : MAX_CHARS);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "dim-label");
  if (form_field_is_json (field))
    {
      gtk_widget_add_css_class (self->label, "monospace");
      gtk_widget_set_direction (self->label, GTK_TEXT_DIR_LTR);
    }

  adw_bin_set_child (ADW_BIN (self), self->label);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->label);
}

static char *
dup_shown (CribFieldEditor *editor,
           const char      *value)
{
  gsize most = crib_field_editor_is_wide (editor) ? MAX_WIDE_WORDS : MAX_WORDS;
  g_autofree char *words = crib_words_clip (value, most);

  return crib_words_clip (words, has_long_word (words) ? MAX_WITH_SUCH : most + 1);
}

static void
crib_field_fixed_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (editor);
  g_autofree char *value = form_field_get_state (field) == FORM_STATE_VALUE ? dup_value (field)
                                                                            : NULL;
  g_autofree char *words = dup_shown (editor, value);

  show_words (self, *words != '\0' ? words : crib_field_editor_get_state_words (editor));
  name_label (self);
}

static void
crib_field_fixed_take_title (CribFieldEditor *editor,
                             const char      *title)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (editor);

  g_free (self->title);
  self->title = g_strdup (title);
  name_label (self);
}

static void
crib_field_fixed_finalize (GObject *object)
{
  CribFieldFixed *self = CRIB_FIELD_FIXED (object);

  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (crib_field_fixed_parent_class)->finalize (object);
}

static void
crib_field_fixed_class_init (CribFieldFixedClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_fixed_constructed;
  G_OBJECT_CLASS (klass)->finalize = crib_field_fixed_finalize;
  CRIB_FIELD_EDITOR_CLASS (klass)->take_title = crib_field_fixed_take_title;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_fixed_sync;
}

static void
crib_field_fixed_init (CribFieldFixed *self)
{
}
