/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "keyring-fixture.h"
#include "mcp-fixture.h"
#include "terminal-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "s3cret-of-nobody"
#define TOOLS "{\"tools\":[]}"

/* toolcrib-cli with a keyring, at a terminal where that is wanted, and a server of our own. */
typedef struct
{
  CliFixture cli;
  McpFixture mcp;
  KeyringFixture *keyring;
  TerminalFixture terminal;
  char *secret_file;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  mcp_fixture_set_up (&self->mcp, NULL);
  terminal_fixture_open (&self->terminal);
  self->keyring = keyring_fixture_new ();
  keyring_fixture_start (self->keyring, KEYRING_PASSWORD);
  self->secret_file = g_build_filename (self->cli.home, "secret", NULL);
  g_assert_true (g_file_set_contents (self->secret_file, SECRET "\n", -1, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_remove (self->secret_file);
  g_free (self->secret_file);
  keyring_fixture_free (self->keyring);
  terminal_fixture_close (&self->terminal);
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

static char *
read_profile (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->cli.home, "toolcrib", "servers", "mine.json",
                                            NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static guint
count_items (Fixture *self)
{
  g_autoptr(GPtrArray) items = keyring_fixture_list_items (self->keyring);

  return items->len;
}

static int
add (Fixture    *self,
     const char *one,
     const char *other)
{
  return cli_fixture_run (&self->cli, "add", mock_server_get_uri (self->mcp.server), "--no-check",
                          "--name=Mine", "--json", one, other, NULL);
}

/* Asks for the tools; whatever is said of the wire meanwhile holds no secret. */
static MockExchange *
list_tools (Fixture *self)
{
  g_autoptr(GSubprocess) process = NULL;

  process = cli_fixture_spawn (&self->cli, -1, "tools", "Mine", "--no-auth", "--debug",
                               "--trace", NULL);
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), TOOLS);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_null (strstr (self->cli.output, SECRET));
  g_assert_null (strstr (self->cli.errors, SECRET));

  return mcp_fixture_find (&self->mcp, "initialize");
}

static void
test_plain (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *profile = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (add (self, "--header=X-Team=blue=1", "--header=X-Other=2"), ==, 0);
  assert_says (self->cli.output, "\"value\": \"blue=1\"");
  profile = read_profile (self);
  assert_says (profile, "\"value\": \"blue=1\"");
  g_assert_cmpstr (mock_exchange_get_header (list_tools (self), "X-Team"), ==, "blue=1");

  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "Mine", "--no-header=x-team",
                                    "--header=x-other=3", NULL), ==, 0);
  g_assert_null (mock_exchange_get_header (list_tools (self), "X-Team"));
  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (&self->mcp, "initialize"),
                                             "X-Other"), ==, "3");
  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "Mine", "--no-header=X-Other", NULL), ==,
                   0);
  after = read_profile (self);
  g_assert_null (strstr (after, "X-Team"));
}

/* In the keyring, on the wire, and nowhere else; gone with the server. */
static void
test_secret_file (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *option = g_strconcat ("--secret-header=X-Api-Key=@", self->secret_file, NULL);
  g_autofree char *profile = NULL;
  g_autofree char *drafts = g_build_filename (self->cli.home, "toolcrib", "drafts", NULL);
  g_autofree char *draft = g_build_filename (drafts, "mine.json", NULL);

  g_assert_cmpint (add (self, option, NULL), ==, 0);
  assert_says (self->cli.output, "\"secret\": true");
  g_assert_null (strstr (self->cli.output, SECRET));
  profile = read_profile (self);
  assert_says (profile, "X-Api-Key");
  g_assert_null (strstr (profile, SECRET));
  g_assert_cmpuint (count_items (self), ==, 1);
  g_assert_cmpstr (mock_exchange_get_header (list_tools (self), "X-Api-Key"), ==, SECRET);

  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "Mine", option, NULL), ==, 0);
  g_assert_cmpuint (count_items (self), ==, 1);
  g_assert_cmpstr (mock_exchange_get_header (list_tools (self), "X-Api-Key"), ==, SECRET);

  /* What was typed in the window goes as well. */
  g_mkdir_with_parents (drafts, 0700);
  g_assert_true (g_file_set_contents (draft, "{}", -1, NULL));
  g_assert_cmpint (cli_fixture_run (&self->cli, "remove", "Mine", NULL), ==, 0);
  g_assert_cmpuint (count_items (self), ==, 0);
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (drafts), ==, 0);
}

/* Not shown while it is typed. */
static void
test_secret_typed (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *said = NULL;

  process = cli_fixture_spawn (&self->cli, self->terminal.program, "add",
                               mock_server_get_uri (self->mcp.server), "--no-check", "--name=Mine",
                               "--secret-header=X-Api-Key", NULL);
  terminal_fixture_await (&self->terminal, "Value of X-Api-Key: ");
  terminal_fixture_type (&self->terminal, SECRET "\n");
  terminal_fixture_await (&self->terminal, "\n");
  said = g_strdup (self->terminal.said->str);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_null (strstr (said, SECRET));
  g_assert_null (strstr (self->terminal.said->str, SECRET));
  g_assert_cmpuint (count_items (self), ==, 1);
  g_assert_cmpstr (mock_exchange_get_header (list_tools (self), "X-Api-Key"), ==, SECRET);
}

/* For another address it is not sent: nothing goes, and one sentence says what to do. */
static void
test_other_address (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *option = g_strconcat ("--secret-header=X-Api-Key=@", self->secret_file, NULL);
  g_autoptr(MockServer) other = mock_server_new ();

  g_assert_cmpint (add (self, option, NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "Mine", "--url",
                                    mock_server_get_uri (other), NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (&self->cli, "tools", "Mine", "--no-auth", NULL), ==, 1);
  assert_says (self->cli.errors, "given for another address");
  g_assert_cmpuint (mock_server_get_n_requests (other), ==, 0);
}

/* Wrongly used: nothing is saved, nothing kept, and no value repeated. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const struct { const char *option; const char *words; } cases[] = {
    { "--header=X", "NAME=VALUE" },
    { "--header=Authorization=Bearer " SECRET, "decides about" },
    { "--header=X=" SECRET "\r\nHost: b", "one line" },
    { "--header=X=", "empty" },
    { "--header=X Y=1", "letters, digits" },
    { "--secret-header=Mcp-Session-Id", "decides about" },
    { "--secret-header=X=" SECRET, "NAME=@FILE" },
    { "--secret-header=X", "nobody is there" },
    { "--secret-header=X=@/nowhere", "cannot be read" },
    { "--ca-file=/nowhere.pem", "no such file" },
    { "--client-certificate=/nowhere.pem", "no such file" },
    { "--client-key=/nowhere.pem", "no certificate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].option);
      g_assert_cmpint (add (self, cases[i].option, NULL), ==, 2);
      assert_says (self->cli.errors, cases[i].words);
      g_assert_null (strstr (self->cli.errors, SECRET));
      g_assert_null (read_profile (self));
    }

  g_assert_cmpuint (count_items (self), ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/cli/network/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  ADD ("plain", test_plain);
  ADD ("secret-file", test_secret_file);
  ADD ("secret-typed", test_secret_typed);
  ADD ("other-address", test_other_address);
  ADD ("refused", test_refused);

  return g_test_run ();
}
