/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-prompt-form.h"
#include "crib-prompt-run-private.h"
#include "mcp-client-lists.h"
#include "mcp-client-prompts.h"

static void
prompts_changed_cb (GListModel     *prompts,
                    guint           position,
                    guint           removed,
                    guint           added,
                    CribConnection *self)
{
  g_autoptr(GPtrArray) additions = g_ptr_array_new_full (added, g_object_unref);

  g_assert (CRIB_IS_CONNECTION (self));

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (additions, g_list_model_get_item (prompts, position + i));

  g_list_store_splice (self->prompts, position, removed, additions->pdata, added);
}

void
crib_connection_follow_prompts (CribConnection *self)
{
  g_signal_connect (mcp_client_get_list (self->client, MCP_LIST_PROMPTS), "items-changed",
                    G_CALLBACK (prompts_changed_cb), self);
}

void
crib_connection_unfollow_prompts (CribConnection *self)
{
  g_signal_handlers_disconnect_by_data (mcp_client_get_list (self->client, MCP_LIST_PROMPTS),
                                        self);
}

/* Tools are what somebody came for: a server whose prompts cannot be had is shown without. */
static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!mcp_client_fetch_list_finish (MCP_CLIENT (source), result, &error))
    g_debug ("No prompts: %s", error->message);
}

/* After the tools. */
void
crib_connection_fetch_prompts (CribConnection *self)
{
  if (self->lists_prompts && mcp_client_offers (self->client, "prompts"))
    mcp_client_fetch_list_async (self->client, MCP_LIST_PROMPTS, NULL, fetched_cb, NULL);
}

void
crib_connection_drop_prompt_runs (CribConnection *self)
{
  GHashTableIter iter;
  gpointer run;

  g_hash_table_iter_init (&iter, self->prompt_runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    crib_prompt_run_cancel (run);

  g_hash_table_remove_all (self->prompt_runs);
}

/**
 * crib_connection_set_lists_prompts:
 * @self: a connection
 * @lists_prompts: whether somebody wants to see them
 *
 * Says that prompts are listed after the tools, where the server has some. Before it is opened.
 */
void
crib_connection_set_lists_prompts (CribConnection *self,
                                   gboolean        lists_prompts)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  self->lists_prompts = lists_prompts;
}

/**
 * crib_connection_get_prompts:
 * @self: a connection
 *
 * Returns: (transfer none): a list of [class@Mcp.Prompt], the same for the connection's life
 */
GListModel *
crib_connection_get_prompts (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return G_LIST_MODEL (self->prompts);
}

/**
 * crib_connection_get_prompt_form:
 * @self: a connection
 * @prompt: a prompt of it
 *
 * Returns: (transfer none): the draft of its arguments, kept like that of a tool
 */
FormModel *
crib_connection_get_prompt_form (CribConnection *self,
                                 McpPrompt      *prompt)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *key = NULL;
  SjsonValue schema;

  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (MCP_IS_PROMPT (prompt), NULL);

  document = crib_prompt_form_build_schema (prompt);
  schema = sjson_document_get_root (document);
  /* No tool has a name with a line's end in it. */
  key = g_strconcat ("prompt\n", mcp_prompt_get_name (prompt), NULL);

  return crib_tool_drafts_get_form (self->drafts, key, &schema);
}

/**
 * crib_connection_run_prompt:
 * @self: a connection
 * @prompt: a prompt of it
 * @arguments: (nullable): an object of strings
 *
 * Fetches its messages. That replaces the last run of that prompt, which is cancelled.
 *
 * Returns: (transfer none): the run, also when it fails at once
 */
CribPromptRun *
crib_connection_run_prompt (CribConnection   *self,
                            McpPrompt        *prompt,
                            const SjsonValue *arguments)
{
  CribPromptRun *old;
  CribPromptRun *run;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (MCP_IS_PROMPT (prompt), NULL);

  old = crib_connection_get_prompt_run (self, mcp_prompt_get_name (prompt));
  if (old != NULL)
    crib_prompt_run_cancel (old);

  run = crib_prompt_run_new (self->server, prompt);
  g_hash_table_replace (self->prompt_runs, g_strdup (mcp_prompt_get_name (prompt)), run);

  if (crib_connection_ensure_client (self, &error))
    crib_prompt_run_start (run, self->client, self->authorizer, arguments);
  else
    crib_prompt_run_fail (run, g_steal_pointer (&error));

  return run;
}

/**
 * crib_connection_get_prompt_run:
 * @self: a connection
 * @name: the name of a prompt
 *
 * Returns: (transfer none) (nullable): its last run
 */
CribPromptRun *
crib_connection_get_prompt_run (CribConnection *self,
                                const char     *name)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->prompt_runs, name);
}

/**
 * crib_connection_offers_completion:
 * @self: a connection
 *
 * Returns: whether the server proposes values for arguments of its prompts
 */
gboolean
crib_connection_offers_completion (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);

  return self->client != NULL && mcp_client_is_connected (self->client) &&
    mcp_client_offers (self->client, "completions");
}

static void
complete_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  McpCompletion *completion;
  GError *error = NULL;

  completion = mcp_client_complete_finish (MCP_CLIENT (source), result, &error);
  if (completion != NULL)
    g_task_return_pointer (task, completion, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crib_connection_complete_async:
 * @self: a connection
 * @request: from [ctor@Mcp.Request.new_complete]
 * @cancellable: (nullable): tells the server that nobody waits any more
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks the server what a value could be. Nobody is asked to sign in for that.
 */
void
crib_connection_complete_async (CribConnection      *self,
                                McpRequest          *request,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_connection_complete_async);

  if (crib_connection_ensure_client (self, &error))
    mcp_client_complete_async (self->client, request, cancellable, complete_cb,
                               g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * crib_connection_complete_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the server proposes
 */
McpCompletion *
crib_connection_complete_finish (CribConnection  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
