/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http-event.h"

G_BEGIN_DECLS

/* Reads event streams from pieces of any size, without input or output of its own. */
typedef struct _HttpEventParser HttpEventParser;

/* Bounds in bytes, of one line and of the data of one event. */
HttpEventParser *http_event_parser_new         (gsize             max_line,
                                                gsize             max_event);
void             http_event_parser_free        (HttpEventParser  *self);
/* Reads on through @data up to the end of the first event that it completes, and returns that
 * event; or NULL with all of @data read, or NULL and HTTP_ERROR_TOO_LARGE. */
HttpEvent       *http_event_parser_feed        (HttpEventParser  *self,
                                                const char       *data,
                                                gsize             length,
                                                gsize            *n_read,
                                                GError          **error);
const char      *http_event_parser_get_last_id (HttpEventParser  *self);
gint64           http_event_parser_get_retry   (HttpEventParser  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpEventParser, http_event_parser_free)

G_END_DECLS
