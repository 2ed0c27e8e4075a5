/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-sign-in.h"

#include "crib-error.h"
#include "crib-policy.h"
#include "entra-diagnosis.h"
#include "http-challenge.h"
#include "mcp-error.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define YOU N_("You")
#define YOU_OR_ADMIN N_("You or your administrator")
#define RUNNER N_("Whoever runs the server")

#define SIGNED_OUT N_("Signed out")
#define NOT_FINISHED N_("Sign-in did not finish")

#define NOT_YOU N_("Nothing is wrong with your account or your password.")

enum {
  CASE_NEEDED,
  CASE_ENDED,
  CASE_PERMISSION,
  CASE_DISCOVERY,
  CASE_UNTRUSTED,
  CASE_SETUP,
  CASE_CANCELLED,
  CASE_FORGED,
  CASE_CLOCK,
  CASE_REFUSED,
  CASE_FAILED,
  CASE_UNAVAILABLE,
  CASE_UNPROVEN,
  CASE_CLIENT_ID,
  CASE_OTHER_ACCOUNT,
  CASE_ACCOUNTS,
};

static const CribProblemCase cases[] = {
  [CASE_NEEDED] = {
    CRIB_PROBLEM_SIGN_IN, N_("Sign in to use %s"),
    N_("The server answers only people whose sign-in it accepts."),
    YOU, N_("Sign in. If the server refuses again, use another account."),
    SIGNED_OUT, SIGN_IN | OTHER_ACCOUNT, SIGN_IN,
  },
  [CASE_ENDED] = {
    CRIB_PROBLEM_SIGN_IN, N_("Sign in to use %s"), NULL,
    YOU, N_("Sign in. What you typed is kept."),
    SIGNED_OUT, SIGN_IN | OTHER_ACCOUNT, SIGN_IN,
  },
  [CASE_PERMISSION] = {
    CRIB_PROBLEM_FORBIDDEN, N_("A permission for %s is missing"),
    N_("The server knows you, but this needs a permission that your sign-in does not include."),
    YOU_OR_ADMIN, N_("Sign in again and accept the permission, or ask your administrator to "
                     "grant it."),
    N_("No access"), SIGN_IN | OTHER_ACCOUNT | COPY_MESSAGE, SIGN_IN, NOT_YOU,
  },
  [CASE_DISCOVERY] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("It is not clear where to sign in for %s"), NULL,
    RUNNER, N_("Send them the details. If you know better where to sign in, say so in the "
               "settings of the server."),
    NOT_FINISHED, RETRY | SETTINGS | COPY_MESSAGE, COPY_MESSAGE, NOT_YOU,
  },
  [CASE_UNTRUSTED] = {
    CRIB_PROBLEM_UNTRUSTED, N_("%s wants you to sign in somewhere unknown"), NULL,
    YOU_OR_ADMIN, N_("Ask your administrator whether this is where your organisation signs in. "
                     "Trust it only if it is."),
    NOT_FINISHED, TRUST | SETTINGS | COPY_MESSAGE, COPY_MESSAGE,
    N_("A server may name any place, so Toolcrib goes only to those that are trusted. Nothing was "
       "sent there."),
  },
  [CASE_SETUP] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("Signing in to %s is not set up completely"), NULL,
    N_("Your administrator, or whoever registered Toolcrib"), N_("Send them the details."),
    NOT_FINISHED, SIGN_IN | SETTINGS | COPY_MESSAGE, COPY_MESSAGE, NOT_YOU,
  },
  [CASE_CANCELLED] = {
    CRIB_PROBLEM_SIGN_IN, N_("Sign-in was cancelled"),
    N_("Nothing was sent to %s, and nothing you typed is lost."),
    YOU, N_("Sign in when you want to go on."),
    SIGNED_OUT, SIGN_IN | BROWSER, SIGN_IN,
  },
  [CASE_FORGED] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("The answer did not belong to your sign-in"), NULL,
    YOU_OR_ADMIN, N_("Sign in again. If it comes back, send your administrator the details."),
    NOT_FINISHED, SIGN_IN | BROWSER | COPY_MESSAGE, SIGN_IN,
    N_("It was thrown away: nobody is signed in, and nothing was sent to the server."),
  },
  [CASE_CLOCK] = {
    CRIB_PROBLEM_SIGN_IN_FAILED,
    N_("The clocks of this computer and of the sign-in service differ"), NULL,
    YOU, N_("Set the date and the time of this computer, best by the network, then sign in "
            "again."),
    NOT_FINISHED, SIGN_IN | COPY_MESSAGE, SIGN_IN,
    N_("Signing in works only while both agree by a few minutes."),
  },
  [CASE_REFUSED] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("The sign-in for %s was refused"), NULL,
    N_("Your administrator, or whoever runs the sign-in service"),
    N_("Send them the details: they say why in the words of the sign-in service."),
    NOT_FINISHED, SIGN_IN | OTHER_ACCOUNT | COPY_MESSAGE, COPY_MESSAGE,
    N_("Nothing is wrong with the server."),
  },
  [CASE_FAILED] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("The sign-in for %s did not finish"), NULL,
    YOU_OR_ADMIN, N_("Sign in again. If it comes back, send your administrator the details."),
    NOT_FINISHED, SIGN_IN | OTHER_ACCOUNT | COPY_MESSAGE, SIGN_IN,
    N_("Nothing is wrong with the server."),
  },
  [CASE_UNAVAILABLE] = {
    CRIB_PROBLEM_UNREACHABLE, N_("The sign-in service does not answer"), NULL,
    N_("You, or whoever runs your network"),
    N_("Check your network, then try again. If it stays like this, tell your administrator."),
    N_("Sign-in service does not answer"), RETRY | SETTINGS, RETRY, NOT_YOU,
  },
  [CASE_UNPROVEN] = {
    CRIB_PROBLEM_UNREACHABLE, N_("The sign-in service cannot prove who it is"), NULL,
    YOU_OR_ADMIN, N_("If your organisation certifies this service by itself, ask for the "
                     "certificate file of its authority and trust the service once more with it: "
                     "toolcrib-cli trust add, with --ca-file. Do not look for another way around "
                     "this."),
    N_("No secure connection"), RETRY | SETTINGS | COPY_MESSAGE, COPY_MESSAGE,
    N_("Nothing was sent there. Nothing is wrong with the server."),
  },
  [CASE_CLIENT_ID] = {
    CRIB_PROBLEM_CLIENT_ID, N_("A client ID for %s is missing"),
    N_("Where you sign in, Toolcrib must be registered first, and is then known by a client ID. "
       "It is no secret."),
    YOU_OR_ADMIN, N_("Enter the client ID in the settings of the server. If you have none, send "
                     "your administrator the message."),
    N_("Client ID missing"), SETTINGS | COPY_MESSAGE, SETTINGS,
  },
  [CASE_OTHER_ACCOUNT] = {
    CRIB_PROBLEM_SIGN_IN_FAILED, N_("Somebody else signed in"), NULL,
    YOU, N_("Sign in again with the account that %s is used with, or switch to the other one on "
            "purpose."),
    NOT_FINISHED, SIGN_IN | OTHER_ACCOUNT, SIGN_IN,
    N_("Nothing was sent to the server."),
  },
  [CASE_ACCOUNTS] = {
    CRIB_PROBLEM_OTHER, N_("The list of accounts cannot be used"), NULL,
    YOU, N_("Look at the file. It was left as it is, and your sign-ins are not in it."),
    NULL, RETRY, RETRY,
  },
};

/* What is not the reason, and what helps, by who can fix it (mock-up 07). */
static const struct
{
  const char *body;
  CribProblemAction actions;
  CribProblemAction suggested;
} fixers[] = {
  [ENTRA_FIXER_USER] = {
    N_("The sign-in service asks for something that only you can do. Nothing is wrong with the "
       "server."),
    SIGN_IN | OTHER_ACCOUNT, SIGN_IN,
  },
  [ENTRA_FIXER_USER_OR_ADMIN] = {
    N_("The sign-in service did not let this sign-in through. Nothing is wrong with the server."),
    SIGN_IN | OTHER_ACCOUNT | COPY_MESSAGE, SIGN_IN,
  },
  [ENTRA_FIXER_ADMIN] = {
    N_("Your organisation decides this, and has not allowed it so far. Nothing is wrong with your "
       "password."),
    SIGN_IN | OTHER_ACCOUNT | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_ADMIN_OR_OWNER] = {
    N_("The server is not set up in your organisation as it should be. Nothing is wrong with your "
       "account or your password."),
    SIGN_IN | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_ADMIN_OR_CLIENT] = {
    N_("What is registered does not fit what Toolcrib is set up with. Nothing is wrong with your "
       "account or your password."),
    SIGN_IN | SETTINGS | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_OWNER] = {
    N_("The server is not set up as it should be. Nothing is wrong with your account or your "
       "password."),
    SIGN_IN | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_OWNER_OR_CLIENT] = {
    N_("The server and what Toolcrib is set up with do not fit together. Nothing is wrong with "
       "your account or your password."),
    SIGN_IN | SETTINGS | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_CLIENT] = {
    N_("Toolcrib asked in a way that the sign-in service does not take. Nothing is wrong with "
       "your account or your password."),
    SIGN_IN | SETTINGS | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_IT] = {
    N_("Something between you and the server is in the way. Nothing is wrong with your account "
       "or your password."),
    RETRY | COPY_MESSAGE, COPY_MESSAGE,
  },
  [ENTRA_FIXER_MICROSOFT] = {
    N_("The fault is with the sign-in service. Nothing is wrong with your account or your "
       "password."),
    RETRY, RETRY,
  },
};

/* Finer than by who can fix it, for what people meet most. */
static const struct
{
  const char *key;
  const char *body;
} bodies[] = {
  { "AADSTS50105",
    N_("The sign-in itself worked, but your organisation lets only chosen people use this "
       "application, and your account is not among them. Nothing is wrong with your password.") },
  { "AADSTS53003",
    N_("The sign-in itself worked, but a rule of your organisation does not allow it from here or "
       "in this way. Nothing is wrong with your password.") },
  { "AADSTS65004",
    N_("The page asked for permissions, and they were not accepted. Nothing was changed.") },
  { "AADSTS90094",
    N_("The sign-in itself worked, but in your organisation only an administrator may give these "
       "permissions. Nothing is wrong with your account or your password.") },
};

static void
use_case (guint            number,
          CribProblemCase *words)
{
  *words = cases[number];
  crib_problem_case_translate (words);
}

/* A browser that the organisation knows may get through where the embedded page cannot; where only
 * an administrator can change the rule it would fail, too (entra.md 8). */
static void
suggest_browser (const EntraAdvice *advice,
                 CribProblemCase   *words)
{
  if (!advice->browser)
    return;

  words->actions |= BROWSER;
  if (advice->fixer != ENTRA_FIXER_ADMIN)
    words->suggested = BROWSER;
}

static void
use_advice (const EntraAdvice *advice,
            CribProblemCase   *words)
{
  words->title = advice->title;
  words->body = _(fixers[advice->fixer].body);
  words->who = advice->who;
  words->fix = advice->fix;
  words->rest = NULL;
  words->actions = fixers[advice->fixer].actions;
  words->suggested = fixers[advice->fixer].suggested;

  suggest_browser (advice, words);
}

/* entra.md 4.4: what the page inside cannot answer, whatever the number of the error. */
static gboolean
is_beyond_view (const GError *error)
{
  const char *suberror = oauth_error_get_suberror (error);

  return g_strcmp0 (suberror, "additional_action") == 0 ||
         g_strcmp0 (suberror, "device_authentication_failed") == 0;
}

/* Where an administrator wants the page inside, the browser is no way out. */
static void
respect_policy (CribProblemCase *words)
{
  if ((words->actions & BROWSER) == 0 || !crib_policy_is_surface_locked () ||
      crib_policy_get_surface (NULL) != CRIB_SURFACE_EMBEDDED)
    return;

  words->actions &= ~BROWSER;
  if (words->suggested == BROWSER)
    words->suggested = (words->actions & COPY_MESSAGE) != 0 ? COPY_MESSAGE : SIGN_IN;
}

static guint
find_refusal_case (const GError *error)
{
  const char *code = oauth_error_get_code (error);

  /* RFC 6749 §5.2: the answer came too late or was used before; another attempt helps. */
  return code == NULL || g_str_equal (code, "invalid_grant") ? CASE_FAILED : CASE_REFUSED;
}

static guint
find_oauth_case (const GError *error)
{
  switch ((OauthError) error->code)
    {
    case OAUTH_ERROR_DISCOVERY:
      return CASE_DISCOVERY;
    case OAUTH_ERROR_UNTRUSTED:
      return CASE_UNTRUSTED;
    case OAUTH_ERROR_SETUP:
      return CASE_SETUP;
    case OAUTH_ERROR_NEEDS_PERSON:
      return CASE_ENDED;
    case OAUTH_ERROR_CANCELLED:
      return CASE_CANCELLED;
    case OAUTH_ERROR_FORGED:
      return oauth_error_get_clock_skew (error) != 0 ? CASE_CLOCK : CASE_FORGED;
    case OAUTH_ERROR_UNAVAILABLE:
      return oauth_error_is_unproven (error) ? CASE_UNPROVEN : CASE_UNAVAILABLE;
    case OAUTH_ERROR_REFUSED:
    default:
      return find_refusal_case (error);
    }
}

/* What an authority says stands beside an answer that is not its own, so a forgery is told as such
 * whatever it says. Who cancelled knows why (entra.md 2.6), but for a permission that was declined;
 * not who was turned away. */
static gboolean
may_advise (const GError      *error,
            const char        *key,
            const EntraAdvice *advice)
{
  switch ((OauthError) error->code)
    {
    case OAUTH_ERROR_FORGED:
      return FALSE;
    case OAUTH_ERROR_CANCELLED:
      return advice->fixer != ENTRA_FIXER_USER || g_str_equal (key, "AADSTS65004");
    case OAUTH_ERROR_DISCOVERY:
    case OAUTH_ERROR_UNTRUSTED:
    case OAUTH_ERROR_SETUP:
    case OAUTH_ERROR_NEEDS_PERSON:
    case OAUTH_ERROR_UNAVAILABLE:
    case OAUTH_ERROR_REFUSED:
    default:
      return TRUE;
    }
}

/* Which advice is heard: not for who cancelled, nor for a forgery. */
static gboolean
use_authority_words (const GError    *error,
                     CribProblemCase *words)
{
  const char *key = oauth_error_get_advice_key (error);
  EntraAdvice advice;

  if (!entra_advice_find (key, &advice) || !may_advise (error, key, &advice))
    return FALSE;

  use_advice (&advice, words);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (key, bodies[i].key))
      words->body = _(bodies[i].body);

  return advice.browser;
}

static void
find_oauth_words (const GError    *error,
                  CribProblemCase *words)
{
  use_case (find_oauth_case (error), words);

  if (!use_authority_words (error, words) && is_beyond_view (error) &&
      (error->code == OAUTH_ERROR_REFUSED || error->code == OAUTH_ERROR_NEEDS_PERSON))
    {
      words->actions |= BROWSER;
      words->suggested = BROWSER;
    }

  respect_policy (words);
}

static gboolean
find_crib_words (const GError    *error,
                 CribProblemCase *words)
{
  switch ((CribError) error->code)
    {
    case CRIB_ERROR_CLIENT_ID:
      use_case (CASE_CLIENT_ID, words);
      return TRUE;
    case CRIB_ERROR_OTHER_ACCOUNT:
      use_case (CASE_OTHER_ACCOUNT, words);
      return TRUE;
    case CRIB_ERROR_ACCOUNTS:
      use_case (CASE_ACCOUNTS, words);
      return TRUE;
    case CRIB_ERROR_ADDRESS:
    case CRIB_ERROR_PROFILE:
    case CRIB_ERROR_NOT_FOUND:
    case CRIB_ERROR_EXISTS:
    case CRIB_ERROR_ARGUMENTS:
    case CRIB_ERROR_DEMO:
    case CRIB_ERROR_TOOL_GONE:
    default:
      return FALSE;
    }
}

/* (nullable): what the server asks for by RFC 6750 §3 */
static HttpChallenge *
find_challenge (const GError  *error,
                GPtrArray    **challenges)
{
  const char *text = mcp_error_get_challenge (error);

  *challenges = text != NULL ? http_challenge_parse (text) : NULL;

  return *challenges != NULL ? http_challenge_find (*challenges, "bearer") : NULL;
}

/* The scope that the challenge misses, if it is one, else what the server said that it needs. */
static const char *
find_permission (HttpChallenge         *challenge,
                 const CribProblemHint *hint)
{
  const char *scope = challenge != NULL ? http_challenge_get_parameter (challenge, "scope") : NULL;

  if (scope != NULL && *scope != '\0' && strchr (scope, ' ') == NULL)
    return scope;

  return hint != NULL ? hint->permission : NULL;
}

static gboolean
is_for_scope (HttpChallenge *challenge)
{
  return challenge != NULL &&
         g_strcmp0 (http_challenge_get_parameter (challenge, "error"), "insufficient_scope") == 0;
}

/* What can be known from the answer and the token's scopes (entra.md 5.4): a page of a proxy, a
 * step up, a server that tests for exactly one permission, perhaps one that wants another
 * audience. */
static gboolean
find_refusal_words (const GError          *error,
                    const CribProblemHint *hint,
                    CribProblemCase       *words)
{
  g_autoptr(GPtrArray) challenges = NULL;
  HttpChallenge *challenge = find_challenge (error, &challenges);
  const char *details = mcp_error_get_details (error);
  EntraRefusal refusal = {
    .status = mcp_error_get_status (error),
    .is_html = details != NULL && strstr (details, "html") != NULL,
    .has_challenge = challenge != NULL,
    .code = challenge != NULL ? http_challenge_get_parameter (challenge, "error") : NULL,
    .permission = find_permission (challenge, hint),
    .granted = hint != NULL ? hint->granted : NULL,
    .resource = hint != NULL ? hint->resource : NULL,
  };
  EntraAdvice advice;
  gboolean is_found;

  /* A server without a challenge is found out about all the same: that is no reason. */
  if (refusal.status == 401)
    refusal.has_challenge = TRUE;

  is_found = entra_diagnosis_find (&refusal, &advice);

  if (is_for_scope (challenge) && (!is_found || advice.fixer != ENTRA_FIXER_OWNER))
    {
      use_case (CASE_PERMISSION, words);
      words->lacks_permission = TRUE;
      return TRUE;
    }

  if (is_found)
    use_advice (&advice, words);

  return is_found;
}

static gboolean
find_mcp_words (const GError          *error,
                const CribProblemHint *hint,
                CribProblemCase       *words)
{
  if (error->code == MCP_ERROR_UNAUTHORIZED)
    {
      use_case (CASE_NEEDED, words);
      find_refusal_words (error, hint, words);
      /* Where signing in is not what helps, something is wrong. */
      words->kind = words->suggested == SIGN_IN ? CRIB_PROBLEM_SIGN_IN
                                                : CRIB_PROBLEM_SIGN_IN_FAILED;

      return TRUE;
    }

  if (error->code != MCP_ERROR_FORBIDDEN)
    return FALSE;

  use_case (CASE_PERMISSION, words);

  return find_refusal_words (error, hint, words);
}

/*
 * crib_problem_sign_in_find:
 * @error: any error
 * @hint: (nullable): what is known besides
 * @words: (out): filled in, translated, if it is about signing in
 *
 * Returns: whether it is
 */
gboolean
crib_problem_sign_in_find (const GError          *error,
                           const CribProblemHint *hint,
                           CribProblemCase       *words)
{
  if (error->domain == OAUTH_ERROR)
    {
      find_oauth_words (error, words);
      return TRUE;
    }

  if (error->domain == CRIB_ERROR)
    return find_crib_words (error, words);

  return error->domain == MCP_ERROR && find_mcp_words (error, hint, words);
}
