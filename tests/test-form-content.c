/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-content-private.h"

/* What one field holds: values go in and come out letter by letter, also those that its kind
 * cannot show. */

static FormShape *
make_shape (const char *node)
{
  g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"f\":%s}}", node);
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (schema, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  FormShape *shape = form_shape_new (NULL, &root);

  /* It keeps all shapes of the form. */
  return form_shape_get_member (shape, "f");
}

static char *
write_content (const FormContent *content,
               const FormPlace   *place)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  form_content_write (content, place, builder);
  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);

  return sjson_value_to_json (&root, NULL);
}

static const struct
{
  const char *node;
  const char *value;
  const char *text;       /* as the field shows it */
  gboolean as_json;
} values[] = {
  { "{\"type\":\"integer\"}", "1.0", "1.0", FALSE },
  { "{\"type\":\"integer\"}", "-0", "-0", FALSE },
  { "{\"type\":\"integer\"}", "1e400", "1e400", FALSE },
  { "{\"type\":\"number\"}", "0.10000000000000000000000000000000000001",
    "0.10000000000000000000000000000000000001", FALSE },
  { "{\"type\":\"number\"}", "12345678901234567890123", "12345678901234567890123", FALSE },
  { "{\"type\":\"number\"}", "1E+2", "1E+2", FALSE },
  { "{\"type\":\"number\"}", "\"1\"", "\"1\"", TRUE },
  { "{\"type\":\"string\"}", "1", "1", TRUE },
  { "{\"type\":\"string\"}", "\"\"", "", FALSE },
  { "{\"type\":\"string\"}", "\"a\\nb\"", "a\nb", FALSE },
  { "{\"type\":\"string\"}", "\"a\\u0000b\"", "\"a\\u0000b\"", TRUE },
  { "{\"type\":\"string\"}", "\"😀\"", "😀", FALSE },
  { "{\"type\":\"boolean\"}", "true", "", FALSE },
  { "{\"type\":\"boolean\"}", "0", "0", TRUE },
  { "{\"enum\":[1,2]}", "2.0", "", FALSE },
  { "{\"enum\":[1,2]}", "3", "3", TRUE },
  { "{\"items\":{\"enum\":[1,2]}}", "[2.0,2,1]", "", FALSE },
  { "{\"items\":{\"enum\":[1,2]}}", "[3]", "[\n  3\n]", TRUE },
  { "{\"items\":{\"enum\":[1,2]}}", "{}", "{}", TRUE },
  { "{\"type\":\"array\",\"items\":{}}", "{\"a\":1}", "{\n  \"a\": 1\n}", TRUE },
  { "{\"type\":\"object\"}", "[]", "[]", TRUE },
  { "{}", "{\"a\":1.50}", "{\n  \"a\": 1.50\n}", FALSE },
};

static void
test_content_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(SjsonDocument) document = NULL;
      g_autofree char *written = NULL;
      g_auto(FormContent) content = { 0 };
      FormShape *shape = make_shape (values[i].node);
      const FormPlace place = { form_shape_get_kind (shape), shape, 1 };
      SjsonValue value;

      g_test_message ("%s %s", values[i].node, values[i].value);
      document = sjson_document_new_from_string (values[i].value, -1, NULL, NULL);
      value = sjson_document_get_root (document);
      form_content_init_value (&content, &place, &value);
      g_assert_cmpint (content.state, ==, FORM_STATE_VALUE);
      g_assert_cmpstr (content.text, ==, values[i].text);
      g_assert_cmpint (content.as_json, ==, values[i].as_json);
      written = write_content (&content, &place);
      g_assert_cmpstr (written, ==, values[i].value);
      form_shape_unref (shape);
    }
}

static void
test_content_texts (void)
{
  static const struct
  {
    const char *node;
    const char *text;
    const char *written;
    gboolean is_value;
  } cases[] = {
    { "{\"type\":\"integer\"}", " 12 ", "12", TRUE },
    { "{\"type\":\"integer\"}", "1e400", "1e400", TRUE },
    { "{\"type\":\"integer\"}", "-0", "-0", TRUE },
    { "{\"type\":\"integer\"}", "12a", "\"12a\"", FALSE },
    { "{\"type\":\"string\"}", " x ", "\" x \"", TRUE },
    { "{}", "{\"a\": 1.50}", "{\"a\":1.50}", TRUE },
    { "{}", "{\"a\": ", "\"{\\\"a\\\": \"", FALSE },
    { "{}", "{\"a\":1,\"a\":2}", "\"{\\\"a\\\":1,\\\"a\\\":2}\"", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FormContent) content = { 0 };
      g_autofree char *written = NULL;
      FormShape *shape = make_shape (cases[i].node);
      const FormPlace place = { form_shape_get_kind (shape), shape, 1 };

      g_test_message ("%s %s", cases[i].node, cases[i].text);
      form_content_init_text (&content, &place, cases[i].text);
      g_assert_cmpstr (content.text, ==, cases[i].text);
      g_assert_cmpint (content.problem == NULL, ==, cases[i].is_value);
      written = write_content (&content, &place);
      g_assert_cmpstr (written, ==, cases[i].written);
      form_shape_unref (shape);
    }
}

/* Typed over, a value that the kind could not show is one that it can again. */
static void
test_content_json (void)
{
  FormShape *shape = make_shape ("{\"type\":\"boolean\"}");
  const FormPlace place = { FORM_KIND_BOOLEAN, shape, 1 };
  g_auto(FormContent) content = { 0 };

  form_content_init_json (&content, &place, "5");
  g_assert_true (content.as_json);
  form_content_clear (&content);
  form_content_init_json (&content, &place, "[");
  g_assert_true (content.as_json);
  g_assert_nonnull (content.problem);
  form_content_clear (&content);
  form_content_init_json (&content, &place, " true ");
  g_assert_false (content.as_json);
  g_assert_true (content.active);
  form_shape_unref (shape);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-content/values", test_content_values);
  g_test_add_func ("/form-content/texts", test_content_texts);
  g_test_add_func ("/form-content/json", test_content_json);

  return g_test_run ();
}
