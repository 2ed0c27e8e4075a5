/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-button.h"
#include "crib-server-row.h"
#include "window-fixture.h"

static CribConnection *chosen;

static void
chosen_cb (CribServerButton *button,
           CribConnection   *connection)
{
  chosen = connection;
}

static void
test_server_button_follows_connection (WindowFixture *fixture,
                                       gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (fixture, "One & <b>", TOOL_FIND);
  CribConnection *two = window_fixture_add_uri (fixture, "Two", "http://127.0.0.1:1/mcp");
  GtkWidget *button = g_object_ref_sink (g_object_new (CRIB_TYPE_SERVER_BUTTON, NULL));

  crib_server_button_set_connection (CRIB_SERVER_BUTTON (button), one);
  g_assert_true (window_fixture_shows (button, "One & <b>"));
  g_assert_true (window_fixture_shows (button, "Not protected"));

  crib_server_button_set_connection (CRIB_SERVER_BUTTON (button), two);
  g_assert_true (window_fixture_shows (button, "Two"));
  g_assert_false (window_fixture_shows (button, "Not protected"));

  crib_server_set_name (crib_connection_get_server (two), "Three");
  g_assert_true (window_fixture_shows (button, "Three"));
  crib_server_set_name (crib_connection_get_server (one), "Nobody looks");
  g_assert_true (window_fixture_shows (button, "Three"));
  g_assert_finalize_object (button);
}

static void
test_server_button_opens_list (WindowFixture *fixture,
                               gconstpointer  data)
{
  CribConnection *one = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = g_object_new (CRIB_TYPE_SERVER_BUTTON, NULL);
  GtkWidget *menu_button = window_fixture_find (button, GTK_TYPE_MENU_BUTTON);
  GtkWidget *row;

  chosen = NULL;
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  crib_server_button_set_pool (CRIB_SERVER_BUTTON (button), fixture->pool);
  crib_server_button_set_connection (CRIB_SERVER_BUTTON (button), one);
  g_signal_connect (button, "connection-chosen", G_CALLBACK (chosen_cb), NULL);

  g_assert_null (window_fixture_find (button, GTK_TYPE_POPOVER));
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu_button));
  row = window_fixture_find (button, CRIB_TYPE_SERVER_ROW);
  g_assert_nonnull (row);
  g_assert_true (window_fixture_shows (row, "One"));

  window_fixture_add_uri (fixture, "Two", "http://127.0.0.1:1/mcp");
  row = gtk_widget_get_next_sibling (row);
  g_assert_true (window_fixture_shows (row, "Two"));

  gtk_widget_activate (row);
  g_assert_true (chosen == crib_server_row_get_connection (CRIB_SERVER_ROW (row)));
  g_assert_true (chosen != one);
  window_fixture_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, \
              window_fixture_tear_down)

  ADD ("/server-button/follows-connection", test_server_button_follows_connection);
  ADD ("/server-button/opens-list", test_server_button_opens_list);

  return g_test_run ();
}
