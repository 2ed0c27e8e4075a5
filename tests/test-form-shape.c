/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-private.h"

/* What the shapes of a schema are, one table for each noun. */

typedef struct
{
  SjsonDocument *document;
  SchemaValidator *validator;
  FormShape *root;
} Fixture;

static void
fixture_init (Fixture    *self,
              const char *schema)
{
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  self->document = sjson_document_new_from_string (schema, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (self->document);
  self->validator = schema_validator_new (&root, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);
  self->root = form_shape_new (self->validator, &root);
}

static void
fixture_clear (Fixture *self)
{
  form_shape_unref (self->root);
  g_assert_finalize_object (self->validator);
  sjson_document_unref (self->document);
}

static const char *
get_nick (FormShape *shape)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);

  return g_enum_get_value (kinds, form_shape_get_kind (shape))->value_nick;
}

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
  { "{'$ref':'#/$defs/maybe'}", "string", TRUE },
  { "{'$ref':'#/$defs/a%20b~1c'}", "integer", FALSE },
  { "{'$ref':'#/$defs/tree'}", "object", FALSE },
  { "{'$ref':'#/$defs/loop'}", "json", TRUE },
  { "{'$ref':'#/$defs/nowhere'}", "json", TRUE },
  { "{'$ref':'http://example.com/schema'}", "json", TRUE },
  { "{'$ref':'http://example.com/schema','type':'string'}", "string", FALSE },
  { "{'$ref':'#/$defs/%ff'}", "json", TRUE },
};

/* A form with one member "f"; quotes are single. */
static FormShape *
fixture_init_member (Fixture    *self,
                     const char *node)
{
  g_autofree char *single = NULL;
  g_autofree char *schema = NULL;

  single = g_strdup_printf ("{'type':'object','properties':{'f':%s},'$defs':{"
                            "'text':{'type':'string','title':'Text'},"
                            "'group':{'properties':{'a':{}}},"
                            "'maybe':{'anyOf':[{'$ref':'#/$defs/text'},{'type':'null'}]},"
                            "'tree':{'type':'object','properties':{"
                            "'name':{'$ref':'#/$defs/text'},"
                            "'next':{'$ref':'#/$defs/tree'}}},"
                            "'loop':{'$ref':'#/$defs/pool'},"
                            "'pool':{'$ref':'#/$defs/loop'},"
                            "'a b/c':{'type':'integer'}}}", node);
  schema = g_strdelimit (g_strdup (single), "'", '"');
  fixture_init (self, schema);
  g_assert_cmpint (form_shape_get_kind (self->root), ==, FORM_KIND_OBJECT);

  return form_shape_get_member (self->root, "f");
}

static void
test_shape_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Fixture fixture;
      FormShape *shape = fixture_init_member (&fixture, kinds[i].node);

      g_test_message ("%s", kinds[i].node);
      g_assert_cmpstr (get_nick (shape), ==, kinds[i].kind);
      g_assert_cmpint (form_shape_is_nullable (shape), ==, kinds[i].nullable);
      fixture_clear (&fixture);
    }
}

static void
test_shape_recursion (void)
{
  Fixture fixture;
  FormShape *tree = fixture_init_member (&fixture, "{'$ref':'#/$defs/tree'}");

  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpint (form_shape_get_kind (tree), ==, FORM_KIND_OBJECT);
      g_assert_cmpint (form_shape_is_recursive (tree), ==, i > 0);
      g_assert_false (form_shape_is_recursive (form_shape_get_member (tree, "name")));
      tree = form_shape_get_member (tree, "next");
    }

  fixture_clear (&fixture);
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
