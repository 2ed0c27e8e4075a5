/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>

#define KEYFILE "glib-2.0/settings/keyfile"

static char *
read_settings (CliFixture *cli)
{
  g_autofree char *path = g_build_filename (cli->home, KEYFILE, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static void
assert_list (CliFixture *cli,
             const char *json)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) expected = json_from_string (json, NULL);

  g_assert_cmpint (cli_fixture_run (cli, "trust", "list", "--json", NULL), ==, 0);
  node = json_from_string (cli->output, NULL);
  g_assert_true (json_node_equal (node, expected));
  g_assert_cmpstr (cli->errors, ==, "");
}

static void
test_trust_changes (CliFixture    *cli,
                    gconstpointer  data)
{
  g_autofree char *kind = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "trust", "list", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "");
  assert_says (cli->errors, "Only Microsoft");
  assert_list (cli, "[]");

  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", "https://id.example/realms/one", NULL),
                   ==, 0);
  assert_says (cli->output, "“https://id.example/realms/one” may sign people in now.");
  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", "http://127.0.0.1:4711/t/v2.0",
                                    "--kind=entra", "--assume-pkce", "--allow-http-loopback",
                                    NULL), ==, 0);
  assert_list (cli, "[{\"issuer\":\"https://id.example/realms/one\",\"kind\":\"generic\","
               "\"ca_file\":null,\"assume_pkce\":false,\"allow_http_loopback\":false},"
               "{\"issuer\":\"http://127.0.0.1:4711/t/v2.0\",\"kind\":\"entra\","
               "\"ca_file\":null,\"assume_pkce\":true,\"allow_http_loopback\":true}]");

  g_assert_cmpint (cli_fixture_run (cli, "trust", "list", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "https://id.example/realms/one\n  --kind generic\n"
                   "http://127.0.0.1:4711/t/v2.0\n  --kind entra --assume-pkce "
                   "--allow-http-loopback\n");

  g_assert_cmpint (cli_fixture_run (cli, "trust", "remove", "https://id.example/realms/one", NULL),
                   ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "trust", "remove", "https://id.example/realms/one",
                                    "--json", NULL), ==, 2);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "not-found");
  g_assert_cmpint (cli_fixture_run (cli, "trust", "remove", "http://127.0.0.1:4711/t/v2.0",
                                    "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "[]\n");
}

/* Relative to where the person is; the settings hold the whole path. */
static void
test_trust_ca_file (CliFixture    *cli,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (cli->home, "ca.pem", NULL);
  g_autofree char *settings = NULL;

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", "https://id.example/", "--ca-file=ca.pem",
                                    NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", "https://other.example/",
                                    "--ca-file=none.pem", NULL), ==, 2);
  assert_says (cli->errors, "“none.pem” is no certificate file");
  settings = read_settings (cli);
  assert_says (settings, path);
  g_assert_null (strstr (settings, "other.example"));
}

static void
test_trust_refuse (CliFixture    *cli,
                   gconstpointer  data)
{
  static const struct { const char *words[4]; const char *says; } cases[] = {
    { { NULL }, "It is called as: trust" },
    { { "nonsense" }, "trust list, trust add ISSUER" },
    { { "list", "x" }, "needs no issuer" },
    { { "add" }, "which issuer" },
    { { "remove" }, "which issuer" },
    { { "add", "a", "b" }, "It is called as: trust" },
    { { "add", "id.example" }, "https" },
    { { "add", "http://id.example/" }, "https" },
    { { "add", "http://127.0.0.1:1/" }, "allow http" },
    { { "add", "https://id.example/?x=1" }, "“?”" },
    { { "add", "https://id.example/", "--kind=saml" }, "“saml” is no kind" },
    { { "add", "https://login.microsoftonline.com/common/v2.0" }, "trusted already" },
    { { "remove", "https://id.example/" }, "not in the list" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const *words = cases[i].words;
      g_autofree char *kind = NULL;
      g_autofree char *settings = NULL;

      g_test_message ("%s %s", words[0], words[0] != NULL ? words[1] : NULL);
      g_assert_cmpint (cli_fixture_run (cli, "trust", words[0], words[1], words[2], NULL), ==, 2);
      assert_says (cli->errors, cases[i].says);
      g_assert_cmpstr (cli->output, ==, "");
      settings = read_settings (cli);
      g_assert_null (settings);

      g_assert_cmpint (cli_fixture_run (cli, "trust", "--json", words[0], words[1], words[2],
                                        NULL), ==, 2);
      kind = cli_fixture_dup_kind (cli);
      g_assert_true (g_str_equal (kind, "usage") || g_str_equal (kind, "arguments") ||
                     g_str_equal (kind, "not-found"));
    }
}

/* What another version wrote, or a hand, is left alone. */
static void
test_trust_keeps (CliFixture    *cli,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (cli->home, KEYFILE, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *settings = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "[io/github/toolcrib/Toolcrib]\n"
                                      "trusted-authorities=[{'later': <('x', 7)>}]\n", -1, NULL));
  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", "https://id.example/", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "trust", "list", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "https://id.example/\n  --kind generic\n");
  settings = read_settings (cli);
  assert_says (settings, "{'later': <('x', 7)>}");
  assert_says (settings, "id.example");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func) \
  g_test_add ("/cli/trust/" path, CliFixture, NULL, cli_fixture_set_up, func, \
              cli_fixture_tear_down)
  ADD ("changes", test_trust_changes);
  ADD ("ca-file", test_trust_ca_file);
  ADD ("refuse", test_trust_refuse);
  ADD ("keeps", test_trust_keeps);
#undef ADD

  return g_test_run ();
}
