/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection.h"

#include "sign-in-fixture.h"

static void
test_sign_in (SignInFixture *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sign_in_fixture_open (self->connection, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_true (crib_connection_is_protected (self->connection));
  g_assert_cmpuint (self->person->prompts->len, ==, 0);

  sign_in_fixture_enter (self);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  g_assert_cmpstr (crib_connection_get_state_text (self->connection), ==,
                   "Connected as ada@contoso.example");
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->vault->n_stores, ==, 1);
}

static void
test_again_silently (SignInFixture *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_restart (self);

  g_assert_true (sign_in_fixture_open (self->connection, &error));
  g_assert_no_error (error);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
}

#define ADD(path, function) \
  g_test_add (path, SignInFixture, NULL, sign_in_fixture_set_up, function, \
              sign_in_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("/crib/connection/sign-in/first", test_sign_in);
  ADD ("/crib/connection/sign-in/again-silently", test_again_silently);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
