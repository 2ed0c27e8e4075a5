/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-follow-private.h"

#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "mcp-round.h"
#include "mcp-task-private.h"

/* Milliseconds that a server is given to hear that a task is cancelled, before whoever cancelled it
 * goes on. */
#define CANCEL_TIME 2000

void
mcp_task_follow_clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
mcp_task_follow_free (gpointer data)
{
  McpTaskFollow *self = data;

  mcp_task_follow_clear_source (&self->timer);
  mcp_task_follow_clear_source (&self->caller_source);
  g_clear_pointer (&self->questions, mcp_task_questions_free);
  g_clear_object (&self->wire);
  g_free (self->message);
  g_object_unref (self->request);
  g_object_unref (self->client);
  g_free (self);
}

McpTask *
mcp_task_follow_get_handle (GTask *task)
{
  return MCP_TASK (g_task_get_source_object (task));
}

McpRequest *
mcp_task_follow_new_request (McpTask    *handle,
                             const char *method)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  sjson_builder_string (sjson_builder_name (builder, "taskId"), mcp_task_get_id (handle));
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  params = sjson_document_get_root (document);

  return mcp_request_new (method, &params);
}

/* Nothing of it stays under way. TRUE: it was not over yet. */
static gboolean
stop (GTask *task)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  if (self->is_over)
    return FALSE;

  self->is_over = TRUE;
  mcp_task_follow_clear_source (&self->timer);
  mcp_task_follow_clear_source (&self->caller_source);
  mcp_task_questions_withdraw (self->questions);
  g_cancellable_cancel (self->wire);
  mcp_client_remove_task (self->client, task);

  return TRUE;
}

void
mcp_task_follow_fail (GTask  *task,
                      GError *error)
{
  g_autoptr(GTask) holder = g_object_ref (task);

  if (stop (task))
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

void
mcp_task_follow_end (GTask  *task,
                     GError *error)
{
  mcp_task_set_over (mcp_task_follow_get_handle (task));
  mcp_task_follow_fail (task, error);
}

void
mcp_task_follow_succeed (GTask            *task,
                         const SjsonValue *result)
{
  g_autoptr(GTask) holder = g_object_ref (task);

  mcp_task_set_over (mcp_task_follow_get_handle (task));

  if (!mcp_round_is_over (result))
    mcp_task_follow_fail (task, mcp_error_new (MCP_ERROR_MALFORMED, "The server gave a kind of "
                                               "answer that Toolcrib does not know.", NULL));
  else if (stop (task))
    g_task_return_pointer (task, sjson_value_copy (result), (GDestroyNotify) sjson_value_free);
}

static gboolean
cancel_time_over_cb (gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));

  return G_SOURCE_REMOVE;
}

/* What the server makes of it is not waited for (the tasks extension of MCP 2026-07-28, "Task
 * Cancellation"; MCP 2025-11-25, "Tasks"). notifications/cancelled would mean nothing to it. */
static void
tell_cancelled (GTask               *task,
                GAsyncReadyCallback  callback)
{
  McpTaskFollow *self = g_task_get_task_data (task);
  McpTask *handle = mcp_task_follow_get_handle (task);
  g_autoptr(McpRequest) request = mcp_task_follow_new_request (handle, "tasks/cancel");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GSource) source = g_timeout_source_new (CANCEL_TIME);

  g_source_set_callback (source, cancel_time_over_cb, g_object_ref (cancellable), g_object_unref);
  g_source_set_static_name (source, "[mcp] task cancelled");
  g_source_attach (source, g_task_get_context (task));
  mcp_client_send_async (self->client, request, cancellable, callback, g_object_ref (task));
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonValue) value = mcp_client_send_finish (MCP_CLIENT (source), result, NULL);
}

static void
cancel_told_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonValue) value = mcp_client_send_finish (MCP_CLIENT (source), result, NULL);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The task was cancelled");
}

void
mcp_task_follow_give_up (GTask  *task,
                         GError *error)
{
  McpTaskFollow *self = g_task_get_task_data (task);

  if (!self->is_over)
    tell_cancelled (task, told_cb);

  mcp_task_follow_end (task, error);
}

/* Whoever cancelled goes on when the server knows, or has had the time to. */
void
mcp_task_follow_cancel (GTask *task)
{
  g_autoptr(GTask) holder = g_object_ref (task);

  mcp_task_set_over (mcp_task_follow_get_handle (task));

  if (stop (task))
    tell_cancelled (task, cancel_told_cb);
}

/*
 * mcp_task_follow_leave:
 *
 * Stops asking; the task goes on at the server.
 */
void
mcp_task_follow_leave (GTask *task)
{
  mcp_task_follow_fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                   "The task goes on at the server"));
}
