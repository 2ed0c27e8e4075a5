/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

/* What entra.md 1.4 calls absent, member by member. */
static const char * const absent[] = {
  "code_challenge_methods_supported", "grant_types_supported", "registration_endpoint",
  "revocation_endpoint", "introspection_endpoint", "claims_parameter_supported",
  "authorization_response_iss_parameter_supported", "request_parameter_supported",
  "pushed_authorization_request_endpoint", "client_id_metadata_document_supported",
  "prompt_values_supported",
};

static const char * const present[] = {
  "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
  "device_authorization_endpoint", "end_session_endpoint", "kerberos_endpoint",
  "mtls_endpoint_aliases", "cloud_instance_name", "cloud_graph_host_name", "msgraph_host",
  "rbac_url", "tenant_region_scope",
};

static void
test_tenant_discovery (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(DemoReply) reply = tenant_get (fixture, "v2.0/.well-known/openid-configuration");
  JsonObject *document = json_node_get_object (reply->json);

  g_assert_cmpstr (demo_look_up_string (reply->json, "issuer"), ==,
                   tenant_look_up (fixture, "issuer"));

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_false (json_object_has_member (document, absent[i]));

  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    g_assert_true (json_object_has_member (document, present[i]));

  demo_assert_json (reply->json, "response_types_supported",
                    "[\"code\",\"id_token\",\"code id_token\",\"id_token token\"]");
  demo_assert_json (reply->json, "response_modes_supported",
                    "[\"query\",\"fragment\",\"form_post\"]");
  demo_assert_json (reply->json, "scopes_supported",
                    "[\"openid\",\"profile\",\"email\",\"offline_access\"]");
  demo_assert_json (reply->json, "token_endpoint_auth_methods_supported",
                    "[\"client_secret_post\",\"private_key_jwt\",\"client_secret_basic\","
                    "\"self_signed_tls_client_auth\"]");
  demo_assert_json (reply->json, "request_uri_parameter_supported", "false");
  demo_assert_json (reply->json, "tls_client_certificate_bound_access_tokens", "true");
}

static void
test_tenant_forms (DemoFixture   *fixture,
                   gconstpointer  data)
{
  const struct { const char *form; gboolean template; } forms[] = {
    { "/contoso.example/", FALSE }, { "/organizations/", TRUE }, { "/common/", TRUE },
  };
  g_autofree char *template = tenant_uri (fixture, "/{tenantid}/v2.0");

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strconcat (forms[i].form, "v2.0/.well-known/openid-configuration",
                                           NULL);
      g_autoptr(DemoReply) reply = tenant_get (fixture, path);

      g_assert_cmpstr (demo_look_up_string (reply->json, "issuer"), ==,
                       forms[i].template ? template : tenant_look_up (fixture, "issuer"));
    }
}

static void
test_tenant_first_version (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_autoptr(DemoReply) reply = tenant_get (fixture, ".well-known/openid-configuration");
  g_autofree char *issuer = tenant_uri (fixture, "");
  const char * const endpoints[] = {
    "authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint",
  };

  g_assert_cmpstr (demo_look_up_string (reply->json, "issuer"), ==, issuer);

  /* Nothing there leads on to version 2. */
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    g_assert_null (strstr (demo_look_up_string (reply->json, endpoints[i]), "v2.0"));
}

static void
test_tenant_not_found (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(DemoReply) reply = tenant_get (fixture,
                                           "/nowhere.example/v2.0/.well-known/"
                                           "openid-configuration");
  const char * const paths[] = {
    "/.well-known/oauth-authorization-server/x/v2.0", "/.well-known/openid-configuration/x/v2.0",
    "/.well-known/openid-configuration", "/",
  };

  tenant_assert_error (reply, 400, "invalid_tenant", 90002);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(DemoReply) page = tenant_get (fixture, paths[i]);

      g_assert_cmpuint (page->status, ==, 404);
      g_assert_cmpstr (page->content_type, ==, "text/html");
    }
}

static void
test_tenant_keys (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(DemoReply) reply = tenant_get (fixture, "discovery/v2.0/keys");
  const char *chain = demo_look_up_string (reply->json, "keys/0/x5c/0");
  g_autofree guchar *der = NULL;
  gsize length;

  der = g_base64_decode (chain, &length);
  g_assert_cmpuint (length, >, 500);
  demo_assert_json (reply->json, "keys/0/kty", "\"RSA\"");
  demo_assert_json (reply->json, "keys/0/use", "\"sig\"");
  demo_assert_json (reply->json, "keys/0/e", "\"AQAB\"");
  g_assert_cmpuint (strlen (demo_look_up_string (reply->json, "keys/0/n")), ==, 342);
  g_assert_cmpstr (demo_look_up_string (reply->json, "keys/0/kid"), ==,
                   demo_look_up_string (reply->json, "keys/0/x5t"));
  g_assert_cmpstr (demo_look_up_string (reply->json, "keys/0/issuer"), ==,
                   tenant_look_up (fixture, "issuer"));
}

static void
test_tenant_instance (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *origin = tenant_uri (fixture, "/");
  g_autofree char *path = g_strdup_printf ("/common/discovery/instance?api-version=1.1&"
                                           "authorization_endpoint=%scommon/oauth2/v2.0/authorize",
                                           origin);
  g_autoptr(DemoReply) good = tenant_get (fixture, path);
  g_autoptr(DemoReply) bad = tenant_get (fixture, "/common/discovery/instance?api-version=1.1&"
                                         "authorization_endpoint=https://evil.example/a");
  g_autoptr(DemoReply) none = tenant_get (fixture, "/common/discovery/instance?api-version=1.1");

  demo_assert_json (good->json, "api-version", "\"1.1\"");
  g_assert_nonnull (demo_look_up_string (good->json, "metadata/0/preferred_network"));
  g_assert_true (g_str_has_suffix (demo_look_up_string (good->json, "tenant_discovery_endpoint"),
                                   "/common/v2.0/.well-known/openid-configuration"));
  tenant_assert_error (bad, 400, "invalid_instance", 50049);
  tenant_assert_error (none, 400, "invalid_instance", 50049);
}

/* No secret stands in the log, and each is on the list. */
static void
test_tenant_secrets (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) tokens = tenant_redeem (fixture, code, NULL);
  g_autoptr(DemoReply) secrets = demo_fixture_control (fixture, "/secrets", NULL);
  g_autoptr(DemoReply) log = demo_fixture_control (fixture, "/log", NULL);
  const char * const names[] = { "access_token", "refresh_token", "id_token" };
  JsonArray *list = json_node_get_array (secrets->json);

  g_assert_cmpuint (tokens->status, ==, 200);
  g_assert_nonnull (strstr (secrets->body, code));
  g_assert_nonnull (strstr (secrets->body, "Engine-1843!"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (secrets->body, demo_look_up_string (tokens->json, names[i])));

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *secret = json_array_get_object_element (list, i);

      g_assert_null (strstr (log->body, json_object_get_string_member (secret, "value")));
    }

  g_assert_nonnull (strstr (log->body, "\"passwd\":\"sha256:"));
  g_assert_nonnull (strstr (log->body, "\"endpoint\":\"token\""));
}

static void
test_tenant_faults (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) told = NULL;
  g_autoptr(DemoReply) busy = NULL;
  g_autoptr(DemoReply) well = NULL;

  told = demo_fixture_control (fixture, "/fault", "{\"server\":\"tenant\",\"endpoint\":\"keys\","
                               "\"kind\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":"
                               "\"7\"}}");
  busy = tenant_get (fixture, "discovery/v2.0/keys");
  well = tenant_get (fixture, "discovery/v2.0/keys");
  g_assert_cmpuint (told->status, ==, 200);
  g_assert_cmpuint (busy->status, ==, 429);
  g_assert_cmpstr (soup_message_headers_get_one (busy->headers, "Retry-After"), ==, "7");
  g_assert_cmpuint (well->status, ==, 200);
}

/* A page may come late, or end in the middle. */
static void
test_tenant_slow_and_cut (DemoFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(DemoReply) late = NULL;
  g_autoptr(DemoReply) page = NULL;
  g_autoptr(DemoReply) cut = NULL;
  g_autofree char *uri = tenant_uri (fixture, "discovery/v2.0/keys");
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  late = demo_fixture_control (fixture, "/fault", "{\"server\":\"tenant\",\"kind\":\"slow\","
                               "\"endpoint\":\"authorize\",\"ms\":50}");
  page = tenant_authorize (fixture, NULL, NULL);
  g_assert_cmpuint (late->status, ==, 200);
  g_assert_nonnull (strstr (page->body, "<h1>Sign in</h1>"));

  cut = demo_fixture_control (fixture, "/fault", "{\"server\":\"tenant\",\"kind\":\"cut\"}");
  bytes = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_cmpuint (cut->status, ==, 200);

  /* libsoup takes a stream of chunks without its end for a short one. */
  if (error == NULL)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_true (g_str_has_prefix (text, "{\"keys\":"));
      g_assert_null (json_from_string (text, NULL));
    }
}

static void
test_tenant_redirects (DemoFixture   *fixture,
                       gconstpointer  data)
{
  const char *more = "redirect_uri=http%3A%2F%2Flocalhost%3A8123%2Fcb";
  g_autoptr(DemoReply) before = tenant_authorize (fixture, NULL, more);
  g_autoptr(DemoReply) told = demo_fixture_control (fixture, "/redirect",
                                                    "{\"uri\":\"http://localhost/cb\"}");
  g_autoptr(DemoReply) after = tenant_authorize (fixture, NULL, more);
  g_autoptr(DemoReply) help = tenant_get (fixture, "/error?code=50011");

  g_assert_cmpuint (before->status, ==, 400);
  g_assert_cmpuint (told->status, ==, 200);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_nonnull (strstr (help->body, "AADSTS50011"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/tenant/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("discovery", test_tenant_discovery);
  ADD ("forms", test_tenant_forms);
  ADD ("first-version", test_tenant_first_version);
  ADD ("not-found", test_tenant_not_found);
  ADD ("keys", test_tenant_keys);
  ADD ("instance", test_tenant_instance);
  ADD ("secrets", test_tenant_secrets);
  ADD ("faults", test_tenant_faults);
  ADD ("slow-and-cut", test_tenant_slow_and_cut);
  ADD ("redirects", test_tenant_redirects);

  return g_test_run ();
}
