/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-account.h"

static void
test_whole (void)
{
  OauthAccount *account;
  g_autofree char *id = NULL;
  g_autofree char *username = NULL;
  g_autofree char *name = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *tenant = NULL;
  g_autofree char *login_hint = NULL;

  account = g_object_new (OAUTH_TYPE_ACCOUNT,
                          "id", "uid.utid",
                          "username", "ada@contoso.example",
                          "name", "Ada Example",
                          "authority", "login.windows.net",
                          "issuer", "https://login.example.com/t/v2.0",
                          "client-id", "client",
                          "tenant", "t",
                          "login-hint", "O.AbC~1",
                          NULL);

  g_assert_cmpstr (oauth_account_get_id (account), ==, "uid.utid");
  g_assert_cmpstr (oauth_account_get_username (account), ==, "ada@contoso.example");
  g_assert_cmpstr (oauth_account_get_name (account), ==, "Ada Example");
  g_assert_cmpstr (oauth_account_get_authority (account), ==, "login.windows.net");
  g_assert_cmpstr (oauth_account_get_issuer (account), ==, "https://login.example.com/t/v2.0");
  g_assert_cmpstr (oauth_account_get_client_id (account), ==, "client");
  g_assert_cmpstr (oauth_account_get_tenant (account), ==, "t");
  g_assert_cmpstr (oauth_account_get_home_tenant (account), ==, "utid");
  g_assert_cmpstr (oauth_account_get_login_hint (account), ==, "O.AbC~1");

  g_object_get (account,
                "id", &id, "username", &username, "name", &name, "authority", &authority,
                "issuer", &issuer, "client-id", &client_id, "tenant", &tenant,
                "login-hint", &login_hint,
                NULL);
  g_assert_cmpstr (id, ==, "uid.utid");
  g_assert_cmpstr (username, ==, "ada@contoso.example");
  g_assert_cmpstr (name, ==, "Ada Example");
  g_assert_cmpstr (authority, ==, "login.windows.net");
  g_assert_cmpstr (issuer, ==, "https://login.example.com/t/v2.0");
  g_assert_cmpstr (client_id, ==, "client");
  g_assert_cmpstr (tenant, ==, "t");
  g_assert_cmpstr (login_hint, ==, "O.AbC~1");

  g_assert_finalize_object (account);
}

static void
test_sparse (void)
{
  OauthAccount *account = g_object_new (OAUTH_TYPE_ACCOUNT,
                                        "id", "https://id.example.com s",
                                        "authority", "https://id.example.com",
                                        "issuer", "https://id.example.com",
                                        "client-id", "client",
                                        NULL);

  g_assert_null (oauth_account_get_username (account));
  g_assert_null (oauth_account_get_name (account));
  g_assert_null (oauth_account_get_tenant (account));
  g_assert_null (oauth_account_get_home_tenant (account));
  g_assert_null (oauth_account_get_login_hint (account));

  g_assert_finalize_object (account);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/account/whole", test_whole);
  g_test_add_func ("/oauth/account/sparse", test_sparse);

  return g_test_run ();
}
