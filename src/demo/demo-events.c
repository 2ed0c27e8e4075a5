/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-events.h"

#include "demo-accept.h"
#include "demo-streamable.h"

#include <string.h>

/* HTTP with server-sent events, the first transport (MCP 2024-11-05): one stream, which names the
 * address for all that the client says, and on which all answers come. */

#define SSE "/sse"
#define MESSAGE "/message"

typedef struct
{
  DemoMcp *mcp;
  DemoSession *session;
} Connection;

static void
connection_free (gpointer  data,
                 GClosure *closure)
{
  Connection *connection = data;

  g_object_unref (connection->mcp);
  g_object_unref (connection->session);
  g_free (connection);
}

/* The stream is the connection: there is no coming back. */
static void
stream_closed_cb (DemoAnswer *answer,
                  Connection *connection)
{
  demo_mcp_end_session (connection->mcp, connection->session);
}

static void
open_stream (DemoMcp           *mcp,
             DemoAnswer        *answer,
             SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *base = g_strndup (path, strlen (path) - strlen (SSE));
  g_autofree char *address = NULL;
  Connection *connection;

  if (!demo_accept_includes (message, "text/event-stream"))
    {
      demo_answer_plain (answer, SOUP_STATUS_NOT_ACCEPTABLE, NULL, NULL);
      return;
    }

  connection = g_new0 (Connection, 1);
  connection->mcp = g_object_ref (mcp);
  connection->session = g_object_ref (demo_mcp_start_session (mcp, demo_answer_get_user (answer)));
  address = g_strdup_printf ("%s" MESSAGE "?sessionId=%s", base,
                             demo_session_get_id (connection->session));

  demo_session_take_get_stream (connection->session, answer);
  demo_answer_send_event (answer, "endpoint", address);
  g_signal_connect_data (answer, "closed", G_CALLBACK (stream_closed_cb), connection,
                         connection_free, 0);
}

/* The session that the address names, or NULL with the answer given. */
static DemoSession *
find_session (DemoMcp           *mcp,
              DemoAnswer        *answer,
              SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr(GHashTable) form = NULL;
  DemoSession *session = NULL;

  if (query != NULL)
    {
      form = soup_form_decode (query);
      session = demo_mcp_find_session (mcp, g_hash_table_lookup (form, "sessionId"));
    }

  if (session == NULL || demo_session_get_stream (session) == NULL)
    {
      demo_answer_plain (answer, SOUP_STATUS_NOT_FOUND, "text/plain", "Session not found");
      return NULL;
    }

  if (!demo_session_belongs_to (session, demo_answer_get_user (answer)))
    {
      demo_answer_plain (answer, SOUP_STATUS_FORBIDDEN, NULL, NULL);
      return NULL;
    }

  return session;
}

static void
take_message (DemoMcp           *mcp,
              DemoAnswer        *answer,
              SoupServerMessage *message,
              JsonNode          *body)
{
  DemoSession *session = find_session (mcp, answer, message);

  if (session == NULL)
    return;

  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    {
      demo_answer_plain (answer, SOUP_STATUS_BAD_REQUEST, "text/plain", "Invalid message");
      return;
    }

  demo_answer_use_stream (answer, demo_session_get_stream (session));
  demo_streamable_take (mcp, session, answer, json_node_get_object (body));
}

/**
 * demo_events_handle:
 * @mcp: the server
 * @answer: the answer to give
 * @message: a request to one of the two addresses
 * @body: (nullable): its body, where that is JSON
 */
void
demo_events_handle (DemoMcp           *mcp,
                    DemoAnswer        *answer,
                    SoupServerMessage *message,
                    JsonNode          *body)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean is_stream = g_str_has_suffix (path, SSE);

  if (!g_str_equal (soup_server_message_get_method (message), is_stream ? "GET" : "POST"))
    {
      demo_answer_set_header (answer, "Allow", is_stream ? "GET" : "POST");
      demo_answer_plain (answer, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
    }
  else if (is_stream)
    open_stream (mcp, answer, message);
  else
    take_message (mcp, answer, message, body);
}
