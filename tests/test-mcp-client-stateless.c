/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#include <string.h>

#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}"
#define TOOL(name, header) "{\"name\":\"" name "\",\"inputSchema\":{\"properties\":{\"a\":" \
                           "{\"type\":\"string\",\"x-mcp-header\":\"" header "\"}}}}"

static void
wait_call (McpFixture *fixture,
           const char *method,
           const char *result)
{
  mcp_fixture_reply (mcp_fixture_wait (fixture, method), result);
}

static void
list_tools (McpFixture *fixture,
            const char *result)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  fixture->is_modern = TRUE;
  g_assert_true (mcp_client_set_protocol (fixture->client, "2026-07-28"));
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  wait_call (fixture, "server/discover", DISCOVERED);
  wait_call (fixture, "tools/list", result);
  g_assert_true (mcp_client_list_tools_finish (fixture->client, mcp_fixture_wait_result (&place),
                                               &error));
  g_assert_no_error (error);
}

static void
start_call (McpFixture    *fixture,
            McpRequest    *request,
            GAsyncResult **place)
{
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, place);
}

static SjsonValue *
finish_call (McpFixture    *fixture,
             GAsyncResult **place,
             GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_client_send_finish (fixture->client, result, error);
}

static McpRequest *
request_new (void)
{
  g_autoptr(SjsonValue) arguments = parse_value ("{\"a\":\"eu\"}");

  return mcp_request_new_call_tool ("good", arguments);
}

/* A tool that cannot be called as it wants to be is left out; a call carries what its schema
 * says. */
static void
test_headers (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(McpRequest) request = request_new ();
  g_autoptr(SjsonValue) value = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  g_test_expect_message ("mcp", G_LOG_LEVEL_MESSAGE, "*bad*left out*");
  list_tools (fixture, "{\"tools\":[" TOOL ("good", "Region") "," TOOL ("bad", "a b") "]}");
  g_test_assert_expected_messages ();
  g_assert_null (mcp_client_find_tool (fixture->client, "bad"));
  g_assert_nonnull (mcp_client_find_tool (fixture->client, "good"));

  start_call (fixture, request, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Param-Region"), ==, "eu");
  mcp_fixture_reply (exchange, "{}");
  value = finish_call (fixture, &place, NULL);
  g_assert_nonnull (value);
}

/* A server whose schema has changed meanwhile says so; it is asked for the new one, once. */
static void
test_changed_headers (McpFixture    *fixture,
                      gconstpointer  data)
{
  const char *refusal = "{\"error\":{\"code\":-32020,\"message\":\"Mcp-Param-Zone missing\"}}";
  g_autoptr(McpRequest) request = request_new ();
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  list_tools (fixture, "{\"tools\":[" TOOL ("good", "Region") "]}");
  start_call (fixture, request, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 400, "application/json", refusal);
  wait_call (fixture, "tools/list", "{\"tools\":[" TOOL ("good", "Zone") "]}");
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Param-Zone"), ==, "eu");
  g_assert_null (mock_exchange_get_header (exchange, "Mcp-Param-Region"));
  mock_exchange_reply (exchange, 400, "application/json", refusal);
  value = finish_call (fixture, &place, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 2);
}

static gboolean
accept_cb (McpRequest  *request,
           McpQuestion *question,
           gpointer     user_data)
{
  g_autoptr(SjsonValue) content = parse_value ("{\"yes\":true}");

  mcp_question_accept (question, content);

  return TRUE;
}

/* MCP 2026-07-28, "Multi Round-Trip Requests", as its traces show it; and nothing of it clings to
 * the next call. */
static void
test_rounds (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(McpRequest) request = request_new ();
  g_autoptr(SjsonValue) value = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  list_tools (fixture, "{\"tools\":[]}");
  g_signal_connect (request, "input-requested", G_CALLBACK (accept_cb), NULL);
  start_call (fixture, request, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "clientCapabilities\":{\"elicitation\":{\"form\":{}}}"));
  mcp_fixture_reply (exchange, "{\"resultType\":\"input_required\",\"requestState\":\"s1\","
                     "\"inputRequests\":{\"ok\":{\"method\":\"elicitation/create\",\"params\":"
                     "{\"message\":\"m\",\"requestedSchema\":{}}}}}");
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), "\"inputResponses\":{\"ok\":"
                            "{\"action\":\"accept\",\"content\":{\"yes\":true}}}"));
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), "\"requestState\":\"s1\""));
  mcp_fixture_reply (exchange, "{\"resultType\":\"complete\",\"content\":[]}");
  value = finish_call (fixture, &place, NULL);
  g_assert_nonnull (value);

  start_call (fixture, request, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_null (strstr (mock_exchange_get_body (exchange), "requestState"));
  g_assert_null (strstr (mock_exchange_get_body (exchange), "inputResponses"));
  mcp_fixture_reply (exchange, "{}");
  g_clear_pointer (&value, sjson_value_free);
  value = finish_call (fixture, &place, NULL);
  g_assert_nonnull (value);
}

/* A kind of answer that nobody has agreed on is none. */
static void
test_unknown_kind (McpFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(McpRequest) request = request_new ();
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;

  list_tools (fixture, "{\"tools\":[]}");
  start_call (fixture, request, &place);
  wait_call (fixture, "tools/call", "{\"resultType\":\"later\"}");
  value = finish_call (fixture, &place, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mcp/client-stateless/headers", McpFixture, NULL, mcp_fixture_set_up,
              test_headers, mcp_fixture_tear_down);
  g_test_add ("/mcp/client-stateless/changed-headers", McpFixture, NULL, mcp_fixture_set_up,
              test_changed_headers, mcp_fixture_tear_down);
  g_test_add ("/mcp/client-stateless/rounds", McpFixture, NULL, mcp_fixture_set_up,
              test_rounds, mcp_fixture_tear_down);
  g_test_add ("/mcp/client-stateless/unknown-kind", McpFixture, NULL, mcp_fixture_set_up,
              test_unknown_kind, mcp_fixture_tear_down);

  return g_test_run ();
}
