/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-dialog.h"
#include "lookup-fixture.h"
#include "tenant-fixture.h"

/* CribServerDialog: a server that wants people to sign in. */

#define OTHER_GUID "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90"

typedef struct
{
  GtkWidget *dialog;
  CribServer *saved;        /* borrowed */
  gboolean sign_in;
} Dialog;

static void
saved_cb (Dialog     *dialog,
          CribServer *server,
          gboolean    sign_in)
{
  dialog->saved = server;
  dialog->sign_in = sign_in;
}

/* The last one of that title that is not left out of its list. */
static GtkEditable *
find_entry (GtkWidget  *widget,
            const char *title)
{
  GtkEditable *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;

  if (ADW_IS_ENTRY_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return GTK_EDITABLE (widget);

  for (GtkWidget *child = gtk_widget_get_last_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_prev_sibling (child))
    found = find_entry (child, title);

  return found;
}

static void
open_dialog (Dialog        *dialog,
             LookupFixture *fixture,
             CribServer    *server)
{
  dialog->saved = NULL;
  dialog->sign_in = FALSE;
  dialog->dialog = crib_server_dialog_new (fixture->window.store, fixture->window.pool,
                                           fixture->sign_in.identity, server);
  g_object_ref (dialog->dialog);
  g_signal_connect_swapped (dialog->dialog, "saved", G_CALLBACK (saved_cb), dialog);
  gtk_window_present (GTK_WINDOW (dialog->dialog));
}

/* Types the address and presses Enter. */
static void
look (Dialog     *dialog,
      const char *address)
{
  GtkEditable *entry = find_entry (dialog->dialog, "Address");

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_text (entry, address);
  g_signal_emit_by_name (entry, "entry-activated");
}

static void
close_dialog (Dialog *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog->dialog));
  sign_in_fixture_settle ();
  g_assert_finalize_object (dialog->dialog);
}

static gboolean
can_save (Dialog *dialog)
{
  return gtk_widget_is_sensitive (window_fixture_find_button (dialog->dialog, "_Add"));
}

static gboolean
has_focus (Dialog      *dialog,
           GtkEditable *entry)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog->dialog));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (entry));
}

static void
test_dialog_asks (LookupFixture *fixture,
                  gconstpointer  data)
{
  const char *client_id = tenant_look_up (&fixture->sign_in.demo, "client_id");
  GtkEditable *entry;
  Dialog dialog;

  open_dialog (&dialog, fixture, NULL);
  look (&dialog, lookup_fixture_get_address (fixture, "protected"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "One Thing Is Missing"));
  g_assert_true (window_fixture_shows (dialog.dialog, "Permission: mcp:tools"));
  g_assert_false (can_save (&dialog));

  entry = find_entry (dialog.dialog, "Client ID");
  g_assert_true (has_focus (&dialog, entry));

  /* Not a client ID: the button says why, and nothing is lost. */
  gtk_editable_set_text (entry, "orders");
  g_assert_true (can_save (&dialog));
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_null (dialog.saved);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "orders");

  gtk_editable_set_text (entry, client_id);
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_nonnull (dialog.saved);
  g_assert_true (dialog.sign_in);
  g_assert_cmpstr (crib_server_get_client_id (dialog.saved), ==, client_id);
  g_assert_cmpstr (crib_server_get_name (dialog.saved), ==, "HttpMcpServer demo server");
  g_assert_null (crib_server_get_authority (dialog.saved));
  close_dialog (&dialog);
}

/* What another server of the same authority is known by is not asked for again, and can be seen. */
static void
test_dialog_knows (LookupFixture *fixture,
                   gconstpointer  data)
{
  CribConnection *connection;
  GtkEditable *entry;
  Dialog dialog;

  connection = window_fixture_add_uri (&fixture->window, "Orders",
                                       lookup_fixture_get_address (fixture, "protected"));
  crib_server_set_client_id (crib_connection_get_server (connection), OTHER_GUID);
  crib_server_set_authority (crib_connection_get_server (connection),
                             tenant_look_up (&fixture->sign_in.demo, "issuer"));

  open_dialog (&dialog, fixture, NULL);
  look (&dialog, lookup_fixture_get_address (fixture, "protected"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Permission: mcp:tools"));
  g_assert_false (window_fixture_shows (dialog.dialog, "One Thing Is Missing"));
  g_assert_true (can_save (&dialog));
  entry = find_entry (dialog.dialog, "Client ID");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, OTHER_GUID);

  window_fixture_click (dialog.dialog, "_Add");
  g_assert_nonnull (dialog.saved);
  g_assert_true (dialog.sign_in);
  g_assert_cmpstr (crib_server_get_client_id (dialog.saved), ==, OTHER_GUID);
  close_dialog (&dialog);
}

/* What was known of one address says nothing of the next. */
static void
test_dialog_forgets (LookupFixture *fixture,
                     gconstpointer  data)
{
  CribConnection *connection;
  Dialog dialog;

  connection = window_fixture_add_uri (&fixture->window, "Orders", "http://127.0.0.1:1/");
  crib_server_set_client_id (crib_connection_get_server (connection), OTHER_GUID);
  crib_server_set_authority (crib_connection_get_server (connection),
                             tenant_look_up (&fixture->sign_in.demo, "issuer"));

  open_dialog (&dialog, fixture, NULL);
  look (&dialog, lookup_fixture_get_address (fixture, "protected"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Permission: mcp:tools"));

  look (&dialog, lookup_fixture_get_address (fixture, "open"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Not protected"));
  g_assert_true (can_save (&dialog));
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_nonnull (dialog.saved);
  g_assert_false (dialog.sign_in);
  g_assert_null (crib_server_get_client_id (dialog.saved));
  close_dialog (&dialog);
}

static void
test_dialog_untrusted (LookupFixture *fixture,
                       gconstpointer  data)
{
  Dialog dialog;

  lookup_fixture_name_authority (fixture, GENERIC_ISSUER);
  open_dialog (&dialog, fixture, NULL);
  look (&dialog, lookup_fixture_get_address (fixture, "protected"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Not Trusted Yet"));
  g_assert_true (window_fixture_shows (dialog.dialog, "Protected by login.example.net"));
  g_assert_false (window_fixture_shows (dialog.dialog, "One Thing Is Missing"));

  /* It may be kept for later. */
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_nonnull (dialog.saved);
  g_assert_false (dialog.sign_in);
  g_assert_cmpstr (crib_server_get_name (dialog.saved), ==, "Contoso <i>Orders");
  close_dialog (&dialog);
}

static void
test_dialog_unclear (LookupFixture *fixture,
                     gconstpointer  data)
{
  const char *issuer = tenant_look_up (&fixture->sign_in.demo, "issuer");
  Dialog dialog;

  lookup_fixture_answer_metadata (fixture, 404, "");
  open_dialog (&dialog, fixture, NULL);
  look (&dialog, lookup_fixture_get_address (fixture, "protected"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Sign-in needed"));
  g_assert_true (can_save (&dialog));

  /* A person who knows better says so, and it is looked at again. */
  gtk_editable_set_text (find_entry (dialog.dialog, "Tenant, or address of the sign-in service"),
                         issuer);
  window_fixture_wait (window_fixture_shows (dialog.dialog, "One Thing Is Missing"));
  gtk_editable_set_text (find_entry (dialog.dialog, "Client ID"), OTHER_GUID);
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_nonnull (dialog.saved);
  g_assert_true (dialog.sign_in);
  g_assert_cmpstr (crib_server_get_authority (dialog.saved), ==, issuer);
  close_dialog (&dialog);
}

/* In use and connected: another client ID begins anew, the same does not. */
static void
test_dialog_edits (LookupFixture *fixture,
                   gconstpointer  data)
{
  CribConnection *connection;
  CribServer *server;
  Dialog dialog;

  connection = window_fixture_add_uri (&fixture->window, "Orders",
                                       lookup_fixture_get_address (fixture, "protected"));
  server = crib_connection_get_server (connection);
  crib_server_set_client_id (server, tenant_look_up (&fixture->sign_in.demo, "client_id"));
  g_assert_true (sign_in_fixture_sign_in (connection, CRIB_SIGN_IN_PLAIN, NULL));
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_CONNECTED);
  crib_server_set_has_client_secret (server, TRUE);

  open_dialog (&dialog, fixture, server);
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Permission: mcp:tools"));
  g_assert_cmpstr (gtk_editable_get_text (find_entry (dialog.dialog, "Client ID")), ==,
                   crib_server_get_client_id (server));
  gtk_editable_set_text (find_entry (dialog.dialog, "Name"), "Renamed");
  window_fixture_click (dialog.dialog, "_Save");
  g_assert_true (dialog.saved == server);
  g_assert_false (dialog.sign_in);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_CONNECTED);
  g_assert_cmpuint (fixture->sign_in.vault->n_clears, ==, 0);
  close_dialog (&dialog);

  open_dialog (&dialog, fixture, server);
  window_fixture_wait (window_fixture_shows (dialog.dialog, "Permission: mcp:tools"));
  gtk_editable_set_text (find_entry (dialog.dialog, "Client ID"), OTHER_GUID);
  window_fixture_click (dialog.dialog, "_Save");
  g_assert_true (dialog.saved == server);
  g_assert_true (dialog.sign_in);
  g_assert_cmpstr (crib_server_get_client_id (server), ==, OTHER_GUID);
  g_assert_cmpint (crib_connection_get_state (connection), !=, CRIB_CONNECTION_CONNECTED);
  window_fixture_wait_settled (connection);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  window_fixture_wait (fixture->sign_in.vault->n_clears == 1);
  close_dialog (&dialog);
}

int
main (int   argc,
      char *argv[])
{
  if (!lookup_fixture_begin (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, LookupFixture, NULL, lookup_fixture_set_up, function, \
              lookup_fixture_tear_down)

  ADD ("/server-dialog/sign-in/asks", test_dialog_asks);
  ADD ("/server-dialog/sign-in/knows", test_dialog_knows);
  ADD ("/server-dialog/sign-in/forgets", test_dialog_forgets);
  ADD ("/server-dialog/sign-in/untrusted", test_dialog_untrusted);
  ADD ("/server-dialog/sign-in/unclear", test_dialog_unclear);
  ADD ("/server-dialog/sign-in/edits", test_dialog_edits);

  return lookup_fixture_run ();
}
