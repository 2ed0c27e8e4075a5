/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#include <gnutls/abstract.h>

static void
assert_claim (JsonObject *claims,
              const char *name,
              const char *value)
{
  g_assert_cmpstr (json_object_get_string_member (claims, name), ==, value);
}

static guchar *
decode (const char     *text,
        gnutls_datum_t *datum)
{
  g_autofree char *padded = g_strconcat (text, &"==="[(strlen (text) + 3) % 4], NULL);
  gsize length;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  datum->data = g_base64_decode (padded, &length);
  datum->size = length;

  return datum->data;
}

/* The published key has signed it (RFC 7518 §3.3). */
static void
assert_signed (DemoFixture *fixture,
               const char  *token)
{
  g_autoptr(DemoReply) keys = tenant_get (fixture, "discovery/v2.0/keys");
  g_autoptr(JsonObject) header = tenant_decode (token, 0);
  const char *dot = strrchr (token, '.');
  gnutls_datum_t input = { (unsigned char *) token, dot - token };
  gnutls_datum_t n, e, signature;
  g_autofree guchar *n_data = decode (demo_look_up_string (keys->json, "keys/0/n"), &n);
  g_autofree guchar *e_data = decode (demo_look_up_string (keys->json, "keys/0/e"), &e);
  g_autofree guchar *signature_data = decode (dot + 1, &signature);
  gnutls_pubkey_t key;

  assert_claim (header, "alg", "RS256");
  assert_claim (header, "kid", demo_look_up_string (keys->json, "keys/0/kid"));
  g_assert_nonnull (n_data);
  g_assert_nonnull (e_data);
  g_assert_nonnull (signature_data);
  g_assert_cmpint (gnutls_pubkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_pubkey_import_rsa_raw (key, &n, &e), ==, 0);
  g_assert_cmpint (gnutls_pubkey_verify_data2 (key, GNUTLS_SIGN_RSA_SHA256, 0, &input, &signature),
                   >=, 0);
  gnutls_pubkey_deinit (key);
}

static void
test_token_signatures (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) reply = tenant_redeem (fixture, code, NULL);

  assert_signed (fixture, demo_look_up_string (reply->json, "access_token"));
  assert_signed (fixture, demo_look_up_string (reply->json, "id_token"));
}

static void
test_token_code (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) reply = tenant_redeem (fixture, code, NULL);
  g_autoptr(DemoReply) twice = tenant_redeem (fixture, code, NULL);
  JsonObject *body = json_node_get_object (reply->json);
  gint64 lifetime = json_object_get_int_member (body, "expires_in");
  g_autoptr(JsonObject) access = NULL;
  g_autoptr(JsonObject) identity = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (lifetime, >=, 3600);
  g_assert_cmpint (lifetime, <=, 5400);
  assert_claim (body, "token_type", "Bearer");
  assert_claim (body, "scope", tenant_look_up (fixture, "scope"));
  g_assert_true (json_object_has_member (body, "ext_expires_in"));
  g_assert_true (json_object_has_member (body, "client_info"));
  g_assert_cmpuint (strlen (demo_look_up_string (reply->json, "refresh_token")), >, 1500);
  tenant_assert_error (twice, 400, "invalid_grant", 54005);

  access = tenant_decode (demo_look_up_string (reply->json, "access_token"), 1);
  assert_claim (access, "iss", tenant_look_up (fixture, "issuer"));
  assert_claim (access, "scp", "mcp:tools");
  assert_claim (access, "ver", "2.0");
  assert_claim (access, "azpacr", "0");
  assert_claim (access, "tid", tenant_look_up (fixture, "tenant_id"));
  g_assert_cmpint (json_object_get_int_member (access, "exp") -
                   json_object_get_int_member (access, "iat"), ==, lifetime);

  identity = tenant_decode (demo_look_up_string (reply->json, "id_token"), 1);
  assert_claim (identity, "aud", tenant_look_up (fixture, "client_id"));
  assert_claim (identity, "nonce", "n-1");
  assert_claim (identity, "preferred_username", "ada@contoso.example");
}

static void
test_token_refused_code (DemoFixture   *fixture,
                         gconstpointer  data)
{
  const struct { const char *more; guint status; const char *error; guint code; } cases[] = {
    { "code_verifier=" TENANT_CHALLENGE, 400, "invalid_grant", 501481 },
    { "code_verifier=", 400, "invalid_grant", 501481 },
    { "redirect_uri=http%3A%2F%2Flocalhost%3A1", 401, "invalid_client", 500112 },
    { "client_secret=x", 401, "invalid_client", 700025 },
    { "client_assertion=x", 401, "invalid_client", 700025 },
    { "client_id=00000000-0000-4000-8000-000000000000", 400, "unauthorized_client", 700016 },
    { "client_id=", 400, "invalid_request", 900144 },
    { "code=x", 400, "invalid_grant", 9002313 },
    { "grant_type=password", 400, "unsupported_grant_type", 70003 },
    { "resource=x", 400, "invalid_target", 9010010 },
    { "scope=mcp%3Atools", 400, "invalid_client", 650053 },
  };
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) good = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = tenant_redeem (fixture, code, cases[i].more);

      tenant_assert_error (reply, cases[i].status, cases[i].error, cases[i].code);
    }

  /* None of that spent the code. */
  good = tenant_redeem (fixture, code, NULL);
  g_assert_cmpuint (good->status, ==, 200);
}

static void
test_token_other_tenant (DemoFixture   *fixture,
                         gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autofree char *fields = NULL;
  g_autoptr(DemoReply) reply = NULL;
  g_autoptr(DemoReply) got = tenant_get (fixture, "oauth2/v2.0/token");

  fields = g_strdup_printf ("grant_type=authorization_code&client_id=%s&code=%s",
                            tenant_look_up (fixture, "client_id"), code);
  reply = tenant_post (fixture, "/common/oauth2/v2.0/token", NULL, fields);
  tenant_assert_error (reply, 400, "invalid_grant", 700005);
  tenant_assert_error (got, 400, "invalid_request", 900561);
}

static void
test_token_refresh (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) first = tenant_redeem (fixture, code, NULL);
  const char *token = demo_look_up_string (first->json, "refresh_token");
  g_autofree char *scope = g_strconcat ("scope=offline_access%20",
                                        tenant_look_up (fixture, "scope"), NULL);
  g_autoptr(DemoReply) second = tenant_refresh (fixture, token, scope);
  g_autoptr(DemoReply) old = tenant_refresh (fixture, token, scope);
  g_autoptr(DemoReply) bare = tenant_refresh (fixture, token, NULL);
  g_autoptr(JsonObject) graph = NULL;

  /* Rotation gives a new one and leaves the old alone (entra.md 3.3). */
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (demo_look_up_string (second->json, "refresh_token"), !=, token);
  g_assert_cmpuint (old->status, ==, 200);

  /* Without scope it is a token of Graph. */
  graph = tenant_decode (demo_look_up_string (bare->json, "access_token"), 1);
  assert_claim (graph, "aud", "00000003-0000-0000-c000-000000000000");
}

static void
test_token_revoked (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) first = tenant_redeem (fixture, code, NULL);
  g_autoptr(DemoReply) told = demo_fixture_control (fixture, "/revoke",
                                                    "{\"user\":\"ada@contoso.example\"}");
  g_autoptr(DemoReply) reply = NULL;

  reply = tenant_refresh (fixture, demo_look_up_string (first->json, "refresh_token"), NULL);
  g_assert_cmpuint (told->status, ==, 200);
  tenant_assert_error (reply, 400, "invalid_grant", 50173);
  demo_assert_json (reply->json, "suberror", "\"bad_token\"");
}

static void
test_token_correlation (DemoFixture   *fixture,
                        gconstpointer  data)
{
  const char *id = "6f1c2a34-90ab-4cde-8f01-23456789abcd";
  g_autofree char *header = g_strconcat ("client-request-id: ", id, NULL);
  g_autoptr(DemoReply) reply = tenant_post (fixture, "oauth2/v2.0/token", header, "a=b");
  g_autoptr(DemoReply) origin = NULL;
  g_autofree char *fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s",
                                             tenant_look_up (fixture, "client_id"));

  tenant_assert_error (reply, 400, "invalid_request", 900144);
  g_assert_cmpstr (demo_look_up_string (reply->json, "correlation_id"), ==, id);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "client-request-id"), ==, id);
  g_assert_cmpstr (soup_message_headers_get_list (reply->headers, "Cache-Control"), ==,
                   "no-store, no-cache");

  origin = tenant_post (fixture, "oauth2/v2.0/token", "Origin: http://localhost", fields);
  tenant_assert_error (origin, 400, "invalid_request", 9002326);
}

/* error_uri is there for some errors only; all of them tell the time by the tenant's clock. */
static void
test_token_error_members (DemoFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(DemoReply) told = demo_fixture_control (fixture, "/clock", "{\"offset\":-864000000}");
  g_autoptr(DemoReply) without = tenant_post (fixture, "oauth2/v2.0/token", NULL, "a=b");
  g_autoptr(DemoReply) with = tenant_get (fixture, "oauth2/v2.0/token");
  g_autofree char *uri = tenant_uri (fixture, "/error?code=900561");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -864000000);
  g_autofree char *year = g_date_time_format (then, "%Y-");

  g_assert_cmpuint (told->status, ==, 200);
  g_assert_false (json_object_has_member (json_node_get_object (without->json), "error_uri"));
  g_assert_cmpstr (demo_look_up_string (with->json, "error_uri"), ==, uri);
  g_assert_true (g_str_has_prefix (demo_look_up_string (with->json, "timestamp"), year));
}

static void
test_token_control (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) told = NULL;
  g_autoptr(DemoReply) refused = NULL;
  g_autoptr(DemoReply) lifetime = demo_fixture_control (fixture, "/lifetime", "{\"seconds\":90}");
  g_autoptr(DemoReply) reply = NULL;

  told = demo_fixture_control (fixture, "/fault", "{\"server\":\"tenant\",\"endpoint\":\"token\","
                               "\"kind\":\"token_error\",\"error\":\"interaction_required\","
                               "\"suberror\":\"basic_action\",\"codes\":[50076],"
                               "\"claims\":\"{\\\"access_token\\\":{}}\"}");
  refused = tenant_redeem (fixture, code, NULL);
  reply = tenant_redeem (fixture, code, NULL);
  g_assert_cmpuint (told->status, ==, 200);
  tenant_assert_error (refused, 400, "interaction_required", 50076);
  demo_assert_json (refused->json, "suberror", "\"basic_action\"");
  demo_assert_json (refused->json, "claims", "\"{\\\"access_token\\\":{}}\"");
  g_assert_cmpuint (lifetime->status, ==, 200);
  demo_assert_json (reply->json, "expires_in", "90");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/token/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("code", test_token_code);
  ADD ("signatures", test_token_signatures);
  ADD ("refused-code", test_token_refused_code);
  ADD ("other-tenant", test_token_other_tenant);
  ADD ("refresh", test_token_refresh);
  ADD ("revoked", test_token_revoked);
  ADD ("correlation", test_token_correlation);
  ADD ("error-members", test_token_error_members);
  ADD ("control", test_token_control);

  return g_test_run ();
}
