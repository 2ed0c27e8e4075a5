/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-open.h"

#define TICKS_PER_MICROSECOND 10
#define TICKS_AT_UNIX_EPOCH G_GINT64_CONSTANT (621355968000000000)

typedef enum
{
  ARGUMENT_ABSENT,
  ARGUMENT_WRONG,
  ARGUMENT_GOOD,
} Argument;

/* A C# int as System.Text.Json reads it with the SDK's options: a number or a string of one. */
static Argument
read_int (DemoCall   *call,
          const char *name,
          int        *value)
{
  JsonObject *arguments = demo_call_get_arguments (call);
  JsonNode *node = demo_json_get (arguments, name);
  const char *text = demo_json_get_string (arguments, name);
  gint64 number;

  if (node == NULL)
    return ARGUMENT_ABSENT;

  if (text != NULL)
    {
      if (!g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number, NULL))
        return ARGUMENT_WRONG;
    }
  else if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return ARGUMENT_WRONG;
  else
    number = json_node_get_int (node);

  if (number < G_MININT32 || number > G_MAXINT32)
    return ARGUMENT_WRONG;

  *value = number;

  return ARGUMENT_GOOD;
}

static void
ask_first_cb (DemoCall   *call,
              JsonObject *result)
{
  JsonObject *content = demo_json_get_object (result, "content");
  void (*run) (DemoCall *) = g_object_get_data (G_OBJECT (call), "run");

  if (g_strcmp0 (demo_json_get_string (result, "action"), "accept") != 0 || content == NULL)
    demo_call_fail (call, "User declined to proceed");
  else if (!json_object_has_member (content, "answer"))
    demo_call_fail (call, NULL);        /* the original trips over the missing key */
  else if (!demo_json_get_boolean (content, "answer"))
    demo_call_fail (call, "User declined to proceed");
  else
    run (call);
}

/* The original asks for consent wherever the client can, and calls itself by its C# name. */
static void
ask_first (DemoCall   *call,
           const char *csharp_name,
           void      (*run) (DemoCall *))
{
  g_autofree char *words = g_strdup_printf ("Do you want to execute tool '%s'", csharp_name);
  g_autoptr(JsonNode) schema = NULL;
  JsonObject *params;

  if (!demo_call_client_can (call, "elicitation"))
    {
      run (call);
      return;
    }

  schema = demo_json_parse ("{\"type\":\"object\","
                            "\"properties\":{\"answer\":{\"type\":\"boolean\"}}}", -1, NULL);
  params = json_object_new ();
  json_object_set_string_member (params, "message", words);
  json_object_set_member (params, "requestedSchema", g_steal_pointer (&schema));

  g_object_set_data (G_OBJECT (call), "run", run);
  demo_call_ask (call, "elicitation/create", params, ask_first_cb);
}

/* Random.Next (minimum, maximum): fails where minimum is the greater, else never the maximum. */
static void
return_random (DemoCall *call,
               int       minimum,
               int       maximum)
{
  g_autofree char *text = NULL;
  gint64 span = (gint64) maximum - minimum;

  if (span < 0)
    {
      demo_call_fail (call, NULL);
      return;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT,
                          minimum + (span > 0 ? (gint64) (g_random_double () * span) : 0));
  demo_call_return_text (call, text);
}

static void
run_random_number (DemoCall *call)
{
  int minimum = 0;
  int maximum = 100;

  read_int (call, "min", &minimum);
  read_int (call, "max", &maximum);
  return_random (call, minimum, maximum);
}

void
demo_open_get_random_number (DemoCall *call)
{
  int ignored;

  /* binding comes before the method runs, so before it asks */
  if (read_int (call, "min", &ignored) == ARGUMENT_WRONG ||
      read_int (call, "max", &ignored) == ARGUMENT_WRONG)
    demo_call_fail (call, NULL);
  else
    ask_first (call, "GetRandomNumber", run_random_number);
}

/* A DateTime: ticks of what the clock on the wall shows where the text has no offset, or is UTC. */
static Argument
read_ticks (DemoCall *call,
            gint64   *ticks)
{
  JsonObject *arguments = demo_call_get_arguments (call);
  JsonNode *node = demo_json_get (arguments, "datetime");
  const char *text = demo_json_get_string (arguments, "datetime");
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = NULL;
  g_autoptr(GDateTime) date = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return ARGUMENT_ABSENT;

  if (text == NULL)
    return ARGUMENT_WRONG;

  full = strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  date = g_date_time_new_from_iso8601 (full, utc);

  if (date == NULL)
    return ARGUMENT_WRONG;

  *ticks = TICKS_AT_UNIX_EPOCH +
           (g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date)) *
           TICKS_PER_MICROSECOND;

  return ARGUMENT_GOOD;
}

static gint64
get_local_ticks (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return TICKS_AT_UNIX_EPOCH +
         (g_date_time_to_unix (now) * G_USEC_PER_SEC + g_date_time_get_utc_offset (now) +
          g_date_time_get_microsecond (now)) * TICKS_PER_MICROSECOND;
}

static void
run_random_number_from_date (DemoCall *call)
{
  gint64 ticks = 0;
  int minimum;

  if (read_ticks (call, &ticks) == ARGUMENT_ABSENT)
    ticks = get_local_ticks ();

  /* the original casts before it divides, so this may be negative */
  minimum = (gint32) (guint32) (guint64) ticks % 100;
  return_random (call, minimum, minimum + 1000);
}

void
demo_open_get_random_number_from_date (DemoCall *call)
{
  gint64 ignored;

  if (read_ticks (call, &ignored) == ARGUMENT_WRONG)
    demo_call_fail (call, NULL);
  else
    ask_first (call, "GetRandomNumberFromDateTime", run_random_number_from_date);
}

static void
run_current_date_time (DemoCall *call)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *text = NULL;

  /* DateTime.ToString ("o") has seven digits, our clock six */
  text = g_strdup_printf ("%s.%06d%dZ", seconds, g_date_time_get_microsecond (now),
                          g_random_int_range (0, 10));
  demo_call_return_text (call, text);
}

void
demo_open_get_current_date_time (DemoCall *call)
{
  ask_first (call, "GetCurrentDateTime", run_current_date_time);
}

static void
sampled_cb (DemoCall   *call,
            JsonObject *result)
{
  JsonObject *content = demo_json_get_object (result, "content");
  const char *text = NULL;

  if (g_strcmp0 (demo_json_get_string (content, "type"), "text") == 0)
    text = demo_json_get_string (content, "text");

  demo_call_return_text (call, text != NULL ? text : "No response");
}

/* The original sends no maxTokens, which MCP requires: a client has to live with it in a session.
 * Where there is none the original has never been. */
void
demo_open_get_some_random_string (DemoCall *call)
{
  g_autoptr(JsonNode) params = NULL;

  if (!demo_call_client_can (call, "sampling"))
    {
      demo_call_lacks (call, "sampling");
      return;
    }

  params = demo_json_parse ("{\"messages\":[{\"content\":{\"type\":\"text\","
                            "\"text\":\"Please generate a random string\"},"
                            "\"role\":\"assistant\"}],"
                            "\"includeContext\":\"allServers\"}", -1, NULL);

  if (demo_call_get_session (call) == NULL)
    json_object_set_int_member (json_node_get_object (params), "maxTokens", 100);

  demo_call_ask (call, "sampling/createMessage", json_node_dup_object (params), sampled_cb);
}
