/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-summary.h"

#include "authorizer-fixture.h"
#include "tenant-fixture.h"

#define HOME "5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"
#define OTHER "0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"

static OauthAccount *
new_account (const char *username,
             const char *tenant)
{
  g_autofree char *issuer = g_strdup_printf ("https://login.microsoftonline.com/%s/v2.0", tenant);

  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", "11111111-2222-3333-4444-555555555555." HOME,
                       "username", username, "name", "Ada", "authority", "login.windows.net",
                       "issuer", issuer, "client-id", "toolcrib", "tenant", tenant, NULL);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           GString    *heard)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

static char *
dup_words (const char * const *words)
{
  return g_strjoinv (" ", (char **) words);
}

/* One person, at home in one tenant and a guest of another: one account, which says both. */
static void
test_tenants (void)
{
  CribIdentity *identity = crib_identity_new_in_memory ();
  CribAccountStore *accounts = crib_identity_get_accounts (identity);
  g_autoptr(OauthAccount) at_home = new_account ("ada@contoso.example", HOME);
  g_autoptr(OauthAccount) away = new_account ("ada@contoso.example", OTHER);
  g_autofree char *tenants = NULL;
  GString *heard = g_string_new (NULL);
  CribAccountSummary *summary;

  g_assert_true (crib_account_store_add (accounts, at_home, NULL));
  summary = crib_account_summary_new (identity, at_home);
  g_signal_connect (summary, "notify", G_CALLBACK (notify_cb), heard);
  g_assert_cmpstr (crib_account_summary_get_name (summary), ==, "Ada");
  g_assert_cmpstr (crib_account_summary_get_username (summary), ==, "ada@contoso.example");
  g_assert_cmpstr (crib_account_summary_get_tenant (summary), ==, "contoso.example");
  g_assert_cmpstr (crib_account_summary_get_place (summary), ==, "login.microsoftonline.com");
  g_assert_cmpstr (crib_account_summary_get_client_id (summary), ==, "toolcrib");
  g_assert_false (crib_account_summary_is_guest (summary));

  g_assert_true (crib_account_store_add (accounts, away, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  g_assert_cmpstr (heard->str, ==, "tenants tenant is-guest issuer username name account ");
  g_assert_true (crib_account_summary_is_guest (summary));
  g_assert_cmpstr (crib_account_summary_get_tenant (summary), ==, OTHER);
  g_assert_true (g_str_has_suffix (crib_account_summary_get_issuer (summary), OTHER "/v2.0"));
  tenants = dup_words (crib_account_summary_get_tenants (summary));
  g_assert_cmpstr (tenants, ==, OTHER " " HOME);

  g_string_free (heard, TRUE);
  g_assert_finalize_object (summary);
  g_assert_finalize_object (identity);
}

static guint
count_servers (CribAccountSummary *summary)
{
  return g_list_model_get_n_items (crib_account_summary_get_servers (summary));
}

/* The figures of the token that came, until it is gone. */
static void
test_token (AuthorizerFixture *self,
            gconstpointer      data)
{
  CribIdentity *identity = self->base.identity;
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  g_autoptr(OauthAccount) account = NULL;
  GString *heard = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *permissions = NULL;
  CribAccountSummary *summary;

  g_list_store_append (servers, self->server);
  crib_identity_set_servers (identity, G_LIST_MODEL (servers));
  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":4000}");
  authorizer_fixture_enter (self);
  account = g_object_ref (crib_authorizer_get_account (self->authorizer));
  summary = crib_account_summary_new (identity, account);
  g_assert_cmpint (crib_account_summary_get_expires_at (summary), >=, now + 3990);
  g_assert_cmpint (crib_account_summary_get_expires_at (summary), <=, now + 4100);
  permissions = dup_words (crib_account_summary_get_permissions (summary));
  g_assert_cmpstr (permissions, ==, "mcp:tools");
  g_assert_cmpuint (count_servers (summary), ==, 1);

  g_signal_connect (summary, "notify", G_CALLBACK (notify_cb), heard);
  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":9000}");
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, NULL));
  g_assert_cmpstr (heard->str, ==, "expires-at ");
  g_assert_cmpint (crib_account_summary_get_expires_at (summary), >=, now + 8990);

  g_string_truncate (heard, 0);
  {
    g_autoptr(GAsyncResult) result = NULL;

    crib_identity_sign_out_async (identity, account, NULL, sign_in_fixture_ready_cb, &result);
    sign_in_fixture_wait (&result);
    g_assert_true (crib_identity_sign_out_finish (identity, result, NULL));
  }
  g_assert_cmpint (crib_account_summary_get_expires_at (summary), ==, 0);
  g_assert_cmpuint (g_strv_length ((char **) crib_account_summary_get_permissions (summary)), ==,
                    0);
  g_assert_nonnull (strstr (heard->str, "expires-at "));
  g_assert_nonnull (strstr (heard->str, "permissions "));

  g_string_free (heard, TRUE);
  crib_identity_set_servers (identity, NULL);
  g_assert_finalize_object (summary);
}

#define FABRIKAM OTHER

static OauthAuthority *
load_authority (CribIdentity *identity,
                const char   *issuer)
{
  OauthDiscovery *discovery = crib_identity_get_discovery (identity);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  oauth_discovery_load_authority_async (discovery, issuer, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  authority = oauth_discovery_load_authority_finish (discovery, result, &error);
  g_assert_no_error (error);

  return authority;
}

/* Gus signs in where he is at home. Returns: (transfer full) */
static OauthToken *
enter_at_home (AuthorizerFixture *self)
{
  SignInFixture *base = &self->base;
  g_autoptr(GString) issuer = g_string_new (tenant_look_up (&base->demo, "issuer"));
  const char *client_id = tenant_look_up (&base->demo, "client_id");
  const char * const scopes[] = {
    tenant_look_up (&base->demo, "scope"), "openid", "profile", "offline_access", NULL
  };
  const OauthSignIn sign_in = {
    .scopes = scopes, .reason = "At home.", .server_name = "Home", .surface = -1
  };
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthClient *client;
  OauthToken *token;

  g_assert_cmpuint (g_string_replace (issuer, HOME, FABRIKAM, 0), ==, 1);
  authority = load_authority (base->identity, issuer->str);
  client = crib_identity_get_client (base->identity, authority, client_id, NULL);
  base->person->username = "gus@fabrikam.example";
  base->person->password = "Guest-1791!";
  oauth_client_acquire_interactive_async (client, &sign_in, OAUTH_PROMPTER (base->person), NULL,
                                          sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  token = oauth_client_acquire_interactive_finish (client, result, &error);
  g_assert_no_error (error);

  return token;
}

static void
tokens_changed_cb (CribIdentity  *identity,
                   OauthAccount  *account,
                   OauthAccount **heard)
{
  *heard = account;
}

/* Also what is renewed ahead of time, for which nobody waits. */
static void
test_renewed (AuthorizerFixture *self,
              gconstpointer      data)
{
  CribIdentity *identity = self->base.identity;
  g_autoptr(OauthToken) token = enter_at_home (self);
  g_autofree char *issuer = g_strdup (oauth_account_get_issuer (oauth_token_get_account (token)));
  g_autoptr(OauthAuthority) authority = load_authority (identity, issuer);
  OauthAccount *heard = NULL;
  OauthClient *client;

  client = crib_identity_get_client (identity, authority,
                                     tenant_look_up (&self->base.demo, "client_id"), NULL);
  g_signal_connect (identity, "tokens-changed", G_CALLBACK (tokens_changed_cb), &heard);
  g_signal_emit_by_name (client, "token-renewed", token);
  g_assert_true (heard == oauth_token_get_account (token));
  g_signal_handlers_disconnect_by_data (identity, &heard);
}

/* One person, one sign-in, two tenants: the server of the other one lets Gus in as a guest, without
 * anybody being asked, and he is one account that is forgotten at once. */
static void
test_two_tenants (AuthorizerFixture *self,
                  gconstpointer      data)
{
  CribAccountStore *accounts = self->base.accounts;
  g_autoptr(OauthToken) token = enter_at_home (self);
  OauthAccount *account = oauth_token_get_account (token);
  g_autoptr(GPtrArray) tokens = NULL;
  g_autofree char *tenants = NULL;
  CribAccountSummary *summary;

  g_assert_true (crib_account_store_add (accounts, account, NULL));
  summary = crib_account_summary_new (self->base.identity, account);
  g_assert_false (crib_account_summary_is_guest (summary));
  g_assert_cmpstr (crib_account_summary_get_tenant (summary), ==, "fabrikam.example");
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);

  authorizer_fixture_enter (self);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  g_assert_true (crib_account_is_same (crib_authorizer_get_account (self->authorizer), account));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  g_assert_true (crib_account_summary_is_guest (summary));
  tenants = dup_words (crib_account_summary_get_tenants (summary));
  g_assert_cmpstr (tenants, ==, HOME " " FABRIKAM);
  tokens = crib_identity_dup_tokens (self->base.identity, account);
  g_assert_cmpuint (tokens->len, ==, 2);

  {
    g_autoptr(GAsyncResult) result = NULL;

    crib_identity_sign_out_async (self->base.identity, account, NULL, sign_in_fixture_ready_cb,
                                  &result);
    sign_in_fixture_wait (&result);
    g_assert_true (crib_identity_sign_out_finish (self->base.identity, result, NULL));
  }
  g_ptr_array_unref (tokens);
  tokens = crib_identity_dup_tokens (self->base.identity, account);
  g_assert_cmpuint (tokens->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 0);
  g_assert_null (crib_authorizer_get_account (self->authorizer));
  g_assert_finalize_object (summary);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add_func ("/crib/account-summary/tenants", test_tenants);
  g_test_add ("/crib/account-summary/token", AuthorizerFixture, NULL, authorizer_fixture_set_up,
              test_token, authorizer_fixture_tear_down);

  g_test_add ("/crib/account-summary/renewed", AuthorizerFixture, NULL, authorizer_fixture_set_up,
              test_renewed, authorizer_fixture_tear_down);
  g_test_add ("/crib/account-summary/two-tenants", AuthorizerFixture, NULL,
              authorizer_fixture_set_up, test_two_tenants, authorizer_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
