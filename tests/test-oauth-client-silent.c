/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

static void
assert_sent (OauthFixture *fixture,
             guint         index,
             const char   *name,
             const char   *value)
{
  g_autofree char *found = mock_authority_dup_parameter (fixture->mock, index, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_item (OauthFixture *fixture,
             const char   *refresh_token)
{
  g_autofree char *item = file_vault_dup_text (fixture->vault);
  g_autofree char *wanted = g_strdup_printf ("\"rt\":\"%s\"", refresh_token);

  g_assert_nonnull (item);
  g_assert_nonnull (strstr (item, wanted));
}

static void
assert_renewed (OauthFixture *fixture,
                OauthAccount *account,
                const char   *claims,
                const char   *access_token)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oauth_fixture_renew (fixture, account, claims, &error);

  g_assert_no_error (error);
  oauth_fixture_assert_token (token, access_token);
}

/* Stale from the beginning: less than the least margin is left. */
static OauthAccount *
enter_stale (OauthFixture *fixture)
{
  fixture->mock->expires_in = 4;

  return oauth_fixture_enter (fixture);
}

static void
test_memory (OauthFixture  *fixture,
             gconstpointer  data)
{
  static const char * const turned[] = { "mcp:tools", "openid", NULL };
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);

  assert_renewed (fixture, account, NULL, "at-1");
  fixture->sign_in.scopes = turned;
  assert_renewed (fixture, account, NULL, "at-1");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);
  g_assert_cmpuint (fixture->vault->n_lookups, ==, 0);
}

static void
test_refresh (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);

  /* An echo of other scopes changes nothing of what is asked for next. */
  fixture->mock->more_answer = ",\"scope\":\"mcp:tools other/.default\"";

  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *sent = g_strdup_printf ("rt-%u", i);
      g_autofree char *stored = g_strdup_printf ("rt-%u", i + 1);
      g_autofree char *access_token = g_strdup_printf ("at-%u", i + 1);

      assert_renewed (fixture, account, NULL, access_token);
      assert_sent (fixture, i, "grant_type", "refresh_token");
      assert_sent (fixture, i, "refresh_token", sent);
      assert_sent (fixture, i, "client_id", MOCK_CLIENT);
      assert_sent (fixture, i, "scope", "openid mcp:tools");
      assert_sent (fixture, i, "resource", fixture->mock->server_uri);
      assert_sent (fixture, i, "claims", NULL);
      assert_item (fixture, stored);
    }

  g_assert_cmpint (fixture->vault->ask, ==, VAULT_ASK_NEVER);
}

/* A new start: nothing in memory. */
static void
test_restart (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  assert_renewed (fixture, account, NULL, "at-2");
  assert_item (fixture, "rt-2");
  assert_renewed (fixture, account, NULL, "at-2");
}

static void
test_other_scopes (OauthFixture  *fixture,
                   gconstpointer  data)
{
  static const char * const more[] = { "mcp:admin", NULL };
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);

  fixture->sign_in.scopes = more;
  assert_renewed (fixture, account, NULL, "at-2");
  assert_sent (fixture, 1, "scope", "mcp:admin");
}

static void
test_no_new_refresh_token (OauthFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *before = file_vault_dup_text (fixture->vault);
  g_autofree char *after = NULL;

  fixture->mock->gives_refresh_token = FALSE;
  assert_renewed (fixture, account, NULL, "at-2");
  after = file_vault_dup_text (fixture->vault);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (fixture->vault->n_stores, ==, 1);
}

static void
test_claims (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  account = oauth_fixture_enter (fixture);

  assert_renewed (fixture, account, "{\"access_token\":{}}", "at-2");
  assert_sent (fixture, 1, "claims", "{\"access_token\":{}}");
  assert_sent (fixture, 1, "client_info", "1");
  /* It takes the place of the old one. */
  assert_renewed (fixture, account, NULL, "at-2");
}

static void
test_drop_token (OauthFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oauth_fixture_sign_in (fixture, &error);

  oauth_client_drop_token (fixture->client, token);
  assert_renewed (fixture, oauth_token_get_account (token), NULL, "at-2");
}

static void
test_callers_share (OauthFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  GAsyncResult *results[5] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    oauth_fixture_ask (fixture, fixture->client, account, NULL, NULL, &results[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthToken) token = oauth_fixture_answer (fixture->client, &results[i], &error);

      g_assert_no_error (error);
      oauth_fixture_assert_token (token, "at-2");
    }

  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
}

static void
test_one_after_the_other (OauthFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  OauthClient *other = NULL;

  other = oauth_client_new (fixture->authority, MOCK_CLIENT, NULL, VAULT_STORE (fixture->vault));
  fixture->mock->delay = 20;
  oauth_fixture_ask (fixture, fixture->client, account, NULL, NULL, &first);
  oauth_fixture_ask (fixture, other, account, NULL, NULL, &second);
  g_object_unref (oauth_fixture_answer (fixture->client, &first, NULL));
  g_object_unref (oauth_fixture_answer (other, &second, NULL));

  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
  g_assert_cmpuint (fixture->mock->n_at_once, ==, 1);
  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
  assert_item (fixture, "rt-3");
  oauth_fixture_settle ();
  g_assert_finalize_object (other);
}

/* Of callers who differ in what may be asked of the keyring only, the second finds the token. */
static void
test_memory_after_lock (OauthFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;
  GAsyncResult *first = NULL;
  g_autoptr(OauthToken) one = NULL;
  g_autoptr(OauthToken) two = NULL;

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  oauth_fixture_ask (fixture, fixture->client, account, NULL, NULL, &first);
  oauth_client_acquire_silent_async (fixture->client, account, fixture->sign_in.scopes,
                                     fixture->sign_in.resource, NULL, VAULT_ASK_PERSON, NULL,
                                     oauth_fixture_keep_cb, &fixture->result);
  one = oauth_fixture_answer (fixture->client, &first, &error);
  two = oauth_fixture_answer (fixture->client, &fixture->result, &error);
  g_assert_no_error (error);
  g_assert_true (one == two);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
}

static void
test_save_failed (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);

  fixture->vault->store_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No room.");
  assert_renewed (fixture, account, NULL, "at-2");
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);
  assert_item (fixture, "rt-1");

  /* From memory, and stored as soon as that is possible, also where nothing new came. */
  g_clear_error (&fixture->vault->store_error);
  fixture->mock->gives_refresh_token = FALSE;
  assert_renewed (fixture, account, NULL, "at-3");
  assert_sent (fixture, 2, "refresh_token", "rt-2");
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);
  assert_item (fixture, "rt-2");

  /* From then on what is stored counts again. */
  fixture->mock->gives_refresh_token = TRUE;
  assert_renewed (fixture, account, NULL, "at-4");
  assert_renewed (fixture, account, NULL, "at-5");
  assert_item (fixture, "rt-5");
  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
}

static void
test_save_failed_at_sign_in (OauthFixture  *fixture,
                             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  fixture->vault->store_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No keyring.");
  account = enter_stale (fixture);
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);

  fixture->vault->lookup_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No keyring.");
  assert_renewed (fixture, account, NULL, "at-2");
  g_assert_cmpuint (fixture->n_save_failed, ==, 2);
  assert_renewed (fixture, account, NULL, "at-3");
  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
}

/* Somebody else stored a newer one since ours could not be. */
static void
test_item_is_newer (OauthFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *item = file_vault_dup_text (fixture->vault);
  g_autoptr(GString) newer = g_string_new (item);

  fixture->vault->store_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No room.");
  assert_renewed (fixture, account, NULL, "at-2");
  g_clear_error (&fixture->vault->store_error);

  g_string_replace (newer, "\"rt-1\"", "\"rt-of-another\"", 1);
  g_string_replace (newer, "\"rt_obtained\":", "\"rt_obtained\":9", 1);
  file_vault_put_text (fixture->vault, newer->str);
  g_free (fixture->mock->refresh_token);
  fixture->mock->refresh_token = g_strdup ("rt-of-another");
  assert_renewed (fixture, account, NULL, "at-3");
  assert_sent (fixture, 2, "refresh_token", "rt-of-another");
}

static gboolean
sign_out (OauthFixture  *fixture,
          OauthAccount  *account,
          GError       **error)
{
  gboolean is_out;

  oauth_client_sign_out_async (fixture->client, account, NULL, oauth_fixture_keep_cb,
                               &fixture->result);
  oauth_fixture_await (&fixture->result);
  is_out = oauth_client_sign_out_finish (fixture->client, fixture->result, error);
  g_clear_object (&fixture->result);

  return is_out;
}

static void
test_sign_out (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  fixture->vault->clear_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "Locked.");
  g_assert_false (sign_out (fixture, account, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_renewed (fixture, account, NULL, "at-1");
  g_clear_error (&error);

  g_clear_error (&fixture->vault->clear_error);
  g_assert_true (sign_out (fixture, account, &error));
  g_assert_no_error (error);
  g_assert_null (file_vault_dup_text (fixture->vault));
  g_assert_null (oauth_fixture_renew (fixture, account, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);
}

static void
add (const char *name,
     void      (*test) (OauthFixture  *fixture,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/oauth/client-silent/", name, NULL);

  g_test_add (path, OauthFixture, NULL, oauth_fixture_set_up, test, oauth_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("memory", test_memory);
  add ("refresh", test_refresh);
  add ("restart", test_restart);
  add ("other-scopes", test_other_scopes);
  add ("no-new-refresh-token", test_no_new_refresh_token);
  add ("claims", test_claims);
  add ("drop-token", test_drop_token);
  add ("callers-share", test_callers_share);
  add ("one-after-the-other", test_one_after_the_other);
  add ("memory-after-lock", test_memory_after_lock);
  add ("save-failed", test_save_failed);
  add ("save-failed-at-sign-in", test_save_failed_at_sign_in);
  add ("item-is-newer", test_item_is_newer);
  add ("sign-out", test_sign_out);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
