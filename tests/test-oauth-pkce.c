/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-pkce.h"

#include <string.h>

static void
test_appendix_b (void)
{
  g_autofree char *challenge = NULL;

  challenge = oauth_pkce_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static gboolean
is_unreserved (const char *text)
{
  return strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
         strlen (text);
}

static void
test_verifier (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      char *verifier = oauth_pkce_new_verifier ();

      g_assert_cmpuint (strlen (verifier), ==, 128);
      g_assert_true (is_unreserved (verifier));
      g_assert_true (g_hash_table_add (seen, verifier));
    }
}

static void
test_token (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      char *token = oauth_random_token ();
      g_autofree guint8 *bytes = NULL;
      gsize length = 0;

      g_assert_cmpuint (strlen (token), ==, 43);
      bytes = oauth_base64url_decode (token, -1, &length);
      g_assert_nonnull (bytes);
      g_assert_cmpuint (length, ==, 32);
      g_assert_true (g_hash_table_add (seen, token));
    }
}

static void
test_equal (void)
{
  g_assert_true (oauth_secret_equal ("", ""));
  g_assert_true (oauth_secret_equal ("abc", "abc"));
  g_assert_false (oauth_secret_equal ("abc", "abd"));
  g_assert_false (oauth_secret_equal ("Abc", "abc"));
  g_assert_false (oauth_secret_equal ("abc", "ab"));
  g_assert_false (oauth_secret_equal ("ab", "abc"));
  g_assert_false (oauth_secret_equal ("", "a"));
  g_assert_false (oauth_secret_equal (NULL, "a"));
  g_assert_false (oauth_secret_equal ("a", NULL));
  g_assert_false (oauth_secret_equal (NULL, NULL));
}

/* RFC 4648 §10, in the alphabet of §5 and without padding. */
static const struct
{
  const char *bytes;
  const char *text;
} pairs[] = {
  { "", "" },
  { "f", "Zg" },
  { "fo", "Zm8" },
  { "foo", "Zm9v" },
  { "foob", "Zm9vYg" },
  { "fooba", "Zm9vYmE" },
  { "foobar", "Zm9vYmFy" },
  { "\xfb\xef\xff", "--__" },
  { "\xff\xfe", "__4" },
};

static void
test_base64url (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize n_bytes = strlen (pairs[i].bytes);
      g_autofree char *text = oauth_base64url_encode ((const guint8 *) pairs[i].bytes, n_bytes);
      g_autofree guint8 *bytes = NULL;
      gsize length = 99;

      g_assert_cmpstr (text, ==, pairs[i].text);
      bytes = oauth_base64url_decode (text, -1, &length);
      g_assert_nonnull (bytes);
      g_assert_cmpmem (bytes, length, pairs[i].bytes, n_bytes);
      g_assert_cmpint (bytes[length], ==, 0);
    }
}

static void
test_base64url_padded (void)
{
  static const char *texts[] = { "Zg==", "Zm8=", "Zm9v" };
  static const char *bytes[] = { "f", "fo", "foo" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree guint8 *decoded = NULL;
      gsize length = 0;

      decoded = oauth_base64url_decode (texts[i], -1, &length);
      g_assert_nonnull (decoded);
      g_assert_cmpmem (decoded, length, bytes[i], strlen (bytes[i]));
    }
}

static void
test_base64url_part (void)
{
  g_autofree guint8 *decoded = NULL;
  gsize length = 0;

  decoded = oauth_base64url_decode ("Zm8.Zm9v", 3, &length);

  g_assert_nonnull (decoded);
  g_assert_cmpmem (decoded, length, "fo", 2);
}

static void
test_base64url_refused (void)
{
  static const char *texts[] = {
    "Z", "Zm9vY", "=", "==", "====", "Zg=", "Zg===", "Zm8==", "Zm9v=", "Zm9v====", "Z=g=", "=Zg=",
    "Zm+v", "Zm/v", "Zm9v ", " Zm9v", "Zm\n9v", "Zm9v\n", "Zm9\xc3\xa4", "Zm.v", "Zm~v",
    "Zh", "Zn", "Z_", "Zm9", "Zm-", "Zh==", "Zm9=",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length = 0;
      g_autofree guint8 *decoded = oauth_base64url_decode (texts[i], -1, &length);

      if (decoded != NULL)
        g_error ("“%s” was taken", texts[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/pkce/appendix-b", test_appendix_b);
  g_test_add_func ("/oauth/pkce/verifier", test_verifier);
  g_test_add_func ("/oauth/pkce/token", test_token);
  g_test_add_func ("/oauth/pkce/equal", test_equal);
  g_test_add_func ("/oauth/pkce/base64url", test_base64url);
  g_test_add_func ("/oauth/pkce/base64url-padded", test_base64url_padded);
  g_test_add_func ("/oauth/pkce/base64url-part", test_base64url_part);
  g_test_add_func ("/oauth/pkce/base64url-refused", test_base64url_refused);

  return g_test_run ();
}
