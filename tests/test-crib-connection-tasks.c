/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server goes on with by itself while we are gone. */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-connection-private.h"
#include "crib-fixture.h"
#include "crib-task-store.h"

#define DISCOVERED "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"]," \
                   "\"capabilities\":{\"tools\":{},\"extensions\":" \
                   "{\"io.modelcontextprotocol/tasks\":{}}}}"
#define CREATED "{\"resultType\":\"task\",\"taskId\":\"t-1\",\"status\":\"working\"," \
                "\"statusMessage\":\"Digging\",\"ttlMs\":60000,\"pollIntervalMs\":50}"
#define DONE "{\"resultType\":\"complete\",\"taskId\":\"t-1\",\"status\":\"completed\"," \
             "\"result\":{\"content\":[]}}"

typedef struct
{
  McpFixture mcp;
  CribServer *server;
  CribIdentity *identity;
  CribConnection *connection;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (&fixture->mcp, NULL);
  fixture->mcp.is_modern = TRUE;
  fixture->identity = crib_identity_new_in_memory ();
  fixture->server = crib_server_new ("Mock", mock_server_get_uri (fixture->mcp.server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mcp_fixture_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  g_assert_finalize_object (fixture->server);
  g_assert_finalize_object (fixture->identity);
  mcp_fixture_tear_down (&fixture->mcp, NULL);
}

/* A program of its own, so to speak. */
static void
open (Fixture      *fixture,
      CribIdentity *identity)
{
  if (fixture->connection != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->connection));

  fixture->connection = crib_connection_new (fixture->server, identity);
  crib_connection_set_protocol (fixture->connection, "2026-07-28");
  crib_connection_set_resumes_tasks (fixture->connection, TRUE);
  crib_connection_open (fixture->connection);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "server/discover"), DISCOVERED);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tools/list"), "{\"tools\":[" TOOL ("dig")
                     "]}");

  while (crib_connection_is_loading (fixture->connection) ||
         crib_connection_get_state (fixture->connection) != CRIB_CONNECTION_CONNECTED)
    g_main_context_iteration (NULL, TRUE);
}

static CribRun *
run (Fixture *fixture)
{
  McpTool *tool = crib_connection_find_tool (fixture->connection, "dig");
  CribRun *new_run = crib_connection_run_tool (fixture->connection, tool, NULL);

  return new_run;
}

static void
begin (Fixture *fixture,
       CribRun *new_run)
{
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tools/call"), CREATED);

  while (crib_run_get_task (new_run) == NULL)
    g_main_context_iteration (NULL, TRUE);

  mcp_fixture_wait (&fixture->mcp, "tasks/get");
  g_assert_cmpstr (crib_run_get_message (new_run), ==, "Digging");
}

/* Who waits may be asked to sign in. */
static void
assert_waiting (Fixture *fixture,
                guint    number)
{
  g_assert_cmpuint (fixture->connection->authorizer->n_waiting, ==, number);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_kept (Fixture *fixture,
           guint    number)
{
  VaultStore *vault = crib_identity_get_vault (fixture->identity);
  const char *uri = mock_server_get_uri (fixture->mcp.server);
  guint n = G_MAXUINT;

  while (n != number)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GPtrArray) tasks = NULL;

      crib_task_store_read_async (vault, uri, VAULT_ASK_NEVER, NULL, ready_cb, &result);

      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);

      tasks = crib_task_store_read_finish (vault, result, NULL);
      n = tasks->len;
    }
}

/* Closed, it goes on at the server; opened again, it goes on as a run of its tool. */
static void
test_taken_up (Fixture       *fixture,
               gconstpointer  data)
{
  MockExchange *exchange;
  CribRun *taken_up;

  open (fixture, fixture->identity);
  begin (fixture, run (fixture));
  assert_waiting (fixture, 1);
  wait_kept (fixture, 1);

  if (data != NULL)
    crib_connection_close_async (fixture->connection, NULL, NULL, NULL);
  else
    g_assert_finalize_object (g_steal_pointer (&fixture->connection));

  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "tasks/cancel"), ==, 0);

  open (fixture, fixture->identity);
  exchange = mcp_fixture_wait (&fixture->mcp, "tasks/get");
  assert_waiting (fixture, 0);
  mcp_fixture_reply (exchange, DONE);
  taken_up = crib_connection_get_run (fixture->connection, "dig");
  crib_fixture_wait_run (taken_up);
  assert_waiting (fixture, 0);
  g_assert_cmpint (crib_run_get_state (taken_up), ==, CRIB_RUN_DONE);
  g_assert_cmpuint (mcp_fixture_count (&fixture->mcp, "tools/call"), ==, 1);
  wait_kept (fixture, 0);
}

/* A person who stops the run stops the task, and nothing is left. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  CribRun *new_run;

  open (fixture, fixture->identity);
  new_run = run (fixture);
  begin (fixture, new_run);
  wait_kept (fixture, 1);
  crib_run_cancel (new_run);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tasks/cancel"), "{}");
  crib_fixture_wait_run (new_run);
  g_assert_cmpint (crib_run_get_state (new_run), ==, CRIB_RUN_CANCELLED);
  wait_kept (fixture, 0);
}

/* The same without a run. */
static void
test_cancelled_later (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpTask) task = NULL;
  g_autoptr(GError) error = NULL;
  CribRun *new_run;

  open (fixture, fixture->identity);
  new_run = run (fixture);
  begin (fixture, new_run);
  wait_kept (fixture, 1);
  task = g_object_ref (crib_run_get_task (new_run));
  crib_connection_close_async (fixture->connection, NULL, NULL, NULL);
  mcp_fixture_settle ();
  crib_connection_cancel_task_async (fixture->connection, task, NULL, ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "server/discover"), DISCOVERED);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tasks/cancel"), "{}");

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (crib_connection_cancel_task_finish (fixture->connection, result, &error));
  wait_kept (fixture, 0);
}

/* Somebody waits for what they ask for by its name. */
static void
test_asked_for (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(McpTask) task = NULL;
  CribRun *new_run;

  open (fixture, fixture->identity);
  new_run = run (fixture);
  begin (fixture, new_run);
  task = g_object_ref (crib_run_get_task (new_run));
  crib_connection_close_async (fixture->connection, NULL, NULL, NULL);
  mcp_fixture_settle ();
  assert_waiting (fixture, 0);

  new_run = crib_connection_resume_task (fixture->connection, task);
  assert_waiting (fixture, 1);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "server/discover"), DISCOVERED);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tasks/get"), DONE);
  crib_fixture_wait_run (new_run);
  g_assert_cmpint (crib_run_get_state (new_run), ==, CRIB_RUN_DONE);
  assert_waiting (fixture, 0);
  wait_kept (fixture, 0);
}

static void
not_kept_cb (CribRun      *new_run,
             const GError *error,
             guint        *n)
{
  (*n)++;
}

/* With nowhere to keep it, that is said. */
static void
test_not_kept (Fixture       *fixture,
               gconstpointer  data)
{
  CribRun *new_run;
  guint n = 0;

  open (fixture, NULL);
  new_run = run (fixture);
  g_signal_connect (new_run, "task-not-kept", G_CALLBACK (not_kept_cb), &n);
  begin (fixture, new_run);
  g_assert_cmpuint (n, ==, 1);
  crib_connection_close_async (fixture->connection, NULL, NULL, NULL);
}

#define add_test(name, func) \
  g_test_add ("/crib/connection-tasks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp ("toolcrib-XXXXXX", NULL);

  g_assert_nonnull (runtime);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  add_test ("taken-up", test_taken_up);
  g_test_add ("/crib/connection-tasks/closed", Fixture, "closed", set_up, test_taken_up, tear_down);
  add_test ("cancelled", test_cancelled);
  add_test ("cancelled-later", test_cancelled_later);
  add_test ("asked-for", test_asked_for);
  add_test ("not-kept", test_not_kept);

  return g_test_run ();
}
