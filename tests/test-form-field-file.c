/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

#define UPLOAD \
  "{\"type\":\"object\",\"properties\":{\"f\":{\"type\":\"string\",\"contentEncoding\":" \
  "\"base64\",\"contentMediaType\":\"image/png\",\"maxLength\":12}}}"

static void
assert_file (FormField  *field,
             const char *data,
             gsize       size)
{
  g_autoptr(GBytes) bytes = form_field_dup_file (field);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data, size);
  g_assert_cmpuint (form_field_get_file_size (field), ==, size);
}

static void
test_file_set (void)
{
  FormModel *model = form_fixture_new (UPLOAD, NULL);
  FormField *field = form_fixture_find (model, "/f");
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a\0\xff" "b", 4);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) much = g_bytes_new_static ("0123456789", 10);

  g_assert_cmpint (form_field_get_kind (field), ==, FORM_KIND_FILE);
  g_assert_cmpstr (form_field_get_content_type (field), ==, "image/png");
  g_assert_null (form_field_dup_file (field));
  form_field_set_file (field, bytes);
  form_fixture_assert_value (model, "{\"f\":\"YQD/Yg==\"}");
  assert_file (field, "a\0\xff" "b", 4);
  form_field_set_file (field, much);
  g_assert_nonnull (form_field_get_error (field));
  form_field_set_file (field, nothing);
  form_fixture_assert_value (model, "{\"f\":\"\"}");
  assert_file (field, "", 0);
  form_field_set_file (field, NULL);
  form_fixture_assert_value (model, "{}");
  g_assert_null (form_field_dup_file (field));
  g_assert_finalize_object (model);
}

static void
test_file_given (void)
{
  static const struct
  {
    const char *value;
    const char *data;      /* NULL: it cannot be read */
    gsize size;
  } cases[] = {
    { "{\"f\":\"YQ==\"}", "a", 1 },
    { "{\"f\":\"YWI=\"}", "ab", 2 },
    { "{\"f\":\"YWJj\"}", "abc", 3 },
    { "{\"f\":\"\\u0059Q==\"}", "a", 1 },
    { "{\"f\":\"YQ\"}", "a", 1 },
    { "{\"f\":\"Y Q=\\r\\n=\\n\"}", "a", 1 },
    { "{\"f\":\"-_8=\"}", "\xfb\xff", 2 },
    { "{\"f\":\"\"}", "", 0 },
    { "{\"f\":\" \"}", "", 0 },
    { "{\"f\":\"Y\"}", NULL, 0 },
    { "{\"f\":\"YQ=\"}", NULL, 0 },
    { "{\"f\":\"YQ=Q\"}", NULL, 0 },
    { "{\"f\":\"YWJj=\"}", NULL, 0 },
    { "{\"f\":\"=\"}", NULL, 0 },
    { "{\"f\":\"====\"}", NULL, 0 },
    { "{\"f\":\"Y===\"}", NULL, 0 },
    { "{\"f\":\"!!\"}", NULL, 0 },
    { "{\"f\":\"\u00e4A==\"}", NULL, 0 },
    { "{\"f\":\"Y\\u0000==\"}", NULL, 0 },
    { "{\"f\":[1]}", NULL, 0 },
    { "{\"f\":null}", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FormModel) model = form_fixture_new (UPLOAD, cases[i].value);
      FormField *field = form_fixture_find (model, "/f");
      g_autoptr(GBytes) bytes = form_field_dup_file (field);
      g_autofree char *json = NULL;

      g_assert_cmpint (bytes != NULL, ==, cases[i].data != NULL);
      g_assert_cmpuint (form_field_get_file_size (field), ==, cases[i].size);
      if (cases[i].data != NULL)
        assert_file (field, cases[i].data, cases[i].size);
      json = form_model_dup_json (model);
      g_assert_true (form_model_set_json (model, json, NULL));
    }
}

/* What is given may be no file, as far as a schema is concerned; what is typed has to be. */
static void
test_file_typed (void)
{
  g_autoptr(FormModel) model = form_fixture_new (UPLOAD, "{\"f\":\"!!\"}");
  FormField *field = form_fixture_find (model, "/f");

  form_fixture_assert_value (model, "{\"f\":\"!!\"}");
  form_field_set_text (field, "!!!");
  g_assert_cmpstr (form_field_get_error (field), ==, "This cannot be read as a file.");
  g_assert_null (form_model_build_value (model, NULL));
  form_fixture_assert_draft (model, "{\"f\":\"!!!\"}");
  form_field_set_text (field, "YQ");
  form_fixture_assert_value (model, "{\"f\":\"YQ\"}");
  assert_file (field, "a", 1);
}

/* Other kinds have no file. */
static void
test_file_other_kinds (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"f\":{\"type\":\"string\"}}}";
  g_autoptr(FormModel) model = form_fixture_new (schema, "{\"f\":\"YQ==\"}");
  FormField *field = form_fixture_find (model, "/f");
  g_autoptr(GBytes) bytes = g_bytes_new_static ("b", 1);

  g_assert_null (form_field_dup_file (field));
  g_assert_cmpuint (form_field_get_file_size (field), ==, 0);
  form_field_set_file (field, bytes);
  form_field_set_file (field, NULL);
  form_fixture_assert_value (model, "{\"f\":\"YQ==\"}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-file/set", test_file_set);
  g_test_add_func ("/form-field-file/given", test_file_given);
  g_test_add_func ("/form-field-file/typed", test_file_typed);
  g_test_add_func ("/form-field-file/other-kinds", test_file_other_kinds);

  return g_test_run ();
}
