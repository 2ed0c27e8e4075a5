/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"

#include <string.h>

#define FORM "{\"id\":\"q\\u00e9\",\"method\":\"elicitation/create\",\"params\":{" \
             "\"message\":\"m\",\"requestedSchema\":{\"type\":\"object\"}}}"

/* One call, on the server's stream. */
typedef struct
{
  McpRequest *request;
  McpQuestion *question;     /* the last that was put */
  GCancellable *cancellable;
  GAsyncResult *place;
  MockExchange *exchange;
} Call;

static gboolean
take_cb (McpRequest  *request,
         McpQuestion *question,
         gpointer     user_data)
{
  Call *call = user_data;

  g_set_object (&call->question, question);

  return TRUE;
}

static void
begin (McpFixture  *fixture,
       Call        *call,
       McpFeatures  features)
{
  mcp_client_set_features (fixture->client, features);
  call->request = mcp_request_new_call_tool ("t", NULL);
  call->cancellable = g_cancellable_new ();
  g_signal_connect (call->request, "input-requested", G_CALLBACK (take_cb), call);
  mcp_client_send_async (fixture->client, call->request, call->cancellable, mcp_fixture_ready_cb,
                         &call->place);
  call->exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (call->exchange);
}

static void
end (McpFixture *fixture,
     Call       *call,
     gboolean    succeeds)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&call->place), &error);
  g_assert_cmpint (value != NULL, ==, succeeds);
  g_clear_object (&call->place);
  g_clear_object (&call->request);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->question);
}

static void
finish (McpFixture *fixture,
        Call       *call)
{
  mcp_fixture_write (call->exchange, "{\"id\":$id,\"result\":{}}");
  end (fixture, call, TRUE);
}

static const char *
wait_answer (McpFixture *fixture,
             guint       number)
{
  while (mcp_fixture_count (fixture, "answer") < number)
    g_main_context_iteration (NULL, TRUE);

  return mock_exchange_get_body (mcp_fixture_find (fixture, "answer"));
}

/* The answer goes to the server under the number that it gave, on a POST of its own, and the call
 * goes on. */
static void
test_answered (McpFixture    *fixture,
               gconstpointer  data)
{
  Call call = { 0 };

  begin (fixture, &call, MCP_FEATURE_FORM);
  mcp_fixture_write (call.exchange, FORM);

  while (call.question == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (mcp_question_get_message (call.question), ==, "m");
  mcp_question_cancel (call.question);
  g_assert_cmpstr (wait_answer (fixture, 1), ==,
                   "{\"jsonrpc\":\"2.0\",\"id\":\"q\303\251\",\"result\":{\"action\":\"cancel\"}}");
  finish (fixture, &call);
}

/* A server that waits for a person may be silent as long as the person is; then it may not. */
static void
test_silent (McpFixture    *fixture,
             gconstpointer  data)
{
  Call call = { 0 };
  gboolean is_asked = GPOINTER_TO_INT (data);
  gint64 end_time;

  mcp_client_set_timeout (fixture->client, 1);
  begin (fixture, &call, MCP_FEATURE_FORM);
  mcp_fixture_write (call.exchange, is_asked ? FORM : ":\n\n");

  while (is_asked && call.question == NULL)
    g_main_context_iteration (NULL, TRUE);

  end_time = g_get_monotonic_time () + 2500 * G_TIME_SPAN_MILLISECOND;

  while (call.place == NULL && g_get_monotonic_time () < end_time)
    mcp_fixture_settle ();

  g_assert_cmpint (call.place == NULL, ==, is_asked);

  if (is_asked)
    {
      mcp_question_decline (call.question);
      wait_answer (fixture, 1);
      finish (fixture, &call);
    }
  else
    {
      end (fixture, &call, FALSE);
    }
}

static void
test_declared (McpFixture    *fixture,
               gconstpointer  data)
{
  Call call = { 0 };

  begin (fixture, &call, MCP_FEATURE_FORM | MCP_FEATURE_ROOTS);
  g_assert_nonnull (strstr (mock_exchange_get_body (mcp_fixture_find (fixture, "initialize")),
                            "\"capabilities\":{\"elicitation\":{\"form\":{}},\"roots\":{}}"));
  finish (fixture, &call);
}

/* What was not declared is refused by the code that stands for it; nobody is asked. */
static void
test_refused (McpFixture    *fixture,
              gconstpointer  data)
{
  const struct { McpFeatures features; const char *message; const char *code; } cases[] = {
    { MCP_FEATURE_NONE, FORM, "\"code\":-32601" },
    { MCP_FEATURE_FORM, "{\"id\":1,\"method\":\"elicitation/create\",\"params\":{\"mode\":\"url\","
                        "\"url\":\"https://a\"}}", "\"code\":-32602" },
    { MCP_FEATURE_FORM, "{\"id\":1,\"method\":\"elicitation/create\"}", "\"code\":-32602" },
    { MCP_FEATURE_FORM, "{\"id\":1,\"method\":\"roots/list\"}", "\"code\":-32601" },
    { MCP_FEATURE_FORM, "{\"id\":1,\"method\":\"sampling/createMessage\",\"params\":{}}",
      "\"code\":-32601" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GAsyncResult) closed = NULL;
      Call call = { 0 };

      begin (fixture, &call, cases[i].features);
      mcp_fixture_write (call.exchange, cases[i].message);
      g_assert_nonnull (strstr (wait_answer (fixture, i + 1), cases[i].code));
      g_assert_null (call.question);
      finish (fixture, &call);

      mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &closed);
      mcp_client_close_finish (fixture->client, mcp_fixture_wait_result (&closed), NULL);
    }
}

/* A person's no to folders or words of a model is an error of its own. */
static void
test_rejected (McpFixture    *fixture,
               gconstpointer  data)
{
  Call call = { 0 };

  begin (fixture, &call, MCP_FEATURE_ROOTS);
  mcp_fixture_write (call.exchange, "{\"id\":1,\"method\":\"roots/list\"}");

  while (call.question == NULL)
    g_main_context_iteration (NULL, TRUE);

  mcp_question_refuse (call.question);
  g_assert_nonnull (strstr (wait_answer (fixture, 1), "\"code\":-1"));
  finish (fixture, &call);
}

static void
count_cb (McpQuestion *question,
          gpointer     user_data)
{
  (*(guint *) user_data)++;
}

/* A call that is over, or given up, takes its question along; nothing is answered then. */
static void
test_withdrawn (McpFixture    *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(McpQuestion) question = NULL;
      Call call = { 0 };
      guint n_withdrawn = 0;

      begin (fixture, &call, MCP_FEATURE_FORM);
      mcp_fixture_write (call.exchange, FORM);

      while (call.question == NULL)
        g_main_context_iteration (NULL, TRUE);

      question = g_object_ref (call.question);
      g_signal_connect (question, "withdrawn", G_CALLBACK (count_cb), &n_withdrawn);

      if (i == 0)
        mcp_fixture_write (call.exchange, "{\"id\":$id,\"result\":{}}");
      else
        g_cancellable_cancel (call.cancellable);

      end (fixture, &call, i == 0);
      g_assert_cmpuint (n_withdrawn, ==, 1);
      mcp_question_decline (question);
      mcp_fixture_settle ();
      g_assert_cmpuint (mcp_fixture_count (fixture, "answer"), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mcp/session-question/answered", McpFixture, NULL, mcp_fixture_set_up,
              test_answered, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/silent", McpFixture, GINT_TO_POINTER (TRUE),
              mcp_fixture_set_up, test_silent, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/too-silent", McpFixture, GINT_TO_POINTER (FALSE),
              mcp_fixture_set_up, test_silent, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/declared", McpFixture, NULL, mcp_fixture_set_up,
              test_declared, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/refused", McpFixture, NULL, mcp_fixture_set_up,
              test_refused, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/rejected", McpFixture, NULL, mcp_fixture_set_up,
              test_rejected, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-question/withdrawn", McpFixture, NULL, mcp_fixture_set_up,
              test_withdrawn, mcp_fixture_tear_down);

  return g_test_run ();
}
