/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-pointer.h"

#include <string.h>

/* Reads ~0 and ~1; NULL if there is any other ~ (RFC 6901, section 3). */
static char *
unescape (const char *token,
          gsize       length)
{
  GString *string = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (token[i] != '~')
        g_string_append_c (string, token[i]);
      else if (i + 1 < length && (token[i + 1] == '0' || token[i + 1] == '1'))
        g_string_append_c (string, token[++i] == '0' ? '~' : '/');
      else
        {
          g_string_free (string, TRUE);
          return NULL;
        }
    }

  return g_string_free (string, FALSE);
}

/* An index has no leading zero; "-", behind the last element, is never there
 * (RFC 6901, section 4). */
static gboolean
parse_index (const char *token,
             gsize      *index)
{
  guint64 number;

  if (token[0] == '0' && token[1] != '\0')
    return FALSE;

  if (!g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;

  *index = number;
  return TRUE;
}

static gboolean
step (SjsonValue *value,
      const char *token)
{
  SjsonValue found;
  gsize index;

  if (sjson_value_get_kind (value) == SJSON_KIND_ARRAY)
    {
      if (!parse_index (token, &index) || !sjson_value_get_element (value, index, &found))
        return FALSE;
    }
  else if (!sjson_value_get_member (value, token, &found))
    return FALSE;

  *value = found;
  return TRUE;
}

/**
 * sjson_pointer_resolve:
 * @root: the value the pointer starts from
 * @pointer: a JSON Pointer in its string form (RFC 6901, section 5)
 * @found: (out caller-allocates): the value it points to
 *
 * Follows a pointer. A name with a NUL cannot be pointed to.
 *
 * Returns: %FALSE, and @found untouched, if @pointer is no pointer or points to nothing
 */
gboolean
sjson_pointer_resolve (const SjsonValue *root,
                       const char       *pointer,
                       SjsonValue       *found)
{
  SjsonValue value;

  g_return_val_if_fail (root != NULL && root->document != NULL, FALSE);
  g_return_val_if_fail (pointer != NULL, FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  value = *root;

  while (*pointer != '\0')
    {
      g_autofree char *token = NULL;
      gsize length;

      if (*pointer++ != '/')
        return FALSE;

      length = strcspn (pointer, "/");
      token = unescape (pointer, length);

      if (token == NULL || !step (&value, token))
        return FALSE;

      pointer += length;
    }

  *found = value;
  return TRUE;
}

/**
 * sjson_pointer_append:
 * @pointer: a JSON Pointer
 * @token: a name or index, not escaped
 *
 * Returns: (transfer full): the pointer, one token longer
 */
char *
sjson_pointer_append (const char *pointer,
                      const char *token)
{
  GString *string;

  g_return_val_if_fail (pointer != NULL, NULL);
  g_return_val_if_fail (token != NULL, NULL);

  string = g_string_new (pointer);
  g_string_append_c (string, '/');

  for (const char *p = token; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (string, "~0");
      else if (*p == '/')
        g_string_append (string, "~1");
      else
        g_string_append_c (string, *p);
    }

  return g_string_free (string, FALSE);
}
