/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-profile.h"

#include "demo-open.h"
#include "demo-showcase.h"

#include <string.h>

static const char * const open_versions[] = { "2025-06-18", "2025-03-26", "2024-11-05", NULL };

static const DemoTool open_tools[] = {
  { "get_random_number", demo_open_get_random_number },
  { "get_random_number_from_date_time", demo_open_get_random_number_from_date },
  { "get_some_random_string", demo_open_get_some_random_string },
  { "get_current_date_time", demo_open_get_current_date_time },
  { NULL, NULL }
};

const DemoProfile demo_profile_open = {
  .name = "open",
  .path = "/mcp",
  .definition = "open.json",
  .versions = open_versions,
  .lenient = TRUE,
  .tools = open_tools,
  .get_prompt = demo_open_get_prompt,
  .read_resource = demo_open_read_resource,
};

static const DemoTool protected_tools[] = {
  { "get_random_number", demo_open_get_random_number },
  { "get_random_number_from_date_time", demo_open_get_random_number_from_date },
  { "get_current_date_time", demo_open_get_current_date_time },
  { NULL, NULL }
};

const DemoProfile demo_profile_protected = {
  .name = "protected",
  .path = "/mcp",
  .definition = "protected.json",
  .versions = open_versions,
  .lenient = TRUE,
  .tools = protected_tools,
  .get_prompt = demo_open_get_prompt,
  .read_resource = demo_open_read_resource,
};

static const char * const showcase_versions[] = {
  "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", NULL
};

static const DemoTool showcase_tools[] = {
  { "cancel_order", demo_showcase_cancel_order },
  { "find_orders", demo_showcase_find_orders },
  { "order_form", demo_showcase_place_order },
  { "ship_parcels", demo_showcase_ship_parcels },
  { "stock_level", demo_showcase_stock_level },
  { "draw_chart", demo_showcase_draw_chart },
  { "print_labels", demo_showcase_print_labels },
  { "export_note", demo_showcase_export_note },
  { "opening_hours", demo_showcase_opening_hours },
  { "broken_scale", demo_showcase_broken_scale },
  { "count_stock", demo_showcase_count_stock, TRUE },
  { "plan_shipment", demo_showcase_plan_shipment },
  { NULL, NULL }
};

const DemoProfile demo_profile_showcase = {
  .name = "showcase",
  .path = "/showcase/mcp",
  .definition = "showcase.json",
  .versions = showcase_versions,
  .page_size = 8,
  .tools = showcase_tools,
  .get_prompt = demo_showcase_get_prompt,
  .read_resource = demo_showcase_read_resource,
  .complete = demo_showcase_complete,
};

/* Returns: whether @path is the server's, or one of the two that its HTTP+SSE has beside it */
gboolean
demo_profile_has_path (const DemoProfile *self,
                       const char        *path)
{
  static const char * const ends[] = { "mcp", "sse", "message" };
  gsize length = strlen (self->path) - strlen ("mcp");

  if (strncmp (path, self->path, length) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (path + length, ends[i]))
      return TRUE;

  return FALSE;
}
