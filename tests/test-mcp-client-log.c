/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#define LEVEL "io.modelcontextprotocol/logLevel"

static void
start_call (McpFixture    *fixture,
            GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);

  mcp_client_call_tool_async (fixture->client, request, NULL, mcp_fixture_ready_cb, place);
}

static void
end_call (McpFixture    *fixture,
          GAsyncResult **place)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);
  g_autoptr(McpToolResult) tool_result = NULL;

  *place = NULL;
  tool_result = mcp_client_call_tool_finish (fixture->client, result, NULL);
  g_assert_nonnull (tool_result);
}

static char *
dup_level (MockExchange *exchange,
           const char   *object,
           const char   *member)
{
  g_autoptr(SjsonValue) body = parse_value (mock_exchange_get_body (exchange));
  SjsonValue params;

  g_assert_true (sjson_value_get_member (body, "params", &params));

  if (object != NULL)
    g_assert_true (sjson_value_get_member (&params, object, &params));

  return sjson_value_dup_member_string (&params, member);
}

static void
test_levels (McpFixture    *fixture,
             gconstpointer  data)
{
  const char * const bad[] = { "", "Debug", "warn", "fatal", "debug ", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (mcp_client_set_log_level (fixture->client, bad[i]));

  g_assert_true (mcp_client_set_log_level (fixture->client, "emergency"));
  g_assert_true (mcp_client_set_log_level (fixture->client, NULL));
  g_assert_true (mcp_client_set_log_level (fixture->client, NULL));
}

/* A session is told when it opens, when the level changes, and when it opens anew. */
static void
test_session (McpFixture    *fixture,
              gconstpointer  data)
{
  GAsyncResult *place = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  MockExchange *exchange;

  fixture->capabilities = "{\"tools\":{},\"logging\":{}}";
  g_assert_true (mcp_client_set_log_level (fixture->client, "info"));
  start_call (fixture, &place);
  exchange = mcp_fixture_wait (fixture, "logging/setLevel");
  first = dup_level (exchange, NULL, "level");
  g_assert_cmpstr (first, ==, "info");
  mcp_fixture_reply (exchange, "{}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{\"content\":[]}");
  end_call (fixture, &place);

  g_assert_true (mcp_client_set_log_level (fixture->client, "error"));
  g_assert_true (mcp_client_set_log_level (fixture->client, "error"));
  exchange = mcp_fixture_wait (fixture, "logging/setLevel");
  second = dup_level (exchange, NULL, "level");
  g_assert_cmpstr (second, ==, "error");
  mcp_fixture_reply (exchange, "{}");

  start_call (fixture, &place);
  fixture->session_id = "session-2";
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 404, NULL, NULL);
  exchange = mcp_fixture_wait (fixture, "logging/setLevel");
  third = dup_level (exchange, NULL, "level");
  g_assert_cmpstr (third, ==, "error");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{\"content\":[]}");
  end_call (fixture, &place);
  g_assert_cmpuint (mcp_fixture_count (fixture, "logging/setLevel"), ==, 3);
}

/* A server without a log is not asked for one; the client is let go of while it is told. */
static void
test_not_offered (McpFixture    *fixture,
                  gconstpointer  data)
{
  GAsyncResult *place = NULL;

  g_assert_true (mcp_client_set_log_level (fixture->client, "info"));
  start_call (fixture, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{\"content\":[]}");
  end_call (fixture, &place);
  g_assert_true (mcp_client_set_log_level (fixture->client, "debug"));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "logging/setLevel"), ==, 0);
}

/* Without sessions each request says it, and none where nobody wants it. */
static void
test_stateless (McpFixture    *fixture,
                gconstpointer  data)
{
  const char * const levels[] = { NULL, "debug", "alert", NULL };
  GAsyncResult *place = NULL;

  fixture->is_modern = TRUE;
  g_assert_true (mcp_client_set_protocol (fixture->client, "2026-07-28"));

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *level = NULL;
      MockExchange *exchange;

      g_assert_true (mcp_client_set_log_level (fixture->client, levels[i]));
      start_call (fixture, &place);

      if (i == 0)
        mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"),
                           "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":"
                           "{\"logging\":{},\"tools\":{}}}");

      exchange = mcp_fixture_wait (fixture, "tools/call");
      level = dup_level (exchange, "_meta", LEVEL);
      g_assert_cmpstr (level, ==, levels[i]);
      mcp_fixture_reply (exchange, "{\"content\":[]}");
      end_call (fixture, &place);
    }

  g_assert_cmpuint (mcp_fixture_count (fixture, "logging/setLevel"), ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/mcp/client/log/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("levels", test_levels);
  ADD ("session", test_session);
  ADD ("not-offered", test_not_offered);
  ADD ("stateless", test_stateless);

  return g_test_run ();
}
