/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"

#define TEST_TYPE_AUTHORIZER (test_authorizer_get_type ())

G_DECLARE_FINAL_TYPE (TestAuthorizer, test_authorizer, TEST, AUTHORIZER, GObject)

/* Gives "Bearer N", where N counts the challenges it could better. */
struct _TestAuthorizer
{
  GObject parent_instance;

  guint n_asked;
  guint n_challenges;
  guint token;
  gboolean gives_none;
  gboolean fails;
  gboolean has_better;
  GTask *held;             /* of a challenge that a person thinks about */
  gboolean holds;
  char *challenge;
  char *refused;
  char *uri;
};

static void authorizer_iface_init (McpAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestAuthorizer, test_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER, authorizer_iface_init))

static void
get_header_async (McpAuthorizer       *authorizer,
                  const char          *uri,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_asked++;
  g_free (self->uri);
  self->uri = g_strdup (uri);

  if (self->fails)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "Nobody signed in");
  else
    g_task_return_pointer (task, self->gives_none ? NULL
                                                  : g_strdup_printf ("Bearer %u", self->token),
                           g_free);
}

static gboolean
get_header_finish (McpAuthorizer  *authorizer,
                   GAsyncResult   *result,
                   char          **header,
                   GError        **error)
{
  GError *problem = NULL;

  *header = g_task_propagate_pointer (G_TASK (result), &problem);

  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem == NULL;
}

static void
handle_challenge_async (McpAuthorizer       *authorizer,
                        const char          *uri,
                        guint                status,
                        const char          *challenge,
                        const char          *header,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_challenges++;
  g_free (self->challenge);
  self->challenge = g_strdup_printf ("%u %s", status, challenge);
  g_free (self->refused);
  self->refused = g_strdup (header);

  if (self->has_better)
    self->token++;

  if (self->holds)
    self->held = g_steal_pointer (&task);
  else
    g_task_return_boolean (task, self->has_better);
}

static gboolean
handle_challenge_finish (McpAuthorizer  *authorizer,
                         GAsyncResult   *result,
                         GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
authorizer_iface_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = get_header_async;
  iface->get_header_finish = get_header_finish;
  iface->handle_challenge_async = handle_challenge_async;
  iface->handle_challenge_finish = handle_challenge_finish;
}

static void
test_authorizer_finalize (GObject *object)
{
  TestAuthorizer *self = TEST_AUTHORIZER (object);

  g_clear_object (&self->held);
  g_free (self->challenge);
  g_free (self->refused);
  g_free (self->uri);

  G_OBJECT_CLASS (test_authorizer_parent_class)->finalize (object);
}

static void
test_authorizer_class_init (TestAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_authorizer_finalize;
}

static void
test_authorizer_init (TestAuthorizer *self)
{
}

static TestAuthorizer *
add_authorizer (McpFixture *fixture)
{
  TestAuthorizer *authorizer = g_object_new (TEST_TYPE_AUTHORIZER, NULL);

  mcp_client_set_authorizer (fixture->client, MCP_AUTHORIZER (authorizer));

  return authorizer;
}

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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);
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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);

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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);
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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);
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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);
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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);

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
  g_autoptr(TestAuthorizer) authorizer = add_authorizer (fixture);
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
