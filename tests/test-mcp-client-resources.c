/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-resources.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "sjson-fixture.h"

#define ALL "{\"resources\":{\"subscribe\":true,\"listChanged\":true}}"
#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":" ALL "}"
#define HOUR ",\"ttlMs\":3600000"

static void
set_up_modern (McpFixture    *fixture,
               gconstpointer  data)
{
  mcp_fixture_set_up (fixture, data);
  fixture->is_modern = TRUE;
  g_assert_true (mcp_client_set_protocol (fixture->client, "2026-07-28"));
}

static void
set_up_session (McpFixture    *fixture,
                gconstpointer  data)
{
  mcp_fixture_set_up (fixture, data);
  fixture->capabilities = ALL;
  mcp_client_set_watching (fixture->client, TRUE);
}

static void
start_read (McpFixture    *fixture,
            const char    *uri,
            GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_read_resource (uri);

  mcp_client_read_resource_async (fixture->client, request, NULL, mcp_fixture_ready_cb, place);
}

static McpReadResult *
finish_read (McpFixture    *fixture,
             GAsyncResult **place,
             GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_client_read_resource_finish (fixture->client, result, error);
}

static void
reply (MockExchange *exchange,
       const char   *rest)
{
  g_autofree char *result = g_strdup_printf ("{\"contents\":[{\"uri\":\"b\",\"mimeType\":"
                                             "\"text/html\",\"text\":\"x\"}]%s}", rest);

  mcp_fixture_reply (exchange, result);
}

static void
connect_modern (McpFixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;

  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);
  mcp_fixture_wait_result (&result);
}

/* Reads @uri; the server is asked. */
static void
read_asked (McpFixture *fixture,
            const char *uri,
            const char *rest)
{
  g_autoptr(McpReadResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;

  start_read (fixture, uri, &place);
  reply (mcp_fixture_wait (fixture, "resources/read"), rest);
  result = finish_read (fixture, &place, &error);
  g_assert_no_error (error);
}

/* Reads @uri; the server is not asked. */
static void
read_known (McpFixture *fixture,
            const char *uri)
{
  guint n_requests = mcp_fixture_count (fixture, "resources/read");
  g_autoptr(McpReadResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;

  start_read (fixture, uri, &place);
  result = finish_read (fixture, &place, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/read"), ==, n_requests);
}

/* What the read says of itself wins. */
static void
test_read (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(McpReadResult) result = NULL;
  g_autoptr(McpContent) content = NULL;
  g_autoptr(SjsonValue) body = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;
  MockExchange *exchange;
  SjsonValue params;

  start_read (fixture, "file:///a \"ä", &place);
  exchange = mcp_fixture_wait (fixture, "resources/read");
  body = parse_value (mock_exchange_get_body (exchange));
  g_assert_true (sjson_value_get_member (body, "params", &params));
  uri = sjson_value_dup_member_string (&params, "uri");
  g_assert_cmpstr (uri, ==, "file:///a \"ä");
  reply (exchange, HOUR);
  result = finish_read (fixture, &place, &error);
  g_assert_no_error (error);
  content = g_list_model_get_item (mcp_read_result_get_contents (result), 0);
  g_assert_cmpstr (mcp_content_get_uri (content), ==, "b");
  g_assert_cmpstr (mcp_content_get_mime_type (content), ==, "text/html");

  /* A session means nothing by ttlMs. */
  read_asked (fixture, "file:///a \"ä", "");
}

static const struct
{
  int code;
  McpError error;
} refusals[] = {
  { -32602, MCP_ERROR_NOT_OFFERED },
  { -32002, MCP_ERROR_NOT_OFFERED },
  { -32603, MCP_ERROR_REMOTE },
  { -32001, MCP_ERROR_REMOTE },
};

static void
test_refused (McpFixture    *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *message = NULL;
      g_autoptr(McpReadResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *place = NULL;
      MockExchange *exchange;
      gint64 code;

      message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":%d,"
                                 "\"message\":\"Nope\"}}", refusals[i].code);
      start_read (fixture, "x:y", &place);
      exchange = mcp_fixture_wait (fixture, "resources/read");
      mcp_fixture_start (exchange);
      mcp_fixture_write (exchange, message);
      mock_exchange_end (exchange);
      result = finish_read (fixture, &place, &error);
      g_assert_null (result);
      g_assert_error (error, MCP_ERROR, (int) refusals[i].error);
      g_assert_true (mcp_error_get_remote_code (error, &code));
      g_assert_cmpint (code, ==, refusals[i].code);

      if (refusals[i].error == MCP_ERROR_NOT_OFFERED)
        g_assert_cmpstr (error->message, ==, "The server has no resource “x:y”.");
    }
}

static void
test_not_offered (McpFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) subscribed = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *place = NULL;

  fixture->capabilities = "{\"tools\":{}}";
  start_read (fixture, "a", &place);
  g_assert_null (finish_read (fixture, &place, &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpstr (error->message, ==, "The server offers no resources.");
  g_clear_error (&error);

  mcp_client_subscribe_async (fixture->client, "a", NULL, mcp_fixture_ready_cb, &subscribed);
  g_assert_false (mcp_client_subscribe_finish (fixture->client,
                                               mcp_fixture_wait_result (&subscribed), &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/read"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/subscribe"), ==, 0);
}

static void
test_fresh (McpFixture    *fixture,
            gconstpointer  data)
{
  connect_modern (fixture);
  read_asked (fixture, "a", "");
  read_asked (fixture, "a", ",\"ttlMs\":0");
  read_asked (fixture, "a", HOUR);
  read_known (fixture, "a");
  read_known (fixture, "a");
  read_asked (fixture, "A", HOUR);
  read_known (fixture, "a");
}

/* A request on whose stream the server tells something besides. */
static void
ask_told (McpFixture *fixture,
          const char *notification)
{
  GAsyncResult *place = NULL;
  g_autoptr(McpReadResult) result = NULL;
  MockExchange *exchange;

  start_read (fixture, "other", &place);
  exchange = mcp_fixture_wait (fixture, "resources/read");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, notification);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"contents\":[]}}");
  mock_exchange_end (exchange);
  result = finish_read (fixture, &place, NULL);
  g_assert_nonnull (result);
}

/* What the server says changed is asked for, whatever it had said before. */
static void
test_updated (McpFixture    *fixture,
              gconstpointer  data)
{
  connect_modern (fixture);
  read_asked (fixture, "file:///a", HOUR);
  ask_told (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
                     "\"params\":{\"uri\":\"file:///b\"}}");
  read_known (fixture, "file:///a");
  ask_told (fixture, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
                     "\"params\":{\"uri\":\"file:///a/part\"}}");
  read_asked (fixture, "file:///a", HOUR);
  read_known (fixture, "file:///a");
  ask_told (fixture, "{\"jsonrpc\":\"2.0\",\"method\":"
                     "\"notifications/resources/list_changed\"}");
  read_asked (fixture, "file:///a", HOUR);
}

static gboolean
decline_cb (McpRequest  *request,
            McpQuestion *question,
            gpointer     user_data)
{
  mcp_question_decline (question);

  return TRUE;
}

/* What came of answers is kept for nobody, nor what came of a state alone. */
static void
test_rounds_not_kept (McpFixture    *fixture,
                      gconstpointer  data)
{
  const char * const asked[] = {
    "{\"resultType\":\"input_required\",\"requestState\":\"s\"}",
    "{\"resultType\":\"input_required\",\"inputRequests\":{\"k\":{\"method\":"
    "\"elicitation/create\",\"params\":{\"message\":\"?\",\"requestedSchema\":{\"type\":"
    "\"object\",\"properties\":{}}}}}}",
  };

  mcp_client_set_features (fixture->client, MCP_FEATURE_FORM);
  connect_modern (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new_read_resource ("a");
      g_autoptr(McpReadResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *place = NULL;

      g_signal_connect (request, "input-requested", G_CALLBACK (decline_cb), NULL);
      mcp_client_read_resource_async (fixture->client, request, NULL, mcp_fixture_ready_cb,
                                      &place);
      mcp_fixture_reply (mcp_fixture_wait (fixture, "resources/read"), asked[i]);
      reply (mcp_fixture_wait (fixture, "resources/read"), HOUR);
      result = finish_read (fixture, &place, &error);
      g_assert_no_error (error);
    }

  read_asked (fixture, "a", HOUR);
  read_known (fixture, "a");
}

typedef GObject TestAuthorizer;
typedef GObjectClass TestAuthorizerClass;
GType test_authorizer_get_type (void);

static void
get_header_async (McpAuthorizer       *self,
                  const char          *uri,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static gboolean
get_header_finish (McpAuthorizer  *self,
                   GAsyncResult   *result,
                   char          **header,
                   GError        **error)
{
  *header = NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
authorizer_iface_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = get_header_async;
  iface->get_header_finish = get_header_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestAuthorizer, test_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER, authorizer_iface_init))

static void
test_authorizer_class_init (TestAuthorizerClass *klass)
{
}

static void
test_authorizer_init (TestAuthorizer *self)
{
}

/* Somebody else may see something else. */
static void
test_other_account (McpFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(McpAuthorizer) authorizer = NULL;
  GAsyncResult *closed = NULL;

  authorizer = g_object_new (test_authorizer_get_type (), NULL);
  connect_modern (fixture);
  read_asked (fixture, "a", HOUR);
  read_known (fixture, "a");
  mcp_client_set_authorizer (fixture->client, authorizer);
  read_asked (fixture, "a", HOUR);
  mcp_client_set_authorizer (fixture->client, authorizer);
  read_known (fixture, "a");
  mcp_client_set_authorizer (fixture->client, NULL);
  read_asked (fixture, "a", HOUR);

  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &closed);
  mcp_fixture_wait_result (&closed);
  g_clear_object (&closed);
  connect_modern (fixture);
  read_asked (fixture, "a", HOUR);
}

#define ADD(path, set_up, function) \
  g_test_add ("/mcp/client/resources/" path, McpFixture, NULL, set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read", set_up_session, test_read);
  ADD ("refused", set_up_session, test_refused);
  ADD ("not-offered", set_up_session, test_not_offered);
  ADD ("fresh", set_up_modern, test_fresh);
  ADD ("updated", set_up_modern, test_updated);
  ADD ("rounds-not-kept", set_up_modern, test_rounds_not_kept);
  ADD ("other-account", set_up_modern, test_other_account);

  return g_test_run ();
}
