/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-read-result.h"

G_BEGIN_DECLS

/* What was read of resources, for as long as the server said that it is good. In memory only, and
 * of one sign-in only. */
typedef struct _McpReadCache McpReadCache;

McpReadCache  *mcp_read_cache_new            (void);
void           mcp_read_cache_free           (McpReadCache  *self);
/* @now: of g_get_monotonic_time() */
McpReadResult *mcp_read_cache_find           (McpReadCache  *self,
                                              const char    *uri,
                                              gint64         now);
/* @generation: before the server was asked. What was dropped meanwhile is not taken. */
void           mcp_read_cache_add            (McpReadCache  *self,
                                              const char    *uri,
                                              McpReadResult *result,
                                              gint64         now,
                                              guint          generation);
guint          mcp_read_cache_get_generation (McpReadCache  *self);
/* @uri changed, and what it is in. */
void           mcp_read_cache_drop           (McpReadCache  *self,
                                              const char    *uri);
void           mcp_read_cache_clear          (McpReadCache  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpReadCache, mcp_read_cache_free)

G_END_DECLS
