/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

/* On what terms the tenant issues, as a test tells it to. */

static void
control (DemoFixture *fixture,
         const char  *path,
         const char  *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, path, wish);

  g_assert_cmpuint (reply->status, ==, 200);
}

static DemoReply *
refresh (DemoFixture *fixture,
         const char  *token)
{
  g_autofree char *more = g_strconcat ("client_info=1&scope=openid%20offline_access%20",
                                       tenant_look_up (fixture, "scope"), NULL);

  return tenant_refresh (fixture, token, more);
}

static char *
dup_refresh_token (DemoFixture *fixture)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) reply = tenant_redeem (fixture, code, NULL);

  return g_strdup (demo_look_up_string (reply->json, "refresh_token"));
}

static void
test_issuing_lifetime (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autofree char *token = dup_refresh_token (fixture);
  g_autoptr(DemoReply) odd = NULL;
  g_autoptr(DemoReply) poor = NULL;
  g_autoptr(DemoReply) usual = NULL;
  JsonObject *body;

  control (fixture, "/lifetime", "{\"seconds\":306,\"as_text\":true,\"refresh_in\":150}");
  odd = refresh (fixture, token);
  demo_assert_json (odd->json, "expires_in", "\"306\"");
  demo_assert_json (odd->json, "ext_expires_in", "\"306\"");
  demo_assert_json (odd->json, "refresh_in", "\"150\"");

  control (fixture, "/lifetime", "{\"without_refresh_token\":true,\"without_client_info\":true,"
                                 "\"expires_unsaid\":true}");
  poor = refresh (fixture, token);
  body = json_node_get_object (poor->json);
  g_assert_true (json_object_has_member (body, "access_token"));
  g_assert_false (json_object_has_member (body, "refresh_token"));
  g_assert_false (json_object_has_member (body, "client_info"));
  g_assert_false (json_object_has_member (body, "expires_in"));

  control (fixture, "/reset", "{}");
  g_clear_pointer (&token, g_free);
  token = dup_refresh_token (fixture);
  usual = refresh (fixture, token);
  body = json_node_get_object (usual->json);
  g_assert_cmpint (json_object_get_int_member (body, "expires_in"), >=, 3600);
  g_assert_true (json_object_has_member (body, "refresh_token"));
  g_assert_true (json_object_has_member (body, "client_info"));
  g_assert_false (json_object_has_member (body, "refresh_in"));
}

static gint64
read_date (DemoReply *reply)
{
  const char *text = soup_message_headers_get_one (reply->headers, "Date");
  g_autoptr(GDateTime) date = soup_date_time_new_from_http_string (text);

  g_assert_nonnull (date);

  return g_date_time_to_unix (date);
}

static DemoReply *
ask_protected (DemoFixture *fixture,
               const char  *token)
{
  g_autofree char *header = g_strconcat ("Authorization: Bearer ", token, NULL);

  return demo_fixture_send (fixture, "POST",
                            json_object_get_string_member (fixture->addresses, "protected"),
                            header, "{}");
}

/* The tenant and the protected server agree on what time it is, and say so. */
static void
test_issuing_clock (DemoFixture   *fixture,
                    gconstpointer  data)
{
  gint64 ahead = 2 * 60 * 60;
  g_autofree char *token = dup_refresh_token (fixture);
  g_autoptr(DemoReply) before = refresh (fixture, token);
  const char *early = demo_look_up_string (before->json, "access_token");
  g_autoptr(DemoReply) later = NULL;
  g_autoptr(DemoReply) stale = NULL;
  g_autoptr(DemoReply) fresh = NULL;
  g_autoptr(JsonObject) claims = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  control (fixture, "/clock", "{\"offset\":7200}");
  later = refresh (fixture, token);
  claims = tenant_decode (demo_look_up_string (later->json, "access_token"), 1);
  g_assert_cmpint (ABS (json_object_get_int_member (claims, "iat") - now - ahead), <, 60);
  g_assert_cmpint (ABS (json_object_get_int_member (claims, "nbf") - now - ahead), <, 60);
  g_assert_cmpint (ABS (read_date (later) - now - ahead), <, 60);
  g_assert_cmpint (ABS (read_date (before) - now), <, 60);

  stale = ask_protected (fixture, early);
  fresh = ask_protected (fixture, demo_look_up_string (later->json, "access_token"));
  g_assert_cmpuint (stale->status, ==, 401);
  g_assert_nonnull (strstr (soup_message_headers_get_one (stale->headers, "WWW-Authenticate"),
                            "expired"));
  g_assert_cmpint (ABS (read_date (stale) - now - ahead), <, 60);
  g_assert_cmpuint (fresh->status, !=, 401);
}

static void
test_issuing_keys (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *token = dup_refresh_token (fixture);
  g_autoptr(DemoReply) before = refresh (fixture, token);
  g_autoptr(DemoReply) old_keys = tenant_get (fixture, "discovery/v2.0/keys");
  g_autoptr(DemoReply) new_keys = NULL;
  g_autoptr(DemoReply) after = NULL;
  g_autoptr(DemoReply) refused = NULL;
  g_autoptr(DemoReply) taken = NULL;
  g_autoptr(JsonObject) header = NULL;

  control (fixture, "/keys", "{\"roll\":true}");
  new_keys = tenant_get (fixture, "discovery/v2.0/keys");
  after = refresh (fixture, token);
  header = tenant_decode (demo_look_up_string (after->json, "access_token"), 0);
  g_assert_cmpstr (demo_look_up_string (new_keys->json, "keys/0/kid"), !=,
                   demo_look_up_string (old_keys->json, "keys/0/kid"));
  g_assert_cmpstr (json_object_get_string_member (header, "kid"), ==,
                   demo_look_up_string (new_keys->json, "keys/0/kid"));

  refused = ask_protected (fixture, demo_look_up_string (before->json, "access_token"));
  taken = ask_protected (fixture, demo_look_up_string (after->json, "access_token"));
  g_assert_cmpuint (refused->status, ==, 401);
  g_assert_nonnull (strstr (soup_message_headers_get_one (refused->headers, "WWW-Authenticate"),
                            "The signature key was not found"));
  g_assert_cmpuint (taken->status, !=, 401);
}

static void
test_issuing_throttle (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autofree char *token = dup_refresh_token (fixture);
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) second = NULL;
  g_autoptr(DemoReply) page = NULL;
  g_autoptr(DemoReply) good = NULL;

  control (fixture, "/throttle", "{\"times\":2,\"retry_after\":\"17\"}");
  first = refresh (fixture, token);
  second = refresh (fixture, token);
  tenant_assert_error (first, 429, "temporarily_unavailable", 90055);
  g_assert_cmpstr (soup_message_headers_get_one (first->headers, "Retry-After"), ==, "17");
  g_assert_cmpuint (second->status, ==, 429);

  control (fixture, "/throttle", "{\"status\":503,\"html\":true,"
                                 "\"retry_after\":\"Fri, 31 Dec 2100 23:59:59 GMT\"}");
  page = refresh (fixture, token);
  g_assert_cmpuint (page->status, ==, 503);
  g_assert_cmpstr (page->content_type, ==, "text/html");
  g_assert_cmpstr (soup_message_headers_get_one (page->headers, "Retry-After"), ==,
                   "Fri, 31 Dec 2100 23:59:59 GMT");

  good = refresh (fixture, token);
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_null (soup_message_headers_get_one (good->headers, "Retry-After"));
}

/* Whoever asks the same again and again is in a loop, with however many refresh tokens. */
static void
test_issuing_loop (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *token = dup_refresh_token (fixture);
  g_autoptr(DemoReply) once = NULL;
  g_autoptr(DemoReply) twice = NULL;
  g_autoptr(DemoReply) thrice = NULL;
  g_autoptr(DemoReply) other = NULL;

  control (fixture, "/throttle", "{\"loop_after\":2}");
  once = refresh (fixture, token);
  twice = refresh (fixture, demo_look_up_string (once->json, "refresh_token"));
  thrice = refresh (fixture, demo_look_up_string (twice->json, "refresh_token"));
  other = tenant_refresh (fixture, token, "scope=openid");
  g_assert_cmpuint (twice->status, ==, 200);
  tenant_assert_error (thrice, 400, "invalid_grant", 50196);
  g_assert_cmpuint (other->status, ==, 200);
}

static void
test_issuing_refused (DemoFixture   *fixture,
                      gconstpointer  data)
{
  const struct { const char *path; const char *wish; } cases[] = {
    { "/throttle", "{\"status\":200}" },
    { "/throttle", "{\"times\":-1}" },
    { "/keys", "{}" },
    { "/clock", "{\"offset\":4000000000000}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_control (fixture, cases[i].path, cases[i].wish);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_nonnull (demo_look_up_string (reply->json, "error"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/issuing/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("lifetime", test_issuing_lifetime);
  ADD ("clock", test_issuing_clock);
  ADD ("keys", test_issuing_keys);
  ADD ("throttle", test_issuing_throttle);
  ADD ("loop", test_issuing_loop);
  ADD ("refused", test_issuing_refused);

  return g_test_run ();
}
