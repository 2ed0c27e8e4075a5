/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client-secret.h"

#include "cli-output.h"
#include "crib-authorizer.h"
#include "crib-error.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define OPTION "--client-secret-file"

/* Longer than any that is in use, with the end of its line. */
#define MOST_OF_A_FILE 4100

typedef struct
{
  CliJob *job;
  CribServer *server;
  CribAuthorizer *authorizer;   /* nullable */
  CliClientSecretFunc done;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_clear_object (&keeping->authorizer);
  g_object_unref (keeping->server);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static GInputStream *
open_file (const char  *path,
           GError     **error)
{
  g_autoptr(GFile) file = NULL;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_commandline_arg (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static void
cut_line_end (char *text)
{
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
}

static VaultSecret *
read_file (const char  *path,
           GError     **error)
{
  char text[MOST_OF_A_FILE + 1] = "";
  g_autoptr(GInputStream) stream = open_file (path, error);
  VaultSecret *secret = NULL;
  gboolean has_zero;
  gsize length = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (stream, text, MOST_OF_A_FILE, &length, NULL, error))
    return NULL;

  text[length] = '\0';
  has_zero = strlen (text) != length;
  cut_line_end (text);

  if (length == MOST_OF_A_FILE || has_zero || *text == '\0')
    g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                         _("this is no file with a secret in it."));
  else
    secret = vault_secret_new (text, -1);

  explicit_bzero (text, sizeof text);

  return secret;
}

/**
 * cli_client_secret_read:
 * @job: a job
 * @error: return location: %CRIB_ERROR_ARGUMENTS
 *
 * Reads the file of `--client-secret-file`, or standard input for "-": one line. An empty name is
 * for no secret any more.
 *
 * Returns: whether there was none to read, or it was read
 */
gboolean
cli_client_secret_read (CliJob  *job,
                        GError **error)
{
  const char *path = job->options.client_secret_file;
  g_autoptr(GError) local_error = NULL;

  if (path == NULL || *path == '\0')
    return TRUE;

  job->client_secret = read_file (path, &local_error);

  if (job->client_secret != NULL)
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, OPTION ": %s", local_error->message);

  return FALSE;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Keeping) keeping = user_data;
  g_autoptr(GError) error = NULL;

  if (crib_identity_set_client_secret_finish (CRIB_IDENTITY (source), result, &error))
    keeping->done (keeping->job, keeping->server);
  else
    cli_job_fail (keeping->job, error);
}

static void
keep (Keeping    *keeping,
      const char *issuer)
{
  CliJob *job = keeping->job;

  crib_identity_set_client_secret_async (cli_job_get_identity (job), keeping->server, issuer,
                                         job->client_secret, job->cancellable, kept_cb, keeping);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Keeping) keeping = user_data;
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(GError) error = NULL;
  const char *issuer;

  protection = crib_authorizer_look_finish (CRIB_AUTHORIZER (source), result, &error);
  issuer = protection != NULL ? crib_protection_get_issuer (protection) : NULL;

  if (issuer != NULL)
    keep (g_steal_pointer (&keeping), issuer);
  else
    cli_job_refuse (keeping->job, _(OPTION ": say with --authority who gave the secret."));
}

/* By what a person said, or by what is known; else the server is asked. */
static const char *
find_issuer (CliJob     *job,
             CribServer *server)
{
  CribProtection *protection = job->connection != NULL
    ? crib_connection_get_protection (job->connection) : NULL;
  const char *issuer = crib_server_get_authority (server);

  if (issuer == NULL)
    issuer = crib_server_get_client_issuer (server);
  if (issuer == NULL && protection != NULL)
    issuer = crib_protection_get_issuer (protection);

  return issuer;
}

/**
 * cli_client_secret_keep:
 * @job: a job that has read its options
 * @server: whose client ID the secret belongs to
 * @done: called when it is in the keyring, or there is none to keep; else the job has failed
 *
 * Keeps the secret for who gave it, which must be known first: it is sent to nobody else.
 */
void
cli_client_secret_keep (CliJob              *job,
                        CribServer          *server,
                        CliClientSecretFunc  done)
{
  g_autofree char *issuer = g_strdup (find_issuer (job, server));
  Keeping *keeping;

  if (job->options.client_secret_file == NULL)
    {
      done (job, server);
      return;
    }

  if (issuer == NULL && job->options.no_check)
    {
      cli_job_refuse (job, _(OPTION ": say with --authority who gave the secret."));
      return;
    }

  keeping = g_new0 (Keeping, 1);
  keeping->job = job;
  keeping->server = g_object_ref (server);
  keeping->done = done;

  if (issuer != NULL)
    {
      keep (keeping, issuer);
      return;
    }

  keeping->authorizer = crib_authorizer_new (server, cli_job_get_identity (job));
  crib_authorizer_look_async (keeping->authorizer, NULL, job->cancellable, look_cb, keeping);
}
