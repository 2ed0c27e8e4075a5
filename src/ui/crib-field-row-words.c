/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row-private.h"

#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TITLE 200
#define MAX_DESCRIPTION 1000
#define MAX_ERROR 500
/* Limits shorter than this are never cut off. */
#define MAX_LIMITS 20
/* Of so many it is known which have the same name. */
#define MAX_SIBLINGS 500

/* The words of a row. A title is a server's and stands in one label with our own words behind it,
 * so that these follow where it wraps; attributes tell them apart, never markup. */

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static char *
dup_marks (CribFieldRow *self)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();

  if (form_field_is_required (self->field) && !form_field_is_branch (self->field))
    /* Translators: of a field that must be filled in; stands after its title */
    g_ptr_array_add (marks, _("required"));
  if (form_field_is_read_only (self->field))
    /* Translators: of a field that is for the server to fill in; stands after its title */
    g_ptr_array_add (marks, _("cannot be changed"));
  if (form_field_is_deprecated (self->field))
    /* Translators: of a field that should not be used any more; stands after its title */
    g_ptr_array_add (marks, _("outdated"));

  g_ptr_array_add (marks, NULL);
  return g_strjoinv (" · ", (char **) marks->pdata);
}

/* The branch of a union has the title of the union, which stands above it; what the person names
 * has an entry for its name. */
static gboolean
shows_title (CribFieldRow *self)
{
  return !form_field_is_branch (self->field) && !form_field_is_named (self->field);
}

static void
fill_title (CribFieldRow *self,
            const char   *title)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *marks = dup_marks (self);
  g_autofree char *words = NULL;
  const char *shown = shows_title (self) ? title : "";
  PangoAttribute *size = pango_attr_scale_new (0.82);
  PangoAttribute *alpha = pango_attr_foreground_alpha_new (G_MAXUINT16 * 0.55);

  size->start_index = alpha->start_index = (guint) strlen (shown);
  pango_attr_list_insert (attributes, size);
  pango_attr_list_insert (attributes, alpha);

  words = g_strdup_printf ("%s%s%s", shown, *shown != '\0' && *marks != '\0' ? "  " : "", marks);
  gtk_label_set_label (self->title_label, words);
  gtk_label_set_attributes (self->title_label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), *words != '\0');
  /* The name of the editor is without our marks, which it says in its own way. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *title != '\0' ? title : _("Value"), -1);
}

static void
fill_limits (CribFieldRow *self)
{
  const char *limits = form_field_get_limits (self->field);
  g_autofree char *words = crib_words_clip (limits, MAX_TITLE);

  gtk_label_set_label (self->limits_label, words);
  gtk_label_set_width_chars (self->limits_label,
                             (int) MIN (g_utf8_strlen (words, -1), MAX_LIMITS));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->limits_label), words);
  gtk_widget_set_visible (GTK_WIDGET (self->limits_label), *words != '\0');
}

/* What never changes. */
void
crib_field_row_fill_words (CribFieldRow *self)
{
  g_autofree char *description =
    crib_words_break (form_field_get_description (self->field), MAX_DESCRIPTION);

  gtk_label_set_label (self->description_label, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), *description != '\0');
  gtk_widget_set_visible (self->name_entry, form_field_is_named (self->field));
  fill_limits (self);
}

/* What takes the focus is now and then a part of the input that people see. */
static GtkAccessible *
get_spoken (CribFieldRow *self)
{
  GtkWidget *input = crib_field_editor_get_input (self->editor);
  GtkWidget *part = gtk_widget_get_first_child (input);

  return GTK_ACCESSIBLE (GTK_IS_DROP_DOWN (input) && GTK_IS_BUTTON (part) ? part : input);
}

void
crib_field_row_name_editor (CribFieldRow *self)
{
  GtkAccessible *spoken = get_spoken (self);

  gtk_accessible_update_relation (spoken,
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title_label, NULL,
                                  -1);
  gtk_accessible_update_property (spoken,
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  form_field_is_required (self->field), -1);
}

static void
name_menu (CribFieldRow *self,
           const char   *title)
{
  GtkWidget *part = gtk_widget_get_first_child (self->menu_button);
  g_autofree char *name = g_strdup_printf (_("More for %s"), *title != '\0' ? title : _("Value"));

  gtk_widget_set_tooltip_text (self->menu_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (part != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (part),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Where one of several has a name of its own, titles change with it and with its place. */
static void
update_title (CribFieldRow *self)
{
  g_autofree char *title = crib_words_clip (form_field_get_title (self->field), MAX_TITLE);
  const char *name = form_field_get_name (self->field);

  if (form_field_is_named (self->field) &&
      !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)), name))
    gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);

  /* Each notification of a field comes by here. */
  if (self->has_title &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), title))
    return;

  self->has_title = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  fill_title (self, title);
  name_menu (self, title);
}

/* All that is to be known about the value, in one sentence after the other. */
static char *
dup_spoken (CribFieldRow *self,
            const char   *error)
{
  g_autofree char *marks = dup_marks (self);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  if (*error != '\0')
    g_ptr_array_add (parts, (char *) error);
  if (*marks != '\0')
    g_ptr_array_add (parts, marks);
  if (gtk_widget_get_visible (GTK_WIDGET (self->limits_label)))
    g_ptr_array_add (parts, (char *) gtk_label_get_label (self->limits_label));
  if (gtk_widget_get_visible (GTK_WIDGET (self->description_label)))
    g_ptr_array_add (parts, (char *) gtk_label_get_label (self->description_label));

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}

/* Whether an entry before or behind has the same name. */
static gboolean
is_name_taken (CribFieldRow *self)
{
  FormField *parent = form_field_get_parent (self->field);
  guint n_items = parent != NULL ? g_list_model_get_n_items (G_LIST_MODEL (parent)) : 0;

  for (guint i = 0; i < MIN (n_items, MAX_SIBLINGS); i++)
    {
      g_autoptr(FormField) other = g_list_model_get_item (G_LIST_MODEL (parent), i);

      if (other != self->field &&
          g_str_equal (form_field_get_name (other), form_field_get_name (self->field)))
        return TRUE;
    }

  return FALSE;
}

static void
set_invalid (GtkAccessible *accessible,
             gboolean       wrong)
{
  gtk_accessible_update_state (accessible,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* The error of a field may be that of its name; then it is the name that looks wrong. */
static gboolean
update_name_error (CribFieldRow *self,
                   const char   *error)
{
  gboolean wrong = *error != '\0' && form_field_is_named (self->field) && is_name_taken (self);

  set_class (self->name_entry, "error", wrong);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wrong ? error : "", -1);
  set_invalid (GTK_ACCESSIBLE (self->name_entry), wrong);
  return wrong;
}

static void
update_error (CribFieldRow *self)
{
  GtkWidget *input = crib_field_editor_get_input (self->editor);
  GtkAccessible *spoken = get_spoken (self);
  gboolean wrong = crib_field_row_has_error (self);
  g_autofree char *error = crib_words_break (wrong ? form_field_get_error (self->field) : NULL,
                                             MAX_ERROR);
  g_autofree char *words = dup_spoken (self, error);
  gboolean value_wrong = !update_name_error (self, error) && wrong;

  gtk_label_set_label (self->error_label, error);
  gtk_widget_set_visible (self->error_box, wrong);
  set_class (input, "error", value_wrong);
  if (crib_field_editor_is_wide (self->editor))
    set_class (GTK_WIDGET (self->editor), "error", value_wrong);
  gtk_widget_set_valign (self->words, wrong ? GTK_ALIGN_START : GTK_ALIGN_CENTER);

  gtk_accessible_update_property (spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  set_invalid (spoken, value_wrong);
}

/* What the value changes. */
void
crib_field_row_update_words (CribFieldRow *self)
{
  update_title (self);
  update_error (self);
}
