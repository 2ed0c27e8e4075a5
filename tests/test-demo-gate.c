/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#define INITIALIZE \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":" \
  "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"
#define CALL \
  "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":" \
  "\"get_random_number_from_date_time\",\"arguments\":{}}}"

/* What the protected server wants of whoever comes, as a test tells it to. */

static void
guard (DemoFixture *fixture,
       const char  *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/guard", wish);

  g_assert_cmpuint (reply->status, ==, 200);
}

static const char *
get_uri (DemoFixture *fixture)
{
  return json_object_get_string_member (fixture->addresses, "protected");
}

static char *
mint (DemoFixture *fixture,
      const char  *kind)
{
  g_autofree char *wish = g_strdup_printf ("{\"kind\":\"%s\",\"user\":\"ada@contoso.example\"}",
                                           kind);
  g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/mint", wish);

  g_assert_cmpuint (reply->status, ==, 200);

  return g_strdup (demo_look_up_string (reply->json, "access_token"));
}

static char *
write_headers (const char *token,
               const char *session)
{
  return g_strdup_printf ("Authorization: Bearer %s%s%s", token,
                          session != NULL ? "\nMcp-Session-Id: " : "",
                          session != NULL ? session : "");
}

static DemoReply *
ask (DemoFixture *fixture,
     const char  *method,
     const char  *token,
     const char  *session,
     const char  *body)
{
  g_autofree char *headers = write_headers (token, session);

  return demo_fixture_send (fixture, method, get_uri (fixture), headers, body);
}

static DemoReply *
initialize_as (DemoFixture *fixture,
               const char  *kind)
{
  g_autofree char *token = mint (fixture, kind);

  return ask (fixture, "POST", token, NULL, INITIALIZE);
}

static const char *
get_challenge (DemoReply *reply)
{
  return soup_message_headers_get_list (reply->headers, "WWW-Authenticate");
}

static DemoReply *
get_document (DemoFixture *fixture,
              const char  *path)
{
  g_autofree char *origin = g_strndup (get_uri (fixture),
                                       strlen (get_uri (fixture)) - strlen ("/mcp"));
  g_autofree char *uri = g_strconcat (origin, "/.well-known/oauth-protected-resource", path, NULL);

  return demo_fixture_send (fixture, "GET", uri, NULL, NULL);
}

static void
test_gate_metadata (DemoFixture   *fixture,
                    gconstpointer  data)
{
  const struct { const char *wish; const char *resource; gboolean v1; const char *scope; } cases[] =
  {
    { "{\"prm\":\"qualified\"}", "", FALSE, NULL },
    { "{\"prm\":\"bare\"}", "", FALSE, "mcp:tools" },
    { "{\"prm\":\"v1\"}", "", TRUE, NULL },
    { "{\"prm\":\"slash\"}", "/", FALSE, NULL },
  };
  const char *issuer = tenant_look_up (fixture, "issuer");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *resource = g_strconcat (get_uri (fixture), cases[i].resource, NULL);
      g_autofree char *first = g_strndup (issuer, strlen (issuer) - strlen ("/v2.0"));
      g_autoptr(DemoReply) none = NULL;
      g_autoptr(DemoReply) document = NULL;
      g_autoptr(DemoReply) root = NULL;
      const char *scope = cases[i].scope != NULL ? cases[i].scope
                                                 : tenant_look_up (fixture, "scope");

      guard (fixture, cases[i].wish);
      none = ask (fixture, "POST", "", NULL, INITIALIZE);
      document = get_document (fixture, "/mcp");
      root = get_document (fixture, "");
      g_assert_cmpuint (none->status, ==, 401);
      g_assert_nonnull (strstr (get_challenge (none), "resource_metadata=\"http"));
      g_assert_nonnull (strstr (get_challenge (none), "/oauth-protected-resource/mcp\""));
      g_assert_cmpstr (demo_look_up_string (document->json, "resource"), ==, resource);
      g_assert_cmpstr (demo_look_up_string (document->json, "scopes_supported/0"), ==, scope);
      g_assert_cmpstr (demo_look_up_string (document->json, "authorization_servers/0"), ==,
                       cases[i].v1 ? first : issuer);
      g_assert_cmpuint (root->status, ==, 404);
    }
}

/* None at all, and as the original: at the root, and no challenge names it. */
static void
test_gate_root (DemoFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(DemoReply) root = get_document (fixture, "");
  g_autoptr(DemoReply) nothing = NULL;
  g_autoptr(DemoReply) beside = NULL;
  g_autoptr(DemoReply) again = NULL;
  g_autoptr(DemoReply) refused = NULL;

  guard (fixture, "{\"prm\":\"none\"}");
  nothing = get_document (fixture, "");
  beside = get_document (fixture, "/mcp");
  g_assert_cmpuint (root->status, ==, 200);
  g_assert_cmpuint (nothing->status, ==, 404);
  g_assert_cmpuint (beside->status, ==, 404);

  guard (fixture, "{}");
  again = get_document (fixture, "");
  refused = initialize_as (fixture, "expired");
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_null (strstr (get_challenge (refused), "resource_metadata"));
}

/* The trap of servers that expect RFC 8707 at Entra (entra.md 5.1): no token will ever do. */
static void
test_gate_audience (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(DemoReply) second = NULL;
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) graph = initialize_as (fixture, "graph");

  guard (fixture, "{\"audience\":\"url\"}");
  second = initialize_as (fixture, "good");
  first = initialize_as (fixture, "v1");
  g_assert_cmpuint (graph->status, ==, 401);
  g_assert_cmpuint (second->status, ==, 401);
  g_assert_nonnull (strstr (get_challenge (second), "The audience '"));
  g_assert_cmpuint (first->status, ==, 401);
}

/* The way that Microsoft tells servers of MCP to go: the address is the name of the API (entra.md
 * 0, point 1). With tokens of version 1 even the trap lets them in. */
static void
test_gate_registration (DemoFixture   *fixture,
                        gconstpointer  data)
{
  const char *uri = get_uri (fixture);
  g_autofree char *wish = g_strdup_printf ("{\"identifier_uris\":[\"%s\"],"
                                           "\"token_version\":1}", uri);
  g_autofree char *scope = g_strconcat (uri, "/mcp:tools", NULL);
  g_autofree char *escaped = g_uri_escape_string (scope, NULL, FALSE);
  g_autofree char *more = g_strdup_printf ("scope=openid%%20%s", escaped);
  g_autofree char *code = NULL;
  const char * const modes[] = { "{}", "{\"audience\":\"url\"}" };
  g_autoptr(DemoReply) told = demo_fixture_control (fixture, "/apis", wish);
  g_autoptr(DemoReply) document = get_document (fixture, "");
  g_autoptr(DemoReply) consent = tenant_walk (fixture, more, 3);
  g_autoptr(DemoReply) last = tenant_submit (fixture, consent, "action=accept");
  g_autoptr(DemoReply) tokens = NULL;

  g_assert_cmpuint (told->status, ==, 200);
  g_assert_cmpstr (demo_look_up_string (document->json, "scopes_supported/0"), ==, scope);
  code = tenant_get_param (last, "code");
  tokens = tenant_redeem (fixture, code, more);
  g_assert_cmpstr (demo_look_up_string (tokens->json, "scope"), ==, scope);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr(DemoReply) reply = NULL;

      guard (fixture, modes[i]);
      reply = ask (fixture, "POST", demo_look_up_string (tokens->json, "access_token"), NULL,
                   INITIALIZE);
      g_assert_cmpuint (reply->status, ==, 200);
    }
}

static void
test_gate_headers (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(DemoReply) two = NULL;
  g_autoptr(DemoReply) none = NULL;

  guard (fixture, "{\"headers\":\"two\"}");
  two = initialize_as (fixture, "expired");
  g_assert_true (g_str_has_prefix (get_challenge (two), "Basic realm=\"Staff, the old way\", "
                                                        "Bearer error=\"invalid_token\""));

  guard (fixture, "{\"headers\":\"none\"}");
  none = initialize_as (fixture, "expired");
  g_assert_cmpuint (none->status, ==, 401);
  g_assert_null (get_challenge (none));
}

static void
test_gate_forbid (DemoFixture   *fixture,
                  gconstpointer  data)
{
  const struct { const char *wish; const char *kind; guint status; const char *words; } cases[] = {
    { "{\"forbid\":\"scope\"}", "good", 403, "error=\"insufficient_scope\"" },
    { "{\"forbid\":\"scope\"}", "good", 403, "/mcp:tools api://" },
    { "{\"forbid\":\"scope\"}", "extra-scopes", 200, NULL },
    { "{\"forbid\":\"scope\"}", "other-scope", 403, "/mcp:other\"" },
    { "{\"forbid\":\"exact_scope\"}", "good", 200, NULL },
    { "{\"forbid\":\"exact_scope\"}", "extra-scopes", 403, NULL },
    { "{\"forbid\":\"role\"}", "good", 403, NULL },
    { "{\"forbid\":\"role\"}", "with-role", 200, NULL },
    { "{\"forbid\":\"html\"}", "good", 403, NULL },
    { "{\"forbid\":\"html\"}", "expired", 401, "invalid_token" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = NULL;

      guard (fixture, cases[i].wish);
      reply = initialize_as (fixture, cases[i].kind);
      g_assert_cmpuint (reply->status, ==, cases[i].status);

      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (get_challenge (reply), cases[i].words));
      else
        g_assert_null (get_challenge (reply));

      if (reply->status == 403 && strstr (cases[i].wish, "html") != NULL)
        {
          g_assert_cmpstr (reply->content_type, ==, "text/html");
          g_assert_nonnull (strstr (reply->body, "Access denied"));
        }
    }
}

/* Returns: (transfer full): the claims that a 401 asks for */
static char *
read_demand (DemoReply *reply)
{
  const char *challenge = get_challenge (reply);
  const char *found;
  g_autofree char *encoded = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_nonnull (strstr (challenge, "error=\"insufficient_claims\""));
  g_assert_nonnull (strstr (challenge, "/common/oauth2/authorize\""));
  found = strstr (challenge, "claims=\"");
  g_assert_nonnull (found);
  found += strlen ("claims=\"");
  encoded = g_strndup (found, strcspn (found, "\""));
  bytes = g_base64_decode (encoded, &length);

  return g_strndup ((const char *) bytes, length);
}

/* Once the calls that are free are made, streams and the end of the session are judged as well. */
static void
test_gate_context (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *token = mint (fixture, "capable");
  g_autofree char *better = mint (fixture, "stepped-up");
  const char * const methods[] = { "POST", "GET", "DELETE" };
  g_autoptr(DemoReply) begun = NULL;
  g_autoptr(DemoReply) free_call = NULL;
  g_autoptr(DemoReply) done = NULL;
  g_autoptr(DemoReply) unable = NULL;

  guard (fixture, "{\"challenge\":\"auth_context:c1\",\"after\":1}");
  begun = ask (fixture, "POST", token, NULL, INITIALIZE);
  free_call = ask (fixture, "POST", token, begun->mcp_session, CALL);
  g_assert_cmpuint (begun->status, ==, 200);
  g_assert_cmpuint (free_call->status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(DemoReply) reply = ask (fixture, methods[i], token, begun->mcp_session,
                                        i == 0 ? CALL : NULL);
      g_autofree char *wanted = read_demand (reply);

      g_assert_cmpstr (wanted, ==, "{\"access_token\":{\"acrs\":{\"essential\":true,"
                                   "\"value\":\"c1\"}}}");
    }

  done = ask (fixture, "POST", better, begun->mcp_session, CALL);
  unable = initialize_as (fixture, "good");
  g_assert_cmpuint (done->status, ==, 200);
  g_assert_cmpuint (unable->status, ==, 403);
}

/* Tokens from before are good no more, streams that they opened end; a new token does. */
static void
test_gate_revoked (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *token = mint (fixture, "capable");
  g_autofree char *newer = NULL;
  g_autoptr(DemoReply) begun = ask (fixture, "POST", token, NULL, INITIALIZE);
  g_autofree char *headers = write_headers (token, begun->mcp_session);
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(DemoReply) refused = NULL;
  g_autoptr(DemoReply) taken = NULL;
  g_autofree char *wanted = NULL;

  stream = demo_fixture_open_stream (fixture, "GET", get_uri (fixture), headers, NULL);
  guard (fixture, "{\"challenge\":\"revoked\",\"cut_streams\":true}");
  g_assert_null (demo_fixture_read_event (stream));

  refused = ask (fixture, "GET", token, begun->mcp_session, NULL);
  wanted = read_demand (refused);
  g_assert_true (g_str_has_prefix (wanted, "{\"access_token\":{\"nbf\":{\"essential\":true,"));

  g_clear_pointer (&wanted, g_free);
  g_clear_pointer (&refused, demo_reply_free);
  refused = demo_fixture_control (fixture, "/clock", "{\"offset\":5}");
  newer = mint (fixture, "capable");
  taken = ask (fixture, "POST", newer, begun->mcp_session, CALL);
  g_assert_cmpuint (taken->status, ==, 200);
}

/* The stream of the newest revision is a POST (MCP 2026-07-28, subscriptions). */
static void
test_gate_listen (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *token = mint (fixture, "capable");
  g_autofree char *more = g_strconcat ("Authorization: Bearer ", token, NULL);
  g_autofree char *head = demo_fixture_head ("subscriptions/listen", NULL, more);
  g_autofree char *body = demo_fixture_write ("subscriptions/listen",
                                              "\"notifications\":{\"toolsListChanged\":true}",
                                              NULL);
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(JsonNode) first = NULL;

  stream = demo_fixture_open_stream (fixture, "POST", get_uri (fixture), head, body);
  first = demo_fixture_read_event (stream);
  g_assert_nonnull (first);
  guard (fixture, "{\"challenge\":\"revoked\",\"cut_streams\":true}");
  g_assert_null (demo_fixture_read_event (stream));
}

static void
test_gate_refused (DemoFixture   *fixture,
                   gconstpointer  data)
{
  const char * const wishes[] = {
    "{\"prm\":\"odd\"}", "{\"prm\":7}", "{\"audience\":\"\"}", "{\"headers\":\"three\"}",
    "{\"forbid\":\"all\"}", "{\"challenge\":\"auth_context:\"}", "{\"challenge\":\"x\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_control (fixture, "/guard", wishes[i]);

      g_assert_cmpuint (reply->status, ==, 400);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/gate/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("metadata", test_gate_metadata);
  ADD ("root", test_gate_root);
  ADD ("audience", test_gate_audience);
  ADD ("registration", test_gate_registration);
  ADD ("headers", test_gate_headers);
  ADD ("forbid", test_gate_forbid);
  ADD ("context", test_gate_context);
  ADD ("revoked", test_gate_revoked);
  ADD ("listen", test_gate_listen);
  ADD ("refused", test_gate_refused);

  return g_test_run ();
}
