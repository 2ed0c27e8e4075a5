/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server may ask a person (MCP 2026-07-28, PrimitiveSchemaDefinition; enumNames since
 * 2025-06-18), one form for each. */

#include "config.h"

#include "form-fixture.h"
#include "schema-validator.h"

#include <string.h>

#define MAIL "{\"type\":\"string\",\"title\":\"Mail\",\"description\":\"Yours\",\"minLength\":3," \
             "\"maxLength\":50,\"format\":\"email\",\"default\":\"a@b.example\"}"
#define RED_GREEN "[{\"const\":\"#f00\",\"title\":\"<b>Red</b>\"}," \
                  "{\"const\":\"#0f0\",\"title\":\"Green\"}]"

static const struct {
  const char *type;       /* as the specification calls it */
  const char *schema;
  FormKind kind;
  const char *choices;    /* nullable: how they are called */
  const char *at_first;   /* nullable: left out */
  const char *typed;      /* nullable: the last choice, or on */
  const char *edited;
  const char *refused;
} cases[] = {
  { "StringSchema", MAIL, FORM_KIND_STRING, NULL, "\"a@b.example\"", "c@d.example",
    "\"c@d.example\"", "\"no mail\"" },
  { "StringSchema", "{\"type\":\"string\"}", FORM_KIND_STRING, NULL, NULL, " as typed ",
    "\" as typed \"", "7" },
  { "StringSchema", "{\"type\":\"string\",\"maxLength\":2,\"default\":\"\"}", FORM_KIND_STRING,
    NULL, "\"\"", "\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6", "\"\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\"",
    "\"abc\"" },
  { "StringSchema", "{\"type\":\"string\",\"format\":\"uri\",\"default\":\"https://a.example/\"}",
    FORM_KIND_STRING, NULL, "\"https://a.example/\"", "urn:b", "\"urn:b\"", "\"not a uri\"" },
  { "StringSchema", "{\"type\":\"string\",\"format\":\"date\",\"default\":\"2026-02-28\"}",
    FORM_KIND_DATE, NULL, "\"2026-02-28\"", "2028-02-29", "\"2028-02-29\"", "\"2026-02-29\"" },
  { "StringSchema", "{\"type\":\"string\",\"format\":\"date-time\"}",
    FORM_KIND_DATE_TIME, NULL, NULL, "2026-02-28T12:00:00+01:00",
    "\"2026-02-28T12:00:00+01:00\"", "\"2026-02-28\"" },
  { "NumberSchema", "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9,\"default\":5}",
    FORM_KIND_INTEGER, NULL, "5", "9", "9", "10" },
  { "NumberSchema", "{\"type\":\"integer\",\"default\":0}", FORM_KIND_INTEGER, NULL, "0",
    "123456789012345678901", "123456789012345678901", "0.5" },
  { "NumberSchema", "{\"type\":\"number\",\"minimum\":0.5,\"default\":1.50}", FORM_KIND_NUMBER,
    NULL, "1.50", "0.5000000000000000000001", "0.5000000000000000000001", "0.49" },
  { "BooleanSchema", "{\"type\":\"boolean\",\"default\":false}", FORM_KIND_BOOLEAN, NULL, "false",
    NULL, "true", "\"true\"" },
  { "BooleanSchema", "{\"type\":\"boolean\"}", FORM_KIND_BOOLEAN, NULL, NULL, NULL, "true",
    "0" },
  { "UntitledSingleSelectEnumSchema",
    "{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"default\":\"a\"}", FORM_KIND_CHOICE,
    "a|b", "\"a\"", NULL, "\"b\"", "\"c\"" },
  { "UntitledSingleSelectEnumSchema", "{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}",
    FORM_KIND_CHOICE, "a|b", NULL, NULL, "\"b\"", "\"c\"" },
  { "TitledSingleSelectEnumSchema",
    "{\"type\":\"string\",\"oneOf\":" RED_GREEN ",\"default\":\"#f00\"}", FORM_KIND_CHOICE,
    "<b>Red</b>|Green", "\"#f00\"", NULL, "\"#0f0\"", "\"Green\"" },
  { "UntitledMultiSelectEnumSchema",
    "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"a\",\"b\",\"c\"]},"
    "\"minItems\":1,\"maxItems\":2,\"default\":[\"a\"]}", FORM_KIND_CHOICES, "a|b|c",
    "[\"a\"]", NULL, "[\"a\",\"c\"]", "[]" },
  { "UntitledMultiSelectEnumSchema",
    "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"a\",\"b\",\"c\"]},"
    "\"maxItems\":2}", FORM_KIND_CHOICES, "a|b|c", NULL, NULL, "[\"c\"]",
    "[\"a\",\"b\",\"c\"]" },
  { "TitledMultiSelectEnumSchema",
    "{\"type\":\"array\",\"items\":{\"anyOf\":" RED_GREEN "},\"default\":[\"#0f0\"]}",
    FORM_KIND_CHOICES, "<b>Red</b>|Green", "[\"#0f0\"]", NULL, "[]", "[\"Green\"]" },
  { "LegacyTitledEnumSchema",
    "{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"enumNames\":[\"First\",\"Second\"],"
    "\"default\":\"a\"}", FORM_KIND_CHOICE, "First|Second", "\"a\"", NULL, "\"b\"",
    "\"First\"" },
  { "LegacyTitledEnumSchema",
    "{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"enumNames\":[\"First\"]}", FORM_KIND_CHOICE,
    "First|b", NULL, NULL, "\"b\"", "\"First\"" },
};

static FormModel *
new_form (guint    i,
          gboolean is_required)
{
  g_autofree char *schema = NULL;

  schema = g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"x\":%s},\"required\":[%s]}",
                            cases[i].schema, is_required ? "\"x\"" : "");

  return form_fixture_new (schema, NULL);
}

static void
assert_sends (FormModel  *form,
              const char *value)
{
  g_autofree char *whole = value != NULL ? g_strdup_printf ("{\"x\":%s}", value) : NULL;

  form_fixture_assert_value (form, whole != NULL ? whole : "{}");
}

static char *
dup_choices (FormField *field)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  GListModel *choices = form_field_get_choices (field);
  g_auto(GStrv) labels = NULL;

  if (choices == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);

      g_strv_builder_add (builder, form_choice_get_label (choice));
    }

  labels = g_strv_builder_end (builder);

  return g_strjoinv ("|", labels);
}

/* As a person does it: types, switches on, takes or unchecks the last choice. */
static void
edit (FormField  *field,
      const char *typed)
{
  GListModel *choices = form_field_get_choices (field);
  guint last = choices != NULL ? g_list_model_get_n_items (choices) - 1 : 0;

  if (typed != NULL)
    form_field_set_text (field, typed);
  else if (form_field_get_kind (field) == FORM_KIND_BOOLEAN)
    form_field_set_active (field, TRUE);
  else if (form_field_get_kind (field) == FORM_KIND_CHOICE)
    form_field_set_selected (field, last);
  else
    form_field_set_checked (field, last, !form_field_get_checked (field, last));
}

/* Untouched a form sends the defaults; edited, what was typed. */
static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = new_form (i, FALSE);
      FormField *field = form_fixture_find (form, "/x");
      g_autofree char *choices = dup_choices (field);

      g_test_message ("%s", cases[i].schema);
      g_assert_cmpint (form_field_get_kind (field), ==, cases[i].kind);
      g_assert_false (form_field_is_fallback (field));
      g_assert_cmpstr (choices, ==, cases[i].choices);
      assert_sends (form, cases[i].at_first);
      edit (field, cases[i].typed);
      assert_sends (form, cases[i].edited);
      form_model_reset (form);
      assert_sends (form, cases[i].at_first);
      g_assert_finalize_object (form);
    }
}

/* What the schema refuses is never sent, and it is said where it stands. */
static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = new_form (i, FALSE);
      g_autofree char *json = g_strdup_printf ("{\"x\":%s}", cases[i].refused);

      g_test_message ("%s", cases[i].schema);
      g_assert_true (form_model_set_json (form, json, NULL));
      g_assert_null (form_model_build_value (form, NULL));
      g_assert_true (form_model_get_first_error (form) == form_fixture_find (form, "/x"));
      g_assert_nonnull (form_field_get_error (form_fixture_find (form, "/x")));
      g_assert_finalize_object (form);
    }
}

/* What is needed and has no default has to be given; a switch always stands somewhere. */
static void
test_required (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = new_form (i, TRUE);
      FormField *field = form_fixture_find (form, "/x");
      gboolean stands = cases[i].at_first != NULL || cases[i].kind == FORM_KIND_BOOLEAN;

      g_test_message ("%s", cases[i].schema);
      g_assert_true (form_field_is_required (field));
      if (stands)
        assert_sends (form, cases[i].at_first != NULL ? cases[i].at_first : "false");
      else
        g_assert_true (form_model_get_first_error (form) == field);
      edit (field, cases[i].typed);
      assert_sends (form, cases[i].edited);
      g_assert_finalize_object (form);
    }
}

/* All at once, as a server asks. */
static void
test_whole (void)
{
  g_autoptr(GString) schema = g_string_new ("{\"$schema\":"
                                            "\"https://json-schema.org/draft/2020-12/schema\","
                                            "\"type\":\"object\",\"properties\":{");
  g_autoptr(GString) value = g_string_new ("{");
  FormModel *form;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_append_printf (schema, "%s\"x%u\":%s", i > 0 ? "," : "", i, cases[i].schema);
      if (cases[i].at_first != NULL)
        g_string_append_printf (value, "%s\"x%u\":%s", value->len > 1 ? "," : "", i,
                                cases[i].at_first);
    }

  g_string_append (schema, "}}");
  g_string_append_c (value, '}');
  form = form_fixture_new (schema->str, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (form_model_get_root (form))), ==,
                    G_N_ELEMENTS (cases));
  form_fixture_assert_value (form, value->str);
  g_assert_finalize_object (form);
}

static SjsonDocument *
load_specification (void)
{
  const char *data = g_getenv ("SUITE_DATA");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  SjsonDocument *document;
  gsize length;

  if (data == NULL || *data == '\0')
    return NULL;

  path = g_build_filename (data, "mcp-schema", "2026-07-28.json", NULL);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  document = sjson_document_new_from_string (text, length, NULL, &error);
  g_assert_no_error (error);

  return document;
}

/* The types that PrimitiveSchemaDefinition comes down to. */
static void
add_types (const SjsonValue *definitions,
           const char       *name,
           GHashTable       *types)
{
  SjsonValue definition, branches, branch;
  SjsonIter iter;

  g_assert_true (sjson_value_get_member (definitions, name, &definition));
  if (!sjson_value_get_member (&definition, "anyOf", &branches))
    {
      g_hash_table_add (types, g_strdup (name));
      return;
    }

  sjson_iter_init (&iter, &branches);
  while (sjson_iter_next (&iter, NULL, &branch))
    {
      g_autofree char *reference = sjson_value_dup_member_string (&branch, "$ref");

      add_types (definitions, strrchr (reference, '/') + 1, types);
    }
}

static void
check_case (SchemaValidator  *validator,
            const SjsonValue *definitions,
            guint             i)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue definition, schema;

  document = sjson_document_new_from_string (cases[i].schema, -1, NULL, NULL);
  g_assert_nonnull (document);
  schema = sjson_document_get_root (document);
  g_assert_true (sjson_value_get_member (definitions, cases[i].type, &definition));
  g_assert_cmpint (schema_validator_check_at (validator, &definition, &schema), ==, SCHEMA_VALID);
}

/* The cases are what the specification means, and none of its types is missing. */
static void
test_specification (void)
{
  g_autoptr(SjsonDocument) document = load_specification ();
  g_autoptr(SchemaValidator) validator = NULL;
  g_autoptr(GHashTable) types = NULL;
  SjsonValue root, definitions;

  if (document == NULL)
    {
      g_test_skip ("the data beside the project is not here (meson option suite-data)");
      return;
    }

  root = sjson_document_get_root (document);
  g_assert_true (sjson_value_get_member (&root, "$defs", &definitions));
  validator = schema_validator_new (&root, NULL, SCHEMA_FLAGS_NONE);
  types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_types (&definitions, "PrimitiveSchemaDefinition", types);
  g_assert_cmpuint (g_hash_table_size (types), ==, 8);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check_case (validator, &definitions, i);
      g_hash_table_remove (types, cases[i].type);
    }

  g_assert_cmpuint (g_hash_table_size (types), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/elicitation/fields", test_fields);
  g_test_add_func ("/form/elicitation/refused", test_refused);
  g_test_add_func ("/form/elicitation/required", test_required);
  g_test_add_func ("/form/elicitation/whole", test_whole);
  g_test_add_func ("/form/elicitation/specification", test_specification);

  return g_test_run ();
}
