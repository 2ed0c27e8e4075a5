/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "web-certificates.h"
#include "web-fixture.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <libsoup/soup.h>
#include <webkit/webkit.h>

#include <string.h>

/* The redirect URI, by each way that leads there: TARGET stands for it. */
typedef struct
{
  const char *page;
  guint status;
} Way;

static const Way ways[] = {
  { NULL, 302 },
  { "<body onload='document.forms[0].submit()'><form method=post action=/post></form>", 302 },
  { "<body onload='document.forms[0].submit()'><form method=post action=/post></form>", 307 },
  { "<script>location.replace('TARGET')</script>", 0 },
  { "<meta http-equiv=refresh content='0;url=TARGET'>", 0 },
  { "<iframe src='TARGET'></iframe>", 0 },
  { "<script>open('TARGET')</script>", 0 },
};

/* Windows that open without a click are the engine's to block; here they are to get through. */
static void
let_scripts_open_windows (WebFixture *fixture)
{
  GtkWidget *engine = web_fixture_get_engine (fixture);
  WebKitSettings *settings = webkit_web_view_get_settings (WEBKIT_WEB_VIEW (engine));

  webkit_settings_set_javascript_can_open_windows_automatically (settings, TRUE);
}

static void
go (WebFixture *fixture,
    const Way  *way,
    const char *target)
{
  g_autoptr(GString) page = g_string_new (way->page);

  let_scripts_open_windows (fixture);
  g_string_replace (page, "TARGET", target, 0);
  web_fixture_start (fixture, way->page != NULL ? page->str : NULL);

  if (way->status != 0)
    web_fixture_send_on (fixture, way->status, target);
}

static void
test_web_view_intercepts (WebFixture    *fixture,
                          gconstpointer  data)
{
  g_autofree char *target = g_strdup_printf ("%s?code=1&state=" STATE, fixture->redirect_uri);
  g_autofree char *wanted = g_strdup_printf ("redirected %s", target);

  go (fixture, data, target);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* The same where nothing is intercepted: the listener can be reached. */
static void
test_web_view_control (WebFixture    *fixture,
                       gconstpointer  data)
{
  g_autofree char *target = g_strdup_printf ("%s?code=1&state=" STATE, fixture->redirect_uri);

  g_object_set (fixture->view,
                "redirect-uri", "https://elsewhere.example/",
                "http-origin", fixture->stranger,
                "uri", target,
                NULL);
  wait_for (fixture->n_connections > 0);
}

static void
test_web_view_schemes (WebFixture    *fixture,
                       gconstpointer  data)
{
  const char *redirect_uri = data;
  g_autofree char *target = g_strdup_printf ("%s?state=" STATE "&error=x#fragment", redirect_uri);
  g_autofree char *wanted = g_strdup_printf ("redirected %s?state=" STATE "&error=x", redirect_uri);

  g_object_set (fixture->view, "redirect-uri", redirect_uri, NULL);
  go (fixture, &ways[0], target);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
}

static const char *const forgeries[] = {
  "?code=x&state=wrong", "?code=x", "", "?state=" STATE "&code=x&state=" STATE, "?state=",
  "?code=x&state=" STATE "&st%61te=" STATE, "?code=x#state=" STATE, "?code=x&State=" STATE,
  "?code=x&state=b7Q2-gooD", "?code=x&state=B7Q2-good",
  "?code=x&state=" STATE "%00", "?code=%zz&state=" STATE, "?code=x&state=" STATE "x",
};

/* Frames forge answers; none counts, and none hinders the true one. */
static void
test_web_view_forgeries (WebFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr(GString) page = g_string_new ("<body>");
  g_autofree char *wanted = g_strdup_printf ("redirected %s?code=true&state=" STATE,
                                             fixture->redirect_uri);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    g_string_append_printf (page, "<iframe src='%s%s'></iframe>", fixture->redirect_uri,
                            forgeries[i]);

  g_string_append_printf (page, "<script>onload = () => setTimeout (() => location.replace ("
                          "'%s?code=true&state=" STATE "'), 200)</script>", fixture->redirect_uri);
  web_fixture_start (fixture, page->str);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  g_assert_cmpuint (fixture->n_ignored, ==, G_N_ELEMENTS (forgeries));
  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
}

/* The same from the page itself: it is told of, and the sign-in can go on. */
static void
test_web_view_forged_page (WebFixture    *fixture,
                           gconstpointer  data)
{
  g_autofree char *forged = g_strconcat (fixture->redirect_uri, data, NULL);
  g_autofree char *target = g_strdup_printf ("%s?code=true&state=" STATE, fixture->redirect_uri);
  g_autofree char *wanted = g_strconcat ("redirected ", target, NULL);

  web_fixture_start (fixture, NULL);
  web_fixture_send_on (fixture, 302, forged);
  wait_for (fixture->n_ignored > 0);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  web_fixture_start (fixture, NULL);
  web_fixture_send_on (fixture, 302, target);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
  g_assert_cmpuint (fixture->n_ignored, ==, 1);
  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
}

/* The page is there once both of its frames have answered. */
static void
test_web_view_once (WebFixture    *fixture,
                    gconstpointer  data)
{
  g_autofree char *target = g_strdup_printf ("%s?state=" STATE, fixture->redirect_uri);
  g_autofree char *page = g_strdup_printf ("<iframe src='%s'></iframe><iframe src='%s'></iframe>",
                                           target, target);
  double progress = 0;

  web_fixture_start (fixture, page);
  web_fixture_next_event (fixture);

  while (progress < 1)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->view, "progress", &progress, NULL);
    }

  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* Plain HTTP, and what is not of the web: 'data' is the target; %NULL the stranger. */
static void
test_web_view_refuses (WebFixture    *fixture,
                       gconstpointer  data)
{
  const char *target = data != NULL ? data : fixture->stranger;
  g_autofree char *wanted = g_strdup_printf ("failed not-secure %s",
                                             data != NULL ? "(null)" : fixture->stranger);

  go (fixture, &ways[0], target);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
  g_assert_cmpuint (web_fixture_count_connections (fixture), ==, 0);
}

/* No setting makes plain HTTP to another machine good. */
static void
test_web_view_far_origin (WebFixture    *fixture,
                          gconstpointer  data)
{
  g_object_set (fixture->view,
                "http-origin", "http://login.example",
                "uri", "http://login.example/",
                NULL);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "failed not-secure http://login.example");
}

static const char *const starts[] = {
  "file:///etc/passwd", "data:text/html,x", "about:version", "webkit://gpu", "http://",
};

static void
test_web_view_never_starts (WebFixture    *fixture,
                            gconstpointer  data)
{
  g_object_set (fixture->view, "uri", data, NULL);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, "failed not-secure (null)");
}

/* A script's window takes the place of the page; the origin is told once it is on show. */
static void
test_web_view_windows (WebFixture    *fixture,
                       gconstpointer  data)
{
  g_autofree char *origin = NULL;

  g_object_get (fixture->view, "origin", &origin, NULL);
  g_assert_null (origin);
  let_scripts_open_windows (fixture);
  web_fixture_start (fixture, "<script>open ('/next')</script>");
  wait_for (mock_server_get_n_requests (fixture->site) == 1);
  mock_server_queue (fixture->site, 200, "text/html", "<title>Next</title>");

  web_fixture_await_title (fixture, "Next");
  g_object_get (fixture->view, "origin", &origin, NULL);
  g_assert_cmpstr (origin, ==, fixture->origin);
}

static SoupServer *
serve_tls (char **address,
           const char *host)
{
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_pem (web_certificate, -1,
                                                                           NULL);
  SoupServer *server = soup_server_new ("tls-certificate", certificate, NULL);
  GSList *uris;

  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY |
                                           SOUP_SERVER_LISTEN_HTTPS, NULL));
  uris = soup_server_get_uris (server);
  *address = g_strdup_printf ("https://%s:%d", host, g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return server;
}

static void
origin_cb (GObject    *view,
           GParamSpec *pspec,
           WebFixture *fixture)
{
  g_autofree char *origin = NULL;

  g_object_get (view, "origin", &origin, NULL);
  g_ptr_array_add (fixture->events, g_strdup_printf ("origin %s", origin));
}

typedef struct
{
  const char *host;
  gboolean has_authority;
  gboolean loads;
} TlsCase;

static const TlsCase tls_cases[] = {
  { "127.0.0.1", FALSE, FALSE },
  { "127.0.0.1", TRUE, TRUE },
  /* The authority is right, the name is not. */
  { "localhost", TRUE, FALSE },
};

static void
test_web_view_tls (WebFixture    *fixture,
                   gconstpointer  data)
{
  const TlsCase *want = data;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autofree char *wanted = NULL;
  SoupServer *server = serve_tls (&address, want->host);

  g_close (g_file_open_tmp ("toolcrib-XXXXXX.pem", &path, NULL), NULL);
  g_assert_true (g_file_set_contents (path, web_authority, -1, NULL));
  g_signal_connect (fixture->view, "notify::origin", G_CALLBACK (origin_cb), fixture);
  g_object_set (fixture->view,
                "ca-file", want->has_authority ? path : NULL,
                "uri", address,
                NULL);
  wanted = want->loads ? g_strdup_printf ("origin %s", address)
                       : g_strdup_printf ("tls %s", want->host);
  g_assert_cmpstr (web_fixture_next_event (fixture), ==, wanted);
  g_assert_cmpuint (fixture->events->len, ==, 1);

  soup_server_disconnect (server);
  g_object_unref (server);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  web_fixture_begin (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    web_fixture_add ("intercepts", i, &ways[i], test_web_view_intercepts);
  web_fixture_add ("control", 0, NULL, test_web_view_control);
  web_fixture_add ("schemes", 0, "msal123://auth", test_web_view_schemes);
  web_fixture_add ("schemes", 1, "https://login.example/common/nativeclient",
                   test_web_view_schemes);
  web_fixture_add ("forgeries", 0, NULL, test_web_view_forgeries);
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    web_fixture_add ("forged-page", i, forgeries[i], test_web_view_forged_page);
  web_fixture_add ("once", 0, NULL, test_web_view_once);
  web_fixture_add ("refuses", 0, NULL, test_web_view_refuses);
  web_fixture_add ("refuses", 1, "elsewhere://auth?state=" STATE, test_web_view_refuses);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    web_fixture_add ("never-starts", i, starts[i], test_web_view_never_starts);
  web_fixture_add ("far-origin", 0, NULL, test_web_view_far_origin);
  web_fixture_add ("windows", 0, NULL, test_web_view_windows);
  for (guint i = 0; i < G_N_ELEMENTS (tls_cases); i++)
    web_fixture_add ("tls", i, &tls_cases[i], test_web_view_tls);

  return g_test_run ();
}
