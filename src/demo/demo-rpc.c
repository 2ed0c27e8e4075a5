/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-rpc.h"

#include "demo-json.h"
#include "demo-refusal.h"

#define METHOD_NOT_FOUND (-32601)
#define INVALID_PARAMS (-32602)
#define INTERNAL_ERROR (-32603)

/* One request, and where its answer goes. */
typedef struct
{
  DemoMcp *mcp;
  DemoSession *session;         /* NULL where there are none */
  DemoAnswer *answer;
  JsonObject *request;
  JsonObject *params;           /* NULL when there are none */
} Request;

static gboolean
is_stateless (const Request *request)
{
  return request->session == NULL;
}

/* Since 2026-07-28 only what may have something to tell meanwhile is answered by a stream. */
static void
finish (const Request *request,
        const char    *member,
        JsonObject    *value)
{
  g_autoptr(JsonNode) node = NULL;

  node = demo_result_wrap (json_object_get_member (request->request, "id"), member, value);

  if (is_stateless (request) &&
      !g_str_has_prefix (demo_json_get_string (request->request, "method"), "tools/"))
    demo_answer_finish_plain (request->answer, SOUP_STATUS_OK, node);
  else
    demo_answer_finish (request->answer, node);
}

/* @result: (transfer full) */
static void
finish_with_result (const Request *request,
                    JsonObject    *result)
{
  if (is_stateless (request))
    demo_result_complete (result,
                          demo_json_get_object (demo_mcp_get_definition (request->mcp),
                                                "serverInfo"));

  finish (request, "result", result);
}

/* @result: (transfer full): the same for everybody as long as it lasts */
static void
finish_with_lasting (const Request *request,
                     JsonObject    *result)
{
  if (is_stateless (request))
    demo_result_set_cache (result, demo_mcp_get_ttl (request->mcp),
                           demo_answer_get_user (request->answer) != NULL ? "private" : "public");

  finish_with_result (request, result);
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

static void
refuse_method (const Request *request)
{
  const char *method = demo_json_get_string (request->request, "method");

  if (is_stateless (request))
    demo_refusal_method (request->answer, request->request);
  else
    finish_with_error (request, METHOD_NOT_FOUND, "Method '%s' is not available.",
                       method != NULL ? method : "");
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

/* MCP 2026-07-28, discovery: what initialize tells in a session. */
static void
discover (const Request *request)
{
  JsonObject *definition = demo_mcp_get_definition (request->mcp);
  JsonObject *capabilities = demo_json_copy_object (demo_json_get_object (definition,
                                                                          "capabilities"));
  JsonObject *extensions = demo_json_get_object (definition, "extensions");
  JsonArray *versions = json_array_new ();
  JsonObject *result = json_object_new ();

  if (extensions != NULL)
    json_object_set_object_member (capabilities, "extensions", json_object_ref (extensions));

  json_array_add_string_element (versions, DEMO_STATELESS_VERSION);
  json_object_set_array_member (result, "supportedVersions", versions);
  json_object_set_object_member (result, "capabilities", capabilities);

  if (json_object_has_member (definition, "instructions"))
    json_object_set_member (result, "instructions",
                            json_node_copy (json_object_get_member (definition, "instructions")));

  finish_with_lasting (request, result);
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

  finish_with_lasting (request, result);
}

static void
list_member (const Request *request,
             const char    *member)
{
  JsonObject *result = json_object_new ();
  JsonArray *array = demo_json_get_array (demo_mcp_get_definition (request->mcp), member);

  json_object_set_array_member (result, member, array != NULL ? json_array_ref (array)
                                                              : json_array_new ());
  finish_with_lasting (request, result);
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
run_tool (const Request *request,
          DemoCall      *call)
{
  const DemoTool *tool = demo_mcp_get_profile (request->mcp)->tools;

  while (tool->name != NULL && !g_str_equal (tool->name, demo_call_get_tool (call)))
    tool++;

  if (tool->lasts && demo_call_client_takes_tasks (call))
    {
      g_autoptr(DemoTask) task = demo_task_new (demo_answer_get_user (request->answer));

      demo_mcp_add_task (request->mcp, task);
      demo_call_go_on_as (call, task);
    }

  if (tool->run != NULL)
    tool->run (call);
  else
    run_added_tool (call);
}

static void
call_tool (const Request *request)
{
  JsonObject *definition = demo_mcp_get_definition (request->mcp);
  const char *name = demo_json_get_string (request->params, "name");
  g_autoptr(DemoCall) call = NULL;

  if (demo_json_find_by_name (demo_json_get_array (definition, "tools"), name) == NULL)
    {
      finish_with_error (request, INVALID_PARAMS, "Unknown tool: '%s'", name != NULL ? name : "");
      return;
    }

  if (is_stateless (request))
    call = demo_call_new_stateless (request->answer, request->request,
                                    demo_json_get_object (definition, "serverInfo"));
  else
    call = demo_call_new (request->session, request->answer, request->request);

  if (call == NULL)
    {
      finish_with_error (request, INVALID_PARAMS, "Invalid requestState");
      return;
    }

  demo_mcp_add_call (request->mcp, call);
  run_tool (request, call);
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
    finish_with_lasting (request, result);
  else
    finish_with_error (request, INVALID_PARAMS, "Unknown resource URI: '%s'",
                       uri != NULL ? uri : "");
}

static void
complete (const Request *request)
{
  const DemoProfile *profile = demo_mcp_get_profile (request->mcp);
  JsonObject *result;

  if (profile->complete == NULL)
    {
      refuse_method (request);
      return;
    }

  result = profile->complete (request->params);
  if (result != NULL)
    finish_with_result (request, result);
  else
    finish_with_error (request, INVALID_PARAMS, "Unknown reference");
}

static void
watch (const Request *request,
       gboolean       begin)
{
  const char *uri = demo_json_get_string (request->params, "uri");

  if (uri == NULL)
    {
      finish_with_error (request, INVALID_PARAMS, "Unknown resource URI: ''");
      return;
    }

  demo_session_watch (request->session, uri, begin);
  empty (request);
}

static void
subscribe (const Request *request)
{
  watch (request, TRUE);
}

static void
unsubscribe (const Request *request)
{
  watch (request, FALSE);
}

static void
listen_on (const Request *request)
{
  demo_mcp_listen (request->mcp, request->answer, request->request);
}

/* The task that is asked for, or NULL with the answer given. */
static DemoTask *
find_task (const Request *request)
{
  JsonObject *meta = demo_json_get_object (request->params, "_meta");
  JsonObject *capabilities = demo_json_get_object (meta, DEMO_META "clientCapabilities");
  DemoTask *task;

  if (demo_json_get_object (demo_json_get_object (capabilities, "extensions"),
                            DEMO_TASKS_EXTENSION) == NULL)
    {
      g_autoptr(JsonNode) required = demo_json_parse ("{\"extensions\":{\""
                                                      DEMO_TASKS_EXTENSION "\":{}}}", -1, NULL);

      demo_refusal_capability (request->answer, json_object_get_member (request->request, "id"),
                               json_node_dup_object (required));
      return NULL;
    }

  task = demo_mcp_find_task (request->mcp, demo_json_get_string (request->params, "taskId"),
                             demo_answer_get_user (request->answer));

  if (task == NULL)
    finish_with_error (request, INVALID_PARAMS, "Unknown task");

  return task;
}

static void
get_task (const Request *request)
{
  DemoTask *task = find_task (request);

  if (task != NULL)
    finish_with_result (request, demo_task_describe_all (task));
}

static void
update_task (const Request *request)
{
  DemoTask *task = find_task (request);

  if (task == NULL)
    return;

  demo_task_answer (task, demo_json_get_object (request->params, "inputResponses"));
  empty (request);
}

static void
cancel_task (const Request *request)
{
  DemoTask *task = find_task (request);

  if (task == NULL)
    return;

  demo_task_cancel (task);
  empty (request);
}

#define OLD (DEMO_ERA_SESSION | DEMO_ERA_EVENTS)

static const struct
{
  const char *method;
  DemoEra eras;
  void (*handle) (const Request *request);
} methods[] = {
  { "initialize", OLD, initialize },
  { "ping", OLD, empty },
  { "logging/setLevel", OLD, empty },
  { "resources/subscribe", OLD, subscribe },
  { "resources/unsubscribe", OLD, unsubscribe },
  { "tools/list", DEMO_ERA_ALL, list_tools },
  { "tools/call", DEMO_ERA_ALL, call_tool },
  { "prompts/list", DEMO_ERA_ALL, list_prompts },
  { "prompts/get", DEMO_ERA_ALL, get_prompt },
  { "completion/complete", DEMO_ERA_ALL, complete },
  { "resources/list", DEMO_ERA_ALL, list_resources },
  { "resources/read", DEMO_ERA_ALL, read_resource },
  { "resources/templates/list", DEMO_ERA_ALL, list_templates },
  { "server/discover", DEMO_ERA_STATELESS, discover },
  { "subscriptions/listen", DEMO_ERA_STATELESS, listen_on },
  { "tasks/get", DEMO_ERA_STATELESS, get_task },
  { "tasks/update", DEMO_ERA_STATELESS, update_task },
  { "tasks/cancel", DEMO_ERA_STATELESS, cancel_task },
};

/**
 * demo_rpc_handle:
 * @mcp: the server
 * @session: (nullable): the client that asks; %NULL since 2026-07-28
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
  DemoEra era = session != NULL ? DEMO_ERA_SESSION : DEMO_ERA_STATELESS;
  Request request = {
    mcp, session, answer, message, demo_json_get_object (message, "params")
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].method, method) == 0 && (methods[i].eras & era) != 0)
      {
        methods[i].handle (&request);
        return;
      }

  refuse_method (&request);
}
