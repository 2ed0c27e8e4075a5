/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

/* Returns: (transfer full): what a refresh with the scope says */
static DemoReply *
refresh (DemoFixture *fixture,
         const char  *token,
         const char  *more)
{
  g_autofree char *fields = g_strdup_printf ("scope=openid%%20%s%s%s",
                                             tenant_look_up (fixture, "scope"),
                                             more != NULL ? "&" : "", more != NULL ? more : "");

  return tenant_refresh (fixture, token, fields);
}

static char *
get_refresh_token (DemoFixture *fixture)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) reply = tenant_redeem (fixture, code, NULL);

  return g_strdup (demo_look_up_string (reply->json, "refresh_token"));
}

static void
assert_claims (DemoReply  *reply,
               const char *claims)
{
  JsonObject *body = json_node_get_object (reply->json);

  g_assert_cmpint (json_object_has_member (body, "claims"), ==, claims != NULL);

  if (claims != NULL)
    g_assert_nonnull (strstr (json_object_get_string_member (body, "claims"), claims));
}

/* What a policy that came later says to a refresh (entra.md 3.6). */
static void
test_policy_refresh (DemoFixture   *fixture,
                     gconstpointer  data)
{
  const struct
  {
    const char *require;
    const char *error;
    guint code;
    const char *suberror;
    const char *claims;
  } cases[] = {
    { "mfa", "interaction_required", 50076, "basic_action", "\"capolids\"" },
    { "passkey", "interaction_required", 50076, "basic_action", "\"capolids\"" },
    { "auth_context:c7", "interaction_required", 50076, "basic_action",
      "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c7\"}}}" },
    { "block", "invalid_grant", 53003, "message_only", "\"capolids\"" },
    { "compliant_device", "interaction_required", 53000, "additional_action", "\"capolids\"" },
    { "managed_device", "interaction_required", 530003, "additional_action", "\"capolids\"" },
    { "terms", "interaction_required", 50158, "basic_action", "\"capolids\"" },
    { "assigned", "invalid_grant", 50105, "message_only", NULL },
    { "admin_consent", "invalid_grant", 90094, "consent_required", NULL },
  };
  g_autofree char *token = get_refresh_token (fixture);
  g_autoptr(DemoReply) before = refresh (fixture, token, NULL);
  g_autoptr(DemoReply) after = NULL;

  g_assert_cmpuint (before->status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = NULL;

      tenant_require (fixture, cases[i].require);
      reply = refresh (fixture, token, NULL);
      tenant_assert_error (reply, 400, cases[i].error, cases[i].code);
      g_assert_cmpstr (demo_look_up_string (reply->json, "suberror"), ==, cases[i].suberror);
      assert_claims (reply, cases[i].claims);
    }

  /* None of that has cost the token anything. */
  tenant_tell (fixture, "/policies", "{\"policies\":[]}");
  after = refresh (fixture, token, NULL);
  g_assert_cmpuint (after->status, ==, 200);
}

/* A rule is about whom and what it names. */
static void
test_policy_aim (DemoFixture   *fixture,
                 gconstpointer  data)
{
  const struct { const char *rule; guint status; } cases[] = {
    { "\"user\":\"ada@contoso.example\"", 400 },
    { "\"user\":\"ADA@contoso.example\"", 400 },
    { "\"user\":\"tom@contoso.example\"", 200 },
    { "\"scope\":\"mcp:tools\"", 400 },
    { "\"scope\":\"mcp:other\"", 200 },
    { "\"app\":\"b3c7e1a0-24d9-4f68-a1b5-90e2d46f7c35\"", 400 },
    { "\"app\":\"00000000-24d9-4f68-a1b5-90e2d46f7c35\"", 200 },
    { "\"user\":\"ada@contoso.example\",\"scope\":\"mcp:other\"", 200 },
  };
  g_autofree char *token = get_refresh_token (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wish = g_strdup_printf ("{\"policies\":[{%s,\"require\":\"mfa\"}]}",
                                               cases[i].rule);
      g_autoptr(DemoReply) reply = NULL;

      tenant_tell (fixture, "/policies", wish);
      reply = refresh (fixture, token, NULL);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
}

static void
test_policy_claims (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *token = get_refresh_token (fixture);
  const char *capability = "claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A"
                           "%5B%22cp1%22%5D%7D%7D%7D";
  const char *challenge = "claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3A"
                          "true%2C%22value%22%3A%22c1%22%7D%7D%7D";
  g_autoptr(DemoReply) harmless = refresh (fixture, token, capability);
  g_autoptr(DemoReply) stronger = refresh (fixture, token, challenge);
  g_autoptr(DemoReply) broken = refresh (fixture, token, "claims=%7B");

  g_assert_cmpuint (harmless->status, ==, 200);
  tenant_assert_error (stronger, 400, "interaction_required", 50076);
  assert_claims (stronger, "\"c1\"");
  tenant_assert_error (broken, 400, "invalid_request", 9002313);
}

static void
test_policy_consent_withdrawn (DemoFixture   *fixture,
                               gconstpointer  data)
{
  g_autofree char *token = get_refresh_token (fixture);
  g_autoptr(DemoReply) gone = NULL;
  g_autoptr(DemoReply) back = NULL;
  g_autofree char *wish = g_strdup_printf ("{\"grant\":\"%s\"}", tenant_look_up (fixture, "scope"));

  tenant_tell (fixture, "/consents", "{\"user\":\"tom@contoso.example\"}");
  back = refresh (fixture, token, NULL);
  g_assert_cmpuint (back->status, ==, 200);
  g_clear_pointer (&back, demo_reply_free);

  tenant_tell (fixture, "/consents", "{\"user\":\"ada@contoso.example\"}");
  gone = refresh (fixture, token, NULL);
  tenant_assert_error (gone, 400, "invalid_grant", 65001);
  demo_assert_json (gone->json, "suberror", "\"consent_required\"");

  tenant_tell (fixture, "/consents", wish);
  back = refresh (fixture, token, NULL);
  g_assert_cmpuint (back->status, ==, 200);
}

/* Who may not sign in any more has nothing of what they were given before. */
static void
test_policy_people (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autofree char *token = get_refresh_token (fixture);
  g_autoptr(DemoReply) disabled = NULL;
  g_autoptr(DemoReply) expired = NULL;
  g_autoptr(DemoReply) well = NULL;

  tenant_tell (fixture, "/users", "{\"username\":\"ada@contoso.example\",\"disabled\":true}");
  disabled = refresh (fixture, token, NULL);
  tenant_assert_error (disabled, 400, "invalid_grant", 50057);

  tenant_tell (fixture, "/users", "{\"username\":\"ada@contoso.example\",\"disabled\":false,"
                                  "\"password_expired\":true}");
  expired = refresh (fixture, token, NULL);
  tenant_assert_error (expired, 400, "invalid_grant", 50055);
  demo_assert_json (expired->json, "suberror", "\"user_password_expired\"");

  tenant_tell (fixture, "/users",
               "{\"username\":\"ada@contoso.example\",\"password_expired\":false}");
  well = refresh (fixture, token, NULL);
  g_assert_cmpuint (well->status, ==, 200);
}

static void
test_policy_refused_wishes (DemoFixture   *fixture,
                            gconstpointer  data)
{
  const struct { const char *path; const char *wish; } cases[] = {
    { "/policies", "{}" },
    { "/policies", "{\"policies\":[{}]}" },
    { "/policies", "{\"policies\":[7]}" },
    { "/policies", "{\"policies\":[{\"require\":\"luck\"}]}" },
    { "/policies", "{\"policies\":[{\"require\":\"auth_context\"}]}" },
    { "/policies", "{\"policies\":[{\"require\":\"auth_context:\"}]}" },
    { "/policies", "{\"policies\":[{\"require\":\"sign_in_frequency:soon\"}]}" },
    { "/policies", "{\"policies\":[{\"require\":\"mfa:1\"}]}" },
    { "/users", "{}" },
    { "/users", "{\"username\":\"nobody\"}" },
    { "/apps", "{\"client_id\":\"x\"}" },
    { "/apps", "{\"kind\":\"toaster\"}" },
    { "/apps", "{\"redirects\":[\"x\"]}" },
    { "/apis", "{\"id\":\"x\"}" },
    { "/apis", "{\"token_version\":3}" },
    { "/consents", "{\"user\":\"eve@contoso.example\"}" },
    { "/consents", "{\"grant\":\"mcp:tools\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = demo_fixture_control (fixture, cases[i].path, cases[i].wish);

      g_test_message ("%s %s", cases[i].path, cases[i].wish);
      g_assert_cmpuint (reply->status, ==, 400);
    }
}

static void
test_policy_reset (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *code = NULL;
  g_autoptr(DemoReply) reply = NULL;

  tenant_require (fixture, "block");
  tenant_tell (fixture, "/apps", "{\"redirects\":[\"http://localhost/elsewhere\"]}");
  tenant_tell (fixture, "/apis", "{\"scopes\":[]}");
  tenant_tell (fixture, "/users", "{\"username\":\"ada@contoso.example\",\"password\":\"x\"}");
  tenant_tell (fixture, "/reset", "");

  code = tenant_sign_in (fixture);
  reply = tenant_redeem (fixture, code, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/policy/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("refresh", test_policy_refresh);
  ADD ("aim", test_policy_aim);
  ADD ("claims", test_policy_claims);
  ADD ("consent-withdrawn", test_policy_consent_withdrawn);
  ADD ("people", test_policy_people);
  ADD ("refused-wishes", test_policy_refused_wishes);
  ADD ("reset", test_policy_reset);

  return g_test_run ();
}
