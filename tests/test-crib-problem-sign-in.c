/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-policy-private.h"
#include "crib-problem.h"
#include "entra-advice-private.h"
#include "mcp-error-private.h"
#include "oauth-error-private.h"
#include "vault-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define ID "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f"
#define ALL_ACTIONS (CRIB_PROBLEM_ACTION_MOVE_ASIDE * 2 - 1)

static CribProblem *
tell (GError *error)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autoptr(GError) owned = error;

  return crib_problem_new (error, server);
}

static void
assert_words (const char *words)
{
  g_assert_nonnull (words);
  g_assert_cmpstr (words, !=, "");
  g_assert_null (strstr (words, "%"));
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

/* Holds for whatever goes wrong. */
static void
check_shape (CribProblem *problem)
{
  CribProblemAction suggested = crib_problem_get_suggested (problem);
  CribProblemAction actions = crib_problem_get_actions (problem);

  g_test_message ("%s – %s – %s – %s", crib_problem_get_title (problem),
                  crib_problem_get_body (problem), crib_problem_get_who (problem),
                  crib_problem_get_fix (problem));
  assert_words (crib_problem_get_title (problem));
  assert_words (crib_problem_get_body (problem));
  assert_words (crib_problem_get_who (problem));
  assert_words (crib_problem_get_fix (problem));
  g_assert_false (g_str_has_suffix (crib_problem_get_title (problem), "."));
  g_assert_true (g_str_has_suffix (crib_problem_get_body (problem), "."));
  g_assert_true (g_str_has_suffix (crib_problem_get_fix (problem), "."));
  g_assert_cmpint (actions & ~ALL_ACTIONS, ==, 0);
  g_assert_cmpint (suggested & (suggested - 1), ==, 0);
  g_assert_cmpint (suggested & actions, ==, suggested);

  for (guint action = 1; action < ALL_ACTIONS; action *= 2)
    if (actions & action)
      assert_words (crib_problem_get_action_label (problem, action));

  if (crib_problem_get_short (problem) != NULL)
    g_assert_cmpuint (g_utf8_strlen (crib_problem_get_short (problem), -1), <=, 31);
}

static void
test_every_code (void)
{
  static const struct { GQuark (*domain) (void); int n_codes; } domains[] = {
    { mcp_error_quark, MCP_ERROR_LOST + 1 },
    { crib_error_quark, CRIB_ERROR_ACCOUNTS + 1 },
    { oauth_error_quark, OAUTH_ERROR_UNAVAILABLE + 1 },
    { vault_error_quark, VAULT_ERROR_FAILED + 1 },
    { g_io_error_quark, G_IO_ERROR_MESSAGE_TOO_LARGE + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n_codes; code++)
      {
        GQuark domain = domains[i].domain ();
        CribProblem *problem = tell (g_error_new_literal (domain, code, "Words."));

        check_shape (problem);
        g_assert_finalize_object (problem);
      }
}

static const struct
{
  GQuark (*domain) (void);
  int code;
  CribProblemKind kind;
  CribProblemAction suggested;
  const char *title;
  const char *body;
  const char *brief;
} singles[] = {
  { oauth_error_quark, OAUTH_ERROR_DISCOVERY, CRIB_PROBLEM_SIGN_IN_FAILED,
    CRIB_PROBLEM_ACTION_COPY_MESSAGE, "It is not clear where to sign in for Orders",
    "Words. Nothing is wrong with your account or your password.", "Sign-in did not finish" },
  { oauth_error_quark, OAUTH_ERROR_UNTRUSTED, CRIB_PROBLEM_UNTRUSTED,
    CRIB_PROBLEM_ACTION_COPY_MESSAGE, "Orders wants you to sign in somewhere unknown",
    "Words. A server may name any place", "Sign-in did not finish" },
  { oauth_error_quark, OAUTH_ERROR_SETUP, CRIB_PROBLEM_SIGN_IN_FAILED,
    CRIB_PROBLEM_ACTION_COPY_MESSAGE, "Signing in to Orders is not set up completely", "Words. ",
    "Sign-in did not finish" },
  { oauth_error_quark, OAUTH_ERROR_NEEDS_PERSON, CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN, "Sign in to use Orders", "Words.", "Signed out" },
  { oauth_error_quark, OAUTH_ERROR_CANCELLED, CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN, "Sign-in was cancelled", "Nothing was sent to Orders",
    "Signed out" },
  { oauth_error_quark, OAUTH_ERROR_FORGED, CRIB_PROBLEM_SIGN_IN_FAILED,
    CRIB_PROBLEM_ACTION_SIGN_IN, "The answer did not belong to your sign-in",
    "Words. It was thrown away", "Sign-in did not finish" },
  { oauth_error_quark, OAUTH_ERROR_REFUSED, CRIB_PROBLEM_SIGN_IN_FAILED,
    CRIB_PROBLEM_ACTION_SIGN_IN, "The sign-in for Orders did not finish", "Words. ",
    "Sign-in did not finish" },
  { oauth_error_quark, OAUTH_ERROR_UNAVAILABLE, CRIB_PROBLEM_UNREACHABLE,
    CRIB_PROBLEM_ACTION_RETRY, "The sign-in service does not answer", "Words. Nothing is wrong",
    "Sign-in service does not answer" },
  { vault_error_quark, VAULT_ERROR_NO_SERVICE, CRIB_PROBLEM_KEYRING,
    CRIB_PROBLEM_ACTION_SESSION_ONLY, "No keyring answers on this computer", "plain file",
    "No keyring" },
  { vault_error_quark, VAULT_ERROR_LOCKED, CRIB_PROBLEM_KEYRING, CRIB_PROBLEM_ACTION_SIGN_IN,
    "Your keyring is locked", "Your sign-in for Orders is in it", "Keyring locked" },
  { vault_error_quark, VAULT_ERROR_DISMISSED, CRIB_PROBLEM_KEYRING,
    CRIB_PROBLEM_ACTION_SIGN_IN, "Your keyring is still locked", "still in it",
    "Keyring locked" },
  { vault_error_quark, VAULT_ERROR_CORRUPT, CRIB_PROBLEM_KEYRING, CRIB_PROBLEM_ACTION_SIGN_IN,
    "Your saved sign-in cannot be read", "Words.", "Signed out" },
  { vault_error_quark, VAULT_ERROR_FILE, CRIB_PROBLEM_KEYRING, CRIB_PROBLEM_ACTION_MOVE_ASIDE,
    "Your saved sign-ins cannot be opened", "Words.", "Keyring does not work" },
  { vault_error_quark, VAULT_ERROR_FAILED, CRIB_PROBLEM_KEYRING, CRIB_PROBLEM_ACTION_RETRY,
    "The keyring has a problem", "Words.", "Keyring does not work" },
  { crib_error_quark, CRIB_ERROR_CLIENT_ID, CRIB_PROBLEM_CLIENT_ID,
    CRIB_PROBLEM_ACTION_SETTINGS, "A client ID for Orders is missing", "It is no secret.",
    "Client ID missing" },
  { crib_error_quark, CRIB_ERROR_OTHER_ACCOUNT, CRIB_PROBLEM_SIGN_IN_FAILED,
    CRIB_PROBLEM_ACTION_SIGN_IN, "Somebody else signed in", "Words. Nothing was sent",
    "Sign-in did not finish" },
  { crib_error_quark, CRIB_ERROR_ACCOUNTS, CRIB_PROBLEM_OTHER, CRIB_PROBLEM_ACTION_RETRY,
    "The list of accounts cannot be used", "Words.", NULL },
};

static void
test_singles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      GQuark domain = singles[i].domain ();
      CribProblem *problem = tell (g_error_new_literal (domain, singles[i].code, "Words."));

      check_shape (problem);
      g_assert_cmpint (crib_problem_get_kind (problem), ==, singles[i].kind);
      g_assert_cmpint (crib_problem_get_suggested (problem), ==, singles[i].suggested);
      g_assert_cmpstr (crib_problem_get_title (problem), ==, singles[i].title);
      g_assert_nonnull (strstr (crib_problem_get_body (problem), singles[i].body));
      g_assert_cmpstr (crib_problem_get_short (problem), ==, singles[i].brief);
      g_assert_null (crib_problem_get_summary (problem));
      g_assert_finalize_object (problem);
    }
}

static CribProblem *
tell_refusal (OauthError  code,
              const char *word,
              const char *advice_key)
{
  g_autofree char *description = g_strconcat (advice_key, ": Their words.", NULL);
  const OauthErrorDetails details = {
    .code = word,
    .suberror = "basic_action",
    .description = description,
    .correlation_id = ID,
    .trace_id = "trace-1",
    .timestamp = "2026-01-02 03:04:05Z",
  };

  return tell (oauth_error_new (code, "It refused.", &details));
}

/* Every row of the table that people can meet: nobody is left without words and a button. */
static void
test_advice (void)
{
  EntraAdvice advice;
  const char *codes;

  for (guint i = 0; (codes = entra_advice_get_row (i, &advice)) != NULL; i++)
    {
      g_auto(GStrv) list = g_strsplit (codes, " ", -1);
      g_autofree char *key = g_strconcat ("AADSTS", list[0], NULL);
      CribProblem *problem = tell_refusal (OAUTH_ERROR_REFUSED, "invalid_grant", key);

      check_shape (problem);
      g_assert_cmpstr (crib_problem_get_title (problem), ==, advice.title);
      g_assert_cmpstr (crib_problem_get_who (problem), ==, advice.who);
      g_assert_cmpstr (crib_problem_get_fix (problem), ==, advice.fix);
      g_assert_cmpint (crib_problem_get_suggested (problem), !=, CRIB_PROBLEM_ACTION_NONE);
      g_assert_true (g_str_has_prefix (crib_problem_get_summary (problem), key));
      g_assert_cmpint (!!(crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_BROWSER), ==,
                       advice.browser);
      g_assert_finalize_object (problem);
    }
}

static void
test_suggestions (void)
{
  static const struct {
    const char *key;
    CribProblemAction suggested;
  } cases[] = {
    { "AADSTS50105", CRIB_PROBLEM_ACTION_COPY_MESSAGE },
    { "AADSTS90094", CRIB_PROBLEM_ACTION_COPY_MESSAGE },
    { "AADSTS700016", CRIB_PROBLEM_ACTION_COPY_MESSAGE },
    { "AADSTS50126", CRIB_PROBLEM_ACTION_SIGN_IN },
    { "AADSTS50020", CRIB_PROBLEM_ACTION_SIGN_IN },
    { "AADSTS65004", CRIB_PROBLEM_ACTION_SIGN_IN },
    { "AADSTS53000", CRIB_PROBLEM_ACTION_BROWSER },
    { "AADSTS530003", CRIB_PROBLEM_ACTION_BROWSER },
    { "AADSTS53001", CRIB_PROBLEM_ACTION_COPY_MESSAGE },
    { "AADSTS90033", CRIB_PROBLEM_ACTION_RETRY },
    { "AADSTS999999", CRIB_PROBLEM_ACTION_COPY_MESSAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProblem *problem = tell_refusal (OAUTH_ERROR_REFUSED, "access_denied", cases[i].key);

      check_shape (problem);
      g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_SIGN_IN_FAILED);
      g_assert_cmpint (crib_problem_get_suggested (problem), ==, cases[i].suggested);
      g_assert_finalize_object (problem);
    }
}

static CribProblem *
tell_suberror (OauthError  code,
               const char *word,
               const char *suberror,
               const char *description)
{
  const OauthErrorDetails details = {
    .code = word, .suberror = suberror, .description = description, .correlation_id = ID,
  };

  return tell (oauth_error_new (code, "It refused.", &details));
}

/* All of entra.md 4.4: what the page inside cannot answer leads to the browser. */
static void
test_browser (void)
{
  static const struct
  {
    OauthError code;
    const char *suberror;
    const char *description;
    gboolean is_offered;
    gboolean is_suggested;
  } cases[] = {
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS50097: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS50129: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS53000: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS53001: No.", TRUE, FALSE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS530003: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS50192: No.", TRUE, TRUE },
    { OAUTH_ERROR_CANCELLED, NULL, "AADSTS53000: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, "additional_action", "AADSTS999999: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, "additional_action", "AADSTS50076: No.", TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, "additional_action", NULL, TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, "device_authentication_failed", NULL, TRUE, TRUE },
    { OAUTH_ERROR_NEEDS_PERSON, "device_authentication_failed", NULL, TRUE, TRUE },
    { OAUTH_ERROR_REFUSED, "basic_action", NULL, FALSE, FALSE },
    { OAUTH_ERROR_REFUSED, "Additional_Action", NULL, FALSE, FALSE },
    { OAUTH_ERROR_REFUSED, NULL, "AADSTS50126: No.", FALSE, FALSE },
    { OAUTH_ERROR_SETUP, "additional_action", NULL, FALSE, FALSE },
    { OAUTH_ERROR_UNAVAILABLE, "additional_action", NULL, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProblem *problem = tell_suberror (cases[i].code, "interaction_required",
                                            cases[i].suberror, cases[i].description);
      CribProblemAction actions = crib_problem_get_actions (problem);

      g_test_message ("%u", i);
      check_shape (problem);
      g_assert_cmpint ((actions & CRIB_PROBLEM_ACTION_BROWSER) != 0, ==, cases[i].is_offered);
      g_assert_cmpint (crib_problem_get_suggested (problem) == CRIB_PROBLEM_ACTION_BROWSER, ==,
                       cases[i].is_suggested);
      g_assert_finalize_object (problem);
    }
}

/* An administrator who wants the page inside is told, instead of being gone around. */
static void
test_browser_locked (void)
{
  static const struct
  {
    const char *policy;
    gboolean is_offered;
  } cases[] = {
    { "{\"sign_in_surface\":\"embedded\"}", FALSE },
    { "{\"sign_in_surface\":\"browser\"}", TRUE },
    { "{\"sign_in_surface\":\"ask\"}", TRUE },
    { "{}", TRUE },
  };
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);

  crib_policy_set_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProblem *problem;

      g_assert_true (g_file_set_contents (path, cases[i].policy, -1, NULL));
      problem = tell_suberror (OAUTH_ERROR_REFUSED, "interaction_required", NULL,
                               "AADSTS53000: No.");
      check_shape (problem);
      g_assert_cmpint ((crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_BROWSER) != 0, ==,
                       cases[i].is_offered);
      g_assert_cmpint (crib_problem_get_suggested (problem), !=, CRIB_PROBLEM_ACTION_NONE);
      g_assert_finalize_object (problem);
    }

  g_remove (path);
  g_rmdir (folder);
  crib_policy_set_path (NULL);
}

/* Sign-in logs are searched by the time, whoever said it. */
static void
test_time (void)
{
  CribProblem *problem = tell_suberror (OAUTH_ERROR_REFUSED, "access_denied", NULL, NULL);

  g_assert_true (g_regex_match_simple ("\ntimestamp: 20[0-9]{2}-[0-9]{2}-[0-9]{2} "
                                       "[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
                                       crib_problem_get_details (problem), 0, 0));
  g_assert_finalize_object (problem);
}

static void
test_details (void)
{
  CribProblem *problem = tell_refusal (OAUTH_ERROR_REFUSED, "access_denied", "AADSTS50105");

  g_assert_cmpstr (crib_problem_get_summary (problem), ==, "AADSTS50105 · correlation id " ID);
  g_assert_cmpstr (crib_problem_get_details (problem), ==,
                   "https://orders.example/mcp\n"
                   "It refused.\n"
                   "error: access_denied (basic_action)\n"
                   "correlation id: " ID "\n"
                   "trace id: trace-1\n"
                   "timestamp: 2026-01-02 03:04:05Z\n"
                   "AADSTS50105: Their words.");
  g_assert_nonnull (strstr (crib_problem_get_body (problem), "chosen people"));
  g_assert_nonnull (strstr (crib_problem_get_body (problem), "Nothing is wrong with your"));
  g_assert_finalize_object (problem);

  problem = tell_refusal (OAUTH_ERROR_REFUSED, "odd_word", "none");
  g_assert_cmpstr (crib_problem_get_summary (problem), ==,
                   "odd_word (basic_action) · correlation id " ID);
  g_assert_finalize_object (problem);
}

/* An authority's advice does not make a forgery look like one of its refusals. */
static void
test_forged (void)
{
  CribProblem *problem = tell_refusal (OAUTH_ERROR_FORGED, "access_denied", "AADSTS50105");

  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The answer did not belong to your sign-in");
  g_assert_finalize_object (problem);
}

/* A clock is put right, not signed in again and again. */
static void
test_clock (void)
{
  GError *error = oauth_error_new (OAUTH_ERROR_FORGED, "66 minutes behind.", NULL);
  CribProblem *problem;

  oauth_error_set_clock_skew (error, -4000);
  problem = tell (error);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The clocks of this computer and of the sign-in service differ");
  g_assert_true (g_str_has_prefix (crib_problem_get_body (problem), "66 minutes behind. "));
  g_assert_nonnull (strstr (crib_problem_get_fix (problem), "Set the date"));
  g_assert_finalize_object (problem);
}

/* Somebody who pressed Cancel is not told what an authority makes of it. */
static void
test_cancelled (void)
{
  static const struct { const char *key; const char *title; } cases[] = {
    { "AADSTS50199", "Sign-in was cancelled" },
    { "AADSTS65004", "declined" },
    { "AADSTS50105", "not assigned" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProblem *problem = tell_refusal (OAUTH_ERROR_CANCELLED, "access_denied", cases[i].key);

      g_assert_nonnull (strstr (crib_problem_get_title (problem), cases[i].title));
      g_assert_finalize_object (problem);
    }
}

/* What is asked of a person keeps its kind, whatever words explain it. */
static void
test_needs_person (void)
{
  CribProblem *problem = tell_refusal (OAUTH_ERROR_NEEDS_PERSON, "invalid_grant", "AADSTS700082");

  g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_SIGN_IN);
  g_assert_cmpstr (crib_problem_get_short (problem), ==, "Signed out");
  g_assert_nonnull (strstr (crib_problem_get_title (problem), "has expired"));
  g_assert_finalize_object (problem);
}

static void
test_wait (void)
{
  static const struct { gint64 seconds; const char *words; } cases[] = {
    { 1, "for 1 second." }, { 119, "for 119 seconds." }, { 120, "for 2 minutes." },
    { 121, "for 3 minutes." }, { G_MAXINT64, "minutes." }, { 0, NULL }, { -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = oauth_error_new (OAUTH_ERROR_UNAVAILABLE, "Busy.", NULL);
      CribProblem *problem;

      oauth_error_set_retry_after (error, cases[i].seconds);
      problem = tell (error);

      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (crib_problem_get_body (problem), cases[i].words));
      else
        g_assert_null (strstr (crib_problem_get_body (problem), "left alone"));
      g_assert_finalize_object (problem);
    }
}

static void
test_labels (void)
{
  GQuark oauth = OAUTH_ERROR;
  CribProblem *locked = tell (g_error_new_literal (VAULT_ERROR, VAULT_ERROR_LOCKED, "Words."));
  CribProblem *needed = tell (g_error_new_literal (oauth, OAUTH_ERROR_NEEDS_PERSON, "Words."));
  CribProblem *failed = tell (g_error_new_literal (oauth, OAUTH_ERROR_FORGED, "Words."));

  g_assert_cmpstr (crib_problem_get_action_label (locked, CRIB_PROBLEM_ACTION_SIGN_IN), ==,
                   "Unlock Keyring");
  g_assert_cmpstr (crib_problem_get_action_label (needed, CRIB_PROBLEM_ACTION_SIGN_IN), ==,
                   "Sign In");
  g_assert_cmpstr (crib_problem_get_action_label (failed, CRIB_PROBLEM_ACTION_SIGN_IN), ==,
                   "Try Again");
  g_assert_null (crib_problem_get_action_label (failed, CRIB_PROBLEM_ACTION_NONE));
  g_assert_finalize_object (locked);
  g_assert_finalize_object (needed);
  g_assert_finalize_object (failed);
}

/* A hostile answer may repeat what it was given. */
static void
test_no_secret (void)
{
  const OauthErrorDetails details = {
    .code = "invalid_grant",
    .description = "AADSTS70000: code=SECRET is bad, refresh_token: SECRET, Bearer SECRET12345",
  };
  CribProblem *problem = tell (oauth_error_new (OAUTH_ERROR_REFUSED, "No: code=SECRET.",
                                                &details));

  g_assert_null (strstr (crib_problem_get_details (problem), "SECRET"));
  g_assert_null (strstr (crib_problem_get_body (problem), "SECRET"));
  g_assert_finalize_object (problem);

  problem = tell (mcp_error_new (MCP_ERROR_REMOTE, "Got access_token=SECRET.",
                                 "{\"access_token\":\"SECRET\"}"));
  g_assert_null (strstr (crib_problem_get_details (problem), "SECRET"));
  g_assert_null (strstr (crib_problem_get_body (problem), "SECRET"));
  g_assert_finalize_object (problem);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/problem-sign-in/every-code", test_every_code);
  g_test_add_func ("/crib/problem-sign-in/singles", test_singles);
  g_test_add_func ("/crib/problem-sign-in/advice", test_advice);
  g_test_add_func ("/crib/problem-sign-in/suggestions", test_suggestions);
  g_test_add_func ("/crib/problem-sign-in/browser", test_browser);
  g_test_add_func ("/crib/problem-sign-in/browser-locked", test_browser_locked);
  g_test_add_func ("/crib/problem-sign-in/time", test_time);
  g_test_add_func ("/crib/problem-sign-in/details", test_details);
  g_test_add_func ("/crib/problem-sign-in/forged", test_forged);
  g_test_add_func ("/crib/problem-sign-in/clock", test_clock);
  g_test_add_func ("/crib/problem-sign-in/cancelled", test_cancelled);
  g_test_add_func ("/crib/problem-sign-in/needs-person", test_needs_person);
  g_test_add_func ("/crib/problem-sign-in/wait", test_wait);
  g_test_add_func ("/crib/problem-sign-in/labels", test_labels);
  g_test_add_func ("/crib/problem-sign-in/no-secret", test_no_secret);

  return g_test_run ();
}
