/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row-private.h"

#include "crib-field-editors.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TITLE 200
#define MAX_DESCRIPTION 1000
#define MAX_ERROR 500
#define MAX_LIMITS 200
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

gboolean
crib_field_row_has_name (CribFieldRow *self)
{
  return form_field_is_named (self->field) && !form_field_is_locked (self->field);
}

/* An entry of a list can go, and what there is nothing to choose about fills itself in. */
static gboolean
is_needed (CribFieldRow *self)
{
  return form_field_is_required (self->field) && !crib_field_row_is_entry (self) &&
         !CRIB_IS_FIELD_FIXED (self->editor) && !form_field_is_locked (self->field);
}

static char *
dup_marks (CribFieldRow *self)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();

  if (is_needed (self) && !form_field_is_branch (self->field))
    /* Translators: of a field that must be filled in; stands after its title */
    g_ptr_array_add (marks, _("required"));
  if (form_field_is_read_only (self->field) && !form_field_is_branch (self->field))
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
  return !form_field_is_branch (self->field) && !crib_field_row_has_name (self);
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
  g_autofree char *words = crib_words_break (limits, MAX_LIMITS);

  gtk_label_set_label (self->limits_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->limits_label), words);
  gtk_widget_set_visible (GTK_WIDGET (self->limits_label), *words != '\0');
}

/* What a branch says of itself, unless it is what its union has said. */
static const char *
get_description (CribFieldRow *self)
{
  const char *description = form_field_get_description (self->field);

  if (form_field_is_branch (self->field) &&
      g_strcmp0 (form_field_get_description (form_field_get_parent (self->field)),
                 description) == 0)
    return NULL;
  return description;
}

/* What never changes. */
void
crib_field_row_fill_words (CribFieldRow *self)
{
  g_autofree char *description =
    crib_words_break (get_description (self), MAX_DESCRIPTION);

  gtk_label_set_label (self->description_label, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), *description != '\0');
  gtk_widget_set_visible (self->name_entry, crib_field_row_has_name (self));
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

/* The title, or a word that stands for it. */
static char *
dup_name (CribFieldRow *self)
{
  const char *title = form_field_get_title (self->field);

  return crib_words_clip (title != NULL && *title != '\0' ? title : _("Value"), MAX_TITLE);
}

/* The button within a menu button, which takes the focus, is named by that. */
static void
name_parts (CribFieldRow *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *more = g_strdup_printf (_("More for %s"), name);

  gtk_widget_set_tooltip_text (self->menu_button, more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  crib_field_editor_take_title (self->editor, name);
}

void
crib_field_row_name_editor (CribFieldRow *self)
{
  GtkAccessible *spoken = get_spoken (self);

  /* A label is its own name. */
  if (!CRIB_IS_FIELD_FIXED (self->editor))
    gtk_accessible_update_relation (spoken,
                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title_label, NULL,
                                    -1);
  gtk_accessible_update_property (spoken,
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, is_needed (self), -1);
  name_parts (self);
}

/* Where one of several has a name of its own, titles change with it and with its place. */
static void
update_title (CribFieldRow *self)
{
  g_autofree char *title = crib_words_clip (form_field_get_title (self->field), MAX_TITLE);
  const char *name = form_field_get_name (self->field);

  if (crib_field_row_has_name (self) &&
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
  name_parts (self);
}

static void
add_words (GString    *spoken,
           const char *words)
{
  if (*words == '\0')
    return;

  /* A comma, for a breath; sentences have their own. */
  if (spoken->len > 0)
    g_string_append (spoken, g_ascii_ispunct (spoken->str[spoken->len - 1]) ? " " : ", ");
  g_string_append (spoken, words);
}

static void
add_label (GString  *spoken,
           GtkLabel *label)
{
  if (gtk_widget_get_visible (GTK_WIDGET (label)))
    add_words (spoken, gtk_label_get_label (label));
}

/* All that is to be known about the value: what is wrong, what it is, what it has to be. */
static char *
dup_spoken (CribFieldRow *self,
            const char   *error)
{
  g_autofree char *value = crib_field_editor_dup_words (self->editor);
  g_autofree char *marks = dup_marks (self);
  GString *spoken = g_string_new (error);

  add_words (spoken, value);
  add_words (spoken, marks);
  add_label (spoken, self->limits_label);
  add_label (spoken, self->description_label);
  return g_string_free (spoken, FALSE);
}

/* Of several that have the same name all but the first are wrong. */
static gboolean
is_name_wrong (CribFieldRow *self)
{
  FormField *parent = form_field_get_parent (self->field);
  const char *name = form_field_get_name (self->field);
  guint n_before = MIN (form_field_get_position (self->field), MAX_SIBLINGS);

  if (*name == '\0')
    return TRUE;

  for (guint i = 0; parent != NULL && i < n_before; i++)
    {
      g_autoptr(FormField) other = g_list_model_get_item (G_LIST_MODEL (parent), i);

      if (other != NULL && g_str_equal (form_field_get_name (other), name))
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
  gboolean wrong = *error != '\0' && crib_field_row_has_name (self) && is_name_wrong (self);

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

  gtk_accessible_update_property (spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  set_invalid (spoken, value_wrong);
}

/* Of what stands below the choice of a shape, what the choice itself says: that it is a group, of
 * which the fields come anyway, and the constant that tells it from the others. */
static gboolean
is_said_above (CribFieldRow *self)
{
  FormField *parent = form_field_get_parent (self->field);

  if (form_field_is_branch (self->field))
    return CRIB_IS_FIELD_GROUP (self->editor) &&
           form_field_get_kind (self->field) == FORM_KIND_OBJECT &&
           crib_field_group_get_expanded (CRIB_FIELD_GROUP (self->editor));

  return parent != NULL && form_field_is_branch (parent) && form_field_is_fixed (self->field) &&
         form_field_is_required (self->field) &&
         form_field_get_state (self->field) == FORM_STATE_VALUE;
}

static void
update_visible (CribFieldRow *self)
{
  gboolean more = gtk_widget_get_visible (GTK_WIDGET (self->description_label)) ||
                  gtk_widget_get_visible (self->error_box);

  gtk_widget_set_visible (GTK_WIDGET (self), more || !is_said_above (self));
}

/* What the value changes. */
void
crib_field_row_update_words (CribFieldRow *self)
{
  update_title (self);
  update_error (self);
  update_visible (self);
}
