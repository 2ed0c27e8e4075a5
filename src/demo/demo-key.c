/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-key.h"

#include "demo-json.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#define BITS 2048
#define TEN_YEARS (10 * 365 * 24 * 60 * 60)

/* An RSA key of the tenant with the certificate that JWKS shows of it (RFC 7517 §4.7). */
struct _DemoKey
{
  gnutls_x509_privkey_t x509_key;
  gnutls_privkey_t key;
  gnutls_pubkey_t public_key;
  char *certificate;            /* DER in Base64 */
  char *id;                     /* its SHA-1 in base64url: kid and x5t are the same at Entra */
};

static void
must (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

char *
demo_base64url (gconstpointer data,
                gsize         length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');

  return text;
}

/* Returns: (transfer full): as many random bytes, in base64url */
char *
demo_random_text (gsize bytes)
{
  g_autofree guint8 *data = g_malloc (bytes);

  must (gnutls_rnd (GNUTLS_RND_KEY, data, bytes));

  return demo_base64url (data, bytes);
}

static guint8 *
decode (const char *text,
        gsize      *length)
{
  g_autofree char *padded = g_strconcat (text, &"==="[(strlen (text) + 3) % 4], NULL);

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');

  return g_base64_decode (padded, length);
}

static void
make_certificate (DemoKey *self)
{
  const guint8 serial = 1;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t der;
  guint8 digest[20];
  gsize length = sizeof digest;

  must (gnutls_x509_crt_init (&certificate));
  must (gnutls_x509_crt_set_version (certificate, 3));
  must (gnutls_x509_crt_set_serial (certificate, &serial, sizeof serial));
  must (gnutls_x509_crt_set_dn (certificate, "CN=accounts.contoso.example", NULL));
  must (gnutls_x509_crt_set_activation_time (certificate, time (NULL)));
  must (gnutls_x509_crt_set_expiration_time (certificate, time (NULL) + TEN_YEARS));
  must (gnutls_x509_crt_set_key (certificate, self->x509_key));
  must (gnutls_x509_crt_sign2 (certificate, certificate, self->x509_key, GNUTLS_DIG_SHA256, 0));
  must (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der));
  must (gnutls_fingerprint (GNUTLS_DIG_SHA1, &der, digest, &length));

  self->certificate = g_base64_encode (der.data, der.size);
  self->id = demo_base64url (digest, length);
  gnutls_free (der.data);
  gnutls_x509_crt_deinit (certificate);
}

DemoKey *
demo_key_new (void)
{
  DemoKey *self = g_new0 (DemoKey, 1);

  must (gnutls_x509_privkey_init (&self->x509_key));
  must (gnutls_x509_privkey_generate (self->x509_key, GNUTLS_PK_RSA, BITS, 0));
  must (gnutls_privkey_init (&self->key));
  must (gnutls_privkey_import_x509 (self->key, self->x509_key, GNUTLS_PRIVKEY_IMPORT_COPY));
  must (gnutls_pubkey_init (&self->public_key));
  must (gnutls_pubkey_import_privkey (self->public_key, self->key, 0, 0));
  make_certificate (self);

  return self;
}

void
demo_key_free (DemoKey *self)
{
  gnutls_pubkey_deinit (self->public_key);
  gnutls_privkey_deinit (self->key);
  gnutls_x509_privkey_deinit (self->x509_key);
  g_free (self->certificate);
  g_free (self->id);
  g_free (self);
}

const char *
demo_key_get_id (DemoKey *self)
{
  return self->id;
}

/* Returns: (transfer full): the key as a JWK, with Entra's own member "issuer" (entra.md 1.4) */
JsonObject *
demo_key_describe (DemoKey    *self,
                   const char *issuer)
{
  JsonObject *jwk = json_object_new ();
  JsonArray *chain = json_array_new ();
  gnutls_datum_t m, e;
  g_autofree char *m_text = NULL;
  g_autofree char *e_text = NULL;

  must (gnutls_pubkey_export_rsa_raw2 (self->public_key, &m, &e, GNUTLS_EXPORT_FLAG_NO_LZ));
  m_text = demo_base64url (m.data, m.size);
  e_text = demo_base64url (e.data, e.size);
  gnutls_free (m.data);
  gnutls_free (e.data);

  json_array_add_string_element (chain, self->certificate);
  json_object_set_string_member (jwk, "kty", "RSA");
  json_object_set_string_member (jwk, "use", "sig");
  json_object_set_string_member (jwk, "kid", self->id);
  json_object_set_string_member (jwk, "x5t", self->id);
  json_object_set_string_member (jwk, "n", m_text);
  json_object_set_string_member (jwk, "e", e_text);
  json_object_set_array_member (jwk, "x5c", chain);
  json_object_set_string_member (jwk, "issuer", issuer);

  return jwk;
}

static char *
encode_object (JsonObject *object)
{
  g_autofree char *text = demo_json_write_object (object);

  return demo_base64url (text, strlen (text));
}

static char *
join_header (const char *algorithm,
             const char *kid,
             JsonObject *payload)
{
  g_autoptr(JsonObject) header = json_object_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = encode_object (payload);

  json_object_set_string_member (header, "typ", "JWT");
  json_object_set_string_member (header, "alg", algorithm);

  if (kid != NULL)
    json_object_set_string_member (header, "kid", kid);

  first = encode_object (header);

  return g_strconcat (first, ".", second, NULL);
}

/**
 * demo_key_sign:
 * @self: a key
 * @kid: the id the header names, which a forger need not be honest about
 * @payload: the claims
 *
 * Returns: (transfer full): a JWT signed with RS256 (RFC 7515, RFC 7518 §3.3)
 */
char *
demo_key_sign (DemoKey    *self,
               const char *kid,
               JsonObject *payload)
{
  g_autofree char *input = join_header ("RS256", kid, payload);
  gnutls_datum_t data = { (unsigned char *) input, strlen (input) };
  gnutls_datum_t signature;
  g_autofree char *last = NULL;

  must (gnutls_privkey_sign_data (self->key, GNUTLS_DIG_SHA256, 0, &data, &signature));
  last = demo_base64url (signature.data, signature.size);
  gnutls_free (signature.data);

  return g_strconcat (input, ".", last, NULL);
}

/* Returns: (transfer full): what no server may take, a token with "alg":"none" */
char *
demo_jwt_unsigned (JsonObject *payload)
{
  g_autofree char *input = join_header ("none", NULL, payload);

  return g_strconcat (input, ".", NULL);
}

static JsonObject *
decode_object (const char *part)
{
  gsize length;
  g_autofree guint8 *bytes = decode (part, &length);
  g_autoptr(JsonNode) node = demo_json_parse ((const char *) bytes, length, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static gboolean
signature_fits (DemoKey    *self,
                const char *token)
{
  const char *dot = strrchr (token, '.');
  gsize length;
  g_autofree guint8 *bytes = decode (dot + 1, &length);
  gnutls_datum_t data = { (unsigned char *) token, dot - token };
  gnutls_datum_t signature = { bytes, length };

  return gnutls_pubkey_verify_data2 (self->public_key, GNUTLS_SIGN_RSA_SHA256, 0,
                                     &data, &signature) >= 0;
}

/**
 * demo_key_verify:
 * @self: the tenant's key
 * @token: what a client sent
 * @payload: (out) (transfer full) (nullable): the claims of a good one
 *
 * Returns: what is wrong with it, before any claim is looked at
 */
DemoJwtVerdict
demo_key_verify (DemoKey     *self,
                 const char  *token,
                 JsonObject **payload)
{
  g_auto(GStrv) parts = g_strsplit (token, ".", -1);
  g_autoptr(JsonObject) header = NULL;

  *payload = NULL;

  if (g_strv_length (parts) != 3)
    return DEMO_JWT_MALFORMED;

  header = decode_object (parts[0]);

  if (header == NULL || g_strcmp0 (demo_json_get_string (header, "alg"), "RS256") != 0)
    return DEMO_JWT_MALFORMED;

  if (g_strcmp0 (demo_json_get_string (header, "kid"), self->id) != 0)
    return DEMO_JWT_UNKNOWN_KEY;

  if (!signature_fits (self, token))
    return DEMO_JWT_BAD_SIGNATURE;

  *payload = decode_object (parts[1]);

  return *payload != NULL ? DEMO_JWT_GOOD : DEMO_JWT_MALFORMED;
}
