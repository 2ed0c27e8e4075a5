/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-round.h"

#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "sjson-builder.h"

#include <string.h>

/* A server may ask again for what is missing, but not for ever. */
#define MAX_ROUNDS 10
#define MAX_QUESTIONS 16

/* Milliseconds before asking once more where the server only wanted to be asked again; doubled each
 * time. */
#define FIRST_DELAY 250

static const char * const asking_methods[] = {
  "prompts/get", "resources/read", "tools/call", NULL
};

typedef struct
{
  GPtrArray *names;         /* of SjsonValue: the server's name of each question */
  GPtrArray *questions;     /* of McpQuestion */
  SjsonValue *state;        /* nullable */
  guint n_open;
  GSource *source;          /* that of the caller's cancellable, or of the delay */
} Round;

static void
clear_source (Round *round)
{
  if (round->source == NULL)
    return;

  g_source_destroy (round->source);
  g_clear_pointer (&round->source, g_source_unref);
}

static void
round_free (gpointer data)
{
  Round *round = data;

  clear_source (round);
  g_ptr_array_unref (round->names);
  g_ptr_array_unref (round->questions);
  g_clear_pointer (&round->state, sjson_value_free);
  g_free (round);
}

/*
 * mcp_round_is_needed:
 *
 * Returns: whether @result says that the server wants to know something first
 */
gboolean
mcp_round_is_needed (const SjsonValue *result)
{
  SjsonValue type;

  return sjson_value_get_member (result, "resultType", &type) &&
         sjson_value_equals_string (&type, "input_required");
}

/*
 * mcp_round_is_over:
 *
 * Returns: whether @result is complete, as one is that says nothing of it
 */
gboolean
mcp_round_is_over (const SjsonValue *result)
{
  SjsonValue type;

  return !sjson_value_get_member (result, "resultType", &type) ||
         sjson_value_equals_string (&type, "complete");
}

static GError *
new_error (const char *sentence)
{
  return mcp_error_new (MCP_ERROR_MALFORMED, sentence, NULL);
}

/* The questions are let go of: their signals are nothing of this round's any more. */
static void
fail (GTask  *task,
      GError *error)
{
  Round *round = g_task_get_task_data (task);

  clear_source (round);

  for (guint i = 0; i < round->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (round->questions, i);

      g_signal_handlers_disconnect_by_data (question, task);
      mcp_question_withdraw (question);
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static SjsonValue *
build_responses (Round *round)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  for (guint i = 0; i < round->questions->len; i++)
    {
      const SjsonValue *result = mcp_question_get_result (g_ptr_array_index (round->questions, i));

      if (result == NULL)
        return NULL;

      sjson_builder_name_value (builder, g_ptr_array_index (round->names, i));
      sjson_builder_value (builder, result);
    }

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}

/* All is answered. Where the person gave no words of a model, or no folders, the protocol knows no
 * way to say so but to stop. */
static void
complete (GTask *task)
{
  McpRequest *request = MCP_REQUEST (g_task_get_source_object (task));
  Round *round = g_task_get_task_data (task);
  g_autoptr(SjsonValue) responses = NULL;

  if (round->questions->len > 0 && (responses = build_responses (round)) == NULL)
    {
      fail (task, mcp_error_new (MCP_ERROR_REMOTE, "What the server asked for was not given to it.",
                                 NULL));
      return;
    }

  clear_source (round);
  mcp_request_set_round (request, responses, round->state);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
answered_cb (McpQuestion *question,
             gpointer     user_data)
{
  GTask *task = G_TASK (user_data);
  Round *round = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_func (question, answered_cb, task);

  if (--round->n_open == 0)
    complete (task);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  fail (G_TASK (user_data), error);

  return G_SOURCE_REMOVE;
}

/* The time is over, or the caller has had enough of it. */
static gboolean
delay_over_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, error);
  else
    complete (task);

  return G_SOURCE_REMOVE;
}

static void
watch (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Round *round = g_task_get_task_data (task);

  if (cancellable == NULL)
    return;

  round->source = g_cancellable_source_new (cancellable);
  g_source_set_callback (round->source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_set_static_name (round->source, "[mcp] round cancelled");
  g_source_attach (round->source, g_task_get_context (task));
}

static void
wait_a_little (GTask *task,
               guint  number)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Round *round = g_task_get_task_data (task);
  g_autoptr(GSource) child = NULL;

  round->source = g_timeout_source_new (FIRST_DELAY << number);

  if (cancellable != NULL)
    {
      child = g_cancellable_source_new (cancellable);
      g_source_set_dummy_callback (child);
      g_source_add_child_source (round->source, child);
    }

  g_source_set_callback (round->source, delay_over_cb, task, NULL);
  g_source_set_static_name (round->source, "[mcp] round");
  g_source_attach (round->source, g_task_get_context (task));
}

/*
 * mcp_round_put_question:
 * @request: (nullable): what it belongs to
 *
 * Puts @question to whoever made @request. What nobody takes is declined, or refused where the
 * protocol knows no such answer; what nobody should be asked is declined first.
 */
void
mcp_round_put_question (McpRequest  *request,
                        McpQuestion *question)
{
  g_autoptr(McpQuestion) holder = g_object_ref (question);
  g_autoptr(McpRequest) keeper = request != NULL ? g_object_ref (request) : NULL;

  if (mcp_question_get_problem (question) != NULL)
    mcp_question_decline (question);

  if ((request != NULL && mcp_request_ask (request, question)) ||
      mcp_question_is_answered (question))
    return;

  if (mcp_question_get_feature (question) & (MCP_FEATURE_FORM | MCP_FEATURE_URL))
    mcp_question_decline (question);
  else
    mcp_question_refuse (question);
}

static void
put_questions (GTask *task)
{
  McpRequest *request = MCP_REQUEST (g_task_get_source_object (task));
  Round *round = g_task_get_task_data (task);
  g_autoptr(GTask) holder = g_object_ref (task);

  round->n_open = round->questions->len;

  for (guint i = 0; i < round->questions->len; i++)
    g_signal_connect (g_ptr_array_index (round->questions, i), "answered",
                      G_CALLBACK (answered_cb), task);

  for (guint i = 0; !g_task_get_completed (task) && i < round->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (round->questions, i);

      mcp_round_put_question (request, question);
    }
}

/*
 * mcp_round_read_question:
 *
 * Returns: (nullable): the question; NULL for something that was never offered, or is none
 */
McpQuestion *
mcp_round_read_question (const SjsonValue *json,
                         McpFeatures       features)
{
  g_autofree char *method = sjson_value_dup_member_string (json, "method");
  g_autoptr(McpQuestion) question = NULL;
  SjsonValue params;
  gboolean has_params = sjson_value_get_member_of_kind (json, "params", SJSON_KIND_OBJECT, &params);

  if (method != NULL)
    question = mcp_question_new (method, has_params ? &params : NULL);

  if (question == NULL || !(mcp_question_get_feature (question) & features))
    return NULL;

  return g_steal_pointer (&question);
}

static GError *
read_questions (Round            *round,
                const SjsonValue *requests,
                McpFeatures       features)
{
  SjsonValue name, value;
  SjsonIter iter;

  sjson_iter_init (&iter, requests);

  while (sjson_iter_next (&iter, &name, &value))
    {
      McpQuestion *question = mcp_round_read_question (&value, features);

      if (question == NULL || round->questions->len >= MAX_QUESTIONS)
        {
          g_clear_object (&question);
          return new_error ("The server asks for something that Toolcrib did not offer.");
        }

      g_ptr_array_add (round->names, sjson_value_copy (&name));
      g_ptr_array_add (round->questions, question);
    }

  return NULL;
}

static GError *
read_round (Round            *round,
            McpRequest       *request,
            const SjsonValue *result,
            McpFeatures       features,
            guint             number)
{
  SjsonValue requests, state;

  if (!g_strv_contains (asking_methods, mcp_request_get_method (request)))
    return new_error ("The server asks a question where it must not.");

  if (number >= MAX_ROUNDS)
    return new_error ("The server keeps asking. Nothing came of its questions so far.");

  if (sjson_value_get_member_of_kind (result, "requestState", SJSON_KIND_STRING, &state))
    round->state = sjson_value_isolate (&state);

  if (sjson_value_get_member_of_kind (result, "inputRequests", SJSON_KIND_OBJECT, &requests))
    return read_questions (round, &requests, features);

  return round->state == NULL ? new_error ("The server asks, but does not say what.") : NULL;
}

void
mcp_round_async (McpRequest          *request,
                 const SjsonValue    *result,
                 McpFeatures          features,
                 guint                number,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task = g_task_new (request, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);
  GError *error;

  g_task_set_source_tag (task, mcp_round_async);
  round->names = g_ptr_array_new_with_free_func ((GDestroyNotify) sjson_value_free);
  round->questions = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, round, round_free);

  error = read_round (round, request, result, features, number);

  if (error != NULL)
    {
      fail (task, error);
    }
  else if (round->questions->len == 0)
    {
      wait_a_little (task, number);
    }
  else
    {
      watch (task);
      put_questions (task);
    }
}

gboolean
mcp_round_finish (McpRequest    *request,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, request), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
