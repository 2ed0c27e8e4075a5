/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* What goes wrong on request, and that it goes wrong exactly so. */

#define LIST "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}"
#define NON_ASCII_TOOL \
  "{\"server\":\"open\",\"add\":{\"name\":\"greet\",\"title\":\"Gr\303\274\303\237e\"," \
  "\"inputSchema\":{\"type\":\"object\"}}}"

static void
control (DemoFixture *fixture,
         const char  *path,
         const char  *body)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, path, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

static gint64
get_state (DemoFixture *fixture,
           const char  *member)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/state", NULL);

  return json_node_get_int (demo_look_up (reply->json, member));
}

/* The log's entry of the last tools/list. */
static JsonNode *
get_last_entry (DemoFixture *fixture,
                const char  *rpc)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);

  for (guint i = json_array_get_length (log); i > 0; i--)
    {
      JsonNode *entry = json_array_get_element (log, i - 1);

      if (g_strcmp0 (json_node_get_string (demo_look_up (entry, "rpc")), rpc) == 0)
        return json_node_copy (entry);
    }

  return NULL;
}

static void
test_faults_status (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) other = NULL;
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) second = NULL;
  g_autoptr(DemoReply) third = NULL;

  control (fixture, "/fault", "{\"server\":\"open\",\"rpc\":\"tools/list\",\"kind\":\"status\","
           "\"status\":401,\"headers\":{\"WWW-Authenticate\":\"Bearer\"},\"body\":\"no\","
           "\"times\":2}");

  other = demo_fixture_call (fixture, fixture->open, session, "get_current_date_time", "{}");
  first = demo_fixture_rpc (fixture, fixture->open, session, LIST);
  second = demo_fixture_rpc (fixture, fixture->open, session, LIST);
  third = demo_fixture_rpc (fixture, fixture->open, session, LIST);

  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpuint (first->status, ==, 401);
  g_assert_cmpstr (first->body, ==, "no");
  g_assert_cmpuint (second->status, ==, 401);
  g_assert_cmpuint (third->status, ==, 200);
}

static void
test_faults_match (DemoFixture   *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *fault;
    gboolean open_list, showcase_list, open_get;
  } cases[] = {
    { "{\"kind\":\"html\"}", TRUE, TRUE, TRUE },
    { "{\"kind\":\"html\",\"server\":\"showcase\"}", FALSE, TRUE, FALSE },
    { "{\"kind\":\"html\",\"server\":\"open\",\"rpc\":\"*\"}", TRUE, FALSE, FALSE },
    { "{\"kind\":\"html\",\"rpc\":\"tools/call\"}", FALSE, FALSE, FALSE },
    { "{\"kind\":\"html\",\"server\":\"open\",\"rpc\":null}", TRUE, FALSE, TRUE },
    { "{\"kind\":\"html\",\"server\":\"open\",\"http\":\"GET\"}", FALSE, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *uris[] = { fixture->open, fixture->showcase, fixture->open };
      const char *methods[] = { "POST", "POST", "GET" };
      gboolean hits[] = { cases[i].open_list, cases[i].showcase_list, cases[i].open_get };

      for (guint j = 0; j < G_N_ELEMENTS (hits); j++)
        {
          g_autoptr(DemoReply) reply = NULL;

          control (fixture, "/reset", "{}");
          control (fixture, "/fault", cases[i].fault);
          reply = demo_fixture_send (fixture, methods[j], uris[j], NULL,
                                     g_str_equal (methods[j], "POST") ? LIST : NULL);
          g_test_message ("%s: %s %s", cases[i].fault, methods[j], uris[j]);
          g_assert_cmpint (g_strcmp0 (reply->content_type, "text/html") == 0, ==, hits[j]);
        }
    }
}

static void
test_faults_json (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(DemoReply) reply = NULL;

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"json\"}");
  reply = demo_fixture_rpc (fixture, fixture->open, NULL, LIST);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_nonnull (reply->mcp_session);
  g_assert_nonnull (demo_look_up (reply->json, "result/tools/3"));
}

static void
test_faults_no_session (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) second = NULL;

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"no-session\"}");
  first = demo_fixture_rpc (fixture, fixture->open, session, LIST);
  second = demo_fixture_rpc (fixture, fixture->open, session, LIST);

  g_assert_cmpuint (first->status, ==, 404);
  g_assert_cmpint (json_node_get_int (demo_look_up (first->json, "error/code")), ==, -32001);
  g_assert_cmpuint (second->status, ==, 200);
}

/* What a stream gave before it ended, and whether it ended as HTTP wants it. */
static char *
read_raw (DemoFixture *fixture,
          const char  *body,
          gboolean    *torn)
{
  g_autoptr(GUri) uri = g_uri_parse (fixture->open, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GOutputStream) text = g_memory_output_stream_new_resizable ();
  g_autofree char *request = NULL;
  GOutputStream *output;
  g_autoptr(GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", g_uri_get_port (uri), NULL,
                                                &error);
  g_assert_no_error (error);

  request = g_strdup_printf ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " DEMO_ACCEPT_BOTH
                             "\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s",
                             strlen (body), body);
  output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (output, request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (text, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                          G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL);
  g_output_stream_write_all (text, "", 1, NULL, NULL, NULL);
  g_output_stream_close (text, NULL, NULL);

  *torn = !g_str_has_suffix (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (text)),
                             "\r\n0\r\n\r\n");

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (text));
}

static void
test_faults_cut (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *whole = NULL;
  g_autofree char *half = NULL;
  g_autofree char *json = NULL;
  g_autoptr(JsonNode) entry = NULL;
  gboolean torn;

  whole = read_raw (fixture, LIST, &torn);
  g_assert_false (torn);
  g_assert_nonnull (strstr (whole, "\"jsonrpc\":\"2.0\"}\n\n"));

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"cut\"}");
  half = read_raw (fixture, LIST, &torn);
  g_assert_true (torn);
  g_assert_nonnull (strstr (half, "event: message\ndata: {\"result\":{\"tools\":[{\"name\""));
  g_assert_null (strstr (half, "\n\n"));

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"cut\","
           "\"content_type\":\"application/json\"}");
  json = read_raw (fixture, LIST, &torn);
  g_assert_true (torn);
  g_assert_nonnull (strstr (json, "Content-Type: application/json\r\n"));

  entry = get_last_entry (fixture, "tools/list");
  demo_assert_json (entry, "stream_open", "false");
  demo_assert_json (entry, "content_type", "\"application/json\"");
}

static void
test_faults_malformed (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autofree char *text = NULL;
  gboolean torn;

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"malformed\"}");
  text = read_raw (fixture, LIST, &torn);
  g_assert_false (torn);
  g_assert_nonnull (strstr (text, "event: message\n"
                                  "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{]}"));
}

/* One event in two writes, cut inside a character; the stream stays until it is let go. */
static void
test_faults_hold (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GInputStream) raw = NULL;
  g_autoptr(JsonNode) before = NULL;
  g_autoptr(JsonNode) after = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[8192];
  gboolean was_cut = FALSE;

  control (fixture, "/tools", NON_ASCII_TOOL);
  control (fixture, "/fault", "{\"server\":\"open\",\"rpc\":\"tools/list\",\"kind\":\"hold\"}");
  stream = demo_fixture_stream (fixture, "POST", fixture->open, session, LIST);
  raw = g_object_ref (g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)));

  while (!g_str_has_suffix (text->str, "\n\n"))
    {
      gssize length = g_input_stream_read (raw, buffer, sizeof buffer, NULL, NULL);

      g_assert_cmpint (length, >, 0);
      g_string_append_len (text, buffer, length);
      was_cut = was_cut || (guchar) buffer[length - 1] == 0303;
    }

  /* what came first ended with the first of the two bytes of ü */
  g_assert_true (was_cut);
  g_assert_true (g_utf8_validate (text->str, text->len, NULL));

  while (get_state (fixture, "held") == 0)
    ;

  before = get_last_entry (fixture, "tools/list");
  demo_assert_json (before, "stream_open", "true");
  demo_assert_json (before, "content_type", "\"text/event-stream\"");
  demo_assert_json (before, "status", "200");

  control (fixture, "/release", "{}");
  g_assert_cmpint (g_input_stream_read (raw, buffer, sizeof buffer, NULL, NULL), ==, 0);
  g_assert_cmpint (get_state (fixture, "held"), ==, 0);
  after = get_last_entry (fixture, "tools/list");
  demo_assert_json (after, "stream_open", "false");
  demo_assert_json (after, "hung_up", "false");
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  *(gsize *) user_data = bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

/* Nothing comes until it is let go, then all of it. */
static void
test_faults_hang (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(SoupMessage) message = soup_message_new ("POST", fixture->open);
  g_autoptr(GBytes) bytes = g_bytes_new_static (LIST, strlen (LIST));
  gsize length = 0;

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"hang\"}");
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept",
                               DEMO_ACCEPT_BOTH);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    answered_cb, &length);

  while (get_state (fixture, "held") == 0)
    g_main_context_iteration (NULL, FALSE);

  g_assert_cmpuint (length, ==, 0);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_NONE);
  control (fixture, "/release", "{}");

  while (length == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (length, >, 900);
  g_assert_cmpint (get_state (fixture, "held"), ==, 0);
}

static void
test_faults_slow (DemoFixture   *fixture,
                  gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(DemoReply) reply = NULL;

  control (fixture, "/fault", "{\"rpc\":\"tools/list\",\"kind\":\"slow\",\"ms\":150}");
  reply = demo_fixture_rpc (fixture, fixture->open, NULL, LIST);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 150000);
}

static void
test_faults_refused (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *path, *body;
    guint status;
  } cases[] = {
    { "/fault", "{\"kind\":\"earthquake\"}", 400 },
    { "/fault", "{}", 400 },
    { "/fault", "[]", 400 },
    { "/fault", "nonsense", 400 },
    { "/tools", "{\"server\":\"nobody\",\"remove\":\"x\"}", 400 },
    { "/tools", "{\"server\":\"open\"}", 400 },
    { "/tools", "{\"server\":\"open\",\"add\":{}}", 400 },
    { "/tools", "{\"server\":\"open\",\"remove\":\"no_such_tool\"}", 400 },
    { "/notify", "{\"server\":\"nobody\"}", 400 },
    { "/nowhere", "{}", 404 },
    { "/log", "{}", 404 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_control (fixture, cases[i].path, cases[i].body);

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_cmpstr (demo_look_up_string (reply->json, "error"), !=, "");
    }
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/faults/status", test_faults_status);
  ADD ("/demo/faults/match", test_faults_match);
  ADD ("/demo/faults/json", test_faults_json);
  ADD ("/demo/faults/no-session", test_faults_no_session);
  ADD ("/demo/faults/cut", test_faults_cut);
  ADD ("/demo/faults/malformed", test_faults_malformed);
  ADD ("/demo/faults/hold", test_faults_hold);
  ADD ("/demo/faults/hang", test_faults_hang);
  ADD ("/demo/faults/slow", test_faults_slow);
  ADD ("/demo/faults/refused", test_faults_refused);

  return g_test_run ();
}
