/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "web-fixture.h"

#include <gtk/gtk.h>
#include <libsoup/soup.h>
#include <webkit/webkit.h>

/* What the view does not do for a page, and how it tells. */

static void
test_web_limits_form_post (WebFixture    *fixture,
                           gconstpointer  data)
{
  g_autofree char *page = g_strdup_printf ("<body onload='document.forms[0].submit()'>"
                                           "<form method=post action='%s'>"
                                           "<input name=state value='" STATE "'></form>",
                                           fixture->redirect_uri);

  web_fixture_start (fixture, page);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "form-post");
  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
}

static void
test_web_limits_download (WebFixture    *fixture,
                          gconstpointer  data)
{
  MockExchange *exchange;

  web_fixture_start (fixture, NULL);
  exchange = mock_server_wait (fixture->site);

  if (data != NULL)
    mock_exchange_add_header (exchange, "Content-Disposition", data);

  mock_exchange_reply (exchange, 200, data != NULL ? "text/html" : "application/zip", "PK");
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "failed download (null)");
}

/* Each page asks for what a sign-in never needs, and shows by its title what it was told. */
static const char *const askers[] = {
  "navigator.geolocation.getCurrentPosition (() => say ('given'), () => say ('refused'))",
  "Notification.requestPermission ()"
  ".then (answer => say (answer == 'denied' ? 'refused' : answer))",
  "navigator.permissions.query ({name: 'geolocation'})"
  ".then (answer => say (answer.state == 'granted' ? 'given' : 'refused'))",
  "navigator.mediaDevices ? navigator.mediaDevices.getUserMedia ({audio: true, video: true})"
  ".then (() => say ('given'), () => say ('refused')) : say ('refused')",
};

static void
test_web_limits_permissions (WebFixture    *fixture,
                             gconstpointer  data)
{
  g_autofree char *page = g_strdup_printf ("<title>asked</title><script>"
                                           "const say = text => { document.title = text; };"
                                           "try { %s } catch (error) { say (String (error)); }"
                                           "</script>", (const char *) data);

  web_fixture_start (fixture, page);
  web_fixture_await_title (fixture, "refused");
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* No dialog asks for a password, and none is sent; the server's page is there all the same. */
static void
test_web_limits_authentication (WebFixture    *fixture,
                                gconstpointer  data)
{
  MockExchange *exchange;

  web_fixture_start (fixture, NULL);
  exchange = mock_server_wait (fixture->site);
  g_assert_null (mock_exchange_get_header (exchange, "Authorization"));
  mock_exchange_add_header (exchange, "WWW-Authenticate", data);
  mock_exchange_reply (exchange, 401, "text/html", "<title>Go away</title>");

  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "failed authentication 127.0.0.1");
  web_fixture_await_title (fixture, "Go away");
  g_assert_cmpuint (mock_server_get_n_requests (fixture->site), ==, 1);
}

/* Nothing of the old page counts any more, and a new one can be loaded. */
static void
test_web_limits_crash (WebFixture    *fixture,
                       gconstpointer  data)
{
  g_autofree char *origin = NULL;

  web_fixture_start (fixture, "<title>First</title>");
  web_fixture_await_title (fixture, "First");
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (web_fixture_get_engine (fixture)));
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "failed crashed (null)");
  g_object_get (fixture->view, "origin", &origin, NULL);
  g_assert_null (origin);

  web_fixture_start (fixture, "<title>Second</title>");
  web_fixture_await_title (fixture, "Second");
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

static void
test_web_limits_unreachable (WebFixture    *fixture,
                             gconstpointer  data)
{
  g_autofree char *page = g_strdup_printf ("%s/", fixture->origin);

  mock_server_free (fixture->site);
  g_object_set (fixture->view, "uri", page, NULL);
  g_assert_true (g_str_has_prefix (web_fixture_next_event (fixture), "failed unreachable "));
  fixture->site = mock_server_new ();
}

/* Help and privacy are for the browser; the page of the sign-in stays. */
static void
test_web_limits_external_link (WebFixture    *fixture,
                               gconstpointer  data)
{
  WebKitWebView *engine = WEBKIT_WEB_VIEW (web_fixture_get_engine (fixture));

  web_fixture_start (fixture, "<title>Page</title>"
                              "<a href='https://help.example/' target=_blank>Help</a>");
  web_fixture_await_title (fixture, "Page");

  /* What we run counts as done by hand; what the page runs does not. */
  webkit_web_view_evaluate_javascript (engine, "document.links[0].click ()", -1, NULL, NULL, NULL,
                                       NULL, NULL);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "external https://help.example/");
  g_assert_cmpuint (fixture->events->len, ==, 1);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->site), ==, 1);
}

/* Not even the browser is shown what is not encrypted. */
static void
test_web_limits_external_refused (WebFixture    *fixture,
                                  gconstpointer  data)
{
  WebKitWebView *engine = WEBKIT_WEB_VIEW (web_fixture_get_engine (fixture));

  web_fixture_start (fixture, "<title>Page</title>"
                              "<a href='http://help.example/' target=_blank>Help</a>");
  web_fixture_await_title (fixture, "Page");
  webkit_web_view_evaluate_javascript (engine, "document.links[0].click ()", -1, NULL, NULL, NULL,
                                       NULL, NULL);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==,
                   "failed not-secure http://help.example");
}

int
main (int   argc,
      char *argv[])
{
  web_fixture_begin (&argc, &argv);

  web_fixture_add ("form-post", 0, NULL, test_web_limits_form_post);
  web_fixture_add ("download", 0, NULL, test_web_limits_download);
  web_fixture_add ("download", 1, "attachment", test_web_limits_download);
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    web_fixture_add ("permissions", i, askers[i], test_web_limits_permissions);
  web_fixture_add ("authentication", 0, "Basic realm=\"x\"", test_web_limits_authentication);
  web_fixture_add ("authentication", 1, "Digest realm=\"x\", nonce=\"y\"",
                   test_web_limits_authentication);
  web_fixture_add ("crash", 0, NULL, test_web_limits_crash);
  web_fixture_add ("unreachable", 0, NULL, test_web_limits_unreachable);
  web_fixture_add ("external-link", 0, NULL, test_web_limits_external_link);
  web_fixture_add ("external-refused", 0, NULL, test_web_limits_external_refused);

  return g_test_run ();
}
