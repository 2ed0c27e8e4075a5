/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"

#include <string.h>

#define D7 "\"$schema\":\"http://json-schema.org/draft-07/schema#\","
#define LONG_60 "123456789012345678901234567890123456789012345678901234567890"

/* What stands under a field: a schema, a value, where it is wrong and the sentence. */
typedef struct
{
  const char *schema;
  const char *value;
  const char *words;
} WordsCase;

static void
check_words (const WordsCase *cases,
             gsize            n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(SchemaResult) result = explain (cases[i].schema, cases[i].value);
      const SchemaIssue *issue = schema_result_get_issue (result, 0);
      g_autofree char *words = g_strdup_printf ("%s %s", issue->instance, issue->sentence);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpuint (schema_result_get_n_issues (result), ==, 1);
    }
}

static const WordsCase kinds[] = {
  { "{\"type\":\"string\"}", "1", " This has to be text." },
  { "{\"type\":\"object\"}", "1", " This has to be a group of named values." },
  { "{\"type\":\"array\"}", "1", " This has to be a list." },
  { "{\"type\":\"number\"}", "\"\"", " This has to be a number." },
  { "{\"type\":[\"integer\",\"number\"]}", "\"\"", " This has to be a number." },
  { "{\"type\":\"integer\"}", "1.5", " This has to be a whole number." },
  { "{\"type\":\"boolean\"}", "1", " This has to be true or false." },
  { "{\"type\":\"null\"}", "1", " This has to be null." },
  { "{\"type\":[\"null\",\"number\",\"integer\",\"string\"]}", "[]",
    " This has to be one of these: text, a number, null." },
  { "{\"type\":[\"array\",\"object\",\"boolean\",\"integer\"]}", "\"\"",
    " This has to be one of these: a whole number, true or false, a group, a list." },
};

static const WordsCase values[] = {
  { "{\"enum\":[\"a b\",-1.50,true,null,{\"a\":[]}]}", "3",
    " This has to be one of these: “a b”, -1.50, true, null, {\"a\":[]}." },
  { "{\"enum\":[1,2,3,4,5,6,7,8]}", "0",
    " This has to be one of these: 1, 2, 3, 4, 5, 6, 7, 8." },
  { "{\"enum\":[1,2,3,4,5,6,7,8,9,10]}", "0",
    " This has to be one of these: 1, 2, 3, 4, 5, 6, 7, 8…." },
  { "{\"const\":\"a\\nb\"}", "0", " This has to be “a\xef\xbf\xbd" "b”." },
  { "{\"const\":\"" LONG_60 "\"}", "0", " This has to be “" LONG_60 "”." },
  { "{\"const\":\"" LONG_60 "\xc3\xa4\"}", "0", " This has to be “" LONG_60 "…”." },
  { "{\"const\":[\"" LONG_60 "\"]}", "0",
    " This has to be [\"1234567890123456789012345678901234567890123456789012345678…." },
  { "{\"not\":{\"const\":\"a\"}}", "\"a\"", " This may not be “a”." },
  { "{\"not\":{\"enum\":[1,2]}}", "2", " This may not be 2." },
  { "{\"not\":{\"type\":\"string\"}}", "\"\"", " This is just what is not allowed here." },
  { "{\"minimum\":-0.50}", "-1", " This has to be at least -0.50." },
  { "{\"maximum\":1E2}", "101", " This has to be at most 1E2." },
  { "{\"exclusiveMaximum\":123456789012345678901234567890}",
    "123456789012345678901234567890",
    " This has to be less than 123456789012345678901234567890." },
  { "{\"exclusiveMinimum\":" LONG_60 "}", "0",
    " This has to be more than 1234567890123456789012345678901234567890…." },
  { "{\"multipleOf\":0.01}", "0.005", " This has to be a multiple of 0.01." },
};

static const WordsCase sizes[] = {
  { "{\"minLength\":1}", "\"\"", " This may not be empty." },
  { "{\"minLength\":2}", "\"\"", " This needs at least 2 characters." },
  { "{\"maxLength\":1}", "\"ab\"", " This may have at most 1 character." },
  { "{\"maxLength\":0}", "\"ab\"", " This may have at most 0 characters." },
  { "{\"pattern\":\"^a$\"}", "\"\"", " This has to match the pattern “^a$”." },
  { "{\"pattern\":\"^" LONG_60 "$\"}", "\"\"", " This has to match the pattern “^"
    "12345678901234567890123456789012345678901234567890123456789…”." },
  { "{\"pattern\":\"^%s\\t$\"}", "\"\"", " This has to match the pattern “^%s\xef\xbf\xbd$”." },
  { "{\"minItems\":1}", "[]", " The list may not be empty." },
  { "{\"minItems\":2}", "[]", " The list needs at least 2 entries." },
  { "{\"maxItems\":0}", "[1]", " The list has to be empty." },
  { "{\"maxItems\":1}", "[1,2]", " The list may have at most 1 entry." },
  { "{\"contains\":{\"const\":\"a\"}}", "[]", " The list needs “a” in it." },
  { "{\"contains\":{\"const\":1},\"minContains\":2}", "[1]", " The list needs 1 in it 2 times." },
  { "{\"contains\":{\"const\":1},\"maxContains\":1}", "[1,1]",
    " The list may have 1 in it only once." },
  { "{\"contains\":{\"const\":1},\"minContains\":0,\"maxContains\":0}", "[1]",
    " The list may not have 1 in it." },
  { "{\"contains\":{\"const\":1},\"maxContains\":2}", "[1,1,1]",
    " The list may have 1 in it at most 2 times." },
  { "{\"contains\":{\"type\":\"null\"}}", "[]", " The list needs an entry of a certain kind." },
  { "{\"contains\":{\"type\":\"null\"},\"minContains\":3}", "[]",
    " The list needs 3 entries of a certain kind." },
  { "{\"contains\":{\"type\":\"null\"},\"maxContains\":1}", "[null,null]",
    " The list may have at most 1 entry of a certain kind." },
  { "{\"minProperties\":1}", "{}", " This needs at least 1 entry." },
  { "{\"maxProperties\":2}", "{\"a\":1,\"b\":2,\"c\":3}", " This may have at most 2 entries." },
};

static const WordsCase members[] = {
  { "{\"required\":[\"a b\"]}", "{}", " “a b” is missing." },
  { "{\"required\":[\"" LONG_60 "1\"]}", "{}", " “" LONG_60 "…” is missing." },
  { "{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"a\":1}",
    " “b” is missing, which “a” needs." },
  { "{\"additionalProperties\":false}", "{\"a\\nb\":1}",
    "/a\nb “a\xef\xbf\xbd" "b” does not belong here." },
  { "{\"unevaluatedProperties\":false}", "{\"a\":1}", "/a “a” does not belong here." },
  { "{\"not\":{\"required\":[\"a\"]}}", "{\"a\":1}", "/a “a” does not belong here." },
  { "{\"not\":{\"required\":[\"a\",\"b\"]}}", "{\"a\":1,\"b\":2}",
    " This is just what is not allowed here." },
  { "{\"not\":{\"required\":[\"a\"]}}", "1", " This is just what is not allowed here." },
  { "{\"propertyNames\":{\"enum\":[\"b\"]}}", "{\"a\":1}",
    "/a Its name does not fit. This has to be one of these: “b”." },
  { "{\"properties\":{\"a\":false}}", "{\"a\":1}", "/a This has to be left out." },
};

static const WordsCase branches[] = {
  { "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}", "true",
    " This has to be one of these: text, a whole number." },
  { "{\"oneOf\":[{\"type\":\"string\"},{\"type\":[\"string\",\"null\"]}]}", "true",
    " This has to be one of these: text, null." },
  { "{\"anyOf\":[{\"type\":\"string\"},false]}", "true", " This has to be text." },
  { "{\"oneOf\":[{\"const\":\"a\",\"title\":\"A\"},{\"const\":1}]}", "true",
    " This has to be one of these: “a”, 1." },
  { "{\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]}", "{}",
    " One of these is needed: “a”, “b”." },
  { "{\"anyOf\":[{\"required\":[\"a\",\"c\"]},{\"required\":[\"b\"]}]}", "{}",
    " This fits none of the forms that are allowed here." },
  { "{\"anyOf\":[{\"required\":[\"a\"]},{\"minProperties\":1,\"required\":[\"b\"]}]}", "{}",
    " This fits none of the forms that are allowed here." },
  { "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]}", "{\"a\":1,\"b\":2}",
    " Only one of these may be there: “a”, “b”." },
  { "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]}", "3",
    " This fits more than one of the forms that are allowed here." },
  { "{\"anyOf\":[{\"minimum\":1},{\"multipleOf\":2}]}", "-3",
    " This fits none of the forms that are allowed here." },
};

/* Wherever the schema says it, the place is that in the value. */
static const WordsCase places[] = {
  { "{\"properties\":{\"a\":{\"allOf\":[true,{\"properties\":{\"b\":{\"type\":\"string\"}}}]}}}",
    "{\"a\":{\"b\":1}}", "/a/b This has to be text." },
  { "{\"items\":{\"$ref\":\"#/$defs/a\"},\"$defs\":{\"a\":{\"required\":[\"x\"]}}}",
    "[{\"x\":1},{}]", "/1 “x” is missing." },
  { "{\"items\":{\"$ref\":\"x:y#b\"},\"$defs\":{\"a\":{\"$id\":\"x:y\",\"items\":{\"$anchor\":"
    "\"b\",\"items\":{\"type\":\"null\"}}}}}", "[[null],[null,1]]", "/1/1 This has to be null." },
  { "{\"properties\":{\"a\":{\"if\":{\"required\":[\"k\"]},\"then\":{\"properties\":{\"b\":"
    "{\"minimum\":5}}},\"else\":{\"required\":[\"z\"]}}}}", "{\"a\":{\"k\":1,\"b\":4}}",
    "/a/b This has to be at least 5." },
  { "{\"properties\":{\"a\":{\"if\":{\"required\":[\"k\"]},\"then\":{\"properties\":{\"b\":"
    "{\"minimum\":5}}},\"else\":{\"required\":[\"z\"]}}}}", "{\"a\":{\"b\":4}}",
    "/a “z” is missing." },
  { "{\"properties\":{\"a\":{\"dependentSchemas\":{\"k\":{\"properties\":{\"b\":{\"items\":"
    "{\"maxLength\":1}}}}}}}}", "{\"a\":{\"k\":1,\"b\":[\"x\",\"yy\"]}}",
    "/a/b/1 This may have at most 1 character." },
  { "{" D7 "\"items\":{\"dependencies\":{\"k\":{\"required\":[\"b\"]}}}}", "[{\"k\":1}]",
    "/0 “b” is missing." },
  { "{" D7 "\"items\":{\"dependencies\":{\"k\":[\"b\"]}}}", "[{\"k\":1}]",
    "/0 “b” is missing, which “k” needs." },
  { "{\"properties\":{\"a\":{\"anyOf\":[{\"type\":\"null\"},{\"properties\":{\"b\":"
    "{\"type\":\"string\"}}}]}}}", "{\"a\":{\"b\":1}}", "/a/b This has to be text." },
  { "{\"prefixItems\":[true,{\"properties\":{\"~/\":{\"const\":0}}}]}", "[1,{\"~/\":1}]",
    "/1/~0~1 This has to be 0." },
  { "{\"items\":{\"$dynamicRef\":\"#n\"},\"$defs\":{\"a\":{\"$dynamicAnchor\":\"n\","
    "\"type\":\"null\"}}}", "[1]", "/0 This has to be null." },
  { "{\"patternProperties\":{\"^x\":{\"type\":\"null\"}}}", "{\"a\":1,\"xx\":1}",
    "/xx This has to be null." },
  { "{\"additionalProperties\":{\"uniqueItems\":true}}", "{\"a\":[1,[],[]]}",
    "/a/2 This stands in the list twice." },
  { "{\"unevaluatedItems\":{\"type\":\"null\"},\"prefixItems\":[true]}", "[1,null,2]",
    "/2 This has to be null." },
};

static void
test_words (gconstpointer data)
{
  static const struct { const WordsCase *cases; gsize n_cases; } tables[] = {
    { kinds, G_N_ELEMENTS (kinds) },
    { values, G_N_ELEMENTS (values) },
    { sizes, G_N_ELEMENTS (sizes) },
    { members, G_N_ELEMENTS (members) },
    { branches, G_N_ELEMENTS (branches) },
    { places, G_N_ELEMENTS (places) },
  };

  check_words (tables[GPOINTER_TO_SIZE (data)].cases, tables[GPOINTER_TO_SIZE (data)].n_cases);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/schema/words/kinds", GSIZE_TO_POINTER (0), test_words);
  g_test_add_data_func ("/schema/words/values", GSIZE_TO_POINTER (1), test_words);
  g_test_add_data_func ("/schema/words/sizes", GSIZE_TO_POINTER (2), test_words);
  g_test_add_data_func ("/schema/words/members", GSIZE_TO_POINTER (3), test_words);
  g_test_add_data_func ("/schema/words/branches", GSIZE_TO_POINTER (4), test_words);
  g_test_add_data_func ("/schema/words/places", GSIZE_TO_POINTER (5), test_words);

  return g_test_run ();
}
