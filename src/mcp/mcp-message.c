/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-message.h"

#include <string.h>

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "sjson-builder.h"

/* What a page of details shows of an error's data. */
#define MAX_DATA_LENGTH 2048

/* Milliseconds that a server is asked to keep a task for us: a day, so that somebody may come back
 * for the result. */
#define TASK_TTL (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/*
 * mcp_message_read:
 * @self: (out): filled in; clear it with mcp_message_clear()
 * @json: what a server sent; must outlive @self
 *
 * Tells what kind of message @json is (JSON-RPC 2.0; MCP 2025-11-25, "Messages").
 * An id is a string or an integer; one of another kind makes a request invalid,
 * since it could not be answered.
 */
void
mcp_message_read (McpMessage       *self,
                  const SjsonValue *json)
{
  SjsonKind kind;
  gboolean bad_id = FALSE;

  *self = (McpMessage) { 0 };

  if (sjson_value_get_member (json, "id", &self->id))
    {
      kind = sjson_value_get_kind (&self->id);
      self->has_id = kind == SJSON_KIND_STRING || sjson_value_is_integer (&self->id);
      bad_id = !self->has_id;
    }

  self->method = sjson_value_dup_member_string (json, "method");

  if (self->method != NULL)
    {
      if (!sjson_value_get_member_of_kind (json, "params", SJSON_KIND_OBJECT, &self->body))
        self->body = (SjsonValue) { 0 };

      if (!bad_id)
        self->kind = self->has_id ? MCP_MESSAGE_REQUEST : MCP_MESSAGE_NOTIFICATION;
    }
  else if (sjson_value_get_member_of_kind (json, "error", SJSON_KIND_OBJECT, &self->body))
    self->kind = MCP_MESSAGE_ERROR;
  else if (self->has_id && sjson_value_get_member (json, "result", &self->body))
    self->kind = MCP_MESSAGE_RESULT;
}

void
mcp_message_clear (McpMessage *self)
{
  g_clear_pointer (&self->method, g_free);
  self->kind = MCP_MESSAGE_INVALID;
}

static char *
describe_error (McpMessage *self,
                const char *text)
{
  g_autofree char *code_text = NULL;
  g_autofree char *data_text = NULL;
  GString *details = g_string_new (NULL);
  SjsonValue value;

  if (sjson_value_get_member (&self->body, "code", &value))
    code_text = sjson_value_to_json (&value, NULL);

  g_string_append_printf (details, "JSON-RPC %.40s: %s", code_text ? code_text : "?", text);

  if (sjson_value_get_member (&self->body, "data", &value))
    {
      g_autofree char *valid = NULL;

      data_text = sjson_value_to_pretty_json (&value, NULL);
      valid = g_utf8_make_valid (data_text, MIN (strlen (data_text), MAX_DATA_LENGTH));
      g_string_append_printf (details, "\n%s", valid);
    }

  return g_string_free (details, FALSE);
}

GError *
mcp_message_to_error (McpMessage *self)
{
  g_autofree char *text = NULL;
  g_autofree char *details = NULL;
  SjsonValue data;
  GError *error;
  gint64 code;

  text = sjson_value_dup_member_string (&self->body, "message");

  if (text == NULL || *text == '\0')
    {
      g_free (text);
      text = g_strdup ("The server refused the request without saying why.");
    }

  details = describe_error (self, text);
  error = mcp_error_new (MCP_ERROR_REMOTE, text, details);

  if (!sjson_value_get_member_int64 (&self->body, "code", &code))
    return error;

  mcp_error_set_remote_code (error, code);

  if ((code == MCP_CODE_URL_ELICITATION || code == MCP_CODE_UNSUPPORTED_VERSION) &&
      sjson_value_get_member (&self->body, "data", &data))
    mcp_error_set_data (error, &data);

  return error;
}

static SjsonBuilder *
begin_message (void)
{
  SjsonBuilder *builder = sjson_builder_begin_object (sjson_builder_new ());

  return sjson_builder_string (sjson_builder_name (builder, "jsonrpc"), "2.0");
}

static GBytes *
end_message (SjsonBuilder *builder)
{
  return sjson_builder_end (sjson_builder_end_object (builder));
}

/* The members of @object but for @left_out. */
static void
add_members (SjsonBuilder     *builder,
             const SjsonValue *object,
             const char       *left_out)
{
  SjsonValue name;
  SjsonValue value;
  SjsonIter iter;

  sjson_iter_init (&iter, object);
  while (sjson_iter_next (&iter, &name, &value))
    if (!sjson_value_equals_string (&name, left_out))
      sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
}

/*
 * mcp_message_build_request:
 * @request: what to ask
 * @id: a number that this client has not used before
 *
 * Builds the message. Its `_meta` keeps what the caller put there and gets the
 * progress token (MCP 2025-11-25, "Progress"): the id, which is unique already.
 */
GBytes *
mcp_message_build_request (McpRequest *request,
                           gint64      id)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();
  const SjsonValue *params = mcp_request_get_params (request);
  SjsonValue meta;

  sjson_builder_int64 (sjson_builder_name (builder, "id"), id);
  sjson_builder_string (sjson_builder_name (builder, "method"), mcp_request_get_method (request));
  sjson_builder_begin_object (sjson_builder_name (builder, "params"));

  if (params != NULL)
    add_members (builder, params, "_meta");

  if (mcp_request_wants_task (request))
    {
      sjson_builder_begin_object (sjson_builder_name (builder, "task"));
      sjson_builder_int64 (sjson_builder_name (builder, "ttl"), TASK_TTL);
      sjson_builder_end_object (builder);
    }

  sjson_builder_begin_object (sjson_builder_name (builder, "_meta"));

  if (params != NULL &&
      sjson_value_get_member_of_kind (params, "_meta", SJSON_KIND_OBJECT, &meta))
    add_members (builder, &meta, "progressToken");

  sjson_builder_int64 (sjson_builder_name (builder, "progressToken"), id);
  sjson_builder_end_object (builder);
  sjson_builder_end_object (builder);

  return end_message (builder);
}

GBytes *
mcp_message_build_initialized (void)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();

  sjson_builder_string (sjson_builder_name (builder, "method"), "notifications/initialized");

  return end_message (builder);
}

/* MCP 2025-11-25, "Cancellation". */
GBytes *
mcp_message_build_cancelled (gint64      id,
                             const char *reason)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();

  sjson_builder_string (sjson_builder_name (builder, "method"), "notifications/cancelled");
  sjson_builder_begin_object (sjson_builder_name (builder, "params"));
  sjson_builder_int64 (sjson_builder_name (builder, "requestId"), id);
  sjson_builder_string (sjson_builder_name (builder, "reason"), reason);
  sjson_builder_end_object (builder);

  return end_message (builder);
}

/* MCP 2025-11-25, "Ping". */
GBytes *
mcp_message_build_pong (const SjsonValue *id)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();

  sjson_builder_value (sjson_builder_name (builder, "id"), id);
  sjson_builder_end_object (sjson_builder_begin_object (sjson_builder_name (builder, "result")));

  return end_message (builder);
}

GBytes *
mcp_message_build_result (const SjsonValue *id,
                          const SjsonValue *result)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();

  sjson_builder_value (sjson_builder_name (builder, "id"), id);
  sjson_builder_value (sjson_builder_name (builder, "result"), result);

  return end_message (builder);
}

GBytes *
mcp_message_build_failure (const SjsonValue *id,
                           int               code,
                           const char       *sentence)
{
  g_autoptr(SjsonBuilder) builder = begin_message ();

  sjson_builder_value (sjson_builder_name (builder, "id"), id);
  sjson_builder_begin_object (sjson_builder_name (builder, "error"));
  sjson_builder_int64 (sjson_builder_name (builder, "code"), code);
  sjson_builder_string (sjson_builder_name (builder, "message"), sentence);
  sjson_builder_end_object (builder);

  return end_message (builder);
}
