/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-control.h"

#include "demo-control-tenant.h"
#include "demo-control-token.h"
#include "demo-json.h"

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    json, strlen (json));
}

static void
refuse (SoupServerMessage *message,
        guint              status,
        const char        *words)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *json = NULL;

  json_object_set_string_member (object, "error", words);
  json = demo_json_write_object (object);
  reply (message, status, json);
}

static void
reply_count (SoupServerMessage *message,
             const char        *name,
             guint              count)
{
  g_autofree char *json = g_strdup_printf ("{\"%s\":%u}", name, count);

  reply (message, SOUP_STATUS_OK, json);
}

/* The request's body, or NULL with the refusal given. */
static JsonObject *
read_wish (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  node = demo_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);

  refuse (message, SOUP_STATUS_BAD_REQUEST, error != NULL ? error->message : "An object is needed");

  return NULL;
}

static void
get_log (DemoServer        *server,
         SoupServerMessage *message)
{
  g_autofree char *json = demo_server_write_log (server);

  reply (message, SOUP_STATUS_OK, json);
}

static void
get_counts (DemoServer        *server,
            SoupServerMessage *message)
{
  g_autofree char *json = demo_server_write_counts (server);

  reply (message, SOUP_STATUS_OK, json);
}

static void
get_state (DemoServer        *server,
           SoupServerMessage *message)
{
  g_autofree char *json = demo_server_write_state (server);

  reply (message, SOUP_STATUS_OK, json);
}

static void
post_reset (DemoServer        *server,
            SoupServerMessage *message)
{
  demo_server_reset (server);
  reply (message, SOUP_STATUS_OK, "{}");
}

static void
post_release (DemoServer        *server,
              SoupServerMessage *message)
{
  reply_count (message, "released", demo_server_release (server));
}

static void
post_fault (DemoServer        *server,
            SoupServerMessage *message)
{
  g_autoptr(JsonObject) wish = read_wish (message);
  g_autoptr(GError) error = NULL;

  if (wish == NULL)
    return;

  if (demo_server_add_fault (server, wish, &error))
    reply (message, SOUP_STATUS_OK, "{}");
  else
    refuse (message, SOUP_STATUS_BAD_REQUEST, error->message);
}

/* The server a wish names, or NULL with the refusal given. */
static DemoMcp *
find_mcp (DemoServer        *server,
          SoupServerMessage *message,
          JsonObject        *wish)
{
  DemoMcp *mcp = demo_server_find (server, demo_json_get_string (wish, "server"));

  if (mcp == NULL)
    refuse (message, SOUP_STATUS_BAD_REQUEST, "There is no such server");

  return mcp;
}

static void
post_tools (DemoServer        *server,
            SoupServerMessage *message)
{
  g_autoptr(JsonObject) wish = read_wish (message);
  DemoMcp *mcp = wish != NULL ? find_mcp (server, message, wish) : NULL;
  JsonObject *tool = demo_json_get_object (wish, "add");
  const char *name = demo_json_get_string (wish, "remove");

  if (mcp == NULL)
    return;

  if (tool != NULL && demo_json_get_string (tool, "name") != NULL)
    {
      demo_mcp_add_tool (mcp, tool);
      reply (message, SOUP_STATUS_OK, "{}");
    }
  else if (name != NULL && demo_mcp_remove_tool (mcp, name))
    reply (message, SOUP_STATUS_OK, "{}");
  else
    refuse (message, SOUP_STATUS_BAD_REQUEST, "Nothing to add or to remove");
}

static void
post_ttl (DemoServer        *server,
          SoupServerMessage *message)
{
  g_autoptr(JsonObject) wish = read_wish (message);
  DemoMcp *mcp = wish != NULL ? find_mcp (server, message, wish) : NULL;

  if (mcp == NULL)
    return;

  demo_mcp_set_ttl (mcp, demo_json_get_int (wish, "ms", 0));
  reply (message, SOUP_STATUS_OK, "{}");
}

static void
post_notify (DemoServer        *server,
             SoupServerMessage *message)
{
  g_autoptr(JsonObject) wish = read_wish (message);
  DemoMcp *mcp = wish != NULL ? find_mcp (server, message, wish) : NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *notification;

  if (mcp == NULL)
    return;

  notification = json_object_new ();
  json_object_set_string_member (notification, "method", demo_json_get_string (wish, "method"));

  if (demo_json_get_object (wish, "params") != NULL)
    json_object_set_object_member (notification, "params",
                                   json_object_ref (demo_json_get_object (wish, "params")));

  json_object_set_string_member (notification, "jsonrpc", "2.0");
  node = demo_json_take_object (notification);
  reply_count (message, "streams", demo_mcp_notify (mcp, node));
}

static void
post_guard (DemoServer        *server,
            SoupServerMessage *message)
{
  g_autoptr(JsonObject) wish = read_wish (message);
  g_autoptr(GError) error = NULL;

  if (wish == NULL)
    return;

  if (!demo_gate_set (demo_server_get_gate (server), wish, &error))
    {
      refuse (message, SOUP_STATUS_BAD_REQUEST, error->message);
      return;
    }

  if (demo_json_get_boolean (wish, "cut_streams"))
    demo_server_cut_streams (server);

  reply (message, SOUP_STATUS_OK, "{}");
}

static const struct
{
  const char *method;
  const char *path;
  void (*handle) (DemoServer        *server,
                  SoupServerMessage *message);
} doors[] = {
  { "GET", "/counts", get_counts },
  { "GET", "/log", get_log },
  { "GET", "/state", get_state },
  { "POST", "/fault", post_fault },
  { "POST", "/guard", post_guard },
  { "POST", "/notify", post_notify },
  { "POST", "/release", post_release },
  { "POST", "/reset", post_reset },
  { "POST", "/tools", post_tools },
  { "POST", "/ttl", post_ttl },
};

/* Returns: whether the tenant has such a door */
static gboolean
handle_by_tenant (DemoServer        *server,
                  SoupServerMessage *message,
                  const char        *path)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  JsonObject *wish = NULL;

  if (g_bytes_get_size (bytes) > 0)
    node = demo_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    wish = json_node_get_object (node);

  json = demo_control_tenant (demo_server_get_tenant (server), method, path, wish, &error);

  if (json == NULL && error == NULL && g_str_equal (method, "POST"))
    json = demo_control_token (demo_server_get_tenant (server), path, wish, &error);

  if (json != NULL)
    reply (message, SOUP_STATUS_OK, json);
  else if (error != NULL)
    refuse (message, SOUP_STATUS_BAD_REQUEST, error->message);

  return json != NULL || error != NULL;
}

/**
 * demo_control_handle:
 * @server: the stand-in
 * @message: a request to the control port
 * @path: its path
 */
void
demo_control_handle (DemoServer        *server,
                     SoupServerMessage *message,
                     const char        *path)
{
  const char *method = soup_server_message_get_method (message);

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    if (g_str_equal (doors[i].path, path) && g_str_equal (doors[i].method, method))
      {
        doors[i].handle (server, message);
        return;
      }

  if (!handle_by_tenant (server, message, path))
    refuse (message, SOUP_STATUS_NOT_FOUND, "There is nothing here");
}
