/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"

#include <string.h>

/* Due from the beginning, and good for two hours. */
#define DUE ",\"refresh_in\":0"

static void
renewed_cb (OauthClient *client,
            OauthToken  *token,
            gpointer     user_data)
{
  g_ptr_array_add (user_data, g_object_ref (token));
}

static GPtrArray *
watch (OauthFixture *fixture)
{
  GPtrArray *renewed = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect_data (fixture->client, "token-renewed", G_CALLBACK (renewed_cb),
                         g_ptr_array_ref (renewed), (GClosureNotify) g_ptr_array_unref, 0);

  return renewed;
}

static void
assert_given (OauthFixture *fixture,
              OauthAccount *account,
              const char   *access_token)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oauth_fixture_renew (fixture, account, NULL, &error);

  g_assert_no_error (error);
  oauth_fixture_assert_token (token, access_token);
}

static OauthAccount *
enter_due (OauthFixture *fixture)
{
  fixture->mock->expires_in = 7200;
  fixture->mock->more_answer = DUE;

  return oauth_fixture_enter (fixture);
}

static void
await_requests (OauthFixture *fixture,
                guint         n_requests)
{
  while (fixture->mock->requests->len < n_requests)
    g_main_context_iteration (NULL, TRUE);
}

/* The caller gets what is good at once, and the next one what came meanwhile. */
static void
test_behind (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) renewed = watch (fixture);
  g_autoptr(OauthAccount) account = enter_due (fixture);
  g_autofree char *item = NULL;

  fixture->mock->more_answer = ",\"refresh_in\":\"3600\"";
  fixture->mock->is_holding = TRUE;
  assert_given (fixture, account, "at-1");
  await_requests (fixture, 2);
  assert_given (fixture, account, "at-1");
  g_assert_cmpuint (renewed->len, ==, 0);

  mock_authority_release (fixture->mock);
  while (renewed->len == 0)
    g_main_context_iteration (NULL, TRUE);
  oauth_fixture_assert_token (renewed->pdata[0], "at-2");
  assert_given (fixture, account, "at-2");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);

  item = file_vault_dup_text (fixture->vault);
  g_assert_nonnull (strstr (item, "\"rt\":\"rt-2\""));
}

/* Not before its time, and not without a refresh token. */
static void
test_not_due (OauthFixture  *fixture,
              gconstpointer  data)
{
  static const char * const answers[] = {
    "", ",\"refresh_in\":3600", ",\"refresh_in\":\"x\"",
    ",\"refresh_in\":null", ",\"refresh_in\":[0]",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->mock->expires_in = 7200;
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(OauthToken) other = NULL;

      fixture->mock->more_answer = answers[i];
      other = oauth_fixture_sign_in (fixture, &error);
      g_assert_no_error (error);
      g_assert_false (oauth_token_is_due (other));
    }

  fixture->mock->more_answer = DUE;
  fixture->mock->gives_refresh_token = FALSE;
  token = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (oauth_token_is_due (token));
}

/* Whatever comes of it, the token is good for as long as it is, and the authority has its rest. */
static void
test_failure (OauthFixture  *fixture,
              gconstpointer  data)
{
  static const char * const bodies[] = {
    "{\"error\":\"temporarily_unavailable\"}", "{\"error\":\"interaction_required\"}",
    "{\"error\":\"invalid_client\"}", "{\"error\":\"never_heard\"}",
    "{\"error\":\"invalid_grant\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GPtrArray) renewed = watch (fixture);
      g_autoptr(OauthAccount) account = enter_due (fixture);
      guint before = fixture->mock->requests->len;
      g_autofree char *wanted = g_strdup_printf ("at-%u", fixture->mock->n_tokens);

      g_test_message ("%s", bodies[i]);
      mock_authority_queue (fixture->mock, 400, NULL, bodies[i]);
      assert_given (fixture, account, wanted);
      await_requests (fixture, before + 1);
      /* Its answer is read, and what it leads to is over. */
      oauth_fixture_settle ();
      while (oauth_client_is_renewing (fixture->client))
        g_main_context_iteration (NULL, TRUE);

      assert_given (fixture, account, wanted);
      g_assert_cmpuint (fixture->mock->requests->len, ==, before + 1);
      g_assert_cmpuint (renewed->len, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/oauth/client-renewal/" name, OauthFixture, NULL, oauth_fixture_set_up, \
              function, oauth_fixture_tear_down)

  add ("behind", test_behind);
  add ("not-due", test_not_due);
  add ("failure", test_failure);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
