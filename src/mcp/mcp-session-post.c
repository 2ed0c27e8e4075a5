/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "http-fetch.h"
#include "mcp-error-private.h"
#include "mcp-http-error.h"
#include "mcp-message.h"
#include "mcp-request-private.h"

#include <string.h>

/* What a callback holds: the transport and the exchange for as long as something is under way. */
typedef struct
{
  McpSessionTransport *transport;
  McpExchange *exchange;
} Wire;

static Wire *
wire_new (McpSessionTransport *transport,
          McpExchange         *exchange)
{
  Wire *wire = g_new (Wire, 1);

  wire->transport = g_object_ref (transport);
  wire->exchange = mcp_exchange_ref (exchange);

  return wire;
}

static void
wire_free (Wire *wire)
{
  g_object_unref (wire->transport);
  mcp_exchange_unref (wire->exchange);
  g_free (wire);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wire, wire_free)

/* MCP 2025-11-25, "Transports": both types must be taken; the id and, from 2025-06-18 on, the
 * version go along with everything after initialize. */
McpHttpCall *
mcp_session_new_call (McpSessionTransport *self,
                      const char          *method,
                      GBytes              *body)
{
  McpHttpCall *call = mcp_http_call_new (method, body);

  call->accept = g_strdup (strcmp (method, "GET") == 0 ? "text/event-stream"
                                                       : "application/json, text/event-stream");
  call->session_id = g_strdup (self->session_id);
  if (self->session_id != NULL || self->endpoint != NULL)
    call->session_account = g_strdup (self->account);

  if (self->info != NULL && strcmp (self->info->protocol_version, "2025-06-18") >= 0)
    call->protocol_version = g_strdup (self->info->protocol_version);

  return call;
}

void
mcp_session_end_wire (McpSessionTransport *self,
                      McpExchange         *exchange)
{
  mcp_exchange_clear_timer (exchange);

  if (g_queue_remove (&self->draining, exchange))
    mcp_exchange_unref (exchange);

  if (!g_queue_remove (&self->wires, exchange))
    return;

  if (exchange->message != NULL && !exchange->opening && --self->n_replies == 0)
    mcp_session_all_told (self);

  mcp_exchange_unref (exchange);
}

/* The wire ends with it. */
void
mcp_session_fail (McpSessionTransport *self,
                  McpExchange         *exchange,
                  GError              *error)
{
  g_hash_table_remove (self->pending, &exchange->id);
  mcp_session_drop_questions (self, exchange);
  mcp_session_end_wire (self, exchange);
  mcp_exchange_fail (exchange, error);
}

static GError *
new_time_out_error (McpSessionTransport *self,
                    McpExchange         *exchange)
{
  return mcp_exchange_new_time_out_error (exchange, mcp_http_get_timeout (self->http));
}

static void
told_cancelled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GCancellable) wire = G_CANCELLABLE (user_data);

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_cancellable_cancel (wire);
}

/*
 * mcp_session_withdraw:
 * @error: (transfer full): how the request ends for whoever asked
 * @reason: for the server
 *
 * Stops waiting for an answer and tells the server so, unless it cannot know of the request
 * (MCP 2025-11-25, "Cancellation"; initialize must not be cancelled). The connection is dropped
 * only when the server has been told, because dropping it means nothing in these revisions.
 */
void
mcp_session_withdraw (McpSessionTransport *self,
                      McpExchange         *exchange,
                      GError              *error,
                      const char          *reason)
{
  g_autoptr(GBytes) message = NULL;
  g_autoptr(GTask) task = NULL;

  g_hash_table_remove (self->pending, &exchange->id);
  mcp_session_drop_questions (self, exchange);

  if (exchange->opening || exchange->call == NULL || !exchange->call->was_sent)
    g_cancellable_cancel (exchange->wire);
  else
    {
      message = mcp_message_build_cancelled (exchange->id, reason);
      task = g_task_new (self, NULL, told_cancelled_cb, g_object_ref (exchange->wire));
      g_task_set_source_tag (task, mcp_session_withdraw);
      mcp_session_tell (self, message, task, FALSE);
    }

  mcp_exchange_fail (exchange, error);
}

/* A request that is sent again is a new one with a number of its own. */
static void
renumber (McpSessionTransport *self,
          McpExchange         *exchange)
{
  if (exchange->request == NULL)
    return;

  g_hash_table_remove (self->pending, &exchange->id);
  g_clear_pointer (&exchange->last_event_id, g_free);
  exchange->n_barren = 0;
  exchange->retry = -1;
  exchange->id = ++self->last_id;
  g_hash_table_insert (self->pending, &exchange->id, exchange);
}

/*
 * mcp_session_lose:
 * @cause: (nullable) (transfer full): what happened; `NULL` for a stream that just ended
 *
 * Decides what becomes of a request whose answer did not come whole. What surely never left has
 * failed, and no more. What only reads is asked once more. Anything else may have run: it is
 * never sent again by itself.
 */
void
mcp_session_lose (McpSessionTransport *self,
                  McpExchange         *exchange,
                  GError              *cause)
{
  gboolean is_time_out = cause != NULL && mcp_http_error_is_time_out (cause);
  g_autoptr(GError) error = NULL;

  if (cause == NULL)
    cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                 "The stream ended without the answer");

  error = exchange->call->was_denied ? cause : mcp_http_error_from_failure (cause);

  if (!exchange->call->was_sent || (exchange->request == NULL && !exchange->opening) ||
      !g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE))
    mcp_session_fail (self, exchange, g_steal_pointer (&error));
  else if (is_time_out && exchange->request != NULL)
    {
      mcp_session_withdraw (self, exchange, new_time_out_error (self, exchange),
                            "No answer in time");
      mcp_session_end_wire (self, exchange);
    }
  else if (exchange->request != NULL && !mcp_request_is_repeatable (exchange->request))
    mcp_session_fail (self, exchange, mcp_exchange_new_lost_error (exchange, error));
  else if (exchange->was_repeated || is_time_out)
    mcp_session_fail (self, exchange, g_steal_pointer (&error));
  else
    {
      exchange->was_repeated = TRUE;
      renumber (self, exchange);
      mcp_session_post (self, exchange);
    }
}

/*
 * mcp_session_give_up:
 * @cause: what happened
 *
 * What only reads has failed, and no more; anything else may have run.
 */
void
mcp_session_give_up (McpSessionTransport *self,
                     McpExchange         *exchange,
                     const GError        *cause)
{
  if (exchange->request != NULL && !mcp_request_is_repeatable (exchange->request) &&
      exchange->call != NULL && exchange->call->was_sent)
    mcp_session_fail (self, exchange, mcp_exchange_new_lost_error (exchange, cause));
  else
    mcp_session_fail (self, exchange, g_error_copy (cause));
}

/* With HTTP+SSE the answer comes on another stream, which may be silent for ever. */
static gboolean
events_late_cb (gpointer user_data)
{
  Wire *wire = user_data;
  McpSessionTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;

  mcp_session_withdraw (self, exchange, new_time_out_error (self, exchange), "No answer in time");
  mcp_session_end_wire (self, exchange);

  return G_SOURCE_REMOVE;
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  g_autoptr(GError) error = NULL;

  if (!mcp_session_open_finish (wire->transport, result, &error))
    mcp_session_fail (wire->transport, wire->exchange, g_steal_pointer (&error));
  else if (wire->exchange->request != NULL && mcp_exchange_is_settled (wire->exchange))
    mcp_session_end_wire (wire->transport, wire->exchange);
  else
    mcp_session_post (wire->transport, wire->exchange);
}

/* A session is opened anew for a request once, and not for what opens one. */
static gboolean
may_renew (McpExchange *exchange)
{
  return !exchange->opening && !exchange->was_renewed && exchange->request != NULL &&
         exchange->call->session_id != NULL;
}

/* Whether the server refused @exchange because it does not know our session: 404 (MCP 2025-11-25,
 * "Transports"), or, as the reference server does, 400 with an error that names no request; or 403,
 * where it was begun before anybody signed in. Either way it has not looked at the request, so that
 * it may be sent again. */
static gboolean
is_session_forgotten (McpExchange *exchange,
                      GBytes      *start)
{
  McpHttpCall *call = exchange->call;
  guint status = mcp_http_call_get_status (call);

  if (!may_renew (exchange))
    return FALSE;

  return status == 404 || (status == 400 && mcp_http_error_names_no_request (start)) ||
         (status == 403 && g_strcmp0 (call->account, call->session_account) != 0);
}

/* Sends it once more, in another session. */
static void
renew (Wire *wire)
{
  McpSessionTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;

  exchange->was_renewed = TRUE;
  renumber (self, exchange);
  mcp_session_renew_async (self, exchange->generation, exchange->wire, renewed_cb, wire);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpSessionTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;
  g_autoptr(GBytes) start = mcp_http_read_start_finish (G_INPUT_STREAM (source), result);

  if (exchange->request != NULL && mcp_exchange_is_settled (exchange))
    mcp_session_end_wire (self, exchange);
  else if (is_session_forgotten (exchange, start))
    renew (g_steal_pointer (&wire));
  else
    mcp_session_fail (self, exchange,
                      mcp_http_error_from_reply (exchange->call, start, exchange->opening));
}

/* An answer came, and what is asked for is not in it. */
static void
fail_malformed (McpSessionTransport *self,
                McpExchange         *exchange,
                const char          *details)
{
  GError *error;

  if (exchange->opening)
    error = mcp_error_new (MCP_ERROR_NOT_MCP, "What answers at this address is no MCP server.",
                           details);
  else
    error = mcp_error_new (MCP_ERROR_MALFORMED, "The server sent something that is no MCP answer.",
                           details);

  mcp_session_fail (self, exchange, error);
}

static void
json_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpSessionTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  http_read_json_finish (G_INPUT_STREAM (source), result, &document, &error);

  if (document != NULL && !self->aborted)
    {
      root = sjson_document_get_root (document);
      mcp_session_receive (self, &root, exchange);
    }

  if (mcp_exchange_is_settled (exchange))
    mcp_session_end_wire (self, exchange);
  else if (mcp_http_error_is_malformed (error))
    fail_malformed (self, exchange, error->message);
  else if (error != NULL)
    mcp_session_lose (self, exchange, g_steal_pointer (&error));
  else
    fail_malformed (self, exchange, "The JSON-RPC response is missing");
}

/* The server has taken the message; its answer comes on the one stream. */
static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  guint seconds = mcp_http_get_timeout (wire->transport->http);

  g_bytes_unref (mcp_http_read_start_finish (G_INPUT_STREAM (source), result));

  if (mcp_exchange_is_settled (wire->exchange))
    mcp_session_end_wire (wire->transport, wire->exchange);
  else if (seconds > 0)
    mcp_exchange_set_timer (wire->exchange, seconds * 1000, events_late_cb,
                            wire_new (wire->transport, wire->exchange),
                            (GDestroyNotify) wire_free);
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;

  g_bytes_unref (mcp_http_read_start_finish (G_INPUT_STREAM (source), result));
  mcp_session_end_wire (wire->transport, wire->exchange);
  mcp_exchange_succeed (wire->exchange, NULL);
}

/* A session that nobody in particular began is that of the first who uses it signed in. */
static void
adopt (McpSessionTransport *self,
       McpHttpCall         *call)
{
  if (self->account == NULL && call->session_id != NULL &&
      g_strcmp0 (call->session_id, self->session_id) == 0)
    self->account = g_strdup (call->account);
}

/* The headers are there: chooses by status and media type what to do with the body. */
static void
read_reply (McpSessionTransport *self,
            McpExchange         *exchange,
            GInputStream        *body)
{
  guint status = mcp_http_call_get_status (exchange->call);
  gboolean is_success = status >= 200 && status < 300;
  GError *error = NULL;

  if (is_success)
    {
      adopt (self, exchange->call);
      mcp_session_wake_listener (self);
    }

  if (is_success && exchange->request != NULL && self->has_events)
    mcp_http_read_start_async (body, exchange->wire, taken_cb, wire_new (self, exchange));
  else if (is_success && exchange->opening && exchange->request != NULL &&
           !mcp_session_take_id (self, exchange->call, &error))
    mcp_session_fail (self, exchange, error);
  else if (is_success && exchange->request == NULL)
    mcp_http_read_start_async (body, exchange->wire, accepted_cb, wire_new (self, exchange));
  else if (is_success && mcp_http_call_has_content_type (exchange->call, "text/event-stream"))
    mcp_session_read_stream (self, exchange, body);
  else if (is_success && mcp_http_call_has_content_type (exchange->call, "application/json"))
    http_read_json_async (body, 0, G_PRIORITY_DEFAULT, exchange->wire, json_cb,
                          wire_new (self, exchange));
  else
    mcp_http_read_start_async (body, exchange->wire, refused_cb, wire_new (self, exchange));
}

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);

  if (wire->exchange->request != NULL && mcp_exchange_is_settled (wire->exchange))
    mcp_session_end_wire (wire->transport, wire->exchange);
  else if (body == NULL && wire->exchange->call->is_foreign && may_renew (wire->exchange))
    renew (g_steal_pointer (&wire));
  else if (body == NULL)
    mcp_session_lose (wire->transport, wire->exchange, g_steal_pointer (&error));
  else
    read_reply (wire->transport, wire->exchange, body);
}

/* A session that is being opened comes first; so does the stream on which a server may ask what
 * the call of a tool needs to know. TRUE: @exchange is sent later. */
static gboolean
put_off (McpSessionTransport *self,
         McpExchange         *exchange)
{
  if (exchange->opening)
    return FALSE;

  if (self->opening != NULL)
    mcp_session_renew_async (self, self->generation, exchange->wire, renewed_cb,
                             wire_new (self, exchange));
  else if (self->features != MCP_FEATURE_NONE && exchange->request != NULL &&
           mcp_exchange_is_tool_call (exchange) && mcp_session_is_stream_due (self))
    mcp_session_await_stream_async (self, exchange->wire, renewed_cb, wire_new (self, exchange));
  else
    return FALSE;

  return TRUE;
}

/*
 * mcp_session_post:
 *
 * Sends the message of @exchange, when what must come first is there.
 */
void
mcp_session_post (McpSessionTransport *self,
                  McpExchange         *exchange)
{
  g_autoptr(GBytes) message = NULL;

  if (self->aborted)
    {
      mcp_session_fail (self, exchange, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                             "The connection is closed"));
      return;
    }

  if (g_queue_find (&self->wires, exchange) == NULL)
    g_queue_push_tail (&self->wires, mcp_exchange_ref (exchange));

  if (put_off (self, exchange))
    return;

  message = exchange->request ? mcp_message_build_request (exchange->request, exchange->id)
                              : g_bytes_ref (exchange->message);

  if (exchange->request != NULL)
    mcp_request_set_token (exchange->request, exchange->id);

  g_clear_pointer (&exchange->call, mcp_http_call_unref);
  exchange->call = mcp_session_new_call (self, "POST", message);
  exchange->generation = self->generation;

  if (self->endpoint != NULL)
    exchange->call->uri = g_uri_ref (self->endpoint);

  if (exchange->opening && exchange->request != NULL)
    {
      g_clear_pointer (&exchange->call->session_id, g_free);
      if (self->endpoint == NULL)
        g_clear_pointer (&exchange->call->session_account, g_free);
      g_clear_pointer (&exchange->call->protocol_version, g_free);
    }

  mcp_http_send_async (self->http, exchange->call, exchange->wire, posted_cb,
                       wire_new (self, exchange));
}

void
mcp_session_tell (McpSessionTransport *self,
                  GBytes              *message,
                  GTask               *task,
                  gboolean             opening)
{
  g_autoptr(McpExchange) exchange = mcp_exchange_new (task, NULL, message);

  exchange->opening = opening;

  if (!opening && !self->aborted)
    self->n_replies++;

  mcp_session_post (self, exchange);
}
