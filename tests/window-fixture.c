/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sjson-document.h"

gboolean
window_fixture_init (int    *argc,
                     char ***argv)
{
  g_test_init (argc, argv, NULL);

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }

  adw_init ();

  return TRUE;
}

void
window_fixture_set_up (WindowFixture *self,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("toolcrib-window-XXXXXX", &error);
  g_assert_no_error (error);

  self->store = crib_server_store_new (self->folder);
  crib_server_store_load (self->store);
  self->pool = crib_connection_pool_new (self->store, NULL);
  self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) mock_server_free);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Connections that are closing hold themselves until the server has answered. */
void
window_fixture_tear_down (WindowFixture *self,
                          gconstpointer  data)
{
  g_assert_finalize_object (self->pool);
  g_assert_finalize_object (self->store);

  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
reply_result (MockExchange *exchange,
              const char   *result)
{
  const char *id = strstr (mock_exchange_get_body (exchange), "\"id\":");
  g_autofree char *body = NULL;

  g_assert_nonnull (id);
  body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"result\":%s}",
                          g_ascii_strtoll (id + strlen ("\"id\":"), NULL, 10), result);
  mock_exchange_reply (exchange, 200, "application/json", body);
}

static void
answer_cb (MockExchange *exchange,
           gpointer      user_data)
{
  const char *tools = user_data;
  const char *body = mock_exchange_get_body (exchange);

  if (!g_str_equal (mock_exchange_get_method (exchange), "POST"))
    {
      mock_exchange_reply (exchange, 405, NULL, NULL);
    }
  else if (strstr (body, "\"initialize\"") != NULL)
    {
      reply_result (exchange, "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                    "\"serverInfo\":{\"name\":\"mock\",\"title\":\"Mock <i>Server\","
                    "\"version\":\"1\"}}");
    }
  else if (strstr (body, "\"tools/list\"") != NULL)
    {
      g_autofree char *result = g_strdup_printf ("{\"tools\":[%s]}", tools);

      reply_result (exchange, result);
    }
  else
    {
      mock_exchange_reply (exchange, 202, NULL, NULL);
    }
}

MockServer *
window_fixture_serve (WindowFixture *self,
                      const char    *tools)
{
  MockServer *server = mock_server_new ();

  mock_server_set_handler (server, answer_cb, (gpointer) tools);
  g_ptr_array_add (self->servers, server);

  return server;
}

CribConnection *
window_fixture_add_uri (WindowFixture *self,
                        const char    *name,
                        const char    *uri)
{
  g_autoptr(CribServer) server = crib_server_new (name, uri);
  g_autoptr(GError) error = NULL;

  crib_server_store_add (self->store, server, &error);
  g_assert_no_error (error);

  return crib_connection_pool_find (self->pool, server);
}

CribConnection *
window_fixture_add (WindowFixture *self,
                    const char    *name,
                    const char    *tools)
{
  return window_fixture_add_uri (self, name,
                                 mock_server_get_uri (window_fixture_serve (self, tools)));
}

void
window_fixture_wait_settled (CribConnection *connection)
{
  window_fixture_wait (crib_connection_get_state (connection) > CRIB_CONNECTION_CONNECTING &&
                       !crib_connection_is_loading (connection));
}

CribConnection *
window_fixture_connect (WindowFixture *self,
                        const char    *name,
                        const char    *tools)
{
  CribConnection *connection = window_fixture_add (self, name, tools);

  crib_connection_open (connection);
  window_fixture_wait_settled (connection);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_CONNECTED);

  return connection;
}

McpTool *
window_fixture_create_tool (const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  McpTool *tool;

  document = sjson_document_new_from_string (json, -1, NULL, &error);
  g_assert_no_error (error);

  root = sjson_document_get_root (document);
  tool = mcp_tool_new (&root, &error);
  g_assert_no_error (error);

  return tool;
}

typedef gboolean (*Match) (GtkWidget     *widget,
                           gconstpointer  data);

static GtkWidget *
find (GtkWidget     *widget,
      gboolean       hidden_too,
      Match          match,
      gconstpointer  data)
{
  if (match (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (hidden_too || (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child)))
        found = find (child, hidden_too, match, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_type (GtkWidget     *widget,
         gconstpointer  data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (data));
}

GtkWidget *
window_fixture_find (GtkWidget *widget,
                     GType      type)
{
  return find (widget, TRUE, is_type, GSIZE_TO_POINTER (type));
}

static gboolean
is_text (GtkWidget     *widget,
         gconstpointer  data)
{
  if (GTK_IS_INSCRIPTION (widget))
    return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), data) == 0;

  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), data) == 0;
}

gboolean
window_fixture_shows (GtkWidget  *widget,
                      const char *text)
{
  return find (widget, FALSE, is_text, text) != NULL;
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  data)
{
  return GTK_IS_BUTTON (widget) &&
         (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0 ||
          g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), data) == 0);
}

GtkWidget *
window_fixture_find_button (GtkWidget  *widget,
                            const char *label)
{
  return find (widget, FALSE, is_button, label);
}

void
window_fixture_click (GtkWidget  *widget,
                      const char *label)
{
  GtkWidget *button = window_fixture_find_button (widget, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
window_fixture_destroy (GtkWidget *window)
{
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));

  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);

  g_assert_finalize_object (window);
}
