/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-empty-page.h"
#include "window-fixture.h"

static void
test_empty_page_says_the_next_step (void)
{
  GtkWidget *page = g_object_ref_sink (crib_empty_page_new ());
  GtkWidget *add = window_fixture_find_button (page, "_Add Server…");
  GtkWidget *demo = window_fixture_find_button (page, "_Try the Demo");

  g_assert_true (window_fixture_shows (page, "Add Your First Server"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (add)), ==, "win.add-server");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (demo)), ==, "app.try-demo");
  g_assert_true (gtk_widget_has_css_class (add, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (demo, "suggested-action"));
  g_assert_finalize_object (page);
}

static void
test_empty_page_gets_its_picture (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = crib_empty_page_new ();
  AdwStatusPage *status = ADW_STATUS_PAGE (window_fixture_find (page, ADW_TYPE_STATUS_PAGE));

  gtk_window_set_child (GTK_WINDOW (window), page);
  g_assert_null (adw_status_page_get_icon_name (status));
  g_assert_nonnull (adw_status_page_get_paintable (status));

  gtk_window_present (GTK_WINDOW (window));
  window_fixture_wait (adw_status_page_get_icon_name (status) != NULL);
  g_assert_null (adw_status_page_get_paintable (status));
  window_fixture_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/empty-page/says-the-next-step", test_empty_page_says_the_next_step);
  g_test_add_func ("/empty-page/gets-its-picture", test_empty_page_gets_its_picture);

  return g_test_run ();
}
