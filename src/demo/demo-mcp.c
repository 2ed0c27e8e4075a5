/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-mcp.h"

#include "demo-accept.h"
#include "demo-json.h"
#include "demo-rpc.h"

#define SESSION_HEADER "Mcp-Session-Id"
#define VERSION_HEADER "MCP-Protocol-Version"

/**
 * DemoMcp:
 *
 * One MCP server over streamable HTTP: its sessions and running calls, and the rules of the
 * transport that come before JSON-RPC. Those of the open server are the ones of the C# SDK that
 * the replaced system was built with.
 */
struct _DemoMcp
{
  GObject parent_instance;

  const DemoProfile *profile;
  JsonObject *definition;
  GHashTable *sessions;         /* id → DemoSession */
  GPtrArray *calls;
  gint64 idle_us;
  guint sweep_id;
};

G_DEFINE_FINAL_TYPE (DemoMcp, demo_mcp, G_TYPE_OBJECT)

static const char *
get_header (SoupServerMessage *message,
            const char        *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static DemoSession *
start_session (DemoMcp    *self,
               const char *user)
{
  DemoSession *session = demo_session_new ();

  demo_session_set_user (session, user);
  g_hash_table_insert (self->sessions, g_strdup (demo_session_get_id (session)), session);

  return session;
}

/* The session the request names, or NULL with the answer given. */
static DemoSession *
find_session (DemoMcp           *self,
              DemoAnswer        *answer,
              SoupServerMessage *message)
{
  const char *id = get_header (message, SESSION_HEADER);
  DemoSession *session;

  if (id == NULL)
    {
      demo_answer_error (answer, SOUP_STATUS_BAD_REQUEST, -32000,
                         "Bad Request: Mcp-Session-Id header is required");
      return NULL;
    }

  session = g_hash_table_lookup (self->sessions, id);

  if (session == NULL)
    demo_answer_error (answer, SOUP_STATUS_NOT_FOUND, -32001, "Session not found");
  else if (!demo_session_belongs_to (session, demo_answer_get_user (answer)))
    {
      demo_answer_error (answer, SOUP_STATUS_FORBIDDEN, -32000,
                         "Forbidden: The currently authenticated user does not match the user who "
                         "initiated the session.");
      return NULL;
    }

  return session;
}

static gboolean
check_version (DemoMcp           *self,
               DemoAnswer        *answer,
               SoupServerMessage *message)
{
  const char *version = get_header (message, VERSION_HEADER);

  if (self->profile->lenient || version == NULL ||
      g_strv_contains (self->profile->versions, version))
    return TRUE;

  demo_answer_error (answer, SOUP_STATUS_BAD_REQUEST, -32000,
                     "Bad Request: Unsupported protocol version");

  return FALSE;
}

static void
remove_session (DemoMcp     *self,
                DemoSession *session)
{
  g_autoptr(DemoSession) keep = g_object_ref (session);

  g_hash_table_remove (self->sessions, demo_session_get_id (session));
  demo_session_end (session);

  for (guint i = self->calls->len; i > 0; i--)
    if (i <= self->calls->len && demo_call_get_session (self->calls->pdata[i - 1]) == session)
      demo_call_cancel (self->calls->pdata[i - 1]);
}

static void
handle_message (DemoMcp     *self,
                DemoSession *session,
                DemoAnswer  *answer,
                JsonObject  *message)
{
  demo_session_touch (session);
  demo_answer_set_header (answer, SESSION_HEADER, demo_session_get_id (session));

  if (json_object_has_member (message, "id") && json_object_has_member (message, "method"))
    {
      demo_rpc_handle (self, session, answer, message);
      return;
    }

  if (!json_object_has_member (message, "method"))
    demo_session_take_reply (session, message);
  else if (g_strcmp0 (demo_json_get_string (message, "method"), "notifications/cancelled") == 0)
    demo_mcp_cancel_call (self, session,
                          demo_json_get (demo_json_get_object (message, "params"), "requestId"));

  demo_answer_plain (answer, SOUP_STATUS_ACCEPTED, NULL, NULL);
}

static void
handle_post (DemoMcp           *self,
             DemoAnswer        *answer,
             SoupServerMessage *message,
             JsonNode          *body)
{
  DemoSession *session;

  if (!demo_accept_includes (message, "application/json") ||
      !demo_accept_includes (message, "text/event-stream"))
    {
      demo_answer_error (answer, SOUP_STATUS_NOT_ACCEPTABLE, -32000,
                         "Not Acceptable: Client must accept both application/json and "
                         "text/event-stream");
      return;
    }

  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    {
      demo_answer_error (answer, SOUP_STATUS_BAD_REQUEST, -32700, "Parse error");
      return;
    }

  if (get_header (message, SESSION_HEADER) == NULL &&
      (self->profile->lenient || demo_json_is_call (body, "initialize")))
    session = start_session (self, demo_answer_get_user (answer));
  else
    session = find_session (self, answer, message);

  if (session != NULL && check_version (self, answer, message))
    handle_message (self, session, answer, json_node_get_object (body));
}

static void
handle_get (DemoMcp           *self,
            DemoAnswer        *answer,
            SoupServerMessage *message)
{
  DemoSession *session;

  if (!demo_accept_includes (message, "text/event-stream"))
    {
      demo_answer_error (answer, SOUP_STATUS_NOT_ACCEPTABLE, -32000,
                         "Not Acceptable: Client must accept text/event-stream");
      return;
    }

  session = find_session (self, answer, message);

  if (session == NULL || !check_version (self, answer, message))
    return;

  if (demo_session_has_get_stream (session))
    {
      demo_answer_error (answer, SOUP_STATUS_BAD_REQUEST, -32000,
                         "Bad Request: This server does not support multiple GET requests. "
                         "Start a new session to get a new GET SSE response.");
      return;
    }

  demo_answer_set_header (answer, SESSION_HEADER, demo_session_get_id (session));
  demo_session_take_get_stream (session, answer);
}

/* The SDK answers 200 whatever the id was. */
static void
handle_delete (DemoMcp           *self,
               DemoAnswer        *answer,
               SoupServerMessage *message)
{
  const char *id = get_header (message, SESSION_HEADER);
  DemoSession *session = id != NULL ? g_hash_table_lookup (self->sessions, id) : NULL;

  if (session != NULL)
    remove_session (self, session);

  demo_answer_plain (answer, SOUP_STATUS_OK, NULL, NULL);
}

static gboolean
sweep_cb (gpointer user_data)
{
  DemoMcp *self = user_data;
  g_autoptr(GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_is_idle (value, self->idle_us))
      g_ptr_array_add (idle, g_object_ref (value));

  for (guint i = 0; i < idle->len; i++)
    remove_session (self, idle->pdata[i]);

  return G_SOURCE_CONTINUE;
}

static void
call_over_cb (DemoCall *call,
              DemoMcp  *self)
{
  g_assert (DEMO_IS_MCP (self));

  g_signal_handlers_disconnect_by_data (call, self);
  g_ptr_array_remove (self->calls, call);
}

static void
demo_mcp_dispose (GObject *object)
{
  DemoMcp *self = DEMO_MCP (object);

  g_clear_handle_id (&self->sweep_id, g_source_remove);
  demo_mcp_reset (self);

  G_OBJECT_CLASS (demo_mcp_parent_class)->dispose (object);
}

static void
demo_mcp_finalize (GObject *object)
{
  DemoMcp *self = DEMO_MCP (object);

  g_clear_pointer (&self->definition, json_object_unref);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);

  G_OBJECT_CLASS (demo_mcp_parent_class)->finalize (object);
}

static void
demo_mcp_class_init (DemoMcpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_mcp_dispose;
  object_class->finalize = demo_mcp_finalize;
}

static void
demo_mcp_init (DemoMcp *self)
{
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * demo_mcp_new:
 * @profile: which server it is
 * @idle_seconds: how long a session may rest before it is forgotten
 *
 * Returns: (transfer full): the server
 */
DemoMcp *
demo_mcp_new (const DemoProfile *profile,
              guint              idle_seconds)
{
  DemoMcp *self = g_object_new (DEMO_TYPE_MCP, NULL);

  self->profile = profile;
  self->definition = demo_json_from_resource (profile->definition);
  self->idle_us = idle_seconds * G_USEC_PER_SEC;
  self->sweep_id = g_timeout_add_seconds (CLAMP (idle_seconds / 10, 1, 60), sweep_cb, self);

  return self;
}

const DemoProfile *
demo_mcp_get_profile (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  return self->profile;
}

/* Returns: (transfer none): what it offers now */
JsonObject *
demo_mcp_get_definition (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  return self->definition;
}

/**
 * demo_mcp_handle:
 * @self: the server
 * @answer: the answer to give
 * @message: the HTTP request
 * @body: (nullable): its body, where that is JSON
 */
void
demo_mcp_handle (DemoMcp           *self,
                 DemoAnswer        *answer,
                 SoupServerMessage *message,
                 JsonNode          *body)
{
  const char *method = soup_server_message_get_method (message);

  g_return_if_fail (DEMO_IS_MCP (self));

  if (g_str_equal (method, "POST"))
    handle_post (self, answer, message, body);
  else if (g_str_equal (method, "GET"))
    handle_get (self, answer, message);
  else if (g_str_equal (method, "DELETE"))
    handle_delete (self, answer, message);
  else
    {
      demo_answer_set_header (answer, "Allow", "GET, POST, DELETE");
      demo_answer_plain (answer, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
    }
}

void
demo_mcp_add_call (DemoMcp  *self,
                   DemoCall *call)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  g_ptr_array_add (self->calls, g_object_ref (call));
  g_signal_connect (call, "over", G_CALLBACK (call_over_cb), self);
}

void
demo_mcp_cancel_call (DemoMcp     *self,
                      DemoSession *session,
                      JsonNode    *id)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  for (guint i = 0; id != NULL && i < self->calls->len; i++)
    {
      DemoCall *call = self->calls->pdata[i];

      if (demo_call_get_session (call) == session && json_node_equal (demo_call_get_id (call), id))
        {
          demo_call_cancel (call);
          return;
        }
    }
}

/* One of the same name is replaced. */
void
demo_mcp_add_tool (DemoMcp    *self,
                   JsonObject *tool)
{
  const char *name = demo_json_get_string (tool, "name");

  g_return_if_fail (DEMO_IS_MCP (self));

  demo_mcp_remove_tool (self, name);
  json_array_add_object_element (demo_json_get_array (self->definition, "tools"),
                                 json_object_ref (tool));
}

gboolean
demo_mcp_remove_tool (DemoMcp    *self,
                      const char *name)
{
  JsonArray *tools;

  g_return_val_if_fail (DEMO_IS_MCP (self), FALSE);

  tools = demo_json_get_array (self->definition, "tools");

  for (guint i = 0; i < json_array_get_length (tools); i++)
    {
      JsonObject *tool = json_array_get_object_element (tools, i);

      if (g_strcmp0 (demo_json_get_string (tool, "name"), name) == 0)
        {
          json_array_remove_element (tools, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* Returns: on how many GET streams @message went out */
guint
demo_mcp_notify (DemoMcp  *self,
                 JsonNode *message)
{
  GHashTableIter iter;
  gpointer value;
  guint streams = 0;

  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_notify (value, message))
      streams++;

  return streams;
}

/* Ends every session and call, and offers again what it did at first. */
void
demo_mcp_reset (DemoMcp *self)
{
  g_autoptr(GList) sessions = NULL;

  g_return_if_fail (DEMO_IS_MCP (self));

  sessions = g_hash_table_get_values (self->sessions);

  for (GList *l = sessions; l != NULL; l = l->next)
    remove_session (self, l->data);

  g_clear_pointer (&self->definition, json_object_unref);
  self->definition = demo_json_from_resource (self->profile->definition);
}

guint
demo_mcp_count_sessions (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return g_hash_table_size (self->sessions);
}

guint
demo_mcp_count_get_streams (DemoMcp *self)
{
  GHashTableIter iter;
  gpointer value;
  guint streams = 0;

  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_has_get_stream (value))
      streams++;

  return streams;
}

guint
demo_mcp_count_calls (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return self->calls->len;
}
