/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-tool-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_MODEL (crib_tool_model_get_type ())

/* The tools of one connection as a GListModel of CribToolItem, favourites first, else the server's
 * order. */
G_DECLARE_FINAL_TYPE (CribToolModel, crib_tool_model, CRIB, TOOL_MODEL, GObject)

CribToolModel *crib_tool_model_new (CribConnection *connection);

G_END_DECLS
