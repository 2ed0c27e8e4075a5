/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

#include "crib-identity-private.h"

/* Nullable, borrowed. */
static OauthAccount *
find_account (CribAuthorizer *self)
{
  const char *id = crib_server_get_account (self->server);
  const char *client_id = crib_server_get_used_client_id (self->server);

  if (self->identity == NULL || id == NULL || client_id == NULL)
    return NULL;

  return crib_account_store_find (crib_identity_get_accounts (self->identity), id, client_id, NULL);
}

/* Somebody chose another account for the server, in its settings or in another program. */
static void
account_changed_cb (CribServer     *server,
                    GParamSpec     *pspec,
                    CribAuthorizer *self)
{
  OauthAccount *account = find_account (self);
  gboolean was_used = self->token != NULL;

  g_assert (CRIB_IS_AUTHORIZER (self));

  if (account == NULL || (self->account != NULL && crib_account_is_same (self->account, account)))
    return;

  if (was_used)
    crib_authorizer_emit_leaving (self);

  self->n_changes++;
  self->is_stale = TRUE;
  g_clear_object (&self->token);
  g_clear_pointer (&self->claims, g_free);
  crib_authorizer_forget_steps (self);
  crib_authorizer_set_account (self, account);

  if (was_used)
    crib_authorizer_emit_switched (self);
}

static void
setting_changed_cb (CribServer     *server,
                    GParamSpec     *pspec,
                    CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  self->n_changes++;
  self->n_refused = 0;
  self->is_stale = TRUE;
  g_clear_object (&self->token);
  crib_authorizer_forget_steps (self);
  crib_authorizer_set_account (self, find_account (self));
}

/* What is known of the old one says nothing of the new; what is under way for it is for nothing. */
static void
address_changed_cb (CribServer     *server,
                    GParamSpec     *pspec,
                    CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  setting_changed_cb (server, pspec, self);
  self->was_challenged = FALSE;
  g_clear_pointer (&self->metadata_uri, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->claims, g_free);
  crib_authorizer_set_protection (self, NULL);
}

/* A token of somebody who may not be trusted any more is sent to nobody. */
static void
trust_changed_cb (CribTrust      *trust,
                  CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  self->is_stale = TRUE;
  g_clear_object (&self->token);
}

/* What a flight may still bring is thrown away: nobody needs to type for it. */
static void
give_up (CribAuthorizer *self)
{
  self->n_changes++;
  self->is_stale = TRUE;
  if (self->flight != NULL)
    crib_flight_give_up (self->flight);
}

static void
sign_out (CribAuthorizer *self)
{
  crib_authorizer_emit_leaving (self);
  give_up (self);
  g_clear_object (&self->token);
  g_clear_pointer (&self->claims, g_free);
  crib_authorizer_forget_steps (self);
  crib_authorizer_set_account (self, NULL);
  crib_authorizer_emit_signed_out (self);
}

/* The list is all that says so when another program signed somebody out. What the file of the
 * server says is that program's care then. */
static void
accounts_changed_cb (GListModel     *accounts,
                     guint           position,
                     guint           removed,
                     guint           added,
                     CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  if (self->account == NULL)
    {
      crib_authorizer_set_account (self, find_account (self));
      return;
    }

  /* Somebody else may have come in the same moment. */
  if (removed == 0 ||
      crib_account_store_find_same (CRIB_ACCOUNT_STORE (accounts), self->account) != NULL)
    return;

  crib_identity_forget (self->identity, self->account);
  sign_out (self);
}

static void
signed_out_cb (CribIdentity   *identity,
               OauthAccount   *account,
               CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  if (g_strcmp0 (crib_server_get_account (self->server), oauth_account_get_id (account)) == 0 &&
      g_strcmp0 (crib_server_get_used_client_id (self->server),
                 oauth_account_get_client_id (account)) == 0)
    crib_server_set_account (self->server, NULL);

  if (self->account != NULL && crib_account_is_same (self->account, account))
    sign_out (self);
}

static void
giving_up_cb (CribIdentity   *identity,
              CribAuthorizer *self)
{
  g_assert (CRIB_IS_AUTHORIZER (self));

  give_up (self);
}

static void
watch_server (CribAuthorizer *self)
{
  static const char * const settings[] = {
    "notify::client-id", "notify::authority", "notify::scope", "notify::discovery",
    "notify::resource-parameter"
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_signal_connect_object (self->server, settings[i], G_CALLBACK (setting_changed_cb), self,
                             G_CONNECT_DEFAULT);

  g_signal_connect_object (self->server, "notify::uri", G_CALLBACK (address_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->server, "notify::account", G_CALLBACK (account_changed_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
watch_identity (CribAuthorizer *self)
{
  g_signal_connect_object (crib_identity_get_trust (self->identity), "changed",
                           G_CALLBACK (trust_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (crib_identity_get_accounts (self->identity), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->identity, "signed-out", G_CALLBACK (signed_out_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->identity, "giving-up", G_CALLBACK (giving_up_cb), self,
                           G_CONNECT_DEFAULT);
}

/*
 * crib_authorizer_watch:
 *
 * Follows what its server and its identity say from now on.
 */
void
crib_authorizer_watch (CribAuthorizer *self)
{
  crib_authorizer_set_account (self, find_account (self));
  watch_server (self);

  if (self->identity != NULL)
    watch_identity (self);
}
