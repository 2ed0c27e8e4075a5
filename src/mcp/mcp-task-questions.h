/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"

G_BEGIN_DECLS

/* What a server asked for in the life of one task. Each name is put to the person once. */
typedef struct _McpTaskQuestions McpTaskQuestions;

/* What became of answers that were sent. */
typedef enum {
  MCP_ANSWER_TAKEN,
  MCP_ANSWER_LOST,      /* on the way: they go out again */
  MCP_ANSWER_REFUSED,   /* they go out again if the server still asks */
} McpAnswerFate;

/* All that was open is answered: see mcp_task_questions_build(). */
typedef void (*McpTaskAnswered) (gpointer user_data);

McpTaskQuestions *mcp_task_questions_new      (McpRequest        *request,
                                               McpFeatures        features,
                                               McpTaskAnswered    callback,
                                               gpointer           user_data);
void              mcp_task_questions_free     (McpTaskQuestions  *self);
/* @requests: (nullable): what is open at the server now; what is not among them is withdrawn. May
 * call back before it returns. */
gboolean          mcp_task_questions_put      (McpTaskQuestions  *self,
                                               const SjsonValue  *requests,
                                               GError           **error);
void              mcp_task_questions_withdraw (McpTaskQuestions  *self);
/* The answers that the server does not have: an object; NULL for none, or while any is open. */
SjsonValue       *mcp_task_questions_build    (McpTaskQuestions  *self,
                                               GError           **error);
void              mcp_task_questions_sent     (McpTaskQuestions  *self,
                                               McpAnswerFate      fate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpTaskQuestions, mcp_task_questions_free)

G_END_DECLS
