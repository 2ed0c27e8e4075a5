/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "http-fetch.h"
#include "mcp-error-private.h"
#include "mcp-http-error.h"

#include <string.h>

/* HTTP+SSE, the transport of MCP 2024-11-05: one GET stream for all that the server says, whose
 * first event names the address that messages are posted to. */

typedef struct
{
  McpSessionTransport *transport;
  GTask *task;   /* nullable: whoever waits for the address */
} Events;

static Events *
events_new (McpSessionTransport *transport,
            GTask               *task)
{
  Events *events = g_new0 (Events, 1);

  events->transport = g_object_ref (transport);
  events->task = task;

  return events;
}

static void
events_free (Events *events)
{
  g_object_unref (events->transport);
  g_clear_object (&events->task);
  g_free (events);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Events, events_free)

static GError *
new_no_server_error (const char *details)
{
  return mcp_error_new (MCP_ERROR_NOT_MCP, "What answers at this address is no MCP server.",
                        details);
}

static gboolean
is_same_place (GUri *one,
               GUri *other)
{
  return g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_uri_get_host (one) != NULL && g_uri_get_host (other) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         g_uri_get_port (one) == g_uri_get_port (other);
}

/* The token goes along with what is posted: to the server's own origin and nowhere else. The
 * address may hold the name of the session: it is never shown. */
static gboolean
take_endpoint (McpSessionTransport  *self,
               GBytes               *data,
               GError              **error)
{
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  g_autofree char *address = g_strndup (text, length);
  g_autoptr(GUri) uri = NULL;

  if (strlen (address) == length)
    uri = g_uri_parse_relative (self->events_call->uri, address, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || !is_same_place (self->events_call->uri, uri))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server wants messages to be sent to another "
                                               "place, which Toolcrib does not do.", NULL));
      return FALSE;
    }

  self->endpoint = g_steal_pointer (&uri);

  return TRUE;
}

/* Everything under way goes with the stream: there is no taking up again. */
static void
stream_over (McpSessionTransport *self,
             GError              *cause)
{
  g_autoptr(GError) error = cause != NULL
    ? mcp_http_error_from_failure (cause)
    : mcp_error_new (MCP_ERROR_UNAVAILABLE, "The connection to the server broke.", NULL);
  g_autoptr(GQueue) wires = g_queue_copy (&self->wires);
  gboolean was_open = self->generation > 0 && self->opening == NULL;

  g_clear_object (&self->events);
  g_clear_pointer (&self->endpoint, g_uri_unref);

  for (GList *l = wires->head; l != NULL; l = l->next)
    mcp_exchange_ref (l->data);

  for (GList *l = wires->head; l != NULL; l = l->next)
    {
      g_autoptr(McpExchange) exchange = l->data;

      mcp_session_give_up (self, exchange, error);
    }

  if (was_open && !self->aborted)
    mcp_transport_emit_disconnected (MCP_TRANSPORT (self), error);
}

static void read_events (Events *events);

static void
parsed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Events) events = user_data;
  McpSessionTransport *self = events->transport;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  document = http_parse_json_finish (result, &error);

  if (self->events == NULL || self->aborted)
    return;

  if (document == NULL)
    {
      g_debug ("Something that is no JSON: %s", error->message);
    }
  else
    {
      root = sjson_document_get_root (document);
      mcp_session_receive (self, &root, NULL);
    }

  if (self->events != NULL && !self->aborted)
    read_events (g_steal_pointer (&events));
}

static void
fail_opening (Events *events,
              GError *error)
{
  McpSessionTransport *self = events->transport;

  g_clear_object (&self->events);
  g_task_return_error (events->task, error);
  g_clear_object (&events->task);
}

/* The first event must name the address; what comes before that is another kind of stream. */
static void
receive_first (Events    *events,
               HttpEvent *event)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  if (strcmp (http_event_get_kind (event), "endpoint") != 0)
    {
      fail_opening (events, new_no_server_error ("The stream does not begin with its endpoint"));
    }
  else if (!take_endpoint (events->transport, http_event_get_data (event), &error))
    {
      fail_opening (events, error);
    }
  else
    {
      task = g_steal_pointer (&events->task);
      read_events (events_new (events->transport, NULL));
      g_task_return_boolean (task, TRUE);
    }
}

static void
event_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Events) events = user_data;
  McpSessionTransport *self = events->transport;
  g_autoptr(HttpEvent) event = NULL;
  GError *error = NULL;

  event = http_event_stream_next_finish (HTTP_EVENT_STREAM (source), result, &error);

  if (event == NULL && events->task != NULL)
    {
      fail_opening (events, error != NULL ? mcp_http_error_from_failure (error)
                                          : new_no_server_error ("The stream ended"));
    }
  else if (event == NULL)
    {
      stream_over (self, error);
    }
  else if (events->task != NULL)
    {
      receive_first (events, event);
    }
  else if (strcmp (http_event_get_kind (event), "message") == 0)
    {
      http_parse_json_async (http_event_get_data (event), self->events_wire, parsed_cb,
                             g_steal_pointer (&events));
    }
  else
    {
      read_events (g_steal_pointer (&events));
    }
}

static void
read_events (Events *events)
{
  McpSessionTransport *self = events->transport;

  http_event_stream_next_async (self->events, G_PRIORITY_DEFAULT, self->events_wire, event_cb,
                                events);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Events) events = user_data;
  g_autoptr(GBytes) start = mcp_http_read_start_finish (G_INPUT_STREAM (source), result);

  fail_opening (events, mcp_http_error_from_reply (events->transport->events_call, start, TRUE));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Events) events = user_data;
  McpSessionTransport *self = events->transport;
  g_autoptr(GInputStream) body = NULL;
  GError *error = NULL;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);

  if (body == NULL)
    {
      fail_opening (events, self->events_call->was_denied ? error
                                                          : mcp_http_error_from_failure (error));
    }
  else if (mcp_http_call_get_status (self->events_call) == 200 &&
           mcp_http_call_has_content_type (self->events_call, "text/event-stream"))
    {
      self->events = http_event_stream_new (body, 0, 0);
      read_events (g_steal_pointer (&events));
    }
  else
    {
      mcp_http_read_start_async (body, self->events_wire, refused_cb, g_steal_pointer (&events));
    }
}

/*
 * mcp_session_open_events_async:
 *
 * Opens the stream, and waits for the address that it names (MCP 2024-11-05, "HTTP with SSE").
 */
void
mcp_session_open_events_async (McpSessionTransport *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_session_open_events_async);
  mcp_session_close_events (self);

  self->events_wire = g_cancellable_new ();
  self->events_call = mcp_session_new_call (self, "GET", NULL);
  self->events_call->endless = TRUE;

  mcp_http_send_async (self->http, self->events_call, self->events_wire, opened_cb,
                       events_new (self, task));
}

gboolean
mcp_session_open_events_finish (McpSessionTransport  *self,
                                GAsyncResult         *result,
                                GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
mcp_session_close_events (McpSessionTransport *self)
{
  if (self->events_wire != NULL)
    g_cancellable_cancel (self->events_wire);

  g_clear_object (&self->events_wire);
  g_clear_object (&self->events);
  g_clear_pointer (&self->events_call, mcp_http_call_unref);
  g_clear_pointer (&self->endpoint, g_uri_unref);
}
