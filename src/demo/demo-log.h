/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_TYPE_LOG (demo_log_get_type ())

G_DECLARE_FINAL_TYPE (DemoLog, demo_log, DEMO, LOG, GObject)

DemoLog    *demo_log_new   (void);
JsonObject *demo_log_add   (DemoLog           *self,
                            const char        *server,
                            SoupServerMessage *message,
                            JsonNode          *body);
void        demo_log_clear (DemoLog           *self);
char       *demo_log_write (DemoLog           *self);
char       *demo_log_write_counts
                           (DemoLog           *self);

G_END_DECLS
