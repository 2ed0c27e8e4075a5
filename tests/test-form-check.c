/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-check-private.h"
#include "form-error.h"
#include "form-fixture.h"

/* What was typed, and whether it is a value at all. */

static void
test_check_numbers (void)
{
  static const struct
  {
    const char *text;
    gboolean is_number;
  } cases[] = {
    { "0", TRUE }, { "-0", TRUE }, { "1.0", TRUE }, { "1e400", TRUE }, { " 7\n", TRUE },
    { "123456789012345678901234567890.123456789012345678901234567890", TRUE }, { "1E-5", TRUE },
    { "", FALSE }, { " ", FALSE }, { "01", FALSE }, { "+1", FALSE }, { ".5", FALSE },
    { "5.", FALSE }, { "1e", FALSE }, { "1 2", FALSE }, { "0x1", FALSE }, { "NaN", FALSE },
    { "Infinity", FALSE }, { "-", FALSE }, { "1,5", FALSE }, { "٣", FALSE }, { "1]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = form_check_number (cases[i].text, FORM_KIND_NUMBER);
      g_autofree char *whole = form_check_number (cases[i].text, FORM_KIND_INTEGER);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (problem, ==, cases[i].is_number ? NULL : "This is not a number.");
      g_assert_cmpstr (whole, ==, cases[i].is_number ? NULL : "This is not a whole number.");
    }
}

static const struct
{
  const char *text;
  const char *problem;   /* NULL: none */
} texts[] = {
  { "{\"a\":[1,2.50,null]}", NULL },
  { "{\"a\":1,\"b\":{\"a\":1}}", NULL },
  { "\"\\ud83d\\ude00\"", NULL },
  { "{\"a\":1,\"a\":1}", "A name stands here twice." },
  { "[{\"a\":1,\"\\u0061\":2}]", "A name stands here twice." },
  { "\"\\ud83d\"", "Half a character stands here, which cannot be sent." },
  { "{\"\\udc00\":1}", "Half a character stands here, which cannot be sent." },
};

static void
test_check_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(SjsonValue) value = NULL;
      g_autofree char *problem = form_check_json (texts[i].text, 0, &value);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpstr (problem, ==, texts[i].problem);
      g_assert_nonnull (value);
    }
}

static void
test_check_syntax (void)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *problem = form_check_json ("{\n \"a\" 1}", 0, &value);

  g_assert_null (value);
  g_assert_true (g_str_has_prefix (problem, "Line 2, column 6"));
  g_assert_true (g_str_has_suffix (problem, "."));
}

/* The JSON side has no field that could say it. */
static void
test_check_json_side (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FormModel) model = form_fixture_new ("{\"type\":\"object\"}", "{\"kept\":1}");
      g_autofree char *text = g_strdup_printf ("{\"x\":%s}", texts[i].text);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", text);
      if (texts[i].problem == NULL)
        {
          g_assert_true (form_model_set_json (model, text, NULL));
          continue;
        }

      g_assert_false (form_model_set_json (model, text, &error));
      g_assert_error (error, FORM_ERROR, FORM_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, texts[i].problem);
      form_fixture_assert_value (model, "{\"kept\":1}");
    }
}

static char *
nest (guint depth)
{
  g_autofree char *before = g_strnfill (depth, '[');
  g_autofree char *after = g_strnfill (depth, ']');

  return g_strconcat (before, after, NULL);
}

/* What is still to stand inside groups has to be less deep. */
static void
test_check_depth (void)
{
  guint most = SJSON_DEFAULT_DEPTH - 1;

  for (guint depth = 0; depth < 3; depth++)
    for (guint more = 0; more < 2; more++)
      {
        g_autofree char *text = nest (most - depth + more);
        g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
        SjsonValue root = sjson_document_get_root (document);

        g_assert_cmpint (form_check_depth (&root, depth), ==, more == 0);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-check/numbers", test_check_numbers);
  g_test_add_func ("/form-check/json", test_check_json);
  g_test_add_func ("/form-check/syntax", test_check_syntax);
  g_test_add_func ("/form-check/json-side", test_check_json_side);
  g_test_add_func ("/form-check/depth", test_check_depth);

  return g_test_run ();
}
