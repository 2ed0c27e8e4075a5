/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-item-list.h"

/**
 * McpItemList:
 *
 * What one server offers of one kind, in its order: a [iface@Gio.ListModel] of a class of
 * [class@Mcp.Item].
 *
 * The first walk over a server's pages appends them as they come. A later one
 * replaces the list: what did not change stays the same object in place, so that a
 * view keeps its selection and an item its draft.
 */
struct _McpItemList
{
  GObject parent_instance;

  GType item_type;
  GPtrArray *items;
  GHashTable *by_key;     /* key, borrowed → McpItem, borrowed: the first of that key */
  guint n_indexed;         /* how many of the items by_key knows */
};

static GType
mcp_item_list_get_item_type (GListModel *model)
{
  return MCP_ITEM_LIST (model)->item_type;
}

static guint
mcp_item_list_get_n_items (GListModel *model)
{
  return MCP_ITEM_LIST (model)->items->len;
}

static gpointer
mcp_item_list_get_item (GListModel *model,
                        guint       position)
{
  McpItemList *self = MCP_ITEM_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = mcp_item_list_get_item_type;
  iface->get_n_items = mcp_item_list_get_n_items;
  iface->get_item = mcp_item_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (McpItemList, mcp_item_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
mcp_item_list_finalize (GObject *object)
{
  McpItemList *self = MCP_ITEM_LIST (object);

  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (mcp_item_list_parent_class)->finalize (object);
}

static void
mcp_item_list_class_init (McpItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_item_list_finalize;
}

static void
mcp_item_list_init (McpItemList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
}

/* @item_type: a class of McpItem */
McpItemList *
mcp_item_list_new (GType item_type)
{
  McpItemList *self;

  g_return_val_if_fail (g_type_is_a (item_type, MCP_TYPE_ITEM), NULL);

  self = g_object_new (MCP_TYPE_ITEM_LIST, NULL);
  self->item_type = item_type;

  return self;
}

void
mcp_item_list_append (McpItemList *self,
                      GPtrArray   *items)
{
  guint position;

  g_return_if_fail (MCP_IS_ITEM_LIST (self));
  g_return_if_fail (items != NULL);

  if (items->len == 0)
    return;

  position = self->items->len;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, items->len);
}

/* For each of @items the position in the list of the same item unchanged, or -1. Where several
 * share a key each old one is taken once, in order. */
static int *
match_items (McpItemList *self,
             GPtrArray   *items)
{
  g_autoptr(GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *next = g_new (int, self->items->len + 1);
  int *matches = g_new (int, items->len + 1);

  for (int i = (int) self->items->len - 1; i >= 0; i--)
    {
      char *key = (char *) mcp_item_get_key (self->items->pdata[i]);

      next[i] = GPOINTER_TO_INT (g_hash_table_lookup (positions, key)) - 1;
      g_hash_table_insert (positions, key, GINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; i < items->len; i++)
    {
      char *key = (char *) mcp_item_get_key (items->pdata[i]);
      int old = GPOINTER_TO_INT (g_hash_table_lookup (positions, key)) - 1;

      matches[i] = -1;

      if (old >= 0 && mcp_item_equal (self->items->pdata[old], items->pdata[i]))
        {
          matches[i] = old;
          g_hash_table_insert (positions, key, GINT_TO_POINTER (next[old] + 1));
        }
    }

  return matches;
}

/* Marks a longest run of @matches that increases: what stays in place. The others of @matches are
 * moved, that is removed and inserted. (Patience sorting; n log n.) */
static gboolean *
find_steady (const int *matches,
             guint      n_matches)
{
  gboolean *steady = g_new0 (gboolean, n_matches + 1);
  g_autofree guint *ends = g_new (guint, n_matches + 1);
  g_autofree int *before = g_new (int, n_matches + 1);
  guint length = 0;

  for (guint i = 0; i < n_matches; i++)
    {
      guint low = 0;
      guint high = length;

      if (matches[i] < 0)
        continue;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (matches[ends[middle]] < matches[i])
            low = middle + 1;
          else
            high = middle;
        }

      before[i] = low > 0 ? (int) ends[low - 1] : -1;
      ends[low] = i;
      length = MAX (length, low + 1);
    }

  for (int i = length > 0 ? (int) ends[length - 1] : -1; i >= 0; i = before[i])
    steady[i] = TRUE;

  return steady;
}

/* Exchanges @n_removed items at @position for @n_added of @items from @first on. */
static void
splice (McpItemList *self,
        guint        position,
        guint        n_removed,
        GPtrArray   *items,
        guint        first,
        guint        n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;

  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->items, position + i, g_object_ref (items->pdata[first + i]));

  g_hash_table_remove_all (self->by_key);
  self->n_indexed = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/*
 * mcp_item_list_replace:
 * @items: the whole list anew
 *
 * Changes the list into @items with as few items-changed, and as few items changed, as there can
 * be: one for each gap between items that stay.
 */
void
mcp_item_list_replace (McpItemList *self,
                       GPtrArray   *items)
{
  g_autoptr(GPtrArray) target = NULL;
  g_autofree int *matches = NULL;
  g_autofree gboolean *steady = NULL;
  guint position = 0;
  guint first = 0;
  int old = 0;

  g_return_if_fail (MCP_IS_ITEM_LIST (self));
  g_return_if_fail (items != NULL);

  matches = match_items (self, items);
  steady = find_steady (matches, items->len);
  target = g_ptr_array_new_full (items->len, g_object_unref);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (target, g_object_ref (matches[i] >= 0 ? self->items->pdata[matches[i]]
                                                           : items->pdata[i]));

  for (guint i = 0; i < target->len; i++)
    {
      if (!steady[i])
        continue;

      splice (self, position, matches[i] - old, target, first, i - first);
      position += i - first + 1;
      first = i + 1;
      old = matches[i] + 1;
    }

  splice (self, position, self->items->len - position, target, first, target->len - first);
}

McpItem *
mcp_item_list_find (McpItemList *self,
                    const char  *key)
{
  g_return_val_if_fail (MCP_IS_ITEM_LIST (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (; self->n_indexed < self->items->len; self->n_indexed++)
    {
      McpItem *item = self->items->pdata[self->n_indexed];
      char *item_key = (char *) mcp_item_get_key (item);

      if (!g_hash_table_contains (self->by_key, item_key))
        g_hash_table_insert (self->by_key, item_key, item);
    }

  return g_hash_table_lookup (self->by_key, key);
}
