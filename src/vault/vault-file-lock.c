/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* libsecret reads the whole file, changes it and writes it back; that it is still the same file it
 * checks a moment before, so that of two programs at once one would lose what it wrote. */

/* Milliseconds. A change takes some hundred; whoever was stopped must not stop us. */
#define PATIENCE 10000
#define PAUSE 10

static gboolean
wait_for_lock (int descriptor)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * 1000;

  while (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
    {
      if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () >= end)
        return FALSE;

      g_usleep (PAUSE * 1000);
    }

  return TRUE;
}

/*< private >
 * vault_file_lock_in_thread:
 * @file: the file of secrets
 *
 * Waits until no other program of ours changes @file; never in the main thread.
 *
 * A file beside it, which stays: to remove it would let two programs lock two files of one name.
 * The kernel lets go when its holder dies.
 *
 * Returns: as vault_file_lock_finish()
 */
int
vault_file_lock_in_thread (GFile *file)
{
  g_autofree char *path = g_strconcat (g_file_peek_path (file), ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor;

  g_mkdir_with_parents (folder, 0700);
  descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (descriptor >= 0 && !wait_for_lock (descriptor))
    {
      close (descriptor);
      descriptor = -1;
    }

  if (descriptor < 0)
    g_debug ("The file of the keyring is changed without a lock");

  return descriptor;
}

static void
lock_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_int (task, vault_file_lock_in_thread (task_data));
}

/*< private >
 * vault_file_lock_async:
 * @file: the file of secrets
 * @callback: called when no other program of ours changes @file
 * @user_data: for @callback
 */
void
vault_file_lock_async (GFile               *file,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, vault_file_lock_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, lock_in_thread);
}

/*< private >
 * vault_file_lock_finish:
 * @result: what the callback was given
 *
 * Returns: a descriptor; closing it lets the next one in. -1 where nobody can be kept out
 */
int
vault_file_lock_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), NULL);
}
