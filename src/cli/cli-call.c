/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-arguments.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-questions.h"
#include "cli-run.h"
#include "cli-target.h"
#include "cli-terminal.h"
#include "crib-error.h"
#include "crib-policy.h"

#include <glib/gi18n.h>

/* One call on its way: @job outlives it, the tool and the arguments are kept for the answer to
 * the question. */
typedef struct
{
  CliJob *job;
  McpTool *tool;
  SjsonDocument *arguments;
} Call;

static void
call_free (Call *call)
{
  g_clear_object (&call->tool);
  g_clear_pointer (&call->arguments, sjson_document_unref);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static char **
get_argument_words (CliJob *job)
{
  return job->words + 2;
}

static void
start_run (Call *call)
{
  CliJob *job = call->job;
  SjsonValue root = sjson_document_get_root (call->arguments);
  CribRun *run = crib_connection_run_tool (job->connection, call->tool, &root);

  cli_run_follow (job, run);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *answer = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    {
      cli_job_fail (call->job, error);
    }
  else if (answer != NULL && cli_terminal_is_yes (answer))
    {
      start_run (call);
    }
  else
    {
      cli_output_warn (&call->job->options, call->job->words[1], _("it was not run."));
      cli_job_finish (call->job, CLI_STATUS_FAILED);
    }
}

static void
ask (Call *call)
{
  CliJob *job = call->job;
  g_autofree char *explanation = NULL;
  g_autofree char *question = crib_policy_dup_question (job->server, call->tool, &explanation);
  g_autofree char *text = g_strdup_printf ("%s\n%s [y/N] ", explanation, question);

  cli_terminal_ask_async (text, job->cancellable, answer_cb, call);
}

/* Where nobody can be asked, the typed command is the consent. */
static gboolean
has_to_ask (Call *call)
{
  return !call->job->options.yes && cli_terminal_is_there () &&
         crib_policy_get_consent (call->job->server, call->tool) == CRIB_CONSENT_ASK;
}

static SjsonDocument *
build_arguments (CliJob   *job,
                 McpTool  *tool,
                 GError  **error)
{
  if (job->options.arguments != NULL)
    return cli_arguments_parse_json (job->options.arguments, error);

  return cli_arguments_build (tool, get_argument_words (job), error);
}

static McpTool *
find_tool (CliJob  *job,
           GError **error)
{
  McpTool *tool = crib_connection_find_tool (job->connection, job->words[1]);

  if (tool != NULL)
    return g_object_ref (tool);

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND, _("“%s” has no tool “%s”."),
               crib_server_get_name (job->server), job->words[1]);

  return NULL;
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(Call) call = g_new0 (Call, 1);
  g_autoptr(GError) error = NULL;

  call->job = job;

  if (!crib_connection_open_finish (CRIB_CONNECTION (source), result, &error) ||
      (call->tool = find_tool (job, &error)) == NULL ||
      (call->arguments = build_arguments (job, call->tool, &error)) == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  if (has_to_ask (call))
    {
      ask (g_steal_pointer (&call));
      return;
    }

  start_run (call);
}

/* What can be said before anybody is asked. */
static gboolean
check_command_line (CliJob  *job,
                    GError **error)
{
  g_autoptr(SjsonDocument) document = NULL;

  if (job->options.arguments == NULL)
    return cli_arguments_check (get_argument_words (job), error);

  if (*get_argument_words (job) != NULL)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                           _("Give either KEY=VALUE or --arguments, not both."));
      return FALSE;
    }

  document = cli_arguments_parse_json (job->options.arguments, error);

  return document != NULL;
}

/**
 * cli_call_run:
 * @job: a job
 *
 * `call`: runs a tool and prints what it answers.
 */
void
cli_call_run (CliJob *job)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;
  CribConnection *connection;

  if (!check_command_line (job, &error) ||
      (server = cli_target_find (job, job->words[0], &error)) == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  connection = cli_job_connect (job, server);
  crib_connection_set_features (connection, cli_questions_get_features (&job->options));
  crib_connection_open_async (connection, job->cancellable, open_cb, job);
}
