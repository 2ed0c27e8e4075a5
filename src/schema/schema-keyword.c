/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-keyword.h"

#define ALL (SCHEMA_DRAFT_07 | SCHEMA_DRAFT_2019_09 | SCHEMA_DRAFT_2020_12)
#define SINCE_2019 (SCHEMA_DRAFT_2019_09 | SCHEMA_DRAFT_2020_12)
#define UNTIL_2019 (SCHEMA_DRAFT_07 | SCHEMA_DRAFT_2019_09)

/* All that decide something, or hold schemas. "dependencies" is not in the newer drafts any more,
 * but their meta-schemas still list it, servers still send it, and it can mean nothing else. */
static const struct
{
  const char *name;
  SchemaVocabulary vocabulary;
  guint drafts;
  SchemaShape shape;
} keywords[] = {
  [SCHEMA_KEYWORD_ADDITIONAL_ITEMS] = {
    "additionalItems", SCHEMA_VOCABULARY_APPLICATOR, UNTIL_2019, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_ADDITIONAL_PROPERTIES] = {
    "additionalProperties", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_ALL_OF] = {
    "allOf", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_LIST,
  },
  [SCHEMA_KEYWORD_ANY_OF] = {
    "anyOf", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_LIST,
  },
  [SCHEMA_KEYWORD_CONST] = {
    "const", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_CONTAINS] = {
    "contains", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_DEFINITIONS] = {
    "definitions", SCHEMA_VOCABULARY_CORE, ALL, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_DEFS] = {
    "$defs", SCHEMA_VOCABULARY_CORE, ALL, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_DEPENDENCIES] = {
    "dependencies", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_DEPENDENT_REQUIRED] = {
    "dependentRequired", SCHEMA_VOCABULARY_VALIDATION, SINCE_2019, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_DEPENDENT_SCHEMAS] = {
    "dependentSchemas", SCHEMA_VOCABULARY_APPLICATOR, SINCE_2019, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_DYNAMIC_REF] = {
    "$dynamicRef", SCHEMA_VOCABULARY_CORE, SCHEMA_DRAFT_2020_12, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_ELSE] = {
    "else", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_ENUM] = {
    "enum", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_EXCLUSIVE_MAXIMUM] = {
    "exclusiveMaximum", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_EXCLUSIVE_MINIMUM] = {
    "exclusiveMinimum", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_FORMAT] = {
    "format", SCHEMA_VOCABULARY_FORMAT, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_IF] = {
    "if", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_ITEMS] = {
    "items", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_EITHER,
  },
  [SCHEMA_KEYWORD_MAX_CONTAINS] = {
    "maxContains", SCHEMA_VOCABULARY_VALIDATION, SINCE_2019, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MAX_ITEMS] = {
    "maxItems", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MAX_LENGTH] = {
    "maxLength", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MAX_PROPERTIES] = {
    "maxProperties", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MAXIMUM] = {
    "maximum", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MIN_CONTAINS] = {
    "minContains", SCHEMA_VOCABULARY_VALIDATION, SINCE_2019, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MIN_ITEMS] = {
    "minItems", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MIN_LENGTH] = {
    "minLength", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MIN_PROPERTIES] = {
    "minProperties", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MINIMUM] = {
    "minimum", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_MULTIPLE_OF] = {
    "multipleOf", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_NOT] = {
    "not", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_ONE_OF] = {
    "oneOf", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_LIST,
  },
  [SCHEMA_KEYWORD_PATTERN] = {
    "pattern", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_PATTERN_PROPERTIES] = {
    "patternProperties", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_PREFIX_ITEMS] = {
    "prefixItems", SCHEMA_VOCABULARY_APPLICATOR, SCHEMA_DRAFT_2020_12, SCHEMA_SHAPE_LIST,
  },
  [SCHEMA_KEYWORD_PROPERTIES] = {
    "properties", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_MAP,
  },
  [SCHEMA_KEYWORD_PROPERTY_NAMES] = {
    "propertyNames", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_RECURSIVE_REF] = {
    "$recursiveRef", SCHEMA_VOCABULARY_CORE, SCHEMA_DRAFT_2019_09, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_REF] = {
    "$ref", SCHEMA_VOCABULARY_CORE, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_REQUIRED] = {
    "required", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_THEN] = {
    "then", SCHEMA_VOCABULARY_APPLICATOR, ALL, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_TYPE] = {
    "type", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
  [SCHEMA_KEYWORD_UNEVALUATED_ITEMS] = {
    "unevaluatedItems", SCHEMA_VOCABULARY_UNEVALUATED, SINCE_2019, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_UNEVALUATED_PROPERTIES] = {
    "unevaluatedProperties", SCHEMA_VOCABULARY_UNEVALUATED, SINCE_2019, SCHEMA_SHAPE_ONE,
  },
  [SCHEMA_KEYWORD_UNIQUE_ITEMS] = {
    "uniqueItems", SCHEMA_VOCABULARY_VALIDATION, ALL, SCHEMA_SHAPE_NONE,
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (keywords) == SCHEMA_N_KEYWORDS);

/**
 * schema_keyword_find:
 * @name: the name of a member of a schema
 * @dialect: what the schema is written in
 *
 * Returns: the keyword, or %SCHEMA_N_KEYWORDS if it means nothing there
 */
SchemaKeyword
schema_keyword_find (const SjsonValue    *name,
                     const SchemaDialect *dialect)
{
  for (guint i = 0; i < SCHEMA_N_KEYWORDS; i++)
    {
      if ((keywords[i].drafts & dialect->draft) &&
          (keywords[i].vocabulary & dialect->vocabularies) &&
          sjson_value_equals_string (name, keywords[i].name))
        return (SchemaKeyword) i;
    }

  return SCHEMA_N_KEYWORDS;
}

/**
 * schema_keyword_get_name:
 *
 * Returns: the keyword as schemas have it
 */
const char *
schema_keyword_get_name (SchemaKeyword self)
{
  return keywords[self].name;
}

/**
 * schema_keyword_get_shape:
 *
 * Returns: where there are schemas in the keyword's value
 */
SchemaShape
schema_keyword_get_shape (SchemaKeyword self)
{
  return keywords[self].shape;
}
