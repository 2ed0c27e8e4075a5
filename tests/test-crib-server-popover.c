/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-popover.h"
#include "crib-server-row.h"
#include "window-fixture.h"

static void
test_server_popover_ticks (WindowFixture *fixture,
                           gconstpointer  data)
{
  CribConnection *one = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  CribConnection *two = window_fixture_add_uri (fixture, "Two", "http://127.0.0.1:1/mcp");
  GtkWidget *popover = g_object_ref_sink (crib_server_popover_new ());
  GtkListBox *list = GTK_LIST_BOX (window_fixture_find (popover, GTK_TYPE_LIST_BOX));

  crib_server_popover_set_pool (CRIB_SERVER_POPOVER (popover), fixture->pool);
  crib_server_popover_set_connection (CRIB_SERVER_POPOVER (popover), two);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 1));

  crib_server_popover_set_connection (CRIB_SERVER_POPOVER (popover), one);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  g_assert_finalize_object (popover);
}

static void
test_server_popover_follows_pool (WindowFixture *fixture,
                                  gconstpointer  data)
{
  CribConnection *one = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  GtkWidget *popover = g_object_ref_sink (crib_server_popover_new ());
  GtkListBox *list = GTK_LIST_BOX (window_fixture_find (popover, GTK_TYPE_LIST_BOX));
  g_autoptr(GError) error = NULL;

  crib_server_popover_set_pool (CRIB_SERVER_POPOVER (popover), fixture->pool);
  window_fixture_add_uri (fixture, "Two", "http://127.0.0.1:1/mcp");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));

  crib_server_store_remove (fixture->store, crib_connection_get_server (one), &error);
  g_assert_no_error (error);
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  g_assert_true (window_fixture_shows (GTK_WIDGET (list), "Two"));

  crib_server_popover_set_pool (CRIB_SERVER_POPOVER (popover), NULL);
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  g_assert_finalize_object (popover);
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

  ADD ("/server-popover/ticks", test_server_popover_ticks);
  ADD ("/server-popover/follows-pool", test_server_popover_follows_pool);

  return g_test_run ();
}
