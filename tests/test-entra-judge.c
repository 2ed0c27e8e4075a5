/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-profile.h"
#include "oauth-error-private.h"

#include <gio/gio.h>

typedef struct
{
  guint status;
  const char *code;
  const char *suberror;
  const char *description;
  const char *claims;
  gint64 retry_after;
  OauthVerdict verdict;
} Row;

/* entra.md 3.6 and 3.7. */
static const Row rows[] = {
  /* load */
  { 429, NULL, NULL, NULL, NULL, -1, OAUTH_VERDICT_WAIT },
  { 429, "invalid_grant", "bad_token", NULL, NULL, -1, OAUTH_VERDICT_WAIT },
  { 503, NULL, NULL, NULL, NULL, 0, OAUTH_VERDICT_WAIT },
  { 503, NULL, NULL, NULL, NULL, 17, OAUTH_VERDICT_WAIT },
  { 400, "invalid_grant", NULL, NULL, NULL, 17, OAUTH_VERDICT_WAIT },
  { 500, NULL, NULL, NULL, NULL, -1, OAUTH_VERDICT_RETRY },
  { 503, "temporarily_unavailable", NULL, NULL, NULL, -1, OAUTH_VERDICT_RETRY },
  { 504, "invalid_grant", NULL, NULL, NULL, -1, OAUTH_VERDICT_RETRY },
  { 400, "temporarily_unavailable", NULL, NULL, NULL, -1, OAUTH_VERDICT_WAIT },
  { 0, "server_error", NULL, NULL, NULL, -1, OAUTH_VERDICT_WAIT },
  /* error */
  { 400, "invalid_grant", NULL, NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "interaction_required", NULL, NULL, "{}", -1, OAUTH_VERDICT_PERSON },
  { 400, "consent_required", NULL, NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 0, "login_required", NULL, NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_target", NULL, NULL, NULL, -1, OAUTH_VERDICT_RESOURCE },
  { 400, "invalid_resource", NULL, NULL, NULL, -1, OAUTH_VERDICT_RESOURCE },
  { 400, "unauthorized_client", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 401, "invalid_client", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "invalid_scope", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "invalid_request", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "unsupported_grant_type", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 0, "unsupported_response_type", NULL, NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "something_new", NULL, NULL, NULL, -1, OAUTH_VERDICT_UNKNOWN },
  { 400, "something_new", NULL, NULL, "{}", -1, OAUTH_VERDICT_PERSON },
  { 400, "INVALID_GRANT", NULL, NULL, NULL, -1, OAUTH_VERDICT_UNKNOWN },
  { 200, NULL, NULL, NULL, NULL, -1, OAUTH_VERDICT_UNKNOWN },
  { 404, NULL, NULL, NULL, NULL, -1, OAUTH_VERDICT_UNKNOWN },
  /* suberror */
  { 400, "invalid_grant", "basic_action", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "additional_action", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "message_only", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "consent_required", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "user_password_expired", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "device_authentication_failed", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "something_new", "ui_not_allowed", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "something_new", "interrupted_user", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "something_new", NULL, NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", "bad_token", NULL, NULL, -1, OAUTH_VERDICT_DROP },
  { 400, "invalid_grant", "token_expired", NULL, NULL, -1, OAUTH_VERDICT_DROP },
  { 400, "interaction_required", "bad_token", NULL, "{}", -1, OAUTH_VERDICT_DROP },
  { 400, "invalid_grant", "client_mismatch", NULL, "{}", -1, OAUTH_VERDICT_SETUP },
  { 400, "invalid_grant", "protection_policy_required", NULL, NULL, -1, OAUTH_VERDICT_SETUP },
  /* the numbers that count */
  { 400, "invalid_grant", NULL, "AADSTS50196: The server terminated …", NULL, -1,
    OAUTH_VERDICT_LOOP },
  { 400, "invalid_grant", "basic_action", "AADSTS50196", NULL, -1, OAUTH_VERDICT_LOOP },
  { 400, "invalid_grant", NULL, "AADSTS50196: x", NULL, 17, OAUTH_VERDICT_WAIT },
  { 400, "invalid_grant", "bad_token", "AADSTS50196: x", NULL, -1, OAUTH_VERDICT_DROP },
  { 400, "invalid_grant", NULL, "See AADSTS50196: x", NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_grant", NULL, "AADSTS501961: x", NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "invalid_request", NULL, "AADSTS50196: x", NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "invalid_request", NULL, "AADSTS901002: x", NULL, -1, OAUTH_VERDICT_RESOURCE },
  { 400, "something_new", NULL, "AADSTS9010010: x", NULL, -1, OAUTH_VERDICT_RESOURCE },
  { 0, "invalid_request", NULL, "AADSTS9010010: x", NULL, -1, OAUTH_VERDICT_RESOURCE },
  { 400, "invalid_grant", "bad_token", "AADSTS9010010: x", NULL, -1, OAUTH_VERDICT_DROP },
  { 400, "invalid_request", NULL, "AADSTS9010020: x", NULL, -1, OAUTH_VERDICT_SETUP },
  { 400, "invalid_request", NULL, "See AADSTS901002: x", NULL, -1, OAUTH_VERDICT_SETUP },
  /* and those that do not */
  { 400, "invalid_grant", NULL, "AADSTS700082: x", NULL, -1, OAUTH_VERDICT_PERSON },
  { 400, "something_new", NULL, "AADSTS700082: x", NULL, -1, OAUTH_VERDICT_UNKNOWN },
};

static void
test_answers (void)
{
  OauthProfile *profile = entra_profile_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const OauthErrorDetails details = {
        .code = rows[i].code,
        .suberror = rows[i].suberror,
        .description = rows[i].description,
        .claims = rows[i].claims,
      };
      g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);

      oauth_error_set_retry_after (error, rows[i].retry_after);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (oauth_profile_judge (profile, rows[i].status, error), ==, rows[i].verdict);
    }

  g_assert_finalize_object (profile);
}

static OauthVerdict
judge (OauthProfile *profile,
       guint         status,
       GQuark        domain,
       int           code)
{
  g_autoptr(GError) error = g_error_new_literal (domain, code, "x");

  return oauth_profile_judge (profile, status, error);
}

static void
test_no_answer (void)
{
  OauthProfile *profile = entra_profile_new ();

  g_assert_cmpint (judge (profile, 0, G_IO_ERROR, G_IO_ERROR_TIMED_OUT), ==, OAUTH_VERDICT_RETRY);
  g_assert_cmpint (judge (profile, 0, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED), ==,
                   OAUTH_VERDICT_RETRY);
  g_assert_cmpint (judge (profile, 0, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE), ==,
                   OAUTH_VERDICT_RETRY);
  g_assert_cmpint (judge (profile, 0, G_IO_ERROR, G_IO_ERROR_CANCELLED), ==,
                   OAUTH_VERDICT_UNKNOWN);
  g_assert_cmpint (judge (profile, 0, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE), ==,
                   OAUTH_VERDICT_UNKNOWN);
  g_assert_cmpint (judge (profile, 0, OAUTH_ERROR, OAUTH_ERROR_FORGED), ==, OAUTH_VERDICT_UNKNOWN);
  g_assert_cmpint (judge (profile, 400, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE), ==,
                   OAUTH_VERDICT_UNKNOWN);
  g_assert_cmpint (oauth_profile_judge (profile, 0, NULL), ==, OAUTH_VERDICT_UNKNOWN);
  g_assert_cmpint (oauth_profile_judge (profile, 502, NULL), ==, OAUTH_VERDICT_RETRY);

  g_assert_finalize_object (profile);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/judge/answers", test_answers);
  g_test_add_func ("/entra/judge/no-answer", test_no_answer);

  return g_test_run ();
}
