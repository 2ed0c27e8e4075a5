/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"
#include "shape-fixture.h"

/* What people read of a shape, and what it holds before anybody typed. */

static const struct
{
  const char *node;
  const char *limits;
} limits[] = {
  { "{'type':'integer'}", NULL },
  { "{'type':'integer','minimum':1,'maximum':50}", "1 to 50" },
  { "{'type':'integer','minimum':1,'maximum':5e1}", "1 to 5e1" },
  { "{'type':'number','exclusiveMinimum':0,'maximum':5}", "more than 0, at most 5" },
  { "{'type':'number','minimum':0,'exclusiveMinimum':true}", "more than 0" },
  { "{'type':'number','minimum':5,'exclusiveMinimum':0}", "at least 5" },
  { "{'type':'number','minimum':0,'exclusiveMinimum':0}", "more than 0" },
  { "{'type':'integer','maximum':9007199254740992}", NULL },
  { "{'type':'integer','minimum':0,'maximum':999999999999999999}", "0 to 999999999999999999" },
  { "{'type':'integer','minimum':-2147483648,'maximum':2147483648}", "at most 2147483648" },
  { "{'type':'number','minimum':-1.7976931348623157e308,'maximum':1.50}", "at most 1.50" },
  { "{'type':'integer','minimum':-9223372036854775808,'maximum':9223372036854775807}", NULL },
  { "{'type':'integer','minimum':1e0,'maximum':12345678901234567890123456789012345678901}",
    "at least 1e0" },
  { "{'type':'number','multipleOf':0.01,'minimum':0}", "at least 0, in steps of 0.01" },
  { "{'type':'integer','multipleOf':1}", NULL },
  { "{'type':'integer','minimum':'x','maximum':null}", NULL },
  { "{'type':'string','minLength':2,'maxLength':4.0}", "2 to 4 characters" },
  { "{'type':'string','maxLength':1}", "at most 1 character" },
  { "{'type':'string','minLength':-1,'maxLength':1.5}", NULL },
  { "{'type':'string','minLength':1,'pattern':'^a'}", "at least 1 character, in the form ^a" },
  { "{'type':'string','minimum':5,'minItems':5}", NULL },
  { "{'type':'array','minItems':2,'maxItems':5}", "2 to 5 entries" },
  { "{'type':'array','minItems':1}", "at least 1 entry" },
  { "{'type':'array','minItems':0,'maxItems':3}", "at most 3 entries" },
  { "{'type':'array','minItems':2,'maxItems':2}", "exactly 2 entries" },
  { "{'type':'array','items':{'enum':['a','b']},'minItems':1}", "at least 1 entry" },
  { "{'type':'object','minProperties':1}", "at least 1 entry" },
  { "{'allOf':[{'type':'integer','minimum':1,'maximum':9},{'minimum':3},{'maximum':7}]}",
    "3 to 7" },
  { "{'allOf':[{'type':'integer','minimum':3},{'exclusiveMinimum':3}]}", "more than 3" },
  { "{'allOf':[{'type':'string','minLength':3,'maxLength':9},{'minLength':2,'maxLength':8}]}",
    "3 to 8 characters" },
};

static void
test_words_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, limits[i].node);

      g_test_message ("%s", limits[i].node);
      g_assert_cmpstr (form_shape_get_limits (shape), ==, limits[i].limits);
      shape_fixture_clear (&fixture);
    }
}

static void
test_words_range (void)
{
  static const struct
  {
    const char *node;
    gboolean has_range;
  } cases[] = {
    { "{'type':'integer','minimum':1,'maximum':50}", TRUE },
    { "{'type':'number','minimum':-0.5,'maximum':1e3}", TRUE },
    { "{'type':'integer','minimum':1}", FALSE },
    { "{'type':'integer','minimum':5,'maximum':1}", FALSE },
    { "{'type':'number','minimum':0.1,'maximum':1}", FALSE },
    { "{'type':'number','exclusiveMinimum':0,'maximum':1}", FALSE },
    { "{'type':'integer','minimum':0,'maximum':9007199254740993}", FALSE },
    { "{'type':'string','minimum':0,'maximum':9}", FALSE },
    { "{'allOf':[{'type':'integer','minimum':0},{'maximum':9}]}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, cases[i].node);

      g_test_message ("%s", cases[i].node);
      g_assert_cmpint (form_shape_get_range (shape, NULL, NULL), ==, cases[i].has_range);
      shape_fixture_clear (&fixture);
    }
}

static void
test_words_counts (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'allOf':[{'type':'array','minItems':1,'maxItems':9},{'minItems':2}]}");

  g_assert_cmpint (form_shape_get_min_count (shape), ==, 2);
  g_assert_cmpint (form_shape_get_max_count (shape), ==, 9);
  shape_fixture_clear (&fixture);

  shape = shape_fixture_init_member (&fixture, "{'type':'string','minLength':1}");
  g_assert_cmpint (form_shape_get_min_count (shape), ==, -1);
  g_assert_cmpint (form_shape_get_max_count (shape), ==, -1);
  shape_fixture_clear (&fixture);
}

static const struct
{
  const char *node;
  const char *labels;
} choice_cases[] = {
  { "{'enum':['a','b'],'enumNames':['Apple','']}", "Apple|b" },
  { "{'enum':['a','b','c'],'enumNames':['Apple',7]}", "Apple|b|c" },
  { "{'enum':[null,'a'],'enumNames':['Nothing','Apple']}", "Apple" },
  { "{'enum':[1,true,'',{'a': 1.0}]}", "1|true|(empty)|{\"a\":1.0}" },
  { "{'oneOf':[{'const':1,'title':'One'},{'const':null},{'const':3,'title':4}]}", "One|3" },
  { "{'const':'only'}", "only" },
  { "{'type':'string','enum':['a',5,'b']}", "a|b" },
  { "{'allOf':[{'enum':['a','b','c']},{'enum':['c','b','x']}]}", "b|c" },
  { "{'allOf':[{'enum':['a','b']},{'const':'b'}]}", "b" },
  { "{'allOf':[{'enum':['a']},{'enum':['b']}]}", "a" },
  { "{'anyOf':[{'$ref':'#/$defs/colors'},{'const':'green','title':'Grass'}]}",
    "red|blue|Grass" },
  { "{'anyOf':[{'enum':['a','b'],'title':'Many'},{'enum':['c'],'title':'See'}]}", "a|b|See" },
  { "{'type':'array','items':{'enum':['a','b']},'uniqueItems':true}", "a|b" },
};

static void
test_words_choices (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choice_cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, choice_cases[i].node);
      g_autoptr(GString) labels = g_string_new (NULL);
      g_autoptr(GListModel) choices = NULL;

      g_test_message ("%s", choice_cases[i].node);
      g_assert_nonnull (form_shape_get_choices (shape));
      choices = form_choice_list_new (form_shape_get_choices (shape));

      for (guint j = 0; j < g_list_model_get_n_items (choices); j++)
        {
          g_autoptr(FormChoice) choice = g_list_model_get_item (choices, j);

          g_string_append_printf (labels, "%s%s", j > 0 ? "|" : "",
                                  form_choice_get_label (choice));
        }

      g_assert_cmpstr (labels->str, ==, choice_cases[i].labels);
      g_clear_object (&choices);
      shape_fixture_clear (&fixture);
    }
}

static void
test_words_default (void)
{
  static const struct
  {
    const char *node;
    const char *value;     /* NULL: none */
  } cases[] = {
    { "{'type':'string','default':'x'}", "\"x\"" },
    { "{'type':'number','default':1.50}", "1.50" },
    { "{'type':'string','default':5}", NULL },
    { "{'type':'string','default':null}", NULL },
    { "{'type':['string','null'],'default':null}", "null" },
    { "{'type':'integer','maximum':5,'default':6}", NULL },
    { "{'enum':[1,2],'default':3}", NULL },
    { "{'enum':[1,2],'default':2.0}", "2.0" },
    { "{'type':'string','format':'date','default':'today'}", NULL },
    { "{'allOf':[{'type':'string'},{'maxLength':2,'default':'abc'}]}", NULL },
    { "{'type':'string','default':5,'allOf':[{'default':'y'}]}", "\"y\"" },
    { "{'$ref':'#/$defs/text','default':'z'}", "\"z\"" },
    { "{'type':'array','default':[ 1 ]}", "[1]" },
    { "{'type':'array','default':{}}", NULL },
    { "{'default':{}}", "{}" },
    { "{'anyOf':[{'type':'string'},{'type':'integer'}],'default':5}", "5" },
    { "{'anyOf':[{'type':'string'},{'type':'integer'}],'default':[]}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShapeFixture fixture;
      FormShape *shape = shape_fixture_init_member (&fixture, cases[i].node);
      g_autofree char *json = NULL;
      SjsonValue value;

      g_test_message ("%s", cases[i].node);
      if (form_shape_get_default (shape, &value))
        json = sjson_value_to_json (&value, NULL);
      g_assert_cmpstr (json, ==, cases[i].value);
      shape_fixture_clear (&fixture);
    }
}

static void
test_words_texts (void)
{
  ShapeFixture fixture;
  FormShape *shape = shape_fixture_init_member (
    &fixture, "{'$ref':'#/$defs/text','title':' My\\n<b>title</b> ','default':'x',"
    "'description':'One.\\nTwo.\\n','format':'hostname','maxLength':1000,"
    "'contentMediaType':'text/markdown','pattern':'^x','deprecated':true,'writeOnly':true}");

  g_assert_cmpstr (form_shape_get_title (shape), ==, "My <b>title</b>");
  g_assert_cmpstr (form_shape_get_description (shape), ==, "One.\nTwo.");
  g_assert_cmpstr (form_shape_get_format (shape), ==, "hostname");
  g_assert_cmpstr (form_shape_get_pattern (shape), ==, "^x");
  g_assert_cmpstr (form_shape_get_content_type (shape), ==, "text/markdown");
  g_assert_cmpstr (form_shape_get_placeholder (shape), ==, "x");
  g_assert_true (form_shape_is_multiline (shape));
  g_assert_true (form_shape_is_deprecated (shape));
  g_assert_true (form_shape_is_secret (shape));
  g_assert_false (form_shape_is_read_only (shape));
  shape_fixture_clear (&fixture);

  shape = shape_fixture_init_member (&fixture, "{'type':'string','format':'password',"
                                     "'examples':[null,'e'],'example':'f','title':5}");
  g_assert_true (form_shape_is_secret (shape));
  g_assert_false (form_shape_is_deprecated (shape));
  g_assert_null (form_shape_get_title (shape));
  g_assert_cmpstr (form_shape_get_placeholder (shape), ==, "e");
  shape_fixture_clear (&fixture);

  shape = shape_fixture_init_member (&fixture, "{'type':'string','examples':[],'example':'f'}");
  g_assert_cmpstr (form_shape_get_placeholder (shape), ==, "f");
  shape_fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-words/limits", test_words_limits);
  g_test_add_func ("/form-shape-words/range", test_words_range);
  g_test_add_func ("/form-shape-words/counts", test_words_counts);
  g_test_add_func ("/form-shape-words/choices", test_words_choices);
  g_test_add_func ("/form-shape-words/default", test_words_default);
  g_test_add_func ("/form-shape-words/texts", test_words_texts);

  return g_test_run ();
}
