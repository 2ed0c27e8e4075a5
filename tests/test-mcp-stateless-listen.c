/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"
#include "mcp-stateless-transport.h"
#include "sjson-fixture.h"

#include <string.h>

#define LISTEN "subscriptions/listen"
#define OFFERS_LISTS "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{" \
                     "\"tools\":{\"listChanged\":true},\"prompts\":{\"listChanged\":true}," \
                     "\"resources\":{\"listChanged\":true,\"subscribe\":true}}}"
#define NOTHING "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}"
#define ID "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":$id}"
#define ACKNOWLEDGED(what) \
  "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\"," \
  "\"params\":{" ID ",\"notifications\":{" what "}}}"
#define CHANGED(list) \
  "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" list "/list_changed\",\"params\":{" ID "}}"

typedef struct
{
  McpFixture base;
  McpTransport *transport;
  GPtrArray *heard;            /* of char *: methods of notifications */
  guint n_reopened;
  guint n_refused;
} Fixture;

static void
notification_cb (McpTransport     *transport,
                 const char       *method,
                 const SjsonValue *params,
                 Fixture          *fixture)
{
  g_ptr_array_add (fixture->heard, g_strdup (method));
}

static void
reopened_cb (McpTransport *transport,
             Fixture      *fixture)
{
  fixture->n_reopened++;
}

static void
refused_cb (McpTransport *transport,
            const GError *error,
            Fixture      *fixture)
{
  g_assert_nonnull (error);
  fixture->n_refused++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GUri) uri = NULL;
  g_autoptr(McpHttp) http = NULL;

  mcp_fixture_set_up (&fixture->base, data);
  fixture->base.is_modern = TRUE;
  fixture->heard = g_ptr_array_new_with_free_func (g_free);
  uri = g_uri_parse (mock_server_get_uri (fixture->base.server), G_URI_FLAGS_NONE, NULL);
  http = mcp_http_new (uri, NULL, 1);
  fixture->transport = mcp_stateless_transport_new (http);
  g_signal_connect (fixture->transport, "notification", G_CALLBACK (notification_cb), fixture);
  g_signal_connect (fixture->transport, "reopened", G_CALLBACK (reopened_cb), fixture);
  g_signal_connect (fixture->transport, "watch-refused", G_CALLBACK (refused_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mcp_transport_abort (fixture->transport);
  mcp_fixture_settle ();
  g_assert_finalize_object (fixture->transport);
  g_clear_pointer (&fixture->heard, g_ptr_array_unref);
  mcp_fixture_tear_down (&fixture->base, data);
}

static void
open_transport (Fixture    *fixture,
                const char *discovered)
{
  g_autoptr(GAsyncResult) place = NULL;

  mcp_transport_open_async (fixture->transport, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "server/discover"), discovered);
  g_assert_true (mcp_transport_open_finish (fixture->transport, mcp_fixture_wait_result (&place),
                                            NULL));
}

static void
watch (Fixture            *fixture,
       McpWatch            what,
       const char * const *uris)
{
  mcp_transport_set_watch (fixture->transport, what, uris, NULL);
}

static MockExchange *
wait_listen (Fixture *fixture)
{
  return mcp_fixture_wait (&fixture->base, LISTEN);
}

static void
acknowledge (MockExchange *exchange)
{
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, ACKNOWLEDGED ("\"toolsListChanged\":true"));
}

/* Opens the one stream that is there in most tests. */
static MockExchange *
begin (Fixture *fixture)
{
  MockExchange *exchange;

  watch (fixture, MCP_WATCH_TOOLS, NULL);
  open_transport (fixture, OFFERS_LISTS);
  exchange = wait_listen (fixture);
  acknowledge (exchange);

  while (fixture->heard->len == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (g_ptr_array_index (fixture->heard, 0), ==,
                   "notifications/subscriptions/acknowledged");

  return exchange;
}

static guint
count_heard (Fixture    *fixture,
             const char *method)
{
  guint count = 0;

  for (guint i = 0; i < fixture->heard->len; i++)
    count += g_str_equal (g_ptr_array_index (fixture->heard, i), method);

  return count;
}

static void
wait_heard (Fixture    *fixture,
            const char *method)
{
  while (count_heard (fixture, method) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_asked (MockExchange *exchange,
              const char   *filter)
{
  g_autofree char *text = g_strdup_printf ("\"notifications\":%s", filter);

  g_assert_nonnull (strstr (mock_exchange_get_body (exchange), text));
}

/* Several wishes are one request, with the headers of all requests. */
static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  const char *uris[] = { "file:///a", NULL };
  MockExchange *exchange;

  open_transport (fixture, OFFERS_LISTS);
  watch (fixture, MCP_WATCH_TOOLS, NULL);
  watch (fixture, MCP_WATCH_TOOLS | MCP_WATCH_RESOURCES | MCP_WATCH_MESSAGES, uris);
  exchange = wait_listen (fixture);
  assert_asked (exchange, "{\"toolsListChanged\":true,\"resourcesListChanged\":true,"
                          "\"resourceSubscriptions\":[\"file:///a\"]}");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Method"), ==, LISTEN);
  g_assert_cmpstr (mock_exchange_get_header (exchange, "MCP-Protocol-Version"), ==, "2026-07-28");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Accept"), ==,
                   "application/json, text/event-stream");
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
}

/* Nobody who wants nothing, or nothing that there is, opens a stream. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  watch (fixture, MCP_WATCH_MESSAGES, NULL);
  open_transport (fixture, NOTHING);
  mcp_fixture_settle ();
  g_assert_cmpuint (fixture->n_refused, ==, 0);
  watch (fixture, MCP_WATCH_TOOLS, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 0);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
}

/* What was asked for goes up; what was not, what is another subscription's, and what is nothing at
 * all, does not. */
static void
test_notifications (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const noise[] = {
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":"
    "{\"io.modelcontextprotocol/subscriptionId\":4711}}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":"
    "{\"io.modelcontextprotocol/subscriptionId\":\"$id\"}}}",
    CHANGED ("prompts"),
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":"
    "\"file:///a\"}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\","
    "\"data\":1}}",
    "{\"jsonrpc\":\"2.0\",\"id\":$id,\"method\":\"ping\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":4711}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
    ACKNOWLEDGED ("\"promptsListChanged\":true"),
    "[]", "no JSON", "7",
  };
  MockExchange *exchange = begin (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    mcp_fixture_write (exchange, noise[i]);

  mcp_fixture_write (exchange, CHANGED ("tools"));
  wait_heard (fixture, "notifications/tools/list_changed");
  g_assert_cmpuint (fixture->heard->len, ==, 2);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":"
                               "\"notifications/tools/list_changed\"}");

  while (count_heard (fixture, "notifications/tools/list_changed") < 2)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
}

/* Another wish is another stream; the one before goes when that is there, and not before. */
static void
test_changed_filter (Fixture       *fixture,
                     gconstpointer  data)
{
  MockExchange *old = begin (fixture);
  MockExchange *exchange;

  watch (fixture, MCP_WATCH_TOOLS | MCP_WATCH_PROMPTS, NULL);
  exchange = wait_listen (fixture);
  assert_asked (exchange, "{\"toolsListChanged\":true,\"promptsListChanged\":true}");
  mcp_fixture_write (old, CHANGED ("tools"));
  wait_heard (fixture, "notifications/tools/list_changed");
  acknowledge (exchange);
  mock_exchange_wait_gone (old);
  mcp_fixture_write (exchange, CHANGED ("prompts"));
  wait_heard (fixture, "notifications/prompts/list_changed");
  g_assert_cmpuint (fixture->n_reopened, ==, 0);

  watch (fixture, MCP_WATCH_TOOLS | MCP_WATCH_PROMPTS, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 2);
  watch (fixture, MCP_WATCH_NONE, NULL);
  mock_exchange_wait_gone (exchange);
}

/* The ways in which a server ends a stream. */
static const char * const endings[] = {
  "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"complete\"," ID "}}",
  "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":$id}}",
  "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32603,\"message\":\"Going down\"}}",
  NULL,
};

/* Whatever the ending: another one is opened, under a number of its own, and what may have changed
 * meanwhile is looked at then, not before. */
static void
test_endings (Fixture       *fixture,
              gconstpointer  data)
{
  const char *ending = data;
  MockExchange *exchange = begin (fixture);
  gint64 id = mcp_fixture_get_id (exchange);

  if (ending != NULL)
    mcp_fixture_write (exchange, ending);
  else
    mock_exchange_hang_up (exchange);

  exchange = wait_listen (fixture);
  g_assert_cmpint (mcp_fixture_get_id (exchange), !=, id);
  g_assert_cmpuint (fixture->n_reopened, ==, 0);
  acknowledge (exchange);

  while (fixture->n_reopened == 0)
    g_main_context_iteration (NULL, TRUE);

  mcp_fixture_write (exchange, CHANGED ("tools"));
  wait_heard (fixture, "notifications/tools/list_changed");
  g_assert_cmpuint (fixture->n_reopened, ==, 1);
}

/* Who told what changes is believed to do so again, whatever stands in between for a while: what
 * answers for a server that is being replaced. */
static void
test_passing (Fixture       *fixture,
              gconstpointer  data)
{
  MockExchange *exchange = begin (fixture);

  mock_exchange_end (exchange);
  mock_exchange_reply (wait_listen (fixture), GPOINTER_TO_UINT (data), "text/html", "<p>");

  while (mcp_fixture_count (&fixture->base, LISTEN) < 3)
    {
      g_assert_cmpuint (fixture->n_refused, ==, 0);
      g_main_context_iteration (NULL, TRUE);
    }

  acknowledge (wait_listen (fixture));

  while (fixture->n_reopened == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Who offers no such thing is not asked again; who is busy is. */
static const struct
{
  guint status;
  const char *type;
  const char *body;
  gboolean again;
} refusals[] = {
  { 404, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,"
    "\"message\":\"Method not found\"}}", FALSE },
  { 404, "text/html", "<p>", FALSE },
  { 405, NULL, NULL, FALSE },
  { 400, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,"
    "\"message\":\"no\"}}", FALSE },
  { 200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,"
    "\"message\":\"Method not found\"}}", FALSE },
  { 200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,"
    "\"message\":\"Method not found\"}}\n\n", FALSE },
  { 202, NULL, NULL, FALSE },
  { 503, "text/plain", "busy", TRUE },
  { 429, NULL, NULL, TRUE },
  { 200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}", TRUE },
  { 200, "application/json", "no JSON", TRUE },
  { 200, "text/event-stream", "", TRUE },
};

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);

  watch (fixture, MCP_WATCH_TOOLS, NULL);
  open_transport (fixture, OFFERS_LISTS);
  mock_exchange_reply (wait_listen (fixture), refusals[i].status, refusals[i].type,
                       refusals[i].body);

  if (refusals[i].again)
    {
      acknowledge (wait_listen (fixture));
      wait_heard (fixture, "notifications/subscriptions/acknowledged");
      g_assert_cmpuint (fixture->n_refused, ==, 0);
      g_assert_cmpuint (fixture->n_reopened, ==, 0);
      return;
    }

  while (fixture->n_refused == 0)
    g_main_context_iteration (NULL, TRUE);

  watch (fixture, MCP_WATCH_TOOLS | MCP_WATCH_PROMPTS, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
}

/* A server that knows a resource no more still tells of its lists. */
static void
test_less (Fixture       *fixture,
           gconstpointer  data)
{
  const char *uris[] = { "file:///gone", NULL };
  MockExchange *exchange;

  watch (fixture, MCP_WATCH_TOOLS, uris);
  open_transport (fixture, OFFERS_LISTS);
  exchange = wait_listen (fixture);
  mock_exchange_reply (exchange, 400, "application/json",
                       "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,"
                       "\"message\":\"Unknown resource\"}}");
  exchange = wait_listen (fixture);
  assert_asked (exchange, "{\"toolsListChanged\":true}");
  acknowledge (exchange);
  wait_heard (fixture, "notifications/subscriptions/acknowledged");
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

/* Whom nobody may see is asked again once a request shows that somebody is signed in. */
static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new ("tools/list", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;

  watch (fixture, MCP_WATCH_TOOLS, NULL);
  open_transport (fixture, OFFERS_LISTS);
  mock_exchange_reply (wait_listen (fixture), 401, NULL, NULL);
  mcp_transport_send_async (fixture->transport, request, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "tools/list"), "{}");
  value = mcp_transport_send_finish (fixture->transport, mcp_fixture_wait_result (&place), NULL);
  g_assert_nonnull (value);
  acknowledge (wait_listen (fixture));
  wait_heard (fixture, "notifications/subscriptions/acknowledged");
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

/* Silence is no reason to give up, and closing ends it at once. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  MockExchange *exchange = begin (fixture);

  for (guint i = 0; i < 70; i++)
    mcp_fixture_settle ();

  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
  mcp_transport_close_async (fixture->transport, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_transport_close_finish (fixture->transport, mcp_fixture_wait_result (&place),
                                             NULL));
  mock_exchange_wait_gone (exchange);
  watch (fixture, MCP_WATCH_PROMPTS, NULL);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, LISTEN), ==, 1);
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/mcp/stateless-listen/filter", NULL, test_filter);
  add ("/mcp/stateless-listen/nothing", NULL, test_nothing);
  add ("/mcp/stateless-listen/notifications", NULL, test_notifications);
  add ("/mcp/stateless-listen/changed-filter", NULL, test_changed_filter);
  add ("/mcp/stateless-listen/less", NULL, test_less);
  add ("/mcp/stateless-listen/signed-out", NULL, test_signed_out);
  add ("/mcp/stateless-listen/closed", NULL, test_closed);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mcp/stateless-listen/ending/%u", i);

      add (path, endings[i], test_endings);
    }

  add ("/mcp/stateless-listen/passing/404", GUINT_TO_POINTER (404), test_passing);
  add ("/mcp/stateless-listen/passing/400", GUINT_TO_POINTER (400), test_passing);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mcp/stateless-listen/refused/%u", i);

      add (path, GUINT_TO_POINTER (i), test_refused);
    }

  return g_test_run ();
}
