/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lock-fixture.h"

#include "oauth-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

char *
lock_fixture_dup_path (const char *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *file = g_strconcat (hash, ".lock", NULL);

  return g_build_filename (g_get_user_runtime_dir (), "toolcrib", file, NULL);
}

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

OauthLock *
lock_fixture_finish (GAsyncResult **result,
                     GError       **error)
{
  g_autoptr(GAsyncResult) owned = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  owned = g_steal_pointer (result);

  return oauth_lock_acquire_finish (owned, error);
}

void
lock_fixture_start (const char    *name,
                    guint          patience,
                    GCancellable  *cancellable,
                    GAsyncResult **result)
{
  oauth_lock_acquire_within_async (name, patience, cancellable, store_result_cb, result);
}

OauthLock *
lock_fixture_acquire (const char  *name,
                      guint        patience,
                      GError     **error)
{
  GAsyncResult *result = NULL;

  lock_fixture_start (name, patience, NULL, &result);

  return lock_fixture_finish (&result, error);
}

void
lock_fixture_assert_mode (const char *path,
                          guint       mode)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

void
lock_fixture_assert_taken (const char *name)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (name, SHORT, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_null (lock);
}

void
lock_fixture_assert_free (const char *name)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (name, SHORT, &error);

  g_assert_no_error (error);
  g_assert_finalize_object (lock);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

char *
lock_fixture_begin (void)
{
  char *directory = g_dir_make_tmp ("oauth-lock-XXXXXX", NULL);

  g_setenv ("XDG_RUNTIME_DIR", directory, TRUE);
  g_unsetenv ("FLATPAK_ID");

  return directory;
}

void
lock_fixture_end (char *directory)
{
  remove_tree (directory);
  g_free (directory);
}
