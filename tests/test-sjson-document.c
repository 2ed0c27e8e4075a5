/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-error.h"
#include "sjson-fixture.h"

typedef struct
{
  const char *text;
  SjsonError code;
  const char *where;
} Refusal;

/* Our own table; the official one is in test-sjson-suite.c. */
static const char * const accepted[] = {
  "null", "true", "false", "0", "-0", "1e5", "1E+5", "0.5e-5", "\"\"", "[]", "{}",
  " \t\r\n[ 1 , 2 ] \n", "[[[[]]]]", "{\"a\":{},\"b\":[]}", "\"\x7f\"",
  "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\ud83d\\ude00\"",
  "\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"",
  "\xef\xbb\xbf{}", "\"\\ud800\"", "[\"12345678\",\"1234567\",\"123456789\"]",
};

static const Refusal refused[] = {
  { "", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { " ", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\xef\xbb\xbf", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\xef\xbb", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "nul", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "nulll", SJSON_ERROR_SYNTAX, "line 1, column 5: " },
  { "True", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "NaN", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "-", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "+1", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "01", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "1.", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { ".5", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "1e", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "1e+", SJSON_ERROR_SYNTAX, "line 1, column 4: " },
  { "0x1", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "'a'", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "/**/1", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "1 // one", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "\"a", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "\"\\", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\"\\x\"", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\"\\u12", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\"\\u12g4\"", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "\"\\ud800\\u\"", SJSON_ERROR_SYNTAX, "line 1, column 8: " },
  { "\"a\tb\"", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "\"a\nb\"", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "\"\xff\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xc0\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xc3\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xe0\x80\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xed\xa0\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xf0\x80\x80\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xf4\x90\x80\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xf5\x80\x80\x80\"", SJSON_ERROR_ENCODING, "line 1, column 2: " },
  { "\"\xc3\xa4\xff\"", SJSON_ERROR_ENCODING, "line 1, column 3: " },
  { "\xa0", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "[", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "]", SJSON_ERROR_SYNTAX, "line 1, column 1: " },
  { "[1", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "[1,", SJSON_ERROR_SYNTAX, "line 1, column 4: " },
  { "[1,]", SJSON_ERROR_SYNTAX, "line 1, column 4: " },
  { "[,1]", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "[1 2]", SJSON_ERROR_SYNTAX, "line 1, column 4: " },
  { "[1}", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "{]", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "{", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "{\"a\"", SJSON_ERROR_SYNTAX, "line 1, column 5: " },
  { "{\"a\":", SJSON_ERROR_SYNTAX, "line 1, column 6: " },
  { "{\"a\" 1}", SJSON_ERROR_SYNTAX, "line 1, column 6: " },
  { "{\"a\":}", SJSON_ERROR_SYNTAX, "line 1, column 6: " },
  { "{\"a\":1,}", SJSON_ERROR_SYNTAX, "line 1, column 8: " },
  { "{a:1}", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "{1:1}", SJSON_ERROR_SYNTAX, "line 1, column 2: " },
  { "1 2", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "{}}", SJSON_ERROR_SYNTAX, "line 1, column 3: " },
  { "[\n\n  1,\n  \"\xc3\xa4\xe2\x82\xac\" x\n]", SJSON_ERROR_SYNTAX, "line 4, column 8: " },
  { "[\r\n\r  x]", SJSON_ERROR_SYNTAX, "line 3, column 3: " },
};

static void
test_accepted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr(SjsonDocument) document = parse (accepted[i]);

      g_assert_cmpuint (sjson_document_get_memory (document), >, strlen (accepted[i]));
    }
}

/* The offset is that of the place that the message names. */
static void
assert_offset (const char   *text,
               const GError *error)
{
  gsize offset = sjson_error_get_offset (error);
  g_autofree char *column = NULL;
  guint n_chars = 0;

  g_assert_cmpuint (offset, <=, strlen (text));
  for (gsize i = offset; i > 0 && text[i - 1] != '\n' && text[i - 1] != '\r'; i--)
    n_chars += (text[i - 1] & 0xc0) != 0x80;
  column = g_strdup_printf (", column %u: ", n_chars + 1);
  g_assert_nonnull (strstr (error->message, column));
}

/* The text is copied to a block of its very size, where reading too far shows. */
static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;
      gsize length = strlen (refused[i].text);
      g_autoptr(GBytes) text = g_bytes_new (refused[i].text, length);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (sjson_document_new (text, NULL, &error));
      g_assert_error (error, SJSON_ERROR, (int) refused[i].code);
      g_assert_true (g_str_has_prefix (error->message, refused[i].where));
      assert_offset (refused[i].text, error);
    }
}

/* Each byte at each place of a long string, for strings are read in steps. */
static void
test_bytes (void)
{
  for (guint byte = 0; byte < 256; byte++)
    {
      gboolean plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';

      for (guint place = 1; place < 20; place++)
        {
          char text[] = "\"12345678901234567890\"";
          g_autoptr(SjsonDocument) document = NULL;
          g_autoptr(GError) error = NULL;

          text[place] = (char) byte;
          document = sjson_document_new_from_string (text, sizeof text - 1, NULL, &error);
          g_assert_cmpint (document != NULL, ==, plain);
          g_assert_true (plain || error->code == (byte < 0x80 ? SJSON_ERROR_SYNTAX
                                                              : SJSON_ERROR_ENCODING));
        }
    }
}

static char *
nest (guint depth)
{
  char *text = g_malloc (2 * depth + 1);

  memset (text, '[', depth);
  memset (text + depth, ']', depth);
  text[2 * depth] = '\0';

  return text;
}

static void
test_depth (void)
{
  const SjsonLimits two = { .depth = 2 };
  const SjsonLimits deep = { .depth = 1000000 };
  g_autofree char *at_limit = nest (SJSON_DEFAULT_DEPTH);
  g_autofree char *beyond = nest (SJSON_DEFAULT_DEPTH + 1);
  g_autofree char *abyss = nest (1000000);
  g_autofree char *again = NULL;
  g_autoptr(SjsonDocument) document = parse (at_limit);
  g_autoptr(SjsonDocument) bottom = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  g_assert_null (sjson_document_new_from_string (beyond, -1, NULL, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_DEPTH);
  g_clear_error (&error);
  g_assert_null (sjson_document_new_from_string (abyss, -1, NULL, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_DEPTH);
  g_clear_error (&error);
  g_assert_null (sjson_document_new_from_string ("[{\"a\":[]}]", -1, &two, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_DEPTH);
  g_clear_error (&error);

  /* A caller may ask for any depth: nothing recurses. */
  bottom = sjson_document_new_from_string (abyss, -1, &deep, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (bottom);
  g_assert_true (sjson_value_equal (&root, &root));
  again = sjson_value_to_json (&root, NULL);
  g_assert_cmpstr (again, ==, abyss);
}

static void
test_size (void)
{
  const SjsonLimits size = { .size = 6 };
  const SjsonLimits tokens = { .tokens = 4 };
  g_autoptr(SjsonDocument) fits = NULL;
  g_autoptr(SjsonDocument) few = NULL;
  g_autoptr(GError) error = NULL;

  fits = sjson_document_new_from_string ("[1234]", -1, &size, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fits);
  g_assert_null (sjson_document_new_from_string ("[12345]", -1, &size, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_SIZE);
  g_clear_error (&error);

  few = sjson_document_new_from_string ("[1,2]", -1, &tokens, &error);
  g_assert_no_error (error);
  g_assert_nonnull (few);
  g_assert_null (sjson_document_new_from_string ("[1,2,3]", -1, &tokens, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_SIZE);
}

static void
test_trailing_nul (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sjson_document_new_from_string ("1\0", 2, NULL, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (sjson_document_new_from_string ("\"a\0b\"", 5, NULL, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_SYNTAX);
}

static void
test_no_bytes (void)
{
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (sjson_document_new (nothing, NULL, &error));
  g_assert_error (error, SJSON_ERROR, SJSON_ERROR_SYNTAX);
}

static void
test_references (void)
{
  g_autoptr(GBytes) text = g_bytes_new_static ("[1]", 3);
  SjsonDocument *document = sjson_document_new (text, NULL, NULL);
  GValue boxed = G_VALUE_INIT;

  g_assert_true (sjson_document_get_text (document) == text);
  g_value_init (&boxed, SJSON_TYPE_DOCUMENT);
  g_value_set_boxed (&boxed, document);
  g_assert_true (g_value_get_boxed (&boxed) == document);
  sjson_document_unref (document);
  g_assert_true (sjson_document_get_text (g_value_get_boxed (&boxed)) == text);
  g_value_unset (&boxed);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/document/accepted", test_accepted);
  g_test_add_func ("/sjson/document/refused", test_refused);
  g_test_add_func ("/sjson/document/bytes", test_bytes);
  g_test_add_func ("/sjson/document/depth", test_depth);
  g_test_add_func ("/sjson/document/size", test_size);
  g_test_add_func ("/sjson/document/trailing-nul", test_trailing_nul);
  g_test_add_func ("/sjson/document/no-bytes", test_no_bytes);
  g_test_add_func ("/sjson/document/references", test_references);

  return g_test_run ();
}
