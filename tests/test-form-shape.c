/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* What the shapes of a schema are, one table for each noun. */

static const struct
{
  const char *node;
  const char *kind;
  gboolean nullable;
} kinds[] = {
  { "{'type':'string'}", "string", FALSE },
  { "{'type':['string']}", "string", FALSE },
  { "{'type':['null','string']}", "string", TRUE },
  { "{'type':'string','format':'date'}", "date", FALSE },
  { "{'type':'string','format':'time'}", "time", FALSE },
  { "{'type':'string','format':'date-time'}", "date-time", FALSE },
  { "{'type':'string','contentEncoding':'base64'}", "file", FALSE },
  { "{'type':'string','format':'byte'}", "file", FALSE },
  { "{'type':'integer'}", "integer", FALSE },
  { "{'type':'number'}", "number", FALSE },
  { "{'type':['integer','number']}", "number", FALSE },
  { "{'type':['boolean','null']}", "boolean", TRUE },
  { "{'type':'null'}", "null", FALSE },
  { "{'const':null}", "null", FALSE },
  { "{'type':'array'}", "list", FALSE },
  { "{'type':'array','items':{'type':'string'}}", "list", FALSE },
  { "{'type':'array','items':{'enum':['a','b']}}", "multi-choice", FALSE },
  { "{'prefixItems':[{'type':'string'}]}", "tuple", FALSE },
  { "{'type':['array','null']}", "list", TRUE },
  { "{'type':'object'}", "map", FALSE },
  { "{'type':'object','additionalProperties':false}", "object", FALSE },
  { "{'type':'object','properties':{'a':true}}", "object", FALSE },
  { "{'properties':{'a':true}}", "object", FALSE },
  { "{'required':['a']}", "object", FALSE },
  { "{'additionalProperties':{'type':'string'}}", "map", FALSE },
  { "{'type':['object','null'],'properties':{'a':true}}", "object", TRUE },
  { "{}", "json", TRUE },
  { "true", "json", TRUE },
  { "{'description':'?'}", "json", TRUE },
  { "{'not':{'type':'string'}}", "json", TRUE },
  { "{'type':'file'}", "json", TRUE },
  { "{'properties':5,'items':7}", "json", TRUE },
  { "{'minLength':1}", "string", FALSE },
  { "{'format':'uri'}", "string", FALSE },
  { "{'format':'int32'}", "json", TRUE },
  { "{'multipleOf':2}", "number", FALSE },
  { "{'enum':['a']}", "choice", FALSE },
  { "{'enum':['a',null]}", "choice", TRUE },
  { "{'enum':[1.5,1,false,null,{},[],'a']}", "choice", TRUE },
  { "{'type':['string','null'],'enum':['a']}", "choice", FALSE },
  { "{'type':'string','enum':[]}", "string", FALSE },
  { "{'const':1}", "choice", FALSE },
  { "{'oneOf':[{'const':1,'title':'One'},{'const':2}]}", "choice", FALSE },
  { "{'anyOf':[{'const':1},{'const':2},{'type':'null'}]}", "choice", TRUE },
  { "{'anyOf':[{'type':'string'},{'type':'null'}]}", "string", TRUE },
  { "{'anyOf':[{'$ref':'#/$defs/group'},{'type':'null'}]}", "object", TRUE },
  { "{'anyOf':[{'type':'string','enum':['a']},{'const':null}]}", "choice", TRUE },
  { "{'allOf':[{'$ref':'#/$defs/text'}]}", "string", FALSE },
  { "{'allOf':[{'type':['string','null']},{'type':['string','integer']}]}", "string", FALSE },
  { "{'$ref':'#/$defs/text'}", "string", FALSE },
  { "{'anyOf':[{'$ref':'#/$defs/text'},{'$ref':'#/$defs/nothing'}]}", "string", TRUE },
  { "{'type':'string','anyOf':[{'minLength':1},{'type':'null'}]}", "string", FALSE },
  { "{'anyOf':[{'type':'null'},{'const':null}]}", "null", FALSE },
  { "{'anyOf':[false,{'type':'integer'}]}", "integer", FALSE },
  { "{'anyOf':[{'type':'string'},{'type':'integer'}]}", "union", FALSE },
  { "{'type':['string','integer']}", "union", FALSE },
  { "{'type':['string','integer','null']}", "union", TRUE },
  { "{'oneOf':[{'type':'string'},{'type':'array'},{'type':'null'}]}", "union", TRUE },
  { "{'oneOf':[{'const':1},{'type':'string'}]}", "union", FALSE },
  { "{'oneOf':[{'const':null},{'const':1},{'type':'string'}]}", "union", TRUE },
  { "{'anyOf':[{'$ref':'#/$defs/colors'},{'const':'green'}]}", "choice", FALSE },
  { "{'type':'object','anyOf':[{'required':['a']},{'required':['b']}]}", "map", FALSE },
  { "{'properties':{'a':{}},'oneOf':[{'required':['a']},{'not':{'required':['a']}}]}", "object",
    FALSE },
  { "{'properties':{'a':{}},'oneOf':[{'properties':{'b':{}}},{'properties':{'c':{}}}]}", "union",
    FALSE },
  { "{'allOf':[{'type':'string'},{'type':'integer'}]}", "string", FALSE },
  { "{'allOf':[{'type':'object'},{'properties':{'a':{}}}]}", "object", FALSE },
  { "{'allOf':[{'enum':['a','b']},{'type':'string'}]}", "choice", FALSE },
  { "{'type':'array','items':{'$ref':'#/$defs/colors'}}", "multi-choice", FALSE },
  { "{'type':'array','items':{'enum':['a',null]}}", "list", FALSE },
  { "{'type':'array','items':{'oneOf':[{'const':1},{'const':2}]}}", "multi-choice", FALSE },
  { "{'type':'array','items':[{'type':'string'}]}", "list", FALSE },
  { "{'additionalItems':true}", "json", TRUE },
  { "{'dependentRequired':{'a':['b']}}", "map", FALSE },
  { "{'type':'object','if':{'required':['a']},'then':{'properties':{'b':{}}}}", "object", FALSE },
  { "{'$ref':'#/$defs/maybe'}", "string", TRUE },
  { "{'$ref':'#/$defs/a%20b~1c'}", "integer", FALSE },
  { "{'$ref':'#/$defs/tree'}", "object", FALSE },
  { "{'$ref':'#/$defs/loop'}", "json", TRUE },
  { "{'$ref':'#/$defs/nowhere'}", "json", TRUE },
  { "{'$ref':'http://example.com/schema'}", "json", TRUE },
  { "{'$ref':'http://example.com/schema','type':'string'}", "string", FALSE },
  { "{'$ref':'#/$defs/%ff'}", "json", TRUE },
};

static void
test_shape_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, kinds[i].node);

      g_test_message ("%s", kinds[i].node);
      g_assert_cmpstr (shape_fixture_get_nick (shape), ==, kinds[i].kind);
      g_assert_cmpint (form_shape_is_nullable (shape), ==, kinds[i].nullable);
      shape_fixture_clear (&fixture);
    }
}

static void
test_shape_recursion (void)
{
  ShapeFixture fixture;
  FormShape *tree = shape_fixture_init_member (&fixture, "{'$ref':'#/$defs/tree'}");

  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpint (form_shape_get_kind (tree), ==, FORM_KIND_OBJECT);
      g_assert_cmpint (form_shape_is_recursive (tree), ==, i > 0);
      g_assert_false (form_shape_is_recursive (form_shape_get_member (tree, "name")));
      tree = form_shape_get_member (tree, "next");
    }

  shape_fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape/kinds", test_shape_kinds);
  g_test_add_func ("/form-shape/recursion", test_shape_recursion);

  return g_test_run ();
}
