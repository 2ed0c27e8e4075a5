/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-nearest.h"

#include <string.h>

#define MOST_NAMES 3
#define MOST_LETTERS 128

/* A name and how far it is from what was typed. */
typedef struct
{
  const char *name;
  guint distance;
} Candidate;

static gunichar *
fold (const char *word,
      glong      *length)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_to_ucs4_fast (folded, -1, length);
}

/* How many letters have to be changed, put in or left out (Levenshtein). */
static guint
measure (const gunichar *one,
         glong           one_length,
         const gunichar *other,
         glong           other_length)
{
  guint row[MOST_LETTERS + 1];

  for (glong j = 0; j <= other_length; j++)
    row[j] = j;

  for (glong i = 1; i <= one_length; i++)
    {
      guint diagonal = row[0];

      row[0] = i;

      for (glong j = 1; j <= other_length; j++)
        {
          guint above = row[j];
          guint changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);

          row[j] = MIN (changed, MIN (above, row[j - 1]) + 1);
          diagonal = above;
        }
    }

  return row[other_length];
}

static gboolean
contains (const gunichar *text,
          glong           text_length,
          const gunichar *part,
          glong           part_length)
{
  for (glong i = 0; i + part_length <= text_length; i++)
    if (memcmp (text + i, part, part_length * sizeof (gunichar)) == 0)
      return TRUE;

  return FALSE;
}

/* A part of the name is as good as a slip of the finger; far off is nothing. */
static gboolean
judge (const gunichar *word,
       glong           length,
       const char     *name,
       Candidate      *candidate)
{
  glong name_length;
  g_autofree gunichar *folded = fold (name, &name_length);

  if (name_length > MOST_LETTERS || length == 0)
    return FALSE;

  candidate->name = name;
  candidate->distance = measure (word, length, folded, name_length);

  if (length >= 3 && contains (folded, name_length, word, length))
    candidate->distance = MIN (candidate->distance, 1);

  return candidate->distance <= (guint) length / 3 + 1;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;

  return strcmp (one->name, other->name);
}

/**
 * cli_nearest_dup_list:
 * @word: what was typed
 * @names: what there is
 *
 * Returns: (transfer full) (nullable): the few names that come near, separated by commas
 */
char *
cli_nearest_dup_list (const char         *word,
                      const char * const *names)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr(GString) list = g_string_new (NULL);
  glong length;
  g_autofree gunichar *folded = fold (word, &length);

  if (length > MOST_LETTERS)
    return NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      Candidate candidate;

      if (judge (folded, length, names[i], &candidate))
        g_array_append_val (candidates, candidate);
    }

  g_array_sort (candidates, compare);

  for (guint i = 0; i < MIN (candidates->len, MOST_NAMES); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            g_array_index (candidates, Candidate, i).name);

  return list->len > 0 ? g_strdup (list->str) : NULL;
}
