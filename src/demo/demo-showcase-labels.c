/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-showcase.h"

#include <gio/gio.h>

/* A print job under way. */
typedef struct
{
  DemoCall *call;
  guint done;
  guint count;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->call);
  g_free (job);
}

static gboolean
print_next_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autofree char *words = NULL;

  if (demo_call_is_over (job->call))
    return G_SOURCE_REMOVE;

  job->done++;
  words = g_strdup_printf ("Label %u of %u printed", job->done, job->count);
  demo_call_progress (job->call, job->done, job->count, words);

  if (job->done < job->count)
    return G_SOURCE_CONTINUE;

  g_free (words);
  words = g_strdup_printf ("%u labels are printed.", job->count);
  demo_call_return_text (job->call, words);

  return G_SOURCE_REMOVE;
}

/* The long job: ends early when the client cancels it. */
void
demo_showcase_print_labels (DemoCall *call)
{
  JsonObject *arguments = demo_call_get_arguments (call);
  guint delay = CLAMP (demo_json_get_int (arguments, "delay", 400), 0, 10000);
  Job *job = g_new0 (Job, 1);

  job->call = g_object_ref (call);
  job->count = CLAMP (demo_json_get_int (arguments, "count", 12), 1, 500);
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay, print_next_cb, job, job_free);
}
