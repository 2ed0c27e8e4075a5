/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* HTTP+SSE against MCP 2024-11-05, and which revision is spoken where, asked with plain HTTP. */

#define INITIALIZE \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{" \
  "\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"elicitation\":{}}," \
  "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"
#define CALL(tool) "{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"tools/call\",\"params\":{" \
  "\"name\":\"" tool "\",\"arguments\":{\"min\":5,\"max\":6}}}"

/* What is at @path beside the open server. */
static char *
get_beside (DemoFixture *fixture,
            const char  *path)
{
  return g_strdup_printf ("%.*s%s", (int) (strlen (fixture->open) - strlen ("/mcp")),
                          fixture->open, path);
}

static char *
read_line (GInputStream *stream)
{
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line (G_DATA_INPUT_STREAM (stream), NULL, NULL, &error);

  g_assert_no_error (error);

  return line;
}

/* Returns: (transfer full): the stream, past the event that names @address */
static GInputStream *
connect_to (DemoFixture *fixture,
            const char  *path,
            char       **address)
{
  g_autofree char *uri = get_beside (fixture, path);
  GInputStream *stream = demo_fixture_open_stream (fixture, "GET", uri, NULL, NULL);
  g_autofree char *type = read_line (stream);
  g_autofree char *data = read_line (stream);
  g_autofree char *blank = read_line (stream);

  g_assert_cmpstr (type, ==, "event: endpoint");
  g_assert_true (g_str_has_prefix (data, "data: /"));
  g_assert_cmpstr (blank, ==, "");
  *address = get_beside (fixture, data + strlen ("data: "));

  return stream;
}

static void
say (DemoFixture *fixture,
     const char  *address,
     const char  *message)
{
  g_autoptr(DemoReply) reply = demo_fixture_send (fixture, "POST", address, NULL, message);

  g_assert_cmpuint (reply->status, ==, 202);
  g_assert_cmpstr (reply->body, ==, "");
  g_assert_null (reply->mcp_session);
}

/* The address comes first, every answer on the stream. */
static void
test_stream (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *address = NULL;
  g_autoptr(GInputStream) stream = connect_to (fixture, "/sse", &address);
  g_autoptr(JsonNode) begun = NULL;
  g_autoptr(JsonNode) pong = NULL;
  g_autoptr(JsonNode) unknown = NULL;

  say (fixture, address, INITIALIZE);
  begun = demo_fixture_read_event (stream);
  demo_assert_json (begun, "id", "1");
  demo_assert_json (begun, "result/protocolVersion", "\"2024-11-05\"");

  say (fixture, address, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  say (fixture, address, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
  pong = demo_fixture_read_event (stream);
  demo_assert_json (pong, NULL, "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}");

  say (fixture, address, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"server/discover\"}");
  unknown = demo_fixture_read_event (stream);
  demo_assert_json (unknown, "error/code", "-32601");
}

/* A question goes out on the stream, its reply comes as a message. */
static void
test_question (DemoFixture   *fixture,
               gconstpointer  data)
{
  g_autofree char *address = NULL;
  g_autoptr(GInputStream) stream = connect_to (fixture, "/sse", &address);
  g_autoptr(JsonNode) begun = NULL;
  g_autoptr(JsonNode) question = NULL;
  g_autoptr(JsonNode) result = NULL;
  g_autofree char *reply = NULL;

  say (fixture, address, INITIALIZE);
  begun = demo_fixture_read_event (stream);
  say (fixture, address, CALL ("get_random_number"));
  question = demo_fixture_read_event (stream);
  demo_assert_json (question, "method", "\"elicitation/create\"");

  reply = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"action\":\"accept\","
                           "\"content\":{\"answer\":true}}}", demo_look_up_string (question, "id"));
  say (fixture, address, reply);
  result = demo_fixture_read_event (stream);
  demo_assert_json (result, "id", "\"c\"");
  demo_assert_json (result, "result/content/0/text", "\"5\"");
}

static void
test_two (DemoFixture   *fixture,
          gconstpointer  data)
{
  g_autofree char *open = NULL;
  g_autofree char *showcase = NULL;
  g_autoptr(GInputStream) first = connect_to (fixture, "/sse", &open);
  g_autoptr(GInputStream) second = connect_to (fixture, "/showcase/sse", &showcase);
  g_autoptr(JsonNode) first_begun = NULL;
  g_autoptr(JsonNode) second_begun = NULL;
  g_autoptr(DemoReply) told = NULL;
  g_autoptr(JsonNode) changed = NULL;

  g_assert_nonnull (strstr (showcase, "/showcase/message?sessionId="));
  say (fixture, showcase, INITIALIZE);
  say (fixture, open, INITIALIZE);
  first_begun = demo_fixture_read_event (first);
  second_begun = demo_fixture_read_event (second);
  demo_assert_json (first_begun, "result/serverInfo/title", "\"Open Tools\"");
  demo_assert_json (second_begun, "result/serverInfo/title", "\"Showcase\"");

  told = demo_fixture_control (fixture, "/notify", "{\"server\":\"showcase\","
                               "\"method\":\"notifications/tools/list_changed\"}");
  demo_assert_json (told->json, "streams", "1");
  changed = demo_fixture_read_event (second);
  demo_assert_json (changed, "method", "\"notifications/tools/list_changed\"");
}

static void
test_refused (DemoFixture   *fixture,
              gconstpointer  data)
{
  g_autofree char *address = NULL;
  g_autoptr(GInputStream) stream = connect_to (fixture, "/sse", &address);
  const struct
  {
    const char *method, *path, *headers, *body;
    guint status;
  } cases[] = {
    { "POST", "/sse", NULL, INITIALIZE, 405 },
    { "DELETE", "/sse", NULL, NULL, 405 },
    { "GET", "/sse", "Accept: application/json", NULL, 406 },
    { "GET", "/message", NULL, NULL, 405 },
    { "POST", "/message", NULL, INITIALIZE, 404 },
    { "POST", "/message?sessionId=made-up", NULL, INITIALIZE, 404 },
    { "POST", strstr (address, "/message"), NULL, "[]", 400 },
    { "POST", strstr (address, "/message"), NULL, "{", 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = get_beside (fixture, cases[i].path);
      g_autoptr(DemoReply) reply = demo_fixture_send (fixture, cases[i].method, uri,
                                                      cases[i].headers, cases[i].body);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
}

/* The session of a stream is none of the other transport's, and ends with it. */
static void
test_end (DemoFixture   *fixture,
          gconstpointer  data)
{
  g_autofree char *address = NULL;
  GInputStream *stream = connect_to (fixture, "/sse", &address);
  g_autoptr(DemoReply) state = NULL;
  guint status = 202;

  soup_session_abort (fixture->session);
  g_object_unref (stream);

  while (status == 202)
    {
      g_autoptr(DemoReply) reply = demo_fixture_send (fixture, "POST", address, NULL, INITIALIZE);

      status = reply->status;
    }

  g_assert_cmpuint (status, ==, 404);
  state = demo_fixture_control (fixture, "/state", NULL);
  demo_assert_json (state->json, "sessions", "0");
}

static void
test_stateless_only (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autofree char *sse = get_beside (fixture, "/sse");
  g_autoptr(DemoReply) discovered = demo_fixture_ask (fixture, fixture->open, "server/discover",
                                                      NULL, NULL);
  g_autoptr(DemoReply) begun = demo_fixture_send (fixture, "POST", fixture->open, NULL, INITIALIZE);
  g_autoptr(DemoReply) bare = demo_fixture_send (fixture, "POST", fixture->open, NULL,
                                                 "{\"jsonrpc\":\"2.0\",\"id\":1,"
                                                 "\"method\":\"tools/list\"}");
  g_autoptr(DemoReply) get = demo_fixture_send (fixture, "GET", fixture->open, NULL, NULL);
  g_autoptr(DemoReply) gone = demo_fixture_send (fixture, "DELETE", fixture->open, NULL, NULL);
  g_autoptr(DemoReply) stream = demo_fixture_send (fixture, "GET", sse, NULL, NULL);

  g_assert_cmpuint (discovered->status, ==, 200);
  g_assert_cmpuint (begun->status, ==, 400);
  demo_assert_json (begun->json, "error/code", "-32022");
  demo_assert_json (begun->json, "error/data",
                    "{\"supported\":[\"2026-07-28\"],\"requested\":\"2024-11-05\"}");
  g_assert_cmpuint (bare->status, ==, 400);
  demo_assert_json (bare->json, "error/code", "-32020");
  g_assert_cmpuint (get->status, ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (get->headers, "Allow"), ==, "POST");
  g_assert_cmpuint (gone->status, ==, 405);
  g_assert_cmpuint (stream->status, ==, 404);
}

/* As servers did before: the one that is strict wants a session, the other knows no such method. */
static void
test_sessions_only (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) strict = demo_fixture_ask (fixture, fixture->showcase, "server/discover",
                                                  NULL, NULL);
  g_autoptr(DemoReply) lenient = demo_fixture_ask (fixture, fixture->open, "server/discover",
                                                   NULL, NULL);
  g_autofree char *address = NULL;
  g_autoptr(GInputStream) stream = connect_to (fixture, "/sse", &address);

  g_assert_cmpuint (strict->status, ==, 400);
  demo_assert_json (strict->json, "error/code", "-32000");
  g_assert_cmpuint (lenient->status, ==, 200);
  demo_assert_json (lenient->json, "error/code", "-32601");
}

static void
test_counts (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) discovered = demo_fixture_ask (fixture, fixture->open, "server/discover",
                                                      NULL, NULL);
  g_autofree char *address = NULL;
  g_autoptr(GInputStream) stream = connect_to (fixture, "/sse", &address);
  g_autoptr(DemoReply) counts = NULL;
  g_autoptr(DemoReply) log = NULL;

  say (fixture, address, INITIALIZE);
  counts = demo_fixture_control (fixture, "/counts", NULL);
  demo_assert_json (counts->json, NULL, "{\"session\":{\"POST\":2},\"stateless\":{\"POST\":1},"
                    "\"events\":{\"GET\":1,\"POST\":1}}");
  log = demo_fixture_control (fixture, "/log", NULL);
  demo_assert_json (log->json, "0/era", "\"session\"");
  demo_assert_json (log->json, "2/era", "\"stateless\"");
  demo_assert_json (log->json, "4/era", "\"events\"");
}

#define ADD(path, options, function) \
  g_test_add (path, DemoFixture, options, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/events/stream", NULL, test_stream);
  ADD ("/demo/events/question", NULL, test_question);
  ADD ("/demo/events/two", NULL, test_two);
  ADD ("/demo/events/refused", NULL, test_refused);
  ADD ("/demo/events/end", NULL, test_end);
  ADD ("/demo/era/stateless-only", demo_stateless_only, test_stateless_only);
  ADD ("/demo/era/sessions-only", demo_sessions_only, test_sessions_only);
  ADD ("/demo/era/counts", NULL, test_counts);

  return g_test_run ();
}
