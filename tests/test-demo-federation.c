/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define ADA "ada@contoso.example", "Engine-1843!"
#define FRED "action=next&loginfmt=fred%40federated.example"

/* Follows the script's redirect, which is all that the page has. */
static char *
find_hop (TenantBrowser *browser)
{
  g_assert_cmpuint (browser->page->status, ==, 200);
  g_assert_null (strstr (browser->page->body, "<form"));
  g_assert_null (strstr (browser->page->body, "http-equiv"));

  return tenant_browser_cut (browser, "window.location.replace(\"");
}

static DemoReply *
post (DemoFixture *fixture,
      const char  *uri,
      const char  *fields)
{
  return demo_fixture_send (fixture, "POST", uri,
                            "Content-Type: application/x-www-form-urlencoded", fields);
}

/* @browser: goes to the other organisation's page, and back with what it gives */
static void
answer (TenantBrowser *browser,
        const char    *fields)
{
  g_autofree char *uri = find_hop (browser);
  DemoReply *reply = post (browser->demo, uri, fields);

  g_clear_pointer (&browser->page, demo_reply_free);
  browser->page = reply;
}

/* Another origin asks for the password, and two pages go on by themselves. */
static void
test_federation_walk (DemoFixture   *fixture,
                      gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *origin = tenant_uri (fixture, "/");
  g_autofree char *hop = NULL;
  g_autofree char *back = NULL;
  g_autoptr(DemoReply) form = NULL;

  tenant_browser_open (&browser, NULL);
  tenant_browser_submit (&browser, FRED);
  hop = find_hop (&browser);
  g_assert_false (g_str_has_prefix (hop, origin));
  form = demo_fixture_send (fixture, "GET", hop, NULL, NULL);
  g_assert_nonnull (strstr (form->body, "Sign in with your organizational account"));
  g_assert_nonnull (strstr (form->body, "value=\"fred@federated.example\""));

  answer (&browser, "action=next&UserName=fred%40federated.example&Password=Hopper-1906!");
  g_assert_nonnull (strstr (browser.page->body, "document.forms[0].submit()"));
  back = tenant_browser_cut (&browser, "<form method=\"post\" action=\"");
  g_assert_true (g_str_has_prefix (back, origin));
  tenant_browser_submit (&browser, "wresult=guessed");
  tenant_browser_assert_error (&browser, NULL, 50008);
}

static void
test_federation_finish (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *assertion = NULL;
  g_autofree char *fields = NULL;
  g_autoptr(DemoReply) log = NULL;
  g_autoptr(DemoReply) secrets = NULL;

  tenant_browser_open (&browser, NULL);
  tenant_browser_submit (&browser, FRED);
  answer (&browser, "action=next&UserName=fred%40federated.example&Password=Hopper-1906!");
  assertion = tenant_browser_cut (&browser, "name=\"wresult\" value=\"");
  fields = g_strconcat ("wresult=", assertion, NULL);
  tenant_browser_submit (&browser, fields);
  tenant_browser_assert_page (&browser, "Stay signed in?");
  tenant_browser_finish (&browser);

  log = demo_fixture_control (fixture, "/log", NULL);
  secrets = demo_fixture_control (fixture, "/secrets", NULL);
  g_assert_null (strstr (log->body, assertion));
  g_assert_null (strstr (log->body, "Hopper-1906!"));
  g_assert_nonnull (strstr (secrets->body, assertion));
}

static void
test_federation_cancel (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_browser_open (&browser, NULL);
  tenant_browser_submit (&browser, FRED);
  answer (&browser, "action=cancel");
  tenant_browser_submit (&browser, "action=cancel");
  tenant_browser_assert_param (&browser, "error", "access_denied");
  tenant_browser_assert_param (&browser, "error_subcode", "cancel");
}

static void
test_federation_wrong_password (DemoFixture   *fixture,
                                gconstpointer  data)
{
  const char * const wrong[] = {
    "UserName=fred%40federated.example&Password=x", "UserName=fred%40federated.example",
    "UserName=ada%40contoso.example&Password=Engine-1843!", "",
  };
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *hop = NULL;
  g_autoptr(DemoReply) nowhere = NULL;
  g_autofree char *elsewhere = tenant_uri (fixture, "/adfs/ls?wtrealm=https://evil.example/"
                                                    "&wctx=x");

  tenant_browser_open (&browser, NULL);
  tenant_browser_submit (&browser, FRED);
  hop = find_hop (&browser);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(DemoReply) reply = post (fixture, hop, wrong[i]);

      g_assert_nonnull (strstr (reply->body, "Incorrect user ID or password."));
    }

  nowhere = post (fixture, elsewhere, "UserName=fred%40federated.example&Password=Hopper-1906!");
  g_assert_cmpuint (nowhere->status, ==, 400);
}

/* domain_hint skips the page that asks for the name (entra.md 2.1). */
static void
test_federation_domain_hint (DemoFixture   *fixture,
                             gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *hop = NULL;

  tenant_browser_open (&browser, "domain_hint=federated.example");
  hop = find_hop (&browser);
  g_assert_nonnull (hop);
  tenant_browser_open (&browser, "domain_hint=organizations");
  tenant_browser_assert_page (&browser, "Sign in");
  tenant_browser_open (&browser, "domain_hint=contoso.example");
  tenant_browser_assert_page (&browser, "Sign in");
  tenant_browser_enter (&browser, ADA);
  tenant_browser_finish (&browser);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/federation/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("walk", test_federation_walk);
  ADD ("finish", test_federation_finish);
  ADD ("cancel", test_federation_cancel);
  ADD ("wrong-password", test_federation_wrong_password);
  ADD ("domain-hint", test_federation_domain_hint);

  return g_test_run ();
}
