/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-discovery.h"
#include "oauth-fixture.h"
#include "oauth-generic.h"

#define N_CHILDREN 3
#define N_REFRESHES 4

static const char *program;

/* ---- a child: another Toolcrib with the same vault */

static OauthProfile *
pick (const char  *issuer,
      OauthTrust **trust,
      gpointer     user_data,
      GError     **error)
{
  MockAuthority named = { .issuer = (char *) issuer };

  *trust = mock_authority_dup_trust (&named);

  return oauth_generic_new ();
}

static OauthAuthority *
discover (const char *issuer)
{
  g_autoptr(OauthDiscovery) discovery = oauth_discovery_new (pick, NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  oauth_discovery_load_authority_async (discovery, issuer, NULL, oauth_fixture_keep_cb, &result);
  oauth_fixture_await (&result);
  authority = oauth_discovery_load_authority_finish (discovery, result, &error);
  g_assert_no_error (error);

  return authority;
}

static int
refresh_often (const char *issuer,
               const char *path)
{
  g_autoptr(FileVault) vault = file_vault_new (path);
  g_autoptr(OauthAuthority) authority = discover (issuer);
  g_autoptr(OauthClient) client = NULL;
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *id = g_strconcat (issuer, " sub-ada", NULL);
  OauthFixture fixture = { 0 };

  client = oauth_client_new (authority, MOCK_CLIENT, NULL, VAULT_STORE (vault));
  account = g_object_new (OAUTH_TYPE_ACCOUNT,
                          "id", id,
                          "authority", issuer,
                          "issuer", issuer,
                          "client-id", MOCK_CLIENT,
                          NULL);

  for (guint i = 0; i < N_REFRESHES; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthToken) token = NULL;
      GAsyncResult *result = NULL;

      oauth_fixture_ask (&fixture, client, account, NULL, NULL, &result);
      token = oauth_fixture_answer (client, &result, &error);
      g_assert_no_error (error);
    }

  return 0;
}

/* ---- the test */

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  guint *n_ended = user_data;
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  (*n_ended)++;
}

/* Each has a token of its own that is stale at once, so each refreshes each time; a strict
 * authority sees no refresh token twice, and no two requests at once. */
static void
test_at_once (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *item = NULL;
  guint n_ended = 0;

  fixture->mock->expires_in = 1;
  account = oauth_fixture_enter (fixture);
  fixture->mock->delay = 10;

  for (guint i = 0; i < N_CHILDREN; i++)
    {
      g_autoptr(GSubprocess) child = NULL;
      g_autoptr(GError) error = NULL;

      child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--refresh",
                                fixture->mock->issuer, fixture->vault->path, NULL);
      g_assert_no_error (error);
      g_subprocess_wait_check_async (child, NULL, ended_cb, &n_ended);
    }

  while (n_ended < N_CHILDREN)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
  g_assert_cmpuint (fixture->mock->n_at_once, ==, 1);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1 + N_CHILDREN * N_REFRESHES);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--refresh"))
    return refresh_often (argv[2], argv[3]);

  program = argv[0];
  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/oauth/client-process/at-once", OauthFixture, NULL, oauth_fixture_set_up,
              test_at_once, oauth_fixture_tear_down);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
