/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HTTP_TYPE_EVENT (http_event_get_type ())

/* One event of an event stream (WHATWG HTML, "Server-sent events"); immutable, counted. */
typedef struct _HttpEvent HttpEvent;

GType       http_event_get_type  (void);
HttpEvent  *http_event_ref       (HttpEvent *self);
void        http_event_unref     (HttpEvent *self);
const char *http_event_get_kind  (HttpEvent *self);  /* "message" unless named */
const char *http_event_get_id    (HttpEvent *self);  /* last event id in force, "" when none */
GBytes     *http_event_get_data  (HttpEvent *self);  /* may be empty: a priming event */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpEvent, http_event_unref)

G_END_DECLS
