/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

typedef enum {
  MCP_TASK_WORKING,
  MCP_TASK_INPUT_REQUIRED,
  MCP_TASK_COMPLETED,
  MCP_TASK_FAILED,
  MCP_TASK_CANCELLED,
} McpTaskStatus;

/* What a server says of a task at one moment, whatever the revision. Plain data; @json is
 * borrowed. */
typedef struct
{
  const SjsonValue *json;
  McpTaskStatus status;
  char *id;
  char *message;       /* nullable: for people */
  guint interval;      /* milliseconds until it is asked again; 0 where nothing is said of it */
  gint64 ttl;          /* milliseconds since it was made; -1 without limit */
  gboolean says_ttl;
} McpTaskState;

/* FALSE: it is no task. @json must outlive @self. */
gboolean mcp_task_state_read  (McpTaskState     *self,
                               const SjsonValue *json);
void     mcp_task_state_clear (McpTaskState     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (McpTaskState, mcp_task_state_clear)

G_END_DECLS
