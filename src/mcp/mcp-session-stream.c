/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "mcp-error-private.h"
#include "mcp-http-error.h"
#include "mcp-message-stream.h"

#include <string.h>

/* Resumptions in a row that may bring nothing before the answer counts as lost. */
#define MAX_BARREN 5

/* Milliseconds before the first resumption where the server names none, and at least where the
 * last one brought nothing. */
#define DEFAULT_RETRY 500
#define MIN_BARREN_RETRY 100
#define MAX_RETRY (5 * 60 * 1000)

typedef struct
{
  McpSessionTransport *transport;
  McpExchange *exchange;
} Reader;

static Reader *
reader_new (McpSessionTransport *transport,
            McpExchange         *exchange)
{
  Reader *reader = g_new (Reader, 1);

  reader->transport = g_object_ref (transport);
  reader->exchange = mcp_exchange_ref (exchange);

  return reader;
}

static void
reader_free (Reader *reader)
{
  g_object_unref (reader->transport);
  mcp_exchange_unref (reader->exchange);
  g_free (reader);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, reader_free)

static void resume (McpSessionTransport *self,
                    McpExchange         *exchange,
                    GError              *cause);

/* Notes where the stream could be taken up again, and whether it brought anything. */
static void
note_position (McpExchange *exchange)
{
  const char *id = http_event_stream_get_last_id (exchange->stream);
  gint64 retry = http_event_stream_get_retry (exchange->stream);

  if (id != NULL && g_strcmp0 (id, exchange->last_event_id) != 0)
    {
      g_free (exchange->last_event_id);
      exchange->last_event_id = g_strdup (id);
      exchange->n_barren = 0;
    }
  else
    exchange->n_barren++;

  if (retry >= 0)
    exchange->retry = MIN (retry, MAX_RETRY);
}

static void
stream_over (McpSessionTransport *self,
             McpExchange         *exchange,
             GError              *error)
{
  note_position (exchange);
  http_event_stream_close (exchange->stream);
  g_clear_object (&exchange->stream);

  if (mcp_exchange_is_settled (exchange))
    {
      g_clear_error (&error);
      mcp_session_end_wire (self, exchange);
    }
  else
    resume (self, exchange, error);
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Reader) reader = user_data;
  McpSessionTransport *self = reader->transport;
  McpExchange *exchange = reader->exchange;
  HttpEventStream *stream = HTTP_EVENT_STREAM (source);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  if (!mcp_message_stream_next_finish (stream, result, &document, &error) &&
      mcp_http_error_is_time_out (error) && self->asked->len > 0)
    {
      /* The server is silent because it waits for a person. */
      mcp_message_stream_next_async (stream, exchange->wire, next_cb, g_steal_pointer (&reader));
      return;
    }

  if (document == NULL)
    {
      stream_over (self, exchange, g_steal_pointer (&error));
      return;
    }

  root = sjson_document_get_root (document);
  mcp_session_receive (self, &root, exchange);
  mcp_message_stream_next_async (stream, exchange->wire, next_cb, g_steal_pointer (&reader));
}

/*
 * mcp_session_read_stream:
 *
 * Reads what comes of @exchange until the server ends the stream, which may be long after the
 * answer or, with an event id, before it.
 */
void
mcp_session_read_stream (McpSessionTransport *self,
                         McpExchange         *exchange,
                         GInputStream        *body)
{
  g_set_object (&exchange->stream, NULL);
  exchange->stream = http_event_stream_new (body, 0, 0);

  mcp_message_stream_next_async (exchange->stream, exchange->wire, next_cb,
                                 reader_new (self, exchange));
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Reader) reader = user_data;
  McpSessionTransport *self = reader->transport;
  McpExchange *exchange = reader->exchange;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);
  status = mcp_http_call_get_status (exchange->call);

  if (mcp_exchange_is_settled (exchange))
    mcp_session_end_wire (self, exchange);
  else if (body != NULL && status == 200 &&
           mcp_http_call_has_content_type (exchange->call, "text/event-stream"))
    mcp_session_read_stream (self, exchange, body);
  else if (body != NULL && status < 500 && status != 429)
    mcp_session_lose (self, exchange, NULL);
  else
    {
      exchange->n_barren++;
      resume (self, exchange, g_steal_pointer (&error));
    }
}

static gboolean
resume_cb (gpointer user_data)
{
  Reader *reader = user_data;
  McpExchange *exchange = reader->exchange;

  if (mcp_exchange_is_settled (exchange))
    {
      mcp_session_end_wire (reader->transport, exchange);
      return G_SOURCE_REMOVE;
    }

  g_clear_pointer (&exchange->call, mcp_http_call_unref);
  exchange->call = mcp_session_new_call (reader->transport, "GET", NULL);
  exchange->call->last_event_id = g_strdup (exchange->last_event_id);
  exchange->call->was_sent = TRUE;

  mcp_http_send_async (reader->transport->http, exchange->call, exchange->wire, resumed_cb,
                       reader_new (reader->transport, exchange));

  return G_SOURCE_REMOVE;
}

/* Milliseconds to wait: what the server asked for, longer each time that nothing comes of it. */
static guint
get_delay (McpExchange *exchange)
{
  gint64 delay = exchange->retry >= 0 ? exchange->retry : DEFAULT_RETRY;

  if (exchange->n_barren > 0)
    delay = MAX (delay, MIN_BARREN_RETRY) << MIN (exchange->n_barren - 1, MAX_BARREN);

  return (guint) MIN (delay, MAX_RETRY);
}

/* Takes a stream up again after its last event (MCP 2025-11-25, "Resumability and Redelivery":
 * always by GET, whatever opened the stream). The request stays pending meanwhile. Without an id
 * to start from, or where nothing comes of it, the answer is lost. */
static void
resume (McpSessionTransport *self,
        McpExchange         *exchange,
        GError              *cause)
{
  gboolean hopeless = cause != NULL && (mcp_http_error_is_malformed (cause) ||
                                        mcp_http_error_is_time_out (cause) ||
                                        g_cancellable_is_cancelled (exchange->wire));

  if (hopeless || exchange->last_event_id == NULL || *exchange->last_event_id == '\0' ||
      exchange->n_barren >= MAX_BARREN || exchange->generation != self->generation)
    {
      mcp_session_lose (self, exchange, cause);
      return;
    }

  g_clear_error (&cause);
  mcp_exchange_set_timer (exchange, get_delay (exchange), resume_cb,
                          reader_new (self, exchange), (GDestroyNotify) reader_free);
}
