/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define LABELS \
  "{\"type\":\"object\",\"properties\":{\"labels\":{\"type\":\"object\",\"maxProperties\":3," \
  "\"patternProperties\":{\"^n-\":{\"type\":\"number\"}}," \
  "\"additionalProperties\":{\"type\":\"string\"}}}}"

#define OPEN_GROUP \
  "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}," \
  "\"additionalProperties\":{\"type\":\"integer\"}}"

#define CLOSED_GROUP \
  "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}," \
  "\"additionalProperties\":false}"

static FormField *
get_item (FormField *group,
          guint      position)
{
  g_autoptr(FormField) item = g_list_model_get_item (G_LIST_MODEL (group), position);

  g_assert_nonnull (item);

  return item;
}

static void
test_map_add (void)
{
  FormModel *model = form_fixture_new (LABELS, NULL);
  FormField *labels = form_fixture_find (model, "/labels");
  FormField *label;

  g_assert_cmpint (form_field_get_kind (labels), ==, FORM_KIND_MAP);
  label = form_field_add (labels, "colour");
  g_assert_true (form_field_is_named (label));
  g_assert_cmpstr (form_field_get_title (label), ==, "colour");
  form_field_set_text (label, "blue");
  form_fixture_assert_value (model, "{\"labels\":{\"colour\":\"blue\"}}");

  label = form_field_add (labels, "n-1");
  g_assert_cmpint (form_field_get_kind (label), ==, FORM_KIND_NUMBER);
  form_field_set_text (label, "1.0");
  form_fixture_assert_value (model, "{\"labels\":{\"colour\":\"blue\",\"n-1\":1.0}}");
  form_field_remove (get_item (labels, 0));
  form_fixture_assert_value (model, "{\"labels\":{\"n-1\":1.0}}");
  g_assert_nonnull (form_field_add (labels, "x"));
  g_assert_nonnull (form_field_add (labels, "y"));
  g_assert_null (form_field_add (labels, "z"));

  g_assert_finalize_object (model);
}

/* Until it has a name of its own, nothing can be sent. */
static void
test_map_names (void)
{
  g_autoptr(FormModel) model = form_fixture_new (LABELS, "{\"labels\":{\"a\":\"1\"}}");
  FormField *labels = form_fixture_find (model, "/labels");
  FormField *label = form_field_add (labels, NULL);

  form_field_set_text (label, "2");
  g_assert_cmpstr (form_field_get_error (label), ==, "This needs a name.");
  g_assert_null (form_model_build_value (model, NULL));
  form_field_set_name (label, "a");
  g_assert_cmpstr (form_field_get_error (label), ==, "This name stands here twice.");
  g_assert_null (form_field_get_error (get_item (labels, 0)));
  form_field_set_name (label, "ab");
  g_assert_null (form_field_get_error (label));
  form_fixture_assert_value (model, "{\"labels\":{\"a\":\"1\",\"ab\":\"2\"}}");
  form_field_set_name (label, "");
  g_assert_cmpstr (form_field_get_error (label), ==, "This needs a name.");
  form_field_set_name (label, "a");
  form_field_set_name (get_item (labels, 0), "b\xff");
  form_fixture_assert_value (model, "{\"labels\":{\"b\xEF\xBF\xBD\":\"1\",\"a\":\"2\"}}");
}

/* A member that is renamed stays where it is, with what it holds. */
static void
test_map_rename (void)
{
  const char *value = "{\"labels\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}}";
  g_autoptr(FormModel) model = form_fixture_new (LABELS, value);
  FormField *labels = form_fixture_find (model, "/labels");
  FormField *label = get_item (labels, 1);
  int name;
  int changed;

  form_fixture_count (label, "notify::name", &name);
  form_fixture_count (labels, "items-changed", &changed);
  form_field_set_name (label, "z");
  g_assert_cmpint (name, ==, 1);
  g_assert_cmpint (changed, ==, 0);
  form_fixture_assert_value (model, "{\"labels\":{\"a\":\"1\",\"z\":\"2\",\"c\":\"3\"}}");
  g_assert_true (form_model_find (model, "/labels/z") == label);
  g_assert_null (form_model_find (model, "/labels/b"));

  /* of another kind by its name */
  form_field_set_name (label, "n-z");
  g_assert_cmpint (changed, ==, 1);
  g_assert_cmpint (form_field_get_kind (get_item (labels, 1)), ==, FORM_KIND_NUMBER);
  g_assert_true (form_field_is_json (get_item (labels, 1)));
  g_assert_false (form_model_is_valid (model));
  form_fixture_assert_draft (model, "{\"labels\":{\"a\":\"1\",\"n-z\":\"2\",\"c\":\"3\"}}");
  form_field_set_text (get_item (labels, 1), "2");
  form_fixture_assert_value (model, "{\"labels\":{\"a\":\"1\",\"n-z\":2,\"c\":\"3\"}}");
}

static void
test_map_open_group (void)
{
  const char *value = "{\"z\":1.0,\"a\":\"x\",\"y\":\"no\"}";
  g_autoptr(FormModel) model = form_fixture_new (OPEN_GROUP, value);
  FormField *root = form_model_get_root (model);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (root)), ==, 3);
  g_assert_cmpstr (form_field_get_name (get_item (root, 0)), ==, "a");
  g_assert_false (form_field_is_named (get_item (root, 0)));
  g_assert_false (form_field_can_remove (get_item (root, 0)));
  g_assert_true (form_field_is_named (get_item (root, 1)));
  g_assert_nonnull (form_field_get_error (form_fixture_find (model, "/y")));
  form_field_remove (form_fixture_find (model, "/y"));
  form_field_set_text (form_field_add (root, "b"), "2");
  form_fixture_assert_value (model, "{\"z\":1.0,\"a\":\"x\",\"b\":2}");

  form_field_add (root, "a");
  g_assert_false (form_model_is_valid (model));
}

/* What does not belong there is shown, and can be taken out but not renamed. */
static void
test_map_closed_group (void)
{
  g_autoptr(FormModel) model = form_fixture_new (CLOSED_GROUP, "{\"a\":\"x\",\"y\":{\"z\":1.0}}");
  FormField *root = form_model_get_root (model);
  FormField *other = form_fixture_find (model, "/y");

  g_assert_false (form_field_can_add (root));
  g_assert_false (form_field_is_named (other));
  g_assert_cmpstr (form_field_get_error (other), ==, "“y” does not belong here.");
  form_field_set_name (other, "a");
  form_fixture_assert_draft (model, "{\"a\":\"x\",\"y\":{\"z\":1.0}}");
  form_field_remove (other);
  form_fixture_assert_value (model, "{\"a\":\"x\"}");
}

/* Names that no entry could show stay with their values. */
static void
test_map_odd_names (void)
{
  const char *value = "{\"labels\":{\"\":\"1\",\"a\\u0000b\":\"2\",\"c\":\"3\"}}";
  g_autoptr(FormModel) model = form_fixture_new (LABELS, value);
  FormField *labels = form_fixture_find (model, "/labels");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (labels)), ==, 2);
  g_assert_null (form_field_get_error (get_item (labels, 0)));
  form_fixture_assert_value (model, value);
  form_field_remove (get_item (labels, 1));
  form_fixture_assert_value (model, "{\"labels\":{\"\":\"1\",\"a\\u0000b\":\"2\"}}");
}

/* On the way to its name it may have one that the schema declares, or another member. */
static void
test_map_passing_names (void)
{
  g_autoptr(FormModel) model = form_fixture_new (OPEN_GROUP, "{\"a\":\"x\"}");
  FormField *root = form_model_get_root (model);
  FormField *added = form_field_add (root, NULL);

  form_field_set_name (added, "a");
  added = get_item (root, 1);
  g_assert_true (form_field_is_named (added));
  g_assert_cmpstr (form_field_get_error (added), ==, "This name stands here twice.");
  form_field_set_name (added, "ab");
  added = get_item (root, 1);
  form_field_set_text (added, "5");
  form_fixture_assert_value (model, "{\"a\":\"x\",\"ab\":5}");
}

/* The empty name is one; to have none yet is something else. */
static void
test_map_empty_name (void)
{
  g_autoptr(FormModel) model = form_fixture_new (LABELS, "{\"labels\":{\"\":\"1\"}}");
  FormField *labels = form_fixture_find (model, "/labels");
  FormField *label = form_field_add (labels, NULL);

  g_assert_null (form_field_get_error (get_item (labels, 0)));
  form_field_set_text (label, "2");
  g_assert_cmpstr (form_field_get_error (label), ==, "This needs a name.");
  form_field_remove (get_item (labels, 0));
  g_assert_cmpstr (form_field_get_error (label), ==, "This needs a name.");
  form_field_set_name (label, "a");
  form_fixture_assert_value (model, "{\"labels\":{\"a\":\"2\"}}");
}

/* What begins as its default has no name for that. */
static void
test_map_nameless_default (void)
{
  g_autoptr(FormModel) model =
    form_fixture_new ("{\"type\":\"object\",\"additionalProperties\":{\"default\":7}}", NULL);
  FormField *added = form_field_add (form_model_get_root (model), NULL);

  g_assert_cmpstr (form_field_get_text (added), ==, "7");
  g_assert_cmpstr (form_field_get_error (added), ==, "This needs a name.");
}

/* What no field can show is judged all the same, and so is what goes. */
static void
test_map_set_json (void)
{
  g_autoptr(FormModel) model = form_fixture_new (CLOSED_GROUP, NULL);
  g_autoptr(FormModel) other = form_fixture_new (LABELS, NULL);
  FormField *labels = form_fixture_find (other, "/labels");
  int changed;

  g_assert_true (form_model_set_json (model, "{\"a\\u0000b\":1}", NULL));
  g_assert_false (form_model_is_valid (model));
  g_assert_true (form_model_set_json (model, "{}", NULL));
  g_assert_true (form_model_is_valid (model));

  form_field_set_text (form_field_add (labels, "x"), "1");
  form_field_set_text (form_field_add (labels, "y"), "2");
  form_fixture_count (other, "changed", &changed);
  g_assert_true (form_model_set_json (other, "{\"labels\":{\"x\":\"1\"}}", NULL));
  g_assert_cmpint (changed, ==, 1);
  form_field_set_text (form_field_add (labels, "y"), "2");
  g_assert_true (form_model_set_json (other, "{\"labels\":{\"y\":\"2\",\"x\":\"1\"}}", NULL));
  form_fixture_assert_value (other, "{\"labels\":{\"y\":\"2\",\"x\":\"1\"}}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-map/add", test_map_add);
  g_test_add_func ("/form-field-map/names", test_map_names);
  g_test_add_func ("/form-field-map/rename", test_map_rename);
  g_test_add_func ("/form-field-map/open-group", test_map_open_group);
  g_test_add_func ("/form-field-map/closed-group", test_map_closed_group);
  g_test_add_func ("/form-field-map/odd-names", test_map_odd_names);
  g_test_add_func ("/form-field-map/passing-names", test_map_passing_names);
  g_test_add_func ("/form-field-map/empty-name", test_map_empty_name);
  g_test_add_func ("/form-field-map/nameless-default", test_map_nameless_default);
  g_test_add_func ("/form-field-map/set-json", test_map_set_json);

  return g_test_run ();
}
