/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

#include <zlib.h>

#define LIST "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}"
#define PRINT \
  "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{" \
  "\"name\":\"print_labels\",\"arguments\":{\"count\":%d,\"delay\":%d}," \
  "\"_meta\":{\"progressToken\":\"p\"}}}"

static char *
initialize (DemoFixture *fixture)
{
  return demo_fixture_initialize (fixture, fixture->showcase, "{}");
}

static DemoReply *
call (DemoFixture *fixture,
      const char  *tool,
      const char  *arguments)
{
  g_autofree char *session = initialize (fixture);
  DemoReply *reply = demo_fixture_call (fixture, fixture->showcase, session, tool, arguments);

  g_assert_cmpuint (reply->status, ==, 200);

  return reply;
}

static const char *
get_text (DemoReply *reply)
{
  return demo_look_up_string (reply->json, "result/content/0/text");
}

/* Two pages, every tool once, each with a title and a hint. */
static void
test_showcase_list (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *session = initialize (fixture);
  g_autoptr(DemoReply) first = demo_fixture_rpc (fixture, fixture->showcase, session, LIST);
  g_autofree char *next = NULL;
  g_autoptr(DemoReply) second = NULL;
  JsonArray *tools = json_node_get_array (demo_look_up (first->json, "result/tools"));

  next = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{"
                          "\"cursor\":\"%s\"}}",
                          demo_look_up_string (first->json, "result/nextCursor"));
  second = demo_fixture_rpc (fixture, fixture->showcase, session, next);

  g_assert_cmpuint (json_array_get_length (tools), ==, 8);
  g_assert_cmpstr (demo_look_up_string (second->json, "result/tools/1/name"), ==, "broken_scale");
  g_assert_false (json_object_has_member (
    json_node_get_object (demo_look_up (second->json, "result")), "nextCursor"));

  for (guint i = 0; i < json_array_get_length (tools); i++)
    {
      JsonNode *tool = json_array_get_element (tools, i);

      g_assert_cmpstr (demo_look_up_string (tool, "title"), !=, "");
      demo_look_up (tool, "annotations/readOnlyHint");
      g_assert_cmpstr (demo_look_up_string (tool, "inputSchema/type"), ==, "object");
    }

  demo_assert_json (json_array_get_element (tools, 0), "annotations/destructiveHint", "true");
}

static void
test_showcase_orders (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(DemoReply) all = call (fixture, "find_orders", "{}");
  g_autoptr(DemoReply) one = call (fixture, "find_orders", "{\"customer\":\"SÖHNE\"}");
  g_autoptr(DemoReply) due = call (fixture, "find_orders",
                                   "{\"state\":\"Ready\",\"due_until\":\"2026-11-24\"}");
  g_autoptr(DemoReply) none = call (fixture, "find_orders", "{\"customer\":\"nobody\"}");

  g_assert_cmpstr (get_text (all), ==, "7 orders are waiting. 37 parcels in all; the oldest has "
                   "been waiting since 20 November.");
  demo_assert_json (all->json, "result/structuredContent/orders/1",
                    "{\"order\":\"A-20421\",\"customer\":\"Litware & Söhne\",\"parcels\":2,"
                    "\"total\":\"319.50 €\",\"due\":\"23 Nov 2026\",\"state\":\"Ready\"}");
  g_assert_cmpstr (get_text (one), ==, "1 order is waiting. 2 parcels in all.");
  g_assert_true (g_str_has_prefix (get_text (due), "3 orders are waiting. 20 parcels"));
  demo_assert_json (none->json, "result/structuredContent", "{\"orders\":[]}");
}

static void
test_showcase_place_order (DemoFixture   *fixture,
                           gconstpointer  data)
{
  static const char *wish =
    "{\"customer\":{\"name\":\"Jörg Weiß\",\"address\":{\"street\":\"Ring 1\",\"city\":\"Köln\","
    "\"country\":\"Deutschland\"}},\"article\":\"Säge\",\"quantity\":3,\"discount\":10,"
    "\"gift_wrap\":true,\"pick_up\":\"2026-11-24T10:00:00Z\",\"note\":null}";
  static const char * const wrong[] = {
    "{}", "{\"customer\":{\"name\":\"x\"}}",
    "{\"customer\":{\"name\":\"x\","
    "\"address\":{\"street\":\"a\",\"city\":\"b\",\"country\":\"c\"}},"
    "\"article\":\"Säge\",\"quantity\":21}",
  };
  g_autoptr(DemoReply) reply = call (fixture, "order_form", wish);

  g_assert_cmpstr (get_text (reply), ==,
                   "Order A-20460 is placed: 3 × Säge for Jörg Weiß, Ring 1, Köln, Deutschland.\n"
                   "Pick-up: 2026-11-24T10:00:00Z\nGift wrap: yes\nTotal: 70.32 €");
  demo_assert_json (reply->json, "result/structuredContent/order", wish);
  g_assert_cmpstr (demo_look_up_string (reply->json, "result/structuredContent/total"), ==,
                   "70.32 €");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(DemoReply) refused = call (fixture, "order_form", wrong[i]);

      demo_assert_json (refused->json, "result/isError", "true");
    }
}

static void
test_showcase_others (DemoFixture   *fixture,
                      gconstpointer  data)
{
  static const struct
  {
    const char *tool, *arguments, *text;
    gboolean fails;
  } cases[] = {
    { "stock_level", "{}", "35 × Säge are left, at 24.75 € each.", FALSE },
    { "ship_parcels", "{\"warehouse\":\"Köln-Niehl\",\"parcels\":12}",
      "12 parcels leave Köln-Niehl.", FALSE },
    { "ship_parcels", "{\"warehouse\":\"Köln-Niehl\",\"parcels\":64}",
      "A warehouse and 1 to 50 parcels are needed.", TRUE },
    { "cancel_order", "{\"order\":\"A-20421\"}",
      "Order A-20421 of Litware & Söhne is cancelled. 319.50 € go back.", FALSE },
    { "cancel_order", "{\"order\":\"7\"}", "There is no order “7”.", TRUE },
    { "opening_hours", "{}",
      "Monday to Friday from 7:30 to 17:00.\nSaturday from 8:00 to 12:00.", FALSE },
    { "broken_scale", "{}",
      "The scale does not answer. Weigh the parcel by hand and tell the workshop.", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = call (fixture, cases[i].tool, cases[i].arguments);
      JsonObject *result = json_node_get_object (demo_look_up (reply->json, "result"));

      g_assert_cmpstr (get_text (reply), ==, cases[i].text);
      g_assert_cmpint (json_object_has_member (result, "isError"), ==, cases[i].fails);
    }
}

static void
test_showcase_note (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) reply = call (fixture, "export_note", "{\"order\":\"A-1\"}");

  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/1/type"), ==, "resource");
  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/1/resource/uri"), ==,
                   "shop://notes/A-1");
  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/2/type"), ==, "resource_link");
  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/2/uri"), ==, "shop://prices");
}

/* The picture's chunks carry right check sums and as many pixels as the header says. */
static void
test_showcase_chart (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(DemoReply) reply = call (fixture, "draw_chart", "{}");
  g_autofree guchar *png = NULL;
  g_autofree guchar *rows = NULL;
  gsize size;
  gsize offset = 8;
  uLongf unpacked = 0;

  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/1/type"), ==, "image");
  g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/1/mimeType"), ==, "image/png");
  png = g_base64_decode (demo_look_up_string (reply->json, "result/content/1/data"), &size);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);

  while (offset < size)
    {
      guint32 length, crc;

      memcpy (&length, png + offset, 4);
      length = GUINT32_FROM_BE (length);
      g_assert_cmpuint (offset + 12 + length, <=, size);
      memcpy (&crc, png + offset + 8 + length, 4);
      g_assert_cmpuint (GUINT32_FROM_BE (crc), ==, crc32 (0, png + offset + 4, length + 4));

      if (memcmp (png + offset + 4, "IDAT", 4) == 0)
        {
          unpacked = 480 * 270 * 3 + 270;
          rows = g_malloc (unpacked);
          g_assert_cmpint (uncompress (rows, &unpacked, png + offset + 8, length), ==, Z_OK);
          g_assert_cmpuint (unpacked, ==, 480 * 270 * 3 + 270);
        }

      offset += 12 + length;
    }

  g_assert_cmpuint (offset, ==, size);
  g_assert_cmpmem (png + size - 8, 4, "IEND", 4);
  g_assert_nonnull (rows);
}

static void
test_showcase_progress (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *session = initialize (fixture);
  g_autofree char *body = g_strdup_printf (PRINT, 5, 3, 0);
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "POST", fixture->showcase, session,
                                                        body);
  g_autoptr(JsonNode) result = NULL;

  for (int i = 1; i <= 3; i++)
    {
      g_autoptr(JsonNode) event = demo_fixture_read_event (stream);
      g_autofree char *params = NULL;

      params = g_strdup_printf ("{\"progressToken\":\"p\",\"progress\":%d,\"total\":3,"
                                "\"message\":\"Label %d of 3 printed\"}", i, i);
      g_assert_cmpstr (demo_look_up_string (event, "method"), ==, "notifications/progress");
      demo_assert_json (event, "params", params);
    }

  result = demo_fixture_read_event (stream);
  g_assert_cmpstr (demo_look_up_string (result, "result/content/0/text"), ==,
                   "3 labels are printed.");
  g_assert_null (demo_fixture_read_event (stream));
}

/* After the second label the client has enough: the stream ends without a result. */
static void
test_showcase_cancel (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *session = initialize (fixture);
  g_autofree char *body = g_strdup_printf (PRINT, 9, 500, 20);
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "POST", fixture->showcase, session,
                                                        body);
  g_autoptr(JsonNode) first = demo_fixture_read_event (stream);
  g_autoptr(JsonNode) second = demo_fixture_read_event (stream);
  g_autoptr(DemoReply) wrong = NULL;
  g_autoptr(DemoReply) state = NULL;
  g_autoptr(DemoReply) cancelled = NULL;
  g_autoptr(DemoReply) after = NULL;
  JsonNode *event;

  wrong = demo_fixture_rpc (fixture, fixture->showcase, session,
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                            "\"params\":{\"requestId\":\"9\"}}");
  g_assert_cmpuint (wrong->status, ==, 202);
  state = demo_fixture_control (fixture, "/state", NULL);
  demo_assert_json (state->json, "running_calls", "1");

  cancelled = demo_fixture_rpc (fixture, fixture->showcase, session,
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                                "\"params\":{\"requestId\":9,\"reason\":\"enough\"}}");
  g_assert_cmpuint (cancelled->status, ==, 202);

  while ((event = demo_fixture_read_event (stream)) != NULL)
    {
      g_assert_cmpstr (demo_look_up_string (event, "method"), ==, "notifications/progress");
      json_node_unref (event);
    }

  after = demo_fixture_control (fixture, "/state", NULL);
  demo_assert_json (after->json, "running_calls", "0");
}

static void
test_showcase_notify (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *session = initialize (fixture);
  g_autoptr(GInputStream) stream = demo_fixture_stream (fixture, "GET", fixture->showcase, session,
                                                        NULL);
  g_autoptr(DemoReply) added = NULL;
  g_autoptr(DemoReply) open = NULL;
  g_autoptr(DemoReply) reply = NULL;
  g_autoptr(JsonNode) event = NULL;
  g_autoptr(DemoReply) called = NULL;
  g_autoptr(DemoReply) reset = NULL;
  g_autoptr(DemoReply) gone = NULL;

  added = demo_fixture_control (fixture, "/tools", "{\"server\":\"showcase\",\"add\":{"
                                "\"name\":\"neu\",\"inputSchema\":{\"type\":\"object\"}}}");
  open = demo_fixture_control (fixture, "/notify", "{\"server\":\"open\","
                               "\"method\":\"notifications/tools/list_changed\"}");
  reply = demo_fixture_control (fixture, "/notify", "{\"server\":\"showcase\","
                                "\"method\":\"notifications/tools/list_changed\"}");
  g_assert_cmpuint (added->status, ==, 200);
  demo_assert_json (open->json, NULL, "{\"streams\":0}");
  demo_assert_json (reply->json, NULL, "{\"streams\":1}");

  event = demo_fixture_read_event (stream);
  demo_assert_json (event, NULL,
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");

  called = demo_fixture_call (fixture, fixture->showcase, session, "neu", "{\"a\":1}");
  g_assert_cmpstr (get_text (called), ==, "{\"a\":1}");

  reset = demo_fixture_control (fixture, "/reset", "{}");
  g_assert_null (demo_fixture_read_event (stream));
  gone = demo_fixture_call (fixture, fixture->showcase, session, "neu", "{}");
  g_assert_cmpuint (gone->status, ==, 404);
}

/* What stands anywhere in a name, in whatever case; other servers complete nothing. */
static void
test_showcase_complete (DemoFixture   *fixture,
                        gconstpointer  data)
{
#define COMPLETE(prompt, value) \
  "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"completion/complete\",\"params\":{" \
  "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"" prompt "\"}," \
  "\"argument\":{\"name\":\"customer\",\"value\":\"" value "\"}}}"
  g_autofree char *session = initialize (fixture);
  g_autofree char *other = demo_fixture_initialize (fixture, fixture->open, "{}");
  g_autoptr(DemoReply) some = demo_fixture_rpc (fixture, fixture->showcase, session,
                                                COMPLETE ("thank_customer", "WARE"));
  g_autoptr(DemoReply) wrong = demo_fixture_rpc (fixture, fixture->showcase, session,
                                                 COMPLETE ("nothing", ""));
  g_autoptr(DemoReply) none = demo_fixture_rpc (fixture, fixture->open, other,
                                                COMPLETE ("thank_customer", ""));

  demo_assert_json (some->json, "result/completion",
                    "{\"values\":[\"Litware & Söhne\",\"Proseware\"],\"hasMore\":false}");
  demo_assert_json (wrong->json, "error/code", "-32602");
  demo_assert_json (none->json, "error/code", "-32601");
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/showcase/list", test_showcase_list);
  ADD ("/demo/showcase/orders", test_showcase_orders);
  ADD ("/demo/showcase/place-order", test_showcase_place_order);
  ADD ("/demo/showcase/others", test_showcase_others);
  ADD ("/demo/showcase/complete", test_showcase_complete);
  ADD ("/demo/showcase/note", test_showcase_note);
  ADD ("/demo/showcase/chart", test_showcase_chart);
  ADD ("/demo/showcase/progress", test_showcase_progress);
  ADD ("/demo/showcase/cancel", test_showcase_cancel);
  ADD ("/demo/showcase/notify", test_showcase_notify);

  return g_test_run ();
}
