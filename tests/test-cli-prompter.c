/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-prompter.h"

#include "crib-error.h"
#include "crib-sign-in-asker.h"
#include "terminal-fixture.h"

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* A code is for whatever device: no browser is opened here. */
static void
show_code (gboolean json)
{
  Fixture fixture = { NULL };
  int pipe;

  set_up (&fixture, TRUE, TRUE, json);
  g_clear_object (&fixture.prompt);
  fixture.prompt = g_object_new (OAUTH_TYPE_PROMPT, "uri", "https://contoso.example/device",
                                 "reason", "Orders asks you to sign in.", "user-code", "ABCD-1234",
                                 "surface", OAUTH_SURFACE_DEVICE_CODE, NULL);
  pipe = g_open (fixture.pipe, O_RDONLY | O_NONBLOCK, 0);
  prompt (&fixture);
  put_away (&fixture);
  g_close (pipe, NULL);
  tear_down (&fixture);
}

static void
test_prompter_code (void)
{
  if (g_test_subprocess ())
    {
      show_code (FALSE);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("Orders asks you to sign in.\n*any device,\n"
                             "https://contoso.example/device\n*ABCD-1234\n");
  g_test_trap_assert_stderr_unmatched ("*prattle*");
}

static void
test_prompter_code_json (void)
{
  if (g_test_subprocess ())
    {
      show_code (TRUE);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDIN);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("{\"prompt\":{\"reason\":\"Orders asks you to sign in.\","
                             "\"address\":\"https://contoso.example/device\","
                             "\"code\":\"ABCD-1234\"}}\n");
}

static OauthAccount *
new_account (const char *name)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", name, "username", name, "authority",
                       "https://login.example", "issuer", "https://login.example", "client-id",
                       "app-1", NULL);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Ada was asked to, Tom did. @line: (nullable): what is typed at a terminal */
static CribAccountAnswer
ask (gboolean          json,
     TerminalFixture  *terminal,
     const char       *line,
     GError          **error)
{
  OauthPrompter *prompter = cli_prompter_new (TRUE, json);
  g_autoptr(OauthAccount) ada = new_account ("ada");
  g_autoptr(OauthAccount) tom = new_account ("tom");
  g_autoptr(GAsyncResult) result = NULL;
  CribAccountAnswer answer;

  crib_sign_in_asker_ask_account_async (CRIB_SIGN_IN_ASKER (prompter), "Orders", ada, tom, NULL,
                                        answered_cb, &result);

  if (line != NULL)
    {
      terminal_fixture_await (terminal, "tom signed in, but ada was asked to.");
      terminal_fixture_await (terminal, "1: use Orders as tom from now on");
      terminal_fixture_await (terminal, "2: sign in again, as ada");
      terminal_fixture_await (terminal, "> ");
      terminal_fixture_type (terminal, line);
    }

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  answer = crib_sign_in_asker_ask_account_finish (CRIB_SIGN_IN_ASKER (prompter), result, error);
  g_clear_object (&result);
  g_assert_finalize_object (prompter);

  return answer;
}

/* Whoever is not at a terminal is told. */
static void
test_prompter_stranger_alone (void)
{
  for (guint json = FALSE; json <= TRUE; json++)
    {
      g_autoptr(GError) error = NULL;
      int input = dup (STDIN_FILENO);
      int null = g_open ("/dev/null", O_RDONLY, 0);

      dup2 (null, STDIN_FILENO);
      g_assert_cmpint (ask (json, NULL, NULL, &error), ==, CRIB_ACCOUNT_ANSWER_CANCEL);
      dup2 (input, STDIN_FILENO);
      g_close (null, NULL);
      g_close (input, NULL);
      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT);
      g_assert_cmpstr (error->message, ==, "tom signed in, but ada was asked to.");
    }
}

static void
test_prompter_stranger (void)
{
  static const struct
  {
    const char *line;
    CribAccountAnswer answer;
  } cases[] = {
    { "1\n", CRIB_ACCOUNT_ANSWER_KEEP },
    { "2\n", CRIB_ACCOUNT_ANSWER_AGAIN },
    { "\n", CRIB_ACCOUNT_ANSWER_CANCEL },
    { "12\n", CRIB_ACCOUNT_ANSWER_CANCEL },
    { "yes\n", CRIB_ACCOUNT_ANSWER_CANCEL },
    { "\x04", CRIB_ACCOUNT_ANSWER_CANCEL },
  };
  TerminalFixture terminal = { 0 };
  int input = dup (STDIN_FILENO);
  int output = dup (STDERR_FILENO);

  terminal_fixture_open (&terminal);
  dup2 (terminal.program, STDIN_FILENO);
  dup2 (terminal.program, STDERR_FILENO);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (ask (FALSE, &terminal, cases[i].line, &error), ==, cases[i].answer);
      g_assert_no_error (error);
    }

  dup2 (input, STDIN_FILENO);
  dup2 (output, STDERR_FILENO);
  g_close (input, NULL);
  g_close (output, NULL);
  terminal_fixture_close (&terminal);
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

  g_test_add_func ("/cli/prompter/code", test_prompter_code);
  g_test_add_func ("/cli/prompter/code-json", test_prompter_code_json);
  g_test_add_func ("/cli/prompter/stranger-alone", test_prompter_stranger_alone);
  g_test_add_func ("/cli/prompter/stranger", test_prompter_stranger);

  return g_test_run ();
}
