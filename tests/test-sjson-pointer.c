/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-fixture.h"
#include "sjson-pointer.h"

/* RFC 6901, section 5. */
static const char example[] =
  "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
  "\"k\\\"l\":6,\" \":7,\"m~n\":8,\"01\":{\"\":{\"\":9}}}";

static const struct
{
  const char *pointer;
  const char *text;
} rows[] = {
  { "", example },
  { "/foo", "[\"bar\",\"baz\"]" },
  { "/foo/0", "\"bar\"" },
  { "/foo/1", "\"baz\"" },
  { "/", "0" },
  { "/a~1b", "1" },
  { "/c%d", "2" },
  { "/e^f", "3" },
  { "/g|h", "4" },
  { "/i\\j", "5" },
  { "/k\"l", "6" },
  { "/ ", "7" },
  { "/m~0n", "8" },
  { "/01//", "9" },
  { "foo", NULL },
  { "#/foo", NULL },
  { "/foo/", NULL },
  { "/foo/2", NULL },
  { "/foo/-", NULL },
  { "/foo/00", NULL },
  { "/foo/01", NULL },
  { "/foo/+1", NULL },
  { "/foo/-1", NULL },
  { "/foo/1e0", NULL },
  { "/foo/ 1", NULL },
  { "/foo/4294967296", NULL },
  { "/foo/18446744073709551616", NULL },
  { "/foo/0/0", NULL },
  { "/nothing", NULL },
  { "/a/b", NULL },
  { "/m~n", NULL },
  { "/m~", NULL },
  { "/m~2n", NULL },
  { "/m~01n", NULL },
};

static void
test_resolve (void)
{
  g_autoptr(SjsonValue) root = parse_value (example);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SjsonValue found = { NULL, 77 };
      gsize length;
      const char *text;

      g_test_message ("%s", rows[i].pointer);
      g_assert_cmpint (sjson_pointer_resolve (root, rows[i].pointer, &found), ==,
                       rows[i].text != NULL);

      if (rows[i].text == NULL)
        {
          g_assert_null (found.document);
          g_assert_cmpuint (found.token, ==, 77);
          continue;
        }

      text = sjson_value_get_text (&found, &length);
      g_assert_cmpmem (text, length, rows[i].text, strlen (rows[i].text));
    }
}

/* ~01 is ~0 and a 1, never ~ and then ~1. */
static void
test_order (void)
{
  g_autoptr(SjsonValue) root = parse_value ("{\"~1\":1,\"/\":2}");
  SjsonValue found;
  gint64 number = 0;

  g_assert_true (sjson_pointer_resolve (root, "/~01", &found));
  g_assert_true (sjson_value_get_int64 (&found, &number));
  g_assert_cmpint (number, ==, 1);
}

static void
test_append (void)
{
  static const char * const names[] = { "", "a", "a/b", "m~n", "~1", "/~/", "0" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"x\":{\"%s\":[true]}}", names[i]);
      g_autoptr(SjsonValue) root = parse_value (json);
      g_autofree char *outer = sjson_pointer_append ("", "x");
      g_autofree char *inner = sjson_pointer_append (outer, names[i]);
      g_autofree char *pointer = sjson_pointer_append (inner, "0");
      gboolean boolean = FALSE;
      SjsonValue found;

      g_assert_true (sjson_pointer_resolve (root, pointer, &found));
      g_assert_true (sjson_value_get_boolean (&found, &boolean));
      g_assert_true (boolean);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/pointer/resolve", test_resolve);
  g_test_add_func ("/sjson/pointer/order", test_order);
  g_test_add_func ("/sjson/pointer/append", test_append);

  return g_test_run ();
}
