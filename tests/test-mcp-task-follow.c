/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#include <string.h>

#define DISCOVERED "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"]," \
                   "\"capabilities\":{\"tools\":{},\"extensions\":" \
                   "{\"io.modelcontextprotocol/tasks\":{}}}}"
#define CREATED "{\"resultType\":\"task\",\"taskId\":\"t-1\",\"status\":\"working\"," \
                "\"ttlMs\":60000,\"pollIntervalMs\":50}"
#define TASK(status, more) "{\"resultType\":\"complete\",\"taskId\":\"t-1\",\"status\":\"" status \
                           "\",\"ttlMs\":60000" more "}"
#define DONE TASK ("completed", ",\"result\":{\"content\":[],\"structuredContent\":7}")
#define FORM(name) "\"" name "\":{\"method\":\"elicitation/create\",\"params\":" \
                   "{\"message\":\"m\",\"requestedSchema\":{}}}"
#define ASKS(requests) TASK ("input_required", ",\"inputRequests\":{" requests "}")
#define ACK "{\"resultType\":\"complete\"}"

/* One call that becomes a task. */
typedef struct
{
  McpFixture base;
  McpRequest *request;
  GCancellable *cancellable;
  McpTask *task;
  GPtrArray *questions;    /* of McpQuestion: taken */
  GString *statuses;
  GAsyncResult *place;
} Fixture;

static void
created_cb (McpRequest *request,
            McpTask    *task,
            Fixture    *fixture)
{
  g_set_object (&fixture->task, task);
}

static void
status_cb (McpRequest *request,
           const char *message,
           Fixture    *fixture)
{
  g_string_append_printf (fixture->statuses, "%s;", message);
}

static gboolean
take_cb (McpRequest  *request,
         McpQuestion *question,
         Fixture     *fixture)
{
  g_ptr_array_add (fixture->questions, g_object_ref (question));

  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (&fixture->base, data);
  fixture->base.is_modern = TRUE;
  mcp_client_set_protocol (fixture->base.client, "2026-07-28");
  mcp_client_set_features (fixture->base.client, MCP_FEATURE_TASKS | MCP_FEATURE_FORM |
                                                 MCP_FEATURE_ROOTS);
  fixture->request = mcp_request_new_call_tool ("dig", NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->questions = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->statuses = g_string_new (NULL);
  g_signal_connect (fixture->request, "task-created", G_CALLBACK (created_cb), fixture);
  g_signal_connect (fixture->request, "status", G_CALLBACK (status_cb), fixture);
  g_signal_connect (fixture->request, "input-requested", G_CALLBACK (take_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mcp_fixture_settle ();
  g_clear_object (&fixture->place);
  g_assert_finalize_object (fixture->request);
  g_clear_object (&fixture->cancellable);
  g_clear_pointer (&fixture->questions, g_ptr_array_unref);
  g_string_free (fixture->statuses, TRUE);
  mcp_fixture_tear_down (&fixture->base, data);

  if (fixture->task != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->task));
}

static void
begin (Fixture    *fixture,
       const char *created)
{
  mcp_client_send_async (fixture->base.client, fixture->request, fixture->cancellable,
                         mcp_fixture_ready_cb, &fixture->place);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "server/discover"), DISCOVERED);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "tools/call"), created);
}

static void
answer (Fixture    *fixture,
        const char *method,
        const char *result)
{
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, method), result);
}

static SjsonValue *
end (Fixture  *fixture,
     GError  **error)
{
  return mcp_client_send_finish (fixture->base.client,
                                 mcp_fixture_wait_result (&fixture->place), error);
}

static void
end_well (Fixture *fixture)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  gint64 number = 0;

  value = end (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (sjson_value_get_member_int64 (value, "structuredContent", &number));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (mcp_task_is_over (fixture->task));
}

/* The handle is there at once; what the server says meanwhile is passed on when it changes. */
static void
test_polled (Fixture       *fixture,
             gconstpointer  data)
{
  MockExchange *exchange;
  const char *body;

  begin (fixture, CREATED);
  exchange = mcp_fixture_wait (&fixture->base, "tasks/get");
  g_assert_cmpstr (mcp_task_get_id (fixture->task), ==, "t-1");
  g_assert_cmpstr (mcp_task_get_tool_name (fixture->task), ==, "dig");
  g_assert_cmpstr (mcp_task_get_protocol_version (fixture->task), ==, "2026-07-28");
  g_assert_cmpint (mcp_task_get_ttl (fixture->task), ==, 60000);

  body = mock_exchange_get_body (exchange);
  g_assert_nonnull (strstr (body, "\"params\":{\"taskId\":\"t-1\",\"_meta\":{"));
  g_assert_nonnull (strstr (body, "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}"));
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Name"), ==, "t-1");
  mcp_fixture_reply (exchange, TASK ("working", ",\"statusMessage\":\"a\""));
  answer (fixture, "tasks/get", TASK ("working", ",\"statusMessage\":\"a\""));
  /* As some examples of the extension have it. */
  answer (fixture, "tasks/get", "{\"resultType\":\"task\",\"taskId\":\"t-1\",\"status\":"
          "\"working\",\"statusMessage\":\"b\",\"ttlMs\":null}");
  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
  g_assert_cmpstr (fixture->statuses->str, ==, "a;b;");
  g_assert_cmpint (mcp_task_get_ttl (fixture->task), ==, 60000);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 1);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/cancel"), ==, 0);
}

/* How a task may end without a result, and whether there is anything left to ask for. */
static void
test_ends (Fixture       *fixture,
           gconstpointer  data)
{
  const struct { const char *result; int code; const char *words; } cases[] = {
    { TASK ("failed", ",\"error\":{\"code\":-32603,\"message\":\"Boom\"}"), MCP_ERROR_REMOTE,
      "Boom" },
    { TASK ("failed", ""), MCP_ERROR_REMOTE, "failed" },
    { TASK ("cancelled", ""), MCP_ERROR_REMOTE, "cancelled" },
    { TASK ("completed", ""), MCP_ERROR_MALFORMED, "not what came of it" },
    { TASK ("completed", ",\"result\":[]"), MCP_ERROR_MALFORMED, "not what came of it" },
    { TASK ("completed", ",\"result\":{\"resultType\":\"task\"}"), MCP_ERROR_MALFORMED, "kind" },
    { TASK ("input_required", ""), MCP_ERROR_MALFORMED, "does not say what" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].result);

      if (i > 0)
        {
          mcp_client_send_async (fixture->base.client, fixture->request, NULL,
                                 mcp_fixture_ready_cb, &fixture->place);
          answer (fixture, "tools/call", CREATED);
        }
      else
        begin (fixture, CREATED);

      answer (fixture, "tasks/get", cases[i].result);
      value = end (fixture, &error);
      g_assert_null (value);
      g_assert_error (error, MCP_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));

      if (strstr (cases[i].result, "input_required") != NULL)
        answer (fixture, "tasks/cancel", ACK);

      g_assert_true (mcp_task_is_over (fixture->task));
      g_clear_object (&fixture->place);
    }
}

/* What makes no sense ends the wait, but may be there still. */
static void
test_nonsense (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  begin (fixture, CREATED);
  answer (fixture, "tasks/get", "{\"taskId\":\"t-2\",\"status\":\"completed\",\"result\":{}}");
  value = end (fixture, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
  g_assert_false (mcp_task_is_over (fixture->task));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  begin (fixture, CREATED);
  exchange = mcp_fixture_wait (&fixture->base, "tasks/get");
  message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"error\":"
                             "{\"code\":-32602,\"message\":\"Task not found\"}}",
                             mcp_fixture_get_id (exchange));
  mock_exchange_reply (exchange, 200, "application/json", message);
  value = end (fixture, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "does not know this task any more"));
  g_assert_true (mcp_task_is_over (fixture->task));
}

/* A server that is away for a moment has lost nothing. */
static void
test_away (Fixture       *fixture,
           gconstpointer  data)
{
  begin (fixture, CREATED);
  mock_exchange_reply (mcp_fixture_wait (&fixture->base, "tasks/get"), 503, NULL, NULL);
  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
}

/* The time that the server gave it is over: it is asked once more, then not any longer. */
static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  begin (fixture, "{\"resultType\":\"task\",\"taskId\":\"t-1\",\"status\":\"working\","
         "\"ttlMs\":60,\"pollIntervalMs\":3600000}");
  answer (fixture, "tasks/get", "{\"taskId\":\"t-1\",\"status\":\"working\",\"ttlMs\":0}");
  value = end (fixture, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "time"));
  g_assert_true (mcp_task_is_over (fixture->task));
}

/* A server says anew what is open each time it is asked; a person is asked once, and the server
 * gets all at once. */
static void
test_asked_once (Fixture       *fixture,
                 gconstpointer  data)
{
  MockExchange *exchange;

  begin (fixture, CREATED);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));
  answer (fixture, "tasks/get", ASKS (FORM ("a") "," FORM ("b")));
  answer (fixture, "tasks/get", ASKS (FORM ("b") "," FORM ("a")));
  exchange = mcp_fixture_wait (&fixture->base, "tasks/get");
  g_assert_cmpuint (fixture->questions->len, ==, 2);
  mcp_question_decline (g_ptr_array_index (fixture->questions, 1));
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/update"), ==, 0);
  mcp_question_accept (g_ptr_array_index (fixture->questions, 0), NULL);
  mcp_fixture_reply (exchange, ASKS (FORM ("a") "," FORM ("b")));

  exchange = mcp_fixture_wait (&fixture->base, "tasks/update");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Name"), ==, "t-1");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"taskId\":\"t-1\",\"inputResponses\":{\"a\":{\"action\":\"accept\"},"
                            "\"b\":{\"action\":\"decline\"}}"));
  mcp_fixture_reply (exchange, ACK);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));
  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
  g_assert_cmpuint (fixture->questions->len, ==, 2);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/update"), ==, 1);
}

/* An answer that did not reach the server is sent again, without asking again. */
static void
test_answer_again (Fixture       *fixture,
                   gconstpointer  data)
{
  begin (fixture, CREATED);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));

  while (fixture->questions->len == 0)
    g_main_context_iteration (NULL, TRUE);

  mcp_question_decline (g_ptr_array_index (fixture->questions, 0));
  mock_exchange_reply (mcp_fixture_wait (&fixture->base, "tasks/update"), 503, NULL, NULL);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));
  answer (fixture, "tasks/update", ACK);
  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
  g_assert_cmpuint (fixture->questions->len, ==, 1);
}

static void
refuse_update (Fixture *fixture)
{
  MockExchange *exchange = mcp_fixture_wait (&fixture->base, "tasks/update");
  g_autofree char *message = NULL;

  message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"error\":"
                             "{\"code\":-32602,\"message\":\"Bad answer\"}}",
                             mcp_fixture_get_id (exchange));
  mock_exchange_reply (exchange, 200, "application/json", message);
}

static void
decline (Fixture *fixture)
{
  while (fixture->questions->len == 0)
    g_main_context_iteration (NULL, TRUE);

  mcp_question_decline (g_ptr_array_index (fixture->questions, 0));
}

/* That a server does not take an answer says nothing of the task, which may be past the question:
 * what becomes of it is what it says when it is asked. */
static void
test_answer_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  begin (fixture, CREATED);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));
  decline (fixture);
  refuse_update (fixture);
  mcp_fixture_settle ();
  g_assert_null (fixture->place);
  answer (fixture, "tasks/get", TASK ("working", ""));
  answer (fixture, "tasks/get", TASK ("working", ""));
  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
  g_assert_cmpuint (fixture->questions->len, ==, 1);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/update"), ==, 1);
}

/* While it wants to know, it is told, but not for ever. The task stays. */
static void
test_answer_never_taken (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  begin (fixture, CREATED);
  answer (fixture, "tasks/get", ASKS (FORM ("a")));
  decline (fixture);

  for (guint i = 0; i < 6; i++)
    {
      if (i > 0)
        answer (fixture, "tasks/get", ASKS (FORM ("a")));

      refuse_update (fixture);
      mcp_fixture_settle ();
      g_assert_true ((fixture->place == NULL) == (i < 5));
      mcp_fixture_hurry ("[mcp] task");
    }

  value = end (fixture, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_cmpstr (error->message, ==, "Bad answer");
  g_assert_false (mcp_task_is_over (fixture->task));
  g_assert_cmpuint (fixture->questions->len, ==, 1);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/cancel"), ==, 0);
}

static void
count_cb (McpQuestion *question,
          guint       *n_withdrawn)
{
  (*n_withdrawn)++;
}

/* What the server does not want to know any more is taken back, whatever the reason. */
static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  guint n_withdrawn = 0;

  begin (fixture, CREATED);
  answer (fixture, "tasks/get", ASKS (FORM ("a") "," FORM ("b")));

  while (fixture->questions->len < 2)
    g_main_context_iteration (NULL, TRUE);

  g_signal_connect (g_ptr_array_index (fixture->questions, 0), "withdrawn",
                    G_CALLBACK (count_cb), &n_withdrawn);
  g_signal_connect (g_ptr_array_index (fixture->questions, 1), "withdrawn",
                    G_CALLBACK (count_cb), &n_withdrawn);
  answer (fixture, "tasks/get", ASKS (FORM ("b")));

  while (n_withdrawn == 0)
    g_main_context_iteration (NULL, TRUE);

  answer (fixture, "tasks/get", DONE);
  end_well (fixture);
  g_assert_cmpuint (n_withdrawn, ==, 2);
}

/* Asked for what was not offered, for what nobody gives, or for ever: that is the end, and the
 * server is told. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) many = g_string_new ("{\"taskId\":\"t-1\",\"status\":\"input_required\","
                                          "\"inputRequests\":{");
  const struct { const char *result; int code; } cases[] = {
    { ASKS ("\"a\":{\"method\":\"sampling/createMessage\",\"params\":{}}"), MCP_ERROR_MALFORMED },
    { ASKS ("\"a\":{\"method\":\"tools/call\",\"params\":{}}"), MCP_ERROR_MALFORMED },
    { ASKS ("\"a\":null"), MCP_ERROR_MALFORMED },
    { ASKS ("\"a\":{\"method\":\"roots/list\"}"), MCP_ERROR_REMOTE },
    { NULL, MCP_ERROR_MALFORMED },
  };

  for (guint i = 0; i < 65; i++)
    g_string_append_printf (many, "%s\"q%u\":{\"method\":\"elicitation/create\",\"params\":"
                            "{\"message\":\"m\",\"requestedSchema\":{}}}", i > 0 ? "," : "", i);

  g_string_append (many, "}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;

      if (i > 0)
        {
          mcp_client_send_async (fixture->base.client, fixture->request, NULL,
                                 mcp_fixture_ready_cb, &fixture->place);
          answer (fixture, "tools/call", CREATED);
        }
      else
        begin (fixture, CREATED);

      answer (fixture, "tasks/get", cases[i].result != NULL ? cases[i].result : many->str);

      if (cases[i].code == MCP_ERROR_REMOTE)
        {
          while (fixture->questions->len == 0)
            g_main_context_iteration (NULL, TRUE);

          mcp_question_refuse (g_ptr_array_index (fixture->questions, 0));
        }

      answer (fixture, "tasks/cancel", ACK);
      value = end (fixture, &error);
      g_assert_error (error, MCP_ERROR, cases[i].code);
      g_clear_object (&fixture->place);
    }
}

/* Whoever cancels cancels the task, by its own message; and it goes on when the server knows. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  begin (fixture, CREATED);
  mcp_fixture_wait (&fixture->base, "tasks/get");
  g_cancellable_cancel (fixture->cancellable);
  exchange = mcp_fixture_wait (&fixture->base, "tasks/cancel");
  g_assert_null (fixture->place);
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Name"), ==, "t-1");
  mcp_fixture_reply (exchange, ACK);
  value = end (fixture, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (mcp_task_is_over (fixture->task));
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "notifications/cancelled"), ==, 0);
}

/* Closing leaves the task to the server; it is taken up by its handle. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  data)
{
  McpRequest *request = mcp_request_new_call_tool ("dig", NULL);
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  begin (fixture, CREATED);
  mcp_fixture_wait (&fixture->base, "tasks/get");
  mcp_client_close_async (fixture->base.client, NULL, NULL, NULL);
  value = end (fixture, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (mcp_task_is_over (fixture->task));
  g_clear_error (&error);

  mcp_client_resume_task_async (fixture->base.client, fixture->task, request, NULL,
                                mcp_fixture_ready_cb, &place);
  answer (fixture, "server/discover", DISCOVERED);
  answer (fixture, "tasks/get", TASK ("working", ",\"pollIntervalMs\":50"));
  answer (fixture, "tasks/get", DONE);
  result = mcp_client_resume_task_finish (fixture->base.client, mcp_fixture_wait_result (&place),
                                          &error);
  g_assert_no_error (error);
  g_assert_nonnull (mcp_tool_result_get_structured (result));
  g_assert_true (mcp_task_is_over (fixture->task));
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/cancel"), ==, 0);
  g_clear_object (&place);
  g_assert_finalize_object (request);
}

/* A server that speaks another revision today may speak the task's again tomorrow. */
static void
test_other_revision (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) json = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"id\":\"t-1\",\"uri\":\"%s\",\"protocolVersion\":\"2025-11-25\","
                          "\"tool\":\"dig\",\"created\":1,\"ttl\":-1}",
                          mock_server_get_uri (fixture->base.server));
  json = parse_value (text);
  fixture->task = mcp_task_new_from_json (json);
  mcp_client_resume_task_async (fixture->base.client, fixture->task, fixture->request, NULL,
                                mcp_fixture_ready_cb, &place);
  answer (fixture, "server/discover", DISCOVERED);
  result = mcp_client_resume_task_finish (fixture->base.client, mcp_fixture_wait_result (&place),
                                          &error);
  g_assert_null (result);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "2025-11-25"));
  g_assert_false (mcp_task_is_over (fixture->task));
}

/* An id is nobody else's business. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SjsonValue) json = parse_value ("{\"id\":\"t-1\",\"uri\":\"https://other.example/mcp\","
                                            "\"protocolVersion\":\"2026-07-28\",\"tool\":\"dig\","
                                            "\"created\":1,\"ttl\":-1}");
  g_autoptr(McpTask) task = mcp_task_new_from_json (json);
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_resume_task_async (fixture->base.client, task, fixture->request, NULL,
                                mcp_fixture_ready_cb, &place);
  result = mcp_client_resume_task_finish (fixture->base.client, mcp_fixture_wait_result (&place),
                                          &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->base.server), ==, 0);
}

/* Nothing but a tool may become a task, and none whose client did not say that it may. */
static void
test_malformed (Fixture       *fixture,
                gconstpointer  data)
{
  const struct { const char *method; McpFeatures features; const char *created; } cases[] = {
    { "prompts/get", MCP_FEATURE_TASKS, CREATED },
    { "tools/call", MCP_FEATURE_NONE, CREATED },
    { "tools/call", MCP_FEATURE_TASKS, "{\"resultType\":\"task\",\"status\":\"working\"}" },
    { "tools/call", MCP_FEATURE_TASKS, "{\"resultType\":\"task\",\"taskId\":\"t\"}" },
    { "tools/call", MCP_FEATURE_TASKS, "{\"resultType\":\"tasks\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) params = parse_value ("{\"name\":\"dig\"}");
      g_autoptr(McpRequest) request = mcp_request_new (cases[i].method, params);
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;

      mcp_client_set_features (fixture->base.client, cases[i].features);
      mcp_client_send_async (fixture->base.client, request, NULL, mcp_fixture_ready_cb,
                             &fixture->place);

      if (i == 0)
        answer (fixture, "server/discover", DISCOVERED);

      answer (fixture, cases[i].method, cases[i].created);
      value = end (fixture, &error);
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_clear_object (&fixture->place);
    }

  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/get"), ==, 0);
}

#define add_test(name, func) \
  g_test_add ("/mcp/task-follow/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("polled", test_polled);
  add_test ("ends", test_ends);
  add_test ("nonsense", test_nonsense);
  add_test ("gone", test_gone);
  add_test ("away", test_away);
  add_test ("expired", test_expired);
  add_test ("asked-once", test_asked_once);
  add_test ("answer-again", test_answer_again);
  add_test ("answer-refused", test_answer_refused);
  add_test ("answer-never-taken", test_answer_never_taken);
  add_test ("withdrawn", test_withdrawn);
  add_test ("refused", test_refused);
  add_test ("cancelled", test_cancelled);
  add_test ("resumed", test_resumed);
  add_test ("other-revision", test_other_revision);
  add_test ("foreign", test_foreign);
  add_test ("malformed", test_malformed);

  return g_test_run ();
}
