/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* What is in groups and lists. */

#define DRAFT_07 "'$schema':'http://json-schema.org/draft-07/schema#',"
#define DRAFT_2019 "'$schema':'https://json-schema.org/draft/2019-09/schema',"

static const struct
{
  const char *node;
  const char *names;
  const char *other;      /* the kind of members that are not declared; NULL: none may be added */
} members[] = {
  { "{'type':'object'}", "", "json" },
  { "{'type':'object','properties':{}}", "", "json" },
  { "{'type':'object','additionalProperties':false}", "", NULL },
  { "{'properties':{'b':{},'a':{}}}", "b a", NULL },
  { "{'properties':{'a':{}},'additionalProperties':true}", "a", "json" },
  { "{'properties':{'a':{}},'additionalProperties':{}}", "a", "json" },
  { "{'properties':{'a':{}},'additionalProperties':{'type':'string'}}", "a", "string" },
  { "{'properties':{'a':{}},'unevaluatedProperties':{'type':'string'}}", "a", "string" },
  { "{'properties':{'a':{},'b':false,'c':true}}", "a c", NULL },
  { "{'properties':{'a':{'allOf':[false]},'b':{'$ref':'#/$defs/text'}}}", "b", NULL },
  { "{'properties':{'b':{},'a':{}},'required':['a']}", "b a*", NULL },
  { "{'properties':{'a':{}},'required':['b','a','b',5]}", "a* b*", NULL },
  { "{'properties':{'a\\u0000b':{},'c':{}}}", "c", NULL },
  { "{'properties':{'a':{},'a':false}}", "", NULL },
  { "{'properties':{'x':5,'y':{}}}", "x y", NULL },
  { "{'allOf':[{'properties':{'b':{}}},{'properties':{'a':{},'b':{}},'required':['b']}],"
    "'properties':{'z':{}}}", "z b* a", NULL },
  { "{'allOf':[{'properties':{'a':{}},'additionalProperties':false},{'properties':{'b':{}}}]}",
    "a", NULL },
  { "{'allOf':[{'additionalProperties':{'type':'string'}},{'additionalProperties':false}]}", "",
    NULL },
  { "{'patternProperties':{'^a':{'type':'string'}},'additionalProperties':false}", "", NULL },
  { "{'$ref':'#/$defs/tree','required':['next']}", "name next*", NULL },
};

static void
test_group_members (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, members[i].node);
      g_autofree char *names = shape_fixture_dup_names (shape);
      FormShape *other = form_shape_takes_others (shape) ? form_shape_get_other (shape) : NULL;

      g_test_message ("%s", members[i].node);
      g_assert_cmpstr (names, ==, members[i].names);
      g_assert_cmpstr (other != NULL ? shape_fixture_get_nick (other) : NULL, ==,
                       members[i].other);
      shape_fixture_clear (&fixture);
    }
}

/* Of one member what its name, patterns and the rest say, in each layer. */
static void
test_group_member (void)
{
  static const struct
  {
    const char *node;
    const char *name;
    const char *kind;
  } cases[] = {
    { "{'properties':{'a':{'type':'string'}}}", "a", "string" },
    { "{'properties':{'a':{'type':'string'}}}", "b", "json" },
    { "{'properties':{'a':{}},'patternProperties':{'a|b':{'type':'integer'}}}", "a", "integer" },
    { "{'patternProperties':{'a|b':{'type':'integer'}},'additionalProperties':{'type':'string'}}",
      "ab", "integer" },
    { "{'patternProperties':{'^a':{'type':'integer'}},'additionalProperties':{'type':'string'}}",
      "ba", "string" },
    { "{'patternProperties':{'(':{'type':'integer'}},'additionalProperties':{'type':'string'}}",
      "(", "string" },
    { "{'properties':{'a':{}},'unevaluatedProperties':{'type':'string'}}", "a", "json" },
    { "{'properties':{'a':{}},'unevaluatedProperties':{'type':'string'}}", "b", "string" },
    { "{'allOf':[{'properties':{'a':{}}},{'additionalProperties':{'type':'string'}}]}", "a",
      "string" },
    { "{'properties':{'a':{'minLength':1}},'allOf':[{'properties':{'a':{'enum':['x']}}}]}", "a",
      "choice" },
    { "{'properties':{'':{'type':'string'}}}", "", "string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, cases[i].node);
      FormShape *member = form_shape_get_member (shape, cases[i].name);

      g_test_message ("%s %s", cases[i].node, cases[i].name);
      g_assert_cmpstr (shape_fixture_get_nick (member), ==, cases[i].kind);
      g_assert_true (form_shape_get_member (shape, cases[i].name) == member);
      shape_fixture_clear (&fixture);
    }
}

/* The whole has no members but those that it declares, unless it says so. */
static void
test_group_root (void)
{
  static const struct
  {
    const char *schema;
    const char *kind;
    gboolean takes_others;
  } cases[] = {
    { "{'type':'object'}", "object", FALSE },
    { "{}", "object", FALSE },
    { "{'type':['object','null']}", "object", FALSE },
    { "{'type':'object','additionalProperties':true}", "map", TRUE },
    { "{'type':'object','additionalProperties':{},'properties':{'a':{}}}", "object", TRUE },
    { "{'oneOf':[{'properties':{'a':{}}},{'properties':{'b':{}}}]}", "union", FALSE },
    { "true", "json", FALSE },
    { "'x'", "json", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;

      g_test_message ("%s", cases[i].schema);
      shape_fixture_init (&fixture, cases[i].schema);
      g_assert_cmpstr (shape_fixture_get_nick (fixture.root), ==, cases[i].kind);
      g_assert_cmpint (form_shape_takes_others (fixture.root), ==, cases[i].takes_others);
      g_assert_false (form_shape_is_nullable (fixture.root));
      g_assert_cmpuint (form_shape_get_kinds (fixture.root), ==,
                        FORM_SHAPE_BIT (SJSON_KIND_OBJECT));
      shape_fixture_clear (&fixture);
    }
}

static char *
describe_items (FormShape *shape)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i <= form_shape_get_n_prefix (shape); i++)
    {
      FormShape *item = form_shape_get_item (shape, i);

      g_string_append_printf (words, "%s%s", i == form_shape_get_n_prefix (shape) ? " *" : " ",
                              item != NULL ? shape_fixture_get_nick (item) : "-");
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

typedef struct
{
  const char *node;
  const char *items;
} ItemCase;

static const ItemCase item_cases[] = {
  { "'f':{'type':'array'}", " *json" },
  { "'f':{'items':{'type':'string'}}", " *string" },
  { "'f':{'items':false}", " *-" },
  { "'f':{'items':{'type':'string'},'maxItems':0}", " *-" },
  { "'f':{'prefixItems':[{'type':'string'},{}]}", " string json *json" },
  { "'f':{'prefixItems':[{'type':'string'}],'items':false}", " string *-" },
  { "'f':{'prefixItems':[{'type':'string'}],'items':{'type':'integer'}}", " string *integer" },
  { "'f':{'prefixItems':[{'type':'string'}],'maxItems':1}", " string *-" },
  { "'f':{'prefixItems':[{'type':'string'}],'unevaluatedItems':{'type':'integer'}}",
    " string *integer" },
  { "'f':{'allOf':[{'prefixItems':[{'type':'string'}]},{'items':{'type':'integer'}}]}",
    " string *integer" },
  { "'f':{'type':'array','items':[{'type':'string'}]}", " *json" },
  { "'f':{'unevaluatedItems':false}", " *-" },
  { "'f':{'contains':{'const':'a'},'unevaluatedItems':false}", " *json" },
};

static const ItemCase old_item_cases[] = {
  { "'f':{'items':[{'type':'string'},{}]}", " string json *json" },
  { "'f':{'items':[{'type':'string'}],'additionalItems':false}", " string *-" },
  { "'f':{'items':[{'type':'string'}],'additionalItems':{'type':'integer'}}",
    " string *integer" },
  { "'f':{'items':{'type':'string'},'additionalItems':{'type':'integer'}}", " *string" },
  { "'f':{'type':'array','prefixItems':[{'type':'string'}]}", " *json" },
};

static void
check_items (const char     *draft,
             const ItemCase *cases,
             gsize           n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *schema = g_strdup_printf ("{%s'properties':{%s}}", draft, cases[i].node);
      g_autofree char *found = NULL;
      ShapeFixture fixture;

      g_test_message ("%s", schema);
      shape_fixture_init (&fixture, schema);
      found = describe_items (form_shape_get_member (fixture.root, "f"));
      g_assert_cmpstr (found, ==, cases[i].items);
      shape_fixture_clear (&fixture);
    }
}

static void
test_group_items (void)
{
  check_items ("", item_cases, G_N_ELEMENTS (item_cases));
  check_items (DRAFT_07, old_item_cases, G_N_ELEMENTS (old_item_cases));
  check_items (DRAFT_2019, old_item_cases, G_N_ELEMENTS (old_item_cases));
}

/* In draft-07 a reference hides the rules beside it, but words stay words. */
static void
test_group_siblings (void)
{
  ShapeFixture fixture;
  FormShape *shape;

  shape_fixture_init (&fixture, "{" DRAFT_07 "'properties':{'f':{'$ref':'#/definitions/t',"
                      "'title':'T','type':'integer','enum':[1],'readOnly':true}},"
                      "'definitions':{'t':{'type':'string'}}}");
  shape = form_shape_get_member (fixture.root, "f");
  g_assert_cmpstr (shape_fixture_get_nick (shape), ==, "string");
  g_assert_cmpstr (form_shape_get_title (shape), ==, "T");
  g_assert_true (form_shape_is_read_only (shape));
  shape_fixture_clear (&fixture);
}

/* Where references lead in ways that are not written as a place. */
static void
test_group_references (void)
{
  static const struct
  {
    const char *schema;
    const char *kind;
    gboolean recursive;
  } cases[] = {
    { "{'properties':{'f':{'$ref':'#t'}},'$defs':{'t':{'$anchor':'t','type':'string'}}}",
      "string", FALSE },
    { "{'properties':{'f':{'$ref':'t.json'}},'$id':'http://example.org/a/b.json',"
      "'$defs':{'t':{'$id':'t.json','type':'string'}}}", "string", FALSE },
    { "{'$dynamicAnchor':'n','properties':{'f':{'$dynamicRef':'#n'}}}", "object", TRUE },
    { "{" DRAFT_2019 "'$recursiveAnchor':true,'properties':{'f':{'$recursiveRef':'#'}}}",
      "object", TRUE },
    { "{" DRAFT_07 "'properties':{'f':{'$ref':'#t'}},"
      "'definitions':{'t':{'$id':'#t','type':'string'}}}", "string", FALSE },
    { "{'properties':{'f':{'$ref':'#'}}}", "object", TRUE },
    { "{'properties':{'f':{'$ref':'https://example.com/away'}}}", "json", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape;

      g_test_message ("%s", cases[i].schema);
      shape_fixture_init (&fixture, cases[i].schema);
      shape = form_shape_get_member (fixture.root, "f");
      g_assert_cmpstr (shape_fixture_get_nick (shape), ==, cases[i].kind);
      g_assert_cmpint (form_shape_is_recursive (shape), ==, cases[i].recursive);
      shape_fixture_clear (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-group/members", test_group_members);
  g_test_add_func ("/form-shape-group/member", test_group_member);
  g_test_add_func ("/form-shape-group/root", test_group_root);
  g_test_add_func ("/form-shape-group/items", test_group_items);
  g_test_add_func ("/form-shape-group/siblings", test_group_siblings);
  g_test_add_func ("/form-shape-group/references", test_group_references);

  return g_test_run ();
}
