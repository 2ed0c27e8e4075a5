/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

#include <string.h>

/* From so many choices on there is a search. */
#define SEARCH_ABOVE 12
#define CHECKS_AT_MOST 8
/* So many branches, with labels of together so many characters, stand side by side. */
#define BRANCHES_AT_MOST 3
#define BRANCH_CHARS_AT_MOST 30
/* An entry lays out all of its one line. */
#define LINE_AT_MOST 4000

static guint
count_choices (FormField *field)
{
  return g_list_model_get_n_items (form_field_get_choices (field));
}

static GType
type_for_choice (FormField *field)
{
  return count_choices (field) > SEARCH_ABOVE ? CRIB_TYPE_FIELD_PICK : CRIB_TYPE_FIELD_CHOICE;
}

static GType
type_for_union (FormField *field)
{
  GListModel *choices = form_field_get_choices (field);
  guint n_choices = g_list_model_get_n_items (choices);
  glong n_chars = 0;

  if (n_choices > BRANCHES_AT_MOST)
    return type_for_choice (field);

  for (guint i = 0; i < n_choices; i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);

      n_chars += g_utf8_strlen (form_choice_get_label (choice), -1);
    }
  return n_chars > BRANCH_CHARS_AT_MOST ? CRIB_TYPE_FIELD_CHOICE : CRIB_TYPE_FIELD_UNION;
}

/* Whether the text would be lost in one line. */
static gboolean
is_long (FormField *field)
{
  const char *text = form_field_get_text (field);

  return text != NULL && (strchr (text, '\n') != NULL || strlen (text) > LINE_AT_MOST);
}

static gboolean
is_moment (FormField *field)
{
  const char *format = form_field_get_format (field);

  return g_strcmp0 (format, "date") == 0 || g_strcmp0 (format, "time") == 0;
}

static GType
type_for_string (FormField *field)
{
  if (form_field_is_secret (field))
    return CRIB_TYPE_FIELD_SECRET;
  if (is_moment (field))
    return CRIB_TYPE_FIELD_DATE_TIME;
  return form_field_is_multiline (field) || is_long (field) ? CRIB_TYPE_FIELD_TEXT
                                                            : CRIB_TYPE_FIELD_ENTRY;
}

/* Between equal limits there is nothing to step through. */
static gboolean
has_range (FormField *field)
{
  double minimum, maximum;

  return form_field_get_range (field, &minimum, &maximum) && minimum < maximum;
}

static GType
type_for_number (FormField *field)
{
  if (form_field_is_secret (field))
    return CRIB_TYPE_FIELD_SECRET;
  return has_range (field) ? CRIB_TYPE_FIELD_SPIN : CRIB_TYPE_FIELD_NUMBER;
}

static GType
type_for_moment (FormField *field)
{
  return form_field_is_secret (field) ? CRIB_TYPE_FIELD_SECRET : CRIB_TYPE_FIELD_DATE_TIME;
}

static GType
type_for_kind (FormField *field)
{
  switch (form_field_get_kind (field))
    {
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return type_for_number (field);

    case FORM_KIND_BOOLEAN:
      return CRIB_TYPE_FIELD_SWITCH;

    case FORM_KIND_CHOICE:
      return type_for_choice (field);

    case FORM_KIND_CHOICES:
      return count_choices (field) > CHECKS_AT_MOST ? CRIB_TYPE_FIELD_CHECK_MENU
                                                    : CRIB_TYPE_FIELD_CHECKS;

    case FORM_KIND_DATE:
    case FORM_KIND_TIME:
    case FORM_KIND_DATE_TIME:
      return type_for_moment (field);

    case FORM_KIND_FILE:
      return CRIB_TYPE_FIELD_FILE;

    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      return CRIB_TYPE_FIELD_GROUP;

    case FORM_KIND_UNION:
      return type_for_union (field);

    case FORM_KIND_NULL:
      return CRIB_TYPE_FIELD_FIXED;

    case FORM_KIND_STRING:
    default:
      return type_for_string (field);
    }
}

/* What is not the person's to say. */
static gboolean
is_given (FormField *field)
{
  return form_field_is_fixed (field) || form_field_is_locked (field);
}

static GType
type_for (FormField *field)
{
  if (form_field_is_json (field))
    return is_given (field) ? CRIB_TYPE_FIELD_FIXED : CRIB_TYPE_FIELD_JSON;
  if (is_given (field) &&
      (!form_field_is_group (field) || form_field_get_kind (field) == FORM_KIND_UNION))
    return CRIB_TYPE_FIELD_FIXED;
  return type_for_kind (field);
}

/* The editor for a kind of field, and for what it holds now. */
CribFieldEditor *
crib_field_editor_new_for (FormField *field)
{
  g_return_val_if_fail (FORM_IS_FIELD (field), NULL);

  return g_object_new (type_for (field), "field", field, NULL);
}

/* An editor is not taken away from under the hands only because a smaller one would do now. */
gboolean
crib_field_editor_fits (CribFieldEditor *self)
{
  FormField *field = crib_field_editor_get_field (self);
  gboolean json = form_field_is_json (field);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), TRUE);

  if (CRIB_IS_FIELD_FIXED (self))
    return TRUE;
  if (CRIB_IS_FIELD_JSON (self) != json)
    return FALSE;
  if (CRIB_IS_FIELD_SPIN (self))
    return form_field_get_range (field, NULL, NULL);
  if (CRIB_IS_FIELD_ENTRY (self))
    return !is_long (field);
  return TRUE;
}
