/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-header.h"

#include <string.h>

#define SENTINEL "=?base64?"
#define SENTINEL_END "?="

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Whether the text itself could be taken for an encoded one. */
static gboolean
looks_encoded (const char *text,
               gsize       length)
{
  return length >= strlen (SENTINEL) + strlen (SENTINEL_END) &&
         memcmp (text, SENTINEL, strlen (SENTINEL)) == 0 &&
         memcmp (text + length - strlen (SENTINEL_END), SENTINEL_END, strlen (SENTINEL_END)) == 0;
}

static gboolean
is_plain (const char *text,
          gsize       length)
{
  if (length > 0 && (is_blank (text[0]) || is_blank (text[length - 1])))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] < 0x20 || text[i] > 0x7E)
        return FALSE;
    }

  return !looks_encoded (text, length);
}

/*
 * mcp_header_encode:
 * @text: UTF-8, which may hold any character, NUL as well
 * @length: its bytes
 *
 * Visible ASCII goes out as it is, all else as Base64 between marks (MCP 2026-07-28, "Custom
 * Headers"). So nothing that a server names can end a header field or begin another.
 *
 * Returns: (transfer full): the value of a header field
 */
char *
mcp_header_encode (const char *text,
                   gsize       length)
{
  g_autofree char *code = NULL;

  if (is_plain (text, length))
    return g_strndup (text, length);

  code = g_base64_encode ((const guchar *) text, length);

  return g_strconcat (SENTINEL, code, SENTINEL_END, NULL);
}

/*
 * mcp_header_is_token:
 *
 * Returns: whether @text is what a field's name may be made of (RFC 9110 §5.6.2)
 */
gboolean
mcp_header_is_token (const char *text,
                     gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || !strchr ("!#$%&'*+-.^_`|~", text[i])))
        return FALSE;
    }

  return length > 0;
}
