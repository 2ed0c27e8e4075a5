/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-accounts-window.h"

#include "crib-account-row.h"
#include "crib-lens-window.h"
#include "crib-policy.h"
#include "crib-server-dialog.h"
#include "crib-surface-row.h"
#include "pool-fixture.h"
#include "ui-fixture.h"
#include "window-fixture.h"

static GtkWidget *
show (PoolFixture *fixture)
{
  GtkWidget *window = crib_accounts_window_new (fixture->sign_in.identity, fixture->pool,
                                                fixture->settings);

  g_object_ref (window);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
end (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

static void
activate (GtkWidget  *window,
          const char *title)
{
  GtkWidget *label = ui_find (window, ui_is_label, title);

  g_assert_nonnull (label);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
}

static gboolean
is_mapped (GtkWidget  *window,
           const char *words)
{
  GtkWidget *label = ui_find (window, ui_is_label, words);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_accounts_window_empty (PoolFixture   *fixture,
                            gconstpointer  data)
{
  GtkWidget *window = show (fixture);

  ui_wait (is_mapped (window, "Nobody Is Signed In"));
  pool_fixture_enter (fixture);
  ui_wait (is_mapped (window, "Ada Example"));
  end (window);
}

/* Two people side by side; each has their own way out. */
static void
test_accounts_window_two (PoolFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *window;

  pool_fixture_enter (fixture);
  pool_fixture_seat_tom (fixture);
  sign_in_fixture_sign_in (fixture->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error);
  g_assert_no_error (error);

  window = show (fixture);
  g_assert_true (ui_shows (window, "ada@contoso.example"));
  g_assert_true (ui_shows (window, "tom@contoso.example"));
  end (window);
}

static void
respond (GtkWidget  *window,
         const char *response,
         gboolean    is_wide)
{
  AdwMessageDialog *dialog;
  GtkWidget *check;
  int width;

  activate (window, "Sign Out…");
  dialog = ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (window));
  check = ui_find (GTK_WIDGET (dialog), ui_is_type, "GtkCheckButton");
  g_assert_nonnull (check);
  /* Large text does not make it wider than a narrow screen. */
  gtk_widget_measure (check, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <, 150);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_wide);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static char *opened;

/* The linker puts this in the place of what opens the browser. */
void __wrap_gtk_show_uri (GtkWindow  *parent,
                          const char *uri,
                          guint32     timestamp);

void
__wrap_gtk_show_uri (GtkWindow  *parent,
                     const char *uri,
                     guint32     timestamp)
{
  g_assert_null (opened);
  opened = g_strdup (uri);
}

static void
sign_out (PoolFixture *fixture,
          gboolean     is_wide)
{
  CribAccountStore *accounts = crib_identity_get_accounts (fixture->sign_in.identity);
  GtkWidget *window;

  pool_fixture_enter (fixture);
  window = show (fixture);

  respond (window, "cancel", is_wide);
  sign_in_fixture_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);

  respond (window, "sign-out", is_wide);
  ui_wait (window_fixture_shows (window, "Signed out. Nothing of the sign-in is left on this "
                                         "computer."));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 0);
  g_assert_null (crib_connection_get_account (fixture->connection));
  ui_wait (is_mapped (window, "Nobody Is Signed In"));

  /* The browser's own session ends only where the person wanted that. */
  g_assert_cmpint (opened != NULL, ==, is_wide);
  if (is_wide)
    g_assert_nonnull (strstr (opened, "/oauth2/v2.0/logout"));
  g_clear_pointer (&opened, g_free);
  end (window);
}

static void
test_accounts_window_sign_out (PoolFixture   *fixture,
                               gconstpointer  data)
{
  sign_out (fixture, FALSE);
}

static void
test_accounts_window_sign_out_wide (PoolFixture   *fixture,
                                    gconstpointer  data)
{
  sign_out (fixture, TRUE);
}

static void
sign_in_cb (GtkWidget      *window,
            CribConnection *connection,
            int             kind,
            int            *wanted)
{
  *wanted = kind;
}

static void
test_accounts_window_sign_in (PoolFixture   *fixture,
                              gconstpointer  data)
{
  GtkWidget *window;
  GtkWidget *button;
  int wanted = -1;

  window = show (fixture);
  button = ui_find (window, ui_is_type, "GtkMenuButton");
  g_assert_false (gtk_widget_get_sensitive (button));
  end (window);

  pool_fixture_enter (fixture);
  window = show (fixture);
  g_signal_connect (window, "sign-in", G_CALLBACK (sign_in_cb), &wanted);
  activate (window, "Sign In Again");
  g_assert_cmpint (wanted, ==, CRIB_SIGN_IN_AGAIN);

  button = ui_find (window, ui_is_type, "GtkMenuButton");
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_widget_activate_action (window, "accounts.add", "s", crib_server_get_id (fixture->server));
  g_assert_cmpint (wanted, ==, CRIB_SIGN_IN_OTHER_ACCOUNT);
  end (window);
}

static void
test_accounts_window_lens (PoolFixture   *fixture,
                           gconstpointer  data)
{
  GtkWidget *window;
  GtkWidget *lens;

  pool_fixture_enter (fixture);
  window = show (fixture);
  activate (window, crib_server_get_name (fixture->server));
  lens = find_window (CRIB_TYPE_LENS_WINDOW);
  g_assert_nonnull (lens);
  g_assert_true (ui_shows (lens, "aud"));
  g_assert_true (ui_shows (lens, "All of it is as the server wants it."));
  gtk_window_destroy (GTK_WINDOW (lens));
  end (window);
}

/* The same from the settings of the server, where it is used as somebody. */
static void
test_accounts_window_settings_lens (PoolFixture   *fixture,
                                    gconstpointer  data)
{
  GtkWidget *dialog;
  GtkWidget *lens;

  pool_fixture_enter (fixture);
  dialog = crib_server_dialog_new (fixture->store, fixture->pool, fixture->sign_in.identity,
                                   fixture->server);
  g_object_ref (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  activate (dialog, "What the Server Sees…");
  lens = find_window (CRIB_TYPE_LENS_WINDOW);
  g_assert_true (ui_shows (lens, "aud"));
  gtk_window_destroy (GTK_WINDOW (lens));
  gtk_window_destroy (GTK_WINDOW (dialog));
  sign_in_fixture_settle ();
  g_assert_finalize_object (dialog);
}

/* It follows a choice made elsewhere, and makes one. */
static void
test_accounts_window_surface (PoolFixture   *fixture,
                              gconstpointer  data)
{
  GtkWidget *window;
  AdwComboRow *row;

  g_settings_set_string (fixture->settings, "sign-in-surface", "browser");
  window = show (fixture);
  row = ADW_COMBO_ROW (ui_find (window, ui_is_type, "CribSurfaceRow"));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, CRIB_SURFACE_BROWSER);
  g_assert_cmpint (crib_policy_get_surface (fixture->settings), ==, CRIB_SURFACE_BROWSER);

  adw_combo_row_set_selected (row, CRIB_SURFACE_ASK);
  g_assert_cmpint (crib_policy_get_surface (fixture->settings), ==, CRIB_SURFACE_ASK);
  g_settings_set_string (fixture->settings, "sign-in-surface", "embedded");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, CRIB_SURFACE_EMBEDDED);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (row)));
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
  g_test_add ("/accounts-window/" path, PoolFixture, NULL, pool_fixture_set_up, function, \
              pool_fixture_tear_down)

  ADD ("empty", test_accounts_window_empty);
  ADD ("two", test_accounts_window_two);
  ADD ("sign-out", test_accounts_window_sign_out);
  ADD ("sign-out-of-service", test_accounts_window_sign_out_wide);
  ADD ("sign-in", test_accounts_window_sign_in);
  ADD ("lens", test_accounts_window_lens);
  ADD ("settings-lens", test_accounts_window_settings_lens);
  ADD ("surface", test_accounts_window_surface);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
