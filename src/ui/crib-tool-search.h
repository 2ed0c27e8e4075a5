/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "crib-connection-pool.h"
#include "crib-tool-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOOL_SEARCH (crib_tool_search_get_type ())

G_DECLARE_FINAL_TYPE (CribToolSearch, crib_tool_search, CRIB, TOOL_SEARCH, GObject)

CribToolSearch *crib_tool_search_new            (void);
/* The tools to list, of CribToolItem; borrowed, the same for the object's life. */
GListModel     *crib_tool_search_get_results    (CribToolSearch     *self);
/* @pool: (nullable) */
void            crib_tool_search_set_pool       (CribToolSearch     *self,
                                                 CribConnectionPool *pool);
/* @connection: (nullable) */
void            crib_tool_search_set_connection (CribToolSearch     *self,
                                                 CribConnection     *connection);
CribConnection *crib_tool_search_get_connection (CribToolSearch     *self);
/* The connection whose name goes without saying in the results; nullable. */
CribConnection *crib_tool_search_get_home       (CribToolSearch     *self);
/* @text: (nullable). Whether that is another search than before. */
gboolean        crib_tool_search_set_text       (CribToolSearch     *self,
                                                 const char         *text);
/* The text without blanks around it, or NULL while nothing is searched. */
const char     *crib_tool_search_get_text       (CribToolSearch     *self);
/* Where that tool stands in the results, or GTK_INVALID_LIST_POSITION. */
guint           crib_tool_search_find           (CribToolSearch     *self,
                                                 CribToolItem       *item);
gboolean        crib_tool_search_is_same_tool   (CribToolItem       *one,
                                                 CribToolItem       *other);
/* The tool of that name of that connection, searched or not; (transfer full) (nullable) */
CribToolItem   *crib_tool_search_dup_item       (CribToolSearch     *self,
                                                 CribConnection     *connection,
                                                 const char         *name);

G_END_DECLS
