/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* What a group is like depends on its value. */

static const struct
{
  const char *node;
  const char *value;
  const char *names;
} cases[] = {
#define BY_IF "{'properties':{'k':{'type':'string'}},'if':{'properties':{'k':{'const':'a'}}," \
  "'required':['k']},'then':{'properties':{'x':{}},'required':['x']}," \
  "'else':{'properties':{'y':{}}}}"
  { BY_IF, "{'k':'a'}", "k x*" },
  { BY_IF, "{'k':'b'}", "k y" },
  { BY_IF, "{}", "k y" },
  { BY_IF, "[]", "k" },
  { "{'properties':{'k':{}},'dependentSchemas':{'k':{'properties':{'x':{}}},'z':false}}",
    "{'k':null}", "k x" },
  { "{'properties':{'k':{}},'dependentSchemas':{'k':{'properties':{'x':{}}}}}", "{'j':1}", "k" },
  { "{'properties':{'k':{},'x':{}},'dependentRequired':{'k':['x','y']}}", "{'k':1}", "k x* y*" },
  { "{'properties':{'k':{},'x':{}},'dependentRequired':{'k':['x']}}", "{}", "k x" },
  { "{'properties':{'k':{},'x':{}},'dependencies':{'k':['x']}}", "{'k':1}", "k x*" },
  { "{'properties':{'k':{}},'dependencies':{'k':{'properties':{'x':{}}}}}", "{'k':1}", "k x" },
  /* A condition that another brings along, and one in what is referred to. */
  { "{'properties':{'k':{}},'dependentSchemas':{'k':{'properties':{'x':{}},'dependentSchemas':{"
    "'k':{'properties':{'y':{}}},'x':{'properties':{'z':{}}}}}}}", "{'k':1}", "k x y" },
  { "{'properties':{'k':{}},'allOf':[{'if':true,'then':{'properties':{'x':{}}}}]}", "{}", "k x" },
  { "{'properties':{'k':{}},'if':{},'then':{'$ref':'#/$defs/tree'}}", "{}", "k name next" },
  { "{'properties':{'k':{}},'then':{'properties':{'x':{}}}}", "{}", "k" },
  { "{'properties':{'k':{},'x':{}},'if':{'required':['k']},'then':{'properties':{'x':false}}}",
    "{'k':1}", "k" },
  /* A union that a condition makes is settled by the value. */
  { "{'properties':{'k':{}},'if':true,'then':{'oneOf':[{'properties':{'x':{'type':'string'}},"
    "'required':['x']},{'properties':{'y':{}}}]}}", "{'y':1}", "k y" },
};

static void
test_condition_narrow (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, cases[i].node);
      g_autoptr(SjsonDocument) document = shape_fixture_parse (cases[i].value);
      SjsonValue value = sjson_document_get_root (document);
      g_autoptr(FormShape) narrowed = form_shape_narrow (shape, &value);
      g_autoptr(FormShape) again = form_shape_narrow (narrowed, &value);
      g_autofree char *names = shape_fixture_dup_names (narrowed);

      g_test_message ("%s %s", cases[i].node, cases[i].value);
      g_assert_cmpstr (names, ==, cases[i].names);
      g_assert_true (again == narrowed);
      g_clear_pointer (&again, form_shape_unref);
      g_clear_pointer (&narrowed, form_shape_unref);
      shape_fixture_clear (&fixture);
    }
}

/* What no condition touches is the same member still, and what goes comes back the same. */
static void
test_condition_equal (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'properties':{'k':{'type':'string'},'x':{'type':'string'}},'if':{'required':['k']},"
    "'then':{'properties':{'x':{'minLength':5}}}}");
  g_autoptr(SjsonDocument) document = shape_fixture_parse ("{'k':1}");
  SjsonValue value = sjson_document_get_root (document);
  g_autoptr(FormShape) narrowed = form_shape_narrow (shape, &value);
  g_autoptr(FormShape) back = form_shape_narrow (narrowed, NULL);

  g_assert_true (form_shape_is_conditional (shape));
  g_assert_true (form_shape_is_conditional (narrowed));
  g_assert_false (form_shape_is_conditional (form_shape_get_member (shape, "k")));
  g_assert_true (back == shape);
  g_assert_false (form_shape_equal (narrowed, shape));
  g_assert_true (form_shape_equal (form_shape_get_member (narrowed, "k"),
                                   form_shape_get_member (shape, "k")));
  g_assert_false (form_shape_equal (form_shape_get_member (narrowed, "x"),
                                    form_shape_get_member (shape, "x")));
  g_assert_cmpstr (form_shape_get_limits (form_shape_get_member (narrowed, "x")), ==,
                   "at least 5 characters");

  g_clear_pointer (&back, form_shape_unref);
  g_clear_pointer (&narrowed, form_shape_unref);
  shape_fixture_clear (&fixture);
}

/* What is left over for members that nobody speaks of is not for one that a condition brings. */
static void
test_condition_unevaluated (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'unevaluatedProperties':{'type':'string'},'if':{'required':['n']},"
    "'then':{'allOf':[{'properties':{'n':{}}}]}}");
  g_autoptr(SjsonDocument) document = shape_fixture_parse ("{'n':-1}");
  SjsonValue value = sjson_document_get_root (document);
  g_autoptr(FormShape) narrowed = form_shape_narrow (shape, &value);

  g_assert_cmpstr (shape_fixture_get_nick (form_shape_get_member (shape, "n")), ==, "string");
  g_assert_cmpstr (shape_fixture_get_nick (form_shape_get_member (narrowed, "n")), ==, "json");

  g_clear_pointer (&narrowed, form_shape_unref);
  shape_fixture_clear (&fixture);
}

static void
test_condition_assume (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'properties':{'k':{}},'if':{'required':['k']},'then':{'properties':{'x':{}}},"
    "'else':{'properties':{'y':{}},'dependentSchemas':{'y':{'properties':{'z':{}}}}}}");
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  g_assert_cmpuint (form_shape_get_n_conditions (shape), ==, 3);
  first = shape_fixture_dup_names (form_shape_assume (shape, 0));
  last = shape_fixture_dup_names (form_shape_assume (shape, 2));
  g_assert_cmpstr (first, ==, "k x");
  g_assert_cmpstr (last, ==, "k y z");

  shape_fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-condition/narrow", test_condition_narrow);
  g_test_add_func ("/form-shape-condition/equal", test_condition_equal);
  g_test_add_func ("/form-shape-condition/unevaluated", test_condition_unevaluated);
  g_test_add_func ("/form-shape-condition/assume", test_condition_assume);

  return g_test_run ();
}
