/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "http-error.h"
#include "mcp-error-private.h"
#include "mcp-message-stream.h"

/* Milliseconds: between a stream's end and the next where the server names no time; at least, and
 * twice as many each time that a stream did not last; at most where the server names less than
 * that least time, for it seems to mean to be asked again and again; at most. */
#define DEFAULT_RETRY 1000
#define MIN_RETRY 250
#define MAX_HASTY_RETRY 4000
#define MAX_RETRY (60 * 1000)
#define MAX_DOUBLINGS 8

/* Microseconds for which a stream has lasted. */
#define LASTING (10 * G_USEC_PER_SEC)

/* How often a server may refuse a stream with a status that may pass. */
#define MAX_REFUSALS 5

/* Milliseconds until a stream that was asked for can be relied upon, though nothing has come of it
 * (many servers send not even headers before the first event): longer with a server that is slow,
 * which may look at what came last first. And how long is waited at most. */
#define MIN_STREAM_GRACE 50
#define MAX_STREAM_GRACE 500
#define MAX_STREAM_WAIT 1000

/* The GET stream: what the server tells unasked (MCP 2025-11-25, "Listening for Messages from the
 * Server"). Belongs to one session; never keeps the transport alive. */
struct _McpListener
{
  McpSessionTransport *transport;   /* NULL once stopped */
  GCancellable *cancellable;
  McpHttpCall *call;
  HttpEventStream *stream;
  GSource *timer;
  char *last_event_id;
  gint64 retry;
  guint generation;
  gint64 start;                     /* when the stream opened */
  guint n_failures;                 /* in a row, without a byte */
  guint n_short;                    /* in a row that did not last */
  guint n_refusals;
  gboolean sleeps;                  /* until somebody is let in */
  gboolean is_settled;              /* nothing overtakes the first opening any more */
  McpWaiters *waiters;              /* nullable: for that */
  GSource *settling;
};

static void
listener_clear (gpointer data)
{
  McpListener *self = data;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->call, mcp_http_call_unref);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->last_event_id, g_free);
}

static void
listener_unref (McpListener *self)
{
  g_rc_box_release_full (self, listener_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpListener, listener_unref)

static void
settle (McpListener *self)
{
  McpWaiters *waiters = g_steal_pointer (&self->waiters);

  self->is_settled = TRUE;

  if (self->settling != NULL)
    g_source_destroy (self->settling);

  g_clear_pointer (&self->settling, g_source_unref);

  if (waiters != NULL)
    mcp_waiters_finish (waiters, NULL);
}

static gboolean
settle_cb (gpointer user_data)
{
  settle (user_data);

  return G_SOURCE_REMOVE;
}

static void
settle_later (McpListener *self,
              guint        milliseconds)
{
  if (self->settling != NULL)
    g_source_destroy (self->settling);

  g_clear_pointer (&self->settling, g_source_unref);
  self->settling = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->settling, settle_cb, g_rc_box_acquire (self),
                         (GDestroyNotify) listener_unref);
  g_source_set_static_name (self->settling, "[mcp] listener settled");
  g_source_attach (self->settling, g_main_context_get_thread_default ());
}

static void
sending_cb (gpointer data,
            gpointer user_data)
{
  McpListener *self = user_data;

  if (!self->is_settled && self->transport != NULL)
    settle_later (self, CLAMP (2 * self->transport->opening_time, MIN_STREAM_GRACE,
                               MAX_STREAM_GRACE));
}

static void
clear_timer (McpListener *self)
{
  if (self->timer == NULL)
    return;

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void open_stream (McpListener *self);

static gboolean
reopen_cb (gpointer user_data)
{
  McpListener *self = user_data;

  clear_timer (self);
  open_stream (self);

  return G_SOURCE_REMOVE;
}

/* What the server asks for, but never none at all: a server that ends each stream at once would
 * keep both sides busy with nothing else. */
static guint
get_delay (McpListener *self)
{
  gint64 delay = self->retry >= 0 ? self->retry : DEFAULT_RETRY;

  if (self->n_failures > 0)
    delay = MAX (delay, MIN_RETRY) << MIN (self->n_failures - 1, MAX_DOUBLINGS);
  else if (self->n_short > 0 && delay < MIN_RETRY)
    delay = MIN (MIN_RETRY << MIN (self->n_short - 1, MAX_DOUBLINGS), MAX_HASTY_RETRY);

  return (guint) MIN (delay, MAX_RETRY);
}

static void
reopen_later (McpListener *self)
{
  clear_timer (self);
  self->timer = g_timeout_source_new (get_delay (self));
  g_source_set_callback (self->timer, reopen_cb, g_rc_box_acquire (self),
                         (GDestroyNotify) listener_unref);
  g_source_set_static_name (self->timer, "[mcp] listener");
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
stream_over (McpListener *self)
{
  const char *id = http_event_stream_get_last_id (self->stream);
  gint64 retry = http_event_stream_get_retry (self->stream);

  if (id != NULL)
    {
      g_free (self->last_event_id);
      self->last_event_id = *id != '\0' ? g_strdup (id) : NULL;
    }

  if (retry >= 0)
    self->retry = MIN (retry, MAX_RETRY);

  if (http_event_stream_get_n_bytes (self->stream) > 0)
    self->n_failures = 0;
  else
    self->n_failures++;

  if (g_get_monotonic_time () - self->start > LASTING)
    self->n_short = 0;
  else
    self->n_short++;

  http_event_stream_close (self->stream);
  g_clear_object (&self->stream);
  reopen_later (self);
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(McpListener) self = user_data;
  g_autoptr(McpSessionTransport) transport = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  mcp_message_stream_next_finish (HTTP_EVENT_STREAM (source), result, &document, &error);

  if (self->transport == NULL)
    return;

  if (document == NULL && !g_error_matches (error, HTTP_ERROR, HTTP_ERROR_NOT_JSON))
    {
      stream_over (self);
      return;
    }

  transport = g_object_ref (self->transport);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      mcp_session_receive (transport, &root, NULL);
    }

  if (self->transport != NULL)
    mcp_message_stream_next_async (self->stream, self->cancellable, next_cb,
                                   g_rc_box_acquire (self));
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!mcp_session_open_finish (MCP_SESSION_TRANSPORT (source), result, &error))
    g_debug ("No new session for the GET stream: %s", error->message);
}

/* Once, until a stream opens. */
static void
renew (McpListener *self)
{
  if (self->transport->listener_renewed)
    return;

  self->transport->listener_renewed = TRUE;
  mcp_session_renew_async (self->transport, self->generation, NULL, renewed_cb, NULL);
}

/* The server does not offer the stream, or not now. */
static void
stream_refused (McpListener *self)
{
  McpSessionTransport *transport = self->transport;
  guint status = mcp_http_call_get_status (self->call);
  g_autoptr(GError) error = NULL;

  if (status == 404 && self->call->session_id != NULL)
    renew (self);
  else if (status == 405 || (status >= 200 && status < 300))
    {
      transport->refuses_listener = TRUE;
      error = mcp_error_new (MCP_ERROR_NOT_OFFERED,
                             "The server does not tell unasked what changes.", NULL);
      mcp_transport_emit_watch_refused (MCP_TRANSPORT (transport), error);
    }
  else if (status == 400 || status == 408 || status == 409 || status == 429 || status >= 500)
    {
      self->n_failures++;

      if (status >= 500 || status == 429 || self->n_refusals++ < MAX_REFUSALS)
        reopen_later (self);
    }
  else
    {
      g_debug ("No GET stream: status %u", status);
      self->n_failures++;
      self->sleeps = status == 401 || status == 403;
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(McpListener) self = user_data;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;

  body = mcp_http_send_finish (MCP_HTTP (source), result, &error);

  settle (self);

  if (self->transport == NULL)
    return;

  if (body == NULL && self->call->is_foreign)
    renew (self);
  else if (body == NULL)
    {
      self->n_failures++;

      if (error->domain == G_IO_ERROR || error->domain == G_RESOLVER_ERROR)
        reopen_later (self);
      else
        self->sleeps = TRUE;
    }
  else if (mcp_http_call_get_status (self->call) == 200 &&
           mcp_http_call_has_content_type (self->call, "text/event-stream"))
    {
      self->transport->listener_renewed = FALSE;
      self->n_refusals = 0;
      self->start = g_get_monotonic_time ();
      self->stream = http_event_stream_new (body, 0, 0);
      mcp_message_stream_next_async (self->stream, self->cancellable, next_cb,
                                   g_rc_box_acquire (self));
    }
  else
    stream_refused (self);
}

static void
open_stream (McpListener *self)
{
  if (self->transport == NULL)
    return;

  g_clear_pointer (&self->call, mcp_http_call_unref);
  self->call = mcp_session_new_call (self->transport, "GET", NULL);
  self->call->last_event_id = g_strdup (self->last_event_id);
  self->call->endless = TRUE;
  self->call->sending = sending_cb;
  self->call->sending_data = self;

  mcp_http_send_async (self->transport->http, self->call, self->cancellable, opened_cb,
                       g_rc_box_acquire (self));
}

void
mcp_session_start_listener (McpSessionTransport *self)
{
  mcp_session_stop_listener (self);

  if (!self->wants_listener || self->refuses_listener || self->aborted || self->has_events)
    return;

  self->listener = g_rc_box_new0 (McpListener);
  self->listener->transport = self;
  self->listener->cancellable = g_cancellable_new ();
  self->listener->generation = self->generation;
  self->listener->retry = -1;
  open_stream (self->listener);
}

void
mcp_session_stop_listener (McpSessionTransport *self)
{
  g_autoptr(McpListener) listener = g_steal_pointer (&self->listener);

  if (listener == NULL)
    return;

  listener->transport = NULL;
  listener->call->sending = NULL;
  clear_timer (listener);
  settle (listener);
  g_cancellable_cancel (listener->cancellable);
}

/*
 * mcp_session_wake_listener:
 *
 * A request succeeded: where the stream was refused because somebody has to sign in, they have.
 */
void
mcp_session_wake_listener (McpSessionTransport *self)
{
  if (self->listener == NULL || !self->listener->sleeps)
    return;

  self->listener->sleeps = FALSE;
  reopen_later (self->listener);
}

gboolean
mcp_session_is_stream_due (McpSessionTransport *self)
{
  return self->listener != NULL && !self->listener->is_settled;
}

void
mcp_session_await_stream_async (McpSessionTransport *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  McpListener *listener = self->listener;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_session_await_stream_async);

  if (listener->waiters == NULL)
    listener->waiters = mcp_waiters_new ();

  if (listener->settling == NULL)
    settle_later (listener, MAX_STREAM_WAIT);

  mcp_waiters_add (listener->waiters, task);
}
