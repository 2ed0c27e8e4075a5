/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "cli-questions.h"
#include "cli-run.h"
#include "cli-target.h"
#include "crib-error.h"
#include "crib-task-store.h"

#include <glib/gi18n.h>

/* The tasks of one server; @job outlives them. */
typedef struct
{
  CliJob *job;
  CribKeptTask *kept;    /* that one of them; borrowed */
  GPtrArray *tasks;      /* of CribKeptTask */
} Tasks;

static void
tasks_free (Tasks *self)
{
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tasks, tasks_free)

static char *
dup_time (gint64 milliseconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (milliseconds / 1000);

  return time != NULL ? g_date_time_format (time, "%F %R") : g_strdup ("?");
}

static void
print_text (Tasks *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      McpTask *task = ((CribKeptTask *) g_ptr_array_index (self->tasks, i))->task;
      g_autofree char *created = dup_time (mcp_task_get_created (task));
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *name = mcp_task_get_tool_name (task);
      g_autofree char *line = g_strjoin ("\t", number, name, created, NULL);

      cli_output_text (line);
    }

  if (self->tasks->len == 0)
    cli_output_note (FALSE, _("Nothing of that server is known to run."));
}

/* Without the ids: they are secrets. */
static void
print_json (Tasks *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_array (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      McpTask *task = ((CribKeptTask *) g_ptr_array_index (self->tasks, i))->task;

      sjson_builder_begin_object (builder);
      sjson_builder_int64 (sjson_builder_name (builder, "number"), i + 1);
      sjson_builder_string (sjson_builder_name (builder, "tool"), mcp_task_get_tool_name (task));
      sjson_builder_int64 (sjson_builder_name (builder, "created"), mcp_task_get_created (task));
      sjson_builder_name (builder, "ttl");

      if (mcp_task_get_ttl (task) >= 0)
        sjson_builder_int64 (builder, mcp_task_get_ttl (task));
      else
        sjson_builder_null (builder);

      sjson_builder_end_object (builder);
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, TRUE);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Tasks) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!crib_connection_cancel_task_finish (CRIB_CONNECTION (source), result, &error))
    {
      cli_job_fail (self->job, error);
      return;
    }

  cli_output_note (self->job->options.json, _("The server was told to stop."));
  cli_job_finish (self->job, CLI_STATUS_OK);
}

/* What somebody else began is not theirs to see. */
static gboolean
check_account (Tasks   *self,
               GError **error)
{
  OauthAccount *account = crib_connection_get_account (self->job->connection);
  const char *id = account != NULL ? oauth_account_get_id (account) : NULL;

  if (g_strcmp0 (self->kept->account, id) == 0)
    return TRUE;

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT,
                       _("Another account has begun this."));

  return FALSE;
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Tasks) self = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  CliJob *job = self->job;
  McpTask *task = self->kept->task;
  g_autoptr(GError) error = NULL;

  if (!crib_connection_open_finish (connection, result, &error) || !check_account (self, &error))
    cli_job_fail (job, error);
  else if (job->options.cancel > 0)
    crib_connection_cancel_task_async (connection, task, job->cancellable, cancelled_cb,
                                       g_steal_pointer (&self));
  else
    cli_run_follow (job, crib_connection_resume_task (connection, task));
}

static gboolean
choose (Tasks   *self,
        GError **error)
{
  guint number = MAX (self->job->options.cancel, self->job->options.resume);

  if (number <= self->tasks->len)
    {
      self->kept = g_ptr_array_index (self->tasks, number - 1);
      return TRUE;
    }

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("There is no task %u of that server."),
               number);

  return FALSE;
}

static void
act (Tasks *self)
{
  CliJob *job = self->job;
  g_autoptr(GError) error = NULL;
  CribConnection *connection;

  if (!choose (self, &error))
    {
      cli_job_fail (job, error);
      tasks_free (self);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  connection = cli_job_connect (job, job->server);
  crib_connection_set_features (connection, cli_questions_get_features (&job->options));
  crib_connection_open_async (connection, job->cancellable, open_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Tasks) self = user_data;
  CliJob *job = self->job;
  g_autoptr(GError) error = NULL;

  self->tasks = crib_task_store_read_finish (VAULT_STORE (source), result, &error);

  if (self->tasks == NULL)
    cli_job_fail (job, error);
  else if (job->options.cancel > 0 || job->options.resume > 0)
    act (g_steal_pointer (&self));
  else
    {
      if (job->options.json)
        print_json (self);
      else
        print_text (self);

      cli_job_finish (job, CLI_STATUS_OK);
    }
}

/**
 * cli_tasks_run:
 * @job: a job
 *
 * `tasks`: what a server goes on with by itself since a command, or the window, was closed.
 */
void
cli_tasks_run (CliJob *job)
{
  g_autoptr(CribServer) server = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  Tasks *self;

  if (job->options.cancel < 0 || job->options.resume < 0 ||
      (job->options.cancel > 0 && job->options.resume > 0))
    {
      cli_job_refuse (job, _("Give one number, as “tasks” lists them."));
      return;
    }

  if ((server = cli_target_find (job, job->words[0], &error)) == NULL ||
      (uri = crib_server_normalize_uri (crib_server_get_uri (server), &error)) == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  g_set_object (&job->server, server);
  self = g_new0 (Tasks, 1);
  self->job = job;
  crib_task_store_read_async (crib_identity_get_vault (cli_job_get_identity (job)), uri,
                              VAULT_ASK_PERSON, job->cancellable, read_cb, self);
}
