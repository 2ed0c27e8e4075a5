/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-authorizer.h"
#include "mcp-error.h"

static GError *
finish_connect (McpFixture    *fixture,
                GAsyncResult **place)
{
  GError *error = NULL;

  g_assert_false (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (place),
                                             &error));
  g_clear_object (place);

  return error;
}

/* A header for each request, whatever its method. */
static void
test_header (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GAsyncResult) place = NULL;

  mcp_fixture_connect (fixture);
  g_assert_cmpstr (authorizer->uri, ==, mock_server_get_uri (fixture->server));
  authorizer->token = 7;
  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_wait_result (&place);

  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (fixture, "initialize"),
                                             "Authorization"), ==, "Bearer 0");
  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (fixture, "GET"),
                                             "Authorization"), ==, "Bearer 0");
  g_assert_cmpstr (mock_exchange_get_header (mcp_fixture_find (fixture, "DELETE"),
                                             "Authorization"), ==, "Bearer 7");
  g_assert_cmpuint (authorizer->n_asked, ==, mock_server_get_n_requests (fixture->server));
}

static void
test_none (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);

  authorizer->gives_none = TRUE;
  mcp_fixture_connect (fixture);
  g_assert_null (mock_exchange_get_header (mcp_fixture_find (fixture, "initialize"),
                                           "Authorization"));
}

/* Its error is the request's, as it is, and nothing is sent. */
static void
test_failure (McpFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  authorizer->fails = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  error = finish_connect (fixture, &place);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 0);
}

/* A refusal is told, with what was refused, and the request sent once more. */
static void
test_better (McpFixture    *fixture,
             gconstpointer  data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *told = g_strdup_printf ("%u Bearer error=\"x\"", status);
  MockExchange *first;
  MockExchange *second;

  authorizer->has_better = TRUE;
  mcp_fixture_connect (fixture);
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  first = mcp_fixture_wait (fixture, "tools/call");
  mock_exchange_add_header (first, "WWW-Authenticate", "Bearer error=\"x\"");
  mock_exchange_reply (first, status, NULL, NULL);
  second = mcp_fixture_wait (fixture, "tools/call");
  g_assert_cmpstr (authorizer->challenge, ==, told);
  g_assert_cmpstr (authorizer->refused, ==, "Bearer 0");
  g_assert_cmpstr (mock_exchange_get_header (second, "Authorization"), ==, "Bearer 1");
  g_assert_cmpstr (mock_exchange_get_body (second), ==, mock_exchange_get_body (first));
  mcp_fixture_reply (second, "{}");
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), NULL);
  g_assert_nonnull (value);
}

/* A 401 once: the second one in a row stands. */
static void
test_once (McpFixture    *fixture,
           gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  authorizer->has_better = TRUE;
  fixture->holds_all = TRUE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 401, NULL, NULL);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 401, NULL, NULL);
  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (authorizer->n_challenges, ==, 1);

  g_clear_error (&error);
  authorizer->has_better = FALSE;
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "initialize"), 401, NULL, NULL);
  error = finish_connect (fixture, &place);
  g_assert_error (error, MCP_ERROR, MCP_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 3);
}

/* Statuses that a call meets in turn, and what it comes to; 200 stands for an answer. */
static const struct
{
  guint statuses[8];
  guint n_challenges;
  int code;
} turns[] = {
  { { 401, 403, 200 }, 2, -1 },
  { { 403, 401, 200 }, 2, -1 },
  { { 401, 403, 401, 403, 200 }, 4, -1 },
  { { 401, 403, 403, 403, 403 }, 4, MCP_ERROR_FORBIDDEN },
  { { 403, 403, 403, 403, 403 }, 4, MCP_ERROR_FORBIDDEN },
  { { 403, 401, 401 }, 2, MCP_ERROR_UNAUTHORIZED },
  { { 401, 403, 404 }, 2, MCP_ERROR_NOT_MCP },
};

/* A sign-in and then more rights, in one request; but not for ever. */
static void
test_turns (McpFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);

  fixture->session_id = NULL;
  authorizer->has_better = TRUE;
  mcp_fixture_connect (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(SjsonValue) value = NULL;
      g_autoptr(GError) error = NULL;

      authorizer->n_challenges = 0;
      mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);

      for (const guint *status = turns[i].statuses; *status != 0; status++)
        if (*status == 200)
          mcp_fixture_reply (mcp_fixture_wait (fixture, "tools/call"), "{}");
        else
          mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), *status, NULL, NULL);

      value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
      g_assert_cmpuint (authorizer->n_challenges, ==, turns[i].n_challenges);

      if (turns[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, MCP_ERROR, turns[i].code);
    }
}

/* Cancelled while a person thinks: ends at once, and the late answer sends nothing. */
static void
test_cancel (McpFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(TestAuthorizer) authorizer = test_authorizer_add (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("x", NULL);
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  mcp_fixture_connect (fixture);
  authorizer->holds = TRUE;
  mcp_client_send_async (fixture->client, request, cancellable, mcp_fixture_ready_cb, &place);
  mock_exchange_reply (mcp_fixture_wait (fixture, "tools/call"), 401, NULL, NULL);

  while (authorizer->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  authorizer->holds = FALSE;
  g_cancellable_cancel (cancellable);
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_task_return_boolean (authorizer->held, TRUE);
  g_clear_object (&authorizer->held);
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/call"), ==, 1);
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/authorizer/" path, McpFixture, data, mcp_fixture_set_up, function, \
              mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("header", NULL, test_header);
  ADD ("none", NULL, test_none);
  ADD ("failure", NULL, test_failure);
  ADD ("better/401", GUINT_TO_POINTER (401), test_better);
  ADD ("better/403", GUINT_TO_POINTER (403), test_better);
  ADD ("once", NULL, test_once);
  ADD ("turns", NULL, test_turns);
  ADD ("cancel", NULL, test_cancel);

  return g_test_run ();
}
