/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "mcp-question.h"
#include "sjson-value.h"

G_BEGIN_DECLS

#define MCP_TYPE_REQUEST (mcp_request_get_type ())

/* One request to a server while it lasts, whatever the protocol revision.
 *
 * Signals, in the thread-default main context of the sender:
 *   progress (double progress, double total, const char *message)
 *      total is NAN and message NULL where the server gave none; strictly increasing
 *   log-message (const char *level, const char *logger, SjsonValue *data)
 *   status (const char *message): what the server says of its work, without a number
 *   task-created (McpTask *task): the server goes on by itself; whoever stores the task can take it
 *      up after a restart
 *   input-requested (McpQuestion *question): returns whether somebody takes it; what nobody takes
 *      is declined
 */
G_DECLARE_FINAL_TYPE (McpRequest, mcp_request, MCP, REQUEST, GObject)

typedef enum {
  MCP_REFERENCE_PROMPT,
  MCP_REFERENCE_RESOURCE,
} McpReferenceKind;

/* @params: (nullable): an object */
McpRequest       *mcp_request_new           (const char       *method,
                                             const SjsonValue *params);
/* @arguments: (nullable): an object; {} where NULL */
McpRequest       *mcp_request_new_call_tool (const char       *tool_name,
                                             const SjsonValue *arguments);
McpRequest       *mcp_request_new_read_resource (const char *uri);
/* @arguments: (nullable): name, value, name, value … NULL */
McpRequest       *mcp_request_new_get_prompt (const char         *name,
                                              const char * const *arguments);
/* What @argument of @reference could be that begins with @value. @reference: the name of a prompt,
 * or a URI template. @context: (nullable): as @arguments of a prompt, what is known of the others;
 * left out where the revision does not know it. */
McpRequest       *mcp_request_new_complete (McpReferenceKind    kind,
                                            const char         *reference,
                                            const char         *argument,
                                            const char         *value,
                                            const char * const *context);
const char       *mcp_request_get_method    (McpRequest       *self);
const SjsonValue *mcp_request_get_params    (McpRequest       *self);

G_END_DECLS
