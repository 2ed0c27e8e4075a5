/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-settings-fixture.h"
#include "mcp-fixture.h"
#include "mcp-http.h"

#include <string.h>

#define SECRET "s3cret-of-nobody"

static void
test_names (void)
{
  const struct { const char *name; gboolean good; } cases[] = {
    { "X-Api-Key", TRUE }, { "x", TRUE }, { "X_Team.1~", TRUE }, { "Accept-Language", TRUE },
    { "Contents", TRUE }, { "Mcpx", TRUE }, { "Hosts", TRUE }, { "Authorizations", TRUE },
    { "", FALSE }, { "X Api", FALSE }, { "X:", FALSE }, { "X\r\nY", FALSE }, { "X\n", FALSE },
    { "X\t", FALSE }, { "\303\244", FALSE }, { "(X)", FALSE }, { "X\177", FALSE },
    { "Authorization", FALSE }, { "AUTHORIZATION", FALSE }, { "Proxy-Authorization", FALSE },
    { "proxy-anything", FALSE }, { "Host", FALSE }, { "hOST", FALSE }, { "Mcp-Session-Id", FALSE },
    { "MCP-Protocol-Version", FALSE }, { "mcp-param-x", FALSE }, { "Cookie", FALSE },
    { "Content-Type", FALSE }, { "Content-Length", FALSE }, { "Accept", FALSE },
    { "Accept-Encoding", FALSE }, { "Origin", FALSE }, { "Connection", FALSE },
    { "Keep-Alive", FALSE }, { "TE", FALSE }, { "Trailer", FALSE }, { "Upgrade", FALSE },
    { "Transfer-Encoding", FALSE }, { "Last-Event-ID", FALSE }, { "Expect", FALSE },
    { "User-Agent", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpHttpOptions) options = mcp_http_options_new ();
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (mcp_http_options_add_header (options, cases[i].name, SECRET, &error), ==,
                       cases[i].good);
      g_assert_cmpint (mcp_http_options_has_header (options, cases[i].name), ==, cases[i].good);

      if (cases[i].good)
        continue;

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (strstr (error->message, SECRET));
    }
}

static void
test_values (void)
{
  const struct { const char *value; gboolean good; } cases[] = {
    { "x", TRUE }, { "a b\tc", TRUE }, { "\"=;,()<>@", TRUE }, { "Bearer x", TRUE },
    { "", FALSE }, { " x", FALSE }, { "x ", FALSE }, { "x\r\nHost: y", FALSE }, { "x\ny", FALSE },
    { "x\ry", FALSE }, { "x\r\n", FALSE }, { "\tx", FALSE }, { "x\001", FALSE }, { "x\177", FALSE },
    { "\303\244", FALSE }, { "\377", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpHttpOptions) options = mcp_http_options_new ();
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (mcp_http_options_add_header (options, "X", cases[i].value, &error), ==,
                       cases[i].good);
      g_assert_true (cases[i].good ||
                     g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
    }
}

/* No more, no longer, and none twice. */
static void
test_bounds (void)
{
  g_autoptr(McpHttpOptions) options = mcp_http_options_new ();
  g_autofree char *name = g_strnfill (MCP_HTTP_OPTIONS_MAX_NAME, 'n');
  g_autofree char *value = g_strnfill (MCP_HTTP_OPTIONS_MAX_VALUE, 'v');
  g_autofree char *long_name = g_strconcat (name, "n", NULL);
  g_autofree char *long_value = g_strconcat (value, "v", NULL);

  g_assert_false (mcp_http_options_add_header (options, long_name, "v", NULL));
  g_assert_false (mcp_http_options_add_header (options, name, long_value, NULL));
  g_assert_true (mcp_http_options_add_header (options, name, value, NULL));
  name[0] = 'N';
  g_assert_false (mcp_http_options_add_header (options, name, value, NULL));

  for (guint i = 1; i < MCP_HTTP_OPTIONS_MAX_HEADERS; i++)
    {
      g_autofree char *other = g_strdup_printf ("X-%u", i);

      g_assert_true (mcp_http_options_add_header (options, other, "v", NULL));
    }

  g_assert_false (mcp_http_options_add_header (options, "X", "v", NULL));
}

static McpHttp *
http_new (MockServer    *server,
          FixedSettings *settings)
{
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (server), G_URI_FLAGS_NONE, NULL);
  McpHttp *http = mcp_http_new (uri, NULL, 60);

  mcp_http_set_settings (http, MCP_HTTP_SETTINGS (settings));

  return http;
}

/* The status of the answer; 0 with an error. */
static guint
send (McpHttp      *http,
      McpHttpCall  *call,
      GError      **error)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GInputStream) reply = NULL;

  mcp_http_send_async (http, call, NULL, mcp_fixture_ready_cb, &place);
  reply = mcp_http_send_finish (http, mcp_fixture_wait_result (&place), error);

  return reply != NULL ? mcp_http_call_get_status (call) : 0;
}

/* By McpHttpSettings, with every method, and only for the very same origin. */
static void
test_everywhere (void)
{
  const char * const methods[] = { "POST", "GET", "DELETE" };
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(MockServer) other = mock_server_new ();
  g_autoptr(FixedSettings) settings = fixed_settings_new ();
  McpHttp *http = http_new (server, settings);
  g_autoptr(McpHttpCall) stray = mcp_http_call_new ("GET", NULL);

  mcp_http_options_add_header (settings->options, "X-Api-Key", SECRET, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
      g_autoptr(McpHttpCall) call = mcp_http_call_new (methods[i], i == 0 ? body : NULL);

      call->endless = i == 1;
      mock_server_queue (server, 200, "text/plain", "x");
      g_assert_cmpuint (send (http, call, NULL), ==, 200);
      g_assert_cmpstr (mock_exchange_get_header (mock_server_get_last_request (server),
                                                 "X-Api-Key"), ==, SECRET);
    }

  g_assert_cmpuint (settings->n_loads, ==, 1);
  mock_server_queue (other, 200, "text/plain", "x");
  stray->uri = g_uri_parse (mock_server_get_uri (other), G_URI_FLAGS_NONE, NULL);
  g_assert_cmpuint (send (http, stray, NULL), ==, 200);
  g_assert_null (mock_exchange_get_header (mock_server_get_last_request (other), "X-Api-Key"));
  g_assert_finalize_object (http);
}

/* Along where the server sends us on to itself, and not to anybody else. */
static void
test_redirects (void)
{
  const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(MockServer) other = mock_server_new ();
  g_autoptr(FixedSettings) settings = fixed_settings_new ();
  McpHttp *http = http_new (server, settings);

  mcp_http_options_add_header (settings->options, "X-Api-Key", SECRET, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(McpHttpCall) call = mcp_http_call_new ("GET", NULL);
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;
      MockExchange *exchange;

      mcp_http_send_async (http, call, NULL, mcp_fixture_ready_cb, &place);
      exchange = mock_server_wait (server);
      mock_exchange_add_header (exchange, "Location", mock_server_get_uri (other));
      mock_exchange_reply (exchange, statuses[i], NULL, NULL);
      g_assert_null (mcp_http_send_finish (http, mcp_fixture_wait_result (&place), &error));
      g_assert_nonnull (error);
    }

  g_assert_cmpuint (mock_server_get_n_requests (other), ==, 0);
  g_assert_finalize_object (http);
}

static void
test_same_origin_redirect (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(FixedSettings) settings = fixed_settings_new ();
  McpHttp *http = http_new (server, settings);
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("GET", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GInputStream) reply = NULL;
  MockExchange *exchange;

  mcp_http_options_add_header (settings->options, "X-Api-Key", SECRET, NULL);
  mcp_http_send_async (http, call, NULL, mcp_fixture_ready_cb, &place);
  exchange = mock_server_wait (server);
  mock_exchange_add_header (exchange, "Location", "/elsewhere");
  mock_exchange_reply (exchange, 307, NULL, NULL);
  exchange = mock_server_wait (server);
  g_assert_cmpstr (mock_exchange_get_path (exchange), ==, "/elsewhere");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "X-Api-Key"), ==, SECRET);
  mock_exchange_reply (exchange, 200, "text/plain", "x");
  reply = mcp_http_send_finish (http, mcp_fixture_wait_result (&place), NULL);
  g_assert_nonnull (reply);
  g_clear_object (&place);
  g_clear_object (&reply);
  g_assert_finalize_object (http);
}

/* Without what should go along nothing goes; it is asked for anew the next time. */
static void
test_failure (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(FixedSettings) settings = fixed_settings_new ();
  McpHttp *http = http_new (server, settings);
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("GET", NULL);
  g_autoptr(GError) error = NULL;

  settings->error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no file");
  g_assert_cmpuint (send (http, call, &error), ==, 0);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (call->was_denied);
  g_assert_cmpuint (mock_server_get_n_requests (server), ==, 0);

  g_clear_error (&settings->error);
  mock_server_queue (server, 200, "text/plain", "x");
  g_assert_cmpuint (send (http, call, NULL), ==, 200);
  g_assert_cmpuint (settings->n_loads, ==, 2);
  g_assert_finalize_object (http);
}

/* The client gives them to whatever it speaks to the server with. */
static void
test_client (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(FixedSettings) settings = fixed_settings_new ();

  mcp_http_options_add_header (settings->options, "X-Api-Key", SECRET, NULL);
  mcp_client_set_http_settings (fixture->client, MCP_HTTP_SETTINGS (settings));
  mcp_fixture_connect (fixture);

  for (guint i = 0; i < mock_server_get_n_requests (fixture->server); i++)
    g_assert_cmpstr (mock_exchange_get_header (mock_server_get_request (fixture->server, i),
                                               "X-Api-Key"), ==, SECRET);

  mcp_fixture_settle ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/http-options/names", test_names);
  g_test_add_func ("/mcp/http-options/values", test_values);
  g_test_add_func ("/mcp/http-options/bounds", test_bounds);
  g_test_add_func ("/mcp/http-options/everywhere", test_everywhere);
  g_test_add_func ("/mcp/http-options/redirects", test_redirects);
  g_test_add_func ("/mcp/http-options/same-origin-redirect", test_same_origin_redirect);
  g_test_add_func ("/mcp/http-options/failure", test_failure);
  g_test_add ("/mcp/http-options/client", McpFixture, NULL, mcp_fixture_set_up, test_client,
              mcp_fixture_tear_down);

  return g_test_run ();
}
