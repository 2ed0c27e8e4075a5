/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define ADA "ada@contoso.example", "Engine-1843!"

/* What no page can help with stays on a page, whatever the redirect address (entra.md 2.6). */
static void
test_blocks_policies (DemoFixture   *fixture,
                      gconstpointer  data)
{
  const struct { const char *require; const char *heading; guint code; } cases[] = {
    { "block", "You cannot access this right now", 53003 },
    { "compliant_device", "You can't get there from here", 53000 },
    { "managed_device", "Set up your device to get access", 530003 },
    { "assigned", "Sign in", 50105 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };

      tenant_require (fixture, cases[i].require);
      tenant_browser_open (&browser, NULL);
      tenant_browser_enter (&browser, ADA);
      tenant_browser_assert_error (&browser, cases[i].heading, cases[i].code);

      /* Nobody is signed in by that. */
      tenant_browser_open (&browser, "prompt=none");
      tenant_browser_assert_param (&browser, "error", "login_required");
    }
}

/* The same for a browser that is known, and for one that nobody may show a page in. */
static void
test_blocks_known_browser (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *words = NULL;

  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_finish (&browser);
  tenant_require (fixture, "block");
  tenant_browser_open (&browser, NULL);
  tenant_browser_assert_error (&browser, "You cannot access this right now", 53003);

  tenant_browser_open (&browser, "prompt=none");
  tenant_browser_assert_param (&browser, "error", "interaction_required");
  words = tenant_get_param (browser.page, "error_description");
  g_assert_true (g_str_has_prefix (words, "AADSTS53003: "));
}

static void
test_blocks_disabled (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_tell (fixture, "/users", "{\"username\":\"ada@contoso.example\",\"disabled\":true,"
                                  "\"password_expired\":true}");
  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_assert_error (&browser, "Sign in", 50057);
}

/* Whoever is asked for an administrator's consent gets no further; the others never notice. */
static void
test_blocks_admin_consent (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) ada = { fixture };
  g_auto(TenantBrowser) tom = { fixture };

  tenant_require (fixture, "admin_consent");
  tenant_browser_open (&ada, NULL);
  tenant_browser_enter (&ada, ADA);
  tenant_browser_submit (&ada, "action=yes");
  tenant_browser_assert_error (&ada, "Need admin approval", 90094);

  tenant_browser_open (&tom, NULL);
  tenant_browser_enter (&tom, "tom@contoso.example", "Admin-1972!");
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_assert_page (&tom, "Permissions requested");
  g_assert_nonnull (strstr (tom.page->body, "name=\"organization\""));
  tenant_browser_submit (&tom, "action=accept&organization=true");
  g_assert_cmpuint (tom.page->status, ==, 302);

  tenant_browser_open (&ada, NULL);
  tenant_browser_finish (&ada);
}

/* An administrator's consent for themselves is nobody else's. */
static void
test_blocks_own_consent (DemoFixture   *fixture,
                         gconstpointer  data)
{
  g_auto(TenantBrowser) ada = { fixture };
  g_auto(TenantBrowser) tom = { fixture };

  tenant_require (fixture, "admin_consent");
  tenant_browser_open (&tom, NULL);
  tenant_browser_enter (&tom, "tom@contoso.example", "Admin-1972!");
  tenant_browser_finish (&tom);
  tenant_browser_open (&ada, NULL);
  tenant_browser_enter (&ada, ADA);
  tenant_browser_submit (&ada, "action=yes&organization=true");
  tenant_browser_assert_error (&ada, "Need admin approval", 90094);
}

/* Nobody else consents for others, whatever they send; what they agreed to is theirs alone, and not
 * enough for such a policy. */
static void
test_blocks_consent_of_others (DemoFixture   *fixture,
                               gconstpointer  data)
{
  g_auto(TenantBrowser) ada = { fixture };
  g_auto(TenantBrowser) tom = { fixture };

  tenant_browser_open (&ada, NULL);
  tenant_browser_enter (&ada, ADA);
  tenant_browser_submit (&ada, "action=yes");
  g_assert_null (strstr (ada.page->body, "name=\"organization\""));
  tenant_browser_submit (&ada, "action=accept&organization=true");
  g_assert_cmpuint (ada.page->status, ==, 302);

  tenant_browser_open (&tom, NULL);
  tenant_browser_enter (&tom, "tom@contoso.example", "Admin-1972!");
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_assert_page (&tom, "Permissions requested");

  tenant_require (fixture, "admin_consent");
  tenant_browser_open (&ada, NULL);
  tenant_browser_assert_error (&ada, "Need admin approval", 90094);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/blocks/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("policies", test_blocks_policies);
  ADD ("known-browser", test_blocks_known_browser);
  ADD ("disabled", test_blocks_disabled);
  ADD ("admin-consent", test_blocks_admin_consent);
  ADD ("own-consent", test_blocks_own_consent);
  ADD ("consent-of-others", test_blocks_consent_of_others);

  return g_test_run ();
}
