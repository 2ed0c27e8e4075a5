/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Lists of types that are longer are not read. */
#define MAX_TYPES 64

static const struct
{
  const char *name;
  guint types;
} type_names[] = {
  { "null", FORM_TYPE_NULL },
  { "boolean", FORM_TYPE_BOOLEAN },
  { "integer", FORM_TYPE_INTEGER },
  { "number", FORM_TYPES_NUMBER },
  { "string", FORM_TYPE_STRING },
  { "array", FORM_TYPE_ARRAY },
  { "object", FORM_TYPE_GROUP },
};

/* The types that one name means. */
guint
form_node_read_type_name (const SjsonValue *name)
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

  found = form_node_read_type_name (&type);
  if (sjson_value_get_kind (&type) != SJSON_KIND_ARRAY ||
      sjson_value_get_length (&type) > MAX_TYPES)
    return found;

  sjson_iter_init (&iter, &type);
  while (sjson_iter_next (&iter, NULL, &name))
    found |= form_node_read_type_name (&name);

  return found;
}

guint
form_node_get_type_of (const SjsonValue *value)
{
  switch (sjson_value_get_kind (value))
    {
    case SJSON_KIND_NULL:
      return FORM_TYPE_NULL;
    case SJSON_KIND_BOOLEAN:
      return FORM_TYPE_BOOLEAN;
    case SJSON_KIND_NUMBER:
      return sjson_value_is_integer (value) ? FORM_TYPE_INTEGER : FORM_TYPE_FRACTION;
    case SJSON_KIND_STRING:
      return FORM_TYPE_STRING;
    case SJSON_KIND_ARRAY:
      return FORM_TYPE_ARRAY;
    case SJSON_KIND_OBJECT:
    default:
      return FORM_TYPE_GROUP;
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
    return form_node_get_type_of (&value);

  if (!sjson_value_get_member_of_kind (node, "enum", SJSON_KIND_ARRAY, &list) ||
      sjson_value_get_length (&list) == 0)
    return FORM_TYPES_ALL;

  sjson_iter_init (&iter, &list);
  while (found != FORM_TYPES_ALL && sjson_iter_next (&iter, NULL, &value))
    found |= form_node_get_type_of (&value);

  return found;
}

gboolean
form_node_is_constant (const SjsonValue *node)
{
  SjsonValue member;

  return sjson_value_get_member (node, "const", &member) ||
         (sjson_value_get_member_of_kind (node, "enum", SJSON_KIND_ARRAY, &member) &&
          sjson_value_get_length (&member) > 0);
}

gboolean
form_node_is_schema (const SjsonValue *node)
{
  SjsonKind kind = sjson_value_get_kind (node);

  return kind == SJSON_KIND_OBJECT || kind == SJSON_KIND_BOOLEAN;
}

static gboolean
allows_all (const SjsonValue *node)
{
  gboolean says = FALSE;

  return (sjson_value_get_boolean (node, &says) && says) ||
         (sjson_value_get_kind (node) == SJSON_KIND_OBJECT && sjson_value_get_length (node) == 0);
}

/* Whether nothing is allowed: generators write {"not": {}} for `false`, too. */
gboolean
form_node_is_false (const SjsonValue *node)
{
  gboolean says = TRUE;
  SjsonValue member;

  if (sjson_value_get_boolean (node, &says))
    return !says;

  return sjson_value_get_member (node, "not", &member) && allows_all (&member) &&
         !sjson_value_get_member (node, "$ref", &member);
}

/* The same of what is read already, and of what stands beside a reference. */
gboolean
form_layer_is_false (const FormLayer *self)
{
  SjsonValue member;

  return form_layer_find (self, "not", &member) && allows_all (&member);
}

#define BOOLEAN FORM_SHAPE_BIT (SJSON_KIND_BOOLEAN)
#define NUMBER FORM_SHAPE_BIT (SJSON_KIND_NUMBER)
#define STRING FORM_SHAPE_BIT (SJSON_KIND_STRING)
#define ARRAY FORM_SHAPE_BIT (SJSON_KIND_ARRAY)
#define OBJECT FORM_SHAPE_BIT (SJSON_KIND_OBJECT)
#define SCHEMA (BOOLEAN | OBJECT)

#define UP_TO_2019 (SCHEMA_DRAFT_07 | SCHEMA_DRAFT_2019_09)
#define FROM_2019 (SCHEMA_DRAFT_2019_09 | SCHEMA_DRAFT_2020_12)
#define FROM_2020 SCHEMA_DRAFT_2020_12
#define ALWAYS (SCHEMA_DRAFT_07 | FROM_2019)

/* What keywords are about, in the order in which they are believed. */
static const struct
{
  const char *name;
  guint kinds;         /* FORM_SHAPE_BIT()s of what it has to be to count */
  guint drafts;
  guint types;
  gboolean is_rule;    /* it says how much of it, and not what */
} hints[] = {
  { "properties", OBJECT, ALWAYS, FORM_TYPE_GROUP, FALSE },
  { "patternProperties", OBJECT, ALWAYS, FORM_TYPE_GROUP, FALSE },
  { "additionalProperties", SCHEMA, ALWAYS, FORM_TYPE_GROUP, FALSE },
  { "unevaluatedProperties", SCHEMA, FROM_2019, FORM_TYPE_GROUP, FALSE },
  { "propertyNames", SCHEMA, ALWAYS, FORM_TYPE_GROUP, FALSE },
  { "required", ARRAY, ALWAYS, FORM_TYPE_GROUP, TRUE },
  { "minProperties", NUMBER, ALWAYS, FORM_TYPE_GROUP, TRUE },
  { "maxProperties", NUMBER, ALWAYS, FORM_TYPE_GROUP, TRUE },
  { "dependentRequired", OBJECT, FROM_2019, FORM_TYPE_GROUP, TRUE },
  { "dependentSchemas", OBJECT, FROM_2019, FORM_TYPE_GROUP, TRUE },
  { "dependencies", OBJECT, UP_TO_2019, FORM_TYPE_GROUP, TRUE },
  { "items", SCHEMA | ARRAY, ALWAYS, FORM_TYPE_ARRAY, FALSE },
  { "prefixItems", ARRAY, FROM_2020, FORM_TYPE_ARRAY, FALSE },
  { "additionalItems", SCHEMA, UP_TO_2019, FORM_TYPE_ARRAY, FALSE },
  { "unevaluatedItems", SCHEMA, FROM_2019, FORM_TYPE_ARRAY, FALSE },
  { "contains", SCHEMA, ALWAYS, FORM_TYPE_ARRAY, FALSE },
  { "minItems", NUMBER, ALWAYS, FORM_TYPE_ARRAY, TRUE },
  { "maxItems", NUMBER, ALWAYS, FORM_TYPE_ARRAY, TRUE },
  { "uniqueItems", BOOLEAN, ALWAYS, FORM_TYPE_ARRAY, TRUE },
  { "minContains", NUMBER, FROM_2019, FORM_TYPE_ARRAY, TRUE },
  { "maxContains", NUMBER, FROM_2019, FORM_TYPE_ARRAY, TRUE },
  { "minLength", NUMBER, ALWAYS, FORM_TYPE_STRING, FALSE },
  { "maxLength", NUMBER, ALWAYS, FORM_TYPE_STRING, FALSE },
  { "pattern", STRING, ALWAYS, FORM_TYPE_STRING, FALSE },
  { "contentEncoding", STRING, ALWAYS, FORM_TYPE_STRING, FALSE },
  { "contentMediaType", STRING, ALWAYS, FORM_TYPE_STRING, FALSE },
  { "minimum", NUMBER, ALWAYS, FORM_TYPES_NUMBER, FALSE },
  { "maximum", NUMBER, ALWAYS, FORM_TYPES_NUMBER, FALSE },
  { "exclusiveMinimum", NUMBER, ALWAYS, FORM_TYPES_NUMBER, FALSE },
  { "exclusiveMaximum", NUMBER, ALWAYS, FORM_TYPES_NUMBER, FALSE },
  { "multipleOf", NUMBER, ALWAYS, FORM_TYPES_NUMBER, FALSE },
};

static gboolean
has_known_format (const FormLayer *self)
{
  static const char * const formats[] = {
    "binary", "byte", "date", "date-time", "duration", "email", "hostname", "idn-email",
    "idn-hostname", "ipv4", "ipv6", "iri", "iri-reference", "json-pointer", "password", "regex",
    "relative-json-pointer", "time", "uri", "uri-reference", "uri-template", "uuid",
  };
  SjsonValue format;

  if (!form_layer_find_of_kind (self, "format", SJSON_KIND_STRING, &format))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (sjson_value_equals_string (&format, formats[i]))
      return TRUE;

  return FALSE;
}

/* What the keywords of a layer are about, all types of them; 0 if it is about none. */
guint
form_layer_infer_types (const FormLayer *self,
                        gboolean         with_rules)
{
  guint found = has_known_format (self) ? FORM_TYPE_STRING : 0;
  SjsonValue member;

  for (gsize i = 0; i < G_N_ELEMENTS (hints); i++)
    if (!(found & hints[i].types) && (self->draft & hints[i].drafts) &&
        (with_rules || !hints[i].is_rule) && form_layer_find (self, hints[i].name, &member) &&
        (hints[i].kinds & FORM_SHAPE_BIT (sjson_value_get_kind (&member))))
      found |= hints[i].types;

  return found;
}
