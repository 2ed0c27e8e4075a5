/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"
#include "sjson-pointer.h"

#define D4 "\"$schema\":\"http://json-schema.org/draft-04/schema#\","
#define D7 "\"$schema\":\"http://json-schema.org/draft-07/schema#\","
#define D2019 "\"$schema\":\"https://json-schema.org/draft/2019-09/schema\","

/* What is where: a schema, where a reference stands in it, and where it leads: to the schema of
 * that title. */
typedef struct
{
  const char *schema;
  const char *node;
  const char *keyword;
  const char *title;      /* nullable: nowhere */
} ResolveCase;

static const ResolveCase resolved[] = {
  { "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"title\":\"A\"}}}", "", "$ref", "A" },
  { "{\"properties\":{\"b\":{\"$ref\":\"#/$defs/a~1b%20c\"}},"
    "\"$defs\":{\"a/b c\":{\"title\":\"A\"}}}", "/properties/b", "$ref", "A" },
  { "{\"title\":\"R\",\"items\":{\"$ref\":\"#\"}}", "/items", "$ref", "R" },
  /* names */
  { "{\"items\":{\"$ref\":\"#x\"},\"$defs\":{\"a\":{\"$anchor\":\"x\",\"title\":\"A\"}}}",
    "/items", "$ref", "A" },
  { "{" D7 "\"items\":{\"$ref\":\"#x\"},\"definitions\":{\"a\":{\"$id\":\"#x\",\"title\":\"A\"}}}",
    "/items", "$ref", "A" },
  { "{\"items\":{\"$ref\":\"#x\"},\"$defs\":{\"a\":{\"$dynamicAnchor\":\"x\",\"title\":\"A\"}}}",
    "/items", "$ref", "A" },
  { "{" D7 "\"items\":{\"$ref\":\"#x\"},\"definitions\":{\"a\":{\"$anchor\":\"x\"}}}", "/items",
    "$ref", NULL },
  /* what has an address of its own */
  { "{\"$id\":\"https://e.example/a/b\",\"$ref\":\"../c#/$defs/d\",\"$defs\":{\"e\":"
    "{\"$id\":\"/c\",\"$defs\":{\"d\":{\"title\":\"D\"}}}}}", "", "$ref", "D" },
  { "{\"$defs\":{\"e\":{\"$id\":\"https://e.example/c\",\"title\":\"C\","
    "\"items\":{\"$ref\":\"#\"}}}}", "/$defs/e/items", "$ref", "C" },
  { "{\"$defs\":{\"a\":{\"title\":\"outer\"},\"e\":{\"$id\":\"https://e.example/c\","
    "\"$defs\":{\"a\":{\"title\":\"inner\"}},\"items\":{\"$ref\":\"#/$defs/a\"}}}}",
    "/$defs/e/items", "$ref", "inner" },
  { "{\"$ref\":\"https://e.example/c\",\"$defs\":{\"e\":{\"$id\":\"https://e.example/c\","
    "\"title\":\"C\"}}}", "", "$ref", "C" },
  /* what draft-07 hides */
  { "{" D7 "\"$ref\":\"#/definitions/a\",\"title\":\"no\",\"definitions\":{\"a\":"
    "{\"title\":\"A\"}}}", "", "$ref", "A" },
  { "{" D7 "\"$id\":\"https://e.example/\",\"allOf\":[{\"$id\":\"c/\",\"$ref\":\"b\"}],"
    "\"definitions\":{\"m\":{\"$id\":\"c/b\",\"title\":\"no\"},"
    "\"n\":{\"$id\":\"b\",\"title\":\"B\"}}}", "/allOf/0", "$ref", "B" },
  { "{" D7 "\"$dynamicRef\":\"#\",\"title\":\"R\"}", "", "$dynamicRef", NULL },
  { "{" D7 "\"$recursiveRef\":\"#\",\"title\":\"R\"}", "", "$recursiveRef", NULL },
  { "{" D2019 "\"$dynamicRef\":\"#\",\"title\":\"R\"}", "", "$dynamicRef", NULL },
  { "{\"$recursiveRef\":\"#\",\"title\":\"R\"}", "", "$recursiveRef", NULL },
  /* from the root of the schema */
  { "{\"$id\":\"https://e.example/strict\",\"title\":\"strict\",\"$dynamicAnchor\":\"n\","
    "\"$ref\":\"tree\",\"$defs\":{\"t\":{\"$id\":\"tree\",\"$dynamicAnchor\":\"n\","
    "\"title\":\"tree\",\"items\":{\"$dynamicRef\":\"#n\"}}}}", "/$defs/t/items", "$dynamicRef",
    "strict" },
  { "{\"$id\":\"https://e.example/strict\",\"title\":\"strict\",\"$anchor\":\"n\","
    "\"$ref\":\"tree\",\"$defs\":{\"t\":{\"$id\":\"tree\",\"$dynamicAnchor\":\"n\","
    "\"title\":\"tree\",\"items\":{\"$dynamicRef\":\"#n\"}}}}", "/$defs/t/items", "$dynamicRef",
    "tree" },
  { "{\"title\":\"R\",\"$anchor\":\"n\",\"items\":{\"$dynamicRef\":\"#n\"}}", "/items",
    "$dynamicRef", "R" },
  { "{" D2019 "\"$id\":\"https://e.example/strict\",\"title\":\"strict\","
    "\"$recursiveAnchor\":true,\"$ref\":\"tree\",\"$defs\":{\"t\":{\"$id\":\"tree\","
    "\"$recursiveAnchor\":true,\"title\":\"tree\",\"items\":{\"$recursiveRef\":\"#\"}}}}",
    "/$defs/t/items", "$recursiveRef", "strict" },
  { "{" D2019 "\"$id\":\"https://e.example/strict\",\"title\":\"strict\","
    "\"$recursiveAnchor\":true,\"$ref\":\"tree\",\"$defs\":{\"t\":{\"$id\":\"tree\","
    "\"title\":\"tree\",\"items\":{\"$recursiveRef\":\"#\"}}}}",
    "/$defs/t/items", "$recursiveRef", "tree" },
  /* nowhere */
  { "{\"$ref\":\"https://e.example/elsewhere\"}", "", "$ref", NULL },
  { "{\"$ref\":\"#/$defs/none\"}", "", "$ref", NULL },
  { "{\"$ref\":\"#none\"}", "", "$ref", NULL },
  { "{\"$ref\":5}", "", "$ref", NULL },
  { "{\"title\":\"R\"}", "", "$ref", NULL },
  { "{\"title\":\"R\",\"$ref\":\"#\"}", "", "title", NULL },
  { "true", "", "$ref", NULL },
  /* what is no schema has no references, unless a reference made it one or nobody can tell */
  { "{\"title\":\"R\",\"enum\":[{\"$ref\":\"#\"}]}", "/enum/0", "$ref", NULL },
  { "{\"title\":\"R\",\"unknown\":{\"$ref\":\"#\"}}", "/unknown", "$ref", NULL },
  { "{" D4 "\"title\":\"R\",\"items\":{\"$ref\":\"#\"}}", "/items", "$ref", "R" },
  { "{" D4 "\"items\":{\"$ref\":\"#/definitions/a\"},\"definitions\":{\"a\":{\"title\":\"A\"}}}",
    "/items", "$ref", "A" },
  { "{\"items\":{\"$id\":\"https://e.example/old\"," D4 "\"title\":\"old\","
    "\"items\":{\"$ref\":\"#\"}}}", "/items/items", "$ref", "old" },
};

static void
get_node (const SjsonValue *schema,
          const char       *pointer,
          SjsonValue       *node)
{
  g_assert_true (sjson_pointer_resolve (schema, pointer, node));
}

static void
test_resolve (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resolved); i++)
    {
      g_autoptr(SjsonValue) schema = parse_value (resolved[i].schema);
      g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
      g_autofree char *title = NULL;
      SjsonValue node, target;

      get_node (schema, resolved[i].node, &node);

      if (schema_validator_resolve (validator, &node, resolved[i].keyword, &target))
        title = sjson_value_dup_member_string (&target, "title");

      if (g_strcmp0 (title, resolved[i].title) != 0)
        g_test_message ("%s", resolved[i].schema);

      g_assert_cmpstr (title, ==, resolved[i].title);
      g_assert_finalize_object (g_steal_pointer (&validator));
    }
}

/* On the way are also resources that a reference led to, as a strict tree is that extends another
 * and stands beside it. */
static void
test_resolve_by_way (void)
{
  g_autoptr(SjsonValue) schema =
    parse_value ("{\"$id\":\"https://e.example/a\",\"items\":{\"$ref\":\"strict\"},\"not\":"
                 "{\"$ref\":\"tree\"},\"$defs\":{\"s\":{\"$id\":\"strict\",\"$dynamicAnchor\":"
                 "\"n\",\"type\":\"object\",\"$ref\":\"tree\"},\"t\":{\"$id\":\"tree\","
                 "\"$dynamicAnchor\":\"n\",\"items\":{\"$dynamicRef\":\"#n\"}}}}");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
  g_autoptr(SjsonValue) value = parse_value ("[1]");
  SjsonValue node, strict, tree, target;

  get_node (schema, "/$defs/t", &node);
  g_assert_cmpint (schema_validator_check_at (validator, &node, value), ==, SCHEMA_VALID);

  get_node (schema, "/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$ref", &strict));
  g_assert_true (schema_validator_resolve (validator, &strict, "$ref", &tree));
  g_assert_cmpint (schema_validator_check_at (validator, &tree, value), ==, SCHEMA_INVALID);
  get_node (&tree, "/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$dynamicRef", &target));
  g_assert_cmpuint (target.token, ==, strict.token);

  /* Who comes later by another way does not change it. */
  get_node (schema, "/not", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$ref", &tree));
  get_node (&tree, "/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$dynamicRef", &target));
  g_assert_cmpuint (target.token, ==, strict.token);
}

/* What is in another resource is come to through that; and ways in circles have an end. */
static void
test_resolve_around (void)
{
  g_autoptr(SjsonValue) schema =
    parse_value ("{\"$id\":\"https://e.example/\",\"not\":{\"$id\":\"m\",\"$dynamicAnchor\":\"n\","
                 "\"title\":\"M\",\"not\":{\"$id\":\"t\",\"$dynamicAnchor\":\"n\",\"items\":"
                 "{\"$dynamicRef\":\"#n\"}}},\"$defs\":{\"a\":{\"$id\":\"a\",\"items\":{\"$ref\":"
                 "\"b\"}},\"b\":{\"$id\":\"b\",\"items\":{\"$ref\":\"a\"}}}}");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
  g_autofree char *title = NULL;
  SjsonValue node, target;

  get_node (schema, "/not/not/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$dynamicRef", &target));
  title = sjson_value_dup_member_string (&target, "title");
  g_assert_cmpstr (title, ==, "M");

  for (guint i = 0; i < 4; i++)
    {
      get_node (schema, i % 2 == 0 ? "/$defs/b/items" : "/$defs/a/items", &node);
      g_assert_true (schema_validator_resolve (validator, &node, "$ref", &target));
    }
}

/* What a reference led to is a schema from then on, also where it is in another document. */
static void
test_resolve_on (void)
{
  g_autoptr(SjsonValue) schema =
    parse_value ("{\"$ref\":\"x:y#/strange\",\"unknown\":{\"$ref\":\"#\"}}");
  g_autoptr(SjsonValue) other =
    parse_value ("{\"title\":\"O\",\"strange\":{\"$ref\":\"#\",\"not\":{\"type\":\"null\"}}}");
  g_autoptr(SchemaStore) store = schema_store_new ();
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, store, 0);
  g_autoptr(SjsonValue) value = parse_value ("null");
  g_autofree char *title = NULL;
  SjsonValue node, target, last;

  schema_store_add (store, "x:y", other);
  get_node (other, "/strange", &node);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
  g_assert_true (schema_validator_resolve (validator, schema, "$ref", &target));
  g_assert_true (schema_validator_resolve (validator, &target, "$ref", &last));
  g_assert_cmpint (schema_validator_check_at (validator, &target, value), ==, SCHEMA_INVALID);
  g_assert_cmpint (schema_validator_check_at (validator, &last, value), ==, SCHEMA_VALID);
  title = sjson_value_dup_member_string (&last, "title");
  g_assert_cmpstr (title, ==, "O");

  /* To ask about what is no schema does not make it one. */
  get_node (schema, "/unknown", &node);
  g_assert_cmpint (schema_validator_check_at (validator, &node, value), ==, SCHEMA_UNCHECKED);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
}

/* A value in one place of the schema. */
typedef struct
{
  const char *schema;
  const char *node;
  const char *value;
  SchemaVerdict verdict;
} PlaceCase;

static const PlaceCase places[] = {
  { "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":3}]}", "/anyOf/0", "1", SCHEMA_INVALID },
  { "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":3}]}", "/anyOf/1", "4", SCHEMA_VALID },
  { "{\"items\":{\"$ref\":\"#/$defs/a\"},\"$defs\":{\"a\":{\"type\":\"null\"}}}", "/items", "1",
    SCHEMA_INVALID },
  { "{" D7 "\"items\":{\"$ref\":\"#/definitions/a\",\"minimum\":3},\"definitions\":{\"a\":true}}",
    "/items", "1", SCHEMA_VALID },
  { "{\"items\":false}", "/items", "1", SCHEMA_INVALID },
  { "{\"$id\":\"https://e.example/strict\",\"$dynamicAnchor\":\"n\",\"type\":\"object\","
    "\"$ref\":\"tree\",\"$defs\":{\"t\":{\"$id\":\"tree\",\"$dynamicAnchor\":\"n\","
    "\"items\":{\"$dynamicRef\":\"#n\"}}}}", "/$defs/t", "[1]", SCHEMA_INVALID },
  { "{\"type\":\"string\",\"items\":{\"$ref\":\"#\"}}", "/items", "\"\"", SCHEMA_VALID },
  { "{\"items\":{\"$ref\":\"x:y\"}}", "/items", "1", SCHEMA_UNCHECKED },
  /* what is no schema */
  { "{\"properties\":{\"a\":5}}", "/properties/a", "1", SCHEMA_UNCHECKED },
  { "{\"properties\":{\"a\":true}}", "/properties", "1", SCHEMA_UNCHECKED },
  { "{\"enum\":[{\"type\":\"string\"}]}", "/enum/0", "1", SCHEMA_UNCHECKED },
  { "{" D4 "\"items\":{\"type\":\"string\"}}", "/items", "1", SCHEMA_UNCHECKED },
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(SjsonValue) schema = parse_value (places[i].schema);
      g_autoptr(SjsonValue) value = parse_value (places[i].value);
      g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
      g_autoptr(SchemaResult) result = NULL;
      SjsonValue node;

      get_node (schema, places[i].node, &node);
      g_assert_cmpint (schema_validator_check_at (validator, &node, value), ==,
                       places[i].verdict);
      result = schema_validator_explain_at (validator, &node, value);
      g_assert_cmpint (schema_result_get_verdict (result), ==, places[i].verdict);
      g_assert_true ((schema_result_get_n_issues (result) == 0) ==
                     (places[i].verdict == SCHEMA_VALID));
      g_assert_finalize_object (g_steal_pointer (&validator));
    }
}

/* What is no part of the schema is nothing. */
static void
test_stranger (void)
{
  g_autoptr(SchemaValidator) validator =
    make_validator ("{\"$defs\":{\"a\":{\"$ref\":\"#\"}},\"type\":\"string\"}");
  g_autoptr(SjsonValue) stranger =
    parse_value ("{\"$defs\":{\"a\":{\"$ref\":\"#\"}},\"type\":\"string\"}");
  g_autoptr(SchemaResult) result = schema_validator_explain_at (validator, stranger, stranger);
  SjsonValue node, target;

  get_node (stranger, "/$defs/a", &node);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
  g_assert_cmpint (schema_validator_check_at (validator, stranger, stranger), ==,
                   SCHEMA_UNCHECKED);
  g_assert_cmpint (schema_validator_get_draft (validator, stranger), ==, SCHEMA_DRAFT_UNKNOWN);
  g_assert_cmpint (schema_result_get_verdict (result), ==, SCHEMA_UNCHECKED);
  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 1);
}

/* A schema that is a part of a larger text, as that of a tool is. */
static void
test_within (void)
{
  g_autoptr(SjsonValue) list =
    parse_value ("[{\"items\":{\"$ref\":\"#\"}},{\"title\":\"T\",\"items\":{\"$ref\":\"#\"}},"
                 "{" D4 "\"items\":{\"$ref\":\"#\"}}]");
  SjsonValue schema, node, target;
  g_autoptr(SchemaValidator) validator = NULL;
  g_autofree char *title = NULL;

  get_node (list, "/1", &schema);
  validator = schema_validator_new (&schema, NULL, 0);
  get_node (list, "/1/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$ref", &target));
  title = sjson_value_dup_member_string (&target, "title");
  g_assert_cmpstr (title, ==, "T");

  get_node (list, "/0/items", &node);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
  get_node (list, "/2/items", &node);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
  g_assert_false (schema_validator_resolve (validator, list, "$ref", &target));
}

/* Also where nobody can tell what a schema is, it has an end. */
static void
test_within_unknown (void)
{
  g_autoptr(SjsonValue) list =
    parse_value ("[{" D4 "\"items\":{\"$ref\":\"#\"}},{\"items\":{\"$ref\":\"#\"}}]");
  SjsonValue schema, node, target;
  g_autoptr(SchemaValidator) validator = NULL;

  get_node (list, "/0", &schema);
  validator = schema_validator_new (&schema, NULL, 0);
  get_node (list, "/0/items", &node);
  g_assert_true (schema_validator_resolve (validator, &node, "$ref", &target));
  get_node (list, "/1/items", &node);
  g_assert_false (schema_validator_resolve (validator, &node, "$ref", &target));
}

/* Pointers begin at the value that is asked about, wherever that stands. */
static void
test_explain (void)
{
  g_autoptr(SjsonValue) schema =
    parse_value ("{\"properties\":{\"a\":{\"items\":{\"type\":\"string\"}}}}");
  g_autoptr(SjsonValue) whole = parse_value ("{\"a\":[\"\",1]}");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
  g_autoptr(SchemaResult) result = NULL;
  SjsonValue node, value;

  get_node (schema, "/properties/a", &node);
  get_node (whole, "/a", &value);
  result = schema_validator_explain_at (validator, &node, &value);

  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 1);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->instance, ==, "/1");
  g_assert_cmpstr (schema_result_get_issue (result, 0)->schema, ==,
                   "/properties/a/items/type");
}

static void
test_draft (void)
{
  g_autoptr(SjsonValue) schema =
    parse_value ("{\"items\":{\"$id\":\"x:y\"," D7 "\"items\":{}},\"not\":{\"$id\":\"x:z\"," D4
                 "\"items\":{}},\"enum\":[{}]}");
  g_autoptr(SchemaValidator) validator = schema_validator_new (schema, NULL, 0);
  SjsonValue node;

  g_assert_cmpint (schema_validator_get_draft (validator, schema), ==, SCHEMA_DRAFT_2020_12);
  get_node (schema, "/items/items", &node);
  g_assert_cmpint (schema_validator_get_draft (validator, &node), ==, SCHEMA_DRAFT_07);
  get_node (schema, "/not", &node);
  g_assert_cmpint (schema_validator_get_draft (validator, &node), ==, SCHEMA_DRAFT_UNKNOWN);
  get_node (schema, "/enum/0", &node);
  g_assert_cmpint (schema_validator_get_draft (validator, &node), ==, SCHEMA_DRAFT_UNKNOWN);
}

static const struct
{
  const char *schema;
  const char *value;
  const char *keyword;
  const char *member;     /* nullable */
} members[] = {
  { "{\"required\":[\"a\"]}", "{}", "required", "a" },
  { "{\"required\":[\"a \\u201c\"]}", "{}", "required", "a “" },
  { "{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"a\":1}", "dependentRequired", "b" },
  { "{\"dependencies\":{\"a\":[\"b\"]}}", "{\"a\":1}", "dependencies", "b" },
  { "{\"additionalProperties\":false}", "{\"a\\/b\":1}", "additionalProperties", "a/b" },
  { "{\"unevaluatedProperties\":false}", "{\"a\":1}", "unevaluatedProperties", "a" },
  { "{\"propertyNames\":{\"pattern\":\"^b\"}}", "{\"a\":1}", "pattern", "a" },
  { "{\"propertyNames\":false}", "{\"a\":1}", "", "a" },
  { "{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"a\":1}", "type", NULL },
  { "{\"unevaluatedItems\":false}", "[1]", "unevaluatedItems", NULL },
  { "{\"additionalProperties\":{\"type\":\"string\"}}", "{\"a\":1}", "type", NULL },
};

static void
test_member (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(SchemaResult) result = explain (members[i].schema, members[i].value);
      const SchemaIssue *issue = schema_result_get_issue (result, 0);

      g_assert_cmpuint (schema_result_get_n_issues (result), ==, 1);
      g_assert_cmpstr (issue->keyword, ==, members[i].keyword);
      g_assert_cmpstr (issue->member, ==, members[i].member);
    }
}

/* It is of that one issue only. */
static void
test_member_of_others (void)
{
  g_autoptr(SchemaResult) result =
    explain ("{\"required\":[\"a\"],\"maxProperties\":0,\"propertyNames\":{\"maxLength\":0},"
             "\"dependentRequired\":{\"b\":[\"c\"]},\"minProperties\":2}", "{\"b\":1}");

  g_assert_cmpuint (schema_result_get_n_issues (result), ==, 5);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->member, ==, "a");
  g_assert_cmpstr (schema_result_get_issue (result, 1)->member, ==, NULL);
  g_assert_cmpstr (schema_result_get_issue (result, 2)->member, ==, "b");
  g_assert_cmpstr (schema_result_get_issue (result, 3)->member, ==, "c");
  g_assert_cmpstr (schema_result_get_issue (result, 4)->member, ==, NULL);
  g_assert_cmpstr (schema_result_get_issue (result, 4)->sentence, ==,
                   "This needs at least 2 entries.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/validator-node/resolve", test_resolve);
  g_test_add_func ("/schema/validator-node/resolve-by-way", test_resolve_by_way);
  g_test_add_func ("/schema/validator-node/resolve-around", test_resolve_around);
  g_test_add_func ("/schema/validator-node/resolve-on", test_resolve_on);
  g_test_add_func ("/schema/validator-node/check", test_check);
  g_test_add_func ("/schema/validator-node/stranger", test_stranger);
  g_test_add_func ("/schema/validator-node/within", test_within);
  g_test_add_func ("/schema/validator-node/within-unknown", test_within_unknown);
  g_test_add_func ("/schema/validator-node/explain", test_explain);
  g_test_add_func ("/schema/validator-node/draft", test_draft);
  g_test_add_func ("/schema/validator-node/member", test_member);
  g_test_add_func ("/schema/validator-node/member-of-others", test_member_of_others);

  return g_test_run ();
}
