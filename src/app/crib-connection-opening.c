/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-error.h"
#include "mcp-error.h"
#include "oauth-error.h"
#include "vault-error.h"

/* JSON-RPC 2.0 §5.1. */
#define METHOD_NOT_FOUND -32601

/* One opening: the connection may be gone, or at another one, when an answer comes. */
typedef struct
{
  GWeakRef connection;
  GCancellable *cancellable;
} Opening;

static Opening *
opening_new (CribConnection *self)
{
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->connection, self);
  opening->cancellable = g_object_ref (self->opening);

  return opening;
}

static void
opening_free (Opening *opening)
{
  g_weak_ref_clear (&opening->connection);
  g_object_unref (opening->cancellable);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static CribConnection *
opening_dup_connection (Opening *opening)
{
  g_autoptr(CribConnection) self = g_weak_ref_get (&opening->connection);

  if (self == NULL || self->opening != opening->cancellable)
    return NULL;

  return g_steal_pointer (&self);
}

/* Whatever kept somebody from signing in: nobody is signed in. */
static gboolean
is_about_sign_in (const GError *error)
{
  return error->domain == VAULT_ERROR ||
         (error->domain == OAUTH_ERROR && error->code != OAUTH_ERROR_UNAVAILABLE) ||
         g_error_matches (error, CRIB_ERROR, CRIB_ERROR_CLIENT_ID) ||
         g_error_matches (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT);
}

static CribConnectionState
get_problem_state (CribConnection *self)
{
  if (is_about_sign_in (self->error))
    return CRIB_CONNECTION_SIGNED_OUT;

  switch (crib_problem_get_kind (self->problem))
    {
    case CRIB_PROBLEM_SIGN_IN:
    case CRIB_PROBLEM_SIGN_IN_FAILED:
    case CRIB_PROBLEM_CLIENT_ID:
    case CRIB_PROBLEM_UNTRUSTED:
    case CRIB_PROBLEM_KEYRING:
      return CRIB_CONNECTION_SIGNED_OUT;
    case CRIB_PROBLEM_UNREACHABLE:
      return CRIB_CONNECTION_OFFLINE;
    case CRIB_PROBLEM_ADDRESS:
    case CRIB_PROBLEM_NOT_MCP:
    case CRIB_PROBLEM_FORBIDDEN:
    case CRIB_PROBLEM_SERVER:
    case CRIB_PROBLEM_TOOL_GONE:
    case CRIB_PROBLEM_REFUSED:
    case CRIB_PROBLEM_LOST:
    case CRIB_PROBLEM_OTHER:
    default:
      return CRIB_CONNECTION_ATTENTION;
    }
}

/* The problem is there before the state says so: who hears of the state reads it. */
void
crib_connection_show_error (CribConnection *self,
                            GError         *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  crib_connection_take_error (self, error);
  crib_connection_set_loading (self, FALSE);
  crib_connection_set_state (self, get_problem_state (self));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
finish_opening (CribConnection *self,
                GError         *error)
{
  g_clear_object (&self->opening);

  if (error != NULL)
    {
      crib_connection_show_error (self, error);
    }
  else
    {
      crib_connection_take_error (self, NULL);
      crib_connection_set_loading (self, FALSE);
      crib_connection_set_state (self, CRIB_CONNECTION_CONNECTED);
      crib_connection_take_up_tasks (self);
      crib_connection_fetch_prompts (self);
    }

  crib_connection_waiters_finish (self->waiters, self->error);
}

/* A server without tools may not know the request (MCP 2025-11-25, capabilities). */
static gboolean
means_no_tools (const GError *error)
{
  gint64 code;

  return mcp_error_get_remote_code (error, &code) && code == METHOD_NOT_FOUND;
}

static void
list_tools_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(CribConnection) self = opening_dup_connection (opening);
  g_autoptr(GError) error = NULL;

  if (!mcp_client_list_tools_finish (MCP_CLIENT (source), result, &error) &&
      means_no_tools (error))
    g_clear_error (&error);

  if (self != NULL)
    finish_opening (self, g_steal_pointer (&error));
}

static void
connect_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(CribConnection) self = opening_dup_connection (opening);
  g_autoptr(GError) error = NULL;
  gboolean connected = mcp_client_connect_finish (MCP_CLIENT (source), result, &error);

  if (self == NULL)
    return;

  if (!connected)
    {
      finish_opening (self, g_steal_pointer (&error));
      return;
    }

  g_free (self->server_title);
  self->server_title = g_strdup (mcp_client_get_server_title (self->client));

  g_object_freeze_notify (G_OBJECT (self));
  crib_connection_set_loading (self, TRUE);

  /* Of a server whose revision is known nothing has come yet: its tools will be the first. */
  if (mcp_client_has_answer (self->client))
    crib_connection_set_state (self, CRIB_CONNECTION_CONNECTED);

  g_object_thaw_notify (G_OBJECT (self));

  mcp_client_list_tools_async (self->client, self->opening, list_tools_cb,
                               g_steal_pointer (&opening));
}

static void
client_tools_changed_cb (GListModel     *tools,
                         guint           position,
                         guint           removed,
                         guint           added,
                         CribConnection *self)
{
  g_autoptr(GPtrArray) additions = g_ptr_array_new_full (added, g_object_unref);

  g_assert (CRIB_IS_CONNECTION (self));

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (additions, g_list_model_get_item (tools, position + i));

  if (self->opening != NULL && added > 0)
    crib_connection_set_state (self, CRIB_CONNECTION_CONNECTED);

  g_list_store_splice (self->tools, position, removed, additions->pdata, added);
}

/* A call may have connected again by itself. */
static void
client_connected_cb (McpClient      *client,
                     GParamSpec     *pspec,
                     CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  if (!mcp_client_is_connected (client) || self->opening != NULL)
    return;

  crib_connection_take_error (self, NULL);
  crib_connection_set_state (self, CRIB_CONNECTION_CONNECTED);
}

static void
client_disconnected_cb (McpClient      *client,
                        const GError   *error,
                        CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  if (self->opening != NULL || self->state != CRIB_CONNECTION_CONNECTED)
    return;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    crib_connection_set_state (self, CRIB_CONNECTION_IDLE);
  else
    crib_connection_show_error (self, g_error_copy (error));
}

void
crib_connection_drop_client (CribConnection *self)
{
  if (self->client == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->client, self);
  g_signal_handlers_disconnect_by_data (mcp_client_get_tools (self->client), self);
  crib_connection_unfollow_prompts (self);
  g_clear_object (&self->client);
}

/* FALSE: the server's address is none. */
gboolean
crib_connection_ensure_client (CribConnection  *self,
                               GError         **error)
{
  g_autofree char *uri = NULL;
  GListModel *tools;

  if (self->client != NULL)
    return TRUE;

  uri = crib_server_normalize_uri (crib_server_get_uri (self->server), error);

  if (uri == NULL)
    return FALSE;

  self->client = mcp_client_new (uri);
  crib_connection_set_up_client (self, self->client);
  tools = mcp_client_get_tools (self->client);

  g_signal_connect (self->client, "notify::connected", G_CALLBACK (client_connected_cb), self);
  g_signal_connect (self->client, "disconnected", G_CALLBACK (client_disconnected_cb), self);
  g_signal_connect (tools, "items-changed", G_CALLBACK (client_tools_changed_cb), self);
  crib_connection_follow_prompts (self);

  return TRUE;
}

static void
start_opening (CribConnection *self)
{
  g_autoptr(GError) error = NULL;

  if (!crib_connection_ensure_client (self, &error))
    {
      finish_opening (self, g_steal_pointer (&error));
      return;
    }

  self->opening = g_cancellable_new ();
  g_object_freeze_notify (G_OBJECT (self));
  crib_connection_take_error (self, NULL);
  crib_connection_set_state (self, CRIB_CONNECTION_CONNECTING);
  g_object_thaw_notify (G_OBJECT (self));

  mcp_client_connect_async (self->client, self->opening, connect_cb, opening_new (self));
}

void
crib_connection_stop (CribConnection *self)
{
  g_autoptr(GCancellable) opening = g_steal_pointer (&self->opening);

  if (opening != NULL)
    g_cancellable_cancel (opening);

  crib_connection_set_loading (self, FALSE);
}

/* Another address is another server: its tools go, what was typed stays. */
void
crib_connection_start_anew (CribConnection *self)
{
  gboolean was_used = self->state != CRIB_CONNECTION_IDLE;
  g_autoptr(McpClient) old = self->client != NULL ? g_object_ref (self->client) : NULL;

  crib_connection_stop (self);
  crib_connection_drop_client (self);
  g_list_store_remove_all (self->tools);
  g_list_store_remove_all (self->prompts);

  if (old != NULL)
    mcp_client_close_async (old, NULL, NULL, NULL);

  if (was_used)
    start_opening (self);
}

/**
 * crib_connection_open:
 * @self: a connection
 *
 * Connects and lists the tools; again after a problem. Does nothing while under way, or done.
 */
void
crib_connection_open (CribConnection *self)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  if (self->opening == NULL &&
      (self->state != CRIB_CONNECTION_CONNECTED || self->problem != NULL))
    start_opening (self);
}

/**
 * crib_connection_open_async:
 * @self: a connection
 * @cancellable: (nullable): ends the wait; the connection goes on for others
 * @callback: called when the list is complete, or not to be had
 * @user_data: for @callback
 *
 * Like [method@Crib.Connection.open], for programs that wait.
 */
void
crib_connection_open_async (CribConnection      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_connection_open_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->opening == NULL && self->state == CRIB_CONNECTION_CONNECTED && self->problem == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  crib_connection_waiters_add (self->waiters, task);
  crib_connection_open (self);
}

/**
 * crib_connection_open_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the tools are all listed
 */
gboolean
crib_connection_open_finish (CribConnection  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;

  if (mcp_client_close_finish (MCP_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
cancel_waiters (CribConnection *self)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                 "The connection was closed");

  crib_connection_waiters_finish (self->waiters, error);
}

/**
 * crib_connection_close_async:
 * @self: a connection
 * @cancellable: (nullable): for the farewell to the server
 * @callback: called when the server knows, or cannot be told
 * @user_data: for @callback
 *
 * Ends the session. Runs end with it, drafts stay; the connection can be opened again.
 */
void
crib_connection_close_async (CribConnection      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(McpClient) client = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_connection_close_async);
  client = self->client != NULL ? g_object_ref (self->client) : NULL;

  crib_connection_stop (self);
  crib_connection_cancel_runs (self);
  crib_connection_drop_client (self);
  g_list_store_remove_all (self->tools);
  g_list_store_remove_all (self->prompts);
  crib_connection_take_error (self, NULL);
  crib_connection_set_state (self, CRIB_CONNECTION_IDLE);
  cancel_waiters (self);

  if (client == NULL)
    g_task_return_boolean (task, TRUE);
  else
    mcp_client_close_async (client, cancellable, close_cb, g_steal_pointer (&task));
}

/**
 * crib_connection_close_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the session ended in good order
 */
gboolean
crib_connection_close_finish (CribConnection  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
