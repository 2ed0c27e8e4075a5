/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

#define SEARCH_ABOVE 12

static GType
type_for_choice (FormField *field)
{
  guint n_choices = g_list_model_get_n_items (form_field_get_choices (field));

  return n_choices > SEARCH_ABOVE ? CRIB_TYPE_FIELD_PICK : CRIB_TYPE_FIELD_CHOICE;
}

static GType
type_for_string (FormField *field)
{
  const char *format = form_field_get_format (field);

  if (g_strcmp0 (format, "date") == 0 || g_strcmp0 (format, "time") == 0)
    return CRIB_TYPE_FIELD_DATE_TIME;
  if (g_strcmp0 (format, "password") == 0)
    return CRIB_TYPE_FIELD_SECRET;
  return form_field_is_multiline (field) ? CRIB_TYPE_FIELD_TEXT : CRIB_TYPE_FIELD_ENTRY;
}

static GType
type_for (FormField *field)
{
  switch (form_field_get_kind (field))
    {
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return CRIB_TYPE_FIELD_NUMBER;

    case FORM_KIND_BOOLEAN:
      return CRIB_TYPE_FIELD_SWITCH;

    case FORM_KIND_CHOICE:
      return type_for_choice (field);

    case FORM_KIND_DATE_TIME:
      return CRIB_TYPE_FIELD_DATE_TIME;

    case FORM_KIND_OBJECT:
      return CRIB_TYPE_FIELD_GROUP;

    case FORM_KIND_JSON:
      return CRIB_TYPE_FIELD_TEXT;

    case FORM_KIND_STRING:
    default:
      return type_for_string (field);
    }
}

/* The editor for a kind of field. */
CribFieldEditor *
crib_field_editor_new_for (FormField *field)
{
  g_return_val_if_fail (FORM_IS_FIELD (field), NULL);

  return g_object_new (type_for (field), "field", field, NULL);
}
