/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "oauth-sign-out.h"
#include "oauth-stored-account.h"
#include "vault-memory.h"

#include <string.h>

#define AFTER "https://id.example.com/after?x=1"

static void
publish (OauthFixture *fixture,
         char        **metadata)
{
  *metadata = g_strdup_printf (",\"end_session_endpoint\":\"%s/logout\"", fixture->mock->issuer);
  fixture->mock->more_metadata = *metadata;
  oauth_fixture_renew_client (fixture);
}

/* OpenID Connect RP-Initiated Logout §2. */
static void
test_uri (OauthFixture  *fixture,
          gconstpointer  data)
{
  g_autofree char *metadata = NULL;
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *wanted_bare = NULL;

  publish (fixture, &metadata);
  account = oauth_fixture_enter (fixture);
  uri = oauth_client_dup_sign_out_uri (fixture->client, account, AFTER);
  bare = oauth_client_dup_sign_out_uri (fixture->client, account, NULL);
  wanted_bare = g_strconcat (fixture->mock->issuer, "/logout?client_id=" MOCK_CLIENT, NULL);
  wanted = g_strconcat (wanted_bare, "&post_logout_redirect_uri="
                        "https%3A%2F%2Fid.example.com%2Fafter%3Fx%3D1", NULL);
  g_assert_cmpstr (uri, ==, wanted);
  g_assert_cmpstr (bare, ==, wanted_bare);
}

/* Never the name by which people sign in (entra.md 6), only the authority's own hint. */
static void
test_hint (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *metadata = NULL;
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *uri = NULL;

  publish (fixture, &metadata);
  account = g_object_new (OAUTH_TYPE_ACCOUNT,
                          "id", "x",
                          "username", "ada@contoso.example",
                          "authority", fixture->mock->issuer,
                          "issuer", fixture->mock->issuer,
                          "client-id", MOCK_CLIENT,
                          "login-hint", "O.1&x",
                          NULL);
  uri = oauth_client_dup_sign_out_uri (fixture->client, account, NULL);
  g_assert_true (g_str_has_suffix (uri, "&logout_hint=O.1%26x"));
  g_assert_null (strstr (uri, "ada"));
}

static void
test_none (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *metadata = NULL;
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(OauthAccount) stranger = g_object_new (OAUTH_TYPE_ACCOUNT,
                                                   "id", "x",
                                                   "authority", "https://other.example",
                                                   "issuer", "https://other.example",
                                                   "client-id", MOCK_CLIENT,
                                                   NULL);

  g_assert_null (oauth_client_dup_sign_out_uri (fixture->client, account, AFTER));

  oauth_fixture_settle ();
  publish (fixture, &metadata);
  g_assert_null (oauth_client_dup_sign_out_uri (fixture->client, stranger, AFTER));
}

static void
assert_empty (OauthFixture *fixture,
              VaultStore   *vault,
              VaultKey     *key)
{
  g_autoptr(GError) error = NULL;

  vault_store_lookup_async (vault, key, VAULT_ASK_NEVER, NULL, oauth_fixture_keep_cb,
                            &fixture->result);
  oauth_fixture_await (&fixture->result);
  g_assert_null (vault_store_lookup_finish (vault, fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
}

/* What was put aside of an account may still let somebody in: whoever leaves leaves none of it. */
static void
test_aside (OauthFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(VaultStore) vault = VAULT_STORE (vault_memory_new ());
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (account);
  g_autoptr(VaultKey) aside = vault_key_new_aside (key);
  g_autoptr(VaultSecret) item = vault_secret_new ("{\"v\":2,\"rt\":\"rt-0\"}", -1);
  g_autoptr(GError) error = NULL;

  oauth_fixture_settle ();
  vault_store_store_async (vault, key, item, VAULT_ASK_NEVER, NULL, NULL, NULL);
  vault_store_store_async (vault, aside, item, VAULT_ASK_NEVER, NULL, NULL, NULL);
  oauth_sign_out_async (vault, account, NULL, oauth_fixture_keep_cb, &fixture->result);
  oauth_fixture_await (&fixture->result);
  g_assert_true (oauth_sign_out_finish (fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);

  assert_empty (fixture, vault, key);
  assert_empty (fixture, vault, aside);
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/oauth/client-sign-out/" name, OauthFixture, NULL, oauth_fixture_set_up, \
              function, oauth_fixture_tear_down)

  add ("uri", test_uri);
  add ("hint", test_hint);
  add ("none", test_none);
  add ("aside", test_aside);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
