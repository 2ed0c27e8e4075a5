/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TABLE_MODEL (crib_table_model_get_type ())
#define CRIB_TYPE_TABLE_ROW (crib_table_row_get_type ())

/* A JSON value that is a table: an array of objects, or an object that holds one such array. A
 * GListModel of CribTableRow; rows are made when they are asked for. */
G_DECLARE_FINAL_TYPE (CribTableModel, crib_table_model, CRIB, TABLE_MODEL, GObject)
/* One row: an object. It keeps its text alive. */
G_DECLARE_FINAL_TYPE (CribTableRow, crib_table_row, CRIB, TABLE_ROW, GObject)

CribTableModel *crib_table_model_new             (const SjsonValue *value);   /* NULL: no table */
guint           crib_table_model_get_n_columns   (CribTableModel   *self);
const char     *crib_table_model_get_column      (CribTableModel   *self,
                                                  guint             column);
gboolean        crib_table_model_is_numeric      (CribTableModel   *self,
                                                  guint             column);
guint           crib_table_model_get_width       (CribTableModel   *self,
                                                  guint             column);
char           *crib_table_model_dup_facts       (CribTableModel   *self);

char           *crib_table_row_dup_text          (CribTableRow     *self,
                                                  const char       *column);
int             crib_table_row_compare           (CribTableRow     *self,
                                                  CribTableRow     *other,
                                                  const char       *column);
gboolean        crib_table_row_matches           (CribTableRow     *self,
                                                  const char       *folded);

G_END_DECLS
