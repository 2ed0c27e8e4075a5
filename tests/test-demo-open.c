/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

#include <stdlib.h>

/* The open server against the original: names, texts and mistakes. */

#define DECLINED ": User declined to proceed"
#define FAILED "An error occurred."
#define CALL_RANDOM_NUMBER \
  "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{" \
  "\"name\":\"get_random_number\",\"arguments\":{\"min\":5,\"max\":6}}}"

static void
assert_tool_error (JsonNode   *json,
                   const char *words)
{
  g_assert_true (json_node_get_boolean (demo_look_up (json, "result/isError")));
  g_assert_cmpstr (demo_look_up_string (json, "result/content/0/text"), ==, words);
  g_assert_cmpstr (demo_look_up_string (json, "result/content/0/type"), ==, "text");
}

static void
test_open_tools (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) reply = NULL;
  JsonArray *tools;

  reply = demo_fixture_rpc (fixture, fixture->open, session,
                            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\"}");
  g_assert_cmpstr (reply->content_type, ==, "text/event-stream");
  demo_assert_json (reply->json, "id", "\"a\"");

  tools = json_node_get_array (demo_look_up (reply->json, "result/tools"));
  g_assert_cmpuint (json_array_get_length (tools), ==, 4);

  demo_assert_json (reply->json, "result/tools/0",
    "{\"name\":\"get_random_number\",\"description\":"
    "\"Generates a random number between the specified minimum and maximum values.\","
    "\"inputSchema\":{\"type\":\"object\",\"properties\":{"
    "\"min\":{\"description\":\"Minimum value (inclusive)\",\"type\":\"integer\",\"default\":0},"
    "\"max\":{\"description\":\"Maximum value (exclusive)\",\"type\":\"integer\","
    "\"default\":100}}}}");
  demo_assert_json (reply->json, "result/tools/1",
    "{\"name\":\"get_random_number_from_date_time\",\"description\":"
    "\"Generates a random number based on a date.\",\"inputSchema\":{\"type\":\"object\","
    "\"properties\":{\"datetime\":{\"description\":\"The date to generate random number from\","
    "\"type\":[\"string\",\"null\"],\"format\":\"date-time\",\"default\":null}}}}");
  demo_assert_json (reply->json, "result/tools/2",
    "{\"name\":\"get_some_random_string\",\"description\":\"Returns a random string\","
    "\"inputSchema\":{\"type\":\"object\",\"properties\":{}}}");
  demo_assert_json (reply->json, "result/tools/3",
    "{\"name\":\"get_current_date_time\",\"description\":"
    "\"Returns the current date and time in ISO 8601 format.\","
    "\"inputSchema\":{\"type\":\"object\",\"properties\":{}}}");
}

static void
test_open_random_number (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    gint64 least, most;
  } cases[] = {
    { "{}", 0, 99 },
    { "{\"min\":5,\"max\":7}", 5, 6 },
    { "{\"min\":-3,\"max\":-2}", -3, -3 },
    { "{\"min\":7,\"max\":7}", 7, 7 },
    { "{\"min\":\"41\",\"max\":\"42\"}", 41, 41 },
    { "{\"min\":-2147483648,\"max\":2147483647}", G_MININT32, G_MAXINT32 - 1 },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint round = 0; round < 8; round++)
      {
        g_autoptr(DemoReply) reply = demo_fixture_call (fixture, fixture->open, session,
                                                        "get_random_number", cases[i].arguments);
        gint64 number;

        g_assert_true (g_ascii_string_to_signed (demo_look_up_string (reply->json,
                                                                      "result/content/0/text"),
                                                 10, cases[i].least, cases[i].most, &number, NULL));
        g_assert_false (json_object_has_member (
          json_node_get_object (demo_look_up (reply->json, "result")), "isError"));
      }
}

static void
test_open_bad_arguments (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const char * const cases[] = {
    "{\"min\":9,\"max\":3}", "{\"min\":\"x\"}", "{\"max\":1.5}", "{\"min\":null}", "{\"min\":[]}",
    "{\"max\":2147483648}", "{\"max\":{}}", "{\"min\":true}",
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) date = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_call (fixture, fixture->open, session,
                                                      "get_random_number", cases[i]);

      assert_tool_error (reply->json, "An error occurred invoking 'get_random_number'.");
    }

  date = demo_fixture_call (fixture, fixture->open, session, "get_random_number_from_date_time",
                            "{\"datetime\":\"tomorrow\"}");
  assert_tool_error (date->json, "An error occurred invoking 'get_random_number_from_date_time'.");
}

/* (int)Ticks % 100, so the range begins between -99 and 99 and is 1000 wide */
static void
test_open_from_date (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    gint64 least, most;
  } cases[] = {
    { "{}", -99, 1098 }, { "{\"datetime\":null}", -99, 1098 },
    { "{\"datetime\":\"0001-01-01T00:00:00.000001Z\"}", 10, 1009 },         /* 10 ticks */
    { "{\"datetime\":\"0001-01-01T00:04:00Z\"}", -96, 903 },                /* 2400000000 ticks */
    { "{\"datetime\":\"0001-01-01\"}", 0, 999 },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint round = 0; round < 30; round++)
      {
        g_autoptr(DemoReply) reply = demo_fixture_call (fixture, fixture->open, session,
                                                        "get_random_number_from_date_time",
                                                        cases[i].arguments);
        const char *text = demo_look_up_string (reply->json, "result/content/0/text");
        g_autoptr(GError) error = NULL;

        g_ascii_string_to_signed (text, 10, cases[i].least, cases[i].most, NULL, &error);
        g_assert_no_error (error);
      }
}

static void
test_open_current_date (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) reply = demo_fixture_call (fixture, fixture->open, session,
                                                  "get_current_date_time", "{}");
  const char *text = demo_look_up_string (reply->json, "result/content/0/text");
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  g_assert_true (g_regex_match_simple ("^\\d{4}(-\\d\\d){2}T\\d\\d(:\\d\\d){2}\\.\\d{7}Z$", text,
                                       0, 0));
  g_assert_cmpint (ABS (g_date_time_difference (now, date)), <, 60 * G_TIME_SPAN_SECOND);
}

static void
test_open_unknown (DemoFixture   *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *method, *params;
    int code;
    const char *words;
  } cases[] = {
    { "tools/call", "{\"name\":\"x\"}", -32602, "Unknown tool: 'x'" },
    { "prompts/get", "{\"name\":\"x\"}", -32602, "Unknown prompt: 'x'" },
    { "resources/read", "{\"uri\":\"x:y\"}", -32602, "Unknown resource URI: 'x:y'" },
    { "prompts/get", "{\"name\":\"generate_multiple_random_number\"}", -32603, FAILED },
    { "prompts/get", "{\"name\":\"generate_random_number_in_range\",\"arguments\":{\"min\":\"1\"}}",
      -32603, FAILED },
    { "tools/fly", "{}", -32601, "Method 'tools/fly' is not available." },
    { "tools/list", "{\"cursor\":\"what\"}", -32602, "Invalid cursor" },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr(DemoReply) reply = NULL;

      body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"%s\",\"params\":%s}",
                              cases[i].method, cases[i].params);
      reply = demo_fixture_rpc (fixture, fixture->open, session, body);
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpint (json_node_get_int (demo_look_up (reply->json, "error/code")), ==,
                       cases[i].code);
      g_assert_cmpstr (demo_look_up_string (reply->json, "error/message"), ==, cases[i].words);
      demo_assert_json (reply->json, "id", "4");
    }
}

/* Each answer to the question and what the tool makes of it. */
static void
test_open_elicitation (DemoFixture   *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    const char *answer, *error;
  } cases[] = {
    { "\"result\":{\"action\":\"accept\",\"content\":{\"answer\":true}}", NULL },
    { "\"result\":{\"action\":\"accept\",\"content\":{\"answer\":false}}", DECLINED },
    { "\"result\":{\"action\":\"accept\",\"content\":{\"answer\":\"yes\"}}", DECLINED },
    { "\"result\":{\"action\":\"accept\"}", DECLINED },
    { "\"result\":{\"action\":\"decline\"}", DECLINED },
    { "\"result\":{\"action\":\"cancel\"}", DECLINED },
    { "\"result\":{\"action\":\"accept\",\"content\":{}}", "." },
    { "\"error\":{\"code\":-1,\"message\":\"Not now\"}", ": Request failed (remote): Not now" },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open,
                                                      "{\"elicitation\":{}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "POST", fixture->open, session,
                                                            CALL_RANDOM_NUMBER);
      g_autoptr(JsonNode) question = demo_fixture_read_event (stream);
      g_autoptr(JsonNode) result = NULL;
      g_autoptr(DemoReply) accepted = NULL;
      g_autofree char *body = NULL;

      g_assert_cmpstr (demo_look_up_string (question, "method"), ==, "elicitation/create");
      demo_assert_json (question, "params",
                        "{\"message\":\"Do you want to execute tool 'GetRandomNumber'\","
                        "\"requestedSchema\":{\"type\":\"object\","
                        "\"properties\":{\"answer\":{\"type\":\"boolean\"}}}}");

      body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",%s}",
                              demo_look_up_string (question, "id"), cases[i].answer);
      accepted = demo_fixture_rpc (fixture, fixture->open, session, body);
      g_assert_cmpuint (accepted->status, ==, 202);

      result = demo_fixture_read_event (stream);
      demo_assert_json (result, "id", "7");

      if (cases[i].error != NULL)
        {
          g_autofree char *words = g_strconcat ("An error occurred invoking 'get_random_number'",
                                                cases[i].error, NULL);

          assert_tool_error (result, words);
        }
      else
        g_assert_cmpstr (demo_look_up_string (result, "result/content/0/text"), ==, "5");

      g_assert_null (demo_fixture_read_event (stream));
    }
}

static void
test_open_sampling (DemoFixture   *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *content, *text;
  } cases[] = {
    { "{\"type\":\"text\",\"text\":\"qwertz\"}", "qwertz" },
    { "{\"type\":\"image\",\"data\":\"\",\"mimeType\":\"image/png\"}", "No response" },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{\"sampling\":{}}");
  g_autofree char *mute = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) refused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(JsonNode) question = NULL;
      g_autoptr(JsonNode) result = NULL;
      g_autoptr(DemoReply) accepted = NULL;
      g_autofree char *body = NULL;

      stream = demo_fixture_stream (fixture, "POST", fixture->open, session,
                                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
                                    "\"params\":{\"name\":\"get_some_random_string\"}}");
      question = demo_fixture_read_event (stream);
      g_assert_cmpstr (demo_look_up_string (question, "method"), ==, "sampling/createMessage");
      demo_assert_json (question, "params",
                        "{\"messages\":[{\"role\":\"assistant\",\"content\":{\"type\":\"text\","
                        "\"text\":\"Please generate a random string\"}}],"
                        "\"includeContext\":\"allServers\"}");

      body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"model\":\"m\","
                              "\"role\":\"assistant\",\"content\":%s}}",
                              demo_look_up_string (question, "id"), cases[i].content);
      accepted = demo_fixture_rpc (fixture, fixture->open, session, body);
      g_assert_cmpuint (accepted->status, ==, 202);

      result = demo_fixture_read_event (stream);
      g_assert_cmpstr (demo_look_up_string (result, "result/content/0/text"), ==, cases[i].text);
    }

  refused = demo_fixture_call (fixture, fixture->open, mute, "get_some_random_string", "{}");
  assert_tool_error (refused->json, "An error occurred invoking 'get_some_random_string'.");
}

static void
test_open_prompts (DemoFixture   *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *name, *arguments, *text;
  } cases[] = {
    { "generate_random_number", "{}", "Please generate a random number!" },
    { "generate_multiple_random_number", "{\"n\":\"3\"}", "Please generate 3 random numbers!" },
    { "generate_multiple_random_number", "{\"n\":4}", "Please generate 4 random numbers!" },
    { "generate_random_number_in_range", "{\"min\":\"-10\",\"max\":\"10\"}",
      "Please generate a random number with the ragne of -10 and 10!" },
    { "generate_random_number_from_current_date", "{}",
      "Please generate a random number based from the current date" },
    { "generate_nested_random_numbers", "{}",
      "Please generate two random numbers. Use these numbers to generate a third random number "
      "within the range of the first two." },
  };
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) list = NULL;

  list = demo_fixture_rpc (fixture, fixture->open, session,
                           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/list\"}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (
    demo_look_up (list->json, "result/prompts"))), ==, 5);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr(DemoReply) reply = NULL;

      body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\","
                              "\"params\":{\"name\":\"%s\",\"arguments\":%s}}",
                              cases[i].name, cases[i].arguments);
      reply = demo_fixture_rpc (fixture, fixture->open, session, body);
      g_assert_cmpstr (demo_look_up_string (reply->json, "result/messages/0/content/text"), ==,
                       cases[i].text);
      g_assert_cmpstr (demo_look_up_string (reply->json, "result/messages/0/role"), ==, "user");
    }
}

static void
test_open_resource (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) list = NULL;
  g_autoptr(DemoReply) read = NULL;

  list = demo_fixture_rpc (fixture, fixture->open, session,
                           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}");
  demo_assert_json (list->json, "result/resources",
                    "[{\"name\":\"get_system_overview\","
                    "\"uri\":\"resource://mcp/get_system_overview\","
                    "\"description\":\"High-level system overview document.\","
                    "\"mimeType\":\"application/octet-stream\"}]");

  read = demo_fixture_rpc (fixture, fixture->open, session,
                           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\","
                           "\"params\":{\"uri\":\"resource://mcp/get_system_overview\"}}");
  g_assert_cmpstr (demo_look_up_string (read->json, "result/contents/0/uri"), ==,
                   "docs/system-overview");
  g_assert_cmpstr (demo_look_up_string (read->json, "result/contents/0/mimeType"), ==,
                   "text/markdown");
  g_assert_true (g_str_has_prefix (demo_look_up_string (read->json, "result/contents/0/text"),
                                   "# What this server offers\n\nAn open MCP"));
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/open/tools", test_open_tools);
  ADD ("/demo/open/random-number", test_open_random_number);
  ADD ("/demo/open/bad-arguments", test_open_bad_arguments);
  ADD ("/demo/open/from-date", test_open_from_date);
  ADD ("/demo/open/current-date", test_open_current_date);
  ADD ("/demo/open/unknown", test_open_unknown);
  ADD ("/demo/open/elicitation", test_open_elicitation);
  ADD ("/demo/open/sampling", test_open_sampling);
  ADD ("/demo/open/prompts", test_open_prompts);
  ADD ("/demo/open/resource", test_open_resource);

  return g_test_run ();
}
