/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an OauthClient does where fewer scopes are asked for, or granted, than one would like. */

#include "config.h"

#include "oauth-fixture.h"

#include <string.h>

#define INVALID_TARGET "{\"error\":\"invalid_target\"}"
#define INVALID_SCOPE "{\"error\":\"invalid_scope\"}"

static const char * const only_tools[] = { "mcp:tools", NULL };
static const char * const more[] = { "openid", "mcp:tools", "mcp:admin", NULL };

static void
assert_sent (OauthFixture *fixture,
             guint         index,
             const char   *scope)
{
  g_autofree char *found = mock_authority_dup_parameter (fixture->mock, index, "scope");

  g_assert_cmpstr (found, ==, scope);
}

static void
assert_renewed (OauthFixture *fixture,
                OauthAccount *account,
                const char   *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oauth_fixture_renew (fixture, account, NULL, &error);

  g_assert_no_error (error);
  oauth_fixture_assert_token (token, text);
}

static void
assert_refused (OauthFixture *fixture,
                OauthAccount *account,
                OauthError    code,
                const char   *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (oauth_fixture_renew (fixture, account, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, (int) code);
  g_assert_cmpstr (oauth_error_get_code (error), ==, words);
}

/* A nonce is OpenID Connect's: some authorities refuse it from whoever does not ask for an ID
 * token. */
static void
test_nonce (OauthFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(OauthAccount) first = oauth_fixture_enter (fixture);
  g_autoptr(OauthAccount) second = NULL;
  const char *uri;

  uri = oauth_prompt_get_uri (g_ptr_array_index (fixture->prompter->prompts, 0));
  g_assert_nonnull (strstr (uri, "&nonce="));

  fixture->sign_in.scopes = only_tools;
  fixture->mock->gives_id_token = FALSE;
  second = oauth_fixture_enter (fixture);
  uri = oauth_prompt_get_uri (g_ptr_array_index (fixture->prompter->prompts, 1));
  g_assert_null (strstr (uri, "nonce"));
}

/* Who was granted less than was asked for refreshes what was granted, by not naming it (RFC 6749
 * §6). That is remembered. */
static void
test_granted_less (OauthFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);

  mock_authority_queue (fixture->mock, 400, NULL, INVALID_SCOPE);
  assert_renewed (fixture, account, "at-2");
  assert_sent (fixture, 1, "openid mcp:tools");
  assert_sent (fixture, 2, NULL);

  assert_renewed (fixture, account, "at-3");
  assert_sent (fixture, 3, NULL);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 4);
}

static void
test_refused_all_the_same (OauthFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);

  mock_authority_queue (fixture->mock, 400, NULL, INVALID_SCOPE);
  mock_authority_queue (fixture->mock, 400, NULL, INVALID_SCOPE);
  assert_refused (fixture, account, OAUTH_ERROR_SETUP, "invalid_scope");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

/* What was never asked for a person has to grant; nothing less is taken for it. */
static void
test_more (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);

  fixture->sign_in.scopes = more;
  mock_authority_queue (fixture->mock, 400, NULL, INVALID_SCOPE);
  assert_refused (fixture, account, OAUTH_ERROR_NEEDS_PERSON, "invalid_scope");
  assert_sent (fixture, 1, "openid mcp:tools mcp:admin");
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
  g_assert_cmpuint (fixture->vault->n_clears, ==, 0);
}

/* The same of another server (RFC 8707 §2.2); of the one that was signed in to it is no news for a
 * person. */
static void
test_other_resource (OauthFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *sent = NULL;

  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);

  mock_authority_queue (fixture->mock, 400, NULL, INVALID_TARGET);
  assert_refused (fixture, account, OAUTH_ERROR_SETUP, "invalid_target");

  fixture->sign_in.resource = "https://other.example.com/mcp";
  mock_authority_queue (fixture->mock, 400, NULL, INVALID_TARGET);
  assert_refused (fixture, account, OAUTH_ERROR_NEEDS_PERSON, "invalid_target");
  sent = mock_authority_dup_parameter (fixture->mock, 2, "resource");
  g_assert_cmpstr (sent, ==, fixture->sign_in.resource);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 3);
}

#define add(name, func) \
  g_test_add ("/oauth/client-scopes/" name, OauthFixture, NULL, oauth_fixture_set_up, func, \
              oauth_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("nonce", test_nonce);
  add ("granted-less", test_granted_less);
  add ("refused-all-the-same", test_refused_all_the_same);
  add ("more", test_more);
  add ("other-resource", test_other_resource);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
