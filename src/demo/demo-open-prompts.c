/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-open.h"

#include <gio/gio.h>

#define OVERVIEW_URI "resource://mcp/get_system_overview"

/* Prompt arguments travel as strings; the SDK takes numbers as well. */
static char *
read_number (JsonObject *arguments,
             const char *name)
{
  JsonNode *node = demo_json_get (arguments, name);
  const char *text = demo_json_get_string (arguments, name);
  gint64 number;

  if (text == NULL)
    {
      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
          json_node_get_value_type (node) != G_TYPE_INT64)
        return NULL;

      number = json_node_get_int (node);
    }
  else if (!g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number, NULL))
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/**
 * demo_prompt_result:
 * @description: (nullable): what the prompt is for
 * @text: the one message, as the user's
 *
 * Returns: (transfer full): the result of prompts/get
 */
JsonObject *
demo_prompt_result (const char *description,
                    const char *text)
{
  JsonObject *result = json_object_new ();
  JsonObject *content = json_object_new ();
  JsonObject *message = json_object_new ();
  JsonArray *messages = json_array_new ();

  json_object_set_string_member (content, "type", "text");
  json_object_set_string_member (content, "text", text);
  json_object_set_string_member (message, "role", "user");
  json_object_set_object_member (message, "content", content);
  json_array_add_object_element (messages, message);

  if (description != NULL)
    json_object_set_string_member (result, "description", description);

  json_object_set_array_member (result, "messages", messages);

  return result;
}

/* Returns: (transfer full): the result of resources/read with one text */
JsonObject *
demo_resource_result (const char *uri,
                      const char *mime_type,
                      const char *text)
{
  JsonObject *result = json_object_new ();
  JsonObject *contents = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (contents, "uri", uri);
  json_object_set_string_member (contents, "mimeType", mime_type);
  json_object_set_string_member (contents, "text", text);
  json_array_add_object_element (array, contents);
  json_object_set_array_member (result, "contents", array);

  return result;
}

/* The spelling is the original's. */
JsonObject *
demo_open_get_prompt (const char *name,
                      JsonObject *arguments)
{
  g_autofree char *n = read_number (arguments, "n");
  g_autofree char *min = read_number (arguments, "min");
  g_autofree char *max = read_number (arguments, "max");
  g_autofree char *text = NULL;

  if (g_str_equal (name, "generate_random_number"))
    text = g_strdup ("Please generate a random number!");
  else if (g_str_equal (name, "generate_random_number_from_current_date"))
    text = g_strdup ("Please generate a random number based from the current date");
  else if (g_str_equal (name, "generate_nested_random_numbers"))
    text = g_strdup ("Please generate two random numbers. Use these numbers to generate a third "
                     "random number within the range of the first two.");
  else if (g_str_equal (name, "generate_multiple_random_number") && n != NULL)
    text = g_strdup_printf ("Please generate %s random numbers!", n);
  else if (g_str_equal (name, "generate_random_number_in_range") && min != NULL && max != NULL)
    text = g_strdup_printf ("Please generate a random number with the ragne of %s and %s!",
                            min, max);

  return text != NULL ? demo_prompt_result (NULL, text) : NULL;
}

/* What is read has another address and another type than what is listed, as in the original. */
JsonObject *
demo_open_read_resource (const char *uri)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (uri, OVERVIEW_URI) != 0)
    return NULL;

  bytes = g_resources_lookup_data (RESOURCE_BASE "/demo/system-overview.md",
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return demo_resource_result ("docs/system-overview", "text/markdown", text);
}
