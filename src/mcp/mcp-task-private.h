/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-task.h"

G_BEGIN_DECLS

/* Made just now. @ttl: milliseconds, -1 without limit */
McpTask *mcp_task_new      (const char *id,
                            const char *uri,
                            const char *protocol_version,
                            const char *tool_name,
                            gint64      ttl);
void     mcp_task_set_ttl  (McpTask    *self,
                            gint64      ttl);
void     mcp_task_set_over (McpTask    *self);

G_END_DECLS
