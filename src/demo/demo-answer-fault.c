/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-answer-private.h"

#include "demo-frame.h"
#include "demo-json.h"

/* What goes wrong with an answer on request: it comes late, in halves, torn or as nonsense. */

/* Long enough for a reader to see the first half alone, short enough not to be felt. */
#define BETWEEN_HALVES_MS 40

static void
send_held (DemoAnswer *self,
           JsonNode   *message)
{
  g_autofree char *text = demo_frame_event (message);
  gsize cut = demo_frame_find_cut (text);

  demo_answer_begin_as (self, "text/event-stream");
  self->second_half = g_bytes_new (text + cut, strlen (text + cut));
  demo_answer_append (self, text, cut);
}

static void
send_cut (DemoAnswer *self,
          JsonNode   *message)
{
  gboolean plain = g_strcmp0 (self->fault->content_type, "application/json") == 0;
  g_autofree char *text = plain ? demo_json_write (message) : demo_frame_event (message);

  demo_answer_begin_as (self, plain ? "application/json" : "text/event-stream");
  self->cut_when_written = TRUE;
  demo_answer_append (self, text, strlen (text) / 2);
}

static void
send_malformed (DemoAnswer *self)
{
  const char *text = "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{]}\n\n";

  demo_answer_begin_as (self, "text/event-stream");
  demo_answer_append (self, text, strlen (text));
  demo_answer_complete (self);
}

static void
send_json (DemoAnswer *self,
           JsonNode   *message)
{
  g_autofree char *text = demo_json_write (message);

  demo_answer_plain (self, SOUP_STATUS_OK, "application/json", text);
}

/* Returns: whether the fault has dealt with @message, the last one */
gboolean
demo_answer_finish_badly (DemoAnswer *self,
                          JsonNode   *message)
{
  switch (demo_answer_get_fault (self))
    {
    case DEMO_FAULT_HOLD:
      send_held (self, message);
      return TRUE;

    case DEMO_FAULT_CUT:
      send_cut (self, message);
      return TRUE;

    case DEMO_FAULT_MALFORMED:
      send_malformed (self);
      return TRUE;

    case DEMO_FAULT_JSON:
      send_json (self, message);
      return TRUE;

    case DEMO_FAULT_NONE:
    case DEMO_FAULT_STATUS:
    case DEMO_FAULT_HTML:
    case DEMO_FAULT_SLOW:
    case DEMO_FAULT_HANG:
    case DEMO_FAULT_NO_SESSION:
    case DEMO_FAULT_TOKEN_ERROR:
    default:
      return FALSE;
    }
}

static gboolean
write_second_half_cb (gpointer user_data)
{
  DemoAnswer *self = user_data;
  g_autoptr(GBytes) bytes = g_steal_pointer (&self->second_half);

  self->timeout_id = 0;
  self->hold_when_written = TRUE;
  demo_answer_count_event (self);
  demo_answer_append (self, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return G_SOURCE_REMOVE;
}

/* A piece of it has left: what waited for that. */
void
demo_answer_wrote (DemoAnswer *self)
{
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
      g_socket_shutdown (soup_server_message_get_socket (self->message), TRUE, TRUE, NULL);
      demo_answer_complete (self);
    }
}

void
demo_answer_drop_proceed (DemoAnswer *self)
{
  if (self->proceed_data_free != NULL)
    self->proceed_data_free (self->proceed_data);

  self->proceed = NULL;
  self->proceed_data = NULL;
  self->proceed_data_free = NULL;
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

  if (demo_answer_get_fault (self) == DEMO_FAULT_SLOW)
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
      demo_answer_drop_proceed (self);
    }
  else if (self->held)
    demo_answer_complete (self);
}

gboolean
demo_answer_is_held (DemoAnswer *self)
{
  g_return_val_if_fail (DEMO_IS_ANSWER (self), FALSE);

  return self->held;
}
