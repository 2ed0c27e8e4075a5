/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"

#define D7 "\"$schema\":\"http://json-schema.org/draft-07/schema#\","
#define D2019 "\"$schema\":\"https://json-schema.org/draft/2019-09/schema\","

static const SchemaCase keywords[] = {
  { "true", "1", SCHEMA_VALID },
  { "false", "1", SCHEMA_INVALID },
  { "{}", "null", SCHEMA_VALID },
  { "{\"type\":\"integer\"}", "1.0", SCHEMA_VALID },
  { "{\"type\":\"integer\"}", "1e400", SCHEMA_VALID },
  { "{\"type\":\"integer\"}", "1.5", SCHEMA_INVALID },
  { "{\"type\":[\"string\",\"null\"]}", "null", SCHEMA_VALID },
  { "{\"type\":[\"string\",\"null\"]}", "0", SCHEMA_INVALID },
  { "{\"enum\":[1,\"a\",{\"b\":[2]}]}", "{\"b\":[2.0]}", SCHEMA_VALID },
  { "{\"enum\":[1,\"a\"]}", "\"\\u0061\"", SCHEMA_VALID },
  { "{\"enum\":[1,\"a\"]}", "\"A\"", SCHEMA_INVALID },
  { "{\"const\":false}", "0", SCHEMA_INVALID },
  { "{\"minLength\":2}", "\"\xf0\x9f\x98\x80\"", SCHEMA_INVALID },
  { "{\"maxLength\":1}", "\"\\ud83d\\ude00\"", SCHEMA_VALID },
  { "{\"pattern\":\"^a+$\"}", "\"aa\"", SCHEMA_VALID },
  { "{\"pattern\":\"^a+$\"}", "\"aa\\n\"", SCHEMA_INVALID },
  { "{\"format\":\"date\"}", "\"2026-02-29\"", SCHEMA_INVALID },
  { "{\"format\":\"of-nobody\"}", "\"x\"", SCHEMA_VALID },
  { "{\"required\":[\"a\"]}", "{\"\\u0061\":1}", SCHEMA_VALID },
  { "{\"required\":[\"a\",\"a\"]}", "{\"a\":1}", SCHEMA_VALID },
  { "{\"required\":[\"a\"]}", "{\"b\":1}", SCHEMA_INVALID },
  { "{\"required\":[\"a\"]}", "[]", SCHEMA_VALID },
  { "{\"properties\":{\"a\":{\"type\":\"null\"}}}", "{\"a\":1,\"a\":null}", SCHEMA_VALID },
  { "{\"properties\":{\"a\":true},\"additionalProperties\":false}", "{\"b\":1}", SCHEMA_INVALID },
  { "{\"patternProperties\":{\"^x-\":{\"type\":\"string\"}},\"additionalProperties\":false}",
    "{\"x-a\":\"\"}", SCHEMA_VALID },
  { "{\"propertyNames\":{\"maxLength\":1}}", "{\"ab\":1}", SCHEMA_INVALID },
  { "{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"a\":1}", SCHEMA_INVALID },
  { "{\"dependencies\":{\"a\":{\"required\":[\"b\"]}}}", "{\"a\":1}", SCHEMA_INVALID },
  { "{\"prefixItems\":[{\"type\":\"null\"}],\"items\":false}", "[null]", SCHEMA_VALID },
  { "{\"prefixItems\":[{\"type\":\"null\"}],\"items\":false}", "[null,1]", SCHEMA_INVALID },
  { "{" D7 "\"items\":[{\"type\":\"null\"}],\"additionalItems\":false}", "[null,1]",
    SCHEMA_INVALID },
  { "{\"contains\":{\"const\":1},\"minContains\":2}", "[1,2,1.0]", SCHEMA_VALID },
  { "{\"contains\":{\"const\":1},\"maxContains\":1}", "[1,2,1]", SCHEMA_INVALID },
  { "{" D7 "\"contains\":{\"const\":1},\"maxContains\":1}", "[1,2,1]", SCHEMA_VALID },
  { "{\"uniqueItems\":true}", "[{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":10e-1}]", SCHEMA_INVALID },
  { "{\"uniqueItems\":true}", "[1,true,\"1\",[1],{\"1\":1},null,0,false]", SCHEMA_VALID },
  { "{\"uniqueItems\":false}", "[1,1]", SCHEMA_VALID },
  { "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":3}]}", "2", SCHEMA_INVALID },
  { "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]}", "2", SCHEMA_INVALID },
  { "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]}", "1", SCHEMA_VALID },
  { "{\"not\":{\"type\":\"string\"}}", "\"\"", SCHEMA_INVALID },
  { "{\"if\":{\"minimum\":5},\"then\":{\"multipleOf\":2},\"else\":{\"const\":1}}", "6",
    SCHEMA_VALID },
  { "{\"if\":{\"minimum\":5},\"then\":{\"multipleOf\":2},\"else\":{\"const\":1}}", "2",
    SCHEMA_INVALID },
  { "{\"anyOf\":[{\"properties\":{\"a\":true}},true],\"unevaluatedProperties\":false}",
    "{\"a\":1}", SCHEMA_VALID },
  { "{\"anyOf\":[{\"properties\":{\"a\":true}},true],\"unevaluatedProperties\":false}",
    "{\"b\":1}", SCHEMA_INVALID },
  { "{\"prefixItems\":[true],\"contains\":{\"const\":2},\"unevaluatedItems\":false}", "[1,2]",
    SCHEMA_VALID },
  { "{" D2019 "\"items\":[true],\"contains\":{\"const\":2},\"unevaluatedItems\":false}", "[1,2]",
    SCHEMA_INVALID },
  /* draft-07 knows neither of these, and nothing beside "$ref" */
  { "{" D7 "\"unevaluatedProperties\":false}", "{\"a\":1}", SCHEMA_VALID },
  { "{" D7 "\"$ref\":\"#/definitions/a\",\"type\":\"string\",\"definitions\":{\"a\":true}}", "1",
    SCHEMA_VALID },
  { "{" D2019 "\"$ref\":\"#/$defs/a\",\"type\":\"string\",\"$defs\":{\"a\":true}}", "1",
    SCHEMA_INVALID },
};

static void
test_keywords (void)
{
  check_cases (keywords, G_N_ELEMENTS (keywords));
}

static const SchemaCase references[] = {
  { "{\"$ref\":\"#/$defs/a~1b%20c\",\"$defs\":{\"a/b c\":{\"type\":\"null\"}}}", "1",
    SCHEMA_INVALID },
  { "{\"$ref\":\"#x\",\"$defs\":{\"a\":{\"$anchor\":\"x\",\"type\":\"null\"}}}", "1",
    SCHEMA_INVALID },
  { "{" D7 "\"$ref\":\"#x\",\"definitions\":{\"a\":{\"$id\":\"#x\",\"type\":\"null\"}}}", "1",
    SCHEMA_INVALID },
  { "{\"$id\":\"https://e.example/a/b\",\"$ref\":\"../c#/$defs/d\",\"$defs\":{\"e\":"
    "{\"$id\":\"/c\",\"$defs\":{\"d\":{\"type\":\"null\"}}}}}", "1", SCHEMA_INVALID },
  { "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"additionalProperties\":false}",
    "{\"a\":{\"a\":{\"b\":1}}}", SCHEMA_INVALID },
  { "{\"$ref\":\"#/unknown/a\",\"unknown\":{\"a\":{\"properties\":{\"b\":false}}}}", "{\"b\":1}",
    SCHEMA_INVALID },
  /* in draft-07 the "$id" beside a "$ref" does not count */
  { "{" D7 "\"$id\":\"https://e.example/\",\"allOf\":[{\"$id\":\"c/\",\"$ref\":\"b\"}],"
    "\"definitions\":{\"m\":{\"$id\":\"c/b\",\"type\":\"string\"},"
    "\"n\":{\"$id\":\"b\",\"type\":\"null\"}}}", "\"\"", SCHEMA_INVALID },
  /* neither "enum" nor a name that is no keyword holds schemas with addresses */
  { "{\"$ref\":\"x:y\",\"enum\":[{\"$id\":\"x:y\"}],\"unknown\":{\"$id\":\"x:y\"}}", "1",
    SCHEMA_INVALID },
  { "{\"$ref\":\"x:y\",\"unknown\":{\"$id\":\"x:y\"}}", "1", SCHEMA_UNCHECKED },
  { "{" D2019 "\"$recursiveAnchor\":true,\"properties\":{\"a\":{\"$recursiveRef\":\"#\"}},"
    "\"type\":\"object\"}", "{\"a\":{\"a\":1}}", SCHEMA_INVALID },
  { "{\"$id\":\"https://e.example/strict\",\"$dynamicAnchor\":\"n\",\"$ref\":\"tree\","
    "\"unevaluatedProperties\":false,\"$defs\":{\"t\":{\"$id\":\"tree\",\"$dynamicAnchor\":\"n\","
    "\"properties\":{\"c\":{\"$dynamicRef\":\"#n\"},\"d\":true}}}}", "{\"c\":{\"x\":1}}",
    SCHEMA_INVALID },
};

static void
test_references (void)
{
  check_cases (references, G_N_ELEMENTS (references));
}

/* What cannot be checked, and where the rest decides all the same. */
static const SchemaCase unchecked[] = {
  { "{\"$schema\":\"http://json-schema.org/draft-04/schema#\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$schema\":\"https://e.example/of-nobody\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"https://e.example/elsewhere\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"#/$defs/none\"}", "1", SCHEMA_UNCHECKED },
  { "{\"$ref\":\"https://e.example/elsewhere\",\"type\":\"string\"}", "1", SCHEMA_INVALID },
  { "{\"properties\":{\"a\":{\"$ref\":\"x:y\"}}}", "{\"b\":1}", SCHEMA_VALID },
  { "{\"not\":{\"$ref\":\"x:y\"}}", "1", SCHEMA_UNCHECKED },
  { "{\"anyOf\":[{\"$ref\":\"x:y\"},{\"type\":\"string\"}]}", "\"\"", SCHEMA_VALID },
  { "{\"anyOf\":[{\"$ref\":\"x:y\"},{\"type\":\"string\"}]}", "1", SCHEMA_UNCHECKED },
  { "{\"oneOf\":[{\"$ref\":\"x:y\"},{\"type\":\"string\"}]}", "\"\"", SCHEMA_UNCHECKED },
  { "{\"oneOf\":[{\"$ref\":\"x:y\"},{\"minimum\":1},{\"maximum\":9}]}", "5", SCHEMA_INVALID },
  { "{\"if\":{\"$ref\":\"x:y\"},\"then\":{\"const\":1},\"else\":{\"type\":\"integer\"}}", "1",
    SCHEMA_VALID },
  { "{\"if\":{\"$ref\":\"x:y\"},\"then\":{\"const\":1},\"else\":{\"type\":\"integer\"}}", "2",
    SCHEMA_UNCHECKED },
  { "{\"if\":{\"$ref\":\"x:y\"},\"then\":{\"const\":1},\"else\":{\"const\":3}}", "2",
    SCHEMA_INVALID },
  { "{\"contains\":{\"$ref\":\"x:y\"}}", "[1]", SCHEMA_UNCHECKED },
  { "{\"contains\":{\"$ref\":\"x:y\"}}", "[]", SCHEMA_INVALID },
  { "{\"anyOf\":[{\"$ref\":\"x:y\"},true],\"unevaluatedProperties\":false}", "{\"a\":1}",
    SCHEMA_UNCHECKED },
  { "{\"pattern\":\"(?<=a+)b\"}", "\"b\"", SCHEMA_UNCHECKED },
  { "{\"pattern\":\"(\"}", "\"b\"", SCHEMA_UNCHECKED },
  { "{\"patternProperties\":{\"(\":true},\"additionalProperties\":false}", "{\"a\":1}",
    SCHEMA_UNCHECKED },
  /* schemas that are wrong */
  { "{\"type\":\"strin\"}", "1", SCHEMA_UNCHECKED },
  { "{\"minimum\":\"1\"}", "0", SCHEMA_UNCHECKED },
  { "{\"minLength\":-1}", "\"\"", SCHEMA_UNCHECKED },
  { "{\"multipleOf\":0}", "1", SCHEMA_UNCHECKED },
  { "{\"anyOf\":[]}", "1", SCHEMA_UNCHECKED },
  { "{\"allOf\":{}}", "1", SCHEMA_UNCHECKED },
  { "{\"required\":true}", "{}", SCHEMA_UNCHECKED },
  { "{\"properties\":[],\"required\":[\"a\"]}", "{}", SCHEMA_INVALID },
  { "{\"properties\":[true]}", "{\"a\":1}", SCHEMA_UNCHECKED },
  { "{\"patternProperties\":[true]}", "{\"a\":1}", SCHEMA_UNCHECKED },
  { "{\"dependentSchemas\":[true]}", "{\"a\":1}", SCHEMA_UNCHECKED },
  { "{\"properties\":{\"a\":5}}", "{\"a\":1}", SCHEMA_UNCHECKED },
  { "{\"properties\":{\"a\":5}}", "{}", SCHEMA_VALID },
  { "5", "1", SCHEMA_UNCHECKED },
  { "{\"items\":[{}]}", "[1]", SCHEMA_UNCHECKED },
};

static void
test_unchecked (void)
{
  check_cases (unchecked, G_N_ELEMENTS (unchecked));
}

static const struct
{
  const char *schema;
  const char *value;
  const char *place;      /* of the instance, of the schema, and the sentence */
} explained[] = {
  { "{\"properties\":{\"a/b\":{\"items\":{\"type\":\"integer\"}}}}", "{\"a/b\":[1,\"x\"]}",
    "/a~1b/1 /properties/a~1b/items/type This has to be a whole number." },
  { "{\"required\":[\"a\"]}", "{}", " /required “a” is missing." },
  { "{\"additionalProperties\":false}", "{\"x\":1}",
    "/x /additionalProperties “x” does not belong here." },
  { "{\"propertyNames\":{\"maxLength\":1}}", "{\"ok\":1}",
    "/ok /propertyNames/maxLength Its name does not fit. This may have at most 1 character." },
  { "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"minimum\":3}}}", "2",
    " /$defs/a/minimum This has to be at least 3." },
  { "{\"enum\":[\"a\",2,null]}", "3", " /enum This has to be one of these: “a”, 2, null." },
  { "{\"type\":[\"string\",\"null\"]}", "3", " /type This has to be one of these: text, null." },
  { "{\"items\":false}", "[1]", "/0 /items The list may not be as long as this." },
  { "{" D7 "\"items\":false}", "[1]", "/0 /items The list may not be as long as this." },
  { "{\"prefixItems\":[true],\"items\":false}", "[1,2]",
    "/1 /items The list may not be as long as this." },
  { "{" D7 "\"items\":[true],\"additionalItems\":false}", "[1,2]",
    "/1 /additionalItems The list may not be as long as this." },
  { "{\"properties\":{\"a\":false}}", "{\"a\":1}", "/a /properties/a This has to be left out." },
  { "{\"$ref\":\"https://e.example/x\"}", "1", " /$ref The schema refers to “https://e.example/x”, "
    "which is elsewhere and is not fetched." },
  { "{\"uniqueItems\":true}", "[1,2,1.0]", "/2 /uniqueItems This stands in the list twice." },
  /* of "X or null" it is X that was meant */
  { "{\"anyOf\":[{\"type\":\"number\",\"maximum\":5},{\"type\":\"null\"}]}", "7",
    " /anyOf/0/maximum This has to be at most 5." },
  { "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"null\"}]}", "\"\"",
    " /anyOf This has to be one of these: a number, null." },
};

static void
test_explain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      g_autoptr(SchemaResult) result = explain (explained[i].schema, explained[i].value);
      const SchemaIssue *issue = schema_result_get_issue (result, 0);
      g_autofree char *place = g_strdup_printf ("%s %s %s", issue->instance, issue->schema,
                                                issue->sentence);

      g_assert_cmpstr (place, ==, explained[i].place);
      g_assert_cmpuint (schema_result_get_n_issues (result), ==, 1);
      g_assert_true (*issue->keyword == '\0' ||
                     g_str_has_suffix (issue->schema, issue->keyword));
    }
}

/* What is wrong for sure comes first. */
static void
test_order (void)
{
  g_autoptr(SchemaResult) result =
    explain ("{\"pattern\":\"(\",\"$ref\":\"x:y\",\"minLength\":3}", "\"a\"");

  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 3);
  g_assert_cmpint (schema_result_get_issue (result, 0)->verdict, ==, SCHEMA_INVALID);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->keyword, ==, "minLength");
  g_assert_cmpint (schema_result_get_issue (result, 1)->verdict, ==, SCHEMA_UNCHECKED);
}

/* Why a branch could not be checked is said too. */
static void
test_reason (void)
{
  g_autoptr(SchemaResult) result =
    explain ("{\"anyOf\":[{\"$ref\":\"x:y\",\"minimum\":0},{\"type\":\"string\"}]}", "1");

  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 2);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->schema, ==, "/anyOf/0/$ref");
  g_assert_cmpstr (schema_result_get_issue (result, 1)->schema, ==, "/anyOf");
}

static void
test_format (void)
{
  g_autoptr(SjsonValue) schema = parse_value ("{\"format\":\"ipv4\"}");
  g_autoptr(SjsonValue) value = parse_value ("\"x\"");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);

  g_assert_cmpint (schema_validator_check (validator, value), ==, SCHEMA_VALID);
  g_assert_finalize_object (g_steal_pointer (&validator));
}

static void
test_draft (void)
{
  g_autoptr(SjsonValue) schema = parse_value ("{\"items\":[{\"type\":\"null\"}]}");
  g_autoptr(SjsonValue) value = parse_value ("[1]");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);

  schema_validator_set_draft (validator, SCHEMA_DRAFT_07);
  g_assert_cmpint (schema_validator_check (validator, value), ==, SCHEMA_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/validator/keywords", test_keywords);
  g_test_add_func ("/schema/validator/references", test_references);
  g_test_add_func ("/schema/validator/unchecked", test_unchecked);
  g_test_add_func ("/schema/validator/explain", test_explain);
  g_test_add_func ("/schema/validator/order", test_order);
  g_test_add_func ("/schema/validator/reason", test_reason);
  g_test_add_func ("/schema/validator/format", test_format);
  g_test_add_func ("/schema/validator/draft", test_draft);

  return g_test_run ();
}
