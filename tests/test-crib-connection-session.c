/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection.h"

#include "mcp-error.h"
#include "oauth-document-cache.h"
#include "oauth-error.h"
#include "sign-in-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* The last entry of the log of that method; it owns the log. */
static JsonObject *
find_last (SignInFixture  *self,
           const char     *method,
           DemoReply     **log)
{
  JsonArray *entries;
  JsonObject *found = NULL;

  *log = demo_fixture_control (&self->demo, "/log", NULL);
  entries = json_node_get_array ((*log)->json);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (g_str_equal (json_object_get_string_member (entry, "method"), method) &&
          g_str_equal (json_object_get_string_member (entry, "server"), "protected"))
        found = entry;
    }

  return found;
}

static void
wait_for (SignInFixture *self,
          const char    *method,
          guint          count)
{
  while (sign_in_fixture_count (self, method) < count)
    g_main_context_iteration (NULL, FALSE);
}

/* A server lets nobody but who began a session end it, so that it was taken says who asked. */
static void
assert_farewell (SignInFixture *self)
{
  g_autoptr(DemoReply) log = NULL;
  JsonObject *entry;

  wait_for (self, "DELETE", 1);
  sign_in_fixture_settle ();
  entry = find_last (self, "DELETE", &log);
  g_assert_nonnull (entry);
  g_assert_cmpint (json_object_get_int_member (entry, "status"), <, 300);
  g_assert_true (json_object_has_member (json_object_get_object_member (entry, "headers"),
                                         "authorization"));
}

static void
test_sign_out (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_sign_out (self->connection, &error);
  g_assert_no_error (error);
  assert_farewell (self);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
}

static void
test_switch (SignInFixture *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n_refused = 0;
  g_autoptr(DemoReply) log = NULL;
  JsonArray *entries;

  sign_in_fixture_enter (self);
  tenant_prompter_become_tom (self->person);
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error));
  g_assert_no_error (error);
  assert_farewell (self);
  sign_in_fixture_assert_run (self->connection);

  log = demo_fixture_control (&self->demo, "/log", NULL);
  entries = json_node_get_array (log->json);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    n_refused += json_object_get_int_member (json_array_get_object_element (entries, i),
                                             "status") == 403;
  g_assert_cmpuint (n_refused, ==, 0);
}

/* What was under way for Ada is told so, once; its answer is not awaited for Tom. */
static void
test_running (SignInFixture *self,
              gconstpointer  data)
{
  g_autoptr(CribRun) run = NULL;
  g_autoptr(GError) error = NULL;
  McpTool *tool;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/fault", "{\"server\":\"protected\",\"rpc\":\"tools/call\","
                           "\"kind\":\"hang\"}");
  tool = crib_connection_find_tool (self->connection, "get_current_date_time");
  run = g_object_ref (crib_connection_run_tool (self->connection, tool, NULL));
  wait_for (self, "tools/call", 1);
  tenant_prompter_become_tom (self->person);
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error));
  g_assert_no_error (error);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_error (crib_run_get_error (run), MCP_ERROR, MCP_ERROR_LOST);
  g_assert_cmpstr (crib_run_get_error (run)->message, ==,
                   "Whoever was signed in is not any more, so the answer was not awaited. The tool "
                   "may or may not have run.");
  g_assert_true (crib_connection_get_run (self->connection, "get_current_date_time") == run);
  sign_in_fixture_control (self, "/release", "{}");
  sign_in_fixture_assert_run (self->connection);
}

static void
want_scope (SignInFixture *self,
            guint          times)
{
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"protected\",\"rpc\":\"tools/call\",\"kind\":\"status\","
                           "\"times\":%u,\"status\":403,\"headers\":{\"WWW-Authenticate\":"
                           "\"Bearer error=\\\"insufficient_scope\\\", scope=\\\"mcp:tools\\\"\"}}",
                           times);
  sign_in_fixture_control (self, "/fault", fault);
}

/* At Entra somebody may have agreed long ago: no page; the call goes on, and the list is fetched
 * again. */
static void
test_step_up (SignInFixture *self,
              gconstpointer  data)
{
  guint n_lists;

  sign_in_fixture_enter (self);
  n_lists = sign_in_fixture_count (self, "tools/list");
  want_scope (self, 1);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  wait_for (self, "tools/list", n_lists + 1);
  g_assert_null (crib_connection_get_wanted_scope (self->connection));
  g_assert_cmpstr (crib_server_get_step_up_scope (self->server), ==, "mcp:tools");
}

/* Silence did not do: a person is asked, once; then the server's refusal stands, and says which
 * permission it is about. */
static void
test_step_up_in_vain (SignInFixture *self,
                      gconstpointer  data)
{
  CribRun *run;

  sign_in_fixture_enter (self);
  want_scope (self, 9);
  run = sign_in_fixture_run (self->connection);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_error (crib_run_get_error (run), MCP_ERROR, MCP_ERROR_FORBIDDEN);
  g_assert_cmpstr (crib_problem_get_title (crib_run_get_problem (run)), ==,
                   "A permission for Contoso Orders is missing");
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 3);
  g_assert_cmpstr (crib_connection_get_wanted_scope (self->connection), ==, "mcp:tools");

  run = sign_in_fixture_run (self->connection);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
}

/* A plain denial asks nobody. */
static void
test_denied (SignInFixture *self,
             gconstpointer  data)
{
  CribRun *run;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/fault", "{\"server\":\"protected\",\"rpc\":\"tools/call\","
                           "\"kind\":\"status\",\"status\":403}");
  run = sign_in_fixture_run (self->connection);
  g_assert_error (crib_run_get_error (run), MCP_ERROR, MCP_ERROR_FORBIDDEN);
  g_assert_cmpstr (crib_problem_get_title (crib_run_get_problem (run)), ==,
                   "Contoso Orders does not let you in");
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "initialize"), ==, 1);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
}

static guint
count_documents (SignInFixture *self)
{
  return sign_in_fixture_count (self, "/.well-known/oauth-protected-resource") +
         sign_in_fixture_count (self, "/.well-known/oauth-protected-resource/mcp") +
         sign_in_fixture_count (self, "discovery");
}

/* A start that finds everything in files asks for a token and for nothing else; what is
 * contradicted is asked for again. */
static void
test_documents (SignInFixture *self,
                gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("toolcrib-test-XXXXXX", NULL);
  g_autoptr(OauthDocumentCache) cache = oauth_document_cache_new (folder);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_tokens, n_gets, seconds;

  oauth_discovery_set_cache (crib_identity_get_discovery (self->identity), cache);
  sign_in_fixture_enter (self);
  g_assert_cmpuint (count_documents (self), >, 0);

  sign_in_fixture_restart (self);
  oauth_discovery_set_cache (crib_identity_get_discovery (self->identity), cache);
  n_tokens = sign_in_fixture_count (self, "token");
  n_gets = count_documents (self);
  g_assert_true (sign_in_fixture_open (self->connection, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_documents (self), ==, n_gets);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);

  /* What is asked for comes after all that is dropped. */
  oauth_document_cache_drop (cache, NULL);
  oauth_document_cache_load_async (cache, "", NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  g_assert_null (oauth_document_cache_load_finish (cache, result, &seconds));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define ADD(path, options, function) \
  g_test_add ("/crib/connection/session/" path, SignInFixture, options, sign_in_fixture_set_up, \
              function, sign_in_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("sign-out", demo_sessions_only, test_sign_out);
  ADD ("switch", demo_sessions_only, test_switch);
  ADD ("running", demo_sessions_only, test_running);
  ADD ("running/stateless", NULL, test_running);
  ADD ("step-up", demo_sessions_only, test_step_up);
  ADD ("step-up/stateless", NULL, test_step_up);
  ADD ("step-up-in-vain", NULL, test_step_up_in_vain);
  ADD ("denied", demo_sessions_only, test_denied);
  ADD ("documents", NULL, test_documents);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
