/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"

/* More than libsoup has connections for by itself, and more than anybody has tools open. */
#define N_LONG 24

#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{" \
                   "\"listChanged\":true}}}"

static void
start_call (McpFixture    *fixture,
            const char    *tool,
            GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool (tool, NULL);

  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, place);
}

static void
finish_call (McpFixture    *fixture,
             GAsyncResult **place)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonValue) value = mcp_client_send_finish (fixture->client, result, &error);

  g_assert_no_error (error);
  *place = NULL;
}

/* Long calls that stream, with the stream of what changes beside them, keep no short one from
 * being asked and answered; then each gets its own answer, the last first. */
static void
test_concurrency (McpFixture    *fixture,
                  gconstpointer  data)
{
  const char *version = data;
  GAsyncResult *places[N_LONG] = { NULL };
  MockExchange *exchanges[N_LONG];
  GAsyncResult *place = NULL;

  fixture->offers_stream = TRUE;
  fixture->is_modern = g_str_equal (version, "2026-07-28");
  mcp_client_set_protocol (fixture->client, version);
  mcp_client_watch_all (fixture->client);
  start_call (fixture, "long", &places[0]);

  if (fixture->is_modern)
    mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);

  mcp_fixture_start (mcp_fixture_wait (fixture, fixture->is_modern ? "subscriptions/listen"
                                                                   : "GET"));

  for (guint i = 0; i < N_LONG; i++)
    {
      if (i > 0)
        start_call (fixture, "long", &places[i]);

      exchanges[i] = mcp_fixture_wait (fixture, "tools/call");
      mcp_fixture_start (exchanges[i]);
    }

  for (guint i = 0; i < 3; i++)
    {
      start_call (fixture, "short", &place);
      mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{}");
      finish_call (fixture, &place);
    }

  for (guint i = N_LONG; i > 0; i--)
    {
      g_assert_null (places[i - 1]);
      mcp_fixture_write (exchanges[i - 1], "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}}");
      finish_call (fixture, &places[i - 1]);
      mock_exchange_end (exchanges[i - 1]);
    }

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, N_LONG + 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mcp/client-concurrency/stateless", McpFixture, "2026-07-28", mcp_fixture_set_up,
              test_concurrency, mcp_fixture_tear_down);
  g_test_add ("/mcp/client-concurrency/session", McpFixture, "2025-11-25", mcp_fixture_set_up,
              test_concurrency, mcp_fixture_tear_down);

  return g_test_run ();
}
