/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define DELIVERY \
  "{\"type\":\"object\",\"properties\":{\"how\":{\"enum\":[\"post\",\"pickup\",\"mail\"]}," \
  "\"note\":{\"type\":\"string\"}},\"required\":[\"how\"],\"allOf\":[" \
  "{\"if\":{\"properties\":{\"how\":{\"const\":\"post\"}},\"required\":[\"how\"]}," \
  "\"then\":{\"properties\":{\"street\":{\"type\":\"string\",\"default\":\"Kai 1\"}," \
  "\"parcels\":{\"type\":\"integer\"}},\"required\":[\"parcels\"]}}," \
  "{\"if\":{\"properties\":{\"how\":{\"const\":\"mail\"}},\"required\":[\"how\"]}," \
  "\"then\":{\"properties\":{\"street\":{\"type\":\"string\",\"format\":\"email\"}}}}]}"

#define CARD \
  "{\"type\":\"object\",\"properties\":{\"card\":{\"type\":\"string\"},\"tip\":{" \
  "\"type\":\"number\"}},\"dependentRequired\":{\"card\":[\"tip\"]}," \
  "\"dependentSchemas\":{\"tip\":{\"properties\":{\"thanks\":{\"type\":\"boolean\"}}}}}"

static void
append_names (FormField *field,
              GString   *names)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      g_string_append_printf (names, "%s ", form_field_get_name (child));
    }
}

static void
assert_names (FormModel  *model,
              const char *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);

  append_names (form_model_get_root (model), names);
  g_assert_cmpstr (names->str, ==, expected);
}

/* What a condition takes away keeps what was typed, and begins with its default just once. */
static void
test_condition_keeps (void)
{
  FormModel *model = form_fixture_new (DELIVERY, NULL);
  FormField *how = form_fixture_find (model, "/how");
  FormField *parcels;
  int changed;

  assert_names (model, "how note ");
  form_fixture_count (form_model_get_root (model), "items-changed", &changed);
  form_field_set_selected (how, 0);
  g_assert_cmpint (changed, ==, 1);
  assert_names (model, "how note street parcels ");
  form_fixture_assert_draft (model, "{\"how\":\"post\",\"street\":\"Kai 1\"}");
  parcels = form_fixture_find (model, "/parcels");
  g_assert_true (form_field_is_required (parcels));
  g_assert_cmpstr (form_field_get_error (parcels), ==, "This is needed.");
  g_assert_false (form_field_is_touched (parcels));

  form_field_set_text (parcels, "12a");
  form_field_set_text (form_fixture_find (model, "/street"), "");
  form_field_set_selected (how, 1);
  g_assert_cmpint (changed, ==, 2);
  assert_names (model, "how note ");
  form_fixture_assert_value (model, "{\"how\":\"pickup\"}");

  form_field_set_selected (how, 0);
  g_assert_true (form_fixture_find (model, "/parcels") == parcels);
  g_assert_cmpstr (form_field_get_text (parcels), ==, "12a");
  g_assert_cmpstr (form_field_get_error (parcels), ==, "This is not a whole number.");
  form_field_set_text (parcels, "2");
  form_fixture_assert_value (model, "{\"how\":\"post\",\"parcels\":2}");
  g_assert_finalize_object (model);
}

/* A member that two conditions have takes its text along. */
static void
test_condition_passes_on (void)
{
  g_autoptr(FormModel) model = form_fixture_new (DELIVERY, NULL);
  FormField *how = form_fixture_find (model, "/how");
  FormField *street;

  form_field_set_selected (how, 0);
  street = form_fixture_find (model, "/street");
  form_field_set_text (street, "Hafen 2");
  form_field_set_selected (how, 2);
  g_assert_true (form_fixture_find (model, "/street") == street);
  g_assert_cmpstr (form_field_get_format (street), ==, "email");
  g_assert_nonnull (form_field_get_error (street));
  form_field_set_text (street, "a@example.org");
  form_fixture_assert_value (model, "{\"how\":\"mail\",\"street\":\"a@example.org\"}");
}

static void
test_condition_given (void)
{
  const char *value = "{\"parcels\":1.0,\"how\":\"post\"}";
  g_autoptr(FormModel) model = form_fixture_new (DELIVERY, value);

  form_fixture_assert_value (model, value);
  assert_names (model, "how note street parcels ");
  form_fixture_assert_value (model, value);
  form_field_set_text (form_fixture_find (model, "/street"), "x");
  form_fixture_assert_value (model, "{\"parcels\":1.0,\"how\":\"post\",\"street\":\"x\"}");
}

/* What was given and is of no condition that holds stays, as what nobody declared. */
static void
test_condition_given_beside (void)
{
  const char *value = "{\"how\":\"pickup\",\"parcels\":\"3\"}";
  g_autoptr(FormModel) model = form_fixture_new (DELIVERY, value);
  FormField *how = form_fixture_find (model, "/how");

  assert_names (model, "how note parcels ");
  form_field_set_selected (how, 0);
  assert_names (model, "how note street parcels ");
  g_assert_cmpint (form_field_get_kind (form_fixture_find (model, "/parcels")), ==,
                   FORM_KIND_INTEGER);
  form_fixture_assert_draft (model, "{\"how\":\"post\",\"parcels\":\"3\",\"street\":\"Kai 1\"}");
}

static void
test_condition_dependent (void)
{
  g_autoptr(FormModel) model = form_fixture_new (CARD, NULL);
  FormField *card = form_fixture_find (model, "/card");
  FormField *tip = form_fixture_find (model, "/tip");
  int required;

  form_fixture_count (tip, "notify::required", &required);
  g_assert_false (form_field_is_required (tip));
  form_field_set_text (card, "4");
  g_assert_true (form_field_is_required (tip));
  g_assert_cmpstr (form_field_get_error (tip), ==, "This is needed.");
  form_field_set_text (tip, "1");
  assert_names (model, "card tip thanks ");
  form_field_set_active (form_fixture_find (model, "/thanks"), TRUE);
  form_fixture_assert_value (model, "{\"card\":\"4\",\"tip\":1,\"thanks\":true}");
  form_field_set_text (card, "");
  form_field_set_text (tip, "");
  g_assert_false (form_field_is_required (tip));
  assert_names (model, "card tip ");
  form_fixture_assert_value (model, "{}");
  g_assert_cmpint (required, ==, 2);
}

/* Two that undo each other come to an end. */
static void
test_condition_circle (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                       "\"if\":{\"required\":[\"b\"]},\"else\":{\"properties\":{\"b\":{"
                       "\"type\":\"string\",\"default\":\"x\"}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *a = form_fixture_find (model, "/a");

  form_field_set_text (a, "1");
  form_field_set_text (a, "2");
  g_assert_true (form_model_is_valid (model));
  g_assert_true (form_fixture_find (model, "/a") == a);
}

/* The conditions of an item hold for that item. */
static void
test_condition_in_list (void)
{
  g_autofree char *schema = g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"l\":{"
                                             "\"type\":\"array\",\"items\":%s}}}", DELIVERY);
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *list = form_fixture_find (model, "/l");

  form_field_add (list, NULL);
  form_field_add (list, NULL);
  form_field_set_selected (form_fixture_find (model, "/l/1/how"), 0);
  g_assert_null (form_model_find (model, "/l/0/street"));
  form_field_set_text (form_fixture_find (model, "/l/1/parcels"), "7");
  form_field_move (form_fixture_find (model, "/l/1"), -1);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/l/0/parcels")), ==, "7");
  form_field_set_selected (form_fixture_find (model, "/l/1/how"), 1);
  form_fixture_assert_value (model, "{\"l\":[{\"how\":\"post\",\"street\":\"Kai 1\","
                             "\"parcels\":7},{\"how\":\"pickup\"}]}");
}

/* What nobody declared stays when a condition changes, also where nothing may be taken away. */
static void
test_condition_keeps_undeclared (void)
{
  const char *schema = "{\"properties\":{\"g\":{\"type\":\"object\",\"readOnly\":true,"
                       "\"properties\":{\"a\":{\"enum\":[1,2]}},\"if\":{\"properties\":{\"a\":{"
                       "\"const\":1}}},\"then\":{\"properties\":{\"b\":{}}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"g\":{\"a\":1,\"x\":[3]}}");

  form_field_set_selected (form_fixture_find (model, "/g/a"), 1);
  form_fixture_assert_value (model, "{\"g\":{\"a\":2,\"x\":[3]}}");
}

/* A map has members of its own while a condition asks for them. */
static void
test_condition_in_map (void)
{
  const char *schema = "{\"properties\":{\"m\":{\"additionalProperties\":{\"type\":\"string\"},"
                       "\"dependentRequired\":{\"user\":[\"pass_word\",\"realm\"]}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"m\":{\"pass_word\":\"1\"}}");
  FormField *map = form_fixture_find (model, "/m");
  FormField *user = form_field_add (map, "user");
  FormField *secret = form_fixture_find (model, "/m/pass_word");

  g_assert_cmpint (form_field_get_kind (map), ==, FORM_KIND_MAP);
  g_assert_null (form_model_find (model, "/m/realm"));
  g_assert_true (form_field_is_named (secret));
  g_assert_cmpstr (form_field_get_title (secret), ==, "pass_word");

  form_field_set_text (user, "ada");
  secret = form_fixture_find (model, "/m/pass_word");
  g_assert_false (form_field_is_named (secret));
  g_assert_false (form_field_can_remove (secret));
  g_assert_cmpstr (form_field_get_title (secret), ==, "Pass word");
  g_assert_cmpstr (form_field_get_error (form_fixture_find (model, "/m/realm")), ==,
                   "This is needed.");

  form_field_remove (form_fixture_find (model, "/m/user"));
  g_assert_null (form_model_find (model, "/m/realm"));
  g_assert_true (form_field_is_named (form_fixture_find (model, "/m/pass_word")));
  form_fixture_assert_value (model, "{\"m\":{\"pass_word\":\"1\"}}");
}

/* A map that was there for one entry alone goes with it, whatever that one asked for. */
static void
test_condition_in_made_map (void)
{
  const char *schema = "{\"properties\":{\"m\":{\"additionalProperties\":{\"type\":\"string\"},"
                       "\"dependentRequired\":{\"user\":[\"realm\"]}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  FormField *user = form_field_add (form_fixture_find (model, "/m"), "user");

  form_field_set_text (user, "ada");
  form_fixture_find (model, "/m/realm");
  form_field_remove (form_fixture_find (model, "/m/user"));
  form_fixture_assert_value (model, "{}");
}

/* An item that changes and changes back is as it was. */
static void
test_condition_back_in_map (void)
{
  const char *schema = "{\"properties\":{\"l\":{\"items\":{\"type\":\"object\",\"if\":{"
                       "\"properties\":{\"A\":{\"const\":5}}},\"then\":{}}}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"l\":[{\"A\":5}]}");
  FormField *a = form_fixture_find (model, "/l/0/A");

  form_field_set_text (a, "6");
  form_fixture_assert_value (model, "{\"l\":[{\"A\":6}]}");
  form_field_set_text (form_fixture_find (model, "/l/0/A"), "5");
  form_fixture_assert_value (model, "{\"l\":[{\"A\":5}]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-condition/keeps", test_condition_keeps);
  g_test_add_func ("/form-field-condition/passes-on", test_condition_passes_on);
  g_test_add_func ("/form-field-condition/given", test_condition_given);
  g_test_add_func ("/form-field-condition/given-beside", test_condition_given_beside);
  g_test_add_func ("/form-field-condition/dependent", test_condition_dependent);
  g_test_add_func ("/form-field-condition/circle", test_condition_circle);
  g_test_add_func ("/form-field-condition/in-list", test_condition_in_list);
  g_test_add_func ("/form-field-condition/keeps-undeclared", test_condition_keeps_undeclared);
  g_test_add_func ("/form-field-condition/in-map", test_condition_in_map);
  g_test_add_func ("/form-field-condition/in-made-map", test_condition_in_made_map);
  g_test_add_func ("/form-field-condition/back-in-map", test_condition_back_in_map);

  return g_test_run ();
}
