/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-event-stream.h"

#include "http-event-parser.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_MAX_LINE (16 * 1024 * 1024)
#define DEFAULT_MAX_EVENT (64 * 1024 * 1024)
#define PIECE_SIZE (64 * 1024)

/**
 * HttpEventStream:
 *
 * The events of a body, one for each call of next.
 *
 * An event is given out as soon as its blank line has arrived. What came
 * behind it in the same piece waits, unread, for the next call: so nothing is
 * read from the network that nobody asked for, and the last id is always that
 * of the last event given out, the right one to resume from.
 *
 * Whoever opened the body owns the stream. One next may be under way at a
 * time; it holds the stream. Closing ends it at once.
 */
struct _HttpEventStream
{
  GObject parent_instance;

  GInputStream *body;
  HttpEventParser *parser;

  char *piece;
  gsize piece_start;
  gsize piece_end;
  guint64 n_bytes;
  gboolean has_ended;
  gboolean is_closed;

  /* The next under way, if any. */
  GTask *task;
  GCancellable *reading;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (HttpEventStream, http_event_stream, G_TYPE_OBJECT)

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *reading)
{
  g_cancellable_cancel (reading);
}

static void
read_piece (HttpEventStream     *self,
            GAsyncReadyCallback  callback)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  /* One of our own, so that close ends the read whether or not the caller can. */
  self->reading = g_cancellable_new ();
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                g_object_ref (self->reading), g_object_unref);

  g_input_stream_read_async (self->body, self->piece, PIECE_SIZE,
                             g_task_get_priority (self->task), self->reading,
                             callback, self);
}

static void
forget_reading (HttpEventStream *self)
{
  g_cancellable_disconnect (g_task_get_cancellable (self->task), self->cancelled_id);
  self->cancelled_id = 0;
  g_clear_object (&self->reading);
}

static void
close_body (HttpEventStream *self)
{
  g_autoptr(GInputStream) body = g_steal_pointer (&self->body);

  self->piece_start = self->piece_end = 0;
  if (body != NULL)
    g_input_stream_close_async (body, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static HttpEvent *
take_event (HttpEventStream  *self,
            GError          **error)
{
  HttpEvent *event;
  gsize n_read;

  event = http_event_parser_feed (self->parser, self->piece + self->piece_start,
                                  self->piece_end - self->piece_start, &n_read, error);
  self->piece_start += n_read;

  return event;
}

/* Ends the next under way if there is something to end it with. */
static gboolean
return_event (HttpEventStream *self)
{
  g_autoptr(HttpEvent) event = NULL;
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  event = take_event (self, &error);

  if (event == NULL && error == NULL && !self->has_ended)
    return FALSE;

  task = g_steal_pointer (&self->task);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&event), (GDestroyNotify) http_event_unref);

  return TRUE;
}

static void
return_read_error (HttpEventStream *self,
                   GError          *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HttpEventStream *self = HTTP_EVENT_STREAM (user_data);
  g_autoptr(GError) error = NULL;
  gssize n_read;

  n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  forget_reading (self);

  if (self->is_closed)
    {
      close_body (self);
      if (error == NULL)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The stream was closed"));
    }

  if (error != NULL)
    {
      return_read_error (self, g_steal_pointer (&error));
      return;
    }

  self->piece_start = 0;
  self->piece_end = n_read;
  self->n_bytes += n_read;
  self->has_ended = n_read == 0;

  if (!return_event (self))
    read_piece (self, read_cb);
}

static void
http_event_stream_dispose (GObject *object)
{
  HttpEventStream *self = HTTP_EVENT_STREAM (object);

  http_event_stream_close (self);

  G_OBJECT_CLASS (http_event_stream_parent_class)->dispose (object);
}

static void
http_event_stream_finalize (GObject *object)
{
  HttpEventStream *self = HTTP_EVENT_STREAM (object);

  g_clear_pointer (&self->parser, http_event_parser_free);
  g_clear_pointer (&self->piece, g_free);

  G_OBJECT_CLASS (http_event_stream_parent_class)->finalize (object);
}

static void
http_event_stream_class_init (HttpEventStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = http_event_stream_dispose;
  object_class->finalize = http_event_stream_finalize;
}

static void
http_event_stream_init (HttpEventStream *self)
{
  self->piece = g_malloc (PIECE_SIZE);
}

/**
 * http_event_stream_new:
 * @body: the body of an answer of type `text/event-stream`, decoded
 * @max_line: bytes that one line may have, 0 for 16 MiB
 * @max_event: bytes that the data of one event may have, 0 for 64 MiB
 *
 * Returns: (transfer full): the events of @body, which nobody else reads or
 *   closes from now on
 */
HttpEventStream *
http_event_stream_new (GInputStream *body,
                       gsize         max_line,
                       gsize         max_event)
{
  HttpEventStream *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (body), NULL);

  self = g_object_new (HTTP_TYPE_EVENT_STREAM, NULL);
  self->body = g_object_ref (body);
  self->parser = http_event_parser_new (max_line != 0 ? max_line : DEFAULT_MAX_LINE,
                                        max_event != 0 ? max_event : DEFAULT_MAX_EVENT);

  return self;
}

/**
 * http_event_stream_next_async:
 * @self: a stream
 * @io_priority: priority of the read
 * @cancellable: (nullable): to stop waiting
 * @callback: called when there is an event, or will be none
 * @user_data: for @callback
 *
 * Waits for the next event. An event is never lost to a cancellation: either
 * this call gives it out, or the next one will.
 */
void
http_event_stream_next_async (HttpEventStream     *self,
                              int                  io_priority,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HTTP_IS_EVENT_STREAM (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->task == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, http_event_stream_next_async);
  g_task_set_priority (task, io_priority);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* From here on an event taken from the parser must get through. */
  g_task_set_check_cancellable (task, FALSE);

  if (self->is_closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The stream was closed"));
      return;
    }

  self->task = g_steal_pointer (&task);
  if (!return_event (self))
    read_piece (self, read_cb);
}

/**
 * http_event_stream_next_finish:
 * @self: a stream
 * @result: what the callback was given
 * @error: %HTTP_ERROR_TOO_LARGE for a line or an event beyond its bound,
 *   %G_IO_ERROR_CLOSED after close, else what reading the body met
 *
 * The end of the body says nothing of whether the server was done: libsoup
 * reports a killed server as an end without an error.
 *
 * Returns: (transfer full) (nullable): the event; `NULL` without an error at
 *   the end of the body, where an unfinished event is dropped
 */
HttpEvent *
http_event_stream_next_finish (HttpEventStream  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (HTTP_IS_EVENT_STREAM (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * http_event_stream_get_last_id:
 * @self: a stream
 *
 * The id to resume from: of the last event given out, or of a blank line
 * without data read while waiting for the next.
 *
 * Returns: (transfer none) (nullable): the id, maybe "", good until the next
 *   call of next; `NULL` where the stream never named one
 */
const char *
http_event_stream_get_last_id (HttpEventStream *self)
{
  g_return_val_if_fail (HTTP_IS_EVENT_STREAM (self), NULL);

  return http_event_parser_get_last_id (self->parser);
}

/**
 * http_event_stream_get_retry:
 * @self: a stream
 *
 * Returns: what `retry:` said last, in milliseconds, or -1
 */
gint64
http_event_stream_get_retry (HttpEventStream *self)
{
  g_return_val_if_fail (HTTP_IS_EVENT_STREAM (self), -1);

  return http_event_parser_get_retry (self->parser);
}

/**
 * http_event_stream_get_n_bytes:
 * @self: a stream
 *
 * Returns: bytes that have arrived, comments (which servers send to show that
 *   they live) included
 */
guint64
http_event_stream_get_n_bytes (HttpEventStream *self)
{
  g_return_val_if_fail (HTTP_IS_EVENT_STREAM (self), 0);

  return self->n_bytes;
}

/**
 * http_event_stream_close:
 * @self: a stream
 *
 * Ends the stream and lets the connection go. A next under way ends with
 * %G_IO_ERROR_CANCELLED. Closing twice is harmless.
 */
void
http_event_stream_close (HttpEventStream *self)
{
  g_return_if_fail (HTTP_IS_EVENT_STREAM (self));

  self->is_closed = TRUE;

  /* A body that is being read cannot be closed: read_cb() does it. */
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  else
    close_body (self);
}
