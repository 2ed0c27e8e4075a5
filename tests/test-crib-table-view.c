/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-table-view.h"
#include "ui-fixture.h"

#define ORDERS "{\"total\":3,\"orders\":[" \
  "{\"order\":\"A-2\",\"parcels\":12,\"price\":4870.20}," \
  "{\"order\":\"<b>A-1</b>\",\"parcels\":2,\"price\":319.50,\"note\":null}," \
  "{\"order\":\"A-3\",\"parcels\":1,\"price\":58.90,\"note\":\"two\\nlines\"}]}"

static CribTableModel *
table_for (const char *text)
{
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);

  return crib_table_model_new (&root);
}

static void
test_table_recognized (void)
{
  static const struct { const char *text; gboolean is_table; } cases[] = {
    { ORDERS, TRUE },
    { "[{\"a\":1}]", TRUE },
    { "{\"rows\":[{\"a\":1}],\"page\":1}", TRUE },
    { "[]", FALSE },
    { "{}", FALSE },
    { "null", FALSE },
    { "\"text\"", FALSE },
    { "[1,2]", FALSE },
    { "[{\"a\":1},2]", FALSE },
    { "[{}]", FALSE },
    { "{\"a\":{\"b\":1}}", FALSE },
    { "{\"rows\":[{\"a\":1}],\"more\":[{\"b\":1}]}", FALSE },
    { "{\"rows\":[{\"a\":1}],\"deep\":{\"b\":1}}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CribTableModel) model = table_for (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (model != NULL, ==, cases[i].is_table);
    }
}

static void
test_table_columns (void)
{
  CribTableModel *model = table_for (ORDERS);
  g_autofree char *facts = crib_table_model_dup_facts (model);
  g_autoptr(CribTableRow) row = g_list_model_get_item (G_LIST_MODEL (model), 2);
  g_autofree char *price = crib_table_row_dup_text (row, "price");
  g_autofree char *note = crib_table_row_dup_text (row, "note");
  g_autofree char *none = crib_table_row_dup_text (row, "none");

  g_assert_cmpuint (crib_table_model_get_n_columns (model), ==, 4);
  g_assert_cmpstr (crib_table_model_get_column (model, 0), ==, "order");
  g_assert_cmpstr (crib_table_model_get_column (model, 3), ==, "note");
  g_assert_false (crib_table_model_is_numeric (model, 0));
  g_assert_true (crib_table_model_is_numeric (model, 1));
  g_assert_cmpstr (facts, ==, "Total: 3");

  /* The letters of the server, in one line. */
  g_assert_cmpstr (price, ==, "58.90");
  g_assert_cmpstr (note, ==, "two lines");
  g_assert_cmpstr (none, ==, "");

  g_clear_object (&row);
  g_assert_finalize_object (model);
}

static char *
first_cell (CribTableView *view)
{
  g_autoptr(CribTableRow) row = g_list_model_get_item (crib_table_view_get_rows (view), 0);

  return crib_table_row_dup_text (row, "order");
}

static void
sort_by (CribTableView *view,
         guint          column,
         GtkSortType    order)
{
  GtkWidget *table = ui_find (GTK_WIDGET (view), ui_is_type, "GtkColumnView");
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (table));
  g_autoptr(GtkColumnViewColumn) item = g_list_model_get_item (columns, column);

  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), item, order);
}

static void
test_table_sorts (void)
{
  g_autoptr(CribTableModel) model = table_for (ORDERS);
  CribTableView *view = g_object_ref_sink (CRIB_TABLE_VIEW (crib_table_view_new (model)));
  g_autofree char *as_sent = first_cell (view);
  g_autofree char *fewest = NULL;
  g_autofree char *most = NULL;

  g_assert_cmpstr (as_sent, ==, "A-2");

  /* As numbers: as words "12" would come before "2". */
  sort_by (view, 1, GTK_SORT_ASCENDING);
  fewest = first_cell (view);
  g_assert_cmpstr (fewest, ==, "A-3");
  sort_by (view, 1, GTK_SORT_DESCENDING);
  most = first_cell (view);
  g_assert_cmpstr (most, ==, "A-2");

  g_assert_finalize_object (view);
}

static void
test_table_searches (void)
{
  g_autoptr(CribTableModel) model = table_for (ORDERS);
  CribTableView *view = g_object_ref_sink (CRIB_TABLE_VIEW (crib_table_view_new (model)));
  GListModel *rows = crib_table_view_get_rows (view);
  g_autofree char *text = NULL;

  crib_table_view_search (view, "TWO");
  ui_wait (g_list_model_get_n_items (rows) == 1);
  text = crib_table_view_dup_text (view);
  g_assert_cmpstr (text, ==, "order\tparcels\tprice\tnote\nA-3\t1\t58.90\ttwo lines\n");

  crib_table_view_search (view, "");
  ui_wait (g_list_model_get_n_items (rows) == 3);

  g_assert_finalize_object (view);
}

static void
test_table_markup_is_text (void)
{
  g_autoptr(CribTableModel) model = table_for (ORDERS);
  GtkWidget *view = crib_table_view_new (model);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (ui_shows (view, "<b>A-1</b>"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_table_many_rows (void)
{
  g_autoptr(GString) text = g_string_new ("[");
  g_autoptr(CribTableModel) model = NULL;
  GtkWidget *view;
  GtkWidget *window = gtk_window_new ();

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%s{\"n\":%u,\"name\":\"row %u\"}", i > 0 ? "," : "", i, i);
  g_string_append_c (text, ']');
  model = table_for (text->str);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 100000);

  view = crib_table_view_new (model);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (ui_shows (view, "row 3") && gtk_widget_get_height (view) > 0);
  g_assert_cmpint (gtk_widget_get_height (view), <=, 430);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/table/recognized", test_table_recognized);
  g_test_add_func ("/table/columns", test_table_columns);
  g_test_add_func ("/table/sorts", test_table_sorts);
  g_test_add_func ("/table/searches", test_table_searches);
  g_test_add_func ("/table/markup-is-text", test_table_markup_is_text);
  g_test_add_func ("/table/many-rows", test_table_many_rows);

  return g_test_run ();
}
