/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyword-counter.h"

typedef enum { NONE, ONE, LIST, EITHER, MAP } Shape;

typedef struct
{
  const char *name;
  Shape shape;            /* where there are schemas in its value */
  gboolean refuses;       /* a value can be wrong by it */
} Keyword;

/* By the vocabularies of 2020-12, and what the older drafts have besides. */
static const Keyword keywords[] = {
  /* core */
  { "$schema", NONE }, { "$id", NONE }, { "$anchor", NONE }, { "$comment", NONE },
  { "$defs", MAP }, { "definitions", MAP }, { "$ref", NONE }, { "$dynamicRef", NONE },
  { "$dynamicAnchor", NONE }, { "$recursiveRef", NONE }, { "$recursiveAnchor", NONE },
  { "$vocabulary", NONE },
  /* applicator */
  { "allOf", LIST }, { "anyOf", LIST, TRUE }, { "oneOf", LIST, TRUE }, { "not", ONE, TRUE },
  { "if", ONE }, { "then", ONE }, { "else", ONE }, { "dependentSchemas", MAP },
  { "dependencies", MAP, TRUE }, { "prefixItems", LIST }, { "items", EITHER, TRUE },
  { "additionalItems", ONE, TRUE }, { "contains", ONE, TRUE }, { "properties", MAP },
  { "patternProperties", MAP }, { "additionalProperties", ONE, TRUE }, { "propertyNames", ONE },
  /* unevaluated */
  { "unevaluatedItems", ONE, TRUE }, { "unevaluatedProperties", ONE, TRUE },
  /* validation */
  { "type", NONE, TRUE }, { "enum", NONE, TRUE }, { "const", NONE, TRUE },
  { "multipleOf", NONE, TRUE }, { "maximum", NONE, TRUE }, { "exclusiveMaximum", NONE, TRUE },
  { "minimum", NONE, TRUE }, { "exclusiveMinimum", NONE, TRUE }, { "maxLength", NONE, TRUE },
  { "minLength", NONE, TRUE }, { "pattern", NONE, TRUE }, { "maxItems", NONE, TRUE },
  { "minItems", NONE, TRUE }, { "uniqueItems", NONE, TRUE }, { "maxContains", NONE },
  { "minContains", NONE }, { "maxProperties", NONE }, { "minProperties", NONE, TRUE },
  { "required", NONE, TRUE }, { "dependentRequired", NONE, TRUE },
  /* format, content, meta-data */
  { "format", NONE, TRUE }, { "contentEncoding", NONE }, { "contentMediaType", NONE },
  { "contentSchema", ONE }, { "title", NONE }, { "description", NONE }, { "default", NONE },
  { "deprecated", NONE }, { "readOnly", NONE }, { "writeOnly", NONE }, { "examples", NONE },
  { "enumNames", NONE },
};

#define N_KEYWORDS G_N_ELEMENTS (keywords)

struct _KeywordCounter
{
  guint n_with[2][N_KEYWORDS];   /* values that were not valid, and that were */
  guint n_blamed[N_KEYWORDS];
};

KeywordCounter *
keyword_counter_new (void)
{
  return g_new0 (KeywordCounter, 1);
}

void
keyword_counter_free (KeywordCounter *self)
{
  g_free (self);
}

static const Keyword *
find (const SjsonValue *name)
{
  for (gsize i = 0; i < N_KEYWORDS; i++)
    {
      if (sjson_value_equals_string (name, keywords[i].name))
        return &keywords[i];
    }

  return NULL;
}

static void
add_children (KeywordCounter   *self,
              const SjsonValue *value,
              gboolean          valid)
{
  SjsonIter iter;
  SjsonValue child;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &child))
    keyword_counter_add (self, &child, valid);
}

/* All keywords of a schema and of the schemas in it. */
void
keyword_counter_add (KeywordCounter   *self,
                     const SjsonValue *schema,
                     gboolean          valid)
{
  SjsonIter iter;
  SjsonValue name, value;

  if (sjson_value_get_kind (schema) != SJSON_KIND_OBJECT)
    return;

  sjson_iter_init (&iter, schema);

  while (sjson_iter_next (&iter, &name, &value))
    {
      const Keyword *keyword = find (&name);
      gboolean is_list = sjson_value_get_kind (&value) == SJSON_KIND_ARRAY;

      if (keyword == NULL)
        continue;

      self->n_with[valid][keyword - keywords]++;

      if (keyword->shape == ONE || (keyword->shape == EITHER && !is_list))
        keyword_counter_add (self, &value, valid);
      else if (keyword->shape != NONE)
        add_children (self, &value, valid);
    }
}

/* A value was wrong by that. */
void
keyword_counter_blame (KeywordCounter *self,
                       const char     *keyword)
{
  for (gsize i = 0; i < N_KEYWORDS; i++)
    self->n_blamed[i] += g_str_equal (keywords[i].name, keyword);
}

/* Fails unless each keyword stood there often enough, and refused often enough if it can. */
void
keyword_counter_assert (KeywordCounter *self,
                        guint           n_least,
                        guint           n_blamed)
{
  gboolean is_enough = TRUE;

  for (gsize i = 0; i < N_KEYWORDS; i++)
    {
      gboolean is_rare = self->n_with[TRUE][i] < n_least || self->n_with[FALSE][i] < n_least ||
                         (keywords[i].refuses && self->n_blamed[i] < n_blamed);

      g_test_message ("%-22s valid %6u, invalid %6u, blamed %5u%s", keywords[i].name,
                      self->n_with[TRUE][i], self->n_with[FALSE][i], self->n_blamed[i],
                      is_rare ? "  TOO RARE" : "");
      is_enough &= !is_rare;
    }

  g_assert_true (is_enough);
}
