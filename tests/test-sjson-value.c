/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-fixture.h"

#define U_FFFD "\xef\xbf\xbd"

static void
test_kinds (void)
{
  g_autoptr(SjsonValue) root = parse_value ("[null,true,1,\"\",[],{}]");
  const SjsonKind kinds[] = { SJSON_KIND_NULL, SJSON_KIND_BOOLEAN, SJSON_KIND_NUMBER,
                              SJSON_KIND_STRING, SJSON_KIND_ARRAY, SJSON_KIND_OBJECT };

  g_assert_cmpuint (sjson_value_get_length (root), ==, 6);

  for (gsize i = 0; i < 6; i++)
    {
      SjsonValue value;

      g_assert_true (sjson_value_get_element (root, i, &value));
      g_assert_cmpint (sjson_value_get_kind (&value), ==, kinds[i]);
      g_assert_cmpint (sjson_value_is_null (&value), ==, i == 0);
    }
}

/* A getter of the wrong kind leaves its place as it was. */
static void
test_wrong_kind (void)
{
  static const char * const texts[] = { "null", "\"true\"", "1", "[true]", "{\"a\":true}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (texts[i]);
      gboolean boolean = 7;

      g_assert_false (sjson_value_get_boolean (value, &boolean));
      g_assert_cmpint (boolean, ==, 7);
      g_assert_true (i == 1 || sjson_value_dup_string (value, NULL) == NULL);
      g_assert_false (sjson_value_equals_string (value, texts[i]));
    }
}

static const struct
{
  const char *text;
  const char *string;
  gsize length;
  gsize n_replaced;
} strings[] = {
  { "\"\"", "", 0, 0 },
  { "\"abc\"", "abc", 3, 0 },
  { "\"\xc3\xa4\"", "\xc3\xa4", 2, 0 },
  { "\"\\u0061\\u00e4\\u20AC\\uD83D\\ude00\"", "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", 10, 0 },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8, 0 },
  { "\"a\\u0000b\"", "a\0b", 3, 0 },
  { "\"\\ud800\"", U_FFFD, 3, 1 },
  { "\"\\udfff\"", U_FFFD, 3, 1 },
  { "\"x\\ud83dy\"", "x" U_FFFD "y", 5, 1 },
  { "\"\\ud83d\\ud83d\\ude00\"", U_FFFD "\xf0\x9f\x98\x80", 7, 1 },
  { "\"\\ude00\\ud83d\"", U_FFFD U_FFFD, 6, 2 },
  { "\"\\ud83d\\n\"", U_FFFD "\n", 4, 1 },
  { "\"\\ud83d\\u0041\"", U_FFFD "A", 4, 1 },
  { "\"\\uffff\\ufffd\"", "\xef\xbf\xbf" U_FFFD, 6, 0 },
  { "\"\\udbff\\udfff\\ud800\\udc00\"", "\xf4\x8f\xbf\xbf\xf0\x90\x80\x80", 8, 0 },
};

static void
test_strings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (strings[i].text);
      gsize length;
      g_autofree char *string = sjson_value_dup_string (value, &length);
      gboolean is_c_string = strlen (strings[i].string) == strings[i].length;

      g_assert_cmpmem (string, length + 1, strings[i].string, strings[i].length + 1);
      g_assert_cmpuint (sjson_document_get_n_replaced (value->document), ==,
                        strings[i].n_replaced);
      g_assert_cmpint (sjson_value_equals_string (value, strings[i].string), ==, is_c_string);
      g_assert_false (sjson_value_equals_string (value, "else"));
    }
}

static void
test_nul (void)
{
  g_autoptr(SjsonValue) value = parse_value ("\"\\u0000a\\u0000\\u0000b\\u0000\"");
  g_autofree char *string = sjson_value_dup_string (value, NULL);

  g_assert_cmpstr (string, ==, U_FFFD "a" U_FFFD U_FFFD "b" U_FFFD);
}

static const struct
{
  const char *text;
  const char *json;
} written[] = {
  { " null ", "null" },
  { "[ 1.0 , 1E+2 , -0 , 0.10 ]", "[1.0,1E+2,-0,0.10]" },
  { "[ ]", "[]" },
  { "{ }", "{}" },
  { "{\"a\":1,\"b\":2,\"a\":3}", "{\"b\":2,\"a\":3}" },
  { "{\"a\":1,\"\\u0061\":2}", "{\"a\":2}" },
  { "{\"a\":{\"x\":1,\"x\":[2]},\"a\":{\"x\":[3],\"x\":{\"y\":[]}}}",
    "{\"a\":{\"x\":{\"y\":[]}}}" },
  { "{\"\\ud800\":1,\"\\udc00\":2}", "{\"" U_FFFD "\":2}" },
  { "\"\\u0041\\/\\u0022\\u005c\\u0000\\u001f\\u000a\"", "\"A/\\\"\\\\\\u0000\\u001f\\n\"" },
  { "\"\\ud83d\\ude00\\ud83d\"", "\"\xf0\x9f\x98\x80" U_FFFD "\"" },
  { "[[1,[2,{\"a\":[{}]}]],[]]", "[[1,[2,{\"a\":[{}]}]],[]]" },
};

static void
test_to_json (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (written[i].text);
      gsize length;
      g_autofree char *json = sjson_value_to_json (value, &length);

      g_assert_cmpstr (json, ==, written[i].json);
      g_assert_cmpuint (length, ==, strlen (json));
    }
}

static void
test_to_pretty_json (void)
{
  g_autoptr(SjsonValue) value = parse_value ("{\"a\":[1,{}],\"b\":[],\"c\":{\"d\":\"\\n\"}}");
  g_autofree char *json = sjson_value_to_pretty_json (value, NULL);

  g_assert_cmpstr (json, ==,
                   "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n"
                   "  \"c\": {\n    \"d\": \"\\n\"\n  }\n}");
}

static void
test_text (void)
{
  static const char whole[] = " { \"a\" : [ 1.50 , \"x\\u0020\" , { } , true ] } ";
  g_autoptr(SjsonValue) root = parse_value (whole);
  const char * const texts[] = { "1.50", "\"x\\u0020\"", "{ }", "true" };
  SjsonValue array, value;
  const char *text;
  gsize length;

  text = sjson_value_get_text (root, &length);
  g_assert_cmpmem (text, length, whole + 1, strlen (whole) - 2);
  g_assert_true (sjson_value_get_member (root, "a", &array));

  for (gsize i = 0; i < 4; i++)
    {
      g_assert_true (sjson_value_get_element (&array, i, &value));
      text = sjson_value_get_text (&value, &length);
      g_assert_cmpmem (text, length, texts[i], strlen (texts[i]));
    }
}

/* Of each row all are the same value, and no two rows are. */
static const char * const same[][4] = {
  { "null" },
  { "true" },
  { "false" },
  { "0", "-0.0" },
  { "\"\"" },
  { "\"a\"", "\"\\u0061\"" },
  { "\"a\\u0000\"" },
  { "\"\\ud800\"", "\"\\udc00\"", "\"" U_FFFD "\"" },
  { "[]", "[ ]" },
  { "{}" },
  { "[1,2]", "[1.0,2e0]" },
  { "[2,1]" },
  { "[1]" },
  { "[[]]" },
  { "{\"a\":1,\"b\":[true]}", "{\"b\":[true],\"a\":1}", "{\"a\":7,\"b\":[true],\"\\u0061\":1.0}" },
  { "{\"a\":1,\"c\":[true]}" },
  { "{\"a\":1,\"b\":[false]}" },
  { "{\"a\":1}" },
};

static void
compare_rows (gsize row,
              gsize other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (same[0]) && same[row][i] != NULL; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (same[0]) && same[other][j] != NULL; j++)
        {
          g_autoptr(SjsonValue) left = parse_value (same[row][i]);
          g_autoptr(SjsonValue) right = parse_value (same[other][j]);

          g_assert_cmpint (sjson_value_equal (left, right), ==, row == other);
        }
    }
}

static void
test_equal (void)
{
  for (gsize row = 0; row < G_N_ELEMENTS (same); row++)
    {
      for (gsize other = 0; other < G_N_ELEMENTS (same); other++)
        compare_rows (row, other);
    }
}

/* The copy outlives all but its own text. */
static void
test_isolate (void)
{
  g_autoptr(GString) text = g_string_new ("[\"\\ud800\",{\"x\":1,\"x\":2},");
  g_autoptr(SjsonValue) root = NULL;
  g_autoptr(SjsonValue) isolated = NULL;
  g_autofree char *json = NULL;
  SjsonValue value;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "\"filler filler filler\",");

  g_string_append (text, " {\"a\":[1,{\"b\\u000a\":\"\\udc00\"}],\"a\":[2, {\"c\":[]}]} ]");
  root = parse_value (text->str);
  g_assert_true (sjson_value_get_element (root, 1002, &value));
  isolated = sjson_value_isolate (&value);
  g_assert_true (sjson_value_equal (isolated, &value));
  g_clear_pointer (&root, sjson_value_free);

  json = sjson_value_to_json (isolated, NULL);
  g_assert_cmpstr (json, ==, "{\"a\":[2,{\"c\":[]}]}");
  g_assert_cmpuint (sjson_document_get_memory (isolated->document), <, 400);
  g_assert_cmpuint (sjson_document_get_n_duplicates (isolated->document), ==, 1);
  g_assert_cmpuint (sjson_document_get_n_replaced (isolated->document), ==, 1);
}

static void
test_isolate_scalars (void)
{
  static const char * const texts[] = { "null", "true", "-1.5e3", "\"\\ud800x\"", "\"\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *json = g_strdup_printf ("[0, %s ]", texts[i]);
      g_autoptr(SjsonValue) root = parse_value (json);
      g_autoptr(SjsonValue) isolated = NULL;
      SjsonValue value;
      gsize length;
      const char *text;

      g_assert_true (sjson_value_get_element (root, 1, &value));
      isolated = sjson_value_isolate (&value);
      text = sjson_value_get_text (isolated, &length);
      g_assert_cmpmem (text, length, texts[i], strlen (texts[i]));
      g_assert_true (sjson_value_equal (isolated, &value));
    }
}

static void
test_boxed (void)
{
  g_autoptr(SjsonValue) value = parse_value ("[1]");
  GValue boxed = G_VALUE_INIT;

  g_value_init (&boxed, SJSON_TYPE_VALUE);
  g_value_set_boxed (&boxed, value);
  g_clear_pointer (&value, sjson_value_free);
  g_assert_cmpuint (sjson_value_get_length (g_value_get_boxed (&boxed)), ==, 1);
  g_value_unset (&boxed);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/value/kinds", test_kinds);
  g_test_add_func ("/sjson/value/wrong-kind", test_wrong_kind);
  g_test_add_func ("/sjson/value/strings", test_strings);
  g_test_add_func ("/sjson/value/nul", test_nul);
  g_test_add_func ("/sjson/value/to-json", test_to_json);
  g_test_add_func ("/sjson/value/to-pretty-json", test_to_pretty_json);
  g_test_add_func ("/sjson/value/text", test_text);
  g_test_add_func ("/sjson/value/equal", test_equal);
  g_test_add_func ("/sjson/value/isolate", test_isolate);
  g_test_add_func ("/sjson/value/isolate-scalars", test_isolate_scalars);
  g_test_add_func ("/sjson/value/boxed", test_boxed);

  return g_test_run ();
}
