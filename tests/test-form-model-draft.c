/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-error.h"
#include "form-fixture.h"

#define ORDER \
  "{\"type\":\"object\",\"required\":[\"count\"],\"properties\":{" \
  "\"count\":{\"type\":\"integer\"},\"note\":{\"type\":\"string\"}," \
  "\"late\":{\"type\":\"boolean\",\"default\":true}," \
  "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}}," \
  "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}," \
  "\"any\":{},\"days\":{\"items\":{\"enum\":[\"mo\",\"tu\"]}},\"shape\":{\"oneOf\":[" \
  "{\"type\":\"string\"},{\"type\":\"object\",\"properties\":{\"r\":{\"type\":\"number\"}}}," \
  "{\"type\":[\"integer\",\"boolean\"]}]},\"at\":{\"type\":\"array\"," \
  "\"prefixItems\":[{\"type\":\"number\"},{\"type\":\"string\"}]}}}"

static FormField *
get_child (FormField *field,
           guint      position)
{
  g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), position);

  g_assert_nonnull (child);

  return child;
}

/* A new form that takes the draft of @model is the same to whoever looks at it. */
static FormModel *
take_over (FormModel  *model,
           const char *schema)
{
  g_autofree char *draft = form_model_dup_draft (model);
  FormModel *other = form_fixture_new (schema, NULL);
  g_autofree char *json = form_model_dup_json (model);
  g_autofree char *other_json = NULL;
  g_autofree char *other_draft = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (strchr (draft, '\n'));
  g_assert_true (form_model_set_draft (other, draft, &error));
  g_assert_no_error (error);
  other_json = form_model_dup_json (other);
  other_draft = form_model_dup_draft (other);
  g_assert_cmpstr (other_json, ==, json);
  g_assert_cmpstr (other_draft, ==, draft);
  g_assert_cmpuint (form_model_get_n_errors (other), ==, form_model_get_n_errors (model));

  return other;
}

static void
test_draft_texts (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  g_autoptr(FormModel) other = NULL;
  FormField *count;

  form_field_set_text (form_fixture_find (model, "/count"), "12a");
  form_field_set_state (form_fixture_find (model, "/note"), FORM_STATE_VALUE);
  form_field_set_state (form_fixture_find (model, "/late"), FORM_STATE_ABSENT);
  form_field_set_text (form_fixture_find (model, "/any"), "{ \"a\" :1.0, ");
  other = take_over (model, ORDER);
  count = form_fixture_find (other, "/count");
  g_assert_cmpstr (form_field_get_text (count), ==, "12a");
  g_assert_cmpstr (form_field_get_error (count), ==, "This is not a whole number.");
  g_assert_true (form_field_is_touched (count));
  g_assert_cmpint (form_field_get_state (form_fixture_find (other, "/note")), ==,
                   FORM_STATE_VALUE);
  g_assert_cmpint (form_field_get_state (form_fixture_find (other, "/late")), ==,
                   FORM_STATE_ABSENT);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/any")), ==,
                   "{ \"a\" :1.0, ");

  /* blanks and breaks of what is JSON, too */
  form_field_set_text (form_fixture_find (model, "/any"), "{ \"a\" :\n1.0}");
  form_field_set_text (form_fixture_find (model, "/count"), " 12 ");
  g_set_object (&other, NULL);
  other = take_over (model, ORDER);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/any")), ==,
                   "{ \"a\" :\n1.0}");
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/count")), ==, " 12 ");
}

static void
test_draft_lists (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, "{\"count\":1,\"tags\":[1,\"x\",null]}");
  g_autoptr(FormModel) other = NULL;
  FormField *tags = form_fixture_find (model, "/tags");

  form_field_set_text (form_field_add (tags, NULL), "1e");
  form_field_add (tags, NULL);
  form_field_set_text (form_fixture_find (model, "/at/1"), "here");
  form_field_set_state (form_fixture_find (model, "/days"), FORM_STATE_VALUE);
  form_field_set_checked (form_fixture_find (model, "/days"), 1, TRUE);
  other = take_over (model, ORDER);
  tags = form_fixture_find (other, "/tags");
  g_assert_cmpint (form_field_get_state (get_child (tags, 2)), ==, FORM_STATE_NULL);
  g_assert_cmpstr (form_field_get_text (get_child (tags, 3)), ==, "1e");
  g_assert_cmpint (form_field_get_state (get_child (tags, 4)), ==, FORM_STATE_ABSENT);
  g_assert_cmpint (form_field_get_state (form_fixture_find (other, "/at/0")), ==,
                   FORM_STATE_ABSENT);
  g_assert_true (form_field_get_checked (form_fixture_find (other, "/days"), 1));
}

static void
test_draft_names (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, "{\"count\":1,\"labels\":{\"a\":\"1\"}}");
  g_autoptr(FormModel) other = NULL;
  FormField *labels = form_fixture_find (model, "/labels");

  form_field_set_text (form_field_add (labels, "a"), "2");
  form_field_set_text (form_field_add (labels, NULL), "3");
  form_field_add (labels, "b/c");
  other = take_over (model, ORDER);
  labels = form_fixture_find (other, "/labels");
  g_assert_cmpstr (form_field_get_name (get_child (labels, 1)), ==, "a");
  g_assert_cmpstr (form_field_get_text (get_child (labels, 1)), ==, "2");
  g_assert_cmpstr (form_field_get_error (get_child (labels, 1)), ==,
                   "This name stands here twice.");
  g_assert_cmpstr (form_field_get_error (get_child (labels, 2)), ==, "This needs a name.");
  g_assert_cmpint (form_field_get_state (get_child (labels, 3)), ==, FORM_STATE_ABSENT);
}

/* A text that is no value inside a member whose name another one has. */
static void
test_draft_names_inside (void)
{
  const char *schema = "{\"type\":\"object\",\"patternProperties\":{\"^n\":{\"items\":{"
                       "\"type\":\"number\"}}},\"additionalProperties\":true}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"n\":[1]}");
  FormField *root = form_model_get_root (model);
  FormField *twin = form_field_add (root, "n");
  g_autoptr(FormModel) other = NULL;

  form_field_set_text (form_field_add (twin, NULL), "12a");
  other = take_over (model, schema);
  twin = get_child (form_model_get_root (other), 1);
  g_assert_cmpstr (form_field_get_name (twin), ==, "n");
  g_assert_cmpint (form_field_get_kind (twin), ==, FORM_KIND_LIST);
  g_assert_cmpstr (form_field_get_text (get_child (twin, 0)), ==, "12a");
}

/* Where there is no value to hold it: a branch in a group that is not there, a date of no letters,
 * no arguments at all. */
static void
test_draft_nothing (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"g\":{\"type\":\"object\","
                       "\"properties\":{\"u\":{\"type\":[\"string\",\"integer\"]}}},"
                       "\"d\":{\"type\":\"string\",\"format\":\"date\"}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  g_autoptr(FormModel) plain = form_model_new (NULL, NULL);
  g_autoptr(FormModel) other = NULL;
  g_autofree char *draft = NULL;

  form_field_set_selected (form_fixture_find (model, "/g/u"), 1);
  form_field_set_state (form_fixture_find (model, "/d"), FORM_STATE_VALUE);
  other = take_over (model, schema);
  g_assert_cmpuint (form_field_get_selected (form_fixture_find (other, "/g/u")), ==, 1);
  g_assert_cmpstr (form_field_get_error (form_fixture_find (other, "/d")), ==, "This is needed.");

  form_field_set_state (form_model_get_root (plain), FORM_STATE_ABSENT);
  draft = form_model_dup_draft (plain);
  g_set_object (&other, NULL);
  other = form_model_new (NULL, NULL);
  form_field_set_text (form_model_get_root (other), "{\"a\":1}");
  g_assert_true (form_model_set_draft (other, draft, NULL));
  g_assert_cmpint (form_field_get_state (form_model_get_root (other)), ==, FORM_STATE_ABSENT);
}

static void
test_draft_branches (void)
{
  g_autoptr(FormModel) model = form_fixture_new (ORDER, "{\"count\":1}");
  g_autoptr(FormModel) other = NULL;
  FormField *shape = form_fixture_find (model, "/shape");

  form_field_set_selected (shape, 1);
  other = take_over (model, ORDER);
  g_assert_cmpuint (form_field_get_selected (form_fixture_find (other, "/shape")), ==, 1);
  g_clear_object (&other);

  form_field_set_text (form_fixture_find (model, "/shape/r"), "-");
  other = take_over (model, ORDER);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/shape/r")), ==, "-");
  g_clear_object (&other);

  /* a union in a union, and a text that is JSON in neither */
  form_field_set_selected (shape, 2);
  form_field_set_selected (get_child (shape, 0), 0);
  form_field_set_text (get_child (get_child (shape, 0), 0), "1.");
  other = take_over (model, ORDER);
  shape = form_fixture_find (other, "/shape");
  g_assert_cmpstr (form_field_get_text (get_child (get_child (shape, 0), 0)), ==, "1.");
}

/* In a list nothing is written for what has no value; the unions around it have none either. */
static void
test_draft_branch_of_branch (void)
{
  const char *schema = "{\"properties\":{\"l\":{\"type\":\"array\",\"items\":{\"anyOf\":[{"
                       "\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]},"
                       "{\"type\":\"boolean\"}]}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  g_autoptr(FormModel) other = NULL;
  FormField *item = form_field_add (form_fixture_find (model, "/l"), NULL);

  g_assert_cmpint (form_field_get_state (item), ==, FORM_STATE_ABSENT);
  other = take_over (model, schema);
  item = form_fixture_find (other, "/l/0");
  g_assert_cmpint (form_field_get_state (item), ==, FORM_STATE_ABSENT);
  g_assert_cmpint (form_field_get_state (get_child (item, 0)), ==, FORM_STATE_ABSENT);
}

/* What is needed in a branch that was chosen is needed still, also where another would do. */
static void
test_draft_needed_in_branch (void)
{
  const char *schema = "{\"properties\":{\"u\":{\"anyOf\":[{\"type\":\"object\",\"properties\":{"
                       "\"v\":{\"oneOf\":[{\"type\":\"object\",\"required\":[\"a\"],"
                       "\"properties\":{"
                       "\"a\":{\"type\":\"string\"},\"b\":{}}},{\"type\":\"string\"}]}}},"
                       "{\"format\":\"date\"}]}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  g_autoptr(FormModel) other = NULL;

  form_field_set_selected (form_fixture_find (model, "/u"), 0);
  form_field_set_selected (form_fixture_find (model, "/u/v"), 0);
  form_field_set_text (form_fixture_find (model, "/u/v/b"), "1");
  g_assert_false (form_model_is_valid (model));
  other = take_over (model, schema);
  g_assert_false (form_model_is_valid (other));
}

/* What nobody declared and a group takes no more of is still a draft when it is empty. */
static void
test_draft_undeclared (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},"
                       "\"g\":{\"type\":\"object\",\"properties\":{\"b\":{}}}}}";
  const char *value = "{\"count\":1,\"camelCase\":null,\"g\":{\"x/y\":2,\"z\":[3]}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, value);
  g_autoptr(FormModel) other = NULL;

  form_field_set_state (form_fixture_find (model, "/camelCase"), FORM_STATE_ABSENT);
  form_field_set_text (form_fixture_find (model, "/g/x~1y"), "");
  form_field_set_text (form_fixture_find (model, "/g/z"), "[3");
  other = take_over (model, schema);
  g_assert_cmpint (form_field_get_state (form_fixture_find (other, "/camelCase")), ==,
                   FORM_STATE_ABSENT);
  g_assert_cmpint (form_field_get_state (form_fixture_find (other, "/g/x~1y")), ==,
                   FORM_STATE_ABSENT);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/g/z")), ==, "[3");
}

/* Of a form that has changed since, as much as fits. */
static void
test_draft_other_schema (void)
{
  const char *newer = "{\"type\":\"object\",\"properties\":{\"count\":{\"type\":\"string\"},"
                      "\"shape\":{\"type\":\"boolean\"},\"labels\":{\"type\":\"integer\"}}}";
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  g_autoptr(FormModel) other = form_fixture_new (newer, NULL);
  g_autofree char *draft = NULL;

  form_field_set_text (form_fixture_find (model, "/count"), "12a");
  form_field_set_text (form_field_add (form_fixture_find (model, "/labels"), "a"), "1");
  form_field_set_selected (form_fixture_find (model, "/shape"), 1);
  form_field_set_text (form_fixture_find (model, "/shape/r"), "5");
  draft = form_model_dup_draft (model);
  g_assert_true (form_model_set_draft (other, draft, NULL));
  form_fixture_assert_draft (other, "{\"count\":\"12a\",\"late\":true,\"labels\":{\"a\":\"1\"},"
                             "\"shape\":{\"r\":5}}");
}

/* What is no draft changes nothing, and what a file could hold besides harms nobody. */
static void
test_draft_hostile (void)
{
  static const char *broken[] = {
    "", "x", "{}", "[]", "null", "{\"value\":{}}", "{\"notes\":[]}", "{\"value\":{},\"notes\":{}}",
  };
  static const char *odd[] = {
    "{\"value\":[],\"notes\":[]}", "{\"value\":null,\"notes\":[]}",
    "{\"value\":{},\"notes\":[1,null,[],{},{\"at\":5,\"text\":\"x\"},{\"at\":\"/nowhere\"}]}",
    "{\"value\":{},\"notes\":[{\"at\":\"\",\"text\":\"x\"},{\"at\":\"\",\"absent\":true}]}",
    "{\"value\":{},\"notes\":[{\"at\":\"\",\"name\":\"x\"},{\"at\":\"/count\",\"name\":\"x\"}]}",
    "{\"value\":{},\"notes\":[{\"at\":\"/shape\",\"branch\":9},{\"at\":\"/shape\",\"branch\":-1},"
    "{\"at\":\"/count\",\"branch\":0},{\"at\":\"/shape\",\"level\":3,\"text\":\"x\"}]}",
    "{\"value\":{},\"notes\":[{\"at\":\"/count\",\"level\":9223372036854775807,\"text\":\"x\"}]}",
    "{\"value\":{\"count\":1},\"notes\":[{\"at\":\"/late\",\"json\":\"[\"},"
    "{\"at\":\"/late\",\"text\":\"x\"},{\"at\":\"/days\",\"json\":\"[\\\"x\\\"]\"}]}",
  };
  g_autoptr(FormModel) model = form_fixture_new (ORDER, "{\"count\":7}");

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (form_model_set_draft (model, broken[i], &error));
      g_assert_error (error, FORM_ERROR, FORM_ERROR_SYNTAX);
      form_fixture_assert_value (model, "{\"count\":7}");
    }

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr(FormModel) other = form_fixture_new (ORDER, NULL);
      g_autofree char *draft = NULL;

      g_assert_true (form_model_set_draft (other, odd[i], NULL));
      draft = form_model_dup_draft (other);
      g_assert_true (form_model_set_draft (other, draft, NULL));
    }

  g_assert_finalize_object (g_steal_pointer (&model));
}

/* A draft may speak of a branch that its value does not have. */
static void
test_draft_text_in_branch (void)
{
  const char *text = "{\"value\":{},\"notes\":[{\"at\":\"/shape\",\"branch\":0},"
                     "{\"at\":\"/shape\",\"level\":1,\"text\":\"x\"}]}";
  g_autoptr(FormModel) model = form_fixture_new (ORDER, NULL);
  FormField *shape = form_fixture_find (model, "/shape");

  g_assert_true (form_model_set_draft (model, text, NULL));
  g_assert_cmpint (form_field_get_state (shape), ==, FORM_STATE_VALUE);
  g_assert_cmpint (form_field_get_state (get_child (shape, 0)), ==, FORM_STATE_VALUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-model-draft/texts", test_draft_texts);
  g_test_add_func ("/form-model-draft/lists", test_draft_lists);
  g_test_add_func ("/form-model-draft/names", test_draft_names);
  g_test_add_func ("/form-model-draft/names-inside", test_draft_names_inside);
  g_test_add_func ("/form-model-draft/nothing", test_draft_nothing);
  g_test_add_func ("/form-model-draft/branches", test_draft_branches);
  g_test_add_func ("/form-model-draft/branch-of-branch", test_draft_branch_of_branch);
  g_test_add_func ("/form-model-draft/needed-in-branch", test_draft_needed_in_branch);
  g_test_add_func ("/form-model-draft/undeclared", test_draft_undeclared);
  g_test_add_func ("/form-model-draft/other-schema", test_draft_other_schema);
  g_test_add_func ("/form-model-draft/text-in-branch", test_draft_text_in_branch);
  g_test_add_func ("/form-model-draft/hostile", test_draft_hostile);

  return g_test_run ();
}
