/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-job.h"

#include "cli-advice.h"
#include "cli-output.h"
#include "cli-questions.h"
#include "crib-error.h"
#include "crib-header.h"
#include "form-error.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/* Seconds for the farewell to a server: nobody waits for it longer at a prompt. */
#define CLOSE_TIMEOUT 2

/**
 * cli_job_new:
 *
 * Returns: (transfer full): a job without words
 */
CliJob *
cli_job_new (void)
{
  CliJob *self = g_new0 (CliJob, 1);

  self->cancellable = g_cancellable_new ();
  self->loop = g_main_loop_new (NULL, FALSE);

  return self;
}

void
cli_job_free (CliJob *self)
{
  g_clear_object (&self->connection);
  g_clear_pointer (&self->secret_headers, g_ptr_array_unref);
  g_clear_pointer (&self->questions, cli_questions_free);
  g_clear_object (&self->server);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->client_secret, vault_secret_unref);
  g_free (self->sentence);
  g_clear_object (&self->era_cache);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_main_loop_unref (self->loop);
  g_strfreev (self->words);
  cli_options_clear (&self->options);
  g_free (self);
}

static void
store_problem_cb (CribServerStore *store,
                  const char      *file,
                  const GError    *error,
                  CliJob          *self)
{
  cli_output_warn (&self->options, file, error->message);
}

/**
 * cli_job_load_store:
 * @self: a job
 *
 * Returns: (transfer none): the saved servers; what cannot be read is said and left out
 */
CribServerStore *
cli_job_load_store (CliJob *self)
{
  if (self->store == NULL)
    {
      self->store = crib_server_store_new (NULL);
      g_signal_connect (self->store, "problem", G_CALLBACK (store_problem_cb), self);
      crib_server_store_load (self->store);
    }

  return self->store;
}

/**
 * cli_job_dup_settings:
 *
 * A program that was copied somewhere by itself works without them; then nothing but Microsoft is
 * trusted.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where they are not installed
 */
GSettings *
cli_job_dup_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = source != NULL
    ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE)
    : NULL;

  if (schema == NULL)
    return NULL;

  g_settings_schema_unref (schema);

  return g_settings_new (APPLICATION_ID);
}

/**
 * cli_job_get_identity:
 * @self: a job
 *
 * Returns: (transfer none): the person's own identity, which asks nobody unless it gets a prompter
 */
CribIdentity *
cli_job_get_identity (CliJob *self)
{
  g_autoptr(GSettings) settings = NULL;

  if (self->identity == NULL)
    {
      settings = cli_job_dup_settings ();
      self->identity = crib_identity_new_default (settings);
      crib_identity_set_servers (self->identity, G_LIST_MODEL (cli_job_load_store (self)));
    }

  return self->identity;
}

/* Secrets of a header field are no sign-in: they are read with --no-auth as well. */
static void
give_vault (CliJob     *self,
            CribServer *server)
{
  GPtrArray *headers = crib_server_get_headers (server);
  gboolean has_secret = FALSE;

  for (guint i = 0; i < headers->len; i++)
    has_secret |= ((CribHeader *) g_ptr_array_index (headers, i))->secret != NULL;

  if (has_secret)
    crib_connection_set_vault (self->connection,
                               crib_identity_get_vault (cli_job_get_identity (self)),
                               VAULT_ASK_PERSON);
}

static void
trace_line_cb (McpTrace   *trace,
               const char *line,
               gpointer    user_data)
{
  cli_output_trace (line);
}

static void
start_trace (CribConnection *connection)
{
  g_autoptr(McpTrace) trace = mcp_trace_new ();

  g_signal_connect (trace, "line", G_CALLBACK (trace_line_cb), NULL);
  crib_connection_set_trace (connection, trace);
}

/**
 * cli_job_get_era_cache:
 * @self: a job
 *
 * Returns: (transfer none): what is known of servers from other times
 */
McpEraCache *
cli_job_get_era_cache (CliJob *self)
{
  if (self->era_cache == NULL)
    self->era_cache = crib_connection_new_era_cache ();

  return self->era_cache;
}

/**
 * cli_job_connect:
 * @self: a job
 * @server: a server
 *
 * Nobody is signed in with `--no-auth`.
 *
 * Returns: (transfer none): a connection to it, which the job closes at its end
 */
CribConnection *
cli_job_connect (CliJob     *self,
                 CribServer *server)
{
  g_set_object (&self->server, server);
  g_clear_object (&self->connection);
  self->connection = crib_connection_new (server, self->options.no_auth
                                                  ? NULL
                                                  : cli_job_get_identity (self));
  give_vault (self, server);
  crib_connection_set_protocol (self->connection, self->options.protocol);
  crib_connection_set_asks_once (self->connection, TRUE);
  crib_connection_set_era_cache (self->connection, cli_job_get_era_cache (self));

  if (self->options.trace)
    start_trace (self->connection);

  return self->connection;
}

static void
quit (CliJob *self)
{
  self->is_finished = TRUE;
  g_main_loop_quit (self->loop);
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  /* The server was told, or cannot be. */
  crib_connection_close_finish (CRIB_CONNECTION (source), result, NULL);
  quit (user_data);
}

static gboolean
close_timeout_cb (gpointer user_data)
{
  quit (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * cli_job_finish:
 * @self: a job
 * @status: the exit code
 *
 * Ends the session with the server, then the job.
 */
void
cli_job_finish (CliJob    *self,
                CliStatus  status)
{
  self->status = status;

  if (self->connection == NULL)
    {
      quit (self);
      return;
    }

  g_timeout_add_seconds (CLOSE_TIMEOUT, close_timeout_cb, self);
  crib_connection_close_async (self->connection, NULL, close_cb, self);
}

/* What the server does not have is no fault of the command line. */
static CliStatus
find_status (CliJob       *self,
             const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_STATUS_INTERRUPTED;

  if (g_error_matches (error, CRIB_ERROR, CRIB_ERROR_ADDRESS) ||
      (g_error_matches (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND) && self->connection == NULL) ||
      g_error_matches (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS) ||
      error->domain == FORM_ERROR)
    return CLI_STATUS_USAGE;

  return CLI_STATUS_FAILED;
}

/* Where only a person can go on: somebody has to sign in, to allow more, or to unlock the keyring.
 * Without a keyring at all signing in would not help. */
static gboolean
needs_person (CliJob       *self,
              CribProblem  *problem,
              const GError *error)
{
  switch (crib_problem_get_kind (problem))
    {
    case CRIB_PROBLEM_SIGN_IN:
      return TRUE;
    case CRIB_PROBLEM_FORBIDDEN:
      return self->connection != NULL &&
             crib_connection_get_wanted_scope (self->connection) != NULL;
    case CRIB_PROBLEM_KEYRING:
      return (crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_SIGN_IN) != 0;
    case CRIB_PROBLEM_SIGN_IN_FAILED:
      return g_error_matches (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT);
    case CRIB_PROBLEM_ADDRESS:
    case CRIB_PROBLEM_NOT_MCP:
    case CRIB_PROBLEM_CLIENT_ID:
    case CRIB_PROBLEM_UNTRUSTED:
    case CRIB_PROBLEM_UNREACHABLE:
    case CRIB_PROBLEM_SERVER:
    case CRIB_PROBLEM_TOOL_GONE:
    case CRIB_PROBLEM_REFUSED:
    case CRIB_PROBLEM_LOST:
    case CRIB_PROBLEM_OTHER:
    default:
      return FALSE;
    }
}

static char *
dup_advice (CliJob      *self,
            CribProblem *problem)
{
  gboolean is_saved = self->server != NULL && crib_server_get_id (self->server) != NULL;

  if (self->server == NULL)
    return cli_advice_dup (problem, "SERVER", TRUE, NULL);

  return cli_advice_dup (problem, is_saved ? crib_server_get_name (self->server)
                                           : crib_server_get_uri (self->server),
                         is_saved, self->connection);
}

/**
 * cli_job_fail_with:
 * @self: a job
 * @problem: what went wrong
 * @error: where it comes from
 *
 * Says it on standard error, in words or as one JSON object, and ends the job with the code for it.
 */
void
cli_job_fail_with (CliJob       *self,
                   CribProblem  *problem,
                   const GError *error)
{
  g_autofree char *fix = dup_advice (self, problem);
  CliStatus status = find_status (self, error);

  if (status == CLI_STATUS_INTERRUPTED)
    cli_output_interrupted (&self->options);
  else
    cli_output_problem (&self->options, problem, error, fix);

  if (status == CLI_STATUS_FAILED && needs_person (self, problem, error))
    status = CLI_STATUS_SIGN_IN;

  cli_job_finish (self, status);
}

/**
 * cli_job_fail:
 * @self: a job
 * @error: what went wrong
 *
 * The same for an error that nobody found words for yet.
 */
void
cli_job_fail (CliJob       *self,
              const GError *error)
{
  g_autoptr(CribProblem) problem = NULL;

  problem = self->connection != NULL ? crib_connection_dup_problem (self->connection, error)
                                     : crib_problem_new (error, self->server);
  cli_job_fail_with (self, problem, error);
}

/**
 * cli_job_refuse:
 * @self: a job
 * @sentence: what is wrong with the command line
 *
 * Says it and ends the job as wrongly used.
 */
void
cli_job_refuse (CliJob     *self,
                const char *sentence)
{
  cli_output_usage (&self->options, sentence);
  cli_job_finish (self, CLI_STATUS_USAGE);
}

/* The second time whoever pressed it has waited long enough. */
static gboolean
interrupt_cb (gpointer user_data)
{
  CliJob *self = user_data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_cancellable_cancel (self->cancellable);
      return G_SOURCE_CONTINUE;
    }

  self->status = CLI_STATUS_INTERRUPTED;
  quit (self);

  return G_SOURCE_CONTINUE;
}

/**
 * cli_job_run:
 * @self: a job that was started
 *
 * Returns: its exit code, once it ended
 */
CliStatus
cli_job_run (CliJob *self)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, self);

  while (!self->is_finished)
    g_main_loop_run (self->loop);

  g_source_remove (interrupt);

  return self->status;
}
