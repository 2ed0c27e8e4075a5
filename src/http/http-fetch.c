/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-fetch.h"

#include "http-buffer.h"
#include "http-error.h"

#include <glib/gi18n-lib.h>

/* Most answers fit the first piece; pages for more are not asked of the system in vain. */
#define FIRST_PIECE (8 * 1024)
#define PIECE_SIZE (64 * 1024)
#define MIN_PIECE 1024

/* One body being read. */
typedef struct
{
  gsize max_size;
  HttpBuffer buffer;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  http_buffer_clear (&reading->buffer);
  g_free (reading);
}

static void
document_clear (gpointer data)
{
  if (data != NULL)
    sjson_document_unref (data);
}

/* The connection ended within the body: which of these says so depends on how
 * the body was framed, compressed and encrypted. */
static gboolean
is_cut_short (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

static void
return_read_error (GTask  *task,
                   GError *error)
{
  if (is_cut_short (error))
    {
      g_task_return_new_error (task, HTTP_ERROR, HTTP_ERROR_CUT_SHORT,
                               _("The server’s answer ended before it was complete"));
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
}

static void
parse_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  document = http_parse_json_finish (result, &error);

  if (document == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&document), document_clear);
}

static void
read_piece (GTask               *task,
            GAsyncReadyCallback  callback)
{
  Reading *reading = g_task_get_task_data (task);
  gsize room = reading->buffer.allocated - reading->buffer.length;
  gsize n_bytes = room >= MIN_PIECE ? MIN (room, PIECE_SIZE)
                                    : CLAMP (reading->buffer.length, FIRST_PIECE, PIECE_SIZE);

  /* One byte more than allowed, to tell a body that fits from one that does not. */
  n_bytes = MIN (n_bytes, reading->max_size - reading->buffer.length + 1);

  g_input_stream_read_async (g_task_get_source_object (task),
                             http_buffer_reserve (&reading->buffer, n_bytes), n_bytes,
                             g_task_get_priority (task), g_task_get_cancellable (task),
                             callback, task);
}

static void
end_of_body (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr(GBytes) text = NULL;

  if (reading->buffer.length == 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }

  text = http_buffer_steal (&reading->buffer);
  http_parse_json_async (text, g_task_get_cancellable (task), parse_cb, task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n_read;

  n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0)
    {
      return_read_error (task, g_steal_pointer (&error));
      return;
    }

  reading->buffer.length += n_read;

  if (reading->buffer.length > reading->max_size)
    g_task_return_new_error (task, HTTP_ERROR, HTTP_ERROR_TOO_LARGE,
                             _("The server’s answer is too large"));
  else if (n_read > 0)
    read_piece (g_steal_pointer (&task), read_cb);
  else
    end_of_body (g_steal_pointer (&task));
}

static gboolean
propagate_document (GAsyncResult   *result,
                    SjsonDocument **document,
                    GError        **error)
{
  g_autoptr(SjsonDocument) found = NULL;
  g_autoptr(GError) problem = NULL;

  found = g_task_propagate_pointer (G_TASK (result), &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (document != NULL)
    *document = g_steal_pointer (&found);

  return TRUE;
}

/**
 * http_read_json_async:
 * @body: the body of an answer whose headers were read already
 * @max_size: bytes that the body may have, decoded; 0 for %SJSON_DEFAULT_SIZE
 * @io_priority: priority of the reads
 * @cancellable: (nullable): to stop waiting, which works at once
 * @callback: called when the document is there, or will not be
 * @user_data: for @callback
 *
 * Reads @body to its end and parses it, in a worker where it is large. No more
 * than @max_size and one bytes are ever read, so that little compressed into
 * a great deal does no harm.
 */
void
http_read_json_async (GInputStream        *body,
                      gsize                max_size,
                      int                  io_priority,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (G_IS_INPUT_STREAM (body));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (body, cancellable, callback, user_data);
  g_task_set_source_tag (task, http_read_json_async);
  g_task_set_priority (task, io_priority);

  reading = g_new0 (Reading, 1);
  reading->max_size = max_size != 0 ? MIN (max_size, G_MAXSSIZE) : SJSON_DEFAULT_SIZE;
  g_task_set_task_data (task, reading, reading_free);

  read_piece (g_steal_pointer (&task), read_cb);
}

/**
 * http_read_json_finish:
 * @body: the body
 * @result: what the callback was given
 * @document: (out) (optional) (nullable) (transfer full): the document, `NULL`
 *   for an empty body
 * @error: %HTTP_ERROR_TOO_LARGE, %HTTP_ERROR_CUT_SHORT, %HTTP_ERROR_NOT_JSON,
 *   or what reading met
 *
 * Returns: whether the body was empty or JSON
 */
gboolean
http_read_json_finish (GInputStream   *body,
                       GAsyncResult   *result,
                       SjsonDocument **document,
                       GError        **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (body), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, body), FALSE);

  return propagate_document (result, document, error);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (http_read_json_finish (G_INPUT_STREAM (source), result, &document, &error))
    g_task_return_pointer (task, g_steal_pointer (&document), document_clear);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;
  gsize max_size = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  GCancellable *cancellable = g_task_get_cancellable (task);

  body = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (body == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      int io_priority = g_task_get_priority (task);

      http_read_json_async (body, max_size, io_priority, cancellable,
                            fetched_cb, g_steal_pointer (&task));
    }
}

/**
 * http_fetch_json_async:
 * @session: from http_session_new()
 * @message: what to send
 * @max_size: bytes that the body may have, decoded; 0 for %SJSON_DEFAULT_SIZE
 * @io_priority: priority of the request
 * @cancellable: (nullable): to stop waiting, which works at once
 * @callback: called when the document is there, or will not be
 * @user_data: for @callback
 *
 * Sends @message and reads what comes back as JSON, whatever its status and
 * type are said to be: a problem document is JSON too, and the caller still
 * holds @message to judge by.
 */
void
http_fetch_json_async (SoupSession         *session,
                       SoupMessage         *message,
                       gsize                max_size,
                       int                  io_priority,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, http_fetch_json_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, GSIZE_TO_POINTER (max_size), NULL);

  soup_session_send_async (session, message, io_priority, cancellable,
                           send_cb, g_steal_pointer (&task));
}

/**
 * http_fetch_json_finish:
 * @session: the session
 * @result: what the callback was given
 * @document: (out) (optional) (nullable) (transfer full): the document, `NULL`
 *   for an empty body
 * @error: as http_read_json_finish(), or what connecting and sending met
 *
 * Returns: whether an answer came whose body was empty or JSON
 */
gboolean
http_fetch_json_finish (SoupSession    *session,
                        GAsyncResult   *result,
                        SjsonDocument **document,
                        GError        **error)
{
  g_return_val_if_fail (SOUP_IS_SESSION (session), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return propagate_document (result, document, error);
}
