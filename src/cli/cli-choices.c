/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-choices.h"

#include "crib-error.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

/* A longer list is typed as JSON. */
#define MAX_CHOICES 500

static void
choice_free (gpointer data)
{
  CliChoice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

static void
add (GPtrArray *choices,
     char      *value,
     char      *label)
{
  CliChoice *choice = g_new0 (CliChoice, 1);

  choice->value = value;
  choice->label = label != NULL ? label : g_strdup (value);
  g_ptr_array_add (choices, choice);
}

/* Words alone, or constants with a title. */
static gboolean
read_choice (GPtrArray        *choices,
             const SjsonValue *json)
{
  g_autofree char *word = sjson_value_dup_string (json, NULL);

  if (word == NULL)
    word = sjson_value_dup_member_string (json, "const");

  if (word == NULL || choices->len >= MAX_CHOICES)
    return FALSE;

  add (choices, g_steal_pointer (&word), sjson_value_dup_member_string (json, "title"));

  return TRUE;
}

static gboolean
find_list (const SjsonValue *items,
           SjsonValue       *list)
{
  return sjson_value_get_member_of_kind (items, "enum", SJSON_KIND_ARRAY, list) ||
         sjson_value_get_member_of_kind (items, "anyOf", SJSON_KIND_ARRAY, list) ||
         sjson_value_get_member_of_kind (items, "oneOf", SJSON_KIND_ARRAY, list);
}

/**
 * cli_choices_read:
 * @schema: (nullable): of an object
 * @name: a member of it
 *
 * Reads a list of choices (MCP 2025-11-25, "Elicitation", multi-select enumerations).
 *
 * Returns: (transfer full) (nullable) (element-type CliChoice): what it may hold; %NULL where it is
 *   no such list
 */
GPtrArray *
cli_choices_read (const SjsonValue *schema,
                  const char       *name)
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (choice_free);
  SjsonValue properties, property, items, list, json;
  SjsonIter iter;

  if (schema == NULL || !sjson_value_get_member (schema, "properties", &properties) ||
      !sjson_value_get_member (&properties, name, &property) ||
      !sjson_value_get_member (&property, "items", &items) || !find_list (&items, &list))
    return NULL;

  sjson_iter_init (&iter, &list);

  while (sjson_iter_next (&iter, NULL, &json))
    {
      if (!read_choice (choices, &json))
        return NULL;
    }

  return choices->len > 0 ? g_steal_pointer (&choices) : NULL;
}

static const CliChoice *
find (GPtrArray  *choices,
      const char *word)
{
  guint64 number;

  for (guint i = 0; i < choices->len; i++)
    {
      const CliChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->value, word) || g_str_equal (choice->label, word))
        return choice;
    }

  return g_ascii_string_to_unsigned (word, 10, 1, choices->len, &number, NULL)
         ? g_ptr_array_index (choices, number - 1) : NULL;
}

/**
 * cli_choices_parse:
 * @choices: what there is to choose from
 * @line: values, titles or numbers, separated by commas
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a JSON array, or %CRIB_ERROR_ARGUMENTS
 */
char *
cli_choices_parse (GPtrArray   *choices,
                   const char  *line,
                   GError     **error)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_array (sjson_builder_new ());
  g_auto(GStrv) words = g_strsplit (line, ",", -1);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const CliChoice *choice = find (choices, g_strstrip (words[i]));

      if (choice == NULL)
        {
          g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is none of these."),
                       words[i]);
          return NULL;
        }

      sjson_builder_string (builder, choice->value);
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);

  return sjson_value_to_json (&root, NULL);
}
