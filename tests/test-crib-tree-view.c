/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tree-node.h"
#include "crib-tree-view.h"
#include "ui-fixture.h"

static GtkWidget *
tree_for (const char *text)
{
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);

  return g_object_ref_sink (crib_tree_view_new (&root));
}

static char *
dup_rows (GtkWidget *view)
{
  GListModel *rows = crib_tree_view_get_rows (CRIB_TREE_VIEW (view));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr(CribTreeNode) node = gtk_tree_list_row_get_item (row);
      g_autofree char *value = crib_tree_node_dup_text (node);

      g_string_append_printf (text, "%u %s=%s;", gtk_tree_list_row_get_depth (row),
                              crib_tree_node_get_name (node), value);
    }

  return g_string_free (text, FALSE);
}

static void
test_tree_shows (void)
{
  static const struct { const char *text; const char *rows; } cases[] = {
    { "{\"a\":1.50,\"b\":[true,null]}", "0 a=1.50;0 b=2 items;1 1=true;1 2=null;" },
    { "\"<i>text</i>\"", "0 =<i>text</i>;" },
    { "{}", "0 ={};" },
    { "{\"a\":{\"b\":{\"c\":1}}}", "0 a=1 value;1 b=1 value;" },
    { "{\"line\":\"a\\nb\"}", "0 line=a b;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *view = tree_for (cases[i].text);
      g_autofree char *rows = dup_rows (view);

      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_finalize_object (view);
    }
}

static void
test_tree_searches (void)
{
  GtkWidget *view = tree_for ("{\"a\":{\"deep\":{\"x\":\"Needle\",\"y\":1}},\"b\":2,"
                              "\"needles\":[3]}");
  g_autofree char *found = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *all = NULL;

  crib_tree_view_search (CRIB_TREE_VIEW (view), "needle");
  found = dup_rows (view);
  g_assert_cmpstr (found, ==, "0 a=1 value;1 deep=2 values;2 x=Needle;0 needles=1 item;1 1=3;");

  crib_tree_view_search (CRIB_TREE_VIEW (view), "nowhere");
  nothing = dup_rows (view);
  g_assert_cmpstr (nothing, ==, "");

  crib_tree_view_search (CRIB_TREE_VIEW (view), "");
  all = dup_rows (view);
  g_assert_cmpstr (all, ==, "0 a=1 value;1 deep=2 values;0 b=2;0 needles=1 item;1 1=3;");
  g_assert_finalize_object (view);
}

static void
test_tree_many_children (void)
{
  g_autoptr(GString) text = g_string_new ("[0");
  g_autofree char *last = NULL;
  GtkWidget *view;
  GListModel *rows;

  for (guint i = 1; i < 6000; i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');

  view = tree_for (text->str);
  rows = crib_tree_view_get_rows (CRIB_TREE_VIEW (view));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 5001);
  last = dup_rows (view);
  g_assert_true (g_str_has_suffix (last, "0 …=1000 more, see JSON;"));
  g_assert_finalize_object (view);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/tree/shows", test_tree_shows);
  g_test_add_func ("/tree/searches", test_tree_searches);
  g_test_add_func ("/tree/many-children", test_tree_many_children);

  return g_test_run ();
}
