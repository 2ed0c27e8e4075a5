/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "jws-fixture.h"
#include "oauth-error.h"
#include "oauth-pkce.h"

#include <string.h>

static void
test_members (void)
{
  static const struct
  {
    const char *members;
    gboolean taken;
  } rows[] = {
    { "\"kty\":\"RSA\"", TRUE },
    { "\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\"", TRUE },
    { "\"kty\":\"RSA\",\"key_ops\":[\"verify\"]", TRUE },
    { "\"kid\":\"k\"", FALSE },
    { "\"kty\":\"EC\"", FALSE },
    { "\"kty\":\"rsa\"", FALSE },
    { "\"kty\":\"RSA\",\"alg\":\"HS256\"", FALSE },
    { "\"kty\":\"RSA\",\"alg\":\"RS512\"", FALSE },
    { "\"kty\":\"RSA\",\"alg\":null", FALSE },
    { "\"kty\":\"RSA\",\"use\":\"enc\"", FALSE },
    { "\"kty\":\"RSA\",\"key_ops\":[\"encrypt\"]", FALSE },
    { "\"kty\":\"RSA\",\"key_ops\":\"verify\"", FALSE },
    { "\"kty\":\"RSA\",\"n\":\"AQAB\"", FALSE },
    { "\"kty\":\"RSA\",\"n\":17", FALSE },
    { "\"kty\":\"RSA\",\"n\":\"\"", FALSE },
    { "\"kty\":\"RSA\",\"n\":\"!\"", FALSE },
    { "\"kty\":\"RSA\",\"e\":\"\"", FALSE },
    { "\"kty\":\"RSA\",\"e\":\"AQ\"", FALSE },        /* 1 */
    { "\"kty\":\"RSA\",\"e\":\"AAAB\"", FALSE },      /* 1 again */
    { "\"kty\":\"RSA\",\"e\":\"Ag\"", FALSE },        /* 2 */
    { "\"kty\":\"RSA\",\"e\":\"AQABAAE\"", FALSE },   /* five bytes */
    { "\"kty\":\"RSA\",\"e\":[\"AQAB\"]", FALSE },
  };
  g_autoptr(JwsSigner) signer = jws_signer_new (2048);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *jwk = jws_signer_dup_jwk (signer, rows[i].members);
      g_autofree char *json = g_strdup_printf ("{\"keys\":[%s]}", jwk);
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthKeys) keys = jws_keys_new (json, &error);

      if ((keys != NULL) != rows[i].taken)
        g_error ("%s: should be %d", rows[i].members, rows[i].taken);
      if (keys == NULL)
        g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
    }
}

/* An odd number of @bits bits. */
static char *
dup_modulus (guint bits)
{
  gsize n_bytes = (bits + 7) / 8;
  g_autofree guint8 *bytes = g_malloc (n_bytes);

  memset (bytes, 0xff, n_bytes);
  bytes[0] = 0xff >> (n_bytes * 8 - bits);

  return oauth_base64url_encode (bytes, n_bytes);
}

static void
test_bits (void)
{
  static const struct
  {
    guint bits;
    gboolean taken;
  } rows[] = {
    { 1024, FALSE }, { 2047, FALSE }, { 2048, TRUE }, { 3072, TRUE }, { 4096, TRUE },
    { 8192, TRUE }, { 8193, FALSE }, { 16384, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *n = dup_modulus (rows[i].bits);
      g_autofree char *json = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthKeys) keys = NULL;

      json = g_strdup_printf ("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\"}]}", n);
      keys = jws_keys_new (json, &error);

      if ((keys != NULL) != rows[i].taken)
        g_error ("%u bits: should be %d", rows[i].bits, rows[i].taken);
    }
}

static void
test_refused (void)
{
  static const char *sets[] = {
    "{}", "[]", "null", "17", "{\"keys\":[]}", "{\"keys\":{}}", "{\"keys\":null}",
    "{\"keys\":[{}]}", "{\"keys\":[[]]}", "{\"keys\":[\"RSA\"]}", "{\"Keys\":[]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthKeys) keys = jws_keys_new (sets[i], &error);

      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
      g_assert_null (keys);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/jwks/members", test_members);
  g_test_add_func ("/oauth/jwks/bits", test_bits);
  g_test_add_func ("/oauth/jwks/refused", test_refused);

  return g_test_run ();
}
