/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-keys.h"

#include "oauth-error.h"
#include "oauth-jwt.h"
#include "oauth-pkce.h"

#include <glib/gi18n-lib.h>
#include <gnutls/abstract.h>

#include <string.h>

#define MOST_KEYS 256
#define LEAST_BITS 2048
#define MOST_BITS 8192
#define MOST_BYTES_OF_E 4

/* The one algorithm we take (entra.md 1.4; also the one that every OpenID provider must offer,
 * OpenID Connect Core §15.1). Pinned here and never read from a token (RFC 8725 §3.1). */
#define ALGORITHM "RS256"

typedef struct
{
  char *kid;
  char *issuer;
  gnutls_pubkey_t key;
} Key;

/**
 * OauthKeys:
 *
 * The signing keys of an authority: a JWK Set (RFC 7517 §5).
 *
 * Immutable, so any thread may verify with it. Keeps the RSA keys that may sign
 * with RS256; other keys of a set are ignored, as §5 asks. A certificate chain in
 * a key (`x5c`) proves nothing that TLS has not proven, and is not looked at.
 */
struct _OauthKeys
{
  GObject parent_instance;

  GPtrArray *keys;
};

G_DEFINE_FINAL_TYPE (OauthKeys, oauth_keys, G_TYPE_OBJECT)

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->kid);
  g_free (key->issuer);
  gnutls_pubkey_deinit (key->key);
  g_free (key);
}

static guint
count_bits (const guint8 *number,
            gsize         length)
{
  gsize i = 0;

  while (i < length && number[i] == 0)
    i++;

  return i < length ? (length - i - 1) * 8 + g_bit_storage (number[i]) : 0;
}

/* The bytes of a Base64urlUInt member (RFC 7518 §2). */
static guint8 *
dup_number (const SjsonValue *jwk,
            const char       *name,
            gsize            *length)
{
  g_autofree char *text = sjson_value_dup_member_string (jwk, name);

  return text != NULL ? oauth_base64url_decode (text, -1, length) : NULL;
}

static gboolean
import_key (const SjsonValue *jwk,
            gnutls_pubkey_t  *key)
{
  gsize n_modulus = 0;
  gsize n_exponent = 0;
  g_autofree guint8 *modulus = dup_number (jwk, "n", &n_modulus);
  g_autofree guint8 *exponent = dup_number (jwk, "e", &n_exponent);
  gnutls_datum_t n = { modulus, n_modulus };
  gnutls_datum_t e = { exponent, n_exponent };
  guint n_bits;

  if (modulus == NULL || exponent == NULL || n_exponent == 0 || n_exponent > MOST_BYTES_OF_E)
    return FALSE;

  n_bits = count_bits (modulus, n_modulus);
  if (n_bits < LEAST_BITS || n_bits > MOST_BITS || n_modulus > MOST_BITS / 8 + 1)
    return FALSE;

  /* Even ones are no RSA key, and the exponent 1 would make every text its own signature. */
  if (modulus[n_modulus - 1] % 2 == 0 || exponent[n_exponent - 1] % 2 == 0 ||
      count_bits (exponent, n_exponent) < 2)
    return FALSE;

  if (gnutls_pubkey_init (key) != GNUTLS_E_SUCCESS)
    return FALSE;
  if (gnutls_pubkey_import_rsa_raw (*key, &n, &e) == GNUTLS_E_SUCCESS)
    return TRUE;

  gnutls_pubkey_deinit (*key);

  return FALSE;
}

static gboolean
is_absent_or (const SjsonValue *jwk,
              const char       *name,
              const char       *wanted)
{
  SjsonValue member;

  return !sjson_value_get_member (jwk, name, &member) ||
         sjson_value_equals_string (&member, wanted);
}

static gboolean
may_verify (const SjsonValue *jwk)
{
  SjsonValue operations;
  SjsonValue operation;
  SjsonIter iter;

  if (!sjson_value_get_member (jwk, "key_ops", &operations))
    return TRUE;

  sjson_iter_init (&iter, &operations);
  while (sjson_iter_next (&iter, NULL, &operation))
    if (sjson_value_equals_string (&operation, "verify"))
      return TRUE;

  return FALSE;
}

static gboolean
is_for_us (const SjsonValue *jwk)
{
  SjsonValue kty;

  return sjson_value_get_member (jwk, "kty", &kty) && sjson_value_equals_string (&kty, "RSA") &&
         is_absent_or (jwk, "use", "sig") &&
         is_absent_or (jwk, "alg", ALGORITHM) &&
         may_verify (jwk);
}

static void
add_key (OauthKeys        *self,
         const SjsonValue *jwk)
{
  gnutls_pubkey_t imported;
  Key *key;

  if (self->keys->len >= MOST_KEYS || !is_for_us (jwk) || !import_key (jwk, &imported))
    return;

  key = g_new0 (Key, 1);
  key->kid = sjson_value_dup_member_string (jwk, "kid");
  key->issuer = sjson_value_dup_member_string (jwk, "issuer");
  key->key = imported;
  g_ptr_array_add (self->keys, key);
}

static void
oauth_keys_finalize (GObject *object)
{
  OauthKeys *self = OAUTH_KEYS (object);

  g_ptr_array_unref (self->keys);

  G_OBJECT_CLASS (oauth_keys_parent_class)->finalize (object);
}

static void
oauth_keys_class_init (OauthKeysClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = oauth_keys_finalize;
}

static void
oauth_keys_init (OauthKeys *self)
{
  self->keys = g_ptr_array_new_with_free_func (key_free);
}

/**
 * oauth_keys_new:
 * @json: a JWK Set
 * @error: return location: `OAUTH_ERROR_DISCOVERY` where no key in it is of use
 *
 * Reads the keys of at least 2048 and at most 8192 bits that may sign with
 * RS256. A key without `alg` may.
 *
 * Returns: (transfer full) (nullable): the keys
 */
OauthKeys *
oauth_keys_new (const SjsonValue  *json,
                GError           **error)
{
  g_autoptr(OauthKeys) self = NULL;
  SjsonValue keys;
  SjsonValue jwk;
  SjsonIter iter;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (OAUTH_TYPE_KEYS, NULL);

  if (sjson_value_get_member_of_kind (json, "keys", SJSON_KIND_ARRAY, &keys))
    {
      sjson_iter_init (&iter, &keys);
      while (sjson_iter_next (&iter, NULL, &jwk))
        add_key (self, &jwk);
    }

  if (self->keys->len > 0)
    return g_steal_pointer (&self);

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                       _("The authority publishes no key to check its ID tokens with."));

  return NULL;
}

/**
 * oauth_keys_has:
 * @kid: (nullable): the id of a key, or `NULL` for a token that names none
 *
 * A token may leave out the id where there is but one key (OpenID Connect Core §10.1).
 *
 * Returns: whether a token with @kid can be verified; if not, fetch the keys anew, once
 */
gboolean
oauth_keys_has (OauthKeys  *self,
                const char *kid)
{
  g_return_val_if_fail (OAUTH_IS_KEYS (self), FALSE);

  if (kid == NULL)
    return self->keys->len == 1;

  for (guint i = 0; i < self->keys->len; i++)
    if (g_strcmp0 (((Key *) g_ptr_array_index (self->keys, i))->kid, kid) == 0)
      return TRUE;

  return FALSE;
}

/* `crit` names extensions that one must understand, and we know none (RFC 7515 §4.1.11). A `typ` of
 * "…+jwt" says that the token has another use, such as an access token (RFC 8725 §3.11). */
static gboolean
check_header (const SjsonValue  *header,
              GError           **error)
{
  SjsonValue member;
  g_autofree char *type = NULL;
  g_autofree char *lower = NULL;

  if (!sjson_value_get_member (header, "alg", &member) ||
      !sjson_value_equals_string (&member, ALGORITHM))
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                           _("The ID token is not signed in the way we asked for."));
      return FALSE;
    }

  type = sjson_value_dup_member_string (header, "typ");
  lower = type != NULL ? g_ascii_strdown (type, -1) : NULL;

  if (sjson_value_get_member (header, "crit", &member) ||
      (lower != NULL && g_str_has_suffix (lower, "+jwt")))
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                           _("The token is not meant as an ID token."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
verify_with (const Key      *key,
             const OauthJwt *jwt)
{
  gnutls_datum_t input = { (unsigned char *) jwt->input, jwt->n_input };
  gnutls_datum_t signature = { jwt->signature, jwt->n_signature };

  return gnutls_pubkey_verify_data2 (key->key, GNUTLS_SIGN_RSA_SHA256, 0, &input, &signature) >= 0;
}

static const Key *
find_signer (OauthKeys      *self,
             const OauthJwt *jwt)
{
  SjsonValue header = sjson_document_get_root (jwt->header);
  g_autofree char *kid = sjson_value_dup_member_string (&header, "kid");

  if (!oauth_keys_has (self, kid))
    return NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = g_ptr_array_index (self->keys, i);

      if ((kid == NULL || g_strcmp0 (key->kid, kid) == 0) && verify_with (key, jwt))
        return key;
    }

  return NULL;
}

static SjsonDocument *
parse_claims (const OauthJwt  *jwt,
              GError         **error)
{
  const SjsonLimits limits = { .depth = 32 };
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  document = sjson_document_new (jwt->payload, &limits, NULL);

  if (document != NULL && sjson_document_get_n_duplicates (document) == 0)
    {
      root = sjson_document_get_root (document);
      if (sjson_value_get_kind (&root) == SJSON_KIND_OBJECT)
        return g_steal_pointer (&document);
    }

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                       _("The authority sent an ID token that is none."));

  return NULL;
}

/**
 * oauth_keys_verify:
 * @jws: a compact JWS
 * @key_issuer: (out) (optional) (nullable) (transfer full): the `issuer` member of the key that
 *   verified it: whom that key speaks for (entra.md 1.4)
 * @error: return location: `OAUTH_ERROR_FORGED` when it does not hold
 *
 * Checks the signature of a token with RS256, whatever the token says of
 * algorithms: "none" and all others are refused before any key is touched.
 *
 * Returns: (transfer full) (nullable): its claims, an object
 */
SjsonDocument *
oauth_keys_verify (OauthKeys   *self,
                   const char  *jws,
                   char       **key_issuer,
                   GError     **error)
{
  g_autoptr(OauthJwt) jwt = NULL;
  g_autoptr(SjsonDocument) claims = NULL;
  const Key *signer;
  SjsonValue header;

  g_return_val_if_fail (OAUTH_IS_KEYS (self), NULL);
  g_return_val_if_fail (jws != NULL, NULL);

  jwt = oauth_jwt_parse (jws, error);
  if (jwt == NULL)
    return NULL;

  header = sjson_document_get_root (jwt->header);
  if (!check_header (&header, error))
    return NULL;

  signer = find_signer (self, jwt);
  if (signer == NULL)
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                           _("The signature of the ID token is not the authority’s."));
      return NULL;
    }

  claims = parse_claims (jwt, error);
  if (claims != NULL && key_issuer != NULL)
    *key_issuer = g_strdup (signer->issuer);

  return g_steal_pointer (&claims);
}
