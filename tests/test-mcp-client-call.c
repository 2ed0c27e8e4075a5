/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#include <math.h>

typedef struct
{
  McpRequest *request;
  GCancellable *cancellable;
  GAsyncResult *result;
  McpToolResult *tool_result;
  GError *error;
  GString *progress;
  GString *log;
} Call;

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             gpointer    user_data)
{
  Call *call = user_data;

  g_string_append_printf (call->progress, "%g/%g %s;", progress, isnan (total) ? -1.0 : total,
                          message ? message : "-");
}

static void
log_message_cb (McpRequest       *request,
                const char       *level,
                const char       *logger,
                const SjsonValue *value,
                gpointer          user_data)
{
  Call *call = user_data;
  g_autofree char *json = sjson_value_to_json (value, NULL);

  g_string_append_printf (call->log, "%s %s %s;", level, logger ? logger : "-", json);
}

static Call *
call_new (McpFixture *fixture)
{
  Call *call = g_new0 (Call, 1);

  call->request = mcp_request_new_call_tool ("count", NULL);
  call->cancellable = g_cancellable_new ();
  call->progress = g_string_new (NULL);
  call->log = g_string_new (NULL);
  g_signal_connect (call->request, "progress", G_CALLBACK (progress_cb), call);
  g_signal_connect (call->request, "log-message", G_CALLBACK (log_message_cb), call);
  mcp_client_call_tool_async (fixture->client, call->request, call->cancellable,
                              mcp_fixture_ready_cb, &call->result);

  return call;
}

static void
call_wait (McpFixture *fixture,
           Call       *call)
{
  call->tool_result = mcp_client_call_tool_finish (fixture->client,
                                                   mcp_fixture_wait_result (&call->result),
                                                   &call->error);
}

static void
call_free (Call *call)
{
  g_clear_object (&call->tool_result);
  g_clear_object (&call->result);
  g_clear_object (&call->cancellable);
  g_clear_error (&call->error);
  g_string_free (call->progress, TRUE);
  g_string_free (call->log, TRUE);
  g_signal_handlers_disconnect_by_data (call->request, call);
  g_object_unref (call->request);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static const char result[] = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":"
                             "[{\"type\":\"text\",\"text\":\"done\"}]}}";

static void
assert_done (Call *call)
{
  g_autoptr(McpContent) content = NULL;

  g_assert_no_error (call->error);
  content = g_list_model_get_item (mcp_tool_result_get_contents (call->tool_result), 0);
  g_assert_cmpstr (mcp_content_get_text (content), ==, "done");
}

static void
test_json (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(Call) call = call_new (fixture);
  MockExchange *exchange = mcp_fixture_wait (fixture, "tools/call");
  g_autoptr(SjsonValue) body = parse_value (mock_exchange_get_body (exchange));
  g_autoptr(SjsonValue) expected = parse_value ("{\"jsonrpc\":\"2.0\",\"id\":2,"
                                                "\"method\":\"tools/call\",\"params\":"
                                                "{\"name\":\"count\",\"arguments\":{},"
                                                "\"_meta\":{\"progressToken\":2}}}");

  g_assert_true (sjson_value_equal (body, expected));
  mcp_fixture_reply (exchange, "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}");
  call_wait (fixture, call);
  assert_done (call);
}

/* Progress and messages in the call's own stream; what does not increase is dropped. */
static void
test_progress (McpFixture    *fixture,
               gconstpointer  data)
{
  const char * const params[] = {
    "{\"progressToken\":$id,\"progress\":1,\"total\":4}",
    "{\"progressToken\":$id,\"progress\":1,\"total\":4}",
    "{\"progressToken\":$id,\"progress\":0.5}",
    "{\"progressToken\":$id,\"progress\":\"2\"}",
    "{\"progressToken\":$id,\"progress\":1e999}",
    "{\"progressToken\":99,\"progress\":3}",
    "{\"progressToken\":\"$id\",\"progress\":3}",
    "{\"progress\":3}",
    "{\"progressToken\":$id,\"progress\":2.5,\"total\":\"x\",\"message\":\"half\"}",
    "{\"progressToken\":$id,\"progress\":4,\"total\":4,\"message\":7}",
  };
  g_autoptr(Call) call = call_new (fixture);
  MockExchange *exchange = mcp_fixture_wait (fixture, "tools/call");

  mcp_fixture_start (exchange);

  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    {
      g_autofree char *message = g_strconcat ("{\"jsonrpc\":\"2.0\",\"method\":"
                                              "\"notifications/progress\",\"params\":",
                                              params[i], "}", NULL);

      mcp_fixture_write (exchange, message);
    }

  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
                               "\"params\":{\"level\":\"info\",\"data\":[1]}}");
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
                               "\"params\":{\"level\":\"error\",\"logger\":\"db\",\"data\":null}}");
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
                               "\"params\":{\"level\":7,\"data\":null}}");
  mcp_fixture_write (exchange, result);
  mock_exchange_end (exchange);
  call_wait (fixture, call);
  assert_done (call);
  g_assert_cmpstr (call->progress->str, ==, "1/4 -;2.5/-1 half;4/4 -;");
  g_assert_cmpstr (call->log->str, ==, "info - [1];error db null;");
}

/* What does not belong: other ids, junk, batches of 2025-03-26, then the answer. */
static void
test_junk (McpFixture    *fixture,
           gconstpointer  data)
{
  const char * const junk[] = {
    "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"$id\",\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":99,\"error\":{\"code\":1,\"message\":\"no\"}}",
    "7", "null", "[]", "[[],7]", "{}", "\"$id\"", "{\"method\":7}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard-of\",\"params\":[]}",
    "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
      "{\"progressToken\":$id,\"progress\":1}}]",
  };
  g_autoptr(Call) call = NULL;
  g_autofree char *batch = g_strconcat ("[{\"jsonrpc\":\"2.0\",\"method\":\"x\"},", result, "]",
                                        NULL);
  MockExchange *exchange;

  fixture->version = "2025-03-26";
  call = call_new (fixture);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);

  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    mcp_fixture_write (exchange, junk[i]);

  mock_exchange_write (exchange, "event: other\ndata: no JSON\n\n", -1);
  mock_exchange_write (exchange, "data:\n\n", -1);
  mcp_fixture_write (exchange, batch);
  mock_exchange_end (exchange);
  call_wait (fixture, call);
  assert_done (call);
  g_assert_cmpstr (call->progress->str, ==, "1/-1 -;");
}

/* The server asks within the stream: ping is answered, all else refused, each by a POST. */
static void
test_asked (McpFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(Call) call = call_new (fixture);
  MockExchange *exchange = mcp_fixture_wait (fixture, "tools/call");
  g_autoptr(SjsonValue) refusal = NULL;
  g_autoptr(SjsonValue) refused = NULL;

  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":\"p-\\u0022\",\"method\":\"ping\"}");

  while (mcp_fixture_count (fixture, "answer") < 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (mock_exchange_get_body (mcp_fixture_find (fixture, "answer")), ==,
                   "{\"jsonrpc\":\"2.0\",\"id\":\"p-\\\"\",\"result\":{}}");
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":12345678901234567890,"
                               "\"method\":\"sampling/createMessage\",\"params\":{}}");

  while (mcp_fixture_count (fixture, "answer") < 2)
    g_main_context_iteration (NULL, TRUE);

  refusal = parse_value (mock_exchange_get_body (mcp_fixture_find (fixture, "answer")));
  refused = parse_value ("{\"jsonrpc\":\"2.0\",\"id\":12345678901234567890,\"error\":"
                         "{\"code\":-32601,\"message\":\"Method not found\"}}");
  g_assert_true (sjson_value_equal (refusal, refused));
  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (fixture, "answer"),
                                             "Mcp-Session-Id"), ==, "session-1");
  mcp_fixture_write (exchange, result);
  mock_exchange_end (exchange);
  call_wait (fixture, call);
  assert_done (call);
}

/* Cancelling tells the server, ends at once, and a late answer is nobody's. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(Call) call = call_new (fixture);
  MockExchange *exchange = mcp_fixture_wait (fixture, "tools/call");
  g_autoptr(SjsonValue) body = NULL;
  SjsonValue params;
  gint64 id = 0;
  g_autofree char *reason = NULL;

  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
                               "\"params\":{\"progressToken\":$id,\"progress\":1}}");

  while (call->progress->len == 0)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (call->cancellable);
  call_wait (fixture, call);
  g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (call->tool_result);
  mcp_fixture_write (exchange, result);

  mock_exchange_wait_gone (exchange);
  body = parse_value (mock_exchange_get_body (mcp_fixture_find (fixture,
                                                                "notifications/cancelled")));
  g_assert_true (sjson_value_get_member (body, "params", &params));
  g_assert_true (sjson_value_get_member_int64 (&params, "requestId", &id));
  g_assert_cmpint (id, ==, mcp_fixture_get_id (exchange));
  reason = sjson_value_dup_member_string (&params, "reason");
  g_assert_nonnull (reason);
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 1);
  g_assert_true (mcp_client_is_connected (fixture->client));
}

/* Cancelled before it was sent: the server never hears of it. */
static void
test_cancel_early (McpFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(Call) call = NULL;
  g_autoptr(Call) other = NULL;

  mcp_fixture_connect (fixture);
  call = call_new (fixture);
  g_cancellable_cancel (call->cancellable);
  call_wait (fixture, call);
  g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  other = call_new (fixture);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"),
                     "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}");
  call_wait (fixture, other);
  assert_done (other);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 0);
}

/* The answer of a call can come by any stream of the session. */
static void
test_elsewhere (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(Call) first = call_new (fixture);
  g_autoptr(Call) second = NULL;
  g_autofree char *answers = NULL;
  MockExchange *one = mcp_fixture_wait (fixture, "tools/call");
  MockExchange *two;

  second = call_new (fixture);
  two = mcp_fixture_wait (fixture, "tools/call");
  answers = g_strdup_printf ("[{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"content\":[{\"type\":"
                             "\"text\",\"text\":\"done\"}]}},{\"jsonrpc\":\"2.0\",\"id\":%d,"
                             "\"error\":{\"code\":-32602,\"message\":\"Unknown tool\","
                             "\"data\":{\"x\":1}}}]", (int) mcp_fixture_get_id (one),
                             (int) mcp_fixture_get_id (two));
  mock_exchange_reply (two, 200, "application/json", answers);
  call_wait (fixture, first);
  assert_done (first);
  call_wait (fixture, second);
  g_assert_error (second->error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_cmpstr (second->error->message, ==, "Unknown tool");
  g_assert_nonnull (strstr (mcp_error_get_details (second->error), "-32602"));
  g_assert_nonnull (strstr (mcp_error_get_details (second->error), "\"x\": 1"));
  mcp_fixture_reply (one, "{}");
}

/* Calls one after the other share a connection (see mcp-http-call.c). */
static void
test_reuse (McpFixture    *fixture,
            gconstpointer  data)
{
  guint port = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(Call) call = call_new (fixture);
      MockExchange *exchange = mcp_fixture_wait (fixture, "tools/call");

      if (i > 0)
        g_assert_cmpuint (mock_exchange_get_client_port (exchange), ==, port);

      port = mock_exchange_get_client_port (exchange);
      mcp_fixture_start (exchange);
      mcp_fixture_write (exchange, result);
      mock_exchange_end (exchange);
      call_wait (fixture, call);
      assert_done (call);
      mcp_fixture_settle ();
    }
}

#define ADD(path, function) \
  g_test_add ("/mcp/client/call/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("json", test_json);
  ADD ("progress", test_progress);
  ADD ("junk", test_junk);
  ADD ("asked", test_asked);
  ADD ("cancel", test_cancel);
  ADD ("cancel-early", test_cancel_early);
  ADD ("elsewhere", test_elsewhere);
  ADD ("reuse", test_reuse);

  return g_test_run ();
}
