/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-event-parser.h"
#include "http-event-stream.h"

#include <string.h>

/* How fast event streams are read, by the size of their events and of the pieces they come in. */

#define TOTAL (64 * 1024 * 1024)
#define UNBOUNDED (1024 * 1024 * 1024)

static GBytes *
make_stream (gsize event_size)
{
  g_autofree char *text = g_strnfill (event_size, 'x');
  GString *stream = g_string_sized_new (TOTAL + event_size + 64);

  while (stream->len < TOTAL)
    g_string_append_printf (stream, "event: message\nid: %" G_GSIZE_FORMAT "\ndata: %s\n\n",
                            stream->len, text);

  return g_string_free_to_bytes (stream);
}

static void
say (const char *what,
     gsize       event_size,
     gsize       piece_size,
     gsize       size,
     guint       n_events,
     gint64      start)
{
  double seconds = (g_get_monotonic_time () - start) / 1e6;

  g_print ("%-8s events of %9" G_GSIZE_FORMAT "  pieces of %7" G_GSIZE_FORMAT
           "  %8.1f MB/s  %8.0f events/s\n",
           what, event_size, piece_size, size / seconds / 1e6, n_events / seconds);
}

static void
bench_parser (gsize event_size,
              gsize piece_size)
{
  g_autoptr(GBytes) stream = make_stream (event_size);
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  gsize size;
  const char *data = g_bytes_get_data (stream, &size);
  gint64 start = g_get_monotonic_time ();
  guint n_events = 0;

  for (gsize at = 0; at < size;)
    {
      g_autoptr(HttpEvent) event = NULL;
      gsize n_read;

      event = http_event_parser_feed (parser, data + at, MIN (piece_size, size - at), &n_read,
                                      NULL);
      at += n_read;
      n_events += event != NULL;
    }

  say ("parser", event_size, piece_size, size, n_events, start);
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HttpEventStream *stream = HTTP_EVENT_STREAM (source);
  g_autoptr(HttpEvent) event = http_event_stream_next_finish (stream, result, NULL);
  int *n_events = user_data;

  if (event == NULL)
    *n_events = -1 - *n_events;
  else
    {
      *n_events += 1;
      http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, NULL, next_cb, n_events);
    }
}

static void
bench_stream (gsize event_size)
{
  g_autoptr(GBytes) bytes = make_stream (event_size);
  g_autoptr(GInputStream) body = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(HttpEventStream) stream = http_event_stream_new (body, UNBOUNDED, UNBOUNDED);
  gint64 start = g_get_monotonic_time ();
  int n_events = 0;

  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, NULL, next_cb, &n_events);
  while (n_events >= 0)
    g_main_context_iteration (NULL, TRUE);

  say ("stream", event_size, 65536, g_bytes_get_size (bytes), -1 - n_events, start);
}

int
main (void)
{
  const gsize event_sizes[] = { 20, 200, 2000, 100 * 1000, 32 * 1000 * 1000 };
  const gsize piece_sizes[] = { 1, 1400, 16 * 1024, 64 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (event_sizes); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (piece_sizes); j++)
        bench_parser (event_sizes[i], piece_sizes[j]);
      bench_stream (event_sizes[i]);
    }

  return 0;
}
