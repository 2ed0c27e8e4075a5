/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-text.h"

/* Whether people see @c. Format characters turn the direction of what follows, or hide; the two
 * joiners only shape letters. */
static gboolean
is_visible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    case G_UNICODE_FORMAT:
      return c == 0x200c || c == 0x200d;
    default:
      return TRUE;
    }
}

/*
 * oauth_text_dup_plain:
 * @text: (nullable): anything
 * @most: bytes
 *
 * Makes one line of @text: what cannot be seen, and blanks in a row, become one
 * blank; cut at a character's border after @most bytes.
 *
 * Returns: (transfer full) (nullable): valid UTF-8, or `NULL` if nothing is left
 */
char *
oauth_text_dup_plain (const char *text,
                      gsize       most)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr(GString) plain = g_string_new (NULL);
  gboolean is_apart = FALSE;

  for (const char *c = valid; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gsize length = g_utf8_next_char (c) - c;

      if (!is_visible (letter) || g_unichar_isspace (letter))
        {
          is_apart = plain->len > 0;
          continue;
        }

      if (plain->len + (is_apart ? 1 : 0) + length > most)
        break;

      if (is_apart)
        g_string_append_c (plain, ' ');
      g_string_append_len (plain, c, length);
      is_apart = FALSE;
    }

  return plain->len > 0 ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}
