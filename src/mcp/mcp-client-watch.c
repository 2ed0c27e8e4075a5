/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

/* A NULL-terminated view of @array, which borrows its elements. */
static const char **
dup_view (GPtrArray *array)
{
  const char **view = g_new0 (const char *, array->len + 1);

  for (guint i = 0; i < array->len; i++)
    view[i] = g_ptr_array_index (array, i);

  return view;
}

/* Nobody needs to hear of a list that was never fetched. A server that may ask us something may
 * ask it where it tells everything else. */
static McpWatch
get_watch (McpClient *self)
{
  static const McpWatch watches[MCP_N_LISTS] = {
    [MCP_LIST_TOOLS] = MCP_WATCH_TOOLS,
    [MCP_LIST_PROMPTS] = MCP_WATCH_PROMPTS,
    [MCP_LIST_RESOURCES] = MCP_WATCH_RESOURCES,
    [MCP_LIST_RESOURCE_TEMPLATES] = MCP_WATCH_RESOURCES,
  };
  McpWatch what = MCP_WATCH_NONE;

  if (self->watches_all)
    what = MCP_WATCH_TOOLS | MCP_WATCH_PROMPTS | MCP_WATCH_RESOURCES;

  for (McpListKind kind = 0; self->watching && kind < MCP_N_LISTS; kind++)
    what |= self->lists[kind].is_wanted ? watches[kind] : MCP_WATCH_NONE;

  if (self->watching || self->watches_all)
    what |= MCP_WATCH_MESSAGES;
  else if (self->features & ~MCP_FEATURE_TASKS)
    what = MCP_WATCH_MESSAGES;

  return what;
}

void
mcp_client_update_watch (McpClient *self)
{
  g_autofree const char **uris = dup_view (self->subscriptions);
  g_autofree const char **task_ids = dup_view (self->watched_tasks);

  /* Tasks are asked for anyway: no stream is opened for them alone. */
  if (!self->watching)
    task_ids[0] = NULL;

  if (self->transport != NULL)
    mcp_transport_set_watch (self->transport, get_watch (self), uris, task_ids);
}

/**
 * mcp_client_set_watching:
 * @watching: whether the server is to tell what changed
 *
 * Keeps a stream open on which the server tells unasked that a list changed that has been fetched
 * (MCP 2026-07-28, "Subscriptions"; MCP 2025-11-25, "Listening for Messages from the Server"). Off
 * at first. What changed on a server that is not watched shows when it is asked for again.
 */
void
mcp_client_set_watching (McpClient *self,
                         gboolean   watching)
{
  g_return_if_fail (MCP_IS_CLIENT (self));

  if (self->watching == !!watching)
    return;

  self->watching = !!watching;
  mcp_client_update_watch (self);
}

/**
 * mcp_client_watch_all:
 *
 * As mcp_client_set_watching(), but for all lists, whether they have been fetched or not: for who
 * wants to hear of changes and nothing else.
 */
void
mcp_client_watch_all (McpClient *self)
{
  g_return_if_fail (MCP_IS_CLIENT (self));

  self->watches_all = TRUE;
  mcp_client_update_watch (self);
}
