/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A private authority and its server, with certificates of a CA of the organisation's own. */

#include "config.h"

#include "scenario-fixture.h"

#include "tenant-fixture.h"

#include <string.h>

static const char * const tls_options[] = { "--tls", NULL };

/* The fixture trusts the tenant with its CA; without that it is as any other on the network. */
static void
trust_without_ca (SignInFixture *self)
{
  const char *issuer = tenant_look_up (&self->demo, "issuer");
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;

  crib_trust_remove (self->trust, issuer, &error);
  g_assert_no_error (error);
  entry = g_variant_ref_sink (g_variant_new_parsed ("{'issuer': <%s>, 'kind': <'entra'>}", issuer));
  crib_trust_add (self->trust, entry, &error);
  g_assert_no_error (error);
}

static void
test_private (SignInFixture *self,
              gconstpointer  data)
{
  g_assert_true (g_str_has_prefix (crib_server_get_uri (self->server), "https:"));
  g_assert_true (g_str_has_prefix (tenant_look_up (&self->demo, "issuer"), "https:"));
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);

  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
}

/* The server's CA is nothing that the authority could lean on: nobody is sent there, and nobody is
 * told to look after their network. */
static void
test_authority_unknown (SignInFixture *self,
                        gconstpointer  data)
{
  CribProblem *problem;

  trust_without_ca (self);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The sign-in service cannot prove who it is");
  g_assert_nonnull (strstr (crib_problem_get_body (problem), "is not trusted on this computer."));
  g_assert_nonnull (strstr (crib_problem_get_fix (problem), "--ca-file"));
  g_assert_null (strstr (crib_problem_get_fix (problem), "network"));
  scenario_assert_pages (self, 0);
  g_assert_cmpuint (sign_in_fixture_count (self, "discovery"), ==, 0);
}

/* And the other way round. */
static void
test_server_unknown (SignInFixture *self,
                     gconstpointer  data)
{
  crib_server_set_ca_file (self->server, NULL);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  scenario_assert_pages (self, 0);
  g_assert_cmpuint (sign_in_fixture_count (self, "protected"), ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/scenario/tls/" path, SignInFixture, tls_options, sign_in_fixture_set_up, \
              function, sign_in_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("private", test_private);
  ADD ("authority-unknown", test_authority_unknown);
  ADD ("server-unknown", test_server_unknown);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
