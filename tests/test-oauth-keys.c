/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "jws-fixture.h"
#include "oauth-error.h"
#include "oauth-pkce.h"

#include <string.h>

/* RFC 7515 appendix A.2. */
#define A2_N "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx" \
  "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs" \
  "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH" \
  "SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV" \
  "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8" \
  "NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
#define A2_KEYS "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" A2_N "\",\"e\":\"AQAB\"}]}"
#define A2_INPUT "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6" \
  "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define A2_SIGNATURE "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7" \
  "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4" \
  "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K" \
  "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv" \
  "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB" \
  "p0igcN_IoypGlUPQGe77Rw"

typedef struct
{
  JwsSigner *signer;
  OauthKeys *keys;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *jwk = NULL;
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  fixture->signer = jws_signer_new (2048);
  jwk = jws_signer_dup_jwk (fixture->signer, "\"kty\":\"RSA\",\"kid\":\"k1\",\"use\":\"sig\","
                            "\"x5c\":[\"nonsense\"],\"issuer\":\"https://id.example.com\"");
  json = g_strdup_printf ("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"ec\"},%s,17,null]}", jwk);
  fixture->keys = jws_keys_new (json, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->keys);
  g_clear_pointer (&fixture->signer, jws_signer_free);
}

static void
test_appendix_a2 (void)
{
  g_autoptr(GError) error = NULL;
  OauthKeys *keys = jws_keys_new (A2_KEYS, &error);
  g_autoptr(SjsonDocument) claims = NULL;
  g_autofree char *key_issuer = g_strdup ("untouched");
  SjsonValue root;
  gint64 exp = 0;

  g_assert_no_error (error);
  g_free (g_steal_pointer (&key_issuer));
  claims = oauth_keys_verify (keys, A2_INPUT "." A2_SIGNATURE, &key_issuer, &error);
  g_assert_no_error (error);
  g_assert_null (key_issuer);

  root = sjson_document_get_root (claims);
  g_assert_true (sjson_value_get_member_int64 (&root, "exp", &exp));
  g_assert_cmpint (exp, ==, 1300819380);
  g_assert_finalize_object (keys);
}

static void
assert_forged (OauthKeys  *keys,
               const char *jws)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *key_issuer = NULL;
  g_autoptr(SjsonDocument) claims = oauth_keys_verify (keys, jws, &key_issuer, &error);

  if (claims != NULL)
    g_error ("“%s” was taken", jws);
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_null (key_issuer);
}

/* Each letter of a token counts: one changed anywhere, and it does not hold. */
static void
test_appendix_a2_changed (void)
{
  g_autoptr(GError) error = NULL;
  OauthKeys *keys = jws_keys_new (A2_KEYS, &error);
  const char *jws = A2_INPUT "." A2_SIGNATURE;

  g_assert_no_error (error);

  for (gsize i = 0; i < strlen (jws); i += 7)
    {
      g_autofree char *changed = g_strdup (jws);

      changed[i] = changed[i] == 'B' ? 'C' : 'B';
      assert_forged (keys, changed);
    }

  g_assert_finalize_object (keys);
}

static void
test_signed (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *headers[] = {
    "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
    "{\"alg\":\"RS256\"}",
    "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k1\",\"x5t\":\"abc\"}",
    "{\"typ\":\"jwt\",\"alg\":\"RS256\",\"kid\":\"k1\",\"jku\":\"https://evil.example/\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *jws = jws_signer_sign (fixture->signer, headers[i], "{\"sub\":\"s\"}");
      g_autofree char *key_issuer = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(SjsonDocument) claims = NULL;

      claims = oauth_keys_verify (fixture->keys, jws, &key_issuer, &error);
      g_assert_no_error (error);
      g_assert_nonnull (claims);
      g_assert_cmpstr (key_issuer, ==, "https://id.example.com");
    }
}

/* Signed by the right key each, so that nothing but the header can be what is refused. */
static void
test_header_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *headers[] = {
    "{}",
    "{\"kid\":\"k1\"}",
    "{\"alg\":\"none\",\"kid\":\"k1\"}",
    "{\"alg\":\"None\",\"kid\":\"k1\"}",
    "{\"alg\":\"\",\"kid\":\"k1\"}",
    "{\"alg\":null,\"kid\":\"k1\"}",
    "{\"alg\":[\"RS256\"],\"kid\":\"k1\"}",
    "{\"alg\":\"rs256\",\"kid\":\"k1\"}",
    "{\"alg\":\"HS256\",\"kid\":\"k1\"}",
    "{\"alg\":\"RS384\",\"kid\":\"k1\"}",
    "{\"alg\":\"PS256\",\"kid\":\"k1\"}",
    "{\"alg\":\"ES256\",\"kid\":\"k1\"}",
    "{\"alg\":\"RS256\",\"kid\":\"k2\"}",
    "{\"alg\":\"RS256\",\"kid\":\"K1\"}",
    "{\"alg\":\"RS256\",\"kid\":\"\"}",
    "{\"alg\":\"RS256\",\"kid\":\"ec\"}",
    "{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[\"exp\"]}",
    "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}",
    "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"application/AT+JWT\"}",
    "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"k1\"}",
    "{\"alg\":\"RS256\",\"kid\":\"k1\"",
    "[\"RS256\"]",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *jws = jws_signer_sign (fixture->signer, headers[i], "{\"sub\":\"s\"}");

      assert_forged (fixture->keys, jws);
    }
}

static void
test_payload_refused (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *payloads[] = {
    "", "[]", "17", "\"s\"", "{", "{}x", "{\"sub\":\"a\",\"sub\":\"b\"}", "{\"sub\":\"\xff\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autofree char *jws = jws_signer_sign (fixture->signer, "{\"alg\":\"RS256\"}", payloads[i]);

      assert_forged (fixture->keys, jws);
    }
}

static void
test_shape_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *jws = jws_signer_sign (fixture->signer, "{\"alg\":\"RS256\"}", "{}");
  g_autofree char *cut = g_strndup (jws, strlen (jws) - 4);
  g_autofree char *longer = g_strconcat (jws, "AAAA", NULL);
  g_autofree char *four = g_strconcat (jws, ".AAAA", NULL);
  g_autofree char *padded = g_strconcat (jws, "\n", NULL);
  g_autofree char *unsigned_one = jws_join ("{\"alg\":\"RS256\"}", "{}", "");
  g_autofree char *none = jws_join ("{\"alg\":\"none\"}", "{}", "");
  const char *shapes[] = {
    "", ".", "..", "a.b", "a.b.c", "....", cut, longer, four, padded, unsigned_one, none,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    assert_forged (fixture->keys, shapes[i]);
}

static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *filler = g_strnfill (60 * 1024, 'x');
  g_autofree char *payload = g_strdup_printf ("{\"a\":\"%.*s\"}", 45 * 1024, filler);
  g_autofree char *long_payload = g_strdup_printf ("{\"a\":\"%s\"}", filler);
  g_autofree char *jws = jws_signer_sign (fixture->signer, "{\"alg\":\"RS256\"}", payload);
  g_autofree char *long_jws = jws_signer_sign (fixture->signer, "{\"alg\":\"RS256\"}",
                                               long_payload);
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) claims = oauth_keys_verify (fixture->keys, jws, NULL, &error);

  g_assert_no_error (error);
  assert_forged (fixture->keys, long_jws);
}

/* Another key under the same id. */
static void
test_other_signer (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JwsSigner) other = jws_signer_new (2048);
  g_autofree char *jws = jws_signer_sign (other, "{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{}");

  assert_forged (fixture->keys, jws);
}

/* Two keys: the id chooses, and a token must name one (OpenID Connect Core §10.1). */
static void
test_two_keys (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JwsSigner) other = jws_signer_new (2048);
  g_autofree char *first = jws_signer_dup_jwk (fixture->signer, "\"kty\":\"RSA\",\"kid\":\"k1\"");
  g_autofree char *second = jws_signer_dup_jwk (other, "\"kty\":\"RSA\",\"kid\":\"k2\"");
  g_autofree char *json = g_strdup_printf ("{\"keys\":[%s,%s]}", first, second);
  g_autofree char *right = jws_signer_sign (other, "{\"alg\":\"RS256\",\"kid\":\"k2\"}", "{}");
  g_autofree char *wrong = jws_signer_sign (other, "{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{}");
  g_autofree char *unnamed = jws_signer_sign (other, "{\"alg\":\"RS256\"}", "{}");
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) claims = NULL;
  OauthKeys *keys = jws_keys_new (json, &error);

  g_assert_no_error (error);
  g_assert_true (oauth_keys_has (keys, "k1"));
  g_assert_true (oauth_keys_has (keys, "k2"));
  g_assert_false (oauth_keys_has (keys, "k3"));
  g_assert_false (oauth_keys_has (keys, NULL));

  claims = oauth_keys_verify (keys, right, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (claims);
  assert_forged (keys, wrong);
  assert_forged (keys, unnamed);

  g_assert_finalize_object (keys);
}

static void
test_has (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_true (oauth_keys_has (fixture->keys, "k1"));
  g_assert_true (oauth_keys_has (fixture->keys, NULL));
  g_assert_false (oauth_keys_has (fixture->keys, "ec"));
  g_assert_false (oauth_keys_has (fixture->keys, "k"));
  g_assert_false (oauth_keys_has (fixture->keys, ""));
}

static void
test_kid (void)
{
  g_autofree char *named = jws_join ("{\"alg\":\"none\",\"kid\":\"k7\"}", "{}", "");
  g_autofree char *unnamed = jws_join ("{\"alg\":\"RS256\"}", "{}", "s");
  g_autofree char *odd = jws_join ("{\"kid\":17}", "{}", "s");
  g_autofree char *kid = oauth_jwt_dup_kid (named);

  g_assert_cmpstr (kid, ==, "k7");
  g_assert_null (oauth_jwt_dup_kid (unnamed));
  g_assert_null (oauth_jwt_dup_kid (odd));
  g_assert_null (oauth_jwt_dup_kid (""));
  g_assert_null (oauth_jwt_dup_kid ("a.b.c"));
}

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/keys/appendix-a2", test_appendix_a2);
  g_test_add_func ("/oauth/keys/appendix-a2-changed", test_appendix_a2_changed);
  add ("/oauth/keys/signed", test_signed);
  add ("/oauth/keys/header-refused", test_header_refused);
  add ("/oauth/keys/payload-refused", test_payload_refused);
  add ("/oauth/keys/shape-refused", test_shape_refused);
  add ("/oauth/keys/size", test_size);
  add ("/oauth/keys/other-signer", test_other_signer);
  add ("/oauth/keys/two-keys", test_two_keys);
  add ("/oauth/keys/has", test_has);
  g_test_add_func ("/oauth/keys/kid", test_kid);

  return g_test_run ();
}
