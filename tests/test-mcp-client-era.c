/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-era-cache.h"
#include "mcp-error.h"
#include "mcp-fixture.h"

#include <glib/gstdio.h>

#define DISCOVERED "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{" \
                   "\"listChanged\":true}}}"
#define ERROR(code) "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" #code "," \
                    "\"message\":\"no\"}}"
#define ONLY_OLDER "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32022,\"message\":\"no\",\"data\":" \
                   "{\"supported\":[\"2025-06-18\",\"2025-11-25\"]}}}"

typedef struct
{
  McpFixture base;
  char *folder;
  char *path;
  McpEraCache *cache;
  McpClient *client;       /* unpinned, and asks once */
} Fixture;

static McpClient *
client_new (Fixture *fixture)
{
  McpClient *client = mcp_client_new (mock_server_get_uri (fixture->base.server));

  mcp_client_set_era_cache (client, fixture->cache);

  return client;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (&fixture->base, data);
  fixture->folder = g_dir_make_tmp ("era-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "eras.json", NULL);
  fixture->cache = mcp_era_cache_new (fixture->path);
  fixture->client = client_new (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  mcp_fixture_settle ();
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->cache);
  g_remove (lock);
  g_remove (fixture->path);
  g_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  mcp_fixture_tear_down (&fixture->base, data);
}

static McpEra
get_verdict (Fixture *fixture)
{
  return mcp_era_cache_lookup (fixture->cache, mock_server_get_uri (fixture->base.server));
}

static void
know (Fixture    *fixture,
      McpEra      era,
      const char *version)
{
  mcp_era_cache_store (fixture->cache, mock_server_get_uri (fixture->base.server), era, version);
}

static void
start_call (McpClient     *client,
            GAsyncResult **place)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", NULL);

  mcp_client_send_async (client, request, NULL, mcp_fixture_ready_cb, place);
}

static void
finish_call (McpClient     *client,
             GAsyncResult **place)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonValue) value = mcp_client_send_finish (client, result, &error);

  *place = NULL;
  g_assert_no_error (error);
}

static void
reply (Fixture    *fixture,
       const char *method,
       const char *result)
{
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, method), result);
}

static void
refuse (Fixture    *fixture,
        const char *method,
        guint       status,
        const char *body)
{
  mock_exchange_reply (mcp_fixture_wait (&fixture->base, method), status,
                       body != NULL ? "application/json" : NULL, body);
}

static void
call (Fixture   *fixture,
      McpClient *client)
{
  GAsyncResult *place = NULL;

  start_call (client, &place);

  if (fixture->base.is_modern && get_verdict (fixture) == MCP_ERA_UNKNOWN)
    reply (fixture, "server/discover", DISCOVERED);

  reply (fixture, "tools/call", "{}");
  finish_call (client, &place);
}

static void
close_client (McpClient *client)
{
  g_autoptr(GAsyncResult) place = NULL;

  mcp_client_close_async (client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_client_close_finish (client, mcp_fixture_wait_result (&place), NULL));
}

/* All that the server has been asked. */
static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  g_autofree char *log = mcp_fixture_dup_log (&fixture->base);

  g_assert_cmpstr (log, ==, expected);
}

/* Two requests for the first call of a server that nobody knows, one for each of all others: by
 * this client, after closing, by another one at another time. Nothing is said at the end. */
static void
test_modern (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(McpClient) other = client_new (fixture);

  fixture->base.is_modern = TRUE;
  call (fixture, fixture->client);
  assert_log (fixture, "server/discover tools/call");
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_STATELESS);
  call (fixture, fixture->client);
  assert_log (fixture, "server/discover tools/call tools/call");
  close_client (fixture->client);
  call (fixture, fixture->client);
  call (fixture, other);
  close_client (other);
  assert_log (fixture, "server/discover tools/call tools/call tools/call tools/call");
}

/* Three for the first call with a session, of a server that is known; one more, in vain, where it
 * is not. One for each in the session. One DELETE at the end, and no GET. */
static void
test_session (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(McpClient) other = client_new (fixture);

  call (fixture, fixture->client);
  assert_log (fixture, "server/discover initialize notifications/initialized tools/call");
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_SESSION);
  call (fixture, fixture->client);
  assert_log (fixture,
              "server/discover initialize notifications/initialized tools/call tools/call");
  close_client (fixture->client);
  call (fixture, other);
  close_client (other);
  assert_log (fixture,
              "server/discover initialize notifications/initialized tools/call tools/call DELETE "
              "initialize notifications/initialized tools/call DELETE");
}

/* The window hears what changes: one GET, or one POST, more. Who the server is is asked beside. */
static void
test_watching (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;

  fixture->base.is_modern = TRUE;
  know (fixture, MCP_ERA_STATELESS, "2026-07-28");
  mcp_client_set_watching (fixture->client, TRUE);
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  g_assert_true (mcp_client_connect_finish (fixture->client, mcp_fixture_wait_result (&place),
                                            NULL));
  assert_log (fixture, "");
  g_assert_false (mcp_client_has_answer (fixture->client));
  g_clear_object (&place);

  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &place);
  reply (fixture, "tools/list", "{\"tools\":[]}");
  g_assert_true (mcp_client_list_tools_finish (fixture->client, mcp_fixture_wait_result (&place),
                                               NULL));
  g_assert_true (mcp_client_has_answer (fixture->client));
  g_assert_null (mcp_client_get_server_name (fixture->client));
  reply (fixture, "server/discover",
         "{\"supportedVersions\":[\"2026-07-28\"],\"serverInfo\":{\"name\":\"late\"},"
         "\"capabilities\":{\"tools\":{\"listChanged\":true}}}");
  mcp_fixture_wait (&fixture->base, "subscriptions/listen");
  g_assert_cmpstr (mcp_client_get_server_name (fixture->client), ==, "late");
  assert_log (fixture, "tools/list server/discover subscriptions/listen");
}

/* A server that is not any more what it was: whatever was asked is asked again as it wants, calls
 * and lists and several at once, and nobody hears of it. */
static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GAsyncResult) list = NULL;
  GAsyncResult *one = NULL, *other = NULL;

  know (fixture, MCP_ERA_STATELESS, "2026-07-28");
  start_call (fixture->client, &one);
  start_call (fixture->client, &other);
  mcp_client_list_tools_async (fixture->client, NULL, mcp_fixture_ready_cb, &list);
  refuse (fixture, "tools/call", 400, ERROR (-32000));
  refuse (fixture, "tools/call", 404, NULL);
  refuse (fixture, "tools/list", 400, ERROR (-32600));
  reply (fixture, "tools/call", "{}");
  reply (fixture, "tools/call", "{}");
  reply (fixture, "tools/list", "{\"tools\":[]}");
  finish_call (fixture->client, &one);
  finish_call (fixture->client, &other);
  g_assert_true (mcp_client_list_tools_finish (fixture->client, mcp_fixture_wait_result (&list),
                                               NULL));
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_SESSION);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "server/discover"), ==, 1);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "initialize"), ==, 1);
}

/* And the other way round. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  GAsyncResult *place = NULL;

  fixture->base.is_modern = TRUE;
  fixture->base.holds_all = TRUE;
  know (fixture, MCP_ERA_SESSION, "2025-11-25");
  start_call (fixture->client, &place);
  refuse (fixture, "initialize", 400, ERROR (-32022));
  reply (fixture, "server/discover", DISCOVERED);
  reply (fixture, "tools/call", "{}");
  finish_call (fixture->client, &place);
  assert_log (fixture, "initialize server/discover tools/call");
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_STATELESS);
}

/* A server may change while we talk to it. */
static void
test_downgraded (Fixture       *fixture,
                 gconstpointer  data)
{
  GAsyncResult *place = NULL;

  fixture->base.is_modern = TRUE;
  call (fixture, fixture->client);
  fixture->base.is_modern = FALSE;
  start_call (fixture->client, &place);
  refuse (fixture, "tools/call", 400, ERROR (-32000));
  reply (fixture, "tools/call", "{}");
  finish_call (fixture->client, &place);
  assert_log (fixture, "server/discover tools/call tools/call server/discover initialize "
                       "notifications/initialized tools/call");
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_SESSION);
}

/* A server of older revisions may say which, with an error of the newest one: of a server that was
 * known, and in the middle of talking to it. */
static void
test_names_older (Fixture       *fixture,
                  gconstpointer  data)
{
  GAsyncResult *place = NULL;

  know (fixture, MCP_ERA_STATELESS, "2026-07-28");
  fixture->base.is_modern = TRUE;

  if (GPOINTER_TO_UINT (data) == 200)
    call (fixture, fixture->client);

  start_call (fixture->client, &place);
  refuse (fixture, "tools/call", GPOINTER_TO_UINT (data), ONLY_OLDER);
  mcp_fixture_settle ();
  g_assert_null (place);
  refuse (fixture, "server/discover", 400, ONLY_OLDER);
  reply (fixture, "tools/call", "{}");
  finish_call (fixture->client, &place);
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_SESSION);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "initialize"), ==, 1);
}

/* What a server that is not in doubt may answer to a call. Who it is is asked again; the call,
 * which may have run, is not sent again. */
static const struct
{
  guint status;
  const char *body;
  int error;
} refusals[] = {
  { 400, ERROR (-32000), MCP_ERROR_REMOTE },
  { 400, ERROR (-32602), MCP_ERROR_REMOTE },
  { 400, ERROR (-32603), MCP_ERROR_REMOTE },
  { 404, NULL, MCP_ERROR_NOT_MCP },
  { 415, NULL, MCP_ERROR_MALFORMED },
};

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->base.is_modern = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(McpClient) client = client_new (fixture);

      know (fixture, MCP_ERA_STATELESS, "2026-07-28");
      start_call (client, &place);
      refuse (fixture, "tools/call", refusals[i].status, refusals[i].body);
      reply (fixture, "server/discover", DISCOVERED);
      mcp_fixture_settle ();
      g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, i + 1);
      g_assert_cmpuint (mcp_fixture_count (&fixture->base, "server/discover"), ==, i + 1);
      g_assert_null (mcp_client_send_finish (client, mcp_fixture_wait_result (&place), &error));
      g_assert_error (error, MCP_ERROR, refusals[i].error);
      g_assert_cmpuint (mcp_error_get_status (error), ==, refusals[i].status);
      g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_STATELESS);
    }
}

/* The same in the middle of talking to it. */
static void
test_refused_later (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  fixture->base.is_modern = TRUE;
  call (fixture, fixture->client);
  start_call (fixture->client, &place);
  refuse (fixture, "tools/call", 400, ERROR (-32000));
  reply (fixture, "server/discover", DISCOVERED);
  mcp_fixture_settle ();
  assert_log (fixture, "server/discover tools/call tools/call server/discover");
  g_assert_null (mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place),
                                         &error));
  g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
}

/* What only reads is asked once more. */
static void
test_read_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(McpRequest) request = mcp_request_new ("ping", NULL);
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GAsyncResult) place = NULL;
  g_autoptr(GError) error = NULL;

  fixture->base.is_modern = TRUE;
  know (fixture, MCP_ERA_STATELESS, "2026-07-28");
  mcp_client_send_async (fixture->client, request, NULL, mcp_fixture_ready_cb, &place);
  refuse (fixture, "ping", 400, ERROR (-32603));
  reply (fixture, "server/discover", DISCOVERED);
  reply (fixture, "ping", "{}");
  value = mcp_client_send_finish (fixture->client, mcp_fixture_wait_result (&place), &error);
  g_assert_no_error (error);
  assert_log (fixture, "ping server/discover ping");
}

/* What says nothing of the revision. */
static const struct
{
  guint status;
  const char *body;
} silent[] = {
  { 401, NULL },
  { 403, ERROR (-32000) },
  { 429, NULL },
  { 500, ERROR (-32603) },
  { 503, NULL },
  { 400, ERROR (-32021) },
  { 200, ERROR (-32602) },
};

static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->base.is_modern = TRUE;
  know (fixture, MCP_ERA_STATELESS, "2026-07-28");

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autoptr(GAsyncResult) place = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(McpClient) client = client_new (fixture);
      MockExchange *exchange;

      start_call (client, &place);
      exchange = mcp_fixture_wait (&fixture->base, "tools/call");
      mock_exchange_reply (exchange, silent[i].status,
                           silent[i].body != NULL ? "application/json" : NULL, silent[i].body);
      g_assert_null (mcp_client_send_finish (client, mcp_fixture_wait_result (&place), &error));
      g_assert_nonnull (error);
      g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_STATELESS);
    }

  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "server/discover"), ==, 0);
}

/* Who keeps to one revision neither asks what is known nor makes it known. */
static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(McpClient) other = client_new (fixture);

  mcp_client_set_protocol (fixture->client, "2025-11-25");
  call (fixture, fixture->client);
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_UNKNOWN);
  know (fixture, MCP_ERA_STATELESS, "2026-07-28");
  mcp_client_set_protocol (other, "2025-06-18");
  call (fixture, other);
  assert_log (fixture, "initialize notifications/initialized tools/call "
                       "initialize notifications/initialized tools/call");
  g_assert_cmpint (get_verdict (fixture), ==, MCP_ERA_STATELESS);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/mcp/client-era/modern", test_modern);
  add ("/mcp/client-era/session", test_session);
  add ("/mcp/client-era/watching", test_watching);
  add ("/mcp/client-era/older", test_older);
  add ("/mcp/client-era/newer", test_newer);
  add ("/mcp/client-era/downgraded", test_downgraded);
  g_test_add ("/mcp/client-era/names-older/known", Fixture, GUINT_TO_POINTER (400), set_up,
              test_names_older, tear_down);
  g_test_add ("/mcp/client-era/names-older/met", Fixture, GUINT_TO_POINTER (200), set_up,
              test_names_older, tear_down);
  add ("/mcp/client-era/refused", test_refused);
  add ("/mcp/client-era/refused-later", test_refused_later);
  add ("/mcp/client-era/read-again", test_read_again);
  add ("/mcp/client-era/silent", test_silent);
  add ("/mcp/client-era/pinned", test_pinned);

  return g_test_run ();
}
