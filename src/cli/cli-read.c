/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client.h"
#include "cli-command.h"
#include "cli-output.h"
#include "crib-error.h"
#include "mcp-client-resources.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The very bytes; NULL: what was sent is neither text nor Base64. */
static GBytes *
dup_bytes (McpContent *content)
{
  const char *text = mcp_content_get_text (content);

  return text != NULL ? g_bytes_new (text, strlen (text)) : mcp_content_dup_data (content);
}

static gboolean
fail_unreadable (McpContent  *content,
                 GError     **error)
{
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_CONTENT,
               _("What the server sent of “%s” cannot be read."),
               mcp_content_get_uri (content) != NULL ? mcp_content_get_uri (content) : "");

  return FALSE;
}

/* Readable by nobody else: what somebody was given to read is theirs. */
static gboolean
write_file (const char  *file,
            GBytes      *bytes,
            GError     **error)
{
  g_autoptr(GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents_full (file, data != NULL ? data : "", size,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause))
    return TRUE;

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_CONTENT, cause->message);

  return FALSE;
}

static gboolean
save (GListModel  *contents,
      const char  *file,
      GError     **error)
{
  g_autoptr(McpContent) content = g_list_model_get_item (contents, 0);
  g_autoptr(GBytes) bytes = NULL;

  if (g_list_model_get_n_items (contents) != 1)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_CONTENT,
                   _("It has %u parts, which do not fit into one file. --json prints them all."),
                   g_list_model_get_n_items (contents));
      return FALSE;
    }

  if ((bytes = dup_bytes (content)) == NULL)
    return fail_unreadable (content, error);

  return write_file (file, bytes, error);
}

/* A terminal gets what it cannot obey, a pipe or a file the very bytes. */
static gboolean
print_content (McpContent  *content,
               GError     **error)
{
  const char *text = mcp_content_get_text (content);
  gboolean is_terminal = isatty (STDOUT_FILENO);
  g_autoptr(GBytes) bytes = NULL;

  if (text != NULL && is_terminal)
    {
      cli_output_text (text);
      return TRUE;
    }

  if ((bytes = dup_bytes (content)) == NULL)
    return fail_unreadable (content, error);

  if (text == NULL && is_terminal)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_CONTENT,
                           _("It is no text, and a terminal shows nothing else. "
                             "--output FILE saves it."));
      return FALSE;
    }

  cli_output_progress (NULL);
  fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);

  return TRUE;
}

static gboolean
print_contents (GListModel  *contents,
                GError     **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (contents); i++)
    {
      g_autoptr(McpContent) content = g_list_model_get_item (contents, i);

      if (!print_content (content, error))
        return FALSE;
    }

  return TRUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  const CliOptions *options = &job->options;
  g_autoptr(McpReadResult) read_result = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *contents;

  read_result = mcp_client_read_resource_finish (MCP_CLIENT (source), result, &error);
  cli_output_progress (NULL);

  if (read_result == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  contents = mcp_read_result_get_contents (read_result);

  if (options->output != NULL)
    save (contents, options->output, &error);
  else if (options->json)
    cli_output_json (mcp_read_result_get_json (read_result), FALSE);
  else if (g_list_model_get_n_items (contents) == 0)
    cli_output_warn (options, job->words[1], _("it is empty."));
  else
    print_contents (contents, &error);

  if (error != NULL)
    cli_job_fail (job, error);
  else
    cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_read_run:
 * @job: a job
 *
 * `read`: prints a resource, or saves it.
 */
void
cli_read_run (CliJob *job)
{
  McpClient *client = cli_client_open (job);
  g_autoptr(McpRequest) request = NULL;

  if (client == NULL)
    return;

  request = mcp_request_new_read_resource (job->words[1]);
  cli_client_take (job, request);
  mcp_client_read_resource_async (client, request, job->cancellable, read_cb, job);
}
