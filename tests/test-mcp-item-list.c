/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-item-list.h"
#include "mcp-tool.h"
#include "sjson-fixture.h"

/* One tool for each letter; "A" is an "a" that changed. */
static GPtrArray *
make_tools (const char *letters)
{
  GPtrArray *tools = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"%c\",\"changed\":%s}",
                                               g_ascii_tolower (*letter),
                                               g_ascii_isupper (*letter) ? "true" : "false");
      g_autoptr(SjsonValue) value = parse_value (json);

      g_ptr_array_add (tools, mcp_tool_new (value, NULL));
    }

  return tools;
}

/* What a view keeps: follows items-changed only. */
typedef struct
{
  GPtrArray *tools;
  GString *changes;
} View;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  View *view = user_data;

  g_string_append_printf (view->changes, "%u-%u+%u ", position, n_removed, n_added);

  if (n_removed > 0)
    g_ptr_array_remove_range (view->tools, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (view->tools, position + i, g_list_model_get_item (list, position + i));

  g_assert_cmpuint (view->tools->len, ==, g_list_model_get_n_items (list));
}

static void
assert_same (GListModel *list,
             View       *view,
             GPtrArray  *expected)
{
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, expected->len);

  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (list, i);

      g_assert_true (mcp_tool_equal (tool, expected->pdata[i]));
      g_assert_true (view->tools->pdata[i] == tool);
    }
}

static void
test_replace (void)
{
  const struct
  {
    const char *before;
    const char *after;
    const char *changes;
    guint kept;
  } cases[] = {
    { "", "", "", 0 },
    { "abc", "abc", "", 3 },
    { "", "ab", "0-0+2 ", 0 },
    { "ab", "", "0-2+0 ", 0 },
    { "abcd", "abxcd", "2-0+1 ", 4 },
    { "abcd", "acd", "1-1+0 ", 3 },
    { "abcd", "aBcd", "1-1+1 ", 3 },
    { "abcd", "xbcy", "0-1+1 3-1+1 ", 2 },
    { "abcd", "bcda", "0-1+0 3-0+1 ", 4 },
    { "abcd", "dabc", "0-0+1 4-1+0 ", 4 },
    { "aab", "ab", "1-1+0 ", 2 },
    { "ab", "aab", "1-0+1 ", 2 },
    { "abcdef", "afcdbg", "1-1+1 4-2+2 ", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpItemList *list = mcp_item_list_new (MCP_TYPE_TOOL);
      g_autoptr(GPtrArray) before = make_tools (cases[i].before);
      g_autoptr(GPtrArray) after = make_tools (cases[i].after);
      View view = { g_ptr_array_new_with_free_func (g_object_unref), g_string_new (NULL) };
      guint kept = 0;

      g_test_message ("%s -> %s", cases[i].before, cases[i].after);
      g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &view);
      mcp_item_list_append (list, before);
      g_string_truncate (view.changes, 0);
      mcp_item_list_replace (list, after);
      g_assert_cmpstr (view.changes->str, ==, cases[i].changes);
      assert_same (G_LIST_MODEL (list), &view, after);

      for (guint j = 0; j < view.tools->len; j++)
        kept += g_ptr_array_find (before, view.tools->pdata[j], NULL);

      g_assert_cmpuint (kept, ==, cases[i].kept);
      g_ptr_array_unref (view.tools);
      g_string_free (view.changes, TRUE);
      g_assert_finalize_object (list);
    }
}

/* Any list becomes any other. */
static void
test_random (void)
{
  g_autoptr(McpItemList) list = mcp_item_list_new (MCP_TYPE_TOOL);
  View view = { g_ptr_array_new_with_free_func (g_object_unref), g_string_new (NULL) };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &view);

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GPtrArray) tools = NULL;
      char letters[20] = "";
      guint n = g_test_rand_int_range (0, 20);

      for (guint i = 0; i < n; i++)
        letters[i] = "abcdefghijABCDEFGHIJ"[g_test_rand_int_range (0, 20)];

      letters[MIN (n, 19)] = '\0';
      tools = make_tools (letters);
      mcp_item_list_replace (list, tools);
      assert_same (G_LIST_MODEL (list), &view, tools);
    }

  g_ptr_array_unref (view.tools);
  g_string_free (view.changes, TRUE);
}

static void
test_find (void)
{
  g_autoptr(McpItemList) list = mcp_item_list_new (MCP_TYPE_TOOL);
  g_autoptr(GPtrArray) tools = make_tools ("aAb");
  g_autoptr(GPtrArray) more = make_tools ("c");

  g_assert_null (mcp_item_list_find (list, "a"));
  mcp_item_list_append (list, tools);
  g_assert_true (mcp_item_list_find (list, "a") == tools->pdata[0]);
  mcp_item_list_append (list, more);
  g_assert_true (mcp_item_list_find (list, "c") == more->pdata[0]);
  mcp_item_list_replace (list, more);
  g_assert_null (mcp_item_list_find (list, "a"));
  g_assert_true (mcp_item_list_find (list, "c") == more->pdata[0]);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 1));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == MCP_TYPE_TOOL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/item-list/replace", test_replace);
  g_test_add_func ("/mcp/item-list/random", test_random);
  g_test_add_func ("/mcp/item-list/find", test_find);

  return g_test_run ();
}
