/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-header.h"

#include "demo-json.h"

#include <string.h>

/* What a request of 2026-07-28 repeats of its body in its headers (MCP 2026-07-28, streamable HTTP,
 * "Custom Headers"). */

#define OPENING "=?base64?"
#define CLOSING "?="

/**
 * demo_header_decode:
 * @value: (nullable): a header's value
 *
 * Returns: (transfer full) (nullable): what it stands for; %NULL where that cannot be
 */
char *
demo_header_decode (const char *value)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char *inner = NULL;
  gsize length;

  if (value == NULL)
    return NULL;

  if (!g_str_has_prefix (value, OPENING) || !g_str_has_suffix (value, CLOSING) ||
      strlen (value) < strlen (OPENING CLOSING))
    return g_str_is_ascii (value) ? g_strdup (value) : NULL;

  inner = g_strndup (value + strlen (OPENING), strlen (value) - strlen (OPENING CLOSING));

  if (*inner == '\0' || strlen (inner) % 4 != 0)
    return NULL;

  bytes = g_base64_decode (inner, &length);

  if (!g_utf8_validate ((const char *) bytes, length, NULL))
    return NULL;

  return g_strndup ((const char *) bytes, length);
}

/* Returns: (transfer full) (nullable): the header's value for an argument, NULL for none */
static char *
write_value (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return NULL;

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);

  return demo_json_write (value);
}

static char *
check_one (SoupMessageHeaders *headers,
           const char         *header,
           JsonNode           *argument)
{
  g_autofree char *name = g_strconcat ("Mcp-Param-", header, NULL);
  g_autofree char *wanted = write_value (argument);
  const char *raw = soup_message_headers_get_one (headers, name);
  g_autofree char *found = demo_header_decode (raw);

  if (wanted == NULL && raw == NULL)
    return NULL;

  if (raw == NULL)
    return g_strdup_printf ("%s is missing", name);

  if (wanted == NULL)
    return g_strdup_printf ("%s stands for no argument", name);

  if (g_strcmp0 (found, wanted) != 0)
    return g_strdup_printf ("%s says something else than the argument", name);

  return NULL;
}

static char *
check_properties (SoupMessageHeaders *headers,
                  JsonObject         *schema,
                  JsonObject         *arguments)
{
  JsonObject *properties = demo_json_get_object (schema, "properties");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  char *words = NULL;

  if (properties == NULL)
    return NULL;

  json_object_iter_init (&iter, properties);

  while (words == NULL && json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *property = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *header = demo_json_get_string (property, "x-mcp-header");

      if (header != NULL)
        words = check_one (headers, header, demo_json_get (arguments, name));
      else
        words = check_properties (headers, property, demo_json_get_object (arguments, name));
    }

  return words;
}

/**
 * demo_header_check_params:
 * @headers: the headers of a tools/call
 * @tool: (nullable): the tool it names
 * @arguments: (nullable): the arguments in its body
 *
 * Returns: (transfer full) (nullable): what does not agree
 */
char *
demo_header_check_params (SoupMessageHeaders *headers,
                          JsonObject         *tool,
                          JsonObject         *arguments)
{
  return check_properties (headers, demo_json_get_object (tool, "inputSchema"), arguments);
}
