/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

#include "entra-profile.h"
#include "entra-scope.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/* At Entra a token is for an API, and nothing in it says at which address that is served: a server
 * that names the API of another one would be given a token that is good there. So the API belongs
 * to whoever was signed in to with it first, and another origin has to be allowed by a person, who
 * writes the scope down in its settings. */

/* "https://orders.contoso.example", or NULL for an address that is none. */
static char *
dup_origin (CribServer *server)
{
  g_autofree char *uri = crib_server_normalize_uri (crib_server_get_uri (server), NULL);
  g_autoptr(GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  if (parsed == NULL)
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (parsed), NULL, g_uri_get_host (parsed),
                     g_uri_get_port (parsed), "", NULL, NULL);
}

static CribServer *
find_owner (CribAuthorizer *self,
            const char     *api)
{
  GListModel *servers = crib_identity_get_servers (self->identity);
  g_autofree char *own = dup_origin (self->server);

  for (guint i = 0; servers != NULL && i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);
      g_autofree char *origin = NULL;

      if (g_strcmp0 (crib_server_get_api (server), api) != 0)
        continue;

      origin = dup_origin (server);

      if (g_strcmp0 (origin, own) != 0)
        return server;
    }

  return NULL;
}

/*
 * crib_authorizer_check_api:
 * @scopes: what is to be asked for
 * @error: return location: `OAUTH_ERROR_SETUP`
 *
 * Returns: whether a token for these may go to the server
 */
gboolean
crib_authorizer_check_api (CribAuthorizer  *self,
                           OauthAuthority  *authority,
                           char           **scopes,
                           GError         **error)
{
  g_autofree char *api = NULL;
  CribServer *owner;

  if (crib_server_get_scope (self->server) != NULL ||
      !ENTRA_IS_PROFILE (oauth_authority_get_profile (authority)))
    return TRUE;

  api = entra_dup_api ((const char * const *) scopes);

  if (api == NULL || g_strcmp0 (crib_server_get_api (self->server), api) == 0 ||
      (owner = find_owner (self, api)) == NULL)
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("%s wants the sign-in that you use for %s, which is at another address. Nothing "
                 "was sent. If both belong together, write the permission down in the settings of "
                 "the server."),
               crib_server_get_name (self->server), crib_server_get_name (owner));

  return FALSE;
}

/*
 * crib_authorizer_claim_api:
 *
 * Somebody has signed in to the server: from now on the API is its own.
 */
void
crib_authorizer_claim_api (CribAuthorizer *self)
{
  OauthAuthority *authority = self->protection != NULL
    ? crib_protection_get_authority (self->protection) : NULL;
  g_autofree char *api = NULL;

  if (authority == NULL || !ENTRA_IS_PROFILE (oauth_authority_get_profile (authority)))
    return;

  api = entra_dup_api (crib_protection_get_scopes (self->protection));
  crib_server_set_api (self->server, api);
}
