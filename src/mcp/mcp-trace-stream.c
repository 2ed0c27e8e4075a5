/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-trace-private.h"

#define MCP_TYPE_TRACE_STREAM (mcp_trace_stream_get_type ())

G_DECLARE_FINAL_TYPE (McpTraceStream, mcp_trace_stream, MCP, TRACE_STREAM, GFilterInputStream)

/*
 * McpTraceStream:
 *
 * The body of an answer that tells a trace what is read of it, no sooner and no later. Asynchronous
 * calls go to the body as such: libsoup's must not be read in another thread.
 */
struct _McpTraceStream
{
  GFilterInputStream parent_instance;

  McpTraceBody *trace;
};

G_DEFINE_FINAL_TYPE (McpTraceStream, mcp_trace_stream, G_TYPE_FILTER_INPUT_STREAM)

static GInputStream *
get_body (gpointer stream)
{
  return g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
}

static void
note (McpTraceStream *self,
      const char     *buffer,
      gssize          n_read)
{
  if (n_read > 0)
    mcp_trace_body_feed (self->trace, buffer, n_read);
  else if (n_read == 0)
    mcp_trace_body_end (self->trace);
}

static gssize
mcp_trace_stream_read (GInputStream  *stream,
                       void          *buffer,
                       gsize          count,
                       GCancellable  *cancellable,
                       GError       **error)
{
  gssize n_read = g_input_stream_read (get_body (stream), buffer, count, cancellable, error);

  note (MCP_TRACE_STREAM (stream), buffer, n_read);

  return n_read;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  McpTraceStream *self = g_task_get_source_object (task);
  GError *error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  note (self, g_task_get_task_data (task), n_read);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n_read);
}

static void
mcp_trace_stream_read_async (GInputStream        *stream,
                             void                *buffer,
                             gsize                count,
                             int                  io_priority,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_trace_stream_read_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, buffer, NULL);
  g_input_stream_read_async (get_body (stream), buffer, count, io_priority, cancellable, read_cb,
                             task);
}

static gssize
mcp_trace_stream_read_finish (GInputStream  *stream,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_input_stream_close_finish (G_INPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
mcp_trace_stream_close_async (GInputStream        *stream,
                              int                  io_priority,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_trace_stream_close_async);
  mcp_trace_body_end (MCP_TRACE_STREAM (stream)->trace);
  g_input_stream_close_async (get_body (stream), io_priority, cancellable, close_cb, task);
}

static gboolean
mcp_trace_stream_close_finish (GInputStream  *stream,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mcp_trace_stream_finalize (GObject *object)
{
  McpTraceStream *self = MCP_TRACE_STREAM (object);

  g_clear_pointer (&self->trace, mcp_trace_body_free);

  G_OBJECT_CLASS (mcp_trace_stream_parent_class)->finalize (object);
}

static void
mcp_trace_stream_class_init (McpTraceStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mcp_trace_stream_finalize;
  stream_class->read_fn = mcp_trace_stream_read;
  stream_class->read_async = mcp_trace_stream_read_async;
  stream_class->read_finish = mcp_trace_stream_read_finish;
  stream_class->close_async = mcp_trace_stream_close_async;
  stream_class->close_finish = mcp_trace_stream_close_finish;
}

static void
mcp_trace_stream_init (McpTraceStream *self)
{
}

GInputStream *
mcp_trace_stream_new (GInputStream *body,
                      McpTraceBody *trace)
{
  McpTraceStream *self = g_object_new (MCP_TYPE_TRACE_STREAM, "base-stream", body, NULL);

  self->trace = trace;

  return G_INPUT_STREAM (self);
}
