/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "http-event.h"

G_BEGIN_DECLS

#define HTTP_TYPE_EVENT_STREAM (http_event_stream_get_type ())

G_DECLARE_FINAL_TYPE (HttpEventStream, http_event_stream, HTTP, EVENT_STREAM, GObject)

/* Bounds in bytes; 0 stands for the default (16 MiB a line, 64 MiB an event). */
HttpEventStream *http_event_stream_new              (GInputStream         *body,
                                                     gsize                 max_line,
                                                     gsize                 max_event);
/* The next event, or NULL without an error when the body has ended (an unfinished event is
 * dropped). One call may be under way at a time. */
void             http_event_stream_next_async       (HttpEventStream      *self,
                                                     int                   io_priority,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
HttpEvent       *http_event_stream_next_finish      (HttpEventStream      *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
/* The id to resume from, NULL if there was never any. */
const char      *http_event_stream_get_last_id      (HttpEventStream      *self);
/* What "retry:" said last, in milliseconds, or -1. */
gint64           http_event_stream_get_retry        (HttpEventStream      *self);
/* Bytes and comments seen since construction: feeds an idle watchdog. */
guint64          http_event_stream_get_n_bytes      (HttpEventStream      *self);
void             http_event_stream_close            (HttpEventStream      *self);

G_END_DECLS
