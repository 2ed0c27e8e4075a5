/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-follow-private.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-message.h"
#include "mcp-request-private.h"
#include "mcp-task-private.h"
#include "mcp-task-state.h"

#include <string.h>

/* Milliseconds. */
#define DEFAULT_INTERVAL 5000
#define FIRST_PAUSE 250u

/* In a row, each after a longer pause. */
#define MAX_FAILURES 6

/* Under way, it keeps @task. */
static void
send (GTask               *task,
      const char          *method,
      const SjsonValue    *responses,
      GAsyncReadyCallback  callback)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  McpTask *handle = mcp_task_follow_get_handle (task);
  g_autoptr(McpRequest) request = mcp_task_follow_new_request (handle, method);

  mcp_request_set_round (request, responses, NULL);

  /* A server of 2025-11-25 asks on the stream of what is under way just then. */
  mcp_request_forward_questions (request, self->request);
  mcp_client_send_async (self->client, request, self->wire, callback, g_object_ref (task));
}

/* Milliseconds, -1 without end. Whatever is done to the clock meanwhile. */
static gint64
get_remaining (GTask *task)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  gint64 ttl = mcp_task_get_ttl (mcp_task_follow_get_handle (task));

  return ttl < 0 ? -1 : MAX (0, ttl - (g_get_monotonic_time () - self->created) / 1000);
}

static void poll (GTask *task);

static gboolean
timer_cb (gpointer user_data)
{
  poll (G_TASK (user_data));

  return G_SOURCE_REMOVE;
}

static void
wait (GTask *task,
      guint  milliseconds)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  gint64 remaining = get_remaining (task);

  if (self->is_over)
    return;

  /* The last look is at the end of its time. */
  if (remaining > 0 && remaining < milliseconds)
    milliseconds = remaining;

  mcp_task_follow_clear_source (&self->timer);
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, timer_cb, g_object_ref (task), g_object_unref);
  g_source_set_static_name (self->timer, "[mcp] task");
  g_source_attach (self->timer, g_task_get_context (task));
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  mcp_task_follow_cancel (G_TASK (user_data));

  return G_SOURCE_REMOVE;
}

static gboolean
has_code (const GError *error,
          gint64        wanted)
{
  gint64 code;

  return mcp_error_get_remote_code (error, &code) && code == wanted;
}

/* Milliseconds. The first time it may be an accident; then the server, or the network, is given
 * time. */
static guint
get_pause (McpTaskFollow *self)
{
  if (self->n_failures < 2)
    return self->interval;

  return MAX (self->interval, FIRST_PAUSE << self->n_failures);
}

/* A task may take hours: what passes by itself does not end it. */
static void
receive_error (GTask  *task,
               GError *error)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  g_autoptr(GError) cause = error;

  if (has_code (cause, MCP_CODE_INVALID_PARAMS))
    mcp_task_follow_end (task, mcp_error_new (MCP_ERROR_REMOTE, "The server does not know this "
                                              "task any more. What became of it cannot be found "
                                              "out.",
                                              mcp_error_get_details (cause)));
  else if (g_error_matches (cause, MCP_ERROR, MCP_ERROR_UNAVAILABLE) &&
           ++self->n_failures < MAX_FAILURES)
    wait (task, get_pause (self));
  else
    mcp_task_follow_fail (task, g_steal_pointer (&cause));
}

/* The server is there, but not for what was wanted: what it says of the task proves nothing of
 * that. Takes @error. */
static void
receive_loss (GTask  *task,
              GError *error)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  if (++self->n_lost < MAX_FAILURES)
    {
      wait (task, MAX (self->interval, FIRST_PAUSE << self->n_lost));
      g_error_free (error);
    }
  else
    mcp_task_follow_fail (task, error);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpTaskFollow *self = g_task_get_task_data (task);
  g_autoptr(SjsonValue) value = NULL;
  GError *error = NULL;

  self->is_fetching = FALSE;
  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (self->is_over)
    g_clear_error (&error);
  else if (value != NULL)
    mcp_task_follow_succeed (task, value);
  else if (g_error_matches (error, MCP_ERROR, MCP_ERROR_REMOTE) &&
           (self->has_failed || !has_code (error, MCP_CODE_INVALID_PARAMS)))
    mcp_task_follow_end (task, error);
  else if (g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE))
    receive_loss (task, error);
  else
    receive_error (task, error);
}

/* The result, once there is one; before that, what the server wants to know first comes on the
 * stream of this request (MCP 2025-11-25, "Tasks"). */
static void
fetch (GTask *task)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  if (self->is_fetching)
    return;

  self->is_fetching = TRUE;
  mcp_task_follow_clear_source (&self->timer);
  send (task, "tasks/result", NULL, fetched_cb);
}

/* How the server took what was sent. That it refuses an answer does not mean that it does not know
 * the task: that is for tasks/get to say. */
static McpAnswerFate
get_fate (const GError *error)
{
  if (error == NULL)
    return MCP_ANSWER_TAKEN;

  return has_code (error, MCP_CODE_INVALID_PARAMS) ? MCP_ANSWER_REFUSED : MCP_ANSWER_LOST;
}

static void
updated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpTaskFollow *self = g_task_get_task_data (task);
  g_autoptr(SjsonValue) value = NULL;
  McpAnswerFate fate;
  GError *error = NULL;

  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);
  fate = get_fate (error);
  mcp_task_questions_sent (self->questions, fate);

  if (self->is_over)
    g_clear_error (&error);
  else if (fate == MCP_ANSWER_TAKEN)
    self->n_lost = 0;
  else if (fate == MCP_ANSWER_REFUSED ||
           g_error_matches (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE))
    receive_loss (task, error);
  else
    mcp_task_follow_fail (task, error);
}

/* A person has answered, or an answer did not reach the server. */
static void
update (gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (user_data));
  McpTaskFollow *self = g_task_get_task_data (task);
  g_autoptr(SjsonValue) responses = NULL;
  GError *error = NULL;

  if (self->is_over)
    return;

  responses = mcp_task_questions_build (self->questions, &error);

  if (error != NULL)
    mcp_task_follow_give_up (task, error);
  else if (responses != NULL)
    send (task, "tasks/update", responses, updated_cb);
}

static void
fail_by_server (GTask        *task,
                McpTaskState *state)
{
  g_auto(McpMessage) message = { 0 };
  GError *error;

  message.kind = MCP_MESSAGE_ERROR;

  if (sjson_value_get_member_of_kind (state->json, "error", SJSON_KIND_OBJECT, &message.body))
    error = mcp_message_to_error (&message);
  else
    error = mcp_error_new (MCP_ERROR_REMOTE, "The task failed at the server.", state->message);

  mcp_task_follow_end (task, error);
}

static void
receive_result (GTask        *task,
                McpTaskState *state)
{
  SjsonValue result;

  if (sjson_value_get_member_of_kind (state->json, "result", SJSON_KIND_OBJECT, &result))
    mcp_task_follow_succeed (task, &result);
  else
    mcp_task_follow_end (task, mcp_error_new (MCP_ERROR_MALFORMED, "The server says that the task "
                                              "is done, but not what came of it.", NULL));
}

static void
take_note (GTask        *task,
           McpTaskState *state)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  self->interval = state->interval != 0 ? state->interval : self->interval;

  if (state->says_ttl)
    mcp_task_set_ttl (mcp_task_follow_get_handle (task), state->ttl);

  if (state->message == NULL || g_strcmp0 (state->message, self->message) == 0)
    return;

  g_free (self->message);
  self->message = g_strdup (state->message);
  mcp_request_report_status (self->request, self->message);
}

static void
ask (GTask            *task,
     const SjsonValue *requests)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!mcp_task_questions_put (self->questions, requests, &error))
    mcp_task_follow_give_up (task, error);

  wait (task, self->interval);
}

static void
go_on (GTask        *task,
       McpTaskState *state)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  SjsonValue requests;

  if (get_remaining (task) == 0)
    mcp_task_follow_end (task, mcp_error_new (MCP_ERROR_REMOTE, "The time that the server gave "
                                              "this task is over, and it is not done. Its result "
                                              "is not waited for any longer.", NULL));
  else if (state->status == MCP_TASK_WORKING)
    ask (task, NULL);
  else if (!self->is_stateless)
    fetch (task);
  else if (sjson_value_get_member_of_kind (state->json, "inputRequests", SJSON_KIND_OBJECT,
                                           &requests))
    ask (task, &requests);
  else
    mcp_task_follow_give_up (task, mcp_error_new (MCP_ERROR_MALFORMED, "The server asks, but does "
                                                  "not say what.", NULL));
}

/* What the server says of the task. */
static void
receive_state (GTask        *task,
               McpTaskState *state)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  take_note (task, state);
  self->has_failed = state->status == MCP_TASK_FAILED;

  switch (state->status)
    {
    case MCP_TASK_WORKING:
    case MCP_TASK_INPUT_REQUIRED:
      go_on (task, state);
      break;

    case MCP_TASK_COMPLETED:
    case MCP_TASK_FAILED:
      if (!self->is_stateless)
        fetch (task);
      else if (self->has_failed)
        fail_by_server (task, state);
      else
        receive_result (task, state);
      break;

    case MCP_TASK_CANCELLED:
    default:
      mcp_task_follow_end (task, mcp_error_new (MCP_ERROR_REMOTE, "The task was cancelled at the "
                                                "server.", state->message));
    }
}

static void
polled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpTaskFollow *self = g_task_get_task_data (task);
  g_autoptr(SjsonValue) value = NULL;
  g_auto(McpTaskState) state = { 0 };
  GError *error = NULL;

  self->is_polling = FALSE;
  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (self->is_over)
    g_clear_error (&error);
  else if (value == NULL)
    receive_error (task, error);
  else if (!mcp_task_state_read (&state, value) ||
           strcmp (state.id, mcp_task_get_id (mcp_task_follow_get_handle (task))) != 0)
    mcp_task_follow_fail (task, mcp_error_new (MCP_ERROR_MALFORMED, "What the server says of the "
                                               "task makes no sense.", NULL));
  else
    {
      self->n_failures = 0;
      receive_state (task, &state);
      update (task);
    }
}

static void
poll (GTask *task)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  if (self->is_over || self->is_polling || self->is_fetching)
    return;

  self->is_polling = TRUE;
  mcp_task_follow_clear_source (&self->timer);
  send (task, "tasks/get", NULL, polled_cb);
}

static void
hear_progress (McpTaskFollow    *self,
               const SjsonValue *params)
{
  SjsonValue token;
  gint64 number;

  if (sjson_value_get_member (params, "progressToken", &token) &&
      sjson_value_get_int64 (&token, &number) && number != 0 &&
      number == mcp_request_get_token (self->request))
    mcp_request_report_progress (self->request, params);
}

/*
 * mcp_task_follow_hear:
 *
 * A server may tell of a task unasked (notifications/tasks; in 2025-11-25, the same with /status,
 * and the progress of the call that began it). Where it says more than that it works, it is asked:
 * the answer is whole, and comes once.
 */
void
mcp_task_follow_hear (GTask            *task,
                      const char       *method,
                      const SjsonValue *params)
{
  g_autoptr(GTask) holder = g_object_ref (task);
  McpTaskFollow *self = g_task_get_task_data (task);
  g_auto(McpTaskState) state = { 0 };

  if (self->is_over)
    return;

  if (strcmp (method, "notifications/progress") == 0)
    hear_progress (self, params);
  else if (!mcp_task_state_read (&state, params) ||
           strcmp (state.id, mcp_task_get_id (mcp_task_follow_get_handle (task))) != 0)
    g_debug ("A notification of no task of ours");
  else if (state.status == MCP_TASK_WORKING)
    take_note (task, &state);
  else
    poll (task);
}

/*
 * mcp_task_follow_is_begun:
 * @request: what was asked
 * @version: the revision that is spoken
 *
 * Returns: whether @result is the handle of a task instead of an answer. Only tools are called
 *   that way, and in 2025-11-25 only where the call said so
 */
gboolean
mcp_task_follow_is_begun (const SjsonValue *result,
                          McpRequest       *request,
                          const char       *version)
{
  SjsonValue value;

  if (!g_str_equal (mcp_request_get_method (request), "tools/call"))
    return FALSE;

  if (g_strcmp0 (version, MCP_STATELESS_VERSION) == 0)
    return sjson_value_get_member (result, "resultType", &value) &&
           sjson_value_equals_string (&value, "task");

  return mcp_request_wants_task (request) &&
         sjson_value_get_member_of_kind (result, "task", SJSON_KIND_OBJECT, &value);
}

static void
watch_caller (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  McpTaskFollow *self = g_task_get_task_data (task);

  if (cancellable == NULL)
    return;

  self->caller_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->caller_source, G_SOURCE_FUNC (caller_cancelled_cb),
                         g_object_ref (task), g_object_unref);
  g_source_set_static_name (self->caller_source, "[mcp] caller of a task cancelled");
  g_source_attach (self->caller_source, g_task_get_context (task));
}

static McpTaskFollow *
follow_new (GTask      *task,
            McpClient  *client,
            McpRequest *request)
{
  McpTask *handle = mcp_task_follow_get_handle (task);
  McpTaskFollow *self = g_new0 (McpTaskFollow, 1);

  self->client = g_object_ref (client);
  self->request = g_object_ref (request);
  self->questions = mcp_task_questions_new (request, client->features, update, task);
  self->is_stateless = g_str_equal (mcp_task_get_protocol_version (handle), MCP_STATELESS_VERSION);
  self->created = g_get_monotonic_time () -
                  1000 * MAX (0, g_get_real_time () / 1000 - mcp_task_get_created (handle));
  self->interval = DEFAULT_INTERVAL;
  self->wire = g_cancellable_new ();

  return self;
}

void
mcp_task_follow_async (McpTask             *handle,
                       McpClient           *client,
                       McpRequest          *request,
                       const SjsonValue    *seed,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (handle, cancellable, callback, user_data);
  g_auto(McpTaskState) state = { 0 };
  McpTaskFollow *self;

  g_task_set_source_tag (task, mcp_task_follow_async);
  self = follow_new (task, client, request);
  g_task_set_task_data (task, self, mcp_task_follow_free);
  mcp_client_add_task (client, task);
  watch_caller (task);

  /* What began it says little; where it says more than that the server works, it is asked. */
  if (seed != NULL && mcp_task_state_read (&state, seed))
    take_note (task, &state);

  if (state.id != NULL && state.status == MCP_TASK_WORKING)
    wait (task, self->interval);
  else
    poll (task);
}

SjsonValue *
mcp_task_follow_finish (McpTask       *handle,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handle), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
