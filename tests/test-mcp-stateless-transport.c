/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-envelope.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "mcp-request-private.h"
#include "mcp-stateless-transport.h"
#include "sjson-fixture.h"

#include <string.h>

#define DISCOVERED \
  "{\"resultType\":\"complete\",\"supportedVersions\":[\"2030-01-01\",\"2026-07-28\"]," \
  "\"capabilities\":{\"tools\":{}},\"instructions\":\"Be kind.\"," \
  "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"orders\",\"title\":\"Orders\"}}}"

static McpTransport *
transport_new (McpFixture *fixture,
               guint       timeout)
{
  g_autoptr(GUri) uri = g_uri_parse (mock_server_get_uri (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr(McpHttp) http = mcp_http_new (uri, NULL, timeout);

  fixture->is_modern = TRUE;

  return mcp_stateless_transport_new (http);
}

static void
finish_opening (McpTransport  *transport,
                GAsyncResult **place)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);
  g_autoptr(GError) error = NULL;

  *place = NULL;
  g_assert_true (mcp_transport_open_finish (transport, result, &error));
  g_assert_no_error (error);
}

static McpTransport *
open_transport (McpFixture *fixture)
{
  McpTransport *transport = transport_new (fixture, 60);
  GAsyncResult *place = NULL;

  mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);
  finish_opening (transport, &place);

  return transport;
}

static void
fail_opening (McpTransport  *transport,
              GAsyncResult **place,
              GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;
  g_assert_false (mcp_transport_open_finish (transport, result, error));
}

static SjsonValue *
finish (McpTransport  *transport,
        GAsyncResult **place,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_transport_send_finish (transport, result, error);
}

static void
assert_result (McpTransport  *transport,
               GAsyncResult **place,
               const char    *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonValue) value = finish (transport, place, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sjson_value_to_json (value, NULL);
  g_assert_cmpstr (text, ==, json);
}

/* Nothing is said but who we are, in header and body alike. */
static void
test_open (McpFixture    *fixture,
           gconstpointer  data)
{
  McpTransport *transport = transport_new (fixture, 60);
  const McpServerInfo *info;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "server/discover");

  g_assert_cmpstr (mock_exchange_get_header (exchange, "MCP-Protocol-Version"), ==, "2026-07-28");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Method"), ==, "server/discover");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Accept"), ==,
                   "application/json, text/event-stream");
  g_assert_null (mock_exchange_get_header (exchange, "Mcp-Name"));
  g_assert_null (mock_exchange_get_header (exchange, "Mcp-Session-Id"));
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\""));
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"io.modelcontextprotocol/clientCapabilities\":{}"));

  mcp_fixture_reply (exchange, DISCOVERED);
  finish_opening (transport, &place);

  info = mcp_transport_get_info (transport);
  g_assert_cmpstr (info->protocol_version, ==, "2026-07-28");
  g_assert_cmpstr (info->title, ==, "Orders");
  g_assert_cmpstr (info->instructions, ==, "Be kind.");
  g_assert_true (info->has_tools);
  g_assert_finalize_object (transport);
}

/* A server may refuse the first request only to say what it knows; but not for ever. */
static void
test_refused_version (McpFixture    *fixture,
                      gconstpointer  data)
{
  const char *refusal = "{\"id\":1,\"error\":{\"code\":-32022,\"message\":\"no\","
                        "\"data\":{\"supported\":[7,\"2026-07-28\"]}}}";
  McpTransport *transport = transport_new (fixture, 60);
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  gint64 code;

  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &place);

      mock_exchange_reply (mcp_fixture_wait (fixture, "server/discover"), 400, "application/json",
                           refusal);
    }

  fail_opening (transport, &place, &error);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_true (mcp_error_get_remote_code (error, &code));
  g_assert_cmpint (code, ==, MCP_CODE_UNSUPPORTED_VERSION);
  g_assert_cmpuint (mcp_fixture_count (fixture, "server/discover"), ==, 2);
  g_assert_finalize_object (transport);
}

/* What else a server may answer says how to go on: status and code are kept. */
static void
test_refused (McpFixture    *fixture,
              gconstpointer  data)
{
  const struct { guint status; const char *body; gint64 code; int error; } cases[] = {
    { 400, "{\"error\":{\"code\":-32020,\"message\":\"m\"}}", -32020, MCP_ERROR_REMOTE },
    { 400, "{\"id\":null,\"error\":{\"code\":-32000,\"message\":\"m\"}}", -32000,
      MCP_ERROR_REMOTE },
    { 400, "", 0, MCP_ERROR_NOT_MCP },
    { 404, "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"m\"}}", -32601, MCP_ERROR_NOT_MCP },
    { 405, "", 0, MCP_ERROR_NOT_MCP },
    { 200, "<html>", 0, MCP_ERROR_NOT_MCP },
    { 503, "", 0, MCP_ERROR_UNAVAILABLE },
    { 401, "", 0, MCP_ERROR_UNAUTHORIZED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpTransport *transport = transport_new (fixture, 60);
      g_autoptr(GError) error = NULL;
          GAsyncResult *place = NULL;
      gint64 code = 0;

      mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "server/discover"), cases[i].status,
                           cases[i].status == 200 ? "text/html" : "application/json",
                           cases[i].body);
      fail_opening (transport, &place, &error);
      g_assert_error (error, MCP_ERROR, cases[i].error);
      g_assert_cmpuint (mcp_error_get_status (error), ==, cases[i].status);
      mcp_error_get_remote_code (error, &code);
      g_assert_cmpint (code, ==, cases[i].code);
      g_assert_finalize_object (transport);
    }
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             gpointer    user_data)
{
  g_string_append_printf (user_data, "%g/%g %s;", progress, total, message);
}

/* The answer may come as a stream, with what belongs to others in between. */
static void
test_stream (McpFixture    *fixture,
             gconstpointer  data)
{
  McpTransport *transport = open_transport (fixture);
  g_autoptr(SjsonValue) arguments = parse_value ("{\"region\":\"\\u00e9\"}");
  g_autoptr(SjsonValue) schema = parse_value (
    "{\"properties\":{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}");
  g_autoptr(McpParamHeaders) headers = mcp_param_headers_new (schema, NULL);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("ship\303\251", arguments);
  g_autoptr(GString) seen = g_string_new (NULL);
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_request_set_headers (request, headers);
  g_signal_connect (request, "progress", G_CALLBACK (progress_cb), seen);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Name"), ==, "=?base64?c2hpcMOp?=");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Param-Region"), ==,
                   "=?base64?w6k=?=");

  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange,
                     "{\"method\":\"notifications/progress\",\"params\":"
                     "{\"progressToken\":$id,\"progress\":1,\"total\":3,\"message\":\"m\"}}");
  mcp_fixture_write (exchange, "{\"method\":\"notifications/progress\",\"params\":"
                               "{\"progressToken\":99,\"progress\":2}}");
  mcp_fixture_write (exchange, "{\"id\":99,\"result\":{\"wrong\":1}}");
  mcp_fixture_write (exchange, "{\"id\":1,\"method\":\"elicitation/create\"}");
  mcp_fixture_write (exchange, "{\"id\":$id,\"result\":{\"content\":[]}}");
  assert_result (transport, &place, "{\"content\":[]}");
  g_assert_cmpstr (seen->str, ==, "1/3 m;");
  mock_exchange_end (exchange);
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

/* What the server gave to be given back goes back letter by letter, with its answers, under a
 * number of its own; the next request knows nothing of it. */
static void
test_round (McpFixture    *fixture,
            gconstpointer  data)
{
  McpTransport *transport = open_transport (fixture);
  g_autoptr(SjsonValue) responses = parse_value ("{\"k\":{\"action\":\"decline\"}}");
  g_autoptr(SjsonValue) state = parse_value ("\"\\u0073\\/1\"");
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_request_set_round (request, responses, state);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange),
                            "\"inputResponses\":{\"k\":{\"action\":\"decline\"}},"));
  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), "\"requestState\":\"s/1\""));
  mcp_fixture_reply (exchange, "{}");
  assert_result (transport, &place, "{}");

  mcp_request_set_round (request, NULL, NULL);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpint (mcp_fixture_get_id (exchange), ==, 3);
  g_assert_null (strstr (mock_exchange_get_body (exchange), "inputResponses"));
  g_assert_null (strstr (mock_exchange_get_body (exchange), "requestState"));
  mcp_fixture_reply (exchange, "{}");
  assert_result (transport, &place, "{}");
  g_assert_finalize_object (transport);
}

/* Hanging up is all that a server is told. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  McpTransport *transport = open_transport (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;
  guint n_requests;

  mcp_transport_send_async (transport, request, cancellable, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);
  n_requests = mock_server_get_n_requests (fixture->server);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (transport, &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
  mcp_fixture_settle ();
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, n_requests);
  g_assert_finalize_object (transport);
}

/* What reads is asked once more, and once only; what may have run is not. */
static void
test_lost (McpFixture    *fixture,
           gconstpointer  data)
{
  McpTransport *transport = open_transport (fixture);
  g_autoptr(McpRequest) list = mcp_request_new ("tools/list", NULL);
  g_autoptr(McpRequest) call = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_transport_send_async (transport, list, NULL, mcp_fixture_ready_cb, &place);

  for (guint i = 0; i < 2; i++)
    {
      exchange = mcp_fixture_wait (fixture, "tools/list");
      g_assert_cmpint (mcp_fixture_get_id (exchange), ==, 2 + i);
      mcp_fixture_start (exchange);
      mock_exchange_end (exchange);
    }

  g_assert_null (finish (transport, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAVAILABLE);
  g_clear_error (&error);

  mcp_transport_send_async (transport, call, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_fixture_start (exchange);
  mock_exchange_hang_up (exchange);
  g_assert_null (finish (transport, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
  g_assert_finalize_object (transport);
}

/* Silence is told as such, and what may have run as that. */
static void
test_silence (McpFixture    *fixture,
              gconstpointer  data)
{
  const struct { const char *method; int error; const char *words; } cases[] = {
    { "tools/call", MCP_ERROR_LOST, "for 1 seconds. The tool may" },
    { "tools/list", MCP_ERROR_UNAVAILABLE, "within 1 seconds" },
  };
  McpTransport *transport = transport_new (fixture, 1);
  GAsyncResult *opened = NULL;

  mcp_transport_open_async (transport, NULL, mcp_fixture_ready_cb, &opened);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);
  finish_opening (transport, &opened);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new (cases[i].method, NULL);
      g_autoptr(GError) error = NULL;
      GAsyncResult *place = NULL;

      mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
      mcp_fixture_wait (fixture, cases[i].method);
      g_assert_null (finish (transport, &place, &error));
      g_assert_error (error, MCP_ERROR, cases[i].error);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_cmpuint (mcp_fixture_count (fixture, cases[i].method), ==, 1);
    }

  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
}

static void
test_abort (McpFixture    *fixture,
            gconstpointer  data)
{
  McpTransport *transport = open_transport (fixture);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  mcp_transport_abort (transport);
  g_assert_null (finish (transport, &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);

  g_clear_error (&error);
  mcp_transport_send_async (transport, request, NULL, mcp_fixture_ready_cb, &place);
  g_assert_null (finish (transport, &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mcp_fixture_settle ();
  g_assert_finalize_object (transport);
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
    { "/mcp/stateless-transport/open", test_open },
    { "/mcp/stateless-transport/refused-version", test_refused_version },
    { "/mcp/stateless-transport/refused", test_refused },
    { "/mcp/stateless-transport/stream", test_stream },
    { "/mcp/stateless-transport/round", test_round },
    { "/mcp/stateless-transport/cancel", test_cancel },
    { "/mcp/stateless-transport/lost", test_lost },
    { "/mcp/stateless-transport/silence", test_silence },
    { "/mcp/stateless-transport/abort", test_abort },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, McpFixture, NULL, mcp_fixture_set_up, tests[i].function,
                mcp_fixture_tear_down);

  return g_test_run ();
}
