/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-text.h"

#include <string.h>

/* The symbols for the control characters, U+2400 to U+241F, and for DEL. */
#define CONTROL_PICTURES 0x2400
#define DELETE_PICTURE 0x2421
#define REPLACEMENT 0xfffd

/* Turns the direction of what follows: a name could read as another (Unicode TR 36 §2.6). */
static gboolean
is_direction_mark (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_unsafe (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || is_direction_mark (c);
}

static gunichar
picture (gunichar c)
{
  if (c < 0x20)
    return CONTROL_PICTURES + c;

  return c == 0x7f ? DELETE_PICTURE : REPLACEMENT;
}

static char *
neutralize (const char *text,
            gboolean    lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;

      if (c == '\n' || c == '\t')
        g_string_append_c (safe, lines ? (char) c : ' ');
      else
        g_string_append_unichar (safe, is_unsafe (c) ? picture (c) : c);
    }

  return g_string_free (safe, FALSE);
}

/**
 * cli_text_dup_safe:
 * @text: text of a server
 *
 * Makes visible what a terminal would obey: escape sequences, other control characters except line
 * ends and tabs, and marks that turn the direction of text. Whoever wants the very text asks for
 * JSON.
 *
 * Returns: (transfer full): the text, harmless
 */
char *
cli_text_dup_safe (const char *text)
{
  return neutralize (text, TRUE);
}

/**
 * cli_text_dup_line:
 * @text: text of a server
 *
 * Returns: (transfer full): the same in one line
 */
char *
cli_text_dup_line (const char *text)
{
  g_autofree char *line = neutralize (text, FALSE);

  return g_strdup (g_strstrip (line));
}

/**
 * cli_text_dup_json:
 * @json: a JSON text
 * @length: its bytes, or -1
 *
 * JSON escapes control characters below U+0020 only. The others of ours stand in strings alone,
 * so that their escapes (RFC 8259 §7) are the same value.
 *
 * Returns: (transfer full): the same value, harmless for a terminal
 */
char *
cli_text_dup_json (const char *json,
                   gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (json, length);
  GString *safe = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x7f && is_unsafe (c))
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_len (safe, p, g_utf8_next_char (p) - p);
    }

  return g_string_free (safe, FALSE);
}
