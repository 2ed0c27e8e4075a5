/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-file-private.h"

#include "crib-error.h"
#include "crib-profile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* Milliseconds. Another holder needs a few; one that was stopped must not stop us. */
#define PATIENCE 1000
#define PAUSE 5

/**
 * crib_account_file_read:
 * @path: a file
 * @text: (out) (transfer full) (nullable): what it holds; %NULL if there is no file
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Returns: whether that is known
 */
gboolean
crib_account_file_read (const char  *path,
                        GBytes     **text,
                        GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  *text = crib_profile_read_file (path, &local_error);

  if (*text != NULL || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
               _("The file of the accounts cannot be read: %s"), local_error->message);
  return FALSE;
}

static void
set_errno_error (GError **error)
{
  int cause = errno;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
               _("The file of the accounts cannot be written: %s"), g_strerror (cause));
}

static gboolean
wait_for_lock (int      descriptor,
               GError **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * 1000;

  while (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
    {
      if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () >= end)
        {
          set_errno_error (error);
          return FALSE;
        }

      g_usleep (PAUSE * 1000);
    }

  return TRUE;
}

/* A file beside it, since the one that is renamed over another cannot be what is locked. It stays:
 * to remove it would let two processes lock two files of one name. The kernel lets go when its
 * holder dies.
 *
 * Returns: -1 with an error */
static int
lock (const char  *path,
      GError     **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  int descriptor = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (descriptor < 0)
    {
      set_errno_error (error);
      return -1;
    }

  if (wait_for_lock (descriptor, error))
    return descriptor;

  close (descriptor);

  return -1;
}

static GBytes *
update (const char    *path,
        OauthAccount  *account,
        gboolean       keep,
        GError       **error)
{
  g_autoptr(GBytes) old = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!crib_account_file_read (path, &old, error) ||
      (text = crib_account_text_edit (old, account, keep, error)) == NULL)
    return NULL;

  if (old != NULL ? g_bytes_equal (old, text) : !keep)
    return g_steal_pointer (&text);

  if (crib_profile_write_file (path, text, &local_error))
    return g_steal_pointer (&text);

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
               _("The file of the accounts cannot be written: %s"), local_error->message);
  return NULL;
}

/**
 * crib_account_file_update:
 * @path: a file; its folder is made, for its owner alone
 * @account: an account
 * @keep: whether it is to be there, or not
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Reads the file again and writes it with that one change, while no other process does so: what
 * another one added meanwhile stays.
 *
 * Returns: (transfer full) (nullable): what the file holds now
 */
GBytes *
crib_account_file_update (const char    *path,
                          OauthAccount  *account,
                          gboolean       keep,
                          GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GBytes *text;
  int descriptor;

  g_mkdir_with_parents (folder, 0700);
  descriptor = lock (path, error);

  if (descriptor < 0)
    return NULL;

  text = update (path, account, keep, error);
  close (descriptor);

  return text;
}
