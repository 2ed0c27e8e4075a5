/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-request.h"

/* RFC 6749 §2.3: in one way only, so what the header says is not said here once more. */
static void
add_client (OauthParameters  *parameters,
            OauthCredentials *credentials)
{
  OauthClientAuth auth = oauth_credentials_get_auth (credentials);

  if (auth != OAUTH_CLIENT_AUTH_BASIC)
    oauth_parameters_add (parameters, "client_id", oauth_credentials_get_client_id (credentials));

  if (auth == OAUTH_CLIENT_AUTH_POST)
    oauth_parameters_add (parameters, "client_secret",
                          vault_secret_get_text (oauth_credentials_get_secret (credentials), NULL));
}

/* What stands in every request of ours (entra.md 3.1). The profile's own parameters for an
 * authorization request without hint and prompt belong here, too. */
static void
add_common (OauthParameters  *parameters,
            const OauthGrant *grant)
{
  OauthProfile *profile = oauth_authority_get_profile (grant->authority);
  g_auto(GStrv) extra = oauth_profile_dup_extra_parameters (profile, NULL, NULL);

  add_client (parameters, grant->credentials);
  oauth_parameters_add_scope (parameters, grant->scopes);
  oauth_parameters_add (parameters, "resource", grant->resource);
  oauth_parameters_add (parameters, "claims", grant->claims);
  oauth_parameters_add_extra (parameters, extra, grant->claims != NULL);
}

/*
 * oauth_token_request_code_async:
 * @session: for this authority
 * @attempt: what was asked; the same redirect address and resource are sent again
 * @code: its answer
 *
 * Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
 */
void
oauth_token_request_code_async (SoupSession         *session,
                                OauthAttempt        *attempt,
                                const char          *code,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);
  const OauthGrant grant = {
    .authority = attempt->authority,
    .credentials = attempt->credentials,
    .scopes = (const char * const *) attempt->scopes,
    .resource = attempt->resource,
    .claims = attempt->claims,
  };
  const OauthExchange exchange = {
    .kind = OAUTH_EXCHANGE_CODE,
    .authority = attempt->authority,
    .credentials = attempt->credentials,
    .endpoint = oauth_authority_get_token_endpoint (attempt->authority),
    .parameters = parameters,
    .request_id = attempt->request_id,
  };

  oauth_parameters_add (parameters, "grant_type", "authorization_code");
  oauth_parameters_add (parameters, "code", code);
  oauth_parameters_add (parameters, "redirect_uri", attempt->redirect_uri);
  oauth_parameters_add (parameters, "code_verifier", attempt->verifier);
  add_common (parameters, &grant);

  oauth_token_exchange_async (session, &exchange, cancellable, callback, user_data);
}

/*
 * oauth_token_request_refresh_async:
 * @session: for this authority
 * @grant: what to ask for: the scopes originally asked for, never those granted (entra.md 2.5), the
 *   resource as in the authorization request
 * @account: whose sign-in it is; an authority for many tenants is asked as its tenant (ruling 4)
 * @refresh_token: from the vault
 *
 * Refreshes (RFC 6749 §6). Cannot be cancelled: once it is on its way @refresh_token may be used
 * up, and its successor must be stored by whoever waits.
 */
void
oauth_token_request_refresh_async (SoupSession         *session,
                                   const OauthGrant    *grant,
                                   OauthAccount        *account,
                                   VaultSecret         *refresh_token,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);
  g_autofree char *request_id = g_uuid_string_random ();
  OauthProfile *profile = oauth_authority_get_profile (grant->authority);
  const char *shared = oauth_authority_get_token_endpoint (grant->authority);
  g_autofree char *endpoint = oauth_profile_dup_endpoint (profile, shared, account);
  g_autofree char *mailbox = oauth_profile_dup_mailbox (profile, account);
  const OauthExchange exchange = {
    .kind = OAUTH_EXCHANGE_TOKEN,
    .authority = grant->authority,
    .credentials = grant->credentials,
    .endpoint = endpoint,
    .parameters = parameters,
    .request_id = request_id,
    .mailbox = mailbox,
  };

  oauth_parameters_add (parameters, "grant_type", "refresh_token");
  oauth_parameters_add (parameters, "refresh_token", vault_secret_get_text (refresh_token, NULL));
  add_common (parameters, grant);

  oauth_token_exchange_async (session, &exchange, NULL, callback, user_data);
}

/* The same for both requests of a sign-in by a code to be typed. */
static void
ask_by_device (SoupSession         *session,
               const OauthGrant    *grant,
               OauthParameters     *parameters,
               const char          *request_id,
               OauthExchangeKind    kind,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  const OauthExchange exchange = {
    .kind = kind,
    .authority = grant->authority,
    .credentials = grant->credentials,
    .endpoint = kind == OAUTH_EXCHANGE_DOCUMENT
                ? oauth_authority_get_device_endpoint (grant->authority)
                : oauth_authority_get_token_endpoint (grant->authority),
    .parameters = parameters,
    .request_id = request_id,
  };

  add_common (parameters, grant);
  oauth_token_exchange_async (session, &exchange, cancellable, callback, user_data);
}

/*
 * oauth_token_request_device_async:
 * @session: for this authority, which must have a device authorization endpoint
 * @grant: what to ask for
 * @request_id: what the sign-in is known by
 * @cancellable: (nullable): to give up
 *
 * Asks for a code that a person can type (RFC 8628 §3.1); answered with a document.
 */
void
oauth_token_request_device_async (SoupSession         *session,
                                  const OauthGrant    *grant,
                                  const char          *request_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);

  ask_by_device (session, grant, parameters, request_id, OAUTH_EXCHANGE_DOCUMENT, cancellable,
                 callback, user_data);
}

/*
 * oauth_token_request_poll_async:
 * @session: for this authority
 * @grant: as it was asked for
 * @device_code: what was given for it
 * @request_id: what the sign-in is known by
 * @cancellable: (nullable): to give up
 *
 * Asks whether the person is done (RFC 8628 §3.4).
 */
void
oauth_token_request_poll_async (SoupSession         *session,
                                const OauthGrant    *grant,
                                const char          *device_code,
                                const char          *request_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);

  oauth_parameters_add (parameters, "grant_type", "urn:ietf:params:oauth:grant-type:device_code");
  oauth_parameters_add (parameters, "device_code", device_code);

  ask_by_device (session, grant, parameters, request_id, OAUTH_EXCHANGE_TOKEN, cancellable,
                 callback, user_data);
}
