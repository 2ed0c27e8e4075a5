/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tls-fixture.h"

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define DAY (24 * 60 * 60)

struct _TlsAuthority
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_x509_crt_t expired;
  char *name;
  char *path;   /* nullable */
};

static gnutls_x509_privkey_t
key_new (void)
{
  gnutls_x509_privkey_t key;

  g_assert_cmpint (gnutls_x509_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                                 GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1),
                                                 0), ==, 0);

  return key;
}

static gnutls_x509_crt_t
certificate_new (const char            *name,
                 gnutls_x509_privkey_t  key,
                 int                    first_day,
                 int                    last_day)
{
  static guint8 serial = 0;
  g_autofree char *dn = g_strdup_printf ("CN=%s", name);
  gnutls_x509_crt_t self;
  time_t now = time (NULL);

  serial++;
  g_assert_cmpint (gnutls_x509_crt_init (&self), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_version (self, 3), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_serial (self, &serial, sizeof serial), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_dn (self, dn, NULL), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_key (self, key), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_activation_time (self, now + first_day * DAY), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_expiration_time (self, now + last_day * DAY), ==, 0);

  return self;
}

static void
sign (TlsAuthority      *self,
      gnutls_x509_crt_t  certificate,
      gnutls_x509_crt_t  issuer)
{
  g_assert_cmpint (gnutls_x509_crt_sign2 (certificate, issuer, self->key, GNUTLS_DIG_SHA256, 0),
                   ==, 0);
}

static gnutls_x509_crt_t
authority_certificate_new (TlsAuthority *self,
                           const char   *name,
                           int           first_day,
                           int           last_day)
{
  gnutls_x509_crt_t certificate = certificate_new (name, self->key, first_day, last_day);

  g_assert_cmpint (gnutls_x509_crt_set_basic_constraints (certificate, 1, -1), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_KEY_CERT_SIGN), ==, 0);
  sign (self, certificate, certificate);

  return certificate;
}

TlsAuthority *
tls_authority_new (const char *name)
{
  TlsAuthority *self = g_new0 (TlsAuthority, 1);

  self->name = g_strdup (name);
  self->key = key_new ();
  self->certificate = authority_certificate_new (self, name, -1, 30);
  self->expired = authority_certificate_new (self, name, -30, -1);

  return self;
}

void
tls_authority_free (TlsAuthority *self)
{
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_crt_deinit (self->expired);
  gnutls_x509_privkey_deinit (self->key);

  if (self->path != NULL)
    g_remove (self->path);

  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

static char *
dup_pem (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t data = { NULL, 0 };
  char *pem;

  g_assert_cmpint (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &data), ==, 0);
  pem = g_strndup ((const char *) data.data, data.size);
  gnutls_free (data.data);

  return pem;
}

char *
tls_authority_dup_pem (TlsAuthority *self)
{
  return dup_pem (self->certificate);
}

char *
tls_authority_dup_expired_pem (TlsAuthority *self)
{
  return dup_pem (self->expired);
}

GTlsDatabase *
tls_authority_new_database (TlsAuthority *self,
                            const char   *folder)
{
  g_autofree char *name = g_strconcat (self->name, ".pem", NULL);
  g_autofree char *pem = tls_authority_dup_pem (self);
  g_autoptr(GError) error = NULL;
  GTlsDatabase *database;

  g_assert_null (self->path);
  self->path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (self->path, pem, -1, NULL));
  database = g_tls_file_database_new (self->path, &error);
  g_assert_no_error (error);

  return database;
}

char *
tls_authority_issue (TlsAuthority  *self,
                     const char    *name,
                     int            first_day,
                     int            last_day,
                     char         **key)
{
  static const guint8 address[] = { 127, 0, 0, 1 };
  gnutls_x509_privkey_t own_key = key_new ();
  gnutls_x509_crt_t certificate = certificate_new (name, own_key, first_day, last_day);
  gnutls_datum_t data = { NULL, 0 };
  char *pem;

  g_assert_cmpint (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, address,
                                                         sizeof address, GNUTLS_FSAN_SET), ==, 0);
  sign (self, certificate, self->certificate);
  g_assert_cmpint (gnutls_x509_privkey_export2_pkcs8 (own_key, GNUTLS_X509_FMT_PEM, NULL,
                                                      GNUTLS_PKCS_PLAIN, &data), ==, 0);
  *key = g_strndup ((const char *) data.data, data.size);
  pem = dup_pem (certificate);
  gnutls_free (data.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (own_key);

  return pem;
}

GTlsCertificate *
tls_authority_issue_certificate (TlsAuthority *self,
                                 const char   *name)
{
  g_autofree char *key = NULL;
  g_autofree char *pem = tls_authority_issue (self, name, -1, 30, &key);
  g_autofree char *both = g_strconcat (pem, key, NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (both, -1, &error);

  g_assert_no_error (error);

  return certificate;
}
