/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "mcp-round.h"
#include "mcp-task-follow.h"
#include "mcp-url-elicitation.h"

/* Bytes of a result beyond which it is read in a worker. */
#define LARGE_RESULT (64 * 1024)

/* One request, as often as it must be sent. */
typedef struct
{
  McpRequest *request;
  guint n_rounds;
  GError *doubt;            /* nullable: a refusal in doubt of what revision the server speaks */
  gboolean was_refreshed;   /* the list of tools, for this request */
  gboolean was_elicited;    /* pages were opened for it */
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  /* What was answered belongs to this time alone. */
  mcp_request_set_round (sending->request, NULL, NULL);
  g_object_unref (sending->request);
  g_clear_error (&sending->doubt);
  g_free (sending);
}

static void send_now (GTask *task);

static void
round_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (mcp_round_finish (MCP_REQUEST (source), result, &error))
    send_now (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (mcp_client_list_tools_finish (MCP_CLIENT (source), result, &error))
    send_now (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* The server misses header fields: its schema is another than we know. It has not looked at the
 * call: the list is fetched, and the call sent once more (MCP 2026-07-28, "Custom Headers"). */
static gboolean
wants_other_headers (Sending      *sending,
                     const GError *error)
{
  gint64 code;

  return !sending->was_refreshed && mcp_error_get_remote_code (error, &code) &&
         code == MCP_CODE_HEADER_MISMATCH &&
         g_str_equal (mcp_request_get_method (sending->request), "tools/call");
}

static void connected_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data);

static void
elicited_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (mcp_url_elicitation_finish (MCP_CLIENT (source), result, &error))
    send_now (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Sent once more when the pages are done with: the server said that nothing has run (MCP
 * 2025-11-25, "Elicitation"). */
static gboolean
wants_pages (McpClient    *self,
             Sending      *sending,
             const GError *error)
{
  return !sending->was_elicited && mcp_url_elicitation_is_required (error) &&
         g_strcmp0 (mcp_client_get_protocol_version (self), "2025-11-25") == 0;
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SjsonValue *value;
  GError *error = NULL;

  value = mcp_task_follow_finish (MCP_TASK (source), result, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) sjson_value_free);
  else
    g_task_return_error (task, error);
}

static void
return_unknown (GTask *task)
{
  g_task_return_error (task, mcp_error_new (MCP_ERROR_MALFORMED, "The server gave a kind of answer "
                                            "that Toolcrib does not know.", NULL));
}

/* The server goes on with the call by itself. Unless that was offered, it must not. */
static void
follow (GTask            *task,
        const SjsonValue *value)
{
  McpClient *self = MCP_CLIENT (g_task_get_source_object (task));
  McpRequest *request = ((Sending *) g_task_get_task_data (task))->request;
  g_autoptr(McpTask) handle = NULL;
  SjsonValue seed;

  if (mcp_request_wants_task (request) || (self->features & MCP_FEATURE_TASKS))
    handle = mcp_client_read_task (self, request, value, &seed);

  if (handle == NULL)
    {
      return_unknown (task);
      return;
    }

  mcp_request_report_task (request, handle);
  mcp_task_follow_async (handle, self, request, &seed, g_task_get_cancellable (task), followed_cb,
                         g_object_ref (task));
}

/* What says "task" of itself in the answer to tasks/get is shown so in the extension's examples,
 * against its rule. */
static gboolean
is_over (McpRequest       *request,
         const SjsonValue *value)
{
  SjsonValue type;

  return mcp_round_is_over (value) ||
         (g_str_equal (mcp_request_get_method (request), "tasks/get") &&
          sjson_value_get_member (value, "resultType", &type) &&
          sjson_value_equals_string (&type, "task"));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpClient *self = MCP_CLIENT (g_task_get_source_object (task));
  Sending *sending = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  value = mcp_transport_send_finish (MCP_TRANSPORT (source), result, &error);

  if (value == NULL && sending->doubt == NULL &&
      mcp_client_doubts_era (self, MCP_TRANSPORT (source), error))
    {
      sending->doubt = g_steal_pointer (&error);
      mcp_client_connect_async (self, cancellable, connected_cb, g_steal_pointer (&task));
    }
  else if (value == NULL && wants_other_headers (sending, error))
    {
      sending->was_refreshed = TRUE;
      mcp_client_forget_freshness (self);
      mcp_client_list_tools_async (self, cancellable, refreshed_cb, g_steal_pointer (&task));
    }
  else if (value == NULL && wants_pages (self, sending, error))
    {
      sending->was_elicited = TRUE;
      mcp_url_elicitation_async (self, sending->request, error, cancellable, elicited_cb,
                                 g_steal_pointer (&task));
    }
  else if (value == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (mcp_round_is_needed (value))
    mcp_round_async (sending->request, value, self->features, sending->n_rounds++,
                     cancellable, round_cb, g_steal_pointer (&task));
  else if (mcp_task_follow_is_begun (value, sending->request,
                                     mcp_client_get_protocol_version (self)))
    follow (task, value);
  else if (!is_over (sending->request, value))
    return_unknown (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&value), (GDestroyNotify) sjson_value_free);
}

/* By what the list says of the tool that was fetched last. */
static void
prepare (McpClient  *self,
         McpRequest *request)
{
  const SjsonValue *params = mcp_request_get_params (request);
  g_autofree char *name = NULL;
  McpTool *tool = NULL;

  if (params == NULL || !g_str_equal (mcp_request_get_method (request), "tools/call"))
    return;

  name = sjson_value_dup_member_string (params, "name");

  if (name != NULL)
    tool = mcp_client_find_tool (self, name);

  mcp_request_set_headers (request, tool != NULL ? mcp_tool_get_headers (tool) : NULL);
  mcp_client_choose_task (self, request, tool);
}

static void
send_now (GTask *task)
{
  McpClient *self = MCP_CLIENT (g_task_get_source_object (task));
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  if (mcp_client_check_open (self, &error))
    {
      prepare (self, sending->request);
      mcp_transport_send_async (self->transport, sending->request, g_task_get_cancellable (task),
                                sent_cb, task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/* The server speaks the revision in which it refused: that was its answer, and what may have run
 * is not sent again. Only one that turned out to be of another era has not looked at it. */
static gboolean
was_answer (McpClient *self,
            Sending   *sending)
{
  return sending->doubt != NULL && self->era == MCP_ERA_STATELESS &&
         !mcp_request_is_repeatable (sending->request);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpClient *self = MCP_CLIENT (source);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  if (!mcp_client_connect_finish (self, result, &error))
    g_task_return_error (task, error);
  else if (was_answer (self, sending))
    g_task_return_error (task, g_steal_pointer (&sending->doubt));
  else
    send_now (g_steal_pointer (&task));
}

/**
 * mcp_client_send_async:
 * @request: what to ask; its signals tell what the server says meanwhile
 *
 * Sends a request, connecting first when need be. Cancelling tells the server and ends it at once.
 * A request is sent once: only what reads is sent again by itself when its answer is cut off.
 */
void
mcp_client_send_async (McpClient           *self,
                       McpRequest          *request,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_send_async);
  sending = g_new0 (Sending, 1);
  sending->request = g_object_ref (request);
  g_task_set_task_data (task, sending, sending_free);

  mcp_client_connect_async (self, cancellable, connected_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_send_finish:
 * @error: as mcp_client_connect_finish(), `MCP_ERROR_REMOTE` where the server answered with an
 *   error, `MCP_ERROR_LOST` where it may or may not have done what it was asked
 *
 * Returns: (transfer full): the `result` of the answer, of any kind; or `NULL`
 */
SjsonValue *
mcp_client_send_finish (McpClient     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_result_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  McpToolResult *tool_result;
  GError *error = NULL;

  tool_result = mcp_tool_result_new (task_data, &error);

  if (tool_result != NULL)
    g_task_return_pointer (task, tool_result, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SjsonValue *value;
  GError *error = NULL;
  gsize length;

  value = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (value == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sjson_value_get_text (value, &length);
  g_task_set_task_data (task, value, (GDestroyNotify) sjson_value_free);

  if (length > LARGE_RESULT)
    g_task_run_in_thread (task, read_result_thread);
  else
    read_result_thread (task, NULL, value, NULL);
}

/**
 * mcp_client_call_tool_async:
 * @request: from [ctor@Mcp.Request.new_call_tool]
 *
 * Calls a tool as mcp_client_send_async() does, and reads the result.
 */
void
mcp_client_call_tool_async (McpClient           *self,
                            McpRequest          *request,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_call_tool_async);

  mcp_client_send_async (self, request, cancellable, called_cb, g_steal_pointer (&task));
}

/**
 * mcp_client_call_tool_finish:
 *
 * Returns: (transfer full): what the tool answered, which may be that it failed; or `NULL`
 */
McpToolResult *
mcp_client_call_tool_finish (McpClient     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
