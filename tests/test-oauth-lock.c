/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lock-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static void
test_alone (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = lock_fixture_dup_path (NAME);
  g_autofree char *directory = g_path_get_dirname (path);
  GAsyncResult *result = NULL;
  OauthLock *lock;

  oauth_lock_acquire_async (NAME, NULL, store_result_cb, &result);
  lock = lock_fixture_finish (&result, &error);

  g_assert_no_error (error);
  lock_fixture_assert_mode (path, 0600);
  lock_fixture_assert_mode (directory, 0700);
  oauth_lock_release (lock);
  oauth_lock_release (lock);
  g_assert_finalize_object (lock);
}

static void
test_excludes (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (NAME, SHORT, &error);

  g_assert_no_error (error);
  lock_fixture_assert_taken (NAME);
  lock_fixture_assert_free ("another name");
  oauth_lock_release (lock);
  lock_fixture_assert_free (NAME);
  g_assert_finalize_object (lock);
}

static void
test_disposal_releases (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (NAME, SHORT, &error);

  g_assert_no_error (error);
  g_assert_finalize_object (lock);
  lock_fixture_assert_free (NAME);
}

static void
test_waits (void)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  OauthLock *first = lock_fixture_acquire (NAME, SHORT, &error);
  OauthLock *second;

  g_assert_no_error (error);
  lock_fixture_start (NAME, LONG, NULL, &result);
  lock_fixture_assert_taken (NAME);
  g_assert_null (result);
  oauth_lock_release (first);

  second = lock_fixture_finish (&result, &error);
  g_assert_no_error (error);
  lock_fixture_assert_taken (NAME);
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

static void
test_cancelled_before (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  lock_fixture_start (NAME, LONG, cancellable, &result);

  g_assert_null (lock_fixture_finish (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lock_fixture_assert_free (NAME);
}

static void
test_cancelled_while_waiting (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  OauthLock *lock = lock_fixture_acquire (NAME, SHORT, &error);
  gint64 start;

  g_assert_no_error (error);
  lock_fixture_start (NAME, LONG, cancellable, &result);
  lock_fixture_assert_taken (NAME);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);

  g_assert_null (lock_fixture_finish (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONG * 1000 / 2);
  g_assert_finalize_object (lock);
}

/* Whoever is cancelled at the very moment that the lock is had must not keep it. */
static void
test_cancelled_at_once (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      GAsyncResult *result = NULL;

      lock_fixture_start (NAME, LONG, cancellable, &result);
      if (i % 2 == 0)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      g_assert_null (lock_fixture_finish (&result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      lock_fixture_assert_free (NAME);
    }
}

static void
assert_unusable (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (lock_fixture_acquire (NAME, LONG, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
}

static void
test_directory_refused (void)
{
  g_autofree char *path = lock_fixture_dup_path (NAME);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *aside = g_strconcat (directory, "-aside", NULL);
  g_autoptr(GError) error = NULL;

  lock_fixture_assert_free (NAME);
  g_assert_cmpint (g_rename (directory, aside), ==, 0);

  g_assert_cmpint (symlink (aside, directory), ==, 0);
  assert_unusable ();
  g_assert_cmpint (g_unlink (directory), ==, 0);

  g_file_set_contents (directory, "", 0, &error);
  g_assert_no_error (error);
  assert_unusable ();
  g_assert_cmpint (g_unlink (directory), ==, 0);

  g_assert_cmpint (g_rename (aside, directory), ==, 0);
  g_assert_cmpint (g_chmod (directory, 0777), ==, 0);
  lock_fixture_assert_free (NAME);
  lock_fixture_assert_mode (directory, 0700);
}

static void
test_file_refused (void)
{
  g_autofree char *path = lock_fixture_dup_path (NAME);
  g_autofree char *target = g_build_filename (g_get_user_runtime_dir (), "target", NULL);

  lock_fixture_assert_free (NAME);
  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_cmpint (symlink (target, path), ==, 0);
  assert_unusable ();
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_unusable ();
  g_assert_cmpint (g_unlink (path), ==, 0);

  lock_fixture_assert_free (NAME);
}

int
main (int   argc,
      char *argv[])
{
  char *directory = lock_fixture_begin ();
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/lock/alone", test_alone);
  g_test_add_func ("/oauth/lock/excludes", test_excludes);
  g_test_add_func ("/oauth/lock/disposal-releases", test_disposal_releases);
  g_test_add_func ("/oauth/lock/waits", test_waits);
  g_test_add_func ("/oauth/lock/cancelled-before", test_cancelled_before);
  g_test_add_func ("/oauth/lock/cancelled-while-waiting", test_cancelled_while_waiting);
  g_test_add_func ("/oauth/lock/cancelled-at-once", test_cancelled_at_once);
  g_test_add_func ("/oauth/lock/directory-refused", test_directory_refused);
  g_test_add_func ("/oauth/lock/file-refused", test_file_refused);

  status = g_test_run ();
  lock_fixture_end (directory);

  return status;
}
