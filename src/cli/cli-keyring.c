/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

/* @aside: (nullable): where the old file is now */
static void
print_done (CliJob     *job,
            const char *aside)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *moved = NULL;
  SjsonValue root;

  sjson_builder_begin_object (builder);
  sjson_builder_boolean (sjson_builder_name (builder, "works"), TRUE);
  sjson_builder_name (builder, "moved_aside");
  if (aside != NULL)
    sjson_builder_string (builder, aside);
  else
    sjson_builder_null (builder);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);

  if (job->options.json)
    {
      cli_output_json (&root, TRUE);
      return;
    }

  if (aside != NULL)
    {
      moved = g_strdup_printf (_("The old file is kept as “%s”."), aside);
      cli_output_text (moved);
    }

  cli_output_text (_("The keyring keeps what it is given."));
}

static void
again_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = g_strdup (g_object_get_data (source, "aside"));

  if (!crib_identity_test_keyring_finish (CRIB_IDENTITY (source), result, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  print_done (job, aside);
  cli_job_finish (job, CLI_STATUS_OK);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CliJob *job = user_data;
  CribIdentity *identity = CRIB_IDENTITY (source);
  g_autoptr(GError) error = NULL;
  char *aside = crib_identity_move_keyring_aside_finish (identity, result, &error);

  if (error != NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  g_object_set_data_full (source, "aside", aside, g_free);
  crib_identity_test_keyring_async (identity, VAULT_ASK_PERSON, job->cancellable, again_cb, job);
}

/* Moved aside only where that helps, and only where the person said so beforehand. */
static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CliJob *job = user_data;
  CribIdentity *identity = CRIB_IDENTITY (source);
  g_autoptr(CribProblem) problem = NULL;
  g_autoptr(GError) error = NULL;

  if (crib_identity_test_keyring_finish (identity, result, &error))
    {
      print_done (job, NULL);
      cli_job_finish (job, CLI_STATUS_OK);
      return;
    }

  problem = crib_problem_new (error, NULL);

  if (job->options.move_aside &&
      (crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_MOVE_ASIDE) != 0)
    crib_identity_move_keyring_aside_async (identity, job->cancellable, moved_cb, job);
  else
    cli_job_fail (job, error);
}

/**
 * cli_keyring_run:
 * @job: a job
 *
 * `keyring-test`: whether the keyring keeps what it is given.
 */
void
cli_keyring_run (CliJob *job)
{
  crib_identity_test_keyring_async (cli_job_get_identity (job), VAULT_ASK_PERSON, job->cancellable,
                                    tested_cb, job);
}
