/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-model.h"

/**
 * CribToolModel:
 *
 * The tools of one connection as a list of [class@Crib.ToolItem]: favourites first, else the
 * server's order.
 *
 * Items of tools that stay are kept, so that a selection and a scroll position are, too.
 */
struct _CribToolModel
{
  GObject parent_instance;

  CribConnection *connection;
  GPtrArray *items;       /* in the server's order */
  GPtrArray *shown;       /* borrowed: favourites first */
  guint n_favourites;
};

static void crib_tool_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribToolModel, crib_tool_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_tool_model_list_model_init))

static void
add_where (CribToolModel *self,
           GPtrArray     *shown,
           gboolean       favourite)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      CribToolItem *item = g_ptr_array_index (self->items, i);

      if (crib_tool_item_is_favourite (item) == favourite)
        g_ptr_array_add (shown, item);
    }
}

/* Orders anew and tells of the one range that differs. */
static void
show (CribToolModel *self)
{
  g_autoptr(GPtrArray) old = self->shown;
  GPtrArray *shown = g_ptr_array_sized_new (self->items->len);
  guint first = 0, last = 0;

  add_where (self, shown, TRUE);
  self->n_favourites = shown->len;
  add_where (self, shown, FALSE);
  self->shown = shown;

  while (first < MIN (old->len, shown->len) &&
         g_ptr_array_index (old, first) == g_ptr_array_index (shown, first))
    first++;

  while (last < MIN (old->len, shown->len) - first &&
         g_ptr_array_index (old, old->len - 1 - last) ==
         g_ptr_array_index (shown, shown->len - 1 - last))
    last++;

  if (first + last < MAX (old->len, shown->len))
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last,
                                shown->len - first - last);
}

/* The common case, a page of a long list that is still arriving, without ordering all anew. */
static gboolean
append_plain (CribToolModel *self,
              guint          first,
              guint          added)
{
  for (guint i = 0; i < added; i++)
    {
      if (crib_tool_item_is_favourite (g_ptr_array_index (self->items, first + i)))
        return FALSE;
    }

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (self->shown, g_ptr_array_index (self->items, first + i));

  g_list_model_items_changed (G_LIST_MODEL (self), first, 0, added);

  return TRUE;
}

/* The item of @tool among @old, or a new one. */
static CribToolItem *
reuse_item (CribToolModel *self,
            GHashTable    *old,
            McpTool       *tool)
{
  CribToolItem *item = g_hash_table_lookup (old, tool);

  return item != NULL ? g_object_ref (item) : crib_tool_item_new (self->connection, tool);
}

static void
tools_changed_cb (GListModel    *tools,
                  guint          position,
                  guint          removed,
                  guint          added,
                  CribToolModel *self)
{
  g_autoptr(GHashTable) old = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_autoptr(GPtrArray) tail = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean at_end = position == self->items->len;

  g_assert (CRIB_IS_TOOL_MODEL (self));

  for (guint i = position; i < position + removed; i++)
    {
      CribToolItem *item = g_ptr_array_index (self->items, i);

      g_hash_table_insert (old, crib_tool_item_get_tool (item), g_object_ref (item));
    }

  for (guint i = position + removed; i < self->items->len; i++)
    g_ptr_array_add (tail, g_object_ref (g_ptr_array_index (self->items, i)));

  g_ptr_array_set_size (self->items, position);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, position + i);

      g_ptr_array_add (self->items, reuse_item (self, old, tool));
    }

  g_ptr_array_extend_and_steal (self->items, g_steal_pointer (&tail));

  if (!at_end || !append_plain (self, position, added))
    show (self);
}

static void
favourite_changed_cb (CribServer    *server,
                      const char    *tool_name,
                      CribToolModel *self)
{
  g_assert (CRIB_IS_TOOL_MODEL (self));

  show (self);
}

static GType
crib_tool_model_get_item_type (GListModel *model)
{
  return CRIB_TYPE_TOOL_ITEM;
}

static guint
crib_tool_model_get_n_items (GListModel *model)
{
  return CRIB_TOOL_MODEL (model)->shown->len;
}

static gpointer
crib_tool_model_get_item (GListModel *model,
                          guint       position)
{
  CribToolModel *self = CRIB_TOOL_MODEL (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
crib_tool_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_tool_model_get_item_type;
  iface->get_n_items = crib_tool_model_get_n_items;
  iface->get_item = crib_tool_model_get_item;
}

static void
crib_tool_model_finalize (GObject *object)
{
  CribToolModel *self = CRIB_TOOL_MODEL (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (crib_tool_model_parent_class)->finalize (object);
}

static void
crib_tool_model_class_init (CribToolModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_tool_model_finalize;
}

static void
crib_tool_model_init (CribToolModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
}

/**
 * crib_tool_model_new:
 * @connection: a connection
 *
 * Returns: (transfer full): its tools, favourites first
 */
CribToolModel *
crib_tool_model_new (CribConnection *connection)
{
  CribToolModel *self;
  GListModel *tools;

  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);

  self = g_object_new (CRIB_TYPE_TOOL_MODEL, NULL);
  self->connection = g_object_ref (connection);
  tools = crib_connection_get_tools (connection);

  g_signal_connect_object (tools, "items-changed", G_CALLBACK (tools_changed_cb), self,
                           G_CONNECT_DEFAULT);
  /* After the connection, which tells the items. */
  g_signal_connect_object (crib_connection_get_server (connection), "favourite-changed",
                           G_CALLBACK (favourite_changed_cb), self, G_CONNECT_AFTER);
  tools_changed_cb (tools, 0, 0, g_list_model_get_n_items (tools), self);

  return self;
}
