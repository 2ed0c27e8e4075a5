/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-waiters.h"

struct _McpWaiters
{
  GList *waiters;
  GCancellable *cancellable;
  gboolean kept;
};

typedef struct
{
  McpWaiters *owner;
  GTask *task;
  GSource *source;
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->source != NULL)
    g_source_destroy (waiter->source);

  g_clear_pointer (&waiter->source, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Waiter *waiter = user_data;
  McpWaiters *self = waiter->owner;
  g_autoptr(GTask) task = g_steal_pointer (&waiter->task);

  self->waiters = g_list_remove (self->waiters, waiter);

  if (self->waiters == NULL && !self->kept)
    g_cancellable_cancel (self->cancellable);

  waiter_free (waiter);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

McpWaiters *
mcp_waiters_new (void)
{
  McpWaiters *self = g_new0 (McpWaiters, 1);

  self->cancellable = g_cancellable_new ();

  return self;
}

void
mcp_waiters_free (McpWaiters *self)
{
  g_list_free_full (self->waiters, (GDestroyNotify) waiter_free);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
mcp_waiters_add (McpWaiters *self,
                 GTask      *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->owner = self;
  waiter->task = task;

  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (waiter_cancelled_cb), waiter, NULL);
      g_source_set_static_name (waiter->source, "[mcp] waiter cancelled");
      g_source_attach (waiter->source, g_task_get_context (task));
    }

  self->waiters = g_list_append (self->waiters, waiter);
}

void
mcp_waiters_keep (McpWaiters *self)
{
  self->kept = TRUE;
}

GCancellable *
mcp_waiters_get_cancellable (McpWaiters *self)
{
  return self->cancellable;
}

void
mcp_waiters_finish (McpWaiters   *self,
                    const GError *error)
{
  for (GList *l = self->waiters; l != NULL; l = l->next)
    {
      Waiter *waiter = l->data;

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_boolean (waiter->task, TRUE);
    }

  mcp_waiters_free (self);
}
