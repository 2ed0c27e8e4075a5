/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-verdict.h"

#include "oauth-error.h"

#include <gio/gio.h>

#include <string.h>

/* The codes that the table of entra.md 3.6 looks at, as only the number tells them from others:
 * the same request came too often, and a resource that is not taken, said by "invalid_request"
 * where the parameter as such is not known. */
#define LOOP "AADSTS50196"
#define NO_RESOURCE "AADSTS901002"
#define OTHER_RESOURCE "AADSTS9010010"

typedef struct
{
  const char *word;
  OauthVerdict verdict;
} Row;

/* entra.md 3.6, second table. It comes before `error`, which is nearly always invalid_grant. */
static const Row suberrors[] = {
  { "client_mismatch", OAUTH_VERDICT_SETUP },
  { "protection_policy_required", OAUTH_VERDICT_SETUP },
  { "bad_token", OAUTH_VERDICT_DROP },
  { "token_expired", OAUTH_VERDICT_DROP },
};

static const Row interactive[] = {
  { "basic_action", OAUTH_VERDICT_PERSON },
  { "additional_action", OAUTH_VERDICT_PERSON },
  { "message_only", OAUTH_VERDICT_PERSON },
  { "consent_required", OAUTH_VERDICT_PERSON },
  { "user_password_expired", OAUTH_VERDICT_PERSON },
  { "device_authentication_failed", OAUTH_VERDICT_PERSON },
  { "ui_not_allowed", OAUTH_VERDICT_PERSON },
  { "interrupted_user", OAUTH_VERDICT_PERSON },
};

/* A grant that is not valid asks for a person, but the refresh token is kept: the next answer may
 * be another one, once a policy has changed. */
static const Row codes[] = {
  { "invalid_grant", OAUTH_VERDICT_PERSON },
  { "interaction_required", OAUTH_VERDICT_PERSON },
  { "consent_required", OAUTH_VERDICT_PERSON },
  { "login_required", OAUTH_VERDICT_PERSON },
  { "invalid_target", OAUTH_VERDICT_RESOURCE },
  { "invalid_resource", OAUTH_VERDICT_RESOURCE },
  { "unauthorized_client", OAUTH_VERDICT_SETUP },
  { "invalid_client", OAUTH_VERDICT_SETUP },
  { "invalid_scope", OAUTH_VERDICT_SETUP },
  { "invalid_request", OAUTH_VERDICT_SETUP },
  { "unsupported_grant_type", OAUTH_VERDICT_SETUP },
  { "unsupported_response_type", OAUTH_VERDICT_SETUP },
};

static OauthVerdict
look_up (const Row  *rows,
         gsize       n_rows,
         const char *word)
{
  for (gsize i = 0; word != NULL && i < n_rows; i++)
    if (g_str_equal (rows[i].word, word))
      return rows[i].verdict;

  return OAUTH_VERDICT_UNKNOWN;
}

/* No answer at all: once more helps where the way was interrupted, not where somebody gave up or
 * the other side is not who it should be. */
static gboolean
is_interruption (guint         status,
                 const GError *error)
{
  if (status != 0 || error == NULL || oauth_error_get_code (error) != NULL)
    return FALSE;

  return (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
}

static gboolean
begins_with (const GError *error,
             const char   *code)
{
  const char *description = oauth_error_get_description (error);

  return description != NULL && g_str_has_prefix (description, code) &&
         !g_ascii_isdigit (description[strlen (code)]);
}

/* entra.md 3.7: being asked to wait outweighs all that is said besides; a fault without that is
 * worth one more try. */
static OauthVerdict
judge_load (guint         status,
            const GError *error)
{
  const char *code = oauth_error_get_code (error);

  if (status == 429 || oauth_error_get_retry_after (error) >= 0)
    return OAUTH_VERDICT_WAIT;

  if (status >= 500 || is_interruption (status, error))
    return OAUTH_VERDICT_RETRY;

  if (g_strcmp0 (code, "temporarily_unavailable") == 0 || g_strcmp0 (code, "server_error") == 0)
    return OAUTH_VERDICT_WAIT;

  return OAUTH_VERDICT_UNKNOWN;
}

static OauthVerdict
judge_refusal (const GError *error)
{
  const char *code = oauth_error_get_code (error);
  const char *suberror = oauth_error_get_suberror (error);
  OauthVerdict verdict = look_up (suberrors, G_N_ELEMENTS (suberrors), suberror);

  if (verdict != OAUTH_VERDICT_UNKNOWN)
    return verdict;

  if (begins_with (error, NO_RESOURCE) || begins_with (error, OTHER_RESOURCE))
    return OAUTH_VERDICT_RESOURCE;

  verdict = look_up (interactive, G_N_ELEMENTS (interactive), suberror);
  if (verdict == OAUTH_VERDICT_UNKNOWN)
    verdict = look_up (codes, G_N_ELEMENTS (codes), code);

  if (verdict == OAUTH_VERDICT_PERSON && begins_with (error, LOOP))
    return OAUTH_VERDICT_LOOP;

  /* Conditional Access may ask by claims alone (entra.md 4.2). */
  if (verdict == OAUTH_VERDICT_UNKNOWN && oauth_error_get_claims (error) != NULL)
    return OAUTH_VERDICT_PERSON;

  return verdict;
}

/*
 * entra_judge:
 * @status: of the token answer, or 0 if none came
 * @error: (nullable): what was made of it
 *
 * The table of entra.md 3.6: by status, `suberror`, `error` and `claims`, never by the number in a
 * description, which Microsoft renumbers (with the exceptions that the table has).
 *
 * Returns: what it means for what we do next
 */
OauthVerdict
entra_judge (guint         status,
             const GError *error)
{
  OauthVerdict verdict = judge_load (status, error);

  return verdict != OAUTH_VERDICT_UNKNOWN ? verdict : judge_refusal (error);
}
