/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* Schemas that are meant to cost more than they are worth. Each has to end soon, in bounds. */

/* Looks at all there is, but no further than @depth and @budget shapes. */
static void
look (FormShape *shape,
      guint      depth,
      guint     *budget)
{
  form_shape_get_kind (shape);
  form_shape_get_title (shape);
  form_shape_get_limits (shape);

  if (depth == 0 || *budget == 0)
    return;

  (*budget)--;
  for (guint i = 0; i < form_shape_get_n_members (shape); i++)
    look (form_shape_get_member (shape, form_shape_get_member_name (shape, i)), depth - 1, budget);

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    {
      form_shape_get_branch_label (shape, i);
      look (form_shape_get_branch (shape, i), depth - 1, budget);
    }

  if (form_shape_get_item (shape, 0) != NULL)
    look (form_shape_get_item (shape, 0), depth - 1, budget);

  for (guint i = 0; i < form_shape_get_n_conditions (shape); i++)
    look (form_shape_assume (shape, i), depth - 1, budget);
}

static void
look_at (const char *schema)
{
  ShapeFixture fixture;
  guint budget = 3000;

  shape_fixture_init (&fixture, schema);
  look (fixture.root, 80, &budget);
  shape_fixture_clear (&fixture);
}

/* Each definition refers to the next one twice, in these words. */
static char *
make_doubling (const char *format)
{
  GString *schema = g_string_new ("{'properties':{'f':{'$ref':'#/$defs/0'}},'$defs':{");

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *next = g_strdup_printf ("{'$ref':'#/$defs/%u'}", i + 1);
      g_auto(GStrv) parts = g_strsplit (format, "@", -1);
      g_autofree char *node = g_strjoinv (next, parts);

      g_string_append_printf (schema, "'%u':%s,", i, node);
    }

  g_string_append (schema, "'60':{'type':'string'}}}");

  return g_string_free (schema, FALSE);
}

static void
test_hostile_doubling (void)
{
  static const char * const formats[] = {
    "{'allOf':[@,@]}",
    "{'anyOf':[@,@]}",
    "{'oneOf':[@,{'allOf':[@,{'title':'t'}]}]}",
    "{'anyOf':[@,@],'oneOf':[@,@]}",
    "{'properties':{'a':@,'b':@}}",
    "{'items':@,'prefixItems':[@]}",
    "{'if':@,'then':@,'else':@}",
    "{'dependentSchemas':{'a':@,'b':@}}",
    "{'patternProperties':{'a':@,'b':@},'additionalProperties':@}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *schema = make_doubling (formats[i]);

      g_test_message ("%s", formats[i]);
      look_at (schema);
    }
}

static void
test_hostile_circles (void)
{
  static const char * const schemas[] = {
    "{'$ref':'#'}",
    "{'allOf':[{'$ref':'#'},{'$ref':'#'}]}",
    "{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}",
    "{'oneOf':[{'$ref':'#'},{'type':'object'},{'anyOf':[{'$ref':'#'},{'type':'object'}]}]}",
    "{'if':{'$ref':'#'},'then':{'$ref':'#'},'else':{'$ref':'#'}}",
    "{'properties':{'a':{'items':{'$ref':'#/properties/a'}}}}",
    "{'properties':{'a':{'additionalProperties':{'$ref':'#/properties/a'}}}}",
    "{'properties':{'a':{'anyOf':[{'items':{'$ref':'#/properties/a'}},{'type':'string'}]}}}",
    "{'properties':{'a':{'$ref':'#/properties/b'},'b':{'$ref':'#/properties/a'}}}",
    "{'dependentSchemas':{'a':{'$ref':'#'}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_test_message ("%s", schemas[i]);
      look_at (schemas[i]);
    }
}

/* Keywords of the wrong kind say nothing. */
static void
test_hostile_kinds (void)
{
  static const char * const keywords[] = {
    "type", "properties", "patternProperties", "additionalProperties", "required", "items",
    "prefixItems", "enum", "enumNames", "oneOf", "anyOf", "allOf", "if", "then", "else", "$ref",
    "$dynamicRef", "dependentSchemas", "dependentRequired", "dependencies", "minLength", "maximum",
    "multipleOf", "minItems", "format", "pattern", "title", "description", "examples",
    "unevaluatedItems", "contentEncoding", "readOnly", "$schema", "$id",
  };
  static const char * const values[] = {
    "null", "true", "5", "-1e400", "'x'", "[]", "{}", "[[]]", "[5,null,{}]", "{'a':5,'b':[]}", "''",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *schema = NULL;

        schema = g_strdup_printf ("{'properties':{'f':{'%s':%s},'g':{'type':'string','%s':%s},"
                                  "'h':{'type':'object','%s':%s},'i':{'type':'array','%s':%s}},"
                                  "'%s':%s}", keywords[i], values[j], keywords[i], values[j],
                                  keywords[i], values[j], keywords[i], values[j], keywords[i],
                                  values[j]);
        g_test_message ("%s", schema);
        look_at (schema);
      }
}

/* What is too deep, or made of too much, is JSON. */
static void
test_hostile_bounds (void)
{
  g_autoptr(GString) layers = g_string_new ("{'allOf':[{'type':'string'}");
  ShapeFixture fixture;
  FormShape *shape;

  shape_fixture_init (&fixture, "{'properties':{'a':{'$ref':'#'}}}");
  shape = fixture.root;
  for (guint i = 0; i < FORM_SHAPE_MAX_DEPTH; i++)
    {
      g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_OBJECT);
      shape = form_shape_get_member (shape, "a");
    }
  g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_JSON);
  g_assert_cmpint (form_shape_get_kind (form_shape_get_member (shape, "a")), ==, FORM_KIND_JSON);
  shape_fixture_clear (&fixture);

  for (guint i = 0; i < 2 * FORM_SHAPE_MAX_LAYERS; i++)
    g_string_append_printf (layers, ",{'title':'%u'}", i);
  g_string_append (layers, "]}");
  shape = shape_fixture_init_member (&fixture, layers->str);
  g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_JSON);
  shape_fixture_clear (&fixture);
}

/* @n pieces with their numbers where a "#" stands. */
static char *
repeat (const char *before,
        const char *piece,
        guint       n,
        const char *after)
{
  g_auto(GStrv) parts = g_strsplit (piece, "#", -1);
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *filled = g_strjoinv (number, parts);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", filled);
    }

  g_string_append (text, after);

  return g_string_free (text, FALSE);
}

/* What is put together of many pieces is read, up to a bound for each place. */
static void
test_many_layers (void)
{
  g_autofree char *text = repeat ("{'allOf':[", "{'properties':{'x#':{'type':'string'}}}",
                                  FORM_SHAPE_MAX_LAYERS - 1, "]}");
  g_autofree char *longer = repeat ("{'allOf':[", "{'properties':{'x#':{'type':'string'}}}",
                                    FORM_SHAPE_MAX_LAYERS, "]}");
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (&fixture, text);

  g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_OBJECT);
  g_assert_cmpuint (form_shape_get_n_members (shape), ==, FORM_SHAPE_MAX_LAYERS - 1);
  shape_fixture_clear (&fixture);

  shape = shape_fixture_init_member (&fixture, longer);
  g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_JSON);
  shape_fixture_clear (&fixture);
}

/* And up to another for all places together. */
static void
test_many_large (void)
{
  g_autofree char *pieces = repeat ("'$defs':{'w':{'$id':'w','properties':{'a':{}},'allOf':[",
                                    "{'title':'#'}", FORM_SHAPE_MAX_LAYERS - 2, "]}}}");
  g_autofree char *after = g_strconcat ("},", pieces, NULL);
  g_autofree char *text = repeat ("{'$id':'https://a.example/','properties':{",
                                  "'x#':{'$ref':'w'}", 2000, after);
  ShapeFixture fixture;

  shape_fixture_init (&fixture, text);
  g_assert_cmpint (form_shape_get_kind (form_shape_get_member (fixture.root, "x0")), ==,
                   FORM_KIND_OBJECT);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("x%u", i);

      form_shape_get_member (fixture.root, name);
    }
  g_assert_cmpint (form_shape_get_kind (form_shape_get_member (fixture.root, "x1999")), ==,
                   FORM_KIND_JSON);
  shape_fixture_clear (&fixture);
}

/* What leads on and on takes a stack to read. */
static void
test_many_nested (void)
{
  for (guint i = 0; i < 2; i++)
    {
      GString *text = g_string_new ("{'$id':'https://a.example/','properties':{'f':{'$ref':'d2'}},"
                                    "'$defs':{");
      guint n = FORM_SHAPE_MAX_NESTING + i;
      ShapeFixture fixture;

      for (guint j = 2; j < n; j++)
        g_string_append_printf (text, "'d%u':{'$id':'d%u','$ref':'d%u'},", j, j, j + 1);
      g_string_append_printf (text, "'d%u':{'$id':'d%u','type':'string'}}}", n, n);
      shape_fixture_init (&fixture, text->str);
      g_assert_cmpint (form_shape_get_kind (form_shape_get_member (fixture.root, "f")), ==,
                       i == 0 ? FORM_KIND_STRING : FORM_KIND_JSON);
      shape_fixture_clear (&fixture);
      g_string_free (text, TRUE);
    }
}

static const struct
{
  const char *before;
  const char *piece;
  guint n;
  const char *after;
  const char *kind;
} wide[] = {
  { "{'enum':[", "'x#'", 100000, "]}", "choice" },
  { "{'oneOf':[", "{'const':#,'title':'Number #'}", 20000, "]}", "choice" },
  { "{'type':'object','oneOf':[", "{'properties':{'a#':{}}}", 2000, "]}", "map" },
  { "{'oneOf':[", "{'properties':{'a#':{}}}", 500, "]}", "union" },
  { "{'allOf':[{'enum':[", "#", 20000, "]},{'enum':[1,2]}]}", "choice" },
  { "{'properties':{", "'p#':{'type':'string'}", 20000, "}}", "object" },
  { "{'properties':{", "'p#':{'$ref':'#/$defs/text'}", 1000, "}}", "object" },
  { "{'properties':{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa':{}},'patternProperties':{", "'(a+)+#$':{}",
    2000, "}}", "object" },
  { "{'prefixItems':[", "{'type':'integer'}", 20000, "]}", "tuple" },
  { "{'required':[", "'n#'", 20000, "]}", "object" },
  { "{'properties':{'a':{}},'allOf':[{'dependentSchemas':{", "'d#':{'properties':{'e#':{}}}", 5000,
    "}}]}", "object" },
};

static void
test_hostile_wide (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      g_autofree char *node = repeat (wide[i].before, wide[i].piece, wide[i].n, wide[i].after);
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, node);
      guint budget = 500;

      g_test_message ("%s %s", wide[i].before, wide[i].piece);
      g_assert_cmpstr (shape_fixture_get_nick (shape), ==, wide[i].kind);
      look (shape, 4, &budget);
      shape_fixture_clear (&fixture);
    }
}

/* A small schema that repeats long texts at will. */
static void
test_hostile_repeated (void)
{
  g_autofree char *text = g_strnfill (16000, 'd');
  g_autofree char *before = NULL;
  g_autofree char *schema = NULL;
  ShapeFixture fixture;
  gsize total = 0;

  before = g_strdup_printf ("{'$defs':{'t':{'type':'string','description':'%s','title':'%s',"
                            "'default':'%s'}},'properties':{", text, text, text);
  schema = repeat (before, "'p#':{'$ref':'@/$defs/t'}", 5000, "}}");
  shape_fixture_init (&fixture, g_strdelimit (schema, "@", '#'));

  for (guint i = 0; i < form_shape_get_n_members (fixture.root); i++)
    {
      const char *name = form_shape_get_member_name (fixture.root, i);
      FormShape *shape = form_shape_get_member (fixture.root, name);
      SjsonValue value;

      total += strlen (form_shape_get_description (shape));
      total += strlen (form_shape_get_title (shape));
      total += form_shape_get_default (shape, &value) ? 16000 : 0;
    }

  g_assert_cmpuint (total, <, 20 * 1024 * 1024);
  shape_fixture_clear (&fixture);
}

/* Of so many conditions that hold, all that there is room for; what the group declares itself stays
 * in any case. */
static void
test_hostile_conditions (void)
{
  static const struct
  {
    guint n;
    guint n_members;
  } cases[] = { { 40, 41 }, { 60, 61 }, { 5000, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = repeat ("{'properties':{'x':{'type':'string'}},'dependentSchemas':{"
                                        "'x':{'allOf':[",
                                        "{'if':{},'then':{'properties':{'y#':{}}}}", cases[i].n,
                                        "]}}}");
      g_autoptr(SjsonDocument) document = shape_fixture_parse ("{'x':'1'}");
      SjsonValue value = sjson_document_get_root (document);
      ShapeFixture fixture;
      FormShape *shape;

      shape_fixture_init (&fixture, schema);
      shape = form_shape_narrow (fixture.root, &value);
      g_test_message ("%u", cases[i].n);
      g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_OBJECT);
      g_assert_cmpuint (form_shape_get_n_members (shape), ==, cases[i].n_members);
      g_assert_cmpstr (form_shape_get_member_name (shape, 0), ==, "x");
      form_shape_unref (shape);
      shape_fixture_clear (&fixture);
    }
}

/* Which branch it is takes the validator its full time at each level, or would. */
static void
test_hostile_branches (void)
{
  static const char * const nodes[] = {
    "{'anyOf':[{'type':'object','properties':{'a':@}},{'required':['a'],'properties':{'a':@}}]}",
    "{'oneOf':[{'type':'object','properties':{'a':@}},{'required':['a'],'properties':{'a':@}}]}",
    "{'anyOf':[{'type':'string'},{'anyOf':[{'properties':{'a':@}},{'properties':{'a':@,'b':{}}}]},"
    "{'allOf':[{'properties':{'a':@}}]}]}",
  };
  g_autofree char *before = repeat ("", "{'a':", 50, "5");
  g_autofree char *after = g_strnfill (50, '}');
  g_auto(GStrv) begins = g_strsplit (before, ",", -1);
  g_autofree char *begin = g_strjoinv ("", begins);
  g_autofree char *text = g_strconcat (begin, after, NULL);
  g_autoptr(SjsonDocument) document = shape_fixture_parse (text);

  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_auto(GStrv) parts = g_strsplit (nodes[i], "@", -1);
      g_autofree char *node = g_strjoinv ("{'$ref':'#/$defs/n'}", parts);
      g_autofree char *schema = g_strdup_printf ("{'properties':{'a':{'$ref':'#/$defs/n'}},"
                                                 "'$defs':{'n':%s}}", node);
      SjsonValue value = sjson_document_get_root (document);
      ShapeFixture fixture;
      FormShape *shape;
      guint level = 0;

      g_test_message ("%s", nodes[i]);
      shape_fixture_init (&fixture, schema);
      for (shape = fixture.root; sjson_value_get_member (&value, "a", &value); level++)
        {
          shape = form_shape_get_member (shape, "a");
          while (form_shape_get_kind (shape) == FORM_KIND_UNION)
            shape = form_shape_get_branch (shape, form_shape_find_branch (shape, &value));
        }

      g_assert_cmpuint (level, ==, 50);
      shape_fixture_clear (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-hostile/doubling", test_hostile_doubling);
  g_test_add_func ("/form-shape-hostile/circles", test_hostile_circles);
  g_test_add_func ("/form-shape-hostile/kinds", test_hostile_kinds);
  g_test_add_func ("/form-shape-hostile/bounds", test_hostile_bounds);
  g_test_add_func ("/form-shape-hostile/many-layers", test_many_layers);
  g_test_add_func ("/form-shape-hostile/many-large", test_many_large);
  g_test_add_func ("/form-shape-hostile/many-nested", test_many_nested);
  g_test_add_func ("/form-shape-hostile/wide", test_hostile_wide);
  g_test_add_func ("/form-shape-hostile/repeated", test_hostile_repeated);
  g_test_add_func ("/form-shape-hostile/conditions", test_hostile_conditions);
  g_test_add_func ("/form-shape-hostile/branches", test_hostile_branches);

  return g_test_run ();
}
