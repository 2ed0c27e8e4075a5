/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-search.h"
#include "window-fixture.h"

static char *
dup_results (CribToolSearch *search)
{
  GListModel *results = crib_tool_search_get_results (search);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr(CribToolItem) item = g_list_model_get_item (results, i);
      CribConnection *connection = crib_tool_item_get_connection (item);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "",
                              crib_server_get_name (crib_connection_get_server (connection)),
                              mcp_tool_get_name (crib_tool_item_get_tool (item)));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_results (CribToolSearch *search,
                const char     *expected)
{
  g_autofree char *results = dup_results (search);

  g_assert_cmpstr (results, ==, expected);
}

static void
test_tool_search_lists_one_server (WindowFixture *fixture,
                                   gconstpointer  data)
{
  CribToolSearch *search = crib_tool_search_new ();
  CribConnection *one = window_fixture_connect (fixture, "One", TOOL_FIND "," TOOL_PLAIN);
  CribConnection *two = window_fixture_connect (fixture, "Two", TOOL_HOSTILE);

  crib_tool_search_set_pool (search, fixture->pool);
  assert_results (search, "");

  crib_tool_search_set_connection (search, one);
  assert_results (search, "One:find_orders One:get_random_number");

  crib_tool_search_set_connection (search, two);
  assert_results (search, "Two:ship");
  g_assert_true (crib_tool_search_get_home (search) == two);

  crib_tool_search_set_connection (search, NULL);
  assert_results (search, "");
  g_assert_finalize_object (search);
}

static void
test_tool_search_finds_everywhere (WindowFixture *fixture,
                                   gconstpointer  data)
{
  CribToolSearch *search = crib_tool_search_new ();
  CribConnection *one = window_fixture_connect (fixture, "One", TOOL_FIND "," TOOL_PLAIN);
  CribConnection *two = window_fixture_connect (fixture, "Two", TOOL_FIND);

  crib_tool_search_set_pool (search, fixture->pool);
  crib_tool_search_set_connection (search, one);

  g_assert_true (crib_tool_search_set_text (search, "  ORDERS "));
  g_assert_cmpstr (crib_tool_search_get_text (search), ==, "ORDERS");
  assert_results (search, "One:find_orders Two:find_orders");
  g_assert_false (crib_tool_search_set_text (search, "ORDERS"));

  /* Going to a tool of another server turns nothing upside down. */
  crib_tool_search_set_connection (search, two);
  assert_results (search, "One:find_orders Two:find_orders");
  g_assert_true (crib_tool_search_get_home (search) == one);

  g_assert_true (crib_tool_search_set_text (search, "customer nothing"));
  assert_results (search, "");

  g_assert_true (crib_tool_search_set_text (search, " "));
  g_assert_null (crib_tool_search_get_text (search));
  assert_results (search, "Two:find_orders");
  g_assert_true (crib_tool_search_get_home (search) == two);
  g_assert_finalize_object (search);
}

static void
test_tool_search_finds_late_tools (WindowFixture *fixture,
                                   gconstpointer  data)
{
  CribToolSearch *search = crib_tool_search_new ();
  CribConnection *one = window_fixture_add (fixture, "One", TOOL_FIND);
  guint notified = 0;
  gboolean searchable;

  g_signal_connect_swapped (search, "notify::searchable", G_CALLBACK (g_atomic_int_inc),
                            &notified);
  crib_tool_search_set_pool (search, fixture->pool);
  crib_tool_search_set_connection (search, one);
  crib_tool_search_set_text (search, "find");
  assert_results (search, "");

  crib_connection_open (one);
  window_fixture_wait_settled (one);
  assert_results (search, "One:find_orders");
  g_object_get (search, "searchable", &searchable, NULL);
  g_assert_true (searchable);
  g_assert_cmpuint (notified, ==, 1);

  window_fixture_connect (fixture, "Two", TOOL_FIND);
  assert_results (search, "One:find_orders Two:find_orders");
  g_assert_finalize_object (search);
}

static void
test_tool_search_follows_removal (WindowFixture *fixture,
                                  gconstpointer  data)
{
  CribToolSearch *search = crib_tool_search_new ();
  CribConnection *one = window_fixture_connect (fixture, "One", TOOL_FIND);
  g_autoptr(GError) error = NULL;

  window_fixture_connect (fixture, "Two", TOOL_FIND);
  crib_tool_search_set_pool (search, fixture->pool);
  crib_tool_search_set_text (search, "find");
  assert_results (search, "One:find_orders Two:find_orders");

  crib_server_store_remove (fixture->store, crib_connection_get_server (one), &error);
  g_assert_no_error (error);
  assert_results (search, "Two:find_orders");

  crib_tool_search_set_pool (search, NULL);
  assert_results (search, "");
  g_assert_finalize_object (search);
}

static void
test_tool_search_finds_items (WindowFixture *fixture,
                              gconstpointer  data)
{
  CribToolSearch *search = crib_tool_search_new ();
  CribConnection *one = window_fixture_connect (fixture, "One", TOOL_FIND "," TOOL_PLAIN);
  CribConnection *two = window_fixture_connect (fixture, "Two", TOOL_PLAIN);
  g_autoptr(CribToolItem) item = NULL;
  g_autoptr(CribToolItem) again = NULL;
  g_autoptr(CribToolItem) foreign = NULL;

  crib_tool_search_set_pool (search, fixture->pool);
  crib_tool_search_set_connection (search, one);

  item = crib_tool_search_dup_item (search, one, "get_random_number");
  g_assert_cmpuint (crib_tool_search_find (search, item), ==, 1);

  again = crib_tool_item_new (one, crib_tool_item_get_tool (item));
  g_assert_cmpuint (crib_tool_search_find (search, again), ==, 1);

  foreign = crib_tool_search_dup_item (search, two, "get_random_number");
  g_assert_cmpuint (crib_tool_search_find (search, foreign), ==, GTK_INVALID_LIST_POSITION);
  g_assert_false (crib_tool_search_is_same_tool (item, foreign));
  g_assert_null (crib_tool_search_dup_item (search, two, "find_orders"));
  g_assert_finalize_object (search);
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

  ADD ("/tool-search/lists-one-server", test_tool_search_lists_one_server);
  ADD ("/tool-search/finds-everywhere", test_tool_search_finds_everywhere);
  ADD ("/tool-search/finds-late-tools", test_tool_search_finds_late_tools);
  ADD ("/tool-search/follows-removal", test_tool_search_follows_removal);
  ADD ("/tool-search/finds-items", test_tool_search_finds_items);

  return g_test_run ();
}
