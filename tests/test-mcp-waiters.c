/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-waiters.h"

typedef struct
{
  GCancellable *cancellable;
  guint n_called;
  GError *error;
} Waiting;

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Waiting *waiting = user_data;

  waiting->n_called++;
  g_task_propagate_boolean (G_TASK (result), &waiting->error);
}

static void
add (McpWaiters *waiters,
     Waiting    *waiting)
{
  waiting->cancellable = g_cancellable_new ();
  mcp_waiters_add (waiters, g_task_new (NULL, waiting->cancellable, waited_cb, waiting));
}

static void
clear (Waiting *waiting)
{
  g_clear_object (&waiting->cancellable);
  g_clear_error (&waiting->error);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_finish (void)
{
  McpWaiters *waiters = mcp_waiters_new ();
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "busy");
  Waiting one = { 0 };
  Waiting two = { 0 };
  Waiting three = { 0 };

  add (waiters, &one);
  add (waiters, &two);
  mcp_waiters_finish (waiters, NULL);
  iterate ();
  g_assert_cmpuint (one.n_called, ==, 1);
  g_assert_cmpuint (two.n_called, ==, 1);
  g_assert_no_error (one.error);
  g_cancellable_cancel (one.cancellable);
  iterate ();
  g_assert_cmpuint (one.n_called, ==, 1);

  waiters = mcp_waiters_new ();
  add (waiters, &three);
  mcp_waiters_finish (waiters, error);
  iterate ();
  g_assert_error (three.error, G_IO_ERROR, G_IO_ERROR_BUSY);
  clear (&one);
  clear (&two);
  clear (&three);
}

/* Each leaves alone; with the last the operation ends, unless it is kept. */
static void
test_leave (void)
{
  for (guint kept = 0; kept < 2; kept++)
    {
      McpWaiters *waiters = mcp_waiters_new ();
      g_autoptr(GCancellable) operation = g_object_ref (mcp_waiters_get_cancellable (waiters));
      Waiting one = { 0 };
      Waiting two = { 0 };

      if (kept)
        mcp_waiters_keep (waiters);

      add (waiters, &one);
      add (waiters, &two);
      g_cancellable_cancel (one.cancellable);
      iterate ();
      g_assert_error (one.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (two.n_called, ==, 0);
      g_assert_false (g_cancellable_is_cancelled (operation));

      g_cancellable_cancel (two.cancellable);
      iterate ();
      g_assert_error (two.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_cancellable_is_cancelled (operation), ==, !kept);
      mcp_waiters_finish (waiters, NULL);
      g_assert_cmpuint (one.n_called, ==, 1);
      clear (&one);
      clear (&two);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/waiters/finish", test_finish);
  g_test_add_func ("/mcp/waiters/leave", test_leave);

  return g_test_run ();
}
