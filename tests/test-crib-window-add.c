/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-dialog.h"
#include "crib-window.h"
#include "lookup-fixture.h"
#include "tenant-fixture.h"

/* CribWindow: from "Add Server" straight to a sign-in, because the person pressed the button. */

typedef struct
{
  LookupFixture lookup;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  lookup_fixture_set_up (&fixture->lookup, data);
  fixture->settings = g_settings_new (APPLICATION_ID);
  fixture->window = crib_window_new (NULL, fixture->settings);
  crib_window_set_identity (CRIB_WINDOW (fixture->window), fixture->lookup.sign_in.identity);
  crib_identity_set_prompter (fixture->lookup.sign_in.identity,
                              OAUTH_PROMPTER (fixture->lookup.sign_in.person));
  crib_window_set_servers (CRIB_WINDOW (fixture->window), fixture->lookup.window.store,
                           fixture->lookup.window.pool);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  g_assert_finalize_object (fixture->settings);
  lookup_fixture_tear_down (&fixture->lookup, data);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (CRIB_IS_SERVER_DIALOG (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
find_entry (GtkWidget  *widget,
            const char *title)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;

  if (ADW_IS_ENTRY_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);

  return found;
}

static void
add (Fixture    *fixture,
     const char *client_id)
{
  GtkWidget *dialog;
  GtkWidget *address;

  gtk_widget_activate_action (fixture->window, "win.add-server", NULL);
  dialog = find_dialog ();
  address = find_entry (dialog, "Address");
  gtk_editable_set_text (GTK_EDITABLE (address),
                         lookup_fixture_get_address (&fixture->lookup, "protected"));
  g_signal_emit_by_name (address, "entry-activated");
  window_fixture_wait (find_entry (dialog, "Client ID") != NULL &&
                       window_fixture_shows (dialog, "One Thing Is Missing"));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (dialog, "Client ID")), client_id);
  window_fixture_click (dialog, "_Add");
  window_fixture_wait (find_dialog () == NULL);
}

static void
test_add_signs_in (Fixture       *fixture,
                   gconstpointer  data)
{
  TenantPrompter *person = fixture->lookup.sign_in.person;
  CribConnection *connection;

  add (fixture, tenant_look_up (&fixture->lookup.sign_in.demo, "client_id"));
  connection = crib_window_get_connection (CRIB_WINDOW (fixture->window));
  g_assert_nonnull (connection);
  window_fixture_wait (crib_connection_get_state (connection) == CRIB_CONNECTION_CONNECTED &&
                       !crib_connection_is_loading (connection));
  g_assert_cmpuint (person->prompts->len, ==, 1);
  g_assert_cmpstr (crib_connection_get_state_text (connection), ==,
                   "Connected as ada@contoso.example");
}

/* Whoever thinks better of it has the server all the same. */
static void
test_add_cancelled (Fixture       *fixture,
                    gconstpointer  data)
{
  TenantPrompter *person = fixture->lookup.sign_in.person;
  CribConnection *connection;

  person->deed = PERSON_CANCELS;
  add (fixture, tenant_look_up (&fixture->lookup.sign_in.demo, "client_id"));
  connection = crib_window_get_connection (CRIB_WINDOW (fixture->window));
  window_fixture_wait (person->prompts->len == 1 && !crib_connection_is_signing_in (connection));
  window_fixture_wait_settled (connection);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->lookup.window.store)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (!lookup_fixture_begin (&argc, &argv))
    return 0;

  g_test_add ("/window/add/signs-in", Fixture, NULL, set_up, test_add_signs_in, tear_down);
  g_test_add ("/window/add/cancelled", Fixture, NULL, set_up, test_add_cancelled, tear_down);

  return lookup_fixture_run ();
}
