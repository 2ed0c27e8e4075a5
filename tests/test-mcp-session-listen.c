/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"
#include "mcp-fixture.h"
#include "mcp-session-private.h"

/* Opening a session takes two headers; the next is that of the GET stream. */
#define STREAM 3

/* What nobody should wait for a stream that was asked for, in microseconds. */
#define LONG (G_USEC_PER_SEC * 8 / 10)

#define TEST_TYPE_GATE (test_gate_get_type ())

/* Holds the GET stream back until the test lets it go. */
G_DECLARE_FINAL_TYPE (TestGate, test_gate, TEST, GATE, GObject)

struct _TestGate
{
  GObject parent_instance;

  guint n_headers;
  GTask *held;
};

static void authorizer_iface_init (McpAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestGate, test_gate, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER, authorizer_iface_init))

static void
get_header_async (McpAuthorizer       *authorizer,
                  const char          *uri,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  TestGate *self = TEST_GATE (authorizer);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (++self->n_headers == STREAM)
    self->held = g_steal_pointer (&task);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static gboolean
get_header_finish (McpAuthorizer  *authorizer,
                   GAsyncResult   *result,
                   char          **header,
                   GError        **error)
{
  *header = NULL;

  return g_task_propagate_pointer (G_TASK (result), error) == NULL && *error == NULL;
}

static void
authorizer_iface_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = get_header_async;
  iface->get_header_finish = get_header_finish;
}

static void
test_gate_class_init (TestGateClass *klass)
{
}

static void
test_gate_init (TestGate *self)
{
}

static void
open_gate (TestGate *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->held);

  g_task_return_pointer (task, NULL, NULL);
}

/* Calls a tool; returns when the gate holds the stream back. */
static TestGate *
begin (McpFixture    *fixture,
       McpFeatures    features,
       GCancellable  *cancellable,
       GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  TestGate *gate = g_object_new (TEST_TYPE_GATE, NULL);

  fixture->offers_stream = TRUE;
  mcp_client_set_features (fixture->client, features);
  mcp_client_set_authorizer (fixture->client, MCP_AUTHORIZER (gate));
  mcp_client_send_async (fixture->client, request, cancellable, mcp_fixture_ready_cb, place);

  while (gate->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  mcp_fixture_settle ();

  return gate;
}

static void
answer_call (McpFixture    *fixture,
             GAsyncResult **place)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{}");
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (place), &error);
  g_assert_no_error (error);
}

/* A server may ask on the GET stream whatever a call needs to know, and has nowhere to ask where
 * the call overtook the stream. Servers that say nothing until they have an event delay nobody. */
static void
test_stream_first (McpFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_FORM, NULL, &place);
  gint64 start;

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 0);
  open_gate (gate);

  while (mcp_fixture_count (fixture, "GET") == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 0);
  start = g_get_monotonic_time ();
  answer_call (fixture, &place);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONG);
}

/* A server that takes its time may look at the call before it looks at the stream. */
static void
test_slow_server (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  gint64 start;

  fixture->offers_stream = TRUE;
  fixture->holds_all = TRUE;
  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);

  for (guint i = 0; i < 5; i++)
    mcp_fixture_settle ();

  fixture->holds_all = FALSE;
  mcp_fixture_reply (mcp_fixture_wait (fixture, "initialize"),
                     "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                     "\"serverInfo\":{\"name\":\"m\",\"version\":\"1\"}}");
  mcp_fixture_wait (fixture, "GET");
  start = g_get_monotonic_time ();
  answer_call (fixture, &place);
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC / 5);
}

/* Whoever answers no questions need not wait for any. */
static void
test_no_questions (McpFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_NONE, NULL, &place);

  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
  answer_call (fixture, &place);
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 0);
  open_gate (gate);
}

/* A stream that does not come about holds a call up for a moment only. */
static void
test_stream_late (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_FORM, NULL, &place);

  answer_call (fixture, &place);
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 0);
  open_gate (gate);
}

/* Nor one that is refused. */
static void
test_stream_refused (McpFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_FORM, NULL, &place);

  open_gate (gate);
  mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 405, NULL, NULL);
  answer_call (fixture, &place);
}

static void
call (McpFixture *fixture)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);
  g_autoptr(GAsyncResult) place = NULL;

  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  answer_call (fixture, &place);
}

/* Who wants somebody signed in is not asked again until somebody is let in, and then once. */
static void
test_sleeps (McpFixture    *fixture,
             gconstpointer  data)
{
  fixture->offers_stream = TRUE;
  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  call (fixture);
  mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), GPOINTER_TO_UINT (data), NULL, NULL);
  for (guint i = 0; i < 5; i++)
    mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 1);

  call (fixture);
  while (mcp_fixture_count (fixture, "GET") == 1)
    g_main_context_iteration (NULL, TRUE);
  call (fixture);
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 2);
}

/* Given up meanwhile: nothing is sent, and the server is not told of what it does not know. */
static void
test_cancelled (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_FORM, cancellable, &place);
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place),
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  open_gate (gate);
  mcp_fixture_wait (fixture, "GET");
  mcp_fixture_settle ();
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "notifications/cancelled"), ==, 0);
}

/* The connection is closed meanwhile. */
static void
test_closed (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(TestGate) gate = begin (fixture, MCP_FEATURE_FORM, NULL, &place);
  g_autoptr(GError) error = NULL;

  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &closed);
  g_assert_null (mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place),
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mcp_client_close_finish (fixture->client, mcp_fixture_wait_result (&closed), NULL);
  open_gate (gate);
}

/* How often a stream is opened whose server ends it at once: as it asks, but not without pause. */
static const struct
{
  const char *body;
  gint64 pause;   /* microseconds that three of them take at least */
} hasty[] = {
  { "retry: 0\n\n", 700 * 1000 },
  { "retry: 0\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}\n\n", 700 * 1000 },
  { "id: 1\nretry: 10\ndata:\n\n", 700 * 1000 },
  { "retry: 300\n\n", 590 * 1000 },
};

static void
test_hasty (McpFixture    *fixture,
            gconstpointer  data)
{
  const guint i = GPOINTER_TO_UINT (data);
  gint64 start;

  fixture->offers_stream = TRUE;
  mcp_fixture_connect (fixture);
  start = g_get_monotonic_time ();

  for (guint n = 0; n < 2; n++)
    mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 200, "text/event-stream",
                         hasty[i].body);

  mcp_fixture_wait (fixture, "GET");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, hasty[i].pause);
}

/* The pause before the next stream, once there is one. */
static GSource *
wait_pause (McpFixture *fixture)
{
  McpListener *listener = MCP_SESSION_TRANSPORT (fixture->client->transport)->listener;
  GSource *pause;

  while ((pause = g_main_context_find_source_by_user_data (NULL, listener)) == NULL ||
         g_strcmp0 (g_source_get_name (pause), "[mcp] listener") != 0)
    g_main_context_iteration (NULL, TRUE);

  return pause;
}

/* A server that wants never to be asked again is asked now and then, and not without end. */
static void
test_endless_pause (McpFixture    *fixture,
                    gconstpointer  data)
{
  fixture->offers_stream = TRUE;
  mcp_fixture_connect (fixture);
  mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 200, "text/event-stream",
                       "retry: 72057594037927936\n\n");

  for (guint i = 0; i < 12; i++)
    {
      GSource *pause = wait_pause (fixture);

      g_assert_cmpint (g_source_get_ready_time (pause), >,
                       g_get_monotonic_time () + 30 * G_USEC_PER_SEC);
      g_source_set_ready_time (pause, 0);
      mock_exchange_reply (mcp_fixture_wait (fixture, "GET"), 503, NULL, NULL);
    }
}

/* Whoever asks once and goes has no stream; it comes, and goes, with the wish. */
static void
test_wish (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  MockExchange *stream;

  fixture->offers_stream = TRUE;
  mcp_client_set_watching (fixture->client, FALSE);
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                            NULL));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "GET"), ==, 0);
  mcp_client_set_watching (fixture->client, TRUE);
  stream = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (stream);
  mcp_fixture_settle ();
  mcp_client_set_watching (fixture->client, FALSE);
  mock_exchange_wait_gone (stream);
}

static void
add (const char *path,
     void      (*test) (McpFixture *, gconstpointer))
{
  g_test_add (path, McpFixture, NULL, mcp_fixture_set_up, test, mcp_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/mcp/session-listen/stream-first", test_stream_first);
  add ("/mcp/session-listen/slow-server", test_slow_server);
  add ("/mcp/session-listen/no-questions", test_no_questions);
  add ("/mcp/session-listen/stream-late", test_stream_late);
  add ("/mcp/session-listen/stream-refused", test_stream_refused);
  g_test_add ("/mcp/session-listen/sleeps/401", McpFixture, GUINT_TO_POINTER (401),
              mcp_fixture_set_up, test_sleeps, mcp_fixture_tear_down);
  g_test_add ("/mcp/session-listen/sleeps/403", McpFixture, GUINT_TO_POINTER (403),
              mcp_fixture_set_up, test_sleeps, mcp_fixture_tear_down);
  add ("/mcp/session-listen/cancelled", test_cancelled);
  add ("/mcp/session-listen/closed", test_closed);
  add ("/mcp/session-listen/wish", test_wish);
  add ("/mcp/session-listen/endless-pause", test_endless_pause);

  for (guint i = 0; i < G_N_ELEMENTS (hasty); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mcp/session-listen/hasty/%u", i);

      g_test_add (path, McpFixture, GUINT_TO_POINTER (i), mcp_fixture_set_up, test_hasty,
                  mcp_fixture_tear_down);
    }

  return g_test_run ();
}
