/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "discovery-fixture.h"

#include <string.h>

#define AS_PATH "/.well-known/oauth-authorization-server/t1"
#define OIDC_PATH "/.well-known/openid-configuration/t1"
#define OIDC_END "/t1/.well-known/openid-configuration"

static OauthAuthority *
load (DiscoveryFixture  *fixture,
      GError           **error)
{
  OauthAuthority *authority;

  oauth_discovery_load_authority_async (fixture->discovery, fixture->mock->issuer, NULL,
                                        discovery_keep_cb, fixture);
  discovery_await (fixture);
  authority = oauth_discovery_load_authority_finish (fixture->discovery, fixture->result, error);
  g_clear_object (&fixture->result);

  return authority;
}

static void
test_authority_places (DiscoveryFixture *fixture,
                       gconstpointer     data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  OauthAuthority *authority;
  OauthAuthority *remembered;

  authority = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_authority_get_issuer (authority), ==, fixture->mock->issuer);
  remembered = load (fixture, &error);
  g_assert_true (authority == remembered);
  g_object_unref (remembered);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->mock->server), ==, 1);

  text = sjson_value_to_json (oauth_authority_get_json (authority), NULL);
  oauth_discovery_forget (fixture->discovery);
  g_assert_finalize_object (authority);

  mock_authority_publish (fixture->mock, AS_PATH, 0, "");
  mock_authority_publish (fixture->mock, OIDC_PATH, 200, "<p>");
  mock_authority_publish (fixture->mock, OIDC_END, 200, text);
  authority = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_authority_get_issuer (authority), ==, fixture->mock->issuer);
  g_object_unref (authority);
}

static void
test_another_issuer (DiscoveryFixture *fixture,
                     gconstpointer     data)
{
  g_autoptr(GError) error = NULL;

  mock_authority_publish (fixture->mock, AS_PATH, 200, "{\"issuer\":\"https://evil.example\"}");
  g_assert_null (load (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_nonnull (strstr (error->message, "evil.example"));
}

/* Not a byte goes to whom nobody trusts. */
static void
test_untrusted (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  g_autoptr(GError) error = NULL;

  fixture->is_trusted = FALSE;
  g_assert_null (load (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->mock->server), ==, 0);
}

static void
add (const char *name,
     void      (*test) (DiscoveryFixture *fixture,
                        gconstpointer     data))
{
  g_autofree char *path = g_strconcat ("/oauth/discovery-authority/", name, NULL);

  g_test_add (path, DiscoveryFixture, NULL, discovery_set_up, test, discovery_tear_down);
}

/* A kind that knows why there may be nothing says so, where nobody else did. */
static void
test_absence (DiscoveryFixture *fixture,
              gconstpointer     data)
{
  static const struct
  {
    gboolean is_tenant;
    guint status;
    const char *body;
    OauthError code;
    const char *sentence;
  } rows[] = {
    { TRUE, 400, "{}", OAUTH_ERROR_DISCOVERY, "No tenant: http" },
    { TRUE, 404, "<p>", OAUTH_ERROR_DISCOVERY, "No tenant: http" },
    { TRUE, 400, "{\"error\":\"invalid_tenant\"}", OAUTH_ERROR_DISCOVERY, "There is nothing at" },
    { TRUE, 503, "{}", OAUTH_ERROR_UNAVAILABLE, "answered with the error" },
    { TRUE, 200, "{}", OAUTH_ERROR_DISCOVERY, "does not say who it is" },
    { FALSE, 400, "{}", OAUTH_ERROR_DISCOVERY, "There is nothing at" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      fixture->is_tenant = rows[i].is_tenant;
      mock_authority_publish (fixture->mock, AS_PATH, rows[i].status, rows[i].body);
      mock_authority_publish (fixture->mock, OIDC_PATH, rows[i].status, rows[i].body);
      mock_authority_publish (fixture->mock, OIDC_END, rows[i].status, rows[i].body);
      g_assert_null (load (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].sentence));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("places", test_authority_places);
  add ("absence", test_absence);
  add ("another-issuer", test_another_issuer);
  add ("untrusted", test_untrusted);

  return g_test_run ();
}
