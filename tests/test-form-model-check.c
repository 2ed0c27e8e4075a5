/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-error.h"
#include "form-fixture.h"

#define LONG_SCHEMA \
  "{\"type\":\"object\",\"properties\":{\"long\":{\"type\":\"string\"},\"list\":{" \
  "\"type\":\"array\",\"items\":{\"type\":\"integer\"}},\"n\":{\"type\":\"integer\"," \
  "\"minimum\":1}}}"

/* A string that makes the value longer than what is checked at each edit. */
static char *
make_long_value (const char *rest)
{
  g_autofree char *text = g_strnfill (300 * 1024, 'x');

  return g_strdup_printf ("{\"long\":\"%s\"%s}", text, rest);
}

static void
wait_for (FormModel *model,
          gboolean   valid)
{
  while (form_model_is_valid (model) != valid)
    g_main_context_iteration (NULL, TRUE);
}

/* A long value is checked when the person pauses. */
static void
test_check_pause (void)
{
  g_autofree char *value = make_long_value (",\"n\":2");
  FormModel *model = form_fixture_new (LONG_SCHEMA, value);
  FormField *n = form_fixture_find (model, "/n");
  int valid;
  int changed;

  form_fixture_count (model, "notify::valid", &valid);
  form_field_set_text (n, "0");
  form_fixture_count (model, "changed", &changed);
  g_assert_null (form_field_get_error (n));
  wait_for (model, FALSE);
  g_assert_cmpstr (form_field_get_error (n), ==, "This has to be at least 1.");
  g_assert_cmpint (valid, ==, 1);
  g_assert_cmpint (changed, ==, 0);

  form_field_set_text (n, "3");
  g_assert_null (form_field_get_error (n));
  form_field_set_text (form_fixture_find (model, "/long"), "short");
  wait_for (model, TRUE);
  form_field_set_text (n, "0");
  wait_for (model, FALSE);
  form_field_set_text (form_fixture_find (model, "/long"), "shorter");
  g_assert_nonnull (form_field_get_error (n));
  form_field_set_text (n, "-1");
  g_assert_nonnull (form_field_get_error (n));
  g_assert_finalize_object (model);
}

/* Nothing is sent unchecked, and a form may go while it waits. */
static void
test_check_before_sending (void)
{
  g_autofree char *value = make_long_value (",\"n\":2");
  g_autoptr(FormModel) model = form_fixture_new (LONG_SCHEMA, value);
  g_autoptr(GError) error = NULL;

  form_field_set_text (form_fixture_find (model, "/n"), "0");
  g_assert_null (form_model_build_value (model, &error));
  g_assert_error (error, FORM_ERROR, FORM_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "N: This has to be at least 1.");
  form_field_set_text (form_fixture_find (model, "/n"), "4");
  g_assert_finalize_object (g_steal_pointer (&model));
}

/* Another value is another length. */
static void
test_check_other_value (void)
{
  g_autofree char *value = make_long_value (",\"n\":2");
  g_autoptr(FormModel) model = form_fixture_new (LONG_SCHEMA, value);

  g_assert_true (form_model_set_json (model, "{\"n\":0}", NULL));
  g_assert_false (form_model_is_valid (model));
}

/* Nobody looked at what is taken away, and it was an edit all the same. */
static void
test_check_unseen (void)
{
  const char *schema = "{\"type\":\"object\",\"maxProperties\":1,\"properties\":{}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"a\":1,\"b\":2}");
  int changed;

  form_fixture_count (model, "changed", &changed);
  g_assert_false (form_model_is_valid (model));
  form_model_reset (model);
  g_assert_cmpint (changed, ==, 1);
  form_fixture_assert_value (model, "{}");
  form_model_reset (model);
  g_assert_cmpint (changed, ==, 1);

  g_assert_true (form_model_set_json (model, "{\"a\\u0000b\":1}", NULL));
  g_assert_cmpint (changed, ==, 2);
  form_model_reset (model);
  g_assert_cmpint (changed, ==, 3);
  form_fixture_assert_value (model, "{}");
}

/* One item was looked at, and it is the one that the sentence is about. */
static void
test_check_long_list (void)
{
  g_autoptr(GString) value = g_string_new ("{\"list\":[");
  g_autoptr(FormModel) model = NULL;
  g_autofree char *pointer = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (value, i == 99998 ? "1.5," : "10,");
  g_string_append (value, "1]}");

  model = form_fixture_new (LONG_SCHEMA, value->str);
  g_assert_null (form_model_build_value (model, NULL));
  pointer = form_field_dup_pointer (form_model_get_first_error (model));
  g_assert_cmpstr (pointer, ==, "/list/99998");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  form_field_set_text (form_model_get_first_error (model), "15");
  g_assert_nonnull (form_field_add (form_fixture_find (model, "/list"), NULL));
  form_field_set_text (form_fixture_find (model, "/list/100001"), "7");
  form_field_move (form_fixture_find (model, "/list/100001"), -100000);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/list/1")), ==, "7");
  form_field_remove (form_fixture_find (model, "/list/1"));
  g_string_replace (value, "1.5", "15", 0);
  form_fixture_assert_value (model, value->str);
}

/* What cannot be checked blocks nobody, but what is needed is asked for wherever it stands. */
static void
test_check_unchecked (void)
{
  const char *schema = "{\"$schema\":\"https://example.org/own\",\"type\":\"object\","
                       "\"required\":[\"g\"],\"properties\":{\"g\":{\"type\":\"object\","
                       "\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"},"
                       "\"n\":{\"type\":\"integer\",\"minimum\":5}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"g\":{\"n\":1}}");

  g_assert_false (form_model_is_valid (model));
  g_assert_cmpstr (form_field_get_error (form_fixture_find (model, "/g/a")), ==,
                   "This is needed.");
  form_field_set_text (form_fixture_find (model, "/g/a"), "x");
  form_fixture_assert_value (model, "{\"g\":{\"n\":1,\"a\":\"x\"}}");
  form_field_set_text (form_fixture_find (model, "/g/n"), "x");
  g_assert_false (form_model_is_valid (model));
}

/* What is wrong inside a value that no fields show stands at the field that holds it. */
static void
test_check_inside_json (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"any\":{},\"o\":{"
                       "\"type\":\"integer\"}},\"not\":{\"required\":[\"secret\"]},"
                       "\"propertyNames\":{\"maxLength\":6}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"any\":[],\"o\":{\"p\":[1]}}");

  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_nonnull (form_field_get_error (form_fixture_find (model, "/o")));
  form_field_set_text (form_fixture_find (model, "/o"), "1");
  g_assert_true (form_model_set_json (model, "{\"secret\":1}", NULL));
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_cmpstr (form_field_get_error (form_fixture_find (model, "/secret")), ==,
                   "“secret” does not belong here.");
  g_assert_true (form_model_set_json (model, "{\"any\":{\"x\":[]},\"o\":[{\"x\":1}]}", NULL));
  g_assert_nonnull (form_field_get_error (form_fixture_find (model, "/o")));
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
}

/* Starting over is an edit, whether anybody looked at what goes or not. */
static void
test_check_reset (void)
{
  const char *schema = "{\"type\":\"object\",\"minProperties\":1,\"properties\":{\"a\":{}}}";

  for (guint looked = 0; looked < 2; looked++)
    {
      g_autoptr(FormModel) model = form_fixture_new (schema, "{\"b\":1}");

      if (looked)
        form_fixture_find (model, "/b");
      g_assert_true (form_model_is_valid (model));
      form_model_reset (model);
      form_fixture_assert_draft (model, "{}");
      g_assert_false (form_model_is_valid (model));
    }
}

/* The field that is edited may go with its group. */
static void
test_check_gone (void)
{
  const char *schema = "{\"properties\":{\"g\":{\"type\":\"object\",\"minProperties\":2,"
                       "\"properties\":{\"m\":{\"type\":\"string\"}},\"if\":{\"required\":["
                       "\"k\"]},\"else\":{\"properties\":{\"z\":{\"type\":\"string\"}}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);

  form_field_set_text (form_fixture_find (model, "/g/m"), "x");
  form_field_set_text (form_fixture_find (model, "/g/z"), "y");
  form_fixture_assert_value (model, "{\"g\":{\"m\":\"x\",\"z\":\"y\"}}");
  form_field_set_text (form_fixture_find (model, "/g/m"), "");
  g_assert_false (form_model_is_valid (model));
  form_field_set_text (form_fixture_find (model, "/g/z"), "");
  form_fixture_assert_value (model, "{}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-model-check/pause", test_check_pause);
  g_test_add_func ("/form-model-check/before-sending", test_check_before_sending);
  g_test_add_func ("/form-model-check/other-value", test_check_other_value);
  g_test_add_func ("/form-model-check/unseen", test_check_unseen);
  g_test_add_func ("/form-model-check/long-list", test_check_long_list);
  g_test_add_func ("/form-model-check/unchecked", test_check_unchecked);
  g_test_add_func ("/form-model-check/inside-json", test_check_inside_json);
  g_test_add_func ("/form-model-check/reset", test_check_reset);
  g_test_add_func ("/form-model-check/gone", test_check_gone);

  return g_test_run ();
}
