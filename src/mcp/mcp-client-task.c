/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "mcp-task-follow-private.h"
#include "mcp-task-private.h"
#include "mcp-task-state.h"
#include "mcp-url-elicitation.h"

#include <string.h>

/* The revision with tasks of its own, instead of the extension. */
#define TASK_VERSION "2025-11-25"

static const char *
get_id (GTask *follow)
{
  return mcp_task_get_id (MCP_TASK (g_task_get_source_object (follow)));
}

void
mcp_client_add_task (McpClient *self,
                     GTask     *follow)
{
  g_ptr_array_add (self->follows, g_object_ref (follow));
  g_ptr_array_add (self->watched_tasks, g_strdup (get_id (follow)));
  mcp_client_update_watch (self);
}

void
mcp_client_remove_task (McpClient *self,
                        GTask     *follow)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->watched_tasks, get_id (follow), g_str_equal, &index))
    g_ptr_array_remove_index (self->watched_tasks, index);

  g_ptr_array_remove (self->follows, follow);
  mcp_client_update_watch (self);
}

static GPtrArray *
copy_tasks (GPtrArray *tasks)
{
  GPtrArray *copy = g_ptr_array_copy (tasks, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (copy, g_object_unref);

  return copy;
}

/**
 * mcp_client_leave_tasks:
 *
 * Stops asking for the results of tasks; they go on at the server, and can be taken up again by
 * [method@Mcp.Client.resume_task_async]. Whoever waits for one learns `G_IO_ERROR_CANCELLED`.
 */
void
mcp_client_leave_tasks (McpClient *self)
{
  g_autoptr(GPtrArray) follows = NULL;

  g_return_if_fail (MCP_IS_CLIENT (self));

  follows = copy_tasks (self->follows);

  for (guint i = 0; i < follows->len; i++)
    mcp_task_follow_leave (g_ptr_array_index (follows, i));
}

static void
hear_elicitation (McpClient        *self,
                  const SjsonValue *params)
{
  g_autofree char *id = sjson_value_dup_member_string (params, "elicitationId");
  g_autoptr(GPtrArray) tasks = NULL;

  if (id == NULL)
    return;

  tasks = copy_tasks (self->elicitations);

  for (guint i = 0; i < tasks->len; i++)
    mcp_url_elicitation_hear (g_ptr_array_index (tasks, i), id);
}

/* What a server says of something that is under way, whatever the revision calls it. */
void
mcp_client_hear_tasks (McpClient        *self,
                       const char       *method,
                       const SjsonValue *params)
{
  g_autoptr(GPtrArray) follows = NULL;

  if (params != NULL && strcmp (method, "notifications/elicitation/complete") == 0)
    hear_elicitation (self, params);

  if (params == NULL ||
      (strcmp (method, "notifications/tasks") != 0 &&
       strcmp (method, "notifications/tasks/status") != 0 &&
       strcmp (method, "notifications/progress") != 0))
    return;

  follows = copy_tasks (self->follows);

  for (guint i = 0; i < follows->len; i++)
    mcp_task_follow_hear (g_ptr_array_index (follows, i), method, params);
}

/* The extension's name, with which a server may say anything. */
static gboolean
offers_extension (const McpServerInfo *info)
{
  SjsonValue extensions, extension;

  return info != NULL && info->capabilities != NULL &&
         sjson_value_get_member (info->capabilities, "extensions", &extensions) &&
         sjson_value_get_member_of_kind (&extensions, "io.modelcontextprotocol/tasks",
                                         SJSON_KIND_OBJECT, &extension);
}

static gboolean
offers_task_calls (const McpServerInfo *info)
{
  SjsonValue tasks, requests, tools, call;

  return info != NULL && info->capabilities != NULL &&
         g_strcmp0 (info->protocol_version, TASK_VERSION) == 0 &&
         sjson_value_get_member (info->capabilities, "tasks", &tasks) &&
         sjson_value_get_member (&tasks, "requests", &requests) &&
         sjson_value_get_member (&requests, "tools", &tools) &&
         sjson_value_get_member_of_kind (&tools, "call", SJSON_KIND_OBJECT, &call);
}

/* A call becomes a task in 2025-11-25 if the client says so. We do where it must be, and leave the
 * experiment alone everywhere else. */
void
mcp_client_choose_task (McpClient  *self,
                        McpRequest *request,
                        McpTool    *tool)
{
  mcp_request_set_wants_task (request, tool != NULL && mcp_tool_requires_task (tool) &&
                              offers_task_calls (mcp_transport_get_info (self->transport)));
}

static char *
dup_tool_name (McpRequest *request)
{
  const SjsonValue *params = mcp_request_get_params (request);

  return params != NULL ? sjson_value_dup_member_string (params, "name") : NULL;
}

/*
 * mcp_client_read_task:
 * @result: what mcp_task_follow_is_begun() took for one
 * @seed: (out): where in it the task is
 *
 * Returns: (nullable): its handle; NULL where it is none after all
 */
McpTask *
mcp_client_read_task (McpClient        *self,
                      McpRequest       *request,
                      const SjsonValue *result,
                      SjsonValue       *seed)
{
  g_auto(McpTaskState) state = { 0 };
  g_autofree char *tool_name = dup_tool_name (request);

  if (mcp_request_wants_task (request))
    sjson_value_get_member (result, "task", seed);
  else
    *seed = *result;

  if (!mcp_task_state_read (&state, seed) || tool_name == NULL)
    return NULL;

  return mcp_task_new (state.id, self->uri, mcp_client_get_protocol_version (self), tool_name,
                       state.ttl);
}

static void
return_foreign (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "The task is another server's");
}

/* Someone's task being taken up. */
typedef struct
{
  McpTask *handle;
  McpRequest *request;
} Resuming;

static void
resuming_free (gpointer data)
{
  Resuming *resuming = data;

  g_object_unref (resuming->handle);
  g_object_unref (resuming->request);
  g_free (resuming);
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonValue) value = NULL;
  McpToolResult *tool_result = NULL;
  GError *error = NULL;

  value = mcp_task_follow_finish (MCP_TASK (source), result, &error);

  if (value != NULL)
    tool_result = mcp_tool_result_new (value, &error);

  if (tool_result != NULL)
    g_task_return_pointer (task, tool_result, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The server may speak it again another time: the task is not over by that. */
static GError *
new_revision_error (McpTask *handle)
{
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf ("This task was begun in revision %.32s of the protocol, and the "
                              "server speaks another one now. What became of the task cannot be "
                              "found out that way.", mcp_task_get_protocol_version (handle));

  return mcp_error_new (MCP_ERROR_REMOTE, sentence, NULL);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  Resuming *resuming = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!mcp_client_connect_finish (self, result, &error))
    g_task_return_error (task, error);
  else if (g_strcmp0 (mcp_client_get_protocol_version (self),
                      mcp_task_get_protocol_version (resuming->handle)) != 0)
    g_task_return_error (task, new_revision_error (resuming->handle));
  else
    mcp_task_follow_async (resuming->handle, self, resuming->request, NULL, cancellable,
                           followed_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_resume_task_async:
 * @handle: of a call to this server, from before
 * @request: a request that is not sent: its signals tell what happens meanwhile
 * @cancellable: (nullable): cancels the task
 *
 * Takes up a call that a server has gone on with by itself (the tasks extension of MCP 2026-07-28,
 * "Task Polling"; MCP 2025-11-25, "Tasks").
 */
void
mcp_client_resume_task_async (McpClient           *self,
                              McpTask             *handle,
                              McpRequest          *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Resuming *resuming;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_TASK (handle));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_resume_task_async);

  if (strcmp (mcp_task_get_uri (handle), self->uri) != 0)
    {
      return_foreign (task);
      return;
    }

  resuming = g_new0 (Resuming, 1);
  resuming->handle = g_object_ref (handle);
  resuming->request = g_object_ref (request);
  g_task_set_task_data (task, resuming, resuming_free);
  mcp_client_connect_async (self, cancellable, connected_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_resume_task_finish:
 * @error: as mcp_client_send_finish(); `MCP_ERROR_REMOTE` also where the server does not know the
 *   task any more, or its time is over, or the server speaks another revision than the task's
 *
 * Returns: (transfer full): what the tool answered, which may be that it failed; or `NULL`
 */
McpToolResult *
mcp_client_resume_task_finish (McpClient     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpTask *handle = g_task_get_task_data (task);
  g_autoptr(SjsonValue) value = NULL;
  GError *error = NULL;

  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (value != NULL || g_error_matches (error, MCP_ERROR, MCP_ERROR_REMOTE))
    mcp_task_set_over (handle);

  if (value != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mcp_client_cancel_task_async:
 * @handle: of a call to this server that nobody follows here
 *
 * Tells the server that nobody wants it any more. Whether it stops is its own affair (the tasks
 * extension of MCP 2026-07-28, "Task Cancellation").
 */
void
mcp_client_cancel_task_async (McpClient           *self,
                              McpTask             *handle,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(McpRequest) request = NULL;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_TASK (handle));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_cancel_task_async);
  g_task_set_task_data (task, g_object_ref (handle), g_object_unref);

  if (strcmp (mcp_task_get_uri (handle), self->uri) != 0)
    {
      return_foreign (task);
      return;
    }

  request = mcp_task_follow_new_request (handle, "tasks/cancel");
  mcp_client_send_async (self, request, cancellable, cancelled_cb, g_steal_pointer (&task));
}

gboolean
mcp_client_cancel_task_finish (McpClient     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mcp_client_offers_tasks:
 *
 * Returns: whether the server says that it may go on with calls by itself; %FALSE while there is no
 *   connection
 */
gboolean
mcp_client_offers_tasks (McpClient *self)
{
  const McpServerInfo *info;

  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);

  info = self->transport != NULL ? mcp_transport_get_info (self->transport) : NULL;

  return offers_extension (info) || offers_task_calls (info);
}
