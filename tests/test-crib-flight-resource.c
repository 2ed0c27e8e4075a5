/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "authorizer-fixture.h"
#include "flight-fixture.h"
#include "oauth-error.h"
#include "tenant-fixture.h"

#include <string.h>

#define REFUSED "{\"server\":\"tenant\",\"endpoint\":\"token\",\"kind\":\"token_error\"," \
                "\"error\":\"invalid_target\",\"codes\":[9010010]}"

/* An API whose Application ID URI is the address of the server: entra.md 2.4, "new style". */
static void
set_up (AuthorizerFixture *self,
        gconstpointer      data)
{
  g_autofree char *body = NULL;
  g_autofree char *scope = NULL;

  authorizer_fixture_set_up (self, data);
  body = g_strdup_printf ("{\"identifier_uris\":[\"%s\"],\"scopes\":[\"mcp:tools\"]}", self->uri);
  scope = g_strconcat (self->uri, "/mcp:tools", NULL);
  sign_in_fixture_control (&self->base, "/apis", body);
  crib_server_set_scope (self->server, scope);
  /* Each use needs another token. */
  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":200}");
}

static char *
dup_last_request (AuthorizerFixture *self)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->base.demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);

  for (guint i = json_array_get_length (log); i > 0; i--)
    {
      JsonNode *entry = json_array_get_element (log, i - 1);
      g_autofree char *text = json_to_string (entry, FALSE);

      if (strstr (text, "\"endpoint\":\"token\"") != NULL)
        return g_steal_pointer (&text);
    }

  g_assert_not_reached ();
}

/* Whether the last token request named the server. */
static gboolean
is_sent (AuthorizerFixture *self)
{
  g_autofree char *request = dup_last_request (self);
  g_test_message ("%s", request);

  return strstr (request, "\"resource\"") != NULL;
}

static void
renew (AuthorizerFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *header = authorizer_fixture_get_header (self, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (header);
}

/* Found out once, and known after a new start. */
static void
test_remembered (AuthorizerFixture *self,
                 gconstpointer      data)
{
  authorizer_fixture_enter (self);
  g_assert_true (is_sent (self));
  g_assert_true (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                         "&resource=") != NULL);
  g_assert_null (crib_server_get_resource_refused (self->server));

  sign_in_fixture_control (&self->base, "/fault", REFUSED);
  renew (self);
  g_assert_false (is_sent (self));
  g_assert_cmpstr (crib_server_get_resource_refused (self->server), ==, self->uri);

  authorizer_fixture_restart (self);
  renew (self);
  g_assert_false (is_sent (self));
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, NULL));
  g_assert_null (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                         "&resource="));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);

  /* It is tried again when somebody says how it is to be. */
  crib_server_set_resource_parameter (self->server, CRIB_SERVER_RESOURCE_SEND);
  g_assert_null (crib_server_get_resource_refused (self->server));
  renew (self);
  g_assert_true (is_sent (self));
}

static void
test_omit (AuthorizerFixture *self,
           gconstpointer      data)
{
  crib_server_set_resource_parameter (self->server, CRIB_SERVER_RESOURCE_OMIT);
  authorizer_fixture_enter (self);
  g_assert_false (is_sent (self));
  renew (self);
  g_assert_false (is_sent (self));
  g_assert_null (crib_server_get_resource_refused (self->server));
}

/* Whoever wants it sent is told what comes of it. */
static void
test_send (AuthorizerFixture *self,
           gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  crib_server_set_resource_parameter (self->server, CRIB_SERVER_RESOURCE_SEND);
  sign_in_fixture_control (&self->base, "/fault", REFUSED);
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS9010010");
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  g_assert_null (crib_server_get_resource_refused (self->server));
}

/* What was found out of one name says nothing of another; nor is it another server's. */
static void
test_another_name (AuthorizerFixture *self,
                   gconstpointer      data)
{
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (&self->base, NULL);
  CribAuthorizer *second = crib_authorizer_new (server, self->base.identity);

  crib_server_set_resource_refused (self->server, "https://elsewhere.example/mcp");
  authorizer_fixture_enter (self);
  g_assert_true (is_sent (self));

  sign_in_fixture_control (&self->base, "/fault", REFUSED);
  renew (self);
  g_assert_cmpstr (crib_server_get_resource_refused (self->server), ==, self->uri);
  g_assert_null (crib_server_get_resource_refused (server));
  g_assert_finalize_object (second);
}

/* What one of kind entra did not want to hear is always said to all others (ruling 1), unless
 * somebody decided otherwise. */
static void
test_generic (FlightFixture *self,
              gconstpointer  data)
{
  crib_server_set_client_id (self->server, MOCK_CLIENT);
  crib_server_set_resource_refused (self->server, crib_server_get_uri (self->server));
  flight_fixture_enter (self, CRIB_SIGN_IN_PLAIN);
  flight_fixture_assert_page (self, "&resource=");

  crib_server_set_resource_parameter (self->server, CRIB_SERVER_RESOURCE_OMIT);
  flight_fixture_enter (self, CRIB_SIGN_IN_AGAIN);
  g_assert_null (strstr (flight_fixture_get_page (self), "&resource="));
}

#define ADD(path, function) \
  g_test_add ("/crib/flight-resource/" path, AuthorizerFixture, NULL, set_up, function, \
              authorizer_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("remembered", test_remembered);
  ADD ("omit", test_omit);
  ADD ("send", test_send);
  ADD ("another-name", test_another_name);
  g_test_add ("/crib/flight-resource/generic", FlightFixture, NULL, flight_fixture_set_up,
              test_generic, flight_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
