/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tree-view.h"

#include "crib-tree-node.h"

#include <glib/gi18n.h>

#define HEIGHT 420
/* With so few children they are opened at once: there is nothing else to see. */
#define OPEN_UP_TO 8

/*
 * CribTreeView:
 *
 * Rows are made as branches open. A search leaves what matches, opened.
 */
struct _CribTreeView
{
  AdwBin parent_instance;

  SjsonValue *value;
  GListModel *rows;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (CribTreeView, crib_tree_view, ADW_TYPE_BIN)

static GListModel *
open_cb (gpointer item,
         gpointer user_data)
{
  return crib_tree_node_open (item);
}

static GtkWidget *
make_label (gboolean name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, !name);
  gtk_label_set_max_width_chars (GTK_LABEL (label), name ? 30 : 60);
  if (name)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (box), make_label (TRUE));
  gtk_box_append (GTK_BOX (box), make_label (FALSE));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr(CribTreeNode) node = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *value = gtk_widget_get_last_child (box);
  g_autofree char *text = crib_tree_node_dup_text (node);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)),
                       crib_tree_node_get_name (node));
  gtk_label_set_label (GTK_LABEL (value), text);
  gtk_widget_set_tooltip_text (value, g_utf8_strlen (text, -1) > 40 ? text : NULL);
  if (crib_tree_node_is_branch (node))
    gtk_widget_add_css_class (value, "dim-label");
  else
    gtk_widget_remove_css_class (value, "dim-label");
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

static void
show_rows (CribTreeView *self,
           GHashTable   *only)
{
  GListModel *roots = crib_tree_node_list (self->value, only);
  GtkSelectionModel *selection;
  gboolean open = only != NULL || g_list_model_get_n_items (roots) <= OPEN_UP_TO;

  g_clear_object (&self->rows);
  self->rows = G_LIST_MODEL (gtk_tree_list_model_new (roots, FALSE, only != NULL,
                                                      open_cb, NULL, NULL));

  /* From the end, so that the rows before keep their places. */
  for (guint i = g_list_model_get_n_items (self->rows); open && only == NULL && i > 0; i--)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (self->rows, i - 1);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }

  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->rows)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  g_object_unref (selection);
}

static void
crib_tree_view_dispose (GObject *object)
{
  CribTreeView *self = CRIB_TREE_VIEW (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->value, sjson_value_free);

  G_OBJECT_CLASS (crib_tree_view_parent_class)->dispose (object);
}

static void
crib_tree_view_class_init (CribTreeViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_tree_view_dispose;
}

static void
crib_tree_view_init (CribTreeView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "result-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Result as a tree"), -1);

  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_add_css_class (frame, "tableframe");
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  gtk_frame_set_child (GTK_FRAME (frame), scroller);
  adw_bin_set_child (ADW_BIN (self), frame);
}

GtkWidget *
crib_tree_view_new (const SjsonValue *value)
{
  CribTreeView *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (CRIB_TYPE_TREE_VIEW, NULL);
  self->value = sjson_value_copy (value);
  show_rows (self, NULL);
  return GTK_WIDGET (self);
}

void
crib_tree_view_search (CribTreeView *self,
                       const char   *words)
{
  g_autoptr(GHashTable) found = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (CRIB_IS_TREE_VIEW (self));

  if (words != NULL && *words != '\0')
    {
      folded = g_utf8_casefold (words, -1);
      found = crib_tree_node_find (self->value, folded);
    }
  show_rows (self, found);
}

GListModel *
crib_tree_view_get_rows (CribTreeView *self)
{
  g_return_val_if_fail (CRIB_IS_TREE_VIEW (self), NULL);

  return self->rows;
}
