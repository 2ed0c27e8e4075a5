/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* Subscriptions of the servers against MCP 2026-07-28, asked with plain HTTP. */

#define SUBSCRIPTION "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":5}"
#define TASKS "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}"

static GInputStream *
open_listener (DemoFixture *fixture,
               const char  *uri,
               const char  *filter)
{
  g_autofree char *head = demo_fixture_head ("subscriptions/listen", NULL, NULL);
  g_autofree char *members = g_strdup_printf ("\"notifications\":%s", filter);
  g_autofree char *body = demo_fixture_write ("subscriptions/listen", members, TASKS);

  return demo_fixture_open_stream (fixture, "POST", uri, head, body);
}

/* Of the showcase: on how many streams it went out. */
static gint64
notify (DemoFixture *fixture,
        const char  *method,
        const char  *params)
{
  g_autofree char *body = NULL;
  g_autoptr(DemoReply) reply = NULL;

  body = g_strdup_printf ("{\"server\":\"showcase\",\"method\":\"%s\",\"params\":%s}",
                          method, params);
  reply = demo_fixture_control (fixture, "/notify", body);

  return json_node_get_int (demo_look_up (reply->json, "streams"));
}

static void
assert_next (GInputStream *stream,
             const char   *expected)
{
  g_autoptr(JsonNode) event = demo_fixture_read_event (stream);

  demo_assert_json (event, NULL, expected);
}

static void
assert_acknowledged (GInputStream *stream,
                     const char   *accepted)
{
  g_autofree char *expected = NULL;

  expected = g_strdup_printf ("{\"jsonrpc\":\"2.0\","
                              "\"method\":\"notifications/subscriptions/acknowledged\","
                              "\"params\":{\"notifications\":%s," SUBSCRIPTION "}}", accepted);
  assert_next (stream, expected);
}

/* What is acknowledged is what was asked for and is offered. */
static void
test_acknowledged (DemoFixture   *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    gboolean open;
    const char *filter, *accepted;
  } cases[] = {
    { FALSE, "{}", "{}" },
    { FALSE, "{\"toolsListChanged\":true,\"promptsListChanged\":false}",
      "{\"toolsListChanged\":true}" },
    { FALSE, "{\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourcesListChanged\":true,"
      "\"resourceSubscriptions\":[\"shop://prices\"],\"taskIds\":[\"t\"]}",
      "{\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourcesListChanged\":true,"
      "\"resourceSubscriptions\":[\"shop://prices\"],\"taskIds\":[\"t\"]}" },
    { TRUE, "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"x\"],\"taskIds\":[\"t\"]}",
      "{\"toolsListChanged\":true}" },
    { TRUE, "{\"toolsListChanged\":\"yes\",\"unheardOf\":true}", "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GInputStream) stream = open_listener (fixture, cases[i].open ? fixture->open
                                                                             : fixture->showcase,
                                                      cases[i].filter);

      assert_acknowledged (stream, cases[i].accepted);
    }
}

/* Only what was asked for, and on each stream by itself. */
static void
test_told (DemoFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(GInputStream) tools = open_listener (fixture, fixture->showcase,
                                                 "{\"toolsListChanged\":true}");
  g_autoptr(GInputStream) prices = open_listener (fixture, fixture->showcase,
                                                  "{\"resourceSubscriptions\":[\"shop://prices\"],"
                                                  "\"toolsListChanged\":true}");

  assert_acknowledged (tools, "{\"toolsListChanged\":true}");
  assert_acknowledged (prices, "{\"resourceSubscriptions\":[\"shop://prices\"],"
                       "\"toolsListChanged\":true}");

  g_assert_cmpint (notify (fixture, "notifications/prompts/list_changed", "{}"), ==, 0);
  g_assert_cmpint (notify (fixture, "notifications/resources/updated",
                           "{\"uri\":\"shop://other\"}"), ==, 0);
  g_assert_cmpint (notify (fixture, "notifications/progress", "{\"progressToken\":\"p\"}"), ==, 0);
  g_assert_cmpint (notify (fixture, "notifications/resources/updated",
                           "{\"uri\":\"shop://prices\"}"), ==, 1);
  g_assert_cmpint (notify (fixture, "notifications/tools/list_changed", "{\"_meta\":{\"a\":1}}"),
                   ==, 2);

  assert_next (prices, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
               "\"params\":{\"uri\":\"shop://prices\"," SUBSCRIPTION "}}");
  assert_next (prices, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
               "\"params\":{\"_meta\":{\"a\":1,\"io.modelcontextprotocol/subscriptionId\":5}}}");
  assert_next (tools, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
               "\"params\":{\"_meta\":{\"a\":1,\"io.modelcontextprotocol/subscriptionId\":5}}}");
}

/* In good order with the answer that the request is owed. */
static void
test_end (DemoFixture   *fixture,
          gconstpointer  data)
{
  g_autoptr(GInputStream) stream = open_listener (fixture, fixture->showcase, "{}");
  g_autoptr(DemoReply) reset = NULL;

  assert_acknowledged (stream, "{}");
  reset = demo_fixture_control (fixture, "/reset", "{}");
  assert_next (stream, "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{\"resultType\":\"complete\","
               SUBSCRIPTION "}}");
  g_assert_null (demo_fixture_read_event (stream));
}

static gint64
count_listeners (DemoFixture *fixture)
{
  g_autoptr(DemoReply) state = demo_fixture_control (fixture, "/state", NULL);

  return json_node_get_int (demo_look_up (state->json, "listeners"));
}

static void
test_hang_up (DemoFixture   *fixture,
              gconstpointer  data)
{
  GInputStream *stream = open_listener (fixture, fixture->showcase, "{}");

  assert_acknowledged (stream, "{}");
  g_assert_cmpint (count_listeners (fixture), ==, 1);
  soup_session_abort (fixture->session);
  g_object_unref (stream);

  while (count_listeners (fixture) > 0)
    ;
}

static void
test_task (DemoFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *head = demo_fixture_head ("tools/call", "count_stock", NULL);
  g_autofree char *body = demo_fixture_write ("tools/call", "\"name\":\"count_stock\","
                                              "\"arguments\":{\"shelves\":2,\"delay\":200}", TASKS);
  g_autoptr(DemoReply) created = demo_fixture_send (fixture, "POST", fixture->showcase, head, body);
  g_autofree char *filter = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(JsonNode) first = NULL;
  g_autoptr(JsonNode) second = NULL;
  g_autoptr(JsonNode) last = NULL;

  filter = g_strdup_printf ("{\"taskIds\":[\"%s\"]}",
                            demo_look_up_string (created->json, "result/taskId"));
  stream = open_listener (fixture, fixture->showcase, filter);
  assert_acknowledged (stream, filter);

  first = demo_fixture_read_event (stream);
  demo_assert_json (first, "method", "\"notifications/tasks\"");
  demo_assert_json (first, "params/statusMessage", "\"Shelf 1 of 2 counted\"");
  demo_assert_json (first, "params/_meta", "{\"io.modelcontextprotocol/subscriptionId\":5}");
  second = demo_fixture_read_event (stream);
  demo_assert_json (second, "params/status", "\"working\"");
  last = demo_fixture_read_event (stream);
  demo_assert_json (last, "params/status", "\"completed\"");
  demo_assert_json (last, "params/result/content/0/text", "\"96 pieces lie on 2 shelves.\"");
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/listen/acknowledged", test_acknowledged);
  ADD ("/demo/listen/told", test_told);
  ADD ("/demo/listen/end", test_end);
  ADD ("/demo/listen/hang-up", test_hang_up);
  ADD ("/demo/listen/task", test_task);

  return g_test_run ();
}
