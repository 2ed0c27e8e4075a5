/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Lists of types or branches that are longer are not read. */
#define MAX_TYPES 64

/* How far one node is looked through to find out what it is. */
#define MAX_STEPS 256

static const struct
{
  const char *name;
  guint types;
} type_names[] = {
  { "null", FORM_TYPE_IS_NULL },
  { "boolean", FORM_TYPE_IS_BOOLEAN },
  { "integer", FORM_TYPE_IS_INTEGER },
  { "number", FORM_TYPES_NUMBER },
  { "string", FORM_TYPE_IS_STRING },
  { "array", FORM_TYPE_IS_ARRAY },
  { "object", FORM_TYPE_IS_OBJECT },
};

static guint
read_type_name (const SjsonValue *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (sjson_value_equals_string (name, type_names[i].name))
      return type_names[i].types;

  return 0;
}

/* The types of the keyword `type`, a name or a list of them; 0 where it says nothing known. */
guint
form_node_read_type (const SjsonValue *node)
{
  SjsonIter iter;
  SjsonValue type;
  SjsonValue name;
  guint found;

  if (!sjson_value_get_member (node, "type", &type))
    return 0;

  found = read_type_name (&type);
  if (sjson_value_get_kind (&type) != SJSON_KIND_ARRAY ||
      sjson_value_get_length (&type) > MAX_TYPES)
    return found;

  sjson_iter_init (&iter, &type);
  while (sjson_iter_next (&iter, NULL, &name))
    found |= read_type_name (&name);

  return found;
}

static guint
get_type_of_value (const SjsonValue *value)
{
  switch (sjson_value_get_kind (value))
    {
    case SJSON_KIND_NULL:
      return FORM_TYPE_IS_NULL;
    case SJSON_KIND_BOOLEAN:
      return FORM_TYPE_IS_BOOLEAN;
    case SJSON_KIND_NUMBER:
      return sjson_value_is_integer (value) ? FORM_TYPE_IS_INTEGER : FORM_TYPE_IS_FRACTION;
    case SJSON_KIND_STRING:
      return FORM_TYPE_IS_STRING;
    case SJSON_KIND_ARRAY:
      return FORM_TYPE_IS_ARRAY;
    case SJSON_KIND_OBJECT:
    default:
      return FORM_TYPE_IS_OBJECT;
    }
}

/* The types that the constants of a node leave. */
guint
form_node_read_constants (const SjsonValue *node)
{
  SjsonIter iter;
  SjsonValue list;
  SjsonValue value;
  guint found = 0;

  if (sjson_value_get_member (node, "const", &value))
    return get_type_of_value (&value);

  if (!sjson_value_get_member_of_kind (node, "enum", SJSON_KIND_ARRAY, &list) ||
      sjson_value_get_length (&list) == 0)
    return FORM_TYPES_ALL;

  sjson_iter_init (&iter, &list);
  while (found != FORM_TYPES_ALL && sjson_iter_next (&iter, NULL, &value))
    found |= get_type_of_value (&value);

  return found;
}

guint
form_node_get_type_of_value (const SjsonValue *value)
{
  return get_type_of_value (value);
}

static guint find_types (FormShapes       *all,
                         const SjsonValue *node,
                         guint            *steps);

/* What any of the branches allows. */
static guint
find_branch_types (FormShapes       *all,
                   const SjsonValue *node,
                   const char       *keyword,
                   guint            *steps)
{
  SjsonIter iter;
  SjsonValue branches;
  SjsonValue branch;
  guint found = 0;

  if (!sjson_value_get_member_of_kind (node, keyword, SJSON_KIND_ARRAY, &branches) ||
      sjson_value_get_length (&branches) == 0)
    return FORM_TYPES_ALL;

  sjson_iter_init (&iter, &branches);
  while (found != FORM_TYPES_ALL && sjson_iter_next (&iter, NULL, &branch))
    found |= find_types (all, &branch, steps);

  return found;
}

static guint
find_all_of_types (FormShapes       *all,
                   const SjsonValue *node,
                   guint            *steps)
{
  SjsonIter iter;
  SjsonValue branches;
  SjsonValue branch;
  guint found = FORM_TYPES_ALL;

  if (!sjson_value_get_member_of_kind (node, "allOf", SJSON_KIND_ARRAY, &branches))
    return found;

  sjson_iter_init (&iter, &branches);
  while (*steps > 0 && sjson_iter_next (&iter, NULL, &branch))
    found &= find_types (all, &branch, steps);

  return found;
}

/* What @node by itself allows, as far as it can be seen within @steps; too much rather than too
 * little. */
static guint
find_types (FormShapes       *all,
            const SjsonValue *node,
            guint            *steps)
{
  SjsonValue target;
  guint found = form_node_read_type (node);

  if (form_node_is_false (node))
    return 0;

  if (*steps == 0 || sjson_value_get_kind (node) != SJSON_KIND_OBJECT)
    return FORM_TYPES_ALL;

  (*steps)--;
  found = found != 0 ? found : FORM_TYPES_ALL;

  if (form_shapes_resolve (all, node, "$ref", &target))
    {
      if (form_shapes_hides_siblings (all, node))
        return find_types (all, &target, steps);
      found &= find_types (all, &target, steps);
    }

  return found & form_node_read_constants (node) & find_all_of_types (all, node, steps) &
         find_branch_types (all, node, "oneOf", steps) &
         find_branch_types (all, node, "anyOf", steps);
}

guint
form_node_get_types (FormShapes       *all,
                     const SjsonValue *node)
{
  guint steps = MAX_STEPS;

  return find_types (all, node, &steps);
}

/* Whether null is all that it allows. */
gboolean
form_node_is_null (FormShapes       *all,
                   const SjsonValue *node)
{
  return form_node_get_types (all, node) == FORM_TYPE_IS_NULL;
}

gboolean
form_node_is_false (const SjsonValue *node)
{
  gboolean says = TRUE;

  return sjson_value_get_boolean (node, &says) && !says;
}

typedef struct
{
  const char *name;
  guint kinds;      /* FORM_SHAPE_BIT()s of what it has to be to count */
  guint types;      /* that it is about */
} Hint;

#define BOOLEAN FORM_SHAPE_BIT (SJSON_KIND_BOOLEAN)
#define NUMBER FORM_SHAPE_BIT (SJSON_KIND_NUMBER)
#define STRING FORM_SHAPE_BIT (SJSON_KIND_STRING)
#define ARRAY FORM_SHAPE_BIT (SJSON_KIND_ARRAY)
#define OBJECT FORM_SHAPE_BIT (SJSON_KIND_OBJECT)
#define SCHEMA (BOOLEAN | OBJECT)

/* In the order in which they are believed. */
static const Hint hints[] = {
  { "properties", OBJECT, FORM_TYPE_IS_OBJECT },
  { "required", ARRAY, FORM_TYPE_IS_OBJECT },
  { "additionalProperties", SCHEMA, FORM_TYPE_IS_OBJECT },
  { "patternProperties", OBJECT, FORM_TYPE_IS_OBJECT },
  { "minProperties", NUMBER, FORM_TYPE_IS_OBJECT },
  { "maxProperties", NUMBER, FORM_TYPE_IS_OBJECT },
  { "propertyNames", SCHEMA, FORM_TYPE_IS_OBJECT },
  { "unevaluatedProperties", SCHEMA, FORM_TYPE_IS_OBJECT },
  { "dependentRequired", OBJECT, FORM_TYPE_IS_OBJECT },
  { "dependentSchemas", OBJECT, FORM_TYPE_IS_OBJECT },
  { "dependencies", OBJECT, FORM_TYPE_IS_OBJECT },
  { "items", SCHEMA | ARRAY, FORM_TYPE_IS_ARRAY },
  { "prefixItems", ARRAY, FORM_TYPE_IS_ARRAY },
  { "additionalItems", SCHEMA, FORM_TYPE_IS_ARRAY },
  { "unevaluatedItems", SCHEMA, FORM_TYPE_IS_ARRAY },
  { "contains", SCHEMA, FORM_TYPE_IS_ARRAY },
  { "minItems", NUMBER, FORM_TYPE_IS_ARRAY },
  { "maxItems", NUMBER, FORM_TYPE_IS_ARRAY },
  { "uniqueItems", BOOLEAN, FORM_TYPE_IS_ARRAY },
  { "pattern", STRING, FORM_TYPE_IS_STRING },
  { "minLength", NUMBER, FORM_TYPE_IS_STRING },
  { "maxLength", NUMBER, FORM_TYPE_IS_STRING },
  { "contentEncoding", STRING, FORM_TYPE_IS_STRING },
  { "contentMediaType", STRING, FORM_TYPE_IS_STRING },
  { "minimum", NUMBER, FORM_TYPES_NUMBER },
  { "maximum", NUMBER, FORM_TYPES_NUMBER },
  { "exclusiveMinimum", NUMBER, FORM_TYPES_NUMBER },
  { "exclusiveMaximum", NUMBER, FORM_TYPES_NUMBER },
  { "multipleOf", NUMBER, FORM_TYPES_NUMBER },
};

static gboolean
has_known_format (const SjsonValue *node)
{
  static const char * const formats[] = {
    "binary", "byte", "date", "date-time", "duration", "email", "hostname", "idn-email",
    "idn-hostname", "ipv4", "ipv6", "iri", "iri-reference", "json-pointer", "password", "regex",
    "relative-json-pointer", "time", "uri", "uri-reference", "uri-template", "uuid", NULL
  };
  g_autofree char *format = NULL;
  SjsonValue member;

  if (!sjson_value_get_member_of_kind (node, "format", SJSON_KIND_STRING, &member))
    return FALSE;

  format = sjson_value_dup_string (&member, NULL);

  return g_strv_contains (formats, format);
}

/* What its keywords are about, where it names no type; 0 where they are about nothing. */
guint
form_node_infer_types (const SjsonValue *node)
{
  SjsonValue member;

  for (gsize i = 0; i < G_N_ELEMENTS (hints); i++)
    if (sjson_value_get_member (node, hints[i].name, &member) &&
        (hints[i].kinds & FORM_SHAPE_BIT (sjson_value_get_kind (&member))))
      return hints[i].types;

  return has_known_format (node) ? FORM_TYPE_IS_STRING : 0;
}
