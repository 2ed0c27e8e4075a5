/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

/* The only field of a form whose schema has it as "f". */
static FormField *
make_field (FormModel  **model,
            const char  *schema,
            gboolean     required)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"type\":\"object\",\"required\":[%s],\"properties\":{\"f\":%s}}",
                          required ? "\"f\"" : "", schema);
  *model = form_fixture_new (text, NULL);

  return form_fixture_find (*model, "/f");
}

/* The rule of form_field_set_text(): erasing leaves out, unless the empty text was meant. */
static void
test_field_empty_text (void)
{
  FormModel *model;
  FormField *field = make_field (&model, "{\"type\":[\"string\",\"null\"]}", FALSE);

  form_fixture_assert_value (model, "{}");
  form_field_set_text (field, "");
  form_fixture_assert_value (model, "{}");

  form_field_set_text (field, "a");
  form_fixture_assert_value (model, "{\"f\":\"a\"}");
  form_field_set_text (field, "");
  g_assert_cmpint (form_field_get_state (field), ==, FORM_STATE_ABSENT);
  form_fixture_assert_value (model, "{}");

  form_field_set_state (field, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":\"\"}");
  form_field_set_text (field, "a");
  form_field_set_text (field, "");
  form_fixture_assert_value (model, "{\"f\":\"\"}");

  form_field_set_state (field, FORM_STATE_NULL);
  form_fixture_assert_value (model, "{\"f\":null}");
  form_field_set_text (field, "");
  form_fixture_assert_value (model, "{\"f\":null}");
  form_field_set_text (field, "a");
  form_field_set_text (field, "");
  form_fixture_assert_value (model, "{}");

  form_field_set_text (field, NULL);
  form_fixture_assert_value (model, "{}");
  g_assert_finalize_object (model);
}

static void
test_field_given_empty_text (void)
{
  static const char * const values[] = { "{\"f\":\"\"}", NULL };
  const char *schema = "{\"type\":\"object\",\"properties\":{"
                       "\"f\":{\"type\":\"string\",\"default\":\"\"}}}";

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(FormModel) model = form_fixture_new (schema, values[i]);
      FormField *field = form_fixture_find (model, "/f");

      form_fixture_assert_value (model, "{\"f\":\"\"}");
      form_field_set_text (field, "x");
      form_field_set_text (field, "");
      form_fixture_assert_value (model, "{\"f\":\"\"}");
    }
}

static void
test_field_required_text (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"string\"}", TRUE);

  form_field_set_text (field, "a");
  g_assert_null (form_field_get_error (field));
  form_field_set_text (field, "");
  g_assert_cmpstr (form_field_get_error (field), ==, "This is needed.");
  form_field_set_state (field, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":\"\"}");
}

static void
test_field_null (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"integer\"}", FALSE);

  g_assert_false (form_field_is_nullable (field));
  form_field_set_state (field, FORM_STATE_NULL);
  g_assert_cmpstr (form_field_get_error (field), ==, "This has to be a whole number.");
  form_fixture_assert_draft (model, "{\"f\":null}");
  form_field_set_state (field, FORM_STATE_VALUE);
  g_assert_cmpstr (form_field_get_error (field), ==, "This is needed.");
  form_field_set_text (field, "1");
  form_fixture_assert_value (model, "{\"f\":1}");
}

static void
test_field_boolean (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormModel) required = NULL;
  FormField *field = make_field (&model, "{\"type\":\"boolean\"}", FALSE);

  form_fixture_assert_value (model, "{}");
  form_field_set_active (field, FALSE);
  form_fixture_assert_value (model, "{\"f\":false}");
  form_field_set_active (field, TRUE);
  form_fixture_assert_value (model, "{\"f\":true}");
  form_field_set_state (field, FORM_STATE_ABSENT);
  g_assert_false (form_field_get_active (field));
  form_fixture_assert_value (model, "{}");
  form_field_set_state (field, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":false}");

  make_field (&required, "{\"type\":\"boolean\"}", TRUE);
  form_fixture_assert_value (required, "{\"f\":false}");
}

static void
test_field_choice (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormChoice) choice = NULL;
  FormField *field = make_field (&model, "{\"enum\":[\"a\",1.50,[1, 2],null]}", FALSE);
  GListModel *choices = form_field_get_choices (field);

  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 3);
  g_assert_true (form_field_is_nullable (field));
  g_assert_cmpuint (form_field_get_selected (field), ==, G_MAXUINT);

  form_field_set_selected (field, 1);
  form_fixture_assert_value (model, "{\"f\":1.50}");
  form_field_set_selected (field, 2);
  form_fixture_assert_value (model, "{\"f\":[1,2]}");
  form_field_set_selected (field, 3);
  g_assert_cmpuint (form_field_get_selected (field), ==, 2);
  form_field_set_selected (field, G_MAXUINT);
  form_fixture_assert_value (model, "{}");
  form_field_set_state (field, FORM_STATE_NULL);
  form_field_set_selected (field, G_MAXUINT);
  form_fixture_assert_value (model, "{\"f\":null}");
  form_field_set_state (field, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"f\":\"a\"}");

  choice = g_list_model_get_item (choices, 2);
  g_assert_cmpstr (form_choice_get_label (choice), ==, "[1,2]");
  g_assert_cmpint (sjson_value_get_kind (form_choice_get_value (choice)), ==, SJSON_KIND_ARRAY);
}

/* 1.0 is the choice 1 (ruling 16), and stays 1.0. */
static void
test_field_choice_given (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"f\":{\"enum\":[0,1]}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"f\":1.0}");
  g_autoptr(FormModel) other = form_fixture_new (schema, "{\"f\":2}");
  FormField *field = form_fixture_find (other, "/f");

  g_assert_cmpuint (form_field_get_selected (form_fixture_find (model, "/f")), ==, 1);
  form_fixture_assert_value (model, "{\"f\":1.0}");

  g_assert_cmpstr (form_field_get_error (field), ==, "This has to be one of these: 0, 1.");
  g_assert_cmpuint (form_field_get_selected (field), ==, G_MAXUINT);
  form_fixture_assert_draft (other, "{\"f\":2}");
  form_field_set_selected (field, 0);
  form_fixture_assert_value (other, "{\"f\":0}");
}

static void
test_field_other_setters (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"boolean\"}", FALSE);
  int changed;

  form_fixture_count (field, "changed", &changed);
  form_field_set_text (field, "x");
  form_field_set_selected (field, 0);
  form_field_set_active (form_model_get_root (model), TRUE);
  g_assert_cmpint (changed, ==, 0);
  form_fixture_assert_value (model, "{}");
}

static void
test_field_signals (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"integer\",\"maximum\":9}", FALSE);
  int changed;
  int state;
  int text;
  int error;
  int touched;
  int root;

  form_fixture_count (field, "changed", &changed);
  form_fixture_count (field, "notify::state", &state);
  form_fixture_count (field, "notify::text", &text);
  form_fixture_count (field, "notify::error", &error);
  form_fixture_count (field, "notify::touched", &touched);
  form_fixture_count (form_model_get_root (model), "changed", &root);

  form_field_set_text (field, "10");
  g_assert_cmpint (changed, ==, 1);
  g_assert_cmpint (state, ==, 1);
  g_assert_cmpint (text, ==, 1);
  g_assert_cmpint (error, ==, 1);
  g_assert_cmpint (touched, ==, 1);
  g_assert_cmpint (root, ==, 1);

  form_field_set_text (field, "10");
  form_field_touch (field);
  form_field_set_state (field, FORM_STATE_VALUE);
  g_assert_cmpint (changed + state + text + error + touched, ==, 5);

  form_field_set_text (field, "9");
  g_assert_cmpint (changed, ==, 2);
  g_assert_cmpint (state, ==, 1);
  g_assert_cmpint (error, ==, 2);
  g_assert_cmpint (touched, ==, 1);

  g_object_set (field, "state", FORM_STATE_ABSENT, NULL);
  g_assert_cmpint (state, ==, 2);
  g_assert_cmpint (text, ==, 3);
  g_assert_cmpint (changed, ==, 3);
  g_assert_cmpint (root, ==, 3);
}

static void
append_name_cb (FormField *field,
                GString   *names)
{
  g_string_append_printf (names, "%s;", form_field_get_name (field));
}

/* From the leaf to the root: what a group shows of its members is up to date. */
static void
test_field_signal_order (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autoptr(GString) names = g_string_new (NULL);
  FormField *group = make_field (&model, "{\"properties\":{\"a\":{\"type\":\"string\"}}}", FALSE);
  FormField *leaf = form_fixture_find (model, "/f/a");

  g_signal_connect (form_model_get_root (model), "changed", G_CALLBACK (append_name_cb), names);
  g_signal_connect (group, "changed", G_CALLBACK (append_name_cb), names);
  g_signal_connect (leaf, "changed", G_CALLBACK (append_name_cb), names);

  form_field_set_text (leaf, "x");
  form_model_reset (model);
  g_assert_cmpstr (names->str, ==, "a;f;;a;f;;");
}

static void
set_again_cb (FormField *field)
{
  form_field_set_text (field, "2");
}

/* A handler may edit again, also the field that it hears from. */
static void
test_field_reentrant (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"integer\"}", FALSE);
  int changed;

  form_fixture_count (model, "changed", &changed);
  g_signal_connect (field, "notify::text", G_CALLBACK (set_again_cb), NULL);
  form_field_set_text (field, "1");

  g_assert_cmpstr (form_field_get_text (field), ==, "2");
  g_assert_cmpint (changed, ==, 2);
  form_fixture_assert_value (model, "{\"f\":2}");
}

/* Whoever shows a field may keep it longer than the form. */
static void
test_field_outlives_model (void)
{
  FormModel *model;
  FormField *field = g_object_ref (make_field (&model, "{\"enum\":[\"a\",\"b\"]}", FALSE));
  g_autofree char *pointer = NULL;

  g_assert_finalize_object (model);

  form_field_set_selected (field, 1);
  g_assert_cmpuint (form_field_get_selected (field), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (form_field_get_choices (field)), ==, 2);
  pointer = form_field_dup_pointer (field);
  g_assert_cmpstr (pointer, ==, "");
  g_assert_finalize_object (field);
}

static void
test_field_list (void)
{
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormField) first = NULL;
  FormField *field = make_field (&model, "{\"type\":\"string\"}", FALSE);
  GListModel *list = G_LIST_MODEL (form_model_get_root (model));

  g_assert_true (g_list_model_get_item_type (list) == FORM_TYPE_FIELD);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  first = g_list_model_get_item (list, 0);
  g_assert_true (first == field);
  g_assert_null (g_list_model_get_item (list, 1));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (field)), ==, 0);
}

static void
test_field_bytes (void)
{
  g_autoptr(FormModel) model = NULL;
  FormField *field = make_field (&model, "{\"type\":\"string\",\"maxLength\":2}", FALSE);

  form_field_set_text (field, "a\xff");
  g_assert_cmpstr (form_field_get_text (field), ==, "a\xEF\xBF\xBD");
  form_field_set_text (field, "ä😀");
  form_fixture_assert_value (model, "{\"f\":\"ä😀\"}");
  form_field_set_text (field, "ä😀x");
  g_assert_cmpstr (form_field_get_error (field), ==, "This may have at most 2 characters.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field/empty-text", test_field_empty_text);
  g_test_add_func ("/form-field/given-empty-text", test_field_given_empty_text);
  g_test_add_func ("/form-field/required-text", test_field_required_text);
  g_test_add_func ("/form-field/null", test_field_null);
  g_test_add_func ("/form-field/boolean", test_field_boolean);
  g_test_add_func ("/form-field/choice", test_field_choice);
  g_test_add_func ("/form-field/choice-given", test_field_choice_given);
  g_test_add_func ("/form-field/other-setters", test_field_other_setters);
  g_test_add_func ("/form-field/signals", test_field_signals);
  g_test_add_func ("/form-field/signal-order", test_field_signal_order);
  g_test_add_func ("/form-field/reentrant", test_field_reentrant);
  g_test_add_func ("/form-field/outlives-model", test_field_outlives_model);
  g_test_add_func ("/form-field/list", test_field_list);
  g_test_add_func ("/form-field/bytes", test_field_bytes);

  return g_test_run ();
}
