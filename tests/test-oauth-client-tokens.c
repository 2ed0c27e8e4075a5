/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

/* ID tokens that must not be believed, and why (OpenID Connect Core §3.1.3.7). */
static const struct
{
  const char *name;
  const char *header;
  const char *claims;
  gint64 ends_in;
} bad_id_tokens[] = {
  { "alg none", "{\"alg\":\"none\",\"kid\":\"k1\"}", NULL, 3600 },
  { "alg HS256", "{\"alg\":\"HS256\",\"kid\":\"k1\"}", NULL, 3600 },
  { "alg RS512", "{\"alg\":\"RS512\",\"kid\":\"k1\"}", NULL, 3600 },
  { "unknown key", "{\"alg\":\"RS256\",\"kid\":\"k2\"}", NULL, 3600 },
  { "another issuer", NULL, ",\"iss\":\"https://evil.example\"", 3600 },
  { "another audience", NULL, ",\"aud\":\"client-2\"", 3600 },
  { "another nonce", NULL, ",\"nonce\":\"n\"", 3600 },
  { "no nonce", NULL, ",\"nonce\":null", 3600 },
  { "expired", NULL, NULL, -400 },
  { "not yet", NULL, ",\"nbf\":99999999999", 3600 },
  { "no subject", NULL, ",\"sub\":\"\"", 3600 },
};

static void
test_bad_id_tokens (OauthFixture  *fixture,
                    gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_id_tokens); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad_id_tokens[i].name);
      fixture->mock->id_header = bad_id_tokens[i].header;
      fixture->mock->id_claims = bad_id_tokens[i].claims;
      fixture->mock->id_ends_in = bad_id_tokens[i].ends_in;

      g_assert_null (oauth_fixture_sign_in (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
    }

  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

/* Once at first, and once more for a key that is not known. */
static void
test_keys (OauthFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(OauthAccount) again = oauth_fixture_enter (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (fixture->mock->n_key_requests, ==, 1);

  fixture->mock->id_header = "{\"alg\":\"RS256\",\"kid\":\"new\"}";
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_cmpuint (fixture->mock->n_key_requests, ==, 2);
}

static void
test_keys_out_of_reach (OauthFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  mock_authority_publish (fixture->mock, "/t1/keys", 503, "{}");
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_clear_error (&error);

  mock_authority_publish (fixture->mock, "/t1/keys", 200, "{\"keys\":[]}");
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_cmpint (error->domain, ==, OAUTH_ERROR);
  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

/* Ruling 4, and entra.md 1.4: a key for all tenants, a key for one. */
static void
test_template (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *template = g_strconcat (",\"issuer\":\"", fixture->mock->origin,
                                           "/{tenantid}\"", NULL);

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  fixture->mock->more_metadata = template;
  oauth_fixture_renew_client (fixture);

  fixture->mock->id_claims = ",\"tid\":\"t2\"";
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_clear_error (&error);

  fixture->mock->id_claims = ",\"tid\":\"t1/\"";
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_clear_error (&error);

  fixture->mock->id_claims = ",\"tid\":\"t1\"";
  account = oauth_fixture_enter (fixture);

  fixture->mock->more_key = ",\"issuer\":\"https://evil.example/{tenantid}\"";
  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
}

/* What the token endpoint may say, and what we make of it. */
static const struct
{
  guint status;
  const char *header;
  const char *body;
  OauthError code;
  guint n_requests;
} bad_bodies[] = {
  { 200, NULL, "{\"token_type\":\"Bearer\"}", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"token_type\":\"Bearer\",\"access_token\":7}", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"token_type\":\"Bearer\",\"access_token\":\"\"}", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"token_type\":\"Bearer\",\"access_token\":\"a\\r\\nX: y\"}",
    OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"token_type\":\"DPoP\",\"access_token\":\"a\"}", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"access_token\":\"a\"}", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "[]", OAUTH_ERROR_REFUSED, 1 },
  { 200, NULL, "{\"error\":\"invalid_client\"}", OAUTH_ERROR_SETUP, 1 },
  { 200, NULL, "<html>Welcome to our guest network</html>", OAUTH_ERROR_UNAVAILABLE, 1 },
  { 400, NULL, "<html>", OAUTH_ERROR_UNAVAILABLE, 1 },
  { 400, NULL, "{\"error\":\"invalid_grant\"}", OAUTH_ERROR_REFUSED, 1 },
  { 400, NULL, "{\"error\":\"invalid_grant\",\"claims\":\"{}\"}", OAUTH_ERROR_NEEDS_PERSON, 1 },
  { 400, NULL, "{\"error\":\"interaction_required\"}", OAUTH_ERROR_NEEDS_PERSON, 1 },
  { 400, NULL, "{\"error\":\"unauthorized_client\"}", OAUTH_ERROR_SETUP, 1 },
  { 400, NULL, "{\"error\":\"never_heard\"}", OAUTH_ERROR_REFUSED, 1 },
  { 400, NULL, "{\"error\":7}", OAUTH_ERROR_REFUSED, 1 },
  { 400, NULL, "", OAUTH_ERROR_REFUSED, 1 },
  { 302, "Location: /t1/elsewhere", "", OAUTH_ERROR_REFUSED, 1 },
  { 307, "Location: /t1/elsewhere", "{}", OAUTH_ERROR_REFUSED, 1 },
  { 429, NULL, "<html>", OAUTH_ERROR_UNAVAILABLE, 1 },
  { 503, "Retry-After: 120", "<html>", OAUTH_ERROR_UNAVAILABLE, 1 },
};

static void
test_bad_bodies (OauthFixture  *fixture,
                 gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_bodies); i++)
    {
      guint before = fixture->mock->requests->len;
      g_autoptr(GError) error = NULL;

      g_test_message ("%u %s", bad_bodies[i].status, bad_bodies[i].body);
      mock_authority_queue (fixture->mock, bad_bodies[i].status, bad_bodies[i].header,
                            bad_bodies[i].body);
      g_assert_null (oauth_fixture_sign_in (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, (int) bad_bodies[i].code);
      g_assert_cmpuint (fixture->mock->requests->len - before, ==, bad_bodies[i].n_requests);
      g_assert_null (strstr (error->message, "rt-"));
    }

  g_assert_cmpuint (mock_authority_count (fixture->mock, "/t1/elsewhere"), ==, 0);
  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

/* One more try, after a second; the rest of the table above has none. */
static void
test_tries_again (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 0, NULL,
                        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access_token\":");
  account = oauth_fixture_enter (fixture);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
  g_assert_cmpstr (mock_authority_get_body (fixture->mock, 0), ==,
                   mock_authority_get_body (fixture->mock, 1));

  mock_authority_queue (fixture->mock, 500, NULL, "{}");
  mock_authority_queue (fixture->mock, 503, NULL, "{}");
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 4);
}

static void
test_details (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  mock_authority_queue (fixture->mock, 400, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT",
                        "{\"error\":\"invalid_grant\",\"suberror\":\"basic_action\","
                        "\"error_description\":\"AADSTS50076: more\\r\\nTrace ID: x\","
                        "\"claims\":\"{\\\"access_token\\\":{}}\",\"trace_id\":\"t\","
                        "\"correlation_id\":\"c\",\"timestamp\":\"2026-11-22 19:20:00Z\"}");
  g_assert_null (oauth_fixture_sign_in (fixture, &error));

  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_grant");
  g_assert_cmpstr (oauth_error_get_suberror (error), ==, "basic_action");
  g_assert_cmpstr (oauth_error_get_description (error), ==, "AADSTS50076: more Trace ID: x");
  g_assert_cmpstr (oauth_error_get_claims (error), ==, "{\"access_token\":{}}");
  g_assert_cmpstr (oauth_error_get_trace_id (error), ==, "t");
  g_assert_cmpstr (oauth_error_get_correlation_id (error), ==, "c");
  g_assert_cmpstr (oauth_error_get_timestamp (error), ==, "2026-11-22 19:20:00Z");
  g_assert_cmpint (oauth_error_get_retry_after (error), ==, 0);
}

static void
test_no_refresh_token (OauthFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->mock->gives_refresh_token = FALSE;
  token = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (oauth_token_is_renewable (token));
  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

static void
test_no_id_token (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;

  fixture->mock->gives_id_token = FALSE;
  account = oauth_fixture_enter (fixture);
  g_assert_cmpstr (oauth_account_get_id (account), ==, fixture->mock->issuer);
  g_assert_cmpuint (fixture->mock->n_key_requests, ==, 0);
}

static void
test_granted (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  gint64 left;

  fixture->mock->more_answer = ",\"scope\":\"mcp:tools  other\",\"expires_in\":\"7200\"";
  token = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv ((char **) oauth_token_get_scopes (token),
                    ((char *[]) { "mcp:tools", "other", NULL }));
  left = oauth_token_get_expires_at (token) - g_get_real_time () / G_USEC_PER_SEC;
  g_assert_null (oauth_token_get_missing_scopes (token));
  g_assert_cmpint (left, >, 7190);
  g_assert_cmpint (left, <=, 7200);
}

/* Less than was asked for is told, in a sign-in and in a refresh. */
static void
test_missing (OauthFixture  *fixture,
              gconstpointer  data)
{
  static const char * const missing[] = { "mcp:tools", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(OauthToken) renewed = NULL;

  fixture->mock->expires_in = 4;
  fixture->mock->more_answer = ",\"scope\":\"openid other\"";
  token = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv ((char **) oauth_token_get_missing_scopes (token), (char **) missing);
  renewed = oauth_fixture_renew (fixture, oauth_token_get_account (token), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv ((char **) oauth_token_get_missing_scopes (renewed), (char **) missing);
}

/* Ruling 1: once without, and remembered. */
static void
test_resource (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(OauthAccount) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *info = NULL;
  g_autofree char *claims = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  mock_authority_queue (fixture->mock, 400, NULL, "{\"error\":\"invalid_target\"}");
  account = oauth_fixture_enter (fixture);

  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 2);
  first = mock_authority_dup_parameter (fixture->mock, 0, "resource");
  second = mock_authority_dup_parameter (fixture->mock, 1, "resource");
  g_assert_cmpstr (first, ==, fixture->mock->server_uri);
  g_assert_null (second);
  g_assert_null (strstr (oauth_prompt_get_uri (fixture->prompter->prompts->pdata[1]),
                         "resource="));

  again = oauth_fixture_enter (fixture);
  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 3);

  /* The profile's own parameters go to both endpoints. */
  info = mock_authority_dup_parameter (fixture->mock, 1, "client_info");
  g_assert_cmpstr (info, ==, "1");
  claims = mock_authority_dup_parameter (fixture->mock, 1, "claims");
  g_assert_cmpstr (claims, ==, "{\"capability\":1}");
}

static void
test_resource_in_answer (OauthFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_object_unref (fixture->profile);
  fixture->profile = tenant_profile_new ();
  oauth_fixture_renew_client (fixture);
  fixture->prompter->answer = "error=invalid_target&state=%s";

  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 2);
}

static void
add (const char *name,
     void      (*test) (OauthFixture  *fixture,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/oauth/client-tokens/", name, NULL);

  g_test_add (path, OauthFixture, NULL, oauth_fixture_set_up, test, oauth_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("bad-id-tokens", test_bad_id_tokens);
  add ("keys", test_keys);
  add ("keys-out-of-reach", test_keys_out_of_reach);
  add ("template", test_template);
  add ("bad-bodies", test_bad_bodies);
  add ("tries-again", test_tries_again);
  add ("details", test_details);
  add ("no-refresh-token", test_no_refresh_token);
  add ("no-id-token", test_no_id_token);
  add ("granted", test_granted);
  add ("missing", test_missing);
  add ("resource", test_resource);
  add ("resource-in-answer", test_resource_in_answer);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
