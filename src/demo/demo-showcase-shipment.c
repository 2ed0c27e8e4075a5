/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-showcase.h"

#define SHIPMENT "S-7001"
#define N_LENGTHS 3

static JsonObject *
get_parcel (JsonArray *parcels,
            guint      i)
{
  JsonNode *node = json_array_get_element (parcels, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
find_parcel_fault (JsonArray *parcels)
{
  for (guint i = 0; i < json_array_get_length (parcels); i++)
    {
      JsonObject *parcel = get_parcel (parcels, i);
      JsonArray *size = demo_json_get_array (parcel, "size");

      if (!(demo_json_get_number (parcel, "weight") > 0))
        return g_strdup_printf ("Parcel %u has no weight.", i + 1);

      if (size == NULL || json_array_get_length (size) != N_LENGTHS)
        return g_strdup_printf ("Parcel %u needs three lengths.", i + 1);
    }

  return NULL;
}

static gboolean
has_place (JsonObject *delivery)
{
  const char *kind = demo_json_get_string (delivery, "kind");

  if (g_strcmp0 (kind, "locker") == 0)
    return demo_json_get_int (delivery, "number", -1) >= 0;

  if (g_strcmp0 (kind, "point") == 0)
    return demo_json_get_string (delivery, "shop") != NULL;

  return g_strcmp0 (kind, "address") == 0 && demo_json_get_string (delivery, "street") != NULL &&
         demo_json_get_string (delivery, "postcode") != NULL &&
         demo_json_get_string (delivery, "city") != NULL;
}

static char *
find_fault (JsonObject *plan)
{
  JsonArray *parcels = demo_json_get_array (plan, "parcels");

  if (demo_json_get_string (plan, "order") == NULL)
    return g_strdup ("Nobody said which order this is.");

  if (parcels == NULL || json_array_get_length (parcels) == 0)
    return g_strdup ("There is no parcel to send.");

  if (!has_place (demo_json_get_object (plan, "delivery")))
    return g_strdup ("Nobody said where the parcels go.");

  if (demo_json_get_boolean (plan, "insured") &&
      !(demo_json_get_number (plan, "insured_value") > 0))
    return g_strdup ("Nobody said what the parcels are worth.");

  return find_parcel_fault (parcels);
}

static double
sum_weights (JsonArray *parcels)
{
  double weight = 0;

  for (guint i = 0; i < json_array_get_length (parcels); i++)
    weight += demo_json_get_number (get_parcel (parcels, i), "weight");

  return weight;
}

static void
say_parcels (GString   *text,
             JsonArray *parcels)
{
  guint n = json_array_get_length (parcels);

  g_string_append_printf (text, "%u %s, %.2f kg in all", n, n == 1 ? "parcel" : "parcels",
                          sum_weights (parcels));

  for (guint i = 0; i < n; i++)
    {
      const char *contents = demo_json_get_string (get_parcel (parcels, i), "contents");

      g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ",
                              contents != NULL ? contents : "not said what");
    }
  g_string_append (text, ".\n");
}

static void
say_delivery (GString    *text,
              JsonObject *delivery)
{
  const char *kind = demo_json_get_string (delivery, "kind");
  const char *name = demo_json_get_string (delivery, "name");

  name = name != NULL ? name : "whoever is there";
  if (g_str_equal (kind, "locker"))
    g_string_append_printf (text, "To locker %" G_GINT64_FORMAT ".",
                            demo_json_get_int (delivery, "number", 0));
  else if (g_str_equal (kind, "point"))
    g_string_append_printf (text, "To %s, where %s fetches them.",
                            demo_json_get_string (delivery, "shop"), name);
  else
    g_string_append_printf (text, "To %s, %s, %s %s.", name,
                            demo_json_get_string (delivery, "street"),
                            demo_json_get_string (delivery, "postcode"),
                            demo_json_get_string (delivery, "city"));
}

static void
say_window (GString    *text,
            JsonObject *window)
{
  const char *from = demo_json_get_string (window, "from");
  const char *until = demo_json_get_string (window, "until");

  if (window == NULL)
    return;

  g_string_append_printf (text, "\nFetched on %s", demo_json_get_string (window, "day"));
  if (from != NULL)
    g_string_append_printf (text, " from %s", from);
  if (until != NULL)
    g_string_append_printf (text, " until %s", until);
  g_string_append_c (text, '.');
}

static void
say_labels (GString    *text,
            JsonObject *labels)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (labels == NULL)
    return;

  json_object_iter_init_ordered (&iter, labels);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    g_string_append_printf (text, "\nLabel: %s – %s.", name, demo_json_get_string (labels, name));
}

static void
say_attachments (GString    *text,
                 JsonObject *plan)
{
  g_auto(GStrv) attachments = demo_json_dup_strv (plan, "attachments");

  for (guint i = 0; attachments != NULL && attachments[i] != NULL; i++)
    {
      g_autofree guchar *bytes = NULL;
      gsize size;

      bytes = g_base64_decode (attachments[i], &size);
      g_string_append_printf (text, "\nAttached: %" G_GSIZE_FORMAT " bytes.", size);
    }
}

static void
say_rest (GString    *text,
          JsonObject *plan)
{
  g_auto(GStrv) tags = demo_json_dup_strv (plan, "tags");
  const char *note = demo_json_get_string (plan, "note");
  gint64 code = demo_json_get_int (plan, "code", -1);

  if (demo_json_get_boolean (plan, "insured"))
    g_string_append_printf (text, "\nInsured for %.2f €.",
                            demo_json_get_number (plan, "insured_value"));

  if (tags != NULL && tags[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", tags);

      g_string_append_printf (text, "\nServices: %s.", list);
    }

  if (code >= 0)
    g_string_append_printf (text, "\nFreight code: %" G_GINT64_FORMAT ".", code);

  if (note != NULL)
    g_string_append_printf (text, "\nNote: %s", note);
}

static char *
describe (JsonObject *plan)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Shipment " SHIPMENT " of order %s is planned.\n",
                          demo_json_get_string (plan, "order"));
  say_parcels (text, demo_json_get_array (plan, "parcels"));
  say_delivery (text, demo_json_get_object (plan, "delivery"));
  say_window (text, demo_json_get_object (plan, "window"));
  say_labels (text, demo_json_get_object (plan, "labels"));
  say_attachments (text, plan);
  say_rest (text, plan);

  return g_string_free (text, FALSE);
}

/* "Plan shipment": a schema with all that makes a form demanding. The plan comes back in words and
 * as it came. */
void
demo_showcase_plan_shipment (DemoCall *call)
{
  JsonObject *plan = demo_call_get_arguments (call);
  g_autofree char *fault = find_fault (plan);
  g_autofree char *text = NULL;
  JsonObject *structured;

  if (fault != NULL)
    {
      demo_call_return_error (call, fault);
      return;
    }

  text = describe (plan);
  structured = json_object_new ();
  json_object_set_string_member (structured, "shipment", SHIPMENT);
  json_object_set_double_member (structured, "weight",
                                 sum_weights (demo_json_get_array (plan, "parcels")));
  json_object_set_object_member (structured, "plan", json_object_ref (plan));
  demo_call_return_both (call, text, structured);
}
