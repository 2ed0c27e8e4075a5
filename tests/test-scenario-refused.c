/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Entra says to a refresh (entra.md 3.6), and what a person sees of it. */

#include "config.h"

#include "scenario-fixture.h"

#include "oauth-error.h"

#include <string.h>

#define CLAIMS "{\\\"access_token\\\":{\\\"capolids\\\":{\\\"essential\\\":true}}}"

typedef struct
{
  const char *name;
  const char *answer;           /* members of the error body */
  CribProblemKind kind;         /* at the next start, where nobody waits */
  CribProblemAction suggested;
  const char *title;
  gboolean is_forgotten;        /* the refresh token is good for nothing any more */
} Refusal;

static const Refusal refusals[] = {
  { "second-factor", "\"error\":\"interaction_required\",\"suberror\":\"basic_action\","
    "\"codes\":[50076],\"claims\":\"" CLAIMS "\"", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN, "A second confirmation is required", FALSE },
  { "revoked", "\"suberror\":\"bad_token\",\"codes\":[50173]", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN,
    "The sign-in ended because the password changed or an administrator ended it", TRUE },
  { "expired", "\"suberror\":\"token_expired\",\"codes\":[700082]", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN,
    "The saved sign-in has expired, because it was not used for a long time", TRUE },
  { "inactive", "\"codes\":[70008]", CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_SIGN_IN,
    "The saved sign-in has expired, because it was not used for a long time", FALSE },
  { "sign-in-frequency", "\"codes\":[70043]", CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_SIGN_IN,
    "Your organisation wants you to sign in again from time to time", FALSE },
  { "consent", "\"suberror\":\"consent_required\",\"codes\":[65001]", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_SIGN_IN, "Nobody has consented to this yet", FALSE },
  { "password-expired", "\"suberror\":\"user_password_expired\",\"codes\":[50055]",
    CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_SIGN_IN, "The password has expired", FALSE },
  { "blocked", "\"suberror\":\"message_only\",\"codes\":[53003]", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_COPY_MESSAGE, "A Conditional Access policy blocked the sign-in", FALSE },
  { "device", "\"suberror\":\"additional_action\",\"codes\":[53000]", CRIB_PROBLEM_SIGN_IN,
    CRIB_PROBLEM_ACTION_BROWSER, "The computer must comply with your organisation’s rules",
    FALSE },
  { "not-assigned", "\"codes\":[50105]", CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "You are signed in, but not assigned to this application", FALSE },
};

static const Refusal settled[] = {
  { "app-protection", "\"times\":9,\"suberror\":\"protection_policy_required\",\"codes\":[53009]",
    CRIB_PROBLEM_SIGN_IN_FAILED, CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "Only approved or protected apps may sign in", FALSE },
  { "unknown-client", "\"times\":9,\"error\":\"unauthorized_client\",\"codes\":[700016]",
    CRIB_PROBLEM_SIGN_IN_FAILED, CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "The client ID is not known in this tenant", FALSE },
  { "secret-wanted", "\"times\":9,\"error\":\"invalid_client\",\"status\":401,\"codes\":[7000218]",
    CRIB_PROBLEM_SIGN_IN_FAILED, CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "Microsoft wants a client secret, which a program on your computer cannot have", FALSE },
  { "loop", "\"times\":9,\"codes\":[50196]", CRIB_PROBLEM_UNREACHABLE,
    CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "The same request was sent too often", FALSE },
};

static void
assert_told (SignInFixture *self,
             const Refusal *refusal)
{
  CribProblem *problem;

  scenario_deny (self, refusal->answer);
  problem = scenario_come_back (self);
  g_assert_nonnull (problem);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, refusal->title);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, refusal->kind);
  g_assert_cmpint (crib_problem_get_suggested (problem), ==, refusal->suggested);
  g_assert_nonnull (strstr (crib_problem_get_summary (problem), "AADSTS"));
  g_assert_nonnull (strstr (crib_problem_get_details (problem), "Correlation"));
  scenario_assert_pages (self, 1);
}

/* At the next start nobody waits: it is said, with who mends it. Then a button leads out. */
static void
test_told (SignInFixture *self,
           gconstpointer  data)
{
  const Refusal *refusal = data;
  guint n_items;

  sign_in_fixture_enter (self);
  n_items = self->vault->n_clears;
  assert_told (self, refusal);
  g_assert_cmpuint (self->vault->n_clears - n_items, ==, refusal->is_forgotten ? 1 : 0);

  sign_in_fixture_enter (self);
  scenario_assert_pages (self, 2);
  g_assert_cmpint (strstr (scenario_get_page (self), "capolids") != NULL, ==,
                   strstr (refusal->answer, "capolids") != NULL);
  g_assert_nonnull (strstr (scenario_get_page (self), "cp1"));
  g_assert_nonnull (strstr (scenario_get_page (self), "login_hint=ada"));
  sign_in_fixture_assert_run (self->connection);
}

/* In the middle of a run there is one page, and the run goes on. */
static void
test_runs_on (SignInFixture *self,
              gconstpointer  data)
{
  const Refusal *refusal = data;

  sign_in_fixture_enter (self);
  scenario_challenge (self, SCENARIO_EXPIRED);
  scenario_deny (self, refusal->answer);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 2);
}

/* What no page mends shows none, at the start or in a run, and nothing is forgotten for it. */
static void
test_settled_at_start (SignInFixture *self,
                       gconstpointer  data)
{
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  assert_told (self, data);
  g_assert_cmpuint (sign_in_fixture_count (self, "token") - n_tokens, <=, 2);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);
}

static void
test_settled_in_run (SignInFixture *self,
                     gconstpointer  data)
{
  const Refusal *refusal = data;

  sign_in_fixture_enter (self);
  scenario_challenge (self, SCENARIO_EXPIRED);
  scenario_deny (self, refusal->answer);
  g_assert_cmpstr (crib_problem_get_title (scenario_fail_run (self)), ==, refusal->title);
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 1);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);
}

static void
add (const char     *where,
     const Refusal  *refusal,
     void          (*test) (SignInFixture *self,
                            gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/refused/", where, refusal->name, NULL);

  g_test_add (path, SignInFixture, refusal, scenario_set_up, test, scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      add ("start/", &refusals[i], test_told);
      add ("run/", &refusals[i], test_runs_on);
    }

  for (guint i = 0; i < G_N_ELEMENTS (settled); i++)
    {
      add ("start/", &settled[i], test_settled_at_start);
      add ("run/", &settled[i], test_settled_in_run);
    }

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
