/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-bench.h"
#include "crib-problem-page.h"
#include "crib-tool-page.h"
#include "crib-wait-page.h"
#include "window-fixture.h"

static CribToolItem *
create_item (CribConnection *connection)
{
  g_autoptr(McpTool) tool = g_list_model_get_item (crib_connection_get_tools (connection), 0);

  return crib_tool_item_new (connection, tool);
}

static void
test_bench_builds_pages_on_first_use (WindowFixture *fixture,
                                      gconstpointer  data)
{
  CribConnection *connection = window_fixture_add (fixture, "One", TOOL_FIND);
  GtkWidget *bench = g_object_ref_sink (g_object_new (CRIB_TYPE_BENCH, NULL));
  g_autoptr(CribToolItem) item = NULL;

  g_assert_null (window_fixture_find (bench, CRIB_TYPE_WAIT_PAGE));
  crib_bench_set_connection (CRIB_BENCH (bench), connection);
  g_assert_nonnull (window_fixture_find (bench, CRIB_TYPE_WAIT_PAGE));

  crib_connection_open (connection);
  window_fixture_wait_settled (connection);
  g_assert_true (window_fixture_shows (bench, "Choose a Tool"));
  g_assert_null (window_fixture_find (bench, CRIB_TYPE_TOOL_PAGE));
  g_assert_null (window_fixture_find_button (bench, "non-starred-symbolic"));

  item = create_item (connection);
  crib_bench_set_item (CRIB_BENCH (bench), item);
  g_assert_true (crib_bench_get_item (CRIB_BENCH (bench)) == item);
  g_assert_nonnull (window_fixture_find (bench, CRIB_TYPE_TOOL_PAGE));
  g_assert_null (window_fixture_find (bench, CRIB_TYPE_PROBLEM_PAGE));
  g_assert_false (window_fixture_shows (bench, "Choose a Tool"));

  crib_bench_set_item (CRIB_BENCH (bench), NULL);
  g_assert_true (window_fixture_shows (bench, "Choose a Tool"));
  g_assert_finalize_object (bench);
}

/* The menu empties the form, and a toast takes that back, exactly as it was typed. */
static void
test_bench_starts_over (WindowFixture *fixture,
                        gconstpointer  data)
{
  CribConnection *connection =
    window_fixture_connect (fixture, "One", "{\"name\":\"say\",\"inputSchema\":{"
                            "\"type\":\"object\",\"properties\":{"
                            "\"text\":{\"type\":\"string\"}}}}");
  GtkWidget *overlay = g_object_ref_sink (adw_toast_overlay_new ());
  GtkWidget *bench = g_object_new (CRIB_TYPE_BENCH, NULL);
  g_autoptr(CribToolItem) item = create_item (connection);
  FormField *field;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), bench);
  crib_bench_set_item (CRIB_BENCH (bench), item);
  field = form_model_find (crib_connection_get_form (connection, crib_tool_item_get_tool (item)),
                           "/text");
  g_assert_nonnull (field);

  /* Nothing was typed: nothing to take back. */
  gtk_widget_activate_action (bench, "bench.start-over", NULL);
  g_assert_null (window_fixture_find_button (overlay, "_Undo"));

  form_field_set_text (field, "  as typed");
  gtk_widget_activate_action (bench, "bench.start-over", NULL);
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_ABSENT);
  g_signal_emit_by_name (window_fixture_find_button (overlay, "_Undo"), "clicked");
  field = form_model_find (crib_connection_get_form (connection, crib_tool_item_get_tool (item)),
                           "/text");
  g_assert_cmpstr (form_field_get_text (field), ==, "  as typed");
  g_assert_finalize_object (overlay);
}

static void
test_bench_stars (WindowFixture *fixture,
                  gconstpointer  data)
{
  CribConnection *connection = window_fixture_connect (fixture, "One", TOOL_FIND);
  GtkWidget *bench = g_object_ref_sink (g_object_new (CRIB_TYPE_BENCH, NULL));
  g_autoptr(CribToolItem) item = create_item (connection);
  GtkWidget *button;

  crib_bench_set_item (CRIB_BENCH (bench), item);
  button = window_fixture_find_button (bench, "non-starred-symbolic");
  g_assert_nonnull (button);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_true (crib_tool_item_is_favourite (item));
  g_assert_nonnull (window_fixture_find_button (bench, "starred-symbolic"));

  crib_tool_item_set_favourite (item, FALSE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_finalize_object (bench);
}

/* Without a tool there is the problem to see; a tool on show stays. */
static void
test_bench_shows_problem (WindowFixture *fixture,
                          gconstpointer  data)
{
  CribConnection *connection = window_fixture_connect (fixture, "One", TOOL_FIND);
  CribConnection *away = window_fixture_add_uri (fixture, "Away", "http://127.0.0.1:1/mcp");
  GtkWidget *bench = g_object_ref_sink (g_object_new (CRIB_TYPE_BENCH, NULL));
  g_autoptr(CribToolItem) item = create_item (connection);
  CribProblem *problem;

  crib_bench_set_connection (CRIB_BENCH (bench), away);
  crib_connection_open (away);
  window_fixture_wait_settled (away);
  problem = crib_connection_get_problem (away);
  g_assert_true (window_fixture_shows (bench, crib_problem_get_title (problem)));

  crib_bench_set_item (CRIB_BENCH (bench), item);
  g_assert_false (window_fixture_shows (bench, crib_problem_get_title (problem)));

  crib_bench_set_connection (CRIB_BENCH (bench), connection);
  crib_server_set_uri (crib_connection_get_server (connection), "http://127.0.0.1:1/mcp");
  window_fixture_wait_settled (connection);
  g_assert_nonnull (crib_connection_get_problem (connection));
  g_assert_true (crib_tool_page_get_item (CRIB_TOOL_PAGE (
                   window_fixture_find (bench, CRIB_TYPE_TOOL_PAGE))) == item);
  g_assert_finalize_object (bench);
}

static void
test_bench_goes_back (WindowFixture *fixture,
                      gconstpointer  data)
{
  GtkWidget *bench = g_object_ref_sink (g_object_new (CRIB_TYPE_BENCH, NULL));

  g_assert_null (window_fixture_find_button (bench, "go-previous-symbolic"));
  g_object_set (bench, "folded", TRUE, NULL);
  g_assert_nonnull (window_fixture_find_button (bench, "go-previous-symbolic"));
  g_assert_finalize_object (bench);
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

  ADD ("/bench/builds-pages-on-first-use", test_bench_builds_pages_on_first_use);
  ADD ("/bench/starts-over", test_bench_starts_over);
  ADD ("/bench/stars", test_bench_stars);
  ADD ("/bench/shows-problem", test_bench_shows_problem);
  ADD ("/bench/goes-back", test_bench_goes_back);

  return g_test_run ();
}
