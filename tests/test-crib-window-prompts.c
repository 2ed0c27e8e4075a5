/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way to a prompt through the whole window, and back to the tools. */

#include "config.h"

#include "crib-bench.h"
#include "crib-counter.h"
#include "crib-prompt-page.h"
#include "crib-window.h"
#include "prompt-server.h"
#include "window-fixture.h"

typedef struct
{
  WindowFixture servers;
  PromptServer *prompts;
  GSettings *settings;
  GtkWidget *window;
  CribConnection *connection;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window_fixture_set_up (&fixture->servers, data);
  fixture->prompts = prompt_server_new (TRUE);
  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (fixture->settings, "current-server");
  fixture->window = crib_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->connection = window_fixture_add_uri (&fixture->servers, "Words",
                                                prompt_server_get_uri (fixture->prompts));
  crib_window_set_servers (CRIB_WINDOW (fixture->window), fixture->servers.store,
                           fixture->servers.pool);
  window_fixture_wait (
    g_list_model_get_n_items (crib_connection_get_prompts (fixture->connection)) == 2);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  g_assert_finalize_object (fixture->settings);
  window_fixture_tear_down (&fixture->servers, data);
  prompt_server_free (fixture->prompts);
}

static CribBench *
get_bench (Fixture *fixture)
{
  return CRIB_BENCH (window_fixture_find (fixture->window, CRIB_TYPE_BENCH));
}

static const char *
get_prompt_name (Fixture *fixture)
{
  McpPrompt *prompt = crib_bench_get_prompt (get_bench (fixture));

  return prompt != NULL ? mcp_prompt_get_name (prompt) : NULL;
}

static void
choose (Fixture    *fixture,
        const char *words)
{
  GtkWidget *entry = window_fixture_find (fixture->window, GTK_TYPE_SEARCH_ENTRY);

  window_fixture_click (fixture->window, "Prompts");
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
}

static gboolean
shows_page (Fixture *fixture)
{
  GtkWidget *page = window_fixture_find (fixture->window, CRIB_TYPE_PROMPT_PAGE);

  return page != NULL && gtk_widget_get_mapped (page);
}

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_false (shows_page (fixture));
  choose (fixture, "hello");
  g_assert_cmpstr (get_prompt_name (fixture), ==, "greet");
  window_fixture_wait (shows_page (fixture));
  g_assert_true (window_fixture_shows (fixture->window, "Greet <b>somebody</b>"));

  /* The keyboard is where something can be typed. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         window_fixture_find (fixture->window,
                                                              CRIB_TYPE_PROMPT_PAGE)));

  /* What belongs to tools is not there for a prompt. */
  g_assert_null (window_fixture_find_button (fixture->window, "non-starred-symbolic"));

  choose (fixture, "now");
  g_assert_cmpstr (get_prompt_name (fixture), ==, "now");
  g_assert_true (window_fixture_shows (fixture->window, "This prompt needs no input."));

  window_fixture_click (fixture->window, "Tools");
  g_assert_null (get_prompt_name (fixture));
  window_fixture_wait (!shows_page (fixture));
}

/* Returns: whether some shortcut of @widget itself begins with @trigger, and was carried out */
static gboolean
press (GtkWidget  *widget,
       const char *trigger)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr(GtkShortcut) shortcut = NULL;
  g_autoptr(GtkEventController) controller = NULL;
  g_autofree char *first = NULL;

  controller = g_list_model_get_item (controllers, 0);
  g_assert_true (GTK_IS_SHORTCUT_CONTROLLER (controller));
  g_assert_cmpint (gtk_shortcut_controller_get_scope (GTK_SHORTCUT_CONTROLLER (controller)), ==,
                   GTK_SHORTCUT_SCOPE_GLOBAL);
  shortcut = g_list_model_get_item (G_LIST_MODEL (controller), 0);
  first = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

  return g_str_has_prefix (first, trigger) &&
    gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
}

/* The keyboard alone fetches, wherever it is in the window. */
static void
test_control_return (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *page;

  choose (fixture, "now");
  window_fixture_wait (shows_page (fixture));
  page = window_fixture_find (fixture->window, CRIB_TYPE_PROMPT_PAGE);
  g_assert_true (press (page, "<Control>Return"));
  g_assert_nonnull (crib_connection_get_prompt_run (fixture->connection, "now"));

  /* Behind the tools it keeps still. */
  window_fixture_click (fixture->window, "Tools");
  window_fixture_wait (!shows_page (fixture));
  g_assert_false (gtk_widget_is_sensitive (page));
}

static CribConnection *
get_in_window (Fixture *fixture)
{
  return crib_window_get_connection (CRIB_WINDOW (fixture->window));
}

/* Another server comes with its tools; one without prompts offers none. */
static void
test_other_server (Fixture       *fixture,
                   gconstpointer  data)
{
  CribConnection *other;

  choose (fixture, "hello");
  other = window_fixture_connect (&fixture->servers, "Tools only", TOOL_FIND);
  g_assert_nonnull (window_fixture_find_button (fixture->window, "Prompts"));
  gtk_widget_activate_action (fixture->window, "win.remove-server", NULL);
  g_assert_true (get_in_window (fixture) == other);
  g_assert_null (get_prompt_name (fixture));
  g_assert_null (window_fixture_find_button (fixture->window, "Prompts"));
  window_fixture_wait (!shows_page (fixture));
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/window-prompts/there-and-back", test_there_and_back);
  ADD ("/window-prompts/control-return", test_control_return);
  ADD ("/window-prompts/other-server", test_other_server);

  return g_test_run ();
}
