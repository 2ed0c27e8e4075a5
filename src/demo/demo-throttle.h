/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

/* Whom the tenant makes wait. */
typedef struct _DemoThrottle DemoThrottle;

DemoThrottle *demo_throttle_new    (void);
void          demo_throttle_free   (DemoThrottle  *self);
void          demo_throttle_reset  (DemoThrottle  *self);
gboolean      demo_throttle_set    (DemoThrottle  *self,
                                    JsonObject    *wish,
                                    GError       **error);
guint         demo_throttle_take   (DemoThrottle  *self,
                                    const char   **retry_after,
                                    gboolean      *html);
gboolean      demo_throttle_loops  (DemoThrottle  *self,
                                    const char    *request);

G_END_DECLS
