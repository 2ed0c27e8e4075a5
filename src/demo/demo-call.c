/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-call.h"

#include "demo-json.h"

#include <stdarg.h>

/**
 * DemoCall:
 *
 * One tools/call under way: what it was asked, and the stream on which progress, questions and at
 * last the result go out. ::over says that it returned, failed or was cancelled.
 */
struct _DemoCall
{
  GObject parent_instance;

  DemoSession *session;
  DemoAnswer *answer;
  JsonNode *id;
  JsonNode *progress_token;
  char *tool;
  JsonObject *arguments;
  DemoCallReplyFunc reply;
  gboolean over;
};

enum {
  SIGNAL_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemoCall, demo_call, G_TYPE_OBJECT)

static void
end (DemoCall *self,
     JsonNode *message)
{
  g_autoptr(DemoCall) keep = g_object_ref (self);

  self->over = TRUE;
  demo_session_touch (self->session);
  demo_answer_finish (self->answer, message);
  g_signal_emit (self, signals[SIGNAL_OVER], 0);
}

static void
reply_cb (JsonObject *answer,
          gpointer    user_data)
{
  g_autoptr(DemoCall) self = user_data;
  JsonObject *error = demo_json_get_object (answer, "error");
  g_autofree char *words = NULL;

  if (self->over)
    return;

  if (answer == NULL)
    demo_call_cancel (self);
  else if (error == NULL)
    self->reply (self, demo_json_get_object (answer, "result"));
  else
    {
      /* the SDK's McpException for an error from the other side */
      words = g_strconcat ("Request failed (remote): ",
                           demo_json_get_string (error, "message"), NULL);
      demo_call_fail (self, words);
    }
}

static void
demo_call_finalize (GObject *object)
{
  DemoCall *self = DEMO_CALL (object);

  g_clear_object (&self->session);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->id, json_node_unref);
  g_clear_pointer (&self->progress_token, json_node_unref);
  g_clear_pointer (&self->arguments, json_object_unref);
  g_free (self->tool);

  G_OBJECT_CLASS (demo_call_parent_class)->finalize (object);
}

static void
demo_call_class_init (DemoCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_call_finalize;

  signals[SIGNAL_OVER] =
    g_signal_new ("over", DEMO_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demo_call_init (DemoCall *self)
{
}

/**
 * demo_call_new:
 * @session: whose call it is
 * @answer: the answer to the POST that brought it
 * @request: the whole JSON-RPC request
 *
 * Returns: (transfer full): the call
 */
DemoCall *
demo_call_new (DemoSession *session,
               DemoAnswer  *answer,
               JsonObject  *request)
{
  DemoCall *self = g_object_new (DEMO_TYPE_CALL, NULL);
  JsonObject *params = demo_json_get_object (request, "params");
  JsonObject *arguments = demo_json_get_object (params, "arguments");
  JsonNode *token = demo_json_get (demo_json_get_object (params, "_meta"), "progressToken");

  self->session = g_object_ref (session);
  self->answer = g_object_ref (answer);
  self->id = json_node_copy (json_object_get_member (request, "id"));
  self->progress_token = token != NULL ? json_node_copy (token) : NULL;
  self->tool = g_strdup (demo_json_get_string (params, "name"));
  self->arguments = arguments != NULL ? json_object_ref (arguments) : json_object_new ();

  return self;
}

DemoSession *
demo_call_get_session (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), NULL);

  return self->session;
}

JsonNode *
demo_call_get_id (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), NULL);

  return self->id;
}

const char *
demo_call_get_tool (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), NULL);

  return self->tool;
}

/* Returns: (transfer none): never NULL */
JsonObject *
demo_call_get_arguments (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), NULL);

  return self->arguments;
}

gboolean
demo_call_is_over (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), TRUE);

  return self->over;
}

/* @result: (transfer full) */
void
demo_call_return (DemoCall   *self,
                  JsonObject *result)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *message = json_object_new ();

  g_return_if_fail (DEMO_IS_CALL (self));

  json_object_set_object_member (message, "result", result);
  json_object_set_member (message, "id", json_node_copy (self->id));
  json_object_set_string_member (message, "jsonrpc", "2.0");
  node = demo_json_take_object (message);

  if (!self->over)
    end (self, node);
}

void
demo_call_return_text (DemoCall   *self,
                       const char *text)
{
  demo_call_return (self, demo_content_result (demo_content_text (text), NULL));
}

/* @structured: (transfer full): the same answer for programs */
void
demo_call_return_both (DemoCall   *self,
                       const char *text,
                       JsonObject *structured)
{
  JsonObject *result = demo_content_result (demo_content_text (text), NULL);

  json_object_set_object_member (result, "structuredContent", structured);
  demo_call_return (self, result);
}

/* A result that is an error, in the tool's own words. */
void
demo_call_return_error (DemoCall   *self,
                        const char *words)
{
  JsonObject *result = demo_content_result (demo_content_text (words), NULL);

  json_object_set_boolean_member (result, "isError", TRUE);
  demo_call_return (self, result);
}

/**
 * demo_call_fail:
 * @self: a call
 * @words: (nullable): what the tool says about it; without, it went wrong inside
 *
 * Returns the error result that the SDK makes of an exception in a tool.
 */
void
demo_call_fail (DemoCall   *self,
                const char *words)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_CALL (self));

  if (words != NULL)
    text = g_strdup_printf ("An error occurred invoking '%s': %s", self->tool, words);
  else
    text = g_strdup_printf ("An error occurred invoking '%s'.", self->tool);

  demo_call_return_error (self, text);
}

/* Does nothing unless the client sent a token to report under. */
void
demo_call_progress (DemoCall   *self,
                    guint       done,
                    guint       total,
                    const char *words)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *message;
  JsonObject *params;

  g_return_if_fail (DEMO_IS_CALL (self));

  if (self->progress_token == NULL || self->over)
    return;

  params = json_object_new ();
  json_object_set_member (params, "progressToken", json_node_copy (self->progress_token));
  json_object_set_int_member (params, "progress", done);
  json_object_set_int_member (params, "total", total);
  json_object_set_string_member (params, "message", words);

  message = json_object_new ();
  json_object_set_string_member (message, "method", "notifications/progress");
  json_object_set_object_member (message, "params", params);
  json_object_set_string_member (message, "jsonrpc", "2.0");

  node = demo_json_take_object (message);
  demo_answer_send (self->answer, node);
}

gboolean
demo_call_client_can (DemoCall   *self,
                      const char *capability)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), FALSE);

  return demo_session_client_can (self->session, capability);
}

/**
 * demo_call_ask:
 * @self: a call
 * @method: what is asked of the client
 * @params: (transfer full): its parameters
 * @callback: called with the result; an error fails the call without it
 *
 * Sends a request to the client inside the stream of the call.
 */
void
demo_call_ask (DemoCall          *self,
               const char        *method,
               JsonObject        *params,
               DemoCallReplyFunc  callback)
{
  g_return_if_fail (DEMO_IS_CALL (self));

  self->reply = callback;
  demo_session_ask (self->session, self->answer, method, params, reply_cb, g_object_ref (self));
}

/* Ends the stream without a result: MCP 2025-06-18, cancellation, asks for none. */
void
demo_call_cancel (DemoCall *self)
{
  g_return_if_fail (DEMO_IS_CALL (self));

  if (!self->over)
    end (self, NULL);
}

JsonObject *
demo_content_text (const char *text)
{
  JsonObject *block = json_object_new ();

  json_object_set_string_member (block, "type", "text");
  json_object_set_string_member (block, "text", text);

  return block;
}

/* A tool result of the blocks given, which it takes. */
JsonObject *
demo_content_result (JsonObject *first,
                     ...)
{
  JsonObject *result = json_object_new ();
  JsonArray *content = json_array_new ();
  va_list blocks;

  va_start (blocks, first);

  for (JsonObject *block = first; block != NULL; block = va_arg (blocks, JsonObject *))
    json_array_add_object_element (content, block);

  va_end (blocks);

  json_object_set_array_member (result, "content", content);

  return result;
}
