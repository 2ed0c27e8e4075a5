/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-streamable.h"

#include "demo-accept.h"
#include "demo-json.h"
#include "demo-rpc.h"

#define SESSION_HEADER "Mcp-Session-Id"
#define VERSION_HEADER "MCP-Protocol-Version"

/* The rules of streamable HTTP with sessions that come before JSON-RPC. Those of the open server
 * are the ones of the C# SDK that the replaced system was built with. */

static const char *
get_header (SoupServerMessage *message,
            const char        *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* The session the request names, or NULL with the answer given. */
static DemoSession *
find_session (DemoMcp           *mcp,
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

  session = demo_mcp_find_session (mcp, id);

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
check_version (DemoMcp           *mcp,
               DemoAnswer        *answer,
               SoupServerMessage *message)
{
  const char *version = get_header (message, VERSION_HEADER);

  if (demo_mcp_get_profile (mcp)->lenient || version == NULL ||
      g_strv_contains (demo_mcp_get_profile (mcp)->versions, version))
    return TRUE;

  demo_answer_error (answer, SOUP_STATUS_BAD_REQUEST, -32000,
                     "Bad Request: Unsupported protocol version");

  return FALSE;
}

/**
 * demo_streamable_take:
 * @mcp: the server
 * @session: the client that sends
 * @answer: the answer to give
 * @message: a request, a notification or a reply of it
 */
void
demo_streamable_take (DemoMcp     *mcp,
                      DemoSession *session,
                      DemoAnswer  *answer,
                      JsonObject  *message)
{
  demo_session_touch (session);

  if (json_object_has_member (message, "id") && json_object_has_member (message, "method"))
    {
      demo_rpc_handle (mcp, session, answer, message);
      return;
    }

  if (!json_object_has_member (message, "method"))
    demo_session_take_reply (session, message);
  else if (g_strcmp0 (demo_json_get_string (message, "method"), "notifications/cancelled") == 0)
    demo_mcp_cancel_call (mcp, session,
                          demo_json_get (demo_json_get_object (message, "params"), "requestId"));

  demo_answer_plain (answer, SOUP_STATUS_ACCEPTED, NULL, NULL);
}

static void
handle_post (DemoMcp           *mcp,
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
      (demo_mcp_get_profile (mcp)->lenient || demo_json_is_call (body, "initialize")))
    session = demo_mcp_start_session (mcp, demo_answer_get_user (answer));
  else
    session = find_session (mcp, answer, message);

  if (session == NULL || !check_version (mcp, answer, message))
    return;

  demo_answer_set_header (answer, SESSION_HEADER, demo_session_get_id (session));
  demo_streamable_take (mcp, session, answer, json_node_get_object (body));
}

static void
handle_get (DemoMcp           *mcp,
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

  session = find_session (mcp, answer, message);

  if (session == NULL || !check_version (mcp, answer, message))
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
handle_delete (DemoMcp           *mcp,
               DemoAnswer        *answer,
               SoupServerMessage *message)
{
  const char *id = get_header (message, SESSION_HEADER);
  DemoSession *session = demo_mcp_find_session (mcp, id);

  if (session != NULL)
    demo_mcp_end_session (mcp, session);

  demo_answer_plain (answer, SOUP_STATUS_OK, NULL, NULL);
}

/**
 * demo_streamable_handle:
 * @mcp: the server
 * @answer: the answer to give
 * @message: the HTTP request
 * @body: (nullable): its body, where that is JSON
 */
void
demo_streamable_handle (DemoMcp           *mcp,
                        DemoAnswer        *answer,
                        SoupServerMessage *message,
                        JsonNode          *body)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "POST"))
    handle_post (mcp, answer, message, body);
  else if (g_str_equal (method, "GET"))
    handle_get (mcp, answer, message);
  else if (g_str_equal (method, "DELETE"))
    handle_delete (mcp, answer, message);
  else
    {
      demo_answer_set_header (answer, "Allow", "GET, POST, DELETE");
      demo_answer_plain (answer, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
    }
}
