/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-compile.h"

#include "schema-check.h"
#include "schema-text.h"

static guint
find_type (const SjsonValue *name)
{
  static const struct { const char *name; guint types; } types[] = {
    { "string", SCHEMA_KIND (STRING) },
    { "object", SCHEMA_KIND (OBJECT) },
    { "array", SCHEMA_KIND (ARRAY) },
    { "integer", SCHEMA_INTEGER },
    { "number", SCHEMA_KIND (NUMBER) },
    { "boolean", SCHEMA_KIND (BOOLEAN) },
    { "null", SCHEMA_KIND (NULL) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (sjson_value_equals_string (name, types[i].name))
        return types[i].types;
    }

  return 0;
}

gboolean
schema_compile_type (SchemaCompiler *self,
                     SchemaRule     *rule)
{
  SjsonIter iter;
  SjsonValue name;

  if (sjson_value_get_kind (&rule->value) == SJSON_KIND_STRING)
    rule->types = find_type (&rule->value);

  sjson_iter_init (&iter, &rule->value);

  while (sjson_value_get_kind (&rule->value) == SJSON_KIND_ARRAY &&
         sjson_iter_next (&iter, NULL, &name))
    {
      guint types = find_type (&name);

      if (types == 0)
        return FALSE;

      rule->types |= types;
    }

  /* A value of one of these kinds needs no look. */
  rule->kinds &= ~rule->types;

  return rule->types != 0;
}

/* The strings of an "enum", or of a "const", can be looked up. */
gboolean
schema_compile_enum (SchemaCompiler *self,
                     SchemaRule     *rule)
{
  SjsonValue value = rule->value;
  gboolean is_const = rule->keyword == SCHEMA_KEYWORD_CONST;
  SjsonIter iter;

  rule->names = schema_names_new ();
  sjson_iter_init (&iter, &rule->value);

  if (!is_const && sjson_value_get_kind (&rule->value) != SJSON_KIND_ARRAY)
    return FALSE;

  if (is_const && sjson_value_get_kind (&value) == SJSON_KIND_STRING)
    {
      g_auto(SchemaText) text = { NULL, };

      schema_text_init (&text, &value);
      schema_names_add (rule->names, text.bytes, text.length);
    }

  while (!is_const && sjson_iter_next (&iter, NULL, &value))
    {
      g_auto(SchemaText) text = { NULL, };

      if (sjson_value_get_kind (&value) == SJSON_KIND_STRING)
        {
          schema_text_init (&text, &value);
          schema_names_add (rule->names, text.bytes, text.length);
        }
    }

  return TRUE;
}

gboolean
schema_compile_number (SchemaCompiler *self,
                       SchemaRule     *rule)
{
  if (sjson_value_get_kind (&rule->value) != SJSON_KIND_NUMBER)
    return FALSE;

  schema_number_init (&rule->number, &rule->value);
  return TRUE;
}

gboolean
schema_compile_divisor (SchemaCompiler *self,
                        SchemaRule     *rule)
{
  SchemaDigits digits;

  if (!schema_compile_number (self, rule))
    return FALSE;

  schema_number_take_apart (&rule->number, &digits);

  return digits.n_digits > 0 && !digits.is_negative;
}

/* A whole number from zero on; one that no length can reach is as good as the largest. */
static gboolean
read_size (const SjsonValue *value,
           guint64          *size)
{
  SchemaNumber number;

  if (!sjson_value_is_integer (value))
    return FALSE;

  if (sjson_value_get_uint64 (value, size))
    return TRUE;

  schema_number_init (&number, value);
  *size = G_MAXUINT64;
  return !number.is_negative;
}

gboolean
schema_compile_size (SchemaCompiler *self,
                     SchemaRule     *rule)
{
  return read_size (&rule->value, &rule->most);
}

gboolean
schema_compile_boolean (SchemaCompiler *self,
                        SchemaRule     *rule)
{
  gboolean wanted = FALSE;
  gboolean valid = sjson_value_get_boolean (&rule->value, &wanted);

  rule->kinds = wanted ? rule->kinds : 0;

  return valid;
}

gboolean
schema_compile_pattern (SchemaCompiler *self,
                        SchemaRule     *rule)
{
  g_auto(SchemaText) text = { NULL, };

  if (sjson_value_get_kind (&rule->value) != SJSON_KIND_STRING)
    return FALSE;

  schema_text_init (&text, &rule->value);
  rule->pattern = schema_pattern_new (text.bytes, text.length);
  rule->problem = schema_pattern_get_problem (rule->pattern);

  if (rule->problem != NULL)
    rule->check = schema_check_problem;

  return TRUE;
}

/* A format that is not known only describes (JSON Schema 2020-12 Validation, 7.2.3). */
gboolean
schema_compile_format (SchemaCompiler *self,
                       SchemaRule     *rule)
{
  guint vocabularies = self->node->resource->dialect.vocabularies;
  gboolean asserted = self->set->assert_format || (vocabularies & SCHEMA_VOCABULARY_ASSERTION);
  g_autofree char *name = sjson_value_dup_string (&rule->value, NULL);

  rule->format = name != NULL && asserted ? schema_format_find (name) : NULL;
  rule->kinds = rule->format != NULL ? rule->kinds : 0;

  return TRUE;
}

/* "minContains" and "maxContains" mean nothing without it. */
gboolean
schema_compile_contains (SchemaCompiler *self,
                         SchemaRule     *rule)
{
  const SchemaDialect *dialect = &self->node->resource->dialect;
  SjsonValue value;

  rule->least = 1;
  rule->most = G_MAXUINT64;

  if (!schema_compiler_get_node (self, &rule->value, &rule->node))
    return FALSE;

  if (dialect->draft == SCHEMA_DRAFT_07 || !(dialect->vocabularies & SCHEMA_VOCABULARY_VALIDATION))
    return TRUE;

  return (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_MIN_CONTAINS, &value) ||
          read_size (&value, &rule->least)) &&
         (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_MAX_CONTAINS, &value) ||
          read_size (&value, &rule->most));
}

/* What it refers to is found when it is needed. */
gboolean
schema_compile_reference (SchemaCompiler *self,
                          SchemaRule     *rule)
{
  return sjson_value_get_kind (&rule->value) == SJSON_KIND_STRING;
}
