/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"
#include "crib-run.h"
#include "mcp-prompt.h"
#include "mcp-prompt-result.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROMPT_RUN (crib_prompt_run_get_type ())

/* One fetching of a prompt's messages, made by its connection. Property state (read-only,
 * notifies), when result and problem are there. */
G_DECLARE_FINAL_TYPE (CribPromptRun, crib_prompt_run, CRIB, PROMPT_RUN, GObject)

McpPrompt       *crib_prompt_run_get_prompt  (CribPromptRun *self);
CribRunState     crib_prompt_run_get_state   (CribPromptRun *self);
McpPromptResult *crib_prompt_run_get_result  (CribPromptRun *self);   /* nullable */
CribProblem     *crib_prompt_run_get_problem (CribPromptRun *self);   /* nullable */
void             crib_prompt_run_cancel      (CribPromptRun *self);

G_END_DECLS
