/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* The session rules of the replaced system's SDK, asked with plain HTTP. */

#define PING "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}"

static void
assert_refused (DemoReply  *reply,
                guint       status,
                int         code,
                const char *words)
{
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpint (json_node_get_int (demo_look_up (reply->json, "error/code")), ==, code);
  g_assert_cmpstr (demo_look_up_string (reply->json, "error/message"), ==, words);
  g_assert_cmpstr (demo_look_up_string (reply->json, "jsonrpc"), ==, "2.0");
  g_assert_cmpstr (demo_look_up_string (reply->json, "id"), ==, "");
}

static void
test_session_accept (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *accept;
    guint status;
  } cases[] = {
    { "Accept: application/json", 406 },
    { "Accept: text/event-stream", 406 },
    { "Accept: ", 406 },
    { "Accept: text/html", 406 },
    { "Accept: application/json;q=0.5, text/event-stream", 200 },
    { "Accept: text/*, application/*", 200 },
    { "Accept: */*", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_send (fixture, "POST", fixture->open,
                                                      cases[i].accept, PING);

      g_test_message ("%s", cases[i].accept);
      g_assert_cmpuint (reply->status, ==, cases[i].status);

      if (cases[i].status == 406)
        assert_refused (reply, 406, -32000, "Not Acceptable: Client must accept both "
                        "application/json and text/event-stream");
    }
}

static void
test_session_starts (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(DemoReply) first = demo_fixture_rpc (fixture, fixture->open, NULL, PING);
  g_autoptr(DemoReply) second = demo_fixture_rpc (fixture, fixture->open, first->mcp_session, PING);
  g_autoptr(DemoReply) other = demo_fixture_rpc (fixture, fixture->open, NULL, PING);

  g_assert_nonnull (first->mcp_session);
  g_assert_cmpuint (strlen (first->mcp_session), ==, 22);
  g_assert_cmpstr (second->mcp_session, ==, first->mcp_session);
  g_assert_cmpstr (other->mcp_session, !=, first->mcp_session);
  g_assert_cmpstr (first->content_type, ==, "text/event-stream");
  g_assert_cmpstr (first->body, ==,
                   "event: message\ndata: {\"result\":{},\"id\":2,\"jsonrpc\":\"2.0\"}\n\n");
}

static void
test_session_unknown (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(DemoReply) post = demo_fixture_rpc (fixture, fixture->open, "nobody", PING);
  g_autoptr(DemoReply) get = demo_fixture_send (fixture, "GET", fixture->open,
                                                "Mcp-Session-Id: nobody", NULL);
  g_autoptr(DemoReply) none = demo_fixture_send (fixture, "GET", fixture->open, NULL, NULL);
  g_autoptr(DemoReply) blind = demo_fixture_send (fixture, "GET", fixture->open,
                                                  "Accept: application/json", NULL);

  assert_refused (post, 404, -32001, "Session not found");
  assert_refused (get, 404, -32001, "Session not found");
  assert_refused (none, 400, -32000, "Bad Request: Mcp-Session-Id header is required");
  assert_refused (blind, 406, -32000, "Not Acceptable: Client must accept text/event-stream");
}

static void
test_session_one_get_stream (DemoFixture   *fixture,
                             gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autofree char *header = g_strdup_printf ("Mcp-Session-Id: %s", session);
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "GET", fixture->open, session,
                                                        NULL);
  g_autoptr(DemoReply) second = demo_fixture_send (fixture, "GET", fixture->open, header, NULL);

  assert_refused (second, 400, -32000, "Bad Request: This server does not support multiple GET "
                  "requests. Start a new session to get a new GET SSE response.");
}

/* A reader that leaves is noticed, though nothing is being written to it. */
static void
test_session_get_again (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  GInputStream *stream = demo_fixture_stream (fixture, "GET", fixture->open, session, NULL);
  gint64 streams = 1;

  g_object_unref (stream);

  while (streams > 0)
    {
      g_autoptr(DemoReply) state = demo_fixture_control (fixture, "/state", NULL);

      streams = json_node_get_int (demo_look_up (state->json, "get_streams"));
    }

  g_object_unref (demo_fixture_stream (fixture, "GET", fixture->open, session, NULL));
}

static void
test_session_no_answer_due (DemoFixture   *fixture,
                            gconstpointer  data)
{
  static const char * const bodies[] = {
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nonsense\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":1,\"message\":\"no\"}}",
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_rpc (fixture, fixture->open, session, bodies[i]);

      g_assert_cmpuint (reply->status, ==, 202);
      g_assert_cmpstr (reply->body, ==, "");
      g_assert_null (reply->content_type);
    }
}

static void
test_session_delete (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autofree char *header = g_strdup_printf ("Mcp-Session-Id: %s", session);
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "GET", fixture->open, session,
                                                        NULL);
  g_autoptr(DemoReply) ended = demo_fixture_send (fixture, "DELETE", fixture->open, header, NULL);
  g_autoptr(DemoReply) after = demo_fixture_rpc (fixture, fixture->open, session, PING);

  g_assert_cmpuint (ended->status, ==, 200);
  assert_refused (after, 404, -32001, "Session not found");
  g_assert_null (demo_fixture_read_event (stream));
}

static void
test_session_versions (DemoFixture   *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    const char *wish, *open, *showcase;
  } cases[] = {
    { "2024-11-05", "2024-11-05", "2024-11-05" },
    { "2025-03-26", "2025-03-26", "2025-03-26" },
    { "2025-06-18", "2025-06-18", "2025-06-18" },
    { "2025-11-25", "2025-06-18", "2025-11-25" },
    { "2026-07-28", "2025-06-18", "2025-11-25" },
    { "1999-01-01", "2025-06-18", "2025-11-25" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr(DemoReply) open = NULL;
      g_autoptr(DemoReply) showcase = NULL;

      body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                              "\"protocolVersion\":\"%s\",\"capabilities\":{},"
                              "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}", cases[i].wish);
      open = demo_fixture_rpc (fixture, fixture->open, NULL, body);
      showcase = demo_fixture_rpc (fixture, fixture->showcase, NULL, body);
      g_assert_cmpstr (demo_look_up_string (open->json, "result/protocolVersion"), ==,
                       cases[i].open);
      g_assert_cmpstr (demo_look_up_string (showcase->json, "result/protocolVersion"), ==,
                       cases[i].showcase);
    }
}

/* Ours is stricter than the SDK. */
static void
test_session_showcase_rules (DemoFixture   *fixture,
                             gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->showcase, "{}");
  g_autofree char *headers = g_strdup_printf ("Mcp-Session-Id: %s\n"
                                              "MCP-Protocol-Version: 1999-01-01", session);
  g_autoptr(DemoReply) none = demo_fixture_rpc (fixture, fixture->showcase, NULL, PING);
  g_autoptr(DemoReply) old = demo_fixture_send (fixture, "POST", fixture->showcase, headers, PING);
  g_autoptr(DemoReply) other = demo_fixture_rpc (fixture, fixture->open, session, PING);

  assert_refused (none, 400, -32000, "Bad Request: Mcp-Session-Id header is required");
  assert_refused (old, 400, -32000, "Bad Request: Unsupported protocol version");
  assert_refused (other, 404, -32001, "Session not found");
}

static void
test_session_not_for_us (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const struct
  {
    const char *method, *path, *headers, *body;
    guint status;
  } cases[] = {
    { "POST", "/mcp", "Host: evil.example", PING, 403 },
    { "POST", "/mcp", "Host: 127.0.0.1.evil.example:80", PING, 403 },
    { "POST", "/mcp", "Origin: https://evil.example", PING, 403 },
    { "POST", "/mcp", "Origin: null", PING, 403 },
    { "POST", "/mcp", "Origin: http://localhost:3000", PING, 200 },
    { "POST", "/mcp", "Host: [::1]:80", PING, 200 },
    { "PUT", "/mcp", NULL, PING, 405 },
    { "GET", "/", NULL, NULL, 404 },
    { "GET", "/health", NULL, NULL, 404 },
    { "GET", "/.well-known/oauth-protected-resource", NULL, NULL, 404 },
    { "POST", "/mcp/message", NULL, PING, 404 },
    { "POST", "/mcp", NULL, "{\"jsonrpc\"", 400 },
    { "POST", "/mcp", NULL, "", 400 },
    { "POST", "/mcp", NULL, "[]", 400 },
    { "POST", "/mcp", NULL, "7", 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strndup (fixture->open, strlen (fixture->open) - strlen ("/mcp"));
      g_autofree char *full = g_strconcat (uri, cases[i].path, NULL);
      g_autoptr(DemoReply) reply = NULL;

      g_test_message ("%s %s %s", cases[i].method, cases[i].path, cases[i].headers);
      reply = demo_fixture_send (fixture, cases[i].method, full, cases[i].headers, cases[i].body);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
}

static const char * const one_second[] = { "--session-timeout", "1", NULL };

/* One that listens is not idle. */
static void
test_session_idle (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *listener = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "GET", fixture->open, listener,
                                                        NULL);
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  gint64 sessions = 2;

  while (sessions > 1)
    {
      g_autoptr(DemoReply) state = demo_fixture_control (fixture, "/state", NULL);

      sessions = json_node_get_int (demo_look_up (state->json, "sessions"));
    }

  {
    g_autoptr(DemoReply) after = demo_fixture_rpc (fixture, fixture->open, session, PING);

    g_autoptr(DemoReply) alive = demo_fixture_rpc (fixture, fixture->open, listener, PING);

    assert_refused (after, 404, -32001, "Session not found");
    g_assert_cmpuint (alive->status, ==, 200);
  }
}

#define ADD(path, options, function) \
  g_test_add (path, DemoFixture, options, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/session/accept", NULL, test_session_accept);
  ADD ("/demo/session/starts", NULL, test_session_starts);
  ADD ("/demo/session/unknown", NULL, test_session_unknown);
  ADD ("/demo/session/one-get-stream", NULL, test_session_one_get_stream);
  ADD ("/demo/session/get-again", NULL, test_session_get_again);
  ADD ("/demo/session/no-answer-due", NULL, test_session_no_answer_due);
  ADD ("/demo/session/delete", NULL, test_session_delete);
  ADD ("/demo/session/versions", NULL, test_session_versions);
  ADD ("/demo/session/showcase-rules", NULL, test_session_showcase_rules);
  ADD ("/demo/session/not-for-us", NULL, test_session_not_for_us);
  ADD ("/demo/session/idle", one_second, test_session_idle);

  return g_test_run ();
}
