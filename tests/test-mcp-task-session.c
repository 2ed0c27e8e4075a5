/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tasks of MCP 2025-11-25: only where a tool cannot be called otherwise. */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#include <math.h>
#include <string.h>

#define INFO(tasks) "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}" tasks \
                    "},\"serverInfo\":{\"name\":\"mock\",\"version\":\"7\"}}"
#define OFFERED ",\"tasks\":{\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}"
#define TOOLS "{\"tools\":[" \
              "{\"name\":\"long\",\"execution\":{\"taskSupport\":\"required\"}}," \
              "{\"name\":\"may\",\"execution\":{\"taskSupport\":\"optional\"}}]}"
#define TASK(status) "{\"taskId\":\"t-1\",\"status\":\"" status "\",\"createdAt\":\"x\"," \
                     "\"lastUpdatedAt\":\"x\",\"ttl\":60000,\"pollInterval\":50," \
                     "\"statusMessage\":\"" status "\"}"
#define CREATED "{\"task\":" TASK ("working") "}"
#define RESULT "{\"content\":[{\"type\":\"text\",\"text\":\"42\"}]}"

typedef struct
{
  McpFixture base;
  McpRequest *request;
  GCancellable *cancellable;
  GString *seen;
  GAsyncResult *place;
} Fixture;

static void
status_cb (McpRequest *request,
           const char *message,
           Fixture    *fixture)
{
  g_string_append_printf (fixture->seen, "%s;", message);
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             Fixture    *fixture)
{
  g_string_append_printf (fixture->seen, "%.0f;", progress);
}

static gboolean
decline_cb (McpRequest  *request,
            McpQuestion *question,
            Fixture     *fixture)
{
  g_string_append (fixture->seen, "asked;");
  mcp_question_decline (question);

  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (&fixture->base, data);
  mcp_client_set_features (fixture->base.client, MCP_FEATURE_TASKS | MCP_FEATURE_FORM);
  fixture->base.holds_all = TRUE;
  fixture->cancellable = g_cancellable_new ();
  fixture->seen = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mcp_fixture_settle ();
  g_clear_object (&fixture->place);
  g_assert_finalize_object (fixture->request);
  g_clear_object (&fixture->cancellable);
  g_string_free (fixture->seen, TRUE);
  fixture->base.holds_all = FALSE;
  mcp_fixture_tear_down (&fixture->base, data);
}

static void
list_tools (Fixture    *fixture,
            const char *info)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  mcp_client_list_tools_async (fixture->base.client, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (&fixture->base, "initialize");
  g_assert_null (strstr (mock_exchange_get_body (exchange), "extensions"));
  mcp_fixture_reply (exchange, info);
  mock_exchange_reply (mcp_fixture_wait (&fixture->base, "notifications/initialized"), 202, NULL,
                       NULL);
  mock_exchange_reply (mcp_fixture_wait (&fixture->base, "GET"), 405, NULL, NULL);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "tools/list"), TOOLS);
  mcp_client_list_tools_finish (fixture->base.client, mcp_fixture_wait_result (&place), &error);
  g_assert_no_error (error);
}

static MockExchange *
call (Fixture    *fixture,
      const char *tool)
{
  fixture->request = mcp_request_new_call_tool (tool, NULL);
  g_signal_connect (fixture->request, "status", G_CALLBACK (status_cb), fixture);
  g_signal_connect (fixture->request, "progress", G_CALLBACK (progress_cb), fixture);
  g_signal_connect (fixture->request, "input-requested", G_CALLBACK (decline_cb), fixture);
  mcp_client_call_tool_async (fixture->base.client, fixture->request, fixture->cancellable,
                              mcp_fixture_ready_cb, &fixture->place);

  return mcp_fixture_wait (&fixture->base, "tools/call");
}

static void
answer (Fixture    *fixture,
        const char *method,
        const char *result)
{
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, method), result);
}

static void
end (Fixture *fixture,
     GQuark   domain,
     int      code)
{
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GError) error = NULL;

  result = mcp_client_call_tool_finish (fixture->base.client,
                                        mcp_fixture_wait_result (&fixture->place), &error);

  if (domain != 0)
    g_assert_error (error, domain, code);
  else
    g_assert_no_error (error);
}

static void
created_cb (McpRequest  *request,
            McpTask     *task,
            McpTask    **place)
{
  g_set_object (place, task);
}

/* Waits until the task is waited for, or is not any longer, and waits no longer. */
static void
hurry (Fixture  *fixture,
       gboolean  goes_on)
{
  while (fixture->place == NULL && !mcp_fixture_hurry ("[mcp] task"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true ((fixture->place == NULL) == goes_on);
}

/* Asked for as a task, asked after, and its result fetched when there is one. */
static void
test_required (Fixture       *fixture,
               gconstpointer  data)
{
  MockExchange *exchange;
  const char *body;

  list_tools (fixture, INFO (OFFERED));
  exchange = call (fixture, "long");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), "\"task\":{\"ttl\":86400000}"));
  mcp_fixture_reply (exchange, CREATED);
  exchange = mcp_fixture_wait (&fixture->base, "tasks/get");
  body = mock_exchange_get_body (exchange);
  g_assert_nonnull (strstr (body, "\"params\":{\"taskId\":\"t-1\","));
  g_assert_null (strstr (body, "\"task\":"));
  mcp_fixture_reply (exchange, TASK ("working"));
  answer (fixture, "tasks/get", TASK ("completed"));
  answer (fixture, "tasks/result", RESULT);
  end (fixture, 0, 0);
  g_assert_cmpstr (fixture->seen->str, ==, "working;completed;");
}

/* Neither a tool that only may, nor a server that cannot. */
static void
test_not_required (Fixture       *fixture,
                   gconstpointer  data)
{
  const struct { const char *info; const char *tool; } cases[] = {
    { INFO (OFFERED), "may" },
    { INFO (OFFERED), "unlisted" },
    { INFO (""), "long" },
    { INFO (",\"tasks\":{\"requests\":{\"tools\":{}}}"), "long" },
    { INFO (",\"tasks\":{\"requests\":{\"tools\":{\"call\":true}}}"), "long" },
  };
  guint i = GPOINTER_TO_UINT (data);
  MockExchange *exchange;

  list_tools (fixture, cases[i].info);
  exchange = call (fixture, cases[i].tool);
  g_assert_null (strstr (mock_exchange_get_body (exchange), "\"task\""));
  /* A word too many is none that begins a task. */
  mcp_fixture_reply (exchange, "{\"content\":[],\"task\":{\"taskId\":\"t-1\",\"status\":"
                     "\"working\"}}");
  end (fixture, 0, 0);
}

/* A server that pays no attention to it answers at once. */
static void
test_ignored (Fixture       *fixture,
              gconstpointer  data)
{
  list_tools (fixture, INFO (OFFERED));
  mcp_fixture_reply (call (fixture, "long"), RESULT);
  end (fixture, 0, 0);
}

/* Its questions come on the stream of tasks/result, and are put to whoever made the call; the
 * answer says whose it is. */
static void
test_asks (Fixture       *fixture,
           gconstpointer  data)
{
  MockExchange *result, *exchange;

  list_tools (fixture, INFO (OFFERED));
  mcp_fixture_reply (call (fixture, "long"), CREATED);
  answer (fixture, "tasks/get", TASK ("input_required"));
  result = mcp_fixture_wait (&fixture->base, "tasks/result");
  mcp_fixture_start (result);
  mcp_fixture_write (result, "{\"id\":1,\"method\":\"elicitation/create\",\"params\":{\"message\":"
                     "\"m\",\"requestedSchema\":{},\"_meta\":{"
                     "\"io.modelcontextprotocol/related-task\":{\"taskId\":\"t-1\"}}}}");
  exchange = mcp_fixture_wait (&fixture->base, "answer");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"result\":{\"action\":\"decline\",\"_meta\":{"
                            "\"io.modelcontextprotocol/related-task\":{\"taskId\":\"t-1\"}}}"));
  mock_exchange_reply (exchange, 202, NULL, NULL);
  mcp_fixture_write (result, "{\"id\":$id,\"result\":" RESULT "}");
  end (fixture, 0, 0);
  g_assert_cmpstr (fixture->seen->str, ==, "working;input_required;asked;");
}

/* Progress goes on under the number of the call, and tasks are told of besides. */
static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *progress = NULL;
  MockExchange *exchange, *poll;

  list_tools (fixture, INFO (OFFERED));
  exchange = call (fixture, "long");
  progress = g_strdup_printf ("{\"method\":\"notifications/progress\",\"params\":{"
                              "\"progress\":3,\"progressToken\":%" G_GINT64_FORMAT "}}",
                              mcp_fixture_get_id (exchange));
  mcp_fixture_reply (exchange, CREATED);
  poll = mcp_fixture_wait (&fixture->base, "tasks/get");
  mcp_fixture_start (poll);
  mcp_fixture_write (poll, progress);
  mcp_fixture_write (poll, "{\"method\":\"notifications/tasks/status\",\"params\":{\"taskId\":"
                     "\"t-2\",\"status\":\"working\",\"statusMessage\":\"other\"}}");
  mcp_fixture_write (poll, "{\"method\":\"notifications/tasks/status\",\"params\":{\"taskId\":"
                     "\"t-1\",\"status\":\"working\",\"statusMessage\":\"digging\"}}");
  mcp_fixture_write (poll, "{\"method\":\"notifications/tasks/status\",\"params\":7}");
  mcp_fixture_write (poll, "{\"id\":$id,\"result\":" TASK ("completed") "}");
  answer (fixture, "tasks/result", RESULT);
  end (fixture, 0, 0);
  g_assert_cmpstr (fixture->seen->str, ==, "working;3;digging;completed;");
}

/* What the call would have answered, also where that is an error; its code may be the one that
 * stands for a task that is gone. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  list_tools (fixture, INFO (OFFERED));
  mcp_fixture_reply (call (fixture, "long"), CREATED);
  answer (fixture, "tasks/get", TASK ("failed"));
  exchange = mcp_fixture_wait (&fixture->base, "tasks/result");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"id\":$id,\"error\":{\"code\":-32602,"
                     "\"message\":\"Bad depth\"}}");
  result = mcp_client_call_tool_finish (fixture->base.client,
                                        mcp_fixture_wait_result (&fixture->place), &error);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_cmpstr (error->message, ==, "Bad depth");
}

/* A result that cannot be had is not asked for for ever, however well the server says that it is
 * there; nor is the task forgotten. */
static void
test_result_away (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(McpTask) handle = NULL;

  list_tools (fixture, INFO (OFFERED));
  mcp_fixture_reply (call (fixture, "long"), CREATED);
  g_signal_connect (fixture->request, "task-created", G_CALLBACK (created_cb), &handle);

  for (guint i = 0; i < 6; i++)
    {
      answer (fixture, "tasks/get", TASK ("completed"));
      mock_exchange_reply (mcp_fixture_wait (&fixture->base, "tasks/result"), 503, NULL, NULL);
      hurry (fixture, i < 5);
    }

  end (fixture, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  g_assert_false (mcp_task_is_over (handle));
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tasks/result"), ==, 6);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  list_tools (fixture, INFO (OFFERED));
  mcp_fixture_reply (call (fixture, "long"), CREATED);
  answer (fixture, "tasks/get", TASK ("working"));

  while (strstr (fixture->seen->str, "working") == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (fixture->cancellable);
  answer (fixture, "tasks/cancel", TASK ("cancelled"));
  end (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add_test(name, func) \
  g_test_add ("/mcp/task-session/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("required", test_required);
  add_test ("ignored", test_ignored);
  add_test ("asks", test_asks);
  add_test ("told", test_told);
  add_test ("failed", test_failed);
  add_test ("result-away", test_result_away);
  add_test ("cancelled", test_cancelled);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("/mcp/task-session/not-required/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_not_required, tear_down);
    }

  return g_test_run ();
}
