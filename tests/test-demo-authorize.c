/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

static void
assert_page (DemoReply  *reply,
             const char *heading)
{
  g_autofree char *wanted = g_strdup_printf ("<h1>%s</h1>", heading);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Type"), ==,
                   "text/html; charset=utf-8");
  g_assert_nonnull (strstr (reply->body, wanted));
  g_assert_nonnull (strstr (reply->body, "<meta charset=\"utf-8\">"));
}

static void
assert_param (DemoReply  *reply,
              const char *name,
              const char *value)
{
  g_autofree char *found = tenant_get_param (reply, name);

  g_assert_cmpstr (found, ==, value);
}

static void
test_authorize_walk (DemoFixture   *fixture,
                     gconstpointer  data)
{
  const char * const headings[] = {
    "Sign in", "Enter password", "Stay signed in?", "Permissions requested",
  };
  g_autoptr(DemoReply) last = NULL;
  g_autofree char *code = NULL;
  g_autofree char *info = NULL;
  const char *location;

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autoptr(DemoReply) page = tenant_walk (fixture, NULL, i);

      assert_page (page, headings[i]);
    }

  last = tenant_walk (fixture, NULL, 4);
  location = soup_message_headers_get_one (last->headers, "Location");
  code = tenant_get_param (last, "code");
  info = tenant_get_param (last, "client_info");

  /* A redirect address without a path comes back with a slash. */
  g_assert_true (g_str_has_prefix (location, TENANT_REDIRECT "/?code="));
  g_assert_cmpuint (strlen (code), >, 900);
  g_assert_nonnull (info);
  assert_param (last, "state", "s-1");
}

static void
test_authorize_cancel (DemoFixture   *fixture,
                       gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(DemoReply) page = tenant_walk (fixture, NULL, i);
      g_autoptr(DemoReply) left = tenant_submit (fixture, page, "action=cancel");

      assert_param (left, "error", "access_denied");
      assert_param (left, "error_subcode", "cancel");
      assert_param (left, "state", "s-1");
      assert_param (left, "code", NULL);
    }
}

static void
test_authorize_wrong_input (DemoFixture   *fixture,
                            gconstpointer  data)
{
  g_autoptr(DemoReply) account = tenant_walk (fixture, NULL, 0);
  g_autoptr(DemoReply) nobody = tenant_submit (fixture, account,
                                               "action=next&loginfmt=eve%40contoso.example");
  g_autoptr(DemoReply) password = tenant_walk (fixture, NULL, 1);
  g_autoptr(DemoReply) wrong = tenant_submit (fixture, password, "action=next&passwd=nonsense");
  g_autoptr(DemoReply) again = tenant_submit (fixture, wrong,
                                              "action=next&passwd=Engine-1843%21");

  assert_page (nobody, "Sign in");
  g_assert_nonnull (strstr (nobody->body, "AADSTS50034"));
  assert_page (wrong, "Enter password");
  g_assert_nonnull (strstr (wrong->body, "AADSTS50126"));
  g_assert_null (strstr (wrong->body, "nonsense"));
  assert_page (again, "Stay signed in?");
}

/* Each page is good for one answer. */
static void
test_authorize_page_twice (DemoFixture   *fixture,
                           gconstpointer  data)
{
  g_autoptr(DemoReply) page = tenant_walk (fixture, NULL, 1);
  g_autoptr(DemoReply) first = tenant_submit (fixture, page, "action=next&passwd=x");
  g_autoptr(DemoReply) second = tenant_submit (fixture, page, "action=next&passwd=x");

  assert_page (first, "Enter password");
  g_assert_cmpuint (second->status, ==, 400);
  g_assert_nonnull (strstr (second->body, "AADSTS50089"));
}

/* What is wrong with client or address is told to the person, never to the address. */
static void
test_authorize_pages_of_errors (DemoFixture   *fixture,
                                gconstpointer  data)
{
  const struct { const char *more; const char *code; } cases[] = {
    { "client_id=00000000-0000-4000-8000-000000000000", "AADSTS700016" },
    { "client_id=", "AADSTS900144" },
    { "redirect_uri=http%3A%2F%2Flocalhost%2Felsewhere", "AADSTS50011" },
    { "redirect_uri=http%3A%2F%2F127.0.0.1%3A45678", "AADSTS50011" },
    { "redirect_uri=https%3A%2F%2Fevil.example%2F", "AADSTS50011" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = tenant_authorize (fixture, NULL, cases[i].more);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (reply->content_type, ==, "text/html");
      g_assert_null (soup_message_headers_get_one (reply->headers, "Location"));
      g_assert_nonnull (strstr (reply->body, cases[i].code));
    }
}

static void
test_authorize_redirected_errors (DemoFixture   *fixture,
                                  gconstpointer  data)
{
  const struct { const char *more; const char *error; const char *code; } cases[] = {
    { "resource=http%3A%2F%2F127.0.0.1%2Fmcp", "invalid_target", "AADSTS9010010: " },
    { "scope=mcp%3Atools", "invalid_client", "AADSTS650053: " },
    { "scope=api%3A%2F%2Fnobody%2Fx", "invalid_resource", "AADSTS500011: " },
    { "scope=", "invalid_request", "AADSTS900144: " },
    { "prompt=create", "invalid_request", "AADSTS90023: " },
    { "code_challenge=", "invalid_request", "AADSTS50147: " },
    { "code_challenge=short", "invalid_request", "AADSTS501491: " },
    { "response_type=code%20id_token", "unsupported_response_type", "AADSTS700054: " },
    { "prompt=none", "login_required", "AADSTS50058: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = tenant_authorize (fixture, NULL, cases[i].more);
      g_autofree char *words = tenant_get_param (reply, "error_description");

      assert_param (reply, "error", cases[i].error);
      assert_param (reply, "state", "s-1");
      g_assert_true (g_str_has_prefix (words, cases[i].code));
    }
}

/* Posted, it is the same request (OpenID Connect Core §3.1.2.1). */
static void
test_authorize_posted (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autofree char *fields = NULL;
  g_autofree char *scope = g_uri_escape_string (tenant_look_up (fixture, "scope"), NULL, FALSE);
  g_autoptr(DemoReply) page = NULL;
  g_autoptr(DemoReply) next = NULL;
  g_autoptr(DemoReply) nothing = tenant_post (fixture, "oauth2/v2.0/authorize", NULL, "a=b");

  fields = g_strdup_printf ("client_id=%s&redirect_uri=" TENANT_REDIRECT "&response_type=code"
                            "&state=s-1&scope=%s&code_challenge=" TENANT_CHALLENGE
                            "&code_challenge_method=S256", tenant_look_up (fixture, "client_id"),
                            scope);
  page = tenant_post (fixture, "oauth2/v2.0/authorize", NULL, fields);
  assert_page (page, "Sign in");
  g_assert_cmpstr (soup_message_headers_get_one (page->headers, "X-Frame-Options"), ==, "DENY");
  next = tenant_submit (fixture, page, "action=next&loginfmt=ada%40contoso.example");
  assert_page (next, "Enter password");
  g_assert_nonnull (strstr (nothing->body, "AADSTS900144"));
}

/* Who sits before a page for too long starts again. */
static void
test_authorize_too_late (DemoFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr(DemoReply) page = tenant_walk (fixture, NULL, 1);
  g_autoptr(DemoReply) told = NULL;
  g_autoptr(DemoReply) next = NULL;
  g_autoptr(DemoReply) late = NULL;

  told = demo_fixture_control (fixture, "/clock", "{\"offset\":3500}");
  next = tenant_submit (fixture, page, "action=next&passwd=Engine-1843%21");
  assert_page (next, "Stay signed in?");
  demo_reply_free (g_steal_pointer (&told));
  told = demo_fixture_control (fixture, "/clock", "{\"offset\":3700}");
  late = tenant_submit (fixture, next, "action=no");
  g_assert_cmpuint (late->status, ==, 400);
  g_assert_nonnull (strstr (late->body, "AADSTS50089"));
}

static void
test_authorize_response_modes (DemoFixture   *fixture,
                               gconstpointer  data)
{
  g_autoptr(DemoReply) fragment = tenant_walk (fixture, "response_mode=fragment", 4);
  g_autoptr(DemoReply) post = tenant_walk (fixture, "response_mode=form_post", 3);
  const char *location = soup_message_headers_get_one (fragment->headers, "Location");

  g_assert_true (g_str_has_prefix (location, TENANT_REDIRECT "/#code="));

  /* The consent was given the first time. */
  g_assert_cmpuint (post->status, ==, 200);
  g_assert_nonnull (strstr (post->body, "method=\"post\" action=\"" TENANT_REDIRECT "\""));
  g_assert_nonnull (strstr (post->body, "name=\"code\" value=\"1.A"));
  g_assert_nonnull (strstr (post->body, "name=\"state\" value=\"s-1\""));
  g_assert_nonnull (strstr (post->body, "<button type=\"submit\">Continue</button>"));
}

static void
test_authorize_known_browser (DemoFixture   *fixture,
                              gconstpointer  data)
{
  g_autoptr(DemoReply) stay = tenant_walk (fixture, NULL, 3);
  g_auto(GStrv) cookie = g_strsplit (soup_message_headers_get_list (stay->headers, "Set-Cookie"),
                                     ";", 2);
  g_autofree char *header = g_strdup_printf ("Cookie: %s", cookie[0]);
  g_autoptr(DemoReply) consent = tenant_authorize (fixture, header, NULL);
  g_autoptr(DemoReply) picker = tenant_authorize (fixture, header, "prompt=select_account");
  g_autoptr(DemoReply) other = tenant_submit (fixture, picker, "account=other");
  g_autoptr(DemoReply) login = tenant_authorize (fixture, header, "prompt=login");
  g_autoptr(DemoReply) hint = tenant_authorize (fixture, NULL, "login_hint=tom@contoso.example");

  assert_page (consent, "Permissions requested");
  assert_page (picker, "Pick an account");
  assert_page (other, "Sign in");
  assert_page (login, "Sign in");
  assert_page (hint, "Enter password");
}

static void
test_authorize_logout (DemoFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(DemoReply) page = tenant_get (fixture, "oauth2/v2.0/logout");
  g_autoptr(DemoReply) back = tenant_get (fixture, "oauth2/v2.0/logout?post_logout_redirect_uri="
                                          "https://login.microsoftonline.com/common/oauth2/"
                                          "nativeclient");
  g_autoptr(DemoReply) evil = tenant_get (fixture, "oauth2/v2.0/logout?post_logout_redirect_uri="
                                          "https://evil.example/");

  assert_page (page, "You signed out of your account");
  g_assert_cmpuint (back->status, ==, 302);
  assert_page (evil, "You signed out of your account");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/authorize/" name, DemoFixture, NULL, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("walk", test_authorize_walk);
  ADD ("cancel", test_authorize_cancel);
  ADD ("wrong-input", test_authorize_wrong_input);
  ADD ("page-twice", test_authorize_page_twice);
  ADD ("pages-of-errors", test_authorize_pages_of_errors);
  ADD ("redirected-errors", test_authorize_redirected_errors);
  ADD ("posted", test_authorize_posted);
  ADD ("too-late", test_authorize_too_late);
  ADD ("response-modes", test_authorize_response_modes);
  ADD ("known-browser", test_authorize_known_browser);
  ADD ("logout", test_authorize_logout);

  return g_test_run ();
}
