/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"

#include <string.h>

#define INITIALIZED "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}}," \
                    "\"serverInfo\":{\"name\":\"old\"}}"

/* A client of the oldest kind of server, and the one stream of it. */
typedef struct
{
  McpFixture *fixture;
  McpClient *client;
  MockExchange *stream;
  GAsyncResult *place;
} Old;

static void
write_event (Old        *old,
             const char *kind,
             const char *data)
{
  g_autofree char *event = g_strdup_printf ("event: %s\ndata: %s\n\n", kind, data);

  mock_exchange_write (old->stream, event, -1);
}

/* Takes a message, as these servers do, and answers it on the stream. */
static MockExchange *
take (Old        *old,
      const char *method,
      const char *result)
{
  MockExchange *exchange = mcp_fixture_wait (old->fixture, method);
  g_autofree char *message = NULL;

  g_assert_cmpstr (mock_exchange_get_path (exchange), ==, "/messages");
  mock_exchange_reply (exchange, 202, "text/plain", "Accepted");

  if (result != NULL)
    {
      message = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"result\":%s}",
                                 mcp_fixture_get_id (exchange), result);
      write_event (old, "message", message);
    }

  return exchange;
}

static void
start (Old        *old,
       McpFixture *fixture,
       const char *endpoint)
{
  *old = (Old) { .fixture = fixture };
  fixture->holds_all = TRUE;
  old->client = mcp_client_new (mock_server_get_uri (fixture->server));
  g_assert_true (mcp_client_set_protocol (old->client, "2024-11-05"));
  mcp_client_connect_async (old->client, NULL, mcp_fixture_ready_cb, &old->place);
  old->stream = mcp_fixture_wait (fixture, "GET");
  g_assert_cmpstr (mock_exchange_get_header (old->stream, "Accept"), ==, "text/event-stream");
  mcp_fixture_start (old->stream);
  write_event (old, "endpoint", endpoint);
}

static gboolean
finish_connecting (Old     *old,
                   GError **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (&old->place);

  old->place = NULL;

  return mcp_client_connect_finish (old->client, result, error);
}

static void
connect_old (Old        *old,
             McpFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  start (old, fixture, "/messages?sessionId=abc");
  exchange = take (old, "initialize", INITIALIZED);
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"protocolVersion\":\"2024-11-05\""));
  take (old, "notifications/initialized", NULL);
  g_assert_true (finish_connecting (old, &error));
  g_assert_no_error (error);
}

static void
end (Old *old)
{
  mcp_client_close_async (old->client, NULL, mcp_fixture_ready_cb, &old->place);
  mcp_fixture_wait_result (&old->place);
  g_clear_object (&old->place);
  mock_exchange_wait_gone (old->stream);
  mcp_fixture_settle ();
  g_assert_finalize_object (old->client);
}

static SjsonValue *
finish_sending (Old     *old,
                GError **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (&old->place);

  old->place = NULL;

  return mcp_client_send_finish (old->client, result, error);
}

static void
test_call (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *json = NULL;
  MockExchange *exchange;
  Old old;

  connect_old (&old, fixture);
  g_assert_cmpstr (mcp_client_get_protocol_version (old.client), ==, "2024-11-05");
  mcp_client_send_async (old.client, request, NULL, mcp_fixture_ready_cb, &old.place);
  exchange = take (&old, "tools/call", "{\"content\":[]}");
  g_assert_null (mock_exchange_get_header (exchange, "MCP-Protocol-Version"));
  g_assert_null (mock_exchange_get_header (exchange, "Mcp-Session-Id"));
  value = finish_sending (&old, NULL);
  g_assert_nonnull (value);
  json = sjson_value_to_json (value, NULL);
  g_assert_cmpstr (json, ==, "{\"content\":[]}");
  end (&old);
}

/* Answered before it is even taken: some servers are quick. */
static void
test_early_answer (McpFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new ("tools/list", NULL);
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *message = NULL;
  MockExchange *exchange;
  Old old;

  connect_old (&old, fixture);
  mcp_client_send_async (old.client, request, NULL, mcp_fixture_ready_cb, &old.place);
  exchange = mcp_fixture_wait (fixture, "tools/list");
  message = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"result\":{}}",
                             mcp_fixture_get_id (exchange));
  write_event (&old, "message", message);
  value = finish_sending (&old, NULL);
  g_assert_nonnull (value);
  mock_exchange_reply (exchange, 202, NULL, NULL);
  end (&old);
}

/* The stream is the connection: what may have run is lost, what reads has failed, and the next
 * request opens another. */
static void
test_stream_ends (McpFixture    *fixture,
                  gconstpointer  data)
{
  const struct { const char *method; int error; } cases[] = {
    { "tools/call", MCP_ERROR_LOST },
    { "tools/list", MCP_ERROR_UNAVAILABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new (cases[i].method, NULL);
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;
      Old old;

      connect_old (&old, fixture);
      mcp_client_send_async (old.client, request, NULL, mcp_fixture_ready_cb, &old.place);
      take (&old, cases[i].method, NULL);
      mock_exchange_end (old.stream);
      value = finish_sending (&old, &error);
      g_assert_null (value);
      g_assert_error (error, MCP_ERROR, cases[i].error);
      g_assert_false (mcp_client_is_connected (old.client));
      mcp_fixture_settle ();
      g_assert_finalize_object (old.client);
    }
}

/* The token goes to where messages go: never to another origin. */
static void
test_endpoints (McpFixture    *fixture,
                gconstpointer  data)
{
  const char * const endpoints[] = {
    "http://127.0.0.1:9/messages", "https://evil.example/messages", "//evil.example/m",
    "http://localhost/messages", "ftp://127.0.0.1/m", "http://[::1", "javascript:alert(1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr(GError) error = NULL;
      Old old;

      g_test_message ("%s", endpoints[i]);
      start (&old, fixture, endpoints[i]);
      g_assert_false (finish_connecting (&old, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      mock_exchange_wait_gone (old.stream);
      mcp_fixture_settle ();
      g_assert_finalize_object (old.client);
    }

  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 0);
}

/* Found out by asking: who it is, for a session, for the stream. */
static void
test_found (McpFixture    *fixture,
            gconstpointer  data)
{
  Old old = { .fixture = fixture };

  fixture->holds_all = TRUE;
  old.client = mcp_client_new (mock_server_get_uri (fixture->server));
  mcp_client_connect_async (old.client, NULL, mcp_fixture_ready_cb, &old.place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 405, NULL, NULL);
  old.stream = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (old.stream);
  write_event (&old, "endpoint", "/messages");
  take (&old, "initialize", INITIALIZED);
  take (&old, "notifications/initialized", NULL);
  g_assert_true (finish_connecting (&old, NULL));
  end (&old);
}

/* None of the three: the error is that of the second, which says more than the last. */
static void
test_not_found (McpFixture    *fixture,
                gconstpointer  data)
{
  const struct { guint status; const char *type; const char *body; } cases[] = {
    { 405, NULL, NULL },
    { 400, "application/json", "{\"error\":{\"code\":-32000,\"message\":\"No session\"}}" },
    { 200, "text/html", "<html>" },
  };

  fixture->holds_all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      Old old = { .fixture = fixture };

      old.client = mcp_client_new (mock_server_get_uri (fixture->server));
      mcp_client_connect_async (old.client, NULL, mcp_fixture_ready_cb, &old.place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 400, "application/json",
                           "{\"error\":{\"code\":-32600,\"message\":\"No such version\"}}");
      mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), cases[i].status, cases[i].type,
                           cases[i].body);
      g_assert_false (finish_connecting (&old, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
      g_assert_cmpstr (error->message, ==, "No such version");
      mcp_fixture_settle ();
      g_assert_finalize_object (old.client);
    }
}

/* Given up, or closed, before the server has said anything, and after: the stream goes at once. */
static void
test_given_up (McpFixture    *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      Old old = { .fixture = fixture };

      fixture->holds_all = TRUE;
      old.client = mcp_client_new (mock_server_get_uri (fixture->server));
      g_assert_true (mcp_client_set_protocol (old.client, "2024-11-05"));
      mcp_client_connect_async (old.client, cancellable, mcp_fixture_ready_cb, &old.place);
      old.stream = mcp_fixture_wait (fixture, "GET");
      if (i & 1)
        mcp_fixture_start (old.stream);
      if (i & 2)
        mcp_client_close_async (old.client, NULL, NULL, NULL);
      else
        g_cancellable_cancel (cancellable);

      g_assert_false (finish_connecting (&old, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      mock_exchange_wait_gone (old.stream);
      mcp_fixture_settle ();
      g_assert_finalize_object (old.client);
    }
}

/* A server that takes the request and never names the address: silent, or with comments, or before
 * it answers at all. It is waited for as long as for any answer. */
static void
test_no_endpoint (McpFixture    *fixture,
                  gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = NULL;
      Old old = { .fixture = fixture };

      fixture->holds_all = TRUE;
      old.client = mcp_client_new (mock_server_get_uri (fixture->server));
      g_assert_true (mcp_client_set_protocol (old.client, "2024-11-05"));
      mcp_client_set_timeout (old.client, 1);
      mcp_client_connect_async (old.client, NULL, mcp_fixture_ready_cb, &old.place);
      old.stream = mcp_fixture_wait (fixture, "GET");

      if (i > 0)
        mcp_fixture_start (old.stream);
      if (i > 1)
        mock_exchange_write (old.stream, ": still here\n\n", -1);

      g_assert_false (finish_connecting (&old, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
      g_assert_nonnull (strstr (mcp_error_get_details (error), "endpoint"));
      mock_exchange_wait_gone (old.stream);
      mcp_fixture_settle ();
      g_assert_finalize_object (old.client);
    }
}

int
main (int    argc,
      char **argv)
{
  const struct
  {
    const char *path;
    void (*function) (McpFixture *, gconstpointer);
  } tests[] = {
    { "/mcp/session-events/call", test_call },
    { "/mcp/session-events/early-answer", test_early_answer },
    { "/mcp/session-events/stream-ends", test_stream_ends },
    { "/mcp/session-events/endpoints", test_endpoints },
    { "/mcp/session-events/found", test_found },
    { "/mcp/session-events/not-found", test_not_found },
    { "/mcp/session-events/given-up", test_given_up },
    { "/mcp/session-events/no-endpoint", test_no_endpoint },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, McpFixture, NULL, mcp_fixture_set_up, tests[i].function,
                mcp_fixture_tear_down);

  return g_test_run ();
}
