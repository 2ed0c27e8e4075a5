/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LONGEST_WORD 40

/*
 * crib_words_clip:
 * @text: (nullable): words from a server, UTF-8
 * @max_chars: the most to show
 *
 * Shortens what no person would read: a label lays out all of its text at once, and a hostile
 * description of some megabytes would hold the window up.
 *
 * Returns: (transfer full): @text or its beginning with an ellipsis; "" for NULL
 */
char *
crib_words_clip (const char *text,
                 gsize       max_chars)
{
  g_autofree char *start = NULL;
  const char *end;
  gsize count = 0;

  if (text == NULL)
    return g_strdup ("");

  for (end = text; *end != '\0' && count < max_chars; count++)
    end = g_utf8_next_char (end);

  if (*end == '\0')
    return g_strdup (text);

  start = g_strndup (text, end - text);
  return g_strconcat (start, "…", NULL);
}

/*
 * crib_words_break:
 * @text: (nullable): words from a server, UTF-8
 * @max_chars: the most to show
 *
 * As crib_words_clip(), for a label that wraps: finding where to break a word of thousands of
 * letters takes Pango minutes, so such words are given places to break at.
 *
 * Returns: (transfer full): @text or its beginning; in words that are longer than any in a language
 *   with zero width spaces
 */
char *
crib_words_break (const char *text,
                  gsize       max_chars)
{
  g_autofree char *clipped = crib_words_clip (text, max_chars);
  GString *broken = g_string_sized_new (strlen (clipped));
  guint length = 0;

  for (const char *p = clipped; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++length > LONGEST_WORD)
        {
          g_string_append_unichar (broken, 0x200B);
          length = 0;
        }
      if (g_unichar_isspace (c))
        length = 0;
      g_string_append_unichar (broken, c);
    }

  return g_string_free (broken, FALSE);
}

/*
 * crib_words_from_name:
 * @name: the name of a member, in whatever manner of writing
 *
 * Makes a heading of it: "dueDate", "due_date" and "due-date" are all "Due date". Runs of capitals
 * ("orderID") stay as they are.
 *
 * Returns: (transfer full): the heading; @name itself where nothing would be left
 */
char *
crib_words_from_name (const char *name)
{
  GString *words = g_string_new (NULL);
  gunichar before = 0;

  g_return_val_if_fail (name != NULL, NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar after = g_utf8_get_char (g_utf8_next_char (p));

      if (c == '_' || c == '-' || c == ' ' || c == '.')
        {
          before = ' ';
          continue;
        }

      if (words->len > 0 &&
          (before == ' ' || (g_unichar_islower (before) && g_unichar_isupper (c))))
        g_string_append_c (words, ' ');
      if (words->len == 0)
        g_string_append_unichar (words, g_unichar_toupper (c));
      else
        g_string_append_unichar (words, g_unichar_isupper (after) || g_unichar_isupper (before)
                                          ? c : g_unichar_tolower (c));
      before = c;
    }

  if (words->len == 0)
    g_string_append (words, name);
  return g_string_free (words, FALSE);
}

/*
 * crib_words_for_seconds:
 * @seconds: how long something took
 *
 * Returns: (transfer full): "0.8 s" below ten seconds, "14 s" below a minute, then "2:05"
 */
char *
crib_words_for_seconds (double seconds)
{
  if (seconds < 9.95)
    /* Translators: a duration in seconds */
    return g_strdup_printf (_("%.1f s"), MAX (seconds, 0));
  if (seconds < 59.5)
    /* Translators: a duration in whole seconds */
    return g_strdup_printf (_("%.0f s"), seconds);
  return crib_words_for_clock (seconds);
}

/*
 * crib_words_for_clock:
 * @seconds: time that passes
 *
 * Returns: (transfer full): "0:14", "12:05", "1:02:05"
 */
char *
crib_words_for_clock (double seconds)
{
  guint64 whole = (guint64) floor (CLAMP (seconds, 0, 1e9));

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600,
                            (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}

/*
 * crib_words_to_file_name:
 * @name: (nullable): a name or address that a server gave
 * @fallback: a name of ours
 *
 * Proposes a name for a file. Nothing of a path survives: a server must not choose the folder, hide
 * the file, or put a newline before the person's eyes.
 *
 * Returns: (transfer full): at most 80 characters without separators and control characters
 */
char *
crib_words_to_file_name (const char *name,
                         const char *fallback)
{
  GString *clean = g_string_new (NULL);
  const char *start = name != NULL ? name : "";
  gsize count = 0;

  g_return_val_if_fail (fallback != NULL, NULL);

  for (const char *p = start; *p != '\0'; p++)
    if ((*p == '/' || *p == '\\') && p[1] != '\0')
      start = p + 1;

  for (const char *p = start; *p != '\0' && count < 80; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isprint (c) && strchr ("/\\:*?\"<>|", c < 128 ? (int) c : '_') == NULL &&
          !(c == '.' && clean->len == 0))
        {
          g_string_append_unichar (clean, c);
          count++;
        }
    }

  if (clean->len == 0)
    g_string_append (clean, fallback);
  return g_string_free (clean, FALSE);
}
