/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-input.h"

#include "crib-error.h"
#include "sjson-document.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

/* One file while it is read. */
typedef struct
{
  char *path;
  GInputStream *stream;
  GByteArray *bytes;
} Input;

static void
input_free (gpointer data)
{
  Input *self = data;

  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self->path);
  g_free (self);
}

static void read_chunk (GTask *task);

/* Says which file it is that cannot be read. */
static void
fail (GTask        *task,
      const GError *error)
{
  Input *self = g_task_get_task_data (task);
  g_autofree char *name = g_filename_display_name (self->path);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s", name,
                             error->message);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Input *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              &error);
  gsize size = 0;
  const guint8 *bytes = chunk != NULL ? g_bytes_get_data (chunk, &size) : NULL;

  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }

  if (size > 0)
    g_byte_array_append (self->bytes, bytes, size);

  /* Of what is too large the reader of JSON says so. */
  if (size > 0 && self->bytes->len <= SJSON_DEFAULT_SIZE)
    read_chunk (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes)),
                           (GDestroyNotify) g_bytes_unref);
}

/* @task: (transfer full) */
static void
read_chunk (GTask *task)
{
  Input *self = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

/**
 * cli_input_read_async:
 * @path: a file, or "-"
 * @cancellable: (nullable): to give up
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads it, but no more than a JSON document may have.
 */
void
cli_input_read_async (const char          *path,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr(GError) error = NULL;
  Input *self = g_new0 (Input, 1);

  g_task_set_source_tag (task, cli_input_read_async);
  g_task_set_task_data (task, self, input_free);
  self->path = g_strdup (path);
  self->bytes = g_byte_array_new ();

  if (g_str_equal (path, "-"))
    self->stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    self->stream = G_INPUT_STREAM (g_file_read (file, cancellable, &error));

  if (self->stream != NULL)
    read_chunk (g_steal_pointer (&task));
  else
    fail (task, error);
}

/**
 * cli_input_read_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all of it; or %CRIB_ERROR_ARGUMENTS with a sentence that
 *   names the file
 */
GBytes *
cli_input_read_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
