/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-pkce.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <string.h>

#define TOKEN_BYTES 32
#define VERIFIER_BYTES 96
#define SHA256_BYTES 32

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Without random numbers nothing here is safe: rather no program than a guessable one. */
static char *
new_random (gsize n_bytes)
{
  g_autofree guint8 *bytes = g_malloc (n_bytes);
  char *text;

  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, n_bytes) != GNUTLS_E_SUCCESS)
    g_error ("The system gave no random numbers");

  text = oauth_base64url_encode (bytes, n_bytes);
  explicit_bzero (bytes, n_bytes);

  return text;
}

/**
 * oauth_random_token:
 *
 * Makes a value that nobody can guess, for `state` and `nonce`.
 *
 * Returns: (transfer full): 32 random bytes as base64url, 43 characters
 */
char *
oauth_random_token (void)
{
  return new_random (TOKEN_BYTES);
}

/**
 * oauth_pkce_new_verifier:
 *
 * Makes the secret of one authorization attempt (RFC 7636 §4.1).
 *
 * Returns: (transfer full): 96 random bytes as base64url, 128 characters; to be wiped
 */
char *
oauth_pkce_new_verifier (void)
{
  return new_random (VERIFIER_BYTES);
}

/**
 * oauth_pkce_challenge:
 * @verifier: from [func@Oauth.pkce_new_verifier]
 *
 * The S256 challenge (RFC 7636 §4.2), which may be seen by anybody.
 *
 * Returns: (transfer full): the challenge, 43 characters
 */
char *
oauth_pkce_challenge (const char *verifier)
{
  g_autoptr(GChecksum) checksum = NULL;
  guint8 digest[SHA256_BYTES];
  gsize length = sizeof digest;

  g_return_val_if_fail (verifier != NULL, NULL);

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) verifier, strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);

  return oauth_base64url_encode (digest, length);
}

/**
 * oauth_secret_equal:
 * @a: (nullable): one text
 * @b: (nullable): another
 *
 * Compares so that the time taken tells the length at most.
 *
 * Returns: whether both are there and equal
 */
gboolean
oauth_secret_equal (const char *a,
                    const char *b)
{
  gsize length;

  if (a == NULL || b == NULL)
    return FALSE;

  length = strlen (a);

  return length == strlen (b) && gnutls_memcmp (a, b, length) == 0;
}

/**
 * oauth_base64url_encode:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Writes bytes in the alphabet of RFC 4648 §5, without padding (RFC 7515 §2).
 *
 * Returns: (transfer full): the text
 */
char *
oauth_base64url_encode (const guint8 *data,
                        gsize         length)
{
  char *text;
  gsize n = 0;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  text = g_malloc (length / 3 * 4 + 5);

  for (gsize i = 0; i < length; i += 3)
    {
      gsize n_bytes = MIN (length - i, 3);
      guint bits = data[i] << 16;

      if (n_bytes > 1)
        bits |= data[i + 1] << 8;
      if (n_bytes > 2)
        bits |= data[i + 2];

      for (gsize k = 0; k <= n_bytes; k++)
        text[n++] = alphabet[bits >> (18 - 6 * k) & 0x3f];
    }

  text[n] = '\0';

  return text;
}

static int
get_value (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  if (g_ascii_islower (c))
    return c - 'a' + 26;
  if (g_ascii_isdigit (c))
    return c - '0' + 52;
  if (c == '-')
    return 62;
  if (c == '_')
    return 63;

  return -1;
}

/* The length without padding, or -1 where the padding or the length cannot be right. */
static gssize
strip_padding (const char *text,
               gsize       length)
{
  gsize stripped = length;

  while (stripped > 0 && length - stripped < 2 && text[stripped - 1] == '=')
    stripped--;

  if (stripped % 4 == 1 || (stripped < length && length % 4 != 0))
    return -1;

  return stripped;
}

/**
 * oauth_base64url_decode:
 * @text: what may be base64url
 * @length: its length, or -1 if it ends in NUL
 * @decoded_length: (out): how many bytes came out
 *
 * Reads the alphabet of RFC 4648 §5, padded or not. Anything else is refused,
 * also bits that no encoder would have left (§3.5), so that one value has one
 * text.
 *
 * Returns: (transfer full) (nullable): the bytes and a NUL behind them, or `NULL` if @text is none
 */
guint8 *
oauth_base64url_decode (const char *text,
                        gssize      length,
                        gsize      *decoded_length)
{
  g_autofree guint8 *bytes = NULL;
  gssize n_letters;
  guint bits = 0;
  gsize n = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (decoded_length != NULL, NULL);

  n_letters = strip_padding (text, length >= 0 ? (gsize) length : strlen (text));
  if (n_letters < 0)
    return NULL;

  bytes = g_malloc0 (n_letters / 4 * 3 + 4);

  for (gssize i = 0; i < n_letters; i++)
    {
      int value = get_value (text[i]);

      if (value < 0)
        return NULL;

      bits = (bits << 6 | value) & 0xffffff;
      if (i % 4 != 0)
        bytes[n++] = bits >> (6 - 2 * (i % 4)) & 0xff;
    }

  if ((n_letters % 4 == 2 && (bits & 0xf) != 0) || (n_letters % 4 == 3 && (bits & 0x3) != 0))
    return NULL;

  *decoded_length = n;

  return g_steal_pointer (&bytes);
}
