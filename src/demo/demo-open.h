/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-call.h"

G_BEGIN_DECLS

void        demo_open_get_random_number           (DemoCall   *call);
void        demo_open_get_random_number_from_date (DemoCall   *call);
void        demo_open_get_some_random_string      (DemoCall   *call);
void        demo_open_get_current_date_time       (DemoCall   *call);

JsonObject *demo_open_get_prompt                  (const char *name,
                                                   JsonObject *arguments);
JsonObject *demo_open_read_resource               (const char *uri);

JsonObject *demo_prompt_result                    (const char *description,
                                                   const char *text);
JsonObject *demo_resource_result                  (const char *uri,
                                                   const char *mime_type,
                                                   const char *text);

G_END_DECLS
