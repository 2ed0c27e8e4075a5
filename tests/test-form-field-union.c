/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define SHAPES \
  "{\"type\":\"object\",\"properties\":{\"shape\":{\"oneOf\":[" \
  "{\"title\":\"Circle\",\"type\":\"object\",\"additionalProperties\":false," \
  "\"required\":[\"kind\",\"radius\"],\"properties\":{\"kind\":{\"const\":\"circle\"}," \
  "\"radius\":{\"type\":\"number\",\"minimum\":1},\"name\":{\"type\":\"string\"}}}," \
  "{\"title\":\"Square\",\"type\":\"object\",\"additionalProperties\":false," \
  "\"required\":[\"kind\",\"side\"],\"properties\":{\"kind\":{\"const\":\"square\"}," \
  "\"side\":{\"type\":\"number\"},\"name\":{\"type\":\"string\"}}}]}}}"

#define TEXT_OR_NUMBER \
  "{\"type\":\"object\",\"required\":[\"f\"],\"properties\":{\"f\":{\"type\":[\"string\"," \
  "\"integer\",\"null\"],\"maximum\":9,\"minLength\":2}}}"

static FormField *
get_branch (FormField *field)
{
  g_autoptr(FormField) branch = g_list_model_get_item (G_LIST_MODEL (field), 0);

  g_assert_nonnull (branch);
  g_assert_true (form_field_is_branch (branch));

  return branch;
}

static void
test_union_choose (void)
{
  FormModel *model = form_fixture_new (SHAPES, NULL);
  FormField *shape = form_fixture_find (model, "/shape");
  g_autoptr(FormChoice) choice = g_list_model_get_item (form_field_get_choices (shape), 1);
  g_autofree char *pointer = NULL;
  int changed;

  g_assert_cmpint (form_field_get_kind (shape), ==, FORM_KIND_UNION);
  g_assert_cmpstr (form_choice_get_label (choice), ==, "Square");
  g_assert_cmpuint (form_field_get_selected (shape), ==, G_MAXUINT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shape)), ==, 0);
  form_fixture_assert_value (model, "{}");

  form_fixture_count (shape, "items-changed", &changed);
  form_field_set_selected (shape, 0);
  g_assert_cmpint (changed, ==, 1);
  form_field_set_state (get_branch (shape), FORM_STATE_VALUE);
  form_fixture_assert_draft (model, "{\"shape\":{\"kind\":\"circle\"}}");
  form_field_set_text (form_fixture_find (model, "/shape/radius"), "5");
  form_field_set_text (form_fixture_find (model, "/shape/name"), "Ada");
  form_fixture_assert_value (model,
                             "{\"shape\":{\"kind\":\"circle\",\"radius\":5,\"name\":\"Ada\"}}");

  form_field_set_selected (shape, 1);
  form_fixture_assert_draft (model, "{\"shape\":{\"kind\":\"square\",\"name\":\"Ada\"}}");
  form_field_set_text (form_fixture_find (model, "/shape/side"), "2");
  form_field_set_text (form_fixture_find (model, "/shape/name"), "Bob");
  form_field_set_selected (shape, 0);
  form_fixture_assert_value (model,
                             "{\"shape\":{\"kind\":\"circle\",\"radius\":5,\"name\":\"Ada\"}}");
  form_field_set_selected (shape, 2);
  g_assert_cmpuint (form_field_get_selected (shape), ==, 0);
  pointer = form_field_dup_pointer (get_branch (shape));
  g_assert_cmpstr (pointer, ==, "/shape");

  form_field_set_selected (shape, G_MAXUINT);
  form_fixture_assert_value (model, "{}");
  g_assert_finalize_object (model);
}

static void
test_union_given (void)
{
  const char *value = "{\"shape\":{\"side\":1.0,\"kind\":\"square\"}}";
  g_autoptr(FormModel) model = form_fixture_new (SHAPES, value);
  FormField *shape = form_fixture_find (model, "/shape");

  g_assert_cmpuint (form_field_get_selected (shape), ==, 1);
  form_fixture_assert_value (model, value);
  form_field_set_text (form_fixture_find (model, "/shape/name"), "x");
  form_fixture_assert_value (model,
                             "{\"shape\":{\"side\":1.0,\"kind\":\"square\",\"name\":\"x\"}}");
}

/* The sentence stands at the member of the branch, not at the union. */
static void
test_union_errors (void)
{
  g_autoptr(FormModel) model = form_fixture_new (SHAPES, NULL);
  FormField *shape = form_fixture_find (model, "/shape");
  FormField *radius;

  form_field_set_selected (shape, 0);
  form_field_set_state (get_branch (shape), FORM_STATE_VALUE);
  radius = form_fixture_find (model, "/shape/radius");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_cmpstr (form_field_get_error (radius), ==, "This is needed.");
  form_field_set_text (radius, "0.5");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_cmpstr (form_field_get_error (radius), ==, "This has to be at least 1.");
  form_field_set_text (radius, "x");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_cmpstr (form_field_get_error (radius), ==, "This is not a number.");
}

/* What is needed of a union is needed of its branch. */
static void
test_union_by_type (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TEXT_OR_NUMBER, NULL);
  FormField *field = form_fixture_find (model, "/f");

  g_assert_true (form_field_is_nullable (field));
  g_assert_cmpuint (form_field_get_selected (field), ==, 0);
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_ABSENT);
  g_assert_null (form_field_get_error (field));
  g_assert_cmpstr (form_field_get_error (get_branch (field)), ==, "This is needed.");

  form_field_set_text (get_branch (field), "12");
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":\"12\"}");
  form_field_set_selected (field, 1);
  form_field_set_text (get_branch (field), "12");
  g_assert_cmpstr (form_field_get_error (get_branch (field)), ==, "This has to be at most 9.");
  form_field_set_text (get_branch (field), "1");
  form_fixture_assert_value (model, "{\"f\":1}");
  form_field_set_selected (field, 0);
  form_fixture_assert_value (model, "{\"f\":\"12\"}");
  form_field_set_text (get_branch (field), "");
  g_assert_cmpuint (form_field_get_selected (field), ==, 0);
  g_assert_false (form_model_is_valid (model));

  form_field_set_state (field, FORM_STATE_NULL);
  form_fixture_assert_value (model, "{\"f\":null}");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (field)), ==, 0);
  form_field_set_state (field, FORM_STATE_VALUE);
  form_fixture_assert_draft (model, "{\"f\":\"\"}");
}

/* A value that no branch can show is shown as JSON in one of them. */
static void
test_union_foreign_value (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TEXT_OR_NUMBER, "{\"f\":[ 1.0 ]}");
  FormField *field = form_fixture_find (model, "/f");

  form_fixture_assert_draft (model, "{\"f\":[1.0]}");
  g_assert_false (form_model_is_valid (model));
  g_assert_true (form_field_is_json (field) || form_field_is_json (get_branch (field)));
  form_field_set_selected (field, form_field_get_selected (field) == 0 ? 1 : 0);
  form_field_set_text (get_branch (field), "7");
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_VALUE);
}

/* The JSON side leaves the branch that a person chose, while the value is the same. */
static void
test_union_set_json (void)
{
  const char *schema = "{\"properties\":{\"f\":{\"anyOf\":[{\"type\":\"string\",\"title\":\"A\"},"
                       "{\"type\":\"string\",\"title\":\"B\",\"maxLength\":9}]},\"g\":{}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *field = form_fixture_find (model, "/f");

  form_field_set_selected (field, 1);
  form_field_set_text (get_branch (field), "x");
  g_assert_true (form_model_set_json (model, "{\"f\":\"x\",\"g\":1}", NULL));
  g_assert_cmpuint (form_field_get_selected (field), ==, 1);
  form_fixture_assert_value (model, "{\"f\":\"x\",\"g\":1}");
}

/* A branch whose default is refused begins without, and so does the union. */
static void
test_union_refused_default (void)
{
  const char *schema = "{\"properties\":{\"f\":{\"oneOf\":[{\"type\":\"integer\",\"default\":5},"
                       "{\"type\":\"integer\",\"minimum\":3},{\"type\":\"string\"}]}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *field = form_fixture_find (model, "/f");

  form_field_set_selected (field, 0);
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_ABSENT);
  g_assert_cmpuint (form_field_get_selected (field), ==, 0);
  form_fixture_assert_value (model, "{}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-union/choose", test_union_choose);
  g_test_add_func ("/form-field-union/given", test_union_given);
  g_test_add_func ("/form-field-union/errors", test_union_errors);
  g_test_add_func ("/form-field-union/by-type", test_union_by_type);
  g_test_add_func ("/form-field-union/foreign-value", test_union_foreign_value);
  g_test_add_func ("/form-field-union/set-json", test_union_set_json);
  g_test_add_func ("/form-field-union/refused-default", test_union_refused_default);

  return g_test_run ();
}
