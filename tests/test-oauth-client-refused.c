/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"
#include "vault-error.h"

#include <string.h>

static OauthAccount *
enter_stale (OauthFixture *fixture)
{
  fixture->mock->expires_in = 4;

  return oauth_fixture_enter (fixture);
}

static void
assert_refused (OauthFixture *fixture,
                OauthAccount *account,
                GQuark        domain,
                int           code,
                GError      **error)
{
  g_clear_error (error);
  g_assert_null (oauth_fixture_renew (fixture, account, NULL, error));
  g_assert_error (*error, domain, code);
}

static void
test_locked (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(GError) error = NULL;

  fixture->vault->lookup_error = g_error_new (VAULT_ERROR, VAULT_ERROR_LOCKED, "Locked.");
  assert_refused (fixture, account, VAULT_ERROR, VAULT_ERROR_LOCKED, &error);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);

  /* Nothing was forgotten. */
  g_clear_error (&fixture->vault->lookup_error);
  g_clear_error (&error);
  g_object_unref (oauth_fixture_renew (fixture, account, NULL, &error));
}

static void
test_unreadable (OauthFixture  *fixture,
                 gconstpointer  data)
{
  static const char * const pairs[][2] = {
    { "{\"v\":1", "{\"v\":2" },
    { "{\"v\":1", "{\"v\":\"1\"" },
    { "\"rt\":\"rt-1\"", "\"rt\":\"\"" },
    { "\"rt\":\"rt-1\"", "\"rt\":null" },
    { "\"rt_obtained\":", "\"rt_obtained\":\"x\",\"y\":" },
    { "sub-ada", "sub-bob" },
    { "\"client_id\":\"client-1\"", "\"client_id\":\"client-2\"" },
    { "\"account\":{", "\"other\":{" },
    { "\"authority\":", "\"no\":" },
    { "}", "" },
    { "{", "nonsense{" },
  };
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *item = file_vault_dup_text (fixture->vault);
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(GString) text = g_string_new (item);

      g_test_message ("%s", pairs[i][1]);
      g_assert_cmpuint (g_string_replace (text, pairs[i][0], pairs[i][1], 0), >, 0);
      file_vault_put_text (fixture->vault, text->str);
      assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
      g_assert_cmpstr (fixture->vault->aside, ==, text->str);
      g_assert_null (file_vault_dup_text (fixture->vault));
    }

  file_vault_put_text (fixture->vault, "");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_assert_cmpstr (fixture->vault->aside, ==, "");

  /* It was not asked with; and what cannot be put aside stays. */
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);
  file_vault_put_text (fixture->vault, "rubbish");
  fixture->vault->clear_error = g_error_new (VAULT_ERROR, VAULT_ERROR_FAILED, "No.");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_clear_error (&fixture->vault->clear_error);
  g_assert_true (g_file_test (fixture->vault->path, G_FILE_TEST_EXISTS));
}

static void
test_dropped (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"invalid_grant\"}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_grant");
  g_assert_null (file_vault_dup_text (fixture->vault));

  /* Whoever asks again, for whatever scopes, is told the same: who ended it. */
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_assert_cmpstr (error->message, ==, "127.0.0.1 has ended your sign-in. Please sign in again.");
  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_grant");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);

  /* Until they have, or have signed out. */
  oauth_client_forget (fixture->client, account);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_assert_cmpstr (error->message, ==, "You are not signed in.");
}

static void
test_dropped_but_locked (OauthFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(GError) error = NULL;

  fixture->vault->clear_error = g_error_new (VAULT_ERROR, VAULT_ERROR_LOCKED, "Locked.");
  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"invalid_grant\"}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
}

/* Not asked again with the same refresh token (entra.md 3.6), but with another. */
static void
test_person (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(OauthAccount) again = NULL;
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"interaction_required\","
                        "\"claims\":\"{\\\"access_token\\\":{}}\"}");

  for (guint i = 0; i < 3; i++)
    {
      assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
      g_assert_cmpstr (oauth_error_get_claims (error), ==, "{\"access_token\":{}}");
    }

  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);

  g_clear_error (&error);
  again = oauth_fixture_enter (fixture);
  g_object_unref (oauth_fixture_renew (fixture, account, NULL, &error));
  g_assert_cmpuint (fixture->mock->requests->len, ==, 4);
}

static void
test_another_refresh_token (OauthFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *item = file_vault_dup_text (fixture->vault);
  g_autoptr(GString) other = g_string_new (item);
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"interaction_required\"}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);

  g_string_replace (other, "rt-1", "rt-x", 1);
  file_vault_put_text (fixture->vault, other->str);
  g_free (fixture->mock->refresh_token);
  fixture->mock->refresh_token = g_strdup ("rt-x");
  g_clear_error (&error);
  g_object_unref (oauth_fixture_renew (fixture, account, NULL, &error));
}

static void
test_throttled (OauthFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  mock_authority_queue (fixture->mock, 429, "Retry-After: 9999999", "<html>");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpint (oauth_error_get_retry_after (error), ==, 3600);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpint (oauth_error_get_retry_after (error), >, 3590);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  mock_authority_queue (fixture->mock, 429, NULL, "{}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpint (oauth_error_get_retry_after (error), <=, 60);
  g_assert_cmpint (oauth_error_get_retry_after (error), >, 50);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

/* What is left of the old token does meanwhile; but not for claims. */
static void
test_old_token (OauthFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 429, NULL, NULL);
  token = oauth_fixture_renew (fixture, account, NULL, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-1");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);

  mock_authority_queue (fixture->mock, 429, NULL, NULL);
  g_assert_null (oauth_fixture_renew (fixture, account, "{}", &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
}

/* Tried once more after a second, and then left alone for a minute. */
static void
test_out_of_order (OauthFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  mock_authority_queue (fixture->mock, 503, NULL, "<html>");
  mock_authority_queue (fixture->mock, 502, NULL, "");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

/* Nobody answers: tried once more, and asked again the next time (entra.md 3.6, OFFLINE). */
static void
test_offline (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  mock_authority_queue (fixture->mock, 0, NULL, "");
  mock_authority_queue (fixture->mock, 0, NULL, "");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);

  g_clear_error (&error);
  g_object_unref (oauth_fixture_renew (fixture, account, NULL, &error));
}

/* Told that it came too often, it comes not at all for two minutes (entra.md 3.6). */
static void
test_loop (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  fixture->mock->expires_in = 0;
  account = oauth_fixture_enter (fixture);

  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"loop\"}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_clear_error (&error);
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, &error);
  g_assert_cmpint (oauth_error_get_retry_after (error), >, 60);
  g_assert_cmpint (oauth_error_get_retry_after (error), <=, 120);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
}

static void
test_resource (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  account = enter_stale (fixture);

  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"invalid_target\"}");
  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"invalid_target\"}");
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_SETUP, &error);
  first = mock_authority_dup_parameter (fixture->mock, 1, "resource");
  second = mock_authority_dup_parameter (fixture->mock, 2, "resource");
  g_assert_cmpstr (first, ==, fixture->mock->server_uri);
  g_assert_null (second);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

static void
test_somebody_else (OauthFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *before = file_vault_dup_text (fixture->vault);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->subject = "sub-bob";
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_FORGED, &error);
  after = file_vault_dup_text (fixture->vault);
  g_assert_cmpstr (before, ==, after);
}

/* Whoever signed in while a refresh was under way, and was not kept out, stays signed in: the
 * refusal is not meant for what they stored. */
static void
test_signed_in_meanwhile (OauthFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *item = file_vault_dup_text (fixture->vault);
  g_autofree char *after = NULL;
  g_autoptr(GString) newer = g_string_new (item);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->is_holding = TRUE;
  oauth_fixture_ask (fixture, fixture->client, account, NULL, NULL, &result);
  while (fixture->mock->requests->len < 2)
    g_main_context_iteration (NULL, TRUE);

  g_string_replace (newer, "\"rt-1\"", "\"rt-of-another\"", 1);
  file_vault_put_text (fixture->vault, newer->str);
  g_free (fixture->mock->refresh_token);
  fixture->mock->refresh_token = g_strdup ("rt-of-another");
  mock_authority_release (fixture->mock);

  token = oauth_fixture_answer (fixture->client, &result, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-2");
  after = file_vault_dup_text (fixture->vault);
  g_assert_nonnull (strstr (after, "\"rt-2\""));
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

/* An ID token that can be read and is nobody's here: what came with it is not put in the place of
 * the account's own (entra.md 3.4). */
static void
test_nobody (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *before = file_vault_dup_text (fixture->vault);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->id_claims = ",\"sub\":\"\"";
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_FORGED, &error);
  after = file_vault_dup_text (fixture->vault);
  g_assert_cmpstr (before, ==, after);
}

/* Stored, for the old one may be dead; but not used. */
static void
test_forged (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->id_claims = ",\"aud\":\"client-2\"";
  assert_refused (fixture, account, OAUTH_ERROR, OAUTH_ERROR_FORGED, &error);
  after = file_vault_dup_text (fixture->vault);
  g_assert_nonnull (strstr (after, "rt-2"));
}

static void
test_not_ours (OauthFixture  *fixture,
               gconstpointer  data)
{
  static const char * const issuers[] = { "https://evil.example", NULL };
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    {
      const char *issuer = issuers[i] != NULL ? issuers[i] : fixture->mock->issuer;
      g_autoptr(OauthAccount) other = g_object_new (OAUTH_TYPE_ACCOUNT,
                                                    "id", oauth_account_get_id (account),
                                                    "authority", issuer,
                                                    "issuer", issuer,
                                                    "client-id", issuers[i] != NULL ? MOCK_CLIENT
                                                                                    : "client-2",
                                                    NULL);

      assert_refused (fixture, other, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, &error);
    }

  g_assert_cmpuint (fixture->vault->n_lookups, ==, 0);
}

static void
add (const char *name,
     void      (*test) (OauthFixture  *fixture,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/oauth/client-refused/", name, NULL);

  g_test_add (path, OauthFixture, NULL, oauth_fixture_set_up, test, oauth_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("locked", test_locked);
  add ("unreadable", test_unreadable);
  add ("dropped", test_dropped);
  add ("dropped-but-locked", test_dropped_but_locked);
  add ("person", test_person);
  add ("another-refresh-token", test_another_refresh_token);
  add ("throttled", test_throttled);
  add ("old-token", test_old_token);
  add ("out-of-order", test_out_of_order);
  add ("offline", test_offline);
  add ("loop", test_loop);
  add ("resource", test_resource);
  add ("somebody-else", test_somebody_else);
  add ("nobody", test_nobody);
  add ("signed-in-meanwhile", test_signed_in_meanwhile);
  add ("forged", test_forged);
  add ("not-ours", test_not_ours);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
