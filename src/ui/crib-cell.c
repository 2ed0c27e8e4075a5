/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-cell.h"

#include "crib-words.h"

#include <string.h>

#define MAX_CHARS 300

/* The beginning of a JSON text, cut between characters. */
static char *
dup_start (const char *text,
           gsize       length)
{
  gsize end = MIN (length, MAX_CHARS);

  while (end > 0 && end < length && (text[end] & 0xc0) == 0x80)
    end--;
  return end < length ? g_strdup_printf ("%.*s…", (int) end, text) : g_strndup (text, length);
}

/*
 * crib_cell_dup_text:
 * @value: any value
 *
 * Returns: (transfer full): a string decoded, all else as the server wrote it; one line of at most
 *   some hundred characters
 */
char *
crib_cell_dup_text (const SjsonValue *value)
{
  g_autofree char *string = NULL;
  char *text;
  const char *raw;
  gsize length;

  g_return_val_if_fail (value != NULL, NULL);

  if (sjson_value_get_kind (value) == SJSON_KIND_STRING)
    {
      string = sjson_value_dup_string (value, NULL);
      text = crib_words_clip (string, MAX_CHARS);
    }
  else
    {
      raw = sjson_value_get_text (value, &length);
      text = dup_start (raw, length);
    }

  return g_strdelimit (text, "\n\r\t", ' ');
}

/* Whether the value has the casefolded words in its text. */
gboolean
crib_cell_matches (const SjsonValue *value,
                   const char       *folded)
{
  g_autofree char *text = NULL;
  g_autofree char *own = NULL;

  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  text = crib_cell_dup_text (value);
  own = g_utf8_casefold (text, -1);
  return strstr (own, folded) != NULL;
}

/* Numbers by size and before words, words as the locale sorts them. */
int
crib_cell_compare (const SjsonValue *a,
                   const SjsonValue *b)
{
  double number_a, number_b;
  gboolean is_a, is_b;
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  is_a = sjson_value_get_double (a, &number_a);
  is_b = sjson_value_get_double (b, &number_b);
  if (is_a && is_b)
    return (number_a > number_b) - (number_a < number_b);
  if (is_a != is_b)
    return is_a ? -1 : 1;

  text_a = crib_cell_dup_text (a);
  text_b = crib_cell_dup_text (b);
  return g_utf8_collate (text_a, text_b);
}
