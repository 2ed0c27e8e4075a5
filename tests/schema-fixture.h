/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-validator.h"
#include "sjson-fixture.h"

/* A row of a table: a schema, a value and what it comes to. */
typedef struct
{
  const char *schema;
  const char *value;
  SchemaVerdict verdict;
} SchemaCase;

static inline SchemaValidator *
make_validator (const char *schema)
{
  g_autoptr(SjsonValue) value = parse_value (schema);

  return schema_validator_new (value, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);
}

static inline SchemaResult *
explain (const char *schema,
         const char *text)
{
  g_autoptr(SchemaValidator) validator = make_validator (schema);
  g_autoptr(SjsonValue) value = parse_value (text);
  SchemaResult *result = schema_validator_explain (validator, value);

  g_assert_cmpint (schema_validator_check (validator, value), ==,
                   schema_result_get_verdict (result));
  g_assert_finalize_object (g_steal_pointer (&validator));

  return result;
}

static inline void
check_cases (const SchemaCase *cases,
             gsize             n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(SchemaResult) result = explain (cases[i].schema, cases[i].value);

      if (schema_result_get_verdict (result) != cases[i].verdict)
        g_test_message ("%s of %s", cases[i].value, cases[i].schema);

      g_assert_cmpint (schema_result_get_verdict (result), ==, cases[i].verdict);
      g_assert_true ((cases[i].verdict == SCHEMA_VALID) ==
                     (schema_result_get_n_issues (result) == 0));
    }
}
