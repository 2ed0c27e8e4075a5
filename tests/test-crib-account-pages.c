/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-pages.h"

#include "authorizer-fixture.h"

static OauthAccount *
new_account (const char *authority,
             const char *issuer,
             const char *tenant,
             const char *hint)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", "username", "ada@contoso.example",
                       "authority", authority, "issuer", issuer, "client-id", "a", "tenant", tenant,
                       "login-hint", hint, NULL);
}

/* Without asking anybody; and never on the word of who is not trusted. */
static void
test_uris (void)
{
  static const struct
  {
    const char *authority, *issuer, *tenant, *hint, *sign_out, *everywhere;
  } cases[] = {
    { "login.windows.net", "https://login.microsoftonline.com/t/v2.0", "t", "O.a b",
      "https://login.microsoftonline.com/t/oauth2/v2.0/logout?logout_hint=O.a%20b",
      "https://mysignins.microsoft.com" },
    { "login.windows.net", "https://login.microsoftonline.com/t/v2.0", "t", NULL,
      "https://login.microsoftonline.com/t/oauth2/v2.0/logout",
      "https://mysignins.microsoft.com" },
    { "login.microsoftonline.us", "https://login.microsoftonline.us/t/v2.0", "t", NULL,
      "https://login.microsoftonline.us/t/oauth2/v2.0/logout", NULL },
    { "private.example:443", "https://private.example/t/v2.0", "t", NULL, NULL, NULL },
    { "https://id.example", "https://id.example", NULL, NULL, NULL, NULL },
  };
  CribIdentity *identity = crib_identity_new_in_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OauthAccount) account = new_account (cases[i].authority, cases[i].issuer,
                                                     cases[i].tenant, cases[i].hint);
      g_autofree char *uri = crib_identity_dup_sign_out_uri (identity, account);

      g_assert_cmpstr (uri, ==, cases[i].sign_out);
      g_assert_cmpstr (crib_account_get_everywhere_uri (account), ==, cases[i].everywhere);
    }

  g_assert_finalize_object (identity);
}

/* As the authority's own document has it, once it was read; after a new start by its form. */
static void
test_tenant (AuthorizerFixture *self,
             gconstpointer      data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  authorizer_fixture_enter (self);
  account = g_object_ref (crib_authorizer_get_account (self->authorizer));
  first = crib_identity_dup_sign_out_uri (self->base.identity, account);
  g_assert_nonnull (strstr (first, "/oauth2/v2.0/logout"));
  g_assert_null (strstr (first, "ada"));

  authorizer_fixture_restart (self);
  second = crib_identity_dup_sign_out_uri (self->base.identity, account);
  g_assert_nonnull (strstr (second, "/oauth2/v2.0/logout"));
  g_assert_null (strstr (second, "ada"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add_func ("/crib/account-pages/uris", test_uris);
  g_test_add ("/crib/account-pages/tenant", AuthorizerFixture, NULL, authorizer_fixture_set_up,
              test_tenant, authorizer_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
