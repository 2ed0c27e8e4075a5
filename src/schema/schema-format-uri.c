/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-format-private.h"

#include <string.h>

/* Addresses as RFC 3986 has them, appendix A, and RFC 3987, section 2.2. */

#define UNRESERVED "-._~"
#define SUB_DELIMITERS "!$&'()*+,;="

typedef struct
{
  const char *text;
  const char *end;
  gboolean any;    /* whether all of Unicode may stand in it */
} Address;

/* RFC 3987, section 2.2: "ucschar", and "iprivate" in a query. */
static gboolean
is_unicode_character (gunichar code,
                      gboolean in_query)
{
  if (code >= 0xe000 && code <= 0xf8ff)
    return in_query;

  if (code >= 0xf0000)
    return in_query && (code & 0xfffe) != 0xfffe;

  return code >= 0xa0 && (code & 0xfffe) != 0xfffe && (code < 0xfdd0 || code > 0xfdef) &&
         (code < 0xfff0 || code > 0xffff) && (code < 0xe0000 || code >= 0xe1000);
}

/* Whether from @p to @end all is unreserved, escaped, a delimiter or one of @more. */
static gboolean
check_characters (const Address *self,
                  const char    *p,
                  const char    *end,
                  const char    *more)
{
  for (; p < end; p = g_utf8_next_char (p))
    {
      if (*p == '\0')
        return FALSE;

      if (*p == '%')
        {
          if (end - p < 3 || !g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
            return FALSE;
        }
      else if ((guchar) *p >= 0x80)
        {
          if (!self->any || !is_unicode_character (g_utf8_get_char (p), strchr (more, '?') != NULL))
            return FALSE;
        }
      else if (!g_ascii_isalnum (*p) && !strchr (UNRESERVED SUB_DELIMITERS, *p) &&
               !strchr (more, *p))
        return FALSE;
    }

  return TRUE;
}

/* "v", hexadecimal digits, a point and more. */
static gboolean
is_future_address (const Address *self,
                   const char    *p,
                   const char    *end)
{
  const char *digits = p + 1;

  if (p >= end || (*p != 'v' && *p != 'V'))
    return FALSE;

  for (p++; p < end && g_ascii_isxdigit (*p); p++)
    ;

  if (p == digits || end - p < 2 || *p != '.' || memchr (p, '%', end - p) != NULL)
    return FALSE;

  return check_characters (&(Address) { .any = FALSE }, p + 1, end, ":");
}

static gboolean
check_authority (const Address *self,
                 const char    *p,
                 const char    *end)
{
  const char *at = memchr (p, '@', end - p);
  const char *close = memchr (p, ']', end - p);
  const char *port;

  if (at != NULL && !check_characters (self, p, at, ":"))
    return FALSE;

  p = at != NULL ? at + 1 : p;

  if (p < end && *p == '[')
    {
      if (close == NULL || !(schema_format_is_ipv6 (p + 1, close - p - 1) ||
                             is_future_address (self, p + 1, close)))
        return FALSE;

      port = close + 1;
    }
  else
    {
      port = memchr (p, ':', end - p);
      port = port != NULL ? port : end;

      if (!check_characters (self, p, port, ""))
        return FALSE;
    }

  if (port < end && *port != ':')
    return FALSE;

  for (port++; port < end; port++)
    {
      if (!g_ascii_isdigit (*port))
        return FALSE;
    }

  return TRUE;
}

/* Behind the scheme, or NULL if there is none. */
static const char *
skip_scheme (const Address *self)
{
  const char *p = self->text;

  if (p >= self->end || !g_ascii_isalpha (*p))
    return NULL;

  while (p < self->end && (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.'))
    p++;

  return p < self->end && *p == ':' ? p + 1 : NULL;
}

static const char *
find (const char *p,
      const char *end,
      const char *any)
{
  while (p < end && (*p == '\0' || strchr (any, *p) == NULL))
    p++;

  return p;
}

static gboolean
is_address (const Address *self,
            gboolean       relative)
{
  const char *p = skip_scheme (self);
  const char *path, *mark, *query, *fragment;

  if (p == NULL && !relative)
    return FALSE;

  path = p != NULL ? p : self->text;

  /* "1:b": what stands before the first slash would be taken for a scheme. */
  mark = find (path, self->end, ":/?#");

  if (p == NULL && mark < self->end && *mark == ':')
    return FALSE;

  if (self->end - path >= 2 && path[0] == '/' && path[1] == '/')
    {
      const char *authority = path + 2;

      path = find (authority, self->end, "/?#");

      if (!check_authority (self, authority, path))
        return FALSE;
    }

  query = find (path, self->end, "?#");
  fragment = find (query, self->end, "#");

  return check_characters (self, path, query, ":@/") &&
         check_characters (self, MIN (query + 1, fragment), fragment, ":@/?") &&
         (fragment == self->end ||
          check_characters (&(Address) { .any = self->any }, fragment + 1, self->end, ":@/?"));
}

gboolean
schema_format_is_uri (const char *text,
                      gsize       length)
{
  return is_address (&(Address) { text, text + length, FALSE }, FALSE);
}

gboolean
schema_format_is_uri_reference (const char *text,
                                gsize       length)
{
  return is_address (&(Address) { text, text + length, FALSE }, TRUE);
}

gboolean
schema_format_is_iri (const char *text,
                      gsize       length)
{
  return is_address (&(Address) { text, text + length, TRUE }, FALSE);
}

gboolean
schema_format_is_iri_reference (const char *text,
                                gsize       length)
{
  return is_address (&(Address) { text, text + length, TRUE }, TRUE);
}
