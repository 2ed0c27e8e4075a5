/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"
#include "mcp-error.h"
#include "sjson-fixture.h"

#define PROGRESS(progress, rest) \
  "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":" \
  "{\"progressToken\":$id,\"progress\":" progress rest "}}"
#define RESULT(text) "{\"content\":[{\"type\":\"text\",\"text\":\"" text "\"}]}"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_done (CribFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(SjsonValue) arguments = parse_value ("{\"count\":12345678901234567890}");
  g_autoptr(CribRun) run = NULL;
  MockExchange *exchange;
  guint n_states = 0;

  crib_fixture_open (fixture, SHIP_TOOL);
  run = g_object_ref (crib_connection_run_tool (fixture->connection,
                      crib_connection_find_tool (fixture->connection, "ship_parcels"), arguments));
  g_signal_connect (run, "notify::state", G_CALLBACK (count_cb), &n_states);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_RUNNING);
  g_assert_cmpfloat (crib_run_get_fraction (run), ==, -1);
  g_assert_null (crib_run_get_finished_at (run));
  g_assert_true (crib_connection_get_run (fixture->connection, "ship_parcels") == run);

  exchange = mcp_fixture_wait (&fixture->mcp, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), "12345678901234567890"));
  mcp_fixture_reply (exchange, RESULT ("shipped"));
  crib_fixture_wait_run (run);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_DONE);
  g_assert_nonnull (crib_run_get_result (run));
  g_assert_null (crib_run_get_problem (run));
  g_assert_null (crib_run_get_error (run));
  g_assert_nonnull (crib_run_get_finished_at (run));
  g_assert_cmpfloat (crib_run_get_elapsed (run), >, 0);
  g_assert_cmpfloat (crib_run_get_elapsed (run), ==, crib_run_get_elapsed (run));
  g_assert_cmpuint (n_states, ==, 1);
}

static void
test_tool_error (CribFixture   *fixture,
                 gconstpointer  data)
{
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  run = crib_fixture_run (fixture, "a");
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tools/call"),
                     "{\"content\":[],\"isError\":true}");
  crib_fixture_wait_run (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_DONE);
  g_assert_true (mcp_tool_result_is_error (crib_run_get_result (run)));
}

static void
test_progress (CribFixture   *fixture,
               gconstpointer  data)
{
  MockExchange *exchange;
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  run = crib_fixture_run (fixture, "a");
  exchange = mcp_fixture_wait (&fixture->mcp, "tools/call");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, PROGRESS ("5", ",\"total\":20,\"message\":\"Label 5\""));

  while (crib_run_get_message (run) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat (crib_run_get_fraction (run), ==, 0.25);
  g_assert_cmpstr (crib_run_get_message (run), ==, "Label 5");
  g_assert_cmpstr (crib_run_get_progress_text (run), ==, "5 of 20");

  mcp_fixture_write (exchange, PROGRESS ("7.5", ""));
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" RESULT ("x") "}");
  mock_exchange_end (exchange);
  crib_fixture_wait_run (run);
  g_assert_cmpfloat (crib_run_get_fraction (run), ==, -1);
  g_assert_cmpstr (crib_run_get_message (run), ==, "Label 5");
  g_assert_cmpstr (crib_run_get_progress_text (run), ==, "7.50");
}

/* A thousand in a breath are a few notifications, and the last of them is shown. */
static void
test_progress_flood (CribFixture   *fixture,
                     gconstpointer  data)
{
  MockExchange *exchange;
  CribRun *run;
  guint n_notifications = 0;

  crib_fixture_open (fixture, TOOL ("a"));
  run = crib_fixture_run (fixture, "a");
  g_signal_connect (run, "notify::progress-text", G_CALLBACK (count_cb), &n_notifications);
  exchange = mcp_fixture_wait (&fixture->mcp, "tools/call");
  mcp_fixture_start (exchange);

  for (guint i = 1; i <= 1000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *event = NULL;
      g_auto(GStrv) parts = g_strsplit (PROGRESS ("NUMBER", ",\"total\":1000"), "NUMBER", 2);

      event = g_strjoinv (number, parts);
      mcp_fixture_write (exchange, event);
    }

  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" RESULT ("x") "}");
  mock_exchange_end (exchange);
  crib_fixture_wait_run (run);

  g_assert_cmpstr (crib_run_get_progress_text (run), ==, "1000 of 1000");
  g_assert_cmpuint (n_notifications, >, 0);
  g_assert_cmpfloat (n_notifications, <=, 2 + 20 * crib_run_get_elapsed (run));
}

static void
test_cancel (CribFixture   *fixture,
             gconstpointer  data)
{
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  run = crib_fixture_run (fixture, "a");
  mcp_fixture_start (mcp_fixture_wait (&fixture->mcp, "tools/call"));
  crib_run_cancel (run);
  crib_fixture_wait_run (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_CANCELLED);
  g_assert_null (crib_run_get_problem (run));

  while (mcp_fixture_count (&fixture->mcp, "notifications/cancelled") == 0)
    g_main_context_iteration (NULL, TRUE);

  crib_run_cancel (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_CANCELLED);
}

static void
test_lost (CribFixture   *fixture,
           gconstpointer  data)
{
  MockExchange *exchange;
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  run = crib_fixture_run (fixture, "a");
  exchange = mcp_fixture_wait (&fixture->mcp, "tools/call");
  mock_exchange_start (exchange, 200, "application/json");
  mock_exchange_write (exchange, "{\"jsonrpc\":", -1);
  mock_exchange_hang_up (exchange);
  crib_fixture_wait_run (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_cmpint (crib_problem_get_kind (crib_run_get_problem (run)), ==, CRIB_PROBLEM_LOST);
}

typedef struct
{
  int code;
  const char *message;
  const char *tools;      /* what is listed by then; NULL as before */
  CribProblemKind kind;
} Refusal;

static const Refusal refusals[] = {
  { -32602, "count must be positive", NULL, CRIB_PROBLEM_REFUSED },
  { -32603, "An error occurred.", NULL, CRIB_PROBLEM_REFUSED },
  { -32603, "Tool a not found", NULL, CRIB_PROBLEM_REFUSED },
  { -32602, "Unknown tool: 'a'", NULL, CRIB_PROBLEM_TOOL_GONE },
  { -32601, "Tool a not found", NULL, CRIB_PROBLEM_TOOL_GONE },
  { -32602, "no such thing", TOOL ("b"), CRIB_PROBLEM_TOOL_GONE },
};

static void
change_tools (CribFixture *fixture,
              const char  *tools)
{
  MockExchange *stream = mcp_fixture_wait (&fixture->mcp, "GET");

  mcp_fixture_start (stream);
  mcp_fixture_write (stream, "{\"jsonrpc\":\"2.0\",\"method\":"
                             "\"notifications/tools/list_changed\"}");
  crib_fixture_list (fixture, tools);

  while (crib_connection_find_tool (fixture->connection, "a") != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_refused (CribFixture   *fixture,
              gconstpointer  data)
{
  const Refusal *refusal = data;
  g_autoptr(CribRun) run = NULL;
  CribProblem *problem;

  fixture->mcp.offers_stream = refusal->tools != NULL;
  crib_fixture_open (fixture, TOOL ("a"));
  run = g_object_ref (crib_fixture_run (fixture, "a"));

  if (refusal->tools != NULL)
    change_tools (fixture, refusal->tools);

  crib_fixture_fail (mcp_fixture_wait (&fixture->mcp, "tools/call"), refusal->code,
                     refusal->message);
  crib_fixture_wait_run (run);

  problem = crib_run_get_problem (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, refusal->kind);
  g_assert_nonnull (strstr (crib_problem_get_details (problem), refusal->message));
  g_assert_true (g_error_matches (crib_run_get_error (run), MCP_ERROR, MCP_ERROR_REMOTE));
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_CONNECTED);

  /* The list is older than the server's word: it is fetched again. */
  if (refusal->kind == CRIB_PROBLEM_TOOL_GONE)
    crib_fixture_list (fixture, TOOL ("c"));
}

static void
test_address (CribFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(McpTool) tool = NULL;
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  tool = g_object_ref (crib_connection_find_tool (fixture->connection, "a"));
  crib_server_set_uri (fixture->server, "nonsense://");
  run = crib_connection_run_tool (fixture->connection, tool, NULL);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_cmpint (crib_problem_get_kind (crib_run_get_problem (run)), ==, CRIB_PROBLEM_ADDRESS);
}

/* The connection goes first: the run ends by itself. */
static void
test_orphan (CribFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(CribConnection) other = crib_connection_new (fixture->server, NULL);
  g_autoptr(CribRun) run = NULL;

  crib_fixture_open (fixture, TOOL ("a"));
  run = g_object_ref (crib_connection_run_tool (other,
                      crib_connection_find_tool (fixture->connection, "a"), NULL));
  mcp_fixture_wait (&fixture->mcp, "tools/call");
  g_assert_finalize_object (g_steal_pointer (&other));
  crib_fixture_wait_run (run);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/run/" path, CribFixture, NULL, crib_fixture_set_up, func, \
              crib_fixture_tear_down)
  ADD ("done", test_done);
  ADD ("tool-error", test_tool_error);
  ADD ("progress", test_progress);
  ADD ("progress-flood", test_progress_flood);
  ADD ("cancel", test_cancel);
  ADD ("lost", test_lost);
  ADD ("address", test_address);
  ADD ("orphan", test_orphan);
#undef ADD

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/crib/run/refused/%u", i);

      g_test_add (path, CribFixture, &refusals[i], crib_fixture_set_up, test_refused,
                  crib_fixture_tear_down);
    }

  return g_test_run ();
}
