/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "cli-terminal.h"
#include "crib-remove.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

static void
print_left (CliJob  *job,
            char   **left)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (sjson_builder_name (sjson_builder_begin_object (builder), "left"));
  for (char **sentence = left; *sentence != NULL; sentence++)
    sjson_builder_string (builder, *sentence);
  sjson_builder_end_object (sjson_builder_end_array (builder));
  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);

  if (job->options.json)
    {
      cli_output_json (&root, TRUE);
      return;
    }

  cli_output_text (*left == NULL ? _("Everything was removed.")
                                 : _("Everything was removed but this:"));
  for (char **sentence = left; *sentence != NULL; sentence++)
    cli_output_text (*sentence);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliJob *job = user_data;
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;

  left = crib_remove_everything_finish (CRIB_IDENTITY (source), result, &error);

  if (left == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  print_left (job, left);
  cli_job_finish (job, *left == NULL ? CLI_STATUS_OK : CLI_STATUS_FAILED);
}

static void
begin (CliJob *job)
{
  crib_remove_everything_async (cli_job_get_identity (job), cli_job_load_store (job),
                                job->options.servers ? CRIB_REMOVE_SERVERS
                                                     : CRIB_REMOVE_NOTHING_MORE,
                                job->cancellable, removed_cb, job);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *answer = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    {
      cli_job_fail (job, error);
    }
  else if (answer != NULL && cli_terminal_is_yes (answer))
    {
      begin (job);
    }
  else
    {
      cli_output_note (job->options.json, _("Nothing was removed."));
      cli_job_finish (job, CLI_STATUS_FAILED);
    }
}

/**
 * cli_remove_run:
 * @job: a job
 *
 * `remove-everything`: all that Toolcrib keeps of a person. Where nobody can be asked, only with
 * --yes.
 */
void
cli_remove_run (CliJob *job)
{
  if (job->options.yes)
    begin (job);
  else if (cli_terminal_is_there ())
    cli_terminal_ask_async (job->options.servers
                            ? _("Remove all sign-ins, secrets, caches and saved servers? [y/N] ")
                            : _("Remove all sign-ins, secrets and caches? [y/N] "),
                            job->cancellable, answered_cb, job);
  else
    cli_job_refuse (job, _("Nobody can be asked here: say --yes if you mean it."));
}
