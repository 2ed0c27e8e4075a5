/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-stateless.h"

#include "demo-accept.h"
#include "demo-era.h"
#include "demo-header.h"
#include "demo-json.h"
#include "demo-refusal.h"
#include "demo-rpc.h"

/* The rules of streamable HTTP that come before JSON-RPC since 2026-07-28: every request stands
 * alone, says what it is in its headers too, and is refused where the two differ. */

/* Which parameter a request's Mcp-Name repeats. */
static const struct
{
  const char *method;
  const char *param;
} names[] = {
  { "tools/call", "name" },
  { "prompts/get", "name" },
  { "resources/read", "uri" },
  { "tasks/get", "taskId" },
  { "tasks/update", "taskId" },
  { "tasks/cancel", "taskId" },
};

static const char *
get_header (SoupServerMessage *message,
            const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

/* Each capability is an object, never a flag. */
static gboolean
are_capabilities (JsonObject *capabilities)
{
  JsonObjectIter iter;
  JsonNode *node;

  if (capabilities == NULL)
    return FALSE;

  json_object_iter_init (&iter, capabilities);

  while (json_object_iter_next (&iter, NULL, &node))
    if (!JSON_NODE_HOLDS_OBJECT (node))
      return FALSE;

  return TRUE;
}

static gboolean
check_version (DemoAnswer        *answer,
               SoupServerMessage *message,
               JsonObject        *request)
{
  JsonObject *params = demo_json_get_object (request, "params");
  JsonObject *meta = demo_json_get_object (params, "_meta");
  const char *header = get_header (message, "MCP-Protocol-Version");
  const char *version = demo_json_get_string (meta, DEMO_META "protocolVersion");

  if (header == NULL)
    demo_refusal_header (answer, request, "MCP-Protocol-Version is missing");
  else if (version == NULL ||
           !are_capabilities (demo_json_get_object (meta, DEMO_META "clientCapabilities")))
    demo_refusal_params (answer, request, "_meta needs the protocol version and the client's "
                                          "capabilities");
  else if (!g_str_equal (header, version))
    demo_refusal_header (answer, request, "MCP-Protocol-Version is not that of _meta");
  else if (!g_str_equal (version, DEMO_STATELESS_VERSION))
    demo_refusal_version (answer, request, version);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_method (DemoAnswer        *answer,
              SoupServerMessage *message,
              JsonObject        *request)
{
  const char *header = get_header (message, "Mcp-Method");

  if (g_strcmp0 (header, demo_json_get_string (request, "method")) == 0)
    return TRUE;

  demo_refusal_header (answer, request, header == NULL ? "Mcp-Method is missing"
                                                       : "Mcp-Method is not the body's method");

  return FALSE;
}

static gboolean
check_name (DemoAnswer        *answer,
            SoupServerMessage *message,
            JsonObject        *request)
{
  JsonObject *params = demo_json_get_object (request, "params");
  const char *method = demo_json_get_string (request, "method");
  g_autofree char *header = demo_header_decode (get_header (message, "Mcp-Name"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].method, method) == 0 &&
        (header == NULL ||
         g_strcmp0 (header, demo_json_get_string (params, names[i].param)) != 0))
      {
        demo_refusal_header (answer, request, header == NULL ? "Mcp-Name is missing"
                                                             : "Mcp-Name is not the body's name");
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_arguments (DemoMcp           *mcp,
                 DemoAnswer        *answer,
                 SoupServerMessage *message,
                 JsonObject        *request)
{
  JsonObject *params = demo_json_get_object (request, "params");
  JsonObject *tool;
  g_autofree char *words = NULL;

  if (g_strcmp0 (demo_json_get_string (request, "method"), "tools/call") != 0)
    return TRUE;

  tool = demo_json_find_by_name (demo_json_get_array (demo_mcp_get_definition (mcp), "tools"),
                                 demo_json_get_string (params, "name"));
  words = demo_header_check_params (soup_server_message_get_request_headers (message), tool,
                                    demo_json_get_object (params, "arguments"));

  if (words != NULL)
    demo_refusal_header (answer, request, words);

  return words == NULL;
}

/**
 * demo_stateless_handle:
 * @mcp: the server
 * @answer: the answer to give
 * @message: a POST that is to be understood by 2026-07-28
 * @body: (nullable): its body, where that is JSON
 */
void
demo_stateless_handle (DemoMcp           *mcp,
                       DemoAnswer        *answer,
                       SoupServerMessage *message,
                       JsonNode          *body)
{
  JsonObject *request = NULL;

  if (!demo_accept_includes (message, "application/json") ||
      !demo_accept_includes (message, "text/event-stream"))
    {
      demo_refusal_http (answer, SOUP_STATUS_NOT_ACCEPTABLE, -32000,
                         "Not Acceptable: Client must accept both application/json and "
                         "text/event-stream");
      return;
    }

  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    {
      demo_refusal_http (answer, SOUP_STATUS_BAD_REQUEST, body == NULL ? -32700 : -32600,
                         body == NULL ? "Parse error" : "Invalid Request");
      return;
    }

  request = json_node_get_object (body);

  if (!check_version (answer, message, request) || !check_method (answer, message, request) ||
      !check_name (answer, message, request) ||
      !check_arguments (mcp, answer, message, request))
    return;

  if (json_object_has_member (request, "id"))
    demo_rpc_handle (mcp, NULL, answer, request);
  else
    demo_answer_plain (answer, SOUP_STATUS_ACCEPTED, NULL, NULL);
}

/**
 * demo_stateless_refuse_other:
 * @mcp: a server that speaks no other revision
 * @answer: the answer to give
 * @message: a request of another
 * @body: (nullable): its body, where that is JSON
 *
 * Names its revision to whoever begins with `initialize` (MCP 2026-07-28, versioning).
 */
void
demo_stateless_refuse_other (DemoMcp           *mcp,
                             DemoAnswer        *answer,
                             SoupServerMessage *message,
                             JsonNode          *body)
{
  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    {
      demo_answer_set_header (answer, "Allow", "POST");
      demo_refusal_http (answer, SOUP_STATUS_METHOD_NOT_ALLOWED, -32000, "Method not allowed.");
    }
  else if (demo_json_is_call (body, "initialize"))
    {
      JsonObject *request = json_node_get_object (body);
      JsonObject *params = demo_json_get_object (request, "params");

      demo_refusal_version (answer, request, demo_json_get_string (params, "protocolVersion"));
    }
  else
    demo_stateless_handle (mcp, answer, message, body);
}
