/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"
#include "mcp-http.h"

static McpHttp *
http_new (McpFixture *fixture)
{
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (fixture->server), G_URI_FLAGS_NONE, NULL);

  return mcp_http_new (uri, NULL, 60);
}

/* What goes out, and how an answer is looked at. */
static void
test_call (McpFixture    *fixture,
           gconstpointer  data)
{
  McpHttp *http = http_new (fixture);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("POST", body);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GInputStream) reply = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  call->session_id = g_strdup ("s");
  call->last_event_id = g_strdup ("e");
  g_assert_cmpuint (mcp_http_call_get_status (call), ==, 0);
  g_assert_false (mcp_http_call_has_content_type (call, "text/plain"));
  mcp_http_send_async (http, call, NULL, mcp_fixture_ready_cb, &place);
  g_assert_false (call->was_sent);
  exchange = mcp_fixture_wait (fixture, "answer");
  g_assert_true (call->was_sent);
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Session-Id"), ==, "s");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Last-Event-ID"), ==, "e");
  g_assert_null (mock_exchange_get_header (exchange, "MCP-Protocol-Version"));
  g_assert_cmpstr (mock_exchange_get_header (exchange, "User-Agent"), ==,
                   "Toolcrib/" PACKAGE_VERSION);
  mock_exchange_reply (exchange, 418, "Text/Plain; charset=utf-8", "tea");
  reply = mcp_http_send_finish (http, mcp_fixture_wait_result (&place), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mcp_http_call_get_status (call), ==, 418);
  g_assert_true (mcp_http_call_has_content_type (call, "text/plain"));
  g_clear_object (&place);
  g_clear_object (&reply);
  g_assert_finalize_object (http);
}

static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  McpHttp *http = http_new (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(McpHttpCall) call = mcp_http_call_new ("GET", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  call->endless = TRUE;
  mcp_http_send_async (http, call, cancellable, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "GET");
  g_cancellable_cancel (cancellable);
  g_assert_null (mcp_http_send_finish (http, mcp_fixture_wait_result (&place), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
  g_clear_object (&place);
  g_assert_finalize_object (http);
}

/* The start of a body: all of a short one, as much as it may be of a long one. */
static void
test_read_start (void)
{
  const gsize sizes[] = { 0, 1, 16 * 1024, 16 * 1024 + 1, 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GBytes) start = NULL;

      stream = g_memory_input_stream_new_from_data (g_malloc0 (sizes[i] + 1), sizes[i], g_free);
      mcp_http_read_start_async (stream, NULL, mcp_fixture_ready_cb, &place);
      start = mcp_http_read_start_finish (stream, mcp_fixture_wait_result (&place));
      g_assert_cmpuint (g_bytes_get_size (start), ==, MIN (sizes[i], 16 * 1024));
    }
}

static void
test_time_out (void)
{
  g_autoptr(GUri) uri = g_uri_parse ("http://127.0.0.1/", G_URI_FLAGS_NONE, NULL);
  g_autoptr(McpHttp) http = mcp_http_new (uri, NULL, 60);

  g_assert_cmpuint (mcp_http_get_timeout (http), ==, 60);
  mcp_http_set_timeout (http, 5);
  g_assert_cmpuint (mcp_http_get_timeout (http), ==, 5);
}

#define ADD(path, function) \
  g_test_add ("/mcp/http/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("call", test_call);
  ADD ("cancel", test_cancel);
  g_test_add_func ("/mcp/http/read-start", test_read_start);
  g_test_add_func ("/mcp/http/time-out", test_time_out);

  return g_test_run ();
}
