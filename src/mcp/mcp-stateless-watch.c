/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-stateless-private.h"

#include "mcp-error-private.h"

/* Another filter is another stream, and the one before stays until that is there: nothing is
 * missed between them. */
static void
start (McpStatelessTransport *self,
       McpWatchFilter        *filter)
{
  gboolean has_gap = self->listener != NULL && mcp_stateless_listener_has_gap (self->listener);

  if (self->listener != NULL && mcp_stateless_listener_is_acknowledged (self->listener))
    {
      mcp_stateless_listener_stop (&self->old_listener);
      self->old_listener = g_steal_pointer (&self->listener);
    }
  else
    mcp_stateless_listener_stop (&self->listener);

  self->listener_sleeps = FALSE;
  self->listener = mcp_stateless_listener_new (self, filter, has_gap);
}

static gboolean
wants_any (McpStatelessTransport *self)
{
  return (self->watch & ~MCP_WATCH_MESSAGES) != 0 ||
         (self->watched_uris != NULL && *self->watched_uris != NULL) ||
         (self->watched_tasks != NULL && *self->watched_tasks != NULL);
}

/* The server has none of what somebody wants to hear of. */
static void
tell_unoffered (McpStatelessTransport *self)
{
  g_autoptr(GError) error = NULL;

  if (!wants_any (self))
    return;

  error = mcp_error_new (MCP_ERROR_NOT_OFFERED, "The server does not tell unasked what changes.",
                         NULL);
  mcp_transport_emit_watch_refused (MCP_TRANSPORT (self), error);
}

static void
update (McpStatelessTransport *self)
{
  g_autoptr(McpWatchFilter) filter = NULL;

  if (self->aborted || self->info == NULL || self->refuses_listener)
    return;

  if (self->lacks_info)
    {
      if (wants_any (self))
        mcp_stateless_learn (self);

      return;
    }

  filter = mcp_watch_filter_new (self->watch, (const char * const *) self->watched_uris,
                                 (const char * const *) self->watched_tasks,
                                 self->info->capabilities);

  if (mcp_watch_filter_is_empty (filter))
    {
      mcp_stateless_stop_listeners (self);
      tell_unoffered (self);
    }
  else if (self->listener == NULL ||
           !mcp_watch_filter_equal (mcp_stateless_listener_get_filter (self->listener), filter))
    start (self, g_steal_pointer (&filter));
}

static void
clear_update (McpStatelessTransport *self)
{
  if (self->watching == NULL)
    return;

  g_source_destroy (self->watching);
  g_clear_pointer (&self->watching, g_source_unref);
}

static gboolean
update_cb (gpointer user_data)
{
  McpStatelessTransport *self = user_data;

  clear_update (self);
  update (self);

  return G_SOURCE_REMOVE;
}

/*
 * mcp_stateless_update_listener:
 *
 * Makes the stream what it should be, soon: several lists that are asked for at once make one.
 */
void
mcp_stateless_update_listener (McpStatelessTransport *self)
{
  if (self->watching != NULL || self->aborted)
    return;

  self->watching = g_idle_source_new ();
  g_source_set_callback (self->watching, update_cb, self, NULL);
  g_source_set_static_name (self->watching, "[mcp] watch");
  g_source_attach (self->watching, g_main_context_get_thread_default ());
}

/*
 * mcp_stateless_wake_listener:
 *
 * A request succeeded: who was not let in before may be now.
 */
void
mcp_stateless_wake_listener (McpStatelessTransport *self)
{
  if (!self->listener_sleeps || self->listener == NULL)
    return;

  self->listener_sleeps = FALSE;
  mcp_stateless_listener_reopen (self->listener);
}

void
mcp_stateless_stop_listeners (McpStatelessTransport *self)
{
  clear_update (self);
  mcp_stateless_listener_stop (&self->listener);
  mcp_stateless_listener_stop (&self->old_listener);
}
