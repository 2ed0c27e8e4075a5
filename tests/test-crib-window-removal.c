/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-secrets.h"
#include "crib-window.h"
#include "fake-vault.h"
#include "window-fixture.h"

/* A window with one server that has a client secret in a vault. */
typedef struct
{
  WindowFixture servers;
  GSettings *settings;
  FakeVault *vault;
  CribTrust *trust;
  CribAccountStore *accounts;
  CribIdentity *identity;
  GtkWidget *window;
  CribServer *server;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  CribConnection *connection;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window_fixture_set_up (&self->servers, data);
  connection = window_fixture_add (&self->servers, "Orders", TOOL_FIND);
  self->server = crib_connection_get_server (connection);
  crib_server_set_client_id (self->server, "client-1");
  crib_server_set_client_issuer (self->server, "https://id.example");
  crib_server_set_has_client_secret (self->server, TRUE);
  self->vault = fake_vault_new ();
  self->trust = crib_trust_new (NULL);
  self->accounts = crib_account_store_new (NULL);
  self->identity = crib_identity_new (self->trust, self->accounts, VAULT_STORE (self->vault));
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (self->settings, "current-server");
  self->window = crib_window_new (NULL, self->settings);
  crib_window_set_identity (CRIB_WINDOW (self->window), self->identity);
  gtk_window_present (GTK_WINDOW (self->window));
  crib_window_set_servers (CRIB_WINDOW (self->window), self->servers.store, self->servers.pool);
  window_fixture_wait_settled (connection);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->window != NULL)
    window_fixture_destroy (self->window);

  g_assert_finalize_object (self->settings);
  window_fixture_tear_down (&self->servers, data);
  g_assert_finalize_object (self->identity);
  g_assert_finalize_object (self->accounts);
  g_assert_finalize_object (self->trust);
  g_assert_finalize_object (self->vault);
}

/* Without a second thought the secret goes with the window at the latest. */
static void
test_forgotten (Fixture       *self,
                gconstpointer  data)
{
  gtk_widget_activate_action (self->window, "win.remove-server", NULL);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);

  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;
  window_fixture_wait (self->vault->n_clears == 1);
}

/* What came back is whole. */
static void
test_undone (Fixture       *self,
             gconstpointer  data)
{
  gtk_widget_activate_action (self->window, "win.remove-server", NULL);
  window_fixture_click (self->window, "_Undo");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->servers.store)), ==, 1);

  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpuint (self->vault->n_clears, ==, 0);
  g_assert_true (crib_server_has_client_secret (self->server));
}

#define ADD(path, function) \
  g_test_add ("/window-removal/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  ADD ("forgotten", test_forgotten);
  ADD ("undone", test_undone);

  return g_test_run ();
}
