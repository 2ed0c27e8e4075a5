/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

/* Seconds that ending a session may take. */
#define CLOSE_TIMEOUT 5

/**
 * McpSessionTransport:
 *
 * Streamable HTTP with sessions: MCP 2025-11-25, 2025-06-18 and 2025-03-26, "Transports".
 *
 * A POST for each message, answered by JSON or by an event stream; one GET stream for
 * what the server tells unasked. A session that the server has forgotten is opened anew by
 * itself. It lives as long as something is under way, and ends that with
 * [method@Mcp.Transport.abort].
 */
static void transport_iface_init (McpTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (McpSessionTransport, mcp_session_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_TRANSPORT, transport_iface_init))

/* What the source of a caller's cancellable holds. */
typedef struct
{
  McpSessionTransport *transport;
  McpExchange *exchange;
} Caller;

static void
caller_free (gpointer data)
{
  Caller *caller = data;

  g_object_unref (caller->transport);
  mcp_exchange_unref (caller->exchange);
  g_free (caller);
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Caller *caller = user_data;
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  mcp_session_withdraw (caller->transport, caller->exchange, error, "The user cancelled");

  return G_SOURCE_REMOVE;
}

static void
watch_caller (McpSessionTransport *self,
              McpExchange         *exchange)
{
  GCancellable *cancellable = g_task_get_cancellable (exchange->task);
  Caller *caller;

  if (cancellable == NULL)
    return;

  caller = g_new (Caller, 1);
  caller->transport = g_object_ref (self);
  caller->exchange = mcp_exchange_ref (exchange);

  exchange->caller_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (exchange->caller_source, G_SOURCE_FUNC (caller_cancelled_cb), caller,
                         caller_free);
  g_source_set_static_name (exchange->caller_source, "[mcp] caller cancelled");
  g_source_attach (exchange->caller_source, g_task_get_context (exchange->task));
}

void
mcp_session_ask (McpSessionTransport *self,
                 McpRequest          *request,
                 GTask               *task,
                 gboolean             opening)
{
  g_autoptr(McpExchange) exchange = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  exchange = mcp_exchange_new (task, request, NULL);
  exchange->opening = opening;
  exchange->id = ++self->last_id;
  g_hash_table_insert (self->pending, &exchange->id, exchange);
  watch_caller (self, exchange);

  mcp_session_post (self, exchange);
}

/* @all: whether nobody waits even for what the server is being told */
static void
end_wires (McpSessionTransport *self,
           gboolean             all)
{
  g_autoptr(GQueue) wires = g_queue_copy (&self->wires);

  self->aborted = TRUE;
  mcp_session_drop_questions (self, NULL);
  mcp_session_stop_listener (self);
  mcp_session_close_events (self);

  for (GList *l = wires->head; l != NULL; l = l->next)
    mcp_exchange_ref (l->data);

  for (GList *l = wires->head; l != NULL; l = l->next)
    {
      g_autoptr(McpExchange) exchange = l->data;

      if (!all && exchange->message != NULL && !exchange->opening)
        continue;

      g_cancellable_cancel (exchange->wire);
      mcp_session_fail (self, exchange, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                             "The connection is closed"));
    }
}

static void
mcp_session_transport_abort (McpTransport *transport)
{
  end_wires (MCP_SESSION_TRANSPORT (transport), TRUE);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpSessionTransport *self = g_task_get_source_object (task);
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);
  g_clear_handle_id (&self->closing_timer, g_source_remove);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->deleting_handler);
  self->deleting_handler = 0;
  g_clear_object (&self->deleting);

  if (body == NULL)
    g_debug ("The session could not be deleted: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

static void
caller_left_cb (GCancellable *caller,
                gpointer      user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static gboolean
deleted_too_long_cb (gpointer user_data)
{
  McpSessionTransport *self = user_data;

  self->closing_timer = 0;
  g_cancellable_cancel (self->deleting);

  return G_SOURCE_REMOVE;
}

/* MCP 2025-11-25, "Session Management": a client that is done should say so; a server may answer
 * 405. Nobody is asked to sign in for it, and nobody waits long. Takes @task over. */
static void
delete_session (McpSessionTransport *self,
                GTask               *task)
{
  g_autoptr(GTask) owned = task;
  g_autoptr(McpHttpCall) call = NULL;
  GCancellable *caller = g_task_get_cancellable (task);

  call = g_steal_pointer (&self->farewell);

  if (call == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->deleting = g_cancellable_new ();
  self->closing_timer = g_timeout_add_seconds (CLOSE_TIMEOUT, deleted_too_long_cb, self);

  if (caller != NULL)
    self->deleting_handler = g_cancellable_connect (caller, G_CALLBACK (caller_left_cb),
                                                    g_object_ref (self->deleting),
                                                    g_object_unref);

  mcp_http_send_async (self->http, call, self->deleting, deleted_cb, g_steal_pointer (&owned));
}

void
mcp_session_all_told (McpSessionTransport *self)
{
  g_clear_handle_id (&self->closing_timer, g_source_remove);

  if (self->closing != NULL)
    delete_session (self, g_steal_pointer (&self->closing));
}

static gboolean
told_too_long_cb (gpointer user_data)
{
  McpSessionTransport *self = user_data;

  self->closing_timer = 0;
  end_wires (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* In the name of whoever is signed in just now: they may be about to leave. */
static void
prepare_farewell (McpSessionTransport *self)
{
  if (self->session_id == NULL)
    return;

  self->farewell = mcp_session_new_call (self, "DELETE", NULL);
  self->farewell->takes_refusal = TRUE;
  g_clear_pointer (&self->session_id, g_free);

  if (self->n_replies > 0)
    mcp_http_prepare (self->http, self->farewell);
}

/* What the server is just being told, that a request was cancelled for instance, comes first. */
static void
mcp_session_transport_close_async (McpTransport        *transport,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  McpSessionTransport *self = MCP_SESSION_TRANSPORT (transport);
  g_autoptr(GTask) task = NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_session_transport_close_async);

  end_wires (self, self->closing != NULL);
  prepare_farewell (self);

  if (self->n_replies == 0)
    {
      delete_session (self, g_steal_pointer (&task));
      return;
    }

  self->closing = g_steal_pointer (&task);
  self->closing_timer = g_timeout_add_seconds (CLOSE_TIMEOUT, told_too_long_cb, self);
}

static gboolean
mcp_session_transport_close_finish (McpTransport  *transport,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const McpServerInfo *
mcp_session_transport_get_info (McpTransport *transport)
{
  return MCP_SESSION_TRANSPORT (transport)->info;
}

static void
mcp_session_transport_open_async (McpTransport        *transport,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  mcp_session_open_async (MCP_SESSION_TRANSPORT (transport), cancellable, callback, user_data);
}

static gboolean
mcp_session_transport_open_finish (McpTransport  *transport,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return mcp_session_open_finish (MCP_SESSION_TRANSPORT (transport), result, error);
}

static void
mcp_session_transport_send_async (McpTransport        *transport,
                                  McpRequest          *request,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  McpSessionTransport *self = MCP_SESSION_TRANSPORT (transport);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_session_transport_send_async);
  mcp_session_ask (self, request, task, FALSE);
}

static SjsonValue *
mcp_session_transport_send_finish (McpTransport  *transport,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mcp_session_transport_set_features (McpTransport *transport,
                                    McpFeatures   features)
{
  /* Extensions came with the next revision. */
  MCP_SESSION_TRANSPORT (transport)->features = features & ~MCP_FEATURE_TASKS;
}

/* One GET stream brings everything that the server tells unasked; of resources it tells whoever
 * subscribed by a request. */
static void
mcp_session_transport_set_watch (McpTransport       *transport,
                                 McpWatch            what,
                                 const char * const *uris,
                                 const char * const *task_ids)
{
  McpSessionTransport *self = MCP_SESSION_TRANSPORT (transport);
  gboolean is_open = self->generation > 0 && self->opening == NULL;

  self->wants_listener = what != MCP_WATCH_NONE;

  if (!self->wants_listener)
    mcp_session_stop_listener (self);
  else if (is_open && self->listener == NULL)
    mcp_session_start_listener (self);
}

static void
transport_iface_init (McpTransportInterface *iface)
{
  iface->abort = mcp_session_transport_abort;
  iface->close_async = mcp_session_transport_close_async;
  iface->close_finish = mcp_session_transport_close_finish;
  iface->get_info = mcp_session_transport_get_info;
  iface->open_async = mcp_session_transport_open_async;
  iface->open_finish = mcp_session_transport_open_finish;
  iface->send_async = mcp_session_transport_send_async;
  iface->send_finish = mcp_session_transport_send_finish;
  iface->set_features = mcp_session_transport_set_features;
  iface->set_watch = mcp_session_transport_set_watch;
}

static void
mcp_session_transport_dispose (GObject *object)
{
  mcp_session_transport_abort (MCP_TRANSPORT (object));

  G_OBJECT_CLASS (mcp_session_transport_parent_class)->dispose (object);
}

static void
mcp_session_transport_finalize (GObject *object)
{
  McpSessionTransport *self = MCP_SESSION_TRANSPORT (object);

  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->info, mcp_server_info_free);
  g_clear_pointer (&self->session_id, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->farewell, mcp_http_call_unref);
  g_clear_pointer (&self->wanted_version, g_free);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (mcp_session_transport_parent_class)->finalize (object);
}

static void
mcp_session_transport_class_init (McpSessionTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mcp_session_transport_dispose;
  object_class->finalize = mcp_session_transport_finalize;
}

static void
mcp_session_transport_init (McpSessionTransport *self)
{
  self->pending = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->asked = mcp_session_new_questions ();
  g_queue_init (&self->wires);
  g_queue_init (&self->draining);
}

McpTransport *
mcp_session_transport_new (McpHttp *http)
{
  McpSessionTransport *self = g_object_new (MCP_TYPE_SESSION_TRANSPORT, NULL);

  self->http = g_object_ref (http);

  return MCP_TRANSPORT (self);
}

/*
 * mcp_session_transport_new_with_events:
 *
 * Returns: (transfer full): a transport for the oldest servers, HTTP+SSE (MCP 2024-11-05)
 */
McpTransport *
mcp_session_transport_new_with_events (McpHttp *http)
{
  McpTransport *self = mcp_session_transport_new (http);

  MCP_SESSION_TRANSPORT (self)->has_events = TRUE;
  mcp_session_transport_set_version (MCP_SESSION_TRANSPORT (self), "2024-11-05");

  return self;
}

/* The revision to ask for, instead of the newest that has sessions. */
void
mcp_session_transport_set_version (McpSessionTransport *self,
                                   const char          *version)
{
  g_free (self->wanted_version);
  self->wanted_version = g_strdup (version);
}
