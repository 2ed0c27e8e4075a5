/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection.h"

#include "crib-error.h"
#include "mcp-error.h"
#include "oauth-error.h"
#include "sign-in-fixture.h"
#include "vault-error.h"

#include <string.h>

static void
test_sign_in (SignInFixture *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_true (crib_connection_is_protected (self->connection));
  g_assert_cmpuint (self->person->prompts->len, ==, 0);

  sign_in_fixture_enter (self);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as ada@contoso.example");
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->vault->n_stores, ==, 1);
}

static void
test_again_silently (SignInFixture *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_restart (self);

  g_assert_true (sign_in_fixture_open (self->connection, &error));
  g_assert_no_error (error);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
}

/* Somebody else may have been seen with the same keyring; at the start nobody is asked for it. */
static void
test_start_asks_nobody (SignInFixture *self,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_restart (self);
  self->vault->state = VAULT_STATE_LOCKED;

  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_cmpuint (self->vault->n_asked, ==, 0);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);

  /* Who presses the button unlocks it, and needs no page. */
  self->vault->is_unlocked_by_asking = TRUE;
  sign_in_fixture_enter (self);
  g_assert_cmpuint (self->vault->n_asked, ==, 1);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
}

static void
test_two_share_one (SignInFixture *self,
                    gconstpointer  data)
{
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (self, NULL);
  CribConnection *other = crib_connection_new (server, self->identity);
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_sign_in_async (self->connection, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 sign_in_fixture_ready_cb, &one);
  crib_connection_sign_in_async (other, CRIB_SIGN_IN_PLAIN, -1, NULL, sign_in_fixture_ready_cb,
                                 &two);
  sign_in_fixture_wait (&one);
  sign_in_fixture_wait (&two);

  crib_connection_sign_in_finish (self->connection, one, &error);
  g_assert_no_error (error);
  crib_connection_sign_in_finish (other, two, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  g_assert_cmpstr (crib_server_get_account (server), ==, crib_server_get_account (self->server));

  g_clear_object (&one);
  g_clear_object (&two);
  sign_in_fixture_close (other);
}

static void
test_sign_out (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  FormModel *form;
  McpTool *tool;

  sign_in_fixture_enter (self);
  tool = crib_connection_find_tool (self->connection, "get_random_number");
  form = crib_connection_get_form (self->connection, tool);

  sign_in_fixture_sign_out (self->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_cmpint (crib_problem_get_kind (crib_connection_get_problem (self->connection)), ==,
                   CRIB_PROBLEM_SIGN_IN);
  g_assert_cmpuint (g_list_model_get_n_items (crib_connection_get_tools (self->connection)), ==, 0);
  g_assert_null (crib_connection_get_account (self->connection));
  g_assert_null (crib_server_get_account (self->server));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 0);
  /* The sign-in, and what might have been put aside of it. */
  g_assert_cmpuint (self->vault->n_clears, ==, 2);

  g_assert_false (sign_in_fixture_open (self->connection, NULL));
  g_assert_cmpuint (self->person->prompts->len, ==, 1);

  /* What was typed stays. */
  sign_in_fixture_enter (self);
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
  tool = crib_connection_find_tool (self->connection, "get_random_number");
  g_assert_true (crib_connection_get_form (self->connection, tool) == form);
}

/* Without a keyring to clear, nobody is told that they are signed out. */
static void
test_sign_out_fails (SignInFixture *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  self->vault->state = VAULT_STATE_LOCKED;

  g_assert_false (sign_in_fixture_sign_out (self->connection, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_CONNECTED);
  g_assert_nonnull (crib_connection_get_account (self->connection));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 1);
  sign_in_fixture_assert_run (self->connection);
}

/* Another program has signed the account out: the list says so. */
static void
test_signed_out_elsewhere (SignInFixture *self,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  crib_account_store_remove (self->accounts, crib_connection_get_account (self->connection),
                             &error);
  g_assert_no_error (error);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_null (crib_connection_get_account (self->connection));
}

/* A session of another person would be refused (seed-system.md 1); where there is none, what was
 * learned for one person is asked again for the other. */
static void
test_other_account (SignInFixture *self,
                    gconstpointer  data)
{
  const char *greeting = data == demo_sessions_only ? "initialize" : "server/discover";
  g_autoptr(GError) error = NULL;
  guint greeted;

  sign_in_fixture_enter (self);
  greeted = sign_in_fixture_count (self, greeting);

  tenant_prompter_become_tom (self->person);
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as tom@contoso.example");
  g_assert_cmpuint (sign_in_fixture_count (self, greeting), ==, greeted + 1);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->person)),
                            "prompt=select_account"));
  g_assert_null (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->person)),
                         "login_hint"));
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 2);

  sign_in_fixture_restart (self);
  g_assert_true (sign_in_fixture_open (self->connection, &error));
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as tom@contoso.example");
}

static void
test_chosen_account (SignInFixture *self,
                     gconstpointer  data)
{
  g_autofree char *ada = NULL;

  sign_in_fixture_enter (self);
  ada = g_strdup (crib_server_get_account (self->server));
  tenant_prompter_become_tom (self->person);
  sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, NULL);

  crib_server_set_account (self->server, ada);
  g_assert_true (sign_in_fixture_open (self->connection, NULL));
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as ada@contoso.example");
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
}

static void
test_wrong_account (SignInFixture *self,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  tenant_prompter_become_tom (self->person);
  self->person->deed = PERSON_CHANGES_ACCOUNT;

  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT);
  g_assert_cmpstr (error->message, ==,
                   "tom@contoso.example signed in, but ada@contoso.example was asked to.");
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->person)),
                            "prompt=login"));
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->person)),
                            "login_hint=ada"));

  /* The session that there was goes on. */
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as ada@contoso.example");
  sign_in_fixture_assert_run (self->connection);
}

static void
test_cancel (SignInFixture *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->person->deed = PERSON_CANCELS;
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_error (crib_connection_get_error (self->connection), OAUTH_ERROR,
                  OAUTH_ERROR_CANCELLED);
  g_assert_false (crib_connection_is_signing_in (self->connection));

  self->person->deed = PERSON_SIGNS_IN;
  sign_in_fixture_enter (self);
  g_assert_null (crib_connection_get_problem (self->connection));
}

static void
expire_sign_in (SignInFixture *self)
{
  sign_in_fixture_control (self, "/revoke", "{}");
  sign_in_fixture_control (self, "/fault",
                           "{\"server\":\"protected\",\"rpc\":\"tools/call\",\"kind\":\"status\","
                           "\"status\":401,\"headers\":{\"WWW-Authenticate\":"
                           "\"Bearer error=\\\"invalid_token\\\"\"}}");
}

/* Revoked in the middle: whoever runs a tool signs in and gets the result. */
static void
test_run_signs_in (SignInFixture *self,
                   gconstpointer  data)
{
  sign_in_fixture_enter (self);
  expire_sign_in (self);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
  g_assert_cmpstr (oauth_prompt_get_reason (tenant_prompter_get_last (self->person)), ==,
                   "Contoso Orders asks you to sign in.");
}

static void
test_run_without_sign_in (SignInFixture *self,
                          gconstpointer  data)
{
  CribRun *run;

  sign_in_fixture_enter (self);
  expire_sign_in (self);
  self->person->deed = PERSON_CANCELS;
  run = sign_in_fixture_run (self->connection);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_error (crib_run_get_error (run), OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpstr (crib_run_get_error (run)->message, ==,
                   "The sign-in was cancelled, so the tool did not run.");
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
}

/* The page goes away with the run that wanted it. */
static void
test_run_cancelled (SignInFixture *self,
                    gconstpointer  data)
{
  McpTool *tool;
  CribRun *run;

  sign_in_fixture_enter (self);
  expire_sign_in (self);
  self->person->deed = PERSON_WAITS;
  tool = crib_connection_find_tool (self->connection, "get_current_date_time");
  run = crib_connection_run_tool (self->connection, tool, NULL);

  while (!crib_connection_is_signing_in (self->connection))
    g_main_context_iteration (NULL, TRUE);

  crib_run_cancel (run);

  while (crib_connection_is_signing_in (self->connection))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_CANCELLED);
  g_assert_cmpuint (self->person->n_put_away, ==, 1);
}

/* Another address is another server, which never sees the token of the first. */
static void
test_other_address (SignInFixture *self,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  crib_server_set_uri (self->server, self->demo.open);
  g_assert_true (sign_in_fixture_open (self->connection, &error));
  g_assert_no_error (error);
  g_assert_false (crib_connection_is_protected (self->connection));
  g_assert_null (crib_connection_get_protection (self->connection));
  g_assert_false (sign_in_fixture_saw_header (self, "open", "authorization"));
  g_assert_true (sign_in_fixture_saw_header (self, "protected", "authorization"));
}

static void
test_nobody (SignInFixture *self,
             gconstpointer  data)
{
  CribConnection *connection = crib_connection_new (self->server, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (sign_in_fixture_open (connection, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAUTHORIZED);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_false (sign_in_fixture_sign_in (connection, CRIB_SIGN_IN_PLAIN, NULL));
  sign_in_fixture_close (connection);
}

/* Each before servers of all eras, and before those that know sessions alone. */
#define ADD(path, function) \
  ADD_FOR (path, NULL, function); \
  ADD_FOR (path "/sessions", demo_sessions_only, function)
#define ADD_FOR(path, options, function) \
  g_test_add (path, SignInFixture, options, sign_in_fixture_set_up, function, \
              sign_in_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("/crib/connection/sign-in/first", test_sign_in);
  ADD ("/crib/connection/sign-in/again-silently", test_again_silently);
  ADD ("/crib/connection/sign-in/start-asks-nobody", test_start_asks_nobody);
  ADD ("/crib/connection/sign-in/two-share-one", test_two_share_one);
  ADD ("/crib/connection/sign-in/sign-out", test_sign_out);
  ADD ("/crib/connection/sign-in/sign-out-fails", test_sign_out_fails);
  ADD ("/crib/connection/sign-in/signed-out-elsewhere", test_signed_out_elsewhere);
  ADD ("/crib/connection/sign-in/other-account", test_other_account);
  ADD ("/crib/connection/sign-in/chosen-account", test_chosen_account);
  ADD ("/crib/connection/sign-in/wrong-account", test_wrong_account);
  ADD ("/crib/connection/sign-in/cancel", test_cancel);
  ADD ("/crib/connection/sign-in/run-signs-in", test_run_signs_in);
  ADD ("/crib/connection/sign-in/run-without", test_run_without_sign_in);
  ADD ("/crib/connection/sign-in/run-cancelled", test_run_cancelled);
  ADD ("/crib/connection/sign-in/other-address", test_other_address);
  ADD ("/crib/connection/sign-in/nobody", test_nobody);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
