/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

#define REFUSED "{\"error\":\"invalid_target\"}"

static void
omitted_cb (OauthClient *client,
            const char  *resource,
            gpointer     user_data)
{
  g_ptr_array_add (user_data, g_strdup (resource));
}

static GPtrArray *
watch (OauthFixture *fixture)
{
  GPtrArray *omitted = g_ptr_array_new_with_free_func (g_free);

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  g_signal_connect_data (fixture->client, "resource-omitted", G_CALLBACK (omitted_cb),
                         g_ptr_array_ref (omitted), (GClosureNotify) g_ptr_array_unref, 0);

  return omitted;
}

static void
assert_sent (OauthFixture *fixture,
             guint         index,
             const char   *resource)
{
  g_autofree char *found = mock_authority_dup_parameter (fixture->mock, index, "resource");

  g_assert_cmpstr (found, ==, resource);
}

static gboolean
is_asked_for (OauthFixture *fixture,
              guint         index)
{
  return strstr (oauth_prompt_get_uri (fixture->prompter->prompts->pdata[index]),
                 "resource=") != NULL;
}

/* entra.md 2.4: once without, in all three requests, and the caller is told once. */
static void
test_auto (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) omitted = watch (fixture);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->mock->expires_in = 4;
  fixture->prompter->answer = "error=invalid_target&state=%s";
  g_assert_null (oauth_fixture_sign_in (fixture, NULL));
  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 2);
  g_assert_true (is_asked_for (fixture, 0));
  g_assert_false (is_asked_for (fixture, 1));

  fixture->prompter->answer = NULL;
  account = oauth_fixture_enter (fixture);
  g_assert_false (is_asked_for (fixture, 2));
  assert_sent (fixture, 0, NULL);
  token = oauth_fixture_renew (fixture, account, NULL, NULL);
  g_assert_nonnull (token);
  assert_sent (fixture, 1, NULL);

  g_assert_cmpuint (omitted->len, ==, 1);
  g_assert_cmpstr (omitted->pdata[0], ==, fixture->mock->server_uri);
}

/* The refusal of a refresh alone (9010010 on refresh only). */
static void
test_refresh (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) omitted = watch (fixture);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->expires_in = 4;
  account = oauth_fixture_enter (fixture);
  mock_authority_queue (fixture->mock, 400, NULL, REFUSED);
  token = oauth_fixture_renew (fixture, account, NULL, &error);
  g_assert_no_error (error);
  assert_sent (fixture, 1, fixture->mock->server_uri);
  assert_sent (fixture, 2, NULL);
  g_assert_cmpuint (omitted->len, ==, 1);
}

static void
test_omit (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) omitted = watch (fixture);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->mock->expires_in = 4;
  oauth_client_set_resource_policy (fixture->client, fixture->mock->server_uri,
                                    OAUTH_RESOURCE_OMIT);
  account = oauth_fixture_enter (fixture);
  token = oauth_fixture_renew (fixture, account, NULL, NULL);
  g_assert_false (is_asked_for (fixture, 0));
  assert_sent (fixture, 0, NULL);
  assert_sent (fixture, 1, NULL);
  g_assert_cmpuint (omitted->len, ==, 0);
}

/* What an administrator wants sent is sent, and its refusal is told; nothing is tried behind. */
static void
test_send (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) omitted = watch (fixture);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mock->expires_in = 4;
  oauth_client_set_resource_policy (fixture->client, fixture->mock->server_uri,
                                    OAUTH_RESOURCE_SEND);
  account = oauth_fixture_enter (fixture);
  mock_authority_queue (fixture->mock, 400, NULL, REFUSED);
  g_assert_null (oauth_fixture_renew (fixture, account, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
  assert_sent (fixture, 1, fixture->mock->server_uri);
  g_assert_cmpuint (omitted->len, ==, 0);

  /* Another server is another matter; and what was found out is forgotten with AUTO. */
  oauth_client_set_resource_policy (fixture->client, fixture->mock->server_uri,
                                    OAUTH_RESOURCE_OMIT);
  oauth_client_set_resource_policy (fixture->client, fixture->mock->server_uri,
                                    OAUTH_RESOURCE_AUTO);
  token = oauth_fixture_renew (fixture, account, NULL, NULL);
  assert_sent (fixture, 2, fixture->mock->server_uri);
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/oauth/client-resource/" name, OauthFixture, NULL, oauth_fixture_set_up, \
              function, oauth_fixture_tear_down)

  add ("auto", test_auto);
  add ("refresh", test_refresh);
  add ("omit", test_omit);
  add ("send", test_send);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
