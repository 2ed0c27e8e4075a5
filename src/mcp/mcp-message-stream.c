/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-message-stream.h"

#include "http-fetch.h"

#include <string.h>

static void
parsed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SjsonDocument *document;
  GError *error = NULL;

  document = http_parse_json_finish (result, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) sjson_document_unref);
  else
    g_task_return_error (task, error);
}

static void
event_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  HttpEventStream *stream = HTTP_EVENT_STREAM (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(HttpEvent) event = NULL;
  GError *error = NULL;

  event = http_event_stream_next_finish (stream, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (event == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (strcmp (http_event_get_kind (event), "message") != 0 ||
           g_bytes_get_size (http_event_get_data (event)) == 0)
    http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, event_cb,
                                  g_steal_pointer (&task));
  else
    http_parse_json_async (http_event_get_data (event), cancellable, parsed_cb,
                           g_steal_pointer (&task));
}

/*
 * mcp_message_stream_next_async:
 *
 * Reads the next message of a stream. An event without data names an id to resume from and is no
 * message (MCP 2025-11-25, "Transports"); other kinds of events are nothing of ours.
 */
void
mcp_message_stream_next_async (HttpEventStream     *stream,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, mcp_message_stream_next_async);
  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, event_cb,
                                g_steal_pointer (&task));
}

/* FALSE with @error set, or TRUE with @document NULL where the stream has ended. */
gboolean
mcp_message_stream_next_finish (HttpEventStream  *stream,
                         GAsyncResult     *result,
                         SjsonDocument   **document,
                         GError          **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, stream), FALSE);

  *document = g_task_propagate_pointer (G_TASK (result), &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, problem);

  return FALSE;
}
