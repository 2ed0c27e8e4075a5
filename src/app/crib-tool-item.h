/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_ITEM (crib_tool_item_get_type ())

/* A tool in a list that may span servers: the tool and whose it is.
 *
 * Read-only properties: connection, tool, title, description (first line), favourite (notifies),
 * running (notifies).
 */
G_DECLARE_FINAL_TYPE (CribToolItem, crib_tool_item, CRIB, TOOL_ITEM, GObject)

CribToolItem   *crib_tool_item_new            (CribConnection *connection,
                                               McpTool        *tool);
CribConnection *crib_tool_item_get_connection (CribToolItem   *self);
McpTool        *crib_tool_item_get_tool       (CribToolItem   *self);
/* The title, else a readable form of the bare name. */
const char     *crib_tool_item_get_title      (CribToolItem   *self);
/* The first line of the description. */
const char     *crib_tool_item_get_summary    (CribToolItem   *self);
gboolean        crib_tool_item_is_favourite   (CribToolItem   *self);
void            crib_tool_item_set_favourite  (CribToolItem   *self,
                                               gboolean        favourite);
gboolean        crib_tool_item_is_running     (CribToolItem   *self);
/* Whether title, name or description hold every word of the case-folded @words (a strv). */
gboolean        crib_tool_item_matches        (CribToolItem   *self,
                                               char          **words);

G_END_DECLS
