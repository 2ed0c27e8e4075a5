/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define OTHER_API "c0de3a11-5b7e-4d29-9f04-8a6b1e2d7c55"

/* An app that is not in order is told to the person, never to its address. */
static void
test_registration_apps (DemoFixture   *fixture,
                        gconstpointer  data)
{
  const struct { const char *wish; const char *path; guint code; } cases[] = {
    { "{\"single_tenant\":true}", "/common/oauth2/v2.0/authorize", 50194 },
    { "{\"single_tenant\":true}", "/organizations/oauth2/v2.0/authorize", 50194 },
    { "{\"single_tenant\":true}", "/fabrikam.example/oauth2/v2.0/authorize", 700016 },
    { "{\"single_tenant\":true}", "/contoso.example/oauth2/v2.0/authorize", 0 },
    { "{\"single_tenant\":false}", "/common/oauth2/v2.0/authorize", 0 },
    { "{\"disabled\":true}", "/contoso.example/oauth2/v2.0/authorize", 7000112 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };

      tenant_tell (fixture, "/apps", cases[i].wish);
      tenant_browser_open_at (&browser, cases[i].path, NULL);

      if (cases[i].code != 0)
        tenant_browser_assert_error (&browser, NULL, cases[i].code);
      else
        tenant_browser_assert_page (&browser, "Sign in");
    }
}

static void
test_registration_redirects (DemoFixture   *fixture,
                             gconstpointer  data)
{
  const struct { const char *redirect; gboolean is_registered; } cases[] = {
    { "http%3A%2F%2Flocalhost%3A8123%2Fcb", TRUE },
    { "http%3A%2F%2Flocalhost%2Fcb", TRUE },
    { "http%3A%2F%2Flocalhost%3A8123%2FCB", FALSE },
    { "http%3A%2F%2Flocalhost%3A8123%2Fcb%2F", FALSE },
    { "http%3A%2F%2Flocalhost%3A8123", FALSE },
    { "https%3A%2F%2Flocalhost%3A8123%2Fcb", FALSE },
    { "http%3A%2F%2Flocalhost%3A8123%2Fcb%3Fx%3D1", FALSE },
    { "http%3A%2F%2Fu%40localhost%3A8123%2Fcb", FALSE },
    { "http%3A%2F%2F%5B%3A%3A1%5D%3A8123%2Fcb", FALSE },
  };

  tenant_tell (fixture, "/apps", "{\"redirects\":[\"http://localhost/cb\"]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };
      g_autofree char *more = g_strconcat ("redirect_uri=", cases[i].redirect, NULL);

      g_test_message ("%s", cases[i].redirect);
      tenant_browser_open (&browser, more);

      if (cases[i].is_registered)
        tenant_browser_assert_page (&browser, "Sign in");
      else
        tenant_browser_assert_error (&browser, NULL, 50011);
    }
}

/* A client of its own registration: nothing of the other one's counts. */
static void
test_registration_second_app (DemoFixture   *fixture,
                              gconstpointer  data)
{
  const char *more = "client_id=7a1c9d5e-0b34-4f82-a6e7-d92c50b81f63";
  const char *moved = "client_id=7a1c9d5e-0b34-4f82-a6e7-d92c50b81f63&prompt=none"
                      "&redirect_uri=http%3A%2F%2Flocalhost%3A9";
  g_auto(TenantBrowser) browser = { fixture };

  tenant_browser_open (&browser, more);
  tenant_browser_assert_error (&browser, NULL, 700016);
  tenant_tell (fixture, "/apps", "{\"client_id\":\"7A1C9D5E-0b34-4f82-a6e7-d92c50b81f63\"}");
  tenant_browser_open (&browser, more);
  tenant_browser_assert_error (&browser, NULL, 50011);
  tenant_tell (fixture, "/apps", "{\"client_id\":\"7a1c9d5e-0b34-4f82-a6e7-d92c50b81f63\","
                                 "\"redirects\":[\"http://localhost\"]}");
  tenant_browser_open (&browser, moved);
  tenant_browser_assert_param (&browser, "error", "login_required");

  /* Whoever agreed to the one has not agreed to the other. */
  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, "ada@contoso.example", "Engine-1843!");
  tenant_browser_finish (&browser);
  tenant_browser_open (&browser, NULL);
  g_assert_cmpuint (browser.page->status, ==, 302);
  tenant_browser_open (&browser, moved);
  tenant_browser_assert_param (&browser, "error", "consent_required");
  tenant_browser_open (&browser, more);
  tenant_browser_assert_page (&browser, "Permissions requested");
}

/* Only an address without a path gets a slash on the way back (entra.md 2.2). */
static void
test_registration_slash (DemoFixture   *fixture,
                         gconstpointer  data)
{
  const struct { const char *redirect; const char *more; const char *back; } cases[] = {
    { "http%3A%2F%2Flocalhost%3A8123", "", "http://localhost:8123/?error=" },
    { "http%3A%2F%2Flocalhost%3A8123", "&response_mode=fragment",
      "http://localhost:8123/#error=" },
    { "http%3A%2F%2Flocalhost%3A8123%2F", "", "http://localhost:8123/?error=" },
    { "http%3A%2F%2Flocalhost%3A8123%2Fcb", "", "http://localhost:8123/cb?error=" },
    { "http%3A%2F%2Flocalhost%3A8123%2Fcb", "&response_mode=fragment",
      "http://localhost:8123/cb#error=" },
    { "https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Foauth2%2Fnativeclient", "",
      "https://login.microsoftonline.com/common/oauth2/nativeclient?error=" },
  };

  tenant_tell (fixture, "/redirect", "{\"uri\":\"http://localhost/cb\"}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };
      g_autofree char *more = g_strdup_printf ("prompt=none&redirect_uri=%s%s", cases[i].redirect,
                                               cases[i].more);

      tenant_browser_open (&browser, more);
      g_assert_true (g_str_has_prefix (soup_message_headers_get_one (browser.page->headers,
                                                                     "Location"), cases[i].back));
    }
}

/* The parameter resource is one of the Application ID URIs of the API that owns the scopes, letter
 * by letter (entra.md 2.4). */
static void
test_registration_resource (DemoFixture   *fixture,
                            gconstpointer  data)
{
  const struct { const char *more; const char *error; const char *code; } cases[] = {
    { "scope=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2Fmcp%3Atools", "login_required", "" },
    { "scope=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2Fmcp%3Atools"
      "&resource=https%3A%2F%2Fmcp.contoso.example%2Fmcp", "login_required", "" },
    { "scope=api%3A%2F%2Fsecond%2Fmcp%3Atools&resource=https%3A%2F%2Fmcp.contoso.example%2Fmcp",
      "login_required", "" },
    { "scope=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2Fmcp%3Atools"
      "&resource=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2F", "invalid_target",
      "AADSTS9010010: " },
    { "scope=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2Fmcp%3Atools"
      "&resource=https%3A%2F%2FMCP.contoso.example%2Fmcp", "invalid_target", "AADSTS9010010: " },
    { "scope=openid&resource=https%3A%2F%2Fmcp.contoso.example%2Fmcp", "invalid_target",
      "AADSTS9010010: " },
    { "scope=api%3A%2F%2Fsecond%2Fmcp%3Atools%20User.Read&resource=api%3A%2F%2Fsecond",
      "invalid_target", "AADSTS9010010: " },
    { "scope=api%3A%2F%2Fsecond%2Fmcp%3Atools%20User.Read", "login_required", "" },
    { "scope=mcp%3Atools&resource=api%3A%2F%2Fsecond", "invalid_client", "AADSTS650053: " },
    { "scope=api%3A%2F%2Fsecond%2Fmcp%3Anothing", "invalid_client", "AADSTS650053: " },
    { "scope=https%3A%2F%2Fmcp.contoso.example%2Fmcp%2F%2Fmcp%3Atools", "invalid_resource",
      "AADSTS500011: " },
    { "scope=api%3A%2F%2Fsecond%2F.default%20api%3A%2F%2Fsecond%2Fmcp%3Atools", "invalid_scope",
      "AADSTS70011: " },
  };

  tenant_tell (fixture, "/apis", "{\"identifier_uris\":[\"https://mcp.contoso.example/mcp\","
                                 "\"api://second\"]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };
      g_autofree char *more = g_strconcat ("prompt=none&", cases[i].more, NULL);
      g_autofree char *words = NULL;

      g_test_message ("%s", cases[i].more);
      tenant_browser_open (&browser, more);
      tenant_browser_assert_param (&browser, "error", cases[i].error);
      words = tenant_get_param (browser.page, "error_description");
      g_assert_true (g_str_has_prefix (words, *cases[i].code != '\0' ? cases[i].code
                                                                     : "AADSTS50058: "));
    }
}

/* Two APIs in one sign-in, but never in one token. */
static void
test_registration_two_apis (DemoFixture   *fixture,
                            gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *both = NULL;
  g_autofree char *code = NULL;
  g_autoptr(DemoReply) refused = NULL;
  g_autoptr(DemoReply) reply = NULL;

  tenant_tell (fixture, "/apis", "{\"id\":\"" OTHER_API "\",\"scopes\":[\"orders.read\"]}");
  both = g_strdup_printf ("scope=openid%%20%s%%20api%%3A%%2F%%2F" OTHER_API "%%2Forders.read",
                          tenant_look_up (fixture, "scope"));
  tenant_browser_open (&browser, both);
  tenant_browser_enter (&browser, "ada@contoso.example", "Engine-1843!");
  tenant_browser_submit (&browser, "action=no");
  g_assert_nonnull (strstr (browser.page->body, "(mcp:tools)"));
  g_assert_nonnull (strstr (browser.page->body, "(orders.read)"));
  tenant_browser_finish (&browser);

  code = tenant_get_param (browser.page, "code");
  refused = tenant_redeem (fixture, code, both);
  tenant_assert_error (refused, 400, "invalid_request", 28000);
  reply = tenant_redeem (fixture, code, "scope=api%3A%2F%2F" OTHER_API "%2Forders.read");
  g_assert_cmpuint (reply->status, ==, 200);
  demo_assert_json (reply->json, "scope", "\"api://" OTHER_API "/orders.read\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/registration/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("apps", test_registration_apps);
  ADD ("redirects", test_registration_redirects);
  ADD ("second-app", test_registration_second_app);
  ADD ("slash", test_registration_slash);
  ADD ("resource", test_registration_resource);
  ADD ("two-apis", test_registration_two_apis);

  return g_test_run ();
}
