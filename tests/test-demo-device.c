/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#define CODE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

/* A sign-in by a program without a page of its own (RFC 8628, entra.md 4.5). */

static void
control (DemoFixture *fixture,
         const char  *path,
         const char  *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, path, wish);

  g_assert_cmpstr (reply->body, ==, "{}");
}

/* @query: (nullable): what stands after the address */
static DemoReply *
begin (DemoFixture *fixture,
       const char  *query)
{
  g_autofree char *path = g_strconcat ("oauth2/v2.0/devicecode", query, NULL);
  g_autofree char *scope = g_uri_escape_string (tenant_look_up (fixture, "scope"), NULL, FALSE);
  g_autofree char *fields = g_strdup_printf ("client_id=%s&scope=openid%%20offline_access%%20%s",
                                             tenant_look_up (fixture, "client_id"), scope);

  return tenant_post (fixture, path, NULL, fields);
}

static DemoReply *
poll_with (DemoFixture *fixture,
           const char  *code)
{
  g_autofree char *fields = g_strdup_printf ("grant_type=" CODE_GRANT "&client_id=%s"
                                             "&device_code=%s&client_info=1",
                                             tenant_look_up (fixture, "client_id"), code);

  return tenant_post (fixture, "oauth2/v2.0/token", NULL, fields);
}

static DemoReply *
poll (DemoFixture *fixture,
      DemoReply   *begun)
{
  return poll_with (fixture, demo_look_up_string (begun->json, "device_code"));
}

static DemoReply *
type_code (DemoFixture *fixture,
           const char  *code)
{
  g_autoptr(DemoReply) page = tenant_get (fixture, "/devicelogin");
  g_autofree char *fields = g_strconcat ("otc=", code, NULL);

  g_assert_cmpuint (page->status, ==, 200);

  return tenant_submit (fixture, page, fields);
}

/* Somebody types the code, signs in as Ada and agrees to all that is asked.
 * Returns: (transfer full): the last page */
static DemoReply *
approve (DemoFixture *fixture,
         DemoReply   *begun)
{
  const char * const steps[] = {
    "action=next&loginfmt=ada%40contoso.example", "action=next&passwd=Engine-1843%21", "action=no",
    "action=continue", "action=accept",
  };
  g_autofree char *code = g_ascii_strdown (demo_look_up_string (begun->json, "user_code"), -1);
  DemoReply *page = type_code (fixture, code);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && strstr (page->body, "<form") != NULL; i++)
    {
      g_autoptr(DemoReply) last = page;

      g_assert_cmpuint (last->status, ==, 200);
      page = tenant_submit (fixture, last, steps[i]);
    }

  return page;
}

static void
test_device_begin (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(DemoReply) reply = begin (fixture, NULL);
  g_autoptr(DemoReply) german = begin (fixture, "?mkt=de-DE");
  g_autoptr(DemoReply) empty = tenant_post (fixture, "oauth2/v2.0/devicecode", NULL, "scope=x");
  g_autoptr(DemoReply) got = tenant_get (fixture, "oauth2/v2.0/devicecode");
  const char *code = demo_look_up_string (reply->json, "user_code");
  const char *uri = demo_look_up_string (reply->json, "verification_uri");
  const char *message = demo_look_up_string (reply->json, "message");

  g_assert_cmpuint (reply->status, ==, 200);
  demo_assert_json (reply->json, "expires_in", "900");
  demo_assert_json (reply->json, "interval", "5");
  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_true (g_str_has_suffix (uri, "/devicelogin"));
  g_assert_true (g_str_has_prefix (message, "To sign in, use a web browser"));
  g_assert_nonnull (strstr (message, code));
  g_assert_nonnull (strstr (message, uri));
  g_assert_true (g_str_has_prefix (demo_look_up_string (german->json, "message"), "Um sich "));
  g_assert_false (json_object_has_member (json_node_get_object (reply->json),
                                          "verification_uri_complete"));
  tenant_assert_error (empty, 400, "invalid_request", 900144);
  tenant_assert_error (got, 400, "invalid_request", 900561);
}

static void
test_device_approved (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(DemoReply) begun = begin (fixture, NULL);
  g_autoptr(DemoReply) last = approve (fixture, begun);
  g_autoptr(DemoReply) tokens = poll (fixture, begun);
  g_autoptr(DemoReply) again = poll (fixture, begun);
  g_autoptr(DemoReply) refreshed = NULL;
  g_autoptr(JsonObject) claims = NULL;
  g_autofree char *scope = g_strconcat ("scope=", tenant_look_up (fixture, "scope"), NULL);

  g_assert_nonnull (strstr (last->body, "You have signed in to the Toolcrib application"));
  g_assert_cmpuint (tokens->status, ==, 200);
  claims = tenant_decode (demo_look_up_string (tokens->json, "access_token"), 1);
  g_assert_cmpstr (json_object_get_string_member (claims, "scp"), ==, "mcp:tools");
  g_assert_cmpstr (json_object_get_string_member (claims, "preferred_username"), ==,
                   "ada@contoso.example");
  tenant_assert_error (again, 400, "bad_verification_code", 70018);
  refreshed = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), scope);
  g_assert_cmpuint (refreshed->status, ==, 200);
}

/* Whoever does not wait as long as told is told to wait longer. */
static void
test_device_pending (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(DemoReply) bad = poll_with (fixture, "x");
  g_autoptr(DemoReply) begun = NULL;
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) second = NULL;
  g_autoptr(DemoReply) late = NULL;
  g_autoptr(DemoReply) page = NULL;

  /* So long that however slow we are we are too early. */
  control (fixture, "/lifetime", "{\"device_interval\":1000}");
  begun = begin (fixture, NULL);
  first = poll (fixture, begun);
  second = poll (fixture, begun);
  demo_assert_json (begun->json, "interval", "1000");
  tenant_assert_error (first, 400, "authorization_pending", 70016);
  tenant_assert_error (second, 400, "slow_down", 70016);
  tenant_assert_error (bad, 400, "bad_verification_code", 70018);

  control (fixture, "/clock", "{\"offset\":901}");
  late = poll (fixture, begun);
  page = type_code (fixture, demo_look_up_string (begun->json, "user_code"));
  tenant_assert_error (late, 400, "expired_token", 70019);
  g_assert_nonnull (strstr (page->body, "AADSTS70019"));
}

static void
test_device_declined (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(DemoReply) begun = begin (fixture, NULL);
  g_autoptr(DemoReply) wrong = type_code (fixture, "AAAAAAAAA");
  g_autoptr(DemoReply) page = type_code (fixture, demo_look_up_string (begun->json, "user_code"));
  g_autoptr(DemoReply) last = tenant_submit (fixture, page, "action=cancel");
  g_autoptr(DemoReply) declined = poll (fixture, begun);

  g_assert_nonnull (strstr (wrong->body, "AADSTS70018"));
  g_assert_nonnull (strstr (wrong->body, "name=\"otc\""));
  g_assert_nonnull (strstr (last->body, "cancelled"));
  tenant_assert_error (declined, 400, "authorization_declined", 65004);
}

/* What a registration and a policy have against it (entra.md 4.4, 4.5). */
static void
test_device_forbidden (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(DemoReply) begun = begin (fixture, NULL);
  g_autoptr(DemoReply) last = NULL;
  g_autoptr(DemoReply) blocked = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) tracked = NULL;
  g_autoptr(DemoReply) other = NULL;
  g_autoptr(DemoReply) confidential = NULL;
  g_autofree char *scope = g_strconcat ("scope=", tenant_look_up (fixture, "scope"), NULL);

  /* Only after the person has agreed does it turn out that they may not. */
  control (fixture, "/policies", "{\"policies\":[{\"require\":\"no_device_code\"}]}");
  last = approve (fixture, begun);
  g_assert_nonnull (strstr (last->body, "You have signed in to the Toolcrib application"));
  blocked = poll (fixture, begun);
  tenant_assert_error (blocked, 400, "invalid_grant", 53003);

  /* A session that began so is known as such for ever. */
  control (fixture, "/policies", "{\"policies\":[]}");
  other = begin (fixture, NULL);
  g_clear_pointer (&last, demo_reply_free);
  last = approve (fixture, other);
  tokens = poll (fixture, other);
  control (fixture, "/policies", "{\"policies\":[{\"require\":\"no_device_code\"}]}");
  tracked = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), scope);
  tenant_assert_error (tracked, 400, "invalid_grant", 53003);

  control (fixture, "/apps", "{\"public_client_flows\":false}");
  confidential = poll (fixture, begun);
  tenant_assert_error (confidential, 401, "invalid_client", 7000218);
}

/* The log has neither code, as whoever knows them signs in as somebody else. */
static void
test_device_log (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr(DemoReply) begun = begin (fixture, NULL);
  g_autoptr(DemoReply) last = approve (fixture, begun);
  g_autoptr(DemoReply) tokens = poll (fixture, begun);
  g_autoptr(DemoReply) log = demo_fixture_control (fixture, "/log", NULL);

  g_assert_cmpuint (tokens->status, ==, 200);
  g_assert_nonnull (strstr (log->body, "\"devicecode\""));
  g_assert_null (strstr (log->body, demo_look_up_string (begun->json, "device_code")));
  g_assert_null (strstr (log->body, demo_look_up_string (begun->json, "user_code")));
}

static DemoReply *
get_userinfo (DemoFixture *fixture,
              const char  *token)
{
  g_autofree char *uri = tenant_uri (fixture, "/oidc/userinfo");
  g_autofree char *header = g_strconcat ("Authorization: Bearer ", token, NULL);

  return demo_fixture_send (fixture, "GET", uri, header, NULL);
}

/* Graph takes its own tokens, the protected server does not; and the other way round. */
static void
test_device_userinfo (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) tokens = tenant_redeem (fixture, code, NULL);
  g_autoptr(DemoReply) bare = NULL;
  g_autoptr(DemoReply) good = NULL;
  g_autoptr(DemoReply) bad = NULL;
  g_autoptr(DemoReply) none = get_userinfo (fixture, "");

  bare = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), NULL);
  good = get_userinfo (fixture, demo_look_up_string (bare->json, "access_token"));
  bad = get_userinfo (fixture, demo_look_up_string (tokens->json, "access_token"));
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpstr (demo_look_up_string (good->json, "name"), ==, "Ada Example");
  g_assert_cmpuint (bad->status, ==, 401);
  g_assert_cmpstr (demo_look_up_string (bad->json, "error/code"), ==, "InvalidAuthenticationToken");
  g_assert_cmpuint (none->status, ==, 401);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/device/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("begin", test_device_begin);
  ADD ("approved", test_device_approved);
  ADD ("pending", test_device_pending);
  ADD ("declined", test_device_declined);
  ADD ("forbidden", test_device_forbidden);
  ADD ("log", test_device_log);
  ADD ("userinfo", test_device_userinfo);

  return g_test_run ();
}
