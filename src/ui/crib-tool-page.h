/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-tool-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_PAGE (crib_tool_page_get_type ())

/* The bench: title, marks, form, Run bar and result of one tool (mock-ups 04 to 06), all that lies
 * below the header bar of the right side. Property heading: the tool's title once the big one has
 * scrolled away, else "" (the header bar binds it). Property narrow: fields one above the other. */
G_DECLARE_FINAL_TYPE (CribToolPage, crib_tool_page, CRIB, TOOL_PAGE, AdwBin)

GtkWidget    *crib_tool_page_new      (void);
/* @item: (nullable) */
void          crib_tool_page_set_item (CribToolPage *self,
                                       CribToolItem *item);
CribToolItem *crib_tool_page_get_item (CribToolPage *self);

G_END_DECLS
