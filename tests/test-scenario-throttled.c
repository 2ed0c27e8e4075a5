/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An authority that asks to wait, is out of order, or cannot be reached (entra.md 3.7). */

#include "config.h"

#include "scenario-fixture.h"

#include "oauth-error.h"

#include <string.h>

static void
spoil (SignInFixture *self,
       const char    *members)
{
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"tenant\",\"endpoint\":\"token\",%s}", members);
  sign_in_fixture_control (self, "/fault", fault);
}

/* A run that needs a new token and gets none: no page, for no page mends it. */
static void
assert_waits (SignInFixture *self,
              guint          seconds)
{
  CribRun *run = sign_in_fixture_run (self->connection);
  gint64 wait;

  g_assert_error (crib_run_get_error (run), OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  wait = oauth_error_get_retry_after (crib_run_get_error (run));
  g_assert_cmpint (wait, <=, seconds);
  g_assert_cmpint (wait, >, (gint64) seconds - 30);
  scenario_assert_pages (self, 1);
}

typedef struct
{
  const char *name;
  const char *answer;
  guint seconds;
} Load;

static const Load loads[] = {
  { "seconds", "\"kind\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":\"120\"}", 120 },
  { "too-long", "\"kind\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":\"86400\"}",
    3600 },
  { "nothing", "\"kind\":\"status\",\"status\":429", 60 },
  { "html", "\"kind\":\"status\",\"status\":429,\"content_type\":\"text/html\",\"body\":"
            "\"<html>Too many requests</html>\"", 60 },
  { "out-of-order", "\"kind\":\"status\",\"status\":503,\"headers\":{\"Retry-After\":\"240\"}",
    240 },
};

/* Asked once, and not again before the time is over, whoever wants something. */
static void
test_load (SignInFixture *self,
           gconstpointer  data)
{
  const Load *load = data;
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  spoil (self, load->answer);
  scenario_challenge (self, SCENARIO_EXPIRED);
  scenario_fail_run (self);
  assert_waits (self, load->seconds);
  assert_waits (self, load->seconds);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);

  /* A person who presses the button is not told to wait. */
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_AGAIN, NULL));
  scenario_assert_pages (self, 2);
  sign_in_fixture_assert_run (self->connection);
}

static void
test_date (SignInFixture *self,
           gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, 300);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  g_autofree char *answer = NULL;
  Load load = { "date", NULL, 300 };

  answer = g_strdup_printf ("\"kind\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":"
                            "\"%s\"}", date);
  load.answer = answer;
  test_load (self, &load);
}

/* The problem says for how long, in no words of a protocol. */
static void
test_words (SignInFixture *self,
            gconstpointer  data)
{
  CribProblem *problem;

  sign_in_fixture_enter (self);
  spoil (self, loads[0].answer);
  problem = scenario_come_back (self);
  g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_UNREACHABLE);
  g_assert_nonnull (strstr (crib_problem_get_body (problem), "left alone for 2 minutes."));
  g_assert_null (strstr (crib_problem_get_body (problem), "429"));
  g_assert_cmpint (crib_problem_get_suggested (problem), ==, CRIB_PROBLEM_ACTION_RETRY);
}

/* Once out of order and then well again is nobody's business. */
static void
test_recovers (SignInFixture *self,
               gconstpointer  data)
{
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  spoil (self, "\"kind\":\"status\",\"status\":503");
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 2);
}

/* What ended without an answer is asked for again as soon as somebody wants it. */
static void
test_offline (SignInFixture *self,
              gconstpointer  data)
{
  CribRun *run;

  sign_in_fixture_enter (self);
  spoil (self, "\"kind\":\"cut\",\"times\":2");
  scenario_challenge (self, SCENARIO_EXPIRED);
  run = sign_in_fixture_run (self->connection);
  g_assert_error (crib_run_get_error (run), OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);

  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (SignInFixture *self,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/throttled/", name, NULL);

  g_test_add (path, SignInFixture, data, scenario_set_up, test, scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    add (loads[i].name, &loads[i], test_load);
  add ("date", NULL, test_date);
  add ("words", NULL, test_words);
  add ("recovers", NULL, test_recovers);
  add ("offline", NULL, test_offline);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
