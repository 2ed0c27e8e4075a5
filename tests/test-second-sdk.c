/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our client against a server on the official SDK of 2026-07-28: one that serves older clients too,
 * found out or kept to an older revision, and one that does not. */

#include "config.h"

#include "mcp-client-lists.h"
#include "mcp-error.h"
#include "real-fixture.h"

#include <libsoup/soup.h>

typedef struct
{
  gboolean stateless_only;
  const char *pin;              /* NULL: our client finds out */
  const char *version;          /* that it arrives at */
  const char *era;              /* as the server sees it */
} Way;

static const Way ways[] = {
  { FALSE, NULL, "2026-07-28", "modern" },
  { FALSE, "2025-11-25", "2025-11-25", "legacy" },
  { FALSE, "2025-06-18", "2025-06-18", "legacy" },
  { TRUE, NULL, "2026-07-28", "modern" },
};

static gboolean
is_stateless (gconstpointer data)
{
  const Way *way = data;

  return g_str_equal (way->era, "modern");
}

static void
set_up (RealFixture   *self,
        gconstpointer  data)
{
  const Way *way = data;
  RealServer *server = NULL;

  if (real_server_has_second_sdk ())
    server = real_server_new_second_sdk (way->stateless_only);

  real_fixture_begin (self, server, MCP_FEATURE_FORM);

  if (server != NULL && way->pin != NULL)
    g_assert_true (mcp_client_set_protocol (self->client, way->pin));
}

/* What the control address answers: to a POST where @path is given, else its log. */
static char *
ask_control (RealFixture *self,
             const char  *path)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (real_server_get_control (self->server),
                                      path != NULL ? path : "/log", NULL);
  g_autoptr(SoupMessage) message = soup_message_new (path != NULL ? "POST" : "GET", uri);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_in (const char *text,
          const char *words)
{
  g_auto(GStrv) parts = g_strsplit (text, words, -1);

  return g_strv_length (parts) - 1;
}

static void
test_greeting (RealFixture   *self,
               gconstpointer  data)
{
  const Way *way = data;
  g_autofree char *names = NULL;
  g_autofree char *log = NULL;

  if (real_fixture_is_absent (self))
    return;

  real_fixture_list (self);
  names = real_fixture_dup_names (self);
  g_assert_cmpstr (names, ==, "echo\nweather\ncount\nconfirm\nwait\nboom\n");
  g_assert_cmpstr (mcp_client_get_protocol_version (self->client), ==, way->version);
  g_assert_cmpstr (mcp_client_get_server_name (self->client), ==, "v2");
  g_assert_cmpstr (mcp_client_get_server_title (self->client), ==, "Second SDK");
  g_assert_cmpstr (mcp_client_get_instructions (self->client), ==, "Speaks with everybody.");

  log = ask_control (self, NULL);
  g_assert_cmpuint (count_in (log, "\"server/discover\""), ==, way->pin == NULL);
  g_assert_cmpuint (count_in (log, "\"initialize\""), ==, way->pin != NULL);
  g_assert_cmpuint (count_in (log, "\"tools/list\""), ==, 1);
}

static void
test_call (RealFixture   *self,
           gconstpointer  data)
{
  const Way *way = data;
  g_autofree char *text = NULL;
  g_autofree char *expected = g_strconcat (way->era, ": Söhne\n€", NULL);
  g_autoptr(McpToolResult) weather = NULL;
  g_autofree char *city = NULL;
  g_autoptr(GError) error = NULL;

  if (real_fixture_is_absent (self))
    return;

  text = real_fixture_call_text (self, "echo", "{\"text\":\"Söhne\\n€\"}");
  g_assert_cmpstr (text, ==, expected);

  weather = real_fixture_call (self, "weather", "{\"city\":\"Köln\"}", &error);
  g_assert_no_error (error);
  city = sjson_value_dup_member_string (mcp_tool_result_get_structured (weather), "city");
  g_assert_cmpstr (city, ==, "Köln");
  real_fixture_assert_has (mcp_tool_result_get_structured (weather), "21.5");
}

static void
test_progress (RealFixture   *self,
               gconstpointer  data)
{
  g_autofree char *silent = NULL;
  g_autofree char *text = NULL;

  if (real_fixture_is_absent (self))
    return;

  silent = real_fixture_call_text (self, "count", "{\"steps\":3}");
  g_array_set_size (self->progress, 0);
  g_assert_true (mcp_client_set_log_level (self->client, "info"));
  text = real_fixture_call_text (self, "count", "{\"steps\":3}");
  g_assert_cmpstr (text, ==, "counted to 3");
  g_assert_cmpuint (self->progress->len, ==, 3);

  /* since 2026-07-28 a server is silent to whom did not ask for words */
  g_assert_cmpuint (self->logs, ==, is_stateless (data) ? 3 : 6);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (g_array_index (self->progress, double, i), ==, i + 1.0);
}

/* Without sessions the question is a result and its answer another request; this server, which
 * keeps no session for older clients either, has no way to ask those. */
static void
test_question (RealFixture   *self,
               gconstpointer  data)
{
  static const struct { const char *action, *text; } cases[] = {
    { "accept", "it: accept true" }, { "decline", "it: decline" }, { "cancel", "it: cancel" },
  };

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; is_stateless (data) && i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      self->action = cases[i].action;
      text = real_fixture_call_text (self, "confirm", "{\"what\":\"it\"}");
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (self->asked->len, ==, i + 1);
      g_assert_cmpstr (self->asked->pdata[i], ==, "elicitation/create");
    }

  if (!is_stateless (data))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(McpToolResult) result = real_fixture_call (self, "confirm", "{\"what\":\"it\"}",
                                                           &error);

      g_assert_no_error (error);
      g_assert_true (mcp_tool_result_is_error (result));
      g_assert_cmpuint (self->asked->len, ==, 0);
    }
}

static void
test_errors (RealFixture   *self,
             gconstpointer  data)
{
  static const struct { const char *method, *params; gint64 code; } cases[] = {
    { "tools/call", "{\"name\":\"nobody\",\"arguments\":{}}", -32602 },
    { "no/such", "{}", -32601 },
    { "prompts/get", "{\"name\":\"nobody\"}", -32602 },
  };
  g_autoptr(McpToolResult) broken = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  if (real_fixture_is_absent (self))
    return;

  broken = real_fixture_call (self, "boom", "{}", &error);
  g_assert_no_error (error);
  g_assert_true (mcp_tool_result_is_error (broken));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) refused = NULL;
      g_autoptr(SjsonValue) value = real_fixture_send (self, cases[i].method, cases[i].params,
                                                       &refused);
      gint64 code = 0;

      g_test_message ("%s", cases[i].method);
      g_assert_null (value);
      g_assert_error (refused, MCP_ERROR, MCP_ERROR_REMOTE);
      g_assert_true (mcp_error_get_remote_code (refused, &code));
      g_assert_cmpint (code, ==, cases[i].code);
    }

  after = real_fixture_call_text (self, "echo", "{\"text\":\"still there\"}");
  g_assert_nonnull (strstr (after, "still there"));
}

static void
test_others (RealFixture   *self,
             gconstpointer  data)
{
  static const struct { const char *method, *params, *says; } cases[] = {
    { "resources/list", NULL, "demo://readme" },
    { "resources/read", "{\"uri\":\"demo://readme\"}", "Söhne" },
    { "resources/templates/list", NULL, "demo://pages/{name}" },
    { "resources/read", "{\"uri\":\"demo://pages/one\"}", "page one" },
    { "prompts/list", NULL, "\"ask\"" },
    { "prompts/get", "{\"name\":\"ask\",\"arguments\":{\"topic\":\"tea\"}}", "about tea" },
    { "completion/complete", "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"ask\"},"
      "\"argument\":{\"name\":\"topic\",\"value\":\"ti\"}}", "[\"time\"]" },
    { "completion/complete", "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"demo://pages/{name}\"},"
      "\"argument\":{\"name\":\"name\",\"value\":\"o\"}}", "[\"one\"]" },
  };

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SjsonValue) value = real_fixture_send (self, cases[i].method, cases[i].params,
                                                       &error);

      g_assert_no_error (error);
      real_fixture_assert_has (value, cases[i].says);
    }
}

static gboolean
has_logged (RealFixture *self,
            const char  *words)
{
  g_autofree char *log = ask_control (self, NULL);

  return strstr (log, words) != NULL;
}

/* Closing the stream tells a server without sessions all it needs. */
static void
test_cancel (RealFixture   *self,
             gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("wait", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) answer = NULL;
  g_autoptr(GError) error = NULL;

  if (real_fixture_is_absent (self))
    return;

  real_fixture_list (self);
  mcp_client_call_tool_async (self->client, request, cancellable, real_fixture_done_cb, self);

  while (!has_logged (self, "tools/call"))
    g_main_context_iteration (NULL, FALSE);

  g_cancellable_cancel (cancellable);
  result = real_fixture_wait (self);
  answer = mcp_client_call_tool_finish (self->client, result, &error);
  g_assert_null (answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  while (is_stateless (data) && !has_logged (self, "ABORT"))
    g_main_context_iteration (NULL, FALSE);
}

static guint
count_listed (RealFixture *self,
              McpListKind  kind)
{
  return g_list_model_get_n_items (mcp_client_get_list (self->client, kind));
}

/* What changes is told, and the list follows by itself. */
static void
test_told (RealFixture   *self,
           gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *names = NULL;

  if (real_fixture_is_absent (self))
    return;

  mcp_client_set_watching (self->client, TRUE);
  real_fixture_list (self);

  while (!has_logged (self, "\"rpc\":\"subscriptions/listen\",\"status\":200"))
    g_main_context_iteration (NULL, FALSE);

  first = ask_control (self, "/tools");

  while (count_listed (self, MCP_LIST_TOOLS) < 7)
    g_main_context_iteration (NULL, TRUE);

  second = ask_control (self, "/tools");

  while (count_listed (self, MCP_LIST_TOOLS) < 8)
    g_main_context_iteration (NULL, TRUE);

  names = real_fixture_dup_names (self);
  g_assert_true (g_str_has_suffix (names, "boom\nadded-1\nadded-2\n"));
}

static void
test_pinned_apart (RealFixture   *self,
                   gconstpointer  data)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;
  gint64 code = 0;

  if (real_fixture_is_absent (self))
    return;

  value = real_fixture_send (self, "tools/list", NULL, &error);
  g_assert_null (value);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_true (mcp_error_get_remote_code (error, &code));
  g_assert_cmpint (code, ==, -32022);
}

static const Way apart = { TRUE, "2025-11-25", NULL, "legacy" };

static void
add_ways (const char *name,
          void      (*function) (RealFixture   *self,
                                 gconstpointer  data))
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = NULL;

      path = g_strdup_printf ("/second-sdk/%s/%s%s", name, ways[i].version,
                              ways[i].stateless_only ? "-only" : "");
      g_test_add (path, RealFixture, &ways[i], set_up, function, real_fixture_end);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_ways ("greeting", test_greeting);
  add_ways ("call", test_call);
  add_ways ("progress", test_progress);
  add_ways ("question", test_question);
  add_ways ("errors", test_errors);
  add_ways ("others", test_others);
  add_ways ("cancel", test_cancel);
  g_test_add ("/second-sdk/told/2026-07-28", RealFixture, &ways[0], set_up, test_told,
              real_fixture_end);
  g_test_add ("/second-sdk/told/2026-07-28-only", RealFixture, &ways[G_N_ELEMENTS (ways) - 1],
              set_up, test_told, real_fixture_end);
  g_test_add ("/second-sdk/pinned-apart", RealFixture, &apart, set_up, test_pinned_apart,
              real_fixture_end);

  return g_test_run ();
}
