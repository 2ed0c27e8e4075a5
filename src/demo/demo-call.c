/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-call.h"

#include "demo-era.h"
#include "demo-json.h"
#include "demo-refusal.h"
#include "demo-state.h"

/**
 * DemoCall:
 *
 * One tools/call under way: what it was asked, and where progress, questions and at last the result
 * go. In a session all go out on the stream of the answer. A stateless server puts its question
 * into the result and is called again with the answer; the tool then runs from its beginning and
 * finds it there. A task keeps all of it until it is asked for. ::over says that the call returned,
 * failed, asked or was cancelled.
 */
struct _DemoCall
{
  GObject parent_instance;

  DemoSession *session;         /* NULL where there are none */
  DemoTask *task;
  JsonObject *server_info;
  JsonObject *capabilities;     /* the client's, where there is no session */
  JsonObject *answers;          /* what it was asked already, by key */
  guint question_count;

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

/* @result: (transfer full) (nullable): without, the call was cancelled */
static void
end (DemoCall   *self,
     JsonObject *result)
{
  g_autoptr(DemoCall) keep = g_object_ref (self);
  g_autoptr(JsonNode) message = NULL;

  self->over = TRUE;

  if (self->session != NULL)
    demo_session_touch (self->session);
  else if (result != NULL)
    demo_result_complete (result, self->server_info);

  if (self->task != NULL && result != NULL)
    demo_task_complete (self->task, result);
  else if (self->task == NULL)
    {
      message = result != NULL ? demo_result_wrap (self->id, "result", result) : NULL;
      demo_answer_finish (self->answer, message);
    }

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
task_answer_cb (JsonObject *result,
                gpointer    user_data)
{
  DemoCall *self = user_data;

  if (!self->over)
    self->reply (self, result);
}

/* The answer the client gave already, or the question as the result. */
static void
ask_in_result (DemoCall   *self,
               const char *key,
               JsonObject *question)
{
  JsonObject *answer = demo_json_get_object (self->answers, key);
  g_autofree char *state = NULL;
  JsonObject *questions;
  JsonObject *result;

  if (answer != NULL)
    {
      json_object_unref (question);
      self->reply (self, answer);
      return;
    }

  state = demo_state_mint (self->tool, self->arguments, self->answers);
  questions = json_object_new ();
  result = json_object_new ();
  json_object_set_object_member (questions, key, question);
  json_object_set_string_member (result, "resultType", "input_required");
  json_object_set_object_member (result, "inputRequests", questions);
  json_object_set_string_member (result, "requestState", state);
  end (self, result);
}

static void
demo_call_finalize (GObject *object)
{
  DemoCall *self = DEMO_CALL (object);

  g_clear_object (&self->session);
  g_clear_object (&self->task);
  g_clear_object (&self->answer);
  g_clear_pointer (&self->server_info, json_object_unref);
  g_clear_pointer (&self->capabilities, json_object_unref);
  g_clear_pointer (&self->answers, json_object_unref);
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

static DemoCall *
new_call (DemoAnswer *answer,
          JsonObject *request)
{
  DemoCall *self = g_object_new (DEMO_TYPE_CALL, NULL);
  JsonObject *params = demo_json_get_object (request, "params");
  JsonObject *arguments = demo_json_get_object (params, "arguments");
  JsonNode *token = demo_json_get (demo_json_get_object (params, "_meta"), "progressToken");

  self->answer = g_object_ref (answer);
  self->id = json_node_copy (json_object_get_member (request, "id"));
  self->progress_token = token != NULL ? json_node_copy (token) : NULL;
  self->tool = g_strdup (demo_json_get_string (params, "name"));
  self->arguments = arguments != NULL ? json_object_ref (arguments) : json_object_new ();

  return self;
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
  DemoCall *self = new_call (answer, request);

  self->session = g_object_ref (session);

  return self;
}

/* What becomes of a call whose client hangs up; a task does not need it any more. */
static void
hang_up (DemoCall *self)
{
  if (self->task == NULL)
    demo_call_cancel (self);
}

/* What the client was asked before, and has answered now. */
static JsonObject *
collect_answers (DemoCall   *self,
                 JsonObject *params)
{
  const char *state = demo_json_get_string (params, "requestState");
  JsonObject *responses = demo_json_get_object (params, "inputResponses");
  JsonObject *answers;
  JsonObjectIter iter;
  const char *key;
  JsonNode *response;

  if (state == NULL)
    return responses == NULL ? json_object_new () : NULL;

  answers = demo_state_open (state, self->tool, self->arguments);

  if (answers == NULL || responses == NULL)
    return answers;

  json_object_iter_init (&iter, responses);

  while (json_object_iter_next (&iter, &key, &response))
    json_object_set_member (answers, key, json_node_copy (response));

  return answers;
}

/**
 * demo_call_new_stateless:
 * @answer: the answer to the POST that brought it
 * @request: the whole JSON-RPC request
 * @server_info: who answers
 *
 * Returns: (transfer full) (nullable): the call; %NULL if the request's state is not ours
 */
DemoCall *
demo_call_new_stateless (DemoAnswer *answer,
                         JsonObject *request,
                         JsonObject *server_info)
{
  g_autoptr(DemoCall) self = new_call (answer, request);
  JsonObject *params = demo_json_get_object (request, "params");
  JsonObject *meta = demo_json_get_object (params, "_meta");

  self->server_info = json_object_ref (server_info);
  self->capabilities =
    json_object_ref (json_object_get_object_member (meta, DEMO_META "clientCapabilities"));
  self->answers = collect_answers (self, params);

  if (self->answers == NULL)
    return NULL;

  /* closing the stream is the cancellation (MCP 2026-07-28, cancellation) */
  g_signal_connect_object (answer, "closed", G_CALLBACK (hang_up), self,
                           G_CONNECT_SWAPPED);

  return g_steal_pointer (&self);
}

/**
 * demo_call_go_on_as:
 * @self: a stateless call
 * @task: what answers for it from now on
 */
void
demo_call_go_on_as (DemoCall *self,
                    DemoTask *task)
{
  g_autoptr(JsonNode) message = NULL;
  JsonObject *result;

  g_return_if_fail (DEMO_IS_CALL (self));
  g_return_if_fail (self->session == NULL);

  self->task = g_object_ref (task);
  g_signal_connect_object (task, "cancelled", G_CALLBACK (demo_call_cancel), self,
                           G_CONNECT_SWAPPED);

  result = demo_task_describe (task);
  json_object_set_string_member (result, "resultType", "task");
  demo_result_complete (result, self->server_info);
  message = demo_result_wrap (self->id, "result", result);
  demo_answer_finish (self->answer, message);
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
  g_return_if_fail (DEMO_IS_CALL (self));

  if (self->over)
    json_object_unref (result);
  else
    end (self, result);
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

  if (self->task != NULL)
    demo_task_say (self->task, words);

  if (self->progress_token == NULL || self->over || self->task != NULL)
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

  if (self->session != NULL)
    return demo_session_client_can (self->session, capability);

  return demo_json_get_object (self->capabilities, capability) != NULL;
}

/* Returns: whether the client declared that it takes tasks as answers */
gboolean
demo_call_client_takes_tasks (DemoCall *self)
{
  g_return_val_if_fail (DEMO_IS_CALL (self), FALSE);

  return demo_json_get_object (demo_json_get_object (self->capabilities, "extensions"),
                               DEMO_TASKS_EXTENSION) != NULL;
}

/**
 * demo_call_ask:
 * @self: a call
 * @method: what is asked of the client
 * @params: (transfer full): its parameters
 * @callback: called with the result; an error fails the call without it
 */
void
demo_call_ask (DemoCall          *self,
               const char        *method,
               JsonObject        *params,
               DemoCallReplyFunc  callback)
{
  g_autofree char *key = NULL;
  JsonObject *question;

  g_return_if_fail (DEMO_IS_CALL (self));

  self->reply = callback;

  if (self->session != NULL)
    {
      demo_session_ask (self->session, self->answer, method, params, reply_cb, g_object_ref (self));
      return;
    }

  key = g_strdup_printf ("question-%u", ++self->question_count);
  question = json_object_new ();
  json_object_set_string_member (question, "method", method);
  json_object_set_object_member (question, "params", params);

  if (self->task != NULL)
    demo_task_ask (self->task, key, question, task_answer_cb, g_object_ref (self), g_object_unref);
  else
    ask_in_result (self, key, question);
}

/**
 * demo_call_lacks:
 * @self: a call
 * @capability: what the client would have to be able to
 *
 * Ends a call that cannot go on. In a session there is no error for that, so it fails as any tool
 * does.
 */
void
demo_call_lacks (DemoCall   *self,
                 const char *capability)
{
  JsonObject *required;

  g_return_if_fail (DEMO_IS_CALL (self));

  if (self->session != NULL)
    {
      demo_call_fail (self, NULL);
      return;
    }

  required = json_object_new ();
  json_object_set_object_member (required, capability, json_object_new ());
  demo_refusal_capability (self->answer, self->id, required);
  demo_call_cancel (self);
}

/* Ends the stream without a result: MCP 2025-06-18, cancellation, asks for none. */
void
demo_call_cancel (DemoCall *self)
{
  g_return_if_fail (DEMO_IS_CALL (self));

  if (!self->over)
    end (self, NULL);
}
