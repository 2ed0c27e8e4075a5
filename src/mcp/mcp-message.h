/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"

G_BEGIN_DECLS

typedef enum {
  MCP_MESSAGE_INVALID,
  MCP_MESSAGE_REQUEST,
  MCP_MESSAGE_NOTIFICATION,
  MCP_MESSAGE_RESULT,
  MCP_MESSAGE_ERROR,
} McpMessageKind;

/* One JSON-RPC message as it was read; borrows the document it was read from. */
typedef struct
{
  McpMessageKind kind;
  gboolean has_id;       /* an id other than null */
  SjsonValue id;
  SjsonValue body;       /* params, result or error; a JSON null where there are no params */
  char *method;
} McpMessage;

void    mcp_message_read              (McpMessage       *self,
                                       const SjsonValue *json);
void    mcp_message_clear             (McpMessage       *self);
/* The error that an ERROR message stands for. */
GError *mcp_message_to_error          (McpMessage       *self);

/* The request as it goes out, under @id, which is its progress token too. */
GBytes *mcp_message_build_request     (McpRequest       *request,
                                       gint64            id);
GBytes *mcp_message_build_initialized (void);
GBytes *mcp_message_build_cancelled   (gint64            id,
                                       const char       *reason);
/* Answers to a server's request: an empty result, a result, an error. */
GBytes *mcp_message_build_pong        (const SjsonValue *id);
GBytes *mcp_message_build_result      (const SjsonValue *id,
                                       const SjsonValue *result);
GBytes *mcp_message_build_failure     (const SjsonValue *id,
                                       int               code,
                                       const char       *sentence);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (McpMessage, mcp_message_clear)

G_END_DECLS
