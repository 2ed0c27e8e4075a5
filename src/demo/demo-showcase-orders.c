/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-showcase.h"

/* An order waiting in the shop. */
typedef struct
{
  const char *order;
  const char *customer;
  guint parcels;
  const char *total;
  const char *due;
  const char *due_iso;
  const char *state;
} Order;

static const Order orders[] = {
  { "A-20417", "Fabrikam Nord", 6, "1,284.00 €", "23 Nov 2026", "2026-11-23", "Ready" },
  { "A-20421", "Litware & Söhne", 2, "319.50 €", "23 Nov 2026", "2026-11-23", "Ready" },
  { "A-20398", "Tailspin Toys", 12, "4,870.20 €", "24 Nov 2026", "2026-11-24", "Ready" },
  { "A-20433", "Northwind Handel", 1, "58.90 €", "24 Nov 2026", "2026-11-24", "Part in stock" },
  { "A-20440", "Adatum Werft", 9, "7,415.00 €", "25 Nov 2026", "2026-11-25", "Ready" },
  { "A-20402", "Proseware", 3, "642.75 €", "26 Nov 2026", "2026-11-26", "On hold" },
  { "A-20451", "Wingtip Garten", 4, "915.00 €", "27 Nov 2026", "2026-11-27", "Ready" },
};

static gboolean
contains_folded (const char *text,
                 const char *part)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded_text, folded_part) != NULL;
}

/* The customers of the one prompt, as far as what is typed stands in their names. */
JsonObject *
demo_showcase_complete (JsonObject *params)
{
  JsonObject *reference = demo_json_get_object (params, "ref");
  JsonObject *argument = demo_json_get_object (params, "argument");
  const char *part = demo_json_get_string (argument, "value");
  JsonObject *completion = json_object_new ();
  JsonObject *result = json_object_new ();
  JsonArray *values = json_array_new ();

  json_object_set_array_member (completion, "values", values);
  json_object_set_boolean_member (completion, "hasMore", FALSE);
  json_object_set_object_member (result, "completion", completion);

  if (part == NULL ||
      g_strcmp0 (demo_json_get_string (reference, "name"), "thank_customer") != 0 ||
      g_strcmp0 (demo_json_get_string (argument, "name"), "customer") != 0)
    {
      json_object_unref (result);
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (contains_folded (orders[i].customer, part))
      json_array_add_string_element (values, orders[i].customer);

  return result;
}

static gboolean
is_wanted (const Order *order,
           JsonObject  *wish)
{
  const char *customer = demo_json_get_string (wish, "customer");
  const char *state = demo_json_get_string (wish, "state");
  const char *until = demo_json_get_string (wish, "due_until");

  return (customer == NULL || contains_folded (order->customer, customer)) &&
         (state == NULL || g_str_equal (state, "Any") || g_str_equal (state, order->state)) &&
         (until == NULL || strcmp (order->due_iso, until) <= 0);
}

static JsonObject *
write_order (const Order *order)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "order", order->order);
  json_object_set_string_member (object, "customer", order->customer);
  json_object_set_int_member (object, "parcels", order->parcels);
  json_object_set_string_member (object, "total", order->total);
  json_object_set_string_member (object, "due", order->due);
  json_object_set_string_member (object, "state", order->state);

  return object;
}

static char *
describe_found (guint count,
                guint parcels)
{
  if (count == 0)
    return g_strdup ("No order is waiting that fits.");

  if (count == 1)
    return g_strdup_printf ("1 order is waiting. %u parcels in all.", parcels);

  return g_strdup_printf ("%u orders are waiting. %u parcels in all; the oldest has been waiting "
                          "since 20 November.", count, parcels);
}

void
demo_showcase_find_orders (DemoCall *call)
{
  JsonArray *found = json_array_new ();
  JsonObject *structured = json_object_new ();
  g_autofree char *text = NULL;
  guint parcels = 0;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (is_wanted (&orders[i], demo_call_get_arguments (call)))
      {
        json_array_add_object_element (found, write_order (&orders[i]));
        parcels += orders[i].parcels;
      }

  text = describe_found (json_array_get_length (found), parcels);
  json_object_set_array_member (structured, "orders", found);
  demo_call_return_both (call, text, structured);
}

void
demo_showcase_cancel_order (DemoCall *call)
{
  const char *order = demo_json_get_string (demo_call_get_arguments (call), "order");
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i].order, order) == 0)
      {
        text = g_strdup_printf ("Order %s of %s is cancelled. %s go back.",
                                order, orders[i].customer, orders[i].total);
        demo_call_return_text (call, text);
        return;
      }

  text = g_strdup_printf ("There is no order “%s”.", order != NULL ? order : "");
  demo_call_return_error (call, text);
}

void
demo_showcase_ship_parcels (DemoCall *call)
{
  JsonObject *wish = demo_call_get_arguments (call);
  const char *warehouse = demo_json_get_string (wish, "warehouse");
  gint64 parcels = demo_json_get_int (wish, "parcels", 0);
  const char *email = demo_json_get_string (wish, "customer_email");
  g_autofree char *text = NULL;

  if (warehouse == NULL || parcels < 1 || parcels > 50)
    {
      demo_call_return_error (call, "A warehouse and 1 to 50 parcels are needed.");
      return;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT " parcels leave %s%s%s.", parcels, warehouse,
                          email != NULL ? "; told to " : "", email != NULL ? email : "");
  demo_call_return_text (call, text);
}

void
demo_showcase_stock_level (DemoCall *call)
{
  const char *article = demo_json_get_string (demo_call_get_arguments (call), "article");
  JsonObject *structured = json_object_new ();
  JsonObject *places = json_object_new ();
  g_autofree char *text = NULL;

  article = article != NULL ? article : "Säge";
  json_object_set_int_member (places, "Hamburg-Altona", 31);
  json_object_set_int_member (places, "Köln-Niehl", 4);
  json_object_set_int_member (places, "München-Riem", 0);
  json_object_set_string_member (structured, "article", article);
  json_object_set_int_member (structured, "pieces", 35);
  json_object_set_double_member (structured, "price", 24.75);
  json_object_set_object_member (structured, "places", places);

  text = g_strdup_printf ("35 × %s are left, at 24.75 € each.", article);
  demo_call_return_both (call, text, structured);
}
