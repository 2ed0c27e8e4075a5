/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-describe.h"

#include "sjson-pointer.h"

/* Nothing is described deeper, or wider, than its reader can take. */
#define MOST_FIELDS 20000

static SjsonDocument *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (json, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static SjsonDocument *
describe (const char *schema)
{
  g_autoptr(SjsonDocument) document = parse (schema);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(SjsonDocument) form = form_describe (&root);
  SjsonValue form_root = sjson_document_get_root (form);
  g_autofree char *json = sjson_value_to_json (&form_root, NULL);

  /* Whoever reads it has the limits of all documents. */
  return parse (json);
}

static char *
dup_at (SjsonDocument *form,
        const char    *pointer)
{
  SjsonValue root = sjson_document_get_root (form);
  SjsonValue found;

  return sjson_pointer_resolve (&root, pointer, &found) ? sjson_value_to_json (&found, NULL)
                                                        : NULL;
}

#define CONDITION \
  "{\"properties\":{\"a\":{}},\"if\":{},\"then\":{\"properties\":{\"b\":{},\"a\":{}}," \
  "\"required\":[\"b\"]},\"else\":{\"properties\":{\"c\":{}}}}"

static const struct
{
  const char *schema;    /* of the member x */
  const char *pointer;   /* from its field on */
  const char *json;      /* what is there, or NULL: nothing */
} rows[] = {
  { "{}", "/kind", "\"json\"" },
  { "{}", "/fallback", "true" },
  { "{}", "/path", "\"/x\"" },
  { "{}", "/title", "\"X\"" },
  { "{}", "/default", NULL },
  { "{}", "/multiline", NULL },
  { "{\"type\":\"string\",\"title\":\"T\"}", "/title", "\"T\"" },
  { "{\"type\":\"string\",\"description\":\"D\"}", "/description", "\"D\"" },
  { "{\"type\":\"integer\",\"default\":12345678901234567890}", "/default",
    "12345678901234567890" },
  { "{\"type\":[\"integer\",\"null\"],\"default\":null}", "/default", "null" },
  { "{\"type\":[\"integer\",\"null\"]}", "/nullable", "true" },
  { "{\"type\":\"integer\",\"maximum\":5}", "/limits", "\"at most 5\"" },
  { "{\"type\":\"string\",\"format\":\"email\"}", "/format", "\"email\"" },
  { "{\"type\":\"string\",\"readOnly\":true}", "/read_only", "true" },
  { "{\"type\":\"string\",\"writeOnly\":true}", "/secret", "true" },
  { "{\"type\":\"string\",\"deprecated\":true}", "/deprecated", "true" },
  { "{\"type\":\"string\",\"deprecated\":false}", "/deprecated", NULL },
  { "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"contentMediaType\":\"image/png\"}",
    "/kind", "\"file\"" },
  { "{\"enum\":[1,\"b\",{\"c\":2}]}", "/choices",
    "[{\"value\":1},{\"value\":\"b\"},{\"value\":{\"c\":2}}]" },
  { "{\"oneOf\":[{\"const\":1,\"title\":\"One\"},{\"const\":2}]}", "/choices",
    "[{\"value\":1,\"label\":\"One\"},{\"value\":2}]" },
  { "{\"type\":\"array\",\"items\":{\"enum\":[1,2]}}", "/kind", "\"multi-choice\"" },
  { "{\"type\":\"array\",\"items\":{\"enum\":[1,2]}}", "/choices",
    "[{\"value\":1},{\"value\":2}]" },
  { "{\"type\":\"array\",\"items\":{\"enum\":[1,2]}}", "/item/path", "\"/x/*\"" },
  { "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "/item/kind", "\"string\"" },
  { "{\"type\":\"array\",\"items\":false}", "/item", NULL },
  { "{\"prefixItems\":[{\"type\":\"string\"},{}]}", "/fields/1/path", "\"/x/1\"" },
  { "{\"prefixItems\":[{\"type\":\"string\"},{}]}", "/fields/0/fallback", "false" },
  { "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}", "/item", NULL },
  { "{\"type\":\"object\"}", "/kind", "\"map\"" },
  { "{\"type\":\"object\"}", "/extra/path", "\"/x/*\"" },
  { "{\"type\":\"object\",\"additionalProperties\":false}", "/extra", NULL },
  { "{\"type\":\"object\",\"properties\":{\"a/b\":{}}}", "/fields/0/path", "\"/x/a~1b\"" },
  { "{\"type\":\"object\",\"properties\":{\"a/b\":{}}}", "/fields/0/name", "\"a/b\"" },
  { "{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"]}",
    "/fields/0/required", "true" },
  { "{\"type\":\"object\",\"properties\":{\"a\":{}}}", "/extra", NULL },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}},\"additionalProperties\":false}",
    "/patterns/0/field/kind", "\"string\"" },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}},\"additionalProperties\":false}",
    "/patterns/0/pattern", "\"^a\"" },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}},\"additionalProperties\":false}",
    "/extra", NULL },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}}}", "/extra/fallback", "true" },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"},\"^b\":false}}", "/patterns/1", NULL },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}},\"allOf\":[{\"patternProperties\":"
    "{\"^a\":{\"minLength\":2}}}]}", "/patterns/0/field/limits", "\"at least 2 characters\"" },
  { "{\"patternProperties\":{\"^a\":{\"type\":\"string\"}},\"allOf\":[{\"patternProperties\":"
    "{\"^a\":{\"minLength\":2}}}]}", "/patterns/1", NULL },
  { "{\"type\":[\"string\",\"integer\"]}", "/kind", "\"union\"" },
  { "{\"type\":[\"string\",\"integer\"]}", "/branches/0/label", "\"Text\"" },
  { "{\"type\":[\"string\",\"integer\"]}", "/branches/1/field/kind", "\"integer\"" },
  { "{\"type\":[\"string\",\"integer\"]}", "/branches/1/field/path", "\"/x\"" },
  { "{\"anyOf\":[{\"title\":\"One\",\"type\":\"string\"},{}]}", "/branches/0/label", "\"One\"" },
  { "{\"anyOf\":[{\"title\":\"One\",\"type\":\"string\"},{}]}", "/branches/1/field/fallback",
    "true" },
  { CONDITION, "/conditional/0/path", "\"/x/b\"" },
  { CONDITION, "/conditional/0/required", "true" },
  { CONDITION, "/conditional/1/path", "\"/x/c\"" },
  { CONDITION, "/conditional/2", NULL },
  { "{\"properties\":{\"a\":{}},\"if\":{},\"then\":{\"oneOf\":[{\"properties\":{\"b\":{}}},"
    "{\"properties\":{\"c\":{}}}]}}", "/conditional/0/branches/1/field/fields/1/path",
    "\"/x/c\"" },
  { "{\"properties\":{\"y\":{\"$ref\":\"#/properties/x\"}}}", "/fields/0/recursive", "true" },
  { "{\"properties\":{\"y\":{\"$ref\":\"#/properties/x\"}}}", "/fields/0/fields", NULL },
  { "{\"properties\":{\"y\":{\"$ref\":\"#/properties/x\"}}}", "/recursive", NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"x\":%s}}", rows[i].schema);
      g_autofree char *pointer = g_strconcat ("/fields/0", rows[i].pointer, NULL);
      g_autoptr(SjsonDocument) form = describe (schema);
      g_autofree char *json = dup_at (form, pointer);

      g_test_message ("%s %s", rows[i].schema, rows[i].pointer);
      g_assert_cmpstr (json, ==, rows[i].json);
    }
}

static void
test_nothing (void)
{
  g_autoptr(SjsonDocument) none = form_describe (NULL);
  g_autoptr(SjsonDocument) empty = describe ("{\"type\":\"object\"}");
  g_autofree char *kind = dup_at (none, "/kind");
  g_autofree char *fields = dup_at (empty, "/fields");
  g_autofree char *extra = dup_at (empty, "/extra");

  g_assert_cmpstr (kind, ==, "\"json\"");
  g_assert_cmpstr (fields, ==, "[]");
  g_assert_null (extra);
}

/* Counts the fields, and those that are cut. */
static guint
count (const SjsonValue *value,
       guint            *n_cut)
{
  SjsonIter iter;
  SjsonValue inner;
  gboolean is_cut = FALSE;
  guint n = sjson_value_get_kind (value) == SJSON_KIND_OBJECT &&
            sjson_value_get_member (value, "kind", &inner);

  if (sjson_value_get_member_boolean (value, "cut", &is_cut) && is_cut)
    (*n_cut)++;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &inner))
    n += count (&inner, n_cut);

  return n;
}

static void
assert_cut (const char *schema,
            guint       least)
{
  g_autoptr(SjsonDocument) form = describe (schema);
  SjsonValue root = sjson_document_get_root (form);
  guint n_cut = 0;
  guint n = count (&root, &n_cut);

  g_test_message ("%u fields, %u cut", n, n_cut);
  g_assert_cmpuint (n, >=, least);
  g_assert_cmpuint (n, <=, MOST_FIELDS);
  g_assert_cmpuint (n_cut, >, 0);
}

/* Each of so many groups has all the others inside. */
static char *
make_wide (guint n)
{
  GString *schema = g_string_new ("{\"properties\":{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (schema, "%s\"m%u\":{\"$ref\":\"#/$defs/m%u\"}", i > 0 ? "," : "", i, i);

  g_string_append (schema, "},\"$defs\":{");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (schema, "%s\"m%u\":{\"properties\":{", i > 0 ? "," : "", i);

      for (guint j = 0; j < n; j++)
        g_string_append_printf (schema, "%s\"m%u\":{\"$ref\":\"#/$defs/m%u\"}", j > 0 ? "," : "",
                                j, j);

      g_string_append (schema, "}}");
    }

  g_string_append (schema, "}}");

  return g_string_free (schema, FALSE);
}

static void
test_wide (void)
{
  g_autofree char *schema = make_wide (12);

  assert_cut (schema, MOST_FIELDS / 2);
}

static char *
make_many (guint n)
{
  GString *schema = g_string_new ("{\"properties\":{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (schema, "%s\"m%u\":{}", i > 0 ? "," : "", i);

  g_string_append (schema, "}}");

  return g_string_free (schema, FALSE);
}

/* All or nothing of a group is told: half of it would pass for the whole. */
static void
test_many (void)
{
  g_autofree char *schema = make_many (30000);
  g_autoptr(SjsonDocument) form = describe (schema);
  g_autofree char *cut = dup_at (form, "/cut");
  g_autofree char *fields = dup_at (form, "/fields");

  g_assert_cmpstr (cut, ==, "true");
  g_assert_null (fields);
}

static char *
make_deep (const char *before,
           const char *after,
           guint       depth)
{
  GString *schema = g_string_new ("{\"properties\":{\"x\":");

  for (guint i = 0; i < depth; i++)
    g_string_append (schema, before);

  g_string_append (schema, "{\"type\":\"string\"}");

  for (guint i = 0; i < depth; i++)
    g_string_append (schema, after);

  g_string_append (schema, "}}");

  return g_string_free (schema, FALSE);
}

static void
test_deep (void)
{
  g_autofree char *groups = make_deep ("{\"properties\":{\"y\":", "}}", 60);

  assert_cut (groups, 50);
}

/* Lists take less room, and are deep as well: a form goes no deeper either. */
static void
test_deep_lists (void)
{
  g_autofree char *lists = make_deep ("{\"type\":\"array\",\"items\":", "}", 100);
  g_autoptr(SjsonDocument) form = describe (lists);
  SjsonValue root = sjson_document_get_root (form);
  guint n_cut = 0;

  g_assert_cmpuint (count (&root, &n_cut), <, 70);
}

static void
test_shallow_enough (void)
{
  g_autofree char *groups = make_deep ("{\"properties\":{\"y\":", "}}", 40);
  g_autoptr(SjsonDocument) form = describe (groups);
  SjsonValue root = sjson_document_get_root (form);
  guint n_cut = 0;

  g_assert_cmpuint (count (&root, &n_cut), ==, 42);
  g_assert_cmpuint (n_cut, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/describe/rows", test_rows);
  g_test_add_func ("/form/describe/nothing", test_nothing);
  g_test_add_func ("/form/describe/wide", test_wide);
  g_test_add_func ("/form/describe/many", test_many);
  g_test_add_func ("/form/describe/deep", test_deep);
  g_test_add_func ("/form/describe/deep-lists", test_deep_lists);
  g_test_add_func ("/form/describe/shallow-enough", test_shallow_enough);

  return g_test_run ();
}
