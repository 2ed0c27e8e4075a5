/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "jws-fixture.h"
#include "mock-authority.h"
#include "oauth-error.h"
#include "oauth-generic.h"
#include "oauth-key-source.h"
#include "oauth-request.h"

typedef struct
{
  MockAuthority *mock;
  SoupSession *session;
  OauthKeySource *source;
  JwsSigner *signer;
  GAsyncResult *result;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthProfile) profile = oauth_generic_new ();
  g_autoptr(OauthAuthority) authority = NULL;

  fixture->mock = mock_authority_new ();
  fixture->mock->more_metadata = data;
  fixture->session = oauth_request_session_new (NULL, NULL);
  authority = mock_authority_load (fixture->mock, profile);
  fixture->source = oauth_key_source_new (authority);
  fixture->signer = jws_signer_new (2048);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->source);
  g_object_unref (fixture->session);
  jws_signer_free (fixture->signer);
  mock_authority_free (fixture->mock);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
publish (Fixture    *fixture,
         const char *kid)
{
  g_autofree char *members = g_strdup_printf ("\"kty\":\"RSA\",\"kid\":\"%s\",\"issuer\":\"i\"",
                                              kid);
  g_autofree char *jwk = jws_signer_dup_jwk (fixture->signer, members);
  g_autofree char *keys = g_strdup_printf ("{\"keys\":[%s]}", jwk);

  mock_authority_publish (fixture->mock, "/t1/keys", 200, keys);
}

static gboolean
verify (Fixture     *fixture,
        const char  *kid,
        char       **key_issuer,
        GError     **error)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"RS256\",\"kid\":\"%s\"}", kid);
  g_autofree char *jws = jws_signer_sign (fixture->signer, header, "{\"sub\":\"x\"}");
  g_autoptr(SjsonDocument) claims = NULL;

  oauth_key_source_verify_async (fixture->source, fixture->session, jws, NULL, keep_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  claims = oauth_key_source_verify_finish (fixture->source, fixture->result, key_issuer, error);
  g_clear_object (&fixture->result);

  return claims != NULL;
}

static void
test_new_keys (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *key_issuer = NULL;
  g_autoptr(GError) error = NULL;

  publish (fixture, "k1");
  g_assert_true (verify (fixture, "k1", &key_issuer, &error));
  g_assert_cmpstr (key_issuer, ==, "i");
  g_assert_true (verify (fixture, "k1", NULL, &error));
  g_assert_cmpuint (mock_authority_count (fixture->mock, "/t1/keys"), ==, 1);

  publish (fixture, "k2");
  g_assert_true (verify (fixture, "k2", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mock_authority_count (fixture->mock, "/t1/keys"), ==, 2);

  g_assert_false (verify (fixture, "k3", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_cmpuint (mock_authority_count (fixture->mock, "/t1/keys"), ==, 3);
}

static void
test_no_place (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (verify (fixture, "k1", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->mock->server), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  fixture->mock->hides_keys = TRUE;
  oauth_key_source_verify_async (fixture->source, fixture->session, "a.b.c", cancellable, keep_cb,
                                 fixture);
  while (fixture->mock->n_key_requests == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (oauth_key_source_verify_finish (fixture->source, fixture->result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/oauth/key-source/new-keys", Fixture, NULL, fixture_set_up, test_new_keys,
              fixture_tear_down);
  g_test_add ("/oauth/key-source/no-place", Fixture, ",\"jwks_uri\":null", fixture_set_up,
              test_no_place, fixture_tear_down);
  g_test_add ("/oauth/key-source/cancelled", Fixture, NULL, fixture_set_up, test_cancelled,
              fixture_tear_down);

  return g_test_run ();
}
