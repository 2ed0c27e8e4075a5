/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-tool-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_ROW (crib_tool_row_get_type ())

G_DECLARE_FINAL_TYPE (CribToolRow, crib_tool_row, CRIB, TOOL_ROW, AdwBin)

GtkWidget    *crib_tool_row_new      (void);
/* @item: (nullable) */
void          crib_tool_row_set_item (CribToolRow    *self,
                                      CribToolItem   *item);
CribToolItem *crib_tool_row_get_item (CribToolRow    *self);
/* @home: (nullable): the connection whose name goes without saying */
void          crib_tool_row_set_home (CribToolRow    *self,
                                      CribConnection *home);

G_END_DECLS
