/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our client against all that server-everything has, over streamable HTTP and over HTTP+SSE. */

#include "config.h"

#include "mcp-client-resources.h"
#include "mcp-error.h"
#include "real-fixture.h"

#define ALL_FEATURES \
  (MCP_FEATURE_FORM | MCP_FEATURE_URL | MCP_FEATURE_SAMPLING | MCP_FEATURE_ROOTS)

typedef struct
{
  RealServer *(*start) (void);
  McpFeatures features;
} Way;

static const Way streamable = { real_server_new, ALL_FEATURES };
static const Way events = { real_server_new_with_events, ALL_FEATURES };
static const Way silent_streamable = { real_server_new, MCP_FEATURE_NONE };
static const Way silent_events = { real_server_new_with_events, MCP_FEATURE_NONE };

/* Every tool, how it is called, and what its result says. */
static const struct
{
  const char *tool, *arguments, *says;
  const char *asks;             /* what the server asks for it, if anything */
} tools[] = {
  { "echo", "{\"message\":\"S\303\266hne\"}", "Echo: S\303\266hne" },
  { "get-annotated-message", "{\"messageType\":\"success\",\"includeImage\":true}",
    "\"priority\"" },
  { "get-env", "{}", "PORT" },
  { "get-resource-links", "{\"count\":2}", "\"resource_link\"" },
  { "get-resource-reference", "{\"resourceType\":\"Blob\",\"resourceId\":2}", "\"blob\"" },
  { "get-structured-content", "{\"location\":\"Chicago\"}", "\"structuredContent\"" },
  { "get-sum", "{\"a\":2,\"b\":3}", "The sum of 2 and 3 is 5." },
  { "get-tiny-image", "{}", "image/png" },
  { "gzip-file-as-resource", "{\"name\":\"a.gz\",\"data\":\"data:text/plain,hello\","
    "\"outputType\":\"resource\"}", "application/gzip" },
  { "toggle-simulated-logging", "{}", "Started simulated" },
  { "toggle-simulated-logging", "{}", "Stopped simulated" },
  { "toggle-subscriber-updates", "{}", "Started simulated" },
  { "toggle-subscriber-updates", "{}", "Stopped simulated" },
  { "trigger-long-running-operation", "{\"duration\":0.1,\"steps\":2}", "Steps: 2." },
  { "get-roots-list", "{}", "file:///srv/one", "roots/list" },
  { "trigger-elicitation-request", "{}", "Ada", "elicitation/create" },
  { "trigger-url-elicitation", "{\"url\":\"https://example.com/here\"}", "https://example.com/here",
    "elicitation/create" },
  { "trigger-sampling-request", "{\"prompt\":\"what?\"}", "drawn from a hat",
    "sampling/createMessage" },
};

/* Tools that answer with a task alone: test_task(). */
static const char * const long_tools[] = { "simulate-research-query", NULL };

static void
set_up (RealFixture   *self,
        gconstpointer  data)
{
  const Way *way = data;

  real_fixture_begin (self, real_server_is_installed () ? way->start () : NULL, way->features);
}

static gboolean
was_asked (RealFixture *self,
           const char  *method)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (g_str_equal (self->asked->pdata[i], method))
      return TRUE;

  return FALSE;
}

static void
test_every_tool (RealFixture   *self,
                 gconstpointer  data)
{
  g_autoptr(GHashTable) called = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *names = NULL;
  g_auto(GStrv) list = NULL;

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(McpToolResult) result = NULL;

      g_test_message ("%s", tools[i].tool);
      result = real_fixture_call (self, tools[i].tool, tools[i].arguments, &error);
      g_assert_no_error (error);
      g_assert_false (mcp_tool_result_is_error (result));
      real_fixture_assert_has (mcp_tool_result_get_json (result), tools[i].says);
      g_hash_table_add (called, (char *) tools[i].tool);

      g_assert_true (tools[i].asks == NULL || was_asked (self, tools[i].asks));
    }

  /* once for roots, by itself before anybody wants to know; forms, pages and words one each */
  g_assert_cmpuint (self->asked->len, ==, 4);

  real_fixture_list (self);
  names = real_fixture_dup_names (self);
  list = g_strsplit (names, "\n", -1);

  for (guint i = 0; *list[i] != '\0'; i++)
    if (!g_hash_table_contains (called, list[i]) && !g_strv_contains (long_tools, list[i]))
      g_error ("%s was not called", list[i]);

  g_assert_cmpuint (self->progress->len, ==, 2);
}

/* No is an answer as well. */
static void
test_declined (RealFixture   *self,
               gconstpointer  data)
{
  static const struct { const char *action, *says; } cases[] = {
    { "decline", "declined" }, { "cancel", "cancelled" },
  };

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = NULL;
      g_autofree char *page = NULL;

      self->action = cases[i].action;
      form = real_fixture_call_text (self, "trigger-elicitation-request", "{}");
      g_assert_nonnull (strstr (form, cases[i].says));
      page = real_fixture_call_text (self, "trigger-url-elicitation",
                                     "{\"url\":\"https://example.com/\"}");
      g_assert_nonnull (strstr (page, cases[i].says));
    }
}

/* A page that the call needs first: it is opened, the call goes out again by itself, and this
 * server then asks in the ordinary way (MCP 2025-11-25, "Elicitation"). */
static void
test_page_first (RealFixture   *self,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;

  if (real_fixture_is_absent (self))
    return;

  text = real_fixture_call_text (self, "trigger-url-elicitation",
                                 "{\"url\":\"https://example.com/here\",\"errorPath\":true}");
  g_assert_nonnull (strstr (text, "https://example.com/here"));
  g_assert_cmpuint (self->asked->len, ==, 2);
}

/* What we did not say that we can is not even on the list. */
static void
test_silent (RealFixture   *self,
             gconstpointer  data)
{
  g_autofree char *names = NULL;

  if (real_fixture_is_absent (self))
    return;

  real_fixture_list (self);
  names = real_fixture_dup_names (self);
  g_assert_nonnull (strstr (names, "echo\n"));
  g_assert_null (strstr (names, "elicitation"));
  g_assert_null (strstr (names, "sampling"));
  g_assert_null (strstr (names, "roots"));
}

static void
test_others (RealFixture   *self,
             gconstpointer  data)
{
  static const struct { const char *method, *params, *says; } cases[] = {
    { "prompts/list", NULL, "resource-prompt" },
    { "prompts/get", "{\"name\":\"simple-prompt\"}", "simple prompt" },
    { "prompts/get", "{\"name\":\"args-prompt\",\"arguments\":{\"city\":\"K\303\266ln\"}}",
      "K\303\266ln" },
    { "prompts/get", "{\"name\":\"completable-prompt\",\"arguments\":{\"department\":\"Sales\","
      "\"name\":\"Eve\"}}", "promote Eve" },
    { "prompts/get", "{\"name\":\"resource-prompt\",\"arguments\":{\"resourceType\":\"Text\","
      "\"resourceId\":\"1\"}}", "demo://resource/dynamic/text/1" },
    { "resources/list", NULL, "demo://resource/static/document" },
    { "resources/read", "{\"uri\":\"demo://resource/dynamic/text/7\"}", "plaintext resource" },
    { "resources/read", "{\"uri\":\"demo://resource/dynamic/blob/7\"}", "\"blob\"" },
    { "resources/templates/list", NULL, "demo://resource/dynamic/text/{resourceId}" },
    { "completion/complete", "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"completable-prompt\"},"
      "\"argument\":{\"name\":\"department\",\"value\":\"S\"}}", "[\"Sales\",\"Support\"]" },
    { "completion/complete", "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"completable-prompt\"},"
      "\"argument\":{\"name\":\"name\",\"value\":\"\"},"
      "\"context\":{\"arguments\":{\"department\":\"Support\"}}}", "[\"John\",\"Kim\",\"Lee\"]" },
    { "completion/complete", "{\"ref\":{\"type\":\"ref/resource\","
      "\"uri\":\"demo://resource/dynamic/text/{resourceId}\"},"
      "\"argument\":{\"name\":\"resourceId\",\"value\":\"12\"}}", "[\"12\"]" },
    { "logging/setLevel", "{\"level\":\"warning\"}", "{}" },
  };

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SjsonValue) value = real_fixture_send (self, cases[i].method, cases[i].params,
                                                       &error);

      g_test_message ("%s %s", cases[i].method, cases[i].params);
      g_assert_no_error (error);
      real_fixture_assert_has (value, cases[i].says);
    }
}

static void
log_message_cb (McpClient  *client,
                const char *level,
                const char *logger,
                SjsonValue *data,
                gpointer    user_data)
{
  RealFixture *self = user_data;

  self->logs++;
}

static void
resource_updated_cb (McpClient  *client,
                     const char *uri,
                     gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (uri));
}

/* What it tells by itself: words for the log, and that a resource changed which we asked for. */
static void
test_told (RealFixture   *self,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) updated = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *logging = NULL;
  g_autofree char *updating = NULL;
  g_autoptr(GError) error = NULL;

  if (real_fixture_is_absent (self))
    return;

  g_signal_connect (self->client, "log-message", G_CALLBACK (log_message_cb), self);
  g_signal_connect (self->client, "resource-updated", G_CALLBACK (resource_updated_cb), updated);
  mcp_client_set_watching (self->client, TRUE);
  real_fixture_list (self);
  g_assert_true (mcp_client_set_log_level (self->client, "debug"));
  logging = real_fixture_call_text (self, "toggle-simulated-logging", "{}");

  while (self->logs == 0)
    g_main_context_iteration (NULL, TRUE);

  mcp_client_subscribe_async (self->client, "demo://resource/dynamic/text/1", NULL,
                              real_fixture_done_cb, self);
  result = real_fixture_wait (self);
  g_assert_true (mcp_client_subscribe_finish (self->client, result, &error));
  g_assert_no_error (error);
  updating = real_fixture_call_text (self, "toggle-subscriber-updates", "{}");

  while (updated->len == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (updated->pdata[0], ==, "demo://resource/dynamic/text/1");
}

/* A tool that answers with a task alone (MCP 2025-11-25), and asks while that goes on. */
static void
test_task (RealFixture   *self,
           gconstpointer  data)
{
  g_autofree char *report = NULL;

  if (real_fixture_is_absent (self))
    return;

  /* the list says that it takes a task; the tool comes to it when the server knows the client */
  real_fixture_list (self);

  while (mcp_client_find_tool (self->client, "simulate-research-query") == NULL)
    g_main_context_iteration (NULL, TRUE);

  report = real_fixture_call_text (self, "simulate-research-query",
                                   "{\"topic\":\"tea\",\"ambiguous\":true}");
  g_assert_true (g_str_has_prefix (report, "# Research Report: tea (technical)"));
  g_assert_true (was_asked (self, "elicitation/create"));
}

/* Over HTTP+SSE we keep to 2024-11-05, which knows no tasks: the server says what it misses. */
static void
test_no_task (RealFixture   *self,
              gconstpointer  data)
{
  g_autofree char *text = NULL;

  if (real_fixture_is_absent (self))
    return;

  real_fixture_list (self);
  text = real_fixture_call_text (self, "simulate-research-query", "{\"topic\":\"tea\"}");
  g_assert_cmpstr (mcp_client_get_protocol_version (self->client), ==, "2024-11-05");
  g_assert_nonnull (strstr (text, "requires task augmentation"));
}

static void
test_refused (RealFixture   *self,
              gconstpointer  data)
{
  static const struct { const char *method, *params; gint64 code; } cases[] = {
    { "no/such", NULL, -32601 },
    { "prompts/get", "{\"name\":\"nobody\"}", -32602 },
    { "resources/read", "{\"uri\":\"demo://nowhere\"}", -32602 },
  };

  if (real_fixture_is_absent (self))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SjsonValue) value = real_fixture_send (self, cases[i].method, cases[i].params,
                                                       &error);
      gint64 code = 0;

      g_test_message ("%s", cases[i].method);
      g_assert_null (value);
      g_assert_true (mcp_error_get_remote_code (error, &code));
      g_assert_cmpint (code, ==, cases[i].code);
    }
}

static void
add_both (const char    *name,
          gconstpointer  first,
          gconstpointer  second,
          void         (*function) (RealFixture   *self,
                                    gconstpointer  data))
{
  g_autofree char *http = g_strconcat ("/everything/", name, "/streamable", NULL);
  g_autofree char *sse = g_strconcat ("/everything/", name, "/events", NULL);

  g_test_add (http, RealFixture, first, set_up, function, real_fixture_end);
  g_test_add (sse, RealFixture, second, set_up, function, real_fixture_end);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_both ("every-tool", &streamable, &events, test_every_tool);
  add_both ("declined", &streamable, &events, test_declined);
  g_test_add ("/everything/page-first", RealFixture, &streamable, set_up, test_page_first,
              real_fixture_end);
  add_both ("silent", &silent_streamable, &silent_events, test_silent);
  add_both ("told", &streamable, &events, test_told);
  add_both ("others", &streamable, &events, test_others);
  g_test_add ("/everything/task/streamable", RealFixture, &streamable, set_up, test_task,
              real_fixture_end);
  g_test_add ("/everything/task/events", RealFixture, &events, set_up, test_no_task,
              real_fixture_end);
  add_both ("refused", &streamable, &events, test_refused);

  return g_test_run ();
}
