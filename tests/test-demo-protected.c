/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#define INITIALIZE \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":" \
  "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"

static const char *
get_uri (DemoFixture *fixture)
{
  return json_object_get_string_member (fixture->addresses, "protected");
}

static DemoReply *
get (DemoFixture *fixture,
     const char  *path)
{
  const char *uri = get_uri (fixture);
  g_autofree char *other = g_strdup_printf ("%.*s%s", (int) (strlen (uri) - strlen ("/mcp")), uri,
                                            path);

  return demo_fixture_send (fixture, "GET", other, NULL, NULL);
}

static char *
mint (DemoFixture *fixture,
      const char  *kind,
      const char  *user)
{
  g_autofree char *wish = g_strdup_printf ("{\"kind\":\"%s\",\"user\":\"%s@contoso.example\"}",
                                           kind, user);
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/mint", wish);

  g_assert_cmpuint (reply->status, ==, 200);

  return g_strdup (demo_look_up_string (reply->json, "access_token"));
}

static DemoReply *
ask (DemoFixture *fixture,
     const char  *token,
     const char  *session,
     const char  *body)
{
  g_autofree char *headers = g_strdup_printf ("Authorization: Bearer %s%s%s", token,
                                              session != NULL ? "\nMcp-Session-Id: " : "",
                                              session != NULL ? session : "");

  return demo_fixture_send (fixture, "POST", get_uri (fixture), headers, body);
}

static void
test_protected_documents (DemoFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(DemoReply) health = get (fixture, "/health");
  g_autoptr(DemoReply) root = get (fixture, "/.well-known/oauth-protected-resource");
  g_autoptr(DemoReply) suffixed = get (fixture, "/.well-known/oauth-protected-resource/mcp");

  g_assert_cmpuint (health->status, ==, 200);
  g_assert_true (g_str_has_prefix (health->body, "Secure MCP server running deployed: UTC: "));
  g_assert_true (g_str_has_suffix (health->body, ", use /mcp path to use the tools"));
  g_assert_cmpuint (suffixed->status, ==, 404);

  g_assert_cmpstr (demo_look_up_string (root->json, "resource"), ==, get_uri (fixture));
  g_assert_cmpstr (demo_look_up_string (root->json, "authorization_servers/0"), ==,
                   tenant_look_up (fixture, "issuer"));
  g_assert_cmpstr (demo_look_up_string (root->json, "scopes_supported/0"), ==,
                   tenant_look_up (fixture, "scope"));
  demo_assert_json (root->json, "bearer_methods_supported", "[\"header\"]");
  demo_assert_json (root->json, "resource_name", "\"HttpMcpServer demo server\"");
}

static void
test_protected_refusals (DemoFixture   *fixture,
                         gconstpointer  data)
{
  const struct { const char *kind; guint status; const char *words; } cases[] = {
    { "app-only", 401, "" },
    { "app-roles", 403, NULL },
    { "wrong-tenant", 401, "The issuer '" },
    { "wrong-audience", 401, "The audience '" },
    { "graph", 401, "The audience '" },
    { "expired", 401, "The token expired at '" },
    { "early", 401, "The token is not valid before '" },
    { "forged", 401, "The signature is invalid" },
    { "unknown-key", 401, "The signature key was not found" },
    { "unsigned", 401, "" },
    { "extra-scopes", 403, NULL },
    { "other-scope", 403, NULL },
  };
  g_autoptr(DemoReply) none = demo_fixture_send (fixture, "POST", get_uri (fixture), NULL,
                                                 INITIALIZE);

  g_assert_cmpuint (none->status, ==, 401);
  g_assert_cmpstr (soup_message_headers_get_one (none->headers, "WWW-Authenticate"), ==, "Bearer");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = mint (fixture, cases[i].kind, "ada");
      g_autoptr(DemoReply) reply = ask (fixture, token, NULL, INITIALIZE);
      const char *challenge = soup_message_headers_get_one (reply->headers, "WWW-Authenticate");

      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_cmpstr (reply->body, ==, "");

      if (cases[i].words == NULL)
        {
          g_assert_null (challenge);
          continue;
        }

      g_assert_true (g_str_has_prefix (challenge, "Bearer error=\"invalid_token\""));
      g_assert_nonnull (strstr (challenge, cases[i].words));
      g_assert_null (strstr (challenge, "resource_metadata"));
    }
}

static void
test_protected_tools (DemoFixture   *fixture,
                      gconstpointer  data)
{
  const char * const kinds[] = { "good", "v1" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *token = mint (fixture, kinds[i], "ada");
      g_autoptr(DemoReply) begun = ask (fixture, token, NULL, INITIALIZE);
      g_autoptr(DemoReply) list = ask (fixture, token, begun->mcp_session,
                                       "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");

      g_assert_cmpuint (begun->status, ==, 200);
      g_assert_nonnull (strstr (list->body, "get_random_number_from_date_time"));
      g_assert_null (strstr (list->body, "get_some_random_string"));
    }
}

/* A token from a real sign-in does, and nobody else may go on with the session. */
static void
test_protected_session (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) tokens = tenant_redeem (fixture, code, NULL);
  const char *mine = demo_look_up_string (tokens->json, "access_token");
  g_autofree char *other = mint (fixture, "good", "tom");
  g_autofree char *renewed = mint (fixture, "good", "ada");
  g_autoptr(DemoReply) begun = ask (fixture, mine, NULL, INITIALIZE);
  const char *list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
  g_autoptr(DemoReply) same = ask (fixture, renewed, begun->mcp_session, list);
  g_autoptr(DemoReply) theirs = ask (fixture, other, begun->mcp_session, list);

  g_assert_cmpuint (begun->status, ==, 200);
  g_assert_cmpuint (same->status, ==, 200);
  g_assert_cmpuint (theirs->status, ==, 403);
  g_assert_nonnull (strstr (theirs->body, "does not match the user who initiated the session"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/protected/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("documents", test_protected_documents);
  ADD ("refusals", test_protected_refusals);
  ADD ("tools", test_protected_tools);
  ADD ("session", test_protected_session);

  return g_test_run ();
}
