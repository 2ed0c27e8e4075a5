/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-answer-private.h"

#include "demo-frame.h"
#include "demo-hangup.h"
#include "demo-json.h"

enum {
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemoAnswer, demo_answer, G_TYPE_OBJECT)

DemoFaultKind
demo_answer_get_fault (DemoAnswer *self)
{
  return self->fault != NULL ? self->fault->kind : DEMO_FAULT_NONE;
}

static void
note_start (DemoAnswer *self,
            guint       status,
            const char *content_type)
{
  json_object_set_int_member (self->entry, "status", status);

  if (content_type != NULL)
    json_object_set_string_member (self->entry, "content_type", content_type);
}

void
demo_answer_append (DemoAnswer *self,
                    const char *text,
                    gsize       length)
{
  if (self->over || self->complete || length == 0)
    return;

  soup_message_body_append (soup_server_message_get_response_body (self->message),
                            SOUP_MEMORY_COPY, text, length);
  soup_server_message_unpause (self->message);
}

void
demo_answer_count_event (DemoAnswer *self)
{
  json_object_set_int_member (self->entry, "events",
                              demo_json_get_int (self->entry, "events", 0) + 1);
}

void
demo_answer_complete (DemoAnswer *self)
{
  if (self->over || self->complete)
    return;

  self->complete = TRUE;
  self->held = FALSE;
  json_object_set_boolean_member (self->entry, "stream_open", FALSE);
  soup_message_body_complete (soup_server_message_get_response_body (self->message));
  soup_server_message_unpause (self->message);
}

/* Completing it makes libsoup write, fail and let go. */
static void
hung_up_cb (gpointer user_data)
{
  DemoAnswer *self = user_data;

  self->hung_up = !self->complete;

  if (self->begun)
    demo_answer_complete (self);
  else
    demo_answer_plain (self, SOUP_STATUS_REQUEST_TIMEOUT, NULL, NULL);
}

void
demo_answer_begin_as (DemoAnswer *self,
                      const char *content_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  if (self->begun || self->over)
    return;

  self->begun = TRUE;
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, content_type, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache,no-store");
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
  note_start (self, SOUP_STATUS_OK, content_type);
  json_object_set_boolean_member (self->entry, "stream_open", TRUE);
  soup_server_message_unpause (self->message);
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                DemoAnswer        *self)
{
  g_assert (DEMO_IS_ANSWER (self));

  demo_answer_wrote (self);
}

static void
finished_cb (SoupServerMessage *message,
             DemoAnswer        *self)
{
  g_assert (DEMO_IS_ANSWER (self));

  self->over = TRUE;
  self->held = FALSE;
  g_clear_pointer (&self->hangup, demo_hangup_unwatch);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (message, self);
  demo_answer_drop_proceed (self);

  json_object_set_boolean_member (self->entry, "stream_open", FALSE);
  json_object_set_boolean_member (self->entry, "hung_up", self->hung_up || !self->complete);

  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  g_object_unref (self);
}

static void
demo_answer_finalize (GObject *object)
{
  DemoAnswer *self = DEMO_ANSWER (object);

  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->entry, json_object_unref);
  g_clear_pointer (&self->fault, demo_fault_free);
  g_clear_pointer (&self->second_half, g_bytes_unref);
  g_free (self->user);

  G_OBJECT_CLASS (demo_answer_parent_class)->finalize (object);
}

static void
demo_answer_class_init (DemoAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_answer_finalize;

  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", DEMO_TYPE_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
demo_answer_init (DemoAnswer *self)
{
}

/**
 * demo_answer_new:
 * @message: the request; it waits from now on
 * @entry: its entry in the log
 * @fault: (transfer full) (nullable): what goes wrong with the answer
 *
 * Returns: (transfer full): the answer, which also keeps itself until ::closed
 */
DemoAnswer *
demo_answer_new (SoupServerMessage *message,
                 JsonObject        *entry,
                 DemoFault         *fault)
{
  DemoAnswer *self = g_object_new (DEMO_TYPE_ANSWER, NULL);

  self->message = g_object_ref (message);
  self->entry = json_object_ref (entry);
  self->fault = fault;

  soup_server_message_pause (message);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (finished_cb), g_object_ref (self));
  self->hangup = demo_hangup_watch (message, hung_up_cb, self);

  return self;
}

void
demo_answer_set_header (DemoAnswer *self,
                        const char *name,
                        const char *value)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (!self->over)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                  name, value);
}

/* As demo_answer_set_header(), beside those of that name that are there already. */
void
demo_answer_add_header (DemoAnswer *self,
                        const char *name,
                        const char *value)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (!self->over)
    soup_message_headers_append (soup_server_message_get_response_headers (self->message),
                                 name, value);
}

/* Returns: whether it is an event stream of @server, still open, that waits for what may happen */
gboolean
demo_answer_is_stream_of (DemoAnswer *self,
                          const char *server)
{
  const char *rpc;

  g_return_val_if_fail (DEMO_IS_ANSWER (self), FALSE);

  rpc = demo_json_get_string (self->entry, "rpc");

  return self->begun && !self->complete &&
         g_strcmp0 (demo_json_get_string (self->entry, "server"), server) == 0 &&
         (g_strcmp0 (demo_json_get_string (self->entry, "method"), "GET") == 0 ||
          g_strcmp0 (rpc, "subscriptions/listen") == 0);
}

/**
 * demo_answer_plain:
 * @self: an answer that has not begun
 * @status: the HTTP status
 * @content_type: (nullable): the type of @text
 * @text: (nullable): the whole body
 */
void
demo_answer_plain (DemoAnswer *self,
                   guint       status,
                   const char *content_type,
                   const char *text)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (self->over || self->begun || self->complete)
    return;

  self->complete = TRUE;
  note_start (self, status, content_type);
  soup_server_message_set_status (self->message, status, NULL);

  if (text != NULL)
    soup_server_message_set_response (self->message, content_type, SOUP_MEMORY_COPY,
                                      text, strlen (text));

  soup_server_message_unpause (self->message);
}

/* As demo_answer_plain(), but a fault of kind cut ends it in the middle. */
void
demo_answer_page (DemoAnswer *self,
                  guint       status,
                  const char *content_type,
                  const char *text)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (demo_answer_get_fault (self) != DEMO_FAULT_CUT || *text == '\0')
    {
      demo_answer_plain (self, status, content_type, text);
      return;
    }

  demo_answer_begin_as (self, content_type);
  self->cut_when_written = TRUE;
  demo_answer_append (self, text, strlen (text) / 2);
}

/* @user: (nullable): whom the request's token names */
void
demo_answer_set_user (DemoAnswer *self,
                      const char *user)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  g_free (self->user);
  self->user = g_strdup (user);
}

const char *
demo_answer_get_user (DemoAnswer *self)
{
  g_return_val_if_fail (DEMO_IS_ANSWER (self), NULL);

  return self->user;
}

/* A JSON-RPC error that belongs to no request. */
void
demo_answer_error (DemoAnswer *self,
                   guint       status,
                   int         code,
                   const char *words)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  text = demo_frame_error (code, words);
  demo_answer_plain (self, status, "application/json; charset=utf-8", text);
}

/* Sends the headers of an event stream before there is an event. */
void
demo_answer_begin (DemoAnswer *self)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  demo_answer_begin_as (self, "text/event-stream");
}

/**
 * demo_answer_send_event:
 * @self: an answer
 * @type: the event's type
 * @data: its data, one line
 *
 * The stream begins with the first.
 */
void
demo_answer_send_event (DemoAnswer *self,
                        const char *type,
                        const char *data)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (self->over || self->complete || demo_answer_get_fault (self) == DEMO_FAULT_JSON)
    return;

  text = g_strdup_printf ("event: %s\ndata: %s\n\n", type, data);
  demo_answer_begin_as (self, "text/event-stream");
  demo_answer_count_event (self);
  demo_answer_append (self, text, strlen (text));
}

/**
 * demo_answer_send:
 * @self: an answer
 * @message: a JSON-RPC message that goes out as one event
 */
void
demo_answer_send (DemoAnswer *self,
                  JsonNode   *message)
{
  g_autofree char *json = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  json = demo_json_write (message);
  demo_answer_send_event (self->stream != NULL ? self->stream : self, "message", json);
}

/**
 * demo_answer_finish:
 * @self: an answer
 * @message: (nullable): the last message, without which the stream just ends
 */
void
demo_answer_finish (DemoAnswer *self,
                    JsonNode   *message)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (self->stream != NULL && message != NULL)
    demo_answer_send (self, message);

  if (self->over || self->complete)
    return;

  if (message != NULL && demo_answer_finish_badly (self, message))
    return;

  if (message != NULL)
    demo_answer_send (self, message);
  else
    demo_answer_begin_as (self, "text/event-stream");

  demo_answer_complete (self);
}

/**
 * demo_answer_finish_plain:
 * @self: an answer that has not begun
 * @status: the HTTP status
 * @message: the one message, which goes out as a body of its own
 */
void
demo_answer_finish_plain (DemoAnswer *self,
                          guint       status,
                          JsonNode   *message)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (self->over || self->complete || demo_answer_finish_badly (self, message))
    return;

  text = demo_json_write (message);
  demo_answer_plain (self, status, "application/json", text);
}

/**
 * demo_answer_use_stream:
 * @self: an answer that has not begun
 * @stream: the answer that takes its messages
 *
 * Accepts the request; what is there to be said about it goes out on @stream.
 */
void
demo_answer_use_stream (DemoAnswer *self,
                        DemoAnswer *stream)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));

  g_set_object (&self->stream, stream);
  demo_answer_plain (self, SOUP_STATUS_ACCEPTED, NULL, NULL);
}
