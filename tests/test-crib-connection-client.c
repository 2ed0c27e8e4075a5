/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define QUESTION \
  "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"elicitation/create\",\"params\":{" \
  "\"message\":\"Sure?\",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}"

static gboolean
take_cb (CribRun      *run,
         McpQuestion  *question,
         McpQuestion **place)
{
  g_assert_null (*place);
  *place = g_object_ref (question);

  return TRUE;
}

static gboolean
leave_cb (CribRun     *run,
          McpQuestion *question,
          guint       *n_left)
{
  (*n_left)++;

  return FALSE;
}

static void
assert_answered (CribFixture *fixture,
                 const char  *words)
{
  MockExchange *answer;

  while ((answer = mcp_fixture_find (&fixture->mcp, "answer")) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_test_message ("%s", mock_exchange_get_body (answer));
  g_assert_nonnull (strstr (mock_exchange_get_body (answer), words));
}

static MockExchange *
begin (CribFixture *fixture,
       McpFeatures  features)
{
  MockExchange *exchange;

  crib_connection_set_features (fixture->connection, features);
  crib_fixture_open (fixture, TOOL ("a"));
  crib_fixture_run (fixture, "a");
  exchange = mcp_fixture_wait (&fixture->mcp, "tools/call");
  mcp_fixture_start (exchange);

  return exchange;
}

static void
end (CribFixture  *fixture,
     MockExchange *exchange)
{
  CribRun *run = crib_connection_get_run (fixture->connection, "a");

  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[]}}");
  mock_exchange_end (exchange);
  crib_fixture_wait_run (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_DONE);
}

/* Whoever takes a question answers it in his own time. */
static void
test_question (CribFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(McpQuestion) question = NULL;
  MockExchange *exchange = begin (fixture, MCP_FEATURE_FORM);
  MockExchange *opening = mcp_fixture_find (&fixture->mcp, "initialize");

  g_assert_nonnull (strstr (mock_exchange_get_body (opening), "\"elicitation\":{\"form\":{}}"));
  g_signal_connect (crib_connection_get_run (fixture->connection, "a"), "question",
                    G_CALLBACK (take_cb), &question);
  mcp_fixture_write (exchange, QUESTION);

  while (question == NULL)
    g_main_context_iteration (NULL, TRUE);

  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "answer"), ==, 0);
  mcp_question_cancel (question);
  assert_answered (fixture, "\"id\":7,\"result\":{\"action\":\"cancel\"}");
  end (fixture, exchange);
}

static void
test_left (CribFixture   *fixture,
           gconstpointer  data)
{
  MockExchange *exchange = begin (fixture, MCP_FEATURE_FORM);
  guint n_left = 0;

  g_signal_connect (crib_connection_get_run (fixture->connection, "a"), "question",
                    G_CALLBACK (leave_cb), &n_left);
  mcp_fixture_write (exchange, QUESTION);
  assert_answered (fixture, "\"id\":7,\"result\":{\"action\":\"decline\"}");
  g_assert_cmpuint (n_left, ==, 1);
  end (fixture, exchange);
}

/* Nothing is declared unless somebody said that it is answered. */
static void
test_undeclared (CribFixture   *fixture,
                 gconstpointer  data)
{
  MockExchange *exchange = begin (fixture, MCP_FEATURE_NONE);
  MockExchange *opening = mcp_fixture_find (&fixture->mcp, "initialize");

  g_assert_nonnull (strstr (mock_exchange_get_body (opening), "\"capabilities\":{}"));
  mcp_fixture_write (exchange, QUESTION);
  assert_answered (fixture, "\"code\":-32601");
  end (fixture, exchange);
}

static void
test_protocol (CribFixture   *fixture,
               gconstpointer  data)
{
  MockExchange *opening;

  g_assert_false (crib_connection_set_protocol (fixture->connection, "2025-01-01"));
  g_assert_true (crib_connection_set_protocol (fixture->connection, "2025-03-26"));
  g_assert_true (crib_connection_set_protocol (fixture->connection, NULL));
  g_assert_true (crib_connection_set_protocol (fixture->connection, "2025-06-18"));
  fixture->mcp.version = "2025-06-18";
  crib_fixture_open (fixture, TOOL ("a"));
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "server/discover"), ==, 0);
  opening = mcp_fixture_find (&fixture->mcp, "initialize");
  g_assert_nonnull (strstr (mock_exchange_get_body (opening),
                            "\"protocolVersion\":\"2025-06-18\""));
}

/* A server whose revision is known is connected to without a word: that it is there shows when its
 * tools come. Removing it forgets it. */
static void
test_known (CribFixture   *fixture,
            gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("era-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "eras.json", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr(McpEraCache) cache = mcp_era_cache_new (path);
  const char *uri = crib_server_get_uri (fixture->server);

  fixture->mcp.is_modern = TRUE;
  mcp_era_cache_store (cache, uri, MCP_ERA_STATELESS, "2026-07-28");
  crib_connection_set_era_cache (fixture->connection, cache);
  crib_connection_set_asks_once (fixture->connection, TRUE);
  crib_connection_open (fixture->connection);

  while (mcp_fixture_count (&fixture->mcp, "tools/list") == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_CONNECTING);
  crib_fixture_list (fixture, TOOL ("a"));
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "server/discover"), ==, 0);

  crib_connection_forget_server (fixture->server, cache);
  g_assert_cmpint (mcp_era_cache_lookup (cache, uri), ==, MCP_ERA_UNKNOWN);
  g_remove (lock);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/connection-client/" path, CribFixture, NULL, crib_fixture_set_up, func, \
              crib_fixture_tear_down)
  ADD ("question", test_question);
  ADD ("left", test_left);
  ADD ("undeclared", test_undeclared);
  ADD ("protocol", test_protocol);
  ADD ("known", test_known);
#undef ADD

  return g_test_run ();
}
