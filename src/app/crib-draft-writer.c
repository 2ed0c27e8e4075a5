/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-writer.h"

#include "crib-profile.h"

#include <glib/gstdio.h>

/* To write is to wait for a disk, so that it is done in a thread while the program runs, and at
 * once when it ends. Texts are numbered when they are handed over; the one with the highest number
 * stays, whichever thread comes first. */
struct _CribDraftWriter
{
  char *path;
  GMutex mutex;          /* held while writing */
  guint n_given;         /* of the main thread */
  guint n_written;
};

typedef struct
{
  CribDraftWriter *writer;
  GBytes *text;          /* nullable */
  guint number;
} Job;

CribDraftWriter *
crib_draft_writer_new (const char *path)
{
  CribDraftWriter *self = g_atomic_rc_box_new0 (CribDraftWriter);

  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);

  return self;
}

CribDraftWriter *
crib_draft_writer_ref (CribDraftWriter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CribDraftWriter *self = data;

  g_mutex_clear (&self->mutex);
  g_free (self->path);
}

void
crib_draft_writer_unref (CribDraftWriter *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
crib_draft_writer_get_path (CribDraftWriter *self)
{
  return self->path;
}

/* What cannot be written is lost with the program, and nothing else is; the person is at work and
 * cannot mend it. */
static void
put (CribDraftWriter *self,
     GBytes          *text)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr(GError) error = NULL;

  if (text == NULL)
    {
      g_unlink (self->path);
      return;
    }

  g_mkdir_with_parents (folder, 0700);
  if (!crib_profile_write_file (self->path, text, &error))
    g_message ("What was typed cannot be kept: %s", error->message);
}

static void
write_numbered (CribDraftWriter *self,
                GBytes          *text,
                guint            number)
{
  g_mutex_lock (&self->mutex);
  if (number > self->n_written)
    {
      put (self, text);
      self->n_written = number;
    }
  g_mutex_unlock (&self->mutex);
}

void
crib_draft_writer_write (CribDraftWriter *self,
                         GBytes          *text)
{
  write_numbered (self, text, ++self->n_given);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  crib_draft_writer_unref (job->writer);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_free (job);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;

  write_numbered (job->writer, job->text, job->number);
  g_task_return_boolean (task, TRUE);
}

void
crib_draft_writer_write_later (CribDraftWriter *self,
                               GBytes          *text)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Job *job = g_new0 (Job, 1);

  job->writer = crib_draft_writer_ref (self);
  job->text = text != NULL ? g_bytes_ref (text) : NULL;
  job->number = ++self->n_given;
  g_task_set_source_tag (task, crib_draft_writer_write_later);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
crib_draft_writer_is_done (CribDraftWriter *self)
{
  gboolean is_done;

  g_mutex_lock (&self->mutex);
  is_done = self->n_written == self->n_given;
  g_mutex_unlock (&self->mutex);

  return is_done;
}
