/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-origin.h"

#include "discovery-fixture.h"

#include <string.h>

#define OAUTH_PLACE "/.well-known/oauth-authorization-server"
#define OPENID_PLACE "/.well-known/openid-configuration"
#define RESOURCE_PLACE "/.well-known/oauth-protected-resource/mcp"

static OauthAuthority *
load (DiscoveryFixture  *fixture,
      GError           **error)
{
  OauthAuthority *authority;

  g_clear_object (&fixture->result);
  oauth_origin_load_async (fixture->discovery, fixture->mock->server_uri, NULL, discovery_keep_cb,
                           fixture);
  discovery_await (fixture);
  authority = oauth_origin_load_finish (fixture->discovery, fixture->result, error);

  return authority;
}

/* The mock trusts its issuer, "/t1"; here it is the origin. */
static void
trust_origin (DiscoveryFixture *fixture)
{
  g_free (fixture->mock->issuer);
  fixture->mock->issuer = g_strdup (fixture->mock->origin);
}

static void
assert_ends (const char *address,
             const char *origin,
             const char *path)
{
  g_assert_true (g_str_has_prefix (address, origin));
  g_assert_cmpstr (address + strlen (origin), ==, path);
}

/* MCP 2025-03-26, "Fallbacks for Servers without Metadata Discovery". */
static void
test_endpoints (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  const char *origin = fixture->mock->origin;
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GError) error = NULL;

  trust_origin (fixture);
  authority = load (fixture, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (oauth_authority_get_issuer (authority), ==, origin);
  assert_ends (oauth_authority_get_authorization_endpoint (authority), origin, "/authorize");
  assert_ends (oauth_authority_get_token_endpoint (authority), origin, "/token");
  assert_ends (oauth_authority_get_registration_endpoint (authority), origin, "/register");
  g_assert_null (oauth_authority_get_auth_methods (authority));
  g_assert_false (oauth_authority_is_pkce_assumed (authority));
  g_assert_cmpuint (mock_authority_count (fixture->mock, OAUTH_PLACE), ==, 1);
}

/* At the root, wherever the server itself is. */
static void
test_metadata (DiscoveryFixture *fixture,
               gconstpointer     data)
{
  g_autofree char *text = NULL;
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GError) error = NULL;

  trust_origin (fixture);
  text = g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/a\","
                          "\"token_endpoint\":\"%s/t\","
                          "\"code_challenge_methods_supported\":[\"S256\"]}",
                          fixture->mock->origin, fixture->mock->origin, fixture->mock->origin);
  mock_authority_publish (fixture->mock, OAUTH_PLACE, 200, text);
  authority = load (fixture, &error);
  g_assert_no_error (error);

  assert_ends (oauth_authority_get_token_endpoint (authority), fixture->mock->origin, "/t");
  g_assert_null (oauth_authority_get_registration_endpoint (authority));
}

/* What is there and wrong, or is not to be reached, is no reason to guess. */
static const struct
{
  const char *place;
  guint status;
  const char *body;
  OauthError code;
} wrong[] = {
  { OAUTH_PLACE, 200, "{}", OAUTH_ERROR_DISCOVERY },
  { OAUTH_PLACE, 200, "{\"issuer\":\"https://evil.example\"}", OAUTH_ERROR_DISCOVERY },
  { OPENID_PLACE, 200, "{\"issuer\":\"https://evil.example\"}", OAUTH_ERROR_DISCOVERY },
  { OAUTH_PLACE, 503, "{}", OAUTH_ERROR_UNAVAILABLE },
  { OPENID_PLACE, 500, "<html>", OAUTH_ERROR_UNAVAILABLE },
  { OAUTH_PLACE, 0, "", OAUTH_ERROR_UNAVAILABLE },
};

static void
test_wrong (DiscoveryFixture *fixture,
            gconstpointer     data)
{
  trust_origin (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s %u %s", wrong[i].place, wrong[i].status, wrong[i].body);
      mock_authority_publish (fixture->mock, OAUTH_PLACE, 404, NULL);
      mock_authority_publish (fixture->mock, OPENID_PLACE, 404, NULL);
      mock_authority_publish (fixture->mock, wrong[i].place, wrong[i].status, wrong[i].body);

      g_assert_null (load (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, (int) wrong[i].code);
    }
}

/* Pages for people, and other errors, are nothing. */
static void
test_nothing (DiscoveryFixture *fixture,
              gconstpointer     data)
{
  static const guint statuses[] = { 200, 401, 403, 404, 410 };

  trust_origin (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(OauthAuthority) authority = NULL;
      g_autoptr(GError) error = NULL;

      mock_authority_publish (fixture->mock, OAUTH_PLACE, statuses[i], "<html>");
      authority = load (fixture, &error);
      g_assert_no_error (error);
    }
}

/* Not a byte to somebody whom nobody trusts: being a server is no reason. */
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
test_cancelled (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  oauth_origin_load_async (fixture->discovery, fixture->mock->server_uri, cancellable,
                           discovery_keep_cb, fixture);
  g_cancellable_cancel (cancellable);
  discovery_await (fixture);

  g_assert_null (oauth_origin_load_finish (fixture->discovery, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_nothing_there (DiscoveryFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->result);
  oauth_discovery_find_resource_async (fixture->discovery, fixture->mock->server_uri, NULL, NULL,
                                       discovery_keep_cb, fixture);
  discovery_await (fixture);
  g_assert_null (oauth_discovery_find_resource_finish (fixture->discovery, fixture->result,
                                                       &error));
  g_assert_nonnull (error);

  return oauth_discovery_is_nothing_there (fixture->discovery, fixture->result);
}

/* Metadata of another server's are not the same as none. */
static void
test_resource (DiscoveryFixture *fixture,
               gconstpointer     data)
{
  g_assert_true (is_nothing_there (fixture));

  mock_authority_publish (fixture->mock, RESOURCE_PLACE, 200,
                          "{\"resource\":\"https://evil.example\","
                          "\"authorization_servers\":[\"https://evil.example\"]}");
  g_assert_false (is_nothing_there (fixture));

  mock_authority_publish (fixture->mock, RESOURCE_PLACE, 502, NULL);
  g_assert_false (is_nothing_there (fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/oauth/origin/" path, DiscoveryFixture, NULL, discovery_set_up, func, \
              discovery_tear_down)

  ADD ("endpoints", test_endpoints);
  ADD ("metadata", test_metadata);
  ADD ("wrong", test_wrong);
  ADD ("nothing", test_nothing);
  ADD ("untrusted", test_untrusted);
  ADD ("cancelled", test_cancelled);
  ADD ("resource", test_resource);

  return g_test_run ();
}
