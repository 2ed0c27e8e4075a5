/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "discovery-fixture.h"

#include <string.h>

#define ROOT "/.well-known/oauth-protected-resource"
#define PATH ROOT "/mcp"

static OauthResource *
find (DiscoveryFixture  *fixture,
      const char        *server_uri,
      const char        *challenge,
      GError           **error)
{
  OauthResource *resource;

  oauth_discovery_find_resource_async (fixture->discovery, server_uri, challenge, NULL,
                                       discovery_keep_cb, fixture);
  discovery_await (fixture);
  resource = oauth_discovery_find_resource_finish (fixture->discovery, fixture->result, error);
  g_clear_object (&fixture->result);

  return resource;
}

static char *
dup_resource (DiscoveryFixture *fixture,
              const char       *name)
{
  return g_strdup_printf ("{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"],"
                          "\"resource_name\":\"%s\"}",
                          fixture->mock->server_uri, fixture->mock->issuer, name);
}

static void
publish (DiscoveryFixture *fixture,
         const char       *path,
         const char       *name)
{
  g_autofree char *text = dup_resource (fixture, name);

  mock_authority_publish (fixture->mock, path, 200, text);
}

static void
assert_found (DiscoveryFixture *fixture,
              const char       *challenge,
              const char       *name)
{
  g_autoptr(OauthResource) resource = NULL;
  g_autoptr(GError) error = NULL;

  resource = find (fixture, fixture->mock->server_uri, challenge, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_resource_get_name (resource), ==, name);
}

/* The replaced system: 401 without resource_metadata, and the document at the root only. */
static void
test_root_only (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  publish (fixture, ROOT, "root");
  assert_found (fixture, "Bearer", "root");
  g_assert_cmpuint (mock_authority_count (fixture->mock, PATH), ==, 1);

  /* Remembered, and forgotten when told. */
  assert_found (fixture, "Bearer", "root");
  g_assert_cmpuint (mock_authority_count (fixture->mock, ROOT), ==, 1);
  oauth_discovery_forget (fixture->discovery);
  assert_found (fixture, "Bearer", "root");
  g_assert_cmpuint (mock_authority_count (fixture->mock, ROOT), ==, 2);
}

static void
test_path_before_root (DiscoveryFixture *fixture,
                       gconstpointer     data)
{
  publish (fixture, ROOT, "root");
  publish (fixture, PATH, "path");
  assert_found (fixture, NULL, "path");
  g_assert_cmpuint (mock_authority_count (fixture->mock, ROOT), ==, 0);
}

static void
test_challenge_wins (DiscoveryFixture *fixture,
                     gconstpointer     data)
{
  g_autofree char *challenge = NULL;

  challenge = g_strdup_printf ("Basic realm=\"x\", Bearer realm=\"y\", "
                               "resource_metadata=\"%s/odd/place\"", fixture->mock->origin);
  publish (fixture, "/odd/place", "odd");
  publish (fixture, PATH, "path");
  assert_found (fixture, challenge, "odd");
  g_assert_cmpuint (mock_server_get_n_requests (fixture->mock->server), ==, 1);
}

/* Whatever stands at the first place, the next one is looked at. */
static const struct
{
  guint status;
  const char *body;
  guint n_tries;
} bad_places[] = {
  { 404, NULL, 1 },
  { 401, "{}", 1 },
  { 200, "<html>no</html>", 1 },
  { 200, "", 1 },
  { 200, "[1]", 1 },
  { 200, "{\"cut\":", 2 },
  { 503, "{}", 2 },
  { 0, "", 2 },
  { 0, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"resource\":", 2 },
  { 200, "{\"resource\":\"https://evil.example/mcp\",\"authorization_servers\":"
    "[\"https://x.example\"]}", 1 },
};

static void
test_moves_on (DiscoveryFixture *fixture,
               gconstpointer     data)
{
  publish (fixture, ROOT, "root");

  for (gsize i = 0; i < G_N_ELEMENTS (bad_places); i++)
    {
      guint before = mock_authority_count (fixture->mock, PATH);

      g_test_message ("%u %s", bad_places[i].status, bad_places[i].body);
      mock_authority_publish (fixture->mock, PATH, bad_places[i].status, bad_places[i].body);
      oauth_discovery_forget (fixture->discovery);
      assert_found (fixture, NULL, "root");
      g_assert_cmpuint (mock_authority_count (fixture->mock, PATH) - before, ==,
                        bad_places[i].n_tries);
    }
}

/* Up to 1 MiB. */
static void
test_too_large (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  g_autofree char *small = dup_resource (fixture, "path");
  g_autofree char *large = g_strdup_printf ("%*s", 1024 * 1024 + 1, small);

  publish (fixture, ROOT, "root");
  mock_authority_publish (fixture->mock, PATH, 200, large + 1);
  assert_found (fixture, NULL, "path");

  oauth_discovery_forget (fixture->discovery);
  mock_authority_publish (fixture->mock, PATH, 200, large);
  assert_found (fixture, NULL, "root");
}

/* Nobody is led to what is no place to ask at (see the table of test-oauth-address.c). */
static void
test_challenge_elsewhere (DiscoveryFixture *fixture,
                          gconstpointer     data)
{
  const char *host = strstr (fixture->mock->origin, "127.0.0.1");
  g_autofree char *with_name = g_strdup_printf ("http://u:p@%s/odd/place", host);
  const char *uris[] = { with_name, "http://intranet.example/prm", "ftp://127.0.0.1/prm", "prm",
                         "" };

  publish (fixture, "/odd/place", "odd");
  publish (fixture, PATH, "path");

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *challenge = g_strdup_printf ("Bearer resource_metadata=\"%s\"", uris[i]);

      assert_found (fixture, challenge, "path");
    }
}

static void
test_redirects (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  static const char elsewhere[] =
    "HTTP/1.1 302 Found\r\nLocation: http://localhost:%s/.well-known/other\r\n"
    "Content-Length: 0\r\n\r\n";
  const char *port = strrchr (fixture->mock->origin, ':') + 1;
  g_autofree char *foreign = g_strdup_printf (elsewhere, port);

  publish (fixture, ROOT, "root");
  publish (fixture, "/.well-known/other", "other");

  mock_authority_publish (fixture->mock, PATH, 0, foreign);
  assert_found (fixture, NULL, "root");
  g_assert_cmpuint (mock_authority_count (fixture->mock, "/.well-known/other"), ==, 0);

  mock_authority_publish (fixture->mock, PATH, 0, "HTTP/1.1 307 Moved\r\nLocation: "
                          "/.well-known/other\r\nContent-Length: 0\r\n\r\n");
  oauth_discovery_forget (fixture->discovery);
  assert_found (fixture, NULL, "other");

  /* Round and round. */
  mock_authority_publish (fixture->mock, PATH, 0, "HTTP/1.1 307 Moved\r\nLocation: " PATH
                          "\r\nContent-Length: 0\r\n\r\n");
  oauth_discovery_forget (fixture->discovery);
  assert_found (fixture, NULL, "root");
}

static void
test_nothing (DiscoveryFixture *fixture,
              gconstpointer     data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (find (fixture, fixture->mock->server_uri, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_clear_error (&error);

  /* What is there and wrong tells more than what is not there. */
  mock_authority_publish (fixture->mock, PATH, 200, "{\"resource\":\"https://evil.example\"}");
  g_assert_null (find (fixture, fixture->mock->server_uri, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_nonnull (strstr (error->message, "evil.example"));
  g_clear_error (&error);

  mock_authority_publish (fixture->mock, PATH, 503, "{}");
  g_assert_null (find (fixture, fixture->mock->server_uri, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_clear_error (&error);

  g_assert_null (find (fixture, "http://mcp.example.com/mcp", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
}

static void
test_cancelled (DiscoveryFixture *fixture,
                gconstpointer     data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  mock_server_set_handler (fixture->mock->server, NULL, NULL);
  oauth_discovery_find_resource_async (fixture->discovery, fixture->mock->server_uri, NULL,
                                       cancellable, discovery_keep_cb, fixture);
  mock_server_wait (fixture->mock->server);
  g_cancellable_cancel (cancellable);
  discovery_await (fixture);

  g_assert_null (oauth_discovery_find_resource_finish (fixture->discovery, fixture->result,
                                                       &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->mock->server), ==, 1);
}

static void
add (const char *name,
     void      (*test) (DiscoveryFixture *fixture,
                        gconstpointer     data))
{
  g_autofree char *path = g_strconcat ("/oauth/discovery/", name, NULL);

  g_test_add (path, DiscoveryFixture, NULL, discovery_set_up, test, discovery_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("root-only", test_root_only);
  add ("path-before-root", test_path_before_root);
  add ("challenge-wins", test_challenge_wins);
  add ("moves-on", test_moves_on);
  add ("too-large", test_too_large);
  add ("challenge-elsewhere", test_challenge_elsewhere);
  add ("redirects", test_redirects);
  add ("nothing", test_nothing);
  add ("cancelled", test_cancelled);

  return g_test_run ();
}
