/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-server-private.h"

/**
 * crib_server_get_client_id:
 * @self: a server
 *
 * Returns: (nullable): what this program is registered as with the authority of the server
 */
const char *
crib_server_get_client_id (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_CLIENT_ID];
}

/**
 * crib_server_set_client_id:
 * @self: a server
 * @client_id: (nullable): a client id; "" is none as well
 *
 * Whose it is, is to be found out, also where it is the same as before.
 */
void
crib_server_set_client_id (CribServer *self,
                           const char *client_id)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CLIENT_ID, client_id);
  crib_server_set_text (self, CRIB_PROFILE_CLIENT_ISSUER, NULL);
}

/**
 * crib_server_get_authority:
 * @self: a server
 *
 * Returns: (nullable): the issuer of who signs people in, for a server that does not name one
 */
const char *
crib_server_get_authority (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_AUTHORITY];
}

/**
 * crib_server_set_authority:
 * @self: a server
 * @authority: (nullable): an issuer; "" is none as well
 */
void
crib_server_set_authority (CribServer *self,
                           const char *authority)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_AUTHORITY, authority);
}

/**
 * crib_server_get_scope:
 * @self: a server
 *
 * Returns: (nullable): what to ask for instead of what the server says, words apart by a space
 */
const char *
crib_server_get_scope (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_SCOPE];
}

/**
 * crib_server_set_scope:
 * @self: a server
 * @scope: (nullable): scopes; "" is none as well
 */
void
crib_server_set_scope (CribServer *self,
                       const char *scope)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_SCOPE, scope);
}

/**
 * crib_server_get_redirect_uri:
 * @self: a server
 *
 * Returns: (nullable): where a sign-in ends, if not at the usual address; in the browser only what
 *   is on this computer counts of it, and there the path and not the port
 */
const char *
crib_server_get_redirect_uri (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_REDIRECT_URI];
}

/**
 * crib_server_set_redirect_uri:
 * @self: a server
 * @redirect_uri: (nullable): an address; "" is none as well
 */
void
crib_server_set_redirect_uri (CribServer *self,
                              const char *redirect_uri)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_REDIRECT_URI, redirect_uri);
}

/**
 * crib_server_get_account:
 * @self: a server
 *
 * Returns: (nullable): the id of the account that uses it
 */
const char *
crib_server_get_account (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_ACCOUNT];
}

/**
 * crib_server_set_account:
 * @self: a server
 * @account: (nullable): the id of an account; "" is none as well
 */
void
crib_server_set_account (CribServer *self,
                         const char *account)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_ACCOUNT, account);
}

/**
 * crib_server_get_api:
 * @self: a server
 *
 * Returns: (nullable): the API that somebody has signed in to the server for, where an authority's
 *   tokens are for APIs
 */
const char *
crib_server_get_api (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_API];
}

/**
 * crib_server_set_api:
 * @self: a server
 * @api: (nullable): an API; "" is none as well
 */
void
crib_server_set_api (CribServer *self,
                     const char *api)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_API, api);
}

/**
 * crib_server_get_step_up_scope:
 * @self: a server
 *
 * Returns: (nullable): scopes, apart by blanks, that its account has agreed to besides those that
 *   the server names at first
 */
const char *
crib_server_get_step_up_scope (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_STEP_UP_SCOPE];
}

/**
 * crib_server_set_step_up_scope:
 * @self: a server
 * @scope: (nullable): scopes, apart by blanks; "" is none as well
 *
 * Another address, account or registration has none, until this is called again.
 */
void
crib_server_set_step_up_scope (CribServer *self,
                               const char *scope)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_STEP_UP_SCOPE, scope);
}

/**
 * crib_server_get_resource_parameter:
 * @self: a server
 *
 * Returns: (nullable): %CRIB_SERVER_RESOURCE_SEND or %CRIB_SERVER_RESOURCE_OMIT: what somebody
 *   decided about the parameter "resource" of sign-ins (RFC 8707); %NULL: it is found out (entra.md
 *   2.4)
 */
const char *
crib_server_get_resource_parameter (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_RESOURCE_PARAMETER];
}

/**
 * crib_server_set_resource_parameter:
 * @self: a server
 * @parameter: (nullable): one of the two words; "" is none as well
 *
 * What was found out before is forgotten.
 */
void
crib_server_set_resource_parameter (CribServer *self,
                                    const char *parameter)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_RESOURCE_PARAMETER, parameter);
}

/**
 * crib_server_get_resource_refused:
 * @self: a server
 *
 * Returns: (nullable): the name of the server that its authority took for none, so that it is left
 *   out where it is asked for again
 */
const char *
crib_server_get_resource_refused (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_RESOURCE_REFUSED];
}

/**
 * crib_server_set_resource_refused:
 * @self: a server
 * @resource: (nullable): the name that was refused; "" is none as well
 *
 * Another address, authority, scope or registration has none, until this is called again.
 */
void
crib_server_set_resource_refused (CribServer *self,
                                  const char *resource)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_RESOURCE_REFUSED, resource);
}
