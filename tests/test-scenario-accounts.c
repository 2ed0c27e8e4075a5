/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People of several organisations, and the ways of signing out (entra.md 3.4, 6). */

#include "config.h"

#include "scenario-fixture.h"

#include "crib-account-pages.h"
#include "crib-account-summary.h"
#include "tenant-fixture.h"

#include <string.h>

/* The tenant where Gus is at home. */
#define OTHER_ID "0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"

static void
become (SignInFixture *self,
        const char    *username,
        const char    *password)
{
  self->person->username = username;
  self->person->password = password;
}

static CribAccountSummary *
summarise (SignInFixture *self)
{
  return crib_account_summary_new (self->identity,
                                   crib_connection_get_account (self->connection));
}

/* A guest is a guest here, and keeps the name of the tenant at home. */
static void
test_guest (SignInFixture *self,
            gconstpointer  data)
{
  CribAccountSummary *summary;
  OauthAccount *account;

  become (self, "gus%40fabrikam.example", "Guest-1791%21");
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
  account = crib_connection_get_account (self->connection);
  summary = summarise (self);
  g_assert_true (crib_account_summary_is_guest (summary));
  g_assert_cmpstr (crib_account_summary_get_username (summary), ==, "gus@fabrikam.example");
  g_assert_cmpstr (oauth_account_get_tenant (account), ==,
                   tenant_look_up (&self->demo, "tenant_id"));
  g_assert_cmpstr (oauth_account_get_home_tenant (account), !=,
                   tenant_look_up (&self->demo, "tenant_id"));

  g_assert_finalize_object (summary);

  /* A guest comes back as silently as anybody. */
  sign_in_fixture_restart (self);
  g_assert_true (sign_in_fixture_open (self->connection, NULL));
  scenario_assert_pages (self, 1);
}

/* Whoever is no guest there gets no further than the page. */
static void
test_stranger (SignInFixture *self,
               gconstpointer  data)
{
  CribProblem *problem;

  sign_in_fixture_control (self, "/users", "{\"username\":\"eve@fabrikam.example\",\"password\":"
                                           "\"Eve-1900!\",\"guest\":false}");
  become (self, "eve%40fabrikam.example", "Eve-1900%21");
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  problem = crib_connection_get_problem (self->connection);
  g_assert_true (g_str_has_prefix (crib_problem_get_summary (problem), "AADSTS50020"));
  g_assert_true (crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_OTHER_ACCOUNT);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);

  /* Another account is all that it takes. */
  become (self, "ada%40contoso.example", "Engine-1843%21");
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, NULL));
  sign_in_fixture_assert_run (self->connection);
}

/* A guest who is disabled at home, or was taken off the list. */
static void
test_guest_gone (SignInFixture *self,
                 gconstpointer  data)
{
  CribProblem *problem;

  become (self, "gus%40fabrikam.example", "Guest-1791%21");
  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/users",
                           "{\"username\":\"gus@fabrikam.example\",\"guest\":false}");
  problem = scenario_come_back (self);
  g_assert_nonnull (problem);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_true (g_str_has_prefix (crib_problem_get_summary (problem), "AADSTS50020"));
}

/* Two people at two servers, each with a session and a token of their own. */
static void
test_side_by_side (SignInFixture *self,
                   gconstpointer  data)
{
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (self, NULL);
  CribConnection *other = crib_connection_new (server, self->identity);

  sign_in_fixture_enter (self);
  tenant_prompter_become_tom (self->person);
  g_assert_true (sign_in_fixture_sign_in (other, CRIB_SIGN_IN_OTHER_ACCOUNT, NULL));
  for (guint i = 0; i < 2; i++)
    {
      sign_in_fixture_assert_run (self->connection);
      sign_in_fixture_assert_run (other);
    }

  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as ada@contoso.example");
  g_assert_cmpstr (crib_connection_get_state_text (other), ==, "Connected as tom@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 2);

  /* One of them leaves; the other stays. */
  g_assert_true (sign_in_fixture_sign_out (other, NULL));
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 1);
  sign_in_fixture_close (other);
}

static gboolean
was_asked_at (SignInFixture *self,
              const char    *tenant)
{
  g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/token", tenant);

  return sign_in_fixture_count (self, path) > 0;
}

/* One refresh token is good at each tenant where somebody is a guest (entra.md 3.3): Gus, at home
 * and at Contoso, signs in once. */
static void
test_two_tenants (SignInFixture *self,
                  gconstpointer  data)
{
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (self, NULL);
  CribConnection *other = crib_connection_new (server, self->identity);
  g_autofree char *issuer = g_strdup (tenant_look_up (&self->demo, "issuer"));
  g_autoptr(GString) home = g_string_new (issuer);

  g_string_replace (home, tenant_look_up (&self->demo, "tenant_id"), OTHER_ID, 1);
  become (self, "gus%40fabrikam.example", "Guest-1791%21");
  sign_in_fixture_enter (self);
  g_assert_false (was_asked_at (self, OTHER_ID));

  crib_server_set_authority (server, home->str);
  crib_server_set_scope (server, tenant_look_up (&self->demo, "scope"));
  sign_in_fixture_sign_in (other, CRIB_SIGN_IN_PLAIN, NULL);
  g_assert_true (was_asked_at (self, OTHER_ID));
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 1);

  /* What one tenant's server does with the other's token is its own business. */
  sign_in_fixture_assert_run (self->connection);
  sign_in_fixture_close (other);
}

/* Microsoft's own page ends the browser's session, and nothing else; its address holds no name. */
static void
test_microsoft (SignInFixture *self,
                gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autoptr(DemoReply) page = NULL;

  sign_in_fixture_enter (self);
  uri = crib_identity_dup_sign_out_uri (self->identity,
                                        crib_connection_get_account (self->connection));
  g_assert_nonnull (strstr (uri, "/oauth2/v2.0/logout"));
  g_assert_null (strstr (uri, "ada"));
  page = demo_fixture_send (&self->demo, "GET", uri, NULL, NULL);
  g_assert_cmpuint (page->status, <, 400);

  /* Single sign-out revokes cookies, not the tokens of programs. */
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
}

/* Signed out here, Microsoft knows nothing of it; the next sign-in begins with the name. */
static void
test_here (SignInFixture *self,
           gconstpointer  data)
{
  guint n_logouts;

  sign_in_fixture_enter (self);
  n_logouts = sign_in_fixture_count (self, "logout");
  g_assert_true (sign_in_fixture_sign_out (self->connection, NULL));
  g_assert_cmpuint (sign_in_fixture_count (self, "logout"), ==, n_logouts);
  sign_in_fixture_enter (self);
  g_assert_null (strstr (scenario_get_page (self), "login_hint"));
}

#define ADD(path, function) \
  g_test_add ("/scenario/accounts/" path, SignInFixture, NULL, scenario_set_up, function, \
              scenario_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("guest", test_guest);
  ADD ("stranger", test_stranger);
  ADD ("guest-gone", test_guest_gone);
  ADD ("side-by-side", test_side_by_side);
  ADD ("two-tenants", test_two_tenants);
  ADD ("sign-out/microsoft", test_microsoft);
  ADD ("sign-out/here", test_here);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
