/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-error.h"
#include "http-fetch.h"
#include "http-refusal.h"

#include <string.h>

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
parse (const char     *text,
       gssize          length,
       SjsonDocument **document,
       GError        **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));
  g_autoptr(GAsyncResult) result = NULL;

  http_parse_json_async (bytes, NULL, store_result_cb, &result);
  wait_for (&result);
  *document = http_parse_json_finish (result, error);

  return *document != NULL;
}

/* An array of more than @size bytes. */
static char *
dup_large_text (gsize size)
{
  GString *text = g_string_new ("[0");

  while (text->len < size)
    g_string_append (text, ",\"some text to fill the page\"");

  g_string_append (text, "]");

  return g_string_free (text, FALSE);
}

static void
test_parse_accepted (void)
{
  g_autofree char *text = dup_large_text (1024 * 1024);
  g_autoptr(SjsonDocument) small = NULL;
  g_autoptr(SjsonDocument) large = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_assert_true (parse ("{}", -1, &small, &error));
  g_assert_no_error (error);
  g_assert_true (parse (text, -1, &large, &error));
  g_assert_no_error (error);
  size = g_bytes_get_size (sjson_document_get_text (large));
  g_assert_cmpuint (size, ==, strlen (text));
}

static void
test_parse_cancel (void)
{
  g_autofree char *text = dup_large_text (1024 * 1024);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  http_parse_json_async (bytes, cancellable, store_result_cb, &result);
  g_cancellable_cancel (cancellable);
  wait_for (&result);

  g_assert_null (http_parse_json_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_parse_large_refused (void)
{
  g_autofree char *text = dup_large_text (1024 * 1024);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (parse (text, strlen (text) - 1, &document, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_CUT_SHORT);
}

static void
test_parse_refused (void)
{
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "", HTTP_ERROR_NOT_JSON },
    { "null", -1 },
    { "[1] x", HTTP_ERROR_NOT_JSON },
    { "{\"a\":1", HTTP_ERROR_CUT_SHORT },
    { "{\"a\":", HTTP_ERROR_CUT_SHORT },
    { "{\"a", HTTP_ERROR_CUT_SHORT },
    { "{\"a\\", HTTP_ERROR_CUT_SHORT },
    { "  [[1,2],[{\"]\":tru", HTTP_ERROR_CUT_SHORT },
    { "{", HTTP_ERROR_CUT_SHORT },
    { "[1,]", HTTP_ERROR_NOT_JSON },
    { "[1}", HTTP_ERROR_NOT_JSON },
    { "[1]]", HTTP_ERROR_NOT_JSON },
    { "{ color: red; ", HTTP_ERROR_NOT_JSON },
    { "tru", HTTP_ERROR_NOT_JSON },
    { "\"abc", HTTP_ERROR_NOT_JSON },
    { "[\"\xff\"]", HTTP_ERROR_NOT_JSON },
    { "error", HTTP_ERROR_NOT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonDocument) document = NULL;
      g_autoptr(GError) error = NULL;

      parse (cases[i].text, -1, &document, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, HTTP_ERROR, cases[i].code);
    }
}

static void
test_parse_deep (void)
{
  g_autofree char *text = g_strnfill (200, '[');
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (parse (text, -1, &document, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
}

static void
test_parse_excerpt (void)
{
  static const struct {
    const char *text;
    const char *excerpt;
  } cases[] = {
    { "", "" },
    { "  \n <p>\r\n\tHello   there</p> \n", "<p> Hello there</p>" },
    { "a\x01\x02\x1b[31mb\x7f", "a[31mb" },
    { "a\xe2\x80\xae" "b\xef\xbb\xbf" "c", "abc" },
    { "\xff<\xc3", "\xef\xbf\xbd<\xef\xbf\xbd" },
    { "123456789012345678901234567890123456789012345678901234567890",
      "123456789012345678901234567890123456789012345678901234567890" },
    { "1234567890123456789012345678901234567890123456789012345678901",
      "123456789012345678901234567890123456789012345678901234567890…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) text = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autofree char *excerpt = http_refusal_dup_excerpt (text);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }
}

/* Every beginning of a text is told from the whole, and from what is none. */
static void
test_parse_every_beginning (void)
{
  const char *whole = "{\"a\": [1, -2.5e3, true, false, null, \"x\\\"\\\\]\"], \"b\": {}}";

  for (gsize length = 1; length < strlen (whole); length++)
    {
      g_autoptr(SjsonDocument) document = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (parse (whole, length, &document, &error));
      g_assert_error (error, HTTP_ERROR, HTTP_ERROR_CUT_SHORT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/parse/accepted", test_parse_accepted);
  g_test_add_func ("/http/parse/cancel", test_parse_cancel);
  g_test_add_func ("/http/parse/large-refused", test_parse_large_refused);
  g_test_add_func ("/http/parse/refused", test_parse_refused);
  g_test_add_func ("/http/parse/deep", test_parse_deep);
  g_test_add_func ("/http/parse/excerpt", test_parse_excerpt);
  g_test_add_func ("/http/parse/every-beginning", test_parse_every_beginning);

  return g_test_run ();
}
