/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-fixture.h"

#include "sjson-fixture.h"

/* As the reference server says it to whoever opens no session. */
#define NOT_INITIALIZED "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":" \
                        "\"Bad Request: Server not initialized\"},\"id\":null}"

static gboolean
read_body (MockExchange *exchange,
           SjsonValue   *root,
           SjsonDocument **document)
{
  *document = sjson_document_new_from_string (mock_exchange_get_body (exchange), -1, NULL, NULL);

  if (*document != NULL)
    *root = sjson_document_get_root (*document);

  return *document != NULL;
}

/* The JSON-RPC method of a POST ("answer" where it has none), else the HTTP method. */
static char *
dup_method (MockExchange *exchange)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  char *method = NULL;

  if (!g_str_equal (mock_exchange_get_method (exchange), "POST"))
    return g_strdup (mock_exchange_get_method (exchange));

  g_assert_true (read_body (exchange, &root, &document));
  method = sjson_value_dup_member_string (&root, "method");

  return method ? method : g_strdup ("answer");
}

gint64
mcp_fixture_get_id (MockExchange *exchange)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  gint64 id = 0;

  g_assert_true (read_body (exchange, &root, &document));
  g_assert_true (sjson_value_get_member_int64 (&root, "id", &id));

  return id;
}

static char *
fill_in (MockExchange *exchange,
         const char   *message)
{
  g_auto(GStrv) parts = g_strsplit (message, "$id", -1);
  g_autofree char *id = NULL;

  if (g_strv_length (parts) == 1)
    return g_strdup (message);

  id = g_strdup_printf ("%" G_GINT64_FORMAT, mcp_fixture_get_id (exchange));

  return g_strjoinv (id, parts);
}

void
mcp_fixture_reply (MockExchange *exchange,
                   const char   *result)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"result\":%s}",
                             mcp_fixture_get_id (exchange), result);
  mock_exchange_reply (exchange, 200, "application/json; charset=utf-8", message);
}

void
mcp_fixture_start (MockExchange *exchange)
{
  mock_exchange_start (exchange, 200, "text/event-stream");
}

void
mcp_fixture_write (MockExchange *exchange,
                   const char   *message)
{
  g_autofree char *filled = fill_in (exchange, message);
  g_autofree char *event = g_strdup_printf ("event: message\ndata: %s\n\n", filled);

  mock_exchange_write (exchange, event, -1);
}

static void
answer_initialize (McpFixture   *self,
                   MockExchange *exchange)
{
  g_autofree char *result = NULL;

  if (self->session_id != NULL)
    mock_exchange_add_header (exchange, "MCP-Session-Id", self->session_id);

  result = g_strdup_printf ("{\"protocolVersion\":\"%s\",\"capabilities\":%s,"
                            "\"serverInfo\":{\"name\":\"mock\",\"title\":\"Mock server\","
                            "\"version\":\"7\"},"
                            "\"instructions\":\"Be kind.\"}", self->version, self->capabilities);
  mcp_fixture_reply (exchange, result);
}

static void
handle_cb (MockExchange *exchange,
           gpointer      user_data)
{
  McpFixture *self = user_data;
  g_autofree char *method = dup_method (exchange);

  if (g_str_equal (method, "server/discover") && !self->is_modern)
    mock_exchange_reply (exchange, 400, "application/json", NOT_INITIALIZED);
  else if (self->holds_all)
    g_queue_push_tail (&self->held, exchange);
  else if (g_str_equal (method, "initialize"))
    answer_initialize (self, exchange);
  else if (g_str_has_prefix (method, "notifications/") || g_str_equal (method, "answer"))
    mock_exchange_reply (exchange, 202, NULL, NULL);
  else if (g_str_equal (method, "DELETE"))
    mock_exchange_reply (exchange, 200, NULL, NULL);
  else if (g_str_equal (method, "GET") && !self->offers_stream)
    mock_exchange_reply (exchange, 405, NULL, NULL);
  else
    g_queue_push_tail (&self->held, exchange);
}

void
mcp_fixture_set_up (McpFixture    *self,
                    gconstpointer  data)
{
  self->version = "2025-11-25";
  self->capabilities = "{\"tools\":{\"listChanged\":true}}";
  self->session_id = "session-1";
  self->offers_stream = FALSE;
  self->holds_all = FALSE;
  g_queue_init (&self->held);
  self->server = mock_server_new ();
  mock_server_set_handler (self->server, handle_cb, self);
  self->client = mcp_client_new (mock_server_get_uri (self->server));
  mcp_client_set_protocol (self->client, "2025-11-25");
  mcp_client_set_watching (self->client, TRUE);
}

void
mcp_fixture_tear_down (McpFixture    *self,
                       gconstpointer  data)
{
  mcp_fixture_settle ();
  g_assert_finalize_object (self->client);
  g_queue_clear (&self->held);
  mcp_fixture_settle ();
  g_clear_pointer (&self->server, mock_server_free);
}

void
mcp_fixture_ready_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
mcp_fixture_wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

void
mcp_fixture_connect (McpFixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_connect_async (self->client, NULL, mcp_fixture_ready_cb, &result);
  mcp_client_connect_finish (self->client, mcp_fixture_wait_result (&result), &error);
  g_assert_no_error (error);

  while (mcp_fixture_count (self, "GET") == 0)
    g_main_context_iteration (NULL, TRUE);
}

MockExchange *
mcp_fixture_wait (McpFixture *self,
                  const char *method)
{
  while (TRUE)
    {
      for (GList *l = self->held.head; l != NULL; l = l->next)
        {
          g_autofree char *found = dup_method (l->data);
          MockExchange *exchange = l->data;

          if (g_str_equal (found, method))
            {
              g_queue_delete_link (&self->held, l);
              return exchange;
            }
        }

      g_main_context_iteration (NULL, TRUE);
    }
}

guint
mcp_fixture_count (McpFixture *self,
                   const char *method)
{
  guint count = 0;

  for (guint i = 0; i < mock_server_get_n_requests (self->server); i++)
    {
      g_autofree char *found = dup_method (mock_server_get_request (self->server, i));

      count += g_str_equal (found, method);
    }

  return count;
}

char *
mcp_fixture_dup_log (McpFixture *self)
{
  GString *log = g_string_new (NULL);

  for (guint i = 0; i < mock_server_get_n_requests (self->server); i++)
    {
      g_autofree char *method = dup_method (mock_server_get_request (self->server, i));

      g_string_append_printf (log, "%s%s", i > 0 ? " " : "", method);
    }

  return g_string_free (log, FALSE);
}

MockExchange *
mcp_fixture_find (McpFixture *self,
                  const char *method)
{
  for (guint i = mock_server_get_n_requests (self->server); i > 0; i--)
    {
      MockExchange *exchange = mock_server_get_request (self->server, i - 1);
      g_autofree char *found = dup_method (exchange);

      if (g_str_equal (found, method))
        return exchange;
    }

  return NULL;
}

static gboolean
time_over_cb (gpointer user_data)
{
  gboolean *is_over = user_data;

  *is_over = TRUE;

  return G_SOURCE_REMOVE;
}

void
mcp_fixture_settle (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (30, time_over_cb, &is_over);

  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
mcp_fixture_hurry (const char *name)
{
  g_autoptr(GSource) newest = g_idle_source_new ();
  guint last = g_source_attach (newest, NULL);
  gboolean found = FALSE;

  g_source_destroy (newest);

  for (guint id = 1; id < last; id++)
    {
      GSource *source = g_main_context_find_source_by_id (NULL, id);

      if (source != NULL && g_strcmp0 (g_source_get_name (source), name) == 0)
        {
          g_source_set_ready_time (source, 0);
          found = TRUE;
        }
    }

  return found;
}
