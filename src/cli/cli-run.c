/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-run.h"

#include "cli-output.h"
#include "cli-questions.h"
#include "cli-result.h"

#include <glib/gi18n.h>

static void
run_progress_cb (CribRun    *run,
                 GParamSpec *pspec,
                 CliJob     *job)
{
  const char *message = crib_run_get_message (run);
  const char *progress = crib_run_get_progress_text (run);
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%s%s%s", message != NULL ? message : "",
                          message != NULL && progress != NULL ? " – " : "",
                          progress != NULL ? progress : "");
  cli_output_progress (line);
}

static void
print_result (CliJob  *job,
              CribRun *run)
{
  McpToolResult *result = crib_run_get_result (run);

  if (job->options.json)
    cli_output_json (mcp_tool_result_get_json (result), FALSE);
  else
    cli_result_print (result);

  if (mcp_tool_result_is_error (result))
    cli_output_warn (&job->options, mcp_tool_get_name (crib_run_get_tool (run)),
                     _("the tool says that it failed."));

  cli_job_finish (job, mcp_tool_result_is_error (result) ? CLI_STATUS_FAILED : CLI_STATUS_OK);
}

static void
run_state_cb (CribRun    *run,
              GParamSpec *pspec,
              CliJob     *job)
{
  g_signal_handlers_disconnect_by_data (run, job);
  cli_output_progress (NULL);

  switch (crib_run_get_state (run))
    {
    case CRIB_RUN_DONE:
      print_result (job, run);
      break;
    case CRIB_RUN_CANCELLED:
      cli_output_interrupted (&job->options);
      cli_job_finish (job, CLI_STATUS_INTERRUPTED);
      break;
    case CRIB_RUN_FAILED:
    case CRIB_RUN_RUNNING:
    default:
      cli_job_fail_with (job, crib_run_get_problem (run), crib_run_get_error (run));
    }
}

static gboolean
question_cb (CribRun     *run,
             McpQuestion *question,
             CliJob      *job)
{
  return cli_questions_take (job, question);
}

static void
cancelled_cb (GCancellable *cancellable,
              CribRun      *run)
{
  crib_run_cancel (run);
}

/* The server goes on with it, but whoever ends this command loses it. */
static void
not_kept_cb (CribRun      *run,
             const GError *error,
             CliJob       *job)
{
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf (_("the server goes on with it by itself, but the result can be had "
                                "only as long as this command runs: %s"),
                              error != NULL ? error->message
                                            : _("nothing is kept without sign-ins."));
  cli_output_warn (&job->options, mcp_tool_get_name (crib_run_get_tool (run)), sentence);
}

/**
 * cli_run_follow:
 * @job: a job
 * @run: what it started
 *
 * Shows how far @run is, asks what its server asks, prints what comes of it, and ends the job.
 * Ctrl+C cancels it.
 */
void
cli_run_follow (CliJob  *job,
                CribRun *run)
{
  g_cancellable_connect (job->cancellable, G_CALLBACK (cancelled_cb), g_object_ref (run),
                         g_object_unref);

  if (crib_run_get_state (run) != CRIB_RUN_RUNNING)
    {
      run_state_cb (run, NULL, job);
      return;
    }

  g_signal_connect (run, "question", G_CALLBACK (question_cb), job);
  g_signal_connect (run, "task-not-kept", G_CALLBACK (not_kept_cb), job);
  g_signal_connect (run, "notify::state", G_CALLBACK (run_state_cb), job);
  g_signal_connect (run, "notify::progress-text", G_CALLBACK (run_progress_cb), job);
}
