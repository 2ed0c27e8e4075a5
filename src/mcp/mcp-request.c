/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-request-private.h"

#include "mcp-task.h"

#include <math.h>

#include "sjson-builder.h"

/**
 * McpRequest:
 *
 * One request to a server while it lasts, whatever the protocol revision.
 *
 * Made by whoever asks, sent once with [method@Mcp.Client.send_async]; until
 * that finishes, what the server tells meanwhile comes as signals.
 */
struct _McpRequest
{
  GObject parent_instance;

  char *method;
  SjsonValue *params;
  SjsonValue *responses;
  SjsonValue *state;
  McpParamHeaders *headers;
  double progress;
  gint64 token;
  gboolean wants_task;
  gboolean has_rounds;
};

enum {
  INPUT_REQUESTED,
  LOG_MESSAGE,
  PROGRESS,
  STATUS,
  TASK_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (McpRequest, mcp_request, G_TYPE_OBJECT)

/* Requests that change nothing on a server, or nothing more when they come twice. initialize is
 * among them: a session too many ends by itself; so is tasks/update: what was answered stays so. */
static const char * const repeatable_methods[] = {
  "completion/complete",
  "initialize",
  "ping",
  "prompts/get",
  "prompts/list",
  "resources/list",
  "resources/read",
  "resources/templates/list",
  "server/discover",
  "tasks/cancel",
  "tasks/get",
  "tasks/result",
  "tasks/update",
  "tools/list",
  NULL
};

static void
mcp_request_finalize (GObject *object)
{
  McpRequest *self = MCP_REQUEST (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->params, sjson_value_free);
  g_clear_pointer (&self->responses, sjson_value_free);
  g_clear_pointer (&self->state, sjson_value_free);
  g_clear_pointer (&self->headers, mcp_param_headers_unref);

  G_OBJECT_CLASS (mcp_request_parent_class)->finalize (object);
}

static void
mcp_request_class_init (McpRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_request_finalize;

  /**
   * McpRequest::input-requested:
   * @question: what the server wants to know before it goes on
   *
   * Returns: whether somebody will answer it; the first to say so takes it
   */
  signals[INPUT_REQUESTED] =
    g_signal_new ("input-requested",
                  MCP_TYPE_REQUEST,
                  G_SIGNAL_RUN_LAST,
                  0, g_signal_accumulator_true_handled, NULL, NULL,
                  G_TYPE_BOOLEAN, 1, MCP_TYPE_QUESTION);

  /**
   * McpRequest::log-message:
   * @level: "debug" … "emergency", as the server says it
   * @logger: (nullable): who in the server speaks
   * @data: (nullable): anything
   *
   * The server tells something about its work (MCP 2025-11-25, "Logging").
   */
  signals[LOG_MESSAGE] =
    g_signal_new ("log-message",
                  MCP_TYPE_REQUEST,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, SJSON_TYPE_VALUE);

  /**
   * McpRequest::progress:
   * @progress: strictly increasing from one emission to the next
   * @total: what @progress will be at the end, or NAN where the server does not know
   * @message: (nullable): for people
   *
   * The server tells how far it is (MCP 2025-11-25, "Progress").
   */
  signals[PROGRESS] =
    g_signal_new ("progress",
                  MCP_TYPE_REQUEST,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_STRING);

  /**
   * McpRequest::status:
   * @message: for people
   *
   * The server tells what it does just now (`statusMessage` of a task).
   */
  signals[STATUS] =
    g_signal_new ("status",
                  MCP_TYPE_REQUEST,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * McpRequest::task-created:
   * @task: what to ask for the result by, also after a restart
   *
   * The server goes on with the call by itself; it is asked for the result until there is one.
   */
  signals[TASK_CREATED] =
    g_signal_new ("task-created",
                  MCP_TYPE_REQUEST,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, MCP_TYPE_TASK);
}

static void
mcp_request_init (McpRequest *self)
{
  self->progress = -INFINITY;
}

gboolean
mcp_request_is_repeatable (McpRequest *self)
{
  return g_strv_contains (repeatable_methods, self->method);
}

void
mcp_request_report_progress (McpRequest       *self,
                             const SjsonValue *params)
{
  g_autofree char *message = NULL;
  double progress;
  double total = NAN;

  if (!sjson_value_get_member_double (params, "progress", &progress) ||
      !isfinite (progress) || progress <= self->progress)
    return;

  self->progress = progress;
  sjson_value_get_member_double (params, "total", &total);
  message = sjson_value_dup_member_string (params, "message");

  g_signal_emit (self, signals[PROGRESS], 0, progress, total, message);
}

void
mcp_request_report_log (McpRequest       *self,
                        const SjsonValue *params)
{
  g_autofree char *level = sjson_value_dup_member_string (params, "level");
  g_autofree char *logger = sjson_value_dup_member_string (params, "logger");
  SjsonValue data;

  if (level == NULL || !sjson_value_get_member (params, "data", &data))
    return;

  g_signal_emit (self, signals[LOG_MESSAGE], 0, level, logger, &data);
}

/**
 * mcp_request_new:
 * @method: "tools/list", "prompts/get" …
 * @params: (nullable): an object
 *
 * Makes a request; @params is copied.
 *
 * Returns: (transfer full): the request
 */
McpRequest *
mcp_request_new (const char       *method,
                 const SjsonValue *params)
{
  McpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (params == NULL ||
                        sjson_value_get_kind (params) == SJSON_KIND_OBJECT, NULL);

  self = g_object_new (MCP_TYPE_REQUEST, NULL);
  self->method = g_strdup (method);
  self->params = params ? sjson_value_copy (params) : NULL;

  return self;
}

/**
 * mcp_request_new_call_tool:
 * @tool_name: the tool's name
 * @arguments: (nullable): an object; `{}` is sent where `NULL`
 *
 * Makes a `tools/call` (MCP 2025-11-25, "Tools").
 *
 * Returns: (transfer full): the request
 */
McpRequest *
mcp_request_new_call_tool (const char       *tool_name,
                           const SjsonValue *arguments)
{
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  g_return_val_if_fail (tool_name != NULL, NULL);
  g_return_val_if_fail (arguments == NULL ||
                        sjson_value_get_kind (arguments) == SJSON_KIND_OBJECT, NULL);

  builder = sjson_builder_new ();
  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "name"), tool_name);
  sjson_builder_name (builder, "arguments");

  if (arguments != NULL)
    sjson_builder_value (builder, arguments);
  else
    sjson_builder_end_object (sjson_builder_begin_object (builder));

  sjson_builder_end_object (builder);
  document = sjson_builder_end_document (builder);
  params = sjson_document_get_root (document);

  return mcp_request_new ("tools/call", &params);
}

/**
 * mcp_request_get_method:
 *
 * Returns: (transfer none): the JSON-RPC method
 */
const char *
mcp_request_get_method (McpRequest *self)
{
  g_return_val_if_fail (MCP_IS_REQUEST (self), NULL);

  return self->method;
}

/**
 * mcp_request_get_params:
 *
 * Returns: (nullable) (transfer none): the object as it was given, without what a transport adds
 */
const SjsonValue *
mcp_request_get_params (McpRequest *self)
{
  g_return_val_if_fail (MCP_IS_REQUEST (self), NULL);

  return self->params;
}

gboolean
mcp_request_ask (McpRequest  *self,
                 McpQuestion *question)
{
  gboolean is_taken = FALSE;

  g_signal_emit (self, signals[INPUT_REQUESTED], 0, question, &is_taken);

  return is_taken;
}

void
mcp_request_set_round (McpRequest       *self,
                       const SjsonValue *responses,
                       const SjsonValue *state)
{
  g_clear_pointer (&self->responses, sjson_value_free);
  g_clear_pointer (&self->state, sjson_value_free);
  self->has_rounds |= responses != NULL || state != NULL;
  self->responses = responses != NULL ? sjson_value_copy (responses) : NULL;
  self->state = state != NULL ? sjson_value_copy (state) : NULL;
}

const SjsonValue *
mcp_request_get_responses (McpRequest *self)
{
  return self->responses;
}

const SjsonValue *
mcp_request_get_state (McpRequest *self)
{
  return self->state;
}

gboolean
mcp_request_has_rounds (McpRequest *self)
{
  return self->has_rounds;
}

void
mcp_request_set_headers (McpRequest      *self,
                         McpParamHeaders *headers)
{
  g_clear_pointer (&self->headers, mcp_param_headers_unref);
  self->headers = headers != NULL ? mcp_param_headers_ref (headers) : NULL;
}

McpParamHeaders *
mcp_request_get_headers (McpRequest *self)
{
  return self->headers;
}

void
mcp_request_report_status (McpRequest *self,
                           const char *message)
{
  g_signal_emit (self, signals[STATUS], 0, message);
}

void
mcp_request_report_task (McpRequest *self,
                         McpTask    *task)
{
  g_signal_emit (self, signals[TASK_CREATED], 0, task);
}

static gboolean
forward_cb (McpRequest  *source,
            McpQuestion *question,
            McpRequest  *self)
{
  return mcp_request_ask (self, question);
}

void
mcp_request_forward_questions (McpRequest *self,
                               McpRequest *target)
{
  g_signal_connect_object (self, "input-requested", G_CALLBACK (forward_cb), target,
                           G_CONNECT_DEFAULT);
}

void
mcp_request_set_wants_task (McpRequest *self,
                            gboolean    wants_task)
{
  self->wants_task = wants_task;
}

gboolean
mcp_request_wants_task (McpRequest *self)
{
  return self->wants_task;
}

void
mcp_request_set_token (McpRequest *self,
                       gint64      token)
{
  self->token = token;
}

gint64
mcp_request_get_token (McpRequest *self)
{
  return self->token;
}
