/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-field.h"

#include "crib-error.h"

#include <glib/gi18n.h>

static gboolean
set_boolean (FormField   *field,
             const char  *key,
             const char  *text,
             GError     **error)
{
  gboolean yes = g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "yes") == 0;
  gboolean no = g_ascii_strcasecmp (text, "false") == 0 || g_ascii_strcasecmp (text, "no") == 0;

  if (!yes && !no)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("“%s” has to be true or false."), key);
      return FALSE;
    }

  form_field_set_state (field, FORM_STATE_VALUE);
  form_field_set_active (field, yes);

  return TRUE;
}

static gboolean
choice_is (FormChoice *choice,
           const char *text)
{
  const SjsonValue *value = form_choice_get_value (choice);
  g_autofree char *json = sjson_value_to_json (value, NULL);

  return sjson_value_equals_string (value, text) || g_str_equal (json, text) ||
         g_strcmp0 (form_choice_get_label (choice), text) == 0;
}

static gboolean
set_choice (FormField   *field,
            const char  *key,
            const char  *text,
            GError     **error)
{
  GListModel *choices = form_field_get_choices (field);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);

      if (choice_is (choice, text))
        {
          form_field_set_selected (field, i);
          return TRUE;
        }

      g_ptr_array_add (labels, sjson_value_to_json (form_choice_get_value (choice), NULL));
    }

  g_ptr_array_add (labels, NULL);
  list = g_strjoinv (", ", (char **) labels->pdata);
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” has to be one of: %s."), key, list);

  return FALSE;
}

static gboolean
set_text (FormField   *field,
          const char  *key,
          const char  *text,
          GError     **error)
{
  /* In this order an empty text is the empty string, and not left out. */
  form_field_set_state (field, FORM_STATE_VALUE);
  form_field_set_text (field, text);

  if (form_field_get_state (field) != FORM_STATE_VALUE)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("%s: The value is missing."), key);
      return FALSE;
    }

  if (form_field_get_error (field) == NULL)
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s", key,
               form_field_get_error (field));

  return FALSE;
}

/**
 * cli_field_set:
 * @field: a field
 * @key: how it is named on the command line
 * @text: what was typed for it
 * @error: return location for an error
 *
 * Types it by the field's schema.
 *
 * Returns: whether it fits, or %CRIB_ERROR_ARGUMENTS
 */
gboolean
cli_field_set (FormField   *field,
               const char  *key,
               const char  *text,
               GError     **error)
{
  FormKind kind = form_field_get_kind (field);

  if (kind != FORM_KIND_STRING && form_field_is_nullable (field) && g_str_equal (text, "null"))
    {
      form_field_set_state (field, FORM_STATE_NULL);
      return TRUE;
    }

  if (kind == FORM_KIND_BOOLEAN)
    return set_boolean (field, key, text, error);

  if (kind == FORM_KIND_CHOICE)
    return set_choice (field, key, text, error);

  if (kind != FORM_KIND_OBJECT)
    return set_text (field, key, text, error);

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
               _("“%s” is a group: give %s.name=value for what is in it, or %s:=JSON."),
               key, key, key);

  return FALSE;
}
