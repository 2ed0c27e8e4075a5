/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-waiters.h"

struct _CribConnectionWaiters
{
  GPtrArray *waiters;
};

typedef struct
{
  CribConnectionWaiters *owner;
  GTask *task;
  GSource *cancelled;   /* nullable */
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->cancelled != NULL)
    {
      g_source_destroy (waiter->cancelled);
      g_source_unref (waiter->cancelled);
    }

  g_object_unref (waiter->task);
  g_free (waiter);
}

/* Who waits goes; what they waited for goes on. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;
  g_autoptr(GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove_fast (waiter->owner->waiters, waiter);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

CribConnectionWaiters *
crib_connection_waiters_new (void)
{
  CribConnectionWaiters *self = g_new0 (CribConnectionWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func (waiter_free);

  return self;
}

void
crib_connection_waiters_free (CribConnectionWaiters *self)
{
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

void
crib_connection_waiters_add (CribConnectionWaiters *self,
                             GTask                 *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->owner = self;
  waiter->task = g_object_ref (task);

  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (task));
    }

  g_ptr_array_add (self->waiters, waiter);
}

void
crib_connection_waiters_finish (CribConnectionWaiters *self,
                                const GError          *error)
{
  g_autoptr(GPtrArray) waiters = self->waiters;

  self->waiters = g_ptr_array_new_with_free_func (waiter_free);

  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (waiters, i);

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_boolean (waiter->task, TRUE);
    }
}
