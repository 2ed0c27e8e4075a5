/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#include <string.h>

static FormModel *
make_form (const char *node)
{
  g_autofree char *schema = NULL;

  schema = g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"f\":%s},\"$defs\":{"
                            "\"text\":{\"type\":\"string\",\"title\":\"Text\"},"
                            "\"maybe\":{\"anyOf\":[{\"$ref\":\"#/$defs/text\"},"
                            "{\"type\":\"null\"}]},"
                            "\"tree\":{\"type\":\"object\",\"properties\":{"
                            "\"next\":{\"$ref\":\"#/$defs/tree\"}}},"
                            "\"loop\":{\"$ref\":\"#/$defs/pool\"},"
                            "\"pool\":{\"$ref\":\"#/$defs/loop\"},"
                            "\"a b/c\":{\"type\":\"integer\"}}}", node);

  return form_fixture_new (schema, NULL);
}

static void
test_schema_recursion (void)
{
  g_autoptr(FormModel) model = make_form ("{\"$ref\":\"#/$defs/tree\"}");
  FormField *next = form_fixture_find (model, "/f/next");

  g_assert_cmpint (form_field_get_kind (next), ==, FORM_KIND_OBJECT);
  g_assert_true (form_field_is_recursive (next));
  form_field_set_state (form_fixture_find (model, "/f/next/next"), FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":{\"next\":{\"next\":{}}}}");
}

static const struct
{
  const char *node;
  const char *limits;
  const char *text;
  const char *error;
} limits[] = {
  { "{\"type\":\"integer\"}", NULL, "1e2", NULL },
  { "{\"type\":\"integer\"}", NULL, "5.0", NULL },
  { "{\"type\":\"integer\"}", NULL, " 5 ", NULL },
  { "{\"type\":\"integer\"}", NULL, "5.5", "This has to be a whole number." },
  { "{\"type\":\"integer\"}", NULL, "five", "This is not a whole number." },
  { "{\"type\":\"number\"}", NULL, "0x10", "This is not a number." },
  { "{\"type\":\"number\"}", NULL, "1e400", NULL },
  { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", "1 to 50", "64",
    "This has to be at most 50." },
  { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", "1 to 50", "0",
    "This has to be at least 1." },
  { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5e1}", "1 to 5e1", "50.0", NULL },
  { "{\"type\":\"number\",\"minimum\":0.5}", "at least 0.5", "0.4999999999999999999999",
    "This has to be at least 0.5." },
  { "{\"type\":\"number\",\"exclusiveMinimum\":0}", "more than 0", "0",
    "This has to be more than 0." },
  { "{\"type\":\"number\",\"exclusiveMaximum\":1}", "less than 1", "1.0",
    "This has to be less than 1." },
  { "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":5}", "more than 0, at most 5", "5.01",
    "This has to be at most 5." },
  { "{\"type\":\"number\",\"minimum\":0,\"exclusiveMinimum\":true}", "more than 0", "0",
    NULL },
  { "{\"type\":\"number\",\"minimum\":5,\"exclusiveMinimum\":0}", "at least 5", "4",
    "This has to be at least 5." },
  { "{\"type\":\"number\",\"minimum\":0,\"exclusiveMinimum\":0}", "more than 0", "0.0",
    "This has to be more than 0." },
  { "{\"type\":\"integer\",\"maximum\":9007199254740992}", NULL, "9007199254740993",
    "This has to be at most 9007199254740992." },
  { "{\"type\":\"integer\",\"maximum\":3}", "at most 3", "123456789012345678901234567890",
    "This has to be at most 3." },
  { "{\"type\":\"integer\",\"multipleOf\":5}", "in steps of 5", "12",
    "This has to be a multiple of 5." },
  { "{\"type\":\"number\",\"multipleOf\":0.01,\"minimum\":0}", "at least 0, in steps of 0.01",
    "19.99", NULL },
  { "{\"type\":\"number\",\"multipleOf\":0.01}", "in steps of 0.01", "19.999",
    "This has to be a multiple of 0.01." },
  { "{\"type\":\"string\",\"maxLength\":5}", "at most 5 characters", "sechs!",
    "This may have at most 5 characters." },
  { "{\"type\":\"string\",\"maxLength\":1}", "at most 1 character", "ä", NULL },
  { "{\"type\":\"string\",\"minLength\":3}", "at least 3 characters", "a",
    "This needs at least 3 characters." },
  { "{\"type\":\"string\",\"minLength\":2,\"maxLength\":4.0}", "2 to 4 characters", "abc", NULL },
  { "{\"type\":\"string\",\"minLength\":-1,\"maxLength\":1.5}", NULL, "abc", NULL },
  { "{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}", "in the form ^(a+)+$", "b",
    "This has to match the pattern “^(a+)+$”." },
  { "{\"type\":\"string\",\"format\":\"date\"}", NULL, "2026-02-30",
    "This has to be a date, such as 2026-01-31." },
  { "{\"type\":\"string\",\"format\":\"date\"}", NULL, "2026-02-28", NULL },
  { "{\"type\":\"array\"}", NULL, "{}", "This has to be a list." },
  { "{\"type\":\"object\"}", NULL, "[]", "This has to be a group of named values." },
  { "{\"type\":\"array\"}", NULL, "[1,\n 2",
    "Line 2, column 3: a bracket is open, but the text ends." },
  { "{\"type\":\"array\"}", NULL, "[1] []", "Line 1, column 5: nothing may follow the value." },
  { "{}", NULL, "'x'", "Line 1, column 1: expected a value." },
};

static void
test_schema_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(FormModel) model = make_form (limits[i].node);
      FormField *field = form_fixture_find (model, "/f");

      g_test_message ("%s %s", limits[i].node, limits[i].text);
      g_assert_cmpstr (form_field_get_limits (field), ==, limits[i].limits);
      form_field_set_text (field, limits[i].text);
      g_assert_cmpstr (form_field_get_error (field), ==, limits[i].error);
      g_assert_cmpstr (form_field_get_text (field), ==, limits[i].text);
    }
}

static void
test_schema_range (void)
{
  static const struct
  {
    const char *node;
    gboolean has_range;
  } cases[] = {
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", TRUE },
    { "{\"type\":\"number\",\"minimum\":-0.5,\"maximum\":1e3}", TRUE },
    { "{\"type\":\"integer\",\"minimum\":1}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":5,\"maximum\":1}", FALSE },
    { "{\"type\":\"number\",\"minimum\":0.1,\"maximum\":1}", FALSE },
    { "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9007199254740993}", FALSE },
    { "{\"type\":\"string\",\"minimum\":0,\"maximum\":9}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9,\"default\":5}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FormModel) model = make_form (cases[i].node);
      FormField *field = form_fixture_find (model, "/f");
      double minimum;
      double maximum;

      g_test_message ("%s", cases[i].node);
      g_assert_cmpint (form_field_get_range (field, &minimum, &maximum), ==, cases[i].has_range);

      form_field_set_text (field, "9007199254740993");
      g_assert_false (form_field_get_range (field, NULL, NULL));
    }
}

static void
test_schema_words (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field;

  model = make_form ("{\"$ref\":\"#/$defs/text\",\"title\":\" My\\n<b>title</b> \","
                     "\"default\":\"urn:x\","
                     "\"description\":\"One.\\nTwo.\\n\",\"format\":\"uri\",\"maxLength\":1000}");
  field = form_fixture_find (model, "/f");

  g_assert_cmpstr (form_field_get_title (field), ==, "My <b>title</b>");
  g_assert_cmpstr (form_field_get_description (field), ==, "One.\nTwo.");
  g_assert_cmpstr (form_field_get_format (field), ==, "uri");
  g_assert_cmpstr (form_field_get_placeholder (field), ==, "urn:x");
  g_assert_true (form_field_is_multiline (field));
  g_assert_cmpstr (form_field_get_name (field), ==, "f");
  form_fixture_assert_value (model, "{\"f\":\"urn:x\"}");
}

static void
test_schema_choices (void)
{
  static const struct
  {
    const char *node;
    const char *labels;
  } cases[] = {
    { "{\"enum\":[\"a\",\"b\"],\"enumNames\":[\"Apple\",\"\"]}", "Apple|b" },
    { "{\"enum\":[\"a\",\"b\",\"c\"],\"enumNames\":[\"Apple\",7]}", "Apple|b|c" },
    { "{\"enum\":[null,\"a\"],\"enumNames\":[\"Nothing\",\"Apple\"]}", "Apple" },
    { "{\"enum\":[1,true,\"\",{\"a\": 1.0}]}", "1|true|(empty)|{\"a\":1.0}" },
    { "{\"oneOf\":[{\"const\":1,\"title\":\"One\"},{\"const\":null},{\"const\":3,\"title\":4}]}",
      "One|3" },
    { "{\"const\":\"only\"}", "only" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FormModel) model = make_form (cases[i].node);
      g_autoptr(GString) labels = g_string_new (NULL);
      GListModel *choices = form_field_get_choices (form_fixture_find (model, "/f"));

      for (guint j = 0; j < g_list_model_get_n_items (choices); j++)
        {
          g_autoptr(FormChoice) choice = g_list_model_get_item (choices, j);

          g_string_append_printf (labels, "%s%s", j > 0 ? "|" : "", form_choice_get_label (choice));
        }

      g_assert_cmpstr (labels->str, ==, cases[i].labels);
    }
}

/* What the form holds before anybody touched it, where the field is needed. */
static void
test_schema_defaults (void)
{
  static const struct
  {
    const char *node;
    const char *value;
  } cases[] = {
    { "{\"type\":\"string\",\"default\":\"x\"}", "{\"f\":\"x\"}" },
    { "{\"type\":\"number\",\"default\":1.50}", "{\"f\":1.50}" },
    { "{\"type\":\"string\",\"default\":5}", "{}" },
    { "{\"type\":\"string\",\"default\":null}", "{}" },
    { "{\"type\":\"integer\",\"maximum\":5,\"default\":6}", "{}" },
    { "{\"enum\":[1,2],\"default\":3}", "{}" },
    { "{\"enum\":[1,2],\"default\":2.0}", "{\"f\":2.0}" },
    { "{\"type\":\"boolean\",\"default\":true}", "{\"f\":true}" },
    { "{\"type\":\"boolean\"}", "{\"f\":false}" },
    { "{\"const\":\"v1\"}", "{\"f\":\"v1\"}" },
    { "{\"type\":\"array\",\"default\":[ 1 ]}", "{\"f\":[1]}" },
    { "{\"type\":\"array\",\"default\":{}}", "{}" },
    { "{\"properties\":{\"a\":{\"default\":1},\"b\":{\"type\":\"integer\"}}}",
      "{\"f\":{\"a\":1}}" },
    { "{\"properties\":{\"a\":{\"default\":1},\"b\":{\"type\":\"integer\"}},\"default\":{\"b\":2}}",
      "{\"f\":{\"b\":2,\"a\":1}}" },
    { "{\"properties\":{\"a\":{\"type\":\"integer\"}},\"default\":{\"a\":\"x\"}}", "{\"f\":{}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = g_strdup_printf ("{\"required\":[\"f\"],\"properties\":{\"f\":%s}}",
                                                 cases[i].node);
      g_autoptr(FormModel) model = form_fixture_new (schema, NULL);

      g_test_message ("%s", cases[i].node);
      form_fixture_assert_draft (model, cases[i].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-schema/recursion", test_schema_recursion);
  g_test_add_func ("/form-schema/limits", test_schema_limits);
  g_test_add_func ("/form-schema/range", test_schema_range);
  g_test_add_func ("/form-schema/words", test_schema_words);
  g_test_add_func ("/form-schema/choices", test_schema_choices);
  g_test_add_func ("/form-schema/defaults", test_schema_defaults);

  return g_test_run ();
}
