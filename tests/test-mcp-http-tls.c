/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-settings-fixture.h"
#include "mcp-fixture.h"
#include "mcp-http.h"
#include "tls-fixture.h"

#include <glib/gstdio.h>

/* A server by an authority that the system does not know, and another authority. */
typedef struct
{
  char *folder;
  TlsAuthority *authority;
  TlsAuthority *stranger;
  GTlsDatabase *database;
  GTlsDatabase *strange_database;
  GTlsCertificate *certificate;
  FixedSettings *settings;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("toolcrib-tls-XXXXXX", NULL);
  self->authority = tls_authority_new ("Right");
  self->stranger = tls_authority_new ("Stranger");
  self->database = tls_authority_new_database (self->authority, self->folder);
  self->strange_database = tls_authority_new_database (self->stranger, self->folder);
  self->certificate = tls_authority_issue_certificate (self->authority, "server");
  self->settings = fixed_settings_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->settings);
  g_clear_object (&self->certificate);
  g_clear_object (&self->database);
  g_clear_object (&self->strange_database);
  tls_authority_free (self->authority);
  tls_authority_free (self->stranger);
  g_rmdir (self->folder);
  g_free (self->folder);
}

/* The status of an answer by @server; 0 with an error, in the client's words. */
static guint
ask (Fixture     *self,
     MockServer  *server,
     GError     **error)
{
  McpClient *client = mcp_client_new (mock_server_get_uri (server));
  g_autoptr(GAsyncResult) place = NULL;
  gboolean connected;
  guint n_requests;

  mock_server_queue (server, 200, "application/json",
                     "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"supportedVersions\":"
                     "[\"2026-07-28\"],\"capabilities\":{}}}");
  mcp_client_set_http_settings (client, MCP_HTTP_SETTINGS (self->settings));
  mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
  connected = mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), error);
  n_requests = mock_server_get_n_requests (server);
  g_assert_cmpint (connected, ==, n_requests > 0);
  g_clear_object (&place);
  g_assert_finalize_object (client);
  mcp_fixture_settle ();

  return n_requests;
}

static void
test_authority (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(MockServer) server = mock_server_new_tls (self->certificate, NULL);
  g_autoptr(GError) unknown = NULL;
  g_autoptr(GError) wrong = NULL;
  g_autoptr(GError) right = NULL;

  g_assert_cmpuint (ask (self, server, &unknown), ==, 0);
  g_assert_error (unknown, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  mcp_http_options_set_tls_database (self->settings->options, self->strange_database);
  g_assert_cmpuint (ask (self, server, &wrong), ==, 0);
  g_assert_error (wrong, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  mcp_http_options_set_tls_database (self->settings->options, self->database);
  g_assert_cmpuint (ask (self, server, &right), ==, 1);
  g_assert_no_error (right);
}

/* Who has to show a certificate: the right one, none, and one by somebody else. */
static void
test_client_certificate (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(MockServer) server = mock_server_new_tls (self->certificate, self->database);
  g_autoptr(GTlsCertificate) ours = tls_authority_issue_certificate (self->authority, "us");
  g_autoptr(GTlsCertificate) wrong = tls_authority_issue_certificate (self->stranger, "us");
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) refused = NULL;
  g_autoptr(GError) right = NULL;

  mcp_http_options_set_tls_database (self->settings->options, self->database);
  g_assert_cmpuint (ask (self, server, &missing), ==, 0);
  g_assert_error (missing, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED);
  g_test_message ("missing: %s", missing->message);

  mcp_http_options_set_tls_certificate (self->settings->options, wrong);
  g_assert_cmpuint (ask (self, server, &refused), ==, 0);
  g_assert_nonnull (refused);
  g_test_message ("refused: %s %d %s", g_quark_to_string (refused->domain), refused->code,
                  refused->message);

  mcp_http_options_set_tls_certificate (self->settings->options, ours);
  g_assert_cmpuint (ask (self, server, &right), ==, 1);
  g_assert_no_error (right);
}

/* Nobody else is shown who we are. */
static void
test_other_origin (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(MockServer) server = mock_server_new_tls (self->certificate, NULL);
  g_autoptr(MockServer) other = mock_server_new_tls (self->certificate, self->database);
  g_autoptr(GTlsCertificate) ours = tls_authority_issue_certificate (self->authority, "us");
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (server), G_URI_FLAGS_NONE, NULL);
  McpHttp *http = mcp_http_new (uri, NULL, 60);
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("GET", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  mcp_http_options_set_tls_database (self->settings->options, self->database);
  mcp_http_options_set_tls_certificate (self->settings->options, ours);
  mcp_http_set_settings (http, MCP_HTTP_SETTINGS (self->settings));
  call->uri = g_uri_parse (mock_server_get_uri (other), G_URI_FLAGS_NONE, NULL);
  mcp_http_send_async (http, call, NULL, mcp_fixture_ready_cb, &place);
  g_assert_null (mcp_http_send_finish (http, mcp_fixture_wait_result (&place), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (mock_server_get_n_requests (other), ==, 0);
  g_clear_object (&place);
  g_assert_finalize_object (http);
  mcp_fixture_settle ();
}

#define ADD(path, function) \
  g_test_add ("/mcp/http-tls/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("authority", test_authority);
  ADD ("client-certificate", test_client_certificate);
  ADD ("other-origin", test_other_origin);

  return g_test_run ();
}
