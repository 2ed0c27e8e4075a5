/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "web-fixture.h"

#include <gmodule.h>

#include <string.h>

/* The type of the module's one widget: crib_web_view_get_type(). */
static GType view_type;

static gboolean
incoming_cb (GSocketService    *listener,
             GSocketConnection *connection,
             GObject           *source,
             WebFixture        *fixture)
{
  fixture->n_connections++;
  return TRUE;
}

static void
redirected_cb (GObject    *view,
               const char *uri,
               WebFixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("redirected %s", uri));
}

static void
page_failed_cb (GObject    *view,
                const char *key,
                const char *details,
                WebFixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("failed %s %s", key, details));
}

static void
tls_failed_cb (GObject    *view,
               const char *host,
               WebFixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("tls %s", host));
}

static void
form_post_cb (GObject    *view,
              WebFixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup ("form-post"));
}

static void
ignored_cb (GObject    *view,
            WebFixture *fixture)
{
  fixture->n_ignored++;
}

static void
external_cb (GObject    *view,
             const char *uri,
             WebFixture *fixture)
{
  g_ptr_array_add (fixture->events, g_strdup_printf ("external %s", uri));
}

static void
page_cb (GObject    *view,
         WebFixture *fixture)
{
  fixture->n_pages++;
}

static void
dead_end_cb (GObject    *view,
             const char *kind,
             WebFixture *fixture)
{
  g_ptr_array_add (fixture->sayings, g_strdup_printf ("dead-end %s", kind));
}

static void
error_page_cb (GObject    *view,
               const char *text,
               WebFixture *fixture)
{
  g_ptr_array_add (fixture->sayings, g_strdup_printf ("error %s", text));
}

static void
add_view (WebFixture *fixture)
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
  g_signal_connect (fixture->view, "answer-ignored", G_CALLBACK (ignored_cb), fixture);
  g_signal_connect (fixture->view, "external-link", G_CALLBACK (external_cb), fixture);
  g_signal_connect (fixture->view, "page-shown", G_CALLBACK (page_cb), fixture);
  g_signal_connect (fixture->view, "dead-end", G_CALLBACK (dead_end_cb), fixture);
  g_signal_connect (fixture->view, "error-page", G_CALLBACK (error_page_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
}

static void
fixture_set_up (WebFixture    *fixture,
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
  fixture->sayings = g_ptr_array_new_with_free_func (g_free);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 500);
  add_view (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* All that was on its way to the listener came before this one. */
guint
web_fixture_count_connections (WebFixture *fixture)
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
fixture_tear_down (WebFixture    *fixture,
                   gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->view);
  g_socket_service_stop (fixture->listener);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->listener));
  g_object_unref (fixture->listener);
  mock_server_free (fixture->site);
  g_ptr_array_unref (fixture->events);
  g_ptr_array_unref (fixture->sayings);
  g_free (fixture->origin);
  g_free (fixture->redirect_uri);
  g_free (fixture->stranger);
}

const char *
web_fixture_next_event (WebFixture *fixture)
{
  wait_for (fixture->events->len > 0);
  return g_ptr_array_index (fixture->events, fixture->events->len - 1);
}

/* Answers the next request by a redirect. */
void
web_fixture_send_on (WebFixture *fixture,
                     guint       status,
                     const char *target)
{
  MockExchange *exchange = mock_server_wait (fixture->site);

  mock_exchange_add_header (exchange, "Location", target);
  mock_exchange_reply (exchange, status, "text/html", "");
}

void
web_fixture_start (WebFixture *fixture,
                   const char *page)
{
  if (page != NULL)
    mock_server_queue (fixture->site, 200, "text/html", page);

  g_object_set (fixture->view, "uri", fixture->origin, NULL);
}


/* What the page calls itself is all that it tells us. */
void
web_fixture_await_title (WebFixture *fixture,
                         const char *title)
{
  g_autofree char *found = NULL;

  while (g_strcmp0 (found, title) != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (found);
      g_object_get (fixture->view, "title", &found, NULL);
    }
}

GtkWidget *
web_fixture_get_engine (WebFixture *fixture)
{
  return gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
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

void
web_fixture_begin (int    *argc,
                   char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  /* Where there is no GL, as on the display of the tests, the engine warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  open_module ((*argv)[1]);
}

void
web_fixture_add (const char     *name,
                 guint           index,
                 gconstpointer   data,
                 void          (*test) (WebFixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/web-view/%s/%u", name, index);

  g_test_add (path, WebFixture, data, fixture_set_up, test, fixture_tear_down);
}
