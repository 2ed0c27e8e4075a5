/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* What there is to choose from, what it is called, and which of it a value is. */

static const struct
{
  const char *node;
  const char *labels;
} labels[] = {
  { "{'type':['string','integer','null']}", "Text (string), Whole number (integer)" },
  { "{'type':['integer','boolean','number']}", "Number (number), Yes or no (boolean)" },
  { "{'type':['object','array'],'items':{'type':'string'}}",
    "Entries with names (map), List of texts (list)" },
  { "{'anyOf':[{'type':'string'},{'type':'array','items':{'type':'string'}}]}",
    "Text (string), List of texts (list)" },
  { "{'anyOf':[{'type':'string'},{'type':'string','format':'date'}]}",
    "Text (string), Date (date)" },
  { "{'oneOf':[{'title':' A\\n<b>','type':'string'},{'type':'object'}]}",
    "A <b> (string), Entries with names (map)" },
  { "{'anyOf':[{'$ref':'#/$defs/big_circle'},{'$ref':'#/$defs/text'},{'type':'null'}]}",
    "Big circle (object), Text (string)" },
  { "{'oneOf':[{'properties':{'kind':{'const':'round_thing'},'r':{}}},"
    "{'properties':{'kind':{'enum':['square']},'a':{}}}]}",
    "Round thing (object), Square (object)" },
  { "{'anyOf':[{'type':'string','minLength':1},{'type':'string','pattern':'x'}]}",
    "Text 1 (string), Text 2 (string)" },
  { "{'anyOf':[{'$ref':'#/$defs/rich'},{'type':'string'},{'$ref':'#/$defs/text'}]}",
    "Rich (object), Text 1 (string), Text 2 (string)" },
  { "{'anyOf':[{'const':'auto'},{'type':'integer'}]}", "auto (choice), Whole number (integer)" },
  { "{'anyOf':[{'type':'string'},{}]}", "Text (string), Anything (json)" },
  { "{'anyOf':[{'oneOf':[{'type':'string'},{'type':'number'}]},{'type':'array'}]}",
    "One of several (union), List (list)" },
  { "{'allOf':[{'type':['string','array','integer']},{'type':['number','string','object']}]}",
    "Text (string), Whole number (integer)" },
};

static void
test_union_labels (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, labels[i].node);
      g_autofree char *found = shape_fixture_dup_labels (shape);

      g_test_message ("%s", labels[i].node);
      g_assert_cmpstr (shape_fixture_get_nick (shape), ==, "union");
      g_assert_cmpstr (found, ==, labels[i].labels);
      shape_fixture_clear (&fixture);
    }
}

#define BY_KIND \
  "{'type':'object','properties':{'id':{'type':'integer'}},'required':['id'],'oneOf':[" \
  "{'properties':{'kind':{'const':'a'},'x':{'type':'string'}},'required':['kind','x']}," \
  "{'properties':{'kind':{'const':'b'},'y':{'type':'string'}},'required':['kind','y']}]}"

#define BY_NAMES "{'anyOf':[{'properties':{'x':{'type':'string'}},'required':['x']}," \
  "{'properties':{'y':{'type':'string'}},'required':['y'],'additionalProperties':false}]}"

static const struct
{
  const char *node;
  const char *value;
  guint branch;
} branches[] = {
  { "{'type':['string','integer']}", "'x'", 0 },
  { "{'type':['string','integer']}", "5", 1 },
  { "{'type':['string','integer']}", "5.0", 1 },
  { "{'type':['string','integer']}", "[]", 0 },
  { "{'type':['string','number']}", "5.5", 1 },
  { "{'anyOf':[{'type':'string','maxLength':2},{'type':'string'}]}", "'abc'", 1 },
  { "{'anyOf':[{'enum':['a','b']},{'type':'string'}]}", "'b'", 0 },
  { "{'anyOf':[{'enum':['a','b']},{'type':'string'}]}", "'c'", 1 },
  { BY_KIND, "{'id':1,'kind':'b','y':'?'}", 1 },
  { BY_KIND, "{'kind':'b'}", 1 },
  { BY_KIND, "{'kind':'b','x':'?'}", 1 },
  { BY_KIND, "{'y':5}", 1 },
  { BY_KIND, "{}", 0 },
  { BY_NAMES, "{'y':5}", 1 },
  { BY_NAMES, "{'z':5}", 0 },
  { "{'anyOf':[{'type':'integer','minimum':5},{'type':'string'}]}", "1", 0 },
  /* a group that says no type */
  { "{'anyOf':[{'type':'string'},{'properties':{'x':true},'maxItems':0}]}", "[1,2]", 1 },
};

static void
test_union_find_branch (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, branches[i].node);
      g_autoptr(SjsonDocument) document = shape_fixture_parse (branches[i].value);
      SjsonValue value = sjson_document_get_root (document);

      g_test_message ("%s %s", branches[i].node, branches[i].value);
      g_assert_cmpuint (form_shape_find_branch (shape, &value), ==, branches[i].branch);
      shape_fixture_clear (&fixture);
    }
}

/* What stands around a union holds in each branch. */
static void
test_union_base (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (&fixture, BY_KIND);
  g_autofree char *first = shape_fixture_dup_names (form_shape_get_branch (shape, 0));
  g_autofree char *second = shape_fixture_dup_names (form_shape_get_branch (shape, 1));

  g_assert_cmpstr (first, ==, "id* kind* x*");
  g_assert_cmpstr (second, ==, "id* kind* y*");
  g_assert_nonnull (form_shape_get_branch_node (shape, 1));
  g_assert_true (form_shape_get_branch (shape, 1) == form_shape_get_branch (shape, 1));
  g_assert_false (form_shape_equal (form_shape_get_branch (shape, 0),
                                    form_shape_get_branch (shape, 1)));

  shape_fixture_clear (&fixture);
}

/* Two unions of one place: the second is in each branch of the first. */
static void
test_union_twice (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'type':'object','anyOf':[{'properties':{'a':{}}},{'properties':{'b':{}}}],"
    "'oneOf':[{'properties':{'c':{}}},{'properties':{'d':{}}}]}");
  FormShape *inner = form_shape_get_branch (shape, 1);
  g_autofree char *names = NULL;

  g_assert_cmpuint (form_shape_get_n_branches (shape), ==, 2);
  g_assert_cmpint (form_shape_get_kind (inner), ==, FORM_KIND_UNION);
  names = shape_fixture_dup_names (form_shape_get_branch (inner, 0));
  g_assert_cmpstr (names, ==, "b c");

  shape_fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-union/labels", test_union_labels);
  g_test_add_func ("/form-shape-union/find-branch", test_union_find_branch);
  g_test_add_func ("/form-shape-union/base", test_union_base);
  g_test_add_func ("/form-shape-union/twice", test_union_twice);

  return g_test_run ();
}
