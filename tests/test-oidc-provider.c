/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in with oidc-provider from npm: an authority that is strict, and not Entra. */

#include "config.h"

#include "file-vault.h"
#include "oidc-fixture.h"

static const char *
get_text (OauthToken *token)
{
  return vault_secret_get_text (oauth_token_get_secret (token), NULL);
}

static guint
count_refreshes (OidcFixture *fixture)
{
  return oidc_server_count (fixture->server, "token refresh_token", NULL);
}

/* Whose account it is says the ID token, of which nothing is believed before its signature, issuer,
 * audience, times and nonce hold. */
static void
test_sign_in (OidcFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthToken) token = NULL;
  g_autofree char *id = NULL;
  g_autofree char *resource = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  id = g_strconcat (oidc_server_get_issuer (fixture->server), " ada", NULL);
  resource = g_strdup_printf ("resource=%s;", fixture->resource);
  token = oidc_fixture_sign_in (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_id (oauth_token_get_account (token)), ==, id);
  g_assert_cmpuint (fixture->person->n_pages, ==, 2);
  g_assert_cmpuint (oidc_server_count (fixture->server, "authorize", resource, "nonce=yes",
                                       "code_challenge_method=S256;", NULL), >, 0);
  g_assert_cmpuint (oidc_server_count (fixture->server, "token authorization_code", resource,
                                       "; ok", NULL), ==, 1);
  g_assert_true (oauth_token_is_renewable (token));
  oidc_fixture_assert_takes (fixture, token);
}

static void
test_cancelled (OidcFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  fixture->person->cancels = TRUE;
  token = oidc_fixture_sign_in (fixture, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_null (token);
  g_assert_cmpuint (oidc_server_count (fixture->server, "token", NULL), ==, 0);
}

/* RFC 9207: an authority that says that it names itself must do so; the code goes nowhere. */
static void
test_without_iss (OidcFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  fixture->person->forgets = "iss";
  token = oidc_fixture_sign_in (fixture, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_null (token);
  g_assert_cmpuint (oidc_server_count (fixture->server, "token", NULL), ==, 0);
}

/* A server may list its own scopes only: no ID token then, and nobody has a name. */
static void
test_without_openid (OidcFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  token = oidc_fixture_sign_in (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_id (oauth_token_get_account (token)), ==,
                   oidc_server_get_issuer (fixture->server));
  oidc_fixture_assert_takes (fixture, token);
}

/* Each refresh brings a new refresh token, which is the only one that still works. */
static void
test_refresh (OidcFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *resource = NULL;
  g_autofree char *kept = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  account = oidc_fixture_enter (fixture);
  resource = g_strdup_printf ("resource=%s;", fixture->resource);
  kept = file_vault_dup_text (FILE_VAULT (fixture->vault));

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *before = g_steal_pointer (&kept);
      g_autoptr(OauthToken) token = NULL;
      g_autoptr(GError) error = NULL;

      oidc_fixture_renew_client (fixture);
      token = oidc_fixture_renew (fixture, account, &error);
      g_assert_no_error (error);
      oidc_fixture_assert_takes (fixture, token);
      kept = file_vault_dup_text (FILE_VAULT (fixture->vault));
      g_assert_cmpstr (kept, !=, before);
      g_assert_null (strstr (kept, get_text (token)));
      g_assert_cmpuint (oidc_server_count (fixture->server, "token refresh_token", resource, "; ok",
                                           NULL), ==, i);
    }

  g_assert_cmpuint (fixture->person->n_prompts, ==, 1);
  g_assert_cmpuint (oidc_server_count (fixture->server, "revoked", NULL), ==, 0);
}

static void
assert_needs_person (OidcFixture  *fixture,
                     OauthAccount *account)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  token = oidc_fixture_renew (fixture, account, &error);
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_null (token);
}

/* Somebody used the refresh token that we still have: all that came of the sign-in is revoked, and
 * the sign-in is over. It is asked for once, and then no more. */
static void
test_reuse (OidcFixture   *fixture,
            gconstpointer  data)
{
  FileVault *vault;
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *old = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;
  guint n_refreshes;

  if (oidc_fixture_is_missing (fixture))
    return;

  vault = FILE_VAULT (fixture->vault);
  account = oidc_fixture_enter (fixture);
  old = file_vault_dup_text (vault);
  token = oidc_fixture_renew (fixture, account, &error);
  g_assert_no_error (error);

  file_vault_put_text (vault, old);
  oidc_fixture_renew_client (fixture);
  assert_needs_person (fixture, account);
  g_assert_cmpuint (oidc_server_count (fixture->server, "revoked", NULL), ==, 1);
  g_assert_cmpuint (oidc_server_count (fixture->server, "refused", "already used", NULL), ==, 1);
  g_assert_false (g_file_test (vault->path, G_FILE_TEST_EXISTS));

  n_refreshes = count_refreshes (fixture);
  assert_needs_person (fixture, account);
  oidc_fixture_renew_client (fixture);
  assert_needs_person (fixture, account);
  g_assert_cmpuint (count_refreshes (fixture), ==, n_refreshes);

  g_clear_object (&token);
  token = oidc_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  oidc_fixture_assert_takes (fixture, token);
}

/* The sign-in to one server is none to another: a person says yes to that one, too. */
static void
test_other_server (OidcFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *first = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  account = oidc_fixture_enter (fixture);
  first = g_steal_pointer (&fixture->resource);
  fixture->resource = g_strconcat (first, "2", NULL);
  fixture->sign_in.resource = fixture->resource;
  assert_needs_person (fixture, account);
  g_assert_cmpuint (oidc_server_count (fixture->server, "refused", "target", NULL), ==, 1);
  g_assert_cmpuint (oidc_server_count (fixture->server, "revoked", NULL), ==, 0);

  token = oidc_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->person->n_pages, ==, 3);
}

/* OpenID Connect Core §11: a refresh token only for somebody who was asked. Without one the sign-in
 * lasts as long as its token. */
static void
test_offline_asked (OidcFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(OauthToken) renewed = NULL;
  g_autoptr(GError) error = NULL;

  if (oidc_fixture_is_missing (fixture))
    return;

  token = oidc_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (oauth_token_is_renewable (token));
  assert_needs_person (fixture, oauth_token_get_account (token));
  g_clear_object (&token);

  fixture->sign_in.prompt = "consent";
  token = oidc_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (oauth_token_is_renewable (token));
  renewed = oidc_fixture_renew (fixture, oauth_token_get_account (token), &error);
  g_assert_no_error (error);
}

static const char * const stale[] = { "expires_in=5", NULL };
static const char * const nameless[] = { "expires_in=5", "scopes=mcp:tools", NULL };
static const char * const asked[] = { "expires_in=5", "offline=asked", NULL };

#define add_test(path, options, func) \
  g_test_add (path, OidcFixture, options, oidc_fixture_set_up, func, oidc_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  oidc_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add_test ("/oidc-provider/sign-in", NULL, test_sign_in);
  add_test ("/oidc-provider/cancelled", NULL, test_cancelled);
  add_test ("/oidc-provider/without-iss", NULL, test_without_iss);
  add_test ("/oidc-provider/without-openid", nameless, test_without_openid);
  add_test ("/oidc-provider/refresh", stale, test_refresh);
  add_test ("/oidc-provider/refresh-without-openid", nameless, test_refresh);
  add_test ("/oidc-provider/reuse", stale, test_reuse);
  add_test ("/oidc-provider/other-server", stale, test_other_server);
  add_test ("/oidc-provider/offline-asked", asked, test_offline_asked);

  status = g_test_run ();
  oidc_fixture_end ();

  return status;
}
