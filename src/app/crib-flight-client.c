/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-error.h"
#include "crib-flight-private.h"
#include "oauth-address.h"
#include "oauth-error.h"
#include "oauth-registration.h"

#include <glib/gi18n-lib.h>

/* What this program is known by where a flight goes: what a person wrote down, else what a
 * registration gave, else what one gives now, where that is allowed (MCP 2026-07-28, "Client
 * Registration Approaches"). Each is of one issuer, and is shown to no other. */

static const char *
get_issuer (CribFlight *self)
{
  return oauth_authority_get_asked_issuer (crib_protection_get_authority (self->protection));
}

/* At Entra one registration serves many tenants. Who named the authority vouches for it. */
static gboolean
is_of (CribFlight *self,
       const char *issuer)
{
  CribServer *server = self->authorizer->server;
  const char *bound = crib_server_get_client_issuer (server);

  return bound == NULL || g_str_equal (bound, issuer) ||
         g_strcmp0 (crib_server_get_authority (server), issuer) == 0 ||
         (crib_protection_is_entra (self->protection) &&
          oauth_address_is_same_origin (bound, issuer));
}

static void
fail_without_secret (CribFlight *self)
{
  crib_flight_fail (self, g_error_new (OAUTH_ERROR, OAUTH_ERROR_SETUP,
                                       _("The secret that belongs to the client ID of %s is not in "
                                         "the keyring. Give it once more."),
                                       crib_server_get_name (self->authorizer->server)));
}

static void
use (CribFlight       *self,
     OauthCredentials *credentials)
{
  g_autoptr(OauthCredentials) ours = credentials;

  crib_flight_use_client (self, ours);
}

/* A registration of ours names the loopback address. */
static void
use_stored (CribFlight        *self,
            OauthStoredClient *stored)
{
  OauthAuthority *authority = crib_protection_get_authority (self->protection);
  g_autoptr(OauthCredentials) credentials = NULL;
  GError *error = NULL;

  credentials = oauth_stored_client_dup_credentials (stored, authority, &error);

  if (credentials == NULL)
    crib_flight_fail (self, error);
  else if (self->is_registered)
    use (self, oauth_credentials_new_at_loopback_ip (credentials));
  else
    use (self, g_steal_pointer (&credentials));
}

/* Whether somebody has changed the settings meanwhile: what comes is of another place, or for
 * another client. */
static gboolean
is_outdated (CribFlight  *self,
             GError     **error)
{
  if (self->n_changes == self->authorizer->n_changes)
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "The server's settings have changed");

  return TRUE;
}

static void
forget_item (CribFlight        *self,
             OauthStoredClient *stored)
{
  VaultStore *vault = crib_identity_get_vault (self->authorizer->identity);
  g_autoptr(VaultKey) key = oauth_stored_client_dup_key (stored->client_id, stored->issuer);

  vault_store_clear_async (vault, key, NULL, NULL, NULL);
}

static void
take_registration (CribFlight        *self,
                   OauthStoredClient *stored)
{
  crib_server_set_registered (self->authorizer->server, stored->client_id, stored->issuer);
  use_stored (self, stored);
}

/* Into the vault first: what is lost would have to be registered again and again. */
static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CribFlight *self = user_data;
  g_autoptr(OauthStoredClient) stored = g_steal_pointer (&self->stored);
  GError *error = NULL;

  if (vault_store_store_finish (VAULT_STORE (source), result, &error) &&
      is_outdated (self, &error))
    forget_item (self, stored);

  if (error == NULL)
    take_registration (self, stored);
  else
    crib_flight_fail (self, error);
}

static void
registration_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  CribFlight *self = user_data;
  VaultStore *vault = crib_identity_get_vault (self->authorizer->identity);
  g_autoptr(OauthStoredClient) stored = NULL;
  g_autoptr(VaultSecret) item = NULL;
  g_autoptr(VaultKey) key = NULL;
  GError *error = NULL;

  stored = oauth_registration_finish (OAUTH_AUTHORITY (source), result, &error);

  if (stored == NULL || is_outdated (self, &error))
    {
      crib_flight_fail (self, error);
      return;
    }

  self->is_registered = TRUE;

  if (!oauth_stored_client_has_secrets (stored))
    {
      take_registration (self, stored);
      return;
    }

  key = oauth_stored_client_dup_key (stored->client_id, stored->issuer);
  item = oauth_stored_client_serialize (stored);
  self->stored = g_steal_pointer (&stored);
  vault_store_store_async (vault, key, item, VAULT_ASK_PERSON, NULL, stored_cb, self);
}

static gboolean
may_register (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;

  return crib_server_may_register (authorizer->server) &&
         crib_trust_allows_registration (crib_identity_get_trust (authorizer->identity)) &&
         !crib_protection_is_entra (self->protection);
}

static GError *
new_client_id_error (CribFlight *self)
{
  CribServer *server = self->authorizer->server;
  const char *name = crib_server_get_name (server);

  if (crib_server_get_client_id (server) == NULL)
    return g_error_new (CRIB_ERROR, CRIB_ERROR_CLIENT_ID,
                        _("%s wants people signed in, and it is not known yet what Toolcrib is "
                          "registered as there."), name);

  return g_error_new (CRIB_ERROR, CRIB_ERROR_CLIENT_ID,
                      _("%s lets people sign in at %s now. The client ID in its settings is of %s, "
                        "and nothing of it was sent. If you trust the change, enter the client ID "
                        "for the new place."),
                      name, get_issuer (self), crib_server_get_client_issuer (server));
}

/* Only for a person who waits: nobody else is there to sign in with it. */
static void
enrol (CribFlight *self)
{
  if (!may_register (self))
    crib_flight_fail (self, new_client_id_error (self));
  else if (!crib_flight_may_ask (self))
    crib_flight_fail (self, crib_flight_new_nobody_error (self));
  else
    oauth_registration_async (crib_protection_get_authority (self->protection), self->cancellable,
                              registration_cb, self);
}

/* What the vault does not know of: a public client of a registration, or a secret that is lost. */
static void
use_without_item (CribFlight *self,
                  const char *client_id)
{
  g_autoptr(OauthCredentials) credentials = NULL;

  if (!self->is_registered)
    {
      fail_without_secret (self);
      return;
    }

  credentials = oauth_credentials_new_public (client_id);
  use (self, oauth_credentials_new_at_loopback_ip (credentials));
}

static const char *
get_client_id (CribFlight *self)
{
  CribServer *server = self->authorizer->server;

  return self->is_registered ? crib_server_get_registered_id (server)
                             : crib_server_get_client_id (server);
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CribFlight *self = user_data;
  const char *client_id = get_client_id (self);
  g_autoptr(OauthStoredClient) stored = NULL;
  g_autoptr(VaultSecret) item = NULL;
  GError *error = NULL;

  item = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (error == NULL && !is_outdated (self, &error) && item != NULL)
    stored = oauth_stored_client_parse (item, client_id, get_issuer (self), &error);

  if (error != NULL)
    crib_flight_fail (self, error);
  else if (stored == NULL)
    use_without_item (self, client_id);
  else if (self->is_registered && oauth_stored_client_is_over (stored))
    enrol (self);
  else
    use_stored (self, stored);
}

static void
look_up (CribFlight *self)
{
  CribIdentity *identity = self->authorizer->identity;
  g_autoptr(VaultKey) key = oauth_stored_client_dup_key (get_client_id (self), get_issuer (self));
  VaultAsk ask = self->authorizer->n_waiting > 0 ? VAULT_ASK_PERSON : VAULT_ASK_NEVER;

  vault_store_lookup_async (crib_identity_get_vault (identity), key, ask, self->cancellable,
                            lookup_cb, self);
}

static void
use_document (CribFlight *self,
              const char *client_id)
{
  OauthAuthority *authority = crib_protection_get_authority (self->protection);
  g_autoptr(OauthCredentials) credentials = NULL;

  if (!oauth_authority_supports_client_documents (authority))
    {
      crib_flight_fail (self, g_error_new (CRIB_ERROR, CRIB_ERROR_CLIENT_ID,
                                           _("The client ID of %s is the address of a document, "
                                             "and %s does not read such documents."),
                                           crib_server_get_name (self->authorizer->server),
                                           get_issuer (self)));
      return;
    }

  credentials = oauth_credentials_new_public (client_id);
  use (self, oauth_credentials_new_at_loopback_ip (credentials));
}

static void
use_given (CribFlight *self,
           const char *client_id)
{
  crib_server_set_registered (self->authorizer->server, NULL, NULL);

  if (oauth_credentials_is_document (client_id))
    use_document (self, client_id);
  else if (crib_server_has_client_secret (self->authorizer->server))
    look_up (self);
  else
    use (self, oauth_credentials_new_public (client_id));
}

/*
 * crib_flight_find_client:
 *
 * Goes on with crib_flight_use_client() when it is known what to be known by, or fails.
 */
void
crib_flight_find_client (CribFlight *self)
{
  CribServer *server = self->authorizer->server;
  const char *client_id = crib_server_get_client_id (server);
  const char *issuer = get_issuer (self);

  self->is_registered = FALSE;

  if (client_id != NULL && (oauth_credentials_is_document (client_id) || is_of (self, issuer)))
    {
      use_given (self, client_id);
      return;
    }

  self->is_registered = crib_server_get_registered_id (server) != NULL &&
                        g_strcmp0 (crib_server_get_registered_issuer (server), issuer) == 0;

  if (self->is_registered)
    look_up (self);
  else
    enrol (self);
}

/* Of no use to anybody any more. */
static void
forget_registration (CribFlight *self)
{
  CribServer *server = self->authorizer->server;
  VaultStore *vault = crib_identity_get_vault (self->authorizer->identity);
  g_autoptr(VaultKey) key = NULL;

  key = oauth_stored_client_dup_key (crib_server_get_registered_id (server),
                                     crib_server_get_registered_issuer (server));
  vault_store_clear_async (vault, key, NULL, NULL, NULL);
  crib_server_set_registered (server, NULL, NULL);
}

/*
 * crib_flight_renew_client:
 * @error: what the authority said
 *
 * Registers anew, once in a flight, where the authority does not know the registration any more
 * (RFC 6749 §5.2, invalid_client).
 *
 * Returns: whether the flight goes on with that
 */
gboolean
crib_flight_renew_client (CribFlight   *self,
                          const GError *error)
{
  if (!self->is_registered || self->was_renewed || !may_register (self) ||
      !crib_flight_may_ask (self) ||
      g_strcmp0 (oauth_error_get_code (error), "invalid_client") != 0)
    return FALSE;

  self->was_renewed = TRUE;
  forget_registration (self);
  enrol (self);

  return TRUE;
}
