/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-form-text.h"
#include "cli-input.h"
#include "cli-output.h"
#include "cli-target.h"
#include "cli-tool-file.h"
#include "form-describe.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_tool (SjsonBuilder *builder,
          McpTool      *tool)
{
  g_autoptr(SjsonDocument) document = form_describe (mcp_tool_get_input_schema (tool));
  SjsonValue form = sjson_document_get_root (document);

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "tool"), mcp_tool_get_name (tool));
  sjson_builder_value (sjson_builder_name (builder, "form"), &form);
  sjson_builder_end_object (builder);
}

static void
print_json (GPtrArray *tools,
            McpTool   *only)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (only != NULL)
    add_tool (builder, only);
  else
    {
      sjson_builder_begin_array (builder);

      for (guint i = 0; i < tools->len; i++)
        add_tool (builder, g_ptr_array_index (tools, i));

      sjson_builder_end_array (builder);
    }

  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);
  cli_output_json (&root, TRUE);
}

static void
print_text (McpTool *tool)
{
  g_autoptr(SjsonDocument) document = form_describe (mcp_tool_get_input_schema (tool));
  SjsonValue form = sjson_document_get_root (document);
  g_autofree char *lines = cli_form_text_dup (&form);

  cli_output_text (mcp_tool_get_name (tool));
  cli_output_text (lines);
}

/* @tools: (element-type McpTool): of a server or a file */
static void
print (CliJob    *job,
       GPtrArray *tools)
{
  const char *name = job->words[1];
  g_autoptr(GError) error = NULL;
  McpTool *only = name != NULL ? cli_tool_file_find (tools, name, &error) : NULL;

  if (error != NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  if (job->options.json)
    print_json (tools, only);
  else if (only != NULL)
    print_text (only);

  for (guint i = 0; !job->options.json && only == NULL && i < tools->len; i++)
    print_text (g_ptr_array_index (tools, i));

  cli_job_finish (job, CLI_STATUS_OK);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = cli_input_read_finish (result, &error);
  g_autoptr(GPtrArray) tools = NULL;

  if (text != NULL)
    tools = cli_tool_file_parse (text, job->words[0], &error);

  if (tools != NULL)
    print (job, tools);
  else
    cli_job_fail (job, error);
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  GListModel *offered = crib_connection_get_tools (connection);
  g_autoptr(GPtrArray) tools = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (!crib_connection_open_finish (connection, result, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (offered); i++)
    g_ptr_array_add (tools, g_list_model_get_item (offered, i));

  print (job, tools);
}

/* A name of a server wins; a file that is there is no address, and neither is what is called like
 * a file of this kind. */
static gboolean
is_file (CliJob     *job,
         const char *word)
{
  if (g_str_equal (word, "-"))
    return TRUE;

  if (crib_server_store_find (cli_job_load_store (job), word) != NULL ||
      strstr (word, "://") != NULL)
    return FALSE;

  return g_file_test (word, G_FILE_TEST_EXISTS) || g_str_has_suffix (word, ".json");
}

/**
 * cli_form_run:
 * @job: a job
 *
 * `form`: says what the form of a tool asks for.
 */
void
cli_form_run (CliJob *job)
{
  const char *word = job->words[0];
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;

  if (is_file (job, word))
    {
      cli_input_read_async (word, job->cancellable, read_cb, job);
      return;
    }

  server = cli_target_find (job, word, &error);

  if (server == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  crib_connection_open_async (cli_job_connect (job, server), job->cancellable, open_cb, job);
}
