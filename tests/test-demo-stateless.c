/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* The servers against MCP 2026-07-28, asked with plain HTTP. */

#define META(version, capabilities) \
  "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":" version \
  ",\"io.modelcontextprotocol/clientCapabilities\":" capabilities "}"
#define LIST(params) \
  "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/list\",\"params\":{" params "}}"
#define GOOD_LIST LIST (META ("\"2026-07-28\"", "{}"))
#define SERVER_INFO "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{" \
  "\"name\":\"toolcrib-showcase\",\"title\":\"Showcase\",\"version\":\"1\"}}"

static gint64
get_code (DemoReply *reply)
{
  return json_node_get_int (demo_look_up (reply->json, "error/code"));
}

static void
test_discover (DemoFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(DemoReply) reply = demo_fixture_ask (fixture, fixture->showcase, "server/discover",
                                                 NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_null (reply->mcp_session);
  demo_assert_json (reply->json, NULL,
    "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{\"resultType\":\"complete\","
    "\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{"
    "\"completions\":{},\"prompts\":{\"listChanged\":true},"
    "\"resources\":{\"listChanged\":true,\"subscribe\":true},"
    "\"tools\":{\"listChanged\":true},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}},"
    "\"instructions\":\"A mail-order shop that exists only in this program. Nothing here reaches "
    "the world outside.\",\"ttlMs\":0,\"cacheScope\":\"public\"," SERVER_INFO "}}");
}

/* What a request says twice has to agree, and nothing of it may be missing. */
static void
test_refused (DemoFixture   *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *headers, *body;
    guint status;
    int code;
  } cases[] = {
    { NULL, GOOD_LIST, 200, 0 },
    { "mcp-method: tools/list", GOOD_LIST, 200, 0 },
    { "MCP-Protocol-Version: ", GOOD_LIST, 400, -32020 },
    { "MCP-Protocol-Version: 2027-01-01", GOOD_LIST, 400, -32020 },
    { "Mcp-Method: ", GOOD_LIST, 400, -32020 },
    { "Mcp-Method: tools/call", GOOD_LIST, 400, -32020 },
    { "Mcp-Method: Tools/List", GOOD_LIST, 400, -32020 },
    { "MCP-Protocol-Version: 2027-01-01", LIST (META ("\"2027-01-01\"", "{}")), 400, -32022 },
    { "MCP-Protocol-Version: 2025-06-18", LIST (META ("\"2025-06-18\"", "{}")), 400, -32022 },
    { NULL, LIST (""), 400, -32602 },
    { NULL, LIST ("\"_meta\":{}"), 400, -32602 },
    { NULL, LIST ("\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}"),
      400, -32602 },
    { NULL, LIST (META ("7", "{}")), 400, -32602 },
    { NULL, LIST (META ("\"2026-07-28\"", "[]")), 400, -32602 },
    { NULL, LIST (META ("\"2026-07-28\"", "{\"sampling\":true}")), 400, -32602 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = demo_fixture_head ("tools/list", NULL, cases[i].headers);
      g_autoptr(DemoReply) reply = NULL;

      g_test_message ("%s, %s", cases[i].headers, cases[i].body);
      reply = demo_fixture_send (fixture, "POST", fixture->open, head, cases[i].body);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      demo_assert_json (reply->json, "id", "5");

      if (cases[i].code == 0)
        continue;

      g_assert_cmpint (get_code (reply), ==, cases[i].code);
      g_assert_cmpstr (reply->content_type, ==, "application/json");

      if (cases[i].code == -32022)
        demo_assert_json (reply->json, "error/data/supported", "[\"2026-07-28\"]");
    }
}

static void
test_refused_data (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *head = demo_fixture_head ("tools/list", NULL,
                                             "MCP-Protocol-Version: 2027-01-01");
  g_autofree char *plain = demo_fixture_head ("tools/list", NULL, "Accept: application/json");
  g_autofree char *good = demo_fixture_head ("tools/list", NULL, NULL);
  g_autoptr(DemoReply) version = NULL;
  g_autoptr(DemoReply) accept = NULL;
  g_autoptr(DemoReply) nonsense = NULL;
  g_autoptr(DemoReply) list = NULL;

  version = demo_fixture_send (fixture, "POST", fixture->open, head,
                               LIST (META ("\"2027-01-01\"", "{}")));
  demo_assert_json (version->json, "error/data",
                    "{\"supported\":[\"2026-07-28\"],\"requested\":\"2027-01-01\"}");

  accept = demo_fixture_send (fixture, "POST", fixture->open, plain, GOOD_LIST);
  g_assert_cmpuint (accept->status, ==, 406);
  g_assert_false (json_object_has_member (json_node_get_object (accept->json), "id"));

  nonsense = demo_fixture_send (fixture, "POST", fixture->open, good, "{");
  g_assert_cmpuint (nonsense->status, ==, 400);
  g_assert_cmpint (get_code (nonsense), ==, -32700);

  list = demo_fixture_send (fixture, "POST", fixture->open, good, "[" GOOD_LIST "]");
  g_assert_cmpuint (list->status, ==, 400);
  g_assert_cmpint (get_code (list), ==, -32600);
}

static void
test_methods (DemoFixture   *fixture,
              gconstpointer  data)
{
  static const char * const gone[] = {
    "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe",
    "no/such",
  };
  static const char * const plain[] = {
    "prompts/list", "resources/list", "resources/templates/list",
  };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_ask (fixture, fixture->open, gone[i], NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 404);
      g_assert_cmpint (get_code (reply), ==, -32601);
      demo_assert_json (reply->json, "id", "5");
    }

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_ask (fixture, fixture->open, plain[i], NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (demo_look_up_string (reply->json, "result/resultType"), ==, "complete");
      demo_assert_json (reply->json, "result/ttlMs", "0");
    }
}

static void
test_names (DemoFixture   *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *method, *members, *name;
    guint status;
  } cases[] = {
    { "resources/read", "\"uri\":\"shop://prices\"", "shop://prices", 200 },
    { "resources/read", "\"uri\":\"shop://prices\"", "=?base64?c2hvcDovL3ByaWNlcw==?=", 200 },
    { "resources/read", "\"uri\":\"shop://prices\"", "=?base64?c2hvcDovL3ByaWNlc?=", 400 },
    { "resources/read", "\"uri\":\"shop://prices\"", "=?BASE64?c2hvcDovL3ByaWNlcw==?=", 400 },
    { "resources/read", "\"uri\":\"shop://prices\"", "shop://Prices", 400 },
    { "resources/read", "\"uri\":\"shop://prices\"", NULL, 400 },
    { "tools/call", "\"name\":\"opening_hours\",\"arguments\":{}", "opening_hours", 200 },
    { "tools/call", "\"name\":\"opening_hours\",\"arguments\":{}", "cancel_order", 400 },
    { "tools/call", "\"name\":\"opening_hours\",\"arguments\":{}", NULL, 400 },
    { "prompts/get", "\"name\":\"thank_customer\",\"arguments\":{\"customer\":\"A\"}", NULL, 400 },
    { "prompts/get", "\"name\":\"thank_customer\",\"arguments\":{\"customer\":\"A\"}",
      "thank_customer", 200 },
    { "tasks/get", "\"taskId\":\"x\"", NULL, 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = NULL;

      g_test_message ("%s %s", cases[i].method, cases[i].name);
      reply = demo_fixture_ask (fixture, fixture->showcase, cases[i].method, cases[i].name,
                                cases[i].members);
      g_assert_cmpuint (reply->status, ==, cases[i].status);

      if (cases[i].status != 200)
        g_assert_cmpint (get_code (reply), ==, -32020);
    }
}

#define SHIP(arguments) "\"name\":\"ship_parcels\",\"arguments\":{" arguments "}"
#define KOELN "\"warehouse\":\"K\303\266ln-Niehl\""
#define KOELN_HEADER "Mcp-Param-Warehouse: =?base64?S8O2bG4tTmllaGw=?="

/* Each argument that the schema marks is in a header of its own, and no other. */
static void
test_params (DemoFixture   *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *members, *headers;
    guint status;
  } cases[] = {
    { SHIP (KOELN ",\"parcels\":3"), KOELN_HEADER "\nMcp-Param-Parcels: 3", 200 },
    { SHIP (KOELN ",\"parcels\":3,\"insured\":true,\"note\":\"x\""),
      KOELN_HEADER "\nMcp-Param-Parcels: 3\nMcp-Param-Insured: true", 200 },
    { SHIP (KOELN ",\"parcels\":3,\"insured\":null"), KOELN_HEADER "\nMcp-Param-Parcels: 3", 200 },
    { SHIP (KOELN ",\"parcels\":3"), KOELN_HEADER, 400 },
    { SHIP (KOELN ",\"parcels\":3"), KOELN_HEADER "\nMcp-Param-Parcels: 4", 400 },
    { SHIP (KOELN ",\"parcels\":3"), "Mcp-Param-Parcels: 3", 400 },
    { SHIP (KOELN ",\"parcels\":3"),
      "Mcp-Param-Warehouse: =?base64?S8O2bG4?=\nMcp-Param-Parcels: 3", 400 },
    { SHIP (KOELN ",\"parcels\":3"),
      KOELN_HEADER "\nMcp-Param-Parcels: 3\nMcp-Param-Insured: true", 400 },
    { SHIP ("\"warehouse\":\"Hamburg-Altona\",\"parcels\":1"),
      "Mcp-Param-Warehouse: Hamburg-Altona\nMcp-Param-Parcels: 1", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = demo_fixture_head ("tools/call", "ship_parcels", cases[i].headers);
      g_autofree char *body = demo_fixture_write ("tools/call", cases[i].members, NULL);
      g_autoptr(DemoReply) reply = NULL;

      g_test_message ("%s with %s", cases[i].members, cases[i].headers);
      reply = demo_fixture_send (fixture, "POST", fixture->showcase, head, body);
      g_assert_cmpuint (reply->status, ==, cases[i].status);

      if (cases[i].status != 200)
        g_assert_cmpint (get_code (reply), ==, -32020);
    }
}

/* Deep in an object too. */
static void
test_param_inside (DemoFixture   *fixture,
                   gconstpointer  data)
{
  const char *members = "\"name\":\"order_form\",\"arguments\":{\"customer\":{\"name\":\"A\","
                        "\"address\":{\"street\":\"B\",\"city\":\"C\",\"country\":\"Danmark\"}},"
                        "\"article\":\"Hobel\",\"quantity\":1}";
  g_autofree char *head = demo_fixture_head ("tools/call", "order_form",
                                             "Mcp-Param-Country: Danmark");
  g_autofree char *body = demo_fixture_write ("tools/call", members, NULL);
  g_autoptr(DemoReply) good = demo_fixture_send (fixture, "POST", fixture->showcase, head, body);
  g_autoptr(DemoReply) bad = demo_fixture_ask (fixture, fixture->showcase, "tools/call",
                                               "order_form", members);

  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpstr (demo_look_up_string (good->json, "result/resultType"), ==, "complete");
  g_assert_cmpuint (bad->status, ==, 400);
  g_assert_cmpint (get_code (bad), ==, -32020);
}

static void
test_cache (DemoFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(DemoReply) set = NULL;
  g_autoptr(DemoReply) list = NULL;
  g_autoptr(DemoReply) read = NULL;
  g_autoptr(DemoReply) prompt = NULL;

  set = demo_fixture_control (fixture, "/ttl", "{\"server\":\"showcase\",\"ms\":60000}");
  g_assert_cmpuint (set->status, ==, 200);

  list = demo_fixture_ask (fixture, fixture->showcase, "tools/list", NULL, NULL);
  demo_assert_json (list->json, "result/ttlMs", "60000");
  demo_assert_json (list->json, "result/cacheScope", "\"public\"");
  demo_assert_json (list->json, "result/nextCursor", "\"8\"");
  g_assert_cmpstr (list->content_type, ==, "text/event-stream");

  read = demo_fixture_ask (fixture, fixture->showcase, "resources/read", "shop://prices",
                           "\"uri\":\"shop://prices\"");
  demo_assert_json (read->json, "result/ttlMs", "60000");

  prompt = demo_fixture_ask (fixture, fixture->showcase, "prompts/get", "thank_customer",
                             "\"name\":\"thank_customer\",\"arguments\":{\"customer\":\"A\"}");
  g_assert_false (json_object_has_member (json_node_get_object (demo_look_up (prompt->json,
                                                                              "result")),
                                          "ttlMs"));
}

/* Progress and the result come on the request's own stream. */
static void
test_progress (DemoFixture   *fixture,
               gconstpointer  data)
{
  g_autofree char *head = demo_fixture_head ("tools/call", "count_stock", NULL);
  g_autofree char *body = demo_fixture_write ("tools/call", "\"name\":\"count_stock\","
                                              "\"arguments\":{\"shelves\":2,\"delay\":0}", NULL);
  g_autoptr(GInputStream) stream = demo_fixture_open_stream (fixture, "POST", fixture->showcase,
                                                             head, body);
  g_autoptr(JsonNode) first = demo_fixture_read_event (stream);
  g_autoptr(JsonNode) second = demo_fixture_read_event (stream);
  g_autoptr(JsonNode) last = demo_fixture_read_event (stream);

  demo_assert_json (first, NULL,
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
    "\"p\",\"progress\":1,\"total\":2,\"message\":\"Shelf 1 of 2 counted\"}}");
  demo_assert_json (second, "params/progress", "2");
  demo_assert_json (last, NULL,
    "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{\"resultType\":\"complete\",\"content\":["
    "{\"type\":\"text\",\"text\":\"96 pieces lie on 2 shelves.\"}]," SERVER_INFO "}}");
  g_assert_null (demo_fixture_read_event (stream));
}

/* Whoever closes the stream has cancelled the call. */
static void
test_cancel (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *head = demo_fixture_head ("tools/call", "count_stock", NULL);
  g_autofree char *body = demo_fixture_write ("tools/call", "\"name\":\"count_stock\","
                                              "\"arguments\":{\"shelves\":100,\"delay\":1000}",
                                              NULL);
  GInputStream *stream = demo_fixture_open_stream (fixture, "POST", fixture->showcase, head, body);
  g_autoptr(JsonNode) event = demo_fixture_read_event (stream);
  gint64 running = 1;
  g_autoptr(DemoReply) log = NULL;

  g_assert_nonnull (event);
  soup_session_abort (fixture->session);
  g_object_unref (stream);

  while (running > 0)
    {
      g_autoptr(DemoReply) state = demo_fixture_control (fixture, "/state", NULL);

      running = json_node_get_int (demo_look_up (state->json, "running_calls"));
    }

  log = demo_fixture_control (fixture, "/log", NULL);
  demo_assert_json (log->json, "0/hung_up", "true");
  demo_assert_json (log->json, "0/era", "\"stateless\"");
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/stateless/discover", test_discover);
  ADD ("/demo/stateless/refused", test_refused);
  ADD ("/demo/stateless/refused-data", test_refused_data);
  ADD ("/demo/stateless/methods", test_methods);
  ADD ("/demo/stateless/names", test_names);
  ADD ("/demo/stateless/params", test_params);
  ADD ("/demo/stateless/param-inside", test_param_inside);
  ADD ("/demo/stateless/cache", test_cache);
  ADD ("/demo/stateless/progress", test_progress);
  ADD ("/demo/stateless/cancel", test_cancel);

  return g_test_run ();
}
