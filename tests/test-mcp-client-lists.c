/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of a server, whatever is on them. Tools, and what walks have in common, are those of
 * test-mcp-client-list.c. */

#include "config.h"

#include "mcp-client-private.h"
#include "mcp-error.h"
#include "mcp-fixture.h"
#include "mcp-prompt.h"
#include "mcp-resource-template.h"
#include "mcp-resource.h"
#include "sjson-fixture.h"

#define ALL "{\"tools\":{},\"prompts\":{\"listChanged\":true},\"resources\":{}}"

static const struct
{
  McpListKind kind;
  GType (*get_type) (void);
  const char *method;
  const char *member;
  const char *key;
  const char *changed;
  const char *words;
} kinds[] = {
  { MCP_LIST_PROMPTS, mcp_prompt_get_type, "prompts/list", "prompts", "name",
    "notifications/prompts/list_changed", "The server offers no prompts." },
  { MCP_LIST_RESOURCES, mcp_resource_get_type, "resources/list", "resources", "uri",
    "notifications/resources/list_changed", "The server offers no resources." },
  { MCP_LIST_RESOURCE_TEMPLATES, mcp_resource_template_get_type, "resources/templates/list",
    "resourceTemplates", "uriTemplate", "notifications/resources/list_changed",
    "The server offers no resource templates." },
};

/* A page of one item for each letter. */
static char *
dup_page (guint       i,
          const char *letters,
          const char *rest)
{
  g_autoptr(GString) page = g_string_new (NULL);

  g_string_append_printf (page, "{\"%s\":[", kinds[i].member);

  for (const char *letter = letters; *letter != '\0'; letter++)
    g_string_append_printf (page, "%s{\"%s\":\"%c\"}", letter > letters ? "," : "", kinds[i].key,
                            *letter);

  return g_strdup_printf ("%s]%s}", page->str, rest);
}

static void
reply (McpFixture *fixture,
       guint       i,
       const char *letters,
       const char *rest)
{
  g_autofree char *page = dup_page (i, letters, rest);

  mcp_fixture_reply (mcp_fixture_wait (fixture, kinds[i].method), page);
}

static char *
dup_letters (McpFixture *fixture,
             guint       i)
{
  GListModel *list = mcp_client_get_list (fixture->client, kinds[i].kind);
  g_autoptr(GString) letters = g_string_new (NULL);

  for (guint position = 0; position < g_list_model_get_n_items (list); position++)
    {
      g_autoptr(McpItem) item = g_list_model_get_item (list, position);

      g_string_append (letters, mcp_item_get_key (item));
    }

  return g_strdup (letters->str);
}

static void
assert_letters (McpFixture *fixture,
                guint       i,
                const char *expected)
{
  g_autofree char *letters = dup_letters (fixture, i);

  g_assert_cmpstr (letters, ==, expected);
}

static void
start (McpFixture    *fixture,
       guint          i,
       GAsyncResult **result)
{
  mcp_client_fetch_list_async (fixture->client, kinds[i].kind, NULL, mcp_fixture_ready_cb, result);
}

static gboolean
finish (McpFixture    *fixture,
        GAsyncResult **place,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = mcp_fixture_wait_result (place);

  *place = NULL;

  return mcp_client_fetch_list_finish (fixture->client, result, error);
}

static void
test_pages (McpFixture    *fixture,
            gconstpointer  data)
{
  fixture->capabilities = ALL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GListModel *list = mcp_client_get_list (fixture->client, kinds[i].kind);
      g_autoptr(GError) error = NULL;
      GAsyncResult *result = NULL;

      start (fixture, i, &result);
      reply (fixture, i, "ab", ",\"nextCursor\":\"\"");
      mcp_fixture_wait (fixture, kinds[i].method);
      assert_letters (fixture, i, "ab");
      g_assert_false (mcp_client_is_list_complete (fixture->client, kinds[i].kind));
      mcp_fixture_reply (mcp_fixture_find (fixture, kinds[i].method), "{}");
      g_assert_false (finish (fixture, &result, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_clear_error (&error);

      start (fixture, i, &result);
      reply (fixture, i, "bc", "");
      g_assert_true (finish (fixture, &result, &error));
      g_assert_no_error (error);
      assert_letters (fixture, i, "bc");
      g_assert_true (mcp_client_is_list_complete (fixture->client, kinds[i].kind));
      g_assert_true (g_list_model_get_item_type (list) == kinds[i].get_type ());
      g_assert_nonnull (mcp_client_find_item (fixture->client, kinds[i].kind, "c"));
      g_assert_null (mcp_client_find_item (fixture->client, kinds[i].kind, "a"));
    }
}

/* What a server does not have it is not asked for. */
static void
test_not_offered (McpFixture    *fixture,
                  gconstpointer  data)
{
  const char * const without[] = {
    "{}", "{\"tools\":{}}", "{\"resources\":null,\"prompts\":false}",
  };

  fixture->capabilities = without[GPOINTER_TO_UINT (data)];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GError) error = NULL;
      GAsyncResult *result = NULL;

      start (fixture, i, &result);
      g_assert_false (finish (fixture, &result, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_NOT_OFFERED);
      g_assert_cmpstr (error->message, ==, kinds[i].words);
      g_assert_cmpuint (mcp_fixture_count (fixture, kinds[i].method), ==, 0);
    }
}

/* Many servers have resources and know no templates. */
static void
test_no_templates (McpFixture    *fixture,
                   gconstpointer  data)
{
  const char *unknown = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32601,"
                        "\"message\":\"Method not found\"}}";
  GAsyncResult *result = NULL;

  fixture->capabilities = ALL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GError) error = NULL;
      MockExchange *exchange;

      start (fixture, i, &result);
      exchange = mcp_fixture_wait (fixture, kinds[i].method);
      mcp_fixture_start (exchange);
      mcp_fixture_write (exchange, unknown);
      mock_exchange_end (exchange);
      g_assert_true (finish (fixture, &result, &error) ==
                     (kinds[i].kind == MCP_LIST_RESOURCE_TEMPLATES));
    }
}

static void
changed_cb (McpClient   *client,
            McpListKind  kind,
            gpointer     user_data)
{
  guint *n_changes = user_data;

  n_changes[kind]++;
}

/* Only what was fetched is fetched again, and each kind for itself. */
static void
test_changed (McpFixture    *fixture,
              gconstpointer  data)
{
  guint n_changes[MCP_N_LISTS] = { 0 };
  GAsyncResult *result = NULL;
  MockExchange *stream;

  fixture->capabilities = ALL;
  fixture->offers_stream = TRUE;
  mcp_client_set_watching (fixture->client, TRUE);
  g_signal_connect (fixture->client, "list-changed", G_CALLBACK (changed_cb), n_changes);
  start (fixture, 0, &result);
  reply (fixture, 0, "a", "");
  g_assert_true (finish (fixture, &result, NULL));
  start (fixture, 1, &result);
  reply (fixture, 1, "a", "");
  g_assert_true (finish (fixture, &result, NULL));
  stream = mcp_fixture_wait (fixture, "GET");
  mcp_fixture_start (stream);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\"}",
                                                  kinds[i].changed);
      GListModel *list = mcp_client_get_list (fixture->client, kinds[i].kind);

      mcp_fixture_write (stream, message);
      reply (fixture, i, "ab", "");

      while (g_list_model_get_n_items (list) < 2)
        g_main_context_iteration (NULL, TRUE);
    }

  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (fixture, "prompts/list"), ==, 2);
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/list"), ==, 2);
  g_assert_cmpuint (mcp_fixture_count (fixture, "resources/templates/list"), ==, 0);
  g_assert_cmpuint (mcp_fixture_count (fixture, "tools/list"), ==, 0);
  g_assert_cmpuint (n_changes[MCP_LIST_TOOLS], ==, 0);
  g_assert_cmpuint (n_changes[MCP_LIST_PROMPTS], ==, 1);
  g_assert_cmpuint (n_changes[MCP_LIST_RESOURCES], ==, 1);
  g_assert_cmpuint (n_changes[MCP_LIST_RESOURCE_TEMPLATES], ==, 1);
}

/* Ends the last walk so that the list is to be walked over again: for the server says so before its
 * answer or, with @stream, after it. */
static void
answer_hastily (McpFixture   *fixture,
                MockExchange *stream)
{
  const char *changed = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/prompts/list_changed\"}";
  MockExchange *exchange = mcp_fixture_wait (fixture, "prompts/list");
  McpClientList *list = &fixture->client->lists[MCP_LIST_PROMPTS];
  guint n_requests = mcp_fixture_count (fixture, "prompts/list");

  mcp_fixture_start (exchange);

  if (stream == NULL)
    mcp_fixture_write (exchange, changed);

  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"prompts\":[]}}");
  mock_exchange_end (exchange);

  if (stream != NULL)
    {
      while (!list->is_complete)
        g_main_context_iteration (NULL, TRUE);

      mcp_fixture_write (stream, changed);
    }

  while (list->pause == NULL && mcp_fixture_count (fixture, "prompts/list") == n_requests)
    g_main_context_iteration (NULL, TRUE);
}

static MockExchange *
begin_hasty (McpFixture    *fixture,
             GAsyncResult **place,
             gboolean       by_stream)
{
  MockExchange *stream = NULL;

  fixture->capabilities = ALL;
  fixture->offers_stream = TRUE;
  mcp_client_set_watching (fixture->client, TRUE);
  start (fixture, 0, place);

  if (by_stream)
    {
      stream = mcp_fixture_wait (fixture, "GET");
      mcp_fixture_start (stream);
    }

  return stream;
}

/* A server whose list is always another is asked ever less often, unless somebody wants to know. */
static void
test_hasty (McpFixture    *fixture,
            gconstpointer  data)
{
  McpClientList *list = &fixture->client->lists[MCP_LIST_PROMPTS];
  GAsyncResult *result = NULL;
  MockExchange *stream = begin_hasty (fixture, &result, GPOINTER_TO_UINT (data));

  for (guint i = 0; i < 4; i++)
    {
      g_assert_null (list->pause);
      answer_hastily (fixture, stream);
    }

  g_assert_true (finish (fixture, &result, NULL));

  for (guint i = 0; i < 10; i++)
    {
      g_assert_nonnull (list->pause);
      g_assert_null (list->walking);
      g_assert_cmpuint (mcp_fixture_count (fixture, "prompts/list"), ==, 4 + i);
      g_source_set_ready_time (list->pause, 0);
      answer_hastily (fixture, stream);
    }

  g_assert_cmpint (g_source_get_ready_time (list->pause), >,
                   g_get_monotonic_time () + 30 * G_USEC_PER_SEC);
  start (fixture, 0, &result);
  g_assert_null (list->pause);
  answer_hastily (fixture, stream);
  g_assert_true (finish (fixture, &result, NULL));
  g_assert_nonnull (list->pause);
}

/* Each session is lost at once, and with it what changed. */
static void
test_hasty_sessions (McpFixture    *fixture,
                     gconstpointer  data)
{
  McpClientList *list = &fixture->client->lists[MCP_LIST_PROMPTS];
  GAsyncResult *result = NULL;
  guint n_requests = 0;

  fixture->capabilities = ALL;
  start (fixture, 0, &result);

  while (list->pause == NULL && n_requests < 20)
    {
      if (mcp_fixture_count (fixture, "prompts/list") > n_requests)
        {
          n_requests++;
          mock_exchange_reply (mcp_fixture_wait (fixture, "prompts/list"), 404, NULL, NULL);
        }
      else
        g_main_context_iteration (NULL, TRUE);
    }

  g_assert_nonnull (list->pause);
  g_assert_false (finish (fixture, &result, NULL));
}

/* Who closes ends the pause. */
static void
test_hasty_closed (McpFixture    *fixture,
                   gconstpointer  data)
{
  McpClientList *list = &fixture->client->lists[MCP_LIST_PROMPTS];
  g_autoptr(GAsyncResult) closed = NULL;
  GAsyncResult *result = NULL;

  begin_hasty (fixture, &result, FALSE);

  for (guint i = 0; i < 4; i++)
    answer_hastily (fixture, NULL);

  g_assert_true (finish (fixture, &result, NULL));
  g_assert_nonnull (list->pause);
  mcp_client_close_async (fixture->client, NULL, mcp_fixture_ready_cb, &closed);
  g_assert_null (list->pause);
  mcp_fixture_wait_result (&closed);
}

static void
fetch_modern (McpFixture *fixture,
              const char *ttl,
              const char *second_ttl)
{
  g_autofree char *rest = g_strdup_printf (",\"nextCursor\":\"x\"%s", ttl);
  GAsyncResult *result = NULL;

  start (fixture, 0, &result);
  reply (fixture, 0, "a", rest);
  reply (fixture, 0, "b", second_ttl);
  g_assert_true (finish (fixture, &result, NULL));
}

static void
fetch_from_memory (McpFixture *fixture)
{
  guint n_requests = mock_server_get_n_requests (fixture->server);
  GAsyncResult *result = NULL;

  start (fixture, 0, &result);
  g_assert_true (finish (fixture, &result, NULL));
  assert_letters (fixture, 0, "ab");
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, n_requests);
}

#define HOUR ",\"ttlMs\":3600000,\"cacheScope\":\"private\""

/* A list whose every page is still good is not asked for, until somebody else asks, or the server
 * says that it changed. */
static void
test_fresh (McpFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(GAsyncResult) connected = NULL;

  fixture->is_modern = TRUE;
  g_assert_true (mcp_client_set_protocol (fixture->client, "2026-07-28"));
  mcp_client_connect_async (fixture->client, NULL, mcp_fixture_ready_cb, &connected);
  mcp_fixture_reply (mcp_fixture_wait (fixture, "server/discover"),
                     "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":" ALL "}");
  mcp_fixture_wait_result (&connected);

  fetch_modern (fixture, HOUR, "");
  fetch_modern (fixture, "", HOUR);
  fetch_modern (fixture, HOUR, ",\"ttlMs\":0");
  fetch_modern (fixture, HOUR, HOUR);
  fetch_from_memory (fixture);
  fetch_from_memory (fixture);
}

/* Before there were hints, a server meant nothing by the same word. */
static void
test_session_not_fresh (McpFixture    *fixture,
                        gconstpointer  data)
{
  fixture->capabilities = ALL;
  fetch_modern (fixture, HOUR, HOUR);
  fetch_modern (fixture, HOUR, HOUR);
  g_assert_cmpuint (mcp_fixture_count (fixture, "prompts/list"), ==, 4);
}

#define ADD(path, data, function) \
  g_test_add ("/mcp/client/lists/" path, McpFixture, GUINT_TO_POINTER (data), mcp_fixture_set_up, \
              function, mcp_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pages", 0, test_pages);
  ADD ("not-offered/none", 0, test_not_offered);
  ADD ("not-offered/tools", 1, test_not_offered);
  ADD ("not-offered/null", 2, test_not_offered);
  ADD ("no-templates", 0, test_no_templates);
  ADD ("changed", 0, test_changed);
  ADD ("hasty/answers", FALSE, test_hasty);
  ADD ("hasty/stream", TRUE, test_hasty);
  ADD ("hasty/sessions", 0, test_hasty_sessions);
  ADD ("hasty/closed", 0, test_hasty_closed);
  ADD ("fresh", 0, test_fresh);
  ADD ("session-not-fresh", 0, test_session_not_fresh);

  return g_test_run ();
}
