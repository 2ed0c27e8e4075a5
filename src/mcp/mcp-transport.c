/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-transport.h"

/**
 * McpTransport:
 *
 * One era of the protocol over HTTP.
 *
 * A client makes one per connection, opens it once, sends requests, closes or aborts
 * it and drops it. Signals come in the thread-default main context of the opener.
 */
G_DEFINE_INTERFACE (McpTransport, mcp_transport, G_TYPE_OBJECT)

enum {
  DISCONNECTED,
  INFO_CHANGED,
  NOTIFICATION,
  REOPENED,
  RESOURCE_DECLINED,
  WATCH_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
new_error_signal (const char *name)
{
  return g_signal_new (name, MCP_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static guint
new_plain_signal (const char *name)
{
  return g_signal_new (name, MCP_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
add_watch_signals (void)
{
  /**
   * McpTransport::resource-declined:
   * @uri: a resource
   *
   * The server tells what changes, but not of this resource, which was to be watched.
   */
  signals[RESOURCE_DECLINED] =
    g_signal_new ("resource-declined", MCP_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * McpTransport::watch-refused:
   * @error: why
   *
   * The server offers no stream on which it would tell what changes.
   */
  signals[WATCH_REFUSED] = new_error_signal ("watch-refused");
}

static void
mcp_transport_default_init (McpTransportInterface *iface)
{
  /**
   * McpTransport::disconnected:
   * @error: why
   *
   * The connection is gone and could not be had again by itself.
   */
  signals[DISCONNECTED] = new_error_signal ("disconnected");

  /**
   * McpTransport::info-changed:
   *
   * The server has said who it is, later than usual.
   */
  signals[INFO_CHANGED] = new_plain_signal ("info-changed");

  /**
   * McpTransport::notification:
   * @method: "notifications/tools/list_changed" …
   * @params: (nullable): an object
   *
   * The server tells something that belongs to no request.
   */
  signals[NOTIFICATION] =
    g_signal_new ("notification", MCP_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, SJSON_TYPE_VALUE);

  /**
   * McpTransport::reopened:
   *
   * The server had forgotten the session, or was not heard for a while: what is known may be stale.
   */
  signals[REOPENED] = new_plain_signal ("reopened");

  add_watch_signals ();
}

void
mcp_transport_open_async (McpTransport        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (MCP_IS_TRANSPORT (self));

  MCP_TRANSPORT_GET_IFACE (self)->open_async (self, cancellable, callback, user_data);
}

gboolean
mcp_transport_open_finish (McpTransport  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (MCP_IS_TRANSPORT (self), FALSE);

  return MCP_TRANSPORT_GET_IFACE (self)->open_finish (self, result, error);
}

void
mcp_transport_send_async (McpTransport        *self,
                          McpRequest          *request,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (MCP_IS_TRANSPORT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));

  MCP_TRANSPORT_GET_IFACE (self)->send_async (self, request, cancellable, callback, user_data);
}

SjsonValue *
mcp_transport_send_finish (McpTransport  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (MCP_IS_TRANSPORT (self), NULL);

  return MCP_TRANSPORT_GET_IFACE (self)->send_finish (self, result, error);
}

void
mcp_transport_close_async (McpTransport        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (MCP_IS_TRANSPORT (self));

  MCP_TRANSPORT_GET_IFACE (self)->close_async (self, cancellable, callback, user_data);
}

gboolean
mcp_transport_close_finish (McpTransport  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (MCP_IS_TRANSPORT (self), FALSE);

  return MCP_TRANSPORT_GET_IFACE (self)->close_finish (self, result, error);
}

void
mcp_transport_abort (McpTransport *self)
{
  g_return_if_fail (MCP_IS_TRANSPORT (self));

  MCP_TRANSPORT_GET_IFACE (self)->abort (self);
}

void
mcp_transport_set_features (McpTransport *self,
                            McpFeatures   features)
{
  g_return_if_fail (MCP_IS_TRANSPORT (self));

  MCP_TRANSPORT_GET_IFACE (self)->set_features (self, features);
}

void
mcp_transport_set_log_level (McpTransport *self,
                             const char   *level)
{
  McpTransportInterface *iface = MCP_TRANSPORT_GET_IFACE (self);

  if (iface->set_log_level != NULL)
    iface->set_log_level (self, level);
}

void
mcp_transport_set_watch (McpTransport       *self,
                         McpWatch            what,
                         const char * const *uris,
                         const char * const *task_ids)
{
  McpTransportInterface *iface;

  g_return_if_fail (MCP_IS_TRANSPORT (self));

  iface = MCP_TRANSPORT_GET_IFACE (self);

  if (iface->set_watch != NULL)
    iface->set_watch (self, what, uris, task_ids);
}

const McpServerInfo *
mcp_transport_get_info (McpTransport *self)
{
  g_return_val_if_fail (MCP_IS_TRANSPORT (self), NULL);

  return MCP_TRANSPORT_GET_IFACE (self)->get_info (self);
}

void
mcp_transport_emit_notification (McpTransport     *self,
                                 const char       *method,
                                 const SjsonValue *params)
{
  g_signal_emit (self, signals[NOTIFICATION], 0, method, params);
}

void
mcp_transport_emit_reopened (McpTransport *self)
{
  g_signal_emit (self, signals[REOPENED], 0);
}

void
mcp_transport_emit_info_changed (McpTransport *self)
{
  g_signal_emit (self, signals[INFO_CHANGED], 0);
}

void
mcp_transport_emit_resource_declined (McpTransport *self,
                                      const char   *uri)
{
  g_signal_emit (self, signals[RESOURCE_DECLINED], 0, uri);
}

void
mcp_transport_emit_watch_refused (McpTransport *self,
                                  const GError *error)
{
  g_signal_emit (self, signals[WATCH_REFUSED], 0, error);
}

void
mcp_transport_emit_disconnected (McpTransport *self,
                                 const GError *error)
{
  g_signal_emit (self, signals[DISCONNECTED], 0, error);
}
