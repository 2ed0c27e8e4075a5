/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#include <string.h>

static guint
count_fields (FormField *field)
{
  guint n = 1;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      n += count_fields (child);
    }

  return n;
}

/* Looks at all there is, and edits it in every way. */
static void
use_field (FormField *field)
{
  g_autofree char *pointer = form_field_dup_pointer (field);

  g_assert_nonnull (form_field_get_title (field));
  form_field_get_limits (field);
  form_field_get_placeholder (field);
  form_field_get_range (field, NULL, NULL);

  form_field_set_text (field, "x");
  form_field_set_active (field, TRUE);
  form_field_set_selected (field, 0);
  form_field_set_state (field, FORM_STATE_NULL);
  form_field_set_state (field, FORM_STATE_VALUE);

  for (guint i = 0; i < MIN (5, g_list_model_get_n_items (G_LIST_MODEL (field))); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      use_field (child);
    }
}

static void
use_form (const char *schema,
          const char *value)
{
  FormModel *model = form_fixture_new (schema, value);
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *json = NULL;
  g_autofree char *summary = NULL;

  document = form_model_build_value (model, NULL);
  g_assert_cmpint (document != NULL, ==, form_model_is_valid (model));
  use_field (form_model_get_root (model));
  form_model_touch_all (model);
  json = form_model_dup_json (model);
  summary = form_model_dup_summary (model);
  g_assert_true (g_utf8_validate (json, -1, NULL));
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  form_model_reset (model);
  g_assert_finalize_object (model);
}

static const char * const keywords[] = {
  "$ref", "allOf", "anyOf", "const", "contentMediaType", "default", "description", "enum",
  "enumNames", "example", "examples", "exclusiveMaximum", "exclusiveMinimum", "format", "maxLength",
  "maximum", "minLength", "minimum", "multipleOf", "oneOf", "pattern", "properties", "required",
  "title", "type", "additionalProperties", "patternProperties",
};

static const char * const junk[] = {
  "null", "true", "false", "0", "-1", "1.5", "1e999", "-0", "\"\"", "\"x\"", "\"\\u0000\"",
  "\"\\u202e\"", "\"#\"", "\"#/\"", "\"null\"", "\"object\"", "[]", "[null]", "[\"x\"]",
  "[[]]", "[{}]",
  "[{\"const\":null}]", "[{\"type\":\"null\"}]", "[0,0,\"f\",{}]", "{}", "{\"x\":1}", "{\"\":{}}",
  "{\"a\\u0000b\":{\"type\":\"string\"}}", "{\"x\":{\"$ref\":\"#\"}}", "{\"x\":null}",
  "123456789012345678901234567890e-5",
};

/* Every keyword with every kind of junk, on every type. */
static void
test_hostile_keywords (void)
{
  static const char * const types[] = { "string", "integer", "boolean", "object", "array", "x" };

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    for (gsize k = 0; k < G_N_ELEMENTS (keywords); k++)
      for (gsize j = 0; j < G_N_ELEMENTS (junk); j++)
        {
          g_autofree char *alone = g_strdup_printf ("{\"type\":\"%s\",\"%s\":%s}", types[t],
                                                    keywords[k], junk[j]);
          g_autofree char *inside = g_strdup_printf ("{\"properties\":{\"f\":%s},"
                                                     "\"required\":[\"f\"]}", alone);

          use_form (alone, NULL);
          use_form (inside, NULL);
        }
}

/* Every value in every kind of field comes out as it went in. */
static void
test_hostile_values (void)
{
  static const char * const nodes[] = {
    "{\"type\":\"string\"}", "{\"type\":\"boolean\"}", "{\"type\":\"array\"}",
    "{\"enum\":[1,\"x\"]}", "{\"type\":\"string\",\"format\":\"date-time\"}",
    "{\"properties\":{\"x\":{\"type\":\"string\"}}}",
    "{}", "{\"type\":\"integer\"}", "{\"type\":\"number\",\"maximum\":1}",
  };

  for (gsize n = 0; n < G_N_ELEMENTS (nodes); n++)
    for (gsize j = 0; j < G_N_ELEMENTS (junk); j++)
      {
        g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"f\":%s}}", nodes[n]);
        g_autofree char *value = g_strdup_printf ("{\"f\":%s,\"g\":%s}", junk[j], junk[j]);
        g_autoptr(FormModel) model = form_fixture_new (schema, value);
        g_autoptr(FormModel) plain = form_fixture_new (NULL, value);
        g_autofree char *json = form_model_dup_json (model);
        g_autofree char *expected = form_model_dup_json (plain);

        /* A string where a number goes is a draft; it may turn out to be one. */
        if (strstr (nodes[n], "string") != NULL || junk[j][0] != '"')
          g_assert_cmpstr (json, ==, expected);

        use_form (schema, value);
        use_form (schema, junk[j]);
      }
}

static FormField *
get_child (FormField *field)
{
  g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), 0);

  return child;
}

/* A schema of itself unfolds as far as somebody looks, and no further than a form may be deep. */
static void
test_hostile_depth (void)
{
  g_autoptr(FormModel) model = form_fixture_new ("{\"type\":\"object\",\"properties\":{"
                                                 "\"a\":{\"$ref\":\"#\"}}}", NULL);
  FormField *field = form_model_get_root (model);

  for (guint depth = 0; depth < 64; depth++)
    {
      g_assert_cmpint (form_field_get_kind (field), ==, FORM_KIND_OBJECT);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (field)), ==, 1);
      field = get_child (field);
    }

  g_assert_cmpint (form_field_get_kind (field), ==, FORM_KIND_JSON);
  form_field_set_text (field, "{\"a\":1}");
  g_assert_cmpuint (form_model_get_n_errors (model), >, 0);
  form_field_set_text (field, "{\"a\":{}}");
  g_assert_true (form_model_is_valid (model));
}

static char *
repeat_member (const char *format,
               guint       n)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("\"m%u\":", i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", name, format);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_hostile_many_fields (void)
{
  g_autofree char *many = repeat_member ("{\"type\":\"string\"}", 19999);
  g_autofree char *more = repeat_member ("true", 20001);
  g_autofree char *schema = g_strdup_printf ("{\"properties\":{%s}}", many);
  g_autofree char *too_many = g_strdup_printf ("{\"properties\":{%s}}", more);
  g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
  g_autoptr(FormModel) plain = form_fixture_new (too_many, NULL);

  g_assert_cmpuint (count_fields (form_model_get_root (model)), ==, 20000);
  g_assert_cmpint (form_field_get_kind (form_model_get_root (plain)), ==, FORM_KIND_JSON);
}

/* Ten groups of ten groups of ten …: a small text, a form of ten million fields. */
static void
test_hostile_unfolding (void)
{
  g_autoptr(GString) schema = g_string_new ("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
  g_autoptr(FormModel) model = NULL;

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *reference = g_strdup_printf ("{\"$ref\":\"#/$defs/d%u\"}", i + 1);
      g_autofree char *members = repeat_member (reference, 10);

      g_string_append_printf (schema, "\"d%u\":{\"properties\":{%s}},", i, members);
    }
  g_string_append (schema, "\"d7\":{\"type\":\"string\"}}}");

  model = form_fixture_new (schema->str, NULL);
  g_assert_cmpuint (count_fields (form_model_get_root (model)), <=, 21000);
  form_fixture_assert_value (model, "{}");
}

/* A large default or constant, and as many references to it as there may be fields. */
static void
test_hostile_repetition (void)
{
  static const char * const nodes[] = {
    "{\"default\":\"%s\"}", "{\"const\":\"%s\"}", "{\"title\":\"%s\",\"description\":\"%s\"}",
    "{\"type\":\"string\",\"examples\":[\"%s\"]}", "{\"oneOf\":[{\"const\":\"%s\"}]}",
  };
  g_autofree char *large = g_strnfill (1000000, 'x');
  g_autofree char *members = repeat_member ("{\"$ref\":\"#/$defs/d\"}", 2000);
  g_autoptr(GString) list = g_string_new ("\"m0\"");
  const char *names;

  for (guint i = 1; i < 2000; i++)
    g_string_append_printf (list, ",\"m%u\"", i);
  names = list->str;

  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_auto(GStrv) parts = g_strsplit (nodes[i], "%s", -1);
      g_autofree char *node = g_strjoinv (large, parts);
      g_autofree char *schema = g_strdup_printf ("{\"properties\":{%s},\"required\":[%s],"
                                                 "\"$defs\":{\"d\":%s}}", members, names, node);
      g_autoptr(FormModel) model = form_fixture_new (schema, NULL);
      g_autofree char *json = form_model_dup_json (model);

      g_assert_cmpuint (strlen (json), <, 20 * 1024 * 1024);
    }
}

static void
test_hostile_many_choices (void)
{
  g_autoptr(GString) schema = g_string_new ("{\"properties\":{\"f\":{\"enum\":[\"first\"");
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormChoice) choice = NULL;
  g_autoptr(FormChoice) again = NULL;
  GListModel *choices;

  for (guint i = 1; i < 100000; i++)
    g_string_append_printf (schema, ",%u", i);
  g_string_append (schema, "],\"default\":99999}}}");

  model = form_fixture_new (schema->str, NULL);
  g_assert_cmpuint (form_field_get_selected (form_fixture_find (model, "/f")), ==, 99999);
  form_fixture_assert_value (model, "{\"f\":99999}");

  choices = form_field_get_choices (form_fixture_find (model, "/f"));
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 100000);
  choice = g_list_model_get_item (choices, 5000);
  again = g_list_model_get_item (choices, 5000);
  g_assert_cmpstr (form_choice_get_label (choice), ==, "5000");
  g_assert_true (choice == again);
}

static void
test_hostile_repeated_choices (void)
{
  g_autoptr(GString) values = g_string_new ("0");
  g_autofree char *members = repeat_member ("{\"$ref\":\"#/$defs/d\"}", 200);
  g_autofree char *schema = NULL;
  g_autoptr(FormModel) model = NULL;

  for (guint i = 1; i < 10000; i++)
    g_string_append_printf (values, ",%u", i);
  schema = g_strdup_printf ("{\"properties\":{%s},\"$defs\":{\"d\":{\"enum\":[%s]}}}", members,
                            values->str);

  model = form_fixture_new (schema, NULL);
  g_assert_cmpint (form_field_get_kind (form_fixture_find (model, "/m99")), ==, FORM_KIND_CHOICE);
  g_assert_cmpint (form_field_get_kind (form_fixture_find (model, "/m100")), !=, FORM_KIND_CHOICE);
}

static void
test_hostile_long_texts (void)
{
  g_autofree char *digits = g_strnfill (1000000, '7');
  g_autofree char *name = g_strnfill (10000, 'n');
  g_autofree char *schema = NULL;
  g_autofree char *value = NULL;
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormModel) named = NULL;
  g_autofree char *named_schema = g_strdup_printf ("{\"properties\":{\"%s\":true}}", name);

  schema = g_strdup_printf ("{\"properties\":{\"f\":{\"type\":\"integer\",\"maximum\":%s,"
                            "\"multipleOf\":7}}}", digits);
  model = form_fixture_new (schema, NULL);
  g_assert_cmpstr (form_field_get_limits (form_fixture_find (model, "/f")), ==, "in steps of 7");

  form_field_set_text (form_fixture_find (model, "/f"), digits);
  value = g_strdup_printf ("{\"f\":%s}", digits);
  form_fixture_assert_value (model, value);

  named = form_fixture_new (named_schema, NULL);
  g_assert_cmpuint (count_fields (form_model_get_root (named)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-model-hostile/keywords", test_hostile_keywords);
  g_test_add_func ("/form-model-hostile/values", test_hostile_values);
  g_test_add_func ("/form-model-hostile/depth", test_hostile_depth);
  g_test_add_func ("/form-model-hostile/many-fields", test_hostile_many_fields);
  g_test_add_func ("/form-model-hostile/unfolding", test_hostile_unfolding);
  g_test_add_func ("/form-model-hostile/repetition", test_hostile_repetition);
  g_test_add_func ("/form-model-hostile/many-choices", test_hostile_many_choices);
  g_test_add_func ("/form-model-hostile/repeated-choices", test_hostile_repeated_choices);
  g_test_add_func ("/form-model-hostile/long-texts", test_hostile_long_texts);

  return g_test_run ();
}
