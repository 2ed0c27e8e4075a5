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
  McpHttpCall *call;
  GCancellable *wire;
  GTask *task;          /* nullable: whoever waits for the address */
  GSource *cancelled;   /* nullable: that they do not any more */
  GSource *timer;       /* nullable: that it takes too long */
  gboolean is_late;
} Events;

static gboolean
given_up_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Where the server was told nothing, somebody signs in: that takes its time. */
static gboolean
too_late_cb (gpointer user_data)
{
  Events *events = user_data;

  if (!events->call->was_sent)
    return G_SOURCE_CONTINUE;

  events->is_late = TRUE;
  g_cancellable_cancel (events->wire);

  return G_SOURCE_REMOVE;
}

static void
stop_timer (Events *events)
{
  if (events->timer != NULL)
    g_source_destroy (events->timer);

  g_clear_pointer (&events->timer, g_source_unref);
}

/* The stream may be silent for ever, but not before its first event. */
static void
sending_cb (gpointer data,
            gpointer user_data)
{
  Events *events = user_data;
  guint seconds = mcp_http_get_timeout (events->transport->http);

  stop_timer (events);

  if (seconds == 0)
    return;

  events->timer = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (events->timer, too_late_cb, events, NULL);
  g_source_set_static_name (events->timer, "[mcp] endpoint");
  g_source_attach (events->timer, g_task_get_context (events->task));
}

static Events *
events_new (McpSessionTransport *transport,
            GTask               *task)
{
  Events *events = g_new0 (Events, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  events->transport = g_object_ref (transport);
  events->call = mcp_http_call_ref (transport->events_call);
  events->wire = g_object_ref (transport->events_wire);
  events->task = task;
  events->call->sending = sending_cb;
  events->call->sending_data = events;

  if (cancellable != NULL)
    {
      events->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (events->cancelled, G_SOURCE_FUNC (given_up_cb),
                             g_object_ref (events->wire), g_object_unref);
      g_source_attach (events->cancelled, g_task_get_context (task));
    }

  return events;
}

/* Returns: (transfer full): the task of whoever waited */
static GTask *
events_take_task (Events *events)
{
  if (events->cancelled != NULL)
    g_source_destroy (events->cancelled);
  g_clear_pointer (&events->cancelled, g_source_unref);
  stop_timer (events);
  events->call->sending = NULL;

  return g_steal_pointer (&events->task);
}

static void
events_free (Events *events)
{
  g_autoptr(GTask) task = events_take_task (events);

  g_object_unref (events->transport);
  mcp_http_call_unref (events->call);
  g_object_unref (events->wire);
  g_free (events);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Events, events_free)

/* The transport may be closed, or at another stream, when an answer comes. */
static gboolean
is_over (Events *events)
{
  return events->transport->events_call != events->call;
}

static GError *
new_closed_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The connection is closed");
}

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
  mcp_session_set_account (self, self->events_call);

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

  if (is_over (events) || self->events == NULL || self->aborted)
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

  if (!is_over (events) && self->events != NULL && !self->aborted)
    read_events (g_steal_pointer (&events));
}

static void
fail_opening (Events *events,
              GError *error)
{
  g_autoptr(GTask) task = events_take_task (events);

  if (!is_over (events))
    g_clear_object (&events->transport->events);

  if (events->is_late)
    {
      g_error_free (error);
      error = mcp_error_new (MCP_ERROR_UNAVAILABLE, "The server does not answer.",
                             "The stream did not name its endpoint in time");
    }

  g_task_return_error (task, error);
}

/* The first event must name the address; what comes before that is another kind of stream. */
static void
receive_first (Events    *owned,
               HttpEvent *event)
{
  g_autoptr(Events) events = owned;
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
      task = events_take_task (events);
      read_events (g_steal_pointer (&events));
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
  else if (is_over (events) && events->task != NULL)
    {
      fail_opening (events, new_closed_error ());
    }
  else if (is_over (events))
    {
      g_clear_error (&error);
    }
  else if (event == NULL)
    {
      stream_over (self, error);
    }
  else if (events->task != NULL)
    {
      receive_first (g_steal_pointer (&events), event);
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
  http_event_stream_next_async (events->transport->events, G_PRIORITY_DEFAULT, events->wire,
                                event_cb, events);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Events) events = user_data;
  g_autoptr(GBytes) start = mcp_http_read_start_finish (G_INPUT_STREAM (source), result);

  fail_opening (events, mcp_http_error_from_reply (events->call, start, TRUE));
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
      fail_opening (events, events->call->was_denied ? error
                                                     : mcp_http_error_from_failure (error));
    }
  else if (is_over (events))
    {
      fail_opening (events, new_closed_error ());
    }
  else if (mcp_http_call_get_status (events->call) == 200 &&
           mcp_http_call_has_content_type (events->call, "text/event-stream"))
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
  g_clear_pointer (&self->events_call->session_account, g_free);
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
