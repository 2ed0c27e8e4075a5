/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command read with somebody at a terminal who looks at what it prints. */

#include "config.h"

#include "cli-fixture.h"
#include "mcp-fixture.h"
#include "terminal-fixture.h"

#include <unistd.h>

static char *program;

typedef struct
{
  CliFixture cli;
  McpFixture mcp;
  TerminalFixture terminal;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  mcp_fixture_set_up (&self->mcp, NULL);
  self->mcp.capabilities = "{\"resources\":{}}";
  terminal_fixture_open (&self->terminal);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  terminal_fixture_close (&self->terminal);
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *has_ended = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *has_ended = TRUE;
}

/* Reads a resource of that content; what is printed is that of the terminal. */
static int
read_at_terminal (Fixture    *self,
                  const char *content)
{
  g_autofree char *result = g_strdup_printf ("{\"contents\":[%s]}", content);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_ended = FALSE;

  g_subprocess_launcher_setenv (launcher, "HOME", self->cli.home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->cli.home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", self->cli.home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->cli.home, TRUE);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (self->terminal.program));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (self->terminal.program));
  g_subprocess_launcher_take_stderr_fd (launcher, dup (self->terminal.program));
  process = g_subprocess_launcher_spawn (launcher, &error, program, "read",
                                         mock_server_get_uri (self->mcp.server), "x:y", "--no-auth",
                                         NULL);
  g_assert_no_error (error);
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "resources/read"), result);
  g_subprocess_wait_async (process, NULL, ended_cb, &has_ended);

  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);

  return g_subprocess_get_exit_status (process);
}

/* A terminal obeys nothing that a server wrote. */
static void
test_text (Fixture       *self,
           gconstpointer  data)
{
  g_assert_cmpint (read_at_terminal (self, "{\"uri\":\"x\",\"text\":\"a\\u001b[1mb\"}"), ==, 0);
  terminal_fixture_await (&self->terminal, "a␛[1mb");
}

static void
test_bytes (Fixture       *self,
            gconstpointer  data)
{
  g_assert_cmpint (read_at_terminal (self, "{\"uri\":\"x\",\"blob\":\"Gxtb\"}"), ==, 1);
  terminal_fixture_await (&self->terminal, "It is no text");
  terminal_fixture_await (&self->terminal, "--output FILE saves it.");
  g_assert_null (strstr (self->terminal.said->str, "\033\033["));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);
  program = g_canonicalize_filename (argv[1], NULL);

  g_test_add ("/cli/read/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/cli/read/bytes", Fixture, NULL, set_up, test_bytes, tear_down);

  return g_test_run ();
}
