/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-fetch.h"

#include "http-refusal.h"

/* Parsing less than this takes less time than waking a thread and coming back. */
#define WORKER_SIZE (64 * 1024)

typedef struct
{
  GBytes *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->text, g_bytes_unref);
  g_free (job);
}

static void
parse (GTask        *task,
       gpointer      source_object,
       gpointer      task_data,
       GCancellable *cancellable)
{
  Job *job = task_data;
  /* Taken out of the job, so that a refused text is freed in the thread that read it. */
  g_autoptr(GBytes) text = g_steal_pointer (&job->text);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) cause = NULL;
  /* Who gathered the text has bounded it. */
  SjsonLimits limits = { .size = MAX (g_bytes_get_size (text), 1) };

  if (g_task_return_error_if_cancelled (task))
    return;

  document = sjson_document_new (text, &limits, &cause);

  if (document == NULL)
    g_task_return_error (task, http_refusal_new (text, cause));
  else
    g_task_return_pointer (task, g_steal_pointer (&document),
                           (GDestroyNotify) sjson_document_unref);
}

/**
 * http_parse_json_async:
 * @text: what should be JSON
 * @cancellable: (nullable): to stop waiting, which works at once
 * @callback: called when @text is parsed, or refused
 * @user_data: for @callback
 *
 * Parses @text in a worker where it is 64 KiB or more, at once where it is
 * less. Nesting is bounded by %SJSON_DEFAULT_DEPTH, the size was for the
 * caller to bound.
 */
void
http_parse_json_async (GBytes              *text,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (text != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, http_parse_json_async);

  job = g_new0 (Job, 1);
  job->text = g_bytes_ref (text);
  g_task_set_task_data (task, job, job_free);

  if (g_bytes_get_size (text) < WORKER_SIZE)
    {
      parse (task, NULL, job, cancellable);
      return;
    }

  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, parse);
}

/**
 * http_parse_json_finish:
 * @result: what the callback was given
 * @error: %HTTP_ERROR_NOT_JSON with the beginning of the text in its message,
 *   %HTTP_ERROR_CUT_SHORT if the text is the beginning of an array or object,
 *   %HTTP_ERROR_TOO_LARGE if it is nested too deeply
 *
 * Returns: (transfer full): the document, or `NULL`
 */
SjsonDocument *
http_parse_json_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
