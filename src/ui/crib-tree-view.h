/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TREE_VIEW (crib_tree_view_get_type ())

/* A JSON value as a tree that opens. */
G_DECLARE_FINAL_TYPE (CribTreeView, crib_tree_view, CRIB, TREE_VIEW, AdwBin)

GtkWidget  *crib_tree_view_new      (const SjsonValue *value);
void        crib_tree_view_search   (CribTreeView     *self,
                                     const char       *words);
/* The rows that are open, of GtkTreeListRow. */
GListModel *crib_tree_view_get_rows (CribTreeView     *self);

G_END_DECLS
