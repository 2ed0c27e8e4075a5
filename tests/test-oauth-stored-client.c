/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-stored-client.h"

#include "oauth-error.h"

#include <string.h>

#define ISSUER "https://id.example.com"

static OauthStoredClient *
read_answer (const char  *text,
             GError     **error)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, error);
  SjsonValue root;

  g_assert_nonnull (document);
  root = sjson_document_get_root (document);

  return oauth_stored_client_read_answer (&root, ISSUER, error);
}

static void
assert_secret (VaultSecret *secret,
               const char  *text)
{
  g_assert_cmpstr (secret != NULL ? vault_secret_get_text (secret, NULL) : NULL, ==, text);
}

/* What a registration gave comes back from the vault as it was. */
static void
test_round_trip (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthStoredClient) client = NULL;
  g_autoptr(OauthStoredClient) again = NULL;
  g_autoptr(VaultSecret) item = NULL;
  g_autoptr(VaultKey) key = NULL;

  client = read_answer ("{\"client_id\":\"c 1\",\"client_secret\":\"s\\\"1\","
                        "\"client_secret_expires_at\":2000000000,"
                        "\"token_endpoint_auth_method\":\"client_secret_post\","
                        "\"registration_access_token\":\"r1\","
                        "\"registration_client_uri\":\"https://id.example.com/c1\"}", &error);
  g_assert_no_error (error);
  item = oauth_stored_client_serialize (client);
  again = oauth_stored_client_parse (item, "c 1", ISSUER, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (again->client_id, ==, "c 1");
  g_assert_cmpstr (again->issuer, ==, ISSUER);
  assert_secret (again->secret, "s\"1");
  g_assert_cmpint (again->secret_ends, ==, 2000000000);
  g_assert_cmpstr (again->auth_method, ==, "client_secret_post");
  assert_secret (again->registration_token, "r1");
  g_assert_cmpstr (again->registration_uri, ==, "https://id.example.com/c1");
  g_assert_true (oauth_stored_client_has_secrets (again));

  key = oauth_stored_client_dup_key ("c 1", ISSUER);
  g_assert_cmpint (vault_key_get_kind (key), ==, VAULT_KIND_CLIENT);
  g_assert_cmpstr (vault_key_get_authority (key), ==, ISSUER);
  g_assert_cmpstr (vault_key_get_client_id (key), ==, "c 1");
}

/* RFC 7591 §3.2.1. */
static const char * const good_answers[] = {
  "{\"client_id\":\"c\"}",
  "{\"client_id\":\"c\",\"client_secret\":null,\"token_endpoint_auth_method\":null}",
  "{\"client_id\":\"c\",\"client_secret_expires_at\":0}",
  "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"none\"}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\",\"token_endpoint_auth_method\":\"none\"}",
  "{\"client_id\":\"c\",\"redirect_uris\":{\"a\":[]},\"client_name\":7}",
};

static void
test_good_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_answers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthStoredClient) client = read_answer (good_answers[i], &error);

      g_test_message ("%s", good_answers[i]);
      g_assert_no_error (error);
      g_assert_cmpstr (client->client_id, ==, "c");
      g_assert_null (client->registration_token);
      g_assert_true (oauth_stored_client_has_secrets (client) == (client->secret != NULL));
    }
}

static const char * const bad_answers[] = {
  "{}",
  "[]",
  "null",
  "\"c\"",
  "{\"client_id\":null}",
  "{\"client_id\":7}",
  "{\"client_id\":\"\"}",
  "{\"client_id\":[\"c\"]}",
  "{\"client_id\":\"c\\u0000d\"}",
  "{\"client_id\":\"c\\nX-Header: 1\"}",
  "{\"client_id\":\"\\u00e4\"}",
  "{\"client_id\":\"c\",\"client_secret\":\"\"}",
  "{\"client_id\":\"c\",\"client_secret\":7}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\\r\\nHost: evil.example\"}",
  "{\"client_id\":\"c\",\"client_secret\":{\"a\":1}}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":-1}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":\"0\"}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":1e300}",
  "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"client_secret_basic\"}",
  "{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"private_key_jwt\"}",
  "{\"client_id\":\"c\",\"client_secret\":\"s\",\"token_endpoint_auth_method\":\"\"}",
  "{\"client_id\":\"c\",\"registration_access_token\":\"\"}",
  "{\"client_id\":\"c\",\"registration_access_token\":true}",
};

static void
test_bad_answers (void)
{
  g_autofree char *many = g_strnfill (5000, 'c');
  g_autofree char *long_id = g_strdup_printf ("{\"client_id\":\"%s\"}", many);
  g_autofree char *long_secret = g_strdup_printf ("{\"client_id\":\"c\",\"client_secret\":\"%s\"}",
                                                  many);
  const char *extra[] = { long_id, long_secret };

  for (gsize i = 0; i < G_N_ELEMENTS (bad_answers) + G_N_ELEMENTS (extra); i++)
    {
      const char *text = i < G_N_ELEMENTS (bad_answers) ? bad_answers[i]
                                                        : extra[i - G_N_ELEMENTS (bad_answers)];
      g_autoptr(GError) error = NULL;

      g_test_message ("%.60s", text);
      g_assert_null (read_answer (text, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
    }
}

/* Items that are not of the client and the issuer that were asked for, or are no items. */
static const char * const bad_items[] = {
  "",
  "s3cret",
  "{}",
  "{\"v\":2,\"issuer\":\"" ISSUER "\",\"client_id\":\"c\",\"client_secret\":\"s\"}",
  "{\"v\":1,\"issuer\":\"https://evil.example\",\"client_id\":\"c\",\"client_secret\":\"s\"}",
  "{\"v\":1,\"issuer\":\"" ISSUER "/\",\"client_id\":\"c\",\"client_secret\":\"s\"}",
  "{\"v\":1,\"issuer\":\"" ISSUER "\",\"client_id\":\"d\",\"client_secret\":\"s\"}",
  "{\"v\":1,\"client_id\":\"c\",\"client_secret\":\"s\"}",
  "{\"v\":1,\"issuer\":\"" ISSUER "\",\"client_id\":\"c\",\"client_secret\":\"\"}",
  "{\"v\":1,\"issuer\":\"" ISSUER "\",\"client_id\":\"c\",\"client_secret\":\"s\"}x",
};

static void
test_bad_items (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_items); i++)
    {
      g_autoptr(VaultSecret) item = vault_secret_new (bad_items[i], -1);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad_items[i]);
      g_assert_null (oauth_stored_client_parse (item, "c", ISSUER, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
    }
}

static void
test_end (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct
  {
    gint64 end;
    gboolean is_over;
  } ends[] = {
    { 0, FALSE }, { 1, TRUE }, { now - 1, TRUE }, { now + 30, TRUE }, { now + 3600, FALSE },
    { G_MAXINT64, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(VaultSecret) secret = vault_secret_new ("s", -1);
      g_autoptr(OauthStoredClient) client = oauth_stored_client_new ("c", ISSUER, secret);
      g_autoptr(OauthStoredClient) open = oauth_stored_client_new ("c", ISSUER, NULL);

      client->secret_ends = open->secret_ends = ends[i].end;
      g_assert_true (oauth_stored_client_is_over (client) == ends[i].is_over);
      g_assert_false (oauth_stored_client_is_over (open));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/stored-client/round-trip", test_round_trip);
  g_test_add_func ("/oauth/stored-client/good-answers", test_good_answers);
  g_test_add_func ("/oauth/stored-client/bad-answers", test_bad_answers);
  g_test_add_func ("/oauth/stored-client/bad-items", test_bad_items);
  g_test_add_func ("/oauth/stored-client/end", test_end);

  return g_test_run ();
}
