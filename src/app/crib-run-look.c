/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-run-private.h"

#include <math.h>

/* What a run tells who shows it. */

/**
 * crib_run_get_task:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what the server goes on with by itself
 */
McpTask *
crib_run_get_task (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->task;
}

/**
 * crib_run_get_state:
 * @self: a run
 *
 * Returns: how far it is
 */
CribRunState
crib_run_get_state (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), CRIB_RUN_FAILED);

  return self->state;
}

/**
 * crib_run_get_tool:
 * @self: a run
 *
 * Returns: (transfer none): the tool as it was when it started
 */
McpTool *
crib_run_get_tool (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->tool;
}

/**
 * crib_run_get_fraction:
 * @self: a run
 *
 * Returns: the part that is done, 0 to 1; -1 while that is not known
 */
double
crib_run_get_fraction (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), -1);

  if (!isfinite (self->progress) || !isfinite (self->total) || self->total <= 0)
    return -1;

  return CLAMP (self->progress / self->total, 0, 1);
}

/**
 * crib_run_get_message:
 * @self: a run
 *
 * Returns: (nullable): what the server said about its progress last: never markup
 */
const char *
crib_run_get_message (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->message;
}

/**
 * crib_run_get_progress_text:
 * @self: a run
 *
 * Returns: (nullable): "5 of 12", "40 %" or "5", as much as the server says
 */
const char *
crib_run_get_progress_text (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->progress_text;
}

/**
 * crib_run_get_result:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what the tool answered, which may be that it failed
 */
McpToolResult *
crib_run_get_result (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->result;
}

/**
 * crib_run_get_problem:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): why there is no result
 */
CribProblem *
crib_run_get_problem (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->problem;
}

/**
 * crib_run_get_error:
 * @self: a run
 *
 * Returns: (nullable): the same for programs
 */
const GError *
crib_run_get_error (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->error;
}

/**
 * crib_run_get_elapsed:
 * @self: a run
 *
 * Returns: seconds since it started, or that it took
 */
double
crib_run_get_elapsed (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), 0);

  return ((self->finished != 0 ? self->finished : g_get_monotonic_time ()) - self->started) /
         (double) G_USEC_PER_SEC;
}

/**
 * crib_run_get_finished_at:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): when it ended, in local time; %NULL while it runs
 */
GDateTime *
crib_run_get_finished_at (CribRun *self)
{
  g_return_val_if_fail (CRIB_IS_RUN (self), NULL);

  return self->finished_at;
}
