/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"
#include "schema-pattern.h"
#include "sjson-pointer.h"

#define SEED 20201219
#define N_INPUTS 6000
#define N_STEPS 100000

/* Mutated schemas against mutated values, the same in each run. None may crash; and what is said
 * of them has to agree with itself. */

static const char * const schemas[] = {
  "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1},\"b\":{\"enum\":"
  "[\"x\",null,[1]]}},\"required\":[\"a\"],\"additionalProperties\":false}",
  "{\"anyOf\":[{\"type\":\"array\",\"items\":{\"multipleOf\":0.5},\"uniqueItems\":true},"
  "{\"type\":\"null\"},{\"properties\":{\"a\":{\"const\":1}}}]}",
  "{\"if\":{\"required\":[\"a\"]},\"then\":{\"minProperties\":2},\"else\":{\"maxLength\":3}}",
  "{\"allOf\":[{\"properties\":{\"a\":true}},"
  "{\"patternProperties\":{\"^b+$\":{\"type\":\"string\"}}}],"
  "\"unevaluatedProperties\":false}",
  "{\"prefixItems\":[{\"type\":\"number\"}],\"contains\":{\"pattern\":\"a|b\"},\"minContains\":1,"
  "\"maxContains\":2,\"unevaluatedItems\":{\"not\":{\"type\":\"string\"}}}",
  "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$anchor\":\"x\",\"oneOf\":[{\"minLength\":1},"
  "{\"items\":{\"$ref\":\"#x\"}}]}}}",
  "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"dependencies\":{\"a\":[\"b\"],"
  "\"b\":{\"maxProperties\":2}},\"propertyNames\":{\"format\":\"email\"}}",
  "{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"$recursiveAnchor\":true,"
  "\"items\":[{\"$recursiveRef\":\"#\"}],\"additionalItems\":{\"format\":\"date-time\"}}",
};

static const char * const values[] = {
  "{\"a\":1,\"b\":\"x\"}",
  "[1,1.5,\"a\",\"b\",null,[2]]",
  "{\"bb\":\"\",\"a\":{\"a\":[]},\"\":true}",
  "\"2026-01-31T00:00:00Z\"",
  "[[[\"b\"],-0.0],1e400,12345678901234567890.5]",
  "null",
};

static const char alphabet[] = "{}[]:,\"\\$#/ab10.5e-+ntx";

static char *
mutate (const char *seed,
        GRand      *random,
        guint       n_mutations)
{
  GString *text = g_string_new (seed);

  for (guint i = 0; i < n_mutations; i++)
    {
      gsize at = g_rand_int_range (random, 0, (gint32) text->len);
      char byte = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      const char *other = schemas[g_rand_int_range (random, 0, G_N_ELEMENTS (schemas))];
      const char *colon = strchr (text->str + at, ':');
      gsize behind = colon != NULL ? (gsize) (colon + 1 - text->str) : 0;

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          g_string_insert_c (text, at, byte);
          break;
        case 1:
          text->str[at] = byte;
          break;
        case 2:
          if (text->len > 1)
            g_string_erase (text, at, 1);
          break;
        case 3:
          if (colon != NULL && text->len < 2000)
            {
              g_string_insert (text, behind, ",\"c\":");
              g_string_insert (text, behind, other);
            }
          break;
        default:
          if (colon != NULL && colon[1] == '{')
            g_string_insert (text, behind + 1, "\"a\":{\"b\":1},");
          break;
        }
    }

  return g_string_free (text, FALSE);
}

static SjsonValue *
read_value (const char *text)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue root;

  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}

static SchemaValidator *
make (const SjsonValue *schema)
{
  SchemaValidator *validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);

  schema_validator_set_most_steps (validator, N_STEPS);

  return validator;
}

/* All pointers lead somewhere. */
static void
check_issues (const SchemaResult *result,
              const SjsonValue   *schema,
              const SjsonValue   *value)
{
  for (guint i = 0; i < schema_result_get_n_issues (result); i++)
    {
      const SchemaIssue *issue = schema_result_get_issue (result, i);
      SjsonValue found;

      g_assert_true (sjson_pointer_resolve (value, issue->instance, &found));
      g_assert_true (sjson_pointer_resolve (schema, issue->schema, &found));
      g_assert_true (g_utf8_validate (issue->sentence, -1, NULL));
      g_assert_cmpint (issue->verdict, !=, SCHEMA_VALID);
    }
}

static SchemaVerdict
check_wrapped (const char       *before,
               const SjsonValue *schema,
               const char       *after,
               const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (schema, NULL);
  g_autofree char *text = g_strconcat (before, json, after, NULL);
  g_autoptr(SjsonValue) wrapped = parse_value (text);
  g_autoptr(SchemaValidator) validator = make (wrapped);

  return schema_validator_check (validator, value);
}

/* Schemas that say the same in other words; not where they have addresses of their own. */
static void
check_same (const SjsonValue *schema,
            const SjsonValue *value,
            SchemaVerdict     verdict)
{
  gsize length;
  const char *text = sjson_value_get_text (schema, &length);

  if (memchr (text, '$', length) != NULL || sjson_value_get_kind (schema) < SJSON_KIND_OBJECT)
    return;

  g_assert_cmpint (check_wrapped ("{\"allOf\":[", schema, "]}", value), ==, verdict);
  g_assert_cmpint (check_wrapped ("{\"not\":{\"not\":", schema, "}}", value), ==, verdict);
  g_assert_cmpint (check_wrapped ("{\"anyOf\":[false,", schema, "]}", value), ==, verdict);
  g_assert_cmpint (check_wrapped ("{\"oneOf\":[", schema, ",false]}", value), ==, verdict);
  g_assert_cmpint (check_wrapped ("{\"if\":true,\"then\":", schema, "}", value), ==, verdict);
  g_assert_cmpint (check_wrapped ("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":", schema, "}}", value),
                   ==, verdict);
}

static void
check_pair (const SjsonValue *schema,
            const SjsonValue *value,
            guint            *counts)
{
  g_autoptr(SchemaValidator) validator = make (schema);
  SchemaVerdict verdict = schema_validator_check (validator, value);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, value);

  g_assert_cmpint (schema_result_get_verdict (result), ==, verdict);
  g_assert_true ((schema_result_get_n_issues (result) == 0) == (verdict == SCHEMA_VALID));

  if (verdict == SCHEMA_INVALID)
    g_assert_cmpint (schema_result_get_issue (result, 0)->verdict, ==, SCHEMA_INVALID);

  check_issues (result, schema, value);
  check_same (schema, value, verdict);
  counts[verdict]++;
}

static void
test_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  guint counts[3] = { 0, };

  for (guint i = 0; i < N_INPUTS; i++)
    {
      const char *seed = values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))];
      g_autofree char *schema_text = mutate (schemas[i % G_N_ELEMENTS (schemas)], random, i % 4);
      g_autofree char *value_text = mutate (seed, random, g_rand_int_range (random, 0, 2));
      g_autoptr(SjsonValue) schema = read_value (schema_text);
      g_autoptr(SjsonValue) value = read_value (value_text);

      if (schema != NULL && value != NULL)
        check_pair (schema, value, counts);
    }

  g_test_message ("%u valid, %u not, %u unchecked", counts[SCHEMA_VALID], counts[SCHEMA_INVALID],
                  counts[SCHEMA_UNCHECKED]);
  g_assert_cmpuint (counts[SCHEMA_VALID], >, N_INPUTS / 20);
  g_assert_cmpuint (counts[SCHEMA_INVALID], >, N_INPUTS / 20);
  g_assert_cmpuint (counts[SCHEMA_UNCHECKED], >, N_INPUTS / 100);
}

/* Any text is a pattern, or is none. */
static void
test_patterns (void)
{
  static const char marks[] = "ab01^$.|?*+()[]{}\\\\\\-,:=!<>ukpdwsbBcx&";
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  guint n_checked = 0;

  for (guint i = 0; i < 4 * N_INPUTS; i++)
    {
      g_autoptr(GString) pattern = g_string_new (NULL);
      g_autoptr(SchemaPattern) compiled = NULL;
      g_autofree char *block = NULL;
      guint n = g_rand_int_range (random, 0, 12);
      gsize cost;

      while (pattern->len < n)
        g_string_append_c (pattern, marks[g_rand_int_range (random, 0, sizeof marks - 1)]);

      /* A block of the pattern's very size shows who reads beyond it. */
      block = g_memdup2 (pattern->str, MAX (n, 1));
      compiled = schema_pattern_new (block, n);
      n_checked += schema_pattern_match (compiled, "ab01\n", 5, &cost) != SCHEMA_UNCHECKED;
    }

  g_test_message ("%u of %u are patterns", n_checked, 4 * N_INPUTS);
  g_assert_cmpuint (n_checked, >, N_INPUTS / 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/fuzz/mutations", test_mutations);
  g_test_add_func ("/schema/fuzz/patterns", test_patterns);

  return g_test_run ();
}
