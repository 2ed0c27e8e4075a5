/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "mcp-stateless-transport.h"

/* How to talk to the server: as it was pinned, as it went before, as it is known from another
 * time; else as servers of the newest revision are talked to.
 *
 * @is_guess: (out): whether the server may know better */
McpEra
mcp_client_guess_era (McpClient *self,
                      gboolean  *is_guess)
{
  McpEra era = self->era;

  if (era == MCP_ERA_UNKNOWN && self->era_cache != NULL)
    era = mcp_era_cache_lookup (self->era_cache, self->uri);

  *is_guess = era != MCP_ERA_UNKNOWN && self->protocol == NULL;

  return era != MCP_ERA_UNKNOWN ? era : MCP_ERA_STATELESS;
}

/* The server answered, in that way of talking. */
void
mcp_client_settle_era (McpClient *self,
                       McpEra     era)
{
  self->era = era;

  if (self->era_cache != NULL && self->protocol == NULL)
    mcp_era_cache_store (self->era_cache, self->uri, era,
                         mcp_transport_get_info (self->transport)->protocol_version);
}

void
mcp_client_forget_era (McpClient *self)
{
  self->era = MCP_ERA_UNKNOWN;

  if (self->era_cache != NULL)
    mcp_era_cache_forget (self->era_cache, self->uri);
}

/*
 * mcp_client_doubts_era:
 * @transport: what a request was sent by
 * @error: how it was refused
 *
 * Finds out whether the server speaks another revision than it was taken for (MCP 2026-07-28,
 * "Versioning": the verdict is dropped when it is contradicted). Then there is no connection any
 * more, and whoever asks connects and asks again, but once. Where the server turns out to be of
 * another era, it has not looked at the request; where not, the refusal was its answer. What else
 * is under way on the old connection ends by itself.
 */
gboolean
mcp_client_doubts_era (McpClient    *self,
                       McpTransport *transport,
                       const GError *error)
{
  if (self->protocol != NULL || !mcp_era_is_contradicted (transport, error))
    return FALSE;

  if (transport == self->transport)
    {
      mcp_client_forget_era (self);
      mcp_client_let_go (self);
    }

  return TRUE;
}

/**
 * mcp_client_set_era_cache:
 * @cache: (nullable): what is known of servers from other times
 *
 * Spares the question for the server's revision where the answer is known, and keeps it otherwise.
 * Before the first connection.
 */
void
mcp_client_set_era_cache (McpClient   *self,
                          McpEraCache *cache)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (cache == NULL || MCP_IS_ERA_CACHE (cache));

  g_set_object (&self->era_cache, cache);
}

gboolean
mcp_client_has_answer (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);

  return self->transport != NULL && mcp_transport_get_info (self->transport) != NULL &&
         !(MCP_IS_STATELESS_TRANSPORT (self->transport) &&
           mcp_stateless_transport_is_assumed (MCP_STATELESS_TRANSPORT (self->transport)));
}
