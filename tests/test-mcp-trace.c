/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"

#include <string.h>

#define TOKEN "t0ken-that-nobody-sees"

/* An authorizer with one token. */
#define TEST_TYPE_KEEPER (test_keeper_get_type ())

G_DECLARE_FINAL_TYPE (TestKeeper, test_keeper, TEST, KEEPER, GObject)

struct _TestKeeper
{
  GObject parent_instance;
};

static void keeper_iface_init (McpAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestKeeper, test_keeper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER, keeper_iface_init))

static void
get_header_async (McpAuthorizer       *authorizer,
                  const char          *uri,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (authorizer, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup ("Bearer " TOKEN), g_free);
}

static gboolean
get_header_finish (McpAuthorizer  *authorizer,
                   GAsyncResult   *result,
                   char          **header,
                   GError        **error)
{
  *header = g_task_propagate_pointer (G_TASK (result), error);

  return *header != NULL;
}

static void
keeper_iface_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = get_header_async;
  iface->get_header_finish = get_header_finish;
}

static void
test_keeper_class_init (TestKeeperClass *klass)
{
}

static void
test_keeper_init (TestKeeper *self)
{
}

static void
line_cb (McpTrace   *trace,
         const char *line,
         GString    *lines)
{
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_string_append_printf (lines, "%s\n", line);
}

static McpTrace *
start (McpFixture *fixture,
       GString    *lines)
{
  g_autoptr(TestKeeper) keeper = g_object_new (TEST_TYPE_KEEPER, NULL);
  McpTrace *trace = mcp_trace_new ();

  g_signal_connect (trace, "line", G_CALLBACK (line_cb), lines);
  mcp_client_set_authorizer (fixture->client, MCP_AUTHORIZER (keeper));
  mcp_client_set_trace (fixture->client, trace);

  return trace;
}

static void
await (GString    *lines,
       const char *words)
{
  while (strstr (lines->str, words) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_shown (GString    *lines,
              const char *words)
{
  g_test_message ("%s", words);
  g_assert_nonnull (strstr (lines->str, words));
}

static void
end (McpFixture *fixture,
     McpTrace   *trace,
     GString    *lines)
{
  g_test_message ("%s", lines->str);
  g_assert_null (strstr (lines->str, TOKEN));
  g_assert_null (strstr (lines->str, "session-secret"));
  g_assert_null (strstr (lines->str, "cookie-secret"));
  mcp_client_set_trace (fixture->client, NULL);
  mcp_fixture_settle ();
  g_clear_object (&fixture->client);
  mcp_fixture_settle ();
  g_assert_finalize_object (trace);
  fixture->client = mcp_client_new (mock_server_get_uri (fixture->server));
}

/* The events of a stream as they come; no token, session or cookie, also where the server repeats
 * them. */
static void
test_session (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  McpTrace *trace = start (fixture, lines);
  MockExchange *exchange;

  fixture->session_id = "session-secret";
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "tools/call");
  assert_shown (lines, "> 1 POST http://127.0.0.1:");
  assert_shown (lines, "> 1 {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",");
  assert_shown (lines, "< 1 200 OK\n");
  assert_shown (lines, "< 1 Content-Type: application/json");
  assert_shown (lines, "\"serverInfo\":{\"name\":\"mock\"");
  assert_shown (lines, "Authorization: [removed]\n");
  assert_shown (lines, "Mcp-Session-Id: [removed]\n");
  assert_shown (lines, "MCP-Protocol-Version: 2025-11-25\n");
  assert_shown (lines, "\"method\":\"tools/call\",\"params\":{\"name\":\"t\"");

  mock_exchange_add_header (exchange, "Set-Cookie", "a=cookie-secret");
  mock_exchange_add_header (exchange, "X-Odd", "said " TOKEN);
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"method\":\"notifications/x\",\"params\":{\"t\":\"" TOKEN
                               " session-secret\"}}");
  await (lines, "event: message: {\"method\":\"notifications/x\",\"params\":{\"t\":"
                "\"[removed] [removed]\"}}\n");
  assert_shown (lines, "Set-Cookie: [removed]\n");
  assert_shown (lines, "X-Odd: said [removed]\n");
  g_assert_null (place);
  mcp_fixture_write (exchange, "{\"id\":$id,\"result\":{\"n\":1.50}}");
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), NULL);
  g_assert_nonnull (value);
  assert_shown (lines, "\"result\":{\"n\":1.50}}\n");
  mock_exchange_end (exchange);
  await (lines, "(end of the stream)\n");
  end (fixture, trace, lines);
}

/* What a server wants to be reminded of is nobody's to see. */
static void
test_stateless (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  McpTrace *trace = start (fixture, lines);

  fixture->is_modern = TRUE;
  mcp_client_set_protocol (fixture->client, "2026-07-28");
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"),
                     "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                     "\"capabilities\":{},\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"),
                     "{\"resultType\":\"input_required\",\"requestState\":\"session-secret\"}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{\"resultType\":\"complete\"}");
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), NULL);
  g_assert_nonnull (value);
  assert_shown (lines, "> 2 Mcp-Name: t\n");
  assert_shown (lines, "\"resultType\":\"input_required\",\"requestState\":\"[removed]\"}");
  assert_shown (lines, "\"requestState\":\"[removed]\",\"_meta\"");
  end (fixture, trace, lines);
}

/* The address for messages has the session in it. */
static void
test_events (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  McpTrace *trace = start (fixture, lines);
  MockExchange *exchange;

  fixture->offers_stream = TRUE;
  mcp_client_set_protocol (fixture->client, "2024-11-05");
  mcp_client_connect_async (fixture->client, cancellable, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (exchange);
  mock_exchange_write (exchange, "event: endpoint\ndata: /m?sessionId=session-secret\n\n", -1);
  await (lines, "event: endpoint: /m?sessionId=[removed]\n");
  await (lines, "POST http://127.0.0.1:");
  await (lines, "/m?sessionId=[removed]\n");
  g_cancellable_cancel (cancellable);
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                             NULL));
  end (fixture, trace, lines);
}

/* A server that is not there, and one that answers with a page. */
static void
test_failure (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GAsyncResult) place = NULL;
  McpTrace *trace = start (fixture, lines);

  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 503, "text/html",
                       "<p>" TOKEN "</p>\n<b>");
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                             NULL));
  assert_shown (lines, "< 1 503 Service Unavailable\n");
  assert_shown (lines, "< 1 <p>[removed]</p> <b>\n");
  g_clear_object (&place);

  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mock_exchange_reply_raw (mcp_fixture_wait (fixture, "initialize"), "", 0);
  /* Opening a session is tried once more. */
  mock_exchange_reply_raw (mcp_fixture_wait (fixture, "initialize"), "", 0);
  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                             NULL));
  assert_shown (lines, "< 2 (");
  assert_shown (lines, "< 3 (");
  end (fixture, trace, lines);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/mcp/trace/" path, McpFixture, NULL, mcp_fixture_set_up, func, mcp_fixture_tear_down)
  ADD ("session", test_session);
  ADD ("stateless", test_stateless);
  ADD ("events", test_events);
  ADD ("failure", test_failure);
#undef ADD

  return g_test_run ();
}
