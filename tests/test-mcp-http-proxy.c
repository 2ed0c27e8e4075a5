/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-settings-fixture.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "proxy-fixture.h"
#include "tls-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "s3cret-of-nobody"

/* A server that is reached through a tunnel. */
typedef struct
{
  char *folder;
  TlsAuthority *authority;
  MockServer *server;
  FixedSettings *settings;
  McpClient *client;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;

  self->folder = g_dir_make_tmp ("toolcrib-proxy-XXXXXX", NULL);
  self->authority = tls_authority_new ("Authority");
  database = tls_authority_new_database (self->authority, self->folder);
  certificate = tls_authority_issue_certificate (self->authority, "server");
  self->server = mock_server_new_tls (certificate, NULL);
  self->settings = fixed_settings_new ();
  mcp_http_options_set_tls_database (self->settings->options, database);
  mcp_http_options_add_header (self->settings->options, "X-Api-Key", SECRET, NULL);
  self->client = mcp_client_new (mock_server_get_uri (self->server));
  mcp_client_set_http_settings (self->client, MCP_HTTP_SETTINGS (self->settings));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  mcp_fixture_settle ();
  g_assert_finalize_object (self->client);
  mcp_fixture_settle ();
  g_assert_finalize_object (self->settings);
  mock_server_free (self->server);
  tls_authority_free (self->authority);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static gboolean
connect_client (Fixture       *self,
                ProxyFixture  *proxy,
                const char    *userinfo,
                GError       **error)
{
  g_autoptr(GProxyResolver) resolver = proxy_fixture_new_resolver (proxy, userinfo);
  g_autoptr(GAsyncResult) place = NULL;

  mcp_http_options_set_proxy_resolver (self->settings->options, resolver);
  mock_server_queue (self->server, 200, "application/json",
                     "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"supportedVersions\":"
                     "[\"2026-07-28\"],\"capabilities\":{}}}");
  mcp_client_connect_async (self->client, NULL, mcp_fixture_ready_cb, &place);

  return mcp_client_connect_finish (self->client, mcp_fixture_wait_result (&place), error);
}

/* The proxy learns where the server is, and nothing that is for the server. */
static void
assert_nothing_told (ProxyFixture *proxy)
{
  for (guint i = 0; i < proxy->heads->len; i++)
    {
      const char *head = g_ptr_array_index (proxy->heads, i);

      g_autofree char *lower = g_ascii_strdown (head, -1);

      g_assert_null (strstr (head, SECRET));
      g_assert_null (strstr (lower, "x-api-key"));
      g_assert_null (strstr (lower, "\r\nauthorization"));
      g_assert_null (strstr (lower, "\r\nmcp-"));
    }
}

/* And the server learns nothing that is for the proxy. */
static void
assert_server (Fixture *self)
{
  MockExchange *exchange = mock_server_get_last_request (self->server);

  g_assert_cmpstr (mock_exchange_get_header (exchange, "X-Api-Key"), ==, SECRET);
  g_assert_null (mock_exchange_get_header (exchange, "Proxy-Authorization"));
  g_assert_null (mock_exchange_get_header (exchange, "Authorization"));
}

static void
test_open (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(ProxyFixture) proxy = proxy_fixture_new (NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (connect_client (self, proxy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (proxy->n_tunnels, ==, 1);
  assert_nothing_told (proxy);
  assert_server (self);
}

/* The name and the password of the system's settings, escaped there. */
static void
test_password (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(ProxyFixture) proxy = proxy_fixture_new ("ada", "l@ve:lace");
  g_autoptr(GError) error = NULL;

  g_assert_true (connect_client (self, proxy, "ada:l%40ve%3Alace", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (proxy->n_tunnels, ==, 1);
  g_assert_cmpuint (proxy->heads->len, ==, 2);
  assert_nothing_told (proxy);
  assert_server (self);
}

/* One clear error, and no tunnel. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const char *userinfo = data;
  g_autoptr(ProxyFixture) proxy = proxy_fixture_new ("ada", "lovelace");
  g_autoptr(GError) error = NULL;

  g_assert_false (connect_client (self, proxy, userinfo, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "proxy"));
  g_assert_cmpuint (mcp_error_get_status (error), ==, 407);
  g_assert_cmpuint (proxy->n_tunnels, ==, 0);
  g_assert_cmpuint (proxy->heads->len, <=, 3);
  g_assert_cmpuint (mock_server_get_n_requests (self->server), ==, 0);
  assert_nothing_told (proxy);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mcp/http-proxy/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/mcp/http-proxy/password", Fixture, NULL, set_up, test_password, tear_down);
  g_test_add ("/mcp/http-proxy/no-password", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/mcp/http-proxy/wrong-password", Fixture, "ada:byron", set_up, test_refused,
              tear_down);

  return g_test_run ();
}
