/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define GUS "gus@fabrikam.example", "Guest-1791!"
#define CONTOSO "5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"
#define FABRIKAM "0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"

static JsonObject *
decode_info (const char *info)
{
  g_autofree char *token = g_strconcat ("x.", info, ".x", NULL);

  return tenant_decode (token, 1);
}

/* Returns: (transfer full): what the token endpoint under the path @form gives for the code */
static DemoReply *
redeem (TenantBrowser *browser,
        const char    *form)
{
  DemoFixture *fixture = browser->demo;
  g_autofree char *code = tenant_get_param (browser->page, "code");
  g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/token", form);
  g_autofree char *fields = NULL;

  fields = g_strdup_printf ("grant_type=authorization_code&client_id=%s&code=%s&redirect_uri="
                            TENANT_REDIRECT "&code_verifier=" TENANT_VERIFIER "&client_info=1"
                            "&scope=openid%%20offline_access%%20%s",
                            tenant_look_up (fixture, "client_id"), code,
                            tenant_look_up (fixture, "scope"));

  return tenant_post (fixture, path, NULL, fields);
}

/* @home: whether it is the tenant that Gus is a member of */
static void
assert_is_gus (DemoFixture *fixture,
               DemoReply   *reply,
               gboolean     home)
{
  const char *tid = home ? FABRIKAM : CONTOSO;
  g_autofree char *path = g_strdup_printf ("/%s/v2.0", tid);
  g_autofree char *issuer = tenant_uri (fixture, path);
  g_autoptr(JsonObject) access = NULL;
  g_autoptr(JsonObject) identity = NULL;
  g_autoptr(JsonObject) info = decode_info (demo_look_up_string (reply->json, "client_info"));
  const char *oid;

  g_assert_cmpuint (reply->status, ==, 200);
  access = tenant_decode (demo_look_up_string (reply->json, "access_token"), 1);
  identity = tenant_decode (demo_look_up_string (reply->json, "id_token"), 1);
  oid = json_object_get_string_member (identity, "oid");

  g_assert_cmpstr (json_object_get_string_member (access, "tid"), ==, tid);
  g_assert_cmpstr (json_object_get_string_member (access, "iss"), ==, issuer);
  g_assert_cmpstr (json_object_get_string_member (access, "oid"), ==, oid);
  g_assert_cmpstr (json_object_get_string_member (identity, "tid"), ==, tid);
  g_assert_cmpstr (json_object_get_string_member (identity, "iss"), ==, issuer);

  /* client_info is about home, wherever one is (entra.md 3.4). */
  g_assert_cmpstr (json_object_get_string_member (info, "utid"), ==, FABRIKAM);
  g_assert_cmpint (g_str_equal (json_object_get_string_member (info, "uid"), oid), ==, home);
}

static void
sign_in (TenantBrowser *browser,
         const char    *path)
{
  tenant_browser_open_at (browser, path, "prompt=login");
  tenant_browser_enter (browser, GUS);
  tenant_browser_finish (browser);
}

static void
test_guests_everywhere (DemoFixture   *fixture,
                        gconstpointer  data)
{
  const struct { const char *form; gboolean home; } cases[] = {
    { CONTOSO, FALSE }, { "contoso.example", FALSE }, { FABRIKAM, TRUE },
    { "fabrikam.example", TRUE }, { "organizations", TRUE }, { "common", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };
      g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/authorize", cases[i].form);
      g_autoptr(DemoReply) reply = NULL;

      g_test_message ("%s", cases[i].form);
      sign_in (&browser, path);
      reply = redeem (&browser, cases[i].form);
      assert_is_gus (fixture, reply, cases[i].home);
    }
}

/* One refresh token for each tenant that lets them in (entra.md 3.3). */
static void
test_guests_one_refresh_token (DemoFixture   *fixture,
                               gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autoptr(DemoReply) first = NULL;
  g_autoptr(DemoReply) second = NULL;
  g_autofree char *fields = NULL;

  sign_in (&browser, "/" FABRIKAM "/oauth2/v2.0/authorize");
  first = redeem (&browser, FABRIKAM);
  fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s&client_info=1&refresh_token=%s"
                            "&scope=openid%%20%s", tenant_look_up (fixture, "client_id"),
                            demo_look_up_string (first->json, "refresh_token"),
                            tenant_look_up (fixture, "scope"));
  second = tenant_post (fixture, "/" CONTOSO "/oauth2/v2.0/token", NULL, fields);
  assert_is_gus (fixture, first, TRUE);
  assert_is_gus (fixture, second, FALSE);
}

/* A member of one tenant is nobody in another one, unless invited (entra.md 8, row 2). */
static void
test_guests_strangers (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_auto(TenantBrowser) ada = { fixture };
  g_auto(TenantBrowser) zoe = { fixture };
  g_autofree char *code = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) reply = NULL;
  g_autofree char *fields = NULL;

  tenant_browser_open_at (&ada, "/fabrikam.example/oauth2/v2.0/authorize", NULL);
  tenant_browser_enter (&ada, "ada@contoso.example", "Engine-1843!");
  tenant_browser_assert_error (&ada, "Sign in", 50020);
  g_assert_nonnull (strstr (ada.page->body, "Fabrikam"));

  tenant_tell (fixture, "/users", "{\"username\":\"zoe@fabrikam.example\",\"password\":\"Zz-1!\"}");
  tenant_browser_open (&zoe, NULL);
  tenant_browser_enter (&zoe, "zoe@fabrikam.example", "Zz-1!");
  tenant_browser_assert_error (&zoe, "Sign in", 50020);
  tenant_tell (fixture, "/users", "{\"username\":\"zoe@fabrikam.example\",\"guest\":true}");
  tenant_browser_open (&zoe, NULL);
  tenant_browser_enter (&zoe, "zoe@fabrikam.example", "Zz-1!");
  tenant_browser_finish (&zoe);

  /* Nor does her refresh token help. */
  code = tenant_sign_in (fixture);
  tokens = tenant_redeem (fixture, code, NULL);
  fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s&refresh_token=%s&scope=%s",
                            tenant_look_up (fixture, "client_id"),
                            demo_look_up_string (tokens->json, "refresh_token"),
                            tenant_look_up (fixture, "scope"));
  reply = tenant_post (fixture, "/fabrikam.example/oauth2/v2.0/token", NULL, fields);
  tenant_assert_error (reply, 400, "invalid_grant", 50020);
}

/* Keys say for which issuer they are good (entra.md 1.4). */
static void
test_guests_key_issuers (DemoFixture   *fixture,
                         gconstpointer  data)
{
  const struct { const char *path; const char *issuer; } cases[] = {
    { "/" CONTOSO "/discovery/v2.0/keys", "/" CONTOSO "/v2.0" },
    { "/fabrikam.example/discovery/v2.0/keys", "/" FABRIKAM "/v2.0" },
    { "/common/discovery/v2.0/keys", "/{tenantid}/v2.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = tenant_get (fixture, cases[i].path);
      g_autofree char *issuer = tenant_uri (fixture, cases[i].issuer);

      g_assert_cmpstr (demo_look_up_string (reply->json, "keys/0/issuer"), ==, issuer);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/guests/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("everywhere", test_guests_everywhere);
  ADD ("one-refresh-token", test_guests_one_refresh_token);
  ADD ("strangers", test_guests_strangers);
  ADD ("key-issuers", test_guests_key_issuers);

  return g_test_run ();
}
