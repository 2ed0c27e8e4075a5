/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

/* What a new form sends, and what one sends that was given nothing. */
static void
test_default_table (void)
{
  static const struct
  {
    const char *members;   /* of a schema, "f" needed */
    const char *value;     /* as it begins, whether or not it is complete */
  } cases[] = {
    { "\"f\":{\"type\":\"string\",\"default\":\"a\"}", "{\"f\":\"a\"}" },
    { "\"f\":{\"type\":\"string\",\"default\":\"\"}", "{\"f\":\"\"}" },
    { "\"f\":{\"type\":\"string\",\"default\":5}", "{}" },
    { "\"f\":{\"type\":\"string\",\"default\":\"a\",\"minLength\":2}", "{}" },
    { "\"f\":{\"type\":[\"string\",\"null\"],\"default\":null}", "{\"f\":null}" },
    { "\"f\":{\"type\":\"integer\",\"default\":1e2}", "{\"f\":1e2}" },
    { "\"f\":{\"type\":\"number\",\"default\":12345678901234567890.10}",
      "{\"f\":12345678901234567890.10}" },
    { "\"f\":{\"type\":\"boolean\"}", "{\"f\":false}" },
    { "\"f\":{\"type\":\"boolean\",\"default\":true}", "{\"f\":true}" },
    { "\"f\":{\"enum\":[\"a\",\"b\"],\"default\":\"b\"}", "{\"f\":\"b\"}" },
    { "\"f\":{\"enum\":[\"a\",\"b\"],\"default\":\"c\"}", "{}" },
    { "\"f\":{\"const\":\"a\"}", "{\"f\":\"a\"}" },
    { "\"f\":{\"type\":\"null\"}", "{\"f\":null}" },
    { "\"f\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"default\":[1, 2.0]}",
      "{\"f\":[1,2.0]}" },
    { "\"f\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"default\":[]}",
      "{\"f\":[]}" },
    { "\"f\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", "{}" },
    { "\"f\":{\"items\":{\"enum\":[1,2]},\"default\":[2]}", "{\"f\":[2]}" },
    { "\"f\":{\"default\":{\"any\":1.0}}", "{\"f\":{\"any\":1.0}}" },
    { "\"f\":{\"type\":\"object\",\"properties\":{\"a\":{\"default\":1},\"b\":{}}}",
      "{\"f\":{\"a\":1}}" },
    { "\"f\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"default\":1},"
      "\"b\":{\"type\":\"integer\",\"default\":2}},\"default\":{\"b\":3}}",
      "{\"f\":{\"b\":3,\"a\":1}}" },
    { "\"f\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"},"
      "\"default\":{\"x\":\"y\"}}", "{\"f\":{\"x\":\"y\"}}" },
    { "\"f\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\",\"default\":4}]}", "{}" },
    { "\"f\":{\"anyOf\":[{\"type\":\"integer\",\"default\":4},{\"type\":\"string\"}]}",
      "{\"f\":4}" },
    { "\"f\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}],\"default\":4}",
      "{\"f\":4}" },
    { "\"f\":{\"type\":\"string\",\"contentEncoding\":\"base64\",\"default\":\"YQ==\"}",
      "{\"f\":\"YQ==\"}" },
    { "\"f\":{\"prefixItems\":[{\"type\":\"integer\",\"default\":4},{\"type\":\"integer\"}],"
      "\"default\":[1,2]}", "{\"f\":[1,2]}" },
    { "\"f\":{\"type\":\"boolean\"},\"o\":{\"type\":\"object\",\"properties\":{\"a\":{"
      "\"type\":\"integer\",\"default\":1}}}", "{\"f\":false}" },
    { "\"f\":{\"type\":\"boolean\"},\"o\":{\"type\":\"string\",\"default\":\"x\"}",
      "{\"f\":false,\"o\":\"x\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = g_strdup_printf ("{\"type\":\"object\",\"required\":[\"f\"],"
                                                 "\"properties\":{%s}}", cases[i].members);
      g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
      g_autoptr(FormModel) given = form_fixture_new (schema, "{}");

      form_fixture_assert_draft (model, cases[i].value);
      form_fixture_assert_draft (given, "{}");
      form_model_reset (given);
      form_fixture_assert_draft (given, cases[i].value);
    }
}

/* What a person took away does not come back by itself. */
static void
test_default_once (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"g\":{\"type\":\"object\","
                       "\"properties\":{\"a\":{\"type\":\"string\",\"default\":\"x\"},"
                       "\"b\":{\"type\":\"string\"}}},\"l\":{\"type\":\"array\",\"items\":{"
                       "\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"integer\","
                       "\"default\":3},\"d\":{\"type\":\"string\"}}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *list = form_fixture_find (model, "/l");

  form_field_set_text (form_fixture_find (model, "/g/b"), "1");
  form_fixture_assert_value (model, "{\"g\":{\"a\":\"x\",\"b\":\"1\"}}");
  form_field_set_text (form_fixture_find (model, "/g/a"), "");
  form_field_set_text (form_fixture_find (model, "/g/b"), "12");
  form_fixture_assert_value (model, "{\"g\":{\"b\":\"12\"}}");
  form_field_set_text (form_fixture_find (model, "/g/b"), "");
  form_fixture_assert_value (model, "{}");

  form_field_add (list, NULL);
  form_field_set_text (form_fixture_find (model, "/l/0/c"), "");
  form_field_add (list, NULL);
  form_field_move (form_fixture_find (model, "/l/0"), 1);
  form_fixture_assert_value (model, "{\"l\":[{\"c\":3},{}]}");
  form_field_set_text (form_fixture_find (model, "/l/1/d"), "y");
  form_fixture_assert_value (model, "{\"l\":[{\"c\":3},{\"d\":\"y\"}]}");
}

/* A group that is there for its default alone goes with what was typed beside it. */
static void
test_default_of_group (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"g\":{\"type\":\"object\","
                       "\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"integer\"},"
                       "\"a\":{\"type\":\"boolean\",\"default\":true}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *group = form_fixture_find (model, "/g");

  form_field_set_state (group, FORM_STATE_VALUE);
  form_fixture_assert_draft (model, "{\"g\":{\"a\":true}}");
  g_assert_false (form_model_is_valid (model));
  form_field_set_state (group, FORM_STATE_ABSENT);
  form_fixture_assert_value (model, "{}");
  form_field_set_text (form_fixture_find (model, "/g/n"), "1");
  form_fixture_assert_value (model, "{\"g\":{\"n\":1,\"a\":true}}");
  form_field_set_text (form_fixture_find (model, "/g/n"), "");
  form_fixture_assert_value (model, "{}");
}

/* One that the whole schema refuses is none. */
static void
test_default_refused (void)
{
  const char *schema = "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{"
                       "\"type\":\"integer\",\"default\":5},\"b\":{\"type\":\"integer\","
                       "\"default\":1}},\"allOf\":[{\"properties\":{\"a\":{\"maximum\":3}}}]}";
  const char *late = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\","
                     "\"default\":5},\"b\":{\"type\":\"integer\",\"default\":1}},\"if\":{"
                     "\"required\":[\"b\"]},\"then\":{\"properties\":{\"a\":{\"maximum\":3}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  g_autoptr(FormModel) other = NULL;

  form_fixture_assert_draft (model, "{\"b\":1}");
  g_assert_cmpstr (form_field_get_error (form_fixture_find (model, "/a")), ==,
                   "This is needed.");
  form_model_reset (model);
  form_fixture_assert_draft (model, "{\"b\":1}");

  other = form_fixture_new (late, NULL);
  form_fixture_assert_value (other, "{\"b\":1}");
}

/* Recursion begins nothing by itself, and defaults do not go round in it. */
static void
test_default_recursive (void)
{
  const char *schema = "{\"type\":\"object\",\"$defs\":{\"n\":{\"type\":\"object\",\"required\":["
                       "\"v\",\"next\"],\"properties\":{\"v\":{\"type\":\"integer\",\"default\":1},"
                       "\"next\":{\"$ref\":\"#/$defs/n\"}}}},\"required\":[\"n\"],"
                       "\"properties\":{\"n\":{\"$ref\":\"#/$defs/n\"}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);

  form_fixture_assert_draft (model, "{\"n\":{\"v\":1}}");
  form_field_set_state (form_fixture_find (model, "/n/next"), FORM_STATE_VALUE);
  form_fixture_assert_draft (model, "{\"n\":{\"v\":1,\"next\":{\"v\":1}}}");
}

/* What stands in itself has its default once, not at every depth; one that ends is taken. */
static void
test_default_of_itself (void)
{
  const char *schema = "{\"type\":\"object\",\"default\":{\"a\":1},\"properties\":{"
                       "\"a\":{\"type\":\"integer\"},\"down\":{\"$ref\":\"#\"},"
                       "\"none\":{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}],"
                       "\"default\":null}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);

  form_fixture_assert_draft (model, "{\"a\":1,\"none\":null}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-model-default/table", test_default_table);
  g_test_add_func ("/form-model-default/once", test_default_once);
  g_test_add_func ("/form-model-default/of-group", test_default_of_group);
  g_test_add_func ("/form-model-default/refused", test_default_refused);
  g_test_add_func ("/form-model-default/recursive", test_default_recursive);
  g_test_add_func ("/form-model-default/of-itself", test_default_of_itself);

  return g_test_run ();
}
