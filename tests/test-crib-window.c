/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-bench.h"
#include "crib-counter.h"
#include "crib-tool-page.h"
#include "crib-window.h"
#include "window-fixture.h"

typedef struct
{
  WindowFixture servers;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window_fixture_set_up (&fixture->servers, data);
  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (fixture->settings, "current-server");
  fixture->window = crib_window_new (NULL, fixture->settings);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  g_assert_finalize_object (fixture->settings);
  window_fixture_tear_down (&fixture->servers, data);
}

static void
show_servers (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  crib_window_set_servers (CRIB_WINDOW (fixture->window), fixture->servers.store,
                           fixture->servers.pool);
}

static CribConnection *
get_connection (Fixture *fixture)
{
  return crib_window_get_connection (CRIB_WINDOW (fixture->window));
}

static CribBench *
get_bench (Fixture *fixture)
{
  return CRIB_BENCH (window_fixture_find (fixture->window, CRIB_TYPE_BENCH));
}

static const char *
get_tool_name (Fixture *fixture)
{
  CribToolItem *item = crib_bench_get_item (get_bench (fixture));

  return item != NULL ? mcp_tool_get_name (crib_tool_item_get_tool (item)) : NULL;
}

static CribToolList *
get_list (Fixture *fixture)
{
  return CRIB_TOOL_LIST (window_fixture_find (fixture->window, CRIB_TYPE_TOOL_LIST));
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->window, action, NULL));
}

static void
test_window_begins_empty (Fixture       *fixture,
                          gconstpointer  data)
{
  CribConnection *connection;

  show_servers (fixture);
  g_assert_true (window_fixture_shows (fixture->window, "Add Your First Server"));
  g_assert_null (get_connection (fixture));
  g_assert_true (gtk_widget_is_sensitive (window_fixture_find_button (fixture->window,
                                                                      "_Add Server…")));

  connection = window_fixture_add (&fixture->servers, "First", TOOL_FIND);
  g_assert_true (get_connection (fixture) == connection);
  g_assert_true (window_fixture_shows (fixture->window, "First"));

  /* It is connected to by itself. */
  window_fixture_wait_settled (connection);
  g_assert_true (window_fixture_shows (fixture->window, "Not protected"));
  g_assert_true (window_fixture_shows (fixture->window, "Choose a Tool"));
}

static void
test_window_removes_and_undoes (Fixture       *fixture,
                                gconstpointer  data)
{
  CribConnection *one = window_fixture_add (&fixture->servers, "One <b>& only", TOOL_FIND);
  CribConnection *two = window_fixture_add (&fixture->servers, "Two", TOOL_PLAIN);
  GListModel *store = G_LIST_MODEL (fixture->servers.store);

  show_servers (fixture);
  g_assert_true (get_connection (fixture) == one);

  activate (fixture, "win.remove-server");
  g_assert_cmpuint (g_list_model_get_n_items (store), ==, 1);
  g_assert_true (get_connection (fixture) == two);
  g_assert_true (window_fixture_shows (fixture->window, "“One <b>& only” removed"));

  window_fixture_click (fixture->window, "_Undo");
  g_assert_cmpuint (g_list_model_get_n_items (store), ==, 2);
  g_assert_cmpstr (crib_server_get_name (crib_connection_get_server (get_connection (fixture))),
                   ==, "One <b>& only");
}

static void
test_window_removes_the_last (Fixture       *fixture,
                              gconstpointer  data)
{
  window_fixture_connect (&fixture->servers, "Only", TOOL_FIND);
  show_servers (fixture);
  crib_tool_list_activate_first (get_list (fixture));
  g_assert_cmpstr (get_tool_name (fixture), ==, "find_orders");

  activate (fixture, "win.remove-server");
  g_assert_true (window_fixture_shows (fixture->window, "Add Your First Server"));
  g_assert_null (get_tool_name (fixture));

  window_fixture_click (fixture->window, "_Undo");
  g_assert_false (window_fixture_shows (fixture->window, "Add Your First Server"));
}

static void
test_window_moves (Fixture       *fixture,
                   gconstpointer  data)
{
  CribConnection *one = window_fixture_add (&fixture->servers, "One", TOOL_FIND);
  g_autoptr(CribConnection) first = NULL;
  g_autoptr(CribConnection) again = NULL;

  window_fixture_add (&fixture->servers, "Two", TOOL_FIND);
  show_servers (fixture);
  g_assert_true (get_connection (fixture) == one);

  activate (fixture, "win.move-server-down");
  first = g_list_model_get_item (G_LIST_MODEL (fixture->servers.pool), 0);
  g_assert_true (first != one);
  g_assert_true (get_connection (fixture) == one);

  activate (fixture, "win.move-server-up");
  again = g_list_model_get_item (G_LIST_MODEL (fixture->servers.pool), 0);
  g_assert_true (again == one);
}

static void
test_window_shows_tools (Fixture       *fixture,
                         gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One", TOOL_FIND);
  CribConnection *two = window_fixture_connect (&fixture->servers, "Two", TOOL_PLAIN);
  CribToolList *list = get_list (fixture);

  show_servers (fixture);
  crib_tool_list_activate_first (list);
  g_assert_cmpstr (get_tool_name (fixture), ==, "find_orders");

  /* The tool of another server brings that server with it. */
  crib_tool_list_set_search_text (list, "random");
  crib_tool_list_activate_first (list);
  g_assert_cmpstr (get_tool_name (fixture), ==, "get_random_number");
  g_assert_true (get_connection (fixture) == two);
  crib_tool_list_set_search_text (list, NULL);

  /* Each server comes back with the tool that was shown last. */
  crib_window_set_connection (CRIB_WINDOW (fixture->window), one);
  g_assert_cmpstr (get_tool_name (fixture), ==, "find_orders");
  crib_window_set_connection (CRIB_WINDOW (fixture->window), two);
  g_assert_cmpstr (get_tool_name (fixture), ==, "get_random_number");

  activate (fixture, "win.toggle-favourite");
  g_assert_true (crib_server_is_favourite (crib_connection_get_server (two),
                                           "get_random_number"));
}

static void
test_window_says_what_is_wrong (Fixture       *fixture,
                                gconstpointer  data)
{
  CribConnection *away;
  CribProblem *problem;

  away = window_fixture_add_uri (&fixture->servers, "Away", "http://127.0.0.1:1/mcp");
  show_servers (fixture);
  g_assert_true (window_fixture_shows (GTK_WIDGET (get_bench (fixture)), "Connecting to Away…"));

  window_fixture_wait_settled (away);
  problem = crib_connection_get_problem (away);
  g_assert_nonnull (problem);
  window_fixture_wait (window_fixture_shows (fixture->window, crib_problem_get_title (problem)));

  window_fixture_click (fixture->window, "Try Again");
  g_assert_cmpint (crib_connection_get_state (away), ==, CRIB_CONNECTION_CONNECTING);
  window_fixture_wait_settled (away);
}

static void
test_window_keeps_to_the_list (Fixture       *fixture,
                               gconstpointer  data)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (window_fixture_find (fixture->window, ADW_TYPE_LEAFLET));
  CribToolList *list = get_list (fixture);
  GtkListView *view = GTK_LIST_VIEW (window_fixture_find (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW));

  window_fixture_connect (&fixture->servers, "One", TOOL_FIND "," TOOL_PLAIN);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  show_servers (fixture);
  window_fixture_wait (adw_leaflet_get_folded (leaflet));
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);

  /* Arrow keys go through the list … */
  gtk_selection_model_select_item (gtk_list_view_get_model (view), 1, TRUE);
  g_assert_cmpstr (get_tool_name (fixture), ==, "get_random_number");
  g_assert_false (adw_leaflet_get_visible_child (leaflet) == GTK_WIDGET (get_bench (fixture)));

  /* … and Enter goes to the tool. */
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpstr (get_tool_name (fixture), ==, "find_orders");
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == GTK_WIDGET (get_bench (fixture)));

  activate (fixture, "win.go-back");
  g_assert_false (adw_leaflet_get_visible_child (leaflet) == GTK_WIDGET (get_bench (fixture)));
}

/* A wide window shows what the arrow keys go to, and leaves the keyboard in the list. */
static void
test_window_leaves_the_keyboard (Fixture       *fixture,
                                 gconstpointer  data)
{
  CribToolList *list = get_list (fixture);
  GtkWidget *view = window_fixture_find (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW);
  GtkWindow *window = GTK_WINDOW (fixture->window);

  window_fixture_connect (&fixture->servers, "One", TOOL_FIND "," TOOL_PLAIN);
  show_servers (fixture);
  window_fixture_wait (gtk_widget_get_width (view) > 0);
  crib_tool_list_focus (list);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), view));

  for (guint i = 0; i < 2; i++)
    {
      gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (view)), i, TRUE);
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), view));
    }

  g_assert_cmpstr (get_tool_name (fixture), ==, "get_random_number");

  /* Tab leaves the list, however long. */
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window),
                                         GTK_WIDGET (get_bench (fixture))));

  /* Enter goes to the tool, also to one that has nothing to fill in. */
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *page = window_fixture_find (fixture->window, CRIB_TYPE_TOOL_PAGE);

      crib_tool_list_focus (list);
      g_signal_emit_by_name (view, "activate", i);
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), page));
    }
}

static void
test_window_remembers (Fixture       *fixture,
                       gconstpointer  data)
{
  CribConnection *two;
  g_autofree char *id = NULL;
  GtkWidget *again;
  int width, height;

  window_fixture_add (&fixture->servers, "One", TOOL_FIND);
  two = window_fixture_add (&fixture->servers, "Two", TOOL_FIND);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  show_servers (fixture);
  crib_window_set_connection (CRIB_WINDOW (fixture->window), two);
  g_object_ref (fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->window);

  id = g_settings_get_string (fixture->settings, "current-server");
  g_assert_cmpstr (id, ==, crib_server_get_id (crib_connection_get_server (two)));

  again = fixture->window = crib_window_new (NULL, fixture->settings);
  show_servers (fixture);
  g_assert_true (crib_window_get_connection (CRIB_WINDOW (again)) == two);
  gtk_window_get_default_size (GTK_WINDOW (again), &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/window/begins-empty", test_window_begins_empty);
  ADD ("/window/removes-and-undoes", test_window_removes_and_undoes);
  ADD ("/window/removes-the-last", test_window_removes_the_last);
  ADD ("/window/moves", test_window_moves);
  ADD ("/window/shows-tools", test_window_shows_tools);
  ADD ("/window/says-what-is-wrong", test_window_says_what_is_wrong);
  ADD ("/window/keeps-to-the-list", test_window_keeps_to_the_list);
  ADD ("/window/leaves-the-keyboard", test_window_leaves_the_keyboard);
  ADD ("/window/remembers", test_window_remembers);

  return g_test_run ();
}
