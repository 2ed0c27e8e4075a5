/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-param-headers.h"

#include "mcp-error-private.h"
#include "mcp-header.h"

#define KEYWORD "x-mcp-header"
#define PREFIX "Mcp-Param-"

/* The largest integer that JSON readers everywhere keep exactly (RFC 8259 §6). */
#define MAX_INTEGER ((gint64) 1 << 53)

/* One argument: where it is found, and what its field is called. */
typedef struct
{
  GPtrArray *path;   /* of GBytes: names of properties */
  char *name;        /* "Mcp-Param-Region" */
} Param;

struct _McpParamHeaders
{
  GPtrArray *params;   /* of Param */
};

/* A walk over a schema. */
typedef struct
{
  McpParamHeaders *headers;
  GHashTable *names;     /* in lower case */
  GPtrArray *path;       /* of GBytes, where @reachable */
  const char *problem;   /* nullable */
} Walk;

/* What a keyword's value is: applied to an instance only by way of something else than the names of
 * properties, so that an annotation in it says nothing about one argument. */
typedef enum {
  HOLDS_SCHEMA,
  HOLDS_SCHEMAS,      /* a list of them, or one */
  HOLDS_MAP,          /* of names to schemas */
} Holds;

static const struct
{
  const char *keyword;
  Holds holds;
} keywords[] = {
  { "$defs", HOLDS_MAP },
  { "additionalItems", HOLDS_SCHEMA },
  { "additionalProperties", HOLDS_SCHEMA },
  { "allOf", HOLDS_SCHEMAS },
  { "anyOf", HOLDS_SCHEMAS },
  { "contains", HOLDS_SCHEMA },
  { "contentSchema", HOLDS_SCHEMA },
  { "definitions", HOLDS_MAP },
  { "dependencies", HOLDS_MAP },
  { "dependentSchemas", HOLDS_MAP },
  { "else", HOLDS_SCHEMA },
  { "if", HOLDS_SCHEMA },
  { "items", HOLDS_SCHEMAS },
  { "not", HOLDS_SCHEMA },
  { "oneOf", HOLDS_SCHEMAS },
  { "patternProperties", HOLDS_MAP },
  { "prefixItems", HOLDS_SCHEMAS },
  { "propertyNames", HOLDS_SCHEMA },
  { "then", HOLDS_SCHEMA },
  { "unevaluatedItems", HOLDS_SCHEMA },
  { "unevaluatedProperties", HOLDS_SCHEMA },
};

static void
param_free (gpointer data)
{
  Param *param = data;

  g_ptr_array_unref (param->path);
  g_free (param->name);
  g_free (param);
}

static void
mcp_param_headers_clear (gpointer data)
{
  McpParamHeaders *self = data;

  g_ptr_array_unref (self->params);
}

McpParamHeaders *
mcp_param_headers_ref (McpParamHeaders *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mcp_param_headers_unref (McpParamHeaders *self)
{
  g_atomic_rc_box_release_full (self, mcp_param_headers_clear);
}

guint
mcp_param_headers_get_n (McpParamHeaders *self)
{
  return self->params->len;
}

static gboolean
has_scalar_type (const SjsonValue *schema)
{
  SjsonValue type;

  return sjson_value_get_member (schema, "type", &type) &&
         (sjson_value_equals_string (&type, "string") ||
          sjson_value_equals_string (&type, "integer") ||
          sjson_value_equals_string (&type, "boolean"));
}

static void
take_annotation (Walk             *walk,
                 const SjsonValue *schema,
                 const SjsonValue *annotation,
                 gboolean          reachable)
{
  gsize length = 0;
  g_autofree char *name = sjson_value_dup_string (annotation, &length);
  Param *param;

  if (name == NULL || !mcp_header_is_token (name, length))
    walk->problem = "the name of a header field is none";
  else if (!reachable || walk->path->len == 0)
    walk->problem = "a header field belongs to no single argument";
  else if (!has_scalar_type (schema))
    walk->problem = "a header field belongs to an argument that is no text, integer or switch";
  else if (!g_hash_table_add (walk->names, g_ascii_strdown (name, -1)))
    walk->problem = "two header fields have the same name";

  if (walk->problem != NULL)
    return;

  param = g_new0 (Param, 1);
  param->name = g_strconcat (PREFIX, name, NULL);
  param->path = g_ptr_array_copy (walk->path, (GCopyFunc) g_bytes_ref, NULL);
  g_ptr_array_set_free_func (param->path, (GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (walk->headers->params, param);
}

static void walk_schema (Walk             *walk,
                         const SjsonValue *schema,
                         gboolean          reachable);

static void
walk_elements (Walk             *walk,
               const SjsonValue *container)
{
  SjsonValue element;
  SjsonIter iter;

  sjson_iter_init (&iter, container);

  while (walk->problem == NULL && sjson_iter_next (&iter, NULL, &element))
    walk_schema (walk, &element, FALSE);
}

static void
walk_properties (Walk             *walk,
                 const SjsonValue *properties,
                 gboolean          reachable)
{
  SjsonValue name, schema;
  SjsonIter iter;

  if (sjson_value_get_kind (properties) != SJSON_KIND_OBJECT)
    return;

  sjson_iter_init (&iter, properties);

  while (walk->problem == NULL && sjson_iter_next (&iter, &name, &schema))
    {
      gsize length = 0;
      char *text = sjson_value_dup_string (&name, &length);

      g_ptr_array_add (walk->path, g_bytes_new_take (text, length));
      walk_schema (walk, &schema, reachable);
      g_ptr_array_set_size (walk->path, walk->path->len - 1);
    }
}

static void
walk_keyword (Walk             *walk,
              const SjsonValue *value,
              Holds             holds)
{
  SjsonKind kind = sjson_value_get_kind (value);

  if (holds == HOLDS_MAP ? kind == SJSON_KIND_OBJECT : kind == SJSON_KIND_ARRAY)
    walk_elements (walk, value);
  else if (holds != HOLDS_MAP)
    walk_schema (walk, value, FALSE);
}

/* @reachable: by names of properties alone, from the root (MCP 2026-07-28, tools). */
static void
walk_schema (Walk             *walk,
             const SjsonValue *schema,
             gboolean          reachable)
{
  SjsonValue value;

  if (sjson_value_get_kind (schema) != SJSON_KIND_OBJECT)
    return;

  if (sjson_value_get_member (schema, KEYWORD, &value))
    take_annotation (walk, schema, &value, reachable);

  if (walk->problem == NULL && sjson_value_get_member (schema, "properties", &value))
    walk_properties (walk, &value, reachable);

  for (guint i = 0; walk->problem == NULL && i < G_N_ELEMENTS (keywords); i++)
    {
      if (sjson_value_get_member (schema, keywords[i].keyword, &value))
        walk_keyword (walk, &value, keywords[i].holds);
    }
}

/* Nearly all schemas have no annotation: a look at the letters saves the walk. A name may be
 * written with escapes. */
gboolean
mcp_param_headers_likely (const SjsonValue *schema)
{
  gsize length;
  const char *text = sjson_value_get_text (schema, &length);

  return g_strstr_len (text, length, KEYWORD) != NULL ||
         g_strstr_len (text, length, "\\u") != NULL;
}

/*
 * mcp_param_headers_new:
 * @schema: the input schema of a tool
 * @error: return location: `MCP_ERROR_MALFORMED`
 *
 * Reads and checks the annotations. A tool with one that is wrong must be dropped from the list,
 * the others stay (MCP 2026-07-28, tools, "x-mcp-header").
 *
 * Returns: (transfer full) (nullable): what goes along with a call
 */
McpParamHeaders *
mcp_param_headers_new (const SjsonValue  *schema,
                       GError           **error)
{
  g_autoptr(McpParamHeaders) self = g_atomic_rc_box_new0 (McpParamHeaders);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) path = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Walk walk = { self, names, path, NULL };

  self->params = g_ptr_array_new_with_free_func (param_free);

  if (mcp_param_headers_likely (schema))
    walk_schema (&walk, schema, TRUE);

  if (walk.problem != NULL)
    {
      g_autofree char *sentence = g_strdup_printf ("A tool cannot be used: %s.", walk.problem);

      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED, sentence, NULL));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
find_argument (Param            *param,
               const SjsonValue *arguments,
               SjsonValue       *found)
{
  *found = *arguments;

  for (guint i = 0; i < param->path->len; i++)
    {
      gsize length;
      const char *name = g_bytes_get_data (g_ptr_array_index (param->path, i), &length);
      SjsonValue parent = *found;

      if (!sjson_value_get_member_len (&parent, name, length, found))
        return FALSE;
    }

  return TRUE;
}

/* FALSE for what no field can carry; NULL in @text for what none is sent for. */
static gboolean
write_value (const SjsonValue *value,
             char            **text)
{
  gint64 integer;
  gboolean flag;
  gsize length;
  g_autofree char *string = NULL;

  switch (sjson_value_get_kind (value))
    {
    case SJSON_KIND_STRING:
      string = sjson_value_dup_string (value, &length);
      *text = mcp_header_encode (string, length);
      return TRUE;

    case SJSON_KIND_BOOLEAN:
      sjson_value_get_boolean (value, &flag);
      *text = g_strdup (flag ? "true" : "false");
      return TRUE;

    case SJSON_KIND_NUMBER:
      if (!sjson_value_get_int64 (value, &integer) ||
          integer >= MAX_INTEGER || integer <= -MAX_INTEGER)
        return FALSE;

      *text = g_strdup_printf ("%" G_GINT64_FORMAT, integer);
      return TRUE;

    case SJSON_KIND_NULL:
    case SJSON_KIND_ARRAY:
    case SJSON_KIND_OBJECT:
    default:
      return TRUE;
    }
}

/*
 * mcp_param_headers_foreach:
 * @arguments: (nullable): what the tool is called with
 * @function: called for each field that goes along, with its name and its encoded value
 * @user_data: for @function
 * @error: return location: `MCP_ERROR_MALFORMED`
 *
 * An argument that is absent or null has no field.
 *
 * Returns: whether all of them can be sent
 */
gboolean
mcp_param_headers_foreach (McpParamHeaders     *self,
                           const SjsonValue    *arguments,
                           McpParamHeaderFunc   function,
                           gpointer             user_data,
                           GError             **error)
{
  for (guint i = 0; arguments != NULL && i < self->params->len; i++)
    {
      Param *param = g_ptr_array_index (self->params, i);
      g_autofree char *text = NULL;
      SjsonValue value;

      if (!find_argument (param, arguments, &value))
        continue;

      if (!write_value (&value, &text))
        {
          g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                                   "A number is too large, or not whole, for this "
                                                   "server.", param->name));
          return FALSE;
        }

      if (text != NULL)
        function (param->name, text, user_data);
    }

  return TRUE;
}
