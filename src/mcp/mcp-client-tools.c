/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "mcp-tool-walk.h"

/* One walk over the list. */
typedef struct
{
  GWeakRef *client;
  McpWaiters *waiters;
  gboolean was_complete;
} Walking;

static void start_walk (McpClient *self,
                        gboolean   keep);

static void
walking_end (Walking *walking,
             GError  *error)
{
  g_autoptr(McpClient) self = mcp_client_take_weak (walking->client);
  gboolean is_current = self != NULL && self->walking == walking->waiters;

  if (is_current)
    {
      self->walking = NULL;
      mcp_client_set_tools_complete (self, error == NULL || walking->was_complete);
    }

  if (error != NULL)
    g_debug ("The list of tools did not come: %s", error->message);

  mcp_waiters_finish (walking->waiters, error);

  if (is_current && self->walks_again && self->walking == NULL && self->connected)
    start_walk (self, TRUE);

  g_clear_error (&error);
  g_free (walking);
}

static void
walked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  mcp_tool_walk_finish (MCP_TOOL_LIST (source), result, &error);
  walking_end (user_data, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  Walking *walking = user_data;
  GError *error = NULL;

  if (mcp_client_connect_finish (self, result, &error) && mcp_client_check_open (self, &error))
    mcp_tool_walk_async (self->tools, self->transport,
                         mcp_waiters_get_cancellable (walking->waiters), walked_cb, walking);
  else
    walking_end (walking, error);
}

static void
start_walk (McpClient *self,
            gboolean   keep)
{
  Walking *walking = g_new0 (Walking, 1);

  walking->client = mcp_client_new_weak (self);
  walking->waiters = mcp_waiters_new ();
  walking->was_complete = self->tools_complete;

  if (keep)
    mcp_waiters_keep (walking->waiters);

  self->walking = walking->waiters;
  self->walks_again = FALSE;
  mcp_client_set_tools_complete (self, FALSE);
  mcp_client_connect_async (self, mcp_waiters_get_cancellable (walking->waiters),
                            connected_cb, walking);
}

/* The server says that the list changed: fetches it again, after a walk that is under way. */
void
mcp_client_refresh_tools (McpClient *self)
{
  if (!self->lists_tools)
    return;

  if (self->walking != NULL)
    self->walks_again = TRUE;
  else
    start_walk (self, TRUE);
}

void
mcp_client_stop_tools (McpClient *self)
{
  self->walks_again = FALSE;

  if (self->walking != NULL)
    g_cancellable_cancel (mcp_waiters_get_cancellable (self->walking));
}

/**
 * mcp_client_get_tools:
 *
 * Gets the one list of tools of this client. It is empty until
 * [method@Mcp.Client.list_tools_async], then fills page by page, each as soon as its message has
 * come; afterwards it follows the server's `notifications/tools/list_changed`.
 *
 * Returns: (transfer none): a list of [class@Mcp.Tool], the same object for ever
 */
GListModel *
mcp_client_get_tools (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return G_LIST_MODEL (self->tools);
}

/**
 * mcp_client_list_tools_async:
 *
 * Walks over all pages of `tools/list` (MCP 2025-11-25, "Tools" and "Pagination"), connecting
 * first when need be. Callers during a walk share it; it ends when all have cancelled.
 */
void
mcp_client_list_tools_async (McpClient           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_list_tools_async);
  self->lists_tools = TRUE;
  mcp_client_update_watch (self);

  if (self->walking == NULL ||
      g_cancellable_is_cancelled (mcp_waiters_get_cancellable (self->walking)))
    start_walk (self, FALSE);

  mcp_waiters_add (self->walking, task);
}

/**
 * mcp_client_list_tools_finish:
 *
 * Returns: whether the list is whole. Where not, what came of it stays.
 */
gboolean
mcp_client_list_tools_finish (McpClient     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mcp_client_find_tool:
 * @name: a tool's name, which is case-sensitive
 *
 * Returns: (transfer none) (nullable): the first tool of that name in the list as it is
 */
McpTool *
mcp_client_find_tool (McpClient  *self,
                      const char *name)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return mcp_tool_list_find (self->tools, name);
}
