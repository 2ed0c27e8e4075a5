/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-table-model.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TABLE_VIEW (crib_table_view_get_type ())

/* A table to look at, to sort and to search. */
G_DECLARE_FINAL_TYPE (CribTableView, crib_table_view, CRIB, TABLE_VIEW, AdwBin)

GtkWidget  *crib_table_view_new      (CribTableModel *model);
void        crib_table_view_search   (CribTableView  *self,
                                      const char     *words);
/* The rows as they are shown: filtered and sorted. */
GListModel *crib_table_view_get_rows (CribTableView  *self);
/* The same as text for a spreadsheet: columns parted by tabs. */
char       *crib_table_view_dup_text (CribTableView  *self);

G_END_DECLS
