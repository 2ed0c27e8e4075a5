/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "authorizer-fixture.h"

static void
assert_pages (AuthorizerFixture *fixture,
              guint              count)
{
  g_assert_cmpuint (fixture->base.person->prompts->len, ==, count);
}

/* Calls go on with what is good, until what came meanwhile is used; no call waits, and nobody is
 * asked. */
static void
test_renewal_ahead (AuthorizerFixture *fixture,
                    gconstpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  sign_in_fixture_control (&fixture->base, "/lifetime", "{\"seconds\":7200,\"refresh_in\":1}");
  authorizer_fixture_enter (fixture);
  sign_in_fixture_control (&fixture->base, "/lifetime", "{\"seconds\":7200}");
  first = authorizer_fixture_get_header (fixture, NULL, &error);
  g_assert_no_error (error);

  do
    {
      g_free (last);
      last = authorizer_fixture_get_header (fixture, NULL, &error);
      g_assert_no_error (error);
    }
  while (g_str_equal (first, last));

  assert_pages (fixture, 1);
}

/* The sign-in may have ended meanwhile: the token is good for as long as it is. */
static void
test_renewal_refused (AuthorizerFixture *fixture,
                      gconstpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;

  sign_in_fixture_control (&fixture->base, "/lifetime", "{\"seconds\":7200,\"refresh_in\":1}");
  authorizer_fixture_enter (fixture);
  sign_in_fixture_control (&fixture->base, "/revoke", "{\"as\":\"bad_token\"}");
  first = authorizer_fixture_get_header (fixture, NULL, &error);
  g_assert_no_error (error);

  while (fixture->base.vault->n_clears == 0)
    {
      g_autofree char *header = authorizer_fixture_get_header (fixture, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (header, ==, first);
    }

  assert_pages (fixture, 1);
}

int
main (int    argc,
      char **argv)
{
  int status;

  sign_in_fixture_begin (argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/crib/authorizer-renewal/ahead", AuthorizerFixture, NULL, authorizer_fixture_set_up,
              test_renewal_ahead, authorizer_fixture_tear_down);
  g_test_add ("/crib/authorizer-renewal/refused", AuthorizerFixture, NULL,
              authorizer_fixture_set_up, test_renewal_refused, authorizer_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
