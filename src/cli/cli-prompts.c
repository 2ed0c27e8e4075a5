/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-client.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-result.h"
#include "mcp-client-lists.h"
#include "mcp-client-prompts.h"
#include "mcp-prompt.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

static void
print_prompt (McpPrompt *prompt)
{
  McpItem *item = MCP_ITEM (prompt);
  const char *description = mcp_item_get_description (item);
  g_autoptr(GString) text = g_string_new (mcp_item_get_key (item));

  if (mcp_item_has_title (item))
    g_string_append_printf (text, " – %s", mcp_item_get_title (item));

  if (description != NULL && *description != '\0')
    g_string_append_printf (text, "\n  %s", description);

  for (guint i = 0; i < mcp_prompt_get_n_arguments (prompt); i++)
    {
      const McpPromptArgument *argument = mcp_prompt_get_argument (prompt, i);

      g_string_append_printf (text, argument->is_required ? "\n  %s=…" : "\n  [%s=…]",
                              argument->name);

      if (argument->description != NULL && *argument->description != '\0')
        g_string_append_printf (text, "  %s", argument->description);
    }

  cli_output_text (text->str);
}

static void
print_json (GListModel *prompts)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_array (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  for (guint i = 0; i < g_list_model_get_n_items (prompts); i++)
    {
      g_autoptr(McpItem) item = g_list_model_get_item (prompts, i);

      sjson_builder_value (builder, mcp_item_get_json (item));
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, FALSE);
}

static void
prompts_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliJob *job = user_data;
  GListModel *prompts = mcp_client_get_list (MCP_CLIENT (source), MCP_LIST_PROMPTS);
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (!mcp_client_fetch_list_finish (MCP_CLIENT (source), result, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  if (job->options.json)
    print_json (prompts);

  for (guint i = 0; !job->options.json && i < g_list_model_get_n_items (prompts); i++)
    {
      g_autoptr(McpPrompt) prompt = g_list_model_get_item (prompts, i);

      print_prompt (prompt);
    }

  if (g_list_model_get_n_items (prompts) == 0)
    cli_output_warn (&job->options, crib_server_get_name (job->server), _("it has no prompts."));

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_prompts_run:
 * @job: a job
 *
 * `prompts`: lists the prompts of a server.
 */
void
cli_prompts_run (CliJob *job)
{
  McpClient *client = cli_client_open (job);

  if (client != NULL)
    mcp_client_fetch_list_async (client, MCP_LIST_PROMPTS, job->cancellable, prompts_cb, job);
}

static void
prompt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(McpPromptResult) prompt = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *messages;

  prompt = mcp_client_get_prompt_finish (MCP_CLIENT (source), result, &error);
  cli_output_progress (NULL);

  if (prompt == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  messages = mcp_prompt_result_get_messages (prompt);

  if (job->options.json)
    cli_output_json (mcp_prompt_result_get_json (prompt), FALSE);

  for (guint i = 0; !job->options.json && i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr(McpPromptMessage) message = g_list_model_get_item (messages, i);
      g_autofree char *role = g_strdup_printf ("%s:", mcp_prompt_message_get_role (message));

      cli_output_text (role);
      cli_result_print_content (mcp_prompt_message_get_content (message));
    }

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_prompts_run_one:
 * @job: a job
 *
 * `prompt`: prints the messages of a prompt.
 */
void
cli_prompts_run_one (CliJob *job)
{
  g_auto(GStrv) arguments = NULL;
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(GError) error = NULL;
  McpClient *client;

  if ((arguments = cli_client_dup_pairs (job->words + 2, &error)) == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  if ((client = cli_client_open (job)) == NULL)
    return;

  request = mcp_request_new_get_prompt (job->words[1], (const char * const *) arguments);
  cli_client_take (job, request);
  mcp_client_get_prompt_async (client, request, job->cancellable, prompt_cb, job);
}
