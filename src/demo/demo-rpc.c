/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-rpc.h"

#include "demo-json.h"

#define METHOD_NOT_FOUND (-32601)
#define INVALID_PARAMS (-32602)
#define INTERNAL_ERROR (-32603)

/* One request, and where its answer goes. */
typedef struct
{
  DemoMcp *mcp;
  DemoSession *session;
  DemoAnswer *answer;
  JsonObject *request;
  JsonObject *params;           /* NULL when there are none */
} Request;

static void
finish (const Request *request,
        const char    *member,
        JsonObject    *value)
{
  JsonObject *message = json_object_new ();
  g_autoptr(JsonNode) node = NULL;

  json_object_set_object_member (message, member, value);
  json_object_set_member (message, "id",
                          json_node_copy (json_object_get_member (request->request, "id")));
  json_object_set_string_member (message, "jsonrpc", "2.0");

  node = demo_json_take_object (message);
  demo_answer_finish (request->answer, node);
}

/* @result: (transfer full) */
static void
finish_with_result (const Request *request,
                    JsonObject    *result)
{
  finish (request, "result", result);
}

G_GNUC_PRINTF (3, 4)
static void
finish_with_error (const Request *request,
                   int            code,
                   const char    *format,
                   ...)
{
  JsonObject *error = json_object_new ();
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  json_object_set_int_member (error, "code", code);
  json_object_set_string_member (error, "message", words);
  finish (request, "error", error);
}

static const char *
choose_version (const DemoProfile *profile,
                const char        *wish)
{
  if (wish != NULL && g_strv_contains (profile->versions, wish))
    return wish;

  return profile->versions[0];
}

static void
initialize (const Request *request)
{
  const DemoProfile *profile = demo_mcp_get_profile (request->mcp);
  JsonObject *definition = demo_mcp_get_definition (request->mcp);
  const char *wish = demo_json_get_string (request->params, "protocolVersion");
  const char * const copied[] = { "capabilities", "serverInfo", "instructions" };
  JsonObject *result = json_object_new ();

  demo_session_set_client (request->session,
                           demo_json_get_object (request->params, "capabilities"));
  json_object_set_string_member (result, "protocolVersion", choose_version (profile, wish));

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (json_object_has_member (definition, copied[i]))
      json_object_set_member (result, copied[i],
                              json_node_copy (json_object_get_member (definition, copied[i])));

  finish_with_result (request, result);
}

static void
empty (const Request *request)
{
  finish_with_result (request, json_object_new ());
}

/* Pages of tools; the cursor is the number of the first, which a client may not know. */
static void
list_tools (const Request *request)
{
  JsonArray *tools = demo_json_get_array (demo_mcp_get_definition (request->mcp), "tools");
  const char *cursor = demo_json_get_string (request->params, "cursor");
  guint length = json_array_get_length (tools);
  guint size = demo_mcp_get_profile (request->mcp)->page_size;
  guint64 first = 0;
  JsonArray *page;
  JsonObject *result;

  if (cursor != NULL && !g_ascii_string_to_unsigned (cursor, 10, 1, length, &first, NULL))
    {
      finish_with_error (request, INVALID_PARAMS, "Invalid cursor");
      return;
    }

  page = json_array_new ();
  result = json_object_new ();

  for (guint i = first; i < length && (size == 0 || i < first + size); i++)
    json_array_add_element (page, json_node_copy (json_array_get_element (tools, i)));

  json_object_set_array_member (result, "tools", page);

  if (size != 0 && first + size < length)
    {
      g_autofree char *next = g_strdup_printf ("%" G_GUINT64_FORMAT, first + size);

      json_object_set_string_member (result, "nextCursor", next);
    }

  finish_with_result (request, result);
}

static void
list_member (const Request *request,
             const char    *member)
{
  JsonObject *result = json_object_new ();
  JsonArray *array = demo_json_get_array (demo_mcp_get_definition (request->mcp), member);

  json_object_set_array_member (result, member, array != NULL ? json_array_ref (array)
                                                              : json_array_new ());
  finish_with_result (request, result);
}

static void
list_prompts (const Request *request)
{
  list_member (request, "prompts");
}

static void
list_resources (const Request *request)
{
  list_member (request, "resources");
}

static void
list_templates (const Request *request)
{
  list_member (request, "resourceTemplates");
}

/* What a tool does that a test added: says what it was given. */
static void
run_added_tool (DemoCall *call)
{
  g_autofree char *arguments = demo_json_write_object (demo_call_get_arguments (call));

  demo_call_return_text (call, arguments);
}

static void
call_tool (const Request *request)
{
  const DemoProfile *profile = demo_mcp_get_profile (request->mcp);
  const char *name = demo_json_get_string (request->params, "name");
  g_autoptr(DemoCall) call = NULL;

  if (demo_json_find_by_name (demo_json_get_array (demo_mcp_get_definition (request->mcp), "tools"),
                              name) == NULL)
    {
      finish_with_error (request, INVALID_PARAMS, "Unknown tool: '%s'", name != NULL ? name : "");
      return;
    }

  call = demo_call_new (request->session, request->answer, request->request);
  demo_mcp_add_call (request->mcp, call);

  for (const DemoTool *tool = profile->tools; tool->name != NULL; tool++)
    if (g_str_equal (tool->name, name))
      {
        tool->run (call);
        return;
      }

  run_added_tool (call);
}

static void
get_prompt (const Request *request)
{
  JsonArray *prompts = demo_json_get_array (demo_mcp_get_definition (request->mcp), "prompts");
  const char *name = demo_json_get_string (request->params, "name");
  JsonObject *result;

  if (demo_json_find_by_name (prompts, name) == NULL)
    {
      finish_with_error (request, INVALID_PARAMS, "Unknown prompt: '%s'", name != NULL ? name : "");
      return;
    }

  result = demo_mcp_get_profile (request->mcp)->get_prompt (name,
                                                            demo_json_get_object (request->params,
                                                                                  "arguments"));

  if (result != NULL)
    finish_with_result (request, result);
  else
    finish_with_error (request, INTERNAL_ERROR, "An error occurred.");
}

static void
read_resource (const Request *request)
{
  const char *uri = demo_json_get_string (request->params, "uri");
  JsonObject *result = demo_mcp_get_profile (request->mcp)->read_resource (uri);

  if (result != NULL)
    finish_with_result (request, result);
  else
    finish_with_error (request, INVALID_PARAMS, "Unknown resource URI: '%s'",
                       uri != NULL ? uri : "");
}

static const struct
{
  const char *method;
  void (*handle) (const Request *request);
} methods[] = {
  { "initialize", initialize },
  { "ping", empty },
  { "logging/setLevel", empty },
  { "tools/list", list_tools },
  { "tools/call", call_tool },
  { "prompts/list", list_prompts },
  { "prompts/get", get_prompt },
  { "resources/list", list_resources },
  { "resources/read", read_resource },
  { "resources/templates/list", list_templates },
};

/**
 * demo_rpc_handle:
 * @mcp: the server
 * @session: the client that asks
 * @answer: the answer to give
 * @message: a JSON-RPC request, with an id and a method
 *
 * The words of errors are those of the C# SDK.
 */
void
demo_rpc_handle (DemoMcp     *mcp,
                 DemoSession *session,
                 DemoAnswer  *answer,
                 JsonObject  *message)
{
  const char *method = demo_json_get_string (message, "method");
  Request request = {
    mcp, session, answer, message, demo_json_get_object (message, "params")
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].method, method) == 0)
      {
        methods[i].handle (&request);
        return;
      }

  finish_with_error (&request, METHOD_NOT_FOUND, "Method '%s' is not available.",
                     method != NULL ? method : "");
}
