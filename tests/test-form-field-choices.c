/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define DAYS \
  "{\"type\":\"object\",\"properties\":{\"days\":{\"type\":\"array\",\"maxItems\":2," \
  "\"items\":{\"enum\":[\"mo\",2,\"we\",{\"a\":1.0}]}}}}"

static void
assert_checked (FormField  *field,
                const char *expected)
{
  g_autoptr(GString) checked = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (form_field_get_choices (field)); i++)
    g_string_append_c (checked, form_field_get_checked (field, i) ? 'x' : '-');

  g_assert_cmpstr (checked->str, ==, expected);
}

static void
test_choices_check (void)
{
  FormModel *model = form_fixture_new (DAYS, NULL);
  FormField *days = form_fixture_find (model, "/days");
  int checked;
  int changed;

  form_fixture_count (days, "checked", &checked);
  form_fixture_count (days, "changed", &changed);
  g_assert_cmpint (form_field_get_kind (days), ==, FORM_KIND_CHOICES);
  g_assert_false (form_field_is_group (days));
  assert_checked (days, "----");

  form_field_set_checked (days, 2, TRUE);
  form_field_set_checked (days, 0, TRUE);
  form_field_set_checked (days, 0, TRUE);
  form_field_set_checked (days, 7, TRUE);
  form_field_set_checked (days, 1, FALSE);
  assert_checked (days, "x-x-");
  g_assert_cmpint (checked, ==, 2);
  g_assert_cmpint (changed, ==, 2);
  form_fixture_assert_value (model, "{\"days\":[\"we\",\"mo\"]}");

  form_field_set_checked (days, 3, TRUE);
  g_assert_nonnull (form_field_get_error (days));
  form_field_set_checked (days, 2, FALSE);
  form_fixture_assert_value (model, "{\"days\":[\"mo\",{\"a\":1.0}]}");
  form_field_set_checked (days, 0, FALSE);
  form_field_set_checked (days, 3, FALSE);
  form_fixture_assert_value (model, "{}");

  form_field_set_state (days, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"days\":[]}");
  form_field_set_checked (days, 1, TRUE);
  form_field_set_checked (days, 1, FALSE);
  form_fixture_assert_value (model, "{\"days\":[]}");
  g_assert_finalize_object (model);
}

/* Repetitions and ways to write stay until that choice is unchecked. */
static void
test_choices_given (void)
{
  g_autoptr(FormModel) model = form_fixture_new (DAYS, "{\"days\":[\"\\u006do\",2.0,\"mo\"]}");
  FormField *days = form_fixture_find (model, "/days");

  assert_checked (days, "xx--");
  g_assert_nonnull (form_field_get_error (days));
  form_fixture_assert_draft (model, "{\"days\":[\"mo\",2.0,\"mo\"]}");
  form_field_set_checked (days, 2, TRUE);
  form_fixture_assert_draft (model, "{\"days\":[\"mo\",2.0,\"mo\",\"we\"]}");
  form_field_set_checked (days, 0, FALSE);
  form_fixture_assert_value (model, "{\"days\":[2.0,\"we\"]}");
}

/* What is no choice is not thrown away: the list is JSON until it is right. */
static void
test_choices_foreign (void)
{
  g_autoptr(FormModel) model = form_fixture_new (DAYS, "{\"days\":[\"mo\",\"su\"]}");
  FormField *days = form_fixture_find (model, "/days");
  int as_json;
  int checked;

  form_fixture_count (days, "notify::as-json", &as_json);
  form_fixture_count (days, "checked", &checked);
  g_assert_true (form_field_is_json (days));
  assert_checked (days, "----");
  form_field_set_checked (days, 0, TRUE);
  form_fixture_assert_draft (model, "{\"days\":[\"mo\",\"su\"]}");
  form_field_set_text (days, "[\"mo\",");
  g_assert_true (form_field_is_json (days));
  g_assert_cmpstr (form_field_get_text (days), ==, "[\"mo\",");
  form_field_set_text (days, "[\"mo\"]");
  g_assert_false (form_field_is_json (days));
  g_assert_cmpint (as_json, ==, 1);
  g_assert_cmpint (checked, ==, 1);
  assert_checked (days, "x---");
  form_fixture_assert_value (model, "{\"days\":[\"mo\"]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-choices/check", test_choices_check);
  g_test_add_func ("/form-field-choices/given", test_choices_given);
  g_test_add_func ("/form-field-choices/foreign", test_choices_foreign);

  return g_test_run ();
}
