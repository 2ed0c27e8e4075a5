/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sign-in-command.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

static void
assert_kind (CliFixture *cli,
             const char *expected)
{
  g_autofree char *kind = cli_fixture_dup_kind (cli);

  g_assert_cmpstr (kind, ==, expected);
}

/* Each word is a process of its own; a person is asked once. */
static void
test_sign_in_whole (SignInCommand *fixture,
                    gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autoptr(JsonNode) tools = NULL;
  g_autofree char *accounts = NULL;
  g_autofree char *said = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", "--json", NULL), ==, 3);
  assert_kind (cli, "sign-in");
  assert_says (cli->errors, "toolcrib-cli sign-in Orders");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 0);

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--debug", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Signed in to “Orders” as ada@contoso.example.\n");
  assert_says (cli->errors, "Go on in your browser");
  said = g_strconcat (cli->output, cli->errors, NULL);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 1);

  g_assert_cmpint (cli_fixture_run (cli, "tools", "orders", "--json", NULL), ==, 0);
  tools = json_from_string (cli->output, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (tools)), ==, 3);
  g_assert_cmpint (cli_fixture_run (cli, "call", sign_in_command_get_uri (fixture),
                                    "get_random_number", "min=7", "max=8", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "7\n");
  g_assert_cmpstr (cli->errors, ==, "");

  g_assert_cmpint (cli_fixture_run (cli, "accounts", NULL), ==, 0);
  accounts = g_strdup_printf ("ada@contoso.example – Ada Example\n  %s\n  → Orders\n",
                              sign_in_command_look_up (fixture, "issuer"));
  g_assert_cmpstr (cli->output, ==, accounts);

  /* What is there needs no person. */
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->errors, ==, "");
  assert_says (cli->output, "\"username\": \"ada@contoso.example\"");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
  g_assert_cmpuint (sign_in_command_n_asked (fixture, "authorize"), ==, 1);
  g_assert_cmpint (keyring_fixture_n_questions (fixture->keyring), ==, 0);
  sign_in_command_check_leaks (fixture, said);
}

static void
test_sign_in_out (SignInCommand *fixture,
                  gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autofree char *profile = g_build_filename (cli->home, "toolcrib", "servers", "orders.json",
                                               NULL);
  g_autofree char *path = g_build_filename (cli->home, "toolcrib", "accounts.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *saved = NULL;
  struct stat info;

  sign_in_command_sign_in (fixture);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (profile, &text, NULL, NULL));
  assert_says (text, "\"account\"");

  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "Orders", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Signed out ada@contoso.example.\n");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);
  g_assert_true (g_file_get_contents (profile, &saved, NULL, NULL));
  g_assert_null (strstr (saved, "\"account\""));

  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", "--json", NULL), ==, 3);
  assert_kind (cli, "sign-in");
  g_assert_cmpint (cli_fixture_run (cli, "accounts", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "[]\n");

  /* Twice is no harm; by name it is nobody. */
  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "Orders", NULL), ==, 0);
  assert_says (cli->errors, "Nobody is signed in there.");
  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "ada@contoso.example", "--json", NULL), ==, 2);
  assert_kind (cli, "not-found");
}

/* Also while nobody answers, neither server nor tenant. */
static void
test_sign_in_out_offline (SignInCommand *fixture,
                          gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  g_subprocess_send_signal (cli->demo.process, SIGTERM);
  g_subprocess_wait (cli->demo.process, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "ADA@contoso.example", NULL), ==, 0);
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);
}

/* Access tokens live as long as a process: both have to renew what both have. */
static void
test_sign_in_at_once (SignInCommand *fixture,
                      gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  GSubprocess *processes[4];
  guint n_tokens;

  sign_in_command_sign_in (fixture);
  n_tokens = sign_in_command_n_asked (fixture, "token");

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = cli_fixture_spawn (cli, -1, "call", "Orders", "get_random_number", "min=7",
                                      "max=8", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      cli_fixture_wait (cli, processes[i]);
      g_assert_cmpstr (cli->errors, ==, "");
      g_assert_cmpint (cli->status, ==, 0);
      g_assert_cmpstr (cli->output, ==, "7\n");
      g_object_unref (processes[i]);
    }

  g_assert_cmpuint (sign_in_command_n_asked (fixture, "token"), ==, n_tokens + 4);
  g_assert_cmpuint (sign_in_command_n_asked (fixture, "authorize"), ==, 1);
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 1);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", NULL), ==, 0);
}

/* A script that lacks a permission is told how a person gives it. */
static void
test_sign_in_step_up (SignInCommand *fixture,
                      gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autoptr(DemoReply) reply = NULL;

  sign_in_command_sign_in (fixture);
  reply = demo_fixture_control (&cli->demo, "/fault",
                                "{\"server\":\"protected\",\"rpc\":\"tools/call\","
                                "\"kind\":\"status\",\"times\":4,\"status\":403,\"headers\":"
                                "{\"WWW-Authenticate\":\"Bearer error=\\\"insufficient_scope\\\", "
                                "scope=\\\"mcp:tools\\\"\"}}");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (cli_fixture_run (cli, "call", "Orders", "get_current_date_time", "--json",
                                    NULL), ==, 3);
  assert_kind (cli, "forbidden");
  assert_says (cli->errors, "toolcrib-cli sign-in Orders --add-scope mcp:tools");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--add-scope", "mcp:tools", NULL),
                   ==, 0);
}

static void
test_sign_in_no_auth (SignInCommand *fixture,
                      gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  guint n_tokens;

  sign_in_command_sign_in (fixture);
  n_tokens = sign_in_command_n_asked (fixture, "token");
  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", "--no-auth", "--json", NULL), ==, 3);
  assert_kind (cli, "sign-in");
  g_assert_cmpuint (sign_in_command_n_asked (fixture, "token"), ==, n_tokens);
}

/* It is asked for by whoever signs in, never by a script. */
static void
test_sign_in_locked (SignInCommand *fixture,
                     gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  keyring_fixture_lock (fixture->keyring);

  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", "--json", NULL), ==, 3);
  assert_kind (cli, "keyring");
  g_assert_cmpint (cli_fixture_run (cli, "call", "Orders", "get_random_number", NULL), ==, 3);
  assert_says (cli->errors, "keyring is locked");
  assert_says (cli->errors, "toolcrib-cli sign-in Orders” asks you to unlock");
  g_assert_cmpint (keyring_fixture_n_questions (fixture->keyring), ==, 0);
  g_assert_true (keyring_fixture_is_locked (fixture->keyring));
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--json", NULL), ==, 3);
  assert_kind (cli, "keyring");
  g_assert_cmpint (keyring_fixture_n_questions (fixture->keyring), >, 0);

  /* Nothing is lost. */
  keyring_fixture_stop (fixture->keyring);
  keyring_fixture_start (fixture->keyring, KEYRING_PASSWORD);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", NULL), ==, 0);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
}

static void
test_sign_in_no_keyring (SignInCommand *fixture,
                         gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autofree char *path = g_build_filename (cli->home, "toolcrib", "accounts.json", NULL);

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--json", NULL), ==, 1);
  assert_kind (cli, "keyring");
  assert_says (cli->errors, "start a keyring");
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", NULL), ==, 1);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Reads standard error until the address is there. */
static char *
read_address (GSubprocess *process)
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GError) error = NULL;
  char *line = NULL;

  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);

  while (line == NULL || !g_str_has_prefix (line, "http"))
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
    }

  return line;
}

/* Whoever copies the address does what the browser would; whoever gives up presses Ctrl+C. */
static void
test_sign_in_no_browser (SignInCommand *fixture,
                         gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *address = NULL;

  process = cli_fixture_spawn (cli, -1, "sign-in", "Orders", "--no-browser", NULL);
  address = read_address (process);
  assert_says (address, "/oauth2/v2.0/authorize?");
  assert_says (address, "code_challenge_method=S256");
  assert_says (address, "redirect_uri=http%3A%2F%2Flocalhost");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 0);

  g_subprocess_send_signal (process, SIGINT);
  cli_fixture_wait (cli, process);
  g_assert_cmpint (cli->status, ==, 130);
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);
  g_assert_cmpuint (sign_in_command_n_asked (fixture, "authorize"), ==, 0);
}

static void
test_sign_in_cancelled (SignInCommand *fixture,
                        gconstpointer  data)
{
  static const char * const pages[] = {
    "Sign in", "Enter password", "Stay signed in?", "Permissions requested"
  };
  CliFixture *cli = &fixture->cli;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_test_message ("%s", pages[i]);
      sign_in_command_plan (fixture, "ada@contoso.example", pages[i]);
      g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", NULL), ==, 3);
      g_assert_cmpstr (cli->output, ==, "");
      g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);
    }

  g_assert_cmpint (cli_fixture_run (cli, "accounts", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "[]\n");
}

/* Microsoft advises to block it, so that an administrator has to want it. */
static void
test_sign_in_device_code (SignInCommand *fixture,
                          gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--device-code", NULL), ==, 1);
  g_assert_cmpstr (cli->output, ==, "");
  assert_says (cli->errors, "has to be allowed by your administrator");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 0);
  g_assert_cmpuint (sign_in_command_n_asked (fixture, "devicecode"), ==, 0);

  /* One of both. */
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--device-code", "--browser", NULL),
                   ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--no-browser", "--device-code",
                                    NULL), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--browser", NULL), ==, 0);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
}

static void
test_sign_in_other_account (SignInCommand *fixture,
                            gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  sign_in_command_plan (fixture, "tom@contoso.example", NULL);
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", "--other-account", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Signed in to “Orders” as tom@contoso.example.\n");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 2);

  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "Orders", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Signed out tom@contoso.example.\n");
  g_assert_cmpint (cli_fixture_run (cli, "accounts", NULL), ==, 0);
  assert_says (cli->output, "ada@contoso.example");
  g_assert_null (strstr (cli->output, "tom@"));
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 1);
}

static void
test_sign_in_revoked (SignInCommand *fixture,
                      gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  sign_in_command_control (fixture, "/revoke", "{}");
  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", "--json", NULL), ==, 3);
  assert_kind (cli, "sign-in");
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
  sign_in_command_sign_in (fixture);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "Orders", NULL), ==, 0);
}

/* entra.md 5.4: a server that refuses what was just issued; another sign-in would be in vain. */
static void
test_sign_in_audience (SignInCommand *fixture,
                       gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_control (fixture, "/guard", "{\"audience\":\"url\"}");
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "Orders", NULL), ==, 1);
  assert_says (cli->errors, "perhaps for the form of its audience");
  assert_says (cli->errors, "the server must accept it");
  g_assert_null (strstr (cli->errors, "toolcrib-cli sign-in"));
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 1);
}

/* What has to be set up first is said before anybody is asked anything. */
static void
test_sign_in_set_up (SignInCommand *fixture,
                     gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  const char *uri = sign_in_command_get_uri (fixture);
  g_autofree char *id = g_strconcat ("--client-id=", sign_in_command_look_up (fixture, "client_id"),
                                     NULL);

  g_assert_cmpint (cli_fixture_run (cli, "add", uri, "--name=My Orders", NULL), ==, 0);
  assert_says (cli->output, "toolcrib-cli trust add http://127.0.0.1:");
  assert_says (cli->output, "/v2.0 --kind entra”");
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", "My Orders", "--json", NULL), ==, 1);
  assert_kind (cli, "setup");

  g_assert_cmpint (cli_fixture_run (cli, "trust", "add",
                                    sign_in_command_look_up (fixture, "issuer"), "--kind=entra",
                                    "--allow-http-loopback", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "My Orders", "--json", NULL), ==, 1);
  assert_kind (cli, "setup");
  assert_says (cli->errors, "toolcrib-cli edit 'My Orders' --client-id ID");

  g_assert_cmpint (cli_fixture_run (cli, "edit", "My Orders", id, NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "My Orders", NULL), ==, 3);
  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", uri, NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "My Orders", NULL), ==, 0);
}

static void
test_sign_in_open (SignInCommand *fixture,
                   gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  g_assert_cmpint (cli_fixture_run (cli, "sign-in", cli->demo.open, NULL), ==, 0);
  assert_says (cli->output, "lets everybody in");
  g_assert_cmpint (cli_fixture_run (cli, "sign-in", cli->demo.open, "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "null\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, data, func) \
  g_test_add ("/cli/sign-in/" path, SignInCommand, data, sign_in_command_set_up, func, \
              sign_in_command_tear_down)
  ADD ("whole", NULL, test_sign_in_whole);
  ADD ("out", NULL, test_sign_in_out);
  ADD ("out-offline", NULL, test_sign_in_out_offline);
  ADD ("at-once", NULL, test_sign_in_at_once);
  ADD ("step-up", NULL, test_sign_in_step_up);
  ADD ("no-auth", NULL, test_sign_in_no_auth);
  ADD ("locked", NULL, test_sign_in_locked);
  ADD ("no-keyring", SIGN_IN_NO_KEYRING, test_sign_in_no_keyring);
  ADD ("no-browser", NULL, test_sign_in_no_browser);
  ADD ("cancelled", NULL, test_sign_in_cancelled);
  ADD ("device-code", NULL, test_sign_in_device_code);
  ADD ("other-account", NULL, test_sign_in_other_account);
  ADD ("revoked", NULL, test_sign_in_revoked);
  ADD ("audience", NULL, test_sign_in_audience);
  ADD ("set-up", SIGN_IN_NOTHING_SAVED, test_sign_in_set_up);
  ADD ("open", SIGN_IN_NOTHING_SAVED, test_sign_in_open);
#undef ADD

  return g_test_run ();
}
