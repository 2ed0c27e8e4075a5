/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "mcp-message.h"
#include "mcp-request-private.h"

/* Streams kept open after their answer, at most. */
#define MAX_DRAINING 4

/* Milliseconds that a stream may stay open after its answer. */
#define DRAIN_TIME 30000

static gboolean
drain_time_over_cb (gpointer user_data)
{
  McpExchange *exchange = user_data;

  g_cancellable_cancel (exchange->wire);

  return G_SOURCE_REMOVE;
}

/* The rest of a stream is read, because it may bring notifications and because only a connection
 * read to its end can be used again; but not for ever. */
static void
drain (McpSessionTransport *self,
       McpExchange         *exchange)
{
  if (g_queue_find (&self->draining, exchange) != NULL)
    return;

  g_queue_push_tail (&self->draining, mcp_exchange_ref (exchange));
  mcp_exchange_set_timer (exchange, DRAIN_TIME, drain_time_over_cb, mcp_exchange_ref (exchange),
                          (GDestroyNotify) mcp_exchange_unref);

  if (self->draining.length > MAX_DRAINING)
    g_cancellable_cancel (((McpExchange *) self->draining.head->data)->wire);
}

static McpExchange *
find_pending (McpSessionTransport *self,
              const SjsonValue    *id)
{
  gint64 number;

  return sjson_value_get_int64 (id, &number) ? g_hash_table_lookup (self->pending, &number) : NULL;
}

/* Whose answer it is: that of the id, or of the message's own wire where an error has no id, as
 * with servers that refuse before they read. Late and unknown ids are nobody's. */
static McpExchange *
find_answered (McpSessionTransport *self,
               McpMessage          *message,
               McpExchange         *origin)
{
  if (message->has_id)
    return find_pending (self, &message->id);

  return message->kind == MCP_MESSAGE_ERROR && origin != NULL && origin->id != 0 &&
         !mcp_exchange_is_settled (origin) ? origin : NULL;
}

static void
receive_answer (McpSessionTransport *self,
                McpMessage          *message,
                McpExchange         *origin)
{
  g_autoptr(McpExchange) exchange = NULL;
  McpExchange *found = find_answered (self, message, origin);

  if (found == NULL)
    {
      g_debug ("An answer that nobody waits for");
      return;
    }

  exchange = mcp_exchange_ref (found);
  g_hash_table_remove (self->pending, &exchange->id);
  mcp_session_drop_questions (self, exchange);

  if (self->has_events)
    mcp_session_end_wire (self, exchange);
  else
    drain (self, exchange);

  if (message->kind == MCP_MESSAGE_RESULT)
    mcp_exchange_succeed (exchange, sjson_value_copy (&message->body));
  else
    mcp_exchange_fail (exchange, mcp_message_to_error (message));
}

static void
receive_notification (McpSessionTransport *self,
                      McpMessage          *message,
                      McpExchange         *origin)
{
  const SjsonValue *params = message->body.document ? &message->body : NULL;
  McpExchange *exchange;
  SjsonValue token;

  /* A call that became a task has its answer, and its progress goes on. */
  if (g_str_equal (message->method, "notifications/progress"))
    {
      if (params != NULL && sjson_value_get_member (params, "progressToken", &token) &&
          (exchange = find_pending (self, &token)) != NULL)
        mcp_request_report_progress (exchange->request, params);
      else if (params != NULL)
        mcp_transport_emit_notification (MCP_TRANSPORT (self), message->method, params);
    }
  else if (g_str_equal (message->method, "notifications/message") &&
           origin != NULL && !mcp_exchange_is_settled (origin) && origin->request != NULL)
    {
      if (params != NULL)
        mcp_request_report_log (origin->request, params);
    }
  else
    mcp_transport_emit_notification (MCP_TRANSPORT (self), message->method, params);
}

static void
receive_one (McpSessionTransport *self,
             const SjsonValue    *json,
             McpExchange         *origin)
{
  g_auto(McpMessage) message = { 0 };

  mcp_message_read (&message, json);

  switch (message.kind)
    {
    case MCP_MESSAGE_RESULT:
    case MCP_MESSAGE_ERROR:
      receive_answer (self, &message, origin);
      break;

    case MCP_MESSAGE_REQUEST:
      mcp_session_receive_request (self, &message, origin);
      break;

    case MCP_MESSAGE_NOTIFICATION:
      receive_notification (self, &message, origin);
      break;

    case MCP_MESSAGE_INVALID:
    default:
      g_debug ("Something that is no JSON-RPC message");
    }
}

void
mcp_session_receive (McpSessionTransport *self,
                     const SjsonValue    *json,
                     McpExchange         *origin)
{
  SjsonValue element;
  SjsonIter iter;

  if (sjson_value_get_kind (json) != SJSON_KIND_ARRAY)
    {
      receive_one (self, json, origin);
      return;
    }

  /* MCP 2025-03-26, "Batching": a client must be able to receive them. */
  sjson_iter_init (&iter, json);
  while (!self->aborted && sjson_iter_next (&iter, NULL, &element))
    receive_one (self, &element, origin);
}
