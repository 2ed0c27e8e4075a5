/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-wrap-layout.h"
#include "ui-fixture.h"

#define SPACING 10

static GtkWidget *
create_box (CribWrapLayout **layout)
{
  GtkWidget *box = g_object_ref_sink (adw_bin_new ());
  GtkLayoutManager *manager = crib_wrap_layout_new (SPACING);

  gtk_widget_set_layout_manager (box, manager);
  *layout = CRIB_WRAP_LAYOUT (manager);

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = adw_bin_new ();

      gtk_widget_set_size_request (child, 100, 20);
      gtk_widget_set_parent (child, box);
    }

  return box;
}

static void
destroy_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);

  g_assert_finalize_object (box);
}

static int
get_height (GtkWidget *box,
            int        width)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);

  return height;
}

static void
test_wrap_layout_lines (void)
{
  CribWrapLayout *layout;
  GtkWidget *box = create_box (&layout);
  int minimum, natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 320);
  g_assert_cmpint (get_height (box, -1), ==, 20);
  g_assert_cmpint (get_height (box, 320), ==, 20);
  g_assert_cmpint (get_height (box, 319), ==, 50);
  g_assert_cmpint (get_height (box, 209), ==, 80);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  g_assert_cmpint (get_height (box, 210), ==, 20);
  destroy_box (box);
}

static void
test_wrap_layout_stacked (void)
{
  CribWrapLayout *layout;
  GtkWidget *box = create_box (&layout);
  int natural;

  crib_wrap_layout_set_stacked (layout, TRUE);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 100);
  g_assert_cmpint (get_height (box, 1000), ==, 80);

  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 400, 80 }, -1);
  g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_last_child (box)), ==, 400);
  destroy_box (box);
}

static double
get_x (GtkWidget *box,
       GtkWidget *child)
{
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (child, box, 0, 0, &x, &y));

  return x;
}

static void
test_wrap_layout_mirrored (void)
{
  CribWrapLayout *layout;
  GtkWidget *box = create_box (&layout);

  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 320, 20 }, -1);
  g_assert_cmpfloat (get_x (box, gtk_widget_get_first_child (box)), ==, 0);
  g_assert_cmpfloat (get_x (box, gtk_widget_get_last_child (box)), ==, 220);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 320, 20 }, -1);
  g_assert_cmpfloat (get_x (box, gtk_widget_get_first_child (box)), ==, 220);
  destroy_box (box);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/wrap-layout/lines", test_wrap_layout_lines);
  g_test_add_func ("/wrap-layout/stacked", test_wrap_layout_stacked);
  g_test_add_func ("/wrap-layout/mirrored", test_wrap_layout_mirrored);

  return g_test_run ();
}
