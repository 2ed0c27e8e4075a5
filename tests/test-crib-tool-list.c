/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-list.h"
#include "crib-tool-row.h"
#include "window-fixture.h"

typedef struct
{
  WindowFixture servers;
  CribToolList *list;
  GtkWidget *window;
  GPtrArray *selected;      /* names */
} Fixture;

static void
selected_cb (Fixture      *fixture,
             CribToolItem *item)
{
  g_ptr_array_add (fixture->selected,
                   g_strdup (mcp_tool_get_name (crib_tool_item_get_tool (item))));
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window_fixture_set_up (&fixture->servers, data);
  fixture->selected = g_ptr_array_new_with_free_func (g_free);
  fixture->list = g_object_new (CRIB_TYPE_TOOL_LIST, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->list));
  g_signal_connect_swapped (fixture->list, "tool-selected", G_CALLBACK (selected_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  window_fixture_tear_down (&fixture->servers, data);
  g_ptr_array_unref (fixture->selected);
}

static void
show (Fixture        *fixture,
      CribConnection *connection)
{
  crib_tool_search_set_pool (crib_tool_list_get_search (fixture->list), fixture->servers.pool);
  crib_tool_list_set_connection (fixture->list, connection);
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  GtkWidget *view = window_fixture_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW);

  return gtk_list_view_get_model (GTK_LIST_VIEW (view));
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return window_fixture_shows (GTK_WIDGET (fixture->list), text);
}

static void
test_tool_list_says_why_it_is_empty (Fixture       *fixture,
                                     gconstpointer  data)
{
  CribConnection *empty = window_fixture_connect (&fixture->servers, "Empty", "");
  CribConnection *away = window_fixture_add_uri (&fixture->servers, "Away",
                                                 "http://127.0.0.1:1/mcp");

  show (fixture, empty);
  g_assert_true (shows (fixture, "This server has no tools."));

  show (fixture, away);
  g_assert_true (shows (fixture, "Loading tools…"));
  crib_connection_open (away);
  window_fixture_wait_settled (away);
  g_assert_true (shows (fixture, "The tools show up when the server answers."));

  /* What was typed is not taken for markup. */
  crib_tool_list_set_search_text (fixture->list, "<b>&");
  g_assert_true (shows (fixture, "No tool matches “<b>&”."));
  crib_tool_list_set_search_text (fixture->list, "");
  g_assert_true (shows (fixture, "The tools show up when the server answers."));
}

static void
test_tool_list_selects (Fixture       *fixture,
                        gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One",
                                                TOOL_FIND "," TOOL_PLAIN);
  g_autoptr(CribToolItem) item = NULL;

  show (fixture, one);
  g_assert_true (gtk_bitset_is_empty (gtk_selection_model_get_selection (get_selection (fixture))));
  g_assert_cmpuint (fixture->selected->len, ==, 0);

  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  g_assert_cmpuint (fixture->selected->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->selected, 0), ==, "get_random_number");

  /* What the window itself selects is no news to it. */
  item = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), 0);
  crib_tool_list_select (fixture->list, item);
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 0));
  g_assert_cmpuint (fixture->selected->len, ==, 1);
}

/* The row of the tool on show is marked again when a search that hid it is over, and wherever it
 * moves. */
static void
test_tool_list_keeps_selection (Fixture       *fixture,
                                gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One",
                                                TOOL_FIND "," TOOL_PLAIN);
  g_autoptr(CribToolItem) item = NULL;

  show (fixture, one);
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  crib_tool_list_set_search_text (fixture->list, "customer");
  g_assert_true (gtk_bitset_is_empty (gtk_selection_model_get_selection (get_selection (fixture))));
  crib_tool_list_set_search_text (fixture->list, NULL);
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 1));

  item = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), 1);
  crib_tool_item_set_favourite (item, TRUE);
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 0));
  g_assert_cmpuint (fixture->selected->len, ==, 1);
}

/* A tool that changed is another one of the same name: its row stays marked, and who shows it is
 * told. */
static void
test_tool_list_follows_changes (Fixture       *fixture,
                                gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One", TOOL_PLAIN);
  MockServer *other = window_fixture_serve (&fixture->servers,
                                            TOOL_FIND ",{\"name\":\"get_random_number\"}");

  show (fixture, one);
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  g_assert_cmpuint (fixture->selected->len, ==, 1);

  crib_server_set_uri (crib_connection_get_server (one), mock_server_get_uri (other));
  window_fixture_wait_settled (one);
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 1));
  g_assert_cmpuint (fixture->selected->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->selected, 1), ==, "get_random_number");
}

static void
test_tool_list_names_servers (Fixture       *fixture,
                              gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One", TOOL_FIND);
  CribConnection *two = window_fixture_connect (&fixture->servers, "Two", TOOL_PLAIN);

  show (fixture, one);
  crib_tool_list_set_search_text (fixture->list, "number");
  window_fixture_wait (shows (fixture, "Two · Generates a number"));

  crib_tool_list_set_connection (fixture->list, two);
  crib_tool_list_set_search_text (fixture->list, "");
  window_fixture_wait (shows (fixture, "Generates a number"));
}

static char *
create_tools (guint n_tools)
{
  g_autoptr(GString) tools = g_string_new (NULL);

  for (guint i = 0; i < n_tools; i++)
    g_string_append_printf (tools, "%s{\"name\":\"tool_%u\",\"inputSchema\":{\"type\":\"object\"}}",
                            i > 0 ? "," : "", i);

  return g_string_free (g_steal_pointer (&tools), FALSE);
}

/* Ten thousand tools, and only some rows for them. */
static void
test_tool_list_is_long (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *tools = create_tools (10000);
  CribConnection *many = window_fixture_connect (&fixture->servers, "Many", tools);
  GtkWidget *view = window_fixture_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW);
  guint n_rows = 0;

  show (fixture, many);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, 10000);
  window_fixture_wait (gtk_widget_get_first_child (view) != NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (view);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows++;

  g_assert_cmpuint (n_rows, <, 400);

  crib_tool_list_set_search_text (fixture->list, "9999");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, 1);
}

/* In a narrow window nothing beside the list says what helps. */
static void
test_tool_list_leads_to_help (Fixture       *fixture,
                              gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (&fixture->servers, "Gone",
                                                       "http://127.0.0.1:1/mcp");
  GtkWidget *list = GTK_WIDGET (fixture->list);
  GtkWidget *button;

  crib_connection_open (connection);
  window_fixture_wait_settled (connection);
  crib_tool_list_set_connection (fixture->list, connection);
  g_assert_true (window_fixture_shows (list, "Offline"));
  g_assert_null (window_fixture_find_button (list, "Show What Helps"));

  crib_tool_list_set_folded (fixture->list, TRUE);
  button = window_fixture_find_button (list, "Show What Helps");
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.show-bench");

  crib_tool_list_set_folded (fixture->list, FALSE);
  g_assert_null (window_fixture_find_button (list, "Show What Helps"));
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/tool-list/says-why-it-is-empty", test_tool_list_says_why_it_is_empty);
  ADD ("/tool-list/selects", test_tool_list_selects);
  ADD ("/tool-list/keeps-selection", test_tool_list_keeps_selection);
  ADD ("/tool-list/follows-changes", test_tool_list_follows_changes);
  ADD ("/tool-list/names-servers", test_tool_list_names_servers);
  ADD ("/tool-list/is-long", test_tool_list_is_long);
  ADD ("/tool-list/leads-to-help", test_tool_list_leads_to_help);

  return g_test_run ();
}
