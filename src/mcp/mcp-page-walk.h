/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-item-list.h"
#include "mcp-listing.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

/* Walks over the pages of a list. Into an empty list each page is put as it comes; one that is not
 * empty is replaced at the end of the walk. */
void     mcp_page_walk_async  (McpItemList          *list,
                               const McpListing     *listing,
                               McpTransport         *transport,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
/* @fresh_until: (out) (optional): until when, of g_get_monotonic_time(), nothing of it is stale */
gboolean mcp_page_walk_finish (McpItemList          *list,
                               GAsyncResult         *result,
                               gint64               *fresh_until,
                               GError              **error);

G_END_DECLS
