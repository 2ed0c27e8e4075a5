/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "mcp-fixture.h"
#include "terminal-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define TOOL "{\"tools\":[{\"name\":\"t\",\"annotations\":{\"readOnlyHint\":true}," \
             "\"inputSchema\":{\"type\":\"object\"}}]}"
#define DONE "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\"," \
             "\"text\":\"done\"}]}}"
#define ASK(params) "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"elicitation/create\"," \
                    "\"params\":" params "}"
#define PROPERTIES \
  "{\"who\":{\"type\":\"string\",\"title\":\"For whom\",\"description\":\"A name.\"," \
  "\"minLength\":2},\"count\":{\"type\":\"integer\",\"maximum\":9,\"default\":3}," \
  "\"now\":{\"type\":\"boolean\"},\"size\":{\"oneOf\":[{\"const\":\"s\",\"title\":\"Small\"}," \
  "{\"const\":\"l\",\"title\":\"Large\"}]},\"colours\":{\"type\":\"array\",\"items\":{" \
  "\"type\":\"string\",\"enum\":[\"red\",\"blue\"]}}}"
#define FORM "{\"message\":\"Parcel?\",\"requestedSchema\":{\"type\":\"object\",\"properties\":" \
             PROPERTIES ",\"required\":[\"who\"]}}"
#define PAGE(uri) "{\"mode\":\"url\",\"message\":\"Pay.\",\"elicitationId\":\"1\"," \
                  "\"url\":\"" uri "\"}"

typedef struct
{
  CliFixture cli;
  McpFixture mcp;
  TerminalFixture terminal;
  GSubprocess *process;
  MockExchange *call;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  mcp_fixture_set_up (&self->mcp, NULL);
  terminal_fixture_open (&self->terminal);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->process);
  terminal_fixture_close (&self->terminal);
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

/* Runs the tool up to the call, whose answer is a stream. */
static void
begin (Fixture    *self,
       gboolean    at_terminal,
       const char *option,
       const char *value)
{
  self->process = cli_fixture_spawn (&self->cli, at_terminal ? self->terminal.program : -1, "call",
                                     mock_server_get_uri (self->mcp.server), "t", "--no-auth",
                                     option, value, NULL);
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), TOOL);
  self->call = mcp_fixture_wait (&self->mcp, "tools/call");
  mcp_fixture_start (self->call);
}

static void
end (Fixture *self)
{
  mcp_fixture_write (self->call, DONE);
  mock_exchange_end (self->call);
  cli_fixture_wait (&self->cli, self->process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "done\n");
}

static void
assert_declared (Fixture    *self,
                 const char *capabilities)
{
  MockExchange *opening = mcp_fixture_find (&self->mcp, "initialize");

  g_test_message ("%s", mock_exchange_get_body (opening));
  g_assert_nonnull (strstr (mock_exchange_get_body (opening), capabilities));
}

static void
assert_answered (Fixture    *self,
                 const char *result)
{
  g_autofree char *body = NULL;
  MockExchange *answer;

  while ((answer = mcp_fixture_find (&self->mcp, "answer")) == NULL)
    g_main_context_iteration (NULL, TRUE);

  body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":%s}", result);
  g_assert_cmpstr (mock_exchange_get_body (answer), ==, body);
}

/* Field after field, what is wrong said and asked again, all looked over before it goes. */
static void
test_form (Fixture       *self,
           gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  assert_declared (self, "\"elicitation\":{\"form\":{},\"url\":{}}");
  mcp_fixture_write (self->call, ASK (FORM));

  terminal_fixture_await (&self->terminal, "“127.0.0.1");
  terminal_fixture_await (&self->terminal, "asks:");
  terminal_fixture_await (&self->terminal, "Parcel?");
  terminal_fixture_await (&self->terminal, "For whom (text, at least 2 characters, required)");
  terminal_fixture_await (&self->terminal, "A name.");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "\n");
  terminal_fixture_await (&self->terminal, "For whom");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "Ada\n");
  terminal_fixture_await (&self->terminal, "(whole number, at most 9)");
  terminal_fixture_await (&self->terminal, "[3] > ");
  terminal_fixture_type (&self->terminal, "12\n");
  terminal_fixture_await (&self->terminal, "This has to be at most 9.");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "4\n");
  terminal_fixture_await (&self->terminal, "(yes or no)");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "\n");
  terminal_fixture_await (&self->terminal, "  2  Large");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "2\n");
  terminal_fixture_await (&self->terminal, "  2  blue");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "green\n");
  terminal_fixture_await (&self->terminal, "“green” is none of these.");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "blue, 1\n");
  terminal_fixture_await (&self->terminal, "\"who\": \"Ada\"");
  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  g_assert_cmpuint (mcp_fixture_count (&self->mcp, "answer"), ==, 0);
  terminal_fixture_type (&self->terminal, "e\n");
  terminal_fixture_await (&self->terminal, "[Ada] > ");
  terminal_fixture_type (&self->terminal, "Bea\n\n\n\n\n");
  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  terminal_fixture_type (&self->terminal, "y\n");
  assert_answered (self, "{\"action\":\"accept\",\"content\":{\"who\":\"Bea\",\"count\":4,"
                         "\"size\":\"l\",\"colours\":[\"blue\",\"red\"]}}");
  end (self);
}

#define TYPES \
  "{\"s\":{\"type\":\"string\",\"format\":\"email\",\"default\":\"a@b.example\"}," \
  "\"d\":{\"type\":\"string\",\"format\":\"date\",\"default\":\"2026-02-28\"}," \
  "\"n\":{\"type\":\"integer\",\"default\":5},\"f\":{\"type\":\"number\",\"default\":1.50}," \
  "\"b\":{\"type\":\"boolean\",\"default\":true}," \
  "\"e\":{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"default\":\"b\"}," \
  "\"t\":{\"type\":\"string\",\"oneOf\":[{\"const\":\"#f00\",\"title\":\"Red\"}," \
  "{\"const\":\"#0f0\",\"title\":\"Green\"}],\"default\":\"#0f0\"}," \
  "\"m\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}," \
  "\"default\":[\"b\"]},\"u\":{\"type\":\"array\",\"items\":{\"anyOf\":[{\"const\":\"x\"," \
  "\"title\":\"Ex\"},{\"const\":\"y\",\"title\":\"Why\"}]},\"default\":[\"x\",\"y\"]}," \
  "\"o\":{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"enumNames\":[\"First\",\"Second\"]," \
  "\"default\":\"b\"}}"

/* Each type that a server may ask by (MCP 2026-07-28): Enter takes what it stands at. */
static void
test_types (Fixture       *self,
            gconstpointer  data)
{
  const char * const standing[] = {
    "[a@b.example] > ", "[2026-02-28] > ", "[5] > ", "[1.50] > ", "(yes or no)", "  2  b",
    "  2  Green", "  2  b", "  2  Why", "  2  Second",
  };

  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK ("{\"message\":\"All?\",\"requestedSchema\":{"
                                      "\"type\":\"object\",\"properties\":" TYPES "}}"));

  for (guint i = 0; i < G_N_ELEMENTS (standing); i++)
    {
      terminal_fixture_await (&self->terminal, standing[i]);
      if (!g_str_has_suffix (standing[i], "> "))
        terminal_fixture_await (&self->terminal, "] > ");
      terminal_fixture_type (&self->terminal, "\n");
    }

  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  terminal_fixture_type (&self->terminal, "y\n");
  assert_answered (self, "{\"action\":\"accept\",\"content\":{\"s\":\"a@b.example\","
                         "\"d\":\"2026-02-28\",\"n\":5,\"f\":1.50,\"b\":true,\"e\":\"b\","
                         "\"t\":\"#0f0\",\"m\":[\"b\"],\"u\":[\"x\",\"y\"],\"o\":\"b\"}}");
  end (self);
}

/* No can be said at the end and in between. */
static void
test_no (Fixture       *self,
         gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK (FORM));
  terminal_fixture_await (&self->terminal, "> ");

  if (data != NULL)
    {
      terminal_fixture_type (&self->terminal, "Ada\n\n\n\n\n");
      terminal_fixture_await (&self->terminal, "[y/n/e] ");
    }

  terminal_fixture_type (&self->terminal, data != NULL ? data : "\004");
  assert_answered (self, "{\"action\":\"decline\"}");
  end (self);
}

/* The words of a server do nothing to the terminal. */
static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK ("{\"message\":\"a\\u001b[2Jb\",\"requestedSchema\":{"
                                      "\"type\":\"object\",\"properties\":{\"p\":{"
                                      "\"type\":\"string\",\"title\":\"x\\ny (text)\\u001b[1m\","
                                      "\"description\":\"Your password\\u0007\"},"
                                      "\"token\":{\"type\":\"string\"}}}}"));
  terminal_fixture_await (&self->terminal, "a␛[2Jb");
  terminal_fixture_await (&self->terminal, "x y (text) [1m (text)");
  terminal_fixture_await (&self->terminal, "Your password␇");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "\n");
  terminal_fixture_await (&self->terminal, "Type no password here");
  terminal_fixture_await (&self->terminal, "> ");
  terminal_fixture_type (&self->terminal, "\033[A\n");
  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  terminal_fixture_type (&self->terminal, "n\n");
  assert_answered (self, "{\"action\":\"decline\"}");
  end (self);
}

/* A browser that writes down where it was sent. */
static char *
install_browser (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->cli.home, ".local/share/applications", NULL);
  g_autofree char *desktop = g_build_filename (folder, "stub.desktop", NULL);
  g_autofree char *list = g_build_filename (self->cli.home, "mimeapps.list", NULL);
  g_autofree char *place = g_build_filename (self->cli.home, "visited", NULL);
  g_autofree char *entry = NULL;

  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Stub\n"
                           "Exec=sh -c 'echo \"$1\" > %s' sh %%u\n"
                           "MimeType=x-scheme-handler/https;\n", place);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list, "[Default Applications]\n"
                                            "x-scheme-handler/https=stub.desktop\n", -1, NULL));

  return g_steal_pointer (&place);
}

/* The host and the whole address are shown; the browser opens after a yes and not before. */
static void
test_page (Fixture       *self,
           gconstpointer  data)
{
  const char *answer = data;
  g_autofree char *place = install_browser (self);
  g_autofree char *visited = NULL;

  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK (PAGE ("https://pay.example/x?y=1")));
  terminal_fixture_await (&self->terminal, "Pay.");
  terminal_fixture_await (&self->terminal, "It wants you to go to pay.example\r\n"
                                           "https://pay.example/x?y=1\r\n");
  terminal_fixture_await (&self->terminal, "[y/N] ");
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  terminal_fixture_type (&self->terminal, answer);

  if (*answer == 'y')
    {
      assert_answered (self, "{\"action\":\"accept\"}");

      while (!g_file_get_contents (place, &visited, NULL, NULL) || *visited == '\0')
        g_clear_pointer (&visited, g_free);

      g_assert_cmpstr (visited, ==, "https://pay.example/x?y=1\n");
    }
  else
    {
      assert_answered (self, "{\"action\":\"decline\"}");
      g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
    }

  end (self);
}

static void
test_bad_page (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *place = install_browser (self);

  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, data);
  terminal_fixture_await (&self->terminal, "not one that is safe to open");
  assert_answered (self, "{\"action\":\"decline\"}");
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  end (self);
}

/* A call that is over needs no answer, whoever is still typing one. */
static void
test_withdrawn (Fixture       *self,
                gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK (FORM));
  terminal_fixture_await (&self->terminal, "> ");
  end (self);
  g_assert_cmpuint (mcp_fixture_count (&self->mcp, "answer"), ==, 0);
}

static void
test_interrupt (Fixture       *self,
                gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK (FORM));
  terminal_fixture_await (&self->terminal, "> ");
  g_subprocess_send_signal (self->process, SIGINT);
  cli_fixture_wait (&self->cli, self->process);
  g_assert_cmpint (self->cli.status, ==, 130);
  g_assert_cmpuint (mcp_fixture_count (&self->mcp, "answer"), ==, 0);
}

/* Two questions at once are asked one after another. */
static void
test_two (Fixture       *self,
          gconstpointer  data)
{
  begin (self, TRUE, NULL, NULL);
  mcp_fixture_write (self->call, ASK ("{\"message\":\"First?\",\"requestedSchema\":"
                                      "{\"type\":\"object\",\"properties\":{}}}"));
  mcp_fixture_write (self->call, "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"elicitation/create\","
                                 "\"params\":{\"message\":\"Second?\",\"requestedSchema\":"
                                 "{\"type\":\"object\",\"properties\":{}}}}");
  terminal_fixture_await (&self->terminal, "First?");
  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  mcp_fixture_settle ();
  g_assert_null (strstr (self->terminal.said->str, "Second?"));
  terminal_fixture_type (&self->terminal, "y\n");
  assert_answered (self, "{\"action\":\"accept\",\"content\":{}}");
  terminal_fixture_await (&self->terminal, "Second?");
  terminal_fixture_await (&self->terminal, "[y/n/e] ");
  terminal_fixture_type (&self->terminal, "n\n");

  while (mcp_fixture_count (&self->mcp, "answer") < 2)
    g_main_context_iteration (NULL, TRUE);

  end (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func, data) \
  g_test_add ("/cli/questions/" path, Fixture, data, set_up, func, tear_down)
  ADD ("form", test_form, NULL);
  ADD ("types", test_types, NULL);
  ADD ("no", test_no, "n\n");
  ADD ("end", test_no, NULL);
  ADD ("hostile", test_hostile, NULL);
  ADD ("page", test_page, "y\n");
  ADD ("page-no", test_page, "\n");
  ADD ("page-http", test_bad_page, ASK (PAGE ("http://pay.example/")));
  ADD ("page-userinfo", test_bad_page, ASK (PAGE ("https://pay.example@evil.example/")));
  ADD ("page-script", test_bad_page, ASK (PAGE ("javascript:alert(1)")));
  ADD ("withdrawn", test_withdrawn, NULL);
  ADD ("interrupt", test_interrupt, NULL);
  ADD ("two", test_two, NULL);
#undef ADD

  return g_test_run ();
}
