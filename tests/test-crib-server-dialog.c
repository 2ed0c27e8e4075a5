/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-dialog.h"
#include "window-fixture.h"

typedef struct
{
  GtkWidget *dialog;
  GtkEditable *address;
  GtkEditable *name;
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

/* One that is not left out of its list. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
open_dialog (Dialog        *dialog,
             WindowFixture *fixture,
             CribServer    *server)
{
  dialog->saved = NULL;
  dialog->dialog = crib_server_dialog_new (fixture->store, fixture->pool, NULL, server);
  g_object_ref (dialog->dialog);
  dialog->address = GTK_EDITABLE (find_row (dialog->dialog, "Address"));
  dialog->name = GTK_EDITABLE (find_row (dialog->dialog, "Name"));
  g_assert_nonnull (dialog->address);
  g_assert_nonnull (dialog->name);
  g_signal_connect_swapped (dialog->dialog, "saved", G_CALLBACK (saved_cb), dialog);
  gtk_window_present (GTK_WINDOW (dialog->dialog));
}

/* It is gone already when it was saved. */
static void
close_dialog (Dialog *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog->dialog));

  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);

  g_assert_finalize_object (dialog->dialog);
}

static gboolean
can_save (Dialog     *dialog,
          const char *label)
{
  return gtk_widget_is_sensitive (window_fixture_find_button (dialog->dialog, label));
}

static void
test_server_dialog_adds (WindowFixture *fixture,
                         gconstpointer  data)
{
  MockServer *server = window_fixture_serve (fixture, TOOL_FIND "," TOOL_HOSTILE);
  Dialog dialog;

  open_dialog (&dialog, fixture, NULL);
  g_assert_false (can_save (&dialog, "_Add"));

  gtk_editable_set_text (dialog.address, mock_server_get_uri (server));
  g_assert_true (can_save (&dialog, "_Add"));
  window_fixture_wait (window_fixture_shows (dialog.dialog, "2 tools"));
  g_assert_true (window_fixture_shows (dialog.dialog, "Mock <i>Server"));
  g_assert_true (window_fixture_shows (dialog.dialog, "Find orders, <b>Ship</b> & more"));
  g_assert_true (window_fixture_shows (dialog.dialog, "Not protected"));

  window_fixture_click (dialog.dialog, "_Add");
  g_assert_nonnull (dialog.saved);
  g_assert_cmpstr (crib_server_get_name (dialog.saved), ==, "Mock <i>Server");
  g_assert_cmpstr (crib_server_get_uri (dialog.saved), ==, mock_server_get_uri (server));
  g_assert_true (crib_server_store_find (fixture->store, "Mock <i>Server") == dialog.saved);
  close_dialog (&dialog);
}

static void
test_server_dialog_explains (WindowFixture *fixture,
                             gconstpointer  data)
{
  Dialog dialog;

  open_dialog (&dialog, fixture, NULL);
  gtk_editable_set_text (dialog.address, "http://example.com/mcp");
  g_assert_false (can_save (&dialog, "_Add"));

  g_signal_emit_by_name (dialog.address, "entry-activated");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (dialog.address), "error"));
  g_assert_cmpstr (gtk_editable_get_text (dialog.address), ==, "http://example.com/mcp");

  gtk_editable_set_text (dialog.address, "http://127.0.0.1:1/mcp");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (dialog.address), "error"));
  close_dialog (&dialog);
}

/* A server that is away may be added, once that was said. */
static void
test_server_dialog_adds_unreachable (WindowFixture *fixture,
                                     gconstpointer  data)
{
  Dialog dialog;
  GtkWidget *label = NULL;

  open_dialog (&dialog, fixture, NULL);
  gtk_editable_set_text (dialog.address, "http://127.0.0.1:1/mcp");
  gtk_editable_set_text (dialog.name, "  Away ");
  g_signal_emit_by_name (dialog.address, "entry-activated");

  label = gtk_widget_get_last_child (gtk_widget_get_parent (
            gtk_widget_get_ancestor (GTK_WIDGET (dialog.address), ADW_TYPE_PREFERENCES_GROUP)));
  window_fixture_wait (gtk_widget_get_visible (label));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (GTK_LABEL (label)),
                                   "You can add it all the same."));

  /* The first Enter looked; this one adds. */
  g_signal_emit_by_name (dialog.address, "entry-activated");
  g_assert_nonnull (dialog.saved);
  g_assert_cmpstr (crib_server_get_name (dialog.saved), ==, "Away");
  close_dialog (&dialog);
}

static void
test_server_dialog_keeps_names_apart (WindowFixture *fixture,
                                      gconstpointer  data)
{
  MockServer *server = window_fixture_serve (fixture, TOOL_FIND);
  Dialog dialog;

  window_fixture_add_uri (fixture, "Mock <i>Server", "http://127.0.0.1:1/mcp");

  open_dialog (&dialog, fixture, NULL);
  gtk_editable_set_text (dialog.address, mock_server_get_uri (server));
  gtk_editable_set_text (dialog.name, "mock <I>server");
  window_fixture_wait (window_fixture_shows (dialog.dialog, "1 tool"));
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_null (dialog.saved);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (dialog.name), "error"));
  g_assert_cmpstr (gtk_editable_get_text (dialog.name), ==, "mock <I>server");
  g_assert_cmpstr (gtk_editable_get_text (dialog.address), ==, mock_server_get_uri (server));

  gtk_editable_set_text (dialog.name, "");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (dialog.name), "error"));
  window_fixture_click (dialog.dialog, "_Add");
  g_assert_cmpstr (crib_server_get_name (dialog.saved), ==, "Mock <i>Server 2");
  close_dialog (&dialog);
}

static void
test_server_dialog_edits (WindowFixture *fixture,
                          gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "Old", "http://127.0.0.1:1/a");
  CribServer *server = crib_connection_get_server (connection);
  Dialog dialog;

  window_fixture_add_uri (fixture, "Taken", "http://127.0.0.1:1/b");

  open_dialog (&dialog, fixture, server);
  g_assert_cmpstr (gtk_editable_get_text (dialog.name), ==, "Old");
  g_assert_cmpstr (gtk_editable_get_text (dialog.address), ==, "http://127.0.0.1:1/a");
  g_assert_true (can_save (&dialog, "_Save"));

  gtk_editable_set_text (dialog.name, "");
  g_assert_false (can_save (&dialog, "_Save"));

  gtk_editable_set_text (dialog.name, "taken");
  window_fixture_click (dialog.dialog, "_Save");
  g_assert_null (dialog.saved);
  g_assert_cmpstr (crib_server_get_name (server), ==, "Old");

  gtk_editable_set_text (dialog.name, "New");
  gtk_editable_set_text (dialog.address, "http://127.0.0.1:1/c");
  window_fixture_click (dialog.dialog, "_Save");
  g_assert_true (dialog.saved == server);
  g_assert_cmpstr (crib_server_get_name (server), ==, "New");
  g_assert_cmpstr (crib_server_get_uri (server), ==, "http://127.0.0.1:1/c");
  close_dialog (&dialog);
}

/* The file is a newer version's by now: nothing is closed, and what was typed is still there. */
static void
test_server_dialog_keeps_open (WindowFixture *fixture,
                               gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "Old", "http://127.0.0.1:1/a");
  CribServer *server = crib_connection_get_server (connection);
  g_autofree char *path = g_build_filename (fixture->folder, "old.json", NULL);
  g_autoptr(GError) error = NULL;
  Dialog dialog;
  GtkWidget *label;

  open_dialog (&dialog, fixture, server);
  gtk_editable_set_text (dialog.name, "New");
  g_file_set_contents (path, "{\"format\":99}", -1, &error);
  g_assert_no_error (error);
  window_fixture_click (dialog.dialog, "_Save");
  g_assert_null (dialog.saved);
  g_assert_true (gtk_widget_get_visible (dialog.dialog));
  label = gtk_widget_get_last_child (gtk_widget_get_parent (
            gtk_widget_get_ancestor (GTK_WIDGET (dialog.address), ADW_TYPE_PREFERENCES_GROUP)));
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), !=, "");
  g_assert_cmpstr (gtk_editable_get_text (dialog.name), ==, "New");
  g_assert_cmpstr (crib_server_get_name (server), ==, "Old");
  close_dialog (&dialog);
}

static void
test_server_dialog_cancels (WindowFixture *fixture,
                            gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "Old", "http://127.0.0.1:1/a");
  CribServer *server = crib_connection_get_server (connection);
  Dialog dialog;

  open_dialog (&dialog, fixture, server);
  gtk_editable_set_text (dialog.name, "New");
  gtk_window_close (GTK_WINDOW (dialog.dialog));
  close_dialog (&dialog);

  g_assert_null (dialog.saved);
  g_assert_cmpstr (crib_server_get_name (server), ==, "Old");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, \
              window_fixture_tear_down)

  ADD ("/server-dialog/adds", test_server_dialog_adds);
  ADD ("/server-dialog/explains", test_server_dialog_explains);
  ADD ("/server-dialog/adds-unreachable", test_server_dialog_adds_unreachable);
  ADD ("/server-dialog/keeps-names-apart", test_server_dialog_keeps_names_apart);
  ADD ("/server-dialog/edits", test_server_dialog_edits);
  ADD ("/server-dialog/keeps-open", test_server_dialog_keeps_open);
  ADD ("/server-dialog/cancels", test_server_dialog_cancels);

  return g_test_run ();
}
