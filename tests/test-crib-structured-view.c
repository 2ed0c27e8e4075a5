/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-structured-view.h"
#include "crib-table-view.h"
#include "ui-fixture.h"

static CribStructuredView *
view_for (const char *text)
{
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);

  return g_object_ref_sink (CRIB_STRUCTURED_VIEW (crib_structured_view_new (&root)));
}

static gboolean
is_toggle (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
test_structured_ways (void)
{
  static const struct { const char *text; guint n_rows; } cases[] = {
    { "[{\"a\":1},{\"a\":2}]", 2 },
    { "{\"a\":1}", 0 },
    { "null", 0 },
    { "[]", 0 },
    { "[1,2,3]", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribStructuredView *view = view_for (cases[i].text);
      GtkWidget *table = ui_find (GTK_WIDGET (view), is_toggle, "Table");

      g_assert_cmpuint (crib_structured_view_get_n_rows (view), ==, cases[i].n_rows);
      g_assert_cmpint (table != NULL, ==, cases[i].n_rows > 0);
      g_assert_nonnull (ui_find (GTK_WIDGET (view), is_toggle, "Tree"));
      g_assert_nonnull (ui_find (GTK_WIDGET (view), is_toggle, "JSON"));
      g_assert_finalize_object (view);
    }
}

/* A search stays on when the way to look changes. */
static void
test_structured_search (void)
{
  CribStructuredView *view = view_for ("[{\"a\":\"one\"},{\"a\":\"two\"},{\"a\":\"three\"}]");
  GtkWidget *entry = ui_find (GTK_WIDGET (view), ui_is_type, "GtkSearchEntry");
  GtkWidget *table = ui_find (GTK_WIDGET (view), ui_is_type, "CribTableView");
  GListModel *rows = crib_table_view_get_rows (CRIB_TABLE_VIEW (table));
  GtkWidget *tree;

  gtk_editable_set_text (GTK_EDITABLE (entry), "two");
  ui_wait (g_list_model_get_n_items (rows) == 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find (GTK_WIDGET (view), is_toggle, "Tree")),
                                TRUE);
  tree = ui_find (GTK_WIDGET (view), ui_is_type, "GtkListView");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                      gtk_list_view_get_model (GTK_LIST_VIEW (tree)))), ==, 2);

  g_object_set (view, "narrow", TRUE, NULL);
  g_assert_true (gtk_widget_get_hexpand (entry));
  g_assert_finalize_object (view);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/structured/ways", test_structured_ways);
  g_test_add_func ("/structured/search", test_structured_search);

  return g_test_run ();
}
