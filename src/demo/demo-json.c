/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"

/* json-glib's own getters complain loudly about a member of another kind; these answer with
 * nothing, because a test may send the stand-in anything. */

/**
 * demo_json_parse:
 * @text: what to read
 * @length: its length in bytes, or -1
 * @error: return location for an error
 *
 * Returns: (transfer full): the value; never %NULL without an error
 */
JsonNode *
demo_json_parse (const char  *text,
                 gssize       length,
                 GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;

  root = json_parser_steal_root (parser);

  if (root == NULL)
    g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                         "Nothing to read");

  return root;
}

/* The definition of a server, compiled into the program. */
JsonObject *
demo_json_from_resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_BASE, "/demo/", name, NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) error = NULL;

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  root = demo_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return json_node_dup_object (root);
}

char *
demo_json_write (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

char *
demo_json_write_object (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return demo_json_write (node);
}

JsonNode *
demo_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

JsonNode *
demo_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

/* Returns: (transfer full): @object again, of which nothing is shared */
JsonObject *
demo_json_copy_object (JsonObject *object)
{
  g_autofree char *text = demo_json_write_object (object);
  g_autoptr(JsonNode) node = demo_json_parse (text, -1, NULL);

  return json_node_dup_object (node);
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* The member of @object, or NULL if either is missing. */
JsonNode *
demo_json_get (JsonObject *object,
               const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

JsonObject *
demo_json_get_object (JsonObject *object,
                      const char *name)
{
  JsonNode *node = demo_json_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
demo_json_get_array (JsonObject *object,
                     const char *name)
{
  JsonNode *node = demo_json_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
demo_json_get_string (JsonObject *object,
                      const char *name)
{
  JsonNode *node = demo_json_get (object, name);

  if (!holds (node, G_TYPE_STRING))
    return NULL;

  return json_node_get_string (node);
}

gint64
demo_json_get_int (JsonObject *object,
                   const char *name,
                   gint64      fallback)
{
  JsonNode *node = demo_json_get (object, name);

  if (!holds (node, G_TYPE_INT64))
    return fallback;

  return json_node_get_int (node);
}

/* Whole or not; 0 where there is none. */
double
demo_json_get_number (JsonObject *object,
                      const char *name)
{
  JsonNode *node = demo_json_get (object, name);

  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    return 0;

  return json_node_get_double (node);
}

gboolean
demo_json_get_boolean (JsonObject *object,
                       const char *name)
{
  JsonNode *node = demo_json_get (object, name);

  return holds (node, G_TYPE_BOOLEAN) && json_node_get_boolean (node);
}

/* @value: (inout): stays as it is where the member is missing or something else */
void
demo_json_read_boolean (JsonObject *object,
                        const char *name,
                        gboolean   *value)
{
  if (holds (demo_json_get (object, name), G_TYPE_BOOLEAN))
    *value = demo_json_get_boolean (object, name);
}

/* Returns: (transfer full) (nullable): the texts of an array, %NULL where there is none */
char **
demo_json_dup_strv (JsonObject *object,
                    const char *name)
{
  JsonArray *array = demo_json_get_array (object, name);
  g_autoptr(GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;

  builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (holds (json_array_get_element (array, i), G_TYPE_STRING))
      g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

/* The object of @array whose member "name" is @name. */
JsonObject *
demo_json_find_by_name (JsonArray  *array,
                        const char *name)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          g_strcmp0 (demo_json_get_string (json_node_get_object (node), "name"), name) == 0)
        return json_node_get_object (node);
    }

  return NULL;
}

/* Whether @node is a JSON-RPC message that calls @method. */
gboolean
demo_json_is_call (JsonNode   *node,
                   const char *method)
{
  JsonObject *message = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    message = json_node_get_object (node);

  return g_strcmp0 (demo_json_get_string (message, "method"), method) == 0;
}
