/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *program;

void
cli_fixture_set_programs (const char *cli,
                          const char *demo)
{
  g_free (program);
  program = g_canonicalize_filename (cli, NULL);
  demo_fixture_set_program (demo);
}

void
cli_fixture_set_up (CliFixture    *self,
                    gconstpointer  data)
{
  demo_fixture_set_up (&self->demo, data);
  self->home = g_dir_make_tmp ("toolcrib-cli-XXXXXX", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

void
cli_fixture_tear_down (CliFixture    *self,
                       gconstpointer  data)
{
  demo_fixture_tear_down (&self->demo, data);
  remove_tree (self->home);
  g_free (self->home);
  g_free (self->output);
  g_free (self->errors);
}

static GSubprocess *
spawn (CliFixture *self,
       int         terminal,
       const char *word,
       va_list     words)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, program);

  for (; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (char *) word);

  g_ptr_array_add (argv, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        (terminal < 0 ? G_SUBPROCESS_FLAGS_STDERR_PIPE : 0));
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->home, TRUE);
  g_subprocess_launcher_set_cwd (launcher, self->home);
  /* Settings outlive a process. */
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);

  if (terminal >= 0)
    {
      g_subprocess_launcher_take_stdin_fd (launcher, dup (terminal));
      g_subprocess_launcher_take_stderr_fd (launcher, dup (terminal));
    }

  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv->pdata, &error);
  g_assert_no_error (error);

  return process;
}

GSubprocess *
cli_fixture_spawn (CliFixture *self,
                   int         terminal,
                   const char *word,
                   ...)
{
  GSubprocess *process;
  va_list words;

  va_start (words, word);
  process = spawn (self, terminal, word, words);
  va_end (words);

  return process;
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

void
cli_fixture_wait (CliFixture  *self,
                  GSubprocess *process)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->errors, g_free);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ready_cb, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_subprocess_communicate_utf8_finish (process, result, &self->output, &self->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  g_test_message ("exit code %d: %s", self->status, self->errors != NULL ? self->errors : "");
}

int
cli_fixture_run (CliFixture *self,
                 const char *word,
                 ...)
{
  g_autoptr(GSubprocess) process = NULL;
  va_list words;

  va_start (words, word);
  process = spawn (self, -1, word, words);
  va_end (words);
  cli_fixture_wait (self, process);

  return self->status;
}

void
cli_fixture_check_forms (CliFixture *self,
                         const char *uri)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "form", "fallbacks.py", NULL);
  g_autofree char *path = g_build_filename (self->home, "list.json", NULL);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (cli_fixture_run (self, "tools", uri, "--json", NULL), ==, 0);
  g_assert_true (g_file_set_contents (path, self->output, -1, NULL));

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_unsetenv (launcher, "SUITE_DATA");
  process = g_subprocess_launcher_spawn (launcher, &error, "python3", script, program, path, NULL);
  g_assert_no_error (error);
  cli_fixture_wait (self, process);
  g_test_message ("%s: %s", uri, self->output);
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->output, "ok 1 list");
}

char *
cli_fixture_dup_kind (CliFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (self->errors, &error);
  const char *message;

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_cmpuint (strcspn (self->errors, "\n") + 1, ==, strlen (self->errors));

  message = demo_look_up_string (node, "error/message");
  g_assert_cmpstr (message, !=, "");

  return g_strdup (demo_look_up_string (node, "error/kind"));
}

void
cli_fixture_fault (CliFixture *self,
                   const char *json)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/fault", json);

  g_assert_cmpuint (reply->status, ==, 200);
}

char *
cli_fixture_dup_log (CliFixture *self)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);

  return g_strdup (reply->body);
}
