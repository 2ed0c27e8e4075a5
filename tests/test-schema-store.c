/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-fixture.h"

static void
add (SchemaStore *store,
     const char  *uri,
     const char  *text)
{
  g_autoptr(SjsonValue) value = parse_value (text);

  schema_store_add (store, uri, value);
}

static void
assert_verdict (SchemaStore   *store,
                const char    *schema,
                const char    *text,
                SchemaVerdict  verdict)
{
  g_autoptr(SjsonValue) root = parse_value (schema);
  g_autoptr(SjsonValue) value = parse_value (text);
  g_autoptr(SchemaValidator) validator = schema_validator_new (root, store, SCHEMA_FLAGS_NONE);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, value);

  g_assert_cmpint (schema_result_get_verdict (result), ==, verdict);
  g_assert_finalize_object (g_steal_pointer (&validator));
}

/* What is in it can be referred to, by its own address as well; nothing else can. */
static void
test_refer (void)
{
  g_autoptr(SchemaStore) store = schema_store_new ();

  add (store, "https://e.example/a#", "{\"$id\":\"https://e.example/b\",\"type\":\"null\","
       "\"$defs\":{\"x\":{\"$anchor\":\"y\",\"type\":\"string\"}}}");

  assert_verdict (store, "{\"$ref\":\"https://e.example/a\"}", "1", SCHEMA_INVALID);
  assert_verdict (store, "{\"$ref\":\"https://e.example/a#y\"}", "\"\"", SCHEMA_VALID);
  assert_verdict (store, "{\"$ref\":\"https://e.example/a#y\"}", "1", SCHEMA_INVALID);
  assert_verdict (store, "{\"$id\":\"https://e.example/c/\",\"$ref\":\"../a\"}", "1",
                  SCHEMA_INVALID);
  assert_verdict (store, "{\"$ref\":\"https://e.example/d\"}", "1", SCHEMA_UNCHECKED);
  g_assert_finalize_object (g_steal_pointer (&store));
}

/* A pointer to what is elsewhere says where. */
static void
test_pointer (void)
{
  g_autoptr(SchemaStore) store = schema_store_new ();
  g_autoptr(SjsonValue) root = parse_value ("{\"$ref\":\"x:a#/$defs/b\"}");
  g_autoptr(SjsonValue) value = parse_value ("1");
  g_autoptr(SchemaValidator) validator = NULL;
  g_autoptr(SchemaResult) result = NULL;

  add (store, "x:a", "{\"$defs\":{\"b\":{\"minimum\":2}}}");
  validator = schema_validator_new (root, store, SCHEMA_FLAGS_NONE);
  result = schema_validator_explain (validator, value);
  g_assert_cmpstr (schema_result_get_issue (result, 0)->schema, ==, "x:a#/$defs/b/minimum");
}

/* A meta-schema of one's own may leave out vocabularies, and ask for ones that nobody knows. */
static void
test_vocabulary (void)
{
  g_autoptr(SchemaStore) store = schema_store_new ();

#define V "https://json-schema.org/draft/2020-12/vocab/"
#define META "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$vocabulary\":{"
  add (store, "x:some", META "\"" V "core\":true,\"" V "applicator\":true}}");
  add (store, "x:more", META "\"" V "core\":true,\"x:of-nobody\":false,\"" V "validation\":true}}");
  add (store, "x:strange", META "\"" V "core\":true,\"x:of-nobody\":true}}");
  add (store, "x:formats", META "\"" V "core\":true,\"" V "format-assertion\":false}}");
  add (store, "x:circle", "{\"$schema\":\"x:circle\"}");

  assert_verdict (store, "{\"$schema\":\"x:some\",\"minimum\":2}", "1", SCHEMA_VALID);
  assert_verdict (store, "{\"$schema\":\"x:some\",\"not\":{}}", "1", SCHEMA_INVALID);
  assert_verdict (store, "{\"$schema\":\"x:more\",\"minimum\":2}", "1", SCHEMA_INVALID);
  assert_verdict (store, "{\"$schema\":\"x:more\",\"not\":{}}", "1", SCHEMA_VALID);
  assert_verdict (store, "{\"$schema\":\"x:strange\",\"minimum\":2}", "1", SCHEMA_UNCHECKED);
  assert_verdict (store, "{\"$schema\":\"x:formats\",\"format\":\"uuid\"}", "\"\"",
                  SCHEMA_INVALID);
  assert_verdict (store, "{\"$schema\":\"x:circle\"}", "1", SCHEMA_UNCHECKED);
}

/* Each part is read as what it says it is. */
static void
test_drafts (void)
{
  g_autoptr(SchemaStore) store = schema_store_new ();

  add (store, "x:old", "{\"$schema\":\"http://json-schema.org/draft-07/schema\",\"items\":[false],"
       "\"dependentRequired\":{\"a\":[\"b\"]}}");

  assert_verdict (store, "{\"$ref\":\"x:old\"}", "[1]", SCHEMA_INVALID);
  assert_verdict (store, "{\"$ref\":\"x:old\"}", "{\"a\":1}", SCHEMA_VALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/store/refer", test_refer);
  g_test_add_func ("/schema/store/pointer", test_pointer);
  g_test_add_func ("/schema/store/vocabulary", test_vocabulary);
  g_test_add_func ("/schema/store/drafts", test_drafts);

  return g_test_run ();
}
