/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"

#include <string.h>

static GError *
finish_connect (McpFixture    *fixture,
                GAsyncResult **place)
{
  GError *error = NULL;

  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (place),
                                             &error));
  g_clear_object (place);
  g_assert_false (mcp_client_is_connected (fixture->client));

  return error;
}

typedef struct
{
  guint status;
  const char *type;
  const char *body;
  int code;
} Case;

static const char remote[] = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,"
                             "\"message\":\"Go away\"}}";

/* What may answer at an address that should be a server's. */
static void
test_opening (McpFixture    *fixture,
              gconstpointer  data)
{
  const Case cases[] = {
    { 200, "text/html", "<!DOCTYPE html><p>Hi", MCP_ERROR_NOT_MCP },
    { 200, "text/html", NULL, MCP_ERROR_NOT_MCP },
    { 200, NULL, "{}", MCP_ERROR_NOT_MCP },
    { 200, "application/json", "<!DOCTYPE html>", MCP_ERROR_NOT_MCP },
    { 200, "application/json", "{\"hello\":1}", MCP_ERROR_NOT_MCP },
    { 200, "application/json", "7", MCP_ERROR_NOT_MCP },
    { 200, "application/json", NULL, MCP_ERROR_NOT_MCP },
    { 202, NULL, NULL, MCP_ERROR_NOT_MCP },
    { 204, NULL, NULL, MCP_ERROR_NOT_MCP },
    { 400, "text/plain", "Bad Request", MCP_ERROR_NOT_MCP },
    { 400, "application/json", remote, MCP_ERROR_REMOTE },
    { 200, "application/json", remote, MCP_ERROR_REMOTE },
    { 401, NULL, NULL, MCP_ERROR_UNAUTHORIZED },
    { 403, "application/json", remote, MCP_ERROR_FORBIDDEN },
    { 404, "text/html", "<p>Not found", MCP_ERROR_NOT_MCP },
    { 404, "application/json", remote, MCP_ERROR_NOT_MCP },
    { 405, NULL, NULL, MCP_ERROR_NOT_MCP },
    { 418, NULL, "\xff\xfe tea", MCP_ERROR_NOT_MCP },
    { 429, NULL, NULL, MCP_ERROR_UNAVAILABLE },
    { 500, "application/json", remote, MCP_ERROR_UNAVAILABLE },
    { 503, "text/html", "<p>Later", MCP_ERROR_UNAVAILABLE },
    { 304, NULL, NULL, MCP_ERROR_NOT_MCP },
    { 302, NULL, NULL, MCP_ERROR_NOT_MCP },
  };

  fixture->holds_all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].type ? cases[i].type : "");
      mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), cases[i].status,
                           cases[i].type, cases[i].body);
      error = finish_connect (fixture, &place);
      g_assert_error (error, MCP_ERROR, cases[i].code);
      g_assert_true (g_utf8_validate (mcp_error_get_details (error), -1, NULL));

      if (cases[i].status >= 400)
        g_assert_cmpuint (mcp_error_get_status (error), ==, cases[i].status);
    }

  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, G_N_ELEMENTS (cases));
}

/* The same once a session is open: what a call then fails with. */
static void
test_calling (McpFixture    *fixture,
              gconstpointer  data)
{
  const Case cases[] = {
    { 200, "text/html", "<!DOCTYPE html>", MCP_ERROR_MALFORMED },
    { 200, "application/json", "{\"a\":}", MCP_ERROR_MALFORMED },
    { 200, "application/json", "{}", MCP_ERROR_MALFORMED },
    { 200, "text/event-stream", "data: {\"a\":}\n\n", MCP_ERROR_MALFORMED },
    { 202, NULL, NULL, MCP_ERROR_MALFORMED },
    { 400, "text/plain", "Bad Request", MCP_ERROR_MALFORMED },
    { 401, NULL, NULL, MCP_ERROR_UNAUTHORIZED },
    { 403, NULL, NULL, MCP_ERROR_FORBIDDEN },
    { 405, NULL, NULL, MCP_ERROR_NOT_MCP },
    { 406, "application/json", remote, MCP_ERROR_REMOTE },
    { 502, NULL, NULL, MCP_ERROR_UNAVAILABLE },
  };

  mcp_fixture_connect (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].type ? cases[i].type : "");
      mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), cases[i].status,
                           cases[i].type, cases[i].body);
      value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
      g_assert_null (value);
      g_assert_error (error, MCP_ERROR, cases[i].code);
    }

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, G_N_ELEMENTS (cases));
  g_assert_true (mcp_client_is_connected (fixture->client));
}

static void
test_challenge (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "initialize");
  mock_exchange_add_header (exchange, "WWW-Authenticate", "Basic realm=\"a\"");
  mock_exchange_add_header (exchange, "WWW-Authenticate", "Bearer scope=\"b\"");
  mock_exchange_reply (exchange, 401, NULL, NULL);
  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (mcp_error_get_challenge (error), ==, "Basic realm=\"a\", Bearer scope=\"b\"");
}

/* Nobody is there. */
static void
test_refused (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(McpClient) client = mcp_client_new (mock_server_get_uri (server));
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&server, mock_server_free);
  mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_false (mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  g_assert_nonnull (mcp_error_get_details (error));
}

/* The same origin is followed where method and body stay; nothing else is. */
static void
test_redirect (McpFixture    *fixture,
               gconstpointer  data)
{
  const char * const elsewhere[] = { "http://localhost:1/mcp", "https://127.0.0.1/mcp", "//x/y",
                                     "javascript:1", "http://127.0.0.1:99999/" };
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "initialize");
  mock_exchange_add_header (exchange, "Location", "/other?x=1");
  mock_exchange_reply (exchange, 307, NULL, NULL);
  exchange = mcp_fixture_wait (fixture, "initialize");
  g_assert_cmpstr (mock_exchange_get_path (exchange), ==, "/other");
  mock_exchange_add_header (exchange, "Location", mock_server_get_uri (fixture->server));
  mock_exchange_reply (exchange, 308, NULL, NULL);
  exchange = mcp_fixture_wait (fixture, "initialize");
  g_assert_cmpstr (mock_exchange_get_path (exchange), ==, "/mcp");
  mock_exchange_add_header (exchange, "Location", "/other");
  mock_exchange_reply (exchange, 301, NULL, NULL);
  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_MCP);

  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_clear_error (&error);
      mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
      exchange = mcp_fixture_wait (fixture, "initialize");
      mock_exchange_add_header (exchange, "Location", elsewhere[i]);
      mock_exchange_reply (exchange, 307, NULL, NULL);
      error = finish_connect (fixture, &place);
      g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_MCP);
    }
}

static void
test_redirect_circle (McpFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);

  for (guint i = 0; i < 6; i++)
    {
      MockExchange *exchange = mcp_fixture_wait (fixture, "initialize");

      mock_exchange_add_header (exchange, "Location", "/mcp");
      mock_exchange_reply (exchange, 307, NULL, NULL);
    }

  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_MCP);
}

static gboolean
comment_cb (gpointer user_data)
{
  mock_exchange_write (user_data, ": still here\n", -1);

  return G_SOURCE_CONTINUE;
}

/* Silence ends a request and the server is told; comments are no silence. */
static void
test_time_out (McpFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  gint64 started = g_get_monotonic_time ();
  guint source;

  mcp_client_set_timeout (fixture->client, 1);
  mcp_fixture_connect (fixture);
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);
  source = g_timeout_add (300, comment_cb, exchange);

  while (g_get_monotonic_time () - started < 1500 * 1000)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (place);
  g_source_remove (source);
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  g_assert_nonnull (strstr (error->message, "may or may not have run"));

  while (mcp_fixture_count (fixture, "notifications/cancelled") == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
}

static void
test_time_out_opening (McpFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_set_timeout (fixture->client, 1);
  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  mcp_fixture_settle ();
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 1);
}

/* Closing and dropping a client end what is under way, and tell nobody but the server. */
static void
test_close_pending (McpFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  mcp_fixture_connect (fixture);
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_wait (fixture, "tools/call");
  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &closed);
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_null (value);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (mcp_client_close_finish (fixture->client, mcp_fixture_wait_result (&closed),
                                          NULL));
  g_assert_cmpuint (mcp_fixture_count (fixture, "DELETE"), ==, 1);
}

static void
test_dispose_pending (McpFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_wait (fixture, "tools/call");
  g_object_run_dispose (G_OBJECT (fixture->client));
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&place);
  mcp_fixture_settle ();
}

#define ADD(path, function) \
  g_test_add ("/mcp/client/errors/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("opening", test_opening);
  ADD ("calling", test_calling);
  ADD ("challenge", test_challenge);
  g_test_add_func ("/mcp/client/errors/refused", test_refused);
  ADD ("redirect", test_redirect);
  ADD ("redirect-circle", test_redirect_circle);
  ADD ("time-out", test_time_out);
  ADD ("time-out-opening", test_time_out_opening);
  ADD ("close-pending", test_close_pending);
  ADD ("dispose-pending", test_dispose_pending);

  return g_test_run ();
}
