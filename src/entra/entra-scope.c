/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-scope.h"

#include <string.h>

#define MOST_SCOPES 64
#define MOST_OF_A_SCOPE 512
#define LENGTH_OF_A_GUID 36

#define EVERYTHING ".default"

/* OpenID Connect Core §5.4 and §11: not scopes of any API. */
static const char * const standing[] = { "openid", "profile", "offline_access", NULL };
static const char * const of_openid[] = {
  "openid", "profile", "offline_access", "email", "address", "phone", NULL
};

static gboolean
is_of_openid (const char *scope)
{
  return g_strv_contains (of_openid, scope);
}

/* RFC 6749 §3.3, within reason. */
static gboolean
is_scope (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MOST_OF_A_SCOPE)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (text[i] <= 0x20 || text[i] > 0x7e || text[i] == '"' || text[i] == '\\')
      return FALSE;

  return TRUE;
}

/* The Application ID URI in front of a scope, without the "/" between them; NULL if the scope is
 * bare. "mcp:tools" and "mcp:tools/read" are bare though they look like the beginning of a URI, so
 * of URIs without "//" only "urn:" counts. A GUID is an application without a URI. */
static char *
dup_prefix (const char *scope)
{
  const char *end = strrchr (scope, '/');
  const char *colon = strstr (scope, "://");
  g_autofree char *scheme = g_uri_parse_scheme (scope);
  g_autofree char *prefix = end != NULL ? g_strndup (scope, end - scope) : NULL;

  if (prefix == NULL)
    return NULL;

  if (scheme != NULL && scope + strlen (scheme) == colon)
    return end > colon + 2 ? g_steal_pointer (&prefix) : NULL;

  if (g_str_has_prefix (scope, "urn:") ||
      (end - scope == LENGTH_OF_A_GUID && g_uuid_string_is_valid (prefix)))
    return g_steal_pointer (&prefix);

  return NULL;
}

/* An Application ID URI cannot end in "/" (entra.md 2.4), so where the resource does, the name that
 * its API is registered by can only be the one without. */
static char *
dup_id_uri (const char *resource)
{
  gsize length = strlen (resource);

  while (length > 0 && resource[length - 1] == '/')
    length--;

  return g_strndup (resource, length);
}

static char *
qualify (const char *resource,
         const char *scope)
{
  g_autofree char *prefix = dup_prefix (scope);
  g_autofree char *id_uri = NULL;

  if (prefix != NULL || resource == NULL)
    return g_strdup (scope);

  id_uri = dup_id_uri (resource);

  return g_strconcat (id_uri, "/", scope, NULL);
}

static void
add (GPtrArray *scopes,
     char      *scope)
{
  if (scopes->len < MOST_SCOPES && is_scope (scope) &&
      !g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL))
    g_ptr_array_add (scopes, scope);
  else
    g_free (scope);
}

/* Those of @source that are an API's, each with the API's name in front. */
static GPtrArray *
find_scopes (const char  *resource,
             char       **source)
{
  GPtrArray *scopes = g_ptr_array_new_with_free_func (g_free);

  for (; source != NULL && *source != NULL; source++)
    if (is_scope (*source) && !is_of_openid (*source))
      add (scopes, qualify (resource, *source));

  return scopes;
}

static gboolean
is_of (const char *scope,
       const char *prefix)
{
  g_autofree char *own = dup_prefix (scope);

  return g_strcmp0 (own, prefix) == 0;
}

static gboolean
any_is_of (GPtrArray  *scopes,
           const char *prefix)
{
  for (guint i = 0; i < scopes->len; i++)
    if (is_of (scopes->pdata[i], prefix))
      return TRUE;

  return FALSE;
}

/* The API that a token is asked for: that of the resource if any of @scopes is its, else that of
 * the first. */
static char *
choose_api (const char *resource,
            GPtrArray  *scopes)
{
  g_autofree char *id_uri = resource != NULL ? dup_id_uri (resource) : NULL;

  if (resource != NULL && any_is_of (scopes, resource))
    return g_strdup (resource);

  if (id_uri != NULL && any_is_of (scopes, id_uri))
    return g_steal_pointer (&id_uri);

  return scopes->len > 0 ? dup_prefix (scopes->pdata[0]) : NULL;
}

static gboolean
is_everything (const char *scope)
{
  return g_str_has_suffix (scope, "/" EVERYTHING);
}

/* Entra refuses two APIs in one token (AADSTS28000), and `.default` beside others (AADSTS70011).
 * The other API's are left out; so is `.default`, which asks for more than what is named. */
static void
unmix (GPtrArray  *scopes,
       const char *resource)
{
  g_autofree char *api = choose_api (resource, scopes);
  gboolean has_named = FALSE;

  for (guint i = scopes->len; i > 0; i--)
    if (!is_of (scopes->pdata[i - 1], api))
      g_ptr_array_remove_index (scopes, i - 1);

  for (guint i = 0; i < scopes->len; i++)
    has_named |= !is_everything (scopes->pdata[i]);

  for (guint i = scopes->len; i > 0; i--)
    if (has_named && is_everything (scopes->pdata[i - 1]))
      g_ptr_array_remove_index (scopes, i - 1);
}

/*
 * entra_dup_scopes:
 * @resource: (nullable): `resource` of the protected-resource metadata
 * @challenge: (nullable): scopes of the challenge
 * @listed: (nullable): `scopes_supported` of the resource
 *
 * What to ask for (entra.md 2.5): the challenge's scopes, else the listed ones, else all that the
 * registration has (`.default`). A bare scope would be looked up at Microsoft Graph, so the
 * resource's name is put in front. What no API knows by these rules (`openid` and the like) is no
 * reason not to look further.
 *
 * Returns: (transfer full): the scopes, for one API, with `openid`, `profile` and `offline_access`
 */
char **
entra_dup_scopes (const char  *resource,
                  char       **challenge,
                  char       **listed)
{
  g_autoptr(GPtrArray) api = find_scopes (resource, challenge);
  g_autoptr(GStrvBuilder) scopes = g_strv_builder_new ();

  if (api->len == 0)
    {
      g_ptr_array_unref (api);
      api = find_scopes (resource, listed);
    }

  if (api->len == 0 && resource != NULL)
    add (api, qualify (resource, EVERYTHING));

  unmix (api, resource);

  g_strv_builder_addv (scopes, (const char **) standing);
  for (guint i = 0; i < api->len; i++)
    g_strv_builder_add (scopes, api->pdata[i]);

  return g_strv_builder_end (scopes);
}

/*
 * entra_dup_resource:
 * @resource: (nullable): `resource` of the protected-resource metadata
 * @scopes: (nullable): what is asked for
 *
 * Entra takes `resource` only if it is, letter by letter, the Application ID URI in front of every
 * scope (entra.md 2.4; ruling 1).
 *
 * Returns: (transfer full) (nullable): @resource if that is so, else `NULL`: send none
 */
char *
entra_dup_resource (const char  *resource,
                    char       **scopes)
{
  gboolean is_needed = FALSE;

  for (; resource != NULL && scopes != NULL && *scopes != NULL; scopes++)
    {
      if (is_of_openid (*scopes))
        continue;

      if (!is_of (*scopes, resource))
        return NULL;

      is_needed = TRUE;
    }

  return is_needed ? g_strdup (resource) : NULL;
}

/* Under which Microsoft's own APIs are registered, in all of its clouds. */
static const char * const microsoft[] = {
  ".microsoft.com", ".microsoft.us", ".microsoft.cn", ".office.com", ".office365.com",
  ".office365.us", ".office.net", ".sharepoint.com", ".sharepoint.us", ".azure.com", ".azure.us",
  ".azure.cn", ".azure.net", ".windows.net", ".windowsazure.com", ".chinacloudapi.cn",
  ".usgovcloudapi.net", ".dynamics.com", ".powerbi.com", ".visualstudio.com",
};

/* Graph's is 00000003-0000-0000-c000-000000000000, and others of the first hour have its form. */
static gboolean
is_microsoft_id (const char *prefix)
{
  return strlen (prefix) == LENGTH_OF_A_GUID && g_str_has_prefix (prefix, "0000") &&
         g_ascii_strcasecmp (prefix + strlen ("00000003"), "-0000-0000-c000-000000000000") == 0;
}

static char *
dup_host (const char *text)
{
  g_autoptr(GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL ? g_ascii_strdown (host, -1) : NULL;
}

static gboolean
is_microsoft_host (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (microsoft); i++)
    if (g_str_has_suffix (host, microsoft[i]))
      return TRUE;

  return FALSE;
}

/*
 * entra_dup_microsoft_api:
 * @resource: (nullable): `resource` of the protected-resource metadata
 * @scopes: what is asked for
 *
 * A token for Microsoft Graph, or for the management of Azure, is worth far more than a server of
 * tools needs, and whoever gets it can use it there (RFC 9700 §4.10; MCP, "Access Token Privilege
 * Restriction"). A server at that very host may ask for its own.
 *
 * Returns: (transfer full) (nullable): the API of Microsoft's that @scopes are of, if any
 */
char *
entra_dup_microsoft_api (const char         *resource,
                         const char * const *scopes)
{
  g_autofree char *own = dup_host (resource);

  for (; *scopes != NULL; scopes++)
    {
      g_autofree char *prefix = dup_prefix (*scopes);
      g_autofree char *host = dup_host (prefix);

      if (prefix != NULL &&
          (is_microsoft_id (prefix) ||
           (host != NULL && g_strcmp0 (host, own) != 0 && is_microsoft_host (host))))
        return g_steal_pointer (&prefix);
    }

  return NULL;
}

/*
 * entra_dup_api:
 * @scopes: what is asked for
 *
 * Returns: (transfer full) (nullable): the one API that @scopes are of, in one form for "api://ID"
 *   and "ID"
 */
char *
entra_dup_api (const char * const *scopes)
{
  for (; *scopes != NULL; scopes++)
    {
      g_autofree char *prefix = dup_prefix (*scopes);

      if (prefix == NULL)
        continue;

      if (g_str_has_prefix (prefix, "api://") &&
          g_uuid_string_is_valid (prefix + strlen ("api://")))
        return g_ascii_strdown (prefix + strlen ("api://"), -1);

      return g_uuid_string_is_valid (prefix) ? g_ascii_strdown (prefix, -1)
                                             : g_steal_pointer (&prefix);
    }

  return NULL;
}

/*
 * entra_dup_prefix:
 * @scopes: what is asked for
 *
 * Returns: (transfer full) (nullable): what stands in front of the first scope of an API: its name,
 *   as it was written
 */
char *
entra_dup_prefix (const char * const *scopes)
{
  char *prefix = NULL;

  for (; prefix == NULL && *scopes != NULL; scopes++)
    prefix = dup_prefix (*scopes);

  return prefix;
}
