/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-number.h"
#include "sjson-fixture.h"

/* Each is less than the next; those in one row are equal. */
static const char * const ascending[][5] = {
  { "-1e999999999999999999", NULL },
  { "-1e400", "-10e399", NULL },
  { "-9223372036854775809", NULL },
  { "-9223372036854775808", "-9223372036854775808.0", NULL },
  { "-1.5", "-15e-1", "-1.50", "-0.15e1", NULL },
  { "-1", "-1.0", "-1e0", "-10E-1", NULL },
  { "-1e-400", NULL },
  { "0", "-0", "0.0", "-0.0e5", "0e999999999999999999" },
  { "1e-999999999999999999", NULL },
  { "1e-400", NULL },
  { "0.1", "1e-1", "0.10", NULL },
  { "0.1000000000000000000000000000000000001", NULL },
  { "0.2", NULL },
  { "1", "1.0", "1.000000000000000000000000000000", "100e-2", NULL },
  { "1.000000000000000000000000000001", NULL },
  { "9.99", "999e-2", NULL },
  { "10", "1e1", "1E+1", "0.1e2", NULL },
  { "9007199254740992", NULL },
  { "9007199254740993", "9007199254740993.0", NULL },
  { "9223372036854775807", NULL },
  { "9223372036854775808", NULL },
  { "123456789012345678901234567890", "1.2345678901234567890123456789e29", NULL },
  { "123456789012345678901234567891", NULL },
  { "1e400", NULL },
  { "1e999999999999999999", NULL },
};

static int
compare (const char *left,
         const char *right)
{
  g_autoptr(SjsonValue) first = parse_value (left);
  g_autoptr(SjsonValue) second = parse_value (right);
  SchemaNumber numbers[2];
  int order;

  schema_number_init (&numbers[0], first);
  schema_number_init (&numbers[1], second);

  if (!schema_number_compare (&numbers[0], &numbers[1], &order))
    return 99;

  /* What is equal has the same hash. */
  if (order == 0)
    g_assert_cmpuint (schema_number_hash (&numbers[0]), ==, schema_number_hash (&numbers[1]));

  return order < 0 ? -1 : order > 0;
}

static void
test_compare (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ascending); i++)
    {
      for (gsize j = 0; j < 5 && ascending[i][j] != NULL; j++)
        {
          g_assert_cmpint (compare (ascending[i][j], ascending[i][0]), ==,
                           strstr (ascending[i][j], "1e999999") || strstr (ascending[i][j], "1e-99")
                           ? 99 : 0);

          for (gsize k = 0; k < i; k++)
            {
              g_assert_cmpint (compare (ascending[i][j], ascending[k][0]), ==, 1);
              g_assert_cmpint (compare (ascending[k][0], ascending[i][j]), ==, -1);
            }
        }
    }
}

static const struct
{
  const char *number;
  const char *of;
  gboolean multiple;
} multiples[] = {
  { "0", "7", TRUE },
  { "-0.0", "0.3", TRUE },
  { "7", "7", TRUE },
  { "-14", "7", TRUE },
  { "15", "7", FALSE },
  { "4.5", "1.5", TRUE },
  { "0.3", "0.1", TRUE },
  { "1.1", "0.1", TRUE },
  { "19.99", "0.01", TRUE },
  { "19.995", "0.01", FALSE },
  { "0.0075", "0.0001", TRUE },
  { "0.00751", "0.0001", FALSE },
  { "12391239123", "1e-8", TRUE },
  { "1e308", "0.123456789", FALSE },
  { "1e308", "0.5", TRUE },
  { "1e400", "3", FALSE },
  { "3e999999999999", "7", FALSE },
  { "7e999999999999", "7", TRUE },
  { "1e999999999999", "1024", TRUE },
  { "1e3", "1024", FALSE },
  { "1e9", "512", TRUE },
  { "1e-400", "1", FALSE },
  { "1e-400", "1e-401", TRUE },
  { "9007199254740993", "2", FALSE },
  { "9007199254740992", "2", TRUE },
  { "1219326311370217952237463801111263526900", "12345678901234567890", TRUE },
  { "1219326311370217952237463801111263526901", "12345678901234567890",
    FALSE },
  { "1219326311370217952237463801111263526900e50", "98765432109876543210e-7",
    TRUE },
  { "1e5000", "340282366920938463463374607431768211456", TRUE },
  { "1e37", "340282366920938463463374607431768211456", FALSE },
};

static gboolean
divide (const char *number,
        const char *of,
        gboolean   *multiple)
{
  g_autoptr(SjsonValue) first = parse_value (number);
  g_autoptr(SjsonValue) second = parse_value (of);
  SchemaNumber numbers[2];

  schema_number_init (&numbers[0], first);
  schema_number_init (&numbers[1], second);

  return schema_number_is_multiple (&numbers[0], &numbers[1], multiple);
}

static void
test_multiple (void)
{
  gboolean multiple;

  for (gsize i = 0; i < G_N_ELEMENTS (multiples); i++)
    {
      g_test_message ("%s of %s", multiples[i].number, multiples[i].of);
      g_assert_true (divide (multiples[i].number, multiples[i].of, &multiple));
      g_assert_cmpint (multiple, ==, multiples[i].multiple);
    }
}

static void
test_too_long (void)
{
  g_autofree char *digits = g_strnfill (100000, '7');
  gboolean multiple;

  g_assert_false (divide (digits, "3.1", &multiple));
  g_assert_false (divide ("31", digits, &multiple));
  g_assert_false (divide ("1e999999999999999999", "2e999999999999999999", &multiple));
  g_assert_cmpint (compare (digits, digits), ==, 0);
}

static void
test_integer (void)
{
  static const char * const integers[] = { "0", "-0.0", "1.0", "1e400", "1.5e1", "100e-2" };
  static const char * const others[] = { "0.1", "1e-1", "15e-1", "1.00000000000000000000000001" };

  for (gsize i = 0; i < G_N_ELEMENTS (integers) + G_N_ELEMENTS (others); i++)
    {
      gboolean expected = i < G_N_ELEMENTS (integers);
      const char *text = expected ? integers[i] : others[i - G_N_ELEMENTS (integers)];
      g_autoptr(SjsonValue) value = parse_value (text);
      SchemaNumber number;

      schema_number_init (&number, value);
      g_assert_cmpint (schema_number_is_integer (&number), ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/number/compare", test_compare);
  g_test_add_func ("/schema/number/multiple", test_multiple);
  g_test_add_func ("/schema/number/too-long", test_too_long);
  g_test_add_func ("/schema/number/integer", test_integer);

  return g_test_run ();
}
