/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include "cli-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* What takes more than one word. */
#define DEEP \
  "\"parcels\":{\"type\":\"array\",\"maxItems\":2,\"items\":{\"type\":\"object\"," \
  "\"properties\":{\"kg\":{\"type\":\"number\"}}}},\"codes\":{\"type\":\"array\"," \
  "\"items\":{\"type\":\"integer\"}},\"labels\":{\"type\":\"object\"," \
  "\"additionalProperties\":{\"type\":\"integer\"}},\"id\":{\"anyOf\":[{\"type\":\"string\"}," \
  "{\"type\":\"integer\"},{\"type\":\"object\",\"properties\":{\"name\":{" \
  "\"type\":\"string\"}}}]},\"days\":{\"type\":\"array\",\"items\":{\"enum\":[\"mo\",\"tu\"," \
  "\"we\"]}},\"paper\":{\"type\":\"string\",\"contentEncoding\":\"base64\"}," \
  "\"inside\":{\"$ref\":\"#\"}"
#define ECHO_TOOL \
  "{\"server\":\"open\",\"add\":{\"name\":\"echo\",\"description\":\"d\",\"x-odd\":[1.50]," \
  "\"inputSchema\":{\"type\":\"object\",\"properties\":{" \
  "\"text\":{\"type\":\"string\"},\"count\":{\"type\":\"integer\"}," \
  "\"price\":{\"type\":\"number\"},\"urgent\":{\"type\":\"boolean\"}," \
  "\"when\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}," \
  "\"size\":{\"enum\":[\"small\",\"large\",3]},\"tags\":{\"type\":\"array\"}," \
  "\"a.b\":{\"type\":\"string\"}," \
  "\"address\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}," \
  "\"zip\":{\"type\":\"integer\"}}}," DEEP "}}}}"

static void
test_text (CliFixture    *cli,
           gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "min=7",
                                    "max=8", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "7\n");
  g_assert_cmpstr (cli->errors, ==, "");

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "--json",
                                    "--arguments", "{\"min\":7,\"max\":8}", NULL), ==, 0);
  node = json_from_string (cli->output, NULL);
  demo_assert_json (node, "content", "[{\"type\":\"text\",\"text\":\"7\"}]");

  cli_fixture_run (cli, "add", cli->demo.open, "--name=Open", NULL);
  g_assert_cmpint (cli_fixture_run (cli, "call", "open", "get_random_number", "min=7", "max=8",
                                    "--no-auth", NULL), ==, 0);
  g_assert_cmpstr (cli->output, ==, "7\n");
}

static void
test_kinds (CliFixture    *cli,
            gconstpointer  data)
{
  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "draw_chart", NULL), ==, 0);
  assert_says (cli->output, "[image, image/png, ");

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "find_orders", NULL), ==, 0);
  assert_says (cli->output, "{\n  \"orders\": [\n");

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "export_note", NULL), ==, 0);
  assert_says (cli->output, "[link, ");
  assert_says (cli->output, "[file, ");
}

static void
test_failing (CliFixture    *cli,
              gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *kind = NULL;

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "broken_scale", NULL), ==, 1);
  assert_says (cli->output, "The scale does not answer.");
  assert_says (cli->errors, "the tool says that it failed");

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "broken_scale", "--json",
                                    NULL), ==, 1);
  node = json_from_string (cli->output, NULL);
  demo_assert_json (node, "isError", "true");
  g_assert_cmpstr (cli->errors, ==, "");

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.open, "nope", "--json", NULL), ==, 1);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "not-found");
}

/* What the server was sent, from its own log. */
static void
assert_sent (CliFixture *cli,
             const char *arguments)
{
  g_autofree char *text = cli_fixture_dup_log (cli);
  g_autoptr(JsonNode) log = json_from_string (text, NULL);
  JsonArray *entries = json_node_get_array (log);

  for (guint i = json_array_get_length (entries); i > 0; i--)
    {
      JsonNode *entry = json_array_get_element (entries, i - 1);
      JsonObject *object = json_node_get_object (entry);

      if (g_strcmp0 (json_object_get_string_member_with_default (object, "rpc", NULL),
                     "tools/call") != 0)
        continue;

      demo_assert_json (entry, "body/params/arguments", arguments);
      return;
    }

  g_assert_not_reached ();
}

static void
test_typed (CliFixture    *cli,
            gconstpointer  data)
{
  static const struct { const char *words[4]; const char *arguments; } cases[] = {
    { { "count=12" }, "{\"count\":12}" },
    { { "text=12", "price=1.50" }, "{\"text\":\"12\",\"price\":1.50}" },
    { { "text=a=b:=c", "urgent=yes" }, "{\"text\":\"a=b:=c\",\"urgent\":true}" },
    { { "urgent=FALSE", "size=3" }, "{\"urgent\":false,\"size\":3}" },
    { { "size=small", "when=null" }, "{\"size\":\"small\",\"when\":null}" },
    { { "when=2026-11-22T19:26:53Z" }, "{\"when\":\"2026-11-22T19:26:53Z\"}" },
    { { "tags=[\"x\", {\"y\":1}]" }, "{\"tags\":[\"x\",{\"y\":1}]}" },
    { { "address.city=Hamburg", "address.zip=7" },
      "{\"address\":{\"city\":\"Hamburg\",\"zip\":7}}" },
    { { "address:={\"city\":\"Kiel\",\"more\":[1]}", "text=" },
      "{\"address\":{\"city\":\"Kiel\",\"more\":[1]},\"text\":\"\"}" },
    { { "a.b=dotted" }, "{\"a.b\":\"dotted\"}" },
    { { "extra:=[1,2]", "text=x" }, "{\"text\":\"x\",\"extra\":[1,2]}" },
    { { "--", "count=-5" }, "{\"count\":-5}" },
    { { "codes=1", "codes=2", "codes.2=3" }, "{\"codes\":[1,2,3]}" },
    { { "codes=[1, 2.0]" }, "{\"codes\":[1,2.0]}" },
    { { "parcels.0.kg=1.50", "parcels.1.kg=2" }, "{\"parcels\":[{\"kg\":1.50},{\"kg\":2}]}" },
    { { "labels.x=1", "labels.y y=2" }, "{\"labels\":{\"x\":1,\"y y\":2}}" },
    { { "id=12" }, "{\"id\":12}" },
    { { "id=12a" }, "{\"id\":\"12a\"}" },
    { { "id.name=Ada" }, "{\"id\":{\"name\":\"Ada\"}}" },
    { { "days=we, 1" }, "{\"days\":[\"we\",\"mo\"]}" },
    { { "days=[\"tu\"]" }, "{\"days\":[\"tu\"]}" },
    { { "days=[]" }, "{\"days\":[]}" },
    { { "paper=AAEC" }, "{\"paper\":\"AAEC\"}" },
    { { "inside.inside.count=1" }, "{\"inside\":{\"inside\":{\"count\":1}}}" },
    { { NULL }, "{}" },
  };
  g_autoptr(DemoReply) reply = demo_fixture_control (&cli->demo, "/tools", ECHO_TOOL);

  cli_fixture_run (cli, "call", cli->demo.open, "get_current_date_time", "x:=[1.10]", NULL);
  assert_sent (cli, "{\"x\":[1.10]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const *words = cases[i].words;

      g_test_message ("%s", cases[i].arguments);
      cli_fixture_run (cli, "call", cli->demo.open, "echo", words[0], words[1], words[2], NULL);
      g_assert_cmpint (cli->status, !=, 2);
      assert_sent (cli, cases[i].arguments);
    }
}

static void
test_wrong (CliFixture    *cli,
            gconstpointer  data)
{
  static const struct { const char *word; const char *says; } cases[] = {
    { "nope=1", "has: text, count, price, urgent, when, size, tags, a.b, address.city" },
    { "count=1.5", "count: " },
    { "count=", "count: " },
    { "count=abc", "count: " },
    { "price=1,5", "price: " },
    { "urgent=maybe", "true or false" },
    { "size=medium", "one of: \"small\", \"large\", 3" },
    { "tags=x", "tags: " },
    { "address=Kiel", "is a group" },
    { "address.street=x", "no argument “address.street”" },
    { "count:=\"x\"", "count: " },
    { "codes=x", "codes: " },
    { "codes.1=2", "no argument “codes.1”" },
    { "parcels.0=3", "is a group" },
    { "labels.x=y", "labels.x: " },
    { "days=fr", "“fr” is none of these" },
    { "paper=@/none/such", "/none/such" },
    { "paper=@/dev/zero", "“/dev/zero” is no file" },
    { "codes=[1", "“codes” is no JSON" },
  };
  g_autoptr(DemoReply) reply = demo_fixture_control (&cli->demo, "/tools", ECHO_TOOL);
  g_autofree char *log = NULL;

  /* Without a schema for it there is nothing to type a value by. */
  cli_fixture_run (cli, "call", cli->demo.open, "get_current_date_time", "x=1", NULL);
  g_assert_cmpint (cli->status, ==, 2);
  assert_says (cli->errors, "x:=JSON");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].word);
      cli_fixture_run (cli, "call", cli->demo.open, "echo", cases[i].word, NULL);
      g_assert_cmpint (cli->status, ==, 2);
      assert_says (cli->errors, cases[i].says);
    }

  g_assert_cmpint (cli_fixture_run (cli, "call", cli->demo.showcase, "order_form", "--json", NULL),
                   ==, 2);
  assert_says (cli->errors, "customer");
  log = cli_fixture_dup_log (cli);
  g_assert_null (strstr (log, "tools/call"));
}

static void
test_faults (CliFixture    *cli,
             gconstpointer  data)
{
  static const struct { const char *fault; int status; const char *kind, *option; } cases[] = {
    { "\"kind\":\"cut\"", 1, "lost" },
    { "\"kind\":\"status\",\"status\":401", 1, "sign-in" },
    { "\"kind\":\"status\",\"status\":401", 3, "sign-in", "--no-auth" },
    { "\"kind\":\"status\",\"status\":500", 1, "server" },
    { "\"kind\":\"json\"", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = NULL;
      g_autofree char *kind = NULL;
      g_autoptr(DemoReply) reset = NULL;

      g_test_message ("%s", cases[i].fault);
      fault = g_strdup_printf ("{\"server\":\"open\",\"rpc\":\"tools/call\",\"times\":1,%s}",
                               cases[i].fault);
      cli_fixture_fault (cli, fault);
      cli_fixture_run (cli, "call", cli->demo.open, "get_random_number", "--json",
                       cases[i].option, NULL);
      g_assert_cmpint (cli->status, ==, cases[i].status);
      kind = cases[i].kind != NULL ? cli_fixture_dup_kind (cli) : NULL;
      g_assert_cmpstr (kind, ==, cases[i].kind);
      reset = demo_fixture_control (&cli->demo, "/reset", "");
    }
}

static void
wait_running (CliFixture *cli)
{
  gint64 n_calls = 0;

  while (n_calls == 0)
    {
      g_autoptr(DemoReply) state = demo_fixture_control (&cli->demo, "/state", NULL);

      n_calls = json_node_get_int (demo_look_up (state->json, "running_calls"));
    }
}

static void
test_interrupt (CliFixture    *cli,
                gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *log = NULL;

  process = cli_fixture_spawn (cli, -1, "call", cli->demo.showcase, "print_labels", "--json", NULL);
  wait_running (cli);
  g_subprocess_send_signal (process, SIGINT);
  cli_fixture_wait (cli, process);

  g_assert_cmpint (cli->status, ==, 130);
  kind = cli_fixture_dup_kind (cli);
  g_assert_cmpstr (kind, ==, "cancelled");
  log = cli_fixture_dup_log (cli);

  if (data == demo_sessions_only)
    {
      assert_says (log, "notifications/cancelled");
      assert_says (log, "DELETE");
    }
  else
    {
      /* closing the stream says it all */
      assert_says (log, "\"hung_up\":true");
      g_assert_null (strstr (log, "notifications/cancelled"));
      g_assert_null (strstr (log, "DELETE"));
    }
}

static int
open_terminal (int *other_end)
{
  int terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  *other_end = open (ptsname (terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*other_end, >=, 0);

  return terminal;
}

/* At a terminal a tool that may change something asks; what was typed before it asks counts. Then
 * this server asks once more, which --yes does not answer. */
static void
test_consent (CliFixture    *cli,
              gconstpointer  data)
{
  static const struct { const char *answer; const char *option; int status; } cases[] = {
    { "n\n", NULL, 1 },
    { "\n", NULL, 1 },
    { "y\ny\ny\n", NULL, 0 },
    { "y\ny\n", "--yes", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GSubprocess) process = NULL;
      char said[2048] = "";
      int other_end;
      int terminal = open_terminal (&other_end);

      g_assert_cmpint (write (terminal, cases[i].answer, strlen (cases[i].answer)), >, 0);
      process = cli_fixture_spawn (cli, other_end, "call", cli->demo.open,
                                   "get_current_date_time", cases[i].option, NULL);
      cli_fixture_wait (cli, process);
      g_assert_cmpint (cli->status, ==, cases[i].status);
      g_assert_cmpint (*cli->output != '\0', ==, cases[i].status == 0);

      g_assert_cmpint (read (terminal, said, sizeof said - 1), >=, 0);

      if (cases[i].option == NULL)
        assert_says (said, "[y/N]");
      else
        g_assert_null (strstr (said, "[y/N]"));

      close (other_end);
      close (terminal);
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
  ADD_FOR (path, NULL, func)
#define ADD_FOR(path, options, func) \
  g_test_add ("/cli/call/" path, CliFixture, options, cli_fixture_set_up, func, \
              cli_fixture_tear_down)
  ADD ("text", test_text);
  ADD ("kinds", test_kinds);
  ADD ("failing", test_failing);
  ADD ("typed", test_typed);
  ADD ("wrong", test_wrong);
  ADD ("faults", test_faults);
  ADD_FOR ("faults/sessions", demo_sessions_only, test_faults);
  ADD ("interrupt", test_interrupt);
  ADD_FOR ("interrupt/sessions", demo_sessions_only, test_interrupt);
  ADD ("consent", test_consent);
#undef ADD
#undef ADD_FOR

  return g_test_run ();
}
