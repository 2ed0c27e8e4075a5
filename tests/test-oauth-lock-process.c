/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lock-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *program;

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
test_held (void)
{
  g_autoptr(GSubprocess) child = spawn ("--hold");
  g_autofree char *word = read_word (child);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (word, ==, "held");
  lock_fixture_assert_taken (NAME);
  lock_fixture_assert_free ("another name");

  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  lock_fixture_assert_free (NAME);
}

/* A holder that is killed holds nothing any more. */
static void
test_killed (void)
{
  g_autoptr(GSubprocess) child = spawn ("--hold");
  g_autofree char *word = read_word (child);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (word, ==, "held");
  lock_fixture_assert_taken (NAME);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  lock_fixture_assert_free (NAME);
}

static void
test_refused (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (NAME, SHORT, &error);
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
test_counts (void)
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
  lock_fixture_assert_free (NAME);
  lock_fixture_assert_mode (directory, 0700);
  g_subprocess_force_exit (child);
}

/* A name that could lead out of the runtime directory is none. */
static void
test_flatpak_forged (void)
{
  g_autoptr(GSubprocess) child = spawn_as ("../..", "--hold");
  g_autofree char *word = read_word (child);

  g_assert_cmpstr (word, ==, "held");
  lock_fixture_assert_taken (NAME);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
}

static int
hold (void)
{
  g_autoptr(GError) error = NULL;
  OauthLock *lock = lock_fixture_acquire (NAME, SHORT, &error);
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
      g_autoptr(OauthLock) lock = lock_fixture_acquire (NAME, LONG, &error);
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
  char *directory = NULL;
  int status;

  if (argc == 2 && g_str_equal (argv[1], "--hold"))
    return hold ();
  if (argc == 2 && g_str_equal (argv[1], "--count"))
    return count ();

  program = argv[0];
  directory = lock_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/lock-process/held", test_held);
  g_test_add_func ("/oauth/lock-process/killed", test_killed);
  g_test_add_func ("/oauth/lock-process/refused", test_refused);
  g_test_add_func ("/oauth/lock-process/counts", test_counts);
  g_test_add_func ("/oauth/lock-process/flatpak", test_flatpak);
  g_test_add_func ("/oauth/lock-process/flatpak-forged", test_flatpak_forged);

  status = g_test_run ();
  lock_fixture_end (directory);

  return status;
}
