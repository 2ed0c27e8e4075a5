/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define ADA "ada@contoso.example", "Engine-1843!"
#define TOM "tom@contoso.example", "Admin-1972!"

/* Whoever leaves is told so at the redirect address (entra.md 2.6). */
static void
assert_cancels (TenantBrowser *browser,
                const char    *number)
{
  g_autofree char *words = NULL;

  tenant_browser_submit (browser, "action=cancel");
  tenant_browser_assert_param (browser, "error", "access_denied");
  tenant_browser_assert_param (browser, "error_subcode", "cancel");
  tenant_browser_assert_param (browser, "state", "s-1");
  tenant_browser_assert_param (browser, "code", NULL);
  words = tenant_get_param (browser->page, "error_description");
  g_assert_true (g_str_has_prefix (words, number));
}

static void
open_page (TenantBrowser *browser,
           const char    *heading)
{
  tenant_browser_open (browser, "prompt=login");
  tenant_browser_enter (browser, ADA);
  tenant_browser_assert_page (browser, heading);
}

/* A number to compare, and nothing but Approve will do. */
static void
test_pages_mfa (DemoFixture   *fixture,
                gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  const char *number;

  tenant_require (fixture, "mfa");
  open_page (&browser, "Approve sign in request");
  number = strstr (browser.page->body, "\" style=\"font-size:36px\">");
  g_assert_nonnull (number);
  number = strchr (number, '>') + 1;
  g_assert_true (g_ascii_isdigit (number[0]) && g_ascii_isdigit (number[1]) && number[2] == '<');

  tenant_browser_submit (&browser, "action=no");
  tenant_browser_assert_page (&browser, "Approve sign in request");
  g_assert_nonnull (strstr (browser.page->body, "AADSTS500121"));
  tenant_browser_submit (&browser, "action=deny");
  tenant_browser_assert_page (&browser, "Approve sign in request");
  tenant_browser_submit (&browser, "action=approve");
  tenant_browser_assert_page (&browser, "Stay signed in?");
  tenant_browser_finish (&browser);

  open_page (&browser, "Approve sign in request");
  assert_cancels (&browser, "AADSTS50199: ");
}

/* The browser has proved it once: what was asked for then is not asked again. */
static void
test_pages_mfa_remembered (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_finish (&browser);

  /* It came later: the browser is known, and still asked. */
  tenant_require (fixture, "mfa");
  tenant_browser_open (&browser, "prompt=none");
  tenant_browser_assert_param (&browser, "error", "interaction_required");
  tenant_browser_open (&browser, NULL);
  tenant_browser_assert_page (&browser, "Approve sign in request");
  tenant_browser_submit (&browser, "action=approve");
  tenant_browser_finish (&browser);

  tenant_browser_open (&browser, "prompt=none");
  tenant_browser_assert_param (&browser, "error", NULL);
  tenant_browser_open (&browser, NULL);
  tenant_browser_finish (&browser);
}

/* The address says fido, a script looks for WebAuthn, and a page leads there by itself. */
static void
test_pages_passkey (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *action = NULL;

  tenant_require (fixture, "passkey");
  open_page (&browser, "Signing you in");
  action = tenant_browser_cut (&browser, "<form method=\"post\" action=\"");
  g_assert_nonnull (strstr (action, "/fido/"));
  g_assert_nonnull (strstr (browser.page->body, "document.forms[0].submit()"));

  tenant_browser_submit (&browser, "");
  tenant_browser_assert_page (&browser, "Face, fingerprint, PIN or security key");
  g_assert_nonnull (strstr (browser.page->body, "window.PublicKeyCredential === undefined"));
  g_assert_nonnull (strstr (browser.page->body, "<div id=\"unsupported\" hidden>"));
  tenant_browser_submit (&browser, "action=no");
  tenant_browser_assert_page (&browser, "Face, fingerprint, PIN or security key");
  tenant_browser_submit (&browser, "action=passkey");
  tenant_browser_finish (&browser);

  open_page (&browser, "Signing you in");
  tenant_browser_submit (&browser, "");
  assert_cancels (&browser, "AADSTS50199: ");
}

static void
test_pages_terms (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_require (fixture, "terms");
  open_page (&browser, "Contoso Terms of Use");
  assert_cancels (&browser, "AADSTS50199: ");
  open_page (&browser, "Contoso Terms of Use");
  tenant_browser_submit (&browser, "action=agree");
  tenant_browser_finish (&browser);

  /* Once and for all. */
  open_page (&browser, "Stay signed in?");
}

static void
test_pages_auth_context (DemoFixture   *fixture,
                         gconstpointer  data)
{
  const char *more = "prompt=login&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential"
                     "%22%3Atrue%2C%22value%22%3A%22c1%22%7D%7D%7D";
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *code = NULL;
  g_autofree char *fields = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) again = NULL;

  tenant_browser_open (&browser, more);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_assert_page (&browser, "Approve sign in request");
  tenant_browser_submit (&browser, "action=approve");
  tenant_browser_finish (&browser);

  /* It stays with what was given for it. */
  code = tenant_get_param (browser.page, "code");
  tokens = tenant_redeem (fixture, code, NULL);
  g_assert_cmpuint (tokens->status, ==, 200);
  tenant_require (fixture, "auth_context:c1");
  fields = g_strdup_printf ("scope=%s", tenant_look_up (fixture, "scope"));
  again = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), fields);
  g_assert_cmpuint (again->status, ==, 200);
  tenant_require (fixture, "auth_context:c2");
  g_clear_pointer (&again, demo_reply_free);
  again = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), fields);
  tenant_assert_error (again, 400, "interaction_required", 50076);

  tenant_browser_open (&browser, "claims=%7Bx");
  tenant_browser_assert_param (&browser, "error", "invalid_request");
}

static void
test_pages_password_expired (DemoFixture   *fixture,
                             gconstpointer  data)
{
  const char * const wrong[] = {
    "oldpasswd=x&newpasswd=Another-1!&confirmnewpasswd=Another-1!",
    "oldpasswd=Engine-1843!&newpasswd=short&confirmnewpasswd=short",
    "oldpasswd=Engine-1843!&newpasswd=Engine-1843!&confirmnewpasswd=Engine-1843!",
    "oldpasswd=Engine-1843!&newpasswd=Another-1!&confirmnewpasswd=Another-2!",
    "oldpasswd=Engine-1843!",
  };
  g_auto(TenantBrowser) browser = { fixture };
  g_autoptr(DemoReply) log = NULL;

  tenant_tell (fixture, "/users",
               "{\"username\":\"ada@contoso.example\",\"password_expired\":true}");
  open_page (&browser, "Update your password");
  assert_cancels (&browser, "AADSTS50199: ");
  open_page (&browser, "Update your password");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      tenant_browser_submit (&browser, wrong[i]);
      tenant_browser_assert_page (&browser, "Update your password");
      g_assert_nonnull (strstr (browser.page->body, "class=\"error\""));
    }

  tenant_browser_submit (&browser, "oldpasswd=Engine-1843!&newpasswd=Another-1!"
                                   "&confirmnewpasswd=Another-1!");
  tenant_browser_finish (&browser);
  tenant_browser_open (&browser, "prompt=login");
  tenant_browser_enter (&browser, "ada@contoso.example", "Another-1!");
  tenant_browser_finish (&browser);

  log = demo_fixture_control (fixture, "/log", NULL);
  g_assert_null (strstr (log->body, "Another-1!"));
}

/* Two people at one browser: it asks who is meant, unless the client says so. */
static void
test_pages_picker (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_finish (&browser);
  tenant_browser_open (&browser, "prompt=select_account");
  tenant_browser_submit (&browser, "account=other");
  tenant_browser_enter (&browser, TOM);
  tenant_browser_finish (&browser);

  tenant_browser_open (&browser, NULL);
  tenant_browser_assert_page (&browser, "Pick an account");
  g_assert_nonnull (strstr (browser.page->body, "value=\"ada@contoso.example\""));
  g_assert_nonnull (strstr (browser.page->body, "value=\"tom@contoso.example\""));
  g_assert_nonnull (strstr (browser.page->body, "value=\"other\""));
  tenant_browser_submit (&browser, "account=tom@contoso.example");
  tenant_browser_finish (&browser);

  tenant_browser_open (&browser, "login_hint=ada@contoso.example&prompt=none");
  tenant_browser_assert_param (&browser, "error", NULL);
  tenant_browser_open (&browser, "prompt=none");
  tenant_browser_assert_param (&browser, "error", "login_required");
  tenant_browser_open (&browser, "prompt=select_account");
  assert_cancels (&browser, "AADSTS50199: ");

  /* Who is not at this browser cannot be picked. */
  tenant_browser_open (&browser, "prompt=select_account");
  tenant_browser_submit (&browser, "account=gus@fabrikam.example");
  tenant_browser_assert_page (&browser, "Sign in");
}

/* The scopes are named, and agreed to one by one (OpenID Connect Core §3.1.2.4). */
static void
test_pages_consent (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *other = g_strconcat ("scope=openid%20api://",
                                        "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47/mcp:other", NULL);

  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_submit (&browser, "action=no");
  tenant_browser_assert_page (&browser, "Permissions requested");
  g_assert_nonnull (strstr (browser.page->body, "(mcp:tools)"));
  g_assert_null (strstr (browser.page->body, "(mcp:other)"));
  g_assert_nonnull (strstr (browser.page->body, "Maintain access to data"));
  tenant_browser_submit (&browser, "action=shrug");
  tenant_browser_assert_page (&browser, "Permissions requested");
  assert_cancels (&browser, "AADSTS65004: ");

  tenant_browser_open (&browser, NULL);
  tenant_browser_finish (&browser);
  tenant_browser_open (&browser, other);
  tenant_browser_assert_page (&browser, "Permissions requested");
  g_assert_nonnull (strstr (browser.page->body, "(mcp:other)"));
  g_assert_null (strstr (browser.page->body, "Maintain access to data"));
  tenant_browser_open (&browser, "prompt=consent");
  tenant_browser_assert_page (&browser, "Permissions requested");
  tenant_browser_finish (&browser);

  tenant_tell (fixture, "/consents", "{\"user\":\"ada@contoso.example\"}");
  tenant_tell (fixture, "/apis", "{\"pre_authorized\":true}");
  tenant_browser_open (&browser, other);
  g_assert_cmpuint (browser.page->status, ==, 302);
}

static void
test_pages_sign_in_frequency (DemoFixture   *fixture,
                              gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };

  tenant_browser_open (&browser, NULL);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_finish (&browser);
  tenant_require (fixture, "sign_in_frequency:3600");
  tenant_browser_open (&browser, NULL);
  tenant_browser_finish (&browser);

  tenant_tell (fixture, "/clock", "{\"offset\":3601}");
  tenant_browser_open (&browser, NULL);
  tenant_browser_assert_page (&browser, "Enter password");
  g_assert_nonnull (strstr (browser.page->body, "ada@contoso.example"));
  tenant_browser_submit (&browser, "passwd=Engine-1843!");
  tenant_browser_finish (&browser);
}

/* AADSTS50199 proper: an address that is no web page's (entra.md 2.2). */
static void
test_pages_app (DemoFixture   *fixture,
                gconstpointer  data)
{
  const char *more = "redirect_uri=msalb3c7e1a0-24d9-4f68-a1b5-90e2d46f7c35://auth&prompt=login";
  g_auto(TenantBrowser) browser = { fixture };

  tenant_tell (fixture, "/redirect",
               "{\"uri\":\"msalb3c7e1a0-24d9-4f68-a1b5-90e2d46f7c35://auth\"}");
  tenant_browser_open (&browser, more);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_submit (&browser, "action=no");
  tenant_browser_assert_page (&browser, "Are you trying to sign in to Toolcrib?");
  assert_cancels (&browser, "AADSTS50199: ");

  tenant_browser_open (&browser, more);
  tenant_browser_enter (&browser, ADA);
  tenant_browser_submit (&browser, "action=no");
  tenant_browser_submit (&browser, "action=continue");
  tenant_browser_finish (&browser);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/pages/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("mfa", test_pages_mfa);
  ADD ("mfa-remembered", test_pages_mfa_remembered);
  ADD ("passkey", test_pages_passkey);
  ADD ("terms", test_pages_terms);
  ADD ("auth-context", test_pages_auth_context);
  ADD ("password-expired", test_pages_password_expired);
  ADD ("picker", test_pages_picker);
  ADD ("consent", test_pages_consent);
  ADD ("sign-in-frequency", test_pages_sign_in_frequency);
  ADD ("app", test_pages_app);

  return g_test_run ();
}
