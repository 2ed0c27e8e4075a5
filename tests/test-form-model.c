/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-error.h"
#include "form-fixture.h"

#include <string.h>

#define RANDOM_NUMBER \
  "{\"type\":\"object\",\"properties\":{" \
  "\"min\":{\"description\":\"Minimum value (inclusive)\",\"type\":\"integer\",\"default\":0}," \
  "\"max\":{\"description\":\"Maximum value (exclusive)\",\"type\":\"integer\",\"default\":100}}}"

#define DATE_TIME \
  "{\"type\":\"object\",\"properties\":{\"datetime\":{\"description\":\"The date\"," \
  "\"type\":[\"string\",\"null\"],\"format\":\"date-time\",\"default\":null}}}"

#define ORDER \
  "{\"type\":\"object\",\"required\":[\"customer\",\"lines\"],\"properties\":{" \
  "\"customer\":{\"type\":\"string\",\"title\":\"Customer\",\"minLength\":1}," \
  "\"express\":{\"type\":\"boolean\",\"title\":\"Express delivery\"}," \
  "\"parcels\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}," \
  "\"address\":{\"type\":\"object\",\"required\":[\"street\",\"business\"],\"properties\":{" \
  "\"street\":{\"type\":\"string\"},\"country\":{\"type\":\"string\",\"default\":\"DE\"}," \
  "\"business\":{\"type\":\"boolean\"}}}," \
  "\"lines\":{\"type\":\"array\"}}}"

static void
test_model_random_number (void)
{
  FormModel *model = form_fixture_new (RANDOM_NUMBER, NULL);
  FormField *min = form_fixture_find (model, "/min");

  g_assert_cmpint (form_field_get_kind (min), ==, FORM_KIND_INTEGER);
  g_assert_cmpstr (form_field_get_title (min), ==, "Min");
  g_assert_cmpstr (form_field_get_text (min), ==, "0");
  g_assert_false (form_field_is_required (min));
  form_fixture_assert_value (model, "{\"min\":0,\"max\":100}");

  form_field_set_text (min, "123456789012345678901234567890");
  form_fixture_assert_value (model, "{\"min\":123456789012345678901234567890,\"max\":100}");

  form_field_set_text (min, "");
  form_fixture_assert_value (model, "{\"max\":100}");

  form_model_reset (model);
  form_fixture_assert_value (model, "{\"min\":0,\"max\":100}");
  g_assert_false (form_field_is_touched (min));

  g_assert_finalize_object (model);
}

static void
test_model_date_time (void)
{
  FormModel *model = form_fixture_new (DATE_TIME, NULL);
  FormField *field = form_fixture_find (model, "/datetime");

  g_assert_cmpint (form_field_get_kind (field), ==, FORM_KIND_DATE_TIME);
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_NULL);
  g_assert_true (form_field_is_nullable (field));
  form_fixture_assert_value (model, "{\"datetime\":null}");

  form_field_set_text (field, "tomorrow");
  g_assert_cmpstr (form_field_get_error (field), ==,
                   "This has to be a date and time, such as 2026-01-31T14:30:00Z.");
  g_assert_false (form_model_is_valid (model));
  form_fixture_assert_draft (model, "{\"datetime\":\"tomorrow\"}");

  form_field_set_text (field, "2026-11-24T14:00:00.50+01:00");
  form_fixture_assert_value (model, "{\"datetime\":\"2026-11-24T14:00:00.50+01:00\"}");

  form_field_set_text (field, "");
  form_fixture_assert_value (model, "{}");
  form_field_set_state (field, FORM_STATE_NULL);
  form_fixture_assert_value (model, "{\"datetime\":null}");

  g_assert_finalize_object (model);
}

static void
test_model_required (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  g_autoptr(GError) error = NULL;
  FormField *customer = form_fixture_find (model, "/customer");

  g_assert_cmpuint (form_model_get_n_errors (model), ==, 2);
  g_assert_cmpuint (form_model_get_n_shown_errors (model), ==, 0);
  g_assert_true (form_model_get_first_error (model) == customer);
  g_assert_cmpstr (form_field_get_error (customer), ==, "This is needed.");
  g_assert_false (form_field_is_touched (customer));

  g_assert_null (form_model_build_value (model, &error));
  g_assert_error (error, FORM_ERROR, FORM_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Customer: This is needed.");

  form_field_touch (customer);
  g_assert_cmpuint (form_model_get_n_shown_errors (model), ==, 1);
  form_model_touch_all (model);
  g_assert_cmpuint (form_model_get_n_shown_errors (model), ==, 2);
  g_assert_true (form_field_is_touched (customer));

  form_field_set_text (customer, "Ada");
  form_field_set_text (form_fixture_find (model, "/lines"), "[ 1.50, 2 ]");
  form_fixture_assert_value (model, "{\"customer\":\"Ada\",\"lines\":[1.50,2]}");
}

/* A group comes into being with what it holds, and goes with it. */
static void
test_model_group (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  FormField *address = form_fixture_find (model, "/address");
  FormField *street = form_fixture_find (model, "/address/street");

  form_fixture_assert_draft (model, "{}");
  g_assert_cmpint (form_field_get_state (address), ==, FORM_STATE_ABSENT);
  g_assert_null (form_field_get_error (street));

  form_field_set_text (street, "Jungfernstieg 1");
  g_assert_cmpint (form_field_get_state (address), ==, FORM_STATE_VALUE);
  form_fixture_assert_draft (model, "{\"address\":{\"street\":\"Jungfernstieg 1\","
                                    "\"country\":\"DE\",\"business\":false}}");

  form_field_set_text (street, "");
  g_assert_cmpint (form_field_get_state (address), ==, FORM_STATE_ABSENT);
  form_fixture_assert_draft (model, "{}");

  form_field_set_state (address, FORM_STATE_VALUE);
  g_assert_cmpstr (form_field_get_error (street), ==, "This is needed.");
  form_fixture_assert_draft (model, "{\"address\":{\"country\":\"DE\",\"business\":false}}");

  form_field_set_text (street, "x");
  form_field_set_text (street, "");
  g_assert_cmpint (form_field_get_state (address), ==, FORM_STATE_VALUE);

  form_field_set_state (address, FORM_STATE_ABSENT);
  g_assert_cmpint (form_field_get_state (form_fixture_find (model, "/address/country")), ==,
                   FORM_STATE_ABSENT);
  form_fixture_assert_draft (model, "{}");
}

/* What nobody touches comes out as it went in. */
static void
test_model_keeps (void)
{
  static const char * const values[] = {
    "{}",
    "{\"lines\":[1.0,2e0,{\"a\":null}],\"customer\":\"Ada\"}",
    "{\"extra\":1.000,\"customer\":\"A\\u0000B\",\"parcels\":1.0,\"lines\":[],\"more\":{\"a\":[]}}",
    "{\"customer\":\"A\",\"lines\":[],\"address\":{\"business\":true,\"x\":1e5,\"street\":\"S\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(FormModel) model = form_fixture_new (ORDER, values[i]);

      form_fixture_assert_draft (model, values[i]);
      if (i > 0)
        form_fixture_assert_value (model, values[i]);
    }
}

static void
test_model_edits_in_place (void)
{
  g_autoptr(FormModel) model = NULL;

  model = form_fixture_new (ORDER, "{\"z\":1.0,\"lines\":[],\"customer\":\"A\",\"y\":{}}");
  form_field_set_text (form_fixture_find (model, "/customer"), "B");
  form_field_set_text (form_fixture_find (model, "/parcels"), "7");
  form_field_set_active (form_fixture_find (model, "/express"), FALSE);

  form_fixture_assert_value (model, "{\"z\":1.0,\"lines\":[],\"customer\":\"B\",\"y\":{},"
                                    "\"express\":false,\"parcels\":7}");
}

/* What the schema refuses is shown, marked, and kept until it is typed over. */
static void
test_model_wrong_kinds (void)
{
  const char *value = "{\"customer\":5.0,\"express\":\"yes\",\"parcels\":[1],\"address\":\"here\","
                      "\"lines\":{\"a\":1}}";
  g_autoptr(FormModel) model = form_fixture_new (ORDER, value);
  FormField *customer = form_fixture_find (model, "/customer");

  g_assert_cmpuint (form_model_get_n_errors (model), ==, 5);
  form_fixture_assert_draft (model, value);

  g_assert_null (form_model_find (model, "/address/street"));

  form_field_set_text (customer, "\"5");
  g_assert_true (form_field_is_json (customer));
  form_fixture_assert_draft (model, "{\"customer\":\"\\\"5\",\"express\":\"yes\","
                                    "\"parcels\":[1],\"address\":\"here\",\"lines\":{\"a\":1}}");
  form_field_set_text (customer, "\"5.0\"");
  g_assert_false (form_field_is_json (customer));
  g_assert_cmpstr (form_field_get_text (customer), ==, "5.0");
  form_field_set_active (form_fixture_find (model, "/express"), FALSE);
  form_field_set_text (form_fixture_find (model, "/parcels"), "1");
  form_field_set_text (form_fixture_find (model, "/address"), "{\"business\": true}");
  form_field_set_text (form_fixture_find (model, "/address/street"), "S");
  form_field_set_text (form_fixture_find (model, "/lines"), "[]");

  form_fixture_assert_value (model, "{\"customer\":\"5.0\",\"express\":false,\"parcels\":1,"
                                    "\"address\":{\"business\":true,\"street\":\"S\"},"
                                    "\"lines\":[]}");
}

static void
test_model_json (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *draft = NULL;
  int changed;

  form_field_set_text (form_fixture_find (model, "/parcels"), "12a");
  form_field_set_text (form_fixture_find (model, "/lines"), "[1,");
  draft = form_model_dup_json (model);
  g_assert_cmpstr (draft, ==, "{\n  \"parcels\": \"12a\",\n  \"lines\": \"[1,\"\n}");

  form_fixture_count (model, "changed", &changed);
  g_assert_true (form_model_set_json (model, draft, &error));
  g_assert_cmpint (changed, ==, 0);

  g_assert_true (form_model_set_json (model, "{\"parcels\":\"12a\",\"lines\":\"[1,\"}", &error));
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/parcels")), ==, "12a");
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/lines")), ==, "[1,");

  g_assert_false (form_model_set_json (model, "{\n  \"customer\" 1}", &error));
  g_assert_error (error, FORM_ERROR, FORM_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "Line 2, column 14: expected a colon.");
  g_clear_error (&error);

  g_assert_false (form_model_set_json (model, "[]", &error));
  g_assert_error (error, FORM_ERROR, FORM_ERROR_INVALID);
  g_assert_cmpint (changed, ==, 0);
  g_clear_error (&error);

  g_assert_true (form_model_set_json (model, "{\"parcels\":51,\"lines\":[]}", &error));
  g_assert_cmpint (changed, ==, 1);
  g_assert_true (form_field_is_touched (form_fixture_find (model, "/parcels")));
  g_assert_false (form_field_is_touched (form_fixture_find (model, "/customer")));
  g_assert_cmpstr (form_field_get_error (form_fixture_find (model, "/parcels")), ==,
                   "This has to be at most 50.");
}

/* Without a schema of an object the arguments are one JSON field. */
static void
test_model_plain (void)
{
  static const char * const schemas[] = {
    NULL, "true", "[]", "\"x\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      FormModel *model = form_fixture_new (schemas[i], NULL);
      FormField *root = form_model_get_root (model);

      g_assert_cmpint (form_field_get_kind (root), ==, FORM_KIND_JSON);
      form_fixture_assert_value (model, "{}");

      form_field_set_text (root, "[1]");
      g_assert_cmpstr (form_field_get_error (root), ==, "A group of values goes here: {…}");
      form_field_set_text (root, "{\n\"a\":}");
      g_assert_cmpstr (form_field_get_error (root), ==, "Line 2, column 5: expected a value.");
      form_field_set_text (root, "{\"a\": 1.0}");
      form_fixture_assert_value (model, "{\"a\":1.0}");

      g_assert_true (form_model_set_json (model, "{ \"b\": 2 }", NULL));
      g_assert_cmpstr (form_field_get_text (root), ==, "{ \"b\": 2 }");
      g_assert_finalize_object (model);
    }
}

static void
test_model_no_arguments (void)
{
  g_autoptr(FormModel) model = form_fixture_new ("{\"type\":\"object\"}", NULL);
  FormField *root = form_model_get_root (model);

  g_assert_cmpint (form_field_get_kind (root), ==, FORM_KIND_OBJECT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 0);
  form_field_set_state (root, FORM_STATE_ABSENT);
  form_field_set_state (root, FORM_STATE_NULL);
  form_fixture_assert_value (model, "{}");
}

static void
test_model_find (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autofree char *pointer = NULL;
  FormField *field;

  model = form_fixture_new ("{\"type\":\"object\",\"properties\":{\"a/b~c\":{\"type\":\"string\"},"
                            "\"\":{\"type\":\"string\"}}}", NULL);
  field = form_fixture_find (model, "/a~1b~0c");
  pointer = form_field_dup_pointer (field);

  g_assert_cmpstr (pointer, ==, "/a~1b~0c");
  g_assert_true (form_model_find (model, "") == form_model_get_root (model));
  g_assert_cmpstr (form_field_get_title (form_fixture_find (model, "/")), ==, "(no name)");
  g_assert_null (form_model_find (model, "/a"));
  g_assert_null (form_model_find (model, "a"));
  g_assert_null (form_model_find (model, "/a~1b~0c/d"));
}

static void
test_model_summary (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autofree char *long_summary = NULL;

  model = form_fixture_new (ORDER, "{\"customer\":\"Hamburg-\\nAltona\",\"parcels\":12,"
                                   "\"express\":true,\"lines\":[1,2],"
                                   "\"address\":{\"business\":false,"
                                   "\"street\":\"S\"}}");
  summary = form_model_dup_summary (model);
  g_assert_cmpstr (summary, ==,
                   "Hamburg- Altona, express delivery, 12 parcels, S, 2 lines");

  form_field_set_text (form_fixture_find (model, "/customer"), long_text);
  form_field_set_text (form_fixture_find (model, "/address/street"), long_text);
  long_summary = form_model_dup_summary (model);
  g_assert_cmpint (g_utf8_strlen (long_summary, -1), <=, 121);
}

static void
test_model_signals (void)
{
  FormModel *model = form_fixture_new (ORDER, NULL);
  FormField *customer = form_fixture_find (model, "/customer");
  FormField *lines = form_fixture_find (model, "/lines");
  int changed;
  int n_errors;
  int valid;

  form_fixture_count (model, "changed", &changed);
  form_fixture_count (model, "notify::n-errors", &n_errors);
  form_fixture_count (model, "notify::valid", &valid);

  form_field_set_text (customer, "A");
  g_assert_cmpint (changed, ==, 1);
  g_assert_cmpint (n_errors, ==, 1);
  g_assert_cmpint (valid, ==, 0);

  form_field_set_text (lines, "[]");
  g_assert_cmpint (n_errors, ==, 2);
  g_assert_cmpint (valid, ==, 1);

  form_field_set_text (lines, "[]");
  form_model_touch_all (model);
  g_assert_cmpint (changed, ==, 2);

  form_model_reset (model);
  g_assert_cmpint (changed, ==, 3);
  form_model_reset (model);
  g_assert_cmpint (changed, ==, 3);

  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-model/random-number", test_model_random_number);
  g_test_add_func ("/form-model/date-time", test_model_date_time);
  g_test_add_func ("/form-model/required", test_model_required);
  g_test_add_func ("/form-model/group", test_model_group);
  g_test_add_func ("/form-model/keeps", test_model_keeps);
  g_test_add_func ("/form-model/edits-in-place", test_model_edits_in_place);
  g_test_add_func ("/form-model/wrong-kinds", test_model_wrong_kinds);
  g_test_add_func ("/form-model/json", test_model_json);
  g_test_add_func ("/form-model/plain", test_model_plain);
  g_test_add_func ("/form-model/no-arguments", test_model_no_arguments);
  g_test_add_func ("/form-model/find", test_model_find);
  g_test_add_func ("/form-model/summary", test_model_summary);
  g_test_add_func ("/form-model/signals", test_model_signals);

  return g_test_run ();
}
