/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tool-server.h"

#include "mock-server.h"

#include "sjson-document.h"
#include "sjson-value.h"

struct _ToolServer
{
  MockServer *server;
  CribServer *crib_server;
  CribConnection *connection;
  char *tools;
  char *result;
  char *arguments;
  char *held_id;
  char *held_token;
  MockExchange *held;
  guint n_calls;
};

static void
reply (MockExchange *exchange,
       const char   *id,
       const char   *result)
{
  g_autofree char *body =
    g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}", id, result);

  mock_exchange_reply (exchange, 200, "application/json", body);
}

static char *
dup_json (const SjsonValue *object,
          const char       *pointer_1,
          const char       *pointer_2,
          const char       *pointer_3)
{
  SjsonValue value = *object;

  if ((pointer_1 != NULL && !sjson_value_get_member (&value, pointer_1, &value)) ||
      (pointer_2 != NULL && !sjson_value_get_member (&value, pointer_2, &value)) ||
      (pointer_3 != NULL && !sjson_value_get_member (&value, pointer_3, &value)))
    return NULL;
  return sjson_value_to_json (&value, NULL);
}

static void
take_call (ToolServer       *self,
           MockExchange     *exchange,
           const SjsonValue *request,
           const char       *id)
{
  self->n_calls++;
  g_free (self->arguments);
  self->arguments = dup_json (request, "params", "arguments", NULL);

  if (self->result != NULL)
    {
      reply (exchange, id, self->result);
      return;
    }

  g_free (self->held_id);
  g_free (self->held_token);
  self->held = exchange;
  self->held_id = g_strdup (id);
  self->held_token = dup_json (request, "params", "_meta", "progressToken");
  mock_exchange_start (exchange, 200, "text/event-stream");
}

static void
handle_cb (MockExchange *exchange,
           gpointer      user_data)
{
  ToolServer *self = user_data;
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *method = NULL;
  g_autofree char *id = NULL;
  g_autofree char *tools = NULL;
  SjsonValue request;

  if (!g_str_equal (mock_exchange_get_method (exchange), "POST"))
    {
      mock_exchange_reply (exchange, 405, NULL, NULL);
      return;
    }

  document = sjson_document_new_from_string (mock_exchange_get_body (exchange), -1, NULL, NULL);
  g_assert_nonnull (document);
  request = sjson_document_get_root (document);
  method = sjson_value_dup_member_string (&request, "method");
  id = dup_json (&request, "id", NULL, NULL);

  if (id == NULL)
    mock_exchange_reply (exchange, 202, NULL, NULL);
  else if (g_strcmp0 (method, "initialize") == 0)
    reply (exchange, id,
           "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
           "\"serverInfo\":{\"name\":\"contoso\",\"version\":\"1\"}}");
  else if (g_strcmp0 (method, "tools/list") == 0)
    {
      tools = g_strdup_printf ("{\"tools\":%s}", self->tools);
      reply (exchange, id, tools);
    }
  else if (g_strcmp0 (method, "tools/call") == 0)
    take_call (self, exchange, &request, id);
  else
    reply (exchange, id, "{}");
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *opened = user_data;

  g_assert_true (crib_connection_open_finish (CRIB_CONNECTION (source), result, &error));
  g_assert_no_error (error);
  *opened = TRUE;
}

ToolServer *
tool_server_new (const char *tools)
{
  ToolServer *self = g_new0 (ToolServer, 1);
  gboolean opened = FALSE;

  self->tools = g_strdup (tools);
  self->server = mock_server_new ();
  mock_server_set_handler (self->server, handle_cb, self);
  self->crib_server = crib_server_new ("Contoso Orders", mock_server_get_uri (self->server));
  self->connection = crib_connection_new (self->crib_server, NULL);
  crib_connection_open_async (self->connection, NULL, open_cb, &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  return self;
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *closed = user_data;

  crib_connection_close_finish (CRIB_CONNECTION (source), result, NULL);
  *closed = TRUE;
}

void
tool_server_free (ToolServer *self)
{
  gboolean closed = FALSE;

  crib_connection_close_async (self->connection, NULL, close_cb, &closed);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (self->connection);
  g_object_unref (self->crib_server);
  mock_server_free (self->server);
  g_free (self->tools);
  g_free (self->result);
  g_free (self->arguments);
  g_free (self->held_id);
  g_free (self->held_token);
  g_free (self);
}

CribConnection *
tool_server_get_connection (ToolServer *self)
{
  return self->connection;
}

CribToolItem *
tool_server_dup_item (ToolServer *self,
                      const char *name)
{
  McpTool *tool = crib_connection_find_tool (self->connection, name);

  g_assert_nonnull (tool);
  return crib_tool_item_new (self->connection, tool);
}

void
tool_server_set_result (ToolServer *self,
                        const char *result)
{
  g_free (self->result);
  self->result = g_strdup (result);
}

static void
wait_held (ToolServer *self)
{
  while (self->held == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
tool_server_send_progress (ToolServer *self,
                           double      progress,
                           double      total,
                           const char *message)
{
  g_autofree char *event = NULL;

  wait_held (self);
  event = g_strdup_printf ("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
                           "\"params\":{\"progressToken\":%s,\"progress\":%g,\"total\":%g,"
                           "\"message\":\"%s\"}}\n\n",
                           self->held_token, progress, total, message);
  mock_exchange_write (self->held, event, -1);
}

void
tool_server_release (ToolServer *self,
                     const char *result)
{
  g_autofree char *event = NULL;

  wait_held (self);
  event = g_strdup_printf ("data: {\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}\n\n",
                           self->held_id, result);
  mock_exchange_write (self->held, event, -1);
  mock_exchange_end (self->held);
  self->held = NULL;
}

guint
tool_server_get_n_calls (ToolServer *self)
{
  return self->n_calls;
}

const char *
tool_server_get_arguments (ToolServer *self)
{
  return self->arguments;
}

void
tool_server_wait (ToolServer *self,
                  const char *name)
{
  CribRun *run;

  while ((run = crib_connection_get_run (self->connection, name)) == NULL ||
         crib_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
}
