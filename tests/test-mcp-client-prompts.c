/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-prompts.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#define ALL "{\"prompts\":{},\"completions\":{}}"

/* What the request asked, without what the transport adds. */
static char *
dup_params (MockExchange *exchange)
{
  g_autoptr(SjsonValue) body = parse_value (mock_exchange_get_body (exchange));
  GString *text = g_string_new (NULL);
  SjsonValue params, name, value;
  SjsonIter iter;

  g_assert_true (sjson_value_get_member (body, "params", &params));
  sjson_iter_init (&iter, &params);

  while (sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *member = sjson_value_dup_string (&name, NULL);
      g_autofree char *json = sjson_value_to_json (&value, NULL);

      if (!g_str_equal (member, "_meta"))
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", member, json);
    }

  return g_string_free (text, FALSE);
}

static void
assert_params (MockExchange *exchange,
               const char   *expected)
{
  g_autofree char *params = dup_params (exchange);

  g_assert_cmpstr (params, ==, expected);
}

static McpPromptResult *
finish_prompt (McpFixture    *fixture,
               GAsyncResult **place,
               GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_client_get_prompt_finish (fixture->client, result, error);
}

static void
test_prompt (McpFixture    *fixture,
             gconstpointer  data)
{
  const char * const arguments[] = { "code", "7", "a\"b", "ä\n{}", NULL };
  g_autoptr(McpRequest) request = mcp_request_new_get_prompt ("re view", arguments);
  g_autoptr(McpPromptResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  fixture->capabilities = ALL;
  mcp_client_get_prompt_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "prompts/get");
  assert_params (exchange, "name=\"re view\" "
                           "arguments={\"code\":\"7\",\"a\\\"b\":\"ä\\n{}\"}");
  mcp_fixture_reply (exchange, "{\"messages\":[{\"role\":\"user\",\"content\":"
                               "{\"type\":\"text\",\"text\":\"Look\"}}]}");
  result = finish_prompt (fixture, &place, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (mcp_prompt_result_get_messages (result)), ==, 1);
}

/* None are sent where there are none. */
static void
test_no_arguments (McpFixture    *fixture,
                   gconstpointer  data)
{
  const char * const none[] = { NULL };
  g_autoptr(McpRequest) request = mcp_request_new_get_prompt ("p", none);
  g_autoptr(McpPromptResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  fixture->capabilities = ALL;
  mcp_client_get_prompt_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  exchange = mcp_fixture_wait (fixture, "prompts/get");
  assert_params (exchange, "name=\"p\"");
  mcp_fixture_reply (exchange, "{\"messages\":{}}");
  result = finish_prompt (fixture, &place, &error);
  g_assert_null (result);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
}

static gboolean
accept_cb (McpRequest  *request,
           McpQuestion *question,
           gpointer     user_data)
{
  g_autoptr(SjsonValue) content = parse_value ("{\"name\":\"Ada\"}");

  mcp_question_accept (question, content);

  return TRUE;
}

/* A server of today may ask before it answers. */
static void
test_rounds (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new_get_prompt ("p", NULL);
  g_autoptr(McpPromptResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;

  fixture->is_modern = TRUE;
  g_assert_true (mcp_client_set_protocol (fixture->client, "2026-07-28"));
  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  g_signal_connect (request, "input-requested", G_CALLBACK (accept_cb), NULL);
  mcp_client_get_prompt_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"),
                     "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":" ALL "}");
  mcp_fixture_reply (mcp_fixture_wait (fixture, "prompts/get"),
                     "{\"resultType\":\"input_required\",\"requestState\":\"s\","
                     "\"inputRequests\":{\"k\":{\"method\":\"elicitation/create\",\"params\":"
                     "{\"message\":\"Who?\",\"requestedSchema\":{\"type\":\"object\","
                     "\"properties\":{\"name\":{\"type\":\"string\"}}}}}}}");
  exchange = mcp_fixture_wait (fixture, "prompts/get");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Mcp-Name"), ==, "p");
  assert_params (exchange, "name=\"p\" inputResponses={\"k\":{\"action\":\"accept\",\"content\":"
                           "{\"name\":\"Ada\"}}} requestState=\"s\"");
  mcp_fixture_reply (exchange, "{\"resultType\":\"complete\",\"messages\":[]}");
  result = finish_prompt (fixture, &place, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
}

static void
test_not_offered (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(McpRequest) prompt = mcp_request_new_get_prompt ("p", NULL);
  g_autoptr(McpRequest) complete = NULL;
  g_autoptr(GAsyncResult) completed = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;

  mcp_client_get_prompt_async (fixture->client, prompt, NULL, mcp_fixture_ready_cb, &place);
  g_assert_null (finish_prompt (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpstr (error->message, ==, "The server offers no prompts.");
  g_clear_error (&error);

  complete = mcp_request_new_complete (MCP_REFERENCE_PROMPT, "p", "a", "", NULL);
  mcp_client_complete_async (fixture->client, complete, NULL, mcp_fixture_ready_cb, &completed);
  g_assert_null (mcp_client_complete_finish (fixture->client, mcp_fixture_wait_result (&completed),
                                             &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpuint (mcp_fixture_count (fixture, "prompts/get"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "completion/complete"), ==, 0);
}

#define PROMPT "ref={\"type\":\"ref/prompt\",\"name\":\"p\"} " \
               "argument={\"name\":\"a\",\"value\":\"py\"}"
#define RESOURCE "ref={\"type\":\"ref/resource\",\"uri\":\"p\"} " \
                 "argument={\"name\":\"a\",\"value\":\"py\"}"
#define CONTEXT " context={\"arguments\":{\"b\":\"x\"}}"

static const struct
{
  const char *version;
  const char *capabilities;
  McpReferenceKind kind;
  const char *params;
} completions[] = {
  { "2025-11-25", ALL, MCP_REFERENCE_PROMPT, PROMPT CONTEXT },
  { "2025-06-18", ALL, MCP_REFERENCE_RESOURCE, RESOURCE CONTEXT },
  { "2025-03-26", ALL, MCP_REFERENCE_RESOURCE, RESOURCE },
  { "2024-11-05", "{\"prompts\":{}}", MCP_REFERENCE_PROMPT, PROMPT },
};

/* The context of a completion is of newer revisions, and the oldest declares no completions. */
static void
test_complete (McpFixture    *fixture,
               gconstpointer  data)
{
  const char * const context[] = { "b", "x", NULL };
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(McpCompletion) completion = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  fixture->version = completions[i].version;
  fixture->capabilities = completions[i].capabilities;
  request = mcp_request_new_complete (completions[i].kind, "p", "a", "py", context);
  mcp_client_complete_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "completion/complete");
  assert_params (exchange, completions[i].params);
  mcp_fixture_reply (exchange, "{\"completion\":{\"values\":[\"python\"]}}");
  completion = mcp_client_complete_finish (fixture->client, mcp_fixture_wait_result (&result),
                                           &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mcp_completion_get_values (completion)[0], ==, "python");
}

/* More was typed: the server is told that the answer is not wanted any more. */
static void
test_superseded (McpFixture    *fixture,
                 gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpRequest) request = NULL;
  g_autoptr(GError) error = NULL;

  fixture->capabilities = ALL;
  request = mcp_request_new_complete (MCP_REFERENCE_PROMPT, "p", "a", "p", NULL);
  mcp_client_complete_async (fixture->client, request, cancellable, mcp_fixture_ready_cb, &result);
  mcp_fixture_wait (fixture, "completion/complete");
  g_cancellable_cancel (cancellable);
  g_assert_null (mcp_client_complete_finish (fixture->client, mcp_fixture_wait_result (&result),
                                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  while (mcp_fixture_count (fixture, "notifications/cancelled") == 0)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/client/prompts/" path, McpFixture, GUINT_TO_POINTER (data), \
              mcp_fixture_set_up, function, mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("prompt", 0, test_prompt);
  ADD ("no-arguments", 0, test_no_arguments);
  ADD ("rounds", 0, test_rounds);
  ADD ("not-offered", 0, test_not_offered);
  ADD ("complete/2025-11-25", 0, test_complete);
  ADD ("complete/2025-06-18", 1, test_complete);
  ADD ("complete/2025-03-26", 2, test_complete);
  ADD ("complete/2024-11-05", 3, test_complete);
  ADD ("superseded", 0, test_superseded);

  return g_test_run ();
}
