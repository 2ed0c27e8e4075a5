/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-tls.h"

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define DAY (24 * 60 * 60)

/* An authority for certificates that nobody knows but whoever reads its file, what it says of us,
 * and what we say of ourselves where nobody vouches for us. Gone with the process, file and all. */
struct _DemoTls
{
  char *folder;
  char *ca_file;
  GTlsCertificate *certificate;
  GTlsCertificate *stranger;
};

/* What is not finished yet: GnuTLS's own objects. */
typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Draft;

static void
must (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

static void
draft_clear (Draft *draft)
{
  gnutls_x509_crt_deinit (draft->certificate);
  gnutls_x509_privkey_deinit (draft->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static void
draft_init (Draft      *draft,
            const char *name,
            guint8      serial)
{
  g_autofree char *dn = g_strconcat ("CN=", name, NULL);
  time_t now = time (NULL);

  must (gnutls_x509_privkey_init (&draft->key));
  must (gnutls_x509_privkey_generate (draft->key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  must (gnutls_x509_crt_init (&draft->certificate));
  must (gnutls_x509_crt_set_version (draft->certificate, 3));
  must (gnutls_x509_crt_set_serial (draft->certificate, &serial, sizeof serial));
  must (gnutls_x509_crt_set_dn (draft->certificate, dn, NULL));
  must (gnutls_x509_crt_set_key (draft->certificate, draft->key));
  must (gnutls_x509_crt_set_activation_time (draft->certificate, now - DAY));
  must (gnutls_x509_crt_set_expiration_time (draft->certificate, now + 30 * DAY));
}

static void
draft_sign (Draft *draft,
            Draft *issuer)
{
  must (gnutls_x509_crt_sign2 (draft->certificate, issuer->certificate, issuer->key,
                               GNUTLS_DIG_SHA256, 0));
}

/* Both names of this machine that clients use. */
static void
draft_name (Draft *draft)
{
  const guint8 address[] = { 127, 0, 0, 1 };

  must (gnutls_x509_crt_set_subject_alt_name (draft->certificate, GNUTLS_SAN_IPADDRESS, address,
                                              sizeof address, GNUTLS_FSAN_SET));
  must (gnutls_x509_crt_set_subject_alt_name (draft->certificate, GNUTLS_SAN_DNSNAME, "localhost",
                                              strlen ("localhost"), GNUTLS_FSAN_APPEND));
}

static char *
write_certificate (Draft *draft)
{
  gnutls_datum_t data;
  char *pem;

  must (gnutls_x509_crt_export2 (draft->certificate, GNUTLS_X509_FMT_PEM, &data));
  pem = g_strndup ((const char *) data.data, data.size);
  gnutls_free (data.data);

  return pem;
}

static GTlsCertificate *
finish (Draft   *draft,
        GError **error)
{
  g_autofree char *pem = write_certificate (draft);
  g_autofree char *both = NULL;
  gnutls_datum_t data;

  must (gnutls_x509_privkey_export2_pkcs8 (draft->key, GNUTLS_X509_FMT_PEM, NULL,
                                           GNUTLS_PKCS_PLAIN, &data));
  both = g_strdup_printf ("%s%.*s", pem, (int) data.size, (const char *) data.data);
  gnutls_free (data.data);

  return g_tls_certificate_new_from_pem (both, -1, error);
}

static gboolean
write_authority (DemoTls  *self,
                 Draft    *authority,
                 GError  **error)
{
  g_autofree char *pem = write_certificate (authority);

  self->folder = g_dir_make_tmp ("toolcrib-demo-XXXXXX", error);

  if (self->folder == NULL)
    return FALSE;

  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);

  return g_file_set_contents (self->ca_file, pem, -1, error);
}

static gboolean
make_certificates (DemoTls  *self,
                   GError  **error)
{
  g_auto(Draft) authority = { 0 };
  g_auto(Draft) ours = { 0 };
  g_auto(Draft) stranger = { 0 };

  draft_init (&authority, "Toolcrib demo authority", 1);
  must (gnutls_x509_crt_set_basic_constraints (authority.certificate, 1, -1));
  must (gnutls_x509_crt_set_key_usage (authority.certificate, GNUTLS_KEY_KEY_CERT_SIGN));
  draft_sign (&authority, &authority);
  draft_init (&ours, "localhost", 2);
  draft_name (&ours);
  draft_sign (&ours, &authority);
  draft_init (&stranger, "localhost", 3);
  draft_name (&stranger);
  draft_sign (&stranger, &stranger);

  self->certificate = finish (&ours, error);
  self->stranger = self->certificate != NULL ? finish (&stranger, error) : NULL;

  return self->stranger != NULL && write_authority (self, &authority, error);
}

/**
 * demo_tls_new:
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a new authority, and what it issued
 */
DemoTls *
demo_tls_new (GError **error)
{
  g_autoptr(DemoTls) self = g_new0 (DemoTls, 1);

  return make_certificates (self, error) ? g_steal_pointer (&self) : NULL;
}

void
demo_tls_free (DemoTls *self)
{
  if (self->ca_file != NULL)
    g_remove (self->ca_file);

  if (self->folder != NULL)
    g_rmdir (self->folder);

  g_clear_object (&self->certificate);
  g_clear_object (&self->stranger);
  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}

/* Returns: where clients read whom to believe */
const char *
demo_tls_get_ca_file (DemoTls *self)
{
  return self->ca_file;
}

/* Returns: (transfer none): one that the authority issued */
GTlsCertificate *
demo_tls_get_certificate (DemoTls *self)
{
  return self->certificate;
}

/* Returns: (transfer none): one that nobody issued */
GTlsCertificate *
demo_tls_get_stranger (DemoTls *self)
{
  return self->stranger;
}
