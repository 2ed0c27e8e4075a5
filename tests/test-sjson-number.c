/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "sjson-fixture.h"

/* Of each row all are the same number, and no two rows are. */
static const char * const same[][6] = {
  { "0", "-0", "0.0", "-0.000", "0e5", "0E-99999999999999999999999" },
  { "1", "1.0", "1e0", "10e-1", "0.1E+1", "1000000e-6" },
  { "-1", "-1.00", "-0.01e2", "-1e-0" },
  { "100", "1e2", "1.00e+2", "0.0001e6" },
  { "100.5", "1.005e2", "100.50", "1005e-1" },
  { "105", "1.05e2" },
  { "1e-2", "0.01", "0.0100" },
  { "12345678901234567890123456789.5", "123456789012345678901234567895e-1" },
  { "12345678901234567890123456789.6" },
  { "9007199254740993", "9007199254740993.0" },
  { "9007199254740992" },
  { "1e999999999", "10e999999998", "0.1e1000000000" },
  { "1e-999999999", "10e-1000000000" },
  { "1e99999999999999999999999999", "10e99999999999999999999999998",
    "0.1e100000000000000000000000000", "100e0099999999999999999999999997" },
  { "1e99999999999999999999999998" },
  { "1e-99999999999999999999999999", "0.1e-99999999999999999999999998" },
  { "-1e99999999999999999999999999" },
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

static void
test_equal_long (void)
{
  g_autoptr(GString) plain = g_string_new ("1");
  g_autoptr(SjsonValue) left = NULL;
  g_autoptr(SjsonValue) right = parse_value ("1e1000000");
  g_autoptr(SjsonValue) other = parse_value ("1e1000001");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (plain, '0');

  left = parse_value (plain->str);
  g_assert_true (sjson_value_equal (left, right));
  g_assert_false (sjson_value_equal (left, other));
  g_assert_true (sjson_value_is_integer (left));
}

static const struct
{
  const char *text;
  gboolean valid;
  gint64 value;
} signed_rows[] = {
  { "0", TRUE, 0 },
  { "-0", TRUE, 0 },
  { "-0.0e5", TRUE, 0 },
  { "1.0", TRUE, 1 },
  { "1e2", TRUE, 100 },
  { "1.50e1", TRUE, 15 },
  { "-12.3e1", TRUE, -123 },
  { "1200e-2", TRUE, 12 },
  { "9223372036854775807", TRUE, G_MAXINT64 },
  { "922337203685477580.7e1", TRUE, G_MAXINT64 },
  { "-9223372036854775808", TRUE, G_MININT64 },
  { "9223372036854775808", FALSE, 0 },
  { "-9223372036854775809", FALSE, 0 },
  { "1e19", FALSE, 0 },
  { "1e999999999999999999999", FALSE, 0 },
  { "1e-999999999999999999999", FALSE, 0 },
  { "1.5", FALSE, 0 },
  { "1e-1", FALSE, 0 },
  { "0.1", FALSE, 0 },
  { "\"1\"", FALSE, 0 },
  { "true", FALSE, 0 },
  { "[1]", FALSE, 0 },
};

static void
test_int64 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signed_rows); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (signed_rows[i].text);
      gint64 number = 42;

      g_test_message ("%s", signed_rows[i].text);
      g_assert_cmpint (sjson_value_get_int64 (value, &number), ==, signed_rows[i].valid);
      g_assert_cmpint (number, ==, signed_rows[i].valid ? signed_rows[i].value : 42);
    }
}

static const struct
{
  const char *text;
  gboolean valid;
  guint64 value;
} unsigned_rows[] = {
  { "18446744073709551615", TRUE, G_MAXUINT64 },
  { "1844674407370955161.5e1", TRUE, G_MAXUINT64 },
  { "18446744073709551616", FALSE, 0 },
  { "99999999999999999999", FALSE, 0 },
  { "1e19", TRUE, G_GUINT64_CONSTANT (10000000000000000000) },
  { "1e20", FALSE, 0 },
  { "-0", TRUE, 0 },
  { "-1", FALSE, 0 },
  { "0.5", FALSE, 0 },
  { "null", FALSE, 0 },
};

static void
test_uint64 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unsigned_rows); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (unsigned_rows[i].text);
      guint64 number = 42;

      g_assert_cmpint (sjson_value_get_uint64 (value, &number), ==, unsigned_rows[i].valid);
      g_assert_cmpuint (number, ==, unsigned_rows[i].valid ? unsigned_rows[i].value : 42);
    }
}

static const struct
{
  const char *text;
  gboolean valid;
  double value;
} double_rows[] = {
  { "0", TRUE, 0.0 },
  { "1", TRUE, 1.0 },
  { "-1.5", TRUE, -1.5 },
  { "0.1", TRUE, 0.1 },
  { "0.00012345", TRUE, 0.00012345 },
  { "12345.678e-3", TRUE, 12.345678 },
  { "100000000000000000000000000000000", TRUE, 1e32 },
  { "1.7976931348623157e308", TRUE, 1.7976931348623157e308 },
  { "1.7976931348623159e308", FALSE, 0.0 },
  { "1e309", FALSE, 0.0 },
  { "-1e999999999999999999999999", FALSE, 0.0 },
  { "0e999999999999999999999999", TRUE, 0.0 },
  { "4.9e-324", TRUE, 4.9e-324 },
  { "1e-400", TRUE, 0.0 },
  { "1e-999999999999999999999999", TRUE, 0.0 },
  /* Halfway between two doubles: to the even one, and up with one digit more. */
  { "9007199254740993", TRUE, 9007199254740992.0 },
  { "9007199254740993.0000000000000000000000000000000000001", TRUE, 9007199254740994.0 },
  { "9007199254740995", TRUE, 9007199254740996.0 },
  { "\"1\"", FALSE, 0.0 },
};

static void
test_double (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (double_rows); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (double_rows[i].text);
      double number = 42.0;

      g_test_message ("%s", double_rows[i].text);
      g_assert_cmpint (sjson_value_get_double (value, &number), ==, double_rows[i].valid);
      g_assert_cmpfloat (number, ==, double_rows[i].valid ? double_rows[i].value : 42.0);
    }
}

/* The digit that decides stands behind more digits than are read. */
static void
test_double_long (void)
{
  g_autoptr(GString) text = g_string_new ("9007199254740993.");
  g_autoptr(SjsonValue) even = NULL;
  g_autoptr(SjsonValue) up = NULL;
  double number = 0.0;

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (text, '0');

  even = parse_value (text->str);
  g_assert_true (sjson_value_get_double (even, &number));
  g_assert_cmpfloat (number, ==, 9007199254740992.0);

  g_string_append_c (text, '1');
  up = parse_value (text->str);
  g_assert_true (sjson_value_get_double (up, &number));
  g_assert_cmpfloat (number, ==, 9007199254740994.0);
}

static void
test_double_zero (void)
{
  g_autoptr(SjsonValue) value = parse_value ("-0.0");
  double number = 1.0;

  g_assert_true (sjson_value_get_double (value, &number));
  g_assert_true (number == 0.0 && signbit (number));
}

static void
test_is_integer (void)
{
  static const char * const integers[] = {
    "0", "1.0", "1e2", "10e-1", "1e999999999999999999999", "0e-5", "123.4500e2",
  };
  static const char * const others[] = {
    "1.5", "1e-1", "15e-1", "123.45e1", "1e-999999999999999999999", "\"1\"", "null", "[]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (integers[i]);

      g_assert_true (sjson_value_is_integer (value));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (others[i]);

      g_assert_false (sjson_value_is_integer (value));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/number/equal", test_equal);
  g_test_add_func ("/sjson/number/equal-long", test_equal_long);
  g_test_add_func ("/sjson/number/int64", test_int64);
  g_test_add_func ("/sjson/number/uint64", test_uint64);
  g_test_add_func ("/sjson/number/double", test_double);
  g_test_add_func ("/sjson/number/double-long", test_double_long);
  g_test_add_func ("/sjson/number/double-zero", test_double_zero);
  g_test_add_func ("/sjson/number/is-integer", test_is_integer);

  return g_test_run ();
}
