/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-turns.h"

struct _CribTurns
{
  gboolean is_taken;
  GQueue waiting;   /* of GTask */
};

/*
 * crib_turns_new:
 *
 * Returns: (transfer full): where it is nobody's turn
 */
CribTurns *
crib_turns_new (void)
{
  CribTurns *self = g_new0 (CribTurns, 1);

  g_queue_init (&self->waiting);

  return self;
}

void
crib_turns_free (CribTurns *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self);
}

typedef struct
{
  CribTurns *turns;
  GTask *task;
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->task);
  g_free (leaving);
}

/* Who is not in the queue any more has been answered. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Leaving *leaving = user_data;

  if (!g_task_get_completed (leaving->task) &&
      g_queue_remove (&leaving->turns->waiting, leaving->task))
    {
      g_task_return_error_if_cancelled (leaving->task);
      g_object_unref (leaving->task);
    }

  return G_SOURCE_REMOVE;
}

static void
watch (CribTurns *self,
       GTask     *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GSource) source = NULL;
  Leaving *leaving;

  if (cancellable == NULL)
    return;

  leaving = g_new0 (Leaving, 1);
  leaving->turns = self;
  leaving->task = g_object_ref (task);

  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb), leaving, leaving_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_task_set_task_data (task, g_source_ref (source), (GDestroyNotify) g_source_unref);
}

/*
 * crib_turns_take:
 * @task: without task data
 *
 * Lines up for a turn. Whoever gets it calls crib_turns_give() when done.
 */
void
crib_turns_take (CribTurns *self,
                 GTask     *task)
{
  /* A turn that nobody takes would be the last. */
  g_task_set_check_cancellable (task, FALSE);

  if (!self->is_taken)
    {
      self->is_taken = TRUE;
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_queue_push_tail (&self->waiting, g_object_ref (task));
  watch (self, task);
}

gboolean
crib_turns_is_taken (CribTurns *self)
{
  return self->is_taken;
}

/*
 * crib_turns_give:
 *
 * The next one's turn.
 */
void
crib_turns_give (CribTurns *self)
{
  g_autoptr(GTask) task = g_queue_pop_head (&self->waiting);
  GSource *source;

  self->is_taken = task != NULL;
  if (task == NULL)
    return;

  source = g_task_get_task_data (task);
  if (source != NULL)
    g_source_destroy (source);

  g_task_return_boolean (task, TRUE);
}
