/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-document.h"
#include "sjson-value.h"

#include <json-glib/json-glib.h>

/* Reads the shape of 10,000 tools with our reader and with json-glib's, in the
 * same run and turn by turn, and prints medians and what memory it takes.
 * The bars: at least 8 times json-glib, at most 3 times the text. */

#define N_TOOLS 10000
#define N_ROUNDS 15

static void
add_property (GString    *text,
              const char *name,
              const char *rest)
{
  g_string_append_printf (text, "\"%s\":{%s},", name, rest);
}

static void
add_tool (GString *text,
          guint    index)
{
  g_string_append_printf (text, "{\"name\":\"orders_list_%05u\",\"title\":\"List orders %u\",",
                          index, index);
  g_string_append_printf (text, "\"description\":\"Lists the orders of customer group %u, "
                          "newest first. Use \\\"status\\\" to keep only some of them.\",", index);
  g_string_append (text, "\"inputSchema\":{\"type\":\"object\",\"properties\":{");
  add_property (text, "status", "\"type\":\"string\",\"enum\":[\"open\",\"paid\",\"sent\"]");
  add_property (text, "since", "\"type\":\"string\",\"format\":\"date-time\"");
  add_property (text, "limit", "\"type\":\"integer\",\"minimum\":1,\"maximum\":100");
  add_property (text, "region", "\"type\":\"string\",\"description\":\"Region, as ISO 3166\"");
  g_string_append (text, "\"verbose\":{\"type\":\"boolean\",\"default\":false}},"
                   "\"required\":[\"status\"],\"additionalProperties\":false},"
                   "\"annotations\":{\"readOnlyHint\":true,\"openWorldHint\":false}}");
}

static GBytes *
make_text (void)
{
  GString *text = g_string_new ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[");

  for (guint i = 0; i < N_TOOLS; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      add_tool (text, i);
    }

  g_string_append (text, "]}}");

  return g_string_free_to_bytes (text);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median (gint64 *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_times);

  return times[N_ROUNDS / 2];
}

static gint64
read_json_glib (GBytes *text)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  json_parser_load_from_data (parser, g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                              &error);
  g_assert_no_error (error);

  return g_get_monotonic_time () - start;
}

static gint64
read_sjson (GBytes *text,
            gint64 *freeing,
            gsize  *memory)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document;
  gint64 start, read;

  start = g_get_monotonic_time ();
  document = sjson_document_new (text, NULL, &error);
  read = g_get_monotonic_time () - start;
  g_assert_no_error (error);

  *memory = sjson_document_get_memory (document);

  start = g_get_monotonic_time ();
  sjson_document_unref (document);
  *freeing = g_get_monotonic_time () - start;

  return read;
}

static gint64
isolate_tools (GBytes *text,
               gsize  *memory)
{
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  SjsonValue result, tools, tool;
  SjsonIter iter;
  gint64 start = g_get_monotonic_time ();

  *memory = 0;
  sjson_value_get_member (&root, "result", &result);
  sjson_value_get_member (&result, "tools", &tools);
  sjson_iter_init (&iter, &tools);

  while (sjson_iter_next (&iter, NULL, &tool))
    {
      g_autoptr(SjsonValue) kept = sjson_value_isolate (&tool);

      *memory += sjson_document_get_memory (kept->document);
    }

  return g_get_monotonic_time () - start;
}

int
main (void)
{
  g_autoptr(GBytes) text = make_text ();
  double size = g_bytes_get_size (text);
  gint64 ours[N_ROUNDS], theirs[N_ROUNDS], freeing[N_ROUNDS], isolating[N_ROUNDS];
  gsize memory = 0;
  gsize isolated = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      theirs[i] = read_json_glib (text);
      ours[i] = read_sjson (text, &freeing[i], &memory);
      isolating[i] = isolate_tools (text, &isolated);
    }

  g_print ("{\"tools\": %u, \"bytes\": %.0f,\n", N_TOOLS, size);
  g_print (" \"sjson\": {\"ms\": %.2f, \"MB/s\": %.0f, \"free-ms\": %.3f, "
           "\"memory-ratio\": %.2f},\n",
           median (ours) / 1e3, size / median (ours), median (freeing) / 1e3, memory / size);
  g_print (" \"json-glib\": {\"ms\": %.2f, \"MB/s\": %.0f},\n",
           median (theirs) / 1e3, size / median (theirs));
  g_print (" \"isolate\": {\"ms\": %.2f, \"memory-ratio\": %.2f},\n",
           median (isolating) / 1e3, isolated / size);
  g_print (" \"times-json-glib\": %.1f}\n", median (theirs) / median (ours));

  return 0;
}
