/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-strv.h"

#include <string.h>

/* Nobody lists that many in earnest. */
#define MOST_STRINGS 256
#define MOST_OF_A_STRING 2048

/*
 * oauth_strv_from_member:
 * @object: an object from a server
 * @name: of a member that should be an array of strings
 *
 * Returns: (transfer full) (nullable): the strings in it, the first 256 of sane length; `NULL` if
 *   there is no such array
 */
char **
oauth_strv_from_member (const SjsonValue *object,
                        const char       *name)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  SjsonValue array;
  SjsonValue element;
  SjsonIter iter;
  guint n_strings = 0;

  if (!sjson_value_get_member_of_kind (object, name, SJSON_KIND_ARRAY, &array))
    return NULL;

  sjson_iter_init (&iter, &array);
  while (n_strings < MOST_STRINGS && sjson_iter_next (&iter, NULL, &element))
    {
      g_autofree char *text = sjson_value_dup_string (&element, NULL);

      if (text == NULL || *text == '\0' || strlen (text) > MOST_OF_A_STRING)
        continue;

      g_strv_builder_add (builder, text);
      n_strings++;
    }

  return g_strv_builder_end (builder);
}

/*
 * oauth_strv_is_scope:
 *
 * Returns: whether @text is one scope-token (RFC 6749 §3.3)
 */
gboolean
oauth_strv_is_scope (const char *text)
{
  if (*text == '\0')
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (*c < 0x21 || *c > 0x7e || *c == '"' || *c == '\\')
      return FALSE;

  return TRUE;
}

/*
 * oauth_strv_from_scope:
 * @scope: (nullable): scopes apart by blanks (RFC 6749 §3.3)
 *
 * Returns: (transfer full): the scopes in it, what is none left out
 */
char **
oauth_strv_from_scope (const char *scope)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = g_strsplit (scope != NULL ? scope : "", " ", MOST_STRINGS);

  for (char **part = parts; *part != NULL; part++)
    if (oauth_strv_is_scope (*part))
      g_strv_builder_add (builder, *part);

  return g_strv_builder_end (builder);
}

/* Who signed in, and for how long: no permissions of a server (OpenID Connect Core §5.4, §11). Nor
 * can "all that is registered" be found among what was granted. */
static gboolean
is_permission (const char *scope)
{
  static const char * const standing[] = {
    "openid", "profile", "email", "address", "phone", "offline_access", NULL
  };

  return !g_strv_contains (standing, scope) && !g_str_equal (scope, ".default") &&
         !g_str_has_suffix (scope, "/.default");
}

/* Some name in their answer the permission alone, others with its API in front. */
static gboolean
is_among (const char         *scope,
          const char * const *granted)
{
  const char *end = strrchr (scope, '/');
  const char *bare = end != NULL ? end + 1 : scope;

  for (; *granted != NULL; granted++)
    if (g_ascii_strcasecmp (*granted, scope) == 0 || g_ascii_strcasecmp (*granted, bare) == 0)
      return TRUE;

  return FALSE;
}

/*
 * oauth_strv_dup_missing:
 * @asked: (nullable): scopes
 * @granted: scopes
 *
 * Returns: (transfer full) (nullable): the permissions of @asked that are not in @granted; %NULL
 *   where none is missing, or @granted says nothing
 */
char **
oauth_strv_dup_missing (const char * const *asked,
                        const char * const *granted)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) missing = NULL;

  for (; *granted != NULL && asked != NULL && *asked != NULL; asked++)
    if (is_permission (*asked) && !is_among (*asked, granted))
      g_strv_builder_add (builder, *asked);

  missing = g_strv_builder_end (builder);

  return *missing != NULL ? g_steal_pointer (&missing) : NULL;
}
