/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-abandon.h"

/* One caller waiting for work that cannot be stopped. */
typedef struct
{
  GTask *caller;            /* NULL once it was answered */
  GSource *cancelled;
  GDestroyNotify destroy;
} Wait;

static void
wait_free (Wait *wait)
{
  if (wait->cancelled != NULL)
    {
      g_source_destroy (wait->cancelled);
      g_source_unref (wait->cancelled);
    }

  g_clear_object (&wait->caller);
  g_free (wait);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Wait *wait = user_data;

  if (!g_task_return_error_if_cancelled (wait->caller))
    return G_SOURCE_CONTINUE;

  g_clear_object (&wait->caller);
  g_clear_pointer (&wait->cancelled, g_source_unref);

  return G_SOURCE_REMOVE;
}

static void
work_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;
  g_autoptr(GError) error = NULL;
  gpointer answer;

  answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (wait->caller == NULL)
    {
      if (answer != NULL && wait->destroy != NULL)
        wait->destroy (answer);
    }
  else if (error != NULL)
    g_task_return_error (wait->caller, g_steal_pointer (&error));
  else
    g_task_return_pointer (wait->caller, answer, wait->destroy);

  wait_free (wait);
}

/*< private >
 * vault_abandon_begin:
 * @source: whose call it is
 * @source_tag: which call
 * @cancellable: (nullable): the caller's
 * @callback: the caller's
 * @user_data: for @callback
 * @destroy: (nullable): frees an answer that comes too late
 *
 * Begins work that goes on to its end even if the caller cancels: the caller
 * then has %G_IO_ERROR_CANCELLED at once, and the late answer is dropped.
 *
 * The caller is handed a #GTask of @source whose answer is a pointer.
 *
 * Returns: (transfer full) (nullable): the task of the work itself, which is to
 *   end with a pointer or an error and is never cancelled; %NULL if the caller
 *   had cancelled before
 */
GTask *
vault_abandon_begin (gpointer             source,
                     gpointer             source_tag,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data,
                     GDestroyNotify       destroy)
{
  g_autoptr(GTask) caller = NULL;
  GTask *work;
  Wait *wait;

  caller = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (caller, source_tag);

  if (g_task_return_error_if_cancelled (caller))
    return NULL;

  wait = g_new0 (Wait, 1);
  wait->destroy = destroy;

  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (cancelled_cb), wait, NULL);
      g_source_attach (wait->cancelled, g_task_get_context (caller));
    }

  wait->caller = g_steal_pointer (&caller);
  work = g_task_new (source, NULL, work_cb, wait);
  g_task_set_source_tag (work, source_tag);

  return work;
}
