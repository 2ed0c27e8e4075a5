/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "flight-fixture.h"

#include <string.h>

#define DOCUMENT "https://app.example.com/client.json"

/* MCP 2026-07-28, "Authorization Server Binding": another authority hears nothing of the first. */
static void
test_moves (FlightFixture *self,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  flight_fixture_protect (self, self->other);
  self->person->mock = self->other;
  g_assert_true (flight_fixture_refuse_token (self, &error));
  g_assert_no_error (error);

  flight_fixture_assert_page (self, "client_id=c-3&");
  g_assert_true (g_str_has_prefix (flight_fixture_get_page (self), self->other->issuer));
  g_assert_cmpuint (mock_authority_count (self->other, REGISTER), ==, 1);
  flight_fixture_assert_never_saw (self->other, "c-2");
  flight_fixture_assert_never_saw (self->other, "rt-1");
  flight_fixture_assert_never_saw (self->other, "at-1");
}

/* What a person wrote down is of who took it first, unless they say otherwise. */
static void
test_given_moves (FlightFixture *self,
                  gconstpointer  data)
{
  crib_server_set_may_register (self->server, FALSE);
  crib_server_set_client_id (self->server, "toolcrib");
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  g_assert_cmpstr (crib_server_get_client_issuer (self->server), ==, self->mock->issuer);

  flight_fixture_protect (self, self->other);
  self->person->mock = self->other;
  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_assert_fails (self, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
  flight_fixture_assert_never_saw (self->other, "toolcrib");

  crib_server_set_client_id (self->server, "toolcrib");
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  g_assert_cmpstr (crib_server_get_client_issuer (self->server), ==, self->other->issuer);
}

/* Where it may register itself, it does so there, and is itself again when that comes back. */
static void
test_given_and_registered (FlightFixture *self,
                           gconstpointer  data)
{
  crib_server_set_client_id (self->server, "toolcrib");
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  flight_fixture_protect (self, self->other);
  self->person->mock = self->other;
  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  flight_fixture_assert_page (self, "client_id=c-3&");
  g_assert_cmpstr (crib_server_get_client_id (self->server), ==, "toolcrib");
  flight_fixture_assert_never_saw (self->other, "toolcrib");

  flight_fixture_protect (self, self->mock);
  self->person->mock = self->mock;
  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  flight_fixture_assert_page (self, "client_id=toolcrib&");
  g_assert_null (crib_server_get_registered_id (self->server));
}

static gboolean
set_secret (FlightFixture *self,
            const char  *text,
            const char  *issuer,
            GError     **error)
{
  g_autoptr(VaultSecret) secret = text != NULL ? vault_secret_new (text, -1) : NULL;
  g_autoptr(GAsyncResult) result = NULL;

  crib_identity_set_client_secret_async (self->identity, self->server, issuer, secret, NULL,
                                         flight_fixture_keep_cb, &result);
  flight_fixture_await (&result);

  return crib_identity_set_client_secret_finish (self->identity, result, error);
}

static void
test_given_secret (FlightFixture *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  crib_server_set_client_id (self->server, "toolcrib");
  set_secret (self, "s-1", self->mock->issuer, &error);
  g_assert_no_error (error);
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  g_assert_cmpstr (flight_fixture_get_token_header (self->mock), ==, "Basic dG9vbGNyaWI6cy0x");
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 0);

  set_secret (self, NULL, self->mock->issuer, &error);
  g_assert_no_error (error);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  g_assert_null (flight_fixture_get_token_header (self->mock));

  crib_server_set_has_client_secret (self->server, TRUE);
  flight_fixture_assert_fails (self, OAUTH_ERROR, OAUTH_ERROR_SETUP);
}

static gboolean
is_kept (FlightFixture *self,
         const char    *issuer)
{
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_CLIENT, "toolcrib", issuer, NULL);
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_lookup_async (VAULT_STORE (self->vault), key, VAULT_ASK_NEVER, NULL,
                            flight_fixture_keep_cb, &result);
  flight_fixture_await (&result);
  secret = vault_store_lookup_finish (VAULT_STORE (self->vault), result, &error);
  g_assert_no_error (error);

  return secret != NULL;
}

/* Whoever is meant to sign people in by now: it goes from where it is. */
static void
test_secret_forgotten (FlightFixture *self,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  crib_server_set_client_id (self->server, "toolcrib");
  set_secret (self, "s-1", self->mock->issuer, &error);
  g_assert_no_error (error);
  g_assert_true (is_kept (self, self->mock->issuer));

  set_secret (self, NULL, self->other->issuer, &error);
  g_assert_no_error (error);
  g_assert_false (is_kept (self, self->mock->issuer));
  g_assert_false (crib_server_has_client_secret (self->server));

  /* Where nobody is known, whoever is named. */
  set_secret (self, "s-2", self->other->issuer, &error);
  crib_server_set_client_issuer (self->server, NULL);
  set_secret (self, NULL, self->other->issuer, &error);
  g_assert_no_error (error);
  g_assert_false (is_kept (self, self->other->issuer));
}

static void
test_bad_secrets (FlightFixture *self,
                  gconstpointer  data)
{
  static const char * const secrets[] = { "", "a\nb", "p\303\244ss", "a\tb" };
  g_autoptr(GError) error = NULL;

  g_assert_false (set_secret (self, "s", self->mock->issuer, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_clear_error (&error);
  crib_server_set_client_id (self->server, "toolcrib");

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_false (set_secret (self, secrets[i], self->mock->issuer, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
      g_clear_error (&error);
    }

  g_assert_false (set_secret (self, "s", "https://login.microsoftonline.com/x/v2.0", &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);
  g_assert_false (crib_server_has_client_secret (self->server));
}

static void
test_document (FlightFixture *self,
               gconstpointer  data)
{
  crib_server_set_client_id (self->server, DOCUMENT);
  flight_fixture_assert_fails (self, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
  g_assert_cmpuint (self->person->prompts->len, ==, 0);
  g_assert_cmpuint (mock_authority_count (self->mock, REGISTER), ==, 0);

  flight_fixture_offer (self->mock, &self->metadata[0],
                        ",\"client_id_metadata_document_supported\":true");
  flight_fixture_stop (self);
  flight_fixture_start (self);
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  flight_fixture_assert_page (self, "client_id=https%3A%2F%2Fapp.example.com%2F");
  flight_fixture_assert_page (self, "redirect_uri=http%3A%2F%2F127.0.0.1%3A");
  g_assert_null (crib_server_get_client_issuer (self->server));
}

/* Its own origin where nothing is published, and only where the profile says so (mcp.md 4.10). */
static void
test_own_authority (FlightFixture *self,
                    gconstpointer  data)
{
  const char *page;

  mock_authority_publish (self->mock, RESOURCE_PLACE, 404, NULL);
  mock_authority_publish (self->mock, "/register", 201, "{\"client_id\":\"c-5\"}");
  mock_authority_publish (self->mock, "/token", 200,
                          "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
  flight_fixture_assert_fails (self, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);

  crib_server_set_is_own_authority (self->server, TRUE);
  flight_fixture_assert_fails (self, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_assert_cmpuint (mock_authority_count (self->mock, "/register"), ==, 0);
  g_assert_cmpstr (crib_protection_get_issuer (crib_authorizer_get_protection (self->authorizer)),
                   ==, self->mock->origin);

  flight_fixture_trust_in (self, self->mock->origin);
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  page = flight_fixture_get_page (self);
  g_assert_true (g_str_has_prefix (page + strlen (self->mock->origin), "/authorize?"));
  flight_fixture_assert_page (self, "client_id=c-5&");
  flight_fixture_assert_page (self, "code_challenge_method=S256");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/flight-client-given/" path, FlightFixture, NULL, flight_fixture_set_up, func, \
              flight_fixture_tear_down)

  ADD ("moves", test_moves);
  ADD ("given-moves", test_given_moves);
  ADD ("given-and-registered", test_given_and_registered);
  ADD ("given-secret", test_given_secret);
  ADD ("secret-forgotten", test_secret_forgotten);
  ADD ("bad-secrets", test_bad_secrets);
  ADD ("document", test_document);
  ADD ("own-authority", test_own_authority);

  return g_test_run ();
}
