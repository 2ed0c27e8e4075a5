/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"

G_BEGIN_DECLS

/* One round of questions that an answer may be (MCP 2026-07-28, "Multi Round-Trip Requests"). */

/* Whether @result asks instead of answering. */
gboolean mcp_round_is_needed (const SjsonValue     *result);
/* Whether it is an answer: what says no kind is one (MCP 2026-07-28, "Results"). */
gboolean mcp_round_is_over   (const SjsonValue     *result);
/* Puts the questions of @result to whoever made @request; then @request is ready to be sent once
 * more. @number: of the round, from 0. */
void     mcp_round_async     (McpRequest           *request,
                              const SjsonValue     *result,
                              McpFeatures           features,
                              guint                 number,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean mcp_round_finish    (McpRequest           *request,
                              GAsyncResult         *result,
                              GError              **error);

/* For whoever else asks what a server wants to know: NULL for no question of @features. */
McpQuestion *mcp_round_read_question (const SjsonValue *json,
                                      McpFeatures       features);
/* What nobody takes is declined. @request: (nullable) */
void         mcp_round_put_question  (McpRequest       *request,
                                      McpQuestion      *question);

G_END_DECLS
