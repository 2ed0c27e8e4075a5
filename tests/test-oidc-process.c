/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several processes, and one that dies, with one sign-in at an authority that takes each refresh
 * token once and revokes all that came of a sign-in when it sees one twice. */

#include "config.h"

#include "file-vault.h"
#include "oidc-fixture.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <stdio.h>
#include <string.h>

#define N_CHILDREN 2
#define N_REFRESHES 4
#define KEYRING "keyring"

static const char *program;

/* ---- a child: another Toolcrib with the same vault; mode, vault, then who and what for */

enum {
  ARGUMENT_MODE = 1,
  ARGUMENT_VAULT,
  ARGUMENT_ACCOUNT,
  ARGUMENT_ISSUER,
  ARGUMENT_CLIENT_ID,
  ARGUMENT_RESOURCE,
  ARGUMENT_SCOPES,
  N_ARGUMENTS
};

static void
child_set_up (OidcFixture  *self,
              char        **arguments)
{
  gboolean is_keyring = g_str_equal (arguments[ARGUMENT_VAULT], KEYRING);

  self->vault = is_keyring ? VAULT_STORE (vault_keyring_new ())
                           : VAULT_STORE (file_vault_new (arguments[ARGUMENT_VAULT]));
  self->authority = oidc_fixture_load (arguments[ARGUMENT_ISSUER]);
  self->client = oauth_client_new (self->authority, arguments[ARGUMENT_CLIENT_ID], NULL,
                                   self->vault);
  self->resource = arguments[ARGUMENT_RESOURCE];
  self->scopes = g_strsplit (arguments[ARGUMENT_SCOPES], " ", -1);
  self->sign_in = (OauthSignIn) {
    .scopes = (const char * const *) self->scopes,
    .resource = self->resource,
    .surface = -1,
  };
}

static OauthAccount *
new_account (const char *id,
             const char *issuer,
             const char *client_id)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "authority", issuer,
                       "issuer", issuer,
                       "client-id", client_id,
                       NULL);
}

static OauthAccount *
child_dup_account (char **arguments)
{
  return new_account (arguments[ARGUMENT_ACCOUNT], arguments[ARGUMENT_ISSUER],
                      arguments[ARGUMENT_CLIENT_ID]);
}

static void
say (const char *word)
{
  puts (word);
  fflush (stdout);
}

static int
child_refresh (char **arguments)
{
  OidcFixture self = { 0 };
  g_autoptr(OauthAccount) account = child_dup_account (arguments);

  child_set_up (&self, arguments);
  say ("ready");
  getchar ();

  for (guint i = 0; i < N_REFRESHES; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthToken) token = oidc_fixture_renew (&self, account, &error);

      g_assert_no_error (error);
    }

  g_object_unref (self.client);
  g_object_unref (self.authority);
  g_object_unref (self.vault);
  g_strfreev (self.scopes);

  return 0;
}

/* Says so when it has a new refresh token, and gets no further. */
static int
child_get_stuck (char     **arguments,
                 gboolean   signs_in)
{
  OidcFixture self = { 0 };
  g_autoptr(OauthAccount) account = child_dup_account (arguments);
  g_autoptr(OidcPerson) person = oidc_person_new ();
  g_autoptr(GAsyncResult) result = NULL;
  FileVault *vault;

  child_set_up (&self, arguments);
  vault = FILE_VAULT (self.vault);
  vault->is_stuck = TRUE;
  if (signs_in)
    oauth_client_acquire_interactive_async (self.client, &self.sign_in, OAUTH_PROMPTER (person),
                                            NULL, vault_fixture_keep_cb, &result);
  else
    oauth_client_acquire_silent_async (self.client, account, self.sign_in.scopes, self.resource,
                                       NULL, VAULT_ASK_NEVER, NULL, vault_fixture_keep_cb, &result);
  while (result == NULL && vault->n_stores == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  say ("received");
  vault_fixture_await (&result);

  return 1;
}

/* ---- the tests */

static GSubprocess *
spawn (OidcFixture  *self,
       const char   *mode,
       const char   *vault,
       OauthAccount *account)
{
  g_autofree char *scopes = g_strjoinv (" ", self->scopes);
  g_autoptr(GError) error = NULL;
  GSubprocess *child;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            program, mode, vault, oauth_account_get_id (account),
                            oidc_server_get_issuer (self->server),
                            oidc_server_get_client_id (self->server), self->resource, scopes, NULL);
  g_assert_no_error (error);

  return child;
}

static void
await_word (GSubprocess *child,
            const char  *word)
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, word);
}

static void
start (GSubprocess *child)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (child), "\n", 1, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Each token is stale at once and each request takes its time, so that without a lock two would
 * send the same refresh token. */
static void
refresh_at_once (OidcFixture  *self,
                 const char   *vault,
                 OauthAccount *account)
{
  GSubprocess *children[N_CHILDREN];

  for (guint i = 0; i < N_CHILDREN; i++)
    children[i] = spawn (self, "--refresh", vault, account);
  for (guint i = 0; i < N_CHILDREN; i++)
    await_word (children[i], "ready");
  for (guint i = 0; i < N_CHILDREN; i++)
    start (children[i]);

  for (guint i = 0; i < N_CHILDREN; i++)
    {
      g_autoptr(GSubprocess) child = children[i];
      g_autoptr(GError) error = NULL;

      g_subprocess_wait_check (child, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
assert_intact (OidcFixture  *self,
               OauthAccount *account)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (oidc_server_count (self->server, "already used", NULL), ==, 0);
  g_assert_cmpuint (oidc_server_count (self->server, "revoked", NULL), ==, 0);
  g_assert_cmpuint (oidc_server_count (self->server, "token refresh_token", "; ok", NULL), ==,
                    N_CHILDREN * N_REFRESHES);

  token = oidc_fixture_renew (self, account, &error);
  g_assert_no_error (error);
  oidc_fixture_assert_takes (self, token);
  g_assert_cmpuint (self->person->n_prompts, ==, 1);
}

static void
test_at_once (OidcFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  account = oidc_fixture_enter (fixture);
  refresh_at_once (fixture, fixture->vault_path, account);
  assert_intact (fixture, account);
}

static void
test_at_once_keyring (OidcFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  oidc_fixture_use_keyring (fixture);
  account = oidc_fixture_enter (fixture);
  refresh_at_once (fixture, KEYRING, account);
  assert_intact (fixture, account);
}

static void
assert_ended (OidcFixture  *self,
              OauthAccount *account,
              const char   *words)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  token = oidc_fixture_renew (self, account, &error);
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (token);
}

static void
kill_when_received (OidcFixture  *self,
                    const char   *mode,
                    OauthAccount *account)
{
  g_autoptr(GSubprocess) child = spawn (self, mode, self->vault_path, account);

  await_word (child, "received");
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
}

static void
assert_signs_in (OidcFixture  *self,
                 OauthAccount *account)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(OauthToken) renewed = NULL;
  g_autoptr(GError) error = NULL;

  token = oidc_fixture_sign_in (self, &error);
  g_assert_no_error (error);
  renewed = oidc_fixture_renew (self, account, &error);
  g_assert_no_error (error);
  oidc_fixture_assert_takes (self, renewed);
}

/* The new refresh token dies with the process, and the old one has been used: with an authority of
 * this kind the sign-in is over, which is said once and clearly, and a new one works. */
static void
test_killed (OidcFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  guint n_refreshes;

  if (oidc_fixture_is_missing (fixture))
    return;

  account = oidc_fixture_enter (fixture);
  kill_when_received (fixture, "--get-stuck", account);

  oidc_fixture_renew_client (fixture);
  assert_ended (fixture, account, "Please sign in again.");
  g_assert_cmpuint (oidc_server_count (fixture->server, "already used", NULL), ==, 1);
  g_assert_false (g_file_test (fixture->vault_path, G_FILE_TEST_EXISTS));

  n_refreshes = oidc_server_count (fixture->server, "token refresh_token", NULL);
  oidc_fixture_renew_client (fixture);
  assert_ended (fixture, account, "You are not signed in.");
  g_assert_cmpuint (oidc_server_count (fixture->server, "token refresh_token", NULL), ==,
                    n_refreshes);

  assert_signs_in (fixture, account);
}

/* Nothing was stored yet, so nobody is signed in. */
static void
test_killed_at_sign_in (OidcFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *id = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  id = g_strconcat (oidc_server_get_issuer (fixture->server), " ada", NULL);
  account = new_account (id, oidc_server_get_issuer (fixture->server),
                         oidc_server_get_client_id (fixture->server));
  kill_when_received (fixture, "--sign-in", account);

  assert_ended (fixture, account, "You are not signed in.");
  assert_signs_in (fixture, account);
}

static const char * const slow[] = { "expires_in=5", "delay=50", NULL };
static const char * const stale[] = { "expires_in=5", NULL };

#define add_test(path, options, func) \
  g_test_add (path, OidcFixture, options, oidc_fixture_set_up, func, oidc_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  if (argc == N_ARGUMENTS && g_str_equal (argv[ARGUMENT_MODE], "--refresh"))
    return child_refresh (argv);
  if (argc == N_ARGUMENTS && g_str_equal (argv[ARGUMENT_MODE], "--get-stuck"))
    return child_get_stuck (argv, FALSE);
  if (argc == N_ARGUMENTS && g_str_equal (argv[ARGUMENT_MODE], "--sign-in"))
    return child_get_stuck (argv, TRUE);

  program = argv[0];
  oidc_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add_test ("/oidc-process/at-once", slow, test_at_once);
  add_test ("/oidc-process/at-once-keyring", slow, test_at_once_keyring);
  add_test ("/oidc-process/killed", stale, test_killed);
  add_test ("/oidc-process/killed-at-sign-in", stale, test_killed_at_sign_in);

  status = g_test_run ();
  oidc_fixture_end ();

  return status;
}
