/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line before every server that we have, in every way of talking. */

#include "config.h"

#include "cli-fixture.h"
#include "real-server.h"

static const char *
get_output (CliFixture *cli)
{
  g_strchomp (cli->output);

  return cli->output;
}

/* @revision: (nullable): to be kept to */
static void
assert_call (CliFixture *cli,
             const char *uri,
             const char *tool,
             const char *argument,
             const char *revision,
             const char *text)
{
  g_test_message ("%s %s %s", uri, tool, revision != NULL ? revision : "");

  if (revision != NULL)
    cli_fixture_run (cli, "call", uri, tool, argument, "--protocol", revision, NULL);
  else
    cli_fixture_run (cli, "call", uri, tool, argument, NULL);

  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (get_output (cli), ==, text);
}

/* All that the stand-in has seen since the last time was of one era. */
static void
assert_era (CliFixture *cli,
            const char *era)
{
  g_autoptr(DemoReply) counts = demo_fixture_control (&cli->demo, "/counts", NULL);
  g_autoptr(DemoReply) reset = demo_fixture_control (&cli->demo, "/reset", "{}");
  JsonObject *eras = json_node_get_object (counts->json);

  g_assert_cmpuint (json_object_get_size (eras), ==, 1);
  g_assert_true (json_object_has_member (eras, era));
}

static void
test_demo (CliFixture    *cli,
           gconstpointer  data)
{
  static const char * const sessions[] = { "2025-03-26", "2025-06-18", "2025-11-25" };
  g_autofree char *sse = NULL;

  assert_call (cli, cli->demo.showcase, "count_stock", "delay:=0", NULL,
               "192 pieces lie on 4 shelves.");
  assert_era (cli, "stateless");

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      assert_call (cli, cli->demo.showcase, "count_stock", "delay:=0", sessions[i],
                   "192 pieces lie on 4 shelves.");
      assert_era (cli, "session");
    }

  sse = g_strdup_printf ("%.*s/sse", (int) (strlen (cli->demo.open) - strlen ("/mcp")),
                         cli->demo.open);
  assert_call (cli, sse, "get_random_number", "max:=1", NULL, "0");
  assert_call (cli, sse, "get_random_number", "max:=1", "2024-11-05", "0");
  assert_era (cli, "events");
}

static void
test_everything (CliFixture    *cli,
                 gconstpointer  data)
{
  RealServer *servers[2];

  if (!real_server_is_installed ())
    {
      g_test_skip ("The servers are not installed: ./run tests does that");
      return;
    }

  servers[0] = real_server_new ();
  servers[1] = real_server_new_with_events ();

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      assert_call (cli, real_server_get_uri (servers[i]), "echo", "message=S\303\266hne",
                   NULL, "Echo: S\303\266hne");
      cli_fixture_check_forms (cli, real_server_get_uri (servers[i]));
      real_server_free (servers[i]);
    }
}

static void
test_second_sdk (CliFixture    *cli,
                 gconstpointer  data)
{
  RealServer *dual;
  RealServer *stateless;
  const char *uri;
  g_autofree char *kind = NULL;

  if (!real_server_has_second_sdk ())
    {
      g_test_skip ("The servers are not installed: ./run tests does that");
      return;
    }

  dual = real_server_new_second_sdk (FALSE);
  stateless = real_server_new_second_sdk (TRUE);
  uri = real_server_get_uri (dual);
  assert_call (cli, uri, "echo", "text=hi", NULL, "modern: hi");
  assert_call (cli, uri, "echo", "text=hi", "2026-07-28", "modern: hi");
  assert_call (cli, uri, "echo", "text=hi", "2025-11-25", "legacy: hi");
  assert_call (cli, uri, "echo", "text=hi", "2025-03-26", "legacy: hi");
  cli_fixture_check_forms (cli, uri);

  uri = real_server_get_uri (stateless);
  assert_call (cli, uri, "echo", "text=hi", NULL, "modern: hi");
  cli_fixture_run (cli, "call", uri, "echo", "text=hi", "--protocol", "2025-11-25", "--json", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "refused");
  assert_says (cli->errors, "Unsupported protocol version: 2025-11-25");

  real_server_free (dual);
  real_server_free (stateless);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func) \
  g_test_add ("/cli/servers/" path, CliFixture, NULL, cli_fixture_set_up, func, \
              cli_fixture_tear_down)
  ADD ("demo", test_demo);
  ADD ("everything", test_everything);
  ADD ("second-sdk", test_second_sdk);
#undef ADD

  return g_test_run ();
}
