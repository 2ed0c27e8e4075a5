/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-nearest.h"

static const char * const names[] = {
  "get_weather", "get_forecast", "set_alarm", "list-files", "Größe", "x", NULL,
};

static const struct
{
  const char *word;
  const char *nearest;   /* NULL: none comes near */
} rows[] = {
  { "get_wether", "get_weather" },
  { "GET_WEATHER", "get_weather" },
  { "get-weather", "get_weather" },
  { "weather", "get_weather" },
  { "get_", "get_forecast, get_weather" },
  { "set_alram", "set_alarm" },
  { "listfiles", "list-files" },
  { "größe", "Größe" },
  { "grosse", "Größe" },
  { "delete_everything", NULL },
  { "", NULL },
  { "\xff\xfe", NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = cli_nearest_dup_list (rows[i].word, names);

      g_assert_cmpstr (found, ==, rows[i].nearest);
    }
}

/* No more than a few, the nearest first; letters are letters, however many bytes they have. */
static void
test_few (void)
{
  static const char * const many[] = { "abcd", "abce", "abcdef", "abc", "abcde", NULL };
  g_autofree char *found = cli_nearest_dup_list ("abcd", many);

  g_assert_cmpstr (found, ==, "abcd, abc, abcde");
}

static void
test_long (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');
  const char *alone[] = { endless, NULL };
  g_autofree char *none = cli_nearest_dup_list (endless, names);
  g_autofree char *also_none = cli_nearest_dup_list ("aaa", alone);

  g_assert_null (none);
  g_assert_null (also_none);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/nearest/rows", test_rows);
  g_test_add_func ("/cli/nearest/few", test_few);
  g_test_add_func ("/cli/nearest/long", test_long);

  return g_test_run ();
}
