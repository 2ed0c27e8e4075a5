/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "jws-fixture.h"

#include "oauth-pkce.h"

#include <gnutls/abstract.h>

#include <string.h>

struct _JwsSigner
{
  gnutls_privkey_t key;
};

JwsSigner *
jws_signer_new (guint bits)
{
  JwsSigner *self = g_new0 (JwsSigner, 1);

  g_assert_cmpint (gnutls_privkey_init (&self->key), ==, 0);
  g_assert_cmpint (gnutls_privkey_generate (self->key, GNUTLS_PK_RSA, bits, 0), ==, 0);

  return self;
}

void
jws_signer_free (JwsSigner *self)
{
  gnutls_privkey_deinit (self->key);
  g_free (self);
}

char *
jws_signer_dup_jwk (JwsSigner  *self,
                    const char *members)
{
  gnutls_datum_t m;
  gnutls_datum_t e;
  g_autofree char *n_text = NULL;
  g_autofree char *e_text = NULL;

  g_assert_cmpint (gnutls_privkey_export_rsa_raw2 (self->key, &m, &e, NULL, NULL, NULL, NULL, NULL,
                                                   NULL, GNUTLS_EXPORT_FLAG_NO_LZ), ==, 0);
  n_text = oauth_base64url_encode (m.data, m.size);
  e_text = oauth_base64url_encode (e.data, e.size);
  gnutls_free (m.data);
  gnutls_free (e.data);

  return g_strdup_printf ("{\"n\":\"%s\",\"e\":\"%s\",%s}", n_text, e_text, members);
}

static char *
encode (const char *text)
{
  return oauth_base64url_encode ((const guint8 *) text, strlen (text));
}

char *
jws_signer_sign (JwsSigner  *self,
                 const char *header,
                 const char *payload)
{
  g_autofree char *first = encode (header);
  g_autofree char *second = encode (payload);
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  gnutls_datum_t data = { (unsigned char *) input, strlen (input) };
  gnutls_datum_t signature;
  g_autofree char *third = NULL;

  g_assert_cmpint (gnutls_privkey_sign_data (self->key, GNUTLS_DIG_SHA256, 0, &data, &signature),
                   ==, 0);
  third = oauth_base64url_encode (signature.data, signature.size);
  gnutls_free (signature.data);

  return g_strconcat (input, ".", third, NULL);
}

OauthKeys *
jws_keys_new (const char  *json,
              GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) parse_error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (json, -1, NULL, &parse_error);
  g_assert_no_error (parse_error);
  root = sjson_document_get_root (document);

  return oauth_keys_new (&root, error);
}

char *
jws_join (const char *header,
          const char *payload,
          const char *signature)
{
  g_autofree char *first = encode (header);
  g_autofree char *second = encode (payload);
  g_autofree char *third = encode (signature);

  return g_strconcat (first, ".", second, ".", third, NULL);
}
