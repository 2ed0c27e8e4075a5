/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-session-private.h"

#include "mcp-message.h"
#include "mcp-request-private.h"
#include "mcp-round.h"
#include "sjson-builder.h"

/* Answers to the server under way, and questions that wait for one, at once; a server that asks
 * faster than it takes answers gets none for what is beyond. */
#define MAX_REPLIES 16

/* JSON-RPC 2.0 §5.1, and what MCP 2025-11-25, "Sampling", gives for a person's no. */
#define METHOD_NOT_FOUND (-32601)
#define INVALID_PARAMS (-32602)
#define REJECTED (-1)

#define RELATED_TASK "io.modelcontextprotocol/related-task"

/* Something the server has asked for and not been answered. */
typedef struct
{
  McpSessionTransport *transport;   /* NULL once nobody waits */
  McpExchange *exchange;            /* nullable: what it belongs to */
  McpQuestion *question;
  SjsonValue *id;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_signal_handlers_disconnect_by_data (asked->question, asked);
  g_clear_pointer (&asked->exchange, mcp_exchange_unref);
  g_object_unref (asked->question);
  sjson_value_free (asked->id);
  g_free (asked);
}

GPtrArray *
mcp_session_new_questions (void)
{
  return g_ptr_array_new_with_free_func (asked_free);
}

static void
refuse (McpSessionTransport *self,
        const SjsonValue    *id,
        int                  code,
        const char          *sentence)
{
  g_autoptr(GBytes) reply = mcp_message_build_failure (id, code, sentence);

  mcp_session_tell (self, reply, NULL, FALSE);
}

/* The answer to what belongs to a task says so (MCP 2025-11-25, "Tasks"). @result: as it is */
static SjsonValue *
relate (McpQuestion      *question,
        const SjsonValue *result)
{
  const SjsonValue *params = mcp_question_get_params (question);
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue meta, related, root, name, value;
  SjsonIter iter;

  if (params == NULL || !sjson_value_get_member (params, "_meta", &meta) ||
      !sjson_value_get_member_of_kind (&meta, RELATED_TASK, SJSON_KIND_OBJECT, &related))
    return sjson_value_copy (result);

  builder = sjson_builder_begin_object (sjson_builder_new ());
  sjson_iter_init (&iter, result);

  while (sjson_iter_next (&iter, &name, &value))
    {
      if (!sjson_value_equals_string (&name, "_meta"))
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
    }

  sjson_builder_begin_object (sjson_builder_name (builder, "_meta"));
  sjson_builder_value (sjson_builder_name (builder, RELATED_TASK), &related);
  sjson_builder_end_object (sjson_builder_end_object (builder));
  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}

static void
answered_cb (McpQuestion *question,
             gpointer     user_data)
{
  Asked *asked = user_data;
  g_autoptr(McpSessionTransport) self = g_object_ref (asked->transport);
  const SjsonValue *result = mcp_question_get_result (question);
  g_autoptr(SjsonValue) related = result != NULL ? relate (question, result) : NULL;
  g_autoptr(GBytes) reply = NULL;

  if (related != NULL)
    reply = mcp_message_build_result (asked->id, related);
  else
    reply = mcp_message_build_failure (asked->id, REJECTED, "User rejected the request");

  mcp_session_tell (self, reply, NULL, FALSE);
  g_ptr_array_remove_fast (self->asked, asked);
}

/* The one call under way, where a server asks on another stream than that of the call. */
static McpRequest *
find_request (McpSessionTransport *self,
              McpExchange         *origin)
{
  GHashTableIter iter;
  gpointer value;

  if (origin != NULL && origin->request != NULL && !mcp_exchange_is_settled (origin))
    return origin->request;

  if (g_hash_table_size (self->pending) != 1)
    return NULL;

  g_hash_table_iter_init (&iter, self->pending);
  g_hash_table_iter_next (&iter, NULL, &value);

  return ((McpExchange *) value)->request;
}

static void
put_question (McpSessionTransport *self,
              McpQuestion         *question,
              const SjsonValue    *id,
              McpExchange         *origin)
{
  McpRequest *request = find_request (self, origin);
  Asked *asked = g_new0 (Asked, 1);

  asked->transport = self;
  asked->exchange = origin != NULL ? mcp_exchange_ref (origin) : NULL;
  asked->question = g_object_ref (question);
  asked->id = sjson_value_isolate (id);
  g_ptr_array_add (self->asked, asked);
  g_signal_connect (question, "answered", G_CALLBACK (answered_cb), asked);

  mcp_round_put_question (request, question);
}

/*
 * mcp_session_receive_request:
 *
 * Answers a request of the server's, or puts it to whoever made the call that it belongs to
 * (MCP 2025-11-25, "Ping", "Elicitation", "Sampling", "Roots"). What was not declared is refused;
 * of elicitations by the code that the specification names for it.
 */
void
mcp_session_receive_request (McpSessionTransport *self,
                             McpMessage          *message,
                             McpExchange         *origin)
{
  const SjsonValue *params = message->body.document ? &message->body : NULL;
  g_autoptr(McpQuestion) question = NULL;
  g_autoptr(GBytes) pong = NULL;

  if (self->n_replies + self->asked->len >= MAX_REPLIES)
    {
      g_debug ("A request of the server's too many: %s", message->method);
    }
  else if (g_str_equal (message->method, "ping"))
    {
      pong = mcp_message_build_pong (&message->id);
      mcp_session_tell (self, pong, NULL, FALSE);
    }
  else
    {
      question = mcp_question_new (message->method, params);

      if (question != NULL && (mcp_question_get_feature (question) & self->features))
        put_question (self, question, &message->id, origin);
      else if (g_str_equal (message->method, "elicitation/create") &&
               (self->features & (MCP_FEATURE_FORM | MCP_FEATURE_URL)))
        refuse (self, &message->id, INVALID_PARAMS, "This way of asking is not supported");
      else
        refuse (self, &message->id, METHOD_NOT_FOUND, "Method not found");
    }
}

/*
 * mcp_session_drop_questions:
 * @exchange: (nullable): a call that is over, or all of them
 *
 * Takes back what was asked for it.
 */
void
mcp_session_drop_questions (McpSessionTransport *self,
                            McpExchange         *exchange)
{
  for (guint i = self->asked->len; i > 0; i--)
    {
      Asked *asked = g_ptr_array_index (self->asked, i - 1);
      g_autoptr(McpQuestion) question = NULL;

      if (exchange != NULL && asked->exchange != exchange)
        continue;

      question = g_object_ref (asked->question);
      g_ptr_array_remove_index (self->asked, i - 1);
      mcp_question_withdraw (question);
    }
}
