/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "crib-tool-item.h"

G_BEGIN_DECLS

/*
 * ToolServer:
 *
 * A small MCP server in the test's own main context, with the tools and answers that the test
 * wrote as JSON, and a connection to it.
 */
typedef struct _ToolServer ToolServer;

/* @tools: a JSON array. Returns once the connection lists them. */
ToolServer     *tool_server_new             (const char *tools);
void            tool_server_free            (ToolServer *self);
CribConnection *tool_server_get_connection  (ToolServer *self);
/* An item for the tool of that name. */
CribToolItem   *tool_server_dup_item        (ToolServer *self,
                                             const char *name);
/* What tools/call is answered with: a result, or held open until released where NULL. */
void            tool_server_set_result      (ToolServer *self,
                                             const char *result);
/* Progress for the call that is held open, then its result. */
void            tool_server_send_progress   (ToolServer *self,
                                             double      progress,
                                             double      total,
                                             const char *message);
void            tool_server_release         (ToolServer *self,
                                             const char *result);
guint           tool_server_get_n_calls     (ToolServer *self);
/* The arguments of the last call as compact JSON. */
const char     *tool_server_get_arguments   (ToolServer *self);
/* Iterates the main context until the last run of the tool is over. */
void            tool_server_wait            (ToolServer *self,
                                             const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolServer, tool_server_free)

G_END_DECLS
