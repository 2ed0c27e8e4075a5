/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-run-private.h"
#include "mcp-error.h"

#include <glib/gi18n-lib.h>

void
crib_connection_update_items (CribConnection *self,
                              const char     *tool_name)
{
  GPtrArray *items = g_hash_table_lookup (self->items, tool_name);
  g_autoptr(GPtrArray) copy = NULL;

  if (items == NULL)
    return;

  copy = g_ptr_array_copy (items, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (copy, g_object_unref);

  for (guint i = 0; i < copy->len; i++)
    crib_tool_item_update (g_ptr_array_index (copy, i));
}

static void
favourite_changed_cb (CribServer     *server,
                      const char     *tool_name,
                      CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  crib_connection_update_items (self, tool_name);
}

static void
run_state_changed_cb (CribRun        *run,
                      GParamSpec     *pspec,
                      CribConnection *self)
{
  CribProblem *problem = crib_run_get_problem (run);

  g_assert (CRIB_IS_CONNECTION (self));

  crib_connection_update_items (self, mcp_tool_get_name (crib_run_get_tool (run)));

  /* The list is older than the server's word. */
  if (problem != NULL && crib_problem_get_kind (problem) == CRIB_PROBLEM_TOOL_GONE &&
      self->client != NULL && self->opening == NULL)
    mcp_client_refresh_lists (self->client);
}

void
crib_connection_cancel_runs (CribConnection *self)
{
  GHashTableIter iter;
  gpointer run;

  /* What a server goes on with by itself is left to it; a person stops it by the run. */
  if (self->client != NULL)
    mcp_client_leave_tasks (self->client);

  crib_connection_drop_prompt_runs (self);
  g_hash_table_iter_init (&iter, self->runs);

  while (g_hash_table_iter_next (&iter, NULL, &run))
    crib_run_cancel (run);
}

static GError *
new_switched_error (void)
{
  return g_error_new_literal (MCP_ERROR, MCP_ERROR_LOST,
                              _("Whoever was signed in is not any more, so the answer was not "
                                "awaited. The tool may or may not have run."));
}

/* What came back was for the person who was signed in; of what did not they are told. */
void
crib_connection_abandon_runs (CribConnection *self)
{
  GHashTableIter iter;
  gpointer run;

  /* Nothing is said of them in the name of somebody else. */
  if (self->client != NULL)
    mcp_client_leave_tasks (self->client);

  crib_connection_drop_prompt_runs (self);
  g_hash_table_iter_init (&iter, self->runs);

  while (g_hash_table_iter_next (&iter, NULL, &run))
    {
      if (crib_run_get_state (run) == CRIB_RUN_RUNNING)
        crib_run_abandon (run, new_switched_error ());
      else
        g_hash_table_iter_remove (&iter);
    }
}

/* What came back was for the person who was signed in. */
void
crib_connection_drop_runs (CribConnection *self)
{
  crib_connection_cancel_runs (self);
  g_hash_table_remove_all (self->runs);
}

void
crib_connection_watch_items (CribConnection *self)
{
  g_signal_connect_object (self->server, "favourite-changed", G_CALLBACK (favourite_changed_cb),
                           self, G_CONNECT_DEFAULT);
}

CribRun *
crib_connection_add_run (CribConnection *self,
                         McpTool        *tool)
{
  CribRun *old = crib_connection_get_run (self, mcp_tool_get_name (tool));
  CribRun *run = crib_run_new (self->server, tool);

  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, run_state_changed_cb, self);

  g_hash_table_replace (self->runs, g_strdup (mcp_tool_get_name (tool)), run);
  g_signal_connect_object (run, "notify::state", G_CALLBACK (run_state_changed_cb), self,
                           G_CONNECT_DEFAULT);
  crib_connection_watch_task (self, run);

  return run;
}

/**
 * crib_connection_run_tool:
 * @self: a connection
 * @tool: a tool of it
 * @arguments: (nullable): the values, an object
 *
 * Starts a run, which replaces the last one of that tool. Whether the person was asked is the
 * caller's care.
 *
 * Returns: (transfer none): the run, also when it fails at once
 */
CribRun *
crib_connection_run_tool (CribConnection   *self,
                          McpTool          *tool,
                          const SjsonValue *arguments)
{
  g_autoptr(GError) error = NULL;
  CribRun *run;

  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (MCP_IS_TOOL (tool), NULL);

  run = crib_connection_add_run (self, tool);

  if (crib_connection_ensure_client (self, &error))
    crib_run_start (run, self->client, self->authorizer, arguments);
  else
    crib_run_fail (run, g_steal_pointer (&error));

  crib_connection_update_items (self, mcp_tool_get_name (tool));

  return run;
}

/**
 * crib_connection_get_run:
 * @self: a connection
 * @tool_name: the name of a tool
 *
 * Returns: (transfer none) (nullable): its last run
 */
CribRun *
crib_connection_get_run (CribConnection *self,
                         const char     *tool_name)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (tool_name != NULL, NULL);

  return g_hash_table_lookup (self->runs, tool_name);
}

void
crib_connection_add_item (CribConnection *self,
                          CribToolItem   *item)
{
  const char *name = mcp_tool_get_name (crib_tool_item_get_tool (item));
  GPtrArray *items = g_hash_table_lookup (self->items, name);

  if (items == NULL)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (self->items, g_strdup (name), items);
    }

  g_ptr_array_add (items, item);
}

void
crib_connection_remove_item (CribConnection *self,
                             CribToolItem   *item)
{
  const char *name = mcp_tool_get_name (crib_tool_item_get_tool (item));
  GPtrArray *items = g_hash_table_lookup (self->items, name);

  if (items == NULL)
    return;

  g_ptr_array_remove_fast (items, item);

  if (items->len == 0)
    g_hash_table_remove (self->items, name);
}
