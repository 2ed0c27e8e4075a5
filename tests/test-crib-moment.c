/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-moment.h"

#include <locale.h>

#define DATE CRIB_MOMENT_DATE
#define TIME CRIB_MOMENT_TIME
#define BOTH (CRIB_MOMENT_DATE | CRIB_MOMENT_TIME)

/* What is read is written back letter by letter. */
static void
test_moment_kept (void)
{
  static const struct { CribMomentParts parts; const char *text; const char *words; } cases[] = {
    { DATE, "2026-11-24", "Tue, 24 November 2026" },
    { DATE, "2024-02-29", "Thu, 29 February 2024" },
    { DATE, "1815-12-10", "Sun, 10 December 1815" },
    { TIME, "14:05:00Z", "14:05 (UTC)" },
    { TIME, "23:59:60.5-08:00", "23:59 (UTC-08:00)" },
    { TIME, "07:00", "07:00" },
    { BOTH, "2026-11-24T14:05:00Z", "Tue, 24 November 2026, 14:05 (UTC)" },
    { BOTH, "2026-11-24t14:05:00z", "Tue, 24 November 2026, 14:05 (UTC)" },
    { BOTH, "2026-11-24 14:05:07.123456789012+09:30",
      "Tue, 24 November 2026, 14:05 (UTC+09:30)" },
    { BOTH, "2026-11-24T14:05:00", "Tue, 24 November 2026, 14:05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(CribMoment) moment = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *words = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (crib_moment_parse (cases[i].text, cases[i].parts, &moment));
      text = crib_moment_dup_text (&moment);
      words = crib_moment_dup_words (&moment);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_moment_refused (void)
{
  static const struct { CribMomentParts parts; const char *text; } cases[] = {
    { DATE, "" }, { DATE, "2026-11-2" }, { DATE, "2026-02-30" }, { DATE, "2026-13-01" },
    { DATE, "2026-11-24 " }, { DATE, "2026-11-24T00:00:00Z" }, { DATE, "yesterday" },
    { DATE, "-2026-1-1" }, { DATE, "0000-01-01" }, { DATE, "２０26-11-24" },
    { TIME, "24:00:00Z" }, { TIME, "14:60:00Z" }, { TIME, "14" }, { TIME, "14:05:61Z" },
    { TIME, "14:05:00+9:30" }, { TIME, "14:05:00+24:00" }, { TIME, "14:05:00ZZ" },
    { BOTH, "2026-11-24" }, { BOTH, "2026-11-24X14:05:00Z" }, { BOTH, "2026-11-24T" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(CribMoment) moment = { 0 };

      g_test_message ("%s", cases[i].text);
      g_assert_false (crib_moment_parse (cases[i].text, cases[i].parts, &moment));
    }
}

/* What is missing is added, what is there is left. */
static void
test_moment_complete (void)
{
  g_auto(CribMoment) moment = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (crib_moment_parse ("2026-07-24T14:05", BOTH, &moment));
  crib_moment_complete (&moment);
  text = crib_moment_dup_text (&moment);
  g_assert_cmpstr (text, ==, "2026-07-24T14:05:00+02:00");

  crib_moment_clear (&moment);
  g_assert_true (crib_moment_parse ("14:05:09.1Z", TIME, &moment));
  crib_moment_complete (&moment);
  kept = crib_moment_dup_text (&moment);
  g_assert_cmpstr (kept, ==, "14:05:09.1Z");
}

static void
test_moment_now (void)
{
  g_auto(CribMoment) moment = { 0 };
  g_auto(CribMoment) again = { 0 };
  g_autofree char *text = NULL;

  crib_moment_init_now (&moment, BOTH);
  crib_moment_complete (&moment);
  text = crib_moment_dup_text (&moment);
  g_assert_true (crib_moment_parse (text, BOTH, &again));
  g_assert_cmpuint (again.year, >=, 2024);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moment/kept", test_moment_kept);
  g_test_add_func ("/moment/refused", test_moment_refused);
  g_test_add_func ("/moment/complete", test_moment_complete);
  g_test_add_func ("/moment/now", test_moment_now);

  return g_test_run ();
}
