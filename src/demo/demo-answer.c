/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-answer.h"

#include "demo-frame.h"
#include "demo-hangup.h"
#include "demo-json.h"

/* Long enough for a reader to see the first half alone, short enough not to be felt. */
#define BETWEEN_HALVES_MS 40

/**
 * DemoAnswer:
 *
 * The answer to one HTTP request: plain, or an event stream that grows. It keeps itself alive until
 * the connection is done with it, says so with ::closed, and writes down in its log entry what
 * became of it. A fault that was given along changes what leaves.
 */
struct _DemoAnswer
{
  GObject parent_instance;

  SoupServerMessage *message;
  JsonObject *entry;
  DemoFault *fault;
  char *user;                   /* who asks, where that is known */

  GBytes *second_half;          /* still to be written once the first has left */
  guint timeout_id;
  GSource *hangup;

  DemoAnswerFunc proceed;
  gpointer proceed_data;
  GDestroyNotify proceed_data_free;

  gboolean begun;               /* the event stream has headers */
  gboolean complete;            /* nothing more will be written */
  gboolean hung_up;             /* the client left before that */
  gboolean over;                /* the connection is done with it */
  gboolean held;
  gboolean hold_when_written;
  gboolean cut_when_written;
};

enum {
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemoAnswer, demo_answer, G_TYPE_OBJECT)

static DemoFaultKind
get_fault_kind (DemoAnswer *self)
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

static void
append (DemoAnswer *self,
        GBytes     *bytes)
{
  if (self->over || self->complete || g_bytes_get_size (bytes) == 0)
    return;

  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
  soup_server_message_unpause (self->message);
}

static void
append_text (DemoAnswer *self,
             const char *text,
             gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  append (self, bytes);
}

static void
complete (DemoAnswer *self)
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
    complete (self);
  else
    demo_answer_plain (self, SOUP_STATUS_REQUEST_TIMEOUT, NULL, NULL);
}

static void
begin_as (DemoAnswer *self,
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
send_held (DemoAnswer *self,
           JsonNode   *message)
{
  g_autofree char *text = demo_frame_event (message);
  gsize cut = demo_frame_find_cut (text);

  begin_as (self, "text/event-stream");
  self->second_half = g_bytes_new (text + cut, strlen (text + cut));
  append_text (self, text, cut);
}

static void
send_cut (DemoAnswer *self,
          JsonNode   *message)
{
  gboolean plain = g_strcmp0 (self->fault->content_type, "application/json") == 0;
  g_autofree char *text = plain ? demo_json_write (message) : demo_frame_event (message);

  begin_as (self, plain ? "application/json" : "text/event-stream");
  self->cut_when_written = TRUE;
  append_text (self, text, strlen (text) / 2);
}

static void
send_malformed (DemoAnswer *self)
{
  const char *text = "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{]}\n\n";

  begin_as (self, "text/event-stream");
  append_text (self, text, strlen (text));
  complete (self);
}

static void
send_json (DemoAnswer *self,
           JsonNode   *message)
{
  g_autofree char *text = demo_json_write (message);

  demo_answer_plain (self, SOUP_STATUS_OK, "application/json", text);
}

static gboolean
write_second_half_cb (gpointer user_data)
{
  DemoAnswer *self = user_data;
  g_autoptr(GBytes) bytes = g_steal_pointer (&self->second_half);

  self->timeout_id = 0;
  self->hold_when_written = TRUE;
  json_object_set_int_member (self->entry, "events",
                              demo_json_get_int (self->entry, "events", 0) + 1);
  append (self, bytes);

  return G_SOURCE_REMOVE;
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                DemoAnswer        *self)
{
  g_assert (DEMO_IS_ANSWER (self));

  if (self->second_half != NULL && self->timeout_id == 0)
    self->timeout_id = g_timeout_add (BETWEEN_HALVES_MS, write_second_half_cb, self);
  else if (self->hold_when_written)
    {
      self->hold_when_written = FALSE;
      self->held = TRUE;
    }
  else if (self->cut_when_written)
    {
      self->cut_when_written = FALSE;
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      complete (self);
    }
}

static void
drop_proceed (DemoAnswer *self)
{
  if (self->proceed_data_free != NULL)
    self->proceed_data_free (self->proceed_data);

  self->proceed = NULL;
  self->proceed_data = NULL;
  self->proceed_data_free = NULL;
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
  drop_proceed (self);

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

  if (get_fault_kind (self) != DEMO_FAULT_CUT || *text == '\0')
    {
      demo_answer_plain (self, status, content_type, text);
      return;
    }

  begin_as (self, content_type);
  self->cut_when_written = TRUE;
  append_text (self, text, strlen (text) / 2);
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

  begin_as (self, "text/event-stream");
}

/**
 * demo_answer_send:
 * @self: an answer
 * @message: a JSON-RPC message that goes out as one event; the stream begins with the first
 */
void
demo_answer_send (DemoAnswer *self,
                  JsonNode   *message)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  if (self->over || self->complete || get_fault_kind (self) == DEMO_FAULT_JSON)
    return;

  text = demo_frame_event (message);
  begin_as (self, "text/event-stream");
  json_object_set_int_member (self->entry, "events",
                              demo_json_get_int (self->entry, "events", 0) + 1);
  append_text (self, text, strlen (text));
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

  if (self->over || self->complete)
    return;

  switch (message != NULL ? get_fault_kind (self) : DEMO_FAULT_NONE)
    {
    case DEMO_FAULT_HOLD:
      send_held (self, message);
      return;

    case DEMO_FAULT_CUT:
      send_cut (self, message);
      return;

    case DEMO_FAULT_MALFORMED:
      send_malformed (self);
      return;

    case DEMO_FAULT_JSON:
      send_json (self, message);
      return;

    case DEMO_FAULT_NONE:
    case DEMO_FAULT_STATUS:
    case DEMO_FAULT_HTML:
    case DEMO_FAULT_SLOW:
    case DEMO_FAULT_HANG:
    case DEMO_FAULT_NO_SESSION:
    case DEMO_FAULT_TOKEN_ERROR:
    default:
      break;
    }

  if (message != NULL)
    demo_answer_send (self, message);
  else
    begin_as (self, "text/event-stream");

  complete (self);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  DemoAnswer *self = user_data;

  self->timeout_id = 0;
  demo_answer_release (self);

  return G_SOURCE_REMOVE;
}

/**
 * demo_answer_delay:
 * @self: an answer with a fault of kind slow or hang
 * @proceed: what would have been done at once; not called if the client leaves first
 * @user_data: its data
 * @user_data_free: (nullable): frees @user_data
 */
void
demo_answer_delay (DemoAnswer     *self,
                   DemoAnswerFunc  proceed,
                   gpointer        user_data,
                   GDestroyNotify  user_data_free)
{
  g_return_if_fail (DEMO_IS_ANSWER (self));
  g_return_if_fail (self->proceed == NULL);

  self->proceed = proceed;
  self->proceed_data = user_data;
  self->proceed_data_free = user_data_free;

  if (get_fault_kind (self) == DEMO_FAULT_SLOW)
    self->timeout_id = g_timeout_add (self->fault->delay_ms, delay_over_cb, self);
  else
    self->held = TRUE;
}

/* Lets go what waits: a delayed answer proceeds, a held stream ends. */
void
demo_answer_release (DemoAnswer *self)
{
  g_autoptr(DemoAnswer) keep = NULL;

  g_return_if_fail (DEMO_IS_ANSWER (self));

  keep = g_object_ref (self);

  if (self->proceed != NULL)
    {
      DemoAnswerFunc proceed = g_steal_pointer (&self->proceed);

      self->held = FALSE;
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      proceed (self->proceed_data);
      drop_proceed (self);
    }
  else if (self->held)
    complete (self);
}

gboolean
demo_answer_is_held (DemoAnswer *self)
{
  g_return_val_if_fail (DEMO_IS_ANSWER (self), FALSE);

  return self->held;
}
