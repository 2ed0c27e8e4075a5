/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <string.h>

/* The wire is on standard error, and the answer where it always is. */
static void
test_call (CliFixture    *cli,
           gconstpointer  data)
{
  cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "min=7", "max=8", "--no-auth",
                   NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_null (strstr (cli->errors, "POST"));

  cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "min=7", "max=8", "--no-auth",
                   "--trace", "--protocol=2025-06-18", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (cli->output, ==, "7\n");
  g_assert_true (g_str_has_prefix (cli->errors, "> 1 POST http://127.0.0.1:"));
  assert_says (cli->errors, "> 1 {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                            "\"params\":{\"protocolVersion\":\"2025-06-18\"");
  assert_says (cli->errors, "Mcp-Session-Id: [removed]\n");
  assert_says (cli->errors, "\"method\":\"tools/call\"");
  assert_says (cli->errors, "event: message: {\"");
  assert_says (cli->errors, " DELETE http://127.0.0.1:");
}

/* Of a header field that somebody added the name is shown, whether or not it was called secret. */
static void
test_header (CliFixture    *cli,
             gconstpointer  data)
{
  cli_fixture_run (cli, "add", cli->demo.open, "--name=Open", "--header=X-Api-Key=n0body-sees",
                   "--no-check", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  cli_fixture_run (cli, "tools", "Open", "--trace", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  assert_says (cli->errors, " X-Api-Key: [removed]\n");
  g_assert_null (strstr (cli->errors, "n0body-sees"));
}

/* The very words of a server do nothing to a terminal, here neither. */
static void
test_hostile (CliFixture    *cli,
              gconstpointer  data)
{
  g_autoptr(DemoReply) reply = NULL;

  reply = demo_fixture_control (&cli->demo, "/tools",
                                "{\"server\":\"open\",\"add\":{\"name\":\"a\\u009b2Jb\\u202e\","
                                "\"inputSchema\":{\"type\":\"object\"}}}");
  cli_fixture_run (cli, "tools", cli->demo.open, "--no-auth", "--trace", NULL);
  g_assert_cmpint (cli->status, ==, 0);
  assert_says (cli->errors, "2Jb");
  g_assert_null (strstr (cli->errors, "\302\233"));
  g_assert_null (strstr (cli->errors, "\342\200\256"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  g_test_add ("/cli/trace/call", CliFixture, NULL, cli_fixture_set_up, test_call,
              cli_fixture_tear_down);
  g_test_add ("/cli/trace/header", CliFixture, NULL, cli_fixture_set_up, test_header,
              cli_fixture_tear_down);
  g_test_add ("/cli/trace/hostile", CliFixture, NULL, cli_fixture_set_up, test_hostile,
              cli_fixture_tear_down);

  return g_test_run ();
}
