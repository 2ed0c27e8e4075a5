/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-words.h"

#include "schema-node.h"

#include <glib/gi18n.h>

/* What fits into one sentence that stands under a field. */
#define MOST_CHOICES 8
#define MOST_OF_A_CHOICE 60
#define MOST_DIGITS 40

/* What schemas call by these types, in the words of forms. */
static const struct { guint type; const char *words; } types_in_words[] = {
  { SCHEMA_KIND (STRING), N_("text") },
  { SCHEMA_KIND (NUMBER), N_("a number") },
  { SCHEMA_INTEGER, N_("a whole number") },
  { SCHEMA_KIND (BOOLEAN), N_("true or false") },
  { SCHEMA_KIND (OBJECT), N_("a group") },
  { SCHEMA_KIND (ARRAY), N_("a list") },
  { SCHEMA_KIND (NULL), N_("null") },
};

/**
 * schema_words_append:
 * @list: of words for people
 * @words: one more
 * @n_before: how many there were
 *
 * Goes on with a list, which ends where it gets too long to be read.
 */
void
schema_words_append (GString    *list,
                     const char *words,
                     guint       n_before)
{
  if (n_before < MOST_CHOICES)
    g_string_append_printf (list, "%s%s", n_before > 0 ? C_("between values", ", ") : "", words);
  else if (n_before == MOST_CHOICES)
    g_string_append (list, "…");
}

/**
 * schema_words_of_types:
 * @types: bits of kinds
 *
 * Returns: (transfer full): the types, as people may be told them
 */
char *
schema_words_of_types (guint types)
{
  GString *list = g_string_new (NULL);
  guint n_types = 0;

  if (types & SCHEMA_KIND (NUMBER))
    types &= ~SCHEMA_INTEGER;

  for (gsize i = 0; i < G_N_ELEMENTS (types_in_words); i++)
    {
      if (types & types_in_words[i].type)
        schema_words_append (list, gettext (types_in_words[i].words), n_types++);
    }

  return g_string_free (list, FALSE);
}

static gboolean
is_visible (gunichar c)
{
  return g_unichar_isprint (c) && (c == ' ' || !g_unichar_isspace (c));
}

/* Texts of others may be long, and hold what would make a mess of a sentence. */
static char *
cut (const char *text,
     guint       most)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; *text != '\0' && i < most; i++, text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (words, is_visible (c) ? c : 0xfffd);
    }

  g_string_append (words, *text != '\0' ? "…" : "");

  return g_string_free (words, FALSE);
}

/**
 * schema_words_of_text:
 * @text: a text of others
 *
 * Returns: (transfer full): the text in quotation marks, no longer than fits into a sentence
 */
char *
schema_words_of_text (const char *text)
{
  g_autofree char *short_text = cut (text, MOST_OF_A_CHOICE);

  return g_strdup_printf (C_("quotation marks", "“%s”"), short_text);
}

/**
 * schema_words_of_value:
 * @value: any value
 *
 * Returns: (transfer full): the value, as people may be told it
 */
char *
schema_words_of_value (const SjsonValue *value)
{
  g_autofree char *string = sjson_value_dup_string (value, NULL);
  g_autofree char *json = NULL;

  if (string != NULL)
    return schema_words_of_text (string);

  json = sjson_value_to_json (value, NULL);

  return cut (json, MOST_OF_A_CHOICE);
}

/**
 * schema_words_of_number:
 * @value: a number
 *
 * Returns: (transfer full): the number, letter by letter, as far as people can take it in
 */
char *
schema_words_of_number (const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (value, NULL);

  return cut (json, MOST_DIGITS);
}
