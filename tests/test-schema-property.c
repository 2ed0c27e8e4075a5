/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyword-counter.h"
#include "property-fixture.h"
#include "schema-fixture.h"
#include "schema-generator.h"

/* Random schemas of all three drafts, with values that they were made for: none may be refused. And
 * what is left of them after a change is judged alike however it is asked. */

#define N_ROUNDS 6000

static void
check_valid (const char      *schema,
             SchemaValidator *validator,
             const char      *text)
{
  g_autoptr(SjsonValue) value = parse_value (text);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, value);

  if (schema_result_get_verdict (result) != SCHEMA_VALID)
    g_test_message ("%s\nof %s\n%s: %s", text, schema,
                    schema_result_get_issue (result, 0)->schema,
                    schema_result_get_issue (result, 0)->sentence);

  g_assert_cmpint (schema_result_get_verdict (result), ==, SCHEMA_VALID);
}

/* Returns whether it is valid still. */
static gboolean
check_changed (SchemaGenerator  *generator,
               KeywordCounter   *counter,
               const SjsonValue *schema,
               SchemaValidator  *validator,
               const char       *text)
{
  g_autoptr(SjsonValue) value = parse_value (text);
  g_autofree char *changed_text = schema_generator_mutate (generator, value);
  g_autoptr(SjsonValue) changed = parse_value (changed_text);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, changed);
  SchemaVerdict verdict = schema_result_get_verdict (result);

  g_assert_cmpint (schema_validator_check (validator, changed), ==, verdict);
  g_assert_cmpint (schema_validator_check_at (validator, schema, changed), ==, verdict);
  g_assert_cmpint (verdict, !=, SCHEMA_UNCHECKED);
  keyword_counter_add (counter, schema, verdict == SCHEMA_VALID);

  for (guint i = 0; i < schema_result_get_n_issues (result); i++)
    keyword_counter_blame (counter, schema_result_get_issue (result, i)->keyword);

  return verdict == SCHEMA_VALID;
}

static void
test_values (void)
{
  g_autoptr(SchemaGenerator) generator = schema_generator_new (property_get_seed ());
  g_autoptr(KeywordCounter) counter = keyword_counter_new ();

  for (guint i = 0; i < property_get_rounds (N_ROUNDS); i++)
    {
      g_autofree char *schema_text = schema_generator_next (generator);
      g_autoptr(SjsonValue) schema = parse_value (schema_text);
      g_autoptr(SchemaValidator) validator =
        schema_validator_new (schema, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);

      for (guint j = 0; j < 3; j++)
        {
          g_autofree char *text = schema_generator_dup_value (generator);

          check_valid (schema_text, validator, text);
          keyword_counter_add (counter, schema, TRUE);

          for (guint k = 0; k < 4 && check_changed (generator, counter, schema, validator, text);)
            k++;
        }
    }

  if (property_get_rounds (N_ROUNDS) >= N_ROUNDS)
    keyword_counter_assert (counter, 1000, 5);
}

/* Schemas with pieces changed are wrong in some way, and are only that. */
static void
test_wrong_schemas (void)
{
  g_autoptr(SchemaGenerator) generator = schema_generator_new (property_get_seed ());

  for (guint i = 0; i < property_get_rounds (N_ROUNDS); i++)
    {
      g_autofree char *schema_text = schema_generator_next (generator);
      g_autofree char *text = schema_generator_dup_value (generator);

      for (guint j = 0; j < 3; j++)
        {
          g_autofree char *right = g_steal_pointer (&schema_text);
          g_autoptr(SjsonValue) right_schema = parse_value (right);
          g_autoptr(SchemaResult) result = NULL;

          schema_text = schema_generator_mutate (generator, right_schema);
          result = explain (schema_text, text);
          g_assert_true ((schema_result_get_verdict (result) == SCHEMA_VALID) ==
                         (schema_result_get_n_issues (result) == 0));
        }
    }
}

/* The same seed makes the same schemas and values. */
static void
test_same_again (void)
{
  g_autoptr(SchemaGenerator) one = schema_generator_new (7);
  g_autoptr(SchemaGenerator) other = schema_generator_new (7);

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *schema = schema_generator_next (one);
      g_autofree char *other_schema = schema_generator_next (other);
      g_autofree char *value = schema_generator_dup_value (one);
      g_autofree char *other_value = schema_generator_dup_value (other);

      g_assert_cmpstr (schema, ==, other_schema);
      g_assert_cmpstr (value, ==, other_value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/property/values", test_values);
  g_test_add_func ("/schema/property/wrong-schemas", test_wrong_schemas);
  g_test_add_func ("/schema/property/same-again", test_same_again);

  return g_test_run ();
}
