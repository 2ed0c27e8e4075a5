/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-envelope.h"

#include "mcp-request-private.h"

#include <string.h>

#define META_PREFIX "io.modelcontextprotocol/"

/* Which member names what a request is about (MCP 2026-07-28, "Standard Headers", and the tasks
 * extension). */
static const struct
{
  const char *method;
  const char *member;
} named_methods[] = {
  { "tools/call", "name" },
  { "prompts/get", "name" },
  { "resources/read", "uri" },
  { "tasks/get", "taskId" },
  { "tasks/update", "taskId" },
  { "tasks/cancel", "taskId" },
};

static const char * const own_meta[] = {
  "progressToken",
  META_PREFIX "clientCapabilities",
  META_PREFIX "clientInfo",
  META_PREFIX "logLevel",
  META_PREFIX "protocolVersion",
  NULL
};

void
mcp_envelope_clear (McpEnvelope *self)
{
  g_clear_pointer (&self->capabilities, sjson_value_free);
  g_clear_pointer (&self->log_level, g_free);
}

static gboolean
is_one_of (const SjsonValue   *name,
           const char * const *names)
{
  for (; *names != NULL; names++)
    {
      if (sjson_value_equals_string (name, *names))
        return TRUE;
    }

  return FALSE;
}

static void
add_members (SjsonBuilder       *builder,
             const SjsonValue   *object,
             const char * const *left_out)
{
  SjsonValue name, value;
  SjsonIter iter;

  sjson_iter_init (&iter, object);

  while (sjson_iter_next (&iter, &name, &value))
    {
      if (!is_one_of (&name, left_out))
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
    }
}

void
mcp_envelope_add_client_info (SjsonBuilder *builder)
{
  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "name"), "toolcrib");
  sjson_builder_string (sjson_builder_name (builder, "title"), "Toolcrib");
  sjson_builder_string (sjson_builder_name (builder, "version"), PACKAGE_VERSION);
  sjson_builder_end_object (builder);
}

static void
add_meta (SjsonBuilder      *builder,
          const McpEnvelope *self,
          const SjsonValue  *params,
          gint64             id)
{
  SjsonValue meta;

  sjson_builder_begin_object (sjson_builder_name (builder, "_meta"));

  if (params != NULL && sjson_value_get_member_of_kind (params, "_meta", SJSON_KIND_OBJECT, &meta))
    add_members (builder, &meta, own_meta);

  sjson_builder_string (sjson_builder_name (builder, META_PREFIX "protocolVersion"), self->version);
  mcp_envelope_add_client_info (sjson_builder_name (builder, META_PREFIX "clientInfo"));
  sjson_builder_name (builder, META_PREFIX "clientCapabilities");

  if (self->capabilities != NULL)
    sjson_builder_value (builder, self->capabilities);
  else
    sjson_builder_end_object (sjson_builder_begin_object (builder));

  if (self->log_level != NULL)
    sjson_builder_string (sjson_builder_name (builder, META_PREFIX "logLevel"), self->log_level);

  sjson_builder_int64 (sjson_builder_name (builder, "progressToken"), id);
  sjson_builder_end_object (builder);
}

/*
 * mcp_envelope_build_request:
 * @request: what to ask, with what has been answered to the server so far
 * @id: a number that this client has not used before; the progress token as well
 *
 * Builds the message (MCP 2026-07-28, "_meta" and "Multi Round-Trip Requests"). The state that the
 * server gave goes back letter by letter, and only where it gave one.
 */
GBytes *
mcp_envelope_build_request (const McpEnvelope *self,
                            McpRequest        *request,
                            gint64             id)
{
  static const char * const round[] = { "_meta", "inputResponses", "requestState", NULL };
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  const SjsonValue *params = mcp_request_get_params (request);
  const SjsonValue *responses = mcp_request_get_responses (request);
  const SjsonValue *state = mcp_request_get_state (request);

  sjson_builder_string (sjson_builder_name (builder, "jsonrpc"), "2.0");
  sjson_builder_int64 (sjson_builder_name (builder, "id"), id);
  sjson_builder_string (sjson_builder_name (builder, "method"), mcp_request_get_method (request));
  sjson_builder_begin_object (sjson_builder_name (builder, "params"));

  if (params != NULL)
    add_members (builder, params, round);

  if (responses != NULL)
    sjson_builder_value (sjson_builder_name (builder, "inputResponses"), responses);

  if (state != NULL)
    sjson_builder_value (sjson_builder_name (builder, "requestState"), state);

  add_meta (builder, self, params, id);
  sjson_builder_end_object (builder);

  return sjson_builder_end (sjson_builder_end_object (builder));
}

char *
mcp_envelope_dup_name (McpRequest *request,
                       gsize      *length)
{
  const SjsonValue *params = mcp_request_get_params (request);
  SjsonValue value;

  for (guint i = 0; params != NULL && i < G_N_ELEMENTS (named_methods); i++)
    {
      if (strcmp (named_methods[i].method, mcp_request_get_method (request)) == 0 &&
          sjson_value_get_member (params, named_methods[i].member, &value))
        return sjson_value_dup_string (&value, length);
    }

  return NULL;
}
