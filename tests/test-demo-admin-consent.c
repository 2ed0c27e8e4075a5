/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define ENDPOINT "/contoso.example/v2.0/adminconsent"
#define TOM "tom@contoso.example", "Admin-1972!"

/* What an administrator accepts here nobody is asked for again (entra.md 9, row 13). */
static void
test_admin_consent_accept (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) tom = { fixture };
  g_auto(TenantBrowser) ada = { fixture };
  g_autofree char *scope = NULL;

  tenant_require (fixture, "admin_consent");
  tenant_browser_open_at (&tom, ENDPOINT, NULL);
  tenant_browser_enter (&tom, TOM);
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_assert_page (&tom, "Permissions requested");
  g_assert_nonnull (strstr (tom.page->body, "for all users in your organization"));
  tenant_browser_submit (&tom, "action=accept");
  tenant_browser_assert_param (&tom, "admin_consent", "True");
  tenant_browser_assert_param (&tom, "tenant", tenant_look_up (fixture, "tenant_id"));
  tenant_browser_assert_param (&tom, "state", "s-1");
  tenant_browser_assert_param (&tom, "error", NULL);
  tenant_browser_assert_param (&tom, "code", NULL);
  scope = tenant_get_param (tom.page, "scope");
  g_assert_nonnull (strstr (scope, tenant_look_up (fixture, "scope")));

  tenant_browser_open (&ada, NULL);
  tenant_browser_enter (&ada, "ada@contoso.example", "Engine-1843!");
  tenant_browser_submit (&ada, "action=no");
  g_assert_cmpuint (ada.page->status, ==, 302);
  tenant_browser_assert_param (&ada, "error", NULL);
}

static void
test_admin_consent_deny (DemoFixture   *fixture,
                         gconstpointer  data)
{
  g_auto(TenantBrowser) tom = { fixture };
  g_autofree char *words = NULL;

  tenant_browser_open_at (&tom, ENDPOINT, NULL);
  tenant_browser_enter (&tom, TOM);
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_submit (&tom, "action=cancel");
  tenant_browser_assert_param (&tom, "error", "consent_required");
  tenant_browser_assert_param (&tom, "admin_consent", "True");
  tenant_browser_assert_param (&tom, "state", "s-1");
  words = tenant_get_param (tom.page, "error_description");
  g_assert_true (g_str_has_prefix (words, "AADSTS65004: "));
}

static void
test_admin_consent_nobody (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) ada = { fixture };

  tenant_browser_open_at (&ada, ENDPOINT, NULL);
  tenant_browser_enter (&ada, "ada@contoso.example", "Engine-1843!");
  tenant_browser_submit (&ada, "action=no");
  tenant_browser_assert_error (&ada, "Need admin approval", 90094);
}

static void
test_admin_consent_refused (DemoFixture   *fixture,
                            gconstpointer  data)
{
  const struct { const char *path; const char *more; guint code; } cases[] = {
    { "/common/v2.0/adminconsent", NULL, 90014 },
    { ENDPOINT, "client_id=00000000-0000-4000-8000-000000000000", 700016 },
    { ENDPOINT, "redirect_uri=https%3A%2F%2Fevil.example%2F", 50011 },
    { ENDPOINT, "scope=", 900144 },
    { ENDPOINT, "scope=mcp%3Atools", 650053 },
    { "/nowhere.example/v2.0/adminconsent", NULL, 90002 },
  };
  g_auto(TenantBrowser) tom = { fixture };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tenant_browser_open_at (&tom, cases[i].path, cases[i].more);
      tenant_browser_assert_error (&tom, NULL, cases[i].code);
    }

  tenant_browser_open_at (&tom, "/organizations/v2.0/adminconsent", NULL);
  tenant_browser_enter (&tom, TOM);
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_submit (&tom, "action=accept");
  tenant_browser_assert_param (&tom, "tenant", tenant_look_up (fixture, "tenant_id"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/admin-consent/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("accept", test_admin_consent_accept);
  ADD ("deny", test_admin_consent_deny);
  ADD ("nobody", test_admin_consent_nobody);
  ADD ("refused", test_admin_consent_refused);

  return g_test_run ();
}
