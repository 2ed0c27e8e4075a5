/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sjson-builder.h"

G_BEGIN_DECLS

#define MCP_TYPE_TASK (mcp_task_get_type ())

/* The handle of a call that a server goes on with by itself: enough to ask for its result later,
 * also after a restart. Its id may open what the server keeps of it to whoever knows it: it is
 * stored where secrets are, never shown, and never sent to another server.
 *
 * Read-only properties: ttl (milliseconds from when it was made, -1 without limit; notifies), over
 * (boolean; notifies: there is nothing to be asked for any more).
 */
G_DECLARE_FINAL_TYPE (McpTask, mcp_task, MCP, TASK, GObject)

/* What mcp_task_write() wrote; NULL for anything else. */
McpTask    *mcp_task_new_from_json        (const SjsonValue *json);
/* One object. It is a secret. */
void        mcp_task_write                (McpTask          *self,
                                           SjsonBuilder     *builder);
const char *mcp_task_get_id               (McpTask          *self);
const char *mcp_task_get_uri              (McpTask          *self);
const char *mcp_task_get_protocol_version (McpTask          *self);
const char *mcp_task_get_tool_name        (McpTask          *self);
/* By this computer's clock, milliseconds since 1970. */
gint64      mcp_task_get_created          (McpTask          *self);
gint64      mcp_task_get_ttl              (McpTask          *self);
/* Milliseconds from @now until the server may have forgotten it, -1 where it never does. */
gint64      mcp_task_get_remaining        (McpTask          *self,
                                           gint64            now);
gboolean    mcp_task_is_over              (McpTask          *self);

G_END_DECLS
