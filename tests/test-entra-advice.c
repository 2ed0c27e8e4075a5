/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-advice-private.h"

#include <string.h>

/* entra.md 8, its rows and what it says was also seen. */
static const char all[] =
  "50034 51004 50020 16000 50014 50126 50053 50055 50144 50057 50058 50059 50128 50072 50079 50074 "
  "50076 50078 50089 50097 50129 50187 50105 50125 50135 50131 53003 50132 50133 50173 50140 50199 "
  "50158 50192 50194 50196 50011 70004 900971 50147 501491 501481 50001 500011 500021 500022 "
  "500212 500213 500207 500571 53000 53001 53002 53009 530003 530033 530032 530035 53004 53010 "
  "53011 54005 65001 65004 650053 65005 650056 650057 650052 650054 70000 70008 700082 70043 70046 "
  "700084 70001 7000112 1000031 700016 700011 700038 700005 7000215 7000218 70002 700025 70011 "
  "28002 28003 700022 700023 900144 90014 90009 90002 900023 90019 90038 900439 1000104 90072 "
  "90094 90095 90008 901002 9010010 50000 50033 90006 90012 90024 90033 90055 90090 50087 "
  "9001023 90023 9002313 9002326 9002327 70016 70018 70019 70020 700054 90015 135011 500113";

static void
assert_whole (const EntraAdvice *advice)
{
  g_assert_cmpuint (strlen (advice->title), >, 10);
  g_assert_cmpuint (strlen (advice->who), >=, strlen ("You"));
  g_assert_cmpuint (strlen (advice->fix), >, 5);
  g_assert_true (g_str_has_suffix (advice->fix, "."));
  g_assert_false (g_str_has_suffix (advice->title, "."));
}

static void
test_all_there (void)
{
  g_auto(GStrv) codes = g_strsplit (all, " ", -1);

  for (char **code = codes; *code != NULL; code++)
    {
      g_autofree char *key = g_strconcat ("AADSTS", *code, NULL);
      EntraAdvice advice;
      EntraAdvice again;

      g_assert_true (entra_advice_find (key, &advice));
      assert_whole (&advice);
      g_assert_true (entra_advice_find (*code, &again));
      g_assert_cmpstr (advice.title, ==, again.title);
    }
}

static void
test_unique (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  EntraAdvice advice;
  const char *codes;
  guint index;

  for (index = 0; (codes = entra_advice_get_row (index, &advice)) != NULL; index++)
    {
      g_auto(GStrv) parts = g_strsplit (codes, " ", -1);

      assert_whole (&advice);
      g_assert_cmpuint (g_strv_length (parts), >, 0);

      for (char **code = parts; *code != NULL; code++)
        {
          g_assert_cmpuint (strlen (*code), >=, 5);
          g_assert_cmpuint (strspn (*code, "0123456789"), ==, strlen (*code));
          g_assert_true (g_hash_table_add (seen, g_strdup (*code)));
        }
      g_hash_table_add (titles, (gpointer) advice.title);
    }

  g_assert_cmpuint (index, >=, 60);
  g_assert_cmpuint (g_hash_table_size (titles), >=, 60);
}

static void
test_one (void)
{
  EntraAdvice advice = { 0 };

  g_assert_true (entra_advice_find ("AADSTS50105", &advice));
  g_assert_nonnull (strstr (advice.title, "not assigned"));
  g_assert_cmpstr (advice.who, ==, "Your administrator");
  g_assert_false (advice.browser);
}

/* entra.md 4.4, fallback policy. */
static void
test_browser (void)
{
  static const char * const codes[] = { "50097", "50129", "53000", "53001", "530003", "50192" };
  EntraAdvice advice;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_true (entra_advice_find (codes[i], &advice));
      g_assert_true (advice.browser);
    }

  g_assert_true (entra_advice_find ("50126", &advice));
  g_assert_false (advice.browser);
}

static void
test_unknown (void)
{
  static const char * const keys[] = {
    "", "AADSTS", "AADSTS5", "AADSTS501050", "AADSTS5010", "aadsts50105", "50105 ", " 50105",
    "50034 51004", "AADSTSAADSTS50105", "-50105", "50105:", "99999999999999999999",
  };
  EntraAdvice advice;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_false (entra_advice_find (keys[i], &advice));

  g_assert_false (entra_advice_find (NULL, &advice));
}

static void
test_key_of (void)
{
  static const struct
  {
    const char *description;
    const char *key;
  } rows[] = {
    { "AADSTS50076: Due to a configuration change … Trace ID: x", "AADSTS50076" },
    { "See AADSTS53003.", "AADSTS53003" },
    { "Error (AADSTS9010010)", "AADSTS9010010" },
    { "AADSTS AADSTS1x AADSTS50105", "AADSTS1" },
    { "AADSTS: AADSTS50105", "AADSTS50105" },
    { "XAADSTS50105 AADSTS50034", "AADSTS50034" },
    { "AADSTS123456789", "AADSTS123456789" },
    { "AADSTS1234567890", NULL },
    { "aadsts50105", NULL },
    { "50105", NULL },
    { "AADSTS", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = entra_advice_key_of (rows[i].description);

      g_assert_cmpstr (key, ==, rows[i].key);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/advice/all-there", test_all_there);
  g_test_add_func ("/entra/advice/unique", test_unique);
  g_test_add_func ("/entra/advice/one", test_one);
  g_test_add_func ("/entra/advice/browser", test_browser);
  g_test_add_func ("/entra/advice/unknown", test_unknown);
  g_test_add_func ("/entra/advice/key-of", test_key_of);

  return g_test_run ();
}
