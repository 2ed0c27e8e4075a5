/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-form.h"

#include <string.h>

/* "+" for a blank and %XX for a byte; NULL for a stray "%", a NUL or invalid UTF-8. */
static char *
decode (const char *text,
        gsize       length)
{
  g_autoptr(GString) decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '%')
        {
          if (length - i < 3 || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return NULL;

          c = g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]);
          i += 2;
        }
      else if (c == '+')
        c = ' ';

      g_string_append_c (decoded, c);
    }

  if (!g_utf8_validate_len (decoded->str, decoded->len, NULL))
    return NULL;

  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

/* Steps over one pair: @value is NULL where there is no "=", @end is what stands behind it. */
static gboolean
next_pair (const char **form,
           char       **name,
           const char **value,
           const char **end)
{
  const char *start = *form;
  const char *sign;

  if (*start == '\0')
    return FALSE;

  *end = start + strcspn (start, "&");
  sign = memchr (start, '=', *end - start);
  *value = sign != NULL ? sign + 1 : NULL;
  *name = decode (start, (sign != NULL ? sign : *end) - start);
  *form = **end == '&' ? *end + 1 : *end;

  return TRUE;
}

/*
 * oauth_form_count:
 * @form: (nullable): form-encoded parameters, from outside
 * @name: a name, not encoded
 *
 * Returns: how often @name stands in @form, also encoded or without a value
 */
guint
oauth_form_count (const char *form,
                  const char *name)
{
  const char *rest = form != NULL ? form : "";
  const char *value;
  const char *end;
  char *found = NULL;
  guint n = 0;

  g_return_val_if_fail (name != NULL, 0);

  while (next_pair (&rest, &found, &value, &end))
    {
      n += g_strcmp0 (found, name) == 0;
      g_free (found);
    }

  return n;
}

/*
 * oauth_form_dup_only:
 * @form: (nullable): form-encoded parameters, from outside
 * @name: a name, not encoded
 *
 * Returns: (transfer full) (nullable): the decoded value of @name, where it stands in @form exactly
 *   once and can be decoded
 */
char *
oauth_form_dup_only (const char *form,
                     const char *name)
{
  const char *rest = form != NULL ? form : "";
  const char *value;
  const char *end;
  char *found = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (oauth_form_count (form, name) != 1)
    return NULL;

  while (next_pair (&rest, &found, &value, &end))
    {
      gboolean is_found = g_strcmp0 (found, name) == 0;

      g_free (found);
      if (is_found)
        return value != NULL ? decode (value, end - value) : g_strdup ("");
    }

  return NULL;
}
