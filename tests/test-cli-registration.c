/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

static char *
read_profile (CliFixture *cli)
{
  g_autofree char *path = g_build_filename (cli->home, "toolcrib", "servers", "orders.json", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

#define ALL "--client-id=an-id", "--authority=https://id.example/realms/one", \
            "--scope=a.b c/d", "--redirect-uri=http://localhost:7777/cb"

static void
test_registration_add (CliFixture    *cli,
                       gconstpointer  data)
{
  g_autofree char *profile = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "add", "https://orders.example/mcp", "--no-check",
                                    "--name=Orders", "--json", ALL, NULL), ==, 0);
  node = json_from_string (cli->output, NULL);
  g_assert_cmpstr (demo_look_up_string (node, "client_id"), ==, "an-id");
  g_assert_cmpstr (demo_look_up_string (node, "authority"), ==, "https://id.example/realms/one");
  g_assert_cmpstr (demo_look_up_string (node, "scope"), ==, "a.b c/d");
  g_assert_cmpstr (demo_look_up_string (node, "redirect_uri"), ==, "http://localhost:7777/cb");
  profile = read_profile (cli);
  assert_says (profile, "\"client_id\": \"an-id\"");
  assert_says (profile, "\"authority\": \"https://id.example/realms/one\"");
  assert_says (profile, "\"scope\": \"a.b c/d\"");
  assert_says (profile, "\"redirect_uri\": \"http://localhost:7777/cb\"");
}

static void
test_registration_edit (CliFixture    *cli,
                        gconstpointer  data)
{
  g_autofree char *plain = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;

  cli_fixture_run (cli, "add", "https://orders.example/mcp", "--no-check", "--name=Orders", NULL);
  plain = read_profile (cli);
  g_assert_null (strstr (plain, "client_id"));

  g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", ALL, NULL), ==, 0);
  changed = read_profile (cli);
  assert_says (changed, "\"client_id\": \"an-id\"");
  assert_says (changed, "\"scope\": \"a.b c/d\"");

  /* An address names it as well. */
  g_assert_cmpint (cli_fixture_run (cli, "edit", "https://orders.example/mcp", "--client-id=",
                                    "--authority=", "--scope=", "--redirect-uri=", NULL), ==, 0);
  after = read_profile (cli);
  g_assert_cmpstr (after, ==, plain);
}

/* entra.md 2.4: what was found out goes with what somebody decides. */
static void
test_registration_resource (CliFixture    *cli,
                            gconstpointer  data)
{
  g_autofree char *sent = NULL;
  g_autofree char *plain = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "add", "https://orders.example/mcp", "--no-check",
                                    "--name=Orders", "--resource=omit", "--json", NULL), ==, 0);
  node = json_from_string (cli->output, NULL);
  g_assert_cmpstr (demo_look_up_string (node, "resource_parameter"), ==, "omit");

  g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", "--resource=send", NULL), ==, 0);
  sent = read_profile (cli);
  assert_says (sent, "\"resource_parameter\": \"send\"");

  g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", "--resource=auto", NULL), ==, 0);
  plain = read_profile (cli);
  g_assert_null (strstr (plain, "resource"));
}

/* Both are off unless somebody wants them. */
static void
test_registration_switches (CliFixture    *cli,
                            gconstpointer  data)
{
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "add", "https://orders.example/mcp", "--no-check",
                                    "--name=Orders", "--register", "--discovery=2025-03-26", NULL),
                   ==, 0);
  changed = read_profile (cli);
  assert_says (changed, "\"registration\": \"dynamic\"");
  assert_says (changed, "\"discovery\": \"2025-03-26\"");

  g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", "--no-register", "--register", NULL), ==,
                   2);
  g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", "--no-register", "--discovery=", NULL),
                   ==, 0);
  after = read_profile (cli);
  g_assert_null (strstr (after, "registration"));
  g_assert_null (strstr (after, "discovery"));
}

static void
test_registration_refuse (CliFixture    *cli,
                          gconstpointer  data)
{
  static const char * const cases[] = {
    "--client-id=two words", "--client-id=\xc3\xa4", "--scope=a\tb", "--scope=a\nb",
    "--authority=id.example", "--authority=http://id.example/", "--authority=ftp://id.example/",
    "--authority=https://a b/", "--redirect-uri=nonsense", "--redirect-uri=http://id.example/cb",
    "--redirect-uri=https://id.example/cb#x", "--redirect-uri=a b://x",
    "--redirect-uri=urn:ietf:wg:oauth:2.0:oob", "--redirect-uri=javascript:alert(1)",
    "--discovery=2025-06-18", "--discovery=yes", "--resource=never", "--resource=Send",
  };
  g_autofree char *plain = NULL;

  cli_fixture_run (cli, "add", "https://orders.example/mcp", "--no-check", "--name=Orders", NULL);
  plain = read_profile (cli);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *option = g_strndup (cases[i], strcspn (cases[i], "="));
      g_autofree char *kind = NULL;
      g_autofree char *after = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", cases[i], "--name=New", NULL),
                       ==, 2);
      assert_says (cli->errors, option);
      g_assert_cmpint (cli_fixture_run (cli, "edit", "orders", cases[i], "--json", NULL), ==, 2);
      kind = cli_fixture_dup_kind (cli);
      g_assert_cmpstr (kind, ==, "arguments");
      g_assert_cmpint (cli_fixture_run (cli, "add", "https://b.example/", "--no-check", cases[i],
                                        NULL), ==, 2);
      after = read_profile (cli);
      g_assert_cmpstr (after, ==, plain);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func) \
  g_test_add ("/cli/registration/" path, CliFixture, NULL, cli_fixture_set_up, func, \
              cli_fixture_tear_down)
  ADD ("add", test_registration_add);
  ADD ("edit", test_registration_edit);
  ADD ("resource", test_registration_resource);
  ADD ("switches", test_registration_switches);
  ADD ("refuse", test_registration_refuse);
#undef ADD

  return g_test_run ();
}
