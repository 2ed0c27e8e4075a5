/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A CribConnection with a server behind oidc-provider: found out, signed in, listed, run. */

#include "config.h"

#include "crib-connection.h"
#include "file-vault.h"
#include "mcp-content.h"
#include "oidc-fixture.h"
#include "vault-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  OidcServer *server;
  OidcPerson *person;
  FileVault *vault;
  CribServer *saved;
  CribIdentity *identity;
  CribConnection *connection;
  char *directory;
  char *vault_path;
  char *accounts_path;
} Fixture;

static void
begin (Fixture *self)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (self->accounts_path);
  g_autoptr(GError) error = NULL;

  crib_trust_add_for_run (trust, oidc_fixture_new_entry (oidc_server_get_issuer (self->server)),
                          &error);
  g_assert_no_error (error);
  crib_account_store_load (accounts);
  self->vault = file_vault_new (self->vault_path);
  self->identity = crib_identity_new (trust, accounts, VAULT_STORE (self->vault));
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (self->person));
  self->connection = crib_connection_new (self->saved, self->identity);
}

static void
end (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_close_async (self->connection, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  crib_connection_close_finish (self->connection, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&self->connection));
  g_assert_finalize_object (g_steal_pointer (&self->identity));
  g_assert_finalize_object (g_steal_pointer (&self->vault));
}

/* What a new start of the program finds. */
static void
begin_again (Fixture *self)
{
  end (self);
  begin (self);
}

static void
fixture_set_up (Fixture       *self,
                gconstpointer  options)
{
  g_autoptr(GError) error = NULL;

  if (!oidc_server_is_installed ())
    return;

  self->directory = g_dir_make_tmp ("toolcrib-oidc-XXXXXX", &error);
  g_assert_no_error (error);
  self->vault_path = g_build_filename (self->directory, "item", NULL);
  self->accounts_path = g_build_filename (self->directory, "accounts.json", NULL);
  self->server = oidc_server_new (options);
  self->person = oidc_person_new ();
  self->saved = crib_server_new ("Protected", oidc_server_get_resource (self->server));
  crib_server_set_client_id (self->saved, oidc_server_get_client_id (self->server));
  begin (self);
}

static void
fixture_tear_down (Fixture       *self,
                   gconstpointer  options)
{
  if (self->server == NULL)
    return;

  end (self);
  g_assert_finalize_object (self->saved);
  g_assert_finalize_object (self->person);
  oidc_server_free (self->server);
  g_unlink (self->vault_path);
  g_unlink (self->accounts_path);
  g_rmdir (self->directory);
  g_free (self->vault_path);
  g_free (self->accounts_path);
  g_free (self->directory);
}

static gboolean
is_missing (Fixture *self)
{
  if (self->server == NULL)
    g_test_skip ("oidc-provider is not installed: ./run tests does that");

  return self->server == NULL;
}

static void
sign_in (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_sign_in_async (self->connection, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  crib_connection_sign_in_finish (self->connection, result, &error);
  g_assert_no_error (error);
}

static gboolean
open_server (Fixture  *self,
             GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_open_async (self->connection, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return crib_connection_open_finish (self->connection, result, error);
}

/* Nothing pops up where there is nobody to ask. */
static void
assert_nobody_signed_in (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  CribProblem *problem;

  crib_identity_set_prompter (self->identity, NULL);
  g_assert_false (open_server (self, &error));
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (self->person));

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_SIGN_IN);
}

/* The tool's answer is the subject of the token that the run carried. */
static void
assert_runs_as (Fixture    *self,
                const char *name)
{
  McpTool *tool = crib_connection_find_tool (self->connection, "whoami");
  g_autoptr(CribRun) run = NULL;
  g_autoptr(McpContent) content = NULL;

  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_CONNECTED);
  g_assert_true (crib_connection_is_protected (self->connection));
  g_assert_nonnull (tool);

  run = g_object_ref (crib_connection_run_tool (self->connection, tool, NULL));
  while (crib_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (crib_run_get_error (run));
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_DONE);

  content = g_list_model_get_item (mcp_tool_result_get_contents (crib_run_get_result (run)), 0);
  g_assert_cmpstr (mcp_content_get_text (content), ==, name);
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  if (is_missing (fixture))
    return;

  sign_in (fixture);
  assert_runs_as (fixture, "ada");
  g_assert_cmpuint (fixture->person->n_prompts, ==, 1);
  g_assert_cmpstr (oauth_account_get_username (crib_connection_get_account (fixture->connection)),
                   ==, "ada@example.com");
}

/* What a challenge names is asked for and nothing else, not even who it is. */
static void
test_challenged (Fixture       *fixture,
                 gconstpointer  data)
{
  if (is_missing (fixture))
    return;

  assert_nobody_signed_in (fixture);
  sign_in (fixture);
  assert_runs_as (fixture, "ada");
  g_assert_null (oauth_account_get_username (crib_connection_get_account (fixture->connection)));
  g_assert_cmpuint (oidc_server_count (fixture->server, "scope=mcp:tools", "nonce=no", NULL), >, 0);
}

/* Each token is stale at once, so that each request brings a new one; nobody is asked for it. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  if (is_missing (fixture))
    return;

  sign_in (fixture);
  assert_runs_as (fixture, "ada");
  begin_again (fixture);
  open_server (fixture, &error);
  g_assert_no_error (error);
  assert_runs_as (fixture, "ada");

  g_assert_cmpuint (fixture->person->n_prompts, ==, 1);
  g_assert_cmpuint (oidc_server_count (fixture->server, "token refresh_token", "; ok", NULL), >, 1);
  g_assert_cmpuint (oidc_server_count (fixture->server, "already used", NULL), ==, 0);
}

/* The sign-in was revoked since: that is said once, by nobody being signed in, and one press of the
 * button later all is well. */
static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *old = NULL;

  if (is_missing (fixture))
    return;

  sign_in (fixture);
  old = file_vault_dup_text (fixture->vault);
  assert_runs_as (fixture, "ada");
  file_vault_put_text (fixture->vault, old);

  begin_again (fixture);
  assert_nobody_signed_in (fixture);
  g_assert_cmpuint (oidc_server_count (fixture->server, "already used", NULL), ==, 1);

  sign_in (fixture);
  assert_runs_as (fixture, "ada");
}

static const char * const stale[] = { "expires_in=5", NULL };
static const char * const challenged[] = { "challenge=scope", "scopes=openid profile", NULL };

#define add_test(path, options, func) \
  g_test_add (path, Fixture, options, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  oidc_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add_test ("/oidc-connection/sign-in", NULL, test_sign_in);
  add_test ("/oidc-connection/challenged", challenged, test_challenged);
  add_test ("/oidc-connection/restart", stale, test_restart);
  add_test ("/oidc-connection/revoked", stale, test_revoked);

  status = g_test_run ();
  oidc_fixture_end ();

  return status;
}
