/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tree-node.h"

#include "crib-cell.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Opening a branch makes an object for each child; the rest is in the JSON. */
#define MAX_CHILDREN 5000
#define MAX_NAME 200

/*
 * CribTreeNode:
 *
 * A value with the name of the member, or the number of the element. While a search is on, only
 * what it found is below it.
 */
struct _CribTreeNode
{
  GObject parent_instance;

  SjsonValue *value;      /* NULL: stands for what was left out */
  char *name;
  gsize n_left_out;
  GHashTable *only;
};

G_DEFINE_FINAL_TYPE (CribTreeNode, crib_tree_node, G_TYPE_OBJECT)

static CribTreeNode *
node_new (char             *name,
          const SjsonValue *value,
          GHashTable       *only)
{
  CribTreeNode *self = g_object_new (CRIB_TYPE_TREE_NODE, NULL);

  self->name = name;
  self->value = value != NULL ? sjson_value_copy (value) : NULL;
  self->only = only != NULL ? g_hash_table_ref (only) : NULL;
  return self;
}

/* Where a value begins in its text tells it from every other. */
static gpointer
key_of (const SjsonValue *value)
{
  gsize length;

  return (gpointer) sjson_value_get_text (value, &length);
}

static gboolean
is_branch (const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);

  return (kind == SJSON_KIND_ARRAY || kind == SJSON_KIND_OBJECT) &&
         sjson_value_get_length (value) > 0;
}

static void
crib_tree_node_finalize (GObject *object)
{
  CribTreeNode *self = CRIB_TREE_NODE (object);

  g_clear_pointer (&self->value, sjson_value_free);
  g_clear_pointer (&self->only, g_hash_table_unref);
  g_free (self->name);

  G_OBJECT_CLASS (crib_tree_node_parent_class)->finalize (object);
}

static void
crib_tree_node_class_init (CribTreeNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_tree_node_finalize;
}

static void
crib_tree_node_init (CribTreeNode *self)
{
}

static char *
dup_child_name (const SjsonValue *name,
                gboolean          array,
                gsize             index)
{
  g_autofree char *member = NULL;

  if (array)
    return g_strdup_printf ("%" G_GSIZE_FORMAT, index + 1);

  member = sjson_value_dup_string (name, NULL);
  return crib_words_clip (member, MAX_NAME);
}

GListModel *
crib_tree_node_list (const SjsonValue *value,
                     GHashTable       *only)
{
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = g_list_store_new (CRIB_TYPE_TREE_NODE);
  gboolean array;
  gsize index = 0, n_left_out = 0;
  SjsonIter iter;
  SjsonValue name, child;

  g_return_val_if_fail (value != NULL, NULL);

  array = sjson_value_get_kind (value) == SJSON_KIND_ARRAY;
  if (!is_branch (value))
    g_ptr_array_add (nodes, node_new (g_strdup (""), value, only));

  sjson_iter_init (&iter, value);
  for (; is_branch (value) && sjson_iter_next (&iter, array ? NULL : &name, &child); index++)
    {
      if (only != NULL && !g_hash_table_contains (only, key_of (&child)))
        continue;
      if (nodes->len < MAX_CHILDREN)
        g_ptr_array_add (nodes, node_new (dup_child_name (&name, array, index), &child, only));
      else
        n_left_out++;
    }

  if (n_left_out > 0)
    {
      CribTreeNode *rest = node_new (g_strdup ("…"), NULL, NULL);

      rest->n_left_out = n_left_out;
      g_ptr_array_add (nodes, rest);
    }

  g_list_store_splice (list, 0, 0, nodes->pdata, nodes->len);
  return G_LIST_MODEL (list);
}

static void
add_all (GHashTable       *found,
         const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue child;

  g_hash_table_add (found, key_of (value));
  sjson_iter_init (&iter, value);
  while (sjson_iter_next (&iter, NULL, &child))
    add_all (found, &child);
}

static gboolean
name_matches (const SjsonValue *container,
              const SjsonValue *name,
              const char       *folded)
{
  return sjson_value_get_kind (container) == SJSON_KIND_OBJECT && crib_cell_matches (name, folded);
}

/* As deep as the reader allows: 128 levels. */
static gboolean
find_below (GHashTable       *found,
            const SjsonValue *value,
            const char       *folded)
{
  gboolean any = FALSE;
  SjsonIter iter;
  SjsonValue name, child;

  if (!is_branch (value))
    return crib_cell_matches (value, folded);

  sjson_iter_init (&iter, value);
  while (sjson_iter_next (&iter, sjson_value_get_kind (value) == SJSON_KIND_OBJECT ? &name : NULL,
                          &child))
    {
      if (name_matches (value, &name, folded))
        add_all (found, &child);
      else if (find_below (found, &child, folded))
        g_hash_table_add (found, key_of (&child));
      else
        continue;
      any = TRUE;
    }

  return any;
}

GHashTable *
crib_tree_node_find (const SjsonValue *value,
                     const char       *folded)
{
  GHashTable *found;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (folded != NULL, NULL);

  found = g_hash_table_new (NULL, NULL);
  find_below (found, value, folded);
  return found;
}

const char *
crib_tree_node_get_name (CribTreeNode *self)
{
  g_return_val_if_fail (CRIB_IS_TREE_NODE (self), NULL);

  return self->name;
}

/* The value in one line; of a branch, how much is below it. */
char *
crib_tree_node_dup_text (CribTreeNode *self)
{
  gsize length;

  g_return_val_if_fail (CRIB_IS_TREE_NODE (self), NULL);

  if (self->value == NULL)
    return g_strdup_printf (ngettext ("%" G_GSIZE_FORMAT " more, see JSON",
                                      "%" G_GSIZE_FORMAT " more, see JSON", self->n_left_out),
                            self->n_left_out);
  if (!is_branch (self->value))
    return crib_cell_dup_text (self->value);

  length = sjson_value_get_length (self->value);
  if (sjson_value_get_kind (self->value) == SJSON_KIND_ARRAY)
    return g_strdup_printf (ngettext ("%" G_GSIZE_FORMAT " item", "%" G_GSIZE_FORMAT " items",
                                      length), length);
  return g_strdup_printf (ngettext ("%" G_GSIZE_FORMAT " value", "%" G_GSIZE_FORMAT " values",
                                    length), length);
}

gboolean
crib_tree_node_is_branch (CribTreeNode *self)
{
  g_return_val_if_fail (CRIB_IS_TREE_NODE (self), FALSE);

  return self->value != NULL && is_branch (self->value);
}

/* Its children; NULL of a leaf. */
GListModel *
crib_tree_node_open (CribTreeNode *self)
{
  g_return_val_if_fail (CRIB_IS_TREE_NODE (self), NULL);

  return crib_tree_node_is_branch (self) ? crib_tree_node_list (self->value, self->only) : NULL;
}
