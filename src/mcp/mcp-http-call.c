/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-http-call.h"

#include <string.h>

/*
 * mcp_http_call_clear_header:
 *
 * Wipes our copy of what was sent as Authorization.
 */
void
mcp_http_call_clear_header (McpHttpCall *self)
{
  if (self->header != NULL)
    explicit_bzero (self->header, strlen (self->header));

  g_clear_pointer (&self->header, g_free);
}

static void
mcp_http_call_clear (gpointer data)
{
  McpHttpCall *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->accept, g_free);
  g_clear_pointer (&self->session_id, g_free);
  g_clear_pointer (&self->session_account, g_free);
  g_clear_pointer (&self->protocol_version, g_free);
  g_clear_pointer (&self->last_event_id, g_free);
  g_clear_pointer (&self->rpc_method, g_free);
  g_clear_pointer (&self->rpc_name, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->uri, g_uri_unref);
  mcp_http_call_clear_header (self);
  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->message);
  g_clear_object (&self->reply);
}

/*
 * mcp_http_call_new:
 * @method: "POST", "GET" or "DELETE"; not copied
 * @body: (nullable): JSON
 */
McpHttpCall *
mcp_http_call_new (const char *method,
                   GBytes     *body)
{
  McpHttpCall *self = g_rc_box_new0 (McpHttpCall);

  self->method = method;
  self->body = body ? g_bytes_ref (body) : NULL;

  return self;
}

McpHttpCall *
mcp_http_call_ref (McpHttpCall *self)
{
  return g_rc_box_acquire (self);
}

void
mcp_http_call_unref (McpHttpCall *self)
{
  g_rc_box_release_full (self, mcp_http_call_clear);
}

void
mcp_http_call_add_field (McpHttpCall *self,
                         const char  *name,
                         const char  *value)
{
  if (self->fields == NULL)
    self->fields = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (self->fields, g_strdup (name));
  g_ptr_array_add (self->fields, g_strdup (value));
}

static void
set_header (SoupMessageHeaders *headers,
            const char         *name,
            const char         *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

/*
 * mcp_http_call_build_message:
 *
 * Builds what goes out this time.
 *
 * libsoup puts a POST on a connection used before only where it is flagged idempotent. All of ours
 * are: one TLS handshake per call costs more than the call. libsoup repeats no POST by itself, and
 * a connection is used again within the few seconds of http_session_new() only; should the server
 * have dropped it, the transport says "may or may not have run" and repeats reads alone.
 */
SoupMessage *
mcp_http_call_build_message (McpHttpCall *self)
{
  SoupMessage *message = soup_message_new_from_uri (self->method, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT |
                                   SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);

  set_header (headers, "Accept", self->accept);
  set_header (headers, "Authorization", self->header);
  set_header (headers, "Mcp-Session-Id", self->session_id);
  set_header (headers, "MCP-Protocol-Version", self->protocol_version);
  set_header (headers, "Last-Event-ID", self->last_event_id);
  set_header (headers, "Mcp-Method", self->rpc_method);
  set_header (headers, "Mcp-Name", self->rpc_name);

  for (guint i = 0; self->fields != NULL && i < self->fields->len; i += 2)
    set_header (headers, g_ptr_array_index (self->fields, i),
                g_ptr_array_index (self->fields, i + 1));

  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", self->body);

  return message;
}

guint
mcp_http_call_get_status (McpHttpCall *self)
{
  return self->message ? soup_message_get_status (self->message) : 0;
}

gboolean
mcp_http_call_has_content_type (McpHttpCall *self,
                                const char  *type)
{
  const char *found;

  if (self->message == NULL)
    return FALSE;

  found = soup_message_headers_get_content_type (soup_message_get_response_headers (self->message),
                                                 NULL);

  return found != NULL && g_ascii_strcasecmp (found, type) == 0;
}
