/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection.h"

#include "oauth-error.h"
#include "sign-in-fixture.h"

#include <string.h>

/* Challenges of the protected server that no call meets: at the end of a session, while lists are
 * fetched, when nobody is there; and refusals whose reason the token knows. */

#define STRONGER "{\"challenge\":\"auth_context:c1\"}"

static void
assert_pages (SignInFixture *self,
              guint          count)
{
  g_assert_cmpuint (self->person->prompts->len, ==, count);
}

/* Nobody is kept from leaving, nor asked anything at the door. */
static void
test_farewell (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/guard", STRONGER);
  g_assert_true (sign_in_fixture_sign_out (self->connection, &error));
  g_assert_no_error (error);
  assert_pages (self, 1);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
}

/* At the start nobody waits: it is said, and the button brings the page and the tools. */
static void
test_lists (SignInFixture *self,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  OauthPrompt *page;

  sign_in_fixture_enter (self);
  sign_in_fixture_restart (self);
  sign_in_fixture_control (self, "/guard", STRONGER);
  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  assert_pages (self, 1);
  g_clear_error (&error);

  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_no_error (error);
  assert_pages (self, 2);
  page = tenant_prompter_get_last (self->person);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (page), "acrs"));
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_CONNECTED);
  sign_in_fixture_assert_run (self->connection);
  assert_pages (self, 2);
}

/* Who said that a person is needed is not asked again for a while; the person's button does not
 * wait for that. */
static void
test_button_during_rest (SignInFixture *self,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n_tokens;

  sign_in_fixture_enter (self);
  sign_in_fixture_restart (self);
  sign_in_fixture_control (self, "/revoke", "{}");
  sign_in_fixture_control (self, "/fault", "{\"server\":\"tenant\",\"endpoint\":\"token\","
                                           "\"kind\":\"token_error\","
                                           "\"error\":\"interaction_required\",\"codes\":[50076]}");
  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_clear_error (&error);
  n_tokens = sign_in_fixture_count (self, "token");

  /* No request in vain. */
  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens);
  assert_pages (self, 1);
  g_clear_error (&error);

  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_no_error (error);
  assert_pages (self, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);
}

/* The original's trap: a token that holds more than the one scope that is looked for. */
static void
test_exact_scope (SignInFixture *self,
                  gconstpointer  data)
{
  g_autofree char *scope = NULL;
  g_autoptr(GError) error = NULL;
  const char * const *scopes;
  CribProblem *problem;

  sign_in_fixture_enter (self);
  scopes = crib_protection_get_scopes (crib_connection_get_protection (self->connection));
  while (!g_str_has_suffix (*scopes, "/mcp:tools"))
    scopes++;
  scope = g_strdup_printf ("%s %.*sother", *scopes, (int) (strlen (*scopes) - strlen ("tools")),
                           *scopes);

  /* Which is what the stand-in does by itself. */
  crib_server_set_scope (self->server, scope);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The token holds more permissions than the server looks for");
}

/* A role is nothing that a sign-in brings: no page, and no wrong reason. */
static void
test_role (SignInFixture *self,
           gconstpointer  data)
{
  CribRun *run;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/guard", "{\"forbid\":\"role\"}");
  run = sign_in_fixture_run (self->connection);
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_cmpstr (crib_problem_get_title (crib_run_get_problem (run)), ==,
                   "Contoso Orders does not let you in");
  assert_pages (self, 1);
}

#define ADD(path, function) \
  g_test_add ("/crib/connection-challenges/" path, SignInFixture, NULL, sign_in_fixture_set_up, \
              function, sign_in_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("farewell", test_farewell);
  ADD ("lists", test_lists);
  ADD ("button-during-rest", test_button_during_rest);
  ADD ("exact-scope", test_exact_scope);
  ADD ("role", test_role);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
