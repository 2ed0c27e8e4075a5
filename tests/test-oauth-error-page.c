/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error-private.h"

#include <string.h>

#define TRACE "0f1e2d3c-0000-4000-8000-000000000001"
#define CORRELATION "11111111-2222-4333-8444-555555555555"

/* The visible text of a page as Entra shows it, with what else stands on it. */
static const char page[] =
  "Sign in\n\nSorry, but we’re having trouble signing you in.\n\n"
  "AADSTS50105: Your administrator has configured the application to block users.\n"
  "Troubleshooting details\nRequest Id: " TRACE "\nCorrelation Id: " CORRELATION "\n"
  "Timestamp: 2026-11-22T19:20:00Z\nMessage: AADSTS50105: Your administrator";

static void
test_page (void)
{
  g_autoptr(GError) error = oauth_error_new_from_page (page);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS50105");
  g_assert_true (g_str_has_prefix (oauth_error_get_description (error),
                                   "AADSTS50105: Your administrator has"));
  g_assert_cmpstr (oauth_error_get_trace_id (error), ==, TRACE);
  g_assert_cmpstr (oauth_error_get_correlation_id (error), ==, CORRELATION);
  g_assert_cmpstr (oauth_error_get_timestamp (error), ==, "2026-11-22T19:20:00Z");
  g_assert_null (oauth_error_get_code (error));
  g_assert_null (oauth_error_get_claims (error));
}

/* What a page may hold instead; @key, @trace and @description: NULL for none. */
static const struct
{
  const char *text;
  const char *key;
  const char *trace;
  const char *description;
} rows[] = {
  { NULL, NULL, NULL, NULL },
  { "", NULL, NULL, NULL },
  { " \n\t ", NULL, NULL, NULL },
  { "Welcome", NULL, NULL, "Welcome" },
  { "Error Code: AADSTS53003", "AADSTS53003", NULL, "AADSTS53003" },
  { "(AADSTS53003) blocked", "AADSTS53003", NULL, "AADSTS53003) blocked" },
  { "XAADSTS1: no AADSTS2: yes", "AADSTS2", NULL, "AADSTS2: yes" },
  { "AADSTS AADSTSx", NULL, NULL, "AADSTS AADSTSx" },
  { "AADSTS1234567890123456789012345", NULL, NULL, "AADSTS1234567890123456789012345" },
  { "<script>AADSTS50034</script>", "AADSTS50034", NULL, "AADSTS50034</script>" },
  { "AADSTS1: a\x1b[31m\xe2\x80\xae" "b", "AADSTS1", NULL, "AADSTS1: a [31m b" },
  { "AADSTS1: \xff", "AADSTS1", NULL, "AADSTS1: \xef\xbf\xbd" },
  { "AADSTS1: x Trace ID: a-1 Correlation ID:", "AADSTS1", "a-1",
    "AADSTS1: x Trace ID: a-1 Correlation ID:" },
  { "trace id:a-1", NULL, "a-1", "trace id:a-1" },
  { "Trace ID: \"><b>", NULL, NULL, "Trace ID: \"><b>" },
  { "Trace ID: 0123456789012345678901234567890123456789012345678901234567890123456789", NULL, NULL,
    "Trace ID: 0123456789012345678901234567890123456789012345678901234567890123456789" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = oauth_error_new_from_page (rows[i].text);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
      g_assert_cmpstr (oauth_error_get_advice_key (error), ==, rows[i].key);
      g_assert_cmpstr (oauth_error_get_trace_id (error), ==, rows[i].trace);
      g_assert_cmpstr (oauth_error_get_description (error), ==, rows[i].description);
      g_assert_null (oauth_error_get_correlation_id (error));
    }
}

static void
test_huge (void)
{
  g_autofree char *filler = g_strnfill (100 * 1024, 'x');
  g_autofree char *late = g_strconcat (filler, " AADSTS50105: late", NULL);
  g_autofree char *early = g_strconcat ("AADSTS50105: ", filler, NULL);
  g_autoptr(GError) first = oauth_error_new_from_page (late);
  g_autoptr(GError) second = oauth_error_new_from_page (early);

  g_assert_null (oauth_error_get_advice_key (first));
  g_assert_cmpuint (strlen (oauth_error_get_description (first)), <=, 2048);
  g_assert_cmpstr (oauth_error_get_advice_key (second), ==, "AADSTS50105");
  g_assert_cmpuint (strlen (oauth_error_get_description (second)), <=, 2048);
}

/* An answer that comes by a redirect has them in its description alone. */
static void
test_description (void)
{
  const OauthErrorDetails said = {
    .description = "AADSTS50076: Use it.\r\nTrace ID: " TRACE "\r\nCorrelation ID: " CORRELATION
                   "\r\nTimestamp: 2026-11-22 19:20:00Z",
  };
  const OauthErrorDetails both = { .description = said.description, .trace_id = "t",
                                   .timestamp = "now" };
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &said);
  g_autoptr(GError) other = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &both);

  g_assert_cmpstr (oauth_error_get_trace_id (error), ==, TRACE);
  g_assert_cmpstr (oauth_error_get_timestamp (error), ==, "2026-11-22 19:20:00Z");
  g_assert_cmpstr (oauth_error_get_trace_id (other), ==, "t");
  g_assert_cmpstr (oauth_error_get_timestamp (other), ==, "now");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/error-page/page", test_page);
  g_test_add_func ("/oauth/error-page/rows", test_rows);
  g_test_add_func ("/oauth/error-page/huge", test_huge);
  g_test_add_func ("/oauth/error-page/description", test_description);

  return g_test_run ();
}
