/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-pattern.h"
#include "schema-regex.h"

#include <string.h>

static const struct
{
  const char *pattern;
  const char *text;
  SchemaVerdict verdict;
} matches[] = {
  { "", "", SCHEMA_VALID },
  { "b", "abc", SCHEMA_VALID },
  { "^b", "abc", SCHEMA_INVALID },
  { "^abc$", "abc\n", SCHEMA_INVALID },
  { "^$", "\n", SCHEMA_INVALID },
  { "^a$|^b$", "b", SCHEMA_VALID },
  { "^.$", "\n", SCHEMA_INVALID },
  { "^.$", "\xe2\x80\xa8", SCHEMA_INVALID },
  { "^.$", "\xf0\x9f\x98\x80", SCHEMA_VALID },
  { "^\\d+$", "42", SCHEMA_VALID },
  { "^\\d$", "\xdf\x80", SCHEMA_INVALID },
  { "^[\\D]$", "\xdf\x80", SCHEMA_VALID },
  { "^\\w$", "\xc3\xa9", SCHEMA_INVALID },
  { "^[^\\W]$", "_", SCHEMA_VALID },
  { "^[\\s]$", "\xef\xbb\xbf", SCHEMA_VALID },
  { "^[\\S]$", "\xc2\xa0", SCHEMA_INVALID },
  { "^\\S$", "\xe3\x80\x81", SCHEMA_VALID },
  { "\\bcole\\b", "l'cole!", SCHEMA_VALID },
  { "\\bcole", "\xc3\xa9" "cole", SCHEMA_VALID },
  { "a\\Bb", "ab", SCHEMA_VALID },
  { "^\\u0041\\x42\\cA\\0$", "AB\x01", SCHEMA_INVALID },
  { "^\\u0041\\x42\\cA$", "AB\x01", SCHEMA_VALID },
  { "^\\ud83d\\ude00$", "\xf0\x9f\x98\x80", SCHEMA_VALID },
  { "^\\u{1f600}$", "\xf0\x9f\x98\x80", SCHEMA_VALID },
  { "^[\\u{1f600}-\\u{1f602}]$", "\xf0\x9f\x98\x81", SCHEMA_VALID },
  { "^[^]$", "\n", SCHEMA_VALID },
  { "[]", "a", SCHEMA_INVALID },
  { "^[^a]$", "b", SCHEMA_VALID },
  { "^[\\]\\-^]$", "-", SCHEMA_VALID },
  { "^[a-c-]$", "-", SCHEMA_VALID },
  { "^[[:alpha:]]$", ":]", SCHEMA_VALID },
  { "^[[:alpha:]]$", "b", SCHEMA_INVALID },
  { "^[\\b]$", "\b", SCHEMA_VALID },
  { "^[\\w-.]$", "-", SCHEMA_VALID },
  { "^\\p{Letter}\\P{Lu}\\p{Script=Greek}$", "Ab\xce\xb1", SCHEMA_VALID },
  { "^a{2,3}$", "aaaa", SCHEMA_INVALID },
  { "^a{,3}$", "a{,3}", SCHEMA_VALID },
  { "^{a}$", "{a}", SCHEMA_VALID },
  { "^(a)|(b)\\1$", "b", SCHEMA_VALID },
  { "^(a)\\1$", "aa", SCHEMA_VALID },
  { "^(a)\\1$", "ab", SCHEMA_INVALID },
  { "^\\k<n>(?<n>a)$", "a", SCHEMA_VALID },
  { "^(?<n>a|b)\\k<n>$", "bb", SCHEMA_VALID },
  { "^(?!b)\\w(?=c)", "ac", SCHEMA_VALID },
  { "(?<=a)b(?<!c)", "ab", SCHEMA_VALID },
  { "^#\\#\\-\\_ \\ x$", "##-_  x", SCHEMA_VALID },
  { "^a#b c$", "a#b c", SCHEMA_VALID },
  /* a "+" behind another is no quantifier of ECMAScript, and neither is all this */
  { "a++", "a", SCHEMA_UNCHECKED },
  { "a**", "a", SCHEMA_UNCHECKED },
  { "*a", "a", SCHEMA_UNCHECKED },
  { "(?i)a", "A", SCHEMA_UNCHECKED },
  { "(?P<n>a)", "a", SCHEMA_UNCHECKED },
  { "(?>a)", "a", SCHEMA_UNCHECKED },
  { "(?|a)", "a", SCHEMA_UNCHECKED },
  { "(?#a)", "a", SCHEMA_UNCHECKED },
  { "(*FAIL)", "a", SCHEMA_UNCHECKED },
  { "(?R)", "a", SCHEMA_UNCHECKED },
  { "\\Aa\\Z", "a", SCHEMA_UNCHECKED },
  { "\\Qa\\E", "a", SCHEMA_UNCHECKED },
  { "\\h", " ", SCHEMA_UNCHECKED },
  { "\\K", " ", SCHEMA_UNCHECKED },
  { "\\1", "a", SCHEMA_UNCHECKED },
  { "(a)\\2", "a", SCHEMA_UNCHECKED },
  { "\\k<n>", "a", SCHEMA_UNCHECKED },
  { "(?<n>a)(?<n>b)", "ab", SCHEMA_UNCHECKED },
  { "(?<1>a)", "a", SCHEMA_UNCHECKED },
  { "\\p{Nonsense}", "a", SCHEMA_UNCHECKED },
  { "\\pL", "a", SCHEMA_UNCHECKED },
  { "\\u{110000}", "a", SCHEMA_UNCHECKED },
  { "\\u12", "a", SCHEMA_UNCHECKED },
  { "\\x4", "a", SCHEMA_UNCHECKED },
  { "\\ud800", "a", SCHEMA_UNCHECKED },
  { "\\01", "a", SCHEMA_UNCHECKED },
  { "[b-a]", "a", SCHEMA_UNCHECKED },
  { "a{3,2}", "a", SCHEMA_UNCHECKED },
  { "a{99999}", "a", SCHEMA_UNCHECKED },
  { "(", "a", SCHEMA_UNCHECKED },
  { ")", "a", SCHEMA_UNCHECKED },
  { "[", "a", SCHEMA_UNCHECKED },
  { "[a", "a", SCHEMA_UNCHECKED },
  { "[\\", "a", SCHEMA_UNCHECKED },
  { "\\", "a", SCHEMA_UNCHECKED },
  { "(?", "a", SCHEMA_UNCHECKED },
  { "(?<", "a", SCHEMA_UNCHECKED },
  { "(?<n", "a", SCHEMA_UNCHECKED },
  { "\\p{", "a", SCHEMA_UNCHECKED },
  { "\\k<", "a", SCHEMA_UNCHECKED },
  { "\\u{", "a", SCHEMA_UNCHECKED },
  { "\\c", "a", SCHEMA_UNCHECKED },
};

static SchemaVerdict
match (SchemaPattern *pattern,
       const char    *text,
       gsize          length)
{
  gsize cost;

  return schema_pattern_match (pattern, text, length, &cost);
}

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autoptr(SchemaPattern) pattern = schema_pattern_new (matches[i].pattern,
                                                             strlen (matches[i].pattern));
      SchemaVerdict verdict = match (pattern, matches[i].text, strlen (matches[i].text));

      if (verdict != matches[i].verdict)
        g_test_message ("%s against %s", matches[i].pattern, matches[i].text);

      g_assert_cmpint (verdict, ==, matches[i].verdict);
      g_assert_true ((schema_pattern_get_problem (pattern) == NULL) ==
                     (verdict != SCHEMA_UNCHECKED));
    }
}

static void
test_zero (void)
{
  g_autoptr(SchemaPattern) escaped = schema_pattern_new ("^a\\0b$", 6);
  g_autoptr(SchemaPattern) raw = schema_pattern_new ("^a\0b$", 5);

  g_assert_cmpint (match (escaped, "a\0b", 3), ==, SCHEMA_VALID);
  g_assert_cmpint (match (raw, "a\0b", 3), ==, SCHEMA_VALID);
  g_assert_cmpint (match (raw, "a", 1), ==, SCHEMA_INVALID);
}

/* Few need many steps; those that do are paid for. */
static void
test_cost (void)
{
  g_autoptr(SchemaPattern) pattern = schema_pattern_new ("^(a+)+$", 7);
  gsize cheap, dear, given_up;

  g_assert_cmpint (schema_pattern_match (pattern, "aaaaaaaa", 8, &cheap), ==, SCHEMA_VALID);
  g_assert_cmpint (schema_pattern_match (pattern, "aaaaaaaaaaaaa!", 14, &dear), ==,
                   SCHEMA_INVALID);
  g_assert_cmpint (schema_pattern_match (pattern, "aaaaaaaaaaaaaaaaaaaa!", 21, &given_up), ==,
                   SCHEMA_UNCHECKED);
  g_assert_cmpuint (cheap, <, 100);
  g_assert_cmpuint (dear, >, 10000);
  g_assert_cmpuint (given_up, >, dear);
  g_assert_cmpuint (given_up, <, 1100000);
}

/* Without the limit each of these would take until the sun goes out; the test runner ends it. */
static void
test_bombs (void)
{
  static const char * const bombs[] = {
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^(a?){60}a{60}$", "(x+x+)+y",
  };
  g_autofree char *as = g_strnfill (5000, 'a');
  g_autofree char *xs = g_strnfill (5000, 'x');

  as[4999] = '!';

  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr(SchemaPattern) pattern = schema_pattern_new (bombs[i], strlen (bombs[i]));
      const char *text = *bombs[i] == '(' ? xs : as;

      g_assert_null (schema_pattern_get_problem (pattern));
      /* PCRE sees of some that they cannot match. */
      g_assert_cmpint (match (pattern, text, 5000), !=, SCHEMA_VALID);

      if (i == 0)
        g_assert_cmpint (match (pattern, text, 5000), ==, SCHEMA_UNCHECKED);
    }
}

/* What PCRE itself would bound from each letter on only: a million letters would take minutes, and
 * of the second kind five thousand. */
static void
test_slow (void)
{
  static const char * const slow[] = {
    "a*[bc]$", "a*a*[bc]", "a*a*a*[bc]", "^a*a*a*[bc]", "(?:a|[bc])*?d[^a]", "(a*)*[bc]",
    "^(?=.*[bc])|[^a]*?a*!", "(?<=[bc]a*)", "a*?[bc]",
  };
  g_autofree char *as = g_strnfill (1000 * 1000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      g_autoptr(SchemaPattern) pattern = schema_pattern_new (slow[i], strlen (slow[i]));
      gsize cost;

      g_assert_cmpint (schema_pattern_match (pattern, as, 5000, &cost), !=, SCHEMA_VALID);
      g_assert_cmpuint (cost, <, 1100000);
      g_assert_cmpint (schema_pattern_match (pattern, as, 1000 * 1000, &cost), !=, SCHEMA_VALID);
      g_assert_cmpuint (cost, <, 1300000);
    }
}

/* Long texts that nobody made for that are checked. */
static void
test_long (void)
{
  static const struct {
    const char *pattern;
    SchemaVerdict verdict;
  } cases[] = {
    { "^[a-z]+$", SCHEMA_VALID },
    { "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$", SCHEMA_VALID },
    { "^[a-z]+[0-9]$", SCHEMA_INVALID },
    { "\\S", SCHEMA_VALID },
    { "^(?!.*b).*$", SCHEMA_VALID },
    { "[bc]", SCHEMA_INVALID },
    { "b$", SCHEMA_INVALID },
  };
  g_autofree char *as = g_strnfill (100 * 1000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SchemaPattern) pattern = schema_pattern_new (cases[i].pattern,
                                                             strlen (cases[i].pattern));

      g_test_message ("%s", cases[i].pattern);
      g_assert_cmpint (match (pattern, as, 100 * 1000), ==, cases[i].verdict);
    }
}

static void
test_large (void)
{
  g_autofree char *many = g_strnfill (20000, 'a');
  g_autofree char *deep = g_strnfill (1000, '(');
  g_autoptr(SchemaPattern) first = schema_pattern_new (many, 20000);
  g_autoptr(SchemaPattern) second = schema_pattern_new (deep, 1000);
  g_autoptr(SchemaPattern) third = schema_pattern_new ("((a{1000}){1000}){1000}", 23);

  g_assert_nonnull (schema_pattern_get_problem (first));
  g_assert_nonnull (schema_pattern_get_problem (second));
  g_assert_nonnull (schema_pattern_get_problem (third));
}

/* The format is of Unicode mode and does not ask what PCRE can do. */
static void
test_format (void)
{
  static const char * const valid[] = { "", "(?<=a+)b", "[]", "[^]", "\\cA", "\\/", "[\\-]" };
  static const char * const invalid[] = { "\\-", "\\a", "a{", "]", "}", "(?=a)*", "[\\w-a]", "(" };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (schema_regex_is_valid (valid[i], strlen (valid[i])));

  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (schema_regex_is_valid (invalid[i], strlen (invalid[i])));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/regex/matches", test_matches);
  g_test_add_func ("/schema/regex/zero", test_zero);
  g_test_add_func ("/schema/regex/cost", test_cost);
  g_test_add_func ("/schema/regex/bombs", test_bombs);
  g_test_add_func ("/schema/regex/slow", test_slow);
  g_test_add_func ("/schema/regex/long", test_long);
  g_test_add_func ("/schema/regex/large", test_large);
  g_test_add_func ("/schema/regex/format", test_format);

  return g_test_run ();
}
