/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "http-session.h"
#include "mcp-error.h"
#include "mcp-stateless-transport.h"

#include <string.h>

#define URI_FLAGS (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | \
                   G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_ENCODED_FRAGMENT | \
                   G_URI_FLAGS_SCHEME_NORMALIZE)

/* One connection being opened. */
typedef struct
{
  GWeakRef client;
  McpWaiters *waiters;
  McpEra era;          /* what is tried just now */
  gboolean is_guess;   /* because the server was of that one */
  GError *error;       /* nullable: how the one before was refused */
} Connecting;

static void
connecting_free (Connecting *connecting)
{
  g_weak_ref_clear (&connecting->client);
  g_clear_error (&connecting->error);
  g_free (connecting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Connecting, connecting_free)

GWeakRef *
mcp_client_new_weak (McpClient *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

McpClient *
mcp_client_take_weak (GWeakRef *weak)
{
  McpClient *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static McpTransport *
steal_transport (McpClient *self)
{
  McpTransport *transport = g_steal_pointer (&self->transport);

  if (transport != NULL)
    g_signal_handlers_disconnect_by_data (transport, self);

  return transport;
}

static void
abort_transport (McpClient *self)
{
  g_autoptr(McpTransport) transport = steal_transport (self);

  if (transport != NULL)
    mcp_transport_abort (transport);
}

static void
disconnected_cb (McpTransport *transport,
                 const GError *error,
                 gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (user_data);
  g_autoptr(McpTransport) old = steal_transport (self);

  /* What waits for the old session learns from it why it fails. */
  mcp_client_set_connected (self, FALSE);
  mcp_client_emit_disconnected (self, error);
}

static void
notification_cb (McpTransport     *transport,
                 const char       *method,
                 const SjsonValue *params,
                 gpointer          user_data)
{
  g_autoptr(McpClient) self = g_object_ref (MCP_CLIENT (user_data));

  mcp_client_emit_notification (self, method, params);
  mcp_client_hear_tasks (self, method, params);

  if (strcmp (method, "notifications/message") == 0 && params != NULL)
    mcp_client_emit_log_message (self, params);
  else if (!mcp_client_handle_list_change (self, method) &&
           !mcp_client_handle_resource_update (self, method, params))
    g_debug ("A notification of no interest: %.100s", method);
}

static void
resource_declined_cb (McpTransport *transport,
                      const char   *uri,
                      gpointer      user_data)
{
  mcp_client_emit_resource_declined (MCP_CLIENT (user_data), uri);
}

static void
watch_refused_cb (McpTransport *transport,
                  const GError *error,
                  gpointer      user_data)
{
  mcp_client_emit_watch_refused (MCP_CLIENT (user_data), error);
}

static void
info_changed_cb (McpTransport *transport,
                 gpointer      user_data)
{
  mcp_client_notify_info (MCP_CLIENT (user_data));
}

static void
reopened_cb (McpTransport *transport,
             gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (user_data);

  mcp_client_notify_info (self);
  mcp_client_restore_log_level (self);
  mcp_client_restore_subscriptions (self);
  mcp_client_refresh_lists (self);
}

static void try_era (McpClient  *self,
                     Connecting *connecting);

/* A server of an older era than was tried: another way of talking, the same wait. */
static gboolean
try_older (McpClient    *self,
           Connecting   *connecting,
           const GError *error)
{
  McpEra next = self->protocol == NULL ? mcp_era_get_next (connecting->era, error)
                                       : MCP_ERA_UNKNOWN;

  if (next == MCP_ERA_UNKNOWN)
    return FALSE;

  g_clear_error (&connecting->error);
  connecting->error = g_error_copy (error);
  connecting->era = next;
  try_era (self, connecting);

  return TRUE;
}

/* A server that is not any more what it was: it is asked what it is. */
static gboolean
try_anew (McpClient    *self,
          Connecting   *connecting,
          const GError *error)
{
  if (!connecting->is_guess || !mcp_era_is_refusal (error))
    return FALSE;

  mcp_client_forget_era (self);
  connecting->is_guess = FALSE;
  connecting->era = MCP_ERA_STATELESS;
  try_era (self, connecting);

  return TRUE;
}

/* Where the oldest way of talking fails too, the refusal before it says more. */
static const GError *
choose_error (Connecting   *connecting,
              const GError *error)
{
  gboolean is_worse = connecting->era == MCP_ERA_EVENTS && connecting->error != NULL &&
                      (g_error_matches (error, MCP_ERROR, MCP_ERROR_MALFORMED) ||
                       g_error_matches (error, MCP_ERROR, MCP_ERROR_NOT_MCP) ||
                       g_error_matches (error, MCP_ERROR, MCP_ERROR_REMOTE));

  return is_worse ? connecting->error : error;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  McpTransport *transport = MCP_TRANSPORT (source);
  g_autoptr(Connecting) connecting = user_data;
  g_autoptr(McpClient) self = g_weak_ref_get (&connecting->client);
  g_autoptr(GError) error = NULL;

  mcp_transport_open_finish (transport, result, &error);

  if (self != NULL && self->connecting == connecting->waiters)
    {
      if (error != NULL && (try_anew (self, connecting, error) ||
                            try_older (self, connecting, error)))
        {
          g_steal_pointer (&connecting);
          return;
        }

      self->connecting = NULL;

      if (error == NULL)
        {
          if (mcp_client_has_answer (self))
            mcp_client_settle_era (self, connecting->era);

          self->era = connecting->era;
          mcp_client_restore_log_level (self);
          mcp_client_restore_subscriptions (self);
          mcp_client_set_connected (self, TRUE);
        }
      else
        abort_transport (self);
    }

  mcp_waiters_finish (connecting->waiters, choose_error (connecting, error));
}

/* Without a word; what is under way on it ends by itself. */
void
mcp_client_let_go (McpClient *self)
{
  g_autoptr(McpTransport) transport = steal_transport (self);

  mcp_client_set_connected (self, FALSE);
}

void
mcp_client_drop_connection (McpClient *self)
{
  if (self->connecting != NULL)
    g_cancellable_cancel (mcp_waiters_get_cancellable (self->connecting));

  mcp_client_leave_tasks (self);
  abort_transport (self);
  mcp_client_stop_lists (self);
  mcp_client_set_connected (self, FALSE);
}

static gboolean
ensure_http (McpClient  *self,
             GError    **error)
{
  g_autofree char *problem = http_address_dup_problem (self->uri);
  g_autoptr(GUri) uri = NULL;

  if (problem != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, problem);
      return FALSE;
    }

  if ((uri = g_uri_parse (self->uri, URI_FLAGS, error)) == NULL)
    return FALSE;

  if (self->http == NULL)
    {
      self->http = mcp_http_new (uri, self->authorizer, self->timeout);
      mcp_http_set_settings (self->http, self->http_settings);
    }

  mcp_http_set_trace (self->http, self->trace);

  return TRUE;
}

static void
try_era (McpClient  *self,
         Connecting *connecting)
{
  abort_transport (self);
  self->transport = mcp_era_new_transport (connecting->era, self->protocol, self->http);
  mcp_transport_set_features (self->transport, self->features);
  mcp_transport_set_log_level (self->transport, self->log_level);
  mcp_client_update_watch (self);

  if (connecting->is_guess && connecting->era == MCP_ERA_STATELESS)
    mcp_stateless_transport_assume (MCP_STATELESS_TRANSPORT (self->transport));

  g_signal_connect (self->transport, "disconnected", G_CALLBACK (disconnected_cb), self);
  g_signal_connect (self->transport, "info-changed", G_CALLBACK (info_changed_cb), self);
  g_signal_connect (self->transport, "notification", G_CALLBACK (notification_cb), self);
  g_signal_connect (self->transport, "reopened", G_CALLBACK (reopened_cb), self);
  g_signal_connect (self->transport, "resource-declined", G_CALLBACK (resource_declined_cb), self);
  g_signal_connect (self->transport, "watch-refused", G_CALLBACK (watch_refused_cb), self);

  mcp_transport_open_async (self->transport, mcp_waiters_get_cancellable (self->connecting),
                            opened_cb, connecting);
}

static void
start_connecting (McpClient *self)
{
  Connecting *connecting = g_new0 (Connecting, 1);

  g_weak_ref_init (&connecting->client, self);
  connecting->era = mcp_client_guess_era (self, &connecting->is_guess);
  connecting->waiters = mcp_waiters_new ();
  self->connecting = connecting->waiters;
  try_era (self, connecting);
}

/**
 * mcp_client_connect_async:
 *
 * Opens a session with the server (MCP 2025-11-25, "Lifecycle"). Does nothing where there is one;
 * callers meanwhile share it. Cancelling ends it when all have.
 */
void
mcp_client_connect_async (McpClient           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_connect_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->connected)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (!ensure_http (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->connecting == NULL ||
      g_cancellable_is_cancelled (mcp_waiters_get_cancellable (self->connecting)))
    start_connecting (self);

  mcp_waiters_add (self->connecting, g_steal_pointer (&task));
}

/**
 * mcp_client_connect_finish:
 * @error: `MCP_ERROR`, or `G_IO_ERROR_INVALID_ARGUMENT` for an address that is none, `G_TLS_ERROR`,
 *   or what the authorizer says
 *
 * Returns: whether there is a session
 */
gboolean
mcp_client_connect_finish (McpClient     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
mcp_client_check_open (McpClient  *self,
                       GError    **error)
{
  if (self->transport != NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The connection is closed");

  return FALSE;
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  mcp_transport_close_finish (MCP_TRANSPORT (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * mcp_client_close_async:
 *
 * Ends the session and the streams; what is under way fails with `G_IO_ERROR_CANCELLED`; tasks go
 * on at the server. The lists stay as they are. Takes no longer than 5 seconds.
 */
void
mcp_client_close_async (McpClient           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(McpTransport) transport = NULL;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_close_async);

  if (self->connecting != NULL)
    g_cancellable_cancel (mcp_waiters_get_cancellable (self->connecting));

  mcp_client_leave_tasks (self);
  transport = steal_transport (self);
  mcp_client_stop_lists (self);
  mcp_client_forget_freshness (self);
  mcp_client_set_connected (self, FALSE);

  if (transport != NULL)
    mcp_transport_close_async (transport, cancellable, closed_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
mcp_client_close_finish (McpClient     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
