/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-resources.h"

#include "mcp-client-ask.h"
#include "mcp-client-private.h"
#include "mcp-error-private.h"
#include "sjson-builder.h"

#include <string.h>

/* JSON-RPC's "Invalid params", by which a server of today says that there is no such resource, and
 * the number by which all before said it (MCP 2026-07-28, "Resources", Error Handling). */
#define INVALID_PARAMS (-32602)
#define RESOURCE_NOT_FOUND (-32002)

typedef struct
{
  McpRequest *request;
  char *uri;
  guint generation;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->request);
  g_free (reading->uri);
  g_free (reading);
}

static gpointer
read_resource (const SjsonValue  *result,
               GError           **error)
{
  return mcp_read_result_new (result, error);
}

/* One sentence for it, whatever the revision. Takes @error. */
static GError *
name_resource (const char *uri,
               GError     *error)
{
  g_autoptr(GError) cause = error;
  g_autofree char *sentence = NULL;
  gint64 code;

  if (!mcp_error_get_remote_code (cause, &code) ||
      (code != INVALID_PARAMS && code != RESOURCE_NOT_FOUND))
    return g_steal_pointer (&cause);

  sentence = g_strdup_printf ("The server has no resource “%s”.", uri);
  error = mcp_error_new (MCP_ERROR_NOT_OFFERED, sentence, mcp_error_get_details (cause));
  mcp_error_set_remote_code (error, code);

  return error;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  McpReadResult *read_result;
  GError *error = NULL;

  read_result = mcp_client_ask_finish (self, result, &error);

  if (read_result == NULL)
    {
      g_task_return_error (task, name_resource (reading->uri, error));
      return;
    }

  /* What came of questions belongs to their answers (MCP 2026-07-28, "Caching"). */
  if (self->era == MCP_ERA_STATELESS && !mcp_request_has_rounds (reading->request))
    mcp_read_cache_add (self->reads, reading->uri, read_result, g_get_monotonic_time (),
                        reading->generation);

  g_task_return_pointer (task, read_result, g_object_unref);
}

/**
 * mcp_client_read_resource_async:
 * @request: from [ctor@Mcp.Request.new_read_resource]; the server may ask something through it
 *
 * Reads a resource (MCP 2026-07-28, "Resources" and "Caching"). An address of whatever scheme is
 * the server's own name for it: only the server is asked.
 */
void
mcp_client_read_resource_async (McpClient           *self,
                                McpRequest          *request,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  McpReadResult *known;
  Reading *reading;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (mcp_request_get_params (request) != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_read_resource_async);
  reading = g_new0 (Reading, 1);
  reading->request = g_object_ref (request);
  reading->uri = sjson_value_dup_member_string (mcp_request_get_params (request), "uri");
  reading->generation = mcp_read_cache_get_generation (self->reads);
  g_task_set_task_data (task, reading, reading_free);

  known = mcp_read_cache_find (self->reads, reading->uri, g_get_monotonic_time ());

  if (known != NULL)
    g_task_return_pointer (task, known, g_object_unref);
  else
    mcp_client_ask_async (self, request, "resources", "resources", read_resource, cancellable,
                          read_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_read_resource_finish:
 * @error: as mcp_client_send_finish(), and `MCP_ERROR_NOT_OFFERED` where there is no such resource
 *
 * Returns: (transfer full): what it holds, or `NULL`
 */
McpReadResult *
mcp_client_read_resource_finish (McpClient     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_subscribed (McpClient  *self,
               const char *uri,
               guint      *position)
{
  return g_ptr_array_find_with_equal_func (self->subscriptions, uri, g_str_equal, position);
}

static void
set_subscribed (McpClient  *self,
                const char *uri,
                gboolean    subscribed)
{
  guint position;

  if (is_subscribed (self, uri, &position) == subscribed)
    return;

  if (subscribed)
    g_ptr_array_add (self->subscriptions, g_strdup (uri));
  else
    g_ptr_array_remove_index (self->subscriptions, position);

  mcp_client_update_watch (self);
}

static McpRequest *
new_subscription (const char *method,
                  const char *uri)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  sjson_builder_string (sjson_builder_name (builder, "uri"), uri);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  params = sjson_document_get_root (document);

  return mcp_request_new (method, &params);
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  const char *uri = g_task_get_task_data (task);
  g_autoptr(SjsonValue) value = NULL;
  GError *error = NULL;

  value = mcp_client_send_finish (self, result, &error);

  if (value == NULL)
    {
      g_task_return_error (task, name_resource (uri, error));
      return;
    }

  set_subscribed (self, uri, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  const char *uri = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(McpRequest) request = NULL;
  GError *error = NULL;

  if (!mcp_client_connect_finish (self, result, &error) ||
      !mcp_client_check_offered (self, "resources", "subscribe", "news of its resources", &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->era == MCP_ERA_STATELESS || is_subscribed (self, uri, NULL))
    {
      set_subscribed (self, uri, TRUE);
      g_task_return_boolean (task, TRUE);
      return;
    }

  request = new_subscription ("resources/subscribe", uri);
  mcp_client_send_async (self, request, cancellable, subscribed_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_subscribe_async:
 * @uri: a resource
 *
 * Wants to be told when @uri changes: by a request where there are sessions (MCP 2025-11-25,
 * "Subscriptions"), otherwise by what the client listens for (MCP 2026-07-28, "Subscriptions").
 */
void
mcp_client_subscribe_async (McpClient           *self,
                            const char          *uri,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_subscribe_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  mcp_client_connect_async (self, cancellable, connected_cb, task);
}

/**
 * mcp_client_subscribe_finish:
 * @error: as mcp_client_send_finish(), and `MCP_ERROR_NOT_OFFERED` where the server tells nothing,
 *   or has no such resource
 *
 * Returns: whether the server knows
 */
gboolean
mcp_client_subscribe_finish (McpClient     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unsubscribed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonValue) value = NULL;
  GError *error = NULL;

  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (value != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mcp_client_unsubscribe_async:
 * @uri: a resource
 *
 * Wants to be told nothing more of @uri. At once, whatever the server says to it.
 */
void
mcp_client_unsubscribe_async (McpClient           *self,
                              const char          *uri,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(GTask) task = NULL;
  gboolean was_subscribed;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_unsubscribe_async);
  was_subscribed = is_subscribed (self, uri, NULL);
  request = new_subscription ("resources/unsubscribe", uri);
  set_subscribed (self, uri, FALSE);

  if (was_subscribed && self->connected && self->era != MCP_ERA_STATELESS)
    mcp_client_send_async (self, request, cancellable, unsubscribed_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
mcp_client_unsubscribe_finish (McpClient     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonValue) value = NULL;

  value = mcp_transport_send_finish (MCP_TRANSPORT (source), result, &error);

  if (value == NULL)
    g_debug ("What the session before had been told is not known: %s", error->message);
}

/* Tells the server without keeping the client alive for its answer. */
void
mcp_client_tell (McpClient  *self,
                 McpRequest *request)
{
  mcp_transport_send_async (self->transport, request, NULL, restored_cb, NULL);
}

void
mcp_client_restore_subscriptions (McpClient *self)
{
  if (self->era == MCP_ERA_STATELESS ||
      !mcp_client_check_offered (self, "resources", "subscribe", "news", NULL))
    return;

  for (guint i = 0; i < self->subscriptions->len; i++)
    {
      g_autoptr(McpRequest) request = NULL;

      request = new_subscription ("resources/subscribe",
                                  g_ptr_array_index (self->subscriptions, i));
      mcp_client_tell (self, request);
    }
}

/* It may be part of what was subscribed to, so that only a client without any subscription is sure
 * that it never asked (MCP 2026-07-28, "Subscriptions"). */
gboolean
mcp_client_handle_resource_update (McpClient        *self,
                                   const char       *method,
                                   const SjsonValue *params)
{
  g_autofree char *uri = NULL;

  if (strcmp (method, "notifications/resources/updated") != 0)
    return FALSE;

  if (params != NULL)
    uri = sjson_value_dup_member_string (params, "uri");

  if (uri == NULL)
    return TRUE;

  mcp_read_cache_drop (self->reads, uri);

  if (self->subscriptions->len > 0)
    mcp_client_emit_resource_updated (self, uri);

  return TRUE;
}
