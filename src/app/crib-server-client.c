/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-server-private.h"

/* What this program is known by where people sign in, and who gave that: it is used with whoever
 * gave it and with nobody else (MCP 2026-07-28, "Authorization Server Binding"). No secret stands
 * in a profile, only where there is one. */

#define IN_KEYRING "keyring"
#define DYNAMIC "dynamic"

static const char *
get_text (CribServer      *self,
          CribProfileText  text)
{
  return crib_server_get_profile (self)->texts[text];
}

/**
 * crib_server_get_client_issuer:
 * @self: a server
 *
 * Returns: (nullable): whose the client id is, once that is known
 */
const char *
crib_server_get_client_issuer (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return get_text (self, CRIB_PROFILE_CLIENT_ISSUER);
}

/**
 * crib_server_set_client_issuer:
 * @self: a server
 * @issuer: (nullable): whose the client id is
 */
void
crib_server_set_client_issuer (CribServer *self,
                               const char *issuer)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CLIENT_ISSUER, issuer);
}

/**
 * crib_server_has_client_secret:
 * @self: a server
 *
 * Returns: whether the keyring holds a secret that belongs to the client id
 */
gboolean
crib_server_has_client_secret (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), FALSE);

  return g_strcmp0 (get_text (self, CRIB_PROFILE_CLIENT_SECRET), IN_KEYRING) == 0;
}

/**
 * crib_server_set_has_client_secret:
 * @self: a server
 * @has_secret: whether the keyring holds a secret that belongs to the client id
 */
void
crib_server_set_has_client_secret (CribServer *self,
                                   gboolean    has_secret)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CLIENT_SECRET, has_secret ? IN_KEYRING : NULL);
}

/**
 * crib_server_may_register:
 * @self: a server
 *
 * Returns: whether this program may register itself where people sign in (RFC 7591; ruling 14)
 */
gboolean
crib_server_may_register (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), FALSE);

  return g_strcmp0 (get_text (self, CRIB_PROFILE_REGISTRATION), DYNAMIC) == 0;
}

/**
 * crib_server_set_may_register:
 * @self: a server
 * @may_register: whether this program may register itself where people sign in
 */
void
crib_server_set_may_register (CribServer *self,
                              gboolean    may_register)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_REGISTRATION, may_register ? DYNAMIC : NULL);
}

/**
 * crib_server_get_registered_id:
 * @self: a server
 *
 * Returns: (nullable): the client id that a registration gave
 */
const char *
crib_server_get_registered_id (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return get_text (self, CRIB_PROFILE_REGISTERED_ID);
}

/**
 * crib_server_get_registered_issuer:
 * @self: a server
 *
 * Returns: (nullable): who gave it
 */
const char *
crib_server_get_registered_issuer (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return get_text (self, CRIB_PROFILE_REGISTERED_ISSUER);
}

/**
 * crib_server_set_registered:
 * @self: a server
 * @client_id: (nullable): the client id that a registration gave
 * @issuer: (nullable): who gave it
 */
void
crib_server_set_registered (CribServer *self,
                            const char *client_id,
                            const char *issuer)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_REGISTERED_ISSUER, issuer);
  crib_server_set_text (self, CRIB_PROFILE_REGISTERED_ID, client_id);
}

/**
 * crib_server_get_used_client_id:
 * @self: a server
 *
 * Returns: (nullable): what this program was known by there last: the client id that a registration
 *   gave, else that of the settings
 */
const char *
crib_server_get_used_client_id (CribServer *self)
{
  const char *registered;

  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  registered = get_text (self, CRIB_PROFILE_REGISTERED_ID);

  return registered != NULL ? registered : crib_server_get_client_id (self);
}

/**
 * crib_server_is_own_authority:
 * @self: a server
 *
 * Returns: whether it may be taken for its own authority where it publishes nothing, as MCP
 *   2025-03-26 had it
 */
gboolean
crib_server_is_own_authority (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), FALSE);

  return g_strcmp0 (get_text (self, CRIB_PROFILE_DISCOVERY), CRIB_SERVER_OLD_DISCOVERY) == 0;
}

/**
 * crib_server_set_is_own_authority:
 * @self: a server
 * @is_own_authority: whether it may be taken for its own authority
 */
void
crib_server_set_is_own_authority (CribServer *self,
                                  gboolean    is_own_authority)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_DISCOVERY,
                        is_own_authority ? CRIB_SERVER_OLD_DISCOVERY : NULL);
}
