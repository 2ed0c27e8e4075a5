/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

static const char *program;

#define SCHEMA \
  "{\"type\":\"object\",\"required\":[\"to\"],\"properties\":{" \
  "\"to\":{\"type\":\"string\",\"minLength\":2,\"title\":\"For \\u001b[1mwhom\"}," \
  "\"size\":{\"enum\":[\"s\",\"l\"],\"default\":\"s\"}," \
  "\"parcels\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{" \
  "\"weight\":{\"type\":\"number\"},\"inside\":{\"$ref\":\"#/properties/parcels/items\"}}}}," \
  "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":[\"integer\",\"null\"]}}," \
  "\"more\":{}}}"
#define TOOLS \
  "[{\"name\":\"send\",\"inputSchema\":" SCHEMA "},{\"name\":\"stop\",\"inputSchema\":" \
  "{\"type\":\"object\"}}]"
#define RESULT "{\"tools\":" TOOLS "}"
#define ANSWER "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" RESULT "}"

#define LINES \
  "  to  text, required, at least 2 characters\n" \
  "  size  one of these: \"s\", \"l\", otherwise \"s\"\n" \
  "  parcels  list\n" \
  "    *  group\n" \
  "      weight  number\n" \
  "      inside  group, goes on as above\n" \
  "  labels  names and values\n" \
  "    *  whole number, may be null\n" \
  "  more  JSON\n"

static void
write_file (CliFixture *cli,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (cli->home, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_text (CliFixture    *cli,
           gconstpointer  data)
{
  static const char * const files[] = { TOOLS, RESULT, ANSWER };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      write_file (cli, "tools.json", files[i]);
      g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "send", NULL), ==, 0);
      g_assert_cmpstr (cli->output, ==, "send\n" LINES);
      g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", NULL), ==, 0);
      g_assert_cmpstr (cli->output, ==,
                       "send\n" LINES "stop\n  It takes no arguments.\n");
      g_assert_cmpstr (cli->errors, ==, "");
    }
}

static JsonNode *
parse (CliFixture *cli)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (cli->output, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cli->errors, ==, "");

  return node;
}

static void
assert_field (JsonNode   *root,
              const char *path,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) list = json_path_query (path, root, &error);
  g_autoptr(JsonNode) wanted = json_from_string (expected, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  g_test_message ("%s: %s", path, expected);
  g_assert_true (json_node_equal (json_array_get_element (json_node_get_array (list), 0), wanted));
}

static void
test_json (CliFixture    *cli,
           gconstpointer  data)
{
  g_autoptr(JsonNode) one = NULL;
  g_autoptr(JsonNode) all = NULL;

  write_file (cli, "tools.json", TOOLS);
  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "send", "--json", NULL), ==, 0);
  one = parse (cli);
  assert_field (one, "$.tool", "\"send\"");
  assert_field (one, "$.form.fields[0]",
                "{\"path\":\"/to\",\"name\":\"to\",\"title\":\"For [1mwhom\",\"kind\":\"string\","
                "\"required\":true,\"nullable\":false,\"fallback\":false,"
                "\"limits\":\"at least 2 characters\"}");
  assert_field (one, "$.form.fields[1]",
                "{\"path\":\"/size\",\"name\":\"size\",\"title\":\"Size\",\"kind\":\"choice\","
                "\"required\":false,\"nullable\":false,\"fallback\":false,\"default\":\"s\","
                "\"choices\":[{\"value\":\"s\"},{\"value\":\"l\"}]}");
  assert_field (one, "$.form.fields[2].item.fields[1]",
                "{\"path\":\"/parcels/*/inside\",\"name\":\"inside\",\"title\":\"Inside\","
                "\"kind\":\"object\",\"required\":false,\"nullable\":false,\"fallback\":false,"
                "\"recursive\":true}");
  assert_field (one, "$.form.fields[3].extra",
                "{\"path\":\"/labels/*\",\"name\":\"*\",\"title\":\"*\",\"kind\":\"integer\","
                "\"required\":false,\"nullable\":true,\"fallback\":false}");
  assert_field (one, "$.form.fields[4].fallback", "true");

  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "--json", NULL), ==, 0);
  all = parse (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 2);
  assert_field (all, "$[1].tool", "\"stop\"");
  assert_field (all, "$[1].form.fields", "[]");
}

static void
test_server (CliFixture    *cli,
             gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "form", cli->demo.showcase, "--json",
                                    NULL), ==, 0);
  node = parse (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, 5);
  g_assert_cmpint (cli_fixture_run (cli, "form", cli->demo.open, "no-such",
                                    NULL), ==, 1);
  assert_says (cli->errors, "There is no tool “no-such”.");
}

/* What the demo's servers send says as much as other lists do. */
static void
test_demo (CliFixture    *cli,
           gconstpointer  data)
{
  cli_fixture_check_forms (cli, cli->demo.open);
  cli_fixture_check_forms (cli, cli->demo.showcase);
}

static void
test_nearest (CliFixture    *cli,
              gconstpointer  data)
{
  g_autofree char *kind = NULL;

  write_file (cli, "tools.json", TOOLS);
  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "sent", NULL), ==, 2);
  assert_says (cli->errors, "There is no tool “sent”. Is it one of these: send?");
  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "sent", "--json", NULL), ==, 2);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "not-found");
}

/* Each is said with the file's name, and nothing is printed. */
static void
test_bad_files (CliFixture    *cli,
                gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *words;
  } rows[] = {
    { "", "bad.json: " },
    { "{\"tools\":\n [}", "bad.json: line 2, column 3" },
    { "\xff", "bad.json: " },
    { "{}", "bad.json: There are no tools in it." },
    { "[]", "bad.json: There are no tools in it." },
    { "\"tools\"", "bad.json: There are no tools in it." },
    { "{\"tools\":{}}", "bad.json: There are no tools in it." },
    { "{\"result\":{\"tools\":[]}}", "bad.json: There are no tools in it." },
    { "[1]", "bad.json: Number 1 of the list is no tool: " },
    { "[{\"name\":\"a\"},{\"title\":\"b\"}]", "bad.json: Number 2 of the list is no tool: " },
    { "[{\"name\":\"\"}]", "bad.json: Number 1 of the list is no tool: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *kind = NULL;

      write_file (cli, "bad.json", rows[i].text);
      g_assert_cmpint (cli_fixture_run (cli, "form", "bad.json", NULL), ==, 2);
      assert_says (cli->errors, rows[i].words);
      g_assert_cmpstr (cli->output, ==, "");
      g_assert_cmpint (cli_fixture_run (cli, "form", "bad.json", "a", "--json", NULL), ==, 2);
      kind = cli_fixture_dup_kind (cli);
      g_assert_cmpstr (kind, ==, "arguments");
      g_assert_cmpstr (cli->output, ==, "");
    }

  g_assert_cmpint (cli_fixture_run (cli, "form", "none.json", NULL), ==, 2);
  assert_says (cli->errors, "none.json: ");
  g_assert_cmpint (cli_fixture_run (cli, "form", ".", NULL), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "form", "nobody", NULL), ==, 2);
  assert_says (cli->errors, "There is no saved server named “nobody”.");
  g_assert_cmpint (cli_fixture_run (cli, "form", NULL), ==, 2);
}

/* A tool without a schema, or with something else in its place, has a form all the same. */
static void
test_bad_schemas (CliFixture    *cli,
                  gconstpointer  data)
{
  static const char * const schemas[] = { "null", "true", "5", "[]", "\"object\"" };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"name\":\"a\",\"inputSchema\":%s}]",
                                               schemas[i]);

      write_file (cli, "tools.json", text);
      g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", "a", NULL), ==, 0);
      g_assert_cmpstr (cli->output, ==, "a\n  *  JSON, required\n");
    }

  write_file (cli, "tools.json", "[{\"name\":\"a\"}]");
  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "a\n  *  JSON, required\n");
}

/* More than anybody reads is not said to be nothing. */
static void
test_too_much (CliFixture    *cli,
               gconstpointer  data)
{
  g_autoptr(GString) tools = g_string_new ("[{\"name\":\"a\",\"inputSchema\":{\"properties\":{");

  for (guint i = 0; i < 20001; i++)
    g_string_append_printf (tools, "%s\"%u\":{}", i > 0 ? "," : "", i);

  g_string_append (tools, "}}}]");
  write_file (cli, "tools.json", tools->str);
  g_assert_cmpint (cli_fixture_run (cli, "form", "tools.json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "a\n  It takes more than can be listed.\n");
}

static void
test_standard_input (CliFixture    *cli,
                     gconstpointer  data)
{
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                      program, "form", "-", "stop", NULL);
  g_autofree char *output = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, TOOLS, NULL, &output, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_cmpstr (output, ==, "stop\n  It takes no arguments.\n");
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
  g_test_add ("/cli/form/" path, CliFixture, NULL, cli_fixture_set_up, test, cli_fixture_tear_down)

  add ("text", test_text);
  add ("json", test_json);
  add ("server", test_server);
  add ("demo", test_demo);
  add ("nearest", test_nearest);
  add ("bad-files", test_bad_files);
  add ("bad-schemas", test_bad_schemas);
  add ("too-much", test_too_much);
  add ("standard-input", test_standard_input);

  return g_test_run ();
}
