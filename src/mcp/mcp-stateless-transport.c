/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-stateless-private.h"

/**
 * McpStatelessTransport:
 *
 * Streamable HTTP without sessions: MCP 2026-07-28, "Transports".
 *
 * A POST for each request, which carries all that the server must know of us; its answer is JSON
 * or an event stream of its own, and closing that is how a request is cancelled. Opening asks the
 * server who it is.
 */
static void transport_iface_init (McpTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (McpStatelessTransport, mcp_stateless_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_TRANSPORT, transport_iface_init))

static void
take_info (McpStatelessTransport *self,
           McpServerInfo         *info)
{
  g_clear_pointer (&self->info, mcp_server_info_free);
  self->info = info;
  self->lacks_info = FALSE;
  mcp_stateless_update_listener (self);
}

static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonValue) value = NULL;
  McpServerInfo *info = NULL;
  GError *error = NULL;

  value = g_task_propagate_pointer (G_TASK (result), &error);

  if (value == NULL || !(info = mcp_server_info_new_from_discover (value, &error)))
    {
      g_task_return_error (task, error);
      return;
    }

  take_info (self, info);
  g_task_return_boolean (task, TRUE);
}

static void
ask_info (McpStatelessTransport *self,
          GTask                 *task,
          gboolean               opening)
{
  g_autoptr(McpRequest) request = mcp_request_new ("server/discover", NULL);

  mcp_stateless_ask (self, request, task, opening);
}

static void
learned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (source);
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  McpServerInfo *info = NULL;

  value = g_task_propagate_pointer (G_TASK (result), &error);
  self->is_learning = FALSE;

  if (value == NULL || !(info = mcp_server_info_new_from_discover (value, &error)))
    {
      g_debug ("The server does not say who it is: %s", error->message);
      return;
    }

  take_info (self, info);
  mcp_transport_emit_info_changed (MCP_TRANSPORT (self));
}

void
mcp_stateless_learn (McpStatelessTransport *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->is_learning)
    return;

  self->is_learning = TRUE;
  task = g_task_new (self, NULL, learned_cb, NULL);
  g_task_set_source_tag (task, mcp_stateless_learn);
  ask_info (self, task, FALSE);
}

void
mcp_stateless_answered (McpStatelessTransport *self)
{
  self->is_assumed = FALSE;
  mcp_stateless_wake_listener (self);
}

static void
mcp_stateless_transport_open_async (McpTransport        *transport,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (transport);
  g_autoptr(GTask) asking = NULL;
  GTask *task;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_stateless_transport_open_async);

  if (self->is_assumed)
    {
      mcp_stateless_update_listener (self);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  asking = g_task_new (self, cancellable, discovered_cb, task);
  g_task_set_source_tag (asking, mcp_stateless_transport_open_async);
  ask_info (self, asking, TRUE);
}

static gboolean
mcp_stateless_transport_open_finish (McpTransport  *transport,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mcp_stateless_transport_send_async (McpTransport        *transport,
                                    McpRequest          *request,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_stateless_transport_send_async);
  mcp_stateless_ask (MCP_STATELESS_TRANSPORT (transport), request, task, FALSE);
}

static SjsonValue *
mcp_stateless_transport_send_finish (McpTransport  *transport,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mcp_stateless_transport_abort (McpTransport *transport)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (transport);
  g_autoptr(GQueue) wires = g_queue_copy (&self->wires);

  self->aborted = TRUE;
  mcp_stateless_stop_listeners (self);

  for (GList *l = wires->head; l != NULL; l = l->next)
    mcp_exchange_ref (l->data);

  for (GList *l = wires->head; l != NULL; l = l->next)
    {
      g_autoptr(McpExchange) exchange = l->data;

      g_cancellable_cancel (exchange->wire);
      mcp_stateless_fail (self, exchange,
                          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                               "The connection is closed"));
    }
}

/* There is no session that the server would have to be told of. */
static void
mcp_stateless_transport_close_async (McpTransport        *transport,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_stateless_transport_close_async);
  mcp_stateless_transport_abort (transport);
  g_task_return_boolean (task, TRUE);
}

static gboolean
mcp_stateless_transport_close_finish (McpTransport  *transport,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const McpServerInfo *
mcp_stateless_transport_get_info (McpTransport *transport)
{
  return MCP_STATELESS_TRANSPORT (transport)->info;
}

static void
mcp_stateless_transport_set_features (McpTransport *transport,
                                      McpFeatures   features)
{
  McpEnvelope *envelope = &MCP_STATELESS_TRANSPORT (transport)->envelope;

  g_clear_pointer (&envelope->capabilities, sjson_value_free);
  envelope->capabilities = mcp_features_to_json (features);
}

static void
mcp_stateless_transport_set_log_level (McpTransport *transport,
                                       const char   *level)
{
  McpEnvelope *envelope = &MCP_STATELESS_TRANSPORT (transport)->envelope;

  g_free (envelope->log_level);
  envelope->log_level = g_strdup (level);
}

static void
mcp_stateless_transport_set_watch (McpTransport       *transport,
                                   McpWatch            what,
                                   const char * const *uris,
                                   const char * const *task_ids)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (transport);

  self->watch = what;
  g_strfreev (self->watched_uris);
  self->watched_uris = g_strdupv ((char **) uris);
  g_strfreev (self->watched_tasks);
  self->watched_tasks = g_strdupv ((char **) task_ids);
  mcp_stateless_update_listener (self);
}

static void
transport_iface_init (McpTransportInterface *iface)
{
  iface->abort = mcp_stateless_transport_abort;
  iface->close_async = mcp_stateless_transport_close_async;
  iface->close_finish = mcp_stateless_transport_close_finish;
  iface->get_info = mcp_stateless_transport_get_info;
  iface->open_async = mcp_stateless_transport_open_async;
  iface->open_finish = mcp_stateless_transport_open_finish;
  iface->send_async = mcp_stateless_transport_send_async;
  iface->send_finish = mcp_stateless_transport_send_finish;
  iface->set_features = mcp_stateless_transport_set_features;
  iface->set_log_level = mcp_stateless_transport_set_log_level;
  iface->set_watch = mcp_stateless_transport_set_watch;
}

static void
mcp_stateless_transport_dispose (GObject *object)
{
  mcp_stateless_transport_abort (MCP_TRANSPORT (object));

  G_OBJECT_CLASS (mcp_stateless_transport_parent_class)->dispose (object);
}

static void
mcp_stateless_transport_finalize (GObject *object)
{
  McpStatelessTransport *self = MCP_STATELESS_TRANSPORT (object);

  g_clear_pointer (&self->info, mcp_server_info_free);
  g_clear_pointer (&self->watched_uris, g_strfreev);
  g_clear_pointer (&self->watched_tasks, g_strfreev);
  mcp_envelope_clear (&self->envelope);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (mcp_stateless_transport_parent_class)->finalize (object);
}

static void
mcp_stateless_transport_class_init (McpStatelessTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mcp_stateless_transport_dispose;
  object_class->finalize = mcp_stateless_transport_finalize;
}

static void
mcp_stateless_transport_init (McpStatelessTransport *self)
{
  self->envelope.version = MCP_STATELESS_VERSION;
  g_queue_init (&self->wires);
}

McpTransport *
mcp_stateless_transport_new (McpHttp *http)
{
  McpStatelessTransport *self = g_object_new (MCP_TYPE_STATELESS_TRANSPORT, NULL);

  self->http = g_object_ref (http);

  return MCP_TRANSPORT (self);
}

void
mcp_stateless_transport_assume (McpStatelessTransport *self)
{
  g_return_if_fail (MCP_IS_STATELESS_TRANSPORT (self));

  g_clear_pointer (&self->info, mcp_server_info_free);
  self->info = mcp_server_info_new_unknown (MCP_STATELESS_VERSION);
  self->is_assumed = self->lacks_info = TRUE;
}

gboolean
mcp_stateless_transport_is_assumed (McpStatelessTransport *self)
{
  g_return_val_if_fail (MCP_IS_STATELESS_TRANSPORT (self), FALSE);

  return self->is_assumed;
}
