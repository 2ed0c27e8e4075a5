/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-throttle.h"

#include "demo-json.h"

#include <string.h>

#define TOO_MANY_REQUESTS 429
#define WINDOW (60 * G_USEC_PER_SEC)

struct _DemoThrottle
{
  guint times;                  /* how many requests are still to be refused */
  guint status;
  char *retry_after;            /* nullable */
  gboolean html;
  guint loop_after;             /* identical requests in a minute, 0 for any number */
  GHashTable *requests;         /* what was asked → GArray of when */
};

DemoThrottle *
demo_throttle_new (void)
{
  DemoThrottle *self = g_new0 (DemoThrottle, 1);

  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_array_unref);

  return self;
}

void
demo_throttle_free (DemoThrottle *self)
{
  g_hash_table_unref (self->requests);
  g_free (self->retry_after);
  g_free (self);
}

void
demo_throttle_reset (DemoThrottle *self)
{
  self->times = 0;
  self->loop_after = 0;
  self->html = FALSE;
  g_clear_pointer (&self->retry_after, g_free);
  g_hash_table_remove_all (self->requests);
}

/**
 * demo_throttle_set:
 * @self: the throttle
 * @wish: "times", "retry_after", "status", "html", "loop_after"
 * @error: return location for an error
 *
 * Returns: whether the wish was understood
 */
gboolean
demo_throttle_set (DemoThrottle  *self,
                   JsonObject    *wish,
                   GError       **error)
{
  gint64 status = demo_json_get_int (wish, "status", TOO_MANY_REQUESTS);
  gint64 loop_after = demo_json_get_int (wish, "loop_after", 0);
  gint64 times = demo_json_get_int (wish, "times", loop_after > 0 ? 0 : 1);

  if ((status != TOO_MANY_REQUESTS && status != SOUP_STATUS_SERVICE_UNAVAILABLE) ||
      times < 0 || times > G_MAXINT || loop_after < 0 || loop_after > G_MAXINT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "Only 429 and 503, and no negative numbers");
      return FALSE;
    }

  demo_throttle_reset (self);
  self->times = times;
  self->status = status;
  self->retry_after = g_strdup (demo_json_get_string (wish, "retry_after"));
  self->html = demo_json_get_boolean (wish, "html");
  self->loop_after = loop_after;

  return TRUE;
}

/**
 * demo_throttle_take:
 * @self: the throttle
 * @retry_after: (out) (transfer none) (nullable): what that header says
 * @html: (out): whether the body is a page
 *
 * Returns: the status to refuse this request with, or 0
 */
guint
demo_throttle_take (DemoThrottle  *self,
                    const char   **retry_after,
                    gboolean      *html)
{
  if (self->times == 0)
    return 0;

  self->times--;
  *retry_after = self->retry_after;
  *html = self->html;

  return self->status;
}

static void
forget_old (GArray *times,
            gint64  now)
{
  while (times->len > 0 && now - g_array_index (times, gint64, 0) > WINDOW)
    g_array_remove_index (times, 0);
}

/* @request: what makes requests identical. Returns: whether this is one too many of them */
gboolean
demo_throttle_loops (DemoThrottle *self,
                     const char   *request)
{
  gint64 now = g_get_monotonic_time ();
  GArray *times;

  if (self->loop_after == 0)
    return FALSE;

  times = g_hash_table_lookup (self->requests, request);

  if (times == NULL)
    {
      times = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->requests, g_strdup (request), times);
    }

  forget_old (times, now);

  if (times->len >= self->loop_after)
    return TRUE;

  g_array_append_val (times, now);

  return FALSE;
}
