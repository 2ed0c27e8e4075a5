/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"

static const char result[] = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[]}}";

/* Sends @method, to be waited for with end(). */
static void
send (McpFixture    *fixture,
      const char    *method,
      GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new (method, NULL);

  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, place);
}

static gboolean
end (McpFixture    *fixture,
     GAsyncResult **place,
     GError       **error)
{
  g_autoptr(SjsonValue) value = NULL;

  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (place), error);
  g_clear_object (place);

  return value != NULL;
}

/* The answer to @exchange as one event on another stream. */
static void
write_answer (MockExchange *stream,
              MockExchange *exchange)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("id: e-9\ndata: {\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ","
                             "\"result\":{}}\n\n", mcp_fixture_get_id (exchange));
  mock_exchange_write (stream, message, -1);
}

/* The server closes early after an event id: taken up again by GET, when it said, with the request
 * still pending; twice in a row. */
static void
test_resume (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;
  MockExchange *stream;
  gint64 closed;

  mcp_fixture_connect (fixture);
  send (fixture, "tools/call", &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  fixture->offers_stream = TRUE;
  mcp_fixture_start (exchange);
  mock_exchange_write (exchange, "id: e-1\nretry: 200\ndata:\n\n", -1);
  mock_exchange_end (exchange);
  closed = g_get_monotonic_time ();

  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpint (g_get_monotonic_time () - closed, >=, 200 * 1000);
  g_assert_cmpstr (mock_exchange_get_header (stream, "Last-Event-ID"), ==, "e-1");
  g_assert_cmpstr (mock_exchange_get_header (stream, "Mcp-Session-Id"), ==, "session-1");
  mcp_fixture_start (stream);
  mock_exchange_write (stream, "id: e-2\nretry: 10\ndata:\n\n", -1);
  mock_exchange_hang_up (stream);

  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpstr (mock_exchange_get_header (stream, "Last-Event-ID"), ==, "e-2");
  mcp_fixture_start (stream);
  write_answer (stream, exchange);
  g_assert_true (end (fixture, &place, &error));
  mock_exchange_end (stream);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
}

/* It cannot be taken up again: lost, and never sent again. */
static void
test_no_resume (McpFixture    *fixture,
                gconstpointer  data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  mcp_fixture_connect (fixture);
  fixture->offers_stream = TRUE;
  send (fixture, "tools/call", &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);
  mock_exchange_write (exchange, "id: e-1\nretry: 1\ndata:\n\n", -1);
  mock_exchange_end (exchange);

  for (guint i = 0; i < (status == 503 ? 5 : 1); i++)
    mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), status, NULL, NULL);

  g_assert_false (end (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
}

/* A server that wants never to be asked again is not asked at once for that. */
static void
test_endless_pause (McpFixture    *fixture,
                    gconstpointer  data)
{
  static const char * const streams[] = {
    "retry: 0\n\n", "retry: 4611686018427387904\n\n",
  };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(McpRequest) request = mcp_request_new ("tools/call", NULL);
  g_autoptr(GAsyncResult) place = NULL;

  mcp_fixture_connect (fixture);
  fixture->offers_stream = TRUE;
  mcp_client_send_async (fixture->client, request, cancellable, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 200, "text/event-stream",
                       "id: e-1\nretry: 0\ndata:\n\n");

  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 200, "text/event-stream", streams[i]);

  for (guint i = 0; i < 3; i++)
    mcp_fixture_settle ();

  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, G_N_ELEMENTS (streams) + 1);
  g_cancellable_cancel (cancellable);
  mcp_fixture_wait_result (&place);
}

/* A resumed stream that brings nothing again and again is given up. */
static void
test_barren (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  mcp_fixture_connect (fixture);
  fixture->offers_stream = TRUE;
  send (fixture, "tools/call", &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);
  mock_exchange_write (exchange, "id: e-1\nretry: 0\ndata:\n\n", -1);
  mock_exchange_end (exchange);

  for (guint i = 0; i < 5; i++)
    {
      exchange = mcp_fixture_wait (fixture, "GET");
      mcp_fixture_start (exchange);
      mock_exchange_end (exchange);
    }

  g_assert_false (end (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
}

typedef enum { END, HANG_UP, SILENT_HANG_UP, CUT_JSON } Cut;

/* Cuts the answer to the next request of @method. */
static void
cut (McpFixture *fixture,
     const char *method,
     Cut         how)
{
  MockExchange *exchange = mcp_fixture_wait (fixture, method);

  if (how == SILENT_HANG_UP)
    mock_exchange_reply_raw (exchange, "", 0);
  else if (how == CUT_JSON)
    mock_exchange_reply_raw (exchange, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                       "Content-Length: 500\r\n\r\n{\"jsonrpc\":\"2.0\",", -1);
  else
    {
      mcp_fixture_start (exchange);
      mock_exchange_write (exchange, "data: {\"jsonrpc\":\"2.0\",\"id\":2,\"res", -1);

      if (how == END)
        mock_exchange_end (exchange);
      else
        mock_exchange_hang_up (exchange);
    }
}

/* The answer is cut off: a call is lost and was sent once; a list is asked for once more. */
static void
test_lost (McpFixture    *fixture,
           gconstpointer  data)
{
  Cut how = GPOINTER_TO_INT (data);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *first;
  MockExchange *second;

  mcp_fixture_connect (fixture);
  send (fixture, "tools/call", &place);
  cut (fixture, "tools/call", how);
  g_assert_false (end (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  g_assert_nonnull (strstr (error->message, "may or may not have run"));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
  g_clear_error (&error);

  send (fixture, "tools/list", &place);
  cut (fixture, "tools/list", how);
  first = mcp_fixture_find (fixture, "tools/list");
  second = mcp_fixture_wait (fixture, "tools/list");
  g_assert_cmpint (mcp_fixture_get_id (second), !=, mcp_fixture_get_id (first));
  mcp_fixture_start (second);
  mcp_fixture_write (second, result);
  g_assert_true (end (fixture, &place, &error));
  mock_exchange_end (second);

  send (fixture, "tools/list", &place);
  cut (fixture, "tools/list", how);
  cut (fixture, "tools/list", how);
  g_assert_false (end (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 4);
}

/* A server drops a connection that is used again just as the call arrives: once sent is sent. */
static void
test_reused (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *first;
  MockExchange *second;

  send (fixture, "tools/call", &place);
  first = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_reply (first, "{}");
  g_assert_true (end (fixture, &place, NULL));
  mcp_fixture_settle ();

  send (fixture, "tools/call", &place);
  second = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpuint (mock_exchange_get_client_port (second), ==,
                    mock_exchange_get_client_port (first));
  mock_exchange_reply_raw (second, "", 0);
  g_assert_false (end (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 2);
}

/* The GET stream after a loss: opened again from its last event, when the server said. */
static void
test_listener (McpFixture    *fixture,
               gconstpointer  data)
{
  MockExchange *stream;
  gint64 closed;

  fixture->offers_stream = TRUE;
  mcp_fixture_connect (fixture);
  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_null (mock_exchange_get_header (stream, "Last-Event-ID"));
  mcp_fixture_start (stream);
  mock_exchange_write (stream, "id: g-1\nretry: 150\ndata: {}\n\ndata: no JSON\n\n", -1);
  mock_exchange_hang_up (stream);
  closed = g_get_monotonic_time ();

  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpint (g_get_monotonic_time () - closed, >=, 150 * 1000);
  g_assert_cmpstr (mock_exchange_get_header (stream, "Last-Event-ID"), ==, "g-1");
  mock_exchange_reply (stream, 503, NULL, NULL);

  stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpstr (mock_exchange_get_header (stream, "Last-Event-ID"), ==, "g-1");
  mcp_fixture_start (stream);
  mcp_fixture_write (stream, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

  while (mcp_fixture_count (fixture, "answer") == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* 405: not offered, and not asked for again even in a new session. */
static void
test_no_listener (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;

  mcp_fixture_connect (fixture);
  mcp_fixture_settle ();
  send (fixture, "tools/list", &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/list"), 404, NULL, NULL);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), "{}");
  g_assert_true (end (fixture, &place, NULL));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 1);
}

/* The GET stream finds the session forgotten: a new one, and the list again; but not for ever. */
static void
test_listener_forgotten (McpFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;

  fixture->offers_stream = TRUE;
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), "{\"tools\":[]}");
  g_assert_true (mcp_client_list_tools_finish (fixture->client, mcp_fixture_wait_result (&place),
                                               NULL));
  mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 404, NULL, NULL);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/list"), "{\"tools\":[{\"name\":\"a\"}]}");

  while (mcp_client_find_tool (fixture->client, "a") == NULL)
    g_main_context_iteration (NULL, TRUE);

  mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 404, NULL, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 2);
}

/* Streams that a server keeps open after the answer do not hold up what comes after. */
static void
test_held_open (McpFixture    *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GAsyncResult) place = NULL;
      MockExchange *exchange;

      send (fixture, "tools/call", &place);
      exchange = mcp_fixture_wait (fixture, "tools/call");
      mcp_fixture_start (exchange);
      mcp_fixture_write (exchange, result);
      g_assert_true (end (fixture, &place, NULL));
    }
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/client/stream/" path, McpFixture, data, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("resume", NULL, test_resume);
  ADD ("no-resume/405", GUINT_TO_POINTER (405), test_no_resume);
  ADD ("no-resume/404", GUINT_TO_POINTER (404), test_no_resume);
  ADD ("no-resume/503", GUINT_TO_POINTER (503), test_no_resume);
  ADD ("endless-pause", NULL, test_endless_pause);
  ADD ("barren", NULL, test_barren);
  ADD ("lost/end", GINT_TO_POINTER (END), test_lost);
  ADD ("lost/hang-up", GINT_TO_POINTER (HANG_UP), test_lost);
  ADD ("lost/silent", GINT_TO_POINTER (SILENT_HANG_UP), test_lost);
  ADD ("lost/json", GINT_TO_POINTER (CUT_JSON), test_lost);
  ADD ("reused", NULL, test_reused);
  ADD ("listener", NULL, test_listener);
  ADD ("no-listener", NULL, test_no_listener);
  ADD ("listener-forgotten", NULL, test_listener_forgotten);
  ADD ("held-open", NULL, test_held_open);

  return g_test_run ();
}
