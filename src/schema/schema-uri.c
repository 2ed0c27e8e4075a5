/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-uri.h"

#include <string.h>

typedef struct
{
  const char *start;
  gsize length;
  gboolean is_there;
} Part;

/* RFC 3986, section 3; each with what marks it. */
typedef struct
{
  Part scheme;      /* "a:" */
  Part authority;   /* "//b" */
  Part path;
  Part query;       /* "?c" */
  Part fragment;    /* "#d" */
} Parts;

static const char *
set_part (Part       *part,
          const char *start,
          gsize       length)
{
  *part = (Part) { start, length, length > 0 };

  return start + length;
}

/* Appendix B: every text has these parts. */
static void
split (const char *uri,
       Parts      *parts)
{
  gsize n_scheme = strcspn (uri, ":/?#");
  const char *p = set_part (&parts->scheme, uri, uri[n_scheme] == ':' && n_scheme > 0
                                                 ? n_scheme + 1 : 0);

  p = set_part (&parts->authority, p, g_str_has_prefix (p, "//") ? 2 + strcspn (p + 2, "/?#") : 0);
  p = set_part (&parts->path, p, strcspn (p, "?#"));
  p = set_part (&parts->query, p, *p == '?' ? strcspn (p, "#") : 0);
  set_part (&parts->fragment, p, strlen (p));
}

static void
append (GString    *uri,
        const Part *part)
{
  g_string_append_len (uri, part->start, part->length);
}

/* Section 5.2.4. What stands before a path that is no tree, as in "urn:a:b", is left alone. */
static void
append_without_dots (GString    *uri,
                     const char *path)
{
  gsize start = uri->len;
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      gboolean last = segments[i + 1] == NULL;
      gboolean up = g_str_equal (segments[i], "..");

      if (up)
        {
          /* Behind the slash that ends the segment before. */
          char *slash = uri->len > start + 1
                        ? g_strrstr_len (uri->str + start, uri->len - start - 1, "/") : NULL;

          g_string_truncate (uri, slash != NULL ? (gsize) (slash + 1 - uri->str)
                                                : start + (*path == '/' ? 1 : 0));
        }
      else if (!g_str_equal (segments[i], "."))
        {
          g_string_append (uri, segments[i]);

          if (!last)
            g_string_append_c (uri, '/');
        }
    }
}

/* Section 5.2.3 */
static char *
merge_paths (const Parts *base,
             const Parts *reference)
{
  GString *path = g_string_new (NULL);
  const char *slash = g_strrstr_len (base->path.start, base->path.length, "/");

  if (base->authority.is_there && !base->path.is_there)
    g_string_append_c (path, '/');
  else if (slash != NULL)
    g_string_append_len (path, base->path.start, slash + 1 - base->path.start);

  append (path, &reference->path);

  return g_string_free (path, FALSE);
}

static void
append_path (GString     *uri,
             const Parts *base,
             const Parts *reference)
{
  g_autofree char *path = NULL;

  if (*reference->path.start == '/' && reference->path.is_there)
    path = g_strndup (reference->path.start, reference->path.length);
  else
    path = merge_paths (base, reference);

  append_without_dots (uri, path);
}

/**
 * schema_uri_resolve:
 * @base: an absolute URI, or an empty text where there is none
 * @reference: a URI reference
 *
 * Resolves a reference (RFC 3986, section 5.2.2). Nothing is looked up anywhere.
 *
 * Returns: (transfer full): the URI that is meant
 */
char *
schema_uri_resolve (const char *base,
                    const char *reference)
{
  GString *uri = g_string_new (NULL);
  Parts from, to;

  split (base, &from);
  split (reference, &to);

  if (to.scheme.is_there)
    g_string_append (uri, reference);
  else
    {
      append (uri, &from.scheme);
      append (uri, to.authority.is_there ? &to.authority : &from.authority);

      if (to.authority.is_there)
        append (uri, &to.path);
      else if (to.path.is_there)
        append_path (uri, &from, &to);
      else
        append (uri, &from.path);

      append (uri, to.authority.is_there || to.path.is_there || to.query.is_there ? &to.query
                                                                                  : &from.query);
      append (uri, &to.fragment);
    }

  return g_string_free (uri, FALSE);
}

/**
 * schema_uri_split:
 * @uri: a URI
 * @fragment: (out) (transfer full): what follows the "#", its escapes read; empty if nothing does
 *
 * Returns: (transfer full): what stands before the "#"
 */
char *
schema_uri_split (const char  *uri,
                  char       **fragment)
{
  gsize length = strcspn (uri, "#");
  const char *behind = uri[length] == '#' ? uri + length + 1 : "";

  *fragment = g_uri_unescape_string (behind, NULL);

  if (*fragment == NULL)
    *fragment = g_strdup (behind);

  return g_strndup (uri, length);
}
