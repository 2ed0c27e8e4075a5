/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-server-http.h"

void
crib_connection_set_up_client (CribConnection *self,
                               McpClient      *client)
{
  g_autoptr(McpHttpSettings) settings = crib_server_http_new (self->server, self->vault,
                                                              self->vault_ask);

  mcp_client_set_authorizer (client, MCP_AUTHORIZER (self->authorizer));
  mcp_client_set_http_settings (client, settings);
  mcp_client_set_features (client, self->features | MCP_FEATURE_TASKS);
  mcp_client_set_trace (client, self->trace);
  mcp_client_set_watching (client, !self->asks_once);
  mcp_client_set_era_cache (client, self->era_cache);

  if (self->protocol != NULL)
    mcp_client_set_protocol (client, self->protocol);
}

/**
 * crib_connection_set_vault:
 * @self: a connection
 * @vault: where the secrets of the server's settings are; the identity's at first
 * @ask: whether somebody waits, who may be asked to unlock it
 *
 * From the next connection on.
 */
void
crib_connection_set_vault (CribConnection *self,
                           VaultStore     *vault,
                           VaultAsk        ask)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (VAULT_IS_STORE (vault));

  g_set_object (&self->vault, vault);
  self->vault_ask = ask;
}

/**
 * crib_connection_get_client:
 * @self: a connection
 * @error: return location for an error
 *
 * Gets what talks to the server, for what the connection itself has no function for. It is another
 * one after the server's address changed, or somebody else signed in.
 *
 * Returns: (transfer none) (nullable): the client; or %NULL with %CRIB_ERROR_ADDRESS
 */
McpClient *
crib_connection_get_client (CribConnection  *self,
                            GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return crib_connection_ensure_client (self, error) ? self->client : NULL;
}

/**
 * crib_connection_set_features:
 * @self: a connection
 * @features: what servers may ask for; nothing at first
 *
 * Says from the next connection on what somebody can answer: servers ask for nothing else. Whoever
 * says so takes [signal@Crib.Run::question].
 */
void
crib_connection_set_features (CribConnection *self,
                              McpFeatures     features)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  self->features = features;

  if (self->client != NULL)
    mcp_client_set_features (self->client, features | MCP_FEATURE_TASKS);
}

/**
 * crib_connection_set_protocol:
 * @self: a connection
 * @version: (nullable): the revision of the protocol to keep to, or %NULL: finds out
 *
 * Before it is opened.
 *
 * Returns: whether it is one that we speak
 */
gboolean
crib_connection_set_protocol (CribConnection *self,
                              const char     *version)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);

  if (version != NULL && !g_strv_contains (mcp_client_get_known_protocols (), version))
    return FALSE;

  g_free (self->protocol);
  self->protocol = g_strdup (version);

  return TRUE;
}

/**
 * crib_connection_set_trace:
 * @self: a connection
 * @trace: (nullable): who is told of all that goes to the server and comes from it
 *
 * Before it is opened.
 */
void
crib_connection_set_trace (CribConnection *self,
                           McpTrace       *trace)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (trace == NULL || MCP_IS_TRACE (trace));

  g_set_object (&self->trace, trace);
}

/**
 * crib_connection_set_asks_once:
 * @self: a connection
 * @asks_once: whether somebody asks and goes
 *
 * Says that nobody is to hear what changes on the server: there is no stream for that then. Before
 * it is opened; otherwise a connection keeps its lists up to date.
 */
void
crib_connection_set_asks_once (CribConnection *self,
                               gboolean        asks_once)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  self->asks_once = asks_once;
}

/**
 * crib_connection_set_era_cache:
 * @self: a connection
 * @cache: (nullable): what is known of servers from other times
 *
 * Spares asking the server which revision of the protocol it speaks. What it says of itself may not
 * be known then. Before it is opened.
 */
void
crib_connection_set_era_cache (CribConnection *self,
                               McpEraCache    *cache)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (cache == NULL || MCP_IS_ERA_CACHE (cache));

  g_set_object (&self->era_cache, cache);
}

/**
 * crib_connection_forget_server:
 * @server: a server that is removed
 * @cache: (nullable): what is known of servers
 *
 * Forgets what is known of it.
 */
void
crib_connection_forget_server (CribServer  *server,
                               McpEraCache *cache)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (CRIB_IS_SERVER (server));
  g_return_if_fail (cache == NULL || MCP_IS_ERA_CACHE (cache));

  if (cache != NULL)
    uri = crib_server_normalize_uri (crib_server_get_uri (server), NULL);

  if (uri != NULL)
    mcp_era_cache_forget (cache, uri);
}

/**
 * crib_connection_new_era_cache:
 *
 * Returns: (transfer full): what this person's programs know of servers
 */
McpEraCache *
crib_connection_new_era_cache (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "toolcrib", "eras.json", NULL);

  return mcp_era_cache_new (path);
}
