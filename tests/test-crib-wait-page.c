/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-wait-page.h"
#include "window-fixture.h"

/* A spinner that nobody sees asks for no frames. */
static void
test_wait_page_spins_while_seen (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = crib_wait_page_new ();
  GtkSpinner *spinner = GTK_SPINNER (window_fixture_find (page, GTK_TYPE_SPINNER));

  crib_wait_page_set_title (CRIB_WAIT_PAGE (page), "A & <b>");
  g_assert_true (window_fixture_shows (page, "A & <b>"));
  g_assert_false (gtk_spinner_get_spinning (spinner));

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  window_fixture_wait (gtk_widget_get_mapped (page));
  g_assert_false (gtk_spinner_get_spinning (spinner));
  window_fixture_wait (gtk_spinner_get_spinning (spinner));

  gtk_widget_set_visible (page, FALSE);
  g_assert_false (gtk_spinner_get_spinning (spinner));

  /* Not long enough to see it spin. */
  gtk_widget_set_visible (page, TRUE);
  gtk_widget_set_visible (page, FALSE);
  g_assert_false (gtk_spinner_get_spinning (spinner));
  window_fixture_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/wait-page/spins-while-seen", test_wait_page_spins_while_seen);

  return g_test_run ();
}
