/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-attempt.h"

#include "oauth-error.h"
#include "oauth-form.h"
#include "oauth-parameters.h"
#include "oauth-pkce.h"
#include "oauth-refusal.h"
#include "vault-secret.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* OpenID Connect Core §3.1.2.1. Without it there is no ID token for a nonce to come back in, and
 * some authorities refuse one that nobody needs. */
static gboolean
asks_for_id_token (const char * const *scopes)
{
  return scopes != NULL && g_strv_contains (scopes, "openid");
}

/*
 * oauth_attempt_new:
 * @authority: recorded before anybody is sent anywhere (MCP 2026-07-28, mix-up protection)
 * @credentials: ours there
 * @scopes: (nullable): what to ask for
 * @resource: (nullable): the `resource` parameter
 * @claims: (nullable): the `claims` parameter
 * @surface: where the person will be asked
 *
 * Returns: (transfer full): an attempt with a state, a verifier and, where there will be an ID
 *   token, a nonce of its own; its `redirect_uri` is for the caller to set
 */
OauthAttempt *
oauth_attempt_new (OauthAuthority     *authority,
                   OauthCredentials   *credentials,
                   const char * const *scopes,
                   const char         *resource,
                   const char         *claims,
                   OauthSurface        surface)
{
  OauthAttempt *self = g_new0 (OauthAttempt, 1);
  OauthProfile *profile = oauth_authority_get_profile (authority);

  self->authority = g_object_ref (authority);
  self->credentials = oauth_credentials_ref (credentials);
  self->scopes = g_strdupv ((char **) scopes);
  self->resource = g_strdup (resource);
  self->claims = g_strdup (claims);
  self->surface = surface;
  /* Ruling 6: the view inside the program cannot read a body. */
  self->form_post = surface == OAUTH_SURFACE_BROWSER &&
                    (oauth_profile_wants_form_post (profile) ||
                     oauth_authority_supports_form_post (authority));

  self->state = oauth_random_token ();
  self->nonce = asks_for_id_token (scopes) ? oauth_random_token () : NULL;
  self->verifier = oauth_pkce_new_verifier ();
  self->request_id = g_uuid_string_random ();

  return self;
}

/*
 * oauth_attempt_free:
 * @self: (transfer full): an attempt, of which nothing is left afterwards
 */
void
oauth_attempt_free (OauthAttempt *self)
{
  g_object_unref (self->authority);
  oauth_credentials_unref (self->credentials);
  g_strfreev (self->scopes);
  g_free (self->resource);
  g_free (self->claims);
  vault_wipe_string (self->state);
  vault_wipe_string (self->nonce);
  vault_wipe_string (self->verifier);
  g_free (self->request_id);
  g_free (self->redirect_uri);
  g_free (self);
}

/*
 * oauth_attempt_dup_uri:
 * @self: an attempt whose `redirect_uri` is set
 * @login_hint: (nullable): who is expected
 * @prompt: (nullable): what to ask for (ruling 7)
 *
 * Returns: (transfer full): the authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 8707)
 */
char *
oauth_attempt_dup_uri (OauthAttempt *self,
                       const char   *login_hint,
                       const char   *prompt)
{
  const char *endpoint = oauth_authority_get_authorization_endpoint (self->authority);
  OauthProfile *profile = oauth_authority_get_profile (self->authority);
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (endpoint);
  g_autofree char *challenge = oauth_pkce_challenge (self->verifier);
  g_auto(GStrv) extra = NULL;
  g_autofree char *domain = NULL;

  extra = oauth_profile_dup_extra_parameters (profile, login_hint, prompt);
  domain = oauth_profile_dup_domain_hint (profile,
                                          oauth_authority_get_asked_issuer (self->authority),
                                          login_hint);

  oauth_parameters_add (parameters, "response_type", "code");
  oauth_parameters_add (parameters, "client_id",
                        oauth_credentials_get_client_id (self->credentials));
  oauth_parameters_add (parameters, "redirect_uri", self->redirect_uri);
  if (self->form_post)
    oauth_parameters_add (parameters, "response_mode", "form_post");
  oauth_parameters_add_scope (parameters, (const char * const *) self->scopes);
  oauth_parameters_add (parameters, "resource", self->resource);
  oauth_parameters_add (parameters, "state", self->state);
  oauth_parameters_add (parameters, "nonce", self->nonce);
  oauth_parameters_add (parameters, "code_challenge", challenge);
  oauth_parameters_add (parameters, "code_challenge_method", "S256");
  oauth_parameters_add (parameters, "claims", self->claims);
  oauth_parameters_add (parameters, "client-request-id", self->request_id);
  oauth_parameters_add_extra (parameters, extra, self->claims != NULL);
  oauth_parameters_add (parameters, "domain_hint", domain);

  return oauth_parameters_end (parameters);
}

static gboolean
forge (GError     **error,
       const char  *sentence)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED, sentence);

  return FALSE;
}

static gboolean
is_same_host (GUri *a,
              GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a) != NULL ? g_uri_get_host (a) : "",
                             g_uri_get_host (b) != NULL ? g_uri_get_host (b) : "") == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b) &&
         g_uri_get_userinfo (a) == NULL;
}

/*
 * oauth_attempt_read_redirect:
 * @self: an attempt in the embedded surface
 * @uri: the redirect that was caught there
 * @error: return location: `OAUTH_ERROR_FORGED`
 *
 * Returns: (transfer full) (nullable): the parameters in @uri, if it leads to our redirect address
 */
char *
oauth_attempt_read_redirect (OauthAttempt  *self,
                             const char    *uri,
                             GError       **error)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE;
  g_autoptr(GUri) found = g_uri_parse (uri, flags, NULL);
  g_autoptr(GUri) wanted = g_uri_parse (self->redirect_uri, flags, NULL);

  if (found == NULL || wanted == NULL || !is_same_host (found, wanted) ||
      !g_str_equal (g_uri_get_path (found), g_uri_get_path (wanted)))
    {
      forge (error, _("The sign-in came back to another address."));
      return NULL;
    }

  if (g_uri_get_query (found) == NULL)
    {
      forge (error, _("The sign-in came back without an answer."));
      return NULL;
    }

  return g_strdup (g_uri_get_query (found));
}

static gboolean
check_state (OauthAttempt  *self,
             const char    *form,
             GError       **error)
{
  g_autofree char *state = oauth_form_dup_only (form, "state");

  if (self->is_answered || state == NULL || !oauth_secret_equal (state, self->state))
    return forge (error, _("The answer does not belong to this sign-in."));

  self->is_answered = TRUE;

  return TRUE;
}

/* RFC 9207 §2.4, and the table of mcp.md 4.6: equal byte by byte, with nothing made even before. */
static gboolean
check_issuer (OauthAttempt  *self,
              const char    *form,
              GError       **error)
{
  g_autofree char *issuer = NULL;

  if (oauth_form_count (form, "iss") == 0)
    {
      if (!oauth_authority_supports_iss (self->authority))
        return TRUE;

      return forge (error, _("The answer does not say which sign-in service gave it."));
    }

  issuer = oauth_form_dup_only (form, "iss");

  if (g_strcmp0 (issuer, oauth_authority_get_issuer (self->authority)) == 0)
    return TRUE;

  return forge (error, _("The answer is from another sign-in service."));
}

/* A person is signing in right now: that a person is needed is no news. */
static GError *
read_refusal (OauthAttempt *self,
              const char   *form)
{
  GError *error = oauth_refusal_from_form (self->authority, form, self->request_id);
  OauthVerdict verdict;

  if (g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED))
    return error;

  verdict = oauth_profile_judge (oauth_authority_get_profile (self->authority), 0, error);
  if (verdict != OAUTH_VERDICT_PERSON && verdict != OAUTH_VERDICT_DROP)
    oauth_refusal_turn (error, verdict, self->authority);

  return error;
}

/*
 * oauth_attempt_read_answer:
 * @self: an attempt
 * @form: the parameters of its answer
 * @error: return location: `OAUTH_ERROR_FORGED`, `OAUTH_ERROR_CANCELLED`, or as the profile judges
 *   what the authority said
 *
 * Checks an authorization answer in the order of mcp.md 4.6: whose it is, then who gave it, and
 * only then what it says. An attempt takes one answer.
 *
 * Returns: (transfer full) (nullable): the code, to be wiped by the caller
 */
char *
oauth_attempt_read_answer (OauthAttempt  *self,
                           const char    *form,
                           GError       **error)
{
  g_autofree char *code = NULL;

  if (!check_state (self, form, error) || !check_issuer (self, form, error))
    return NULL;

  if (oauth_form_count (form, "error") == 0)
    {
      code = oauth_form_dup_only (form, "code");
      if (code != NULL && *code != '\0')
        return g_steal_pointer (&code);

      forge (error, _("The answer of the sign-in service holds neither a code nor an error."));
      return NULL;
    }

  g_propagate_error (error, read_refusal (self, form));

  return NULL;
}
