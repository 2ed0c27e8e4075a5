/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "mcp-fixture.h"

#include <signal.h>
#include <string.h>

#define LISTEN "subscriptions/listen"
#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{" \
                   "\"listChanged\":true},\"resources\":{\"subscribe\":true}}}"
#define ACKNOWLEDGED \
  "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\"," \
  "\"params\":{\"notifications\":{\"toolsListChanged\":true}}}"
#define CHANGED "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}"
#define UPDATED "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\"," \
                "\"params\":{\"uri\":\"file:///a\"}}"

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
  self->mcp.offers_stream = TRUE;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

static GSubprocess *
spawn (Fixture    *self,
       const char *word,
       const char *other)
{
  return cli_fixture_spawn (&self->cli, -1, "listen", mock_server_get_uri (self->mcp.server),
                            "--no-auth", word, other, NULL);
}

static MockExchange *
begin (Fixture *self)
{
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "server/discover"), DISCOVERED);
  exchange = mcp_fixture_wait (&self->mcp, LISTEN);
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, ACKNOWLEDGED);

  return exchange;
}

/* One object a line, as many as were wished for, and then no more. */
static void
test_count (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  process = spawn (self, "--json", "--count=2");
  exchange = begin (self);
  demo_fixture_assert_no_core (process);
  mcp_fixture_write (exchange, CHANGED);
  mcp_fixture_write (exchange, CHANGED);
  mock_exchange_wait_gone (exchange);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "{\"method\":\"notifications/tools/list_changed\"}\n"
                                         "{\"method\":\"notifications/tools/list_changed\"}\n");
  g_assert_cmpstr (self->cli.errors, ==, "");
}

/* A resource is asked for beside the lists. */
static void
test_resource (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  process = spawn (self, "--resource=file:///a", "--count=1");
  exchange = begin (self);

  while (strstr (mock_exchange_get_body (exchange), "\"resourceSubscriptions\":[\"file:///a\"]") ==
         NULL)
    {
      exchange = mcp_fixture_wait (&self->mcp, LISTEN);
      mcp_fixture_start (exchange);
      mcp_fixture_write (exchange, ACKNOWLEDGED);
    }

  mcp_fixture_write (exchange, UPDATED);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==,
                   "notifications/resources/updated {\"uri\":\"file:///a\"}\n");
}

/* A server that tells of the lists, and not of the resource. */
static void
test_declined (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  process = spawn (self, "--resource=file:///a", "--count=1");
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "server/discover"), DISCOVERED);
  exchange = mcp_fixture_wait (&self->mcp, LISTEN);

  while (strstr (mock_exchange_get_body (exchange), "file:///a") == NULL)
    exchange = mcp_fixture_wait (&self->mcp, LISTEN);

  if (GPOINTER_TO_UINT (data) != 0)
    {
      mock_exchange_reply (exchange, GPOINTER_TO_UINT (data), "application/json",
                           "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,"
                           "\"message\":\"Unknown resource\"}}");
      exchange = mcp_fixture_wait (&self->mcp, LISTEN);
    }

  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, ACKNOWLEDGED);
  mcp_fixture_write (exchange, CHANGED);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  assert_says (self->cli.errors, "file:///a: the server does not tell of it.");
}

/* With a session it is the GET stream; what the server logs comes there, too. */
static void
test_session (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GSubprocess) process = spawn (self, "--json", "--count=1");
  MockExchange *exchange = mcp_fixture_wait (&self->mcp, "GET");

  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\","
                               "\"params\":{\"level\":\"info\",\"data\":[1.50]}}");
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "{\"method\":\"notifications/message\",\"params\":"
                                         "{\"level\":\"info\",\"data\":[1.50]}}\n");
  g_assert_cmpuint (mcp_fixture_count (&self->mcp, "DELETE"), ==, 1);
}

/* Ctrl+C ends it without a word. */
static void
test_interrupt (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *exchange;

  self->mcp.is_modern = TRUE;
  process = spawn (self, "--json", NULL);
  exchange = begin (self);
  mcp_fixture_write (exchange, CHANGED);
  /* Answered in order, so that the process has read what came before. */
  mcp_fixture_settle ();
  mcp_fixture_settle ();
  g_subprocess_send_signal (process, SIGINT);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 130);
}

/* Who tells nothing is not waited for. */
static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GSubprocess) other = NULL;

  self->mcp.offers_stream = FALSE;
  process = spawn (self, NULL, NULL);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 1);
  assert_says (self->cli.errors, "does not tell unasked what changes");

  self->mcp.is_modern = TRUE;
  other = spawn (self, NULL, NULL);
  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "server/discover"),
                     "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}");
  cli_fixture_wait (&self->cli, other);
  g_assert_cmpint (self->cli.status, ==, 1);
  assert_says (self->cli.errors, "does not tell unasked what changes");
}

static void
test_wrong (Fixture       *self,
            gconstpointer  data)
{
  static const char * const words[] = { "--count=0", "--count=-1", "--count=x", "--count=" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GSubprocess) process = spawn (self, words[i], NULL);

      cli_fixture_wait (&self->cli, process);
      g_assert_cmpint (self->cli.status, ==, 2);
      assert_says (self->cli.errors, "--count");
      assert_says (self->cli.errors, "See toolcrib-cli --help");
    }
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_allow_core_dumps ();
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  add ("/cli/listen/count", test_count);
  add ("/cli/listen/resource", test_resource);
  g_test_add ("/cli/listen/declined/smaller", Fixture, GUINT_TO_POINTER (0), set_up, test_declined,
              tear_down);
  g_test_add ("/cli/listen/declined/refused", Fixture, GUINT_TO_POINTER (400), set_up,
              test_declined, tear_down);
  add ("/cli/listen/session", test_session);
  add ("/cli/listen/interrupt", test_interrupt);
  add ("/cli/listen/nothing", test_nothing);
  add ("/cli/listen/wrong", test_wrong);

  return g_test_run ();
}
