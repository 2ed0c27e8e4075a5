/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last step of a sign-in: a code that is not one's own, and what Entra says to one that is. */

#include "config.h"

#include "scenario-fixture.h"

#include "oauth-error.h"

#include <string.h>

static void
assert_nobody (SignInFixture *self)
{
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_null (crib_connection_get_account (self->connection));
  g_assert_cmpuint (self->vault->n_stores, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 0);
  scenario_assert_pages (self, 1);
}

/* RFC 9700 4.5.3: the verifier is of this attempt, the challenge of the other. */
static void
test_injected (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->person->deed = PERSON_IS_INJECTED;
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS501481");
  assert_nobody (self);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, 1);

  self->person->deed = PERSON_SIGNS_IN;
  sign_in_fixture_enter (self);
}

/* RFC 7636 1: a code that somebody else has seen. */
static void
test_overheard (SignInFixture *self,
                gconstpointer  data)
{
  self->person->deed = PERSON_IS_OVERHEARD;
  sign_in_fixture_enter (self);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, 2);
  sign_in_fixture_assert_run (self->connection);
}

typedef struct
{
  const char *name;
  const char *answer;
  CribProblemAction suggested;
  const char *title;
} Refusal;

static const Refusal refusals[] = {
  { "code-twice", "\"codes\":[54005]", CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "The answer of a sign-in was used twice" },
  { "code-too-old", "\"codes\":[70008]", CRIB_PROBLEM_ACTION_SIGN_IN,
    "The saved sign-in has expired, because it was not used for a long time" },
  { "other-tenant", "\"codes\":[700005]", CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "The sign-in was started and finished at different tenants" },
  { "secret-wanted", "\"error\":\"invalid_client\",\"status\":401,\"codes\":[7000218]",
    CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "Microsoft wants a client secret, which a program on your computer cannot have" },
  { "blocked", "\"error\":\"access_denied\",\"codes\":[53003]", CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "A Conditional Access policy blocked the sign-in" },
  { "device", "\"error\":\"access_denied\",\"codes\":[530003]", CRIB_PROBLEM_ACTION_BROWSER,
    "The computer must be managed by your organisation" },
};

/* Told once; no second page by itself, and no code is sent twice. */
static void
test_refused (SignInFixture *self,
              gconstpointer  data)
{
  const Refusal *refusal = data;
  CribProblem *problem;

  scenario_deny (self, refusal->answer);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_SIGN_IN_FAILED);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, refusal->title);
  g_assert_cmpint (crib_problem_get_suggested (problem), ==, refusal->suggested);
  assert_nobody (self);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, 1);
}

#define ADD(path, data, function) \
  g_test_add ("/scenario/sign-in/" path, SignInFixture, data, scenario_set_up, function, \
              scenario_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("injected", NULL, test_injected);
  ADD ("overheard", NULL, test_overheard);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/scenario/sign-in/", refusals[i].name, NULL);

      g_test_add (path, SignInFixture, &refusals[i], scenario_set_up, test_refused,
                  scenario_tear_down);
    }

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
