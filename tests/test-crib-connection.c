/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"
#include "mcp-error.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static gboolean
open_result (CribFixture   *fixture,
             GAsyncResult **result,
             GError       **error)
{
  return crib_connection_open_finish (fixture->connection, mcp_fixture_wait_result (result),
                                      error);
}

static void
test_open (CribFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GAsyncResult) third = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *tools = crib_connection_get_tools (fixture->connection);
  guint n_states = 0;

  g_signal_connect (fixture->connection, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_assert_cmpstr (crib_connection_get_state_text (fixture->connection), ==, "Not connected");
  g_assert_null (crib_connection_find_tool (fixture->connection, "a"));

  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &first);
  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &second);
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_CONNECTING);

  crib_fixture_list (fixture, TOOL ("a") "," TOOL ("b"));
  g_assert_true (open_result (fixture, &first, &error));
  g_assert_true (open_result (fixture, &second, &error));
  g_assert_no_error (error);

  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_CONNECTED);
  g_assert_false (crib_connection_is_loading (fixture->connection));
  g_assert_false (crib_connection_is_protected (fixture->connection));
  g_assert_cmpstr (crib_connection_get_server_title (fixture->connection), ==, "Mock server");
  g_assert_cmpuint (g_list_model_get_n_items (tools), ==, 2);
  g_assert_nonnull (crib_connection_find_tool (fixture->connection, "b"));
  g_assert_cmpuint (n_states, ==, 2);

  /* Open already: nobody is asked. */
  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &third);
  g_assert_true (open_result (fixture, &third, &error));
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "tools/list"), ==, 1);
}

static void
test_no_tools (CribFixture   *fixture,
               gconstpointer  data)
{
  crib_connection_open (fixture->connection);
  crib_fixture_fail (mcp_fixture_wait (&fixture->mcp, "tools/list"), -32601, "Method not found");
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
  g_assert_null (crib_connection_get_problem (fixture->connection));
}

typedef struct
{
  guint status;
  const char *content_type;
  const char *body;
  CribConnectionState state;
  CribProblemKind kind;
} Answer;

static const Answer answers[] = {
  { 401, NULL, "", CRIB_CONNECTION_SIGNED_OUT, CRIB_PROBLEM_SIGN_IN },
  { 403, NULL, "", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_FORBIDDEN },
  { 404, "text/html", "<html>", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_NOT_MCP },
  { 405, NULL, "", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_NOT_MCP },
  { 429, NULL, "", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_SERVER },
  { 500, "text/plain", "\xff\xfe", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_SERVER },
  { 503, NULL, "", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_SERVER },
  { 200, "text/html", "<html>hello</html>", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_NOT_MCP },
  { 200, "application/json", "{\"jsonrpc\":", CRIB_CONNECTION_OFFLINE, CRIB_PROBLEM_UNREACHABLE },
  { 200, "application/json", "nonsense", CRIB_CONNECTION_ATTENTION, CRIB_PROBLEM_NOT_MCP },
};

static void
test_bad_answer (CribFixture   *fixture,
                 gconstpointer  data)
{
  const Answer *answer = data;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  CribProblem *problem;

  fixture->mcp.holds_all = TRUE;
  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &result);

  /* What was cut short may be asked once more, and what seems to be nothing may be an old server
   * (MCP 2025-11-25, transports, "Backwards Compatibility"). */
  for (guint i = 0, n_streams = 0; result == NULL; g_main_context_iteration (NULL, TRUE))
    {
      if (mcp_fixture_count (&fixture->mcp, "GET") > n_streams)
        {
          mock_exchange_reply (mcp_fixture_wait (&fixture->mcp, "GET"), 404, NULL, NULL);
          g_assert_cmpuint (++n_streams, <=, 1);
        }

      if (mcp_fixture_count (&fixture->mcp, "initialize") == i)
        continue;

      mock_exchange_reply (mcp_fixture_wait (&fixture->mcp, "initialize"), answer->status,
                           answer->content_type, answer->body);
      g_assert_cmpuint (++i, <=, 2);
    }

  g_assert_false (open_result (fixture, &result, &error));
  g_assert_true (g_error_matches (crib_connection_get_error (fixture->connection),
                                  error->domain, error->code));

  problem = crib_connection_get_problem (fixture->connection);
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==, answer->state);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, answer->kind);
  g_assert_cmpint (crib_connection_is_protected (fixture->connection), ==, answer->status == 401);

  /* Again, and all is well. */
  fixture->mcp.holds_all = FALSE;
  crib_fixture_open (fixture, TOOL ("a"));
  g_assert_null (crib_connection_get_problem (fixture->connection));
}

static void
test_cut_short (CribFixture   *fixture,
                gconstpointer  data)
{
  MockExchange *exchange;

  crib_connection_open (fixture->connection);

  /* A read is tried once more by itself. */
  for (guint i = 0; i < 2; i++)
    {
      exchange = mcp_fixture_wait (&fixture->mcp, "tools/list");
      mock_exchange_start (exchange, 200, "application/json");
      mock_exchange_write (exchange, "{\"jsonrpc\":\"2.0\",", -1);
      mock_exchange_hang_up (exchange);

      while (crib_connection_get_problem (fixture->connection) == NULL &&
             mcp_fixture_count (&fixture->mcp, "tools/list") == i + 1)
        g_main_context_iteration (NULL, TRUE);

      if (crib_connection_get_problem (fixture->connection) != NULL)
        break;
    }

  g_assert_nonnull (crib_connection_get_problem (fixture->connection));
  g_assert_false (crib_connection_is_loading (fixture->connection));
  crib_fixture_open (fixture, TOOL ("a"));
}

static void
test_refused (CribFixture   *fixture,
              gconstpointer  data)
{
  crib_server_set_uri (fixture->server, "http://127.0.0.1:1/mcp");
  crib_connection_open (fixture->connection);
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_OFFLINE);
  g_assert_cmpint (crib_problem_get_kind (crib_connection_get_problem (fixture->connection)), ==,
                   CRIB_PROBLEM_UNREACHABLE);
}

static void
test_address (CribFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_server_set_uri (fixture->server, "http://example.com/mcp");
  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &result);
  g_assert_false (open_result (fixture, &result, &error));
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_ATTENTION);
  g_assert_cmpint (crib_problem_get_kind (crib_connection_get_problem (fixture->connection)), ==,
                   CRIB_PROBLEM_ADDRESS);

  /* The person corrects the address, and that is all there is to do. */
  crib_server_set_uri (fixture->server, mock_server_get_uri (fixture->mcp.server));
  crib_fixture_list (fixture, TOOL ("a"));
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
}

static void
test_new_address (CribFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *other = g_strconcat (mock_server_get_uri (fixture->mcp.server), "?2", NULL);
  GListModel *tools = crib_connection_get_tools (fixture->connection);

  crib_fixture_open (fixture, TOOL ("a") "," TOOL ("b"));
  crib_server_set_uri (fixture->server, other);
  g_assert_cmpuint (g_list_model_get_n_items (tools), ==, 0);

  crib_fixture_list (fixture, TOOL ("c"));
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (tools), ==, 1);
  g_assert_true (tools == crib_connection_get_tools (fixture->connection));
  g_assert_nonnull (crib_connection_find_tool (fixture->connection, "c"));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "DELETE"), ==, 1);
}

static void
test_cancel (CribFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_open_async (fixture->connection, cancellable, mcp_fixture_ready_cb, &first);
  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &second);
  g_cancellable_cancel (cancellable);
  g_assert_false (open_result (fixture, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* Who waits on is not disturbed. */
  crib_fixture_list (fixture, TOOL ("a"));
  g_assert_true (open_result (fixture, &second, &error));
}

static void
test_close (CribFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_open_async (fixture->connection, NULL, mcp_fixture_ready_cb, &opened);
  mcp_fixture_wait (&fixture->mcp, "tools/list");
  crib_connection_close_async (fixture->connection, NULL, mcp_fixture_ready_cb, &closed);

  g_assert_true (crib_connection_close_finish (fixture->connection,
                                               mcp_fixture_wait_result (&closed), &error));
  g_assert_false (open_result (fixture, &opened, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==, CRIB_CONNECTION_IDLE);
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "DELETE"), ==, 1);

  crib_fixture_open (fixture, TOOL ("a"));
}

/* The last reference goes while the server takes its time: tear-down looks for what is left. */
static void
test_dispose (CribFixture   *fixture,
              gconstpointer  data)
{
  crib_connection_open (fixture->connection);
  mcp_fixture_wait (&fixture->mcp, "tools/list");
}

static void
test_list_changed (CribFixture   *fixture,
                   gconstpointer  data)
{
  MockExchange *stream;
  g_autoptr(McpTool) kept = NULL;

  fixture->mcp.offers_stream = TRUE;
  crib_fixture_open (fixture, TOOL ("a") "," TOOL ("b"));
  kept = g_object_ref (crib_connection_find_tool (fixture->connection, "b"));
  stream = mcp_fixture_wait (&fixture->mcp, "GET");
  mcp_fixture_start (stream);
  mcp_fixture_write (stream, "{\"jsonrpc\":\"2.0\",\"method\":"
                             "\"notifications/tools/list_changed\"}");
  crib_fixture_list (fixture, TOOL ("b") "," TOOL ("c"));

  while (crib_connection_find_tool (fixture->connection, "c") == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (kept == crib_connection_find_tool (fixture->connection, "b"));
  g_assert_null (crib_connection_find_tool (fixture->connection, "a"));
  mock_exchange_end (stream);
}

static FormField *
get_field (CribFixture *fixture,
           const char  *pointer)
{
  McpTool *tool = crib_connection_find_tool (fixture->connection, "ship_parcels");

  return form_model_find (crib_connection_get_form (fixture->connection, tool), pointer);
}

/* The tool vanishes and returns, once as it was and once with another schema. */
static void
test_drafts (CribFixture   *fixture,
             gconstpointer  data)
{
  static const char changed[] =
    "{\"name\":\"ship_parcels\",\"inputSchema\":{\"type\":\"object\",\"properties\":{"
    "\"count\":{\"type\":\"integer\",\"maximum\":5},\"city\":{\"type\":\"string\"},"
    "\"note\":{\"type\":\"string\"},\"tags\":{\"type\":\"array\"}}}}";
  g_autoptr(FormModel) form = NULL;

  crib_fixture_open (fixture, SHIP_TOOL);
  form = g_object_ref (crib_connection_get_form (fixture->connection,
                       crib_connection_find_tool (fixture->connection, "ship_parcels")));
  form_field_set_text (get_field (fixture, "/count"), "12a");
  form_field_set_text (get_field (fixture, "/note"), "fragile");
  form_field_set_text (get_field (fixture, "/tags"), "[1, ");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GAsyncResult) closed = NULL;

      crib_connection_close_async (fixture->connection, NULL, mcp_fixture_ready_cb, &closed);
      mcp_fixture_wait_result (&closed);
      crib_fixture_open (fixture, i == 0 ? SHIP_TOOL : changed);

      g_assert_cmpstr (form_field_get_text (get_field (fixture, "/count")), ==, "12a");
      g_assert_cmpstr (form_field_get_text (get_field (fixture, "/note")), ==, "fragile");
      g_assert_cmpstr (form_field_get_text (get_field (fixture, "/tags")), ==, "[1, ");
      g_assert_cmpint (get_field (fixture, "/city") != NULL, ==, i == 1);
      g_assert_cmpint (form == crib_connection_get_form (fixture->connection,
                               crib_connection_find_tool (fixture->connection, "ship_parcels")),
                       ==, i == 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/connection/" path, CribFixture, NULL, crib_fixture_set_up, func, \
              crib_fixture_tear_down)
  ADD ("open", test_open);
  ADD ("no-tools", test_no_tools);
  ADD ("cut-short", test_cut_short);
  ADD ("refused", test_refused);
  ADD ("address", test_address);
  ADD ("new-address", test_new_address);
  ADD ("cancel", test_cancel);
  ADD ("close", test_close);
  ADD ("dispose", test_dispose);
  ADD ("list-changed", test_list_changed);
  ADD ("drafts", test_drafts);
#undef ADD

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/crib/connection/bad-answer/%u-%u",
                                               answers[i].status, i);

      g_test_add (path, CribFixture, &answers[i], crib_fixture_set_up, test_bad_answer,
                  crib_fixture_tear_down);
    }

  return g_test_run ();
}
