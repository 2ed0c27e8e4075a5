/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-refusal.h"

#include "http-error.h"
#include "sjson-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Characters of a body that an error shows. */
#define EXCERPT_LENGTH 60

/* What may stand between the strings of a JSON text, brackets apart. */
#define PLAIN_BYTES " \t\r\n:,+-.0123456789eEtrufalsn"

/**
 * http_refusal_dup_excerpt:
 * @text: what a server sent
 *
 * For an error that says what came instead of JSON: an HTML page, say.
 * Whatever could disturb a line of text (control and format characters, wrong
 * UTF-8) is left out or replaced.
 *
 * Returns: (transfer full): at most 60 characters on one line, with "…" where
 *   more follow
 */
char *
http_refusal_dup_excerpt (GBytes *text)
{
  g_autofree char *valid = NULL;
  GString *excerpt = g_string_new (NULL);
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  glong n = 0;
  gboolean after_space = TRUE;

  valid = g_utf8_make_valid (size > 0 ? data : "", MIN (size, 16 * EXCERPT_LENGTH));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean is_space = g_unichar_isspace (character);

      if (is_space ? after_space : !g_unichar_isprint (character))
        continue;

      if (n++ == EXCERPT_LENGTH)
        {
          g_string_append (excerpt, "…");
          break;
        }

      g_string_append_unichar (excerpt, is_space ? ' ' : character);
      after_space = is_space;
    }

  return g_strchomp (g_string_free (excerpt, FALSE));
}

/**
 * http_refusal_text_is_cut_short:
 * @text: what a server sent and sjson refused
 *
 * A chunked body whose server was killed ends like a complete one (libsoup
 * 3.2 reports no error), so that only the text can tell: it begins as an
 * array or object, holds nothing so far that JSON could not, and ends with a
 * bracket or a string still open.
 *
 * Returns: whether the end of @text is missing
 */
gboolean
http_refusal_text_is_cut_short (GBytes *text)
{
  g_autoptr(GByteArray) open = g_byte_array_new ();
  gboolean in_string = FALSE;
  gsize size;
  const guint8 *data = g_bytes_get_data (text, &size);

  for (gsize i = 0; i < size; i++)
    {
      guint8 c = data[i];
      guint8 closing = c == '{' ? '}' : ']';

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '{' || c == '[')
        g_byte_array_append (open, &closing, 1);
      else if (open->len == 0 && !g_ascii_isspace (c))
        return FALSE;
      else if (c == '"')
        in_string = TRUE;
      else if (c == '}' || c == ']')
        {
          if (open->data[open->len - 1] != c)
            return FALSE;
          g_byte_array_set_size (open, open->len - 1);
        }
      else if (c == '\0' || strchr (PLAIN_BYTES, c) == NULL)
        return FALSE;
    }

  return open->len > 0;
}

static char *
dup_not_json_message (GBytes *text)
{
  g_autofree char *excerpt = http_refusal_dup_excerpt (text);

  /* Translators: %s is how the server's answer begins, such as "<!DOCTYPE html>" */
  return g_strdup_printf (_("The server sent something other than JSON. It begins: %s"), excerpt);
}

/**
 * http_refusal_new:
 * @text: what a server sent
 * @cause: what sjson said of it
 *
 * Returns: (transfer full): %HTTP_ERROR_TOO_LARGE where @text exceeds a bound
 *   (size or depth), %HTTP_ERROR_CUT_SHORT where its end is missing, else
 *   %HTTP_ERROR_NOT_JSON
 */
GError *
http_refusal_new (GBytes       *text,
                  const GError *cause)
{
  g_autofree char *message = NULL;

  if (g_error_matches (cause, SJSON_ERROR, SJSON_ERROR_SIZE))
    return g_error_new_literal (HTTP_ERROR, HTTP_ERROR_TOO_LARGE,
                                _("The server’s answer is too large"));

  if (g_error_matches (cause, SJSON_ERROR, SJSON_ERROR_DEPTH))
    return g_error_new_literal (HTTP_ERROR, HTTP_ERROR_TOO_LARGE,
                                _("The server’s answer is nested too deeply"));

  if (http_refusal_text_is_cut_short (text))
    return g_error_new_literal (HTTP_ERROR, HTTP_ERROR_CUT_SHORT,
                                _("The server’s answer ended before it was complete"));

  if (g_bytes_get_size (text) == 0)
    return g_error_new_literal (HTTP_ERROR, HTTP_ERROR_NOT_JSON,
                                _("The server sent an empty answer"));

  message = dup_not_json_message (text);

  return g_error_new (HTTP_ERROR, HTTP_ERROR_NOT_JSON, "%s (%s)", message, cause->message);
}
