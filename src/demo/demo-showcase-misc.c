/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-open.h"
#include "demo-showcase.h"

static JsonObject *
make_note (const char *order)
{
  JsonObject *block = json_object_new ();
  JsonObject *resource = json_object_new ();
  g_autofree char *uri = g_strdup_printf ("shop://notes/%s", order);
  g_autofree char *text = g_strdup_printf ("# Delivery note %s\n\nLitware & Söhne\n\n"
                                           "- 1 × Säge\n- 1 × Hobel\n\nTotal 319.50 €\n", order);

  json_object_set_string_member (resource, "uri", uri);
  json_object_set_string_member (resource, "mimeType", "text/markdown");
  json_object_set_string_member (resource, "text", text);
  json_object_set_string_member (block, "type", "resource");
  json_object_set_object_member (block, "resource", resource);

  return block;
}

static JsonObject *
make_link (void)
{
  JsonObject *block = json_object_new ();

  json_object_set_string_member (block, "type", "resource_link");
  json_object_set_string_member (block, "uri", "shop://prices");
  json_object_set_string_member (block, "name", "price_list");
  json_object_set_string_member (block, "title", "Price list");
  json_object_set_string_member (block, "description", "What everything costs, in €");
  json_object_set_string_member (block, "mimeType", "text/csv");

  return block;
}

void
demo_showcase_export_note (DemoCall *call)
{
  const char *order = demo_json_get_string (demo_call_get_arguments (call), "order");
  g_autofree char *text = NULL;

  order = order != NULL ? order : "A-20421";
  text = g_strdup_printf ("The delivery note of order %s.", order);
  demo_call_return (call, demo_content_result (demo_content_text (text), make_note (order),
                                               make_link (), NULL));
}

void
demo_showcase_opening_hours (DemoCall *call)
{
  demo_call_return_text (call, "Monday to Friday from 7:30 to 17:00.\n"
                               "Saturday from 8:00 to 12:00.");
}

/* Fails in its own words: those of the tool, not of an exception. */
void
demo_showcase_broken_scale (DemoCall *call)
{
  demo_call_return_error (call, "The scale does not answer. Weigh the parcel by hand and tell the "
                                "workshop.");
}

JsonObject *
demo_showcase_get_prompt (const char *name,
                          JsonObject *arguments)
{
  const char *customer = demo_json_get_string (arguments, "customer");
  g_autofree char *text = NULL;

  if (customer == NULL)
    return NULL;

  text = g_strdup_printf ("Write three warm sentences that thank %s for the order.", customer);

  return demo_prompt_result ("A short letter of thanks", text);
}

JsonObject *
demo_showcase_read_resource (const char *uri)
{
  if (g_strcmp0 (uri, "shop://prices") != 0)
    return NULL;

  return demo_resource_result (uri, "text/csv", "article,price\nHobel,24.75 €\nSäge,24.75 €\n");
}
