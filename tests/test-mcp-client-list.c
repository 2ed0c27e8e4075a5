/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

static gboolean
list_tools (McpFixture    *fixture,
            GAsyncResult **result,
            GError       **error)
{
  return mcp_client_list_tools_finish (fixture->client, mcp_fixture_wait_result (result), error);
}

/* The names in the list, joined. */
static char *
join_names (McpFixture *fixture)
{
  GListModel *tools = mcp_client_get_tools (fixture->client);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", mcp_tool_get_name (tool));
    }

  return g_string_free (names, FALSE);
}

static void
assert_names (McpFixture *fixture,
              const char *expected)
{
  g_autofree char *names = join_names (fixture);

  g_assert_cmpstr (names, ==, expected);
}

static void
wait_names (McpFixture *fixture,
            const char *expected)
{
  g_autofree char *names = join_names (fixture);

  while (!g_str_equal (names, expected))
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (names);
      names = join_names (fixture);
    }
}

/* The cursor of a request as JSON, or NULL. */
static char *
dup_cursor (MockExchange *exchange)
{
  g_autoptr(SjsonValue) body = parse_value (mock_exchange_get_body (exchange));
  SjsonValue params;
  SjsonValue cursor;

  g_assert_true (sjson_value_get_member (body, "params", &params));

  return sjson_value_get_member (&params, "cursor", &cursor) ? sjson_value_to_json (&cursor, NULL)
                                                             : NULL;
}

static void
test_pages (McpFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *first_cursor = NULL;
  g_autofree char *second_cursor = NULL;
  g_autofree char *third_cursor = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  gboolean complete;

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "tools/list");
  first_cursor = dup_cursor (exchange);
  g_assert_null (first_cursor);
  mcp_fixture_reply (exchange, "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}],"
                               "\"nextCursor\":\"\"}");

  exchange = mcp_fixture_wait (fixture, "tools/list");
  assert_names (fixture, "a b");
  g_object_get (fixture->client, "tools-complete", &complete, NULL);
  g_assert_false (complete);
  second_cursor = dup_cursor (exchange);
  g_assert_cmpstr (second_cursor, ==, "\"\"");
  mcp_fixture_reply (exchange, "{\"tools\":[{\"title\":\"nameless\"},7,{\"name\":\"c\"}],"
                               "\"nextCursor\":\"\\u00e4\\\" x\"}");

  exchange = mcp_fixture_wait (fixture, "tools/list");
  third_cursor = dup_cursor (exchange);
  g_assert_cmpstr (third_cursor, ==, "\"ä\\\" x\"");
  mcp_fixture_reply (exchange, "{\"tools\":[{\"name\":\"d\"}],\"nextCursor\":null}");

  g_assert_true (list_tools (fixture, &result, &error));
  g_assert_no_error (error);
  assert_names (fixture, "a b c d");
  g_object_get (fixture->client, "tools-complete", &complete, NULL);
  g_assert_true (complete);
  g_assert_cmpstr (mcp_tool_get_name (mcp_client_find_tool (fixture->client, "c")), ==, "c");
  g_assert_null (mcp_client_find_tool (fixture->client, "e"));
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 3);
}

/* The rows are there while the stream is still open, and one event comes cut inside a letter. */
static void
test_open_stream (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  const char *head = "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[{"
                     "\"name\":\"z\xc3";
  const char *tail = "\xbc\"}]}}\n\n";

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "tools/list");
  g_assert_cmpint (mcp_fixture_get_id (exchange), ==, 2);
  mcp_fixture_start (exchange);
  mock_exchange_write (exchange, ": hello\n\n", -1);
  mock_exchange_write (exchange, head, -1);
  mcp_fixture_settle ();
  assert_names (fixture, "");
  mock_exchange_write (exchange, tail, -1);

  g_assert_true (list_tools (fixture, &result, &error));
  assert_names (fixture, "zü");
  mock_exchange_end (exchange);
}

static void
test_circle (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_test_expect_message ("mcp", G_LOG_LEVEL_MESSAGE, "*circles*");
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"x\"}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"b\"}],\"nextCursor\":\"y\"}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"c\"}],\"nextCursor\":\"x\"}");
  g_assert_true (list_tools (fixture, &result, &error));
  g_test_assert_expected_messages ();
  assert_names (fixture, "a b c");
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 3);
}

/* A server that invents cursor after cursor and sends nothing with them. */
static void
test_endless (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"x\"}");

  for (guint i = 0; i <= 100; i++)
    {
      g_autofree char *page = g_strdup_printf ("{\"tools\":[],\"nextCursor\":\"%u\"}", i);

      mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), page);
    }

  g_assert_false (list_tools (fixture, &result, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
  assert_names (fixture, "a");
}

/* A server with page after page, each as large as may be and with no more than one tool. */
static void
test_endless_bytes (McpFixture    *fixture,
                    gconstpointer  data)
{
  g_autofree char *letters = g_strnfill (60 * 1024 * 1024, 'x');
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);

  for (guint i = 0; i < 5; i++)
    {
      MockExchange *exchange = mcp_fixture_wait (fixture, "tools/list");
      g_autofree char *page = g_strdup_printf ("{\"tools\":[{\"name\":\"a\"}],\"x\":\"%s\","
                                               "\"nextCursor\":\"%u\"}", letters, i);

      g_assert_null (result);
      mcp_fixture_reply (exchange, page);
    }

  while (result == NULL)
    {
      g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 5);
      g_main_context_iteration (NULL, TRUE);
    }

  g_assert_false (list_tools (fixture, &result, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
}

/* A cursor that the server no longer knows: from the start, once. */
static void
test_stale_cursor (McpFixture    *fixture,
                   gconstpointer  data)
{
  const char *refusal = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32602,"
                        "\"message\":\"Bad cursor\"}}";
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"nextCursor\":\"x\"}");
  exchange = mcp_fixture_wait (fixture, "tools/list");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, refusal);
  mock_exchange_end (exchange);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"b\"},{\"name\":\"c\"}]}");
  g_assert_true (list_tools (fixture, &result, &error));
  assert_names (fixture, "b c");
}

static void
test_malformed (McpFixture    *fixture,
                gconstpointer  data)
{
  const char * const results[] = { "{}", "[]", "7", "{\"tools\":{}}", "{\"tools\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
      mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), results[i]);
      g_assert_false (list_tools (fixture, &result, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

/* Two ask, one leaves: the walk goes on for the other. Then the last leaves: it ends. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) one = g_cancellable_new ();
  g_autoptr(GCancellable) two = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GAsyncResult) third = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_list_tools_async (fixture->client, one, mcp_fixture_ready_cb, &first);
  mcp_client_list_tools_async (fixture->client, two, mcp_fixture_ready_cb, &second);
  mcp_fixture_wait (fixture, "tools/list");
  g_cancellable_cancel (one);
  g_assert_false (list_tools (fixture, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 0);
  g_assert_null (second);

  g_clear_error (&error);
  g_cancellable_cancel (two);
  g_assert_false (list_tools (fixture, &second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &third);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), "{\"tools\":[{\"name\":\"a\"}]}");
  g_assert_true (list_tools (fixture, &third, NULL));
  assert_names (fixture, "a");
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 1);
}

static void
count_cb (gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* list_changed on the GET stream: fetched again by itself; during a walk, once more after it. */
static void
test_list_changed (McpFixture    *fixture,
                   gconstpointer  data)
{
  const char *changed = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
  GListModel *tools = mcp_client_get_tools (fixture->client);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpTool) kept = NULL;
  g_autoptr(McpTool) same = NULL;
  MockExchange *stream;
  guint n_emissions = 0;
  guint n_changes = 0;

  fixture->offers_stream = TRUE;
  g_signal_connect_swapped (fixture->client, "tools-changed", G_CALLBACK (count_cb),
                            &n_emissions);
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
  g_assert_true (list_tools (fixture, &result, NULL));
  kept = g_list_model_get_item (tools, 1);
  g_signal_connect_swapped (tools, "items-changed", G_CALLBACK (count_cb), &n_changes);

  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpstr (mock_exchange_get_header (stream, "Accept"), ==, "text/event-stream");
  g_assert_cmpstr (mock_exchange_get_header (stream, "Mcp-Session-Id"), ==, "session-1");
  g_assert_cmpstr (mock_exchange_get_header (stream, "MCP-Protocol-Version"), ==, "2025-11-25");
  mcp_fixture_start (stream);
  mcp_fixture_write (stream, changed);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"),
                     "{\"tools\":[{\"name\":\"b\"},{\"name\":\"c\"}]}");
  wait_names (fixture, "b c");
  g_assert_cmpuint (n_changes, ==, 2);
  same = g_list_model_get_item (tools, 0);
  g_assert_true (same == kept);

  mcp_fixture_write (stream, changed);
  mcp_fixture_wait (fixture, "tools/list");
  mcp_fixture_write (stream, changed);
  mcp_fixture_settle ();
  g_assert_cmpuint (n_emissions, ==, 3);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 3);
  mcp_fixture_reply (mcp_fixture_find (fixture, "tools/list"), "{\"tools\":[{\"name\":\"d\"}]}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), "{\"tools\":[{\"name\":\"e\"}]}");
  wait_names (fixture, "e");
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 4);
}

/* A server without the capability need not know the method. */
static void
test_no_tools (McpFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "initialize");
  fixture->holds_all = FALSE;
  mcp_fixture_reply (exchange, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}");
  exchange = mcp_fixture_wait (fixture, "tools/list");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32601,"
                               "\"message\":\"Method not found\"}}");
  mock_exchange_end (exchange);
  g_assert_true (list_tools (fixture, &result, &error));
  g_assert_no_error (error);
  assert_names (fixture, "");
}

static gboolean
tick_cb (gpointer user_data)
{
  gint64 *times = user_data;
  gint64 now = g_get_monotonic_time ();

  if (times[0] != 0)
    times[1] = MAX (times[1], now - times[0]);

  times[0] = now;

  return G_SOURCE_CONTINUE;
}

/* Ten thousand in one page: made in a worker, while the main loop goes on. Then the same again,
 * of which none is new. */
static void
test_many (McpFixture    *fixture,
           gconstpointer  data)
{
  GString *page = g_string_new ("{\"tools\":[");
  GListModel *tools = mcp_client_get_tools (fixture->client);
  guint n_changes = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (page, "%s{\"name\":\"tool-%u\",\"description\":\"Number %u of many\","
                                  "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"x\":"
                                  "{\"type\":\"integer\",\"description\":\"What to do %u times\"}"
                                  "}}}", i > 0 ? "," : "", i, i, i);

  g_string_append (page, "]}");
  g_signal_connect_swapped (tools, "items-changed", G_CALLBACK (count_cb), &n_changes);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      gint64 times[2] = { 0, 0 };
      gint64 started;
      guint source;

      mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
      mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), page->str);
      source = g_timeout_add (1, tick_cb, times);
      started = g_get_monotonic_time ();
      g_assert_true (list_tools (fixture, &result, NULL));
      g_source_remove (source);
      g_assert_cmpuint (g_list_model_get_n_items (tools), ==, 10000);
      g_assert_cmpuint (n_changes, ==, 1);
      g_test_message ("%" G_GINT64_FORMAT " ms, longest gap %" G_GINT64_FORMAT " ms",
                      (g_get_monotonic_time () - started) / 1000, times[1] / 1000);
    }

  g_string_free (page, TRUE);
}

#define ADD(path, function) \
  g_test_add ("/mcp/client/list/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pages", test_pages);
  ADD ("open-stream", test_open_stream);
  ADD ("circle", test_circle);
  ADD ("endless", test_endless);
  ADD ("endless-bytes", test_endless_bytes);
  ADD ("stale-cursor", test_stale_cursor);
  ADD ("malformed", test_malformed);
  ADD ("cancel", test_cancel);
  ADD ("list-changed", test_list_changed);
  ADD ("no-tools", test_no_tools);
  ADD ("many", test_many);

  return g_test_run ();
}
