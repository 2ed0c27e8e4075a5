/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-request-private.h"
#include "mcp-round.h"
#include "sjson-fixture.h"

#define ALL (MCP_FEATURE_FORM | MCP_FEATURE_URL | MCP_FEATURE_SAMPLING | MCP_FEATURE_ROOTS)

#define FORM "{\"method\":\"elicitation/create\",\"params\":{\"message\":\"m\"," \
             "\"requestedSchema\":{}}}"
#define ROOTS "{\"method\":\"roots/list\"}"

/* How a round went. */
typedef struct
{
  GPtrArray *questions;   /* of McpQuestion: taken */
  gboolean done;
  GError *error;
} Outcome;

static gboolean
take_cb (McpRequest  *request,
         McpQuestion *question,
         gpointer     user_data)
{
  Outcome *outcome = user_data;

  g_ptr_array_add (outcome->questions, g_object_ref (question));

  return TRUE;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Outcome *outcome = user_data;

  g_assert_cmpint (mcp_round_finish (MCP_REQUEST (source), result, &outcome->error), ==,
                   outcome->error == NULL);
  outcome->done = TRUE;
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->questions, g_ptr_array_unref);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
begin (Outcome      *outcome,
       McpRequest   *request,
       const char   *result,
       McpFeatures   features,
       guint         number,
       GCancellable *cancellable)
{
  g_autoptr(SjsonValue) value = parse_value (result);

  outcome->questions = g_ptr_array_new_with_free_func (g_object_unref);
  mcp_round_async (request, value, features, number, cancellable, done_cb, outcome);
}

static void
wait (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_needed (void)
{
  const struct { const char *json; gboolean needed; } cases[] = {
    { "{\"resultType\":\"input_required\"}", TRUE },
    { "{\"resultType\":\"complete\"}", FALSE },
    { "{\"resultType\":7}", FALSE },
    { "{}", FALSE },
    { "[]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);

      g_assert_cmpint (mcp_round_is_needed (value), ==, cases[i].needed);
    }
}

/* The round is over with the last answer, in whatever order they come. */
static void
test_answered (void)
{
  McpRequest *request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(SjsonValue) roots = parse_value ("{\"roots\":[]}");
  g_auto(Outcome) outcome = { 0 };
  g_autofree char *responses = NULL;
  g_autofree char *state = NULL;

  g_signal_connect (request, "input-requested", G_CALLBACK (take_cb), &outcome);
  begin (&outcome, request, "{\"requestState\":\"a\\u0000\\\"b\",\"inputRequests\":"
         "{\"k\\u00e9\":" FORM ",\"r\":" ROOTS "}}", ALL, 0, NULL);
  g_assert_cmpuint (outcome.questions->len, ==, 2);
  mcp_question_answer (g_ptr_array_index (outcome.questions, 1), roots);
  g_assert_false (outcome.done);
  mcp_question_decline (g_ptr_array_index (outcome.questions, 0));
  wait (&outcome);
  g_assert_no_error (outcome.error);

  responses = sjson_value_to_json (mcp_request_get_responses (request), NULL);
  g_assert_cmpstr (responses, ==,
                   "{\"k\303\251\":{\"action\":\"decline\"},\"r\":{\"roots\":[]}}");
  state = sjson_value_to_json (mcp_request_get_state (request), NULL);
  g_assert_cmpstr (state, ==, "\"a\\u0000\\\"b\"");
  g_assert_finalize_object (request);
}

/* Nobody there: elicitations are declined, which a server can understand; all else ends it. */
static void
test_nobody (void)
{
  McpRequest *request = mcp_request_new_call_tool ("t", NULL);
  g_auto(Outcome) form = { 0 };
  g_auto(Outcome) roots = { 0 };
  g_autofree char *responses = NULL;

  begin (&form, request, "{\"inputRequests\":{\"k\":" FORM "}}", ALL, 0, NULL);
  wait (&form);
  g_assert_no_error (form.error);
  responses = sjson_value_to_json (mcp_request_get_responses (request), NULL);
  g_assert_cmpstr (responses, ==, "{\"k\":{\"action\":\"decline\"}}");
  g_assert_null (mcp_request_get_state (request));

  begin (&roots, request, "{\"inputRequests\":{\"k\":" ROOTS "}}", ALL, 0, NULL);
  wait (&roots);
  g_assert_error (roots.error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_finalize_object (request);
}

/* A server that is only busy is asked once more, a little later. */
static void
test_nothing_asked (void)
{
  McpRequest *request = mcp_request_new ("prompts/get", NULL);
  g_auto(Outcome) outcome = { 0 };

  begin (&outcome, request, "{\"requestState\":\"s\"}", 0, 0, NULL);
  wait (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_null (mcp_request_get_responses (request));
  g_assert_nonnull (mcp_request_get_state (request));
  g_assert_finalize_object (request);
}

/* A page that should not be opened is declined by itself, and told of. */
static void
test_hostile_page (void)
{
  McpRequest *request = mcp_request_new_call_tool ("t", NULL);
  g_auto(Outcome) outcome = { 0 };
  g_autofree char *responses = NULL;
  McpQuestion *question;

  g_signal_connect (request, "input-requested", G_CALLBACK (take_cb), &outcome);
  begin (&outcome, request, "{\"inputRequests\":{\"k\":{\"method\":\"elicitation/create\","
         "\"params\":{\"mode\":\"url\",\"message\":\"m\",\"url\":\"http://a.example/\"}}}}",
         ALL, 0, NULL);
  wait (&outcome);
  g_assert_no_error (outcome.error);
  question = g_ptr_array_index (outcome.questions, 0);
  g_assert_true (mcp_question_is_answered (question));
  g_assert_nonnull (mcp_question_get_problem (question));
  mcp_question_accept (question, NULL);
  responses = sjson_value_to_json (mcp_request_get_responses (request), NULL);
  g_assert_cmpstr (responses, ==, "{\"k\":{\"action\":\"decline\"}}");
  g_assert_finalize_object (request);
}

static void
test_refused (void)
{
  const struct
  {
    const char *method;
    const char *result;
    McpFeatures features;
    guint number;
  } cases[] = {
    { "tools/list", "{\"requestState\":\"s\"}", ALL, 0 },
    { "tools/call", "{}", ALL, 0 },
    { "tools/call", "{\"requestState\":7}", ALL, 0 },
    { "tools/call", "{\"inputRequests\":[]}", ALL, 0 },
    { "tools/call", "{\"requestState\":\"s\"}", ALL, 10 },
    { "tools/call", "{\"inputRequests\":{\"k\":" FORM "}}", MCP_FEATURE_URL, 0 },
    { "tools/call", "{\"inputRequests\":{\"k\":" ROOTS "}}", MCP_FEATURE_FORM, 0 },
    { "tools/call", "{\"inputRequests\":{\"k\":{\"method\":\"tools/list\"}}}", ALL, 0 },
    { "tools/call", "{\"inputRequests\":{\"k\":null}}", ALL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpRequest *request = mcp_request_new (cases[i].method, NULL);
      g_auto(Outcome) outcome = { 0 };

      g_test_message ("%s", cases[i].result);
      begin (&outcome, request, cases[i].result, cases[i].features, cases[i].number, NULL);
      wait (&outcome);
      g_assert_error (outcome.error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_assert_finalize_object (request);
    }
}

static void
count_cb (McpQuestion *question,
          gpointer     user_data)
{
  (*(guint *) user_data)++;
}

/* Cancelling takes the question back from whoever shows it; or ends the wait. */
static void
test_cancelled (void)
{
  const char * const results[] = {
    "{\"inputRequests\":{\"k\":" FORM "}}", "{\"requestState\":\"s\"}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      McpRequest *request = mcp_request_new_call_tool ("t", NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(Outcome) outcome = { 0 };
      guint n_withdrawn = 0;

      g_signal_connect (request, "input-requested", G_CALLBACK (take_cb), &outcome);
      begin (&outcome, request, results[i], ALL, 9, cancellable);

      if (i == 0)
        g_signal_connect (g_ptr_array_index (outcome.questions, 0), "withdrawn",
                          G_CALLBACK (count_cb), &n_withdrawn);

      g_cancellable_cancel (cancellable);
      wait (&outcome);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (n_withdrawn, ==, 1 - i);
      outcome_clear (&outcome);
      g_assert_finalize_object (request);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/round/needed", test_needed);
  g_test_add_func ("/mcp/round/answered", test_answered);
  g_test_add_func ("/mcp/round/nobody", test_nobody);
  g_test_add_func ("/mcp/round/nothing-asked", test_nothing_asked);
  g_test_add_func ("/mcp/round/hostile-page", test_hostile_page);
  g_test_add_func ("/mcp/round/refused", test_refused);
  g_test_add_func ("/mcp/round/cancelled", test_cancelled);

  return g_test_run ();
}
