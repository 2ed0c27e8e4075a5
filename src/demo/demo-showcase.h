/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-call.h"

G_BEGIN_DECLS

void        demo_showcase_cancel_order   (DemoCall   *call);
void        demo_showcase_find_orders    (DemoCall   *call);
void        demo_showcase_place_order    (DemoCall   *call);
void        demo_showcase_plan_shipment  (DemoCall   *call);
void        demo_showcase_ship_parcels   (DemoCall   *call);
void        demo_showcase_stock_level    (DemoCall   *call);
void        demo_showcase_draw_chart     (DemoCall   *call);
void        demo_showcase_print_labels   (DemoCall   *call);
void        demo_showcase_export_note    (DemoCall   *call);
void        demo_showcase_opening_hours  (DemoCall   *call);
void        demo_showcase_broken_scale   (DemoCall   *call);
void        demo_showcase_count_stock    (DemoCall   *call);

JsonObject *demo_showcase_get_prompt     (const char *name,
                                          JsonObject *arguments);
JsonObject *demo_showcase_read_resource  (const char *uri);
JsonObject *demo_showcase_complete       (JsonObject *params);

G_END_DECLS
