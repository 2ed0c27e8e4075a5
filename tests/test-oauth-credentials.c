/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

/* MCP 2026-07-28, client registration; OAuth Client ID Metadata Document, §3. */
static const struct
{
  const char *client_id;
  gboolean is_document;
} ids[] = {
  { "https://app.example.com/client.json", TRUE },
  { "https://app.example.com:8443/oauth/client?v=1", TRUE },
  { "https://conformance-test.local/client-metadata.json", TRUE },
  { "https://app.example.com", FALSE },
  { "https://app.example.com/", FALSE },
  { "http://app.example.com/client.json", FALSE },
  { "http://127.0.0.1/client.json", FALSE },
  { "HTTPS://app.example.com/client.json", FALSE },
  { "https://ada@app.example.com/client.json", FALSE },
  { "https://ada:secret@app.example.com/client.json", FALSE },
  { "https://app.example.com/client.json#me", FALSE },
  { "https://app.example.com/a/../client.json", FALSE },
  { "https://app.example.com/./client.json", FALSE },
  { "https://app.example.com/a b", FALSE },
  { "https:///client.json", FALSE },
  { "https://", FALSE },
  { "javascript:alert(1)", FALSE },
  { "toolcrib", FALSE },
  { "", FALSE },
};

static void
test_documents (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_test_message ("%s", ids[i].client_id);
      g_assert_true (oauth_credentials_is_document (ids[i].client_id) == ids[i].is_document);
    }
}

/* RFC 8414 §2: what is listed, else client_secret_basic; what a registration said wins. */
static const struct
{
  const char *metadata;
  const char *auth_method;
  int auth;                    /* -1 for none of ours */
} methods[] = {
  { NULL, NULL, OAUTH_CLIENT_AUTH_BASIC },
  { "[\"client_secret_post\",\"client_secret_basic\"]", NULL, OAUTH_CLIENT_AUTH_BASIC },
  { "[\"client_secret_post\"]", NULL, OAUTH_CLIENT_AUTH_POST },
  { "[\"private_key_jwt\",\"client_secret_post\"]", NULL, OAUTH_CLIENT_AUTH_POST },
  { "[\"none\"]", NULL, OAUTH_CLIENT_AUTH_NONE },
  { "[\"none\",\"client_secret_post\"]", NULL, OAUTH_CLIENT_AUTH_POST },
  { "[\"private_key_jwt\"]", NULL, -1 },
  { "[]", NULL, -1 },
  { "[7,null]", NULL, -1 },
  { "\"client_secret_post\"", NULL, OAUTH_CLIENT_AUTH_BASIC },
  { "[\"client_secret_basic\"]", "client_secret_post", OAUTH_CLIENT_AUTH_POST },
  { "[\"client_secret_basic\"]", "none", OAUTH_CLIENT_AUTH_NONE },
  { NULL, "private_key_jwt", -1 },
  { NULL, "", -1 },
};

static void
publish (OauthFixture *fixture,
         const char   *list,
         char        **metadata)
{
  g_free (*metadata);
  *metadata = list == NULL ? NULL :
              g_strdup_printf (",\"token_endpoint_auth_methods_supported\":%s", list);
  fixture->mock->more_metadata = *metadata;
  oauth_fixture_renew_client (fixture);
}

static void
test_methods (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("s3cret", -1);
  g_autofree char *metadata = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(OauthCredentials) credentials = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s %s", methods[i].metadata, methods[i].auth_method);
      publish (fixture, methods[i].metadata, &metadata);
      credentials = oauth_credentials_new (fixture->authority, MOCK_CLIENT, secret,
                                           methods[i].auth_method, &error);

      if (methods[i].auth < 0)
        {
          g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
          g_assert_null (credentials);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpint (oauth_credentials_get_auth (credentials), ==, methods[i].auth);
      g_assert_true ((oauth_credentials_get_secret (credentials) != NULL) ==
                     (methods[i].auth != OAUTH_CLIENT_AUTH_NONE));
    }
}

/* Without a secret nothing can be proved, whatever is listed. */
static void
test_public (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(OauthCredentials) credentials = NULL;
  g_autofree char *metadata = NULL;
  g_autoptr(GError) error = NULL;

  publish (fixture, "[\"private_key_jwt\"]", &metadata);
  credentials = oauth_credentials_new (fixture->authority, MOCK_CLIENT, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (oauth_credentials_get_auth (credentials), ==, OAUTH_CLIENT_AUTH_NONE);
  g_assert_null (oauth_credentials_get_secret (credentials));
  g_assert_null (oauth_credentials_dup_header (credentials));
}

/* Ruling 21: a profile that does not say so is given no secret. */
static void
test_other_kind (OauthFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("s3cret", -1);
  g_autoptr(GError) error = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);

  g_assert_null (oauth_credentials_new (fixture->authority, MOCK_CLIENT, secret, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_clear_error (&error);

  g_assert_null (oauth_credentials_new (fixture->authority, MOCK_CLIENT, secret,
                                        "client_secret_post", &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
}

/* RFC 6749 §2.3.1 and appendix B. */
static const struct
{
  const char *id;
  const char *secret;
  const char *pair;
} pairs[] = {
  { MOCK_CLIENT, "s3cret", "client-1:s3cret" },
  { MOCK_CLIENT, "a:b", "client-1:a%3Ab" },
  { MOCK_CLIENT, "p\303\244ss %+&=/", "client-1:p%C3%A4ss%20%25%2B%26%3D%2F" },
  { "https://a.example/b:c", "x", "https%3A%2F%2Fa.example%2Fb%3Ac:x" },
};

static void
test_header (OauthFixture  *fixture,
             gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(VaultSecret) secret = vault_secret_new (pairs[i].secret, -1);
      g_autoptr(OauthCredentials) credentials = NULL;
      g_autofree char *header = NULL;
      g_autofree char *decoded = NULL;
      gsize length;

      credentials = oauth_credentials_new (fixture->authority, pairs[i].id, secret, NULL, NULL);
      header = oauth_credentials_dup_header (credentials);
      g_assert_true (g_str_has_prefix (header, "Basic "));
      decoded = (char *) g_base64_decode (header + strlen ("Basic "), &length);
      g_assert_cmpmem (decoded, length, pairs[i].pair, strlen (pairs[i].pair));
    }
}

/* RFC 6749 §2.3: one way in a request, and nothing of it anywhere else. */
static const struct
{
  const char *auth_method;
  const char *header;
  const char *client_id;
  const char *client_secret;
} requests[] = {
  { "none", NULL, MOCK_CLIENT, NULL },
  { "client_secret_basic", "Basic Y2xpZW50LTE6czNjcmV0JTI2", NULL, NULL },
  { "client_secret_post", NULL, MOCK_CLIENT, "s3cret&" },
};

static void
assert_request (OauthFixture *fixture,
                guint         index,
                gsize         row)
{
  MockExchange *exchange = NULL;
  g_autofree char *client_id = mock_authority_dup_parameter (fixture->mock, index, "client_id");
  g_autofree char *secret = mock_authority_dup_parameter (fixture->mock, index, "client_secret");
  guint found = 0;

  for (guint i = 0; i < mock_server_get_n_requests (fixture->mock->server); i++)
    {
      exchange = mock_server_get_request (fixture->mock->server, i);

      if (g_str_equal (mock_exchange_get_path (exchange), "/t1/token") && found++ == index)
        break;
    }

  g_assert_cmpstr (mock_exchange_get_header (exchange, "Authorization"), ==, requests[row].header);
  g_assert_cmpstr (client_id, ==, requests[row].client_id);
  g_assert_cmpstr (secret, ==, requests[row].client_secret);
}

static void
test_requests (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("s3cret&", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(OauthCredentials) credentials = NULL;
      g_autoptr(OauthAccount) account = NULL;
      g_autoptr(OauthToken) token = NULL;
      g_autoptr(OauthToken) renewed = NULL;
      g_autoptr(GError) error = NULL;

      credentials = oauth_credentials_new (fixture->authority, MOCK_CLIENT, secret,
                                           requests[i].auth_method, &error);
      g_assert_no_error (error);
      oauth_client_set_credentials (fixture->client, credentials);

      token = oauth_fixture_sign_in (fixture, &error);
      g_assert_no_error (error);
      account = g_object_ref (oauth_token_get_account (token));
      assert_request (fixture, 2 * i, i);

      oauth_client_drop_token (fixture->client, token);
      renewed = oauth_fixture_renew (fixture, account, NULL, &error);
      g_assert_no_error (error);
      assert_request (fixture, 2 * i + 1, i);
    }
}

/* Also in the try after a lost one; and a refusal makes nobody ask anybody for a password. */
static void
test_refused (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("s3cret&", -1);
  g_autoptr(OauthCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  credentials = oauth_credentials_new (fixture->authority, MOCK_CLIENT, secret, NULL, &error);
  oauth_client_set_credentials (fixture->client, credentials);
  mock_authority_queue (fixture->mock, 503, NULL, "{\"error\":\"server_error\"}");
  mock_authority_queue (fixture->mock, 401, "WWW-Authenticate: Basic realm=\"clients\"",
                        "{\"error\":\"invalid_client\"}");

  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_client");
  g_assert_null (strstr (error->message, "s3cret"));
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
  assert_request (fixture, 0, 1);
  assert_request (fixture, 1, 1);
}

/* RFC 8252 §8.3. */
static void
test_redirects (OauthFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthCredentials) named = oauth_credentials_new_public (MOCK_CLIENT);
  g_autoptr(OauthCredentials) by_ip = oauth_credentials_new_at_loopback_ip (named);
  g_autoptr(OauthToken) first = NULL;
  g_autoptr(OauthToken) second = NULL;
  g_autofree char *first_uri = NULL;
  g_autofree char *second_uri = NULL;
  g_autoptr(GError) error = NULL;

  fixture->sign_in.surface = OAUTH_SURFACE_BROWSER;
  first = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  oauth_client_set_credentials (fixture->client, by_ip);
  second = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);

  first_uri = mock_authority_dup_parameter (fixture->mock, 0, "redirect_uri");
  second_uri = mock_authority_dup_parameter (fixture->mock, 1, "redirect_uri");
  g_assert_true (g_str_has_prefix (first_uri, "http://localhost:"));
  g_assert_true (g_str_has_prefix (second_uri, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (second_uri, "/"));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/oauth/credentials/" path, OauthFixture, NULL, oauth_fixture_set_up, func, \
              oauth_fixture_tear_down)

  g_test_add_func ("/oauth/credentials/documents", test_documents);
  ADD ("methods", test_methods);
  ADD ("public", test_public);
  ADD ("other-kind", test_other_kind);
  ADD ("header", test_header);
  ADD ("requests", test_requests);
  ADD ("refused", test_refused);
  ADD ("redirects", test_redirects);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
