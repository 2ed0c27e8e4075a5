/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-fixture.h"

void
real_fixture_begin (RealFixture *self,
                    RealServer  *server,
                    McpFeatures  features)
{
  self->server = server;

  if (server != NULL)
    real_fixture_begin_at (self, real_server_get_uri (server), features);
}

void
real_fixture_begin_at (RealFixture *self,
                       const char  *uri,
                       McpFeatures  features)
{
  self->client = mcp_client_new (uri);
  mcp_client_set_features (self->client, features);
  self->progress = g_array_new (FALSE, FALSE, sizeof (double));
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->action = "accept";
}

void
real_fixture_end (RealFixture   *self,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (self->client == NULL)
    return;

  mcp_client_close_async (self->client, NULL, real_fixture_done_cb, self);
  result = real_fixture_wait (self);
  mcp_client_close_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  g_assert_finalize_object (self->client);
  g_array_unref (self->progress);
  g_ptr_array_unref (self->asked);
  g_clear_pointer (&self->server, real_server_free);
}

gboolean
real_fixture_is_absent (RealFixture *self)
{
  if (self->server == NULL)
    g_test_skip ("The servers are not installed: ./run tests does that");

  return self->server == NULL;
}

void
real_fixture_done_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  RealFixture *self = user_data;

  g_set_object (&self->result, result);
}

GAsyncResult *
real_fixture_wait (RealFixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&self->result);
}

void
real_fixture_list (RealFixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_list_tools_async (self->client, NULL, real_fixture_done_cb, self);
  result = real_fixture_wait (self);
  mcp_client_list_tools_finish (self->client, result, &error);
  g_assert_no_error (error);
}

char *
real_fixture_dup_names (RealFixture *self)
{
  GListModel *tools = mcp_client_get_tools (self->client);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);

      g_string_append_printf (names, "%s\n", mcp_tool_get_name (tool));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             gpointer    user_data)
{
  RealFixture *self = user_data;

  g_array_append_val (self->progress, progress);
}

static void
log_message_cb (McpRequest *request,
                const char *level,
                const char *logger,
                SjsonValue *data,
                gpointer    user_data)
{
  RealFixture *self = user_data;

  self->logs++;
}

static SjsonDocument *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (json, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static void
accept_form (McpQuestion *question)
{
  /* what all forms of these servers together need; each takes what it knows */
  g_autoptr(SjsonDocument) document = parse ("{\"ok\":true,\"name\":\"Ada\",\"check\":true,"
                                             "\"interpretation\":\"technical\"}");
  SjsonValue root = sjson_document_get_root (document);

  mcp_question_accept (question, &root);
}

static void
answer_with (McpQuestion *question,
             const char  *json)
{
  g_autoptr(SjsonDocument) document = parse (json);
  SjsonValue root = sjson_document_get_root (document);

  mcp_question_answer (question, &root);
}

static void
answer_elicitation (McpQuestion *question,
                    const char  *action)
{
  if (g_str_equal (action, "decline"))
    mcp_question_decline (question);
  else if (g_str_equal (action, "cancel"))
    mcp_question_cancel (question);
  else if (mcp_question_get_feature (question) == MCP_FEATURE_URL)
    {
      mcp_question_accept (question, NULL);
      mcp_question_complete (question);
    }
  else
    accept_form (question);
}

static gboolean
input_requested_cb (McpRequest  *request,
                    McpQuestion *question,
                    gpointer     user_data)
{
  RealFixture *self = user_data;

  g_ptr_array_add (self->asked, g_strdup (mcp_question_get_method (question)));

  switch (mcp_question_get_feature (question))
    {
    case MCP_FEATURE_SAMPLING:
      answer_with (question, "{\"role\":\"assistant\",\"model\":\"none\","
                             "\"content\":{\"type\":\"text\",\"text\":\"drawn from a hat\"}}");
      break;

    case MCP_FEATURE_ROOTS:
      answer_with (question, "{\"roots\":[{\"uri\":\"file:///srv/one\",\"name\":\"One\"}]}");
      break;

    default:
      answer_elicitation (question, self->action);
      break;
    }

  return TRUE;
}

static void
watch (RealFixture *self,
       McpRequest  *request)
{
  g_signal_connect (request, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect (request, "log-message", G_CALLBACK (log_message_cb), self);
  g_signal_connect (request, "input-requested", G_CALLBACK (input_requested_cb), self);
}

SjsonValue *
real_fixture_send (RealFixture  *self,
                   const char   *method,
                   const char   *json,
                   GError      **error)
{
  g_autoptr(SjsonDocument) document = parse (json != NULL ? json : "{}");
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(McpRequest) request = mcp_request_new (method, &root);
  g_autoptr(GAsyncResult) result = NULL;

  watch (self, request);
  mcp_client_send_async (self->client, request, NULL, real_fixture_done_cb, self);
  result = real_fixture_wait (self);

  return mcp_client_send_finish (self->client, result, error);
}

McpToolResult *
real_fixture_call (RealFixture  *self,
                   const char   *tool,
                   const char   *json,
                   GError      **error)
{
  g_autoptr(SjsonDocument) document = parse (json);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool (tool, &root);
  g_autoptr(GAsyncResult) result = NULL;

  watch (self, request);
  mcp_client_call_tool_async (self->client, request, NULL, real_fixture_done_cb, self);
  result = real_fixture_wait (self);

  return mcp_client_call_tool_finish (self->client, result, error);
}

char *
real_fixture_call_text (RealFixture *self,
                        const char  *tool,
                        const char  *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(McpToolResult) result = real_fixture_call (self, tool, json, &error);
  g_autoptr(McpContent) content = NULL;

  g_assert_no_error (error);
  content = g_list_model_get_item (mcp_tool_result_get_contents (result), 0);
  g_assert_nonnull (content);

  return g_strdup (mcp_content_get_text (content));
}

/* Somewhere in it; these tests know what the servers say, not how they write it. */
void
real_fixture_assert_has (const SjsonValue *value,
                         const char       *words)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (value);
  text = sjson_value_to_json (value, NULL);

  if (strstr (text, words) == NULL)
    g_error ("%s does not say %s", text, words);
}
