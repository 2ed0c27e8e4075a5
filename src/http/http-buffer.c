/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-buffer.h"

#include <gio/gio.h>

#include <string.h>

/* Above this, what was reserved in vain is given back when the bytes leave. */
#define SLACK 4096

/* Above this, bytes are freed in a worker. */
#define WORKER_SIZE (1024 * 1024)

char *
http_buffer_reserve (HttpBuffer *self,
                     gsize       n_bytes)
{
  gsize needed = self->length + n_bytes;

  if (needed > self->allocated)
    {
      /* Doubling keeps the copies linear in the final size. */
      self->allocated = MAX (needed, self->allocated * 2);
      self->data = g_realloc (self->data, self->allocated);
    }

  return self->data + self->length;
}

void
http_buffer_append (HttpBuffer *self,
                    const char *data,
                    gsize       length)
{
  if (length == 0)
    return;

  memcpy (http_buffer_reserve (self, length), data, length);
  self->length += length;
}

GBytes *
http_buffer_steal (HttpBuffer *self)
{
  GBytes *bytes;

  if (self->allocated - self->length > SLACK)
    self->data = g_realloc (self->data, self->length);

  bytes = g_bytes_new_take (self->data, self->length);
  *self = (HttpBuffer) { NULL, 0, 0 };

  return bytes;
}

static void
free_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  char **data = task_data;

  g_clear_pointer (data, g_free);
  g_task_return_boolean (task, TRUE);
}

/* Returning 64 MiB to the system takes longer than a frame may. */
void
http_buffer_clear (HttpBuffer *self)
{
  if (self->allocated > WORKER_SIZE)
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_source_tag (task, http_buffer_clear);
      g_task_set_task_data (task, g_memdup2 (&self->data, sizeof self->data), g_free);
      g_task_run_in_thread (task, free_in_worker);
    }
  else
    g_free (self->data);

  *self = (HttpBuffer) { NULL, 0, 0 };
}
