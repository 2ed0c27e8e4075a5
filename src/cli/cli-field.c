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

/* The choice that a word names: by its value, its label or its number; @count if none. */
static guint
find_word (GListModel *choices,
           const char *word)
{
  guint count = g_list_model_get_n_items (choices);
  guint64 number;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);

      if (choice_is (choice, word))
        return i;
    }

  return g_ascii_string_to_unsigned (word, 10, 1, count, &number, NULL) ? number - 1 : count;
}

/* "red, 3": these and no others, in this order; "[]": none. */
static gboolean
set_checked (FormField   *field,
             const char  *text,
             GError     **error)
{
  GListModel *choices = form_field_get_choices (field);
  guint count = g_list_model_get_n_items (choices);
  g_autoptr(GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto(GStrv) words = g_strsplit (g_str_equal (text, "[]") ? "" : text, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = find_word (choices, g_strstrip (words[i]));

      if (found == count)
        {
          g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is none of these."),
                       words[i]);
          return FALSE;
        }

      g_array_append_val (wanted, found);
    }

  form_field_set_state (field, FORM_STATE_VALUE);

  for (guint i = 0; i < count; i++)
    form_field_set_checked (field, i, FALSE);

  for (guint i = 0; i < wanted->len; i++)
    form_field_set_checked (field, g_array_index (wanted, guint, i), TRUE);

  return TRUE;
}

/* "@PATH" is a file of the person's; anything else is base64. */
static gboolean
set_file (FormField   *field,
          const char  *key,
          const char  *text,
          GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  if (*text != '@')
    return set_text (field, key, text, error);

  /* What is no plain file may never end. */
  if (g_file_test (text + 1, G_FILE_TEST_EXISTS) && !g_file_test (text + 1, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is no file."), text + 1);
      return FALSE;
    }

  if (!g_file_get_contents (text + 1, &contents, &length, &local_error))
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, local_error->message);
      return FALSE;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  form_field_set_file (field, bytes);

  return TRUE;
}

/* One more item, of that value. */
static gboolean
add_item (FormField   *field,
          const char  *key,
          const char  *text,
          GError     **error)
{
  FormField *item = form_field_add (field, NULL);

  if (item != NULL && cli_field_set (item, key, text, error))
    return TRUE;

  if (item != NULL)
    form_field_remove (item);
  else
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” has no room for more."), key);

  return FALSE;
}

static gboolean
try_branch (FormField  *field,
            guint       branch,
            const char *key,
            const char *text)
{
  g_autoptr(FormField) child = NULL;

  form_field_set_selected (field, branch);
  child = g_list_model_get_item (G_LIST_MODEL (field), 0);

  return child != NULL && !form_field_is_group (child) && cli_field_set (child, key, text, NULL) &&
         form_field_get_error (child) == NULL;
}

static gboolean
takes_any_text (FormField *field,
                guint      branch)
{
  g_autoptr(FormField) child = NULL;

  form_field_set_selected (field, branch);
  child = g_list_model_get_item (G_LIST_MODEL (field), 0);

  return child != NULL && form_field_get_kind (child) == FORM_KIND_STRING;
}

/* The first kind that the text fits; any text is a text, so that those come last. */
static gboolean
set_union (FormField   *field,
           const char  *key,
           const char  *text,
           GError     **error)
{
  guint count = g_list_model_get_n_items (form_field_get_choices (field));

  form_field_set_state (field, FORM_STATE_VALUE);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < count; i++)
      if (takes_any_text (field, i) == (pass == 1) && try_branch (field, i, key, text))
        return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
               _("“%s” fits none of the kinds that “%s” may be. As JSON it is %s:=JSON."), text,
               key, key);

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

  if (form_field_is_json (field))
    return set_text (field, key, text, error);

  switch (kind)
    {
    case FORM_KIND_BOOLEAN:
      return set_boolean (field, key, text, error);
    case FORM_KIND_CHOICE:
      return set_choice (field, key, text, error);
    case FORM_KIND_CHOICES:
      return set_checked (field, text, error);
    case FORM_KIND_FILE:
      return set_file (field, key, text, error);
    case FORM_KIND_LIST:
      return add_item (field, key, text, error);
    case FORM_KIND_UNION:
      return set_union (field, key, text, error);
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
    case FORM_KIND_TUPLE:
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("“%s” is a group: give %s.name=value for what is in it, or %s:=JSON."),
                   key, key, key);
      return FALSE;
    default:
      return set_text (field, key, text, error);
    }
}
