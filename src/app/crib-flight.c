/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-flight.h"

#include "crib-authorizer-private.h"
#include "crib-error.h"
#include "crib-flight-private.h"
#include "entra-claims.h"
#include "entra-profile.h"
#include "http-challenge.h"
#include "oauth-error.h"
#include "vault-error.h"

#include <glib/gi18n-lib.h>

static void
passenger_free (gpointer data)
{
  CribPassenger *passenger = data;

  if (passenger->cancelled != NULL)
    {
      g_source_destroy (passenger->cancelled);
      g_source_unref (passenger->cancelled);
    }

  crib_wish_free (passenger->wish);
  g_free (passenger);
}

/* Nobody is to sign in for requests that may as well go without. */
static gboolean
is_for_nothing (CribFlight *self)
{
  for (guint i = 0; i < self->passengers->len; i++)
    {
      CribPassenger *passenger = g_ptr_array_index (self->passengers, i);

      if (self->is_quiet || passenger->wish->kind != CRIB_WISH_HEADER)
        return FALSE;
    }

  return TRUE;
}

/* Who waits goes; with the last one who needs it the flight ends. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  CribPassenger *passenger = user_data;
  CribFlight *self = passenger->flight;

  g_task_return_error_if_cancelled (passenger->wish->task);
  g_ptr_array_remove (self->passengers, passenger);

  if (is_for_nothing (self))
    g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/*
 * crib_flight_end_wait:
 *
 * No person waits any more: whatever page is shown for it goes away.
 */
void
crib_flight_end_wait (CribFlight *self)
{
  if (self->asks)
    g_cancellable_cancel (self->cancellable);
}

/*
 * crib_flight_give_up:
 *
 * Ends it as soon as may be, whoever waits for it.
 */
void
crib_flight_give_up (CribFlight *self)
{
  g_autoptr(GCancellable) cancellable = g_object_ref (self->cancellable);

  if (!self->is_turning_away)
    g_cancellable_cancel (cancellable);
}

/*
 * crib_flight_may_share:
 *
 * Returns: whether the flight brings @wish what it wants
 */
gboolean
crib_flight_may_share (CribFlight *self,
                       CribWish   *wish)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  switch (wish->kind)
    {
    case CRIB_WISH_STEP_UP:
      return g_strcmp0 (wish->step, self->step) == 0;
    case CRIB_WISH_CHALLENGE:
      return !self->is_quiet && self->more == NULL && (!crib_wish_wants_claims (wish) ||
                                 g_strcmp0 (wish->challenge, self->challenge) == 0);
    case CRIB_WISH_SIGN_IN:
      return !self->is_quiet && self->kind == wish->sign_in &&
             (wish->surface < 0 || wish->surface == self->surface ||
              !crib_authorizer_is_signing_in (self->authorizer));
    case CRIB_WISH_HEADER:
    default:
      return self->more == NULL;
    }
}

/*
 * crib_flight_board:
 * @wish: (transfer full): what shares the flight
 */
void
crib_flight_board (CribFlight *self,
                   CribWish   *wish)
{
  GCancellable *cancellable = g_task_get_cancellable (wish->task);
  CribPassenger *passenger = g_new0 (CribPassenger, 1);

  passenger->flight = self;
  passenger->wish = wish;
  g_ptr_array_add (self->passengers, passenger);

  if (wish->kind == CRIB_WISH_SIGN_IN)
    self->is_pressed = TRUE;
  if (wish->surface >= 0)
    self->surface = wish->surface;

  if (cancellable != NULL)
    {
      passenger->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (passenger->cancelled, G_SOURCE_FUNC (cancelled_cb), passenger, NULL);
      g_source_attach (passenger->cancelled, g_task_get_context (wish->task));
    }
}

/* The server's account, unless the server has changed its authority; else whoever alone has signed
 * in for this client id. */
OauthAccount *
crib_flight_dup_account (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;
  const char *client_id = crib_server_get_used_client_id (authorizer->server);
  OauthAuthority *authority = crib_protection_get_authority (self->protection);
  g_autoptr(GPtrArray) matches = NULL;

  if (authorizer->account != NULL && oauth_client_owns (self->client, authorizer->account))
    return g_object_ref (authorizer->account);

  matches = crib_account_store_dup_matches (crib_identity_get_accounts (authorizer->identity),
                                            client_id, oauth_authority_get_issuer (authority));

  if (matches->len != 1 || !oauth_client_owns (self->client, g_ptr_array_index (matches, 0)))
    return NULL;

  return g_object_ref (g_ptr_array_index (matches, 0));
}

/*
 * crib_flight_get_identifier:
 *
 * Returns: (nullable): the server, as its metadata names it
 */
const char *
crib_flight_get_identifier (CribFlight *self)
{
  OauthResource *resource = crib_protection_get_resource (self->protection);

  return resource != NULL ? oauth_resource_get_identifier (resource) : NULL;
}

/* Where a person pressed a button, or waits for what they started. */
gboolean
crib_flight_may_ask (CribFlight *self)
{
  return !self->is_quiet && self->authorizer->n_waiting > 0 &&
         crib_identity_get_prompter (self->authorizer->identity) != NULL;
}

/* What another sign-in may mend; an unlocked keyring, or a wait, cannot be had by signing in. Who
 * pressed the button gets the page for whatever the authority had against silence. */
static gboolean
can_person_help (CribFlight   *self,
                 const GError *error)
{
  if (error->domain == OAUTH_ERROR)
    return error->code == OAUTH_ERROR_NEEDS_PERSON ||
           (self->is_pressed && error->code != OAUTH_ERROR_UNAVAILABLE);

  return g_error_matches (error, VAULT_ERROR, VAULT_ERROR_CORRUPT);
}

static void
go_to_person (CribFlight *self,
              GError     *error)
{
  g_clear_error (&self->refusal);
  self->refusal = error;

  self->asks = crib_flight_may_ask (self);

  if (self->asks)
    crib_flight_ask (self);
  else if (error != NULL)
    crib_flight_fail (self, g_steal_pointer (&self->refusal));
  else
    crib_flight_fail (self, crib_flight_new_nobody_error (self));
}

static void
silent_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CribFlight *self = user_data;
  g_autoptr(OauthToken) token = NULL;
  GError *error = NULL;

  token = oauth_client_acquire_silent_finish (OAUTH_CLIENT (source), result, &error);

  if (token != NULL)
    crib_flight_succeed (self, token);
  else if (crib_flight_renew_client (self, error))
    g_error_free (error);
  else if (g_cancellable_is_cancelled (self->cancellable) || !can_person_help (self, error))
    crib_flight_fail (self, error);
  else
    go_to_person (self, error);
}

/*
 * crib_flight_acquire_silently:
 * @callback: of the client; user_data is the flight
 *
 * Without anybody signing in, which the account of the flight must have done.
 */
void
crib_flight_acquire_silently (CribFlight          *self,
                              GAsyncReadyCallback  callback)
{
  VaultAsk ask = self->authorizer->n_waiting > 0 ? VAULT_ASK_PERSON : VAULT_ASK_NEVER;

  oauth_client_acquire_silent_async (self->client, self->account,
                                     crib_protection_get_scopes (self->protection),
                                     crib_flight_get_identifier (self), self->claims, ask,
                                     self->cancellable, callback, self);
}

/* entra.md 4.1: the claims are those of the challenge that says so. */
static char *
dup_challenge_claims (const char  *text,
                      GError     **error)
{
  g_autoptr(GPtrArray) challenges = text != NULL ? http_challenge_parse (text) : NULL;

  for (guint i = 0; challenges != NULL && i < challenges->len; i++)
    {
      HttpChallenge *challenge = g_ptr_array_index (challenges, i);
      const char *claims = http_challenge_get_parameter (challenge, "claims");

      if (http_challenge_has_scheme (challenge, "bearer") && claims != NULL &&
          g_strcmp0 (http_challenge_get_parameter (challenge, "error"), "insufficient_claims") == 0)
        return entra_claims_decode (claims, error);
    }

  return NULL;
}

/* What a challenge wants stays wanted until a sign-in has brought it. */
static gboolean
read_claims (CribFlight  *self,
             GError     **error)
{
  CribAuthorizer *authorizer = self->authorizer;
  g_autofree char *claims = NULL;
  GError *problem = NULL;

  if (!crib_protection_is_entra (self->protection))
    return TRUE;

  claims = dup_challenge_claims (self->challenge, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }

  if (claims != NULL)
    {
      g_free (authorizer->claims);
      authorizer->claims = g_steal_pointer (&claims);
    }

  if (authorizer->claims != NULL)
    self->claims = entra_claims_merge (NULL, authorizer->claims, error);

  return authorizer->claims == NULL || self->claims != NULL;
}

static gboolean
check_setup (CribFlight  *self,
             GError     **error)
{
  CribProtection *protection = self->protection;
  const GError *problem = crib_protection_get_error (protection);
  g_autofree char *sentence = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_error_copy (problem));
      return FALSE;
    }

  if (!crib_flight_check_tenant (self, crib_protection_get_tenant (protection), error))
    return FALSE;

  if (crib_protection_is_entra (protection))
    sentence = entra_dup_issuer_problem (crib_protection_get_issuer (protection));

  if (sentence != NULL)
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP, sentence);

  return sentence == NULL;
}

/* All that was asked for so far, and what is wanted besides. */
static gboolean
widen (CribFlight  *self,
       GError     **error)
{
  CribProtection *wider;

  if (self->more == NULL)
    return TRUE;

  wider = crib_authorizer_dup_wider (self->authorizer, self->protection, self->more, error);
  if (wider == NULL)
    return FALSE;

  g_object_unref (self->protection);
  self->protection = wider;

  return TRUE;
}

/* Silence may bring more scopes at Entra, where somebody agreed to them long ago (entra.md 2.5);
 * elsewhere a refresh can only bring what was granted before (RFC 6749 §6). */
static gboolean
may_be_silent (CribFlight *self)
{
  if (self->kind != CRIB_SIGN_IN_PLAIN || self->account == NULL)
    return FALSE;

  return self->more == NULL ||
         (crib_protection_is_entra (self->protection) &&
          (self->step == NULL || crib_authorizer_get_steps (self->authorizer, self->step) == 0));
}

/*
 * crib_flight_use_client:
 * @credentials: what this program is known by where the flight goes
 *
 * Goes on: silently where somebody has signed in there, else to a person.
 */
void
crib_flight_use_client (CribFlight       *self,
                        OauthCredentials *credentials)
{
  CribAuthorizer *authorizer = self->authorizer;
  OauthClient *client;

  client = crib_identity_get_client (authorizer->identity,
                                     crib_protection_get_authority (self->protection),
                                     oauth_credentials_get_client_id (credentials),
                                     crib_server_get_redirect_uri (authorizer->server));
  oauth_client_set_credentials (client, credentials);
  g_set_object (&self->client, client);
  crib_flight_set_resource_policy (self);
  g_clear_object (&self->account);
  self->account = crib_flight_dup_account (self);

  if (may_be_silent (self))
    crib_flight_acquire_silently (self, silent_cb);
  else
    go_to_person (self, NULL);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CribFlight *self = user_data;
  GError *error = NULL;

  self->protection = crib_authorizer_look_finish (CRIB_AUTHORIZER (source), result, &error);

  if (self->protection == NULL || !check_setup (self, &error) || !read_claims (self, &error) ||
      !widen (self, &error))
    crib_flight_fail (self, error);
  else
    crib_flight_find_client (self);
}

/*
 * crib_flight_begin:
 * @wish: (transfer full): what it begins for
 *
 * Gets a token for @wish and for whoever boards before it lands.
 */
void
crib_flight_begin (CribAuthorizer *authorizer,
                   CribWish       *wish)
{
  CribFlight *self = g_new0 (CribFlight, 1);

  self->authorizer = g_object_ref (authorizer);
  self->n_changes = authorizer->n_changes;
  self->kind = wish->sign_in;
  self->surface = -1;
  self->is_quiet = wish->kind == CRIB_WISH_HEADER;
  self->step = g_strdup (wish->step);

  /* What a 403 names is more than all before, not instead of it. */
  if (wish->kind != CRIB_WISH_STEP_UP)
    self->challenge = g_strdup (wish->challenge);
  if (wish->kind == CRIB_WISH_STEP_UP)
    self->more = g_strdup (wish->step);
  else if (wish->kind == CRIB_WISH_SIGN_IN)
    self->more = g_strdup (authorizer->wanted);

  self->passengers = g_ptr_array_new_with_free_func (passenger_free);
  self->cancellable = g_cancellable_new ();
  authorizer->flight = self;
  crib_flight_board (self, wish);

  crib_authorizer_look_async (authorizer, self->challenge, self->cancellable, look_cb, self);
}
