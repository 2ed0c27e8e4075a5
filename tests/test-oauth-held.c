/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "oauth-sign-out.h"
#include "vault-memory.h"

/* Signs in where the vault takes nothing. */
static OauthAccount *
enter_unstored (OauthFixture *fixture)
{
  OauthAccount *account;

  fixture->mock->expires_in = 4;
  fixture->vault->store_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No keyring.");
  account = oauth_fixture_enter (fixture);
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);
  g_assert_true (oauth_client_holds (fixture->client));

  return account;
}

static OauthClient *
new_client (OauthFixture *fixture,
            const char   *client_id)
{
  return oauth_client_new (fixture->authority, client_id, NULL, VAULT_STORE (fixture->vault));
}

static OauthToken *
renew (OauthFixture  *fixture,
       OauthClient   *client,
       OauthAccount  *account,
       GError       **error)
{
  oauth_fixture_ask (fixture, client, account, NULL, NULL, &fixture->result);

  return oauth_fixture_answer (client, &fixture->result, error);
}

/* Nobody signs in twice because there are two clients: of two tenants, say. */
static void
test_shared (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_unstored (fixture);
  OauthClient *other = new_client (fixture, MOCK_CLIENT);
  OauthClient *stranger = new_client (fixture, "client-2");
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  g_assert_true (oauth_client_holds (other));
  g_assert_false (oauth_client_holds (stranger));
  token = renew (fixture, other, account, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-2");
  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
  g_clear_object (&token);

  /* What came new is the only one that is good, for the first as well. */
  g_clear_error (&fixture->vault->store_error);
  token = renew (fixture, fixture->client, account, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->mock->n_reused, ==, 0);
  g_assert_false (oauth_client_holds (other));

  g_clear_object (&token);
  oauth_fixture_settle ();
  g_assert_finalize_object (other);
  g_assert_finalize_object (stranger);
}

/* Whoever signs out leaves nothing, also where no client is left that knew of it. */
static void
test_signed_out (OauthFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_unstored (fixture);
  g_autoptr(GError) error = NULL;

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  g_assert_true (oauth_client_holds (fixture->client));
  oauth_sign_out_async (VAULT_STORE (fixture->vault), account, NULL, oauth_fixture_keep_cb,
                        &fixture->result);
  oauth_fixture_await (&fixture->result);
  g_assert_true (oauth_sign_out_finish (fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);

  g_assert_false (oauth_client_holds (fixture->client));
  g_assert_null (renew (fixture, fixture->client, account, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
}

/* A sign-in that cannot be cleared is not over. */
static void
test_not_cleared (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_unstored (fixture);
  g_autoptr(GError) error = NULL;

  fixture->vault->clear_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No.");
  oauth_sign_out_async (VAULT_STORE (fixture->vault), account, NULL, oauth_fixture_keep_cb,
                        &fixture->result);
  oauth_fixture_await (&fixture->result);
  g_assert_false (oauth_sign_out_finish (fixture->result, &error));
  g_clear_object (&fixture->result);
  g_assert_true (oauth_client_holds (fixture->client));
}

/* "Only until I close": it goes along. */
static void
test_other_vault (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_unstored (fixture);
  g_autoptr(VaultMemory) memory = vault_memory_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  OauthClient *left = NULL;

  oauth_client_set_vault (fixture->client, VAULT_STORE (memory));
  left = new_client (fixture, MOCK_CLIENT);
  g_assert_true (oauth_client_holds (fixture->client));
  g_assert_false (oauth_client_holds (left));
  token = oauth_fixture_renew (fixture, account, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (oauth_client_holds (fixture->client));

  g_clear_object (&token);
  oauth_fixture_settle ();
  g_assert_finalize_object (left);
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/oauth/held/" name, OauthFixture, NULL, oauth_fixture_set_up, function, \
              oauth_fixture_tear_down)

  add ("shared", test_shared);
  add ("signed-out", test_signed_out);
  add ("not-cleared", test_not_cleared);
  add ("other-vault", test_other_vault);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
