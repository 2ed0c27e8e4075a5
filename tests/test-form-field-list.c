/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define TAGS \
  "{\"type\":\"object\",\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{" \
  "\"type\":\"string\",\"minLength\":2},\"maxItems\":4}}}"

#define PARCELS \
  "{\"type\":\"object\",\"required\":[\"parcels\"],\"properties\":{\"parcels\":{" \
  "\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"object\",\"title\":\"Parcel\"," \
  "\"required\":[\"weight\"],\"properties\":{\"weight\":{\"type\":\"number\"}," \
  "\"fragile\":{\"type\":\"boolean\",\"default\":false}}}}}}"

#define PLACES \
  "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"array\",\"minItems\":2," \
  "\"prefixItems\":[{\"type\":\"number\",\"title\":\"North\"},{\"type\":\"number\"}," \
  "{\"type\":\"string\"}]," \
  "\"items\":{\"type\":\"boolean\"}}}}"

static FormField *
get_item (FormField *list,
          guint      position)
{
  g_autoptr(FormField) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (item);

  return item;
}

static guint
count (FormField *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
append_change_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u=%u ", position, removed, added,
                          g_list_model_get_n_items (list));
}

static void
test_list_add (void)
{
  FormModel *model = form_fixture_new (TAGS, NULL);
  FormField *tags = form_fixture_find (model, "/tags");
  g_autoptr(GString) log = g_string_new (NULL);
  FormField *tag;

  g_assert_cmpint (form_field_get_kind (tags), ==, FORM_KIND_LIST);
  g_assert_true (form_field_is_group (tags));
  g_assert_cmpuint (count (tags), ==, 0);
  g_assert_true (form_field_can_add (tags));
  form_fixture_assert_value (model, "{}");

  g_signal_connect (tags, "items-changed", G_CALLBACK (append_change_cb), log);
  tag = form_field_add (tags, NULL);
  g_assert_true (get_item (tags, 0) == tag);
  g_assert_true (form_field_get_parent (tag) == tags);
  g_assert_cmpstr (form_field_get_error (tag), ==, "This is needed.");
  g_assert_false (form_field_is_touched (tag));
  form_fixture_assert_draft (model, "{\"tags\":[null]}");
  form_field_set_text (tag, "blue");
  form_fixture_assert_value (model, "{\"tags\":[\"blue\"]}");

  tag = form_field_add (tags, "a name is of no use here");
  form_field_set_text (tag, "x");
  g_assert_cmpstr (form_field_get_error (tag), ==, "This needs at least 2 characters.");
  g_assert_null (form_field_get_error (tags));
  form_field_set_text (tag, "red");
  form_fixture_assert_value (model, "{\"tags\":[\"blue\",\"red\"]}");
  g_assert_cmpstr (log->str, ==, "0-0+1=1 1-0+1=2 ");

  g_assert_finalize_object (model);
}

static void
test_list_bounds (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TAGS, "{\"tags\":[\"aa\",\"bb\",\"cc\"]}");
  FormField *tags = form_fixture_find (model, "/tags");

  g_assert_nonnull (form_field_add (tags, NULL));
  g_assert_false (form_field_can_add (tags));
  g_assert_null (form_field_add (tags, NULL));
  g_assert_cmpuint (count (tags), ==, 4);
  g_assert_false (form_field_can_add (get_item (tags, 0)));
  g_assert_null (form_field_add (get_item (tags, 0), NULL));
}

/* One too many is what the others are, and it is the list that is too long. */
static void
test_list_too_long (void)
{
  const char *value = "{\"tags\":[\"aa\",\"bb\",\"cc\",\"dd\",\"ee\",6]}";
  g_autoptr(FormModel) model = form_fixture_new (TAGS, value);
  FormField *tags = form_fixture_find (model, "/tags");

  g_assert_cmpint (form_field_get_kind (get_item (tags, 4)), ==, FORM_KIND_STRING);
  g_assert_cmpstr (form_field_get_text (get_item (tags, 4)), ==, "ee");
  g_assert_null (form_field_get_error (get_item (tags, 4)));
  g_assert_cmpstr (form_field_get_error (tags), ==, "The list may have at most 4 entries.");
  form_field_remove (get_item (tags, 5));
  form_field_remove (get_item (tags, 0));
  form_fixture_assert_value (model, "{\"tags\":[\"bb\",\"cc\",\"dd\",\"ee\"]}");
}

/* A list is there for its items, unless it was given or meant. */
static void
test_list_remove (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TAGS, NULL);
  FormField *tags = form_fixture_find (model, "/tags");
  FormField *kept;

  form_field_set_text (form_field_add (tags, NULL), "aa");
  kept = form_field_add (tags, NULL);
  form_field_set_text (kept, "bb");
  g_assert_true (form_field_can_remove (kept));
  g_assert_false (form_field_can_remove (tags));
  form_field_remove (tags);
  form_field_remove (get_item (tags, 0));
  g_assert_true (get_item (tags, 0) == kept);
  g_assert_cmpuint (form_field_get_position (kept), ==, 0);
  g_assert_cmpstr (form_field_get_name (kept), ==, "0");
  g_assert_cmpstr (form_field_get_title (kept), ==, "Item 1");
  form_fixture_assert_value (model, "{\"tags\":[\"bb\"]}");
  form_field_remove (kept);
  form_fixture_assert_value (model, "{}");

  form_field_set_state (tags, FORM_STATE_VALUE);
  form_fixture_assert_value (model, "{\"tags\":[]}");
  form_field_set_text (form_field_add (tags, NULL), "aa");
  form_field_remove (get_item (tags, 0));
  form_fixture_assert_value (model, "{\"tags\":[]}");
  form_field_set_state (tags, FORM_STATE_ABSENT);
  form_fixture_assert_value (model, "{}");
}

/* One who was removed is nobody's any more, and harms nobody. */
static void
test_list_orphan (void)
{
  FormModel *model = form_fixture_new (TAGS, "{\"tags\":[\"aa\",\"bb\"]}");
  g_autoptr(FormField) item = g_object_ref (get_item (form_fixture_find (model, "/tags"), 0));

  form_field_remove (item);
  g_assert_null (form_field_get_parent (item));
  form_field_set_text (item, "zz");
  form_field_remove (item);
  form_field_move (item, 1);
  form_fixture_assert_value (model, "{\"tags\":[\"bb\"]}");
  g_assert_finalize_object (model);
}

static void
test_list_move (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TAGS, "{\"tags\":[\"aa\",\"bb\",\"cc\",\"dd\"]}");
  FormField *tags = form_fixture_find (model, "/tags");
  g_autoptr(GString) log = g_string_new (NULL);
  FormField *first;
  int position;
  int title;

  g_assert_cmpuint (count (tags), ==, 4);
  g_signal_connect (tags, "items-changed", G_CALLBACK (append_change_cb), log);
  first = get_item (tags, 0);
  form_fixture_count (first, "notify::position", &position);
  form_fixture_count (first, "notify::title", &title);

  g_assert_false (form_field_can_move (first, -1));
  g_assert_false (form_field_can_move (first, 4));
  g_assert_false (form_field_can_move (tags, 1));
  form_field_move (first, -1);
  form_field_move (first, 4);
  form_field_move (first, 2);
  form_fixture_assert_value (model, "{\"tags\":[\"bb\",\"cc\",\"aa\",\"dd\"]}");
  g_assert_true (get_item (tags, 2) == first);
  g_assert_cmpuint (form_field_get_position (first), ==, 2);
  form_field_move (get_item (tags, 3), -3);
  form_fixture_assert_value (model, "{\"tags\":[\"dd\",\"bb\",\"cc\",\"aa\"]}");
  g_assert_cmpstr (log->str, ==, "0-3+3=4 0-4+4=4 ");
  g_assert_cmpint (position, ==, 2);
  g_assert_cmpint (title, ==, 2);
  g_assert_cmpstr (form_field_get_title (first), ==, "Item 4");
}

/* What may only be read keeps its entries, unless it is for the person to fill in. */
static void
test_list_locked (void)
{
  const char *schema = "{\"type\":\"object\",\"required\":[\"b\"],\"properties\":{"
                       "\"a\":{\"readOnly\":true,\"type\":\"array\",\"items\":{"
                       "\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}},"
                       "\"b\":{\"readOnly\":true,\"type\":\"array\",\"items\":{"
                       "\"type\":\"string\"}}}}";
  const char *value = "{\"a\":[{\"k\":\"v\"},{}],\"b\":[\"x\",\"y\"]}";
  g_autoptr(FormModel) model = form_fixture_new (schema, value);
  FormField *list = form_fixture_find (model, "/a");
  FormField *member = form_fixture_find (model, "/a/0/k");

  g_assert_true (form_field_is_locked (list));
  g_assert_true (form_field_is_locked (member));
  g_assert_false (form_field_can_add (list));
  g_assert_null (form_field_add (get_item (list, 0), "x"));
  g_assert_false (form_field_is_named (member));
  form_field_set_name (member, "z");
  form_field_remove (member);
  form_field_remove (get_item (list, 1));
  form_field_move (get_item (list, 1), -1);
  form_fixture_assert_value (model, value);

  list = form_fixture_find (model, "/b");
  g_assert_true (form_field_is_read_only (list));
  g_assert_false (form_field_is_locked (get_item (list, 0)));
  form_field_remove (get_item (list, 0));
  form_fixture_assert_value (model, "{\"a\":[{\"k\":\"v\"},{}],\"b\":[\"y\"]}");
}

/* What nobody touches comes out as it went in, whoever looked. */
static void
test_list_exact (void)
{
  const char *value = "{\"tags\":[\"\\u0041a\",7.0,{\"z\":1e2,\"a\":null},\"dd\"]}";
  g_autoptr(FormModel) model = form_fixture_new (TAGS, value);
  FormField *tags = form_fixture_find (model, "/tags");

  form_fixture_assert_draft (model, "{\"tags\":[\"Aa\",7.0,{\"z\":1e2,\"a\":null},\"dd\"]}");
  g_assert_true (form_field_is_json (get_item (tags, 1)));
  g_assert_cmpstr (form_field_get_text (get_item (tags, 1)), ==, "7.0");
  g_assert_cmpstr (form_field_get_error (get_item (tags, 1)), ==, "This has to be text.");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 2);
  form_field_remove (get_item (tags, 3));
  form_fixture_assert_draft (model, "{\"tags\":[\"Aa\",7.0,{\"z\":1e2,\"a\":null}]}");
  form_field_set_text (get_item (tags, 1), "\"7.0\"");
  g_assert_false (form_field_is_json (get_item (tags, 1)));
  form_field_remove (get_item (tags, 2));
  form_fixture_assert_value (model, "{\"tags\":[\"Aa\",\"7.0\"]}");
}

static void
test_list_of_groups (void)
{
  g_autoptr(FormModel) model = form_fixture_new (PARCELS, NULL);
  FormField *parcels = form_fixture_find (model, "/parcels");
  FormField *parcel;
  g_autofree char *pointer = NULL;

  g_assert_cmpstr (form_field_get_error (parcels), ==, "This is needed.");
  form_field_set_state (parcels, FORM_STATE_VALUE);
  g_assert_cmpstr (form_field_get_error (parcels), ==, "The list may not be empty.");
  parcel = form_field_add (parcels, NULL);
  g_assert_cmpstr (form_field_get_title (parcel), ==, "Parcel 1");
  g_assert_cmpstr (form_field_get_item_title (parcels), ==, "Parcel");
  g_assert_null (form_field_get_item_title (parcel));
  g_assert_null (form_field_get_error (parcels));
  g_assert_cmpstr (form_field_get_error (get_item (parcel, 0)), ==, "This is needed.");
  form_field_set_text (form_fixture_find (model, "/parcels/0/weight"), "1.50");
  form_fixture_assert_value (model, "{\"parcels\":[{\"weight\":1.50,\"fragile\":false}]}");

  pointer = form_field_dup_pointer (get_item (parcel, 1));
  g_assert_cmpstr (pointer, ==, "/parcels/0/fragile");
  g_assert_null (form_model_find (model, "/parcels/1"));
  g_assert_null (form_model_find (model, "/parcels/00"));
  g_assert_null (form_model_find (model, "/parcels/-"));
}

/* The error is at the item, though nobody has looked at it; the others are not made for it. */
static void
test_list_far_error (void)
{
  g_autoptr(GString) value = g_string_new ("{\"parcels\":[");
  g_autoptr(FormModel) model = NULL;
  g_autofree char *pointer = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (value, "{\"weight\":%s},", i == 4321 ? "\"x\"" : "1");
  g_string_append (value, "{\"weight\":2}]}");

  model = form_fixture_new (PARCELS, value->str);
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  pointer = form_field_dup_pointer (form_model_get_first_error (model));
  g_assert_cmpstr (pointer, ==, "/parcels/4321/weight");
  form_field_set_text (form_model_get_first_error (model), "3");
  g_assert_true (form_model_is_valid (model));
  g_assert_cmpuint (count (form_fixture_find (model, "/parcels")), ==, 5001);
}

static void
test_list_tuple (void)
{
  g_autoptr(FormModel) model = form_fixture_new (PLACES, NULL);
  FormField *at = form_fixture_find (model, "/at");

  g_assert_cmpint (form_field_get_kind (at), ==, FORM_KIND_TUPLE);
  g_assert_cmpuint (count (at), ==, 3);
  g_assert_true (form_field_is_required (get_item (at, 1)));
  g_assert_false (form_field_is_required (get_item (at, 2)));
  g_assert_false (form_field_can_remove (get_item (at, 0)));
  g_assert_false (form_field_can_move (get_item (at, 0), 1));
  g_assert_cmpstr (form_field_get_title (get_item (at, 0)), ==, "North");
  g_assert_cmpstr (form_field_get_title (get_item (at, 1)), ==, "Item 2");

  form_field_set_text (get_item (at, 2), "here");
  form_fixture_assert_draft (model, "{\"at\":[null,null,\"here\"]}");
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 2);
  form_field_set_text (get_item (at, 0), "53.5");
  form_field_set_text (get_item (at, 1), "10");
  form_fixture_assert_value (model, "{\"at\":[53.5,10,\"here\"]}");
  form_field_set_text (get_item (at, 2), "");
  form_fixture_assert_value (model, "{\"at\":[53.5,10]}");

  form_field_add (at, NULL);
  g_assert_cmpstr (form_field_get_error (get_item (at, 2)), ==, "This is needed.");
  g_assert_true (form_field_can_remove (get_item (at, 3)));
  g_assert_false (form_field_can_move (get_item (at, 3), -1));
  form_field_set_text (get_item (at, 2), "x");
  form_fixture_assert_value (model, "{\"at\":[53.5,10,\"x\",false]}");
}

/* Widgets stay where a field stays the same. */
static void
test_list_set_json (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TAGS, "{\"tags\":[\"aa\",\"bb\"]}");
  FormField *tags = form_fixture_find (model, "/tags");
  FormField *first = get_item (tags, 0);
  g_autoptr(GString) log = g_string_new (NULL);

  form_field_set_text (form_field_add (tags, NULL), "");
  g_signal_connect (tags, "items-changed", G_CALLBACK (append_change_cb), log);
  g_assert_true (form_model_set_json (model, "{\"tags\":[\"x\",\"bb\",null,\"n\"]}", NULL));
  g_assert_true (get_item (tags, 0) == first);
  g_assert_cmpstr (form_field_get_text (first), ==, "x");
  g_assert_cmpint (form_field_get_state (get_item (tags, 2)), ==, FORM_STATE_ABSENT);
  g_assert_cmpstr (log->str, ==, "3-0+1=4 ");
}

/* Whatever JSON does to a list is an edit, and judged. */
static void
test_list_set_json_changes (void)
{
  g_autoptr(FormModel) model = form_fixture_new (TAGS, NULL);
  FormField *tags = form_fixture_find (model, "/tags");
  int changed;

  for (guint i = 0; i < 4; i++)
    form_field_set_text (form_field_add (tags, NULL), "aa");
  form_fixture_count (model, "changed", &changed);
  g_assert_true (form_model_set_json (model, "{\"tags\":[\"aa\",\"aa\",\"aa\"]}", NULL));
  g_assert_cmpint (changed, ==, 1);

  /* items that nobody looked at change places */
  g_assert_true (form_model_set_json (model, "{}", NULL));
  g_assert_true (form_model_set_json (model, "{\"tags\":[\"a\",\"b\",\"c\",\"a\"]}", NULL));
  form_field_move (get_item (tags, 0), 3);
  changed = 0;
  g_assert_true (form_model_set_json (model, "{\"tags\":[\"a\",\"b\",\"c\",\"a\"]}", NULL));
  g_assert_cmpint (changed, ==, 1);
  form_fixture_assert_draft (model, "{\"tags\":[\"a\",\"b\",\"c\",\"a\"]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-list/add", test_list_add);
  g_test_add_func ("/form-field-list/bounds", test_list_bounds);
  g_test_add_func ("/form-field-list/too-long", test_list_too_long);
  g_test_add_func ("/form-field-list/remove", test_list_remove);
  g_test_add_func ("/form-field-list/orphan", test_list_orphan);
  g_test_add_func ("/form-field-list/move", test_list_move);
  g_test_add_func ("/form-field-list/locked", test_list_locked);
  g_test_add_func ("/form-field-list/exact", test_list_exact);
  g_test_add_func ("/form-field-list/of-groups", test_list_of_groups);
  g_test_add_func ("/form-field-list/far-error", test_list_far_error);
  g_test_add_func ("/form-field-list/tuple", test_list_tuple);
  g_test_add_func ("/form-field-list/set-json", test_list_set_json);
  g_test_add_func ("/form-field-list/set-json-changes", test_list_set_json_changes);

  return g_test_run ();
}
