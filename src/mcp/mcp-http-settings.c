/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-http-settings.h"

/**
 * McpHttpSettings:
 *
 * Who knows what goes along with the requests to a server.
 */
G_DEFINE_INTERFACE (McpHttpSettings, mcp_http_settings, G_TYPE_OBJECT)

static void
mcp_http_settings_default_init (McpHttpSettingsInterface *iface)
{
}

/**
 * mcp_http_settings_load_async:
 *
 * Asks for the options, in the thread of the client. Nothing is sent meanwhile.
 */
void
mcp_http_settings_load_async (McpHttpSettings     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (MCP_IS_HTTP_SETTINGS (self));

  MCP_HTTP_SETTINGS_GET_IFACE (self)->load_async (self, cancellable, callback, user_data);
}

/**
 * mcp_http_settings_load_finish:
 * @error: return location; the request then fails with it, and nothing is sent
 *
 * Returns: (transfer full) (nullable): the options
 */
McpHttpOptions *
mcp_http_settings_load_finish (McpHttpSettings  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (MCP_IS_HTTP_SETTINGS (self), NULL);

  return MCP_HTTP_SETTINGS_GET_IFACE (self)->load_finish (self, result, error);
}
