/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

static const char *program;

static void
write_file (CliFixture *cli,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (cli->home, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (CliFixture    *cli,
        gconstpointer  data)
{
  cli_fixture_set_up (cli, data);
  write_file (cli, "schema.json", "{\"properties\":{\"when\":{\"type\":\"string\",\"format\":"
              "\"date\"},\"more\":{\"$ref\":\"https://other.example/s\"}},"
              "\"required\":[\"when\"]}");
}

static void
assert_code (CliFixture *cli,
             const char *value,
             int         code)
{
  write_file (cli, "value.json", value);
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", "schema.json", "value.json",
                                    NULL), ==, code);
}

static void
test_text (CliFixture    *cli,
           gconstpointer  data)
{
  assert_code (cli, "{\"when\":\"2026-01-31\"}", 0);
  g_assert_cmpstr (cli->output, ==, "Valid.\n");

  assert_code (cli, "{\"when\":\"tomorrow\"}", 1);
  g_assert_cmpstr (cli->output, ==, "Not valid:\n  #/when: This has to be a date, such as "
                   "2026-01-31. (#/properties/when/format)\n");

  assert_code (cli, "{\"when\":\"2026-01-31\",\"more\":1}", 3);
  assert_says (cli->output, "This cannot be checked:\n  #/more: The schema refers to "
               "“https://other.example/s”, which is elsewhere and is not fetched.");
  g_assert_cmpstr (cli->errors, ==, "");

  /* What is wrong for sure is not valid, whatever cannot be checked beside it. */
  assert_code (cli, "{\"more\":1}", 1);
  assert_says (cli->output, "“when” is missing.");
}

static void
assert_json (CliFixture *cli,
             const char *expected)
{
  g_autoptr(JsonNode) node = json_from_string (cli->output, NULL);
  g_autoptr(JsonNode) wanted = json_from_string (expected, NULL);

  g_assert_nonnull (node);
  g_assert_true (json_node_equal (node, wanted));
  g_assert_cmpstr (cli->errors, ==, "");
}

static void
test_json (CliFixture    *cli,
           gconstpointer  data)
{
  write_file (cli, "value.json", "{\"when\":1}");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", "schema.json", "value.json",
                                    "--json", NULL), ==, 1);
  assert_json (cli, "{\"valid\":false,\"errors\":[{\"instance\":\"/when\",\"schema\":"
               "\"/properties/when/type\",\"keyword\":\"type\",\"message\":"
               "\"This has to be text.\",\"checked\":true}],\"more\":false}");

  write_file (cli, "value.json", "{\"when\":\"2026-01-31\"}");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", "schema.json", "value.json",
                                    "--json", NULL), ==, 0);
  assert_json (cli, "{\"valid\":true,\"errors\":[],\"more\":false}");
}

/* Of a file that is no JSON nothing can be said, but where it goes wrong. */
static void
test_no_json (CliFixture    *cli,
              gconstpointer  data)
{
  assert_code (cli, "{\"when\":\n  tomorrow}", 3);
  assert_says (cli->errors, "value.json: line 2, column ");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", "value.json", "schema.json",
                                    "--json", NULL), ==, 3);
  assert_says (cli->output, "\"valid\": null");
  assert_says (cli->output, "value.json: line 2, column ");
}

static void
test_usage (CliFixture    *cli,
            gconstpointer  data)
{
  g_assert_cmpint (cli_fixture_run (cli, "validate", "schema.json", NULL), ==, 2);
  assert_says (cli->errors, "Say which schema");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema=-", NULL), ==, 2);
  assert_says (cli->errors, "Standard input cannot be both.");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", "none.json", NULL), ==, 2);
  assert_says (cli->errors, "none.json: ");
  g_assert_cmpint (cli_fixture_run (cli, "validate", "--schema", ".", NULL), ==, 2);
}

static void
test_standard_input (CliFixture    *cli,
                     gconstpointer  data)
{
  g_autofree char *schema = g_build_filename (cli->home, "schema.json", NULL);
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                      program, "validate", "--schema", schema, NULL);
  g_autofree char *output = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, "{\"when\":false}", NULL, &output, NULL,
                                                NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  assert_says (output, "#/when: This has to be text.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  program = argv[1];
  cli_fixture_set_programs (argv[1], argv[2]);

#define add(path, test) \
  g_test_add ("/cli/validate/" path, CliFixture, NULL, set_up, test, cli_fixture_tear_down)

  add ("text", test_text);
  add ("json", test_json);
  add ("no-json", test_no_json);
  add ("usage", test_usage);
  add ("standard-input", test_standard_input);

  return g_test_run ();
}
