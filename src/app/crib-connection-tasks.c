/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-run-private.h"
#include "crib-task-store.h"

static VaultStore *
get_vault (CribConnection *self)
{
  return self->identity != NULL ? crib_identity_get_vault (self->identity) : NULL;
}

static const char *
get_account_id (CribConnection *self)
{
  OauthAccount *account = crib_connection_get_account (self);

  return account != NULL ? oauth_account_get_id (account) : NULL;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CribRun) run = CRIB_RUN (user_data);
  g_autoptr(GError) error = NULL;

  if (!crib_task_store_change_finish (VAULT_STORE (source), result, &error))
    crib_run_emit_not_kept (run, error);
}

static void
keep (CribConnection *self,
      CribRun        *run)
{
  VaultStore *vault = get_vault (self);

  if (vault != NULL)
    crib_task_store_keep_async (vault, crib_run_get_task (run), get_account_id (self), kept_cb,
                                g_object_ref (run));
  else
    crib_run_emit_not_kept (run, NULL);
}

static void
task_over_cb (McpTask        *task,
              GParamSpec     *pspec,
              CribConnection *self)
{
  VaultStore *vault = get_vault (self);

  g_assert (CRIB_IS_CONNECTION (self));

  if (vault != NULL && mcp_task_is_over (task))
    crib_task_store_forget_async (vault, task, NULL, NULL);
}

static void
run_task_cb (CribRun        *run,
             GParamSpec     *pspec,
             CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  g_signal_connect_object (crib_run_get_task (run), "notify::over", G_CALLBACK (task_over_cb), self,
                           G_CONNECT_DEFAULT);
  keep (self, run);
}

/* What a server goes on with by itself is kept until it is over, so that it can be asked for after
 * a restart. */
void
crib_connection_watch_task (CribConnection *self,
                            CribRun        *run)
{
  g_signal_connect_object (run, "notify::task", G_CALLBACK (run_task_cb), self, G_CONNECT_DEFAULT);
}

static gboolean
is_running (CribConnection *self,
            const char     *tool_name)
{
  CribRun *run = crib_connection_get_run (self, tool_name);

  return run != NULL && crib_run_get_state (run) == CRIB_RUN_RUNNING;
}

/* The server may not list it any more, and know what it did. */
static McpTool *
dup_tool (CribConnection *self,
          const char     *name)
{
  McpTool *tool = crib_connection_find_tool (self, name);
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue json;

  if (tool != NULL)
    return g_object_ref (tool);

  builder = sjson_builder_begin_object (sjson_builder_new ());
  sjson_builder_string (sjson_builder_name (builder, "name"), name);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  json = sjson_document_get_root (document);

  return mcp_tool_new (&json, NULL);
}

/* @waiting: (nullable): where somebody waits for it, who may be asked then */
static CribRun *
resume (CribConnection *self,
        McpTask        *task,
        CribAuthorizer *waiting)
{
  g_autoptr(McpTool) tool = dup_tool (self, mcp_task_get_tool_name (task));
  g_autoptr(GError) error = NULL;
  CribRun *run = crib_connection_add_run (self, tool);

  if (crib_connection_ensure_client (self, &error))
    crib_run_resume (run, self->client, waiting, task);
  else
    crib_run_fail (run, g_steal_pointer (&error));

  crib_connection_update_items (self, mcp_task_get_tool_name (task));

  return run;
}

/* A page shows one run of each tool: the last that was begun. Nobody waits for it. */
static void
take_up (CribConnection *self,
         GPtrArray      *tasks)
{
  for (guint i = tasks->len; i > 0; i--)
    {
      CribKeptTask *kept = g_ptr_array_index (tasks, i - 1);
      const char *name = mcp_task_get_tool_name (kept->task);

      if (g_strcmp0 (kept->account, get_account_id (self)) == 0 && !is_running (self, name) &&
          crib_connection_find_tool (self, name) != NULL)
        resume (self, kept->task, NULL);
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr(CribConnection) self = g_weak_ref_get (weak);
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;

  g_weak_ref_clear (weak);
  tasks = crib_task_store_read_finish (VAULT_STORE (source), result, &error);

  if (tasks == NULL)
    g_debug ("What was left running cannot be known: %s", error->message);
  else if (self != NULL && self->client != NULL && self->state == CRIB_CONNECTION_CONNECTED)
    take_up (self, tasks);
}

/* After opening: what was left running, where the server can be asked for it. */
void
crib_connection_take_up_tasks (CribConnection *self)
{
  VaultStore *vault = get_vault (self);
  GWeakRef *weak;

  if (!self->resumes_tasks || vault == NULL || !mcp_client_offers_tasks (self->client))
    return;

  weak = g_new (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  crib_task_store_read_async (vault, mcp_client_get_uri (self->client), VAULT_ASK_NEVER, NULL,
                              read_cb, weak);
}

/**
 * crib_connection_set_resumes_tasks:
 * @self: a connection
 * @resumes_tasks: whether what was left running is taken up after opening; not at first
 *
 * A task that a server went on with when the program was closed becomes a run of its tool again
 * (the tasks extension of MCP 2026-07-28; MCP 2025-11-25, "Tasks").
 */
void
crib_connection_set_resumes_tasks (CribConnection *self,
                                   gboolean        resumes_tasks)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  self->resumes_tasks = !!resumes_tasks;
}

/**
 * crib_connection_resume_task:
 * @self: a connection
 * @task: from before, of this server
 *
 * Takes up a run that the server has gone on with by itself. It replaces the last run of that tool.
 *
 * Returns: (transfer none): the run, also when it fails at once
 */
CribRun *
crib_connection_resume_task (CribConnection *self,
                             McpTask        *task)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (MCP_IS_TASK (task), NULL);

  return resume (self, task, self->authorizer);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribConnection *self = CRIB_CONNECTION (g_task_get_source_object (task));
  VaultStore *vault = get_vault (self);
  McpTask *handle = g_task_get_task_data (task);
  GError *error = NULL;

  mcp_client_cancel_task_finish (MCP_CLIENT (source), result, &error);

  if (vault != NULL && mcp_task_is_over (handle))
    crib_task_store_forget_async (vault, handle, NULL, NULL);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * crib_connection_cancel_task_async:
 * @self: a connection
 * @task: from before, of this server
 *
 * Tells the server to stop, and forgets the task.
 */
void
crib_connection_cancel_task_async (CribConnection      *self,
                                   McpTask             *task,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) operation = NULL;
  GError *error = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (MCP_IS_TASK (task));

  operation = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (operation, crib_connection_cancel_task_async);
  g_task_set_task_data (operation, g_object_ref (task), g_object_unref);

  if (crib_connection_ensure_client (self, &error))
    mcp_client_cancel_task_async (self->client, task, cancellable, cancelled_cb,
                                  g_steal_pointer (&operation));
  else
    g_task_return_error (operation, error);
}

gboolean
crib_connection_cancel_task_finish (CribConnection  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
