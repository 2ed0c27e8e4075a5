/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-frame.h"
#include "window-fixture.h"

#define HEIGHT 100

typedef struct
{
  GtkWidget *frame;
  GtkWidget *form;     /* needs @wide of width, or @narrow where it is cramped */
  int wide;
  int narrow;
  guint n_changes;
} Fixture;

static void
update_form (Fixture *fixture)
{
  gboolean cramped = crib_form_frame_is_cramped (CRIB_FORM_FRAME (fixture->frame));

  gtk_widget_set_size_request (fixture->form, cramped ? fixture->narrow : fixture->wide, HEIGHT);
}

static void
cramped_cb (Fixture *fixture)
{
  fixture->n_changes++;
  update_form (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->frame = g_object_ref_sink (g_object_new (CRIB_TYPE_FORM_FRAME, NULL));
  fixture->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->wide = 500;
  fixture->narrow = 200;
  adw_bin_set_child (ADW_BIN (fixture->frame), fixture->form);
  g_signal_connect_swapped (fixture->frame, "notify::cramped", G_CALLBACK (cramped_cb), fixture);
  update_form (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->frame);
}

static int
measure (Fixture        *fixture,
         GtkOrientation  orientation,
         int             for_size)
{
  int minimum;

  gtk_widget_measure (fixture->frame, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Gives it room, and again until nothing changes any more. */
static gboolean
fits (Fixture *fixture,
      int      width)
{
  guint n_changes;

  do
    {
      n_changes = fixture->n_changes;
      measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);
      gtk_widget_allocate (fixture->frame, width, HEIGHT, -1, NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (fixture->n_changes, <, 20);
    }
  while (fixture->n_changes != n_changes);

  return !crib_form_frame_is_cramped (CRIB_FORM_FRAME (fixture->frame));
}

static void
test_form_frame_cramped (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_assert_true (fits (fixture, 500));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_false (fits (fixture, 499));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_false (fits (fixture, 250));
  g_assert_false (fits (fixture, 499));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (fits (fixture, 500));
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

/* What is around it must not be told of the wide layout, or folding would depend on itself. */
static void
test_form_frame_minimum (Fixture       *fixture,
                         gconstpointer  user_data)
{
  int minimum = measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);

  g_assert_cmpint (minimum, <=, 250);
  g_assert_false (fits (fixture, 300));
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1), <=, minimum);
  g_assert_true (fits (fixture, 600));
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1), <=, minimum);
}

/* Large text: the narrow layout needs more than usual, in both. */
static void
test_form_frame_narrow_minimum (Fixture       *fixture,
                                gconstpointer  user_data)
{
  fixture->narrow = 330;
  g_assert_false (fits (fixture, 300));
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1), ==, 330);
  g_assert_true (fits (fixture, 600));
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1), ==, 330);
}

static void
test_form_frame_grows (Fixture       *fixture,
                       gconstpointer  user_data)
{
  g_assert_true (fits (fixture, 600));
  fixture->wide = 700;
  update_form (fixture);
  g_assert_false (fits (fixture, 600));
  g_assert_false (fits (fixture, 699));
  g_assert_true (fits (fixture, 700));
}

static void
test_form_frame_reset (Fixture       *fixture,
                       gconstpointer  user_data)
{
  g_assert_false (fits (fixture, 300));
  fixture->wide = 280;
  crib_form_frame_reset (CRIB_FORM_FRAME (fixture->frame));
  g_assert_true (fits (fixture, 300));
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

/* While it waits to say so it may go, or have the room again. */
static void
test_form_frame_waits (Fixture       *fixture,
                       gconstpointer  user_data)
{
  measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);
  gtk_widget_allocate (fixture->frame, 300, HEIGHT, -1, NULL);
  g_assert_true (fits (fixture, 600));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  gtk_widget_allocate (fixture->frame, 300, HEIGHT, -1, NULL);
}

/* A height is that of the width which the child gets. */
static void
test_form_frame_height (Fixture       *fixture,
                        gconstpointer  user_data)
{
  GtkWidget *label = gtk_label_new ("a long line of words that is broken where there is no room");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (fixture->form), label);
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_VERTICAL, 300), ==,
                   measure (fixture, GTK_ORIENTATION_VERTICAL, 500));
  g_assert_cmpint (measure (fixture, GTK_ORIENTATION_VERTICAL, 300), ==, HEIGHT);
}

/* Whoever holds the frame gives it the height for its width. */
static void
test_form_frame_wraps (Fixture       *fixture,
                       gconstpointer  user_data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *label = gtk_label_new ("a long line of words that is broken where there is no room");
  int narrow, wide;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (fixture->form), label);
  gtk_widget_set_size_request (fixture->form, 100, 1);
  gtk_box_append (GTK_BOX (box), fixture->frame);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 120, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 900, &wide, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, wide);
  gtk_box_remove (GTK_BOX (box), fixture->frame);
  g_assert_finalize_object (box);
}

static void
test_form_frame_empty (void)
{
  GtkWidget *frame = g_object_ref_sink (g_object_new (CRIB_TYPE_FORM_FRAME, NULL));
  int minimum;

  gtk_widget_measure (frame, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  gtk_widget_allocate (frame, 10, 10, -1, NULL);
  g_assert_finalize_object (frame);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/form-frame/cramped", test_form_frame_cramped);
  ADD ("/form-frame/minimum", test_form_frame_minimum);
  ADD ("/form-frame/narrow-minimum", test_form_frame_narrow_minimum);
  ADD ("/form-frame/grows", test_form_frame_grows);
  ADD ("/form-frame/reset", test_form_frame_reset);
  ADD ("/form-frame/waits", test_form_frame_waits);
  ADD ("/form-frame/height", test_form_frame_height);
  ADD ("/form-frame/wraps", test_form_frame_wraps);
  g_test_add_func ("/form-frame/empty", test_form_frame_empty);

  return g_test_run ();
}
