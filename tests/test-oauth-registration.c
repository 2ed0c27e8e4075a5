/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "oauth-registration.h"
#include "tenant-profile.h"

#include <string.h>

#define PATH "/t1/register"
#define GOOD "{\"client_id\":\"c-2\",\"client_secret\":\"s-2\",\"client_secret_expires_at\":0}"

/* With what the authority lists besides its registration endpoint. */
static void
offer (OauthFixture *fixture,
       const char   *more)
{
  static char *metadata;

  g_free (metadata);
  metadata = g_strdup_printf (",\"registration_endpoint\":\"%s/register\"%s",
                              fixture->mock->issuer, more);
  fixture->mock->more_metadata = metadata;
  oauth_fixture_renew_client (fixture);
}

static OauthStoredClient *
enrol (OauthFixture  *fixture,
       GError       **error)
{
  OauthStoredClient *client;

  oauth_registration_async (fixture->authority, NULL, oauth_fixture_keep_cb, &fixture->result);
  oauth_fixture_await (&fixture->result);
  client = oauth_registration_finish (fixture->authority, fixture->result, error);
  g_clear_object (&fixture->result);

  return client;
}

/* What is sent, letter by letter: a native public client at the loopback address, with refresh. */
static void
test_request (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthStoredClient) client = NULL;
  g_autoptr(OauthCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  offer (fixture, "");
  mock_authority_publish (fixture->mock, PATH, 201, GOOD);
  client = enrol (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (client->client_id, ==, "c-2");
  g_assert_cmpstr (client->issuer, ==, fixture->mock->issuer);

  exchange = mock_server_get_last_request (fixture->mock->server);
  g_assert_cmpstr (mock_exchange_get_method (exchange), ==, "POST");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Content-Type"), ==, "application/json");
  g_assert_null (mock_exchange_get_header (exchange, "Authorization"));
  g_assert_cmpstr (mock_exchange_get_body (exchange), ==,
                   "{\"client_name\":\"Toolcrib\",\"application_type\":\"native\","
                   "\"redirect_uris\":[\"http://127.0.0.1/\"],"
                   "\"grant_types\":[\"authorization_code\",\"refresh_token\"],"
                   "\"response_types\":[\"code\"],\"token_endpoint_auth_method\":\"none\"}");

  /* It said nothing of a method, and the authority lists none: RFC 8414 §2. */
  credentials = oauth_stored_client_dup_credentials (client, fixture->authority, &error);
  g_assert_no_error (error);
  g_assert_cmpint (oauth_credentials_get_auth (credentials), ==, OAUTH_CLIENT_AUTH_BASIC);
}

static const struct
{
  const char *listed;
  const char *sent;            /* NULL: nothing is sent */
} methods[] = {
  { "[\"none\"]", "none" },
  { "[\"client_secret_post\",\"client_secret_basic\",\"none\"]", "none" },
  { "[\"client_secret_post\",\"client_secret_basic\"]", "client_secret_basic" },
  { "[\"client_secret_post\"]", "client_secret_post" },
  { "[\"private_key_jwt\"]", NULL },
};

static void
test_methods (OauthFixture  *fixture,
              gconstpointer  data)
{
  mock_authority_publish (fixture->mock, PATH, 200, GOOD);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *more = g_strdup_printf (",\"token_endpoint_auth_methods_supported\":%s",
                                               methods[i].listed);
      g_autofree char *expected = g_strdup_printf ("auth_method\":\"%s\"", methods[i].sent);
      g_autoptr(OauthStoredClient) client = NULL;
      g_autoptr(GError) error = NULL;
      guint before = mock_authority_count (fixture->mock, PATH);

      offer (fixture, more);
      client = enrol (fixture, &error);
      g_assert_cmpuint (mock_authority_count (fixture->mock, PATH), ==,
                        before + (methods[i].sent != NULL));

      if (methods[i].sent == NULL)
        {
          g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
          continue;
        }

      g_assert_no_error (error);
      g_assert_nonnull (strstr (mock_exchange_get_body
                                  (mock_server_get_last_request (fixture->mock->server)),
                                expected));
    }
}

static const struct
{
  guint status;
  const char *body;
  OauthError code;
  const char *words;           /* nullable: in the message */
} refusals[] = {
  { 400, "{\"error\":\"invalid_redirect_uri\",\"error_description\":\"no <b>loopback</b>\\u202e\"}",
    OAUTH_ERROR_SETUP, "no <b>loopback</b>" },
  { 400, "{\"error\":\"invalid_client_metadata\"}", OAUTH_ERROR_SETUP, "client ID" },
  { 401, "{\"error\":\"invalid_token\"}", OAUTH_ERROR_SETUP, NULL },
  { 403, NULL, OAUTH_ERROR_SETUP, NULL },
  { 403, "<html>", OAUTH_ERROR_SETUP, NULL },
  { 404, "{}", OAUTH_ERROR_SETUP, NULL },
  { 500, "[]", OAUTH_ERROR_UNAVAILABLE, NULL },
  { 503, "<html>", OAUTH_ERROR_UNAVAILABLE, NULL },
  { 307, GOOD, OAUTH_ERROR_SETUP, NULL },
  { 201, NULL, OAUTH_ERROR_SETUP, NULL },
  { 201, "{}", OAUTH_ERROR_SETUP, NULL },
  { 201, "[]", OAUTH_ERROR_SETUP, NULL },
  { 201, "{\"client_id\":\"c\\u0000\"}", OAUTH_ERROR_SETUP, NULL },
  { 201, "<html>", OAUTH_ERROR_UNAVAILABLE, NULL },
  { 0, "", OAUTH_ERROR_UNAVAILABLE, NULL },
};

static void
test_refusals (OauthFixture  *fixture,
               gconstpointer  data)
{
  offer (fixture, "");

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%u %s", refusals[i].status, refusals[i].body);
      mock_authority_publish (fixture->mock, PATH, refusals[i].status, refusals[i].body);
      g_assert_null (enrol (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, (int) refusals[i].code);
      g_assert_true (refusals[i].words == NULL ||
                     strstr (error->message, refusals[i].words) != NULL);
      g_assert_null (strstr (error->message, "\342\200\256"));
    }
}

/* Nothing is sent where there is nowhere to send it, or where it must not be sent. */
static void
test_nowhere (OauthFixture  *fixture,
              gconstpointer  data)
{
  static const char * const endpoints[] = {
    "null", "7", "\"\"", "\"/register\"", "\"http://id.example.com/register\"",
    "\"https://ada@id.example.com/register\"", "\"javascript:alert(1)\"", "\"file:///etc/passwd\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *more = g_strdup_printf (",\"registration_endpoint\":%s", endpoints[i]);
      g_autoptr(GError) error = NULL;

      offer (fixture, more);
      g_assert_null (enrol (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
    }

  g_assert_cmpuint (mock_authority_count (fixture->mock, PATH), ==, 0);
}

/* Ruling 14. */
static void
test_other_kind (OauthFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  offer (fixture, "");

  g_assert_null (enrol (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (mock_authority_count (fixture->mock, PATH), ==, 0);
}

/* Credentials are bound to who gave them (MCP 2026-07-28, "Authorization Server Binding"). */
static void
test_other_authority (OauthFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("s", -1);
  g_autoptr(OauthStoredClient) client = NULL;
  g_autofree char *other = g_strconcat (fixture->mock->issuer, "/", NULL);
  g_autoptr(GError) error = NULL;

  client = oauth_stored_client_new ("c", other, secret);

  g_assert_null (oauth_stored_client_dup_credentials (client, fixture->authority, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
}

static void
test_cancelled (OauthFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  offer (fixture, "");
  mock_authority_publish (fixture->mock, PATH, 201, GOOD);
  oauth_registration_async (fixture->authority, cancellable, oauth_fixture_keep_cb,
                            &fixture->result);
  g_cancellable_cancel (cancellable);
  oauth_fixture_await (&fixture->result);

  g_assert_null (oauth_registration_finish (fixture->authority, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/oauth/registration/" path, OauthFixture, NULL, oauth_fixture_set_up, func, \
              oauth_fixture_tear_down)

  ADD ("request", test_request);
  ADD ("methods", test_methods);
  ADD ("refusals", test_refusals);
  ADD ("nowhere", test_nowhere);
  ADD ("other-kind", test_other_kind);
  ADD ("other-authority", test_other_authority);
  ADD ("cancelled", test_cancelled);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
