/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resources, templates, prompts, completions, subscriptions and the log of server-everything from
 * npm. */

#include "config.h"

#include "mcp-client-lists.h"
#include "mcp-client-prompts.h"
#include "mcp-client-resources.h"
#include "mcp-error.h"
#include "mcp-prompt.h"
#include "mcp-resource-template.h"
#include "mcp-resource.h"
#include "real-server.h"

#include <string.h>

typedef struct
{
  RealServer *server;
  McpClient *client;
  GAsyncResult *result;
  GString *told;
} Fixture;

static void
told_cb (McpClient  *client,
         const char *uri,
         Fixture    *fixture)
{
  g_string_append_printf (fixture->told, "updated %s\n", uri);
}

static void
log_cb (McpClient  *client,
        const char *level,
        const char *logger,
        SjsonValue *data,
        Fixture    *fixture)
{
  g_autofree char *text = sjson_value_dup_string (data, NULL);

  g_string_append_printf (fixture->told, "%s %s\n", level, text);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  if (!real_server_is_installed ())
    return;

  fixture->server = real_server_new ();
  fixture->client = mcp_client_new (real_server_get_uri (fixture->server));
  fixture->told = g_string_new (NULL);
  mcp_client_set_watching (fixture->client, TRUE);
  g_signal_connect (fixture->client, "resource-updated", G_CALLBACK (told_cb), fixture);
  g_signal_connect (fixture->client, "log-message", G_CALLBACK (log_cb), fixture);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&fixture->result);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (fixture->server == NULL)
    return;

  mcp_client_close_async (fixture->client, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  g_clear_object (&result);
  g_assert_finalize_object (fixture->client);
  g_string_free (fixture->told, TRUE);
  real_server_free (fixture->server);
}

static gboolean
is_missing (Fixture *fixture)
{
  if (fixture->server == NULL)
    g_test_skip ("server-everything is not installed: ./run tests does that");

  return fixture->server == NULL;
}

static GListModel *
fetch (Fixture     *fixture,
       McpListKind  kind)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_fetch_list_async (fixture->client, kind, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  mcp_client_fetch_list_finish (fixture->client, result, &error);
  g_assert_no_error (error);

  return mcp_client_get_list (fixture->client, kind);
}

static McpReadResult *
read_resource (Fixture     *fixture,
               const char  *uri,
               GError     **error)
{
  g_autoptr(McpRequest) request = mcp_request_new_read_resource (uri);
  g_autoptr(GAsyncResult) result = NULL;

  mcp_client_read_resource_async (fixture->client, request, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);

  return mcp_client_read_resource_finish (fixture->client, result, error);
}

/* Everything that it lists can be read. */
static void
test_resources (Fixture       *fixture,
                gconstpointer  data)
{
  GListModel *resources;

  if (is_missing (fixture))
    return;

  resources = fetch (fixture, MCP_LIST_RESOURCES);
  g_assert_cmpuint (g_list_model_get_n_items (resources), >=, 7);

  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr(McpResource) resource = g_list_model_get_item (resources, i);
      g_autoptr(McpReadResult) result = NULL;
      g_autoptr(McpContent) content = NULL;
      g_autoptr(GError) error = NULL;

      result = read_resource (fixture, mcp_resource_get_uri (resource), &error);
      g_assert_no_error (error);
      content = g_list_model_get_item (mcp_read_result_get_contents (result), 0);
      g_assert_cmpstr (mcp_content_get_uri (content), ==, mcp_resource_get_uri (resource));
      g_assert_cmpstr (mcp_content_get_mime_type (content), ==, "text/markdown");
      g_assert_cmpuint (strlen (mcp_content_get_text (content)), >, 100);
    }
}

static void
test_templates (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(McpReadResult) result = NULL;
  g_autoptr(McpContent) content = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  McpItem *item;

  if (is_missing (fixture))
    return;

  fetch (fixture, MCP_LIST_RESOURCE_TEMPLATES);
  item = mcp_client_find_item (fixture->client, MCP_LIST_RESOURCE_TEMPLATES,
                               "demo://resource/dynamic/blob/{resourceId}");
  g_assert_nonnull (item);
  g_assert_cmpstr (mcp_resource_template_get_variables (MCP_RESOURCE_TEMPLATE (item))[0], ==,
                   "resourceId");

  result = read_resource (fixture, "demo://resource/dynamic/blob/7", &error);
  g_assert_no_error (error);
  content = g_list_model_get_item (mcp_read_result_get_contents (result), 0);
  bytes = mcp_content_dup_data (content);
  g_assert_null (mcp_content_get_text (content));
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL),
                                   "Resource 7: This is a base64 blob"));

  g_assert_null (read_resource (fixture, "demo://nowhere", &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpstr (error->message, ==, "The server has no resource “demo://nowhere”.");
}

/* The words of each message, one a line. */
static char *
get_prompt (Fixture             *fixture,
            const char          *name,
            const char * const  *arguments,
            GError             **error)
{
  g_autoptr(McpRequest) request = mcp_request_new_get_prompt (name, arguments);
  g_autoptr(McpPromptResult) prompt = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GListModel *messages;
  GString *words;

  mcp_client_get_prompt_async (fixture->client, request, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  prompt = mcp_client_get_prompt_finish (fixture->client, result, error);

  if (prompt == NULL)
    return NULL;

  words = g_string_new (NULL);
  messages = mcp_prompt_result_get_messages (prompt);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr(McpPromptMessage) message = g_list_model_get_item (messages, i);
      McpContent *content = mcp_prompt_message_get_content (message);

      g_assert_cmpint (mcp_content_get_kind (content), !=, MCP_CONTENT_UNKNOWN);
      g_assert_cmpstr (mcp_prompt_message_get_role (message), ==, "user");
      g_string_append_printf (words, "%.60s\n", mcp_content_get_text (content));
    }

  return g_string_free (words, FALSE);
}

static void
test_prompts (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const city[] = { "city", "Köln", "state", "NRW", NULL };
  const char * const resource[] = { "resourceType", "Text", "resourceId", "3", NULL };
  g_autofree char *simple = NULL;
  g_autofree char *weather = NULL;
  g_autofree char *embedded = NULL;
  g_autoptr(GError) error = NULL;
  McpItem *item;

  if (is_missing (fixture))
    return;

  g_assert_cmpuint (g_list_model_get_n_items (fetch (fixture, MCP_LIST_PROMPTS)), ==, 4);
  item = mcp_client_find_item (fixture->client, MCP_LIST_PROMPTS, "args-prompt");
  g_assert_cmpstr (mcp_item_get_title (item), ==, "Arguments Prompt");
  g_assert_true (mcp_prompt_find_argument (MCP_PROMPT (item), "city")->is_required);
  g_assert_false (mcp_prompt_find_argument (MCP_PROMPT (item), "state")->is_required);

  simple = get_prompt (fixture, "simple-prompt", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (simple, ==, "This is a simple prompt without arguments.\n");
  weather = get_prompt (fixture, "args-prompt", city, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (weather, ==, "What's weather in Köln, NRW?\n");
  embedded = get_prompt (fixture, "resource-prompt", resource, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (embedded, "\nResource 3: This is a plaintext resource"));

  g_assert_null (get_prompt (fixture, "args-prompt", NULL, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_clear_error (&error);
  g_assert_null (get_prompt (fixture, "no-prompt", NULL, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
}

static char *
complete (Fixture            *fixture,
          McpReferenceKind    kind,
          const char         *reference,
          const char         *argument,
          const char         *value,
          const char * const *context)
{
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(McpCompletion) completion = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  request = mcp_request_new_complete (kind, reference, argument, value, context);
  mcp_client_complete_async (fixture->client, request, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  completion = mcp_client_complete_finish (fixture->client, result, &error);
  g_assert_no_error (error);

  return g_strjoinv (" ", (char **) mcp_completion_get_values (completion));
}

static void
test_completions (Fixture       *fixture,
                  gconstpointer  data)
{
  const char * const sales[] = { "department", "Sales", NULL };
  g_autofree char *departments = NULL;
  g_autofree char *people = NULL;
  g_autofree char *nobody = NULL;
  g_autofree char *id = NULL;

  if (is_missing (fixture))
    return;

  departments = complete (fixture, MCP_REFERENCE_PROMPT, "completable-prompt", "department", "S",
                          NULL);
  g_assert_cmpstr (departments, ==, "Sales Support");
  people = complete (fixture, MCP_REFERENCE_PROMPT, "completable-prompt", "name", "", sales);
  g_assert_cmpstr (people, ==, "David Eve Frank");
  nobody = complete (fixture, MCP_REFERENCE_PROMPT, "completable-prompt", "name", "", NULL);
  g_assert_cmpstr (nobody, ==, "");
  id = complete (fixture, MCP_REFERENCE_RESOURCE, "demo://resource/dynamic/text/{resourceId}",
                 "resourceId", "12", NULL);
  g_assert_cmpstr (id, ==, "12");
}

static void
subscribe (Fixture    *fixture,
           const char *uri)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_subscribe_async (fixture->client, uri, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  mcp_client_subscribe_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

static void
wait_told (Fixture    *fixture,
           const char *words)
{
  while (strstr (fixture->told->str, words) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_subscriptions (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("toggle-subscriber-updates", NULL);
  g_autoptr(GAsyncResult) unsubscribed = NULL;
  g_autoptr(GAsyncResult) called = NULL;
  g_autoptr(McpToolResult) tool_result = NULL;
  g_autoptr(GError) error = NULL;

  if (is_missing (fixture))
    return;

  subscribe (fixture, "demo://resource/dynamic/text/1");
  subscribe (fixture, "demo://resource/dynamic/text/2");
  mcp_client_unsubscribe_async (fixture->client, "demo://resource/dynamic/text/1", NULL,
                                finished_cb, fixture);
  unsubscribed = wait_for_result (fixture);
  mcp_client_unsubscribe_finish (fixture->client, unsubscribed, &error);
  g_assert_no_error (error);

  mcp_client_call_tool_async (fixture->client, request, NULL, finished_cb, fixture);
  called = wait_for_result (fixture);
  tool_result = mcp_client_call_tool_finish (fixture->client, called, &error);
  g_assert_no_error (error);
  wait_told (fixture, "updated demo://resource/dynamic/text/2\n");
  g_assert_null (strstr (fixture->told->str, "updated demo://resource/dynamic/text/1\n"));
}

/* It says of each subscription that it came, at level "info". */
static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  if (is_missing (fixture))
    return;

  g_assert_true (mcp_client_set_log_level (fixture->client, "error"));
  fetch (fixture, MCP_LIST_TOOLS);
  subscribe (fixture, "quiet:");
  g_assert_true (mcp_client_set_log_level (fixture->client, "info"));
  fetch (fixture, MCP_LIST_TOOLS);
  subscribe (fixture, "loud:");
  wait_told (fixture, "info Received Subscribe Resource request for URI: loud: ");
  g_assert_null (strstr (fixture->told->str, "quiet:"));
}

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/real-offers/resources", test_resources);
  add_test ("/real-offers/templates", test_templates);
  add_test ("/real-offers/prompts", test_prompts);
  add_test ("/real-offers/completions", test_completions);
  add_test ("/real-offers/subscriptions", test_subscriptions);
  add_test ("/real-offers/log", test_log);

  return g_test_run ();
}
