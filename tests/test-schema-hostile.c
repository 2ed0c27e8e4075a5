/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"

/* Schemas and values that are made to cost much. Nothing is timed here: what is not bounded would
 * not end before the test runner ends it. */

static const SchemaCase circles[] = {
  { "{\"$ref\":\"#\"}", "1", SCHEMA_UNCHECKED },
  { "{\"allOf\":[{\"$ref\":\"#\"}]}", "1", SCHEMA_UNCHECKED },
  { "{\"not\":{\"$ref\":\"#\"}}", "1", SCHEMA_UNCHECKED },
  { "{\"if\":{\"$ref\":\"#\"},\"then\":false}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},"
    "\"b\":{\"$ref\":\"#/$defs/a\"}}}", "{}", SCHEMA_UNCHECKED },
  { "{\"$dynamicRef\":\"#a\",\"$dynamicAnchor\":\"a\"}", "1", SCHEMA_UNCHECKED },
  { "{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}", "null", SCHEMA_VALID },
  { "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"b\"]}", "{\"b\":1,\"a\":{\"b\":1}}",
    SCHEMA_VALID },
  { "{\"allOf\":[{\"$ref\":\"#\"}],\"type\":\"string\"}", "1", SCHEMA_INVALID },
};

static void
test_circles (void)
{
  g_autoptr(SchemaResult) result = explain ("{\"$ref\":\"#\"}", "1");

  check_cases (circles, G_N_ELEMENTS (circles));
  g_assert_cmpstr (schema_result_get_issue (result, 0)->sentence, ==,
                   "The schema refers to itself without end here.");
}

/* Each of @n definitions refers @times to the next by @keyword; the last is @last. */
static char *
make_chain (guint       n,
            guint       times,
            const char *keyword,
            const char *last)
{
  GString *text = g_string_new ("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "\"d%u\":{\"%s\":[", i, keyword);

      for (guint j = 0; j < times; j++)
        g_string_append_printf (text, "%s{\"$ref\":\"#/$defs/d%u\"}", j > 0 ? "," : "", i + 1);

      g_string_append (text, "]},");
    }

  g_string_append_printf (text, "\"d%u\":%s}}", n, last);

  return g_string_free (text, FALSE);
}

static void
assert_chain (guint          n,
              guint          times,
              const char    *keyword,
              const char    *last,
              SchemaVerdict  verdict)
{
  g_autofree char *schema = make_chain (n, times, keyword, last);
  g_autoptr(SchemaResult) result = explain (schema, "1");

  g_assert_cmpint (schema_result_get_verdict (result), ==, verdict);
}

/* Two to the power of sixty ways. */
static void
test_explosion (void)
{
  assert_chain (60, 2, "allOf", "{\"type\":\"integer\"}", SCHEMA_UNCHECKED);
  assert_chain (60, 2, "anyOf", "{\"type\":\"string\"}", SCHEMA_UNCHECKED);
  assert_chain (60, 2, "oneOf", "{\"type\":\"string\"}", SCHEMA_UNCHECKED);
  assert_chain (10, 2, "allOf", "{\"type\":\"integer\"}", SCHEMA_VALID);
  assert_chain (60, 2, "allOf", "{\"type\":\"string\"}", SCHEMA_INVALID);
}

static void
test_depth (void)
{
  assert_chain (300, 1, "allOf", "{\"type\":\"integer\"}", SCHEMA_VALID);
  assert_chain (300, 1, "allOf", "{\"type\":\"string\"}", SCHEMA_INVALID);
  assert_chain (20000, 1, "allOf", "{\"type\":\"integer\"}", SCHEMA_UNCHECKED);
}

static void
test_deep_value (void)
{
  g_autofree char *open = g_strnfill (120, '[');
  g_autofree char *close = g_strnfill (120, ']');
  g_autofree char *value = g_strconcat (open, "1", close, NULL);
  g_autoptr(SchemaResult) good = explain ("{\"items\":{\"$ref\":\"#\"}}", value);
  g_autoptr(SchemaResult) bad = explain ("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}", value);
  g_autoptr(SchemaResult) unique = explain ("{\"uniqueItems\":true,\"items\":{\"$ref\":\"#\"}}",
                                            value);

  g_assert_cmpint (schema_result_get_verdict (good), ==, SCHEMA_VALID);
  g_assert_cmpint (schema_result_get_verdict (bad), ==, SCHEMA_INVALID);
  g_assert_cmpuint (strlen (schema_result_get_issue (bad, 0)->instance), ==, 240);
  g_assert_cmpint (schema_result_get_verdict (unique), ==, SCHEMA_VALID);
}

static char *
make_list (guint       n,
           const char *format)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto(GStrv) parts = g_strsplit (format, "%", 2);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "," : "", parts[0],
                              parts[1] != NULL ? number : "", parts[1] != NULL ? parts[1] : "");
    }

  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static void
test_many_errors (void)
{
  g_autofree char *value = make_list (20000, "%");
  g_autoptr(SjsonValue) schema = parse_value ("{\"items\":{\"type\":\"string\",\"minimum\":-1}}");
  g_autoptr(SjsonValue) list = parse_value (value);
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, list);
  g_autoptr(SchemaResult) fewer = NULL;

  g_assert_cmpint (schema_result_get_verdict (result), ==, SCHEMA_INVALID);
  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 100);
  g_assert_true (schema_result_get_has_more (result));
  g_assert_cmpstr (schema_result_get_issue (result, 99)->instance, ==, "/99");

  schema_validator_set_most_issues (validator, 3);
  fewer = schema_validator_explain (validator, list);
  g_assert_cmpuint (schema_result_get_n_issues (fewer), ==, 3);
}

/* What cannot be checked does not crowd out what is wrong. */
static void
test_many_unchecked (void)
{
  g_autofree char *value = make_list (1000, "%");
  g_autofree char *longer = g_strconcat ("{\"a\":", value, ",\"b\":1}", NULL);
  g_autoptr(SchemaResult) result =
    explain ("{\"properties\":{\"a\":{\"items\":{\"$ref\":\"x:y\"}},\"b\":false}}", longer);

  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 101);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->instance, ==, "/b");
}

static void
assert_large (const char    *schema,
              guint          n,
              const char    *format,
              SchemaVerdict  verdict)
{
  g_autofree char *value = make_list (n, format);
  g_autoptr(SchemaResult) result = explain (schema, value);

  g_assert_cmpint (schema_result_get_verdict (result), ==, verdict);
}

static void
test_large (void)
{
  g_autofree char *choices = make_list (20000, "{\"a\":%}");
  g_autofree char *schema = g_strconcat ("{\"items\":{\"enum\":", choices, "}}", NULL);

  assert_large ("{\"uniqueItems\":true}", 50000, "{\"a\":[%]}", SCHEMA_VALID);
  assert_large ("{\"uniqueItems\":true}", 50000, "\"x\"", SCHEMA_INVALID);
  assert_large (schema, 20000, "{\"b\":%}", SCHEMA_INVALID);
  /* Each has to be compared with half of them. */
  assert_large (schema, 20000, "{\"a\":%}", SCHEMA_UNCHECKED);
}

/* The bomb is dear, so a list of them is given up, and what is wrong for sure still is. */
static void
test_patterns (void)
{
  static const char bomb[] = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"";

  assert_large ("{\"items\":{\"pattern\":\"^(a+)+$\"}}", 10000, bomb, SCHEMA_UNCHECKED);
  assert_large ("{\"minItems\":20000,\"items\":{\"pattern\":\"^(a+)+$\"}}", 10000, bomb,
                SCHEMA_INVALID);
  assert_large ("{\"items\":{\"pattern\":\"^a+$\"}}", 50000, "\"aaaaaaaa\"", SCHEMA_VALID);
}

static void
test_steps (void)
{
  g_autoptr(SjsonValue) schema = parse_value ("{\"items\":{\"type\":\"string\"}}");
  g_autoptr(SjsonValue) value = parse_value ("[\"a\",\"b\",\"c\"]");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);
  g_autoptr(SchemaResult) result = NULL;

  schema_validator_set_most_steps (validator, 3);
  result = schema_validator_explain (validator, value);
  g_assert_cmpint (schema_result_get_verdict (result), ==, SCHEMA_UNCHECKED);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->sentence, ==,
                   "Checking all of this would take too long.");

  g_assert_cmpint (schema_validator_check (validator, value), ==, SCHEMA_UNCHECKED);
  g_assert_cmpuint (schema_validator_get_n_spent (validator), ==, 3);

  schema_validator_set_most_steps (validator, 100);
  g_assert_cmpint (schema_validator_check (validator, value), ==, SCHEMA_VALID);
  g_assert_cmpuint (schema_validator_get_n_spent (validator), >, 3);
  g_assert_cmpuint (schema_validator_get_n_spent (validator), <, 100);
  g_assert_finalize_object (g_steal_pointer (&validator));
}

/* A name that is held against a pattern costs more than one that is looked up. */
static void
test_price (void)
{
  g_autoptr(SjsonValue) looked = parse_value ("{\"properties\":{\"a\":true,\"b\":true}}");
  g_autoptr(SjsonValue) held = parse_value ("{\"patternProperties\":{\"a\":true,\"b\":true}}");
  g_autoptr(SjsonValue) value = parse_value ("{\"a\":1,\"b\":1}");
  g_autoptr(SchemaValidator) cheap = schema_validator_new (looked, NULL, SCHEMA_FLAGS_NONE);
  g_autoptr(SchemaValidator) dear = schema_validator_new (held, NULL, SCHEMA_FLAGS_NONE);

  schema_validator_set_most_steps (cheap, 50);
  schema_validator_set_most_steps (dear, 50);
  g_assert_cmpint (schema_validator_check (cheap, value), ==, SCHEMA_VALID);
  g_assert_cmpint (schema_validator_check (dear, value), ==, SCHEMA_UNCHECKED);
}

/* More schemas than are kept. */
static void
test_large_schema (void)
{
  g_autofree char *list = make_list (250000, "{}");
  g_autofree char *schema = g_strconcat ("{\"allOf\":", list, "}", NULL);
  g_autoptr(SchemaResult) result = explain (schema, "1");

  g_assert_cmpint (schema_result_get_verdict (result), ==, SCHEMA_UNCHECKED);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->sentence, ==,
                   "The schema is too large to be checked.");
}

/* Names and pointers with anything in them. */
static const SchemaCase names[] = {
  { "{\"required\":[\"\\u0000\"]}", "{\"\\u0000\":1}", SCHEMA_VALID },
  { "{\"required\":[\"a\\u0000b\"]}", "{\"a\":1}", SCHEMA_INVALID },
  { "{\"properties\":{\"a\\\\b\":{\"const\":1}}}", "{\"a\\b\":2}", SCHEMA_VALID },
  { "{\"properties\":{\"a\\\\b\":{\"const\":1}}}", "{\"a\\\\b\":2}", SCHEMA_INVALID },
  { "{\"properties\":{\"\":{\"const\":1}}}", "{\"\":2}", SCHEMA_INVALID },
  { "{\"enum\":[\"\\u0000\"]}", "\"\"", SCHEMA_INVALID },
  { "{\"minLength\":1}", "\"\\u0000\"", SCHEMA_VALID },
  { "{\"$ref\":\"#/$defs/%zz\",\"$defs\":{\"%zz\":true}}", "1", SCHEMA_VALID },
  { "{\"$ref\":\"#/~2\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"\\u0000\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$id\":\"::::\",\"$ref\":\"../../../..?#x\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$id\":5,\"$anchor\":{},\"$dynamicAnchor\":[],\"type\":\"null\"}", "1", SCHEMA_INVALID },
};

static void
test_names (void)
{
  check_cases (names, G_N_ELEMENTS (names));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/hostile/circles", test_circles);
  g_test_add_func ("/schema/hostile/explosion", test_explosion);
  g_test_add_func ("/schema/hostile/depth", test_depth);
  g_test_add_func ("/schema/hostile/deep-value", test_deep_value);
  g_test_add_func ("/schema/hostile/many-errors", test_many_errors);
  g_test_add_func ("/schema/hostile/many-unchecked", test_many_unchecked);
  g_test_add_func ("/schema/hostile/large", test_large);
  g_test_add_func ("/schema/hostile/patterns", test_patterns);
  g_test_add_func ("/schema/hostile/steps", test_steps);
  g_test_add_func ("/schema/hostile/price", test_price);
  g_test_add_func ("/schema/hostile/large-schema", test_large_schema);
  g_test_add_func ("/schema/hostile/names", test_names);

  return g_test_run ();
}
