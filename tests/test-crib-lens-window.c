/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-lens-window.h"

#include "pool-fixture.h"
#include "ui-fixture.h"

static GtkWidget *
show (PoolFixture *fixture)
{
  GtkWidget *window = crib_lens_window_new (fixture->sign_in.identity, fixture->connection);

  g_object_ref (window);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
end (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

static gboolean
is_mapped (GtkWidget  *window,
           const char *words)
{
  GtkWidget *label = ui_find (window, ui_is_label, words);

  return label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
is_selectable (GtkWidget  *widget,
               const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget));
}

/* It is there while somebody is signed in, and says so when nobody is any more. */
static void
test_lens_window_follows (PoolFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *window = show (fixture);

  ui_wait (is_mapped (window, "Nothing to Look At"));
  pool_fixture_enter (fixture);
  ui_wait (is_mapped (window, "aud"));
  g_assert_true (is_mapped (window, "All of it is as the server wants it."));
  g_assert_true (is_mapped (window, "mcp:tools"));
  g_assert_null (ui_find (window, is_selectable, NULL));

  sign_in_fixture_sign_out (fixture->connection, &error);
  g_assert_no_error (error);
  ui_wait (is_mapped (window, "Nothing to Look At"));
  end (window);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (!ui_init (&argc, &argv))
    return 0;

  sign_in_fixture_begin (argv);
  g_test_add ("/lens-window/follows", PoolFixture, NULL, pool_fixture_set_up,
              test_lens_window_follows, pool_fixture_tear_down);
  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
