/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#define CAPABLE \
  "claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22CP1%22%5D%7D%7D%7D"
#define API "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47"
#define OTHER_CLIENT "aaaaaaaa-0000-4000-8000-000000000001"

/* What a code and a refresh token are good for, and for whom. */

static void
control (DemoFixture *fixture,
         const char  *path,
         const char  *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, path, wish);

  g_assert_cmpstr (reply->body, ==, "{}");
}

static DemoReply *
sign_in (DemoFixture *fixture)
{
  g_autofree char *code = tenant_sign_in (fixture);

  return tenant_redeem (fixture, code, NULL);
}

/* @more: (nullable): what is sent beside the API's scope */
static DemoReply *
refresh (DemoFixture *fixture,
         DemoReply   *tokens,
         const char  *more)
{
  g_autofree char *fields = g_strconcat ("client_info=1&scope=openid%20offline_access%20",
                                         tenant_look_up (fixture, "scope"),
                                         more != NULL ? "&" : "", more, NULL);

  return tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), fields);
}

static JsonObject *
read_access (DemoReply *reply)
{
  g_assert_cmpuint (reply->status, ==, 200);

  return tenant_decode (demo_look_up_string (reply->json, "access_token"), 1);
}

static void
assert_claim (JsonObject *claims,
              const char *name,
              const char *value)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (claims, name, NULL), ==, value);
}

/* entra.md 3.3 and 3.6, each with its way to say so. */
static void
test_redeem_revoked (DemoFixture   *fixture,
                     gconstpointer  data)
{
  const struct { const char *as; guint code; const char *suberror; } cases[] = {
    { "revoked", 50173, "bad_token" },
    { "password", 50133, NULL },
    { "bad_token", 70000, "bad_token" },
    { "inactive", 700082, "token_expired" },
    { "frequency", 70043, "token_expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) tokens = sign_in (fixture);
      g_autofree char *wish = g_strdup_printf ("{\"user\":\"ada@contoso.example\",\"as\":\"%s\"}",
                                               cases[i].as);
      g_autoptr(DemoReply) good = NULL;
      g_autoptr(DemoReply) refused = NULL;
      JsonObject *body;

      control (fixture, "/revoke", "{\"user\":\"tom@contoso.example\"}");
      good = refresh (fixture, tokens, NULL);
      g_assert_cmpuint (good->status, ==, 200);

      control (fixture, "/revoke", wish);
      refused = refresh (fixture, tokens, NULL);
      tenant_assert_error (refused, 400, "invalid_grant", cases[i].code);
      body = json_node_get_object (refused->json);
      g_assert_cmpstr (json_object_get_string_member_with_default (body, "suberror", NULL), ==,
                       cases[i].suberror);
    }
}

/* Ninety days without use; each use starts them anew. */
static void
test_redeem_unused (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) first = sign_in (fixture);
  g_autoptr(DemoReply) second = NULL;
  g_autoptr(DemoReply) third = NULL;
  g_autoptr(DemoReply) old = NULL;

  control (fixture, "/clock", "{\"offset\":7689600}");
  second = refresh (fixture, first, NULL);
  control (fixture, "/clock", "{\"offset\":8035200}");
  old = refresh (fixture, first, NULL);
  third = refresh (fixture, second, NULL);
  g_assert_cmpuint (second->status, ==, 200);
  tenant_assert_error (old, 400, "invalid_grant", 700082);
  g_assert_cmpuint (third->status, ==, 200);
}

/* Only who got them may use them, and only as the platform of the redirect address wants it. */
static void
test_redeem_client (DemoFixture   *fixture,
                    gconstpointer  data)
{
  const struct { const char *kind; guint status; const char *error; guint code; } kinds[] = {
    { "web", 401, "invalid_client", 7000218 },
    { "spa", 400, "invalid_request", 9002327 },
  };
  g_autofree char *other_code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  g_autoptr(DemoReply) foreign = NULL;
  g_autoptr(DemoReply) foreign_code = NULL;

  control (fixture, "/apps", "{\"client_id\":\"" OTHER_CLIENT "\"}");
  foreign = refresh (fixture, tokens, "client_id=" OTHER_CLIENT);
  foreign_code = tenant_redeem (fixture, other_code, "client_id=" OTHER_CLIENT);
  tenant_assert_error (foreign, 400, "invalid_grant", 70000);
  tenant_assert_error (foreign_code, 400, "invalid_grant", 70000);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *wish = g_strdup_printf ("{\"redirects\":[\"" TENANT_REDIRECT "\"],"
                                               "\"kind\":\"%s\"}", kinds[i].kind);
      g_autofree char *code = NULL;
      g_autoptr(DemoReply) refused = NULL;

      control (fixture, "/apps", wish);
      code = tenant_sign_in (fixture);
      refused = tenant_redeem (fixture, code, NULL);
      tenant_assert_error (refused, kinds[i].status, kinds[i].error, kinds[i].code);
    }
}

/* In a page of its own origin a single-page application gets tokens, which end after a day. */
static void
test_redeem_page (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *fields = NULL;
  g_autofree char *code = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) soon = NULL;
  g_autoptr(DemoReply) late = NULL;

  control (fixture, "/apps", "{\"redirects\":[\"" TENANT_REDIRECT "\"],\"kind\":\"spa\"}");
  code = tenant_sign_in (fixture);
  fields = g_strdup_printf ("grant_type=authorization_code&client_id=%s&code=%s&redirect_uri="
                            TENANT_REDIRECT "&code_verifier=" TENANT_VERIFIER,
                            tenant_look_up (fixture, "client_id"), code);
  tokens = tenant_post (fixture, "oauth2/v2.0/token", "Origin: http://localhost:45678", fields);
  g_assert_cmpuint (tokens->status, ==, 200);

  g_clear_pointer (&fields, g_free);
  fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s&refresh_token=%s&scope=openid",
                            tenant_look_up (fixture, "client_id"),
                            demo_look_up_string (tokens->json, "refresh_token"));
  soon = tenant_post (fixture, "oauth2/v2.0/token", "Origin: http://localhost:45678", fields);
  control (fixture, "/clock", "{\"offset\":90000}");
  late = tenant_post (fixture, "oauth2/v2.0/token", "Origin: http://localhost:45678", fields);
  g_assert_cmpuint (soon->status, ==, 200);
  tenant_assert_error (late, 400, "invalid_grant", 700084);
}

static void
test_redeem_app (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  g_autoptr(DemoReply) disabled = NULL;
  g_autoptr(DemoReply) single = NULL;
  g_autofree char *fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s&scope=openid"
                                             "&refresh_token=%s",
                                             tenant_look_up (fixture, "client_id"),
                                             demo_look_up_string (tokens->json, "refresh_token"));

  control (fixture, "/apps", "{\"single_tenant\":true}");
  single = tenant_post (fixture, "/organizations/oauth2/v2.0/token", NULL, fields);
  tenant_assert_error (single, 400, "invalid_request", 50194);
  control (fixture, "/apps", "{\"disabled\":true}");
  disabled = refresh (fixture, tokens, NULL);
  tenant_assert_error (disabled, 400, "unauthorized_client", 7000112);
}

/* One API at a time, found by what stands before the scope (entra.md 2.5, 3.1). */
static void
test_redeem_scopes (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  const char *token = demo_look_up_string (tokens->json, "refresh_token");
  g_autofree char *two = g_strdup_printf ("scope=%s%%20User.Read",
                                          tenant_look_up (fixture, "scope"));
  g_autofree char *mix = g_strdup_printf ("scope=%s%%20api%%3A%%2F%%2F" API "%%2F.default",
                                          tenant_look_up (fixture, "scope"));
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) at_first = tenant_redeem (fixture, code, two);
  g_autoptr(DemoReply) several = tenant_refresh (fixture, token, two);
  g_autoptr(DemoReply) mixed = tenant_refresh (fixture, token, mix);
  g_autoptr(DemoReply) target = refresh (fixture, tokens, "resource=https%3A%2F%2Felsewhere");
  g_autoptr(DemoReply) bad = refresh (fixture, tokens, "claims=%7B");

  tenant_assert_error (at_first, 400, "invalid_request", 28000);
  tenant_assert_error (several, 400, "invalid_request", 700022);
  tenant_assert_error (mixed, 400, "invalid_scope", 70011);
  tenant_assert_error (target, 400, "invalid_target", 9010010);
  tenant_assert_error (bad, 400, "invalid_request", 9002313);
}

/* Where the client is the API itself, it has to say for what (entra.md 3.1). */
static void
test_redeem_itself (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *more = g_strconcat ("client_id=", API, NULL);
  g_autoptr(DemoReply) consent = NULL;
  g_autoptr(DemoReply) last = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) refused = NULL;
  g_autoptr(DemoReply) good = NULL;
  g_autofree char *code = NULL;
  const char *token;

  control (fixture, "/apps", "{\"client_id\":\"" API "\",\"redirects\":[\"" TENANT_REDIRECT "\"]}");
  consent = tenant_walk (fixture, more, 3);
  last = tenant_submit (fixture, consent, "action=accept");
  code = tenant_get_param (last, "code");
  tokens = tenant_redeem (fixture, code, more);
  token = demo_look_up_string (tokens->json, "refresh_token");
  refused = tenant_refresh (fixture, token, more);
  tenant_assert_error (refused, 400, "invalid_request", 90009);
  g_clear_pointer (&more, g_free);
  more = g_strdup_printf ("client_id=" API "&scope=%s", tenant_look_up (fixture, "scope"));
  good = tenant_refresh (fixture, token, more);
  g_assert_cmpuint (good->status, ==, 200);
}

/* What the client can be asked for is in the token, where it said so (entra.md 4.3). */
static void
test_redeem_claims (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  g_autoptr(DemoReply) able = refresh (fixture, tokens, CAPABLE);
  g_autoptr(DemoReply) unable = refresh (fixture, tokens, NULL);
  g_autoptr(DemoReply) later = NULL;
  g_autoptr(DemoReply) stronger = NULL;
  g_autofree char *wish = NULL;
  gint64 moment = g_get_real_time () / G_USEC_PER_SEC + 100;
  g_autoptr(JsonObject) first = read_access (able);
  g_autoptr(JsonObject) second = read_access (unable);
  g_autoptr(JsonObject) third = NULL;

  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (first, "xms_cc"),
                                                  0), ==, "cp1");
  g_assert_false (json_object_has_member (second, "xms_cc"));

  wish = g_strdup_printf ("claims=%%7B%%22access_token%%22%%3A%%7B%%22nbf%%22%%3A%%7B%%22value%%22"
                          "%%3A%%22%" G_GINT64_FORMAT "%%22%%7D%%7D%%7D", moment);
  later = refresh (fixture, tokens, wish);
  third = read_access (later);
  g_assert_cmpint (json_object_get_int_member (third, "nbf"), ==, moment);

  stronger = refresh (fixture, tokens, "claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B"
                                       "%22essential%22%3Atrue%2C%22value%22%3A%22c1%22%7D%7D%7D");
  tenant_assert_error (stronger, 400, "interaction_required", 50076);
  g_assert_nonnull (strstr (demo_look_up_string (stronger->json, "claims"), "\"c1\""));
}

/* A day for whoever can be told of a revocation: of Graph always, of others where a test wants. */
static void
test_redeem_continuous (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  g_autoptr(DemoReply) usual = refresh (fixture, tokens, CAPABLE);
  g_autoptr(DemoReply) graph = NULL;
  g_autoptr(DemoReply) day = NULL;
  g_autoptr(DemoReply) unable = NULL;
  const char *token = demo_look_up_string (tokens->json, "refresh_token");
  gint64 seconds;

  graph = tenant_refresh (fixture, token, CAPABLE);
  control (fixture, "/lifetime", "{\"continuous\":true}");
  day = refresh (fixture, tokens, CAPABLE);
  unable = refresh (fixture, tokens, NULL);

  g_assert_cmpint (json_node_get_int (demo_look_up (usual->json, "expires_in")), <=, 5400);
  g_assert_cmpint (json_node_get_int (demo_look_up (graph->json, "expires_in")), >=, 72000);
  seconds = json_node_get_int (demo_look_up (day->json, "expires_in"));
  g_assert_cmpint (seconds, >=, 72000);
  g_assert_cmpint (seconds, <=, 100800);
  g_assert_cmpint (json_node_get_int (demo_look_up (day->json, "refresh_in")), ==, seconds / 2);
  g_assert_cmpint (json_node_get_int (demo_look_up (unable->json, "expires_in")), <=, 5400);
}

/* The API's registration decides what its tokens look like (entra.md 5.1). */
static void
test_redeem_first_version (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_autoptr(DemoReply) tokens = sign_in (fixture);
  g_autoptr(DemoReply) reply = NULL;
  g_autoptr(JsonObject) claims = NULL;
  g_autofree char *issuer = g_strndup (tenant_look_up (fixture, "issuer"),
                                       strlen (tenant_look_up (fixture, "issuer")) - 4);

  control (fixture, "/apis", "{\"token_version\":1}");
  reply = refresh (fixture, tokens, NULL);
  claims = read_access (reply);
  assert_claim (claims, "ver", "1.0");
  assert_claim (claims, "iss", issuer);
  assert_claim (claims, "aud", "api://" API);
  assert_claim (claims, "appid", tenant_look_up (fixture, "client_id"));
  assert_claim (claims, "upn", "ada@contoso.example");
  assert_claim (claims, "azp", NULL);
  assert_claim (claims, "preferred_username", NULL);
}

/* login_hint, where the registration lists it (entra.md 2.1). */
static void
test_redeem_optional_claim (DemoFixture   *fixture,
                            gconstpointer  data)
{
  g_autoptr(DemoReply) without = sign_in (fixture);
  g_autoptr(DemoReply) with = NULL;
  g_autoptr(JsonObject) first = tenant_decode (demo_look_up_string (without->json, "id_token"), 1);
  g_autoptr(JsonObject) second = NULL;

  control (fixture, "/apps", "{\"login_hint_claim\":true}");
  with = sign_in (fixture);
  second = tenant_decode (demo_look_up_string (with->json, "id_token"), 1);
  g_assert_false (json_object_has_member (first, "login_hint"));
  g_assert_cmpuint (strlen (json_object_get_string_member (second, "login_hint")), >, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/redeem/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("revoked", test_redeem_revoked);
  ADD ("unused", test_redeem_unused);
  ADD ("client", test_redeem_client);
  ADD ("page", test_redeem_page);
  ADD ("app", test_redeem_app);
  ADD ("scopes", test_redeem_scopes);
  ADD ("itself", test_redeem_itself);
  ADD ("claims", test_redeem_claims);
  ADD ("continuous", test_redeem_continuous);
  ADD ("first-version", test_redeem_first_version);
  ADD ("optional-claim", test_redeem_optional_claim);

  return g_test_run ();
}
