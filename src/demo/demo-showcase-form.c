/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-showcase.h"

#define PRICE_CENTS 2475
#define GIFT_WRAP_CENTS 350

static char *
write_total (JsonObject *order)
{
  gint64 cents = PRICE_CENTS * demo_json_get_int (order, "quantity", 1);

  cents -= (gint64) (cents * demo_json_get_number (order, "discount") / 100 + 0.5);

  if (demo_json_get_boolean (order, "gift_wrap"))
    cents += GIFT_WRAP_CENTS;

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d €", cents / 100, (int) (cents % 100));
}

static const char *
find_fault (JsonObject *order)
{
  JsonObject *customer = demo_json_get_object (order, "customer");
  JsonObject *address = demo_json_get_object (customer, "address");
  gint64 quantity = demo_json_get_int (order, "quantity", 0);

  if (demo_json_get_string (customer, "name") == NULL)
    return "The customer has no name.";

  if (demo_json_get_string (address, "street") == NULL ||
      demo_json_get_string (address, "city") == NULL ||
      demo_json_get_string (address, "country") == NULL)
    return "The address is not complete.";

  if (demo_json_get_string (order, "article") == NULL)
    return "No article was chosen.";

  if (quantity < 1 || quantity > 20)
    return "The quantity must be from 1 to 20.";

  return NULL;
}

static char *
describe (JsonObject *order,
          const char *total)
{
  JsonObject *customer = demo_json_get_object (order, "customer");
  JsonObject *address = demo_json_get_object (customer, "address");
  const char *pick_up = demo_json_get_string (order, "pick_up");
  const char *note = demo_json_get_string (order, "note");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Order A-20460 is placed: %" G_GINT64_FORMAT
                          " × %s for %s, %s, %s, %s.",
                          demo_json_get_int (order, "quantity", 0),
                          demo_json_get_string (order, "article"),
                          demo_json_get_string (customer, "name"),
                          demo_json_get_string (address, "street"),
                          demo_json_get_string (address, "city"),
                          demo_json_get_string (address, "country"));

  if (pick_up != NULL)
    g_string_append_printf (text, "\nPick-up: %s", pick_up);

  if (note != NULL)
    g_string_append_printf (text, "\nNote: %s", note);

  if (demo_json_get_boolean (order, "gift_wrap"))
    g_string_append (text, "\nGift wrap: yes");

  g_string_append_printf (text, "\nTotal: %s", total);

  return g_string_free (text, FALSE);
}

/* "Place order": the values come back, so that a test sees which of them arrived. */
void
demo_showcase_place_order (DemoCall *call)
{
  JsonObject *order = demo_call_get_arguments (call);
  const char *fault = find_fault (order);
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;
  JsonObject *structured;

  if (fault != NULL)
    {
      demo_call_return_error (call, fault);
      return;
    }

  total = write_total (order);
  text = describe (order, total);
  structured = json_object_new ();
  json_object_set_string_member (structured, "confirmation", "A-20460");
  json_object_set_string_member (structured, "total", total);
  json_object_set_object_member (structured, "order", json_object_ref (order));
  demo_call_return_both (call, text, structured);
}
