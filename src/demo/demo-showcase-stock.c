/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-showcase.h"

#include <gio/gio.h>

#define PIECES_ON_SHELF 48
#define DAMAGED_ON_SHELF 2

/* A count under way. */
typedef struct
{
  DemoCall *call;
  guint done;
  guint shelves;
  gboolean with_damaged;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_object_unref (count->call);
  g_free (count);
}

static gboolean
count_next_cb (gpointer user_data)
{
  Count *count = user_data;
  g_autofree char *words = NULL;

  if (demo_call_is_over (count->call))
    return G_SOURCE_REMOVE;

  count->done++;
  words = g_strdup_printf ("Shelf %u of %u counted", count->done, count->shelves);
  demo_call_progress (count->call, count->done, count->shelves, words);

  if (count->done < count->shelves)
    return G_SOURCE_CONTINUE;

  g_free (words);
  words = g_strdup_printf ("%u pieces lie on %u shelves.",
                           count->shelves * (PIECES_ON_SHELF +
                                             (count->with_damaged ? DAMAGED_ON_SHELF : 0)),
                           count->shelves);
  demo_call_return_text (count->call, words);

  return G_SOURCE_REMOVE;
}

static void
start (DemoCall *call,
       gboolean  with_damaged)
{
  JsonObject *arguments = demo_call_get_arguments (call);
  guint delay = CLAMP (demo_json_get_int (arguments, "delay", 300), 0, 10000);
  Count *count = g_new0 (Count, 1);

  count->call = g_object_ref (call);
  count->shelves = CLAMP (demo_json_get_int (arguments, "shelves", 4), 1, 100);
  count->with_damaged = with_damaged;
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay, count_next_cb, count, count_free);
}

static void
asked_cb (DemoCall   *call,
          JsonObject *result)
{
  JsonObject *content = demo_json_get_object (result, "content");

  if (g_strcmp0 (demo_json_get_string (result, "action"), "accept") == 0)
    start (call, demo_json_get_boolean (content, "damaged"));
  else
    demo_call_return_error (call, "Nobody said what to count, so nothing was counted.");
}

/* Lasts, and has a question first for whoever can answer it. */
void
demo_showcase_count_stock (DemoCall *call)
{
  g_autoptr(JsonNode) params = NULL;

  if (!demo_call_client_can (call, "elicitation"))
    {
      start (call, FALSE);
      return;
    }

  params = demo_json_parse ("{\"mode\":\"form\","
                            "\"message\":\"Count damaged pieces as well?\","
                            "\"requestedSchema\":{\"type\":\"object\",\"properties\":{"
                            "\"damaged\":{\"type\":\"boolean\",\"title\":\"Damaged pieces\","
                            "\"default\":false}},\"required\":[\"damaged\"]}}", -1, NULL);
  demo_call_ask (call, "elicitation/create", json_node_dup_object (params), asked_cb);
}
