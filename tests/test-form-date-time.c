/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-date-time-private.h"

static void
test_date_time_valid (void)
{
  static const char * const valid[] = {
    "2026-11-24T14:00:00Z", "2026-11-24t14:00:00z", "2026-11-24T14:00:00.5Z",
    "2026-11-24T14:00:00.123456789012345Z", "2026-11-24T14:00:00+01:00",
    "2026-11-24T14:00:00-23:59", "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1990-12-31T23:59:60Z",
    "1990-12-31T15:59:60-08:00", "1991-01-01T00:59:60+01:00", "2026-11-24T14:00:00-00:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_test_message ("%s", valid[i]);
      g_assert_true (form_date_time_is_valid (valid[i]));
    }
}

static void
test_date_time_invalid (void)
{
  static const char * const invalid[] = {
    "", "2026", "2026-11-24", "2026-11-24T14:00:00", "2026-11-24T14:00Z", "2026-11-24 14:00:00Z",
    "2026-11-24T14:00:00ZZ", "2026-11-24T14:00:00Z ", " 2026-11-24T14:00:00Z",
    "2026-11-24T14:00:00.Z", "2026-11-24T14:00:00,5Z", "2026-11-24T24:00:00Z",
    "2026-11-24T14:60:00Z", "2026-11-24T14:00:61Z", "2026-11-24T14:00:60Z",
    "1990-12-31T23:59:60+01:00", "2026-11-24T14:00:00+24:00", "2026-11-24T14:00:00+01:60",
    "2026-11-24T14:00:00+0100", "2026-11-24T14:00:00+01", "2026-00-24T14:00:00Z",
    "2026-13-24T14:00:00Z", "2026-11-00T14:00:00Z", "2026-11-31T14:00:00Z", "2026-02-29T14:00:00Z",
    "1900-02-29T14:00:00Z", "26-11-24T14:00:00Z", "02026-11-24T14:00:00Z", "2026-1-24T14:00:00Z",
    "-2026-11-24T14:00:00Z", "２026-11-24T14:00:00Z", "2026-11-24T1４:00:00Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_test_message ("%s", invalid[i]);
      g_assert_false (form_date_time_is_valid (invalid[i]));
    }
}

static void
test_date (void)
{
  static const char * const invalid[] = {
    "", "2026-11-24Z", "2026-11-24T14:00:00Z", "2026-11-31", "2026-02-29", "24.11.2026",
    "2026/11/24", "2026-11-2", "2026-11-240",
  };

  g_assert_true (form_date_is_valid ("2026-11-24"));
  g_assert_true (form_date_is_valid ("2024-02-29"));

  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_test_message ("%s", invalid[i]);
      g_assert_false (form_date_is_valid (invalid[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-date-time/valid", test_date_time_valid);
  g_test_add_func ("/form-date-time/invalid", test_date_time_invalid);
  g_test_add_func ("/form-date-time/date", test_date);

  return g_test_run ();
}
