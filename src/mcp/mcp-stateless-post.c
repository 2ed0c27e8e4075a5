/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-stateless-private.h"

#include "http-fetch.h"
#include "mcp-error-private.h"
#include "mcp-header.h"
#include "mcp-http-error.h"
#include "mcp-message-stream.h"
#include "mcp-message.h"
#include "mcp-request-private.h"

#include <string.h>

/* Milliseconds that a stream may stay open after its answer: a connection that is read to its end
 * can be used again. */
#define DRAIN_TIME 1000

/* What a callback holds for as long as something is under way. */
typedef struct
{
  McpStatelessTransport *transport;
  McpExchange *exchange;
} Wire;

static Wire *
wire_new (McpStatelessTransport *transport,
          McpExchange           *exchange)
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

static void post (McpStatelessTransport *self,
                  McpExchange           *exchange);

static void
end_wire (McpStatelessTransport *self,
          McpExchange           *exchange)
{
  mcp_exchange_clear_timer (exchange);

  if (g_queue_remove (&self->wires, exchange))
    mcp_exchange_unref (exchange);
}

void
mcp_stateless_fail (McpStatelessTransport *self,
                    McpExchange           *exchange,
                    GError                *error)
{
  end_wire (self, exchange);
  mcp_exchange_fail (exchange, error);
}

static GError *
new_broken_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                              "The stream ended without the answer");
}

/* The answer did not come whole. There is no taking up of a stream in this revision: what surely
 * never left has failed, what only reads is asked once more under another number, all else may
 * have run (MCP 2026-07-28, "Transports"). Takes @cause. */
static void
lose (McpStatelessTransport *self,
      McpExchange           *exchange,
      GError                *cause)
{
  gboolean is_time_out = mcp_http_error_is_time_out (cause);
  g_autoptr(GError) error = NULL;

  error = exchange->call->was_denied ? cause : mcp_http_error_from_failure (cause);

  if (!exchange->call->was_sent || !g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE))
    mcp_stateless_fail (self, exchange, g_steal_pointer (&error));
  else if (is_time_out)
    mcp_stateless_fail (self, exchange,
                        mcp_exchange_new_time_out_error (exchange,
                                                         mcp_http_get_timeout (self->http)));
  else if (!mcp_request_is_repeatable (exchange->request))
    mcp_stateless_fail (self, exchange, mcp_exchange_new_lost_error (exchange, error));
  else if (exchange->was_repeated)
    mcp_stateless_fail (self, exchange, g_steal_pointer (&error));
  else
    {
      exchange->was_repeated = TRUE;
      post (self, exchange);
    }
}

static void
fail_malformed (McpStatelessTransport *self,
                McpExchange           *exchange,
                const char            *details)
{
  GError *error;

  if (exchange->opening)
    error = mcp_error_new (MCP_ERROR_NOT_MCP, "What answers at this address is no MCP server.",
                           details);
  else
    error = mcp_error_new (MCP_ERROR_MALFORMED, "The server sent something that is no MCP answer.",
                           details);

  mcp_stateless_fail (self, exchange, error);
}

/* An id of another request, or none on a result, is nobody's answer. An error without one answers
 * the POST that carried it (MCP 2026-07-28, "Error Codes"). */
static gboolean
is_answer_to (McpMessage  *message,
              McpExchange *exchange)
{
  gint64 number;

  if (mcp_exchange_is_settled (exchange))
    return FALSE;

  if (!message->has_id)
    return message->kind == MCP_MESSAGE_ERROR;

  return sjson_value_get_int64 (&message->id, &number) && number == exchange->id;
}

static void
receive_notification (McpStatelessTransport *self,
                      McpMessage            *message,
                      McpExchange           *exchange)
{
  const SjsonValue *params = message->body.document ? &message->body : NULL;
  SjsonValue token;
  gint64 number;

  if (params != NULL && !mcp_exchange_is_settled (exchange) &&
      g_str_equal (message->method, "notifications/progress"))
    {
      if (sjson_value_get_member (params, "progressToken", &token) &&
          sjson_value_get_int64 (&token, &number) && number == exchange->id)
        mcp_request_report_progress (exchange->request, params);
    }
  else if (params != NULL && !mcp_exchange_is_settled (exchange) &&
           g_str_equal (message->method, "notifications/message"))
    mcp_request_report_log (exchange->request, params);
  else
    mcp_transport_emit_notification (MCP_TRANSPORT (self), message->method, params);
}

static void
receive (McpStatelessTransport *self,
         const SjsonValue      *json,
         McpExchange           *exchange)
{
  g_auto(McpMessage) message = { 0 };

  mcp_message_read (&message, json);

  if (message.kind == MCP_MESSAGE_NOTIFICATION)
    receive_notification (self, &message, exchange);
  else if (message.kind == MCP_MESSAGE_RESULT && is_answer_to (&message, exchange))
    {
      mcp_exchange_succeed (exchange, sjson_value_copy (&message.body));
      mcp_stateless_answered (self);
    }
  else if (message.kind == MCP_MESSAGE_ERROR && is_answer_to (&message, exchange))
    mcp_exchange_fail (exchange, mcp_message_to_error (&message));
  else
    g_debug ("A message that answers nothing");
}

static gboolean
drain_time_over_cb (gpointer user_data)
{
  McpExchange *exchange = user_data;

  g_cancellable_cancel (exchange->wire);

  return G_SOURCE_REMOVE;
}

static void
stream_over (McpStatelessTransport *self,
             McpExchange           *exchange,
             GError                *error)
{
  http_event_stream_close (exchange->stream);
  g_clear_object (&exchange->stream);

  if (mcp_exchange_is_settled (exchange))
    {
      g_clear_error (&error);
      end_wire (self, exchange);
    }
  else if (error != NULL && mcp_http_error_is_malformed (error))
    {
      g_autoptr(GError) cause = error;

      fail_malformed (self, exchange, cause->message);
    }
  else
    lose (self, exchange, error != NULL ? error : new_broken_error ());
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpExchange *exchange = wire->exchange;
  HttpEventStream *stream = HTTP_EVENT_STREAM (source);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  gboolean was_settled = mcp_exchange_is_settled (exchange);
  SjsonValue root;

  if (!mcp_message_stream_next_finish (stream, result, &document, &error) || document == NULL)
    {
      stream_over (wire->transport, exchange, g_steal_pointer (&error));
      return;
    }

  root = sjson_document_get_root (document);
  receive (wire->transport, &root, exchange);

  if (!was_settled && mcp_exchange_is_settled (exchange))
    mcp_exchange_set_timer (exchange, DRAIN_TIME, drain_time_over_cb, mcp_exchange_ref (exchange),
                            (GDestroyNotify) mcp_exchange_unref);

  mcp_message_stream_next_async (stream, exchange->wire, next_cb, g_steal_pointer (&wire));
}

static void
read_stream (McpStatelessTransport *self,
             McpExchange           *exchange,
             GInputStream          *body)
{
  exchange->stream = http_event_stream_new (body, 0, 0);
  mcp_message_stream_next_async (exchange->stream, exchange->wire, next_cb,
                                 wire_new (self, exchange));
}

static void
json_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpStatelessTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  http_read_json_finish (G_INPUT_STREAM (source), result, &document, &error);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      receive (self, &root, exchange);
    }

  if (mcp_exchange_is_settled (exchange))
    end_wire (self, exchange);
  else if (mcp_http_error_is_malformed (error))
    fail_malformed (self, exchange, error->message);
  else if (error != NULL)
    lose (self, exchange, g_steal_pointer (&error));
  else
    fail_malformed (self, exchange, "The JSON-RPC response is missing");
}

/* Whether the refusal in @start names our version among those that the server knows: some refuse
 * the first request all the same (MCP 2026-07-28, "Versioning"). */
static gboolean
offers_our_version (GBytes *start)
{
  g_autoptr(SjsonDocument) document = sjson_document_new (start, NULL, NULL);
  g_auto(McpMessage) message = { 0 };
  SjsonValue root, data, versions, version;
  SjsonIter iter;
  gint64 code;

  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);
  mcp_message_read (&message, &root);

  if (message.kind != MCP_MESSAGE_ERROR ||
      !sjson_value_get_member_int64 (&message.body, "code", &code) ||
      code != MCP_CODE_UNSUPPORTED_VERSION ||
      !sjson_value_get_member (&message.body, "data", &data) ||
      !sjson_value_get_member (&data, "supported", &versions))
    return FALSE;

  sjson_iter_init (&iter, &versions);

  while (sjson_iter_next (&iter, NULL, &version))
    {
      if (sjson_value_equals_string (&version, MCP_STATELESS_VERSION))
        return TRUE;
    }

  return FALSE;
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpStatelessTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;
  g_autoptr(GBytes) start = mcp_http_read_start_finish (G_INPUT_STREAM (source), result);

  if (mcp_exchange_is_settled (exchange))
    end_wire (self, exchange);
  else if (!exchange->was_renewed && offers_our_version (start))
    {
      exchange->was_renewed = TRUE;
      post (self, exchange);
    }
  else
    mcp_stateless_fail (self, exchange,
                        mcp_http_error_from_reply (exchange->call, start, exchange->opening));
}

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Wire) wire = user_data;
  McpStatelessTransport *self = wire->transport;
  McpExchange *exchange = wire->exchange;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);
  status = mcp_http_call_get_status (exchange->call);

  if (mcp_exchange_is_settled (exchange))
    end_wire (self, exchange);
  else if (body == NULL)
    lose (self, exchange, g_steal_pointer (&error));
  else if (status >= 200 && status < 300 &&
           mcp_http_call_has_content_type (exchange->call, "text/event-stream"))
    read_stream (self, exchange, body);
  else if (status >= 200 && status < 300 &&
           mcp_http_call_has_content_type (exchange->call, "application/json"))
    http_read_json_async (body, 0, G_PRIORITY_DEFAULT, exchange->wire, json_cb,
                          wire_new (self, exchange));
  else
    mcp_http_read_start_async (body, exchange->wire, refused_cb, wire_new (self, exchange));
}

static void
add_field (const char *name,
           const char *value,
           gpointer    user_data)
{
  mcp_http_call_add_field (user_data, name, value);
}

/* MCP 2026-07-28, "Standard Headers" and "Custom Headers". */
static gboolean
write_fields (McpHttpCall  *call,
              McpRequest   *request,
              GError      **error)
{
  McpParamHeaders *headers = mcp_request_get_headers (request);
  const SjsonValue *params = mcp_request_get_params (request);
  g_autofree char *name = NULL;
  SjsonValue arguments;
  gsize length;

  call->accept = g_strdup ("application/json, text/event-stream");
  call->protocol_version = g_strdup (MCP_STATELESS_VERSION);
  call->rpc_method = g_strdup (mcp_request_get_method (request));

  if ((name = mcp_envelope_dup_name (request, &length)) != NULL)
    call->rpc_name = mcp_header_encode (name, length);

  if (headers == NULL || params == NULL ||
      !sjson_value_get_member (params, "arguments", &arguments))
    return TRUE;

  return mcp_param_headers_foreach (headers, &arguments, add_field, call, error);
}

McpHttpCall *
mcp_stateless_new_call (McpStatelessTransport  *self,
                        McpRequest             *request,
                        gint64                  id,
                        GError                **error)
{
  g_autoptr(GBytes) message = mcp_envelope_build_request (&self->envelope, request, id);
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("POST", message);

  return write_fields (call, request, error) ? g_steal_pointer (&call) : NULL;
}

/* Under a number of its own each time. */
static void
post (McpStatelessTransport *self,
      McpExchange           *exchange)
{
  GError *error = NULL;

  if (self->aborted)
    {
      mcp_stateless_fail (self, exchange, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                               "The connection is closed"));
      return;
    }

  exchange->id = ++self->last_id;
  g_clear_pointer (&exchange->call, mcp_http_call_unref);
  exchange->call = mcp_stateless_new_call (self, exchange->request, exchange->id, &error);

  if (exchange->call != NULL)
    mcp_http_send_async (self->http, exchange->call, exchange->wire, posted_cb,
                         wire_new (self, exchange));
  else
    mcp_stateless_fail (self, exchange, error);
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Wire *wire = user_data;
  GError *error = NULL;

  /* Closing the stream is how this revision cancels; nothing is told besides. */
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  g_cancellable_cancel (wire->exchange->wire);
  mcp_exchange_fail (wire->exchange, error);

  return G_SOURCE_REMOVE;
}

static void
watch_caller (McpStatelessTransport *self,
              McpExchange           *exchange)
{
  GCancellable *cancellable = g_task_get_cancellable (exchange->task);

  if (cancellable == NULL)
    return;

  exchange->caller_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (exchange->caller_source, G_SOURCE_FUNC (caller_cancelled_cb),
                         wire_new (self, exchange), (GDestroyNotify) wire_free);
  g_source_set_static_name (exchange->caller_source, "[mcp] caller cancelled");
  g_source_attach (exchange->caller_source, g_task_get_context (exchange->task));
}

void
mcp_stateless_ask (McpStatelessTransport *self,
                   McpRequest            *request,
                   GTask                 *task,
                   gboolean               opening)
{
  g_autoptr(McpExchange) exchange = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  exchange = mcp_exchange_new (task, request, NULL);
  exchange->opening = opening;
  g_queue_push_tail (&self->wires, mcp_exchange_ref (exchange));
  watch_caller (self, exchange);
  post (self, exchange);
}
