/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MCP_TYPE_ITEM_LIST (mcp_item_list_get_type ())

G_DECLARE_FINAL_TYPE (McpItemList, mcp_item_list, MCP, ITEM_LIST, GObject)

McpItemList *mcp_item_list_new     (GType        item_type);
/* One page more at the end. @items: an array of McpItem */
void         mcp_item_list_append  (McpItemList *self,
                                    GPtrArray   *items);
/* The list becomes @items, in which items that did not change stay the same objects. */
void         mcp_item_list_replace (McpItemList *self,
                                    GPtrArray   *items);
/* The first of that key, borrowed, or NULL. */
McpItem     *mcp_item_list_find    (McpItemList *self,
                                    const char  *key);

G_END_DECLS
