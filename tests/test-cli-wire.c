/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <string.h>

/* What has reached the open server, in its order, from its own log. */
static char *
dup_sent (CliFixture *cli)
{
  g_autofree char *text = cli_fixture_dup_log (cli);
  g_autoptr(JsonNode) log = json_from_string (text, NULL);
  JsonArray *entries = json_node_get_array (log);
  GString *sent = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *method = json_object_get_string_member_with_default (entry, "rpc", NULL);

      if (method == NULL)
        method = json_object_get_string_member (entry, "method");

      g_string_append_printf (sent, "%s%s", sent->len > 0 ? " " : "", method);
    }

  return g_string_free (sent, FALSE);
}

static void
assert_sent (CliFixture *cli,
             const char *expected)
{
  g_autofree char *sent = dup_sent (cli);

  g_assert_cmpstr (sent, ==, expected);
}

static void
call (CliFixture *cli)
{
  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "min=7",
                                    "max=8", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "7\n");
}

/* Besides the call one request for the schema, by which arguments are typed; nothing else when the
 * server is known. */
static void
test_modern (CliFixture    *cli,
             gconstpointer  data)
{
  call (cli);
  assert_sent (cli, "server/discover tools/list tools/call");
  call (cli);
  assert_sent (cli, "server/discover tools/list tools/call tools/list tools/call");
}

/* And what a session costs. */
static void
test_sessions (CliFixture    *cli,
               gconstpointer  data)
{
  call (cli);
  assert_sent (cli, "server/discover initialize notifications/initialized tools/list tools/call "
                    "DELETE");
  call (cli);
  assert_sent (cli, "server/discover initialize notifications/initialized tools/list tools/call "
                    "DELETE "
                    "initialize notifications/initialized tools/list tools/call DELETE");
}

/* A server that is removed is one that nobody knows; adding one always asks who it is. */
static void
test_removed (CliFixture    *cli,
              gconstpointer  data)
{
  g_assert_cmpint (cli_fixture_run (cli, "add", cli->demo.open, "--name=Open", NULL), ==, 0);
  call (cli);
  call (cli);
  g_assert_cmpint (cli_fixture_run (cli, "remove", "open", NULL), ==, 0);
  call (cli);
  assert_sent (cli, "server/discover tools/list server/discover tools/list tools/call "
                    "tools/list tools/call server/discover tools/list tools/call");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  g_test_add ("/cli/wire/modern", CliFixture, NULL, cli_fixture_set_up, test_modern,
              cli_fixture_tear_down);
  g_test_add ("/cli/wire/sessions", CliFixture, demo_sessions_only, cli_fixture_set_up,
              test_sessions, cli_fixture_tear_down);
  g_test_add ("/cli/wire/removed", CliFixture, NULL, cli_fixture_set_up, test_removed,
              cli_fixture_tear_down);

  return g_test_run ();
}
