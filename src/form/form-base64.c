/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-base64-private.h"

#include <string.h>

/* Base64 as others write it: RFC 4648, sections 4 and 5, with line breaks (RFC 2045) or without,
 * and without the padding where somebody left it out. */

#define BLANKS " \t\r\n"

/* The letter of section 4, else 0. */
static char
get_letter (char letter)
{
  if (g_ascii_isalnum (letter) || letter == '+' || letter == '/')
    return letter;

  return letter == '-' ? '+' : letter == '_' ? '/' : '\0';
}

/**
 * form_base64_measure:
 * @text: what might be base64
 * @size: (out): how many bytes that are
 *
 * Returns: whether it is
 */
gboolean
form_base64_measure (const char *text,
                     gsize      *size)
{
  gsize n_letters = 0;
  gsize n_padding = 0;

  for (; *text != '\0'; text++)
    if (*text == '=')
      n_padding++;
    else if (get_letter (*text) != '\0' && n_padding == 0)
      n_letters++;
    else if (strchr (BLANKS, *text) == NULL)
      return FALSE;

  *size = n_letters * 3 / 4;

  return n_letters % 4 != 1 && (n_padding == 0 || (n_padding <= 2 &&
                                                   (n_letters + n_padding) % 4 == 0));
}

/**
 * form_base64_decode:
 * @text: what might be base64
 *
 * Returns: (transfer full) (nullable): the bytes, `NULL` if it is none
 */
GBytes *
form_base64_decode (const char *text)
{
  g_autoptr(GString) letters = NULL;
  guchar *data;
  gsize size;

  if (!form_base64_measure (text, &size))
    return NULL;

  letters = g_string_sized_new (strlen (text));
  for (; *text != '\0'; text++)
    if (get_letter (*text) != '\0')
      g_string_append_c (letters, get_letter (*text));
  while (letters->len % 4 != 0)
    g_string_append_c (letters, '=');

  data = g_base64_decode (letters->str, &size);

  return g_bytes_new_take (data, size);
}
