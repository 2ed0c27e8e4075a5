/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-run-bar.h"
#include "tool-server.h"
#include "ui-fixture.h"

#define TOOLS "[{\"name\":\"now\",\"inputSchema\":{\"type\":\"object\"}}]"

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
test_bar_problems (void)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (CRIB_TYPE_RUN_BAR, NULL));

  g_assert_nonnull (ui_find (bar, is_button, "Run"));
  g_object_set (bar, "n-problems", 2, NULL);
  g_assert_true (ui_shows (bar, "2 values need attention"));
  g_object_set (bar, "narrow", TRUE, "n-problems", 1, NULL);
  g_assert_true (ui_shows (bar, "1 value"));
  g_assert_false (ui_shows (bar, "Ctrl"));
  g_assert_finalize_object (bar);
}

static void
test_bar_follows_run (void)
{
  g_autoptr(ToolServer) server = tool_server_new (TOOLS);
  CribConnection *connection = tool_server_get_connection (server);
  CribRunBar *bar = g_object_ref_sink (g_object_new (CRIB_TYPE_RUN_BAR, NULL));
  GtkWidget *window = gtk_window_new ();
  g_autoptr(SjsonDocument) document = ui_parse ("{}");
  SjsonValue arguments = sjson_document_get_root (document);
  CribRun *run;
  int cancel_x, run_x;
  graphene_rect_t bounds;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bar));
  gtk_window_present (GTK_WINDOW (window));
  run = crib_connection_run_tool (connection, crib_connection_find_tool (connection, "now"),
                                  &arguments);
  crib_run_bar_set_run (bar, run);
  g_assert_true (crib_run_bar_get_run (bar) == run);
  g_assert_true (ui_shows (GTK_WIDGET (bar), "Running…"));
  tool_server_send_progress (server, 2, 8, "Half <b>way</b>");
  ui_wait (ui_shows (GTK_WIDGET (bar), "Half <b>way</b>"));
  ui_wait (gtk_widget_get_width (ui_find (GTK_WIDGET (bar), is_button, "Cancel")) > 0);
  g_assert_true (gtk_widget_compute_bounds (ui_find (GTK_WIDGET (bar), is_button, "Cancel"),
                                            GTK_WIDGET (bar), &bounds));
  cancel_x = bounds.origin.x + bounds.size.width;

  tool_server_release (server, "{\"content\":[],\"isError\":true}");
  tool_server_wait (server, "now");
  g_assert_nonnull (ui_find (GTK_WIDGET (bar), is_button, "Run Again"));
  ui_wait (gtk_widget_get_width (ui_find (GTK_WIDGET (bar), is_button, "Run Again")) > 0);
  g_assert_true (gtk_widget_compute_bounds (ui_find (GTK_WIDGET (bar), is_button, "Run Again"),
                                            GTK_WIDGET (bar), &bounds));
  run_x = bounds.origin.x + bounds.size.width;
  g_assert_cmpint (cancel_x, ==, run_x);

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (bar);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/run-bar/problems", test_bar_problems);
  g_test_add_func ("/run-bar/follows-run", test_bar_follows_run);

  return g_test_run ();
}
