/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TREE_NODE (crib_tree_node_get_type ())

/* A named value in a tree of JSON; its children are made when they are asked for. */
G_DECLARE_FINAL_TYPE (CribTreeNode, crib_tree_node, CRIB, TREE_NODE, GObject)

/* The nodes below a value that somebody owns; for a bare value, one node. @only: (nullable): the
 * values to keep, a set made by crib_tree_node_find() */
GListModel *crib_tree_node_list      (const SjsonValue *value,
                                      GHashTable       *only);
/* What has the casefolded words, with all that leads there. */
GHashTable *crib_tree_node_find      (const SjsonValue *value,
                                      const char       *folded);
const char *crib_tree_node_get_name  (CribTreeNode     *self);
char       *crib_tree_node_dup_text  (CribTreeNode     *self);
gboolean    crib_tree_node_is_branch (CribTreeNode     *self);
GListModel *crib_tree_node_open      (CribTreeNode     *self);

G_END_DECLS
