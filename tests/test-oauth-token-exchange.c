/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

/* An answer by a clock of its own. */
#define REFUSED_AT(date) \
  "HTTP/1.1 400 Bad Request\r\n" date "Content-Type: application/json\r\n" \
  "Content-Length: 24\r\n\r\n{\"error\":\"never_heard\"} "

static void
skewed_cb (OauthClient *client,
           gint64       seconds,
           gpointer     user_data)
{
  g_array_append_val (user_data, seconds);
}

static char *
dup_refusal (gint64 ahead)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, ahead);
  g_autofree char *date = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");

  return g_strdup_printf (REFUSED_AT ("Date: %s\r\n"), date);
}

static gint64
ask (OauthFixture *fixture,
     OauthAccount *account,
     const char   *answer)
{
  mock_authority_queue (fixture->mock, 0, NULL, answer);
  g_assert_null (oauth_fixture_renew (fixture, account, NULL, NULL));

  return oauth_client_get_clock_skew (fixture->client);
}

/* entra.md 3.5: more than five minutes, and told of once. */
static void
test_clock (OauthFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *near = dup_refusal (200);
  g_autofree char *ahead = dup_refusal (3600);
  g_autofree char *behind = dup_refusal (-3600);
  gint64 skew;

  g_signal_connect (fixture->client, "clock-skewed", G_CALLBACK (skewed_cb), seen);
  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);
  g_assert_cmpint (oauth_client_get_clock_skew (fixture->client), ==, 0);

  g_assert_cmpint (ask (fixture, account, near), ==, 0);
  g_assert_cmpuint (seen->len, ==, 0);

  skew = ask (fixture, account, ahead);
  g_assert_cmpint (skew, <, -3500);
  g_assert_cmpint (skew, >, -3700);
  skew = ask (fixture, account, behind);
  g_assert_cmpint (skew, >, 3500);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpint (g_array_index (seen, gint64, 0), <, -3500);

  /* Who does not say is not asked to. */
  g_assert_cmpint (ask (fixture, account, REFUSED_AT ("")), ==, skew);
  g_assert_cmpint (ask (fixture, account, REFUSED_AT ("Date: yesterday\r\n")), ==, skew);

  g_assert_cmpint (ask (fixture, account, near), ==, 0);
  g_assert_cmpuint (seen->len, ==, 2);
  g_assert_cmpint (g_array_index (seen, gint64, 1), ==, 0);
}

/* By it an administrator finds what never arrived, or was never answered. */
static void
test_request_ids (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) lost = NULL;
  g_autoptr(GError) given_up = NULL;
  g_autoptr(GError) again = NULL;

  fixture->mock->expires_in = 0;
  account = oauth_fixture_enter (fixture);

  mock_authority_queue (fixture->mock, 0, NULL, "");
  mock_authority_queue (fixture->mock, 0, NULL, "");
  g_assert_null (oauth_fixture_renew (fixture, account, NULL, &lost));
  g_assert_error (lost, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_true (g_uuid_string_is_valid (oauth_error_get_correlation_id (lost)));

  fixture->prompter->deed = FAKE_CANCELS;
  g_assert_null (oauth_fixture_sign_in (fixture, &given_up));
  g_assert_error (given_up, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_true (g_uuid_string_is_valid (oauth_error_get_correlation_id (given_up)));
  g_assert_nonnull (strstr (oauth_prompt_get_uri (fixture->prompter->prompts->pdata[1]),
                            oauth_error_get_correlation_id (given_up)));

  /* Each attempt has its own. */
  g_assert_null (oauth_fixture_sign_in (fixture, &again));
  g_assert_cmpstr (oauth_error_get_correlation_id (again), !=,
                   oauth_error_get_correlation_id (given_up));
}

/* Of refreshes alone (entra.md 2.1), and only where the profile has a rule. */
static void
test_mailbox (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  fixture->mock->expires_in = 4;
  oauth_fixture_renew_client (fixture);
  account = oauth_fixture_enter (fixture);
  g_assert_null (fixture->mock->mailbox);

  token = oauth_fixture_renew (fixture, account, NULL, NULL);
  g_assert_nonnull (token);
  g_assert_cmpstr (fixture->mock->mailbox, ==, "Oid:sub-ada");
}

static void
test_no_mailbox (OauthFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);
  token = oauth_fixture_renew (fixture, account, NULL, NULL);
  g_assert_nonnull (token);
  g_assert_null (fixture->mock->mailbox);
}

static void
test_domain_hint (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(OauthAccount) other = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  other = oauth_fixture_enter (fixture);

  g_assert_null (strstr (oauth_prompt_get_uri (fixture->prompter->prompts->pdata[0]),
                         "domain_hint"));
  g_assert_nonnull (strstr (oauth_prompt_get_uri (fixture->prompter->prompts->pdata[1]),
                            "&domain_hint=t1"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/oauth/token-exchange/" name, OauthFixture, NULL, oauth_fixture_set_up, \
              function, oauth_fixture_tear_down)

  add ("clock", test_clock);
  add ("request-ids", test_request_ids);
  add ("mailbox", test_mailbox);
  add ("no-mailbox", test_no_mailbox);
  add ("domain-hint", test_domain_hint);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
