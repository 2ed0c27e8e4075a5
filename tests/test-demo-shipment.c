/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

#define PARCEL "{\"contents\":\"Säge\",\"weight\":12.34,\"size\":[60,20,10]}"
#define LOCKER "\"delivery\":{\"kind\":\"locker\",\"number\":118}"
#define POINT "\"delivery\":{\"kind\":\"point\",\"name\":\"Ada\",\"shop\":\"Kiosk am Ring\"}"
#define ADDRESS \
  "\"delivery\":{\"kind\":\"address\",\"name\":\"Jörg Weiß\",\"street\":\"Ring 1\"," \
  "\"postcode\":\"50667\",\"city\":\"Köln\",\"neighbour\":null}"

static DemoReply *
call (DemoFixture *fixture,
      const char  *plan)
{
  g_autofree char *session = demo_fixture_initialize (fixture, fixture->showcase, "{}");
  DemoReply *reply = demo_fixture_call (fixture, fixture->showcase, session, "plan_shipment", plan);

  g_assert_cmpuint (reply->status, ==, 200);

  return reply;
}

static const char *
get_text (DemoReply *reply)
{
  return demo_look_up_string (reply->json, "result/content/0/text");
}

/* All of it comes back, in words and as it came. */
static void
test_shipment_whole (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const char *plan =
    "{\"order\":\"A-20417\","
    "\"parcels\":[" PARCEL ",{\"weight\":2,\"size\":[1,2,3],\"fragile\":true}],"
    ADDRESS ",\"window\":{\"day\":\"2026-11-24\",\"from\":\"08:00:00Z\",\"until\":\"12:00:00Z\"},"
    "\"insured\":true,\"insured_value\":1250.5,\"tags\":[\"Express\",\"Upright\"],"
    "\"labels\":{\"Lager\":\"Tor 3\",\"An\":\"Jörg\"},\"code\":340123450000000018,"
    "\"attachments\":[\"aGVsbG8=\"],\"note\":\"Bitte klingeln\"}";
  g_autoptr(DemoReply) reply = call (fixture, plan);

  g_assert_cmpstr (get_text (reply), ==,
                   "Shipment S-7001 of order A-20417 is planned.\n"
                   "2 parcels, 14.34 kg in all: Säge, not said what.\n"
                   "To Jörg Weiß, Ring 1, 50667 Köln.\n"
                   "Fetched on 2026-11-24 from 08:00:00Z until 12:00:00Z.\n"
                   "Label: Lager – Tor 3.\nLabel: An – Jörg.\n"
                   "Attached: 5 bytes.\nInsured for 1250.50 €.\nServices: Express, Upright.\n"
                   "Freight code: 340123450000000018.\nNote: Bitte klingeln");
  demo_assert_json (reply->json, "result/structuredContent/shipment", "\"S-7001\"");
  demo_assert_json (reply->json, "result/structuredContent/plan", plan);
}

static void
test_shipment_places (DemoFixture   *fixture,
                      gconstpointer  data)
{
  static const char * const cases[][2] = {
    { LOCKER, "To locker 118." },
    { POINT, "To Kiosk am Ring, where Ada fetches them." },
    { ADDRESS, "To Jörg Weiß, Ring 1, 50667 Köln." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plan = g_strdup_printf ("{\"order\":\"A-1\",\"parcels\":[" PARCEL "],%s}",
                                               cases[i][0]);
      g_autofree char *said = g_strconcat ("Shipment S-7001 of order A-1 is planned.\n1 parcel, "
                                           "12.34 kg in all: Säge.\n", cases[i][1], NULL);
      g_autoptr(DemoReply) reply = call (fixture, plan);

      g_assert_cmpstr (get_text (reply), ==, said);
    }
}

static void
test_shipment_refused (DemoFixture   *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    const char *plan, *words;
  } cases[] = {
    { "{}", "Nobody said which order this is." },
    { "{\"order\":\"A\"}", "There is no parcel to send." },
    { "{\"order\":\"A\",\"parcels\":[]}", "There is no parcel to send." },
    { "{\"order\":\"A\",\"parcels\":[" PARCEL "]}", "Nobody said where the parcels go." },
    { "{\"order\":\"A\",\"parcels\":[" PARCEL "],"
      "\"delivery\":{\"kind\":\"address\",\"street\":\"R\"}}",
      "Nobody said where the parcels go." },
    { "{\"order\":\"A\",\"parcels\":[" PARCEL "],\"delivery\":{\"kind\":\"moon\"}}",
      "Nobody said where the parcels go." },
    { "{\"order\":\"A\",\"parcels\":[" PARCEL ",7]," LOCKER "}", "Parcel 2 has no weight." },
    { "{\"order\":\"A\",\"parcels\":[{\"weight\":1,\"size\":[1,2]}]," LOCKER "}",
      "Parcel 1 needs three lengths." },
    { "{\"order\":\"A\",\"parcels\":[" PARCEL "]," LOCKER ",\"insured\":true}",
      "Nobody said what the parcels are worth." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = call (fixture, cases[i].plan);

      g_assert_cmpstr (get_text (reply), ==, cases[i].words);
      demo_assert_json (reply->json, "result/isError", "true");
    }
}

/* What json-glib would write in its own way is in the log as it came. */
static void
test_shipment_letters (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(DemoReply) reply = call (fixture, "{\"insured_value\":1250.50000000000001}");
  g_autoptr(DemoReply) log = demo_fixture_control (fixture, "/log", NULL);
  JsonArray *entries = json_node_get_array (log->json);
  guint last = json_array_get_length (entries) - 1;
  JsonObject *entry = json_array_get_object_element (entries, last);

  g_assert_cmpstr (json_object_get_string_member (entry, "rpc"), ==, "tools/call");
  g_assert_nonnull (strstr (json_object_get_string_member (entry, "text"),
                            "\"insured_value\":1250.50000000000001"));
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/shipment/whole", test_shipment_whole);
  ADD ("/demo/shipment/places", test_shipment_places);
  ADD ("/demo/shipment/refused", test_shipment_refused);
  ADD ("/demo/shipment/letters", test_shipment_letters);

  return g_test_run ();
}
