/* SPDX-License-Identifier: GPL-3.0-or-later */

/* toolcrib-cli with a server behind oidc-provider, each command a process of its own, and a real
 * keyring between them. */

#include "config.h"

#include "cli-fixture.h"
#include "oidc-person.h"
#include "oidc-server.h"

#define N_CALLS 2

typedef struct
{
  CliFixture cli;
  OidcServer *server;
  OidcPerson *person;
} Fixture;

static void
fixture_set_up (Fixture       *self,
                gconstpointer  options)
{
  if (!oidc_server_is_installed ())
    return;

  cli_fixture_set_up (&self->cli, NULL);
  self->server = oidc_server_new (options);
  self->person = oidc_person_new ();
}

static void
fixture_tear_down (Fixture       *self,
                   gconstpointer  options)
{
  if (self->server == NULL)
    return;

  g_assert_finalize_object (self->person);
  oidc_server_free (self->server);
  cli_fixture_tear_down (&self->cli, NULL);
}

static gboolean
is_missing (Fixture *self)
{
  if (self->server == NULL)
    g_test_skip ("oidc-provider is not installed: ./run tests does that");

  return self->server == NULL;
}

static void
add_server (Fixture *self)
{
  g_autofree char *client = g_strconcat ("--client-id=", oidc_server_get_client_id (self->server),
                                         NULL);

  g_assert_cmpint (cli_fixture_run (&self->cli, "add", oidc_server_get_resource (self->server),
                                    "--no-check", "--name=Vault", client, NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (&self->cli, "trust", "add",
                                    oidc_server_get_issuer (self->server),
                                    "--allow-http-loopback", NULL), ==, 0);
}

/* The address to go on at stands in a line of its own. */
static char *
read_address (Fixture     *self,
              GSubprocess *process)
{
  g_autoptr(GDataInputStream) lines = NULL;
  char *line = NULL;

  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);

  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (!g_str_has_prefix (line, oidc_server_get_issuer (self->server)));

  return line;
}

static void
sign_in (Fixture *self)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *address = NULL;

  process = cli_fixture_spawn (&self->cli, -1, "sign-in", "vault", "--no-browser", NULL);
  address = read_address (self, process);
  oidc_person_visit (self->person, address);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  assert_says (self->cli.output, "Signed in to “Vault” as ada@example.com.");
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  if (is_missing (fixture))
    return;

  add_server (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "vault", NULL), ==, 3);

  sign_in (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "vault", NULL), ==, 0);
  assert_says (cli->output, "whoami");
  g_assert_cmpint (cli_fixture_run (cli, "call", "vault", "whoami", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "ada\n");

  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "vault", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "vault", NULL), ==, 3);
  g_assert_cmpuint (fixture->person->n_prompts, ==, 1);
}

/* Each process has to refresh first; the one waits for the other and none is thrown out. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  GSubprocess *processes[N_CALLS];

  if (is_missing (fixture))
    return;

  add_server (fixture);
  sign_in (fixture);

  for (guint i = 0; i < N_CALLS; i++)
    processes[i] = cli_fixture_spawn (&fixture->cli, -1, "call", "vault", "whoami", NULL);

  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr(GSubprocess) process = processes[i];

      cli_fixture_wait (&fixture->cli, process);
      g_assert_cmpstr (fixture->cli.errors, ==, "");
      g_assert_cmpstr (fixture->cli.output, ==, "ada\n");
    }

  g_assert_cmpuint (oidc_server_count (fixture->server, "token refresh_token", "; ok", NULL), >=,
                    N_CALLS);
  g_assert_cmpuint (oidc_server_count (fixture->server, "already used", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (&fixture->cli, "call", "vault", "whoami", NULL), ==, 0);
}

static const char * const slow[] = { "expires_in=5", "delay=50", NULL };

#define add_test(path, options, func) \
  g_test_add (path, Fixture, options, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_fixture_set_programs (argv[1], argv[2]);

  add_test ("/oidc-cli/sign-in", NULL, test_sign_in);
  add_test ("/oidc-cli/at-once", slow, test_at_once);

  return g_test_run ();
}
