/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-flight-private.h"

#include "crib-authorizer-private.h"
#include "crib-identity-private.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/* How a flight ends, for who waited for it and for what is remembered of it. */

static void
flight_free (CribFlight *self)
{
  g_ptr_array_unref (self->passengers);
  g_object_unref (self->cancellable);
  g_clear_object (&self->protection);
  g_clear_object (&self->client);
  g_clear_pointer (&self->stored, oauth_stored_client_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->stranger);
  g_clear_error (&self->refusal);
  g_clear_error (&self->rejection);
  g_free (self->challenge);
  g_free (self->claims);
  g_free (self->more);
  g_free (self->step);
  g_object_unref (self->authorizer);
  g_free (self);
}

/* Nobody is asked twice for what they declined, or the authority did (mcp.md 4.7). Whoever presses
 * the button again signs in without it. */
static void
note_decline (CribFlight   *self,
              const GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable) || error->domain != OAUTH_ERROR ||
      error->code == OAUTH_ERROR_NEEDS_PERSON || error->code == OAUTH_ERROR_UNAVAILABLE)
    return;

  /* Whatever needs it asks for it again; all else goes on without. */
  if (self->asks && self->claims != NULL)
    g_clear_pointer (&self->authorizer->claims, g_free);

  if (self->step != NULL)
    crib_authorizer_decline_step (self->authorizer, self->step);
  else if (self->is_pressed && self->more != NULL)
    g_clear_pointer (&self->authorizer->wanted, g_free);
}

/* Whoever does not do as they said of themselves may say something else by now (mcp.md 4.8): an
 * issuer that is another, a client that nobody knows, a place where nothing answers. */
static void
note_contradiction (CribFlight   *self,
                    const GError *error)
{
  if (self->client == NULL || error->domain != OAUTH_ERROR ||
      error->code == OAUTH_ERROR_NEEDS_PERSON || error->code == OAUTH_ERROR_CANCELLED)
    return;

  crib_authorizer_look_anew (self->authorizer, TRUE);
}

GError *
crib_flight_new_nobody_error (CribFlight *self)
{
  return g_error_new (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, _("Nobody is signed in to %s."),
                      crib_server_get_name (self->authorizer->server));
}

/* Off the authorizer before anybody hears of it: they may ask again at once. */
static GPtrArray *
land (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;
  GPtrArray *passengers = g_steal_pointer (&self->passengers);

  self->passengers = g_ptr_array_new ();
  crib_authorizer_set_signing_in (authorizer, FALSE);
  crib_authorizer_end_flight (authorizer);

  return passengers;
}

/*
 * crib_flight_fail:
 * @error: (transfer full): why
 *
 * For whoever is still there, a flight that was given up leaves nobody signed in.
 */
void
crib_flight_fail (CribFlight *self,
                  GError     *error)
{
  g_autoptr(GError) reason = error;
  g_autoptr(CribAuthorizer) authorizer = g_object_ref (self->authorizer);
  g_autoptr(GPtrArray) passengers = NULL;

  note_decline (self, reason);
  note_contradiction (self, reason);
  passengers = land (self);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_error (&reason);
      reason = crib_flight_new_nobody_error (self);
    }

  for (guint i = 0; i < passengers->len; i++)
    crib_wish_fail (((CribPassenger *) g_ptr_array_index (passengers, i))->wish, reason);

  flight_free (self);
}

/* Who has taken a client id is who it is good with from now on; what describes itself is good with
 * anybody. */
static void
settle_client (CribFlight *self)
{
  CribServer *server = self->authorizer->server;
  const char *client_id = crib_server_get_client_id (server);
  OauthAuthority *authority = crib_protection_get_authority (self->protection);

  if (!self->is_registered && client_id != NULL && !oauth_credentials_is_document (client_id))
    crib_server_set_client_issuer (server, oauth_authority_get_asked_issuer (authority));
}

/* Whoever it is uses this server from now on. */
static void
settle_account (CribFlight   *self,
                OauthAccount *account)
{
  CribAuthorizer *authorizer = self->authorizer;

  crib_authorizer_set_account (authorizer, account);
  crib_identity_note_tenant (authorizer->identity, account);
  crib_server_set_account (authorizer->server, oauth_account_get_id (account));
  crib_authorizer_claim_api (authorizer);
  settle_client (self);
}

static gboolean
is_another (CribFlight   *self,
            OauthAccount *account)
{
  OauthAccount *old = self->authorizer->account;

  return old != NULL && !crib_account_is_same (old, account);
}

/* What was agreed to is remembered with who did it; a button lets all be tried again. */
static void
settle_steps (CribFlight *self)
{
  if (self->is_pressed)
    crib_authorizer_forget_steps (self->authorizer);
  else if (self->step != NULL)
    crib_authorizer_count_step (self->authorizer, self->step);

  if (self->more != NULL)
    crib_authorizer_take_step (self->authorizer, self->more, self->protection);
}

/* Who issued it may have lost what trust there was while it was on its way. */
static gboolean
check_trust (CribFlight  *self,
             GError     **error)
{
  OauthAuthority *authority = crib_protection_get_authority (self->protection);
  g_autoptr(OauthTrust) trust = NULL;
  g_autoptr(OauthProfile) profile = NULL;

  profile = crib_trust_pick (oauth_authority_get_asked_issuer (authority), &trust,
                             crib_identity_get_trust (self->authorizer->identity), error);

  return profile != NULL;
}

/* However the token came. */
static gboolean
may_land (CribFlight  *self,
          OauthToken  *token,
          GError     **error)
{
  OauthAccount *account = oauth_token_get_account (token);

  if (self->n_changes != self->authorizer->n_changes)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           "The server's settings have changed");
      return FALSE;
    }

  return check_trust (self, error) &&
         crib_flight_check_tenant (self, oauth_account_get_tenant (account), error);
}

void
crib_flight_succeed (CribFlight *self,
                     OauthToken *token)
{
  g_autoptr(CribAuthorizer) authorizer = g_object_ref (self->authorizer);
  g_autoptr(GPtrArray) passengers = NULL;
  gboolean stepped_up;
  gboolean switched;
  GError *error = NULL;

  if (!may_land (self, token, &error))
    {
      crib_flight_fail (self, error);
      return;
    }

  switched = is_another (self, oauth_token_get_account (token));
  if (switched)
    crib_authorizer_emit_leaving (authorizer);

  g_clear_pointer (&authorizer->claims, g_free);
  crib_authorizer_take_token (authorizer, token, self->client, self->claims != NULL);
  stepped_up = self->more != NULL;
  settle_account (self, oauth_token_get_account (token));
  settle_steps (self);
  passengers = land (self);

  if (switched)
    crib_authorizer_emit_switched (authorizer);
  else if (stepped_up)
    crib_authorizer_emit_stepped_up (authorizer);

  for (guint i = 0; i < passengers->len; i++)
    crib_wish_fulfil (((CribPassenger *) g_ptr_array_index (passengers, i))->wish, token);

  flight_free (self);
}
