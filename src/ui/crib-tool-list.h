/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-tool-search.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_LIST (crib_tool_list_get_type ())

G_DECLARE_FINAL_TYPE (CribToolList, crib_tool_list, CRIB, TOOL_LIST, AdwBin)

/* What is listed; its connection and text are set here, the pool there. */
CribToolSearch *crib_tool_list_get_search      (CribToolList   *self);
/* @connection: (nullable): whose tools to show while nothing is searched */
void            crib_tool_list_set_connection  (CribToolList   *self,
                                                CribConnection *connection);
/* @text: (nullable): what to look for, in the tools of all servers */
void            crib_tool_list_set_search_text (CribToolList   *self,
                                                const char     *text);
/* Marks the row of that tool, now or as soon as it shows up. @item: (nullable) */
void            crib_tool_list_select          (CribToolList   *self,
                                                CribToolItem   *item);
/* Goes to the first row, as Enter in the search entry does. */
void            crib_tool_list_activate_first  (CribToolList   *self);
void            crib_tool_list_focus           (CribToolList   *self);
/* Whether the list has the window for itself. */
void            crib_tool_list_set_folded      (CribToolList   *self,
                                                gboolean        folded);

G_END_DECLS
