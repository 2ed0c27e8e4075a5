/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "flight-fixture.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include <string.h>

void
flight_fixture_trust_in (FlightFixture *self,
                         const char *issuer)
{
  g_autoptr(GError) error = NULL;

  crib_trust_add_for_run (self->trust,
                          g_variant_new_parsed ("{'issuer': <%s>, 'kind': <'generic'>, "
                                                "'allow-http-loopback': <true>}", issuer), &error);
  g_assert_no_error (error);
}

void
flight_fixture_protect (FlightFixture *self,
                        MockAuthority *authority)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"]}",
                          self->mock->server_uri, authority->issuer);

  mock_authority_publish (self->mock, RESOURCE_PLACE, 200, text);
}

void
flight_fixture_offer (MockAuthority  *mock,
                      char          **metadata,
                      const char     *more)
{
  g_free (*metadata);
  *metadata = g_strdup_printf (",\"registration_endpoint\":\"%s/register\"%s", mock->issuer, more);
  mock->more_metadata = *metadata;
  mock->gives_id_token = FALSE;
}

/* As after a new start: vault, accounts and server are the same, all else is new. */
void
flight_fixture_start (FlightFixture *self)
{
  self->identity = crib_identity_new (self->trust, self->accounts, VAULT_STORE (self->vault));
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (self->person));
  self->authorizer = crib_authorizer_new (self->server, self->identity);
}

void
flight_fixture_stop (FlightFixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&self->authorizer));
  g_assert_finalize_object (g_steal_pointer (&self->identity));
}

/* An administrator's, who forbids registrations; nullable. */
static GSettings *
dup_settings (gconstpointer data)
{
  g_autoptr(GSettingsBackend) backend = NULL;
  GSettings *settings;

  if (data == NULL)
    return NULL;

  backend = g_memory_settings_backend_new ();
  settings = g_settings_new_with_backend ("io.github.toolcrib.Toolcrib", backend);
  g_settings_set_boolean (settings, "allow-client-registration", FALSE);

  return settings;
}

void
flight_fixture_set_up (FlightFixture *self,
                       gconstpointer  data)
{
  g_autoptr(GSettings) settings = dup_settings (data);

  self->mock = mock_authority_new ();
  self->other = mock_authority_new ();
  self->person = fake_prompter_new (self->mock);
  self->vault = fake_vault_new ();
  self->trust = crib_trust_new (settings);
  self->accounts = crib_account_store_new (NULL);
  self->server = crib_server_new ("Tools", self->mock->server_uri);
  crib_server_set_may_register (self->server, TRUE);
  flight_fixture_trust_in (self, self->mock->issuer);
  flight_fixture_trust_in (self, self->other->issuer);
  flight_fixture_protect (self, self->mock);
  flight_fixture_offer (self->mock, &self->metadata[0], "");
  flight_fixture_offer (self->other, &self->metadata[1], "");
  mock_authority_publish (self->mock, REGISTER, 201, "{\"client_id\":\"c-2\"}");
  mock_authority_publish (self->other, REGISTER, 201, "{\"client_id\":\"c-3\"}");
  flight_fixture_start (self);
}

void
flight_fixture_tear_down (FlightFixture *self,
                          gconstpointer  data)
{
  flight_fixture_stop (self);
  g_assert_finalize_object (self->person);
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->accounts);
  g_assert_finalize_object (self->trust);
  g_assert_finalize_object (self->vault);
  mock_authority_free (self->mock);
  mock_authority_free (self->other);
  g_free (self->metadata[0]);
  g_free (self->metadata[1]);
}

void
flight_fixture_keep_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
flight_fixture_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
flight_fixture_sign_in (FlightFixture   *self,
                        CribSignInKind   kind,
                        GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_authorizer_sign_in_async (self->authorizer, kind, -1, NULL, flight_fixture_keep_cb, &result);
  flight_fixture_await (&result);

  return crib_authorizer_sign_in_finish (self->authorizer, result, error);
}

void
flight_fixture_enter (FlightFixture  *self,
                      CribSignInKind  kind)
{
  g_autoptr(GError) error = NULL;

  flight_fixture_sign_in (self, kind, &error);
  g_assert_no_error (error);
}

void
flight_fixture_assert_fails (FlightFixture *self,
                             GQuark   domain,
                             int      code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (flight_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, domain, code);
}

/* A 401 for the token that is held. */
gboolean
flight_fixture_refuse_token (FlightFixture *self,
                             GError  **error)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autofree char *header = NULL;

  mcp_authorizer_get_header_async (MCP_AUTHORIZER (self->authorizer), self->mock->server_uri, NULL,
                                   flight_fixture_keep_cb, &first);
  flight_fixture_await (&first);
  mcp_authorizer_get_header_finish (MCP_AUTHORIZER (self->authorizer), first, &header, NULL);
  g_assert_nonnull (header);

  crib_authorizer_begin_wait (self->authorizer);
  mcp_authorizer_handle_challenge_async (MCP_AUTHORIZER (self->authorizer), self->mock->server_uri,
                                         401, "Bearer", header, NULL, flight_fixture_keep_cb,
                                         &second);
  flight_fixture_await (&second);
  crib_authorizer_end_wait (self->authorizer);

  return mcp_authorizer_handle_challenge_finish (MCP_AUTHORIZER (self->authorizer), second, error);
}

const char *
flight_fixture_get_page (FlightFixture *self)
{
  g_assert_cmpuint (self->person->prompts->len, >, 0);

  return oauth_prompt_get_uri (g_ptr_array_index (self->person->prompts,
                                                  self->person->prompts->len - 1));
}

void
flight_fixture_assert_page (FlightFixture *self,
                            const char    *words)
{
  g_assert_nonnull (strstr (flight_fixture_get_page (self), words));
}

/* Nothing of it in any request to @mock, in a line or a body. */
void
flight_fixture_assert_never_saw (MockAuthority *mock,
                                 const char    *text)
{
  for (guint i = 0; i < mock_server_get_n_requests (mock->server); i++)
    {
      MockExchange *exchange = mock_server_get_request (mock->server, i);

      g_assert_null (strstr (mock_exchange_get_path (exchange), text));
      g_assert_null (strstr (mock_exchange_get_body (exchange), text));
    }
}

const char *
flight_fixture_get_token_header (MockAuthority *mock)
{
  const char *header = NULL;

  for (guint i = 0; i < mock_server_get_n_requests (mock->server); i++)
    {
      MockExchange *exchange = mock_server_get_request (mock->server, i);

      if (g_str_has_suffix (mock_exchange_get_path (exchange), "/token"))
        header = mock_exchange_get_header (exchange, "Authorization");
    }

  return header;
}
