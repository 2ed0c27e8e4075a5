/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-bench.h"
#include "crib-counter.h"
#include "crib-prompt-list.h"
#include "crib-prompt-page.h"
#include "prompt-server.h"
#include "ui-fixture.h"

static void
chosen_cb (GtkWidget  *widget,
           McpPrompt  *prompt,
           GString    *chosen)
{
  g_string_append_printf (chosen, "%s ", prompt != NULL ? mcp_prompt_get_name (prompt) : "-");
}

static guint
count_shown (CribPromptList *list)
{
  GtkWidget *view = ui_find (GTK_WIDGET (list), ui_is_type, "GtkListView");

  return view == NULL ? 0
    : g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static void
test_search (void)
{
  PromptServer *server = prompt_server_new (TRUE);
  CribPromptList *list = g_object_ref_sink (g_object_new (CRIB_TYPE_PROMPT_LIST, NULL));
  g_autoptr(GString) chosen = g_string_new (NULL);

  g_signal_connect (list, "prompt-chosen", G_CALLBACK (chosen_cb), chosen);
  g_assert_cmpuint (count_shown (list), ==, 0);
  crib_prompt_list_activate_first (list);
  crib_prompt_list_set_connection (list, prompt_server_get_connection (server));
  g_assert_cmpuint (count_shown (list), ==, 2);
  crib_prompt_list_set_search_text (list, " HELLO  greet ");
  g_assert_cmpuint (count_shown (list), ==, 1);
  crib_prompt_list_activate_first (list);
  g_assert_cmpstr (chosen->str, ==, "greet ");
  crib_prompt_list_set_search_text (list, "hello now");
  g_assert_cmpuint (count_shown (list), ==, 0);
  g_assert_true (ui_shows (GTK_WIDGET (list), "Nothing Found"));
  crib_prompt_list_set_search_text (list, "");
  g_assert_cmpuint (count_shown (list), ==, 2);

  g_assert_finalize_object (list);
  prompt_server_free (server);
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* The toggles are there while the server has prompts. */
static void
test_counter (void)
{
  PromptServer *server = prompt_server_new (TRUE);
  CribConnection *connection = prompt_server_get_connection (server);
  GtkWidget *counter = g_object_ref_sink (g_object_new (CRIB_TYPE_COUNTER, NULL));
  g_autoptr(GString) chosen = g_string_new (NULL);
  GtkWidget *button;

  g_signal_connect (counter, "prompt-chosen", G_CALLBACK (chosen_cb), chosen);
  g_assert_null (ui_find (counter, is_button, "Prompts"));
  crib_counter_set_connection (CRIB_COUNTER (counter), connection);
  button = ui_find (counter, is_button, "Prompts");
  g_assert_nonnull (button);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  crib_prompt_list_activate_first (CRIB_PROMPT_LIST (ui_find (counter, ui_is_type,
                                                              "CribPromptList")));
  button = ui_find (counter, is_button, "Tools");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpstr (chosen->str, ==, "greet - ");

  crib_counter_set_connection (CRIB_COUNTER (counter), NULL);
  g_assert_null (ui_find (counter, is_button, "Prompts"));
  g_assert_finalize_object (counter);
  prompt_server_free (server);
}

/* A prompt is shown above the tool, and goes with its connection. */
static void
test_bench (void)
{
  PromptServer *server = prompt_server_new (TRUE);
  CribConnection *connection = prompt_server_get_connection (server);
  GtkWidget *widget = g_object_ref_sink (g_object_new (CRIB_TYPE_BENCH, NULL));
  CribBench *bench = CRIB_BENCH (widget);

  crib_bench_set_connection (bench, connection);
  crib_bench_set_prompt (bench, prompt_server_get_prompt (server));
  g_assert_true (ui_shows (widget, "Greet <b>somebody</b>"));
  crib_bench_set_prompt (bench, NULL);
  g_assert_null (crib_bench_get_prompt (bench));
  g_assert_true (gtk_widget_get_visible (widget));
  crib_bench_set_prompt (bench, prompt_server_get_prompt (server));
  crib_bench_set_connection (bench, NULL);
  g_assert_null (crib_bench_get_prompt (bench));
  crib_bench_set_connection (bench, connection);
  crib_bench_set_prompt (bench, prompt_server_get_prompt (server));
  crib_bench_set_item (bench, NULL);
  g_assert_null (crib_bench_get_prompt (bench));

  g_assert_finalize_object (widget);
  prompt_server_free (server);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/prompt-list/search", test_search);
  g_test_add_func ("/prompt-list/counter", test_counter);
  g_test_add_func ("/prompt-list/bench", test_bench);

  return g_test_run ();
}
