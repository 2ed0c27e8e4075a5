/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens as Entra may issue them (entra.md 3.2), by keys that change and a clock that is wrong. */

#include "config.h"

#include "scenario-fixture.h"

#include "oauth-error.h"

#include <string.h>

static void
issue (SignInFixture *self,
       const char    *how)
{
  sign_in_fixture_control (self, "/lifetime", how);
}

/* However the answer is written, the token is used for as long as it lives. */
static void
test_lasts (SignInFixture *self,
            gconstpointer  data)
{
  guint n_tokens;

  issue (self, data);
  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  for (guint i = 0; i < 3; i++)
    sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens);

  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);
  scenario_assert_pages (self, 1);
}

/* Without a refresh token it works for as long as the token does, and then asks once. */
static void
test_no_refresh_token (SignInFixture *self,
                       gconstpointer  data)
{
  issue (self, "{\"seconds\":3600,\"without_refresh_token\":true}");
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);

  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
}

/* At a refresh the old one goes on being good. */
static void
test_no_new_refresh_token (SignInFixture *self,
                           gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sign_in_fixture_enter (self);
  issue (self, "{\"seconds\":3600,\"without_refresh_token\":true}");
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  first = scenario_dup_sent (self, "token", "refresh_token");
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  second = scenario_dup_sent (self, "token", "refresh_token");
  g_assert_cmpstr (first, ==, second);
  scenario_assert_pages (self, 1);
}

/* The same account, with or without client_info. */
static void
test_no_client_info (SignInFixture *self,
                     gconstpointer  data)
{
  g_autofree char *id = NULL;

  sign_in_fixture_enter (self);
  id = g_strdup (oauth_account_get_id (crib_connection_get_account (self->connection)));
  issue (self, "{\"seconds\":3600,\"without_client_info\":true}");
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_AGAIN, NULL));
  g_assert_cmpstr (oauth_account_get_id (crib_connection_get_account (self->connection)), ==, id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 1);
}

/* Ahead of time and behind the back of whoever runs a tool. */
static void
test_renewed_ahead (SignInFixture *self,
                    gconstpointer  data)
{
  guint n_tokens;

  issue (self, "{\"seconds\":86400,\"refresh_in\":1}");
  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  while (sign_in_fixture_count (self, "token") == n_tokens)
    sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
}

/* Both the next ID token and the next access token are signed by a key that nobody has seen. */
static void
test_keys (SignInFixture *self,
           gconstpointer  data)
{
  guint n_keys;

  sign_in_fixture_enter (self);
  n_keys = sign_in_fixture_count (self, "keys");
  sign_in_fixture_control (self, "/keys", "{\"roll\":true}");
  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (sign_in_fixture_count (self, "keys"), ==, n_keys + 1);
  scenario_assert_pages (self, 1);
}

/* Five minutes apart are nothing, either way; an hour is told apart from a forgery. */
static void
test_clock (SignInFixture *self,
            gconstpointer  data)
{
  g_autofree char *wish = g_strdup_printf ("{\"offset\":%d}", GPOINTER_TO_INT (data));

  sign_in_fixture_control (self, "/clock", wish);
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
}

static void
test_clock_wrong (SignInFixture *self,
                  gconstpointer  data)
{
  g_autofree char *wish = g_strdup_printf ("{\"offset\":%d}", GPOINTER_TO_INT (data));
  g_autoptr(GError) error = NULL;

  sign_in_fixture_control (self, "/clock", wish);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (SignInFixture *self,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/tokens/", name, NULL);

  g_test_add (path, SignInFixture, data, scenario_set_up, test, scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  add ("as-text", "{\"seconds\":3600,\"as_text\":true}", test_lasts);
  add ("long", "{\"seconds\":100800}", test_lasts);
  add ("unsaid", "{\"seconds\":3600,\"expires_unsaid\":true}", test_lasts);
  add ("no-refresh-token", NULL, test_no_refresh_token);
  add ("no-new-refresh-token", NULL, test_no_new_refresh_token);
  add ("no-client-info", NULL, test_no_client_info);
  add ("renewed-ahead", NULL, test_renewed_ahead);
  add ("keys", NULL, test_keys);
  add ("clock/ahead", GINT_TO_POINTER (290), test_clock);
  add ("clock/behind", GINT_TO_POINTER (-290), test_clock);
  add ("clock/an-hour-ahead", GINT_TO_POINTER (3600), test_clock_wrong);
  add ("clock/a-day-behind", GINT_TO_POINTER (-86400), test_clock_wrong);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
