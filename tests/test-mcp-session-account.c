/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-authorizer.h"
#include "mcp-error.h"

/* Calls a tool, which the server answers with @statuses in turn; 200 is an answer. */
static GError *
call_tool (McpFixture *fixture,
           guint       first,
           guint       second)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  const guint statuses[] = { first, second };
  GError *error = NULL;

  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) && statuses[i] != 0; i++)
    if (statuses[i] == 200)
      mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{}");
    else
      mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), statuses[i], NULL, NULL);

  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_true ((value == NULL) == (error != NULL));

  return error;
}

static void
assert_last (McpFixture *fixture,
             const char *method,
             const char *session_id,
             const char *header)
{
  MockExchange *last = mcp_fixture_find (fixture, method);

  g_assert_cmpstr (mock_exchange_get_header (last, "Mcp-Session-Id"), ==, session_id);
  g_assert_cmpstr (mock_exchange_get_header (last, "Authorization"), ==, header);
}

/* Somebody else signs in: what is asked next needs a session of its own, and the old id stays with
 * the old token, also at the end. */
static void
test_switch (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GAsyncResult) place = NULL;
  GError *error;

  authorizer->account = "ada";
  mcp_fixture_connect (fixture);
  error = call_tool (fixture, 200, 0);
  g_assert_no_error (error);
  authorizer->token = 1;
  error = call_tool (fixture, 200, 0);
  g_assert_no_error (error);
  assert_last (fixture, "tools/call", "session-1", "Bearer 1");
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 1);

  authorizer->account = "tom";
  authorizer->token = 2;
  fixture->session_id = "session-2";
  error = call_tool (fixture, 200, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 3);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
  assert_last (fixture, "initialize", NULL, "Bearer 2");
  assert_last (fixture, "tools/call", "session-2", "Bearer 2");

  authorizer->account = "ada";
  authorizer->token = 3;
  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_wait_result (&place);
  mcp_fixture_settle ();

  for (guint i = 0; i < mock_server_get_n_requests (fixture->server); i++)
    {
      MockExchange *each = mock_server_get_request (fixture->server, i);
      const char *id = mock_exchange_get_header (each, "Mcp-Session-Id");
      const char *header = mock_exchange_get_header (each, "Authorization");

      if (id != NULL)
        g_assert_true (g_str_equal (id, "session-2") == g_str_equal (header, "Bearer 2"));
    }
}

/* A session that was begun before anybody signed in may be refused to whom it was not given; a
 * plain denial stands. */
static void
test_anonymous (McpFixture    *fixture,
                gconstpointer  data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GError) error = NULL;

  authorizer->gives_none = TRUE;
  mcp_fixture_connect (fixture);
  authorizer->gives_none = FALSE;
  authorizer->account = "ada";
  fixture->session_id = "session-2";
  error = call_tool (fixture, status, 200);
  g_assert_no_error (error);
  assert_last (fixture, "initialize", NULL, "Bearer 0");
  assert_last (fixture, "tools/call", "session-2", "Bearer 0");

  error = call_tool (fixture, 403, 0);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_FORBIDDEN);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);
}

/* Once it was used signed in, it is that person's. */
static void
test_adopted (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GError) error = NULL;

  authorizer->gives_none = TRUE;
  mcp_fixture_connect (fixture);
  authorizer->gives_none = FALSE;
  authorizer->account = "ada";
  error = call_tool (fixture, 200, 0);
  g_assert_no_error (error);
  assert_last (fixture, "tools/call", "session-1", "Bearer 0");
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 1);

  authorizer->account = "tom";
  fixture->session_id = "session-2";
  error = call_tool (fixture, 200, 0);
  g_assert_no_error (error);
  assert_last (fixture, "tools/call", "session-2", "Bearer 0");
}

/* The end is said in the name of who is signed in when it begins, whatever comes first. */
static void
test_farewell (McpFixture    *fixture,
               gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) called = NULL;
  g_autoptr(GAsyncResult) place = NULL;

  authorizer->account = "ada";
  mcp_fixture_connect (fixture);
  mcp_client_send_async (fixture->client, request, cancellable, mcp_fixture_ready_cb, &called);
  mcp_fixture_wait (fixture, "tools/call");
  g_cancellable_cancel (cancellable);
  mcp_fixture_wait_result (&called);
  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  authorizer->gives_none = GPOINTER_TO_UINT (data);
  authorizer->account = authorizer->gives_none ? NULL : "tom";
  authorizer->token = 1;
  mcp_fixture_wait_result (&place);
  assert_last (fixture, "notifications/cancelled", "session-1", "Bearer 0");
  assert_last (fixture, "DELETE", "session-1", "Bearer 0");
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/session-account/" path, McpFixture, data, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("switch", NULL, test_switch);
  ADD ("anonymous/403", GUINT_TO_POINTER (403), test_anonymous);
  ADD ("anonymous/404", GUINT_TO_POINTER (404), test_anonymous);
  ADD ("adopted", NULL, test_adopted);
  ADD ("farewell/signed-out", GUINT_TO_POINTER (TRUE), test_farewell);
  ADD ("farewell/somebody-else", GUINT_TO_POINTER (FALSE), test_farewell);

  return g_test_run ();
}
