/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-transport.h"

G_BEGIN_DECLS

/* What a server without sessions is to tell unasked (MCP 2026-07-28, "Subscriptions"). */
typedef struct
{
  McpWatch what;
  char **uris;       /* never NULL, nor is the next */
  char **task_ids;
} McpWatchFilter;

/* @uris, @task_ids: (nullable); @capabilities: (nullable): of the server: what it does not offer is
 * left out */
McpWatchFilter *mcp_watch_filter_new           (McpWatch              what,
                                                const char * const   *uris,
                                                const char * const   *task_ids,
                                                const SjsonValue     *capabilities);
/* What a server says that it will tell: anything. */
McpWatchFilter *mcp_watch_filter_new_from_json (const SjsonValue     *json);
void            mcp_watch_filter_free          (McpWatchFilter       *self);
gboolean        mcp_watch_filter_is_empty      (const McpWatchFilter *self);
gboolean        mcp_watch_filter_equal         (const McpWatchFilter *self,
                                                const McpWatchFilter *other);
/* Whether all of @other is in it. */
gboolean        mcp_watch_filter_covers        (const McpWatchFilter *self,
                                                const McpWatchFilter *other);
/* Whether a notification of that method was asked for. */
gboolean        mcp_watch_filter_wants         (const McpWatchFilter *self,
                                                const char           *method);
McpRequest     *mcp_watch_filter_new_request   (const McpWatchFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpWatchFilter, mcp_watch_filter_free)

G_END_DECLS
