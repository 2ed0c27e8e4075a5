/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

static void
test_version (CliFixture    *cli,
              gconstpointer  data)
{
  static const char * const commands[] = {
    "servers", "add", "edit", "remove", "tools", "call", "sign-in", "sign-out", "accounts", "trust",
  };

  g_assert_cmpint (cli_fixture_run (cli, "--version", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "toolcrib-cli " PACKAGE_VERSION "\n");

  g_assert_cmpint (cli_fixture_run (cli, "--help", NULL), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    assert_says (cli->output, commands[i]);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("toolcrib-cli %s [OPTION", commands[i]);

      g_assert_cmpint (cli_fixture_run (cli, commands[i], "--help", NULL), ==, 0);
      assert_says (cli->output, usage);
      assert_says (cli->output, "--json");
      g_assert_cmpstr (cli->errors, ==, "");
    }
}

static void
test_usage (CliFixture    *cli,
            gconstpointer  data)
{
  static const struct { const char *words[4]; const char *says; } cases[] = {
    { { NULL }, "Say what to do" },
    { { "nonsense" }, "no command “nonsense”" },
    { { "--nonsense" }, "no option “--nonsense”" },
    { { "servers", "extra" }, "It is called as: servers" },
    { { "servers", "--name", "x" }, "--name" },
    { { "add" }, "It is called as: add URL" },
    { { "add", "not a url" }, "no spaces" },
    { { "add", "ftp://example.com/" }, "https://" },
    { { "add", "http://example.com/mcp" }, "Without encryption" },
    { { "add", "https://ada:x@example.com/" }, "user name" },
    { { "edit", "nobody" }, "Say what to change" },
    { { "edit", "nobody", "--name=x" }, "no saved server named “nobody”" },
    { { "remove", "nobody" }, "no saved server named “nobody”" },
    { { "tools", "nobody" }, "no saved server named “nobody”" },
    { { "tools", "http://example.com/" }, "Without encryption" },
    { { "sign-in" }, "It is called as: sign-in SERVER" },
    { { "sign-in", "nobody" }, "no saved server named “nobody”" },
    { { "sign-in", "http://example.com/" }, "Without encryption" },
    { { "sign-out" }, "It is called as: sign-out SERVER|ACCOUNT" },
    { { "sign-out", "nobody" }, "neither a saved server nor an account named “nobody”" },
    { { "accounts", "x" }, "It is called as: accounts" },
    { { "call", "nobody" }, "It is called as: call SERVER TOOL" },
    { { "call", "nobody", "x", "y" }, "name=value" },
    { { "call", "nobody", "x", "y:=z" }, "“y” is no JSON" },
    { { "call", "nobody", "x", "--arguments=[1]" }, "JSON object" },
    { { "call", "nobody", "x", "--arguments={" }, "no JSON" },
    { { "call", "nobody", "x", "=y" }, "name=value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const *words = cases[i].words;
      g_autofree char *kind = NULL;

      g_test_message ("%s %s", words[0], words[0] != NULL ? words[1] : NULL);
      g_assert_cmpint (cli_fixture_run (cli, words[0], words[1], words[2], words[3], NULL), ==, 2);
      assert_says (cli->errors, cases[i].says);
      g_assert_true (g_str_has_prefix (cli->errors, "toolcrib-cli: "));
      g_assert_cmpstr (cli->output, ==, "");

      if (words[0] == NULL || words[0][0] == '-' || g_str_equal (words[0], "nonsense"))
        continue;

      g_assert_cmpint (cli_fixture_run (cli, words[0], "--json", words[1], words[2], words[3],
                                        NULL), ==, 2);
      kind = cli_fixture_dup_kind (cli);
      g_assert_true (g_str_equal (kind, "usage") || g_str_equal (kind, "address") ||
                     g_str_equal (kind, "not-found") || g_str_equal (kind, "arguments"));
    }
}

static void
test_add (CliFixture    *cli,
          gconstpointer  data)
{
  g_autofree char *kind = NULL;
  g_autofree char *path = g_build_filename (cli->home, "toolcrib", "servers", "open-tools.json",
                                            NULL);

  g_assert_cmpint (cli_fixture_run (cli, "add", cli->demo.open, NULL), ==, 0);
  assert_says (cli->output, "Saved “Open Tools”");
  assert_says (cli->output, "It has 4 tools.");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  /* The same address in other letters is the same address. */
  g_assert_cmpint (cli_fixture_run (cli, "add", "--json", cli->demo.open, "--name=Other", NULL),
                   ==, 1);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "exists");
  g_assert_cmpint (cli_fixture_run (cli, "add", cli->demo.showcase, "--name=OPEN tools", NULL),
                   ==, 1);
  assert_says (cli->errors, "There is a server named “Open Tools” already.");
  g_assert_cmpint (cli_fixture_run (cli, "add", cli->demo.showcase, "--name= ", NULL), ==, 2);
}

static void
test_add_unchecked (CliFixture    *cli,
                    gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *kind = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "add", "http://127.0.0.1:1/mcp", "--json", NULL), ==, 1);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "unreachable");
  g_assert_cmpint (cli_fixture_run (cli, "servers", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "");

  g_assert_cmpint (cli_fixture_run (cli, "add", "127.0.0.1:1/mcp", "--no-check", "--json", NULL),
                   ==, 0);
  node = json_from_string (cli->output, NULL);
  demo_assert_json (node, NULL, "{\"id\":\"127-0-0-1-1\",\"name\":\"127.0.0.1:1\","
                                "\"url\":\"http://127.0.0.1:1/mcp\"}");
}

static void
test_edit (CliFixture    *cli,
           gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;

  cli_fixture_run (cli, "add", "https://a.example/mcp", "--no-check", "--name=Alpha", NULL);
  cli_fixture_run (cli, "add", "https://b.example/mcp", "--no-check", "--name=Beta", NULL);

  g_assert_cmpint (cli_fixture_run (cli, "edit", "ALPHA", "--name=Gamma", NULL), ==, 0);
  assert_says (cli->output, "“Gamma” (https://a.example/mcp)");
  g_assert_cmpint (cli_fixture_run (cli, "edit", "alpha", "--url=HTTPS://C.example", NULL), ==, 0);

  g_assert_cmpint (cli_fixture_run (cli, "edit", "Gamma", "--name=beta", NULL), ==, 1);
  g_assert_cmpint (cli_fixture_run (cli, "edit", "Gamma", "--url=https://b.example/mcp", NULL),
                   ==, 1);
  g_assert_cmpint (cli_fixture_run (cli, "edit", "Gamma", "--url=http://b.example/mcp", NULL),
                   ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "edit", "Gamma", "--name=", NULL), ==, 2);

  g_assert_cmpint (cli_fixture_run (cli, "servers", "--json", NULL), ==, 0);
  node = json_from_string (cli->output, NULL);
  demo_assert_json (node, NULL,
                    "[{\"id\":\"alpha\",\"name\":\"Gamma\",\"url\":\"https://c.example/\"},"
                    "{\"id\":\"beta\",\"name\":\"Beta\",\"url\":\"https://b.example/mcp\"}]");
}

static void
test_remove (CliFixture    *cli,
             gconstpointer  data)
{
  cli_fixture_run (cli, "add", "https://a.example/mcp", "--no-check", "--name=Alpha", NULL);
  g_assert_cmpint (cli_fixture_run (cli, "remove", "alpha", NULL), ==, 0);
  assert_says (cli->output, "Removed “Alpha”.");
  g_assert_cmpint (cli_fixture_run (cli, "remove", "alpha", NULL), ==, 2);
  g_assert_cmpint (cli_fixture_run (cli, "servers", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "[]\n");
}

/* A file of a newer version is said, left alone and in nobody's way. */
static void
test_newer_file (CliFixture    *cli,
                 gconstpointer  data)
{
  static const char newer[] = "{\"format\":2,\"name\":\"N\"}";
  g_autofree char *path = g_build_filename (cli->home, "toolcrib", "servers", "alpha.json", NULL);
  g_autofree char *text = NULL;

  cli_fixture_run (cli, "add", "https://b.example/mcp", "--no-check", "--name=Beta", NULL);
  g_file_set_contents (path, newer, -1, NULL);
  g_assert_cmpint (cli_fixture_run (cli, "add", "https://a.example/mcp", "--no-check",
                                    "--name=Alpha", NULL), ==, 0);
  assert_says (cli->errors, "newer version");
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, newer);
}

/* All pages, as the server sends them to somebody else's client. */
static JsonNode *
list_tools (CliFixture *cli)
{
  g_autofree char *session = demo_fixture_initialize (&cli->demo, cli->demo.showcase, "{}");
  g_autofree char *params = g_strdup ("{}");
  JsonArray *all = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  while (params != NULL)
    {
      g_autofree char *body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":"
                                               "\"tools/list\",\"params\":%s}", params);
      g_autoptr(DemoReply) reply = demo_fixture_rpc (&cli->demo, cli->demo.showcase, session, body);
      JsonObject *result = json_node_get_object (demo_look_up (reply->json, "result"));
      JsonArray *tools = json_object_get_array_member (result, "tools");

      for (guint i = 0; i < json_array_get_length (tools); i++)
        json_array_add_element (all, json_array_dup_element (tools, i));

      g_free (params);
      params = json_object_has_member (result, "nextCursor")
        ? g_strdup_printf ("{\"cursor\":\"%s\"}",
                           json_object_get_string_member (result, "nextCursor"))
        : NULL;
    }

  json_node_take_array (node, all);

  return node;
}

static void
test_tools (CliFixture    *cli,
            gconstpointer  data)
{
  g_autoptr(JsonNode) wanted = list_tools (cli);
  g_autofree char *text = json_to_string (wanted, FALSE);
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "tools", cli->demo.showcase, "--json", "--no-auth", NULL),
                   ==, 0);
  node = json_from_string (cli->output, NULL);
  demo_assert_json (node, NULL, text);

  cli_fixture_run (cli, "add", cli->demo.showcase, NULL);
  g_assert_cmpint (cli_fixture_run (cli, "tools", "showcase", NULL), ==, 0);
  assert_says (cli->output, "order_form – Place order\n  Takes an order");
}

static void
test_bad_servers (CliFixture    *cli,
                  gconstpointer  data)
{
  /* Nobody says where to sign in to the open server: that is nothing a person could do. */
  static const struct { const char *fault; int status; const char *kind, *option; } cases[] = {
    { "\"kind\":\"status\",\"status\":401", 1, "sign-in" },
    { "\"kind\":\"status\",\"status\":401", 3, "sign-in", "--no-auth" },
    { "\"kind\":\"status\",\"status\":403", 1, "forbidden" },
    { "\"kind\":\"status\",\"status\":404", 1, "not-mcp" },
    { "\"kind\":\"status\",\"status\":405", 1, "not-mcp" },
    { "\"kind\":\"status\",\"status\":429", 1, "server" },
    { "\"kind\":\"status\",\"status\":500", 1, "server" },
    { "\"kind\":\"status\",\"status\":503", 1, "server" },
    { "\"kind\":\"html\"", 1, "not-mcp" },
    { "\"kind\":\"cut\"", 1, "unreachable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = NULL;
      g_autofree char *kind = NULL;
      g_autoptr(DemoReply) reset = NULL;

      g_test_message ("%s", cases[i].fault);
      fault = g_strdup_printf ("{\"server\":\"open\",\"rpc\":\"%s\",\"times\":9,%s}",
                               data == demo_sessions_only ? "initialize" : "*", cases[i].fault);
      cli_fixture_fault (cli, fault);
      g_assert_cmpint (cli_fixture_run (cli, "tools", cli->demo.open, "--json", cases[i].option,
                                        NULL), ==, cases[i].status);
      kind = cli_fixture_dup_kind (cli);
      g_assert_cmpstr (kind, ==, cases[i].kind);
      g_assert_cmpstr (cli->output, ==, "");
      reset = demo_fixture_control (&cli->demo, "/reset", "");
    }
}

static void
test_debug (CliFixture    *cli,
            gconstpointer  data)
{
  g_assert_cmpint (cli_fixture_run (cli, "tools", "http://127.0.0.1:1/", NULL), ==, 1);
  g_assert_null (strstr (cli->errors, "Connection refused"));
  g_assert_cmpint (cli_fixture_run (cli, "--debug", "tools", "http://127.0.0.1:1/", NULL), ==, 1);
  assert_says (cli->errors, "Connection refused");
  g_assert_cmpint (cli_fixture_run (cli, "tools", "--debug", cli->demo.open, "--json", NULL),
                   ==, 0);
  g_assert_cmpint (cli->output[0], ==, '[');
}

static const char *program;

/* A full disk: what was to be printed is lost, and that is no success. */
static void
test_full_disk (CliFixture    *cli,
                gconstpointer  data)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--version", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (errors, "could not be written"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);
  program = argv[1];

#define ADD(path, func) \
  ADD_FOR (path, NULL, func)
#define ADD_FOR(path, options, func) \
  g_test_add ("/cli/" path, CliFixture, options, cli_fixture_set_up, func, cli_fixture_tear_down)
  ADD ("version", test_version);
  ADD ("usage", test_usage);
  ADD ("add", test_add);
  ADD ("add-unchecked", test_add_unchecked);
  ADD ("edit", test_edit);
  ADD ("remove", test_remove);
  ADD ("newer-file", test_newer_file);
  ADD ("tools", test_tools);
  ADD ("bad-servers", test_bad_servers);
  ADD_FOR ("bad-servers/sessions", demo_sessions_only, test_bad_servers);
  ADD_FOR ("bad-servers/stateless", demo_stateless_only, test_bad_servers);
  ADD ("debug", test_debug);
  ADD ("full-disk", test_full_disk);
#undef ADD
#undef ADD_FOR

  return g_test_run ();
}
