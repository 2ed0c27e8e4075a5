/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-builder.h"
#include "sjson-fixture.h"

static void
assert_built (SjsonBuilder *builder,
              const char   *expected)
{
  g_autoptr(GBytes) text = sjson_builder_end (builder);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_everything (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "a"), "x");
  sjson_builder_begin_array (sjson_builder_name (builder, "b"));
  sjson_builder_int64 (builder, G_MININT64);
  g_assert_true (sjson_builder_number (builder, "1.50e+400"));
  sjson_builder_boolean (sjson_builder_boolean (builder, TRUE), FALSE);
  sjson_builder_null (builder);
  sjson_builder_end_array (sjson_builder_begin_array (builder));
  sjson_builder_end_object (sjson_builder_begin_object (builder));
  sjson_builder_end_array (builder);
  sjson_builder_end_object (sjson_builder_begin_object (sjson_builder_name (builder, "c")));
  sjson_builder_end_object (builder);

  assert_built (builder, "{\"a\":\"x\",\"b\":[-9223372036854775808,1.50e+400,true,false,null,"
                         "[],{}],\"c\":{}}");
}

static void
test_used_again (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  assert_built (sjson_builder_null (builder), "null");
  assert_built (sjson_builder_int64 (builder, 7), "7");
}

static void
test_strings (void)
{
  static const struct
  {
    const char *string;
    gssize length;
    const char *text;
  } rows[] = {
    { "", 0, "\"\"" },
    { NULL, 0, "\"\"" },
    { "a\"b\\c/d", -1, "\"a\\\"b\\\\c/d\"" },
    { "\b\f\n\r\t\x01\x1f\x7f", -1, "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"" },
    { "a\0b", 3, "\"a\\u0000b\"" },
    { "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", -1, "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"" },
    { "a\xff" "b\xc3", -1, "\"a\xef\xbf\xbd" "b\xef\xbf\xbd\"" },
    { "\xed\xa0\x80", -1, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
      gsize length = rows[i].length >= 0 ? (gsize) rows[i].length : strlen (rows[i].string);

      sjson_builder_string_len (builder, rows[i].string, length);
      assert_built (builder, rows[i].text);
    }
}

static void
test_numbers (void)
{
  static const char * const refused[] = {
    "", " 1", "1 ", "+1", "01", "1.", ".1", "1e", "NaN", "Infinity", "0x1", "1,2", "--1", "1\n",
  };
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  sjson_builder_begin_array (builder);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (sjson_builder_number (builder, refused[i]));

  g_assert_true (sjson_builder_number (builder, "-0"));
  g_assert_true (sjson_builder_number (builder, "1E5"));
  assert_built (sjson_builder_end_array (builder), "[-0,1E5]");
}

static void
test_values (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonValue) source = parse_value ("{ \"a\\u0000\\ud800\" : 1.0 , \"b\":[ 1 , 2 ],"
                                              "\"b\":{\"x\":1,\"\\u0078\":2} }");
  SjsonIter iter;
  SjsonValue name, value;

  sjson_builder_begin_object (builder);
  sjson_iter_init (&iter, source);

  while (sjson_iter_next (&iter, &name, &value))
    sjson_builder_value (sjson_builder_name_value (builder, &name), &value);

  sjson_builder_end_object (builder);
  assert_built (builder, "{\"a\\u0000\xef\xbf\xbd\":1.0,\"b\":{\"x\":2}}");
}

static void
test_document (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, value;

  for (guint i = 0; i < 1000; i++)
    sjson_builder_begin_array (builder);

  for (guint i = 0; i < 1000; i++)
    sjson_builder_end_array (builder);

  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);
  g_assert_true (sjson_value_get_element (&root, 0, &value));
  g_assert_cmpuint (sjson_value_get_length (&value), ==, 1);
}

static void
expect_critical (void)
{
  g_test_expect_message ("sjson", G_LOG_LEVEL_CRITICAL, "*");
}

static void
test_misuse (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  expect_critical ();
  sjson_builder_name (builder, "a");
  expect_critical ();
  sjson_builder_end_array (builder);
  sjson_builder_begin_object (builder);
  expect_critical ();
  sjson_builder_null (builder);
  expect_critical ();
  sjson_builder_end_array (builder);
  sjson_builder_name (builder, "a");
  expect_critical ();
  sjson_builder_end_object (builder);
  sjson_builder_begin_array (builder);
  expect_critical ();
  sjson_builder_name (builder, "b");
  sjson_builder_end_object (sjson_builder_end_array (builder));
  expect_critical ();
  sjson_builder_null (builder);
  g_test_assert_expected_messages ();

  assert_built (builder, "{\"a\":[]}");
}

/* What leaves is JSON even then. */
static void
test_incomplete (void)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  expect_critical ();
  assert_built (builder, "null");
  sjson_builder_begin_array (sjson_builder_name (sjson_builder_begin_object (builder), "a"));
  sjson_builder_name (sjson_builder_begin_object (builder), "b");
  expect_critical ();
  assert_built (builder, "{\"a\":[{\"b\":null}]}");
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/builder/everything", test_everything);
  g_test_add_func ("/sjson/builder/used-again", test_used_again);
  g_test_add_func ("/sjson/builder/strings", test_strings);
  g_test_add_func ("/sjson/builder/numbers", test_numbers);
  g_test_add_func ("/sjson/builder/values", test_values);
  g_test_add_func ("/sjson/builder/document", test_document);
  g_test_add_func ("/sjson/builder/misuse", test_misuse);
  g_test_add_func ("/sjson/builder/incomplete", test_incomplete);

  return g_test_run ();
}
