/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our client against server-everything from npm, and beside it the official client. */

#include "config.h"

#include "mcp-client.h"
#include "real-server.h"

#include <math.h>

typedef struct
{
  RealServer *server;
  McpClient *client;
  GAsyncResult *result;
  GArray *progress;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  if (!real_server_is_installed ())
    return;

  fixture->server = real_server_new ();
  fixture->client = mcp_client_new (real_server_get_uri (fixture->server));
  fixture->progress = g_array_new (FALSE, FALSE, sizeof (double));
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
  g_autoptr(GError) error = NULL;

  if (fixture->server == NULL)
    return;

  mcp_client_close_async (fixture->client, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  mcp_client_close_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  g_assert_finalize_object (fixture->client);
  g_array_unref (fixture->progress);
  real_server_free (fixture->server);
}

static gboolean
is_missing (Fixture *fixture)
{
  if (fixture->server == NULL)
    g_test_skip ("server-everything is not installed: ./run tests does that");

  return fixture->server == NULL;
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpfloat (total, ==, 4.0);
  g_array_append_val (fixture->progress, progress);
}

static McpToolResult *
call_tool (Fixture    *fixture,
           const char *name,
           const char *arguments)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  McpToolResult *tool_result;
  SjsonValue root;

  document = sjson_document_new_from_string (arguments, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (document);

  request = mcp_request_new_call_tool (name, &root);
  g_signal_connect (request, "progress", G_CALLBACK (progress_cb), fixture);
  mcp_client_call_tool_async (fixture->client, request, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  tool_result = mcp_client_call_tool_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_false (mcp_tool_result_is_error (tool_result));

  return tool_result;
}

static McpContent *
get_content (McpToolResult *result,
             guint          position)
{
  McpContent *content = g_list_model_get_item (mcp_tool_result_get_contents (result), position);

  g_assert_nonnull (content);
  /* The result keeps it. */
  g_object_unref (content);

  return content;
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GString) ours = g_string_new (NULL);
  g_autofree char *theirs = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *tools;

  if (is_missing (fixture))
    return;

  mcp_client_list_tools_async (fixture->client, NULL, finished_cb, fixture);
  result = wait_for_result (fixture);
  mcp_client_list_tools_finish (fixture->client, result, &error);
  g_assert_no_error (error);

  tools = mcp_client_get_tools (fixture->client);
  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);

      g_string_append_printf (ours, "%s\n", mcp_tool_get_name (tool));
      g_assert_nonnull (mcp_tool_get_input_schema (tool));
    }

  theirs = real_server_ask_node (fixture->server, "list-tools.mjs");
  g_assert_cmpstr (ours->str, ==, theirs);
  g_assert_nonnull (strstr (ours->str, "get-tiny-image\n"));
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;

  if (is_missing (fixture))
    return;

  result = call_tool (fixture, "echo", "{\"message\":\"Söhne & € \\u0041\"}");

  g_assert_cmpint (mcp_content_get_kind (get_content (result, 0)), ==, MCP_CONTENT_TEXT);
  g_assert_cmpstr (mcp_content_get_text (get_content (result, 0)), ==, "Echo: Söhne & € A");
}

static void
test_image (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;
  g_autoptr(GBytes) image = NULL;
  McpContent *content;

  if (is_missing (fixture))
    return;

  result = call_tool (fixture, "get-tiny-image", "{}");
  content = get_content (result, 1);
  image = mcp_content_dup_data (content);

  g_assert_cmpint (mcp_content_get_kind (content), ==, MCP_CONTENT_IMAGE);
  g_assert_cmpstr (mcp_content_get_mime_type (content), ==, "image/png");
  g_assert_nonnull (image);
  g_assert_cmpuint (g_bytes_get_size (image), >, 1000);
  g_assert_cmpmem (g_bytes_get_data (image, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
}

static void
test_structured (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;
  g_autofree char *conditions = NULL;
  const SjsonValue *structured;
  gint64 temperature = 0;

  if (is_missing (fixture))
    return;

  result = call_tool (fixture, "get-structured-content", "{\"location\":\"Chicago\"}");
  structured = mcp_tool_result_get_structured (result);

  g_assert_nonnull (structured);
  g_assert_true (sjson_value_get_member_int64 (structured, "temperature", &temperature));
  g_assert_cmpint (temperature, ==, 36);
  conditions = sjson_value_dup_member_string (structured, "conditions");
  g_assert_cmpstr (conditions, ==, "Light rain / drizzle");
}

static void
test_resource (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;
  McpContent *content;

  if (is_missing (fixture))
    return;

  result = call_tool (fixture, "get-resource-reference",
                      "{\"resourceType\":\"Text\",\"resourceId\":3}");
  content = get_content (result, 1);

  g_assert_cmpint (mcp_content_get_kind (content), ==, MCP_CONTENT_RESOURCE);
  g_assert_cmpstr (mcp_content_get_uri (content), ==, "demo://resource/dynamic/text/3");
  g_assert_cmpstr (mcp_content_get_mime_type (content), ==, "text/plain");
  g_assert_true (g_str_has_prefix (mcp_content_get_text (content),
                                   "Resource 3: This is a plaintext resource"));
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(McpToolResult) result = NULL;

  if (is_missing (fixture))
    return;

  result = call_tool (fixture, "trigger-long-running-operation", "{\"duration\":0.4,\"steps\":4}");

  g_assert_cmpuint (fixture->progress->len, ==, 4);
  for (guint i = 0; i < fixture->progress->len; i++)
    g_assert_cmpfloat (g_array_index (fixture->progress, double, i), ==, i + 1.0);
  g_assert_cmpstr (mcp_content_get_text (get_content (result, 0)), ==,
                   "Long running operation completed. Duration: 0.4 seconds, Steps: 4.");
}

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/real-server/list", test_list);
  add_test ("/real-server/text", test_text);
  add_test ("/real-server/image", test_image);
  add_test ("/real-server/structured", test_structured);
  add_test ("/real-server/resource", test_resource);
  add_test ("/real-server/progress", test_progress);

  return g_test_run ();
}
