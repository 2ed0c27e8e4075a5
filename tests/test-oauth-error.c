/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error-private.h"
#include "oauth-text.h"

#include <gio/gio.h>

#include <string.h>

static const OauthErrorDetails entra = {
  .code = "invalid_grant",
  .suberror = "basic_action",
  .description = "AADSTS50076: Due to a change\r\nTrace ID: 1\r\nCorrelation ID: 2",
  .claims = "{\"access_token\":{}}",
  .correlation_id = "11111111-2222-3333-4444-555555555555",
  .trace_id = "66666666-2222-3333-4444-555555555555",
  .timestamp = "2026-11-22 19:20:00Z",
};

static void
assert_entra (const GError *error)
{
  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_grant");
  g_assert_cmpstr (oauth_error_get_suberror (error), ==, "basic_action");
  g_assert_cmpstr (oauth_error_get_description (error), ==,
                   "AADSTS50076: Due to a change Trace ID: 1 Correlation ID: 2");
  g_assert_cmpstr (oauth_error_get_claims (error), ==, "{\"access_token\":{}}");
  g_assert_cmpstr (oauth_error_get_correlation_id (error), ==, entra.correlation_id);
  g_assert_cmpstr (oauth_error_get_trace_id (error), ==, entra.trace_id);
  g_assert_cmpstr (oauth_error_get_timestamp (error), ==, entra.timestamp);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS50076");
}

static void
test_details (void)
{
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &entra);
  g_autoptr(GError) copy = NULL;

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "No.");
  assert_entra (error);
  g_assert_cmpint (oauth_error_get_retry_after (error), ==, -1);

  oauth_error_set_retry_after (error, 30);
  copy = g_error_copy (error);
  g_clear_error (&error);
  assert_entra (copy);
  g_assert_cmpint (oauth_error_get_retry_after (copy), ==, 30);

  oauth_error_set_retry_after (copy, -7);
  g_assert_cmpint (oauth_error_get_retry_after (copy), ==, -1);
}

static void
test_turn (void)
{
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &entra);

  oauth_error_turn (error, OAUTH_ERROR_NEEDS_PERSON, "Sign in again.");

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpstr (error->message, ==, "Sign in again.");
  assert_entra (error);
}

static void
assert_bare (const GError *error)
{
  g_assert_null (oauth_error_get_code (error));
  g_assert_null (oauth_error_get_suberror (error));
  g_assert_null (oauth_error_get_description (error));
  g_assert_null (oauth_error_get_claims (error));
  g_assert_null (oauth_error_get_correlation_id (error));
  g_assert_null (oauth_error_get_trace_id (error));
  g_assert_null (oauth_error_get_timestamp (error));
  g_assert_null (oauth_error_get_advice_key (error));
  g_assert_cmpint (oauth_error_get_retry_after (error), ==, -1);
}

static void
test_bare (void)
{
  g_autoptr(GError) ours = oauth_error_new (OAUTH_ERROR_SETUP, "Set it up.", NULL);
  g_autoptr(GError) plain = g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_SETUP, "Set it up.");
  g_autoptr(GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Gone");

  assert_bare (ours);
  assert_bare (plain);
  assert_bare (other);
  assert_bare (NULL);
}

/* Code branches on words, so what is no word is left out rather than repaired. */
static void
test_words (void)
{
  g_autofree char *longest = g_strnfill (128, 'a');
  g_autofree char *too_long = g_strnfill (129, 'a');
  const struct
  {
    const char *word;
    gboolean taken;
  } words[] = {
    { "invalid_grant", TRUE }, { "a b", TRUE }, { "~", TRUE }, { longest, TRUE },
    { "", FALSE }, { too_long, FALSE }, { "a\nb", FALSE }, { "a\"b", FALSE }, { "a\\b", FALSE },
    { "a\x7f", FALSE }, { "\xc3\xa4", FALSE }, { "a\tb", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      OauthErrorDetails details = {
        .code = words[i].word, .suberror = words[i].word, .correlation_id = words[i].word,
        .trace_id = words[i].word, .timestamp = words[i].word,
      };
      g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);
      const char *wanted = words[i].taken ? words[i].word : NULL;

      g_assert_cmpstr (oauth_error_get_code (error), ==, wanted);
      g_assert_cmpstr (oauth_error_get_suberror (error), ==, wanted);
      g_assert_cmpstr (oauth_error_get_correlation_id (error), ==, wanted);
      g_assert_cmpstr (oauth_error_get_trace_id (error), ==, wanted);
      g_assert_cmpstr (oauth_error_get_timestamp (error), ==, wanted);
    }
}

static void
test_advice_key (void)
{
  static const struct
  {
    const char *description;
    const char *key;
  } rows[] = {
    { "AADSTS50105: not assigned", "AADSTS50105" },
    { "\r\n AADSTS50105:x", "AADSTS50105" },
    { "E1:", "E1" },
    { "AADSTS50105 not assigned", NULL },
    { "AADSTS: 50105", NULL },
    { "50105: not assigned", NULL },
    { "Aadsts50105: x", NULL },
    { "See AADSTS50105: x", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      OauthErrorDetails details = { .description = rows[i].description };
      g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);

      g_assert_cmpstr (oauth_error_get_advice_key (error), ==, rows[i].key);
    }
}

static void
test_clock_skew (void)
{
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_FORGED, "No.", NULL);
  g_autoptr(GError) copy = NULL;

  g_assert_cmpint (oauth_error_get_clock_skew (error), ==, 0);
  g_assert_cmpint (oauth_error_get_clock_skew (NULL), ==, 0);
  oauth_error_set_clock_skew (error, -4000);
  copy = g_error_copy (error);
  g_assert_cmpint (oauth_error_get_clock_skew (copy), ==, -4000);
}

static void
test_sizes (void)
{
  g_autofree char *text = g_strnfill (8 * 1024 + 1, 'x');
  OauthErrorDetails details = { .description = text, .claims = text };
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);
  g_autoptr(GError) smaller = NULL;

  g_assert_cmpuint (strlen (oauth_error_get_description (error)), ==, 2048);
  g_assert_null (oauth_error_get_claims (error));

  text[8 * 1024] = '\0';
  smaller = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);
  g_assert_cmpstr (oauth_error_get_claims (smaller), ==, text);
}

static void
test_claims_text (void)
{
  OauthErrorDetails details = { .claims = "{\"a\":\"\xff\"}" };
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);

  g_assert_null (oauth_error_get_claims (error));
}

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } rows[] = {
    { "plain", "plain" },
    { "  a \t\r\n b  ", "a b" },
    { "a\x01\x1b[31mb\x7f", "a [31mb" },
    { "a\xe2\x80\xaetxt.exe", "a txt.exe" },                /* U+202E turns what follows */
    { "a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "a b c" },       /* U+2028, U+2029 */
    { "a\xee\x80\x80" "b", "a b" },                         /* private use */
    { "\xd9\x85\xe2\x80\x8c\xd9\x86", "\xd9\x85\xe2\x80\x8c\xd9\x86" },   /* U+200C shapes */
    { "<b>&amp;</b>", "<b>&amp;</b>" },
    { "a\xff" "b", "a\xef\xbf\xbd" "b" },
    { "1234567890", "12345678" },
    { "1234567 8", "1234567" },
    { "1234567\xc3\xa4", "1234567" },
    { "123456\xc3\xa4z", "123456\xc3\xa4" },
    { " \r\n ", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize most = rows[i].text != NULL && g_ascii_isdigit (*rows[i].text) ? 8 : 100;
      g_autofree char *plain = oauth_text_dup_plain (rows[i].text, most);

      g_assert_cmpstr (plain, ==, rows[i].plain);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/error/details", test_details);
  g_test_add_func ("/oauth/error/turn", test_turn);
  g_test_add_func ("/oauth/error/bare", test_bare);
  g_test_add_func ("/oauth/error/words", test_words);
  g_test_add_func ("/oauth/error/advice-key", test_advice_key);
  g_test_add_func ("/oauth/error/clock-skew", test_clock_skew);
  g_test_add_func ("/oauth/error/sizes", test_sizes);
  g_test_add_func ("/oauth/error/claims-text", test_claims_text);
  g_test_add_func ("/oauth/error/plain", test_plain);

  return g_test_run ();
}
