/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

/* The editor for a kind of field. */
CribFieldEditor *
crib_field_editor_new_for (FormField *field)
{
  GType type;

  g_return_val_if_fail (FORM_IS_FIELD (field), NULL);

  switch (form_field_get_kind (field))
    {
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      type = CRIB_TYPE_FIELD_NUMBER;
      break;

    case FORM_KIND_BOOLEAN:
      type = CRIB_TYPE_FIELD_SWITCH;
      break;

    case FORM_KIND_CHOICE:
      type = CRIB_TYPE_FIELD_CHOICE;
      break;

    case FORM_KIND_DATE_TIME:
      type = CRIB_TYPE_FIELD_DATE_TIME;
      break;

    case FORM_KIND_OBJECT:
      type = CRIB_TYPE_FIELD_GROUP;
      break;

    case FORM_KIND_JSON:
      type = CRIB_TYPE_FIELD_TEXT;
      break;

    case FORM_KIND_STRING:
    default:
      if (g_strcmp0 (form_field_get_format (field), "date") == 0)
        type = CRIB_TYPE_FIELD_DATE_TIME;
      else
        type = form_field_is_multiline (field) ? CRIB_TYPE_FIELD_TEXT : CRIB_TYPE_FIELD_ENTRY;
    }

  return g_object_new (type, "field", field, NULL);
}
