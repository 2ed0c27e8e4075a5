/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an organisation demands of people (Conditional Access, assignment, consent), on the pages of
 * a sign-in and later: the stand-in judges, nobody tells it what to answer. */

#include "config.h"

#include "scenario-fixture.h"

#include "crib-problem-links.h"
#include "oauth-error.h"
#include "tenant-browser.h"

#include <string.h>

static void
demand (SignInFixture *self,
        const char    *what)
{
  g_autofree char *wish = g_strdup_printf ("{\"policies\":[{\"require\":\"%s\"}]}", what);

  sign_in_fixture_control (self, "/policies", wish);
}

/* A page more, and nobody notices anything of it afterwards. */
static void
test_page (SignInFixture *self,
           gconstpointer  data)
{
  demand (self, data);
  sign_in_fixture_enter (self);
  scenario_assert_pages (self, 1);
  sign_in_fixture_assert_run (self->connection);
}

typedef struct
{
  const char *name;
  const char *path;
  const char *wish;
  CribProblemAction suggested;
  const char *key;
  const char *title;
} Block;

#define REQUIRE(what) "{\"policies\":[{\"require\":\"" what "\"}]}"

static const Block blocks[] = {
  { "block", "/policies", REQUIRE ("block"), CRIB_PROBLEM_ACTION_COPY_MESSAGE, "AADSTS53003",
    "A Conditional Access policy blocked the sign-in" },
  { "compliant-device", "/policies", REQUIRE ("compliant_device"), CRIB_PROBLEM_ACTION_BROWSER,
    "AADSTS53000", "The computer must comply with your organisation’s rules" },
  { "managed-device", "/policies", REQUIRE ("managed_device"), CRIB_PROBLEM_ACTION_BROWSER,
    "AADSTS530003", "The computer must be managed by your organisation" },
  { "assigned", "/policies", REQUIRE ("assigned"), CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "AADSTS50105", "You are signed in, but not assigned to this application" },
  { "admin-consent", "/policies", REQUIRE ("admin_consent"), CRIB_PROBLEM_ACTION_COPY_MESSAGE,
    "AADSTS90094", "An administrator must consent first" },
  { "disabled", "/users", "{\"username\":\"ada@contoso.example\",\"disabled\":true}",
    CRIB_PROBLEM_ACTION_COPY_MESSAGE, "AADSTS50057", "The account is disabled" },
};

static void
assert_blocked (SignInFixture *self,
                CribProblem   *problem,
                const Block   *block)
{
  g_assert_cmpstr (crib_problem_get_title (problem), ==, block->title);
  g_assert_cmpint (crib_problem_get_suggested (problem), ==, block->suggested);
  g_assert_true (g_str_has_prefix (crib_problem_get_summary (problem), block->key));
  /* What an administrator looks for in the sign-in log. */
  g_assert_nonnull (strstr (crib_problem_get_details (problem), "Correlation"));
  g_assert_nonnull (strstr (crib_problem_get_details (problem), "Trace"));
}

/* The page leads no further; whoever closes it is told why, and nobody is signed in. */
static void
test_blocked (SignInFixture *self,
              gconstpointer  data)
{
  const Block *block = data;

  sign_in_fixture_control (self, block->path, block->wish);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  assert_blocked (self, crib_connection_get_problem (self->connection), block);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, 0);
  scenario_assert_pages (self, 1);

  /* The rule is taken back. */
  sign_in_fixture_control (self, "/reset", "{}");
  sign_in_fixture_enter (self);
}

/* It came after the sign-in: the refresh is refused, and so is the page. */
static void
test_blocked_later (SignInFixture *self,
                    gconstpointer  data)
{
  const Block *block = data;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, block->path, block->wish);
  scenario_challenge (self, SCENARIO_EXPIRED);
  assert_blocked (self, scenario_fail_run (self), block);
  scenario_assert_pages (self, 2);
  g_assert_cmpuint (self->vault->n_clears, ==, 0);

  /* Nothing is forgotten for it. */
  demand (self, "terms");
  sign_in_fixture_control (self, "/policies", "{\"policies\":[]}");
  sign_in_fixture_assert_run (self->connection);
}

/* A second factor is wanted from now on: one page, with the claims that the refusal named. */
static void
test_later (SignInFixture *self,
            gconstpointer  data)
{
  g_autofree char *claims = NULL;

  sign_in_fixture_enter (self);
  demand (self, data);
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
  claims = scenario_dup_sent (self, "authorize", "claims");
  g_assert_nonnull (strstr (claims, "capolids"));
  g_assert_nonnull (strstr (claims, "cp1"));
}

/* The server wants an authentication context, which Entra gives after a page alone. */
static void
test_context (SignInFixture *self,
              gconstpointer  data)
{
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  sign_in_fixture_control (self, "/guard", "{\"challenge\":\"auth_context:c1\"}");
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), <=, n_tokens + 2);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
}

/* An administrator opens the link that the problem has for them, somewhere else, and agrees for
 * everybody; then the others never notice. */
static void
test_administrator (SignInFixture *self,
                    gconstpointer  data)
{
  g_auto(TenantBrowser) tom = { &self->demo };
  g_autofree char *link = NULL;

  demand (self, "admin_consent");
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  link = crib_problem_links_dup_consent (crib_connection_get_problem (self->connection),
                                         self->server,
                                         crib_connection_get_protection (self->connection));
  tenant_browser_open_link (&tom, link);
  tenant_browser_enter (&tom, "tom@contoso.example", "Admin-1972!");
  tenant_browser_submit (&tom, "action=no");
  tenant_browser_assert_page (&tom, "Permissions requested");
  tenant_browser_submit (&tom, "action=accept");
  tenant_browser_assert_param (&tom, "admin_consent", "True");
  tenant_browser_assert_param (&tom, "error", NULL);

  sign_in_fixture_enter (self);
  scenario_assert_pages (self, 2);
}

/* Whoever declines what the page asks has cancelled, and said so. */
static void
test_declined (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->person->deed = PERSON_DECLINES;
  demand (self, "mfa");
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

static void
add (const char    *where,
     const char    *name,
     gconstpointer  data,
     void         (*test) (SignInFixture *self,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/policies/", where, name, NULL);

  g_test_add (path, SignInFixture, data, scenario_set_up, test, scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  add ("page/", "mfa", "mfa", test_page);
  add ("page/", "terms", "terms", test_page);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    add ("blocked/", blocks[i].name, &blocks[i], test_blocked);
  for (guint i = 0; i < 3; i++)
    add ("later/", blocks[i].name, &blocks[i], test_blocked_later);
  add ("later/", "mfa", "mfa", test_later);
  add ("", "auth-context", NULL, test_context);
  add ("", "administrator", NULL, test_administrator);
  add ("", "declined", NULL, test_declined);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
