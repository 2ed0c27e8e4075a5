/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-lists.h"
#include "mcp-client-resources.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

static void
set_up (McpFixture    *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (fixture, data);
  fixture->capabilities = "{\"resources\":{\"subscribe\":true}}";
  mcp_client_set_watching (fixture->client, TRUE);
}

static void
updated_cb (McpClient  *client,
            const char *uri,
            gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", uri);
}

static void
subscribe (McpFixture *fixture,
           const char *uri)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_subscribe_async (fixture->client, uri, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/subscribe"), "{}");
  g_assert_true (mcp_client_subscribe_finish (fixture->client, mcp_fixture_wait_result (&result),
                                              &error));
  g_assert_no_error (error);
}

static void
write_update (MockExchange *stream,
              const char   *params)
{
  g_autofree char *message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":"
                                              "\"notifications/resources/updated\"%s}", params);

  mcp_fixture_write (stream, message);
}

static void
test_subscribe (McpFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GString) updates = g_string_new (NULL);
  g_autoptr(GAsyncResult) again = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *stream;

  fixture->offers_stream = TRUE;
  g_signal_connect (fixture->client, "resource-updated", G_CALLBACK (updated_cb), updates);
  mcp_fixture_connect (fixture);
  stream = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (stream);
  write_update (stream, ",\"params\":{\"uri\":\"never-asked\"}");
  mcp_fixture_settle ();
  subscribe (fixture, "file:///a");
  write_update (stream, ",\"params\":{\"uri\":\"file:///a/b\"}");
  write_update (stream, ",\"params\":{\"uri\":7}");
  write_update (stream, ",\"params\":[]");
  write_update (stream, "");
  write_update (stream, ",\"params\":{\"uri\":\"file:///a\"}");

  while (!g_str_has_suffix (updates->str, "file:///a "))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (updates->str, ==, "file:///a/b file:///a ");

  mcp_client_subscribe_async (fixture->client, "file:///a", NULL, mcp_fixture_ready_cb, &again);
  g_assert_true (mcp_client_subscribe_finish (fixture->client, mcp_fixture_wait_result (&again),
                                              &error));
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/subscribe"), ==, 1);

  mcp_client_unsubscribe_async (fixture->client, "file:///a", NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/unsubscribe"), "{}");
  g_assert_true (mcp_client_unsubscribe_finish (fixture->client, mcp_fixture_wait_result (&result),
                                                &error));
  write_update (stream, ",\"params\":{\"uri\":\"file:///a\"}");
  mcp_fixture_settle ();
  g_assert_cmpstr (updates->str, ==, "file:///a/b file:///a ");
}

static void
test_subscribe_refused (McpFixture    *fixture,
                        gconstpointer  data)
{
  const char *refusal = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32002,"
                        "\"message\":\"Nope\"}}";
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) ended = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  mcp_client_subscribe_async (fixture->client, "x", NULL, mcp_fixture_ready_cb, &result);
  exchange = mcp_fixture_wait (fixture, "resources/subscribe");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, refusal);
  mock_exchange_end (exchange);
  g_assert_false (mcp_client_subscribe_finish (fixture->client, mcp_fixture_wait_result (&result),
                                               &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpstr (error->message, ==, "The server has no resource “x”.");

  mcp_client_unsubscribe_async (fixture->client, "x", NULL, mcp_fixture_ready_cb, &ended);
  g_assert_true (mcp_client_unsubscribe_finish (fixture->client, mcp_fixture_wait_result (&ended),
                                                NULL));
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/unsubscribe"), ==, 0);
}

/* A session that the server forgot is opened anew: what it had been told it is told again, and
 * what was listed is listed again. */
static void
test_reopened (McpFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(McpRequest) request = mcp_request_new_read_resource ("b");
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(McpReadResult) result = NULL;
  g_autoptr(SjsonValue) body = NULL;
  g_autofree char *uri = NULL;
  SjsonValue params;

  mcp_client_fetch_list_async (fixture->client, MCP_LIST_RESOURCES, NULL, mcp_fixture_ready_cb,
                               &listed);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/list"), "{\"resources\":[]}");
  mcp_fixture_wait_result (&listed);
  subscribe (fixture, "file:///a");

  mcp_client_read_resource_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &read);
  fixture->session_id = "session-2";
  mock_exchange_reply (mcp_fixture_wait (fixture, "resources/read"), 404, NULL, NULL);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/read"), "{\"contents\":[]}");
  result = mcp_client_read_resource_finish (fixture->client, mcp_fixture_wait_result (&read), NULL);
  g_assert_nonnull (result);

  mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/list"), "{\"resources\":[]}");
  body = parse_value (mock_exchange_get_body (mcp_fixture_wait (fixture, "resources/subscribe")));
  g_assert_true (sjson_value_get_member (body, "params", &params));
  uri = sjson_value_dup_member_string (&params, "uri");
  g_assert_cmpstr (uri, ==, "file:///a");
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/subscribe"), ==, 2);
  mcp_fixture_settle ();
}

#define ADD(path, function) \
  g_test_add ("/mcp/client/subscribe/" path, McpFixture, NULL, set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("updates", test_subscribe);
  ADD ("refused", test_subscribe_refused);
  ADD ("reopened", test_reopened);

  return g_test_run ();
}
