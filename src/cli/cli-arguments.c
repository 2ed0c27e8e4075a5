/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-arguments.h"

#include "cli-field.h"
#include "cli-patch.h"
#include "cli-way.h"
#include "crib-error.h"
#include "form-model.h"
#include "sjson-pointer.h"

#include <glib/gi18n.h>
#include <string.h>

/* One word: "name=value", "outer.inner=value" or "name:=JSON". */
typedef struct
{
  char *key;
  const char *value;
  gboolean is_raw;
} Argument;

static void
argument_clear (Argument *argument)
{
  g_clear_pointer (&argument->key, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Argument, argument_clear)

static gboolean
parse_word (const char  *word,
            Argument    *argument,
            GError     **error)
{
  const char *equals = strchr (word, '=');

  if (equals == NULL || equals == word || (equals == word + 1 && word[0] == ':'))
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("“%s” is no argument: one looks like name=value."), word);
      return FALSE;
    }

  argument->is_raw = equals[-1] == ':';
  argument->key = g_strndup (word, equals - word - (argument->is_raw ? 1 : 0));
  argument->value = equals + 1;

  return TRUE;
}

/**
 * cli_arguments_parse_json:
 * @text: what was given as `--arguments`
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an object, letter by letter; or %CRIB_ERROR_ARGUMENTS
 */
SjsonDocument *
cli_arguments_parse_json (const char  *text,
                          GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) local_error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (text, -1, NULL, &local_error);

  if (document == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("--arguments is no JSON: %s"),
                   local_error->message);
      return NULL;
    }

  root = sjson_document_get_root (document);

  if (sjson_value_get_kind (&root) == SJSON_KIND_OBJECT)
    return g_steal_pointer (&document);

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                       _("--arguments has to be a JSON object: {\"name\": value}."));

  return NULL;
}

/**
 * cli_arguments_check:
 * @words: words, ended by %NULL
 * @error: return location for an error
 *
 * Returns: whether each looks like an argument: as much as can be said before the tool is known
 */
gboolean
cli_arguments_check (char   **words,
                     GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(Argument) argument = { NULL };
      g_autoptr(SjsonDocument) document = NULL;
      g_autoptr(GError) local_error = NULL;

      if (!parse_word (words[i], &argument, error))
        return FALSE;

      if (!argument.is_raw)
        continue;

      document = sjson_document_new_from_string (argument.value, -1, NULL, &local_error);

      if (document == NULL)
        {
          g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is no JSON: %s"),
                       argument.key, local_error->message);
          return FALSE;
        }
    }

  return TRUE;
}

static void
collect_keys (FormField  *field,
              const char *prefix,
              GPtrArray  *keys)
{
  GListModel *children = G_LIST_MODEL (field);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (children, i);
      g_autofree char *key = g_strconcat (prefix, form_field_get_name (child), NULL);
      g_autofree char *inner = g_strconcat (key, ".", NULL);

      if (form_field_get_kind (child) == FORM_KIND_OBJECT && !form_field_is_recursive (child))
        collect_keys (child, inner, keys);
      else
        g_ptr_array_add (keys, g_steal_pointer (&key));
    }
}

static void
set_unknown_key_error (FormModel   *form,
                       const char  *key,
                       GError     **error)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  collect_keys (form_model_get_root (form), "", keys);

  if (keys->len == 0)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("The tool has no argument “%s”; it names none. "
                     "“%s:=JSON” or --arguments sends it all the same."), key, key);
      return;
    }

  g_ptr_array_add (keys, NULL);
  list = g_strjoinv (", ", (char **) keys->pdata);
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
               _("The tool has no argument “%s”. It has: %s."), key, list);
}

/* The rest of the form stays as it is: what @value replaces is not always a field of its own. */
static void
set_raw (FormModel     *form,
         FormField     *field,
         SjsonDocument *value)
{
  g_autofree char *json = form_model_dup_json (form);
  g_autofree char *pointer = form_field_dup_pointer (field);
  g_autoptr(SjsonDocument) before = sjson_document_new_from_string (json, -1, NULL, NULL);
  g_autoptr(SjsonDocument) after = NULL;
  SjsonValue root;

  if (before == NULL)
    before = sjson_document_new_from_string ("{}", -1, NULL, NULL);

  after = cli_patch_apply (before, pointer, value);
  root = sjson_document_get_root (after);
  form_model_set_value (form, &root);
}

/* What has places of its own may also be given as a whole, as JSON. */
static gboolean
is_whole (FormField  *field,
          const char *text)
{
  gboolean has_places = form_field_is_group (field) ||
                        form_field_get_kind (field) == FORM_KIND_CHOICES;

  return has_places && !form_field_is_json (field) && (*text == '{' || *text == '[');
}

static gboolean
set_word (FormModel       *form,
          FormField       *field,
          const Argument  *argument,
          GError         **error)
{
  g_autoptr(SjsonDocument) value = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!argument->is_raw && !is_whole (field, argument->value))
    return cli_field_set (field, argument->key, argument->value, error);

  value = sjson_document_new_from_string (argument->value, -1, NULL, &local_error);

  if (value != NULL)
    {
      set_raw (form, field, value);
      return TRUE;
    }

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is no JSON: %s"), argument->key,
               local_error->message);

  return FALSE;
}

static gboolean
set_typed (FormModel       *form,
           const Argument  *argument,
           GError         **error)
{
  FormField *field = cli_way_make (form, argument->key);

  if (field != NULL)
    return set_word (form, field, argument, error);

  set_unknown_key_error (form, argument->key, error);

  return FALSE;
}

/* Raw values go in first: the form keeps them letter by letter, also those it does not know. */
static SjsonDocument *
build_raw (FormModel  *form,
           char      **words)
{
  g_autoptr(SjsonDocument) patched = sjson_document_new_from_string ("{}", -1, NULL, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(Argument) argument = { NULL };
      g_autoptr(SjsonDocument) value = NULL;
      g_autoptr(SjsonDocument) before = NULL;
      g_autofree char *pointer = NULL;
      FormField *field;

      if (!parse_word (words[i], &argument, NULL) || !argument.is_raw)
        continue;

      value = sjson_document_new_from_string (argument.value, -1, NULL, NULL);
      field = cli_way_find (form, argument.key);
      pointer = field != NULL ? form_field_dup_pointer (field)
                              : sjson_pointer_append ("", argument.key);
      before = g_steal_pointer (&patched);
      patched = cli_patch_apply (before, pointer, value);
    }

  return g_steal_pointer (&patched);
}

/**
 * cli_arguments_check_complete:
 * @form: a form
 * @error: return location for an error
 *
 * Returns: whether nothing in it is wrong or missing, or %CRIB_ERROR_ARGUMENTS with the first that
 *   is
 */
gboolean
cli_arguments_check_complete (FormModel  *form,
                              GError    **error)
{
  FormField *wrong = form_model_get_first_error (form);
  g_autofree char *pointer = NULL;

  if (wrong == NULL)
    return TRUE;

  pointer = form_field_dup_pointer (wrong);
  g_strdelimit (pointer, "/", '.');
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s",
               *pointer == '.' ? pointer + 1 : pointer, form_field_get_error (wrong));

  return FALSE;
}

/**
 * cli_arguments_fill:
 * @form: a form that may have defaults
 * @words: (nullable): words, ended by %NULL, that cli_arguments_check() found good
 * @n_filled: how many were for a field of it
 * @error: return location for an error
 *
 * Fills in what the form has a field for; the other words are for other forms.
 *
 * Returns: whether what was for it fits, or %CRIB_ERROR_ARGUMENTS
 */
gboolean
cli_arguments_fill (FormModel  *form,
                    char      **words,
                    guint      *n_filled,
                    GError    **error)
{
  *n_filled = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_auto(Argument) argument = { NULL };
      FormField *field;

      if (!parse_word (words[i], &argument, error))
        return FALSE;

      field = cli_way_make (form, argument.key);

      if (field == NULL)
        continue;

      (*n_filled)++;

      if (!set_word (form, field, &argument, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_all_typed (FormModel  *form,
               char      **words,
               GError    **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(Argument) argument = { NULL };

      if (!parse_word (words[i], &argument, error))
        return FALSE;

      if (!argument.is_raw && !set_typed (form, &argument, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cli_arguments_build:
 * @tool: whom they are for
 * @words: words, ended by %NULL
 * @error: return location for an error
 *
 * Types each value by the tool's schema. What was not given is left out: its default is the
 * server's to apply.
 *
 * Returns: (transfer full) (nullable): an object, or %CRIB_ERROR_ARGUMENTS with a sentence that
 *   names the argument
 */
SjsonDocument *
cli_arguments_build (McpTool  *tool,
                     char    **words,
                     GError  **error)
{
  g_autoptr(SjsonDocument) raw = NULL;
  g_autoptr(FormModel) form = NULL;
  SjsonValue root;

  form = form_model_new (mcp_tool_get_input_schema (tool), NULL);
  raw = build_raw (form, words);
  root = sjson_document_get_root (raw);
  form_model_set_value (form, &root);

  if (!set_all_typed (form, words, error))
    return NULL;

  if (!cli_arguments_check_complete (form, error))
    return NULL;

  return form_model_build_value (form, error);
}
