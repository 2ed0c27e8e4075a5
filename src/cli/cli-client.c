/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client.h"

#include "cli-output.h"
#include "cli-questions.h"
#include "cli-target.h"
#include "crib-error.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * cli_client_open:
 * @job: a job
 *
 * Nothing is sent yet: the client connects when it is asked for something.
 *
 * Returns: (transfer none) (nullable): the client of the server that the first word names
 */
McpClient *
cli_client_open (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find (job, job->words[0], &error);
  McpClient *client = NULL;
  CribConnection *connection;

  if (server != NULL)
    {
      connection = cli_job_connect (job, server);
      crib_connection_set_features (connection, cli_questions_get_features (&job->options));
      client = crib_connection_get_client (connection, &error);
    }

  if (client == NULL)
    cli_job_fail (job, error);
  else
    cli_output_progress (_("Asking the server…"));

  return client;
}

static gboolean
input_requested_cb (McpRequest  *request,
                    McpQuestion *question,
                    CliJob      *job)
{
  return cli_questions_take (job, question);
}

void
cli_client_take (CliJob     *job,
                 McpRequest *request)
{
  g_signal_connect (request, "input-requested", G_CALLBACK (input_requested_cb), job);
}

static gboolean
has_name (GPtrArray  *pairs,
          const char *name)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    {
      if (g_str_equal (pairs->pdata[i], name))
        return TRUE;
    }

  return FALSE;
}

/**
 * cli_client_dup_pairs:
 * @words: KEY=VALUE each
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): names and values in turn; or NULL with
 *   %CRIB_ERROR_ARGUMENTS
 */
char **
cli_client_dup_pairs (char   **words,
                      GError **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  for (; *words != NULL; words++)
    {
      const char *sign = strchr (*words, '=');
      g_autofree char *name = sign != NULL ? g_strndup (*words, sign - *words) : NULL;

      if (name == NULL || *name == '\0' || has_name (pairs, name))
        {
          g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                       name == NULL || *name == '\0'
                       ? _("“%s” is no argument: they are given as KEY=VALUE.")
                       : _("“%s” is given twice."),
                       name == NULL || *name == '\0' ? *words : name);
          return NULL;
        }

      g_ptr_array_add (pairs, g_steal_pointer (&name));
      g_ptr_array_add (pairs, g_strdup (sign + 1));
    }

  g_ptr_array_add (pairs, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
}
