/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-table-view.h"

#include "crib-words.h"

#include <glib/gi18n.h>

/* More rows than this scroll by themselves, so that the list makes widgets only for some. */
#define MAX_ROWS_AT_ONCE 12
#define HEIGHT 420
#define MAX_TITLE 60
#define MAX_CELL_CHARS 40

/*
 * CribTableView:
 *
 * Cells keep the server's text. Numbers stand at the end of their column, and every column sorts.
 */
struct _CribTableView
{
  AdwBin parent_instance;

  CribTableModel *model;
  GtkCustomFilter *filter;
  GListModel *rows;
  char *folded;          /* searched for */
  GtkWidget *view;
};

typedef struct
{
  char *name;
  gboolean numeric;
  guint width;
} Column;

G_DEFINE_FINAL_TYPE (CribTableView, crib_table_view, ADW_TYPE_BIN)

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  Column *column = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CELL_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), column->numeric ? 1 : 0);
  if (column->numeric)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  Column *column = user_data;
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text =
    crib_table_row_dup_text (gtk_list_item_get_item (item), column->name);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > column->width ? text : NULL);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  Column *column = user_data;

  return crib_table_row_compare ((gpointer) a, (gpointer) b, column->name);
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  CribTableView *self = user_data;

  return self->folded == NULL || crib_table_row_matches (item, self->folded);
}

static Column *
column_new (CribTableModel *model,
            guint           index)
{
  Column *column = g_new0 (Column, 1);

  column->name = g_strdup (crib_table_model_get_column (model, index));
  column->numeric = crib_table_model_is_numeric (model, index);
  column->width = crib_table_model_get_width (model, index);
  return column;
}

static void
add_column (CribTableView *self,
            guint          index,
            gboolean       expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *data = column_new (self->model, index);
  g_autofree char *words = crib_words_from_name (data->name);
  g_autofree char *title = crib_words_clip (words, MAX_TITLE);
  g_autoptr(GtkSorter) sorter = NULL;
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data,
                         (GClosureNotify) (void (*) (void)) column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, column_new (self->model, index),
                                              column_free));

  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

/* The first column of words that can use the room; else the last. */
static guint
find_expanding (CribTableModel *model)
{
  guint n_columns = crib_table_model_get_n_columns (model);
  guint widest = n_columns - 1;
  guint width = 0;

  for (guint i = 0; i < n_columns; i++)
    if (!crib_table_model_is_numeric (model, i) && crib_table_model_get_width (model, i) > width)
      {
        widest = i;
        width = crib_table_model_get_width (model, i);
      }
  return widest;
}

static void
make_rows (CribTableView *self)
{
  GtkFilterListModel *filtered;
  GtkSorter *sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view));
  GtkSelectionModel *selection;

  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->model)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  self->rows = G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                                      g_object_ref (sorter)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->rows)));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), selection);
  g_object_unref (selection);
}

static GtkWidget *
make_frame (CribTableView *self)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gboolean scrolls = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > MAX_ROWS_AT_ONCE;

  gtk_widget_add_css_class (frame, "tableframe");
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  scrolls ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (scrolls)
    gtk_widget_set_size_request (scroller, -1, HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_frame_set_child (GTK_FRAME (frame), scroller);
  return frame;
}

static void
crib_table_view_dispose (GObject *object)
{
  CribTableView *self = CRIB_TABLE_VIEW (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (crib_table_view_parent_class)->dispose (object);
}

static void
crib_table_view_finalize (GObject *object)
{
  g_free (CRIB_TABLE_VIEW (object)->folded);

  G_OBJECT_CLASS (crib_table_view_parent_class)->finalize (object);
}

static void
crib_table_view_class_init (CribTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_table_view_dispose;
  object_class->finalize = crib_table_view_finalize;
}

static void
crib_table_view_init (CribTableView *self)
{
}

GtkWidget *
crib_table_view_new (CribTableModel *model)
{
  CribTableView *self;
  guint expanding;

  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (model), NULL);

  self = g_object_new (CRIB_TYPE_TABLE_VIEW, NULL);
  self->model = g_object_ref (model);
  self->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "result-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Result as a table"), -1);

  expanding = find_expanding (model);
  for (guint i = 0; i < crib_table_model_get_n_columns (model); i++)
    add_column (self, i, i == expanding);
  make_rows (self);
  adw_bin_set_child (ADW_BIN (self), make_frame (self));
  return GTK_WIDGET (self);
}

void
crib_table_view_search (CribTableView *self,
                        const char    *words)
{
  g_return_if_fail (CRIB_IS_TABLE_VIEW (self));

  g_clear_pointer (&self->folded, g_free);
  if (words != NULL && *words != '\0')
    self->folded = g_utf8_casefold (words, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

GListModel *
crib_table_view_get_rows (CribTableView *self)
{
  g_return_val_if_fail (CRIB_IS_TABLE_VIEW (self), NULL);

  return self->rows;
}

char *
crib_table_view_dup_text (CribTableView *self)
{
  GString *text;
  guint n_columns;

  g_return_val_if_fail (CRIB_IS_TABLE_VIEW (self), NULL);

  text = g_string_new (NULL);
  n_columns = crib_table_model_get_n_columns (self->model);
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                            crib_table_model_get_column (self->model, i));

  for (guint row = 0; row < g_list_model_get_n_items (self->rows); row++)
    {
      g_autoptr(CribTableRow) item = g_list_model_get_item (self->rows, row);

      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *cell =
            crib_table_row_dup_text (item, crib_table_model_get_column (self->model, i));

          g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "\n", cell);
        }
    }

  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
