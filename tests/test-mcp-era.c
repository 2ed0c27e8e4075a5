/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-envelope.h"
#include "mcp-era.h"
#include "mcp-error-private.h"
#include "mcp-fixture.h"
#include "mcp-session-transport.h"
#include "mcp-stateless-transport.h"
#include "sjson-fixture.h"

#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{}}"

static void
test_versions (void)
{
  g_assert_cmpint (mcp_era_of_version ("2026-07-28"), ==, MCP_ERA_STATELESS);
  g_assert_cmpint (mcp_era_of_version ("2025-11-25"), ==, MCP_ERA_SESSION);
  g_assert_cmpint (mcp_era_of_version ("2025-03-26"), ==, MCP_ERA_SESSION);
  g_assert_cmpint (mcp_era_of_version ("2025-3-26"), ==, MCP_ERA_UNKNOWN);
  g_assert_cmpint (mcp_era_of_version (""), ==, MCP_ERA_UNKNOWN);
}

/* What says something of a server's age, and what does not. */
static void
test_next (void)
{
  const struct { McpError kind; gint64 code; McpEra next; } cases[] = {
    { MCP_ERROR_NOT_MCP, 0, MCP_ERA_SESSION },
    { MCP_ERROR_NOT_MCP, -32601, MCP_ERA_SESSION },
    { MCP_ERROR_MALFORMED, 0, MCP_ERA_SESSION },
    { MCP_ERROR_REMOTE, -32000, MCP_ERA_SESSION },
    { MCP_ERROR_REMOTE, -32601, MCP_ERA_SESSION },
    { MCP_ERROR_REMOTE, MCP_CODE_HEADER_MISMATCH, MCP_ERA_UNKNOWN },
    { MCP_ERROR_REMOTE, MCP_CODE_MISSING_CAPABILITY, MCP_ERA_UNKNOWN },
    { MCP_ERROR_REMOTE, MCP_CODE_UNSUPPORTED_VERSION, MCP_ERA_UNKNOWN },
    { MCP_ERROR_UNAUTHORIZED, 0, MCP_ERA_UNKNOWN },
    { MCP_ERROR_FORBIDDEN, 0, MCP_ERA_UNKNOWN },
    { MCP_ERROR_UNAVAILABLE, 0, MCP_ERA_UNKNOWN },
    { MCP_ERROR_LOST, 0, MCP_ERA_UNKNOWN },
  };
  g_autoptr(GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "m");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = mcp_error_new (cases[i].kind, "m", NULL);

      if (cases[i].code != 0)
        mcp_error_set_remote_code (error, cases[i].code);

      g_assert_cmpint (mcp_era_get_next (MCP_ERA_STATELESS, error), ==, cases[i].next);
      g_assert_cmpint (mcp_era_get_next (MCP_ERA_SESSION, error), ==, MCP_ERA_UNKNOWN);
    }

  g_assert_cmpint (mcp_era_get_next (MCP_ERA_STATELESS, other), ==, MCP_ERA_UNKNOWN);
}

/* A refusal that names the revisions of the server: only older ones that we speak say that it is to
 * be talked to in their way. */
static void
test_supported (void)
{
  const struct { const char *data; McpEra next; } cases[] = {
    { "{\"supported\":[\"2025-11-25\"]}", MCP_ERA_SESSION },
    { "{\"supported\":[\"2027-01-01\",\"2025-06-18\",7]}", MCP_ERA_SESSION },
    { "{\"supported\":[\"2024-11-05\"]}", MCP_ERA_SESSION },
    { "{\"supported\":[\"2025-11-25\",\"2026-07-28\"]}", MCP_ERA_UNKNOWN },
    { "{\"supported\":[\"2027-01-01\"]}", MCP_ERA_UNKNOWN },
    { "{\"supported\":[\"2025-11-25\\u0000\",null,[\"2025-11-25\"]]}", MCP_ERA_UNKNOWN },
    { "{\"supported\":{\"a\":\"2025-11-25\"}}", MCP_ERA_UNKNOWN },
    { "{\"supported\":\"2025-11-25\"}", MCP_ERA_UNKNOWN },
    { "{\"supported\":[]}", MCP_ERA_UNKNOWN },
    { "[\"2025-11-25\"]", MCP_ERA_UNKNOWN },
    { "null", MCP_ERA_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = mcp_error_new (MCP_ERROR_REMOTE, "m", NULL);
      g_autoptr(SjsonValue) data = parse_value (cases[i].data);

      g_test_message ("%s", cases[i].data);
      mcp_error_set_data (error, data);
      mcp_error_set_remote_code (error, MCP_CODE_UNSUPPORTED_VERSION);
      g_assert_cmpint (mcp_era_get_next (MCP_ERA_STATELESS, error), ==, cases[i].next);
      mcp_error_set_remote_code (error, MCP_CODE_MISSING_CAPABILITY);
      g_assert_cmpint (mcp_era_get_next (MCP_ERA_STATELESS, error), ==, MCP_ERA_UNKNOWN);
    }
}

/* Who refuses a session may be of the oldest kind, unless it says something else by it. */
static void
test_oldest (void)
{
  const struct { guint status; McpEra next; } cases[] = {
    { 400, MCP_ERA_EVENTS }, { 404, MCP_ERA_EVENTS }, { 405, MCP_ERA_EVENTS },
    { 406, MCP_ERA_EVENTS }, { 415, MCP_ERA_EVENTS }, { 200, MCP_ERA_UNKNOWN },
    { 402, MCP_ERA_UNKNOWN }, { 410, MCP_ERA_UNKNOWN }, { 422, MCP_ERA_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = mcp_error_new (MCP_ERROR_NOT_MCP, "m", NULL);

      mcp_error_set_status (error, cases[i].status);
      g_assert_cmpint (mcp_era_get_next (MCP_ERA_SESSION, error), ==, cases[i].next);
    }
}

static void
test_transports (void)
{
  g_autoptr(GUri) uri = g_uri_parse ("http://localhost/mcp", G_URI_FLAGS_NONE, NULL);
  g_autoptr(McpHttp) http = mcp_http_new (uri, NULL, 60);
  g_autoptr(McpTransport) session = NULL;
  g_autoptr(McpTransport) stateless = NULL;

  session = mcp_era_new_transport (MCP_ERA_SESSION, NULL, http);
  stateless = mcp_era_new_transport (MCP_ERA_STATELESS, NULL, http);

  g_assert_true (MCP_IS_SESSION_TRANSPORT (session));
  g_assert_true (MCP_IS_STATELESS_TRANSPORT (stateless));
}

static void
connect_client (McpClient *client)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), &error));
  g_assert_no_error (error);
}

/* An older server is asked once who it is, and by one connection; the client remembers how it took
 * that. */
static void
test_older (McpFixture    *fixture,
            gconstpointer  data)
{
  McpClient *client = mcp_client_new (mock_server_get_uri (fixture->server));
  g_autoptr(GAsyncResult) place = NULL;

  connect_client (client);
  g_assert_cmpstr (mcp_client_get_protocol_version (client), ==, "2025-11-25");
  g_assert_cmpuint (mcp_fixture_count (fixture, "server/discover"), ==, 1);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 1);
  g_assert_cmpuint (mock_exchange_get_client_port (mcp_fixture_find (fixture, "initialize")), ==,
                    mock_exchange_get_client_port (mcp_fixture_find (fixture, "server/discover")));

  mcp_client_close_async (client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_client_close_finish (client, mcp_fixture_wait_result (&place), NULL));
  connect_client (client);
  g_assert_cmpuint (mcp_fixture_count (fixture, "server/discover"), ==, 1);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 2);

  g_clear_object (&place);
  mcp_fixture_settle ();
  g_assert_finalize_object (client);
}

static void
test_newest (McpFixture    *fixture,
             gconstpointer  data)
{
  McpClient *client = mcp_client_new (mock_server_get_uri (fixture->server));
  g_autoptr(GAsyncResult) place = NULL;

  fixture->is_modern = TRUE;
  mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"), DISCOVERED);
  g_assert_true (mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), NULL));
  g_assert_cmpstr (mcp_client_get_protocol_version (client), ==, "2026-07-28");
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 1);

  g_clear_object (&place);
  g_assert_finalize_object (client);
}

/* A server that is busy, or understood us, is not asked in another way. */
static void
test_no_age (McpFixture    *fixture,
             gconstpointer  data)
{
  const struct { guint status; const char *body; int error; } cases[] = {
    { 503, "", MCP_ERROR_UNAVAILABLE },
    { 400, "{\"id\":1,\"error\":{\"code\":-32021,\"message\":\"m\"}}", MCP_ERROR_REMOTE },
  };

  fixture->is_modern = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpClient *client = mcp_client_new (mock_server_get_uri (fixture->server));
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;

      mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "server/discover"), cases[i].status,
                           "application/json", cases[i].body);
      g_assert_false (mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), &error));
      g_assert_error (error, MCP_ERROR, cases[i].error);
      g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 0);

      g_clear_object (&place);
      mcp_fixture_settle ();
      g_assert_finalize_object (client);
    }
}

/* A server that knows the newest revision's errors, but speaks older ones alone. */
static void
test_only_older (McpFixture    *fixture,
                 gconstpointer  data)
{
  const guint statuses[] = { 400, 404, 200 };

  fixture->is_modern = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      McpClient *client = mcp_client_new (mock_server_get_uri (fixture->server));
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;

      mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
      mock_exchange_reply (mcp_fixture_wait (fixture, "server/discover"), statuses[i],
                           "application/json",
                           "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32022,\"message\":\"m\","
                           "\"data\":{\"supported\":[\"2025-11-25\"],"
                           "\"requested\":\"2026-07-28\"}}}");
      mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (mcp_client_get_protocol_version (client), ==, "2025-11-25");

      g_clear_object (&place);
      mcp_fixture_settle ();
      g_assert_finalize_object (client);
    }
}

/* Whoever names a revision gets that one, or none. */
static void
test_pinned (McpFixture    *fixture,
             gconstpointer  data)
{
  McpClient *client = mcp_client_new (mock_server_get_uri (fixture->server));
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (mcp_client_set_protocol (client, "1999-01-01"));
  g_assert_true (mcp_client_set_protocol (client, "2026-07-28"));
  mcp_client_connect_async (client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_false (mcp_client_connect_finish (client, mcp_fixture_wait_result (&place), &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
  g_assert_cmpuint (mcp_fixture_count (fixture, "initialize"), ==, 0);

  g_clear_object (&place);
  mcp_fixture_settle ();
  g_assert_finalize_object (client);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/era/versions", test_versions);
  g_test_add_func ("/mcp/era/next", test_next);
  g_test_add_func ("/mcp/era/supported", test_supported);
  g_test_add_func ("/mcp/era/oldest", test_oldest);
  g_test_add_func ("/mcp/era/transports", test_transports);
  g_test_add ("/mcp/era/older", McpFixture, NULL, mcp_fixture_set_up, test_older,
              mcp_fixture_tear_down);
  g_test_add ("/mcp/era/newest", McpFixture, NULL, mcp_fixture_set_up, test_newest,
              mcp_fixture_tear_down);
  g_test_add ("/mcp/era/no-age", McpFixture, NULL, mcp_fixture_set_up, test_no_age,
              mcp_fixture_tear_down);
  g_test_add ("/mcp/era/only-older", McpFixture, NULL, mcp_fixture_set_up, test_only_older,
              mcp_fixture_tear_down);
  g_test_add ("/mcp/era/pinned", McpFixture, NULL, mcp_fixture_set_up, test_pinned,
              mcp_fixture_tear_down);

  return g_test_run ();
}
