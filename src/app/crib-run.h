/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"
#include "mcp-task.h"
#include "mcp-tool.h"
#include "mcp-tool-result.h"

G_BEGIN_DECLS

#define CRIB_TYPE_RUN (crib_run_get_type ())

typedef enum {
  CRIB_RUN_RUNNING,
  CRIB_RUN_DONE,        /* there is a result, which may say that the tool failed */
  CRIB_RUN_FAILED,      /* there is a problem */
  CRIB_RUN_CANCELLED,
} CribRunState;

GType crib_run_state_get_type (void);
#define CRIB_TYPE_RUN_STATE (crib_run_state_get_type ())

/* One run of a tool, from Run to its result.
 *
 * Read-only properties that notify: state, fraction (double, -1 while unknown), message (the
 * server's words, nullable), progress-text ("5 of 12", nullable), result, problem, task.
 * Signals: question (McpQuestion): returns whether somebody takes it; task-not-kept (GError,
 * nullable): what the server goes on with is known until the program is closed.
 */
G_DECLARE_FINAL_TYPE (CribRun, crib_run, CRIB, RUN, GObject)

CribRunState   crib_run_get_state         (CribRun *self);
McpTool       *crib_run_get_tool          (CribRun *self);
double         crib_run_get_fraction      (CribRun *self);
const char    *crib_run_get_message       (CribRun *self);
const char    *crib_run_get_progress_text (CribRun *self);
McpToolResult *crib_run_get_result        (CribRun *self);
CribProblem   *crib_run_get_problem       (CribRun *self);
const GError  *crib_run_get_error         (CribRun *self);   /* for programs; nullable */
double         crib_run_get_elapsed       (CribRun *self);   /* seconds so far, or it took */
GDateTime     *crib_run_get_finished_at   (CribRun *self);   /* nullable */
McpTask       *crib_run_get_task          (CribRun *self);   /* nullable; a property */
void           crib_run_cancel            (CribRun *self);

G_END_DECLS
