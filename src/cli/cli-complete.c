/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client.h"
#include "cli-command.h"
#include "cli-output.h"
#include "mcp-client-prompts.h"

#include <glib/gi18n.h>
#include <string.h>

static void
completed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(McpCompletion) completion = NULL;
  const char * const *values;
  g_autoptr(GError) error = NULL;

  completion = mcp_client_complete_finish (MCP_CLIENT (source), result, &error);
  cli_output_progress (NULL);

  if (completion == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  if (job->options.json)
    cli_output_json (mcp_completion_get_json (completion), FALSE);

  values = mcp_completion_get_values (completion);

  for (guint i = 0; !job->options.json && values[i] != NULL; i++)
    cli_output_text (values[i]);

  if (mcp_completion_has_more (completion))
    cli_output_warn (&job->options, job->words[1], _("there are more than these."));

  cli_job_finish (job, CLI_STATUS_OK);
}

/* Only templates have variables, and they stand in braces (RFC 6570). */
static McpReferenceKind
find_kind (const char *reference)
{
  return strchr (reference, '{') != NULL ? MCP_REFERENCE_RESOURCE : MCP_REFERENCE_PROMPT;
}

/**
 * cli_complete_run:
 * @job: a job
 *
 * `complete`: prints what an argument of a prompt, or a variable of a template, could be.
 */
void
cli_complete_run (CliJob *job)
{
  const char *reference = job->words[1];
  g_auto(GStrv) pairs = NULL;
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(GError) error = NULL;
  McpClient *client;

  if ((pairs = cli_client_dup_pairs (job->words + 2, &error)) == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  if ((client = cli_client_open (job)) == NULL)
    return;

  request = mcp_request_new_complete (find_kind (reference), reference, pairs[0], pairs[1],
                                      (const char * const *) pairs + 2);
  mcp_client_complete_async (client, request, job->cancellable, completed_cb, job);
}
