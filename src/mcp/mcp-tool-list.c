/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-tool-list.h"

/**
 * McpToolList:
 *
 * The tools of one server in its order, a [iface@Gio.ListModel] of [class@Mcp.Tool].
 *
 * The first walk over a server's pages appends them as they come. A later one
 * replaces the list: what did not change stays the same object in place, so that a
 * view keeps its selection and a tool its draft.
 */
struct _McpToolList
{
  GObject parent_instance;

  GPtrArray *tools;
  GHashTable *by_name;     /* name, borrowed → McpTool, borrowed: the first of that name */
  guint n_indexed;         /* how many of the tools by_name knows */
};

static GType
mcp_tool_list_get_item_type (GListModel *model)
{
  return MCP_TYPE_TOOL;
}

static guint
mcp_tool_list_get_n_items (GListModel *model)
{
  return MCP_TOOL_LIST (model)->tools->len;
}

static gpointer
mcp_tool_list_get_item (GListModel *model,
                        guint       position)
{
  McpToolList *self = MCP_TOOL_LIST (model);

  return position < self->tools->len ? g_object_ref (self->tools->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = mcp_tool_list_get_item_type;
  iface->get_n_items = mcp_tool_list_get_n_items;
  iface->get_item = mcp_tool_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (McpToolList, mcp_tool_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
mcp_tool_list_finalize (GObject *object)
{
  McpToolList *self = MCP_TOOL_LIST (object);

  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->tools, g_ptr_array_unref);

  G_OBJECT_CLASS (mcp_tool_list_parent_class)->finalize (object);
}

static void
mcp_tool_list_class_init (McpToolListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_tool_list_finalize;
}

static void
mcp_tool_list_init (McpToolList *self)
{
  self->tools = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

McpToolList *
mcp_tool_list_new (void)
{
  return g_object_new (MCP_TYPE_TOOL_LIST, NULL);
}

void
mcp_tool_list_append (McpToolList *self,
                      GPtrArray   *tools)
{
  guint position;

  g_return_if_fail (MCP_IS_TOOL_LIST (self));
  g_return_if_fail (tools != NULL);

  if (tools->len == 0)
    return;

  position = self->tools->len;

  for (guint i = 0; i < tools->len; i++)
    g_ptr_array_add (self->tools, g_object_ref (tools->pdata[i]));

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, tools->len);
}

/* For each of @tools the position in the list of the same tool unchanged, or -1. Where several
 * share a name each old one is taken once, in order. */
static int *
match_tools (McpToolList *self,
             GPtrArray   *tools)
{
  g_autoptr(GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *next = g_new (int, self->tools->len + 1);
  int *matches = g_new (int, tools->len + 1);

  for (int i = (int) self->tools->len - 1; i >= 0; i--)
    {
      char *name = (char *) mcp_tool_get_name (self->tools->pdata[i]);

      next[i] = GPOINTER_TO_INT (g_hash_table_lookup (positions, name)) - 1;
      g_hash_table_insert (positions, name, GINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; i < tools->len; i++)
    {
      char *name = (char *) mcp_tool_get_name (tools->pdata[i]);
      int old = GPOINTER_TO_INT (g_hash_table_lookup (positions, name)) - 1;

      matches[i] = -1;

      if (old >= 0 && mcp_tool_equal (self->tools->pdata[old], tools->pdata[i]))
        {
          matches[i] = old;
          g_hash_table_insert (positions, name, GINT_TO_POINTER (next[old] + 1));
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

/* Exchanges @n_removed tools at @position for @n_added of @tools from @first on. */
static void
splice (McpToolList *self,
        guint        position,
        guint        n_removed,
        GPtrArray   *tools,
        guint        first,
        guint        n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;

  if (n_removed > 0)
    g_ptr_array_remove_range (self->tools, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->tools, position + i, g_object_ref (tools->pdata[first + i]));

  g_hash_table_remove_all (self->by_name);
  self->n_indexed = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/*
 * mcp_tool_list_replace:
 * @tools: the whole list anew
 *
 * Changes the list into @tools with as few items-changed, and as few items changed, as there can
 * be: one for each gap between tools that stay.
 */
void
mcp_tool_list_replace (McpToolList *self,
                       GPtrArray   *tools)
{
  g_autoptr(GPtrArray) target = NULL;
  g_autofree int *matches = NULL;
  g_autofree gboolean *steady = NULL;
  guint position = 0;
  guint first = 0;
  int old = 0;

  g_return_if_fail (MCP_IS_TOOL_LIST (self));
  g_return_if_fail (tools != NULL);

  matches = match_tools (self, tools);
  steady = find_steady (matches, tools->len);
  target = g_ptr_array_new_full (tools->len, g_object_unref);

  for (guint i = 0; i < tools->len; i++)
    g_ptr_array_add (target, g_object_ref (matches[i] >= 0 ? self->tools->pdata[matches[i]]
                                                           : tools->pdata[i]));

  for (guint i = 0; i < target->len; i++)
    {
      if (!steady[i])
        continue;

      splice (self, position, matches[i] - old, target, first, i - first);
      position += i - first + 1;
      first = i + 1;
      old = matches[i] + 1;
    }

  splice (self, position, self->tools->len - position, target, first, target->len - first);
}

McpTool *
mcp_tool_list_find (McpToolList *self,
                    const char  *name)
{
  g_return_val_if_fail (MCP_IS_TOOL_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (; self->n_indexed < self->tools->len; self->n_indexed++)
    {
      McpTool *tool = self->tools->pdata[self->n_indexed];
      char *tool_name = (char *) mcp_tool_get_name (tool);

      if (!g_hash_table_contains (self->by_name, tool_name))
        g_hash_table_insert (self->by_name, tool_name, tool);
    }

  return g_hash_table_lookup (self->by_name, name);
}
