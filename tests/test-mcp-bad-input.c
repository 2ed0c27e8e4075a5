/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-settings-fixture.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "mcp-question.h"

#include <string.h>

/* What servers may send instead of an answer, in each era. After each there was at most one error,
 * no more was read than may be, and the next call works. HACKING.md says what is elsewhere. */

#define MODERN "2026-07-28"
#define SESSION "2025-11-25"
#define EVENTS "2024-11-05"
#define PIECE (1024 * 1024)
#define DISCOVERED "{\"supportedVersions\":[\"" MODERN "\"],\"capabilities\":{\"tools\":{}}}"
#define INITIALIZED "{\"protocolVersion\":\"" EVENTS "\",\"capabilities\":{}," \
                    "\"serverInfo\":{\"name\":\"old\"}}"
#define ANSWER "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[]}}"
#define FINE -1   /* instead of an error */

typedef struct
{
  McpFixture *fixture;
  const char *version;
  MockExchange *events;   /* of the oldest era: all answers come there */
  MockExchange *call;
  MockServer *other;      /* whom nobody may ask */
  guint most;             /* pieces that may be read */
} Bad;

static gboolean
has_events (Bad *bad)
{
  return g_str_equal (bad->version, EVENTS);
}

/* Where the answer of the call is written, once that is a stream. */
static MockExchange *
get_stream (Bad *bad)
{
  if (!has_events (bad))
    {
      mcp_fixture_start (bad->call);
      return bad->call;
    }

  mock_exchange_reply (bad->call, 202, NULL, NULL);

  return bad->events;
}

/* @message: "$id" stands for the id of the call */
static void
say (Bad          *bad,
     MockExchange *stream,
     const char   *message)
{
  g_auto(GStrv) parts = g_strsplit (message, "$id", -1);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mcp_fixture_get_id (bad->call));
  g_autofree char *filled = g_strjoinv (id, parts);
  g_autofree char *event = g_strdup_printf ("event: message\ndata: %s\n\n", filled);

  mock_exchange_write (stream, event, -1);
}

static void
end_stream (Bad          *bad,
            MockExchange *stream)
{
  if (!has_events (bad))
    mock_exchange_end (stream);
}

/* One piece after the other until the client does not want any more. */
static void
pump (Bad          *bad,
      MockExchange *exchange,
      const char   *start,
      const char   *end)
{
  g_autofree char *filling = g_strnfill (PIECE, 'a');
  g_autofree char *piece = g_strconcat (start, filling, end, NULL);
  guint n_taken = mock_exchange_pump (exchange, piece, bad->most + 40);

  g_test_message ("%u pieces were taken", n_taken);
  g_assert_cmpuint (n_taken, <, bad->most + 20);
}

static void
endless_json (Bad *bad)
{
  bad->most = 64;
  mock_exchange_start (bad->call, 200, "application/json");
  mock_exchange_write (bad->call, "{\"result\":\"", -1);
  pump (bad, bad->call, "", "");
}

/* The status says it all: hardly anything of it is read. */
static void
endless_refusal (Bad *bad)
{
  bad->most = 1;
  mock_exchange_start (bad->call, 500, "text/plain");
  pump (bad, bad->call, "", "");
}

static void
endless_line (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  bad->most = 16;
  mock_exchange_write (stream, "data: ", -1);
  pump (bad, stream, "", "");
}

static void
endless_event (Bad *bad)
{
  bad->most = 64;
  pump (bad, get_stream (bad), "data: ", "\n");
}

/* More was promised than came. */
static void
cut_json (Bad *bad)
{
  const char *answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                       "Content-Length: 1099511627776\r\n\r\n{\"a\":";

  mock_exchange_reply_raw (bad->call, answer, strlen (answer));
}

static void
wrong_id_json (Bad *bad)
{
  mock_exchange_reply (bad->call, 200, "application/json",
                       "{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"result\":{}}");
}

static void
wrong_id (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":{}}");
  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"id\":\"$id\",\"result\":{}}");
  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"id\":-1,\"error\":{\"code\":1,\"message\":\"m\"}}");
  say (bad, stream, ANSWER);
  end_stream (bad, stream);
}

static void
duplicates (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  say (bad, stream, ANSWER);
  say (bad, stream, ANSWER);
  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":1,\"message\":\"m\"}}");
  end_stream (bad, stream);
}

static void
unknown_content (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":"
       "\"hologram\",\"data\":[{}]},{\"type\":7},null,\"x\"],\"later\":1}}");
  end_stream (bad, stream);
}

static void
unknown_events (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  mock_exchange_write (stream, ": a comment\n\nevent: alien\ndata: {}\n\nretry: soon\nid\n\n", -1);
  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/alien\",\"params\":7}");
  say (bad, stream, "{\"jsonrpc\":\"2.0\",\"method\":7}");
  say (bad, stream, ANSWER);
  end_stream (bad, stream);
}

static void
early_end (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  mock_exchange_write (stream, "data: {\"jsonrpc\":\"2.0\",\n", -1);
  mock_exchange_end (stream);
}

static void
early_hang_up (Bad *bad)
{
  MockExchange *stream = get_stream (bad);

  mock_exchange_write (stream, "data: {\"jsonrpc\":\"2.0\",\n", -1);
  mock_exchange_hang_up (stream);
}

/* Neither the token, nor the extra field, nor the call itself goes anywhere else. */
static void
redirect (Bad   *bad,
          guint  status)
{
  mock_exchange_add_header (bad->call, "Location", mock_server_get_uri (bad->other));
  mock_exchange_reply (bad->call, status, NULL, NULL);
}

static void redirect_301 (Bad *bad) { redirect (bad, 301); }
static void redirect_302 (Bad *bad) { redirect (bad, 302); }
static void redirect_307 (Bad *bad) { redirect (bad, 307); }
static void redirect_308 (Bad *bad) { redirect (bad, 308); }

#define NEW (1 << 0)
#define MID (1 << 1)
#define OLD (1 << 2)

static const struct
{
  const char *name;
  guint eras;
  void (*answer) (Bad *bad);
  int code;
} cases[] = {
  { "endless-json", NEW | MID, endless_json, MCP_ERROR_MALFORMED },
  { "endless-refusal", NEW | MID | OLD, endless_refusal, MCP_ERROR_UNAVAILABLE },
  { "endless-line", NEW | MID, endless_line, MCP_ERROR_MALFORMED },
  { "endless-line", OLD, endless_line, MCP_ERROR_LOST },
  { "endless-event", NEW | MID, endless_event, MCP_ERROR_MALFORMED },
  { "endless-event", OLD, endless_event, MCP_ERROR_LOST },
  { "cut-json", NEW | MID, cut_json, MCP_ERROR_LOST },
  { "wrong-id-json", NEW | MID, wrong_id_json, MCP_ERROR_MALFORMED },
  { "wrong-id", NEW | MID | OLD, wrong_id, FINE },
  { "duplicates", NEW | MID | OLD, duplicates, FINE },
  { "unknown-content", NEW | MID | OLD, unknown_content, FINE },
  { "unknown-events", NEW | MID | OLD, unknown_events, FINE },
  { "early-end", NEW | MID | OLD, early_end, MCP_ERROR_LOST },
  { "early-hang-up", NEW | MID | OLD, early_hang_up, MCP_ERROR_LOST },
  { "redirect-301", NEW | MID | OLD, redirect_301, MCP_ERROR_NOT_MCP },
  { "redirect-302", NEW | MID | OLD, redirect_302, MCP_ERROR_NOT_MCP },
  { "redirect-307", NEW | MID | OLD, redirect_307, MCP_ERROR_NOT_MCP },
  { "redirect-308", NEW | MID | OLD, redirect_308, MCP_ERROR_NOT_MCP },
};

/* The stream of the oldest era, up to where a call can be made. */
static void
open_events (Bad *bad)
{
  g_autofree char *answer = NULL;

  bad->events = mcp_fixture_wait (bad->fixture, "GET");
  mcp_fixture_start (bad->events);
  mock_exchange_write (bad->events, "event: endpoint\ndata: /messages\n\n", -1);
  bad->call = mcp_fixture_wait (bad->fixture, "initialize");
  mock_exchange_reply (bad->call, 202, NULL, NULL);
  say (bad, bad->events, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" INITIALIZED "}");
  mock_exchange_reply (mcp_fixture_wait (bad->fixture, "notifications/initialized"), 202, NULL,
                       NULL);
}

static void
connect_client (Bad *bad)
{
  McpFixture *fixture = bad->fixture;
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mcp_client_set_protocol (fixture->client, bad->version));
  fixture->holds_all = has_events (bad);
  fixture->is_modern = g_str_equal (bad->version, MODERN);
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);

  if (fixture->is_modern)
    mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);
  else if (has_events (bad))
    open_events (bad);

  g_assert_true (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                            &error));
  g_assert_no_error (error);
}

static void
start_call (Bad           *bad,
            const char    *name,
            GCancellable  *cancellable,
            GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool (name, NULL);
  gboolean was_connected = mcp_client_is_connected (bad->fixture->client);

  mcp_client_send_async (bad->fixture->client, request, cancellable, mcp_fixture_ready_cb, place);

  if (has_events (bad) && !was_connected)
    open_events (bad);

  bad->call = mcp_fixture_wait (bad->fixture, "tools/call");
}

static SjsonValue *
finish_call (Bad           *bad,
             GAsyncResult **place,
             GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_client_send_finish (bad->fixture->client, result, error);
}

static void
assert_usable (Bad *bad)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *stream;

  start_call (bad, "next", NULL, &place);
  stream = get_stream (bad);
  say (bad, stream, ANSWER);
  end_stream (bad, stream);
  value = finish_call (bad, &place, &error);
  g_assert_no_error (error);
  g_assert_nonnull (value);
}

/* One answer after the other, on one connection. */
static void
test_table (McpFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(MockServer) other = mock_server_new ();
  g_autoptr(FixedSettings) settings = fixed_settings_new ();
  Bad bad = { .fixture = fixture, .version = data, .other = other };
  guint era = has_events (&bad) ? OLD : g_str_equal (data, SESSION) ? MID : NEW;

  mcp_http_options_add_header (settings->options, "X-Api-Key", "s3cret", NULL);
  mcp_client_set_http_settings (fixture->client, MCP_HTTP_SETTINGS (settings));
  connect_client (&bad);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *place = NULL;

      if ((cases[i].eras & era) == 0)
        continue;

      g_test_message ("%s", cases[i].name);
      start_call (&bad, "x", NULL, &place);
      cases[i].answer (&bad);
      value = finish_call (&bad, &place, &error);
      g_test_message ("%s", error != NULL ? error->message : "answered");
      g_assert_cmpint (value != NULL, ==, cases[i].code == FINE);

      if (cases[i].code != FINE)
        g_assert_error (error, MCP_ERROR, cases[i].code);

      assert_usable (&bad);
    }

  g_assert_cmpuint (mock_server_get_n_requests (other), ==, 0);
}

/* Byte after byte keeps a call alive, and nobody else waits for it; giving up ends it at once. */
static void
test_drip (McpFixture    *fixture,
           gconstpointer  data)
{
  Bad bad = { .fixture = fixture, .version = data };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *drip;

  connect_client (&bad);
  start_call (&bad, "x", cancellable, &place);
  drip = get_stream (&bad);

  for (const char *byte = "data: {\"jsonrpc\""; *byte != '\0'; byte++)
    {
      mock_exchange_write (drip, byte, 1);
      mcp_fixture_settle ();
    }

  g_assert_null (place);

  if (!has_events (&bad))
    assert_usable (&bad);

  g_cancellable_cancel (cancellable);
  g_assert_null (finish_call (&bad, &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_write (drip, "\n\n", -1);

  if (has_events (&bad))
    mock_exchange_reply (mcp_fixture_wait (fixture, "notifications/cancelled"), 202, NULL, NULL);

  assert_usable (&bad);
}

/* What a server calls its tools ends no header field and begins none. */
static void
test_names (McpFixture    *fixture,
            gconstpointer  data)
{
  const char * const names[] = { "x\r\nEvil: 1", "x\nEvil: 1", "Evil: 1\r\n\r\nx", "\r\n", " x ",
                                 "=?base64?eA==?=", "\303\244", "\001" };
  Bad bad = { .fixture = fixture, .version = data };

  connect_client (&bad);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(SjsonValue) value = NULL;
      GAsyncResult *place = NULL;
      MockExchange *stream;
      const char *name;

      start_call (&bad, names[i], NULL, &place);
      name = mock_exchange_get_header (bad.call, "Mcp-Name");
      g_assert_null (mock_exchange_get_header (bad.call, "Evil"));
      g_assert_cmpint (name != NULL, ==, fixture->is_modern);
      g_assert_true (name == NULL || g_str_has_prefix (name, "=?base64?"));
      stream = get_stream (&bad);
      say (&bad, stream, ANSWER);
      end_stream (&bad, stream);
      value = finish_call (&bad, &place, NULL);
      g_assert_nonnull (value);
    }
}

static gboolean
accept_cb (McpRequest  *request,
           McpQuestion *question,
           guint       *n_questions)
{
  (*n_questions)++;
  mcp_question_accept (question, NULL);

  return TRUE;
}

/* However often it is answered, it asks once more. */
static void
test_asks_forever (McpFixture    *fixture,
                   gconstpointer  data)
{
  Bad bad = { .fixture = fixture, .version = MODERN };
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  guint n_questions = 0;

  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  connect_client (&bad);
  g_signal_connect (request, "input-requested", G_CALLBACK (accept_cb), &n_questions);
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);

  while (place == NULL)
    {
      if (g_queue_is_empty (&fixture->held))
        g_main_context_iteration (NULL, TRUE);
      else
        mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"),
                           "{\"resultType\":\"input_required\",\"inputRequests\":{\"ok\":{"
                           "\"method\":\"elicitation/create\",\"params\":{\"message\":\"m\","
                           "\"requestedSchema\":{}}}}}");
    }

  value = finish_call (&bad, &place, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
  g_assert_cmpuint (n_questions, <=, 10);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), <=, 11);
  assert_usable (&bad);
}

static void
add (const char *path,
     void      (*test) (McpFixture *, gconstpointer))
{
  const char * const versions[] = { MODERN, SESSION, EVENTS };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *whole = g_strdup_printf ("/mcp/bad-input/%s/%s", path, versions[i]);

      g_test_add (whole, McpFixture, versions[i], mcp_fixture_set_up, test,
                  mcp_fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("table", test_table);
  add ("drip", test_drip);
  add ("names", test_names);
  g_test_add ("/mcp/bad-input/asks-forever", McpFixture, NULL, mcp_fixture_set_up,
              test_asks_forever, mcp_fixture_tear_down);

  return g_test_run ();
}
