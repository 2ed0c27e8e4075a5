/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

/* One subscriptions/listen under way. */
typedef struct _DemoListener DemoListener;

DemoListener *demo_listener_new        (DemoAnswer   *answer,
                                        JsonObject   *request,
                                        JsonObject   *capabilities,
                                        gboolean      has_tasks);
void          demo_listener_free       (DemoListener *self);
DemoAnswer   *demo_listener_get_answer (DemoListener *self);
gboolean      demo_listener_notify     (DemoListener *self,
                                        JsonObject   *message);
void          demo_listener_end        (DemoListener *self);

G_END_DECLS
