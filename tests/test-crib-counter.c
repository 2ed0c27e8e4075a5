/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-counter.h"
#include "crib-tool-row.h"
#include "window-fixture.h"

typedef struct
{
  WindowFixture servers;
  GtkWidget *window;
  CribCounter *counter;
  GtkWidget *entry;
  char *activated;
} Fixture;

static void
activated_cb (Fixture      *fixture,
              CribToolItem *item)
{
  g_free (fixture->activated);
  fixture->activated = g_strdup (mcp_tool_get_name (crib_tool_item_get_tool (item)));
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  window_fixture_set_up (&fixture->servers, data);
  fixture->counter = g_object_new (CRIB_TYPE_COUNTER, NULL);
  fixture->entry = window_fixture_find (GTK_WIDGET (fixture->counter), GTK_TYPE_SEARCH_ENTRY);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->counter));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (crib_counter_get_tool_list (fixture->counter), "tool-activated",
                            G_CALLBACK (activated_cb), fixture);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  window_fixture_tear_down (&fixture->servers, data);
  g_clear_pointer (&fixture->activated, g_free);
}

static CribToolSearch *
get_search (Fixture *fixture)
{
  return crib_tool_list_get_search (crib_counter_get_tool_list (fixture->counter));
}

static void
test_counter_searches (Fixture       *fixture,
                       gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (&fixture->servers, "One",
                                                TOOL_FIND "," TOOL_PLAIN);

  crib_counter_set_pool (fixture->counter, fixture->servers.pool);
  crib_counter_set_connection (fixture->counter, one);
  crib_counter_start_search (fixture->counter);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         fixture->entry));

  /* Enter does not wait for the entry to tell that its text changed. */
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "number");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpstr (crib_tool_search_get_text (get_search (fixture)), ==, "number");
  g_assert_cmpstr (fixture->activated, ==, "get_random_number");

  g_signal_emit_by_name (fixture->entry, "stop-search");
  window_fixture_wait (crib_tool_search_get_text (get_search (fixture)) == NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "");
}

static void
test_counter_hides_search (Fixture       *fixture,
                           gconstpointer  data)
{
  CribConnection *one = window_fixture_add (&fixture->servers, "One", TOOL_FIND);

  crib_counter_set_pool (fixture->counter, fixture->servers.pool);
  crib_counter_set_connection (fixture->counter, one);
  g_assert_false (gtk_widget_get_visible (fixture->entry));

  crib_connection_open (one);
  window_fixture_wait_settled (one);
  g_assert_true (gtk_widget_get_visible (fixture->entry));
}

static void
test_counter_has_menu (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *button = window_fixture_find (GTK_WIDGET (fixture->counter), GTK_TYPE_MENU_BUTTON);

  g_assert_null (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_nonnull (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
  g_assert_true (gtk_menu_button_get_primary (GTK_MENU_BUTTON (button)));
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/counter/searches", test_counter_searches);
  ADD ("/counter/hides-search", test_counter_hides_search);
  ADD ("/counter/has-menu", test_counter_has_menu);

  return g_test_run ();
}
