/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "cli-target.h"
#include "crib-tool-item.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

static void
print_tool (CribConnection *connection,
            McpTool        *tool)
{
  g_autoptr(CribToolItem) item = crib_tool_item_new (connection, tool);
  const char *summary = crib_tool_item_get_summary (item);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s – %s%s%s", mcp_tool_get_name (tool),
                          crib_tool_item_get_title (item), *summary != '\0' ? "\n  " : "", summary);
  cli_output_text (text);
}

static void
print_json (GListModel *tools)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);

      sjson_builder_value (builder, mcp_tool_get_json (tool));
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, FALSE);
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  GListModel *tools = crib_connection_get_tools (connection);
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (!crib_connection_open_finish (connection, result, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  if (job->options.json)
    print_json (tools);

  for (guint i = 0; !job->options.json && i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);

      print_tool (connection, tool);
    }

  if (!job->options.json && g_list_model_get_n_items (tools) == 0)
    cli_output_warn (&job->options, crib_server_get_name (job->server), _("it has no tools."));

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_tools_run:
 * @job: a job
 *
 * `tools`: lists the tools of a server.
 */
void
cli_tools_run (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find (job, job->words[0], &error);

  if (server == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  crib_connection_open_async (cli_job_connect (job, server), job->cancellable, open_cb, job);
}
