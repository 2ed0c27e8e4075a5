/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-server.h"

#include "sjson-fixture.h"

#include <string.h>

#define INFO "\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}"
#define OFFERS "\"capabilities\":{\"tools\":{\"listChanged\":true},\"prompts\":{}," \
               "\"resources\":{\"subscribe\":true},\"completions\":{},\"logging\":{}," \
               "\"tasks\":{\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}}"
#define TASK(status) "\"taskId\":\"t-1\",\"status\":\"" status "\",\"createdAt\":\"x\"," \
                     "\"lastUpdatedAt\":\"x\",\"ttl\":60000,\"pollInterval\":50"
#define FORM "\"method\":\"elicitation/create\",\"params\":{\"message\":\"m\"," \
             "\"requestedSchema\":{\"type\":\"object\",\"properties\":{\"a\":{" \
             "\"type\":\"string\"}}}}"

static void
record (SchemaServer *self,
        MockExchange *exchange)
{
  static const char * const names[] = {
    "accept", "content-type", "mcp-method", "mcp-name", "mcp-protocol-version", "mcp-session-id"
  };
  const char *separator = "";

  g_string_append_printf (self->lines, "{\"revision\":\"%s\",\"headers\":{", self->revision);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = mock_exchange_get_header (exchange, names[i]);

      if (value == NULL)
        continue;

      g_string_append_printf (self->lines, "%s\"%s\":\"%s\"", separator, names[i], value);
      separator = ",";
    }

  g_string_append_printf (self->lines, "},\"body\":%s}\n", mock_exchange_get_body (exchange));
}

static void
reply (SchemaServer *self,
       MockExchange *exchange,
       gint64        id,
       const char   *result)
{
  g_autofree char *body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT
                                           ",\"result\":%s}", id, result);
  g_autofree char *event = g_strdup_printf ("event: message\ndata: %s\n\n", body);

  if (self->events == NULL)
    {
      mock_exchange_reply (exchange, 200, "application/json", body);
      return;
    }

  mock_exchange_reply (exchange, 202, NULL, NULL);
  mock_exchange_write (self->events, event, -1);
}

static void
write_question (MockExchange *stream,
                const char   *rest)
{
  g_autofree char *event = g_strdup_printf ("data: {\"jsonrpc\":\"2.0\",%s}\n\n", rest);

  mock_exchange_write (stream, event, -1);
}

/* Asks all that a server of that revision may ask before it answers. */
static void
ask (SchemaServer *self,
     MockExchange *exchange,
     gint64        id)
{
  self->call_id = id;
  self->call = self->events != NULL ? self->events : exchange;

  if (self->events != NULL)
    mock_exchange_reply (exchange, 202, NULL, NULL);
  else
    mock_exchange_start (exchange, 200, "text/event-stream");

  self->n_awaited = 3;
  write_question (self->call, "\"id\":\"ping\",\"method\":\"ping\"");
  write_question (self->call, "\"id\":\"roots\",\"method\":\"roots/list\"");
  write_question (self->call, "\"id\":\"unknown\",\"method\":\"nobody/knows\"");

  if (strcmp (self->revision, "2025-06-18") < 0)
    return;

  self->n_awaited++;
  write_question (self->call, "\"id\":\"elicit\"," FORM);
}

/* The last answer is there: so is the result. */
static void
take_answer (SchemaServer *self,
             MockExchange *exchange)
{
  g_autofree char *event = NULL;

  mock_exchange_reply (exchange, 202, NULL, NULL);

  if (self->call == NULL || --self->n_awaited > 0)
    return;

  event = g_strdup_printf ("data: {\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT
                           ",\"result\":{\"content\":[]}}\n\n", self->call_id);
  mock_exchange_write (self->call, event, -1);

  if (self->events == NULL)
    mock_exchange_end (self->call);

  self->call = NULL;
}

static void
answer_call (SchemaServer     *self,
             MockExchange     *exchange,
             const SjsonValue *body,
             gint64            id)
{
  SjsonValue params, responses, task;

  if (sjson_value_get_member (body, "params", &params) &&
      sjson_value_get_member (&params, "task", &task))
    {
      reply (self, exchange, id, "{\"task\":{" TASK ("working") "}}");
      return;
    }

  if (self->holds_calls)
    return;

  if (!g_str_equal (self->revision, "2026-07-28"))
    ask (self, exchange, id);
  else if (sjson_value_get_member (body, "params", &params) &&
           sjson_value_get_member (&params, "inputResponses", &responses))
    reply (self, exchange, id, "{\"resultType\":\"complete\",\"content\":[]}");
  else
    reply (self, exchange, id, "{\"resultType\":\"input_required\",\"requestState\":\"s\","
                               "\"inputRequests\":{\"elicit\":{" FORM "},\"roots\":{"
                               "\"method\":\"roots/list\"}}}");
}

static const struct { const char *method; const char *result; } answers[] = {
  { "server/discover", "\"supportedVersions\":[\"2026-07-28\"]," OFFERS "," INFO },
  { "tools/list", "\"tools\":[{\"name\":\"t\",\"inputSchema\":{\"type\":\"object\"}},"
                  "{\"name\":\"long\",\"inputSchema\":{\"type\":\"object\"},"
                  "\"execution\":{\"taskSupport\":\"required\"}}]" },
  { "tasks/get", TASK ("completed") },
  { "tasks/result", "\"content\":[]" },
  { "tasks/cancel", TASK ("cancelled") },
  { "prompts/list", "\"prompts\":[]" },
  { "prompts/get", "\"messages\":[]" },
  { "resources/list", "\"resources\":[]" },
  { "resources/read", "\"contents\":[]" },
  { "resources/templates/list", "\"resourceTemplates\":[]" },
  { "completion/complete", "\"completion\":{\"values\":[]}" },
};

static char *
dup_result (SchemaServer     *self,
            const char       *method,
            const SjsonValue *body)
{
  const char *rest = "";
  SjsonValue params, cursor;

  if (g_str_equal (method, "tasks/get") && self->holds_calls)
    return g_strdup ("{" TASK ("working") "}");

  if (g_str_equal (method, "initialize"))
    return g_strdup_printf ("{\"protocolVersion\":\"%s\"," OFFERS "," INFO "}", self->revision);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (g_str_equal (answers[i].method, method))
        rest = answers[i].result;
    }

  /* A second page, so that a cursor is sent. */
  if (g_str_has_suffix (method, "/list") && sjson_value_get_member (body, "params", &params) &&
      !sjson_value_get_member (&params, "cursor", &cursor))
    return g_strdup_printf ("{\"resultType\":\"complete\",\"nextCursor\":\"2\",%s}", rest);

  return g_strdup_printf ("{\"resultType\":\"complete\"%s%s}", *rest != '\0' ? "," : "", rest);
}

static void
handle_post (SchemaServer *self,
             MockExchange *exchange)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *method = NULL;
  g_autofree char *result = NULL;
  SjsonValue body;
  gint64 id;

  record (self, exchange);
  document = sjson_document_new_from_string (mock_exchange_get_body (exchange), -1, NULL, NULL);
  g_assert_nonnull (document);
  body = sjson_document_get_root (document);
  method = sjson_value_dup_member_string (&body, "method");

  if (method == NULL)
    {
      take_answer (self, exchange);
      return;
    }

  if (!sjson_value_get_member_int64 (&body, "id", &id))
    {
      mock_exchange_reply (exchange, 202, NULL, NULL);
      return;
    }

  if (g_str_equal (method, "tools/call"))
    {
      answer_call (self, exchange, &body, id);
      return;
    }

  if (g_str_equal (method, "subscriptions/listen"))
    {
      self->n_listens++;
      mock_exchange_start (exchange, 200, "text/event-stream");
      return;
    }

  if (g_str_equal (method, "initialize") && self->events == NULL)
    mock_exchange_add_header (exchange, "Mcp-Session-Id", "s-1");

  result = dup_result (self, method, &body);
  reply (self, exchange, id, result);
}

static void
handle_cb (MockExchange *exchange,
           gpointer      user_data)
{
  SchemaServer *self = user_data;
  gboolean is_oldest = g_str_equal (self->revision, "2024-11-05");

  if (g_str_equal (mock_exchange_get_method (exchange), "POST"))
    {
      handle_post (self, exchange);
    }
  else if (g_str_equal (mock_exchange_get_method (exchange), "GET") && is_oldest)
    {
      self->events = exchange;
      mock_exchange_start (exchange, 200, "text/event-stream");
      mock_exchange_write (exchange, "event: endpoint\ndata: /messages\n\n", -1);
    }
  else
    mock_exchange_reply (exchange, is_oldest ? 405 : 200, NULL, NULL);
}

void
schema_server_start (SchemaServer *self,
                     const char   *revision)
{
  self->revision = revision;
  self->events = NULL;
  self->call = NULL;
  self->n_listens = 0;
  self->holds_calls = FALSE;
  self->server = mock_server_new ();
  mock_server_set_handler (self->server, handle_cb, self);
}

void
schema_server_stop (SchemaServer *self)
{
  g_clear_pointer (&self->server, mock_server_free);
}
