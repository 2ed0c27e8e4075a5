/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "prompt-server.h"

#include "mock-server.h"
#include "sjson-builder.h"
#include "sjson-pointer.h"

#define PROMPTS \
  "{\"prompts\":[{\"name\":\"greet\",\"title\":\"Greet <b>somebody</b>\",\"description\":" \
  "\"Says & hello.\",\"arguments\":[{\"name\":\"city\",\"required\":true," \
  "\"description\":\"Where\"},{\"name\":\"name\",\"title\":\"Whom\"}]},{\"name\":\"now\"}]}"

struct _PromptServer
{
  MockServer *server;
  CribServer *crib_server;
  CribConnection *connection;
  gboolean completes;
  gboolean holds;
  gboolean fails;
  MockExchange *held;
  char *held_id;
  char *held_result;
  GString *asked;
  guint n_cancelled;
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
dup_at (const SjsonValue *request,
        const char       *pointer)
{
  SjsonValue value;

  if (!sjson_pointer_resolve (request, pointer, &value))
    return NULL;

  return sjson_value_dup_string (&value, NULL);
}

/* @result: (transfer full) */
static void
answer (PromptServer *self,
        MockExchange *exchange,
        const char   *id,
        char         *result)
{
  g_autofree char *taken = result;

  if (!self->holds)
    {
      reply (exchange, id, taken);
      return;
    }

  g_free (self->held_id);
  g_free (self->held_result);
  self->held = exchange;
  self->held_id = g_strdup (id);
  self->held_result = g_steal_pointer (&taken);
  mock_exchange_start (exchange, 200, "text/event-stream");
}

static void
complete (PromptServer     *self,
          MockExchange     *exchange,
          const char       *id,
          const SjsonValue *request)
{
  g_autofree char *name = dup_at (request, "/params/argument/name");
  g_autofree char *value = dup_at (request, "/params/argument/value");
  g_autofree char *prompt = dup_at (request, "/params/ref/name");
  g_autofree char *template = dup_at (request, "/params/ref/uri");
  g_autofree char *type = dup_at (request, "/params/ref/type");
  g_autofree char *city = dup_at (request, "/params/context/arguments/city");

  g_assert_cmpstr (prompt, ==, template == NULL ? "greet" : NULL);
  g_assert_cmpstr (type, ==, template == NULL ? "ref/prompt" : "ref/resource");
  if (template != NULL)
    g_string_append_printf (self->asked, "%s:", template);
  g_string_append_printf (self->asked, "%s=%s", name, value);
  if (city != NULL)
    g_string_append_printf (self->asked, "(city=%s)", city);
  g_string_append_c (self->asked, ' ');
  answer (self, exchange, id,
          g_strdup_printf ("{\"completion\":{\"values\":[\"%samburg\",\"%sannover\"],"
                           "\"hasMore\":true}}", value, value));
}

static void
refuse (MockExchange *exchange,
        const char   *id,
        int           code,
        const char   *message)
{
  g_autofree char *body =
    g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}",
                     id, code, message);

  mock_exchange_reply (exchange, 200, "application/json", body);
}

static void
get_prompt (PromptServer     *self,
            MockExchange     *exchange,
            const char       *id,
            const SjsonValue *request)
{
  g_autofree char *city = dup_at (request, "/params/arguments/city");

  if (self->fails)
    {
      refuse (exchange, id, -32602, "No such city");
      return;
    }

  answer (self, exchange, id,
          g_strdup_printf ("{\"description\":\"A greeting\",\"messages\":[{\"role\":\"user\","
                           "\"content\":{\"type\":\"text\",\"text\":\"Hello <i>%s</i>\"}},"
                           "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":"
                           "\"Good day\"}}]}", city != NULL ? city : "nobody"));
}

static void
take_request (PromptServer     *self,
              MockExchange     *exchange,
              const char       *method,
              const char       *id,
              const SjsonValue *request)
{
  g_autofree char *opening = NULL;

  if (g_str_equal (method, "initialize"))
    {
      opening = g_strdup_printf ("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{"
                                 "\"tools\":{},\"prompts\":{}%s},"
                                 "\"serverInfo\":{\"name\":\"c\",\"version\":\"1\"}}",
                                 self->completes ? ",\"completions\":{}" : "");
      reply (exchange, id, opening);
    }
  else if (g_str_equal (method, "tools/list"))
    reply (exchange, id, "{\"tools\":[]}");
  else if (g_str_equal (method, "prompts/list"))
    reply (exchange, id, PROMPTS);
  else if (g_str_equal (method, "prompts/get"))
    get_prompt (self, exchange, id, request);
  else if (g_str_equal (method, "completion/complete"))
    complete (self, exchange, id, request);
  else
    refuse (exchange, id, -32601, "No such method");
}

static void
handle_cb (MockExchange *exchange,
           gpointer      user_data)
{
  PromptServer *self = user_data;
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *method = NULL;
  g_autofree char *id = NULL;
  SjsonValue request, value;

  if (!g_str_equal (mock_exchange_get_method (exchange), "POST"))
    {
      mock_exchange_reply (exchange, 405, NULL, NULL);
      return;
    }

  document = sjson_document_new_from_string (mock_exchange_get_body (exchange), -1, NULL, NULL);
  g_assert_nonnull (document);
  request = sjson_document_get_root (document);
  method = sjson_value_dup_member_string (&request, "method");
  if (sjson_value_get_member (&request, "id", &value))
    id = sjson_value_to_json (&value, NULL);

  if (id != NULL)
    {
      take_request (self, exchange, method, id, &request);
      return;
    }

  if (g_str_equal (method, "notifications/cancelled"))
    self->n_cancelled++;
  mock_exchange_reply (exchange, 202, NULL, NULL);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  gboolean *is_done = user_data;

  *is_done = TRUE;
}

PromptServer *
prompt_server_new (gboolean completes)
{
  PromptServer *self = g_new0 (PromptServer, 1);
  gboolean is_done = FALSE;

  self->completes = completes;
  self->asked = g_string_new (NULL);
  self->server = mock_server_new ();
  mock_server_set_handler (self->server, handle_cb, self);
  self->crib_server = crib_server_new ("Contoso Orders", mock_server_get_uri (self->server));
  self->connection = crib_connection_new (self->crib_server, NULL);
  crib_connection_set_lists_prompts (self->connection, TRUE);
  crib_connection_open_async (self->connection, NULL, done_cb, &is_done);
  while (!is_done ||
         g_list_model_get_n_items (crib_connection_get_prompts (self->connection)) == 0)
    g_main_context_iteration (NULL, TRUE);

  return self;
}

void
prompt_server_free (PromptServer *self)
{
  gboolean is_done = FALSE;

  crib_connection_close_async (self->connection, NULL, done_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (g_list_model_get_n_items (crib_connection_get_prompts (self->connection)), ==,
                    0);
  g_assert_finalize_object (self->connection);
  g_object_unref (self->crib_server);
  mock_server_free (self->server);
  g_string_free (self->asked, TRUE);
  g_free (self->held_id);
  g_free (self->held_result);
  g_free (self);
}

CribConnection *
prompt_server_get_connection (PromptServer *self)
{
  return self->connection;
}

const char *
prompt_server_get_uri (PromptServer *self)
{
  return mock_server_get_uri (self->server);
}

McpPrompt *
prompt_server_get_prompt (PromptServer *self)
{
  g_autoptr(McpPrompt) prompt =
    g_list_model_get_item (crib_connection_get_prompts (self->connection), 0);

  return prompt;
}

void
prompt_server_hold (PromptServer *self)
{
  self->holds = TRUE;
}

void
prompt_server_release (PromptServer *self)
{
  g_autofree char *event = NULL;

  while (self->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  event = g_strdup_printf ("data: {\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}\n\n",
                           self->held_id, self->held_result);
  mock_exchange_write (self->held, event, -1);
  mock_exchange_end (self->held);
  self->held = NULL;
  self->holds = FALSE;
}

void
prompt_server_fail (PromptServer *self)
{
  self->fails = TRUE;
}

const char *
prompt_server_get_asked (PromptServer *self)
{
  return self->asked->str;
}

guint
prompt_server_get_n_cancelled (PromptServer *self)
{
  return self->n_cancelled;
}
