/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-fixture.h"

#include "tenant-fixture.h"

#include <string.h>

/* What a client of Entra does that a client of others does not, against the stand-in. */

#define GUS "gus@fabrikam.example"
#define CLAIMS "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}"

static OauthAccount *
enter (EntraFixture *fixture,
       OauthClient  *client)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  token = entra_fixture_sign_in (fixture, client, NULL, -1, &error);
  g_assert_no_error (error);

  return g_object_ref (oauth_token_get_account (token));
}

static OauthToken *
renew (EntraFixture *fixture,
       OauthClient  *client,
       OauthAccount *account)
{
  g_autoptr(GError) error = NULL;
  OauthToken *token = entra_fixture_renew (fixture, client, account, CLAIMS, &error);

  g_assert_no_error (error);

  return token;
}

static void
assert_path (EntraFixture *fixture,
             const char   *tenant)
{
  g_autofree char *path = entra_fixture_dup_path (fixture, "/oauth2/v2.0/token");
  g_autofree char *wanted = g_strconcat ("/", tenant, "/oauth2/v2.0/token", NULL);

  g_assert_cmpstr (path, ==, wanted);
}

/* Ruling 4: the template for the first sign-in, then the account's own tenant. */
static void
test_many (EntraFixture  *fixture,
           gconstpointer  data)
{
  static const char * const tenants[] = { "organizations", "common" };

  for (gsize i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      OauthClient *client = entra_fixture_client (fixture, tenants[i]);
      g_autoptr(OauthAccount) account = enter (fixture, client);
      g_autoptr(OauthToken) token = NULL;
      g_autofree char *sign_out = NULL;
      const char *uri = oauth_prompt_get_uri (tenant_prompter_get_last (fixture->person));

      assert_path (fixture, tenants[i]);
      g_assert_cmpstr (oauth_account_get_issuer (account), ==,
                       tenant_look_up (&fixture->demo, "issuer"));
      g_assert_cmpint (strstr (uri, "domain_hint=organizations") != NULL, ==, i == 1);

      token = renew (fixture, client, account);
      assert_path (fixture, tenant_look_up (&fixture->demo, "tenant_id"));

      sign_out = oauth_client_dup_sign_out_uri (client, account, NULL);
      g_assert_nonnull (strstr (sign_out, tenant_look_up (&fixture->demo, "tenant_id")));

      g_clear_object (&token);
      g_assert_finalize_object (client);
    }
}

/* entra.md 3.3: one refresh token for the tenant where somebody is a guest and for the one at home,
 * redeemed at the tenant of the server; one item, one page. */
static void
test_guest (EntraFixture  *fixture,
            gconstpointer  data)
{
  const char *contoso = tenant_look_up (&fixture->demo, "tenant_id");
  const char *fabrikam = tenant_look_up (&fixture->demo, "other_tenant_id");
  OauthClient *host = entra_fixture_client (fixture, contoso);
  OauthClient *home = entra_fixture_client (fixture, fabrikam);
  g_autoptr(OauthAccount) guest = NULL;
  g_autoptr(OauthToken) at_home = NULL;
  g_autoptr(OauthToken) back = NULL;

  fixture->person->username = GUS;
  fixture->person->password = "Guest-1791!";
  guest = enter (fixture, host);
  assert_path (fixture, contoso);
  g_assert_cmpstr (oauth_account_get_tenant (guest), ==, contoso);
  g_assert_cmpstr (oauth_account_get_home_tenant (guest), ==, fabrikam);

  g_assert_true (oauth_client_owns (home, guest));
  at_home = renew (fixture, home, guest);
  assert_path (fixture, fabrikam);
  g_assert_cmpstr (oauth_account_get_tenant (oauth_token_get_account (at_home)), ==, fabrikam);
  g_assert_cmpstr (oauth_account_get_id (oauth_token_get_account (at_home)), ==,
                   oauth_account_get_id (guest));

  /* What came at home is good at the host as well. */
  back = renew (fixture, host, oauth_token_get_account (at_home));
  assert_path (fixture, contoso);
  g_assert_cmpuint (fixture->person->prompts->len, ==, 1);

  g_clear_object (&at_home);
  g_clear_object (&back);
  g_assert_finalize_object (host);
  g_assert_finalize_object (home);
}

/* The same where nothing can be stored. */
static void
test_guest_without_keyring (EntraFixture  *fixture,
                            gconstpointer  data)
{
  const char *fabrikam = tenant_look_up (&fixture->demo, "other_tenant_id");
  OauthClient *host = entra_fixture_client (fixture,
                                            tenant_look_up (&fixture->demo, "tenant_id"));
  OauthClient *home = entra_fixture_client (fixture, fabrikam);
  g_autoptr(OauthAccount) guest = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->vault->state = VAULT_STATE_ABSENT;
  fixture->person->username = GUS;
  fixture->person->password = "Guest-1791!";
  guest = enter (fixture, host);
  token = renew (fixture, home, guest);
  assert_path (fixture, fabrikam);
  g_assert_cmpuint (fixture->person->prompts->len, ==, 1);

  g_clear_object (&token);
  g_assert_finalize_object (host);
  g_assert_finalize_object (home);
}

/* Two of one tenant, side by side. */
static void
test_two (EntraFixture  *fixture,
          gconstpointer  data)
{
  OauthClient *client = entra_fixture_client (fixture,
                                              tenant_look_up (&fixture->demo, "tenant_id"));
  g_autoptr(OauthAccount) ada = enter (fixture, client);
  g_autoptr(OauthAccount) tom = NULL;
  g_autoptr(OauthToken) first = NULL;
  g_autoptr(OauthToken) second = NULL;

  tenant_prompter_become_tom (fixture->person);
  tom = enter (fixture, client);
  g_assert_cmpstr (oauth_account_get_id (ada), !=, oauth_account_get_id (tom));

  first = renew (fixture, client, ada);
  second = renew (fixture, client, tom);
  g_assert_cmpstr (oauth_account_get_username (oauth_token_get_account (first)), ==,
                   oauth_account_get_username (ada));
  g_assert_cmpstr (oauth_account_get_username (oauth_token_get_account (second)), ==,
                   oauth_account_get_username (tom));

  g_clear_object (&first);
  g_clear_object (&second);
  g_assert_finalize_object (client);
}

/* entra.md 2.1 and 6: only the opaque claim, and only where the registration has it. */
static void
test_login_hint (EntraFixture  *fixture,
                 gconstpointer  data)
{
  OauthClient *client = entra_fixture_client (fixture,
                                              tenant_look_up (&fixture->demo, "tenant_id"));
  g_autoptr(OauthAccount) bare = enter (fixture, client);
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *bare_uri = oauth_client_dup_sign_out_uri (client, bare, NULL);
  g_autofree char *uri = NULL;

  g_assert_null (oauth_account_get_login_hint (bare));
  g_assert_null (strstr (bare_uri, "logout_hint"));

  entra_fixture_control (fixture, "/apps", "{\"login_hint_claim\":true}");
  account = enter (fixture, client);
  g_assert_nonnull (oauth_account_get_login_hint (account));
  g_assert_null (strchr (oauth_account_get_login_hint (account), '@'));
  uri = oauth_client_dup_sign_out_uri (client, account, NULL);
  g_assert_nonnull (strstr (uri, "&logout_hint="));
  g_assert_null (strstr (uri, "contoso.example"));

  g_assert_finalize_object (client);
}

/* A clock that is wrong fails the sign-in, and that is known. */
static void
test_clock (EntraFixture  *fixture,
            gconstpointer  data)
{
  OauthClient *client = entra_fixture_client (fixture,
                                              tenant_look_up (&fixture->demo, "tenant_id"));
  g_autoptr(GError) error = NULL;

  entra_fixture_control (fixture, "/clock", "{\"offset\":4000}");
  g_assert_null (entra_fixture_sign_in (fixture, client, NULL, -1, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_nonnull (strstr (error->message, "minutes behind"));
  g_assert_cmpint (oauth_error_get_clock_skew (error), <, -3900);
  g_assert_cmpint (oauth_client_get_clock_skew (client), <, -3900);
  g_assert_cmpint (oauth_client_get_clock_skew (client), >, -4100);
  g_assert_finalize_object (client);
}

/* Who the authority is behind: nobody without its tenant. */
static void
test_no_tenant (EntraFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (entra_fixture_load (fixture, "nowhere.example", &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS90002");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  entra_fixture_begin (argv);

#define add(name, function) \
  g_test_add ("/entra/client/" name, EntraFixture, NULL, entra_fixture_set_up, function, \
              entra_fixture_tear_down)

  add ("many", test_many);
  add ("guest", test_guest);
  add ("guest-without-keyring", test_guest_without_keyring);
  add ("two", test_two);
  add ("login-hint", test_login_hint);
  add ("clock", test_clock);
  add ("no-tenant", test_no_tenant);

#undef add

  return g_test_run ();
}
