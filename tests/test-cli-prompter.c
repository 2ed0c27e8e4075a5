/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-prompter.h"

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <fcntl.h>
#include <sys/stat.h>

#define ADDRESS "https://login.contoso.example/authorize?a=b%20c&state=s%22%24&d='e'"

/* A home with a browser that says where it was sent, into a pipe; and prattles. */
typedef struct
{
  char *home;
  char *pipe;
  OauthPrompter *prompter;
  OauthPrompt *prompt;
  GCancellable *cancellable;
  GAsyncResult *result;
} Fixture;

static void
write_file (const char *path,
            const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
install_browser (Fixture *fixture)
{
  g_autofree char *desktop = g_build_filename (fixture->home, "data", "applications",
                                               "stub.desktop", NULL);
  g_autofree char *apps = g_build_filename (fixture->home, "config", "mimeapps.list", NULL);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Stub\n"
                          "Exec=sh -c \"echo prattle; echo prattle >&2; echo \\\\$1 >%s\" sh %%u\n"
                          "MimeType=x-scheme-handler/https;\n", fixture->pipe);
  write_file (desktop, text);
  write_file (apps, "[Default Applications]\nx-scheme-handler/https=stub.desktop\n");
}

static void
set_up (Fixture    *fixture,
        gboolean    has_browser,
        gboolean    browser,
        gboolean    json)
{
  g_autofree char *data = NULL;
  g_autofree char *config = NULL;

  fixture->home = g_dir_make_tmp ("cli-prompter-XXXXXX", NULL);
  fixture->pipe = g_build_filename (fixture->home, "pipe", NULL);
  g_assert_cmpint (mkfifo (fixture->pipe, 0600), ==, 0);
  data = g_build_filename (fixture->home, "data", NULL);
  config = g_build_filename (fixture->home, "config", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_DATA_DIRS", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", config, TRUE);

  if (has_browser)
    install_browser (fixture);

  fixture->prompter = cli_prompter_new (browser, json);
  fixture->prompt = g_object_new (OAUTH_TYPE_PROMPT, "uri", ADDRESS, "reason",
                                  "Orders asks you to sign in.", "surface",
                                  OAUTH_SURFACE_BROWSER, NULL);
  fixture->cancellable = g_cancellable_new ();
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

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->prompt);
  g_assert_finalize_object (fixture->prompter);
  remove_tree (fixture->home);
  g_free (fixture->home);
  g_free (fixture->pipe);
}

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static void
prompt (Fixture *fixture)
{
  oauth_prompter_prompt_async (OAUTH_PROMPTER (fixture->prompter), fixture->prompt,
                               fixture->cancellable, prompted_cb, fixture);
}

/* The answer arrived elsewhere, or nobody waits any more. */
static void
put_away (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;

  g_assert_null (fixture->result);
  g_cancellable_cancel (fixture->cancellable);

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter),
                                               fixture->result, &again, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (again);
}

/* What the browser was given. */
static void
assert_visited (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (fixture->pipe, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, ADDRESS "\n");
}

/* Besides ours there is one reference for the prompt, as long as nobody is being asked for a
 * browser. */
static void
wait_for_browser (Fixture *fixture)
{
  while (G_OBJECT (fixture->prompter)->ref_count > 2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_prompter_browser (void)
{
  Fixture fixture = { NULL };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("Orders asks you to sign in.\nGo on in your browser*\n"
                                 "https://login.contoso.example/authorize*\n");
      g_test_trap_assert_stderr_unmatched ("*prattle*");
      g_test_trap_assert_stdout_unmatched ("*prattle*");
      return;
    }

  set_up (&fixture, TRUE, TRUE, FALSE);
  prompt (&fixture);
  assert_visited (&fixture);
  wait_for_browser (&fixture);
  put_away (&fixture);
  tear_down (&fixture);
}

static void
test_prompter_no_browser (void)
{
  Fixture fixture = { NULL };
  int pipe;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("*Open this address in a browser*\nhttps://login.contoso*");
      g_test_trap_assert_stderr_unmatched ("*could be opened*");
      return;
    }

  set_up (&fixture, TRUE, FALSE, FALSE);
  pipe = g_open (fixture.pipe, O_RDONLY | O_NONBLOCK, 0);
  prompt (&fixture);
  put_away (&fixture);
  g_close (pipe, NULL);
  tear_down (&fixture);
}

/* The address is there to be copied; whoever gives up is heard. */
static void
test_prompter_none (void)
{
  Fixture fixture = { NULL };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("*https://login.contoso*\nNo browser could be opened*");
      return;
    }

  set_up (&fixture, FALSE, TRUE, FALSE);
  prompt (&fixture);

  wait_for_browser (&fixture);
  put_away (&fixture);
  tear_down (&fixture);
}

static void
test_prompter_json (void)
{
  Fixture fixture = { NULL };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("{\"prompt\":{\"reason\":\"Orders asks you to sign in.\","
                                 "\"address\":\"https://login.contoso.example/*\"}}\n");
      return;
    }

  set_up (&fixture, FALSE, TRUE, TRUE);
  prompt (&fixture);

  wait_for_browser (&fixture);
  put_away (&fixture);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/prompter/browser", test_prompter_browser);
  g_test_add_func ("/cli/prompter/no-browser", test_prompter_no_browser);
  g_test_add_func ("/cli/prompter/none", test_prompter_none);
  g_test_add_func ("/cli/prompter/json", test_prompter_json);

  return g_test_run ();
}
