/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-decimal-private.h"

static void
test_decimal_grammar (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "0", TRUE }, { "-0", TRUE }, { "10", TRUE }, { "-1.50", TRUE }, { "1e3", TRUE },
    { "1E+3", TRUE }, { "1.5e-3", TRUE }, { "0.0", TRUE }, { "0e0", TRUE },
    { "1e99999999999999999999999", TRUE }, { "1e-99999999999999999999999", TRUE },
    { "123456789012345678901234567890", TRUE },
    { "", FALSE }, { "-", FALSE }, { "+1", FALSE }, { "01", FALSE }, { "00", FALSE },
    { "1.", FALSE }, { ".5", FALSE }, { "1e", FALSE }, { "1e+", FALSE }, { "1e1.5", FALSE },
    { "0x10", FALSE }, { "1,5", FALSE }, { " 1", FALSE }, { "1 ", FALSE }, { "NaN", FALSE },
    { "Infinity", FALSE }, { "--1", FALSE }, { "1-", FALSE }, { "1.2.3", FALSE }, { "٣", FALSE },
    { "1e5e5", FALSE }, { "-.5", FALSE }, { "-01", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FormDecimal) decimal = { 0 };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (form_decimal_init (&decimal, cases[i].text), ==, cases[i].valid);
      g_assert_cmpint (decimal.digits != NULL, ==, cases[i].valid);
    }
}

static int
compare (const char *text,
         const char *other)
{
  g_auto(FormDecimal) a = { 0 };
  g_auto(FormDecimal) b = { 0 };
  int order;

  g_assert_true (form_decimal_init (&a, text));
  g_assert_true (form_decimal_init (&b, other));
  order = form_decimal_compare (&a, &b);

  return CLAMP (order, -1, 1);
}

static void
test_decimal_compare (void)
{
  static const struct
  {
    const char *text;
    const char *other;
    int order;
  } cases[] = {
    { "1", "1.0", 0 }, { "1", "1e0", 0 }, { "100", "1e2", 0 }, { "0.01", "1e-2", 0 },
    { "0", "-0", 0 }, { "0", "0e999", 0 }, { "0.10", "0.1", 0 },
    { "1", "2", -1 }, { "9", "10", -1 }, { "12", "123", -1 }, { "0.12", "0.123", -1 },
    { "-1", "1", -1 }, { "-2", "-1", -1 }, { "-10", "-9", -1 }, { "-0.1", "0", -1 },
    { "0", "1e-400", -1 }, { "-1e-400", "0", -1 },
    { "9007199254740992", "9007199254740993", -1 },
    { "123456789012345678901234567890", "123456789012345678901234567891", -1 },
    { "0.1", "0.1000000000000000055511151231257827", -1 },
    { "1e400", "1e401", -1 }, { "99e398", "1e400", -1 },
    { "1e99999999999999999999999", "1", 1 }, { "1e-99999999999999999999999", "1", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].text, cases[i].other);
      g_assert_cmpint (compare (cases[i].text, cases[i].other), ==, cases[i].order);
      g_assert_cmpint (compare (cases[i].other, cases[i].text), ==, -cases[i].order);
    }
}

static void
test_decimal_integer (void)
{
  static const char * const integers[] = { "0", "-0", "0.0", "1", "1.0", "1e3", "1.5e1", "120e-1",
                                           "123456789012345678901234567890", "1e999999" };
  static const char * const others[] = { "0.5", "1.5", "1e-1", "12e-1", "-0.1", "1e-999999",
                                         "123456789012345678901234567890.1" };

  for (gsize i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      g_auto(FormDecimal) decimal = { 0 };

      g_assert_true (form_decimal_init (&decimal, integers[i]));
      g_assert_true (form_decimal_is_integer (&decimal));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto(FormDecimal) decimal = { 0 };

      g_assert_true (form_decimal_init (&decimal, others[i]));
      g_assert_false (form_decimal_is_integer (&decimal));
    }
}

static void
test_decimal_multiple (void)
{
  static const struct
  {
    const char *text;
    const char *step;
    gboolean multiple;
  } cases[] = {
    { "0", "5", TRUE }, { "10", "5", TRUE }, { "-10", "5", TRUE }, { "12", "5", FALSE },
    { "100", "5", TRUE }, { "1e300", "5", TRUE }, { "1e300", "7", FALSE }, { "7e300", "7", TRUE },
    { "0.3", "0.1", TRUE }, { "0.35", "0.1", FALSE }, { "19.99", "0.01", TRUE },
    { "19.995", "0.01", FALSE }, { "1.0", "1", TRUE }, { "4.5", "1.5", TRUE },
    { "4.4", "1.5", FALSE }, { "30", "20", FALSE }, { "40", "20", TRUE }, { "1", "1e1", FALSE },
    { "123456789012345678901234567890", "10", TRUE },
    { "123456789012345678901234567891", "7", FALSE },
    { "123456789012345678901234567891", "3", FALSE },
    { "123456789012345678901234567890", "3", TRUE },
    { "999999999999999999000", "999999999999999999", TRUE },
    /* steps that refuse nothing */
    { "1.5", "0", TRUE }, { "1.5", "-1", TRUE }, { "1.5", "1234567890123456789", TRUE },
    { "1e-99999999999999999999", "1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FormDecimal) decimal = { 0 };
      g_auto(FormDecimal) step = { 0 };

      g_test_message ("%s, %s", cases[i].text, cases[i].step);
      g_assert_true (form_decimal_init (&decimal, cases[i].text));
      g_assert_true (form_decimal_init (&step, cases[i].step));
      g_assert_cmpint (form_decimal_is_multiple_of (&decimal, &step), ==, cases[i].multiple);
    }
}

static void
test_decimal_double (void)
{
  static const struct
  {
    const char *text;
    gboolean exact;
    double number;
  } cases[] = {
    { "0", TRUE, 0 }, { "-0", TRUE, 0 }, { "50", TRUE, 50 }, { "-1.5", TRUE, -1.5 },
    { "1e3", TRUE, 1000 }, { "0.25", TRUE, 0.25 }, { "9007199254740992", TRUE, 9007199254740992. },
    { "0.1", FALSE, 0 }, { "9007199254740993", FALSE, 0 }, { "1e400", FALSE, 0 },
    { "1e-400", FALSE, 0 }, { "1e99999999999999999999", FALSE, 0 },
    { "123456789012345678901234567890", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FormDecimal) decimal = { 0 };
      double number = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_true (form_decimal_init (&decimal, cases[i].text));
      g_assert_cmpint (form_decimal_get_double (&decimal, &number), ==, cases[i].exact);
      g_assert_cmpfloat (number, ==, cases[i].number);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-decimal/grammar", test_decimal_grammar);
  g_test_add_func ("/form-decimal/compare", test_decimal_compare);
  g_test_add_func ("/form-decimal/integer", test_decimal_integer);
  g_test_add_func ("/form-decimal/multiple", test_decimal_multiple);
  g_test_add_func ("/form-decimal/double", test_decimal_double);

  return g_test_run ();
}
