/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http-options.h"

G_BEGIN_DECLS

#define MCP_TYPE_HTTP_SETTINGS (mcp_http_settings_get_type ())

G_DECLARE_INTERFACE (McpHttpSettings, mcp_http_settings, MCP, HTTP_SETTINGS, GObject)

/* Who knows what goes along with the requests to a server. It is asked before the first one, and
 * before the next where that failed: secrets and files take their time, and may not be there. */
struct _McpHttpSettingsInterface
{
  GTypeInterface parent_iface;

  void            (*load_async)  (McpHttpSettings      *self,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  McpHttpOptions *(*load_finish) (McpHttpSettings      *self,
                                  GAsyncResult         *result,
                                  GError              **error);
};

void            mcp_http_settings_load_async  (McpHttpSettings      *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
McpHttpOptions *mcp_http_settings_load_finish (McpHttpSettings      *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
