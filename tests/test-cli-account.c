/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sign-in-command.h"

#include <glib/gstdio.h>
#include <signal.h>

static JsonObject *
parse (CliFixture  *cli,
       JsonNode   **node)
{
  *node = json_from_string (cli->output, NULL);
  g_assert_nonnull (*node);

  return json_node_get_object (*node);
}

static void
test_show (SignInCommand *fixture,
           gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "accounts", "show", "ADA@contoso.example", NULL), ==, 0);
  assert_says (cli->output, "ada@contoso.example\n  Name: Ada Example\n");
  assert_says (cli->output, "\n  Tenant: contoso.example\n");
  assert_says (cli->output, sign_in_command_look_up (fixture, "client_id"));
  assert_says (cli->output, "\n  → Orders\n");

  g_assert_cmpint (cli_fixture_run (cli, "accounts", "show", "ada@contoso.example", "--json", NULL),
                   ==, 0);
  assert_says (cli->output, "\"home_tenant\"");
  g_assert_cmpint (cli_fixture_run (cli, "accounts", "show", "eve", "--json", NULL), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "accounts", "hide", "eve", NULL), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "accounts", "show", NULL), ==, 2);
}

/* The claims beside what the server wants, and never the token. */
static void
test_token (SignInCommand *fixture,
            gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *said = NULL;
  JsonObject *root, *first;
  JsonArray *claims;

  g_assert_cmpint (cli_fixture_run (cli, "token", "Orders", NULL), ==, 3);
  sign_in_command_sign_in (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "token", "Orders", NULL), ==, 0);
  said = g_strconcat (cli->output, cli->errors, NULL);
  assert_says (cli->output, "✓ aud ");
  assert_says (cli->output, "✓ scp     mcp:tools");
  g_assert_null (strstr (cli->output, "✗"));

  g_assert_cmpint (cli_fixture_run (cli, "token", "Orders", "--json", NULL), ==, 0);
  root = parse (cli, &node);
  claims = json_object_get_array_member (root, "claims");
  g_assert_cmpuint (json_array_get_length (claims), >=, 7);
  first = json_array_get_object_element (claims, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "claim"), ==, "aud");
  g_assert_cmpstr (json_object_get_string_member (first, "verdict"), ==, "ok");
  g_assert_true (json_object_get_null_member (root, "advice"));
  sign_in_command_check_leaks (fixture, said);
}

static void
test_microsoft (SignInCommand *fixture,
                gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "sign-out", "Orders", "--microsoft", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Signed out ada@contoso.example.\n");
  assert_says (cli->errors, "/oauth2/v2.0/logout");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);

  while (sign_in_command_n_asked (fixture, "logout") == 0)
    g_main_context_iteration (NULL, FALSE);

  g_assert_cmpuint (sign_in_command_n_visits (fixture), ==, 2);
}

static void
test_keyring (SignInCommand *fixture,
              gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;

  sign_in_command_sign_in (fixture);
  g_assert_cmpint (cli_fixture_run (cli, "keyring-test", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "The keyring keeps what it is given.\n");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 1);
  g_assert_cmpint (cli_fixture_run (cli, "keyring-test", "--move-aside", "--json", NULL), ==, 0);
  assert_says (cli->output, "\"moved_aside\": null");

  keyring_fixture_stop (fixture->keyring);
  g_assert_cmpint (cli_fixture_run (cli, "keyring-test", "--json", NULL), ==, 1);
  assert_says (cli->errors, "keyring");
}

/* Also while nobody answers, neither server nor tenant; nothing that was issued is anywhere. */
static void
test_remove (SignInCommand *fixture,
             gconstpointer  data)
{
  CliFixture *cli = &fixture->cli;
  g_autofree char *profile = g_build_filename (cli->home, "toolcrib", "servers", "orders.json",
                                               NULL);
  g_autofree char *accounts = g_build_filename (cli->home, "toolcrib", "accounts.json", NULL);
  g_autofree char *eras = g_build_filename (cli->home, "toolcrib", "eras.json", NULL);
  g_autofree char *text = NULL;

  sign_in_command_sign_in (fixture);
  g_assert_true (g_file_test (accounts, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_fixture_run (cli, "remove-everything", NULL), ==, 2);
  assert_says (cli->errors, "--yes");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 1);

  g_subprocess_send_signal (cli->demo.process, SIGTERM);
  g_subprocess_wait (cli->demo.process, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (cli, "remove-everything", "--yes", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "Everything was removed.\n");
  g_assert_cmpuint (sign_in_command_n_items (fixture), ==, 0);
  g_assert_false (g_file_test (accounts, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (eras, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (profile, &text, NULL, NULL));
  g_assert_null (strstr (text, "\"account\""));

  g_assert_cmpint (cli_fixture_run (cli, "remove-everything", "--yes", "--servers", "--json", NULL),
                   ==, 0);
  assert_says (cli->output, "\"left\": []");
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));

  keyring_fixture_stop (fixture->keyring);
  g_assert_cmpint (cli_fixture_run (cli, "remove-everything", "--yes", NULL), ==, 1);
  assert_says (cli->output, "in the keyring: ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func) \
  g_test_add ("/cli/account/" path, SignInCommand, NULL, sign_in_command_set_up, func, \
              sign_in_command_tear_down)
  ADD ("show", test_show);
  ADD ("token", test_token);
  ADD ("microsoft", test_microsoft);
  ADD ("keyring", test_keyring);
  ADD ("remove", test_remove);
#undef ADD

  return g_test_run ();
}
