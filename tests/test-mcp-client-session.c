/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

static GError *
connect_error (McpFixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&result),
                                             &error));

  return error;
}

static void
close_client (McpFixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  g_assert_true (mcp_client_close_finish (fixture->client, mcp_fixture_wait_result (&result),
                                          &error));
  g_assert_no_error (error);
}

static void
test_open (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(SjsonValue) body = NULL;
  g_autoptr(SjsonValue) expected = NULL;
  MockExchange *exchange;

  g_assert_false (mcp_client_is_connected (fixture->client));
  g_assert_null (mcp_client_get_protocol_version (fixture->client));

  mcp_fixture_connect (fixture);

  g_assert_true (mcp_client_is_connected (fixture->client));
  g_assert_cmpstr (mcp_client_get_server_name (fixture->client), ==, "mock");
  g_assert_cmpstr (mcp_client_get_server_title (fixture->client), ==, "Mock server");
  g_assert_cmpstr (mcp_client_get_server_version (fixture->client), ==, "7");
  g_assert_cmpstr (mcp_client_get_instructions (fixture->client), ==, "Be kind.");
  g_assert_cmpstr (mcp_client_get_protocol_version (fixture->client), ==, "2025-11-25");

  exchange = mcp_fixture_find (fixture, "initialize");
  body = parse_value (mock_exchange_get_body (exchange));
  expected = parse_value ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                          "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                          "\"clientInfo\":{\"name\":\"toolcrib\",\"title\":\"Toolcrib\","
                          "\"version\":\"" PACKAGE_VERSION "\"},"
                          "\"_meta\":{\"progressToken\":1}}}");
  g_assert_true (sjson_value_equal (body, expected));
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Accept"), ==,
                   "application/json, text/event-stream");
  g_assert_null (mock_exchange_get_header (exchange, "Mcp-Session-Id"));
  g_assert_null (mock_exchange_get_header (exchange, "MCP-Protocol-Version"));
  g_assert_null (mock_exchange_get_header (exchange, "Authorization"));

  exchange = mcp_fixture_find (fixture, "notifications/initialized");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Session-Id"), ==, "session-1");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "MCP-Protocol-Version"), ==, "2025-11-25");
}

static void
test_close (McpFixture    *fixture,
            gconstpointer  data)
{
  MockExchange *exchange;

  mcp_fixture_connect (fixture);
  close_client (fixture);

  g_assert_false (mcp_client_is_connected (fixture->client));
  exchange = mcp_fixture_find (fixture, "DELETE");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Session-Id"), ==, "session-1");

  close_client (fixture);
  g_assert_cmpuint (mcp_fixture_count (fixture, "DELETE"), ==, 1);

  mcp_fixture_connect (fixture);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
}

static void
test_no_session (McpFixture    *fixture,
                 gconstpointer  data)
{
  fixture->session_id = NULL;
  mcp_fixture_connect (fixture);
  g_assert_null (mock_exchange_get_header (mcp_fixture_find (fixture, "notifications/initialized"),
                                           "Mcp-Session-Id"));
  close_client (fixture);
  g_assert_cmpuint (mcp_fixture_count (fixture, "DELETE"), ==, 0);
}

static void
test_versions (McpFixture    *fixture,
               gconstpointer  data)
{
  const char *version = data;
  gboolean has_header = !g_str_equal (version, "2025-03-26");

  fixture->version = version;
  mcp_fixture_connect (fixture);
  g_assert_cmpstr (mcp_client_get_protocol_version (fixture->client), ==, version);
  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (fixture,
                                                               "notifications/initialized"),
                                             "MCP-Protocol-Version"), ==,
                   has_header ? version : NULL);
}

static void
test_unknown_version (McpFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->version = "2024-10-07";
  error = connect_error (fixture);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "2024-10-07"));
  g_assert_false (mcp_client_is_connected (fixture->client));
}

static void
test_bad_session_id (McpFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->session_id = "with space";
  error = connect_error (fixture);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/initialized"), ==, 0);
}

static void
test_shared (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_connect_async (fixture->client, cancellable, mcp_fixture_ready_cb, &first);
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &second);
  g_cancellable_cancel (cancellable);

  g_assert_true (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&second),
                                            NULL));
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&first),
                                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 1);
}

/* initialize must not be cancelled: the connection is dropped, and nothing said. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, cancellable, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "initialize");
  g_cancellable_cancel (cancellable);
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&result),
                                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 1);

  fixture->holds_all = FALSE;
  mcp_fixture_connect (fixture);
}

static void
test_address (void)
{
  const char * const addresses[] = { "", "nonsense", "ftp://example.org",
                                     "http://example.org/mcp" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(McpClient) client = mcp_client_new (addresses[i]);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &result);
      g_assert_false (mcp_client_connect_finish (client, mcp_fixture_wait_result (&result),
                                                 &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
count_cb (gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* The server forgets the session: one new one for all who ask, and the requests again. */
static void
test_forgotten (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(McpRequest) one = mcp_request_new_call_tool ("one", NULL);
  g_autoptr(McpRequest) two = mcp_request_new_call_tool ("two", NULL);
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(McpToolResult) first_result = NULL;
  g_autoptr(McpToolResult) second_result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  MockExchange *other;

  mcp_fixture_connect (fixture);
  mcp_client_call_tool_async (fixture->client, one, NULL, mcp_fixture_ready_cb, &first);
  mcp_client_call_tool_async (fixture->client, two, NULL, mcp_fixture_ready_cb, &second);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  other = mcp_fixture_wait (fixture, "tools/call");
  fixture->session_id = "session-2";
  mock_exchange_reply (exchange, GPOINTER_TO_UINT (data), "application/json",
                       "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32001,"
                       "\"message\":\"Session not found\"}}");
  mock_exchange_reply (other, 404, NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      exchange = mcp_fixture_wait (fixture, "tools/call");
      g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Session-Id"), ==, "session-2");
      mcp_fixture_reply (exchange, "{\"content\":[]}");
    }

  first_result = mcp_client_call_tool_finish (fixture->client, mcp_fixture_wait_result (&first),
                                              &error);
  g_assert_no_error (error);
  second_result = mcp_client_call_tool_finish (fixture->client, mcp_fixture_wait_result (&second),
                                               &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 4);
}

/* It forgets the new one as well: once is enough. */
static void
test_forgotten_twice (McpFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("one", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) tool_result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_fixture_connect (fixture);
  mcp_client_call_tool_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &result);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 404, NULL, NULL);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 404, NULL, NULL);
  tool_result = mcp_client_call_tool_finish (fixture->client, mcp_fixture_wait_result (&result),
                                             &error);
  g_assert_null (tool_result);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_MCP);
  g_assert_cmpuint (mcp_error_get_status (error), ==, 404);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
}

/* It forgets the session and will not open another: the client is disconnected. */
static void
test_gone (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("one", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) tool_result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  guint n_disconnected = 0;

  g_signal_connect_swapped (fixture->client, "disconnected", G_CALLBACK (count_cb),
                            &n_disconnected);
  mcp_fixture_connect (fixture);
  mcp_client_call_tool_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  fixture->holds_all = TRUE;
  mock_exchange_reply (exchange, 404, NULL, NULL);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 503, NULL, NULL);
  tool_result = mcp_client_call_tool_finish (fixture->client, mcp_fixture_wait_result (&result),
                                             &error);
  g_assert_null (tool_result);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  mcp_fixture_settle ();
  g_assert_cmpuint (n_disconnected, ==, 1);
  g_assert_false (mcp_client_is_connected (fixture->client));
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/client/session/" path, McpFixture, data, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/client/session/address", test_address);
  ADD ("open", NULL, test_open);
  ADD ("close", NULL, test_close);
  ADD ("no-session", NULL, test_no_session);
  ADD ("versions/2025-11-25", "2025-11-25", test_versions);
  ADD ("versions/2025-06-18", "2025-06-18", test_versions);
  ADD ("versions/2025-03-26", "2025-03-26", test_versions);
  ADD ("unknown-version", NULL, test_unknown_version);
  ADD ("bad-session-id", NULL, test_bad_session_id);
  ADD ("shared", NULL, test_shared);
  ADD ("cancel", NULL, test_cancel);
  ADD ("forgotten", GUINT_TO_POINTER (404), test_forgotten);
  ADD ("forgotten-400", GUINT_TO_POINTER (400), test_forgotten);
  ADD ("forgotten-twice", NULL, test_forgotten_twice);
  ADD ("gone", NULL, test_gone);

  return g_test_run ();
}
