/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "mcp-fixture.h"

#include <string.h>

#define TOOLS "{\"resultType\":\"complete\",\"tools\":[{\"name\":\"t\"," \
              "\"inputSchema\":{\"type\":\"object\"}}]}"
#define RESULT "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}"
#define SCHEMA \
  "{\"type\":\"object\",\"required\":[\"who\"],\"properties\":{" \
  "\"who\":{\"type\":\"string\",\"minLength\":2},\"count\":{\"type\":\"integer\",\"default\":3}," \
  "\"colours\":{\"type\":\"array\",\"items\":{\"enum\":[\"red\"]}}}}"
#define FORM "{\"message\":\"Parcel?\",\"requestedSchema\":" SCHEMA "}"
#define PAGE "{\"mode\":\"url\",\"elicitationId\":\"1\",\"message\":\"Pay.\"," \
             "\"url\":\"https://pay.example\"}"
#define ASK(params) "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"elicitation/create\"," \
                    "\"params\":" params "}"
#define ACCEPT(content) "\"result\":{\"action\":\"accept\",\"content\":" content "}}"
#define DECLINE "\"result\":{\"action\":\"decline\"}}"
#define NONE "\"capabilities\":{}"
#define FORMS "\"capabilities\":{\"elicitation\":{\"form\":{}}}"
#define BOTH "\"capabilities\":{\"elicitation\":{\"form\":{},\"url\":{}}}"

typedef struct
{
  CliFixture cli;
  McpFixture mcp;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  mcp_fixture_set_up (&self->mcp, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

static GSubprocess *
spawn (Fixture            *self,
       const char * const *words)
{
  return cli_fixture_spawn (&self->cli, -1, "call", mock_server_get_uri (self->mcp.server), "t",
                            "--no-auth", words[0], words[1], words[2], words[3], words[4], NULL);
}

/* Nobody is at a terminal. */
static const struct
{
  const char *words[6];
  const char *question;
  const char *declared;
  const char *answered;
  const char *says;       /* on standard error; NULL: nothing */
} cases[] = {
  { { NULL }, ASK (FORM), NONE, "\"code\":-32601", NULL },
  { { "--answer=who=Ada" }, ASK (FORM), FORMS, ACCEPT ("{\"who\":\"Ada\",\"count\":3}"), NULL },
  { { "--answer=who=Ada", "--answer=count=4" }, ASK (FORM), FORMS,
    ACCEPT ("{\"who\":\"Ada\",\"count\":4}"), NULL },
  { { "--answer=who=Ada", "--answer=colours:=[\"red\"]", "--answer=more=1" }, ASK (FORM), FORMS,
    ACCEPT ("{\"who\":\"Ada\",\"count\":3,\"colours\":[\"red\"]}"), NULL },
  { { "--answer=who=A" }, ASK (FORM), FORMS, DECLINE, "“Parcel?” was declined: who: " },
  { { "--answer=count=4" }, ASK (FORM), FORMS, DECLINE, "“Parcel?” was declined: who: " },
  { { "--answer=more=1" }, ASK (FORM), FORMS, DECLINE, "was declined: who: " },
  { { "--answer=who=Ada", "--decline" }, ASK (FORM), BOTH,
    ACCEPT ("{\"who\":\"Ada\",\"count\":3}"), NULL },
  { { "--decline" }, ASK (FORM), BOTH, DECLINE, "as --decline says" },
  { { "--decline" }, ASK (PAGE), BOTH, DECLINE, "“Pay.” was declined" },
  { { "--answer=who=Ada" }, ASK (PAGE), FORMS, "\"code\":-32602", NULL },
  { { "--decline", "--json" }, ASK (FORM), BOTH, DECLINE,
    "\"message\":\"Parcel?\",\"answer\":\"decline\",\"reason\":\"" },
  { { "--root=/usr/lib", "--root=/" }, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\"}",
    "\"capabilities\":{\"roots\":{}}",
    "\"result\":{\"roots\":[{\"uri\":\"file:///usr/lib\",\"name\":\"lib\"},"
    "{\"uri\":\"file:///\",\"name\":\"/\"}]}", NULL },
};

static void
test_beforehand (Fixture       *self,
                 gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GSubprocess) process = spawn (self, cases[i].words);
  MockExchange *call, *answer;

  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), TOOLS);
  call = mcp_fixture_wait (&self->mcp, "tools/call");
  mcp_fixture_start (call);
  mcp_fixture_write (call, cases[i].question);

  while ((answer = mcp_fixture_find (&self->mcp, "answer")) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_test_message ("%s", mock_exchange_get_body (answer));
  g_assert_nonnull (strstr (mock_exchange_get_body (answer), cases[i].answered));
  g_assert_nonnull (strstr (mock_exchange_get_body (mcp_fixture_find (&self->mcp, "initialize")),
                            cases[i].declared));

  mcp_fixture_write (call, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" RESULT "}");
  mock_exchange_end (call);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);

  if (cases[i].says != NULL)
    assert_says (self->cli.errors, cases[i].says);
  else
    g_assert_cmpstr (self->cli.errors, ==, "");
}

/* Where there are no sessions, the answers go along with the call, as does what the server wants
 * to be reminded of. */
static void
test_stateless (Fixture       *self,
                gconstpointer  data)
{
  const char * const words[] = { "--answer=who=Ada", "--answer=n=1", NULL, NULL, NULL };
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *call;

  self->mcp.is_modern = TRUE;
  process = spawn (self, words);
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "server/discover"),
                     "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                     "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"s\","
                     "\"version\":\"1\"}}");
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), TOOLS);
  call = mcp_fixture_wait (&self->mcp, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (call), "{\"elicitation\":{\"form\":{}},"));
  mcp_fixture_reply (call, "{\"resultType\":\"input_required\",\"requestState\":\"s\",\"input"
                           "Requests\":{\"a\":{\"method\":\"elicitation/create\",\"params\":" FORM
                           "},\"b\":{\"method\":\"elicitation/create\",\"params\":{"
                           "\"message\":\"\",\"requestedSchema\":{\"type\":\"object\","
                           "\"properties\":{\"n\":{\"type\":\"number\"}}}}}}}");
  call = mcp_fixture_wait (&self->mcp, "tools/call");
  g_assert_nonnull (strstr (mock_exchange_get_body (call),
                            "\"inputResponses\":{\"a\":{\"action\":\"accept\",\"content\":"
                            "{\"who\":\"Ada\",\"count\":3}},\"b\":{\"action\":\"accept\","
                            "\"content\":{\"n\":1}}}"));
  g_assert_nonnull (strstr (mock_exchange_get_body (call), "\"requestState\":\"s\""));
  mcp_fixture_reply (call, RESULT);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "done\n");
}

/* A server that needs an answer which nobody can give says so, and so do we. */
static void
test_needed (Fixture       *self,
             gconstpointer  data)
{
  const char * const words[] = { "--protocol=2026-07-28", NULL, NULL, NULL, NULL };
  g_autoptr(GSubprocess) process = spawn (self, words);
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "server/discover"),
                     "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
                     "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"s\","
                     "\"version\":\"1\"}}");
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), TOOLS);
  exchange = mcp_fixture_wait (&self->mcp, "tools/call");
  mock_exchange_reply (exchange, 400, "application/json",
                       "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32021,"
                       "\"message\":\"no\",\"data\":{\"requiredCapabilities\":{"
                       "\"elicitation\":{\"form\":{}}}}}}");
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 1);
  assert_says (self->cli.errors, "--answer");
}

static void
test_usage (Fixture       *self,
            gconstpointer  data)
{
  static const struct { const char *word; const char *says; } wrong[] = {
    { "--answer=who", "“who” is no argument" },
    { "--answer=who:={", "“who” is no JSON" },
    { "--root=/nowhere/at/all", "“/nowhere/at/all” is no folder." },
    { "--protocol=2025-01-01", "There is no revision “2025-01-01”" },
    { "--protocol=", "2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25, 2026-07-28" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char * const words[] = { wrong[i].word, NULL, NULL, NULL, NULL };
      g_autoptr(GSubprocess) process = spawn (self, words);

      cli_fixture_wait (&self->cli, process);
      g_assert_cmpint (self->cli.status, ==, 2);
      assert_says (self->cli.errors, wrong[i].says);
    }

  g_assert_cmpuint (mock_server_get_n_requests (self->mcp.server), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/answers/beforehand/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_beforehand, tear_down);
    }

  g_test_add ("/cli/answers/stateless", Fixture, NULL, set_up, test_stateless, tear_down);
  g_test_add ("/cli/answers/needed", Fixture, NULL, set_up, test_needed, tear_down);
  g_test_add ("/cli/answers/usage", Fixture, NULL, set_up, test_usage, tear_down);

  return g_test_run ();
}
