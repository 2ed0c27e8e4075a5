/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"
#include "crib-tool-model.h"

/* What a view would show: follows the signals and never looks at the model otherwise. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *view)
{
  g_assert_cmpuint (position + removed, <=, view->len);

  if (removed > 0)
    g_ptr_array_remove_range (view, position, removed);

  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (view, i, g_list_model_get_item (model, i));
}

static void
check (GListModel *model,
       GPtrArray  *view,
       const char *names)
{
  g_autoptr(GString) shown = g_string_new (NULL);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, view->len);

  for (guint i = 0; i < view->len; i++)
    {
      g_autoptr(CribToolItem) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (view, i));
      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "",
                              mcp_tool_get_name (crib_tool_item_get_tool (item)));
    }

  g_assert_cmpstr (shown->str, ==, names);
}

static void
answer_page (CribFixture *fixture,
             const char  *tools,
             const char  *cursor)
{
  g_autofree char *result = g_strdup_printf ("{\"tools\":[%s]%s}", tools, cursor);

  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tools/list"), result);
}

static void
test_order (CribFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);
  CribToolModel *model = crib_tool_model_new (fixture->connection);
  g_autoptr(CribToolItem) kept = NULL;

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), view);
  crib_server_set_favourite (fixture->server, "d", TRUE);

  crib_connection_open (fixture->connection);
  answer_page (fixture, TOOL ("a") "," TOOL ("b"), ",\"nextCursor\":\"2\"");
  answer_page (fixture, TOOL ("c") "," TOOL ("d"), "");
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
  check (G_LIST_MODEL (model), view, "d a b c");
  kept = g_list_model_get_item (G_LIST_MODEL (model), 2);

  crib_server_set_favourite (fixture->server, "c", TRUE);
  check (G_LIST_MODEL (model), view, "c d a b");
  crib_server_set_favourite (fixture->server, "unknown", TRUE);
  check (G_LIST_MODEL (model), view, "c d a b");
  crib_server_set_favourite (fixture->server, "d", FALSE);
  check (G_LIST_MODEL (model), view, "c a b d");
  g_assert_true (kept == g_ptr_array_index (view, 2));

  g_ptr_array_set_size (view, 0);
  g_clear_object (&kept);
  g_assert_finalize_object (model);
}

static void
test_refresh (CribFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(CribToolModel) model = NULL;
  g_autoptr(CribToolItem) kept = NULL;
  MockExchange *stream;

  fixture->mcp.offers_stream = TRUE;
  crib_fixture_open (fixture, TOOL ("a") "," TOOL ("b") "," TOOL ("c"));
  model = crib_tool_model_new (fixture->connection);
  items_changed_cb (G_LIST_MODEL (model), 0, 0, 3, view);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), view);
  kept = g_list_model_get_item (G_LIST_MODEL (model), 2);

  stream = mcp_fixture_wait (&fixture->mcp, "GET");
  mcp_fixture_start (stream);
  mcp_fixture_write (stream, "{\"jsonrpc\":\"2.0\",\"method\":"
                             "\"notifications/tools/list_changed\"}");
  crib_fixture_list (fixture, TOOL ("new") "," TOOL ("a") "," TOOL ("c"));

  while (crib_connection_find_tool (fixture->connection, "new") == NULL)
    g_main_context_iteration (NULL, TRUE);

  check (G_LIST_MODEL (model), view, "new a c");
  g_assert_true (kept == g_ptr_array_index (view, 2));
  mock_exchange_end (stream);
}

/* Ten thousand in pages of a hundred; the figure is printed, the bound is a generous one. */
static void
test_many (CribFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(CribToolModel) model = crib_tool_model_new (fixture->connection);
  gint64 start;

  crib_server_set_favourite (fixture->server, "tool-17", TRUE);
  crib_connection_open (fixture->connection);
  start = g_get_monotonic_time ();

  for (guint page = 0; page < 100; page++)
    {
      g_autoptr(GString) tools = g_string_new (NULL);
      g_autofree char *cursor = g_strdup_printf (",\"nextCursor\":\"%u\"", page);

      for (guint i = page * 100; i < page * 100 + 100; i++)
        g_string_append_printf (tools, "%s{\"name\":\"tool-%u\"}", tools->len > 0 ? "," : "", i);

      answer_page (fixture, tools->str, page < 99 ? cursor : "");
    }

  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);
  g_test_message ("10,000 tools in %.0f ms",
                  (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 10000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/tool-model/" path, CribFixture, NULL, crib_fixture_set_up, func, \
              crib_fixture_tear_down)
  ADD ("order", test_order);
  ADD ("refresh", test_refresh);
  ADD ("many", test_many);
#undef ADD

  return g_test_run ();
}
