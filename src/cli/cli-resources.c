/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client.h"
#include "cli-command.h"
#include "cli-output.h"
#include "mcp-client-lists.h"
#include "mcp-resource-template.h"
#include "mcp-resource.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

static void
print_line (McpItem    *item,
            const char *mime_type)
{
  const char *title = mcp_item_get_title (item);
  const char *key = mcp_item_get_key (item);
  const char *description = mcp_item_get_description (item);
  g_autoptr(GString) text = g_string_new (key);

  if (!g_str_equal (title, key))
    g_string_append_printf (text, " – %s", title);

  if (mime_type != NULL && *mime_type != '\0')
    g_string_append_printf (text, " (%s)", mime_type);

  if (description != NULL && *description != '\0')
    g_string_append_printf (text, "\n  %s", description);

  cli_output_text (text->str);
}

static void
print (McpClient *client)
{
  GListModel *resources = mcp_client_get_list (client, MCP_LIST_RESOURCES);
  GListModel *templates = mcp_client_get_list (client, MCP_LIST_RESOURCE_TEMPLATES);

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr(McpResource) resource = g_list_model_get_item (resources, i);

      print_line (MCP_ITEM (resource), mcp_resource_get_mime_type (resource));
    }

  for (guint i = 0; i < g_list_model_get_n_items (templates); i++)
    {
      g_autoptr(McpResourceTemplate) item = g_list_model_get_item (templates, i);

      print_line (MCP_ITEM (item), mcp_resource_template_get_mime_type (item));
    }
}

static void
add_list (SjsonBuilder *builder,
          const char   *member,
          GListModel   *list)
{
  sjson_builder_begin_array (sjson_builder_name (builder, member));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(McpItem) item = g_list_model_get_item (list, i);

      sjson_builder_value (builder, mcp_item_get_json (item));
    }

  sjson_builder_end_array (builder);
}

static void
print_json (McpClient *client)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  add_list (builder, "resources", mcp_client_get_list (client, MCP_LIST_RESOURCES));
  add_list (builder, "resourceTemplates",
            mcp_client_get_list (client, MCP_LIST_RESOURCE_TEMPLATES));
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, FALSE);
}

static gboolean
is_empty (McpClient   *client,
          McpListKind  kind)
{
  return g_list_model_get_n_items (mcp_client_get_list (client, kind)) == 0;
}

static void
templates_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  CliJob *job = user_data;
  McpClient *client = MCP_CLIENT (source);
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (!mcp_client_fetch_list_finish (client, result, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  if (job->options.json)
    print_json (client);
  else if (!is_empty (client, MCP_LIST_RESOURCES) ||
           !is_empty (client, MCP_LIST_RESOURCE_TEMPLATES))
    print (client);
  else
    cli_output_warn (&job->options, crib_server_get_name (job->server), _("it has no resources."));

  cli_job_finish (job, CLI_STATUS_OK);
}

static void
resources_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(GError) error = NULL;

  if (mcp_client_fetch_list_finish (MCP_CLIENT (source), result, &error))
    mcp_client_fetch_list_async (MCP_CLIENT (source), MCP_LIST_RESOURCE_TEMPLATES,
                                 job->cancellable, templates_cb, job);
  else
    cli_job_fail (job, error);
}

/**
 * cli_resources_run:
 * @job: a job
 *
 * `resources`: lists the resources of a server, and its templates.
 */
void
cli_resources_run (CliJob *job)
{
  McpClient *client = cli_client_open (job);

  if (client != NULL)
    mcp_client_fetch_list_async (client, MCP_LIST_RESOURCES, job->cancellable, resources_cb, job);
}
