/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-flight-private.h"
#include "crib-identity-private.h"
#include "entra-claims.h"
#include "oauth-error.h"
#include "vault-error.h"

#include <glib/gi18n-lib.h>

void
crib_flight_end_turn (CribFlight *self)
{
  if (!self->has_turn)
    return;

  self->has_turn = FALSE;
  crib_authorizer_set_signing_in (self->authorizer, FALSE);
  crib_identity_give_turn (self->authorizer->identity);
}

/* @error: (transfer full) */
void
crib_flight_fail_turn (CribFlight *self,
                       GError     *error)
{
  crib_flight_end_turn (self);
  crib_flight_fail (self, error);
}

/* The page was for nothing: the next one is for what this program is known by then. */
static gboolean
renew_client (CribFlight *self,
              GError     *error)
{
  crib_flight_end_turn (self);

  if (!crib_flight_renew_client (self, error))
    return FALSE;

  g_error_free (error);

  return TRUE;
}

static void
interactive_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CribFlight *self = user_data;
  g_autoptr(OauthToken) token = NULL;
  GError *error = NULL;

  token = oauth_client_acquire_interactive_finish (OAUTH_CLIENT (source), result, &error);

  if (token != NULL)
    crib_flight_receive (self, token);
  else if (!renew_client (self, error))
    crib_flight_fail (self, error);
}

char *
crib_flight_dup_reason (CribFlight *self)
{
  const char *name = crib_server_get_name (self->authorizer->server);

  if (self->more != NULL)
    return g_strdup_printf (_("%s asks for one more permission before it goes on."), name);

  if (self->claims != NULL)
    return g_strdup_printf (_("%s asks you to confirm your sign-in once more."), name);

  return g_strdup_printf (_("%s asks you to sign in."), name);
}

static const char *
get_prompt (CribFlight *self)
{
  switch (self->kind)
    {
    case CRIB_SIGN_IN_AGAIN:
      return "login";
    case CRIB_SIGN_IN_OTHER_ACCOUNT:
      return "select_account";
    case CRIB_SIGN_IN_PLAIN:
    default:
      return NULL;
    }
}

/* What the authority itself gave names one account for sure (entra.md 2.1). */
static const char *
get_hint (OauthAccount *account)
{
  if (account == NULL)
    return NULL;

  return oauth_account_get_login_hint (account) != NULL ? oauth_account_get_login_hint (account)
                                                        : oauth_account_get_username (account);
}

void
crib_flight_show_page (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;
  OauthPrompter *prompter = crib_identity_get_prompter (authorizer->identity);
  gboolean other = self->kind == CRIB_SIGN_IN_OTHER_ACCOUNT;
  OauthAccount *account = other ? NULL : self->account;
  g_autofree char *reason = crib_flight_dup_reason (self);
  OauthSignIn what = {
    .scopes = crib_protection_get_scopes (self->protection),
    .resource = crib_flight_get_identifier (self),
    .claims = self->claims,
    .login_hint = get_hint (account),
    .prompt = get_prompt (self),
    .expected_account = account != NULL ? oauth_account_get_id (account) : NULL,
    .reason = reason,
    .server_name = crib_server_get_name (authorizer->server),
    .surface = self->surface,
  };

  oauth_client_acquire_interactive_async (self->client, &what, prompter, self->cancellable,
                                          interactive_cb, self);
}

void
crib_flight_sign_in (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;

  if (crib_identity_get_prompter (authorizer->identity) == NULL)
    {
      crib_flight_fail_turn (self, g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                                                        _("There is no window to sign in.")));
      return;
    }

  crib_authorizer_set_signing_in (authorizer, TRUE);
  crib_flight_choose_surface (self);
}

static void
turn_silent_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CribFlight *self = user_data;
  g_autoptr(OauthToken) token = NULL;

  token = oauth_client_acquire_silent_finish (OAUTH_CLIENT (source), result, NULL);

  if (token == NULL)
    {
      crib_flight_sign_in (self);
      return;
    }

  crib_flight_end_turn (self);
  crib_flight_succeed (self, token);
}

/* Whoever was asked first may be who is wanted here as well. */
static void
try_again (CribFlight *self)
{
  g_clear_object (&self->account);
  self->account = crib_flight_dup_account (self);

  if (self->account != NULL)
    crib_flight_acquire_silently (self, turn_silent_cb);
  else
    crib_flight_sign_in (self);
}

static void
turn_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CribFlight *self = user_data;
  GError *error = NULL;

  if (!crib_identity_take_turn_finish (CRIB_IDENTITY (source), result, &error))
    {
      crib_flight_fail (self, error);
      return;
    }

  self->has_turn = TRUE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    crib_flight_fail_turn (self, error);
  else if (self->has_waited && self->kind == CRIB_SIGN_IN_PLAIN && self->claims == NULL &&
           self->more == NULL)
    try_again (self);
  else
    crib_flight_sign_in (self);
}

/* A refresh token that nothing will keep is worth a word before anybody types (entra.md 7.5). */
static void
state_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CribFlight *self = user_data;
  CribIdentity *identity = self->authorizer->identity;
  GError *error = NULL;
  VaultState state;

  if (!vault_store_get_state_finish (VAULT_STORE (source), result, &state, &error))
    {
      crib_flight_fail (self, error);
      return;
    }

  if (state == VAULT_STATE_ABSENT && !crib_identity_is_session_only (identity))
    {
      crib_flight_fail (self, g_error_new_literal (VAULT_ERROR, VAULT_ERROR_NO_SERVICE,
                                                   _("There is no keyring on this computer that "
                                                     "could keep the sign-in.")));
      return;
    }

  self->has_waited = crib_identity_is_somebodys_turn (identity);
  crib_identity_take_turn_async (identity, self->cancellable, turn_cb, self);
}

/* The authority's own claims join those of the server (entra.md 4.2). */
static gboolean
add_claims (CribFlight  *self,
            GError     **error)
{
  const char *more = self->refusal != NULL ? oauth_error_get_claims (self->refusal) : NULL;
  char *merged;

  if (more == NULL || !crib_protection_is_entra (self->protection))
    return TRUE;

  merged = entra_claims_merge (self->claims, more, error);
  if (merged == NULL)
    return FALSE;

  g_free (self->claims);
  self->claims = merged;

  return TRUE;
}

/*
 * crib_flight_ask:
 *
 * Lets a person sign in, when it is this flight's turn.
 */
void
crib_flight_ask (CribFlight *self)
{
  CribIdentity *identity = self->authorizer->identity;
  GError *error = NULL;

  if (!add_claims (self, &error))
    crib_flight_fail (self, error);
  else
    vault_store_get_state_async (crib_identity_get_vault (identity), self->cancellable, state_cb,
                                 self);
}
