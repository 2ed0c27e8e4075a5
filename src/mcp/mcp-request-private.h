/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-param-headers.h"
#include "mcp-request.h"
#include "mcp-task.h"

G_BEGIN_DECLS

/* Whether asking twice does no more than asking once: what only reads may be sent again. */
gboolean mcp_request_is_repeatable   (McpRequest       *self);
/* Both take the params of a notification as it came. */
void     mcp_request_report_progress (McpRequest       *self,
                                      const SjsonValue *params);
void     mcp_request_report_log      (McpRequest       *self,
                                      const SjsonValue *params);
/* Puts @question to whoever made the request; FALSE: nobody takes it. */
gboolean          mcp_request_ask           (McpRequest       *self,
                                             McpQuestion      *question);
/* One round of questions and answers (MCP 2026-07-28, "Multi Round-Trip Requests"): what goes along
 * the next time the request is sent. Both nullable; copied. */
void              mcp_request_set_round     (McpRequest       *self,
                                             const SjsonValue *responses,
                                             const SjsonValue *state);
const SjsonValue *mcp_request_get_responses (McpRequest       *self);
const SjsonValue *mcp_request_get_state     (McpRequest       *self);
/* Whether there ever was such a round: what came of it is the answer to it, and to nothing else. */
gboolean          mcp_request_has_rounds    (McpRequest       *self);
/* Which of its arguments go along as header fields; nullable. */
void              mcp_request_set_headers   (McpRequest       *self,
                                             McpParamHeaders  *headers);
McpParamHeaders  *mcp_request_get_headers   (McpRequest       *self);

/* Both signals of a task (mcp-task-follow). */
void              mcp_request_report_status     (McpRequest       *self,
                                                 const char       *message);
void              mcp_request_report_task       (McpRequest       *self,
                                                 McpTask          *task);
/* What is asked on its way is put to whoever made @target. */
void              mcp_request_forward_questions (McpRequest       *self,
                                                 McpRequest       *target);
/* Whether the call is to become a task, which a client says in 2025-11-25. */
void              mcp_request_set_wants_task    (McpRequest       *self,
                                                 gboolean          wants_task);
gboolean          mcp_request_wants_task        (McpRequest       *self);
/* Under which number its progress comes; 0: it was not sent in a session. */
void              mcp_request_set_token         (McpRequest       *self,
                                                 gint64            token);
gint64            mcp_request_get_token         (McpRequest       *self);

G_END_DECLS
