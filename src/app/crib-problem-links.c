/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-links.h"

#include "entra-profile.h"

#include <string.h>

/* In front of the number in a key of an advice. */
#define NUMBER "AADSTS"

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* (nullable): of the number of the error where Entra is who signs people in */
static const char *
find_number (CribProblem    *problem,
             CribProtection *protection)
{
  const char *key = crib_problem_get_key (problem);

  if (protection == NULL || !crib_protection_is_entra (protection) || key == NULL ||
      crib_protection_get_issuer (protection) == NULL || !g_str_has_prefix (key, NUMBER) ||
      !is_number (key + strlen (NUMBER)))
    return NULL;

  return key + strlen (NUMBER);
}

/**
 * crib_problem_links_dup_page:
 * @problem: a problem
 * @protection: (nullable): how the server is protected
 *
 * What Microsoft says of an error, by its number (entra.md 1.3): at the authority itself, never at
 * an address that an answer named.
 *
 * Returns: (transfer full) (nullable): its address
 */
char *
crib_problem_links_dup_page (CribProblem    *problem,
                             CribProtection *protection)
{
  const char *number;
  g_autofree char *reference = NULL;

  g_return_val_if_fail (CRIB_IS_PROBLEM (problem), NULL);
  g_return_val_if_fail (protection == NULL || CRIB_IS_PROTECTION (protection), NULL);

  number = find_number (problem, protection);
  if (number == NULL)
    return NULL;

  reference = g_strconcat ("/error?code=", number, NULL);

  return g_uri_resolve_relative (crib_protection_get_issuer (protection), reference,
                                 G_URI_FLAGS_NONE, NULL);
}

/* entra.md 8: where nobody has agreed to the app, or it is not there before somebody does. A server
 * that misses a permission has no number for that. */
static gboolean
is_of_consent (CribProblem    *problem,
               CribProtection *protection)
{
  const char *number = find_number (problem, protection);
  static const char * const numbers[] = {
    "50001", "500011", "65001", "650056", "700016", "90008", "90094", "90095",
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_strcmp0 (number, numbers[i]) == 0)
      return TRUE;

  return crib_problem_lacks_permission (problem) && crib_protection_is_entra (protection) &&
         crib_protection_get_issuer (protection) != NULL;
}

/* Those of an API: what OpenID Connect has of its own nobody has to agree to. */
static char *
dup_scope (CribProtection *protection)
{
  const char * const *scopes = crib_protection_get_scopes (protection);
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (; scopes != NULL && *scopes != NULL; scopes++)
    if (strchr (*scopes, '/') != NULL)
      g_strv_builder_add (found, *scopes);

  list = g_strv_builder_end (found);

  return g_strjoinv (" ", list);
}

/* entra.md 1.3: not for "common". */
static char *
dup_endpoint (CribProtection *protection)
{
  const char *tenant = crib_protection_get_tenant (protection);
  g_autofree char *reference = NULL;

  if (tenant == NULL || g_ascii_strcasecmp (tenant, "common") == 0)
    return NULL;

  reference = g_strconcat ("/", tenant, "/v2.0/adminconsent", NULL);

  return g_uri_resolve_relative (crib_protection_get_issuer (protection), reference,
                                 G_URI_FLAGS_NONE, NULL);
}

/*
 * crib_problem_links_dup_redirect:
 * @server: a server
 * @protection: how it is protected
 *
 * Returns: (transfer full) (nullable): where the sign-in page inside the program goes back to,
 *   which is registered with it
 */
char *
crib_problem_links_dup_redirect (CribServer     *server,
                                 CribProtection *protection)
{
  OauthAuthority *authority = crib_protection_get_authority (protection);
  g_autoptr(OauthProfile) profile = NULL;

  if (crib_server_get_redirect_uri (server) != NULL)
    return g_strdup (crib_server_get_redirect_uri (server));

  if (authority != NULL)
    profile = g_object_ref (oauth_authority_get_profile (authority));
  else if (crib_protection_is_entra (protection))
    profile = entra_profile_new ();

  return profile != NULL
    ? oauth_profile_dup_embedded_redirect (profile, crib_protection_get_issuer (protection))
    : NULL;
}

/**
 * crib_problem_links_dup_consent:
 * @problem: a problem
 * @server: (nullable): which server it was
 * @protection: (nullable): how it is protected
 *
 * Where an administrator agrees for everybody (entra.md 9, row 13), for problems that this ends.
 * The page wants to know where to go afterwards and takes only what is registered: that is the
 * address of the sign-in page, on which nothing of ours waits, so there is no `state` either. What
 * comes of it the next sign-in shows.
 *
 * Returns: (transfer full) (nullable): its address
 */
char *
crib_problem_links_dup_consent (CribProblem    *problem,
                                CribServer     *server,
                                CribProtection *protection)
{
  const char *client_id;
  g_autofree char *scope = NULL;
  g_autofree char *endpoint = NULL;
  g_autofree char *escaped_scope = NULL;
  g_autofree char *escaped_id = NULL;
  g_autofree char *redirect = NULL;
  g_autofree char *escaped_redirect = NULL;

  g_return_val_if_fail (CRIB_IS_PROBLEM (problem), NULL);
  g_return_val_if_fail (server == NULL || CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (protection == NULL || CRIB_IS_PROTECTION (protection), NULL);

  client_id = server != NULL ? crib_server_get_client_id (server) : NULL;

  if (protection == NULL || client_id == NULL || !is_of_consent (problem, protection))
    return NULL;

  scope = dup_scope (protection);
  endpoint = dup_endpoint (protection);
  redirect = crib_problem_links_dup_redirect (server, protection);
  if (*scope == '\0' || endpoint == NULL || redirect == NULL)
    return NULL;

  escaped_id = g_uri_escape_string (client_id, NULL, FALSE);
  escaped_scope = g_uri_escape_string (scope, NULL, FALSE);
  escaped_redirect = g_uri_escape_string (redirect, NULL, FALSE);

  return g_strconcat (endpoint, "?client_id=", escaped_id, "&scope=", escaped_scope,
                      "&redirect_uri=", escaped_redirect, NULL);
}
