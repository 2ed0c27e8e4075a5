/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error.h"
#include "oauth-lock-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "ada@contoso.example at https://login.example.com"
#define LONG (20 * 1000)
#define SHORT 150

static const char *program;

static char *
dup_path (const char *name)
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

static OauthLock *
finish (GAsyncResult **result,
        GError       **error)
{
  g_autoptr(GAsyncResult) owned = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  owned = g_steal_pointer (result);

  return oauth_lock_acquire_finish (owned, error);
}

static OauthLock *
acquire (const char  *name,
         guint        patience,
         GError     **error)
{
  GAsyncResult *result = NULL;

  oauth_lock_acquire_within_async (name, patience, NULL, store_result_cb, &result);

  return finish (&result, error);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static void
test_alone (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = dup_path (NAME);
  g_autofree char *directory = g_path_get_dirname (path);
  GAsyncResult *result = NULL;
  OauthLock *lock;

  oauth_lock_acquire_async (NAME, NULL, store_result_cb, &result);
  lock = finish (&result, &error);

  g_assert_no_error (error);
  assert_mode (path, 0600);
  assert_mode (directory, 0700);
  oauth_lock_release (lock);
  oauth_lock_release (lock);
  g_assert_finalize_object (lock);
}

static void
assert_taken (const char *name)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (name, SHORT, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_null (lock);
}

static void
assert_free (const char *name)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (name, SHORT, &error);

  g_assert_no_error (error);
  g_assert_finalize_object (lock);
}

static void
test_excludes (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (NAME, SHORT, &error);

  g_assert_no_error (error);
  assert_taken (NAME);
  assert_free ("another name");
  oauth_lock_release (lock);
  assert_free (NAME);
  g_assert_finalize_object (lock);
}

static void
test_disposal_releases (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (NAME, SHORT, &error);

  g_assert_no_error (error);
  g_assert_finalize_object (lock);
  assert_free (NAME);
}

static void
test_waits (void)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  OauthLock *first = acquire (NAME, SHORT, &error);
  OauthLock *second;

  g_assert_no_error (error);
  oauth_lock_acquire_within_async (NAME, LONG, NULL, store_result_cb, &result);
  assert_taken (NAME);
  g_assert_null (result);
  oauth_lock_release (first);

  second = finish (&result, &error);
  g_assert_no_error (error);
  assert_taken (NAME);
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
  oauth_lock_acquire_within_async (NAME, LONG, cancellable, store_result_cb, &result);

  g_assert_null (finish (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_free (NAME);
}

static void
test_cancelled_while_waiting (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  OauthLock *lock = acquire (NAME, SHORT, &error);
  gint64 start;

  g_assert_no_error (error);
  oauth_lock_acquire_within_async (NAME, LONG, cancellable, store_result_cb, &result);
  assert_taken (NAME);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);

  g_assert_null (finish (&result, &error));
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

      oauth_lock_acquire_within_async (NAME, LONG, cancellable, store_result_cb, &result);
      if (i % 2 == 0)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      g_assert_null (finish (&result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_free (NAME);
    }
}

static GSubprocess *
spawn_as (const char *flatpak_id,
          const char *verb)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  GSubprocess *child;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (flatpak_id != NULL)
    g_subprocess_launcher_setenv (launcher, "FLATPAK_ID", flatpak_id, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, verb, NULL);
  g_assert_no_error (error);

  return child;
}

static GSubprocess *
spawn (const char *verb)
{
  return spawn_as (NULL, verb);
}

static char *
read_word (GSubprocess *child)
{
  char word[16] = "";
  g_autoptr(GError) error = NULL;

  g_input_stream_read (g_subprocess_get_stdout_pipe (child), word, sizeof word - 1, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (word);
}

static void
test_process (void)
{
  g_autoptr(GSubprocess) child = spawn ("--hold");
  g_autofree char *word = read_word (child);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (word, ==, "held");
  assert_taken (NAME);
  assert_free ("another name");

  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  assert_free (NAME);
}

/* A holder that is killed holds nothing any more. */
static void
test_process_killed (void)
{
  g_autoptr(GSubprocess) child = spawn ("--hold");
  g_autofree char *word = read_word (child);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (word, ==, "held");
  assert_taken (NAME);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  assert_free (NAME);
}

static void
test_process_refused (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (NAME, SHORT, &error);
  g_autoptr(GSubprocess) child = spawn ("--hold");
  g_autofree char *word = read_word (child);

  g_assert_no_error (error);
  g_assert_cmpstr (word, ==, "taken");
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (lock);
}

/* Two processes add to one number, which loses nothing only where they exclude each other. */
static void
test_process_counts (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "number", NULL);
  g_autoptr(GSubprocess) first = NULL;
  g_autoptr(GSubprocess) second = NULL;
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, "0", -1, &error);
  g_assert_no_error (error);
  first = spawn ("--count");
  second = spawn ("--count");
  g_assert_true (g_subprocess_wait_check (first, NULL, &error));
  g_assert_true (g_subprocess_wait_check (second, NULL, &error));

  g_file_get_contents (path, &number, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, "10");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_unusable (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (acquire (NAME, LONG, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
}

static void
test_directory_refused (void)
{
  g_autofree char *path = dup_path (NAME);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *aside = g_strconcat (directory, "-aside", NULL);
  g_autoptr(GError) error = NULL;

  assert_free (NAME);
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
  assert_free (NAME);
  assert_mode (directory, 0700);
}

static void
test_file_refused (void)
{
  g_autofree char *path = dup_path (NAME);
  g_autofree char *target = g_build_filename (g_get_user_runtime_dir (), "target", NULL);

  assert_free (NAME);
  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_cmpint (symlink (target, path), ==, 0);
  assert_unusable ();
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (path), ==, 0);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_unusable ();
  g_assert_cmpint (g_unlink (path), ==, 0);

  assert_free (NAME);
}

/* Where all runs of a Flatpak see it: at another place than ours, so that both are free. */
static void
test_flatpak (void)
{
  const char *runtime = g_get_user_runtime_dir ();
  g_autofree char *shared = g_build_filename (runtime, "app", "org.example.App", NULL);
  g_autofree char *directory = g_build_filename (shared, "toolcrib", NULL);
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *word = NULL;

  g_assert_cmpint (g_mkdir_with_parents (shared, 0700), ==, 0);
  child = spawn_as ("org.example.App", "--hold");
  word = read_word (child);

  g_assert_cmpstr (word, ==, "held");
  assert_free (NAME);
  assert_mode (directory, 0700);
  g_subprocess_force_exit (child);
}

/* A name that could lead out of the runtime directory is none. */
static void
test_flatpak_forged (void)
{
  g_autoptr(GSubprocess) child = spawn_as ("../..", "--hold");
  g_autofree char *word = read_word (child);

  g_assert_cmpstr (word, ==, "held");
  assert_taken (NAME);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
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

static int
hold (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = acquire (NAME, SHORT, &error);
  char byte;

  if (write (STDOUT_FILENO, lock != NULL ? "held" : "taken", lock != NULL ? 4 : 5) < 0)
    return 1;
  while (lock != NULL && read (STDIN_FILENO, &byte, 1) > 0)
    ;
  g_clear_object (&lock);

  return 0;
}

static int
count (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "number", NULL);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthLock) lock = acquire (NAME, LONG, &error);
      g_autofree char *number = NULL;
      g_autofree char *next = NULL;

      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &number, NULL, NULL));
      g_thread_yield ();
      next = g_strdup_printf ("%d", atoi (number) + 1);
      g_assert_true (g_file_set_contents (path, next, -1, NULL));
    }

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *directory = NULL;
  int status;

  if (argc == 2 && g_str_equal (argv[1], "--hold"))
    return hold ();
  if (argc == 2 && g_str_equal (argv[1], "--count"))
    return count ();

  program = argv[0];
  directory = g_dir_make_tmp ("oauth-lock-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", directory, TRUE);
  g_unsetenv ("FLATPAK_ID");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/lock/alone", test_alone);
  g_test_add_func ("/oauth/lock/excludes", test_excludes);
  g_test_add_func ("/oauth/lock/disposal-releases", test_disposal_releases);
  g_test_add_func ("/oauth/lock/waits", test_waits);
  g_test_add_func ("/oauth/lock/cancelled-before", test_cancelled_before);
  g_test_add_func ("/oauth/lock/cancelled-while-waiting", test_cancelled_while_waiting);
  g_test_add_func ("/oauth/lock/cancelled-at-once", test_cancelled_at_once);
  g_test_add_func ("/oauth/lock/process", test_process);
  g_test_add_func ("/oauth/lock/process-killed", test_process_killed);
  g_test_add_func ("/oauth/lock/process-refused", test_process_refused);
  g_test_add_func ("/oauth/lock/process-counts", test_process_counts);
  g_test_add_func ("/oauth/lock/directory-refused", test_directory_refused);
  g_test_add_func ("/oauth/lock/file-refused", test_file_refused);
  g_test_add_func ("/oauth/lock/flatpak", test_flatpak);
  g_test_add_func ("/oauth/lock/flatpak-forged", test_flatpak_forged);

  status = g_test_run ();
  remove_tree (directory);

  return status;
}
