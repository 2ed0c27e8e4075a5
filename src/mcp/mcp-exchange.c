/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-exchange.h"

#include "mcp-error-private.h"
#include "mcp-request-private.h"

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
mcp_exchange_clear (gpointer data)
{
  McpExchange *self = data;

  clear_source (&self->caller_source);
  clear_source (&self->timer);
  g_clear_object (&self->task);
  g_clear_object (&self->request);
  g_clear_pointer (&self->message, g_bytes_unref);
  g_clear_object (&self->wire);
  g_clear_pointer (&self->call, mcp_http_call_unref);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->last_event_id, g_free);
}

/*
 * mcp_exchange_new:
 * @task: (nullable): told of the end: a #SjsonValue for a request, else TRUE
 * @request: (nullable): what is asked, or
 * @message: (nullable): what is told
 */
McpExchange *
mcp_exchange_new (GTask      *task,
                  McpRequest *request,
                  GBytes     *message)
{
  McpExchange *self = g_rc_box_new0 (McpExchange);

  self->task = task ? g_object_ref (task) : NULL;
  self->request = request ? g_object_ref (request) : NULL;
  self->message = message ? g_bytes_ref (message) : NULL;
  self->wire = g_cancellable_new ();
  self->retry = -1;

  return self;
}

McpExchange *
mcp_exchange_ref (McpExchange *self)
{
  return g_rc_box_acquire (self);
}

void
mcp_exchange_unref (McpExchange *self)
{
  g_rc_box_release_full (self, mcp_exchange_clear);
}

gboolean
mcp_exchange_is_settled (McpExchange *self)
{
  return self->task == NULL;
}

void
mcp_exchange_succeed (McpExchange *self,
                      SjsonValue  *result)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  g_autoptr(SjsonValue) value = result;

  clear_source (&self->caller_source);

  if (task == NULL)
    return;

  if (value != NULL)
    g_task_return_pointer (task, g_steal_pointer (&value), (GDestroyNotify) sjson_value_free);
  else
    g_task_return_boolean (task, TRUE);
}

void
mcp_exchange_fail (McpExchange *self,
                   GError      *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  clear_source (&self->caller_source);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

void
mcp_exchange_set_timer (McpExchange    *self,
                        guint           milliseconds,
                        GSourceFunc     function,
                        gpointer        user_data,
                        GDestroyNotify  destroy)
{
  clear_source (&self->timer);

  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, function, user_data, destroy);
  g_source_set_static_name (self->timer, "[mcp] exchange");
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

void
mcp_exchange_clear_timer (McpExchange *self)
{
  clear_source (&self->timer);
}

gboolean
mcp_exchange_is_tool_call (McpExchange *self)
{
  return g_str_equal (mcp_request_get_method (self->request), "tools/call");
}

GError *
mcp_exchange_new_lost_error (McpExchange  *self,
                             const GError *cause)
{
  return mcp_error_new (MCP_ERROR_LOST,
                        mcp_exchange_is_tool_call (self)
                          ? "The answer was cut off. The tool may or may not have run."
                          : "The answer was cut off. The server may or may not have done what it "
                            "was asked.",
                        mcp_error_get_details (cause));
}

GError *
mcp_exchange_new_time_out_error (McpExchange *self,
                                 guint        seconds)
{
  g_autofree char *sentence = NULL;

  if (mcp_request_is_repeatable (self->request))
    {
      sentence = g_strdup_printf ("The server did not answer within %u seconds.", seconds);
      return mcp_error_new (MCP_ERROR_UNAVAILABLE, sentence, NULL);
    }

  sentence = g_strdup_printf ("Nothing came from the server for %u seconds. %s may or may not have "
                              "run.", seconds,
                              mcp_exchange_is_tool_call (self) ? "The tool" : "The request");

  return mcp_error_new (MCP_ERROR_LOST, sentence, NULL);
}
