/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-message.h"

#include <string.h>

#define NEWEST_VERSION "2025-11-25"
#define MAX_SESSION_ID 4096

/* One session being opened. */
typedef struct
{
  McpSessionTransport *transport;
  McpWaiters *waiters;
  gint64 start;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->transport);
  g_clear_pointer (&opening->waiters, mcp_waiters_free);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* Whoever's header @call carried has begun the session. */
void
mcp_session_set_account (McpSessionTransport *self,
                         McpHttpCall         *call)
{
  g_free (self->account);
  self->account = g_strdup (call->account);
}

/*
 * mcp_session_take_id:
 * @call: the POST of initialize, answered
 *
 * Takes the session's id from the headers of the answer: visible ASCII, or we refuse it
 * (MCP 2025-11-25, "Session Management"). None at all is fine: there is no session then.
 */
gboolean
mcp_session_take_id (McpSessionTransport  *self,
                     McpHttpCall          *call,
                     GError              **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  const char *id = soup_message_headers_get_one (headers, "Mcp-Session-Id");
  gsize length = id != NULL ? strlen (id) : 0;
  gboolean is_valid = id == NULL || (length > 0 && length <= MAX_SESSION_ID);

  for (gsize i = 0; is_valid && i < length; i++)
    is_valid = id[i] >= 0x21 && id[i] <= 0x7E;

  if (!is_valid)
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server gave a session id that is not allowed.",
                                               NULL));
      return FALSE;
    }

  g_free (self->session_id);
  self->session_id = g_strdup (id);
  mcp_session_set_account (self, call);

  return TRUE;
}

/* What Toolcrib says about itself. It declares what can be answered and no more, so that no server
 * asks for what could not be shown (MCP 2025-11-25, "Lifecycle"). */
static McpRequest *
new_initialize (McpSessionTransport *self)
{
  g_autoptr(SjsonValue) capabilities = mcp_features_to_json (self->features);
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "protocolVersion"),
                        self->wanted_version != NULL ? self->wanted_version : NEWEST_VERSION);
  sjson_builder_value (sjson_builder_name (builder, "capabilities"), capabilities);
  mcp_envelope_add_client_info (sjson_builder_name (builder, "clientInfo"));
  sjson_builder_end_object (builder);
  document = sjson_builder_end_document (builder);
  params = sjson_document_get_root (document);

  return mcp_request_new ("initialize", &params);
}

/* The session is open, or will not be: whoever waits goes on. */
static void
opening_end (Opening *opening,
             GError  *error)
{
  McpSessionTransport *self = opening->transport;
  gboolean is_renewal = self->generation > 0;

  if (self->opening == opening->waiters)
    self->opening = NULL;

  if (error == NULL)
    {
      self->generation++;
      self->opening_time = (g_get_monotonic_time () - opening->start) / 1000;
      mcp_session_start_listener (self);
    }

  mcp_waiters_finish (g_steal_pointer (&opening->waiters), error);

  if (is_renewal && !self->aborted)
    {
      if (error == NULL)
        mcp_transport_emit_reopened (MCP_TRANSPORT (self));
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mcp_transport_emit_disconnected (MCP_TRANSPORT (self), error);
    }

  g_clear_error (&error);
}

static void
initialized_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  opening_end (opening, error);
}

static void
initialize_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  McpSessionTransport *self = opening->transport;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GBytes) message = NULL;
  g_autoptr(GTask) task = NULL;
  McpServerInfo *info = NULL;
  GError *error = NULL;

  value = g_task_propagate_pointer (G_TASK (result), &error);

  if (value == NULL || !(info = mcp_server_info_new_from_initialize (value, &error)))
    {
      opening_end (opening, error);
      return;
    }

  g_clear_pointer (&self->info, mcp_server_info_free);
  self->info = info;

  message = mcp_message_build_initialized ();
  task = g_task_new (self, mcp_waiters_get_cancellable (opening->waiters), initialized_cb,
                     opening);
  g_task_set_source_tag (task, initialize_cb);
  mcp_session_tell (self, message, task, TRUE);
  g_steal_pointer (&opening);
}

static void
initialize (Opening *opening)
{
  McpSessionTransport *self = opening->transport;
  g_autoptr(McpRequest) request = new_initialize (self);
  g_autoptr(GTask) task = NULL;

  task = g_task_new (self, mcp_waiters_get_cancellable (opening->waiters), initialize_cb, opening);
  g_task_set_source_tag (task, initialize);
  mcp_session_ask (self, request, task, TRUE);
}

static void
events_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  GError *error = NULL;

  if (mcp_session_open_events_finish (MCP_SESSION_TRANSPORT (source), result, &error))
    initialize (g_steal_pointer (&opening));
  else
    opening_end (opening, error);
}

static void
start (McpSessionTransport *self)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->transport = g_object_ref (self);
  opening->waiters = mcp_waiters_new ();
  opening->start = g_get_monotonic_time ();
  self->opening = opening->waiters;

  if (self->has_events)
    mcp_session_open_events_async (self, mcp_waiters_get_cancellable (opening->waiters), events_cb,
                                   opening);
  else
    initialize (opening);
}

/*
 * mcp_session_open_async:
 *
 * Opens a session: initialize, initialized, then the GET stream (MCP 2025-11-25, "Lifecycle").
 * Whoever comes while one is being opened waits for that one.
 */
void
mcp_session_open_async (McpSessionTransport *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_session_open_async);

  if (self->opening == NULL ||
      g_cancellable_is_cancelled (mcp_waiters_get_cancellable (self->opening)))
    start (self);

  mcp_waiters_add (self->opening, task);
}

gboolean
mcp_session_open_finish (McpSessionTransport  *self,
                         GAsyncResult         *result,
                         GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
mcp_session_renew_async (McpSessionTransport *self,
                         guint                generation,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  if (self->opening != NULL || generation == self->generation)
    {
      mcp_session_open_async (self, cancellable, callback, user_data);
      return;
    }

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_session_renew_async);
  g_task_return_boolean (task, TRUE);
}
