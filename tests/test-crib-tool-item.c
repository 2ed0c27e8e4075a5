/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"
#include "crib-tool-item.h"
#include "sjson-fixture.h"

static McpTool *
new_tool (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);
  McpTool *tool = mcp_tool_new (value, NULL);

  g_assert_nonnull (tool);

  return tool;
}

static void
test_titles (CribFixture   *fixture,
             gconstpointer  data)
{
  static const struct { const char *name; const char *title; } cases[] = {
    { "get_random_number", "Get random number" },
    { "getRandomNumber", "Get random number" },
    { "list-files", "List files" },
    { "files/list.all", "Files list all" },
    { "HTTPGet", "HTTPGet" },
    { "x", "X" },
    { "__", "__" },
    { "\303\244rger_machen", "\303\204rger machen" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"%s\"}", cases[i].name);
      g_autoptr(McpTool) tool = new_tool (json);
      CribToolItem *item = crib_tool_item_new (fixture->connection, tool);

      g_assert_cmpstr (crib_tool_item_get_title (item), ==, cases[i].title);
      g_assert_cmpstr (crib_tool_item_get_summary (item), ==, "");
      g_assert_finalize_object (item);
    }
}

static void
test_words (CribFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(McpTool) tool = new_tool (SHIP_TOOL);
  CribToolItem *item = crib_tool_item_new (fixture->connection, tool);
  char *all[] = { (char *) "parcels", (char *) "second", (char *) "ship_p", NULL };
  char *none[] = { NULL };
  char *other[] = { (char *) "ship", (char *) "orders", NULL };

  g_assert_cmpstr (crib_tool_item_get_title (item), ==, "Ship parcels");
  g_assert_cmpstr (crib_tool_item_get_summary (item), ==, "Hands parcels over.");
  g_assert_true (crib_tool_item_matches (item, all));
  g_assert_true (crib_tool_item_matches (item, none));
  g_assert_false (crib_tool_item_matches (item, other));
  g_assert_true (crib_tool_item_get_tool (item) == tool);
  g_assert_true (crib_tool_item_get_connection (item) == fixture->connection);

  g_assert_finalize_object (item);
}

/* Letters of several bytes at the place where a long line is cut. */
static void
test_long_description (CribFixture   *fixture,
                       gconstpointer  data)
{
  GString *json = g_string_new ("{\"name\":\"a\",\"description\":\"a");
  g_autoptr(McpTool) tool = NULL;
  CribToolItem *item;

  for (guint i = 0; i < 1000; i++)
    g_string_append (json, "\342\202\254");

  g_string_append (json, "\"}");
  tool = new_tool (json->str);
  item = crib_tool_item_new (fixture->connection, tool);
  g_assert_true (g_utf8_validate (crib_tool_item_get_summary (item), -1, NULL));
  g_assert_cmpuint (strlen (crib_tool_item_get_summary (item)), <=, 400);

  g_assert_finalize_object (item);
  g_string_free (json, TRUE);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_favourite (CribFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(McpTool) tool = new_tool (SHIP_TOOL);
  CribToolItem *item = crib_tool_item_new (fixture->connection, tool);
  CribToolItem *twin = crib_tool_item_new (fixture->connection, tool);
  guint n_notifications = 0;

  g_signal_connect (twin, "notify::favourite", G_CALLBACK (count_cb), &n_notifications);
  crib_tool_item_set_favourite (item, TRUE);
  g_assert_true (crib_tool_item_is_favourite (item));
  g_assert_true (crib_tool_item_is_favourite (twin));
  g_assert_true (crib_server_is_favourite (fixture->server, "ship_parcels"));

  crib_server_set_favourite (fixture->server, "other", TRUE);
  g_assert_cmpuint (n_notifications, ==, 1);
  g_assert_finalize_object (item);

  crib_server_set_favourite (fixture->server, "ship_parcels", FALSE);
  g_assert_false (crib_tool_item_is_favourite (twin));
  g_assert_cmpuint (n_notifications, ==, 2);
  g_assert_finalize_object (twin);
}

static void
test_running (CribFixture   *fixture,
              gconstpointer  data)
{
  guint n_notifications = 0;
  CribToolItem *item;
  CribRun *run;

  crib_fixture_open (fixture, TOOL ("a"));
  item = crib_tool_item_new (fixture->connection,
                             crib_connection_find_tool (fixture->connection, "a"));
  g_signal_connect (item, "notify::running", G_CALLBACK (count_cb), &n_notifications);
  run = crib_fixture_run (fixture, "a");
  g_assert_true (crib_tool_item_is_running (item));

  mcp_fixture_reply (mcp_fixture_wait (&fixture->mcp, "tools/call"), "{\"content\":[]}");
  crib_fixture_wait_run (run);
  g_assert_false (crib_tool_item_is_running (item));
  g_assert_cmpuint (n_notifications, ==, 2);
  g_assert_finalize_object (item);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/tool-item/" path, CribFixture, NULL, crib_fixture_set_up, func, \
              crib_fixture_tear_down)
  ADD ("titles", test_titles);
  ADD ("words", test_words);
  ADD ("long-description", test_long_description);
  ADD ("favourite", test_favourite);
  ADD ("running", test_running);
#undef ADD

  return g_test_run ();
}
