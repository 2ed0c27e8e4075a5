/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-advice-private.h"

#include <string.h>

/* entra.md 8, row by row, with the letters of who can fix it; and what it says was also seen. */
static const struct
{
  const char *codes;
  const char *who;
} table[] = {
  { "50034 51004", "U/A" }, { "50020 16000", "U/A" }, { "50014", "U" }, { "50126", "U" },
  { "50053", "U/A" }, { "50055 50144", "U" }, { "50057", "A" }, { "50058", "U" },
  { "50059 50128", "C" }, { "50072 50079", "U" }, { "50074 50076", "U" }, { "50078", "U" },
  { "50089", "U" }, { "50097 50129 50187", "A/U" }, { "50105", "A" }, { "50125 50135", "U" },
  { "50131 53003", "A" }, { "50132 50133 50173", "U" }, { "50140 50199", "U" },
  { "50158", "U/A" }, { "50192", "U/A" }, { "50194", "C" }, { "50196", "C" },
  { "50011 70004 900971", "A/C" }, { "50147 501491 501481", "C" }, { "50001 500011", "A/R" },
  { "500021 500022", "A" }, { "500212 500213", "A" }, { "500207", "R/C" }, { "500571", "A" },
  { "53000", "A/U" }, { "53001", "A" }, { "53002 53009", "A" }, { "530003 530033", "A/U" },
  { "530032 530035", "A" }, { "53004 53010 53011", "U/A" }, { "54005", "C" }, { "65001", "U/A" },
  { "65004", "U" }, { "650053", "C/R" }, { "65005 650056 650057", "A/C" },
  { "650052 650054", "A/R" }, { "70000", "U" }, { "70008 700082", "U" }, { "70043 70046", "U" },
  { "700084", "A/C" }, { "70001 7000112 1000031", "A" }, { "700016 700011 700038", "A/C" },
  { "700005", "C" }, { "7000215 7000218 70002", "A" }, { "700025", "C" },
  { "70011 28002 28003 700022 700023", "C" }, { "900144 90014", "C" }, { "90009", "C" },
  { "90002 900023 90019", "C/A" }, { "90038 900439 1000104", "C/A" }, { "90072", "A" },
  { "90094 90095 90008", "A" }, { "901002 9010010", "R/C" },
  { "50000 50033 90006 90012 90024 90033 90055 90090 50087", "M" },
};

static const char also_seen[] =
  "9001023 90023 9002313 9002326 9002327 70016 70018 70019 70020 700054 90015 135011 500113";

static const struct
{
  const char *who;
  EntraFixer fixer;
} letters[] = {
  { "U", ENTRA_FIXER_USER }, { "U/A", ENTRA_FIXER_USER_OR_ADMIN },
  { "A/U", ENTRA_FIXER_USER_OR_ADMIN }, { "A", ENTRA_FIXER_ADMIN },
  { "A/R", ENTRA_FIXER_ADMIN_OR_OWNER }, { "A/C", ENTRA_FIXER_ADMIN_OR_CLIENT },
  { "C/A", ENTRA_FIXER_ADMIN_OR_CLIENT }, { "R/C", ENTRA_FIXER_OWNER_OR_CLIENT },
  { "C/R", ENTRA_FIXER_OWNER_OR_CLIENT }, { "C", ENTRA_FIXER_CLIENT },
  { "M", ENTRA_FIXER_MICROSOFT },
};

static EntraFixer
find_fixer (const char *who)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_str_equal (letters[i].who, who))
      return letters[i].fixer;

  g_assert_not_reached ();
}

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
assert_known (const char *code,
              const char *title,
              const char *who)
{
  g_autofree char *key = g_strconcat ("AADSTS", code, NULL);
  EntraAdvice advice;
  EntraAdvice again;

  g_test_message ("%s", code);
  g_assert_true (entra_advice_find (key, &advice));
  assert_whole (&advice);
  g_assert_true (entra_advice_find (code, &again));
  g_assert_cmpstr (advice.title, ==, again.title);

  /* The advice of one row is the same. */
  if (title != NULL)
    g_assert_cmpstr (advice.title, ==, title);
  if (who != NULL)
    g_assert_cmpint (advice.fixer, ==, find_fixer (who));
}

static void
test_all_there (void)
{
  g_auto(GStrv) also = g_strsplit (also_seen, " ", -1);

  g_assert_cmpuint (G_N_ELEMENTS (table), ==, 60);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto(GStrv) codes = g_strsplit (table[i].codes, " ", -1);
      EntraAdvice first;

      g_assert_true (entra_advice_find (codes[0], &first));
      for (char **code = codes; *code != NULL; code++)
        assert_known (*code, first.title, table[i].who);
    }

  for (char **code = also; *code != NULL; code++)
    assert_known (*code, NULL, NULL);
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
