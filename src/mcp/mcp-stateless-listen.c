/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-stateless-private.h"

#include "http-fetch.h"
#include "mcp-error-private.h"
#include "mcp-http-error.h"
#include "mcp-message-stream.h"
#include "mcp-message.h"

#include <string.h>

/* JSON-RPC 2.0 §5.1. */
#define INVALID_PARAMS (-32602)
#define INTERNAL_ERROR (-32603)

/* Milliseconds before a stream that ended is opened again: twice as many each time that it did not
 * last, and at most. Half as many again come by chance, so that not all clients of a server that
 * was started anew come at once. */
#define MIN_DELAY 500
#define MAX_DELAY (5 * 60 * 1000)
#define MAX_DOUBLINGS 10

/* Microseconds for which a stream has lasted. */
#define LASTING (10 * G_USEC_PER_SEC)

/* One stream on which the server tells what changed (MCP 2026-07-28, "Subscriptions"), opened again
 * as often as it breaks; of a transport, which it never keeps alive. */
struct _McpStatelessListener
{
  McpStatelessTransport *transport;   /* NULL once stopped */
  McpWatchFilter *filter;
  GCancellable *cancellable;
  McpHttpCall *call;
  HttpEventStream *stream;
  GSource *timer;
  gint64 id;                          /* of the request, and the subscription's */
  gint64 start;                       /* when it was acknowledged, or 0 */
  guint n_failures;                   /* in a row */
  gboolean was_acknowledged;          /* the server has such streams */
  gboolean asks_less;                 /* for lists alone */
  gboolean has_gap;                   /* something may have changed that nobody told us */
};

static void
listener_clear (gpointer data)
{
  McpStatelessListener *self = data;

  g_clear_pointer (&self->filter, mcp_watch_filter_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->call, mcp_http_call_unref);
  g_clear_object (&self->stream);
}

static void
listener_unref (McpStatelessListener *self)
{
  g_rc_box_release_full (self, listener_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpStatelessListener, listener_unref)

static void
clear_timer (McpStatelessListener *self)
{
  if (self->timer == NULL)
    return;

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* Closing the stream is how a subscription ends. */
void
mcp_stateless_listener_stop (McpStatelessListener **place)
{
  g_autoptr(McpStatelessListener) self = g_steal_pointer (place);

  if (self == NULL)
    return;

  self->transport = NULL;
  clear_timer (self);
  g_cancellable_cancel (self->cancellable);
}

static void open_stream (McpStatelessListener *self);

static gboolean
reopen_cb (gpointer user_data)
{
  McpStatelessListener *self = user_data;

  clear_timer (self);
  open_stream (self);

  return G_SOURCE_REMOVE;
}

void
mcp_stateless_listener_reopen (McpStatelessListener *self)
{
  gint64 delay = MIN ((gint64) MIN_DELAY << MIN (self->n_failures, MAX_DOUBLINGS), MAX_DELAY);

  self->n_failures++;
  clear_timer (self);
  self->timer = g_timeout_source_new ((guint) delay + g_random_int_range (0, delay / 2));
  g_source_set_callback (self->timer, reopen_cb, g_rc_box_acquire (self),
                         (GDestroyNotify) listener_unref);
  g_source_set_static_name (self->timer, "[mcp] subscription");
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
close_stream (McpStatelessListener *self)
{
  if (self->stream != NULL)
    http_event_stream_close (self->stream);

  g_clear_object (&self->stream);
}

/* The stream ended, in whichever way a server ends it. What changes until there is another one is
 * lost. */
static void
stream_over (McpStatelessListener *self)
{
  close_stream (self);

  if (self->start != 0 && g_get_monotonic_time () - self->start > LASTING)
    self->n_failures = 0;

  if (self->start != 0)
    self->has_gap = TRUE;

  self->start = 0;

  /* Another one takes its place. */
  if (self == self->transport->old_listener)
    {
      self->transport->listener->has_gap = TRUE;
      mcp_stateless_listener_stop (&self->transport->old_listener);
    }
  else
    mcp_stateless_listener_reopen (self);
}

static void
tell_gap (McpStatelessListener *self)
{
  if (!self->has_gap)
    return;

  self->has_gap = FALSE;
  mcp_transport_emit_reopened (MCP_TRANSPORT (self->transport));
}

/* The server offers no such stream: what changed before shows for the last time. */
static void
give_up (McpStatelessListener *self,
         const GError         *error)
{
  g_autoptr(McpStatelessTransport) transport = g_object_ref (self->transport);

  transport->refuses_listener = TRUE;
  tell_gap (self);
  mcp_stateless_stop_listeners (transport);
  mcp_transport_emit_watch_refused (MCP_TRANSPORT (transport), error);
}

/* What passes: a server that is busy, or broken, or that breaks off what it had taken on. */
static gboolean
is_passing (const GError *error)
{
  gint64 code;

  return g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE) ||
         (mcp_error_get_remote_code (error, &code) && code == INTERNAL_ERROR);
}

/* What it may refuse are single resources or tasks: the lists are asked for without them. */
static gboolean
ask_less (McpStatelessListener *self,
          const GError         *error)
{
  const McpWatchFilter *filter = self->filter;
  gint64 code;

  if (self->asks_less || filter->what == MCP_WATCH_NONE ||
      (*filter->uris == NULL && *filter->task_ids == NULL) ||
      !mcp_error_get_remote_code (error, &code) || code != INVALID_PARAMS)
    return FALSE;

  self->asks_less = TRUE;
  open_stream (self);

  return TRUE;
}

/* Who wants somebody signed in gets nobody for this: it is tried again after the next request that
 * succeeds. Who took on such a stream before may do so again: what answers meanwhile may be a
 * gateway. */
static void
refused (McpStatelessListener *self,
         const GError         *error)
{
  g_debug ("No subscription: %s", error->message);

  if (is_passing (error))
    mcp_stateless_listener_reopen (self);
  else if (error->domain != MCP_ERROR ||
           g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAUTHORIZED) ||
           g_error_matches (error, MCP_ERROR, MCP_ERROR_FORBIDDEN))
    self->transport->listener_sleeps = TRUE;
  else if (ask_less (self, error))
    return;
  else if (self->was_acknowledged)
    mcp_stateless_listener_reopen (self);
  else
    give_up (self, error);
}

/* Whether what a notification says of its subscription is wrong: a stream is one subscription, and
 * who says nothing means that one. */
static gboolean
is_of_another (McpStatelessListener *self,
               const SjsonValue     *params)
{
  SjsonValue meta, id;
  gint64 number;

  if (params == NULL ||
      !sjson_value_get_member_of_kind (params, "_meta", SJSON_KIND_OBJECT, &meta) ||
      !sjson_value_get_member (&meta, "io.modelcontextprotocol/subscriptionId", &id))
    return FALSE;

  return !sjson_value_get_int64 (&id, &number) || number != self->id;
}

/* Once, and not after each end of the stream: the resources that the server leaves out, as it does
 * with all where it refused them. */
static void
tell_declined (McpStatelessListener *self,
               const McpWatchFilter *accepted)
{
  for (char **uri = self->filter->uris; *uri != NULL && self->transport != NULL; uri++)
    {
      if (!g_strv_contains ((const char * const *) accepted->uris, *uri))
        mcp_transport_emit_resource_declined (MCP_TRANSPORT (self->transport), *uri);
    }
}

/* The server says what it will tell, which may be less than was asked for. Whoever shows what is
 * watched learns it; all others find out when they ask again. */
static void
acknowledged (McpStatelessListener *self,
              const SjsonValue     *params)
{
  McpStatelessTransport *transport = self->transport;
  g_autoptr(McpWatchFilter) accepted = NULL;
  SjsonValue json;

  if (params == NULL ||
      !sjson_value_get_member_of_kind (params, "notifications", SJSON_KIND_OBJECT, &json))
    return;

  accepted = mcp_watch_filter_new_from_json (&json);

  if (!mcp_watch_filter_covers (accepted, self->filter))
    g_debug ("The server tells less than it was asked to");

  self->start = g_get_monotonic_time ();

  if (self == transport->listener)
    mcp_stateless_listener_stop (&transport->old_listener);

  if (!self->was_acknowledged)
    tell_declined (self, accepted);

  self->was_acknowledged = TRUE;

  mcp_transport_emit_notification (MCP_TRANSPORT (transport),
                                   "notifications/subscriptions/acknowledged", params);
}

/* TRUE: the server takes the subscription back. */
static gboolean
is_withdrawal (McpStatelessListener *self,
               McpMessage           *message)
{
  SjsonValue id;
  gint64 number;

  return strcmp (message->method, "notifications/cancelled") == 0 &&
         sjson_value_get_member (&message->body, "requestId", &id) &&
         sjson_value_get_int64 (&id, &number) && number == self->id;
}

/* Returns: whether the stream goes on */
static gboolean
receive_notification (McpStatelessListener *self,
                      McpMessage           *message)
{
  const SjsonValue *params = message->body.document ? &message->body : NULL;

  if (params != NULL && is_withdrawal (self, message))
    return FALSE;

  if (is_of_another (self, params))
    g_debug ("A notification of another subscription");
  else if (strcmp (message->method, "notifications/subscriptions/acknowledged") == 0)
    {
      if (self->start == 0)
        acknowledged (self, params);

      if (self->start != 0 && self->transport != NULL)
        tell_gap (self);
    }
  else if (mcp_watch_filter_wants (self->filter, message->method))
    mcp_transport_emit_notification (MCP_TRANSPORT (self->transport), message->method, params);
  else
    g_debug ("A notification that nobody asked for: %.100s", message->method);

  return TRUE;
}

static gboolean
is_answer (McpStatelessListener *self,
           McpMessage           *message)
{
  gint64 number;

  if (!message->has_id)
    return message->kind == MCP_MESSAGE_ERROR;

  return sjson_value_get_int64 (&message->id, &number) && number == self->id;
}

/* A result is the good end of a subscription, an error a refusal. Either may be the first thing to
 * come. */
static void
receive (McpStatelessListener *self,
         const SjsonValue     *json)
{
  g_auto(McpMessage) message = { 0 };
  g_autoptr(GError) error = NULL;

  mcp_message_read (&message, json);

  if (message.kind == MCP_MESSAGE_NOTIFICATION)
    {
      if (!receive_notification (self, &message))
        stream_over (self);
    }
  else if (message.kind == MCP_MESSAGE_RESULT && is_answer (self, &message))
    stream_over (self);
  else if (message.kind == MCP_MESSAGE_ERROR && is_answer (self, &message) && self->start != 0)
    stream_over (self);
  else if (message.kind == MCP_MESSAGE_ERROR && is_answer (self, &message))
    {
      close_stream (self);
      error = mcp_message_to_error (&message);
      refused (self, error);
    }
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(McpStatelessListener) self = user_data;
  g_autoptr(McpStatelessTransport) transport = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  mcp_message_stream_next_finish (HTTP_EVENT_STREAM (source), result, &document, &error);

  if (self->transport == NULL)
    return;

  transport = g_object_ref (self->transport);

  if (document == NULL && !mcp_http_error_is_malformed (error))
    {
      stream_over (self);
      return;
    }

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      receive (self, &root);
    }

  if (self->transport != NULL && self->stream == HTTP_EVENT_STREAM (source))
    mcp_message_stream_next_async (self->stream, self->cancellable, next_cb,
                                   g_rc_box_acquire (self));
}

/* An answer that is no stream: a refusal in the body, or an end at once. */
static void
json_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(McpStatelessListener) self = user_data;
  g_autoptr(McpStatelessTransport) transport = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  http_read_json_finish (G_INPUT_STREAM (source), result, &document, NULL);

  if (self->transport == NULL)
    return;

  transport = g_object_ref (self->transport);

  if (document == NULL)
    {
      stream_over (self);
      return;
    }

  root = sjson_document_get_root (document);
  receive (self, &root);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(McpStatelessListener) self = user_data;
  g_autoptr(GBytes) start = mcp_http_read_start_finish (G_INPUT_STREAM (source), result);
  g_autoptr(GError) error = NULL;

  if (self->transport == NULL)
    return;

  error = mcp_http_error_from_reply (self->call, start, FALSE);
  refused (self, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(McpStatelessListener) self = user_data;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);
  status = mcp_http_call_get_status (self->call);

  if (self->transport == NULL)
    return;

  if (body == NULL)
    {
      if (!self->call->was_denied)
        error = mcp_http_error_from_failure (g_steal_pointer (&error));

      refused (self, error);
    }
  else if (status == 200 && mcp_http_call_has_content_type (self->call, "text/event-stream"))
    {
      self->stream = http_event_stream_new (body, 0, 0);
      mcp_message_stream_next_async (self->stream, self->cancellable, next_cb,
                                     g_rc_box_acquire (self));
    }
  else if (status == 200 && mcp_http_call_has_content_type (self->call, "application/json"))
    http_read_json_async (body, 0, G_PRIORITY_DEFAULT, self->cancellable, json_cb,
                          g_rc_box_acquire (self));
  else
    mcp_http_read_start_async (body, self->cancellable, refused_cb, g_rc_box_acquire (self));
}

/* Under a number of its own each time, and without a time-out: a server with nothing to tell is
 * silent. */
static void
open_stream (McpStatelessListener *self)
{
  char *none[] = { NULL };
  const McpWatchFilter lists = { self->filter->what, none, none };
  g_autoptr(McpRequest) request = NULL;

  request = mcp_watch_filter_new_request (self->asks_less ? &lists : self->filter);
  self->id = ++self->transport->last_id;
  g_clear_pointer (&self->call, mcp_http_call_unref);
  self->call = mcp_stateless_new_call (self->transport, request, self->id, NULL);
  self->call->endless = TRUE;

  mcp_http_send_async (self->transport->http, self->call, self->cancellable, opened_cb,
                       g_rc_box_acquire (self));
}

/*
 * mcp_stateless_listener_new:
 * @filter: (transfer full): what is asked for
 * @has_gap: whether something may have changed that nobody told us
 *
 * Opens a stream, which ends with mcp_stateless_listener_stop().
 */
McpStatelessListener *
mcp_stateless_listener_new (McpStatelessTransport *transport,
                            McpWatchFilter        *filter,
                            gboolean               has_gap)
{
  McpStatelessListener *self = g_rc_box_new0 (McpStatelessListener);

  self->transport = transport;
  self->filter = filter;
  self->cancellable = g_cancellable_new ();
  self->has_gap = has_gap;
  open_stream (self);

  return self;
}

const McpWatchFilter *
mcp_stateless_listener_get_filter (McpStatelessListener *self)
{
  return self->filter;
}

gboolean
mcp_stateless_listener_is_acknowledged (McpStatelessListener *self)
{
  return self->start != 0;
}

gboolean
mcp_stateless_listener_has_gap (McpStatelessListener *self)
{
  return self->has_gap;
}
