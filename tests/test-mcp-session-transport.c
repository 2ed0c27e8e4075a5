/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"
#include "mcp-session-transport.h"

static McpTransport *
transport_new (McpFixture *fixture)
{
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr(McpHttp) http = mcp_http_new (uri, NULL, 60);
  McpTransport *transport;

  transport = mcp_session_transport_new (http);
  mcp_transport_set_watch (transport, MCP_WATCH_MESSAGES, NULL, NULL);

  return transport;
}

static void
open_transport (McpTransport *transport)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_transport_open_finish (transport, mcp_fixture_wait_result (&place), &error));
  g_assert_no_error (error);
}

/* The GET stream does not keep it alive. */
static void
test_life (McpFixture    *fixture,
           gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);

  fixture->offers_stream = TRUE;
  g_assert_true (MCP_IS_SESSION_TRANSPORT (transport));
  g_assert_null (mcp_transport_get_info (transport));
  open_transport (transport);
  g_assert_cmpstr (mcp_transport_get_info (transport)->protocol_version, ==, "2025-11-25");
  g_assert_true (mcp_transport_get_info (transport)->has_tools);
  mcp_fixture_start (mcp_fixture_wait (fixture, "GET"));
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

/* initialize must not be cancelled: the server hears nothing, and it can be opened again. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->holds_all = TRUE;
  mcp_transport_open_async (transport, cancellable, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "initialize");
  fixture->holds_all = FALSE;
  g_cancellable_cancel (cancellable);
  g_assert_false (mcp_transport_open_finish (transport, mcp_fixture_wait_result (&place), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
  mcp_fixture_settle ();
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 1);
  g_clear_object (&place);
  open_transport (transport);
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

/* Aborting ends everything at once and tells nobody; afterwards nothing can be sent. */
static void
test_abort (McpFixture    *fixture,
            gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);
  g_autoptr(McpRequest) request = mcp_request_new ("tools/call", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  open_transport (transport);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_transport_abort (transport);
  value = mcp_transport_send_finish (transport, mcp_fixture_wait_result (&place), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);

  g_clear_error (&error);
  g_clear_object (&place);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  value = mcp_transport_send_finish (transport, mcp_fixture_wait_result (&place), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&place);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "DELETE"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 0);
  g_assert_finalize_object (transport);
}

static void
notification_cb (McpTransport     *transport,
                 const char       *method,
                 const SjsonValue *params,
                 gpointer          user_data)
{
  g_autofree char *json = params ? sjson_value_to_json (params, NULL) : g_strdup ("none");

  g_string_append_printf (user_data, "%s %s;", method, json);
}

static void
test_notifications (McpFixture    *fixture,
                    gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);
  g_autoptr(GString) seen = g_string_new (NULL);
  MockExchange *stream;

  fixture->offers_stream = TRUE;
  g_signal_connect (transport, "notification", G_CALLBACK (notification_cb), seen);
  open_transport (transport);
  stream = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (stream);
  mcp_fixture_write (stream, "{\"method\":\"a\"}");
  mcp_fixture_write (stream, "[{\"method\":\"b\",\"params\":{\"x\":1}},{\"method\":"
                             "\"notifications/message\",\"params\":{\"level\":\"info\"}}]");

  while (strstr (seen->str, "message") == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (seen->str, ==, "a none;b {\"x\":1};notifications/message "
                                  "{\"level\":\"info\"};");
  g_assert_finalize_object (transport);
}

static void
accept_cb (gpointer data,
           gpointer user_data)
{
  mock_exchange_reply (data, 202, NULL, NULL);
}

/* A server that asks without taking answers gets no more than so many. */
static void
test_flood (McpFixture    *fixture,
            gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);
  g_autoptr(GString) seen = g_string_new (NULL);
  MockExchange *stream;
  GQueue held = G_QUEUE_INIT;

  fixture->offers_stream = TRUE;
  g_signal_connect (transport, "notification", G_CALLBACK (notification_cb), seen);
  open_transport (transport);
  stream = mcp_fixture_wait (fixture, "GET");
  fixture->holds_all = TRUE;
  mcp_fixture_start (stream);

  for (guint i = 0; i < 100; i++)
    mcp_fixture_write (stream, "{\"id\":1,\"method\":\"ping\"}");
  mcp_fixture_write (stream, "{\"method\":\"all-read\"}");

  for (guint i = 0; i < 16; i++)
    g_queue_push_tail (&held, mcp_fixture_wait (fixture, "answer"));

  while (strstr (seen->str, "all-read") == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_queue_foreach (&held, accept_cb, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "answer"), ==, 16);
  mcp_fixture_write (stream, "{\"id\":1,\"method\":\"ping\"}");
  mcp_fixture_wait (fixture, "answer");
  g_queue_clear (&held);
  mcp_transport_abort (transport);
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

/* A session that cannot be deleted is closed all the same. */
static void
test_close (McpFixture    *fixture,
            gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture);
  g_autoptr(GAsyncResult) place = NULL;

  open_transport (transport);
  fixture->holds_all = TRUE;
  mcp_transport_close_async (transport, NULL, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "DELETE"), 405, NULL, NULL);
  g_assert_true (mcp_transport_close_finish (transport, mcp_fixture_wait_result (&place), NULL));
  g_clear_object (&place);
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

/* The caller need not wait for a server that does not answer. Who talks HTTP is as before. */
static void
test_close_cancelled (McpFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr(McpHttp) http = mcp_http_new (uri, NULL, 60);
  McpTransport *transport = mcp_session_transport_new (http);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) place = NULL;
  MockExchange *exchange;

  open_transport (transport);
  fixture->holds_all = TRUE;
  mcp_transport_close_async (transport, cancellable, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "DELETE");
  g_assert_cmpuint (mcp_http_get_timeout (http), ==, 60);
  g_cancellable_cancel (cancellable);
  mock_exchange_wait_gone (exchange);
  mcp_fixture_wait_result (&place);
  g_clear_object (&place);
  g_assert_finalize_object (transport);
}

#define ADD(path, function) \
  g_test_add ("/mcp/session-transport/" path, McpFixture, NULL, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("life", test_life);
  ADD ("cancel", test_cancel);
  ADD ("abort", test_abort);
  ADD ("notifications", test_notifications);
  ADD ("flood", test_flood);
  ADD ("close", test_close);
  ADD ("close-cancelled", test_close_cancelled);

  return g_test_run ();
}
