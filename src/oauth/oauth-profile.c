/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-profile.h"

/**
 * OauthProfile:
 *
 * What differs per kind of authorization server (rulings 1 to 9).
 *
 * [class@Oauth.Generic] is the plain profile of MCP; that of kind entra lives in
 * a room of its own. Pure: a profile has no state and asks nobody, so one serves
 * any number of authorities and threads.
 */
G_DEFINE_INTERFACE (OauthProfile, oauth_profile, G_TYPE_OBJECT)

static void
oauth_profile_default_init (OauthProfileInterface *iface)
{
}

/**
 * oauth_profile_dup_metadata_uris:
 * @issuer: what the server named
 *
 * Returns: (transfer full): where metadata of @issuer may stand, in the order to try; empty where
 *   @issuer can be none
 */
char **
oauth_profile_dup_metadata_uris (OauthProfile *self,
                                 const char   *issuer)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_metadata_uris (self, issuer);
}

/**
 * oauth_profile_accepts_issuer:
 * @issuer: what was asked for
 * @found: the `issuer` member of what came
 *
 * Returns: whether that document may serve for @issuer: where they are equal (RFC 8414 §3.3), and
 *   for what a kind of server is known to do instead
 */
gboolean
oauth_profile_accepts_issuer (OauthProfile *self,
                              const char   *issuer,
                              const char   *found)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (issuer != NULL && found != NULL, FALSE);

  return OAUTH_PROFILE_GET_IFACE (self)->accepts_issuer (self, issuer, found);
}

/**
 * oauth_profile_assumes_pkce:
 *
 * Returns: whether S256 is taken for granted though the metadata does not say so (ruling 3)
 */
gboolean
oauth_profile_assumes_pkce (OauthProfile *self)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), FALSE);

  return OAUTH_PROFILE_GET_IFACE (self)->assumes_pkce (self);
}

/**
 * oauth_profile_dup_scopes:
 * @resource: `resource` of the protected-resource metadata
 * @challenge: (nullable): scopes of the challenge
 * @listed: (nullable): `scopes_supported` of the resource
 * @offered: (nullable): `scopes_supported` of the authority
 *
 * Returns: (transfer full): the scopes to ask for, all of them, in order; an empty array asks for
 *   none (ruling 2)
 */
char **
oauth_profile_dup_scopes (OauthProfile  *self,
                          const char    *resource,
                          char         **challenge,
                          char         **listed,
                          char         **offered)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_scopes (self, resource, challenge, listed, offered);
}

/**
 * oauth_profile_dup_resource:
 * @resource: (nullable): `resource` of the protected-resource metadata
 * @scopes: the scopes asked for
 *
 * Returns: (transfer full) (nullable): the `resource` parameter (RFC 8707), the same in authorize,
 *   token and refresh; `NULL` to send none (ruling 1)
 */
char *
oauth_profile_dup_resource (OauthProfile  *self,
                            const char    *resource,
                            char         **scopes)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_resource (self, resource, scopes);
}

/**
 * oauth_profile_get_surface:
 *
 * Returns: where a person signs in unless they or policy choose otherwise (ruling 5)
 */
OauthSurface
oauth_profile_get_surface (OauthProfile *self)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), OAUTH_SURFACE_BROWSER);

  return OAUTH_PROFILE_GET_IFACE (self)->get_surface (self);
}

/**
 * oauth_profile_dup_embedded_redirect:
 * @issuer: what the server named
 *
 * Returns: (transfer full) (nullable): the redirect of the embedded surface, or `NULL` when this
 *   kind has none of its own
 */
char *
oauth_profile_dup_embedded_redirect (OauthProfile *self,
                                     const char   *issuer)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_embedded_redirect (self, issuer);
}

/**
 * oauth_profile_wants_form_post:
 *
 * Returns: whether the listener takes `form_post` even where the metadata does not list it
 *   (ruling 6)
 */
gboolean
oauth_profile_wants_form_post (OauthProfile *self)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), FALSE);

  return OAUTH_PROFILE_GET_IFACE (self)->wants_form_post (self);
}

/**
 * oauth_profile_dup_extra_parameters:
 * @login_hint: (nullable): who is expected
 * @prompt: (nullable): what to ask for (ruling 7)
 *
 * Returns: (transfer full): parameters of the authorization request beyond those of RFC 6749, RFC
 *   7636 and RFC 8707, as name, value, name, value …
 */
char **
oauth_profile_dup_extra_parameters (OauthProfile *self,
                                    const char   *login_hint,
                                    const char   *prompt)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_extra_parameters (self, login_hint, prompt);
}

/**
 * oauth_profile_get_expiry_margin:
 * @lifetime: of a token, in seconds
 *
 * Returns: seconds before its end at which such a token counts as expired (ruling 9)
 */
guint
oauth_profile_get_expiry_margin (OauthProfile *self,
                                 guint         lifetime)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), 0);

  return OAUTH_PROFILE_GET_IFACE (self)->get_expiry_margin (self, lifetime);
}

/**
 * oauth_profile_dup_account:
 * @issuer: what was asked for, maybe a template or a domain; the account carries the exact one
 * @client_id: what was signed in with
 * @claims: (nullable): of the ID token, whose signature and standard claims hold; `NULL` if there
 *   was none
 * @answer: the token answer
 * @error: return location: `OAUTH_ERROR_FORGED` where they do not fit
 *
 * Checks what of the ID token's claims only this kind of server has, and tells whose it is.
 *
 * Returns: (transfer full) (nullable): the account
 */
OauthAccount *
oauth_profile_dup_account (OauthProfile      *self,
                           const char        *issuer,
                           const char        *client_id,
                           const SjsonValue  *claims,
                           const SjsonValue  *answer,
                           GError           **error)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (issuer != NULL && client_id != NULL, NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_account (self, issuer, client_id, claims, answer,
                                                      error);
}

/**
 * oauth_profile_judge:
 * @status: of the token answer, or 0 if none came
 * @error: (nullable): the error that was made of it
 *
 * Returns: what a refused token request means for what we do next
 */
OauthVerdict
oauth_profile_judge (OauthProfile *self,
                     guint         status,
                     const GError *error)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), OAUTH_VERDICT_UNKNOWN);

  return OAUTH_PROFILE_GET_IFACE (self)->judge (self, status, error);
}

/**
 * oauth_profile_may_register:
 *
 * Returns: whether this program may register itself there, and prove by a secret who it is
 *   (rulings 14 and 21); not where the profile does not say so
 */
gboolean
oauth_profile_may_register (OauthProfile *self)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), FALSE);

  return OAUTH_PROFILE_GET_IFACE (self)->may_register != NULL &&
         OAUTH_PROFILE_GET_IFACE (self)->may_register (self);
}

/**
 * oauth_profile_dup_endpoint:
 * @endpoint: of the authority's metadata
 * @account: who is signed in
 *
 * An authority for many tenants is asked as that of the account's home tenant once somebody is
 * signed in: from there on everything is exact (ruling 4).
 *
 * Returns: (transfer full): where requests for @account go; @endpoint where the profile has no rule
 */
char *
oauth_profile_dup_endpoint (OauthProfile *self,
                            const char   *endpoint,
                            OauthAccount *account)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  if (OAUTH_PROFILE_GET_IFACE (self)->dup_endpoint == NULL)
    return g_strdup (endpoint);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_endpoint (self, endpoint, account);
}

/**
 * oauth_profile_dup_mailbox:
 * @account: whose sign-in is refreshed
 *
 * Returns: (transfer full) (nullable): what goes into `X-AnchorMailbox`, by which some authorities
 *   find the part of them that knows @account; %NULL where the profile has no rule
 */
char *
oauth_profile_dup_mailbox (OauthProfile *self,
                           OauthAccount *account)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_mailbox != NULL
         ? OAUTH_PROFILE_GET_IFACE (self)->dup_mailbox (self, account) : NULL;
}

/**
 * oauth_profile_dup_domain_hint:
 * @issuer: what the server named
 * @login_hint: (nullable): who is expected
 *
 * Returns: (transfer full) (nullable): the `domain_hint` parameter, which spares people a question
 *   that has one answer only; %NULL where the profile has no rule
 */
char *
oauth_profile_dup_domain_hint (OauthProfile *self,
                               const char   *issuer,
                               const char   *login_hint)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_domain_hint != NULL
         ? OAUTH_PROFILE_GET_IFACE (self)->dup_domain_hint (self, issuer, login_hint) : NULL;
}

/**
 * oauth_profile_dup_absence:
 * @issuer: what was asked for
 *
 * Returns: (transfer full) (nullable): a sentence for people on what it means that nothing stands
 *   where its metadata should; %NULL where the profile knows no more than that
 */
char *
oauth_profile_dup_absence (OauthProfile *self,
                           const char   *issuer)
{
  g_return_val_if_fail (OAUTH_IS_PROFILE (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  return OAUTH_PROFILE_GET_IFACE (self)->dup_absence != NULL
         ? OAUTH_PROFILE_GET_IFACE (self)->dup_absence (self, issuer) : NULL;
}
