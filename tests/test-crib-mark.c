/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-mark.h"
#include "window-fixture.h"

static void
test_mark_shows (void)
{
  GtkWidget *mark = g_object_ref_sink (crib_mark_new ("channel-insecure-symbolic", "A & <b>"));
  g_autofree char *icon_name = NULL;
  g_autofree char *label = NULL;

  g_object_get (mark, "icon-name", &icon_name, "label", &label, NULL);
  g_assert_cmpstr (icon_name, ==, "channel-insecure-symbolic");
  g_assert_cmpstr (label, ==, "A & <b>");
  g_assert_true (window_fixture_shows (mark, "A & <b>"));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_first_child (mark)));
  g_assert_finalize_object (mark);
}

static void
test_mark_without_icon (void)
{
  GtkWidget *mark = g_object_ref_sink (crib_mark_new (NULL, "Demo"));

  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (mark)));
  g_assert_true (window_fixture_shows (mark, "Demo"));
  g_assert_finalize_object (mark);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/mark/shows", test_mark_shows);
  g_test_add_func ("/mark/without-icon", test_mark_without_icon);

  return g_test_run ();
}
