/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-flight-private.h"

/* Whether the authority is told which server a token is for (RFC 8707, entra.md 2.4): as somebody
 * decided for the server, else as it was found out, which its profile remembers. */

/* What one of kind entra refused says nothing of another kind, by which the server may have its
 * people signed in now: those are always told (ruling 1). */
static OauthResourcePolicy
find_policy (CribFlight *self,
             const char *identifier)
{
  CribServer *server = self->authorizer->server;
  const char *parameter = crib_server_get_resource_parameter (server);

  if (g_strcmp0 (parameter, CRIB_SERVER_RESOURCE_SEND) == 0)
    return OAUTH_RESOURCE_SEND;

  if (g_strcmp0 (parameter, CRIB_SERVER_RESOURCE_OMIT) == 0 ||
      (crib_protection_is_entra (self->protection) &&
       g_strcmp0 (crib_server_get_resource_refused (server), identifier) == 0))
    return OAUTH_RESOURCE_OMIT;

  return OAUTH_RESOURCE_AUTO;
}

static void
omitted_cb (OauthClient    *client,
            const char     *resource,
            CribAuthorizer *self)
{
  OauthResource *own;

  g_assert (CRIB_IS_AUTHORIZER (self));

  own = self->protection != NULL ? crib_protection_get_resource (self->protection) : NULL;

  /* The client is that of other servers as well. */
  if (own != NULL && g_str_equal (oauth_resource_get_identifier (own), resource))
    crib_server_set_resource_refused (self->server, resource);
}

/*
 * crib_flight_set_resource_policy:
 *
 * Tells the flight's client how the server is named, and follows what it finds out about that.
 */
void
crib_flight_set_resource_policy (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;
  const char *identifier = crib_flight_get_identifier (self);

  if (identifier == NULL)
    return;

  oauth_client_set_resource_policy (self->client, identifier, find_policy (self, identifier));
  g_signal_handlers_disconnect_by_func (self->client, omitted_cb, authorizer);
  g_signal_connect_object (self->client, "resource-omitted", G_CALLBACK (omitted_cb), authorizer,
                           G_CONNECT_DEFAULT);
}
