/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mock-server.h"
#include "web-certificates.h"

#include <glib/gstdio.h>
#include <gmodule.h>
#include <gtk/gtk.h>
#include <libsoup/soup.h>
#include <webkit/webkit.h>

#include <string.h>

#define STATE "b7Q2-good"
#define wait_for(condition)                    \
  G_STMT_START {                               \
    while (!(condition))                       \
      g_main_context_iteration (NULL, TRUE);   \
  } G_STMT_END

/* The type of the module's one widget: crib_web_view_get_type(). */
static GType view_type;

/* A site, a view that starts there, and a listener that should never hear from it. */
typedef struct
{
  MockServer *site;
  char *origin;
  GSocketService *listener;
  guint n_connections;
  char *redirect_uri;
  char *stranger;
  GtkWidget *window;
  GObject *view;
  GPtrArray *events;
} Fixture;

static gboolean
incoming_cb (GSocketService    *listener,
             GSocketConnection *connection,
             GObject           *source,
             Fixture           *fixture)
{
  fixture->n_connections++;
  return TRUE;
}

static void
redirected_cb (GObject    *view,
               const char *uri,
               Fixture    *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("redirected %s", uri));
}

static void
page_failed_cb (GObject    *view,
                const char *key,
                const char *details,
                Fixture    *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("failed %s %s", key, details));
}

static void
tls_failed_cb (GObject    *view,
               const char *host,
               Fixture    *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("tls %s", host));
}

static void
form_post_cb (GObject *view,
              Fixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup ("form-post"));
}

static void
add_view (Fixture *fixture)
{
  fixture->view = g_object_ref_sink (g_object_new (view_type,
                                                   "redirect-uri", fixture->redirect_uri,
                                                   "state", STATE,
                                                   "http-origin", fixture->origin,
                                                   NULL));
  g_signal_connect (fixture->view, "redirected", G_CALLBACK (redirected_cb), fixture);
  g_signal_connect (fixture->view, "page-failed", G_CALLBACK (page_failed_cb), fixture);
  g_signal_connect (fixture->view, "tls-failed", G_CALLBACK (tls_failed_cb), fixture);
  g_signal_connect (fixture->view, "form-post-refused", G_CALLBACK (form_post_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint16 port;

  fixture->site = mock_server_new ();
  fixture->origin = g_strdup (mock_server_get_uri (fixture->site));
  *strstr (fixture->origin, "/mcp") = '\0';
  fixture->listener = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->listener), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->listener, "incoming", G_CALLBACK (incoming_cb), fixture);
  fixture->redirect_uri = g_strdup_printf ("http://localhost:%u/callback", port);
  fixture->stranger = g_strdup_printf ("http://localhost:%u", port);
  fixture->events = g_ptr_array_new_with_free_func (g_free);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 500);
  add_view (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* All that was on its way to the listener came before this one. */
static guint
count_connections (Fixture *fixture)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GUri) uri = g_uri_parse (fixture->stranger, G_URI_FLAGS_NONE, NULL);
  guint n_before;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  n_before = fixture->n_connections;
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", g_uri_get_port (uri), NULL,
                                                NULL);
  g_assert_nonnull (connection);
  wait_for (fixture->n_connections > n_before);

  return fixture->n_connections - 1;
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->view);
  g_socket_service_stop (fixture->listener);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->listener));
  g_object_unref (fixture->listener);
  mock_server_free (fixture->site);
  g_ptr_array_unref (fixture->events);
  g_free (fixture->origin);
  g_free (fixture->redirect_uri);
  g_free (fixture->stranger);
}

static const char *
next_event (Fixture *fixture)
{
  wait_for (fixture->events->len > 0);
  return g_ptr_array_index (fixture->events, fixture->events->len - 1);
}

/* Answers the next request by a redirect. */
static void
send_on (Fixture    *fixture,
         guint       status,
         const char *target)
{
  MockExchange *exchange = mock_server_wait (fixture->site);

  mock_exchange_add_header (exchange, "Location", target);
  mock_exchange_reply (exchange, status, "text/html", "");
}

static void
start (Fixture    *fixture,
       const char *page)
{
  if (page != NULL)
    mock_server_queue (fixture->site, 200, "text/html", page);

  g_object_set (fixture->view, "uri", fixture->origin, NULL);
}

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
let_scripts_open_windows (Fixture *fixture)
{
  GtkWidget *engine = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
  WebKitSettings *settings = webkit_web_view_get_settings (WEBKIT_WEB_VIEW (engine));

  webkit_settings_set_javascript_can_open_windows_automatically (settings, TRUE);
}

static void
go (Fixture    *fixture,
    const Way  *way,
    const char *target)
{
  g_autoptr(GString) page = g_string_new (way->page);

  let_scripts_open_windows (fixture);
  g_string_replace (page, "TARGET", target, 0);
  start (fixture, way->page != NULL ? page->str : NULL);

  if (way->status != 0)
    send_on (fixture, way->status, target);
}

static void
test_web_view_intercepts (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *target = g_strdup_printf ("%s?code=1&state=" STATE, fixture->redirect_uri);
  g_autofree char *wanted = g_strdup_printf ("redirected %s", target);

  go (fixture, data, target);
  g_assert_cmpstr (next_event (fixture), ==, wanted);
  g_assert_cmpuint (count_connections (fixture), ==, 0);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* The same where nothing is intercepted: the listener can be reached. */
static void
test_web_view_control (Fixture       *fixture,
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
test_web_view_schemes (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *redirect_uri = data;
  g_autofree char *target = g_strdup_printf ("%s?state=" STATE "&error=x#fragment", redirect_uri);
  g_autofree char *wanted = g_strdup_printf ("redirected %s?state=" STATE "&error=x", redirect_uri);

  g_object_set (fixture->view, "redirect-uri", redirect_uri, NULL);
  go (fixture, &ways[0], target);
  g_assert_cmpstr (next_event (fixture), ==, wanted);
}

/* Frames forge answers; none counts, and none hinders the true one. */
static void
test_web_view_forgeries (Fixture       *fixture,
                         gconstpointer  data)
{
  const char *const forgeries[] = {
    "?code=x&state=wrong", "?code=x", "", "?state=" STATE "&code=x&state=" STATE, "?state=",
    "?code=x&state=" STATE "&st%61te=" STATE, "?code=x#state=" STATE, "?code=x&State=" STATE,
    "?code=x&state=b7Q2-gooD", "?code=x&state=B7Q2-good",
    "?code=x&state=" STATE "%00", "?code=%zz&state=" STATE, "?code=x&state=" STATE "x",
  };
  g_autoptr(GString) page = g_string_new ("<body>");
  g_autofree char *wanted = g_strdup_printf ("redirected %s?code=true&state=" STATE,
                                             fixture->redirect_uri);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    g_string_append_printf (page, "<iframe src='%s%s'></iframe>", fixture->redirect_uri,
                            forgeries[i]);

  g_string_append_printf (page, "<script>onload = () => setTimeout (() => location.replace ("
                          "'%s?code=true&state=" STATE "'), 200)</script>", fixture->redirect_uri);
  start (fixture, page->str);
  g_assert_cmpstr (next_event (fixture), ==, wanted);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  g_assert_cmpuint (count_connections (fixture), ==, 0);
}

/* The page is there once both of its frames have answered. */
static void
test_web_view_once (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *target = g_strdup_printf ("%s?state=" STATE, fixture->redirect_uri);
  g_autofree char *page = g_strdup_printf ("<iframe src='%s'></iframe><iframe src='%s'></iframe>",
                                           target, target);
  double progress = 0;

  start (fixture, page);
  next_event (fixture);

  while (progress < 1)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->view, "progress", &progress, NULL);
    }

  g_assert_cmpuint (count_connections (fixture), ==, 0);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

static void
test_web_view_form_post (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *page = g_strdup_printf ("<body onload='document.forms[0].submit()'>"
                                           "<form method=post action='%s'>"
                                           "<input name=state value='" STATE "'></form>",
                                           fixture->redirect_uri);

  start (fixture, page);
  g_assert_cmpstr (next_event (fixture), ==, "form-post");
  g_assert_cmpuint (count_connections (fixture), ==, 0);
}

/* Plain HTTP, and what is not of the web: 'data' is the target; %NULL the stranger. */
static void
test_web_view_refuses (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *target = data != NULL ? data : fixture->stranger;
  g_autofree char *wanted = g_strdup_printf ("failed not-secure %s",
                                             data != NULL ? "(null)" : fixture->stranger);

  go (fixture, &ways[0], target);
  g_assert_cmpstr (next_event (fixture), ==, wanted);
  g_assert_cmpuint (count_connections (fixture), ==, 0);
}

/* No setting makes plain HTTP to another machine good. */
static void
test_web_view_far_origin (Fixture       *fixture,
                          gconstpointer  data)
{
  g_object_set (fixture->view,
                "http-origin", "http://login.example",
                "uri", "http://login.example/",
                NULL);
  g_assert_cmpstr (next_event (fixture), ==, "failed not-secure http://login.example");
}

static const char *const starts[] = {
  "file:///etc/passwd", "data:text/html,x", "about:version", "webkit://gpu", "http://",
};

static void
test_web_view_never_starts (Fixture       *fixture,
                            gconstpointer  data)
{
  g_object_set (fixture->view, "uri", data, NULL);
  g_assert_cmpstr (next_event (fixture), ==, "failed not-secure (null)");
}

static void
test_web_view_download (Fixture       *fixture,
                        gconstpointer  data)
{
  MockExchange *exchange;

  start (fixture, NULL);
  exchange = mock_server_wait (fixture->site);

  if (data != NULL)
    mock_exchange_add_header (exchange, "Content-Disposition", data);

  mock_exchange_reply (exchange, 200, data != NULL ? "text/html" : "application/zip", "PK");
  g_assert_cmpstr (next_event (fixture), ==, "failed download (null)");
}

/* A script's window takes the place of the page; the origin is told once it is on show. */
static void
test_web_view_windows (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *origin = NULL;
  g_autofree char *title = NULL;

  g_object_get (fixture->view, "origin", &origin, NULL);
  g_assert_null (origin);
  let_scripts_open_windows (fixture);
  start (fixture, "<script>open ('/next')</script>");
  wait_for (mock_server_get_n_requests (fixture->site) == 1);
  mock_server_queue (fixture->site, 200, "text/html", "<title>Next</title>");

  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (title);
      g_object_get (fixture->view, "title", &title, NULL);
    }
  while (g_strcmp0 (title, "Next") != 0);

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
           Fixture    *fixture)
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
test_web_view_tls (Fixture       *fixture,
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
  g_assert_cmpstr (next_event (fixture), ==, wanted);
  g_assert_cmpuint (fixture->events->len, ==, 1);

  soup_server_disconnect (server);
  g_object_unref (server);
  g_unlink (path);
}

static void
add (const char    *name,
     guint          index,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/web-view/%s/%u", name, index);

  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

static void
open_module (const char *path)
{
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  GType (*get_type) (void);

  g_assert_nonnull (module);
  g_module_make_resident (module);
  g_assert_true (g_module_symbol (module, "crib_web_view_get_type", (gpointer *) &get_type));
  view_type = get_type ();
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  /* Where there is no GL, as on the display of the tests, the engine warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  open_module (argv[1]);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    add ("intercepts", i, &ways[i], test_web_view_intercepts);
  add ("control", 0, NULL, test_web_view_control);
  add ("schemes", 0, "msal123://auth", test_web_view_schemes);
  add ("schemes", 1, "https://login.example/common/nativeclient", test_web_view_schemes);
  add ("forgeries", 0, NULL, test_web_view_forgeries);
  add ("once", 0, NULL, test_web_view_once);
  add ("form-post", 0, NULL, test_web_view_form_post);
  add ("refuses", 0, NULL, test_web_view_refuses);
  add ("refuses", 1, "elsewhere://auth?state=" STATE, test_web_view_refuses);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    add ("never-starts", i, starts[i], test_web_view_never_starts);
  add ("far-origin", 0, NULL, test_web_view_far_origin);
  add ("download", 0, NULL, test_web_view_download);
  add ("download", 1, "attachment", test_web_view_download);
  add ("windows", 0, NULL, test_web_view_windows);
  for (guint i = 0; i < G_N_ELEMENTS (tls_cases); i++)
    add ("tls", i, &tls_cases[i], test_web_view_tls);

  return g_test_run ();
}
