/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-remove-window.h"

#include "pool-fixture.h"
#include "ui-fixture.h"
#include "window-fixture.h"

static GtkWidget *
show (PoolFixture *fixture)
{
  GtkWidget *window = crib_remove_window_new (fixture->sign_in.identity, fixture->store);

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

static guint
count_accounts (PoolFixture *fixture)
{
  CribAccountStore *accounts = crib_identity_get_accounts (fixture->sign_in.identity);

  return g_list_model_get_n_items (G_LIST_MODEL (accounts));
}

/* Nothing happens before somebody says so; then the sign-in is gone and the server is not. */
static void
test_remove_window_removes (PoolFixture   *fixture,
                            gconstpointer  data)
{
  GtkWidget *window;

  pool_fixture_enter (fixture);
  window = show (fixture);
  ui_wait (window_fixture_shows (window, "All sign-ins"));
  sign_in_fixture_settle ();
  g_assert_cmpuint (count_accounts (fixture), ==, 1);

  window_fixture_click (window, "_Remove");
  ui_wait (is_mapped (window, "Everything Is Gone"));
  g_assert_cmpuint (count_accounts (fixture), ==, 0);
  g_assert_null (crib_connection_get_account (fixture->connection));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  g_assert_true (window_fixture_shows (window, "Your saved servers are still here, and nothing "
                                               "else of it is left on this computer."));
  g_assert_null (window_fixture_find_button (window, "_Remove"));
  g_assert_nonnull (window_fixture_find_button (window, "_Close"));
  end (window);
}

static void
test_remove_window_servers (PoolFixture   *fixture,
                            gconstpointer  data)
{
  GtkWidget *window = show (fixture);

  gtk_switch_set_active (GTK_SWITCH (window_fixture_find (window, GTK_TYPE_SWITCH)), TRUE);
  window_fixture_click (window, "_Remove");
  ui_wait (is_mapped (window, "Everything Is Gone"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
  g_assert_true (window_fixture_shows (window, "Nothing of it is left on this computer."));
  end (window);
}

/* What the keyring keeps is said, each in a line. */
static void
test_remove_window_left (PoolFixture   *fixture,
                         gconstpointer  data)
{
  GtkWidget *window;

  pool_fixture_enter (fixture);
  fixture->sign_in.vault->state = VAULT_STATE_LOCKED;
  window = show (fixture);
  window_fixture_click (window, "_Remove");
  ui_wait (is_mapped (window, "Something Is Still There"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (
                      GTK_LIST_BOX (window_fixture_find (window, GTK_TYPE_LIST_BOX)), 0));
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

#define ADD(path, function) \
  g_test_add ("/remove-window/" path, PoolFixture, NULL, pool_fixture_set_up, function, \
              pool_fixture_tear_down)

  ADD ("removes", test_remove_window_removes);
  ADD ("servers", test_remove_window_servers);
  ADD ("left", test_remove_window_left);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
