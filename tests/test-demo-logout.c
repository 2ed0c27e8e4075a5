/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#define LOGOUT "oauth2/v2.0/logout"
#define NATIVE "https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Foauth2%2Fnativeclient"

static void
sign_in (TenantBrowser *browser,
         const char    *username,
         const char    *password)
{
  tenant_browser_open (browser, "prompt=login");
  tenant_browser_enter (browser, username, password);
  tenant_browser_finish (browser);
}

/* @query: (nullable): what follows the endpoint */
static DemoReply *
leave (TenantBrowser *browser,
       const char    *query)
{
  g_autofree char *path = g_strconcat (LOGOUT, query, NULL);
  g_autofree char *uri = tenant_uri (browser->demo, path);

  return demo_fixture_send (browser->demo, "GET", uri, browser->cookie, NULL);
}

static gboolean
is_known (TenantBrowser *browser,
          const char    *username)
{
  g_autofree char *more = g_strconcat ("prompt=none&login_hint=", username, NULL);
  g_autofree char *error = NULL;

  tenant_browser_open (browser, more);
  error = tenant_get_param (browser->page, "error");

  return error == NULL;
}

/* Back to the address that an app has registered, and to no other (entra.md 6). */
static void
test_logout_addresses (DemoFixture   *fixture,
                       gconstpointer  data)
{
  const struct { const char *query; const char *location; } cases[] = {
    { NULL, NULL },
    { "?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F", NULL },
    { "?post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8123%2Fother", NULL },
    { "?post_logout_redirect_uri=" NATIVE,
      "https://login.microsoftonline.com/common/oauth2/nativeclient" },
    { "?state=a%20b&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8123",
      "http://localhost:8123?state=a%20b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(TenantBrowser) browser = { fixture };
      g_autoptr(DemoReply) reply = NULL;

      sign_in (&browser, "ada@contoso.example", "Engine-1843!");
      reply = leave (&browser, cases[i].query);
      g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Location"), ==,
                       cases[i].location);
      g_assert_cmpuint (reply->status, ==, cases[i].location != NULL ? 302 : 200);
      g_assert_cmpint (strstr (reply->body, "You signed out of your account") == NULL, ==,
                       cases[i].location != NULL);
      g_assert_false (is_known (&browser, "ada@contoso.example"));
    }
}

/* Of two people only the one who is named, and somebody has to name one. */
static void
test_logout_hint (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autoptr(DemoReply) picker = NULL;
  g_autoptr(DemoReply) stranger = NULL;
  g_autoptr(DemoReply) left = NULL;
  g_autofree char *headers = NULL;
  g_autofree char *uri = tenant_uri (fixture, LOGOUT);
  g_autoptr(DemoReply) chosen = NULL;

  sign_in (&browser, "ada@contoso.example", "Engine-1843!");
  sign_in (&browser, "tom@contoso.example", "Admin-1972!");
  picker = leave (&browser, "?post_logout_redirect_uri=" NATIVE);
  g_assert_nonnull (strstr (picker->body, "Which account do you want to sign out of?"));
  stranger = leave (&browser, "?logout_hint=gus%40fabrikam.example");
  g_assert_nonnull (strstr (stranger->body, "Which account do you want to sign out of?"));
  g_assert_true (is_known (&browser, "ada@contoso.example"));
  g_assert_true (is_known (&browser, "tom@contoso.example"));

  /* The opaque claim of Ada's, as ID tokens carry it. */
  left = leave (&browser, "?logout_hint=O.MmI5ZTZjMWYtNTNhNy00ZDgwLTljNGUtYjFmMDdkMzhhMjY1");
  g_assert_nonnull (strstr (left->body, "You signed out of your account"));
  g_assert_false (is_known (&browser, "ada@contoso.example"));
  g_assert_true (is_known (&browser, "tom@contoso.example"));

  sign_in (&browser, "ada@contoso.example", "Engine-1843!");
  headers = g_strdup_printf ("Content-Type: application/x-www-form-urlencoded\n%s", browser.cookie);
  chosen = demo_fixture_send (fixture, "POST", uri, headers, "account=tom%40contoso.example"
                                                             "&post_logout_redirect_uri=" NATIVE);
  g_assert_cmpuint (chosen->status, ==, 302);
  g_assert_true (is_known (&browser, "ada@contoso.example"));
  g_assert_false (is_known (&browser, "tom@contoso.example"));
}

/* It ends the browser's sign-in and no native app's (entra.md 6). */
static void
test_logout_leaves_tokens (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_auto(TenantBrowser) browser = { fixture };
  g_autofree char *code = NULL;
  g_autoptr(DemoReply) tokens = NULL;
  g_autoptr(DemoReply) left = NULL;
  g_autoptr(DemoReply) again = NULL;

  sign_in (&browser, "ada@contoso.example", "Engine-1843!");
  code = tenant_get_param (browser.page, "code");
  tokens = tenant_redeem (fixture, code, NULL);
  left = leave (&browser, NULL);
  again = tenant_refresh (fixture, demo_look_up_string (tokens->json, "refresh_token"), NULL);
  g_assert_cmpuint (left->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/logout/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("addresses", test_logout_addresses);
  ADD ("hint", test_logout_hint);
  ADD ("leaves-tokens", test_logout_leaves_tokens);

  return g_test_run ();
}
