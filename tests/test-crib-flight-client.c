/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "flight-fixture.h"
#include "vault-error.h"

#include <string.h>

/* Once, and for good: also after a new start. */
static void
test_registers (FlightFixture *self,
                gconstpointer  data)
{
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  flight_fixture_assert_page (self, "client_id=c-2&");
  flight_fixture_assert_page (self, "redirect_uri=http%3A%2F%2F127.0.0.1%3A");
  g_assert_cmpstr (crib_server_get_registered_id (self->server), ==, "c-2");
  g_assert_cmpstr (crib_server_get_registered_issuer (self->server), ==, self->mock->issuer);
  g_assert_null (crib_server_get_client_id (self->server));
  g_assert_null (flight_fixture_get_token_header (self->mock));

  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  flight_fixture_assert_page (self, "client_id=c-2&");
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 1);
}

/* The secret goes into the vault, and from there to the token endpoint. */
static void
test_keeps_secret (FlightFixture *self,
                   gconstpointer  data)
{
  /* Long words: what is random may hold any three letters. */
  const char *header = "Basic Yy0yOmEtc2VjcmV0LW9mLWl0cy1vd24=";

  mock_authority_publish (self->mock, REGISTER, 201,
                          "{\"client_id\":\"c-2\",\"client_secret\":\"a-secret-of-its-own\","
                          "\"registration_access_token\":\"registration-2\"}");
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  g_assert_cmpstr (flight_fixture_get_token_header (self->mock), ==, header);

  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  g_assert_cmpstr (flight_fixture_get_token_header (self->mock), ==, header);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 1);
  flight_fixture_assert_never_saw (self->mock, "a-secret-of-its-own");
  flight_fixture_assert_never_saw (self->mock, "registration-2");
}

/* A keyring that does not take the secret: nobody is sent to a page for nothing. */
static void
test_locked (FlightFixture *self,
             gconstpointer  data)
{
  mock_authority_publish (self->mock, REGISTER, 201,
                          "{\"client_id\":\"c-2\",\"client_secret\":\"s-2\"}");
  self->vault->state = VAULT_STATE_LOCKED;
  flight_fixture_assert_fails (self, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_assert_cmpuint (self->person->prompts->len, ==, 0);
  g_assert_null (crib_server_get_registered_id (self->server));
}

static void
test_off (FlightFixture *self,
          gconstpointer  data)
{
  crib_server_set_may_register (self->server, FALSE);
  flight_fixture_assert_fails (self, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 0);
}

/* Ruling 14: an administrator has the last word. */
static void
test_forbidden (FlightFixture *self,
                gconstpointer  data)
{
  flight_fixture_assert_fails (self, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 0);
}

/* Nobody waits: nobody is registered for nobody. */
static void
test_nobody (FlightFixture *self,
             gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_authorizer_handle_challenge_async (MCP_AUTHORIZER (self->authorizer), self->mock->server_uri,
                                         401, "Bearer", NULL, NULL, flight_fixture_keep_cb,
                                         &result);
  flight_fixture_await (&result);
  mcp_authorizer_handle_challenge_finish (MCP_AUTHORIZER (self->authorizer), result, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 0);
}

/* An authority that has forgotten us is asked once more, and not for ever. */
static void
test_unknown_client (FlightFixture *self,
                     gconstpointer  data)
{
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  mock_authority_publish (self->mock, REGISTER, 201, "{\"client_id\":\"c-4\"}");
  mock_authority_queue (self->mock, 401, NULL, "{\"error\":\"invalid_client\"}");
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 2);
  flight_fixture_assert_page (self, "client_id=c-4&");
  g_assert_cmpstr (crib_server_get_registered_id (self->server), ==, "c-4");

  mock_authority_queue (self->mock, 401, NULL, "{\"error\":\"invalid_client\"}");
  mock_authority_queue (self->mock, 401, NULL, "{\"error\":\"invalid_client\"}");
  flight_fixture_assert_fails (self, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 3);
}

/* Also when it is found out in silence. */
static void
test_unknown_in_silence (FlightFixture *self,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  mock_authority_publish (self->mock, REGISTER, 201, "{\"client_id\":\"c-4\"}");
  mock_authority_queue (self->mock, 401, NULL, "{\"error\":\"invalid_client\"}");
  g_assert_true (flight_fixture_refuse_token (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
  flight_fixture_assert_page (self, "client_id=c-4&");
}

static void
test_expired_secret (FlightFixture *self,
                     gconstpointer  data)
{
  mock_authority_publish (self->mock, REGISTER, 201,
                          "{\"client_id\":\"c-2\",\"client_secret\":\"s-2\","
                          "\"client_secret_expires_at\":1000}");
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  mock_authority_publish (self->mock, REGISTER, 201, "{\"client_id\":\"c-4\"}");
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  flight_fixture_assert_page (self, "client_id=c-4&");
}

/* Settings that change while the authority registers, or while the secret goes into the vault. */
static void
change_meanwhile (FlightFixture *self,
                  gboolean       has_secret)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 flight_fixture_keep_cb, &result);

  while (has_secret ? self->vault->n_stores == 0
                    : mock_authority_count (self->mock, REGISTER) == 0)
    g_main_context_iteration (NULL, TRUE);

  crib_server_set_scope (self->server, "own");
  flight_fixture_await (&result);
  g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (crib_server_get_registered_id (self->server));
  g_assert_cmpuint (self->person->prompts->len, ==, 0);
  g_assert_cmpuint (self->vault->n_clears, ==, has_secret ? 1 : 0);
}

static void
test_changed (FlightFixture *self,
              gconstpointer  data)
{
  change_meanwhile (self, FALSE);
}

static void
test_changed_with_secret (FlightFixture *self,
                          gconstpointer  data)
{
  mock_authority_publish (self->mock, REGISTER, 201,
                          "{\"client_id\":\"c-2\",\"client_secret\":\"s-2\"}");
  change_meanwhile (self, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/flight-client/" path, FlightFixture, NULL, flight_fixture_set_up, func, \
              flight_fixture_tear_down)

  ADD ("registers", test_registers);
  ADD ("keeps-secret", test_keeps_secret);
  ADD ("locked", test_locked);
  ADD ("off", test_off);
  g_test_add ("/crib/flight-client/forbidden", FlightFixture, "forbidden", flight_fixture_set_up,
              test_forbidden, flight_fixture_tear_down);
  ADD ("nobody", test_nobody);
  ADD ("unknown-client", test_unknown_client);
  ADD ("unknown-in-silence", test_unknown_in_silence);
  ADD ("changed", test_changed);
  ADD ("changed-with-secret", test_changed_with_secret);
  ADD ("expired-secret", test_expired_secret);

  return g_test_run ();
}
