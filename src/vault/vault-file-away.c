/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-file.h"

#include "vault-error-private.h"
#include "vault-file-lock.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The end of a file of secrets: put aside, or gone. libsecret then begins a new one. Whoever is
 * changing the file meanwhile would write it all anew, so that each is waited for. */

#define ASIDE ".unreadable-"

/* Never over another one: two programs may do it at once. */
static char *
dup_place_aside (GFile *file)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *tail = g_uuid_string_random ();

  return g_strdup_printf ("%s" ASIDE "%s-%.4s", g_file_peek_path (file), time, tail);
}

static void
let_go (int door)
{
  if (door >= 0)
    close (door);
}

static void
move_aside_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  g_autoptr(GFile) file = vault_file_find ();
  g_autofree char *path = dup_place_aside (file);
  g_autoptr(GFile) place = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  int door = vault_file_lock_in_thread (file);
  gboolean is_moved;

  is_moved = g_file_move (file, place, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, &error);
  let_go (door);

  if (is_moved)
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_FAILED,
                             _("The keyring could not do this: %s"), error->message);
}

/*< private >
 * vault_file_move_aside_async:
 * @self: a file
 * @callback: called when done
 * @user_data: for @callback
 *
 * Puts the file where it is found by nobody but its owner, so that libsecret
 * begins a new one. Only because a person said so: what is in it could still be
 * read with the old password.
 */
void
vault_file_move_aside_async (VaultFile           *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VAULT_IS_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_file_move_aside_async);
  g_task_run_in_thread (task, move_aside_in_thread);
}

/*< private >
 * vault_file_move_aside_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR
 *
 * Returns: (transfer full) (nullable): the path where it is now; %NULL without
 *   an error if there was none
 */
char *
vault_file_move_aside_finish (VaultFile     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The file, what libsecret leaves of it, and what was ever put aside of it. */
static gboolean
is_of_file (const char *name,
            const char *file)
{
  const char *rest = g_str_has_prefix (name, file) ? name + strlen (file) : NULL;

  return rest != NULL && (*rest == '\0' || g_str_equal (rest, "~") ||
                          g_str_has_prefix (rest, ASIDE));
}

static gboolean
remove_all (GFile   *file,
            GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (file));
  g_autoptr(GDir) names = g_dir_open (folder, 0, error);
  const char *name;
  int cause = 0;

  if (names == NULL)
    return FALSE;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_of_file (name, base) && g_unlink (path) != 0 && errno != ENOENT)
        cause = errno;
    }

  if (cause != 0)
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (cause),
                         g_strerror (cause));

  return cause == 0;
}

static void
remove_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_autoptr(GFile) file = vault_file_find ();
  g_autoptr(GError) error = NULL;
  int door = vault_file_lock_in_thread (file);
  gboolean is_gone = remove_all (file, &error) ||
                     g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  let_go (door);

  if (is_gone)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_FAILED,
                             _("The keyring could not do this: %s"), error->message);
}

/*< private >
 * vault_file_remove_async:
 * @self: a file of this program alone
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes the file, and all that was ever put aside of it.
 */
void
vault_file_remove_async (VaultFile           *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VAULT_IS_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_file_remove_async);
  g_task_run_in_thread (task, remove_in_thread);
}

/*< private >
 * vault_file_remove_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR
 *
 * Returns: whether nothing of it is there any more
 */
gboolean
vault_file_remove_finish (VaultFile     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
