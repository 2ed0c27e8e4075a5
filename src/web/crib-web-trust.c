/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-trust.h"

/*
 * crib_web_trust_verify:
 * @ca_file: (nullable): path of a PEM file with the authorities that the person trusts here
 * @certificate: what the server showed
 * @host: the server's name
 *
 * All is looked at anew, not only who signed: the name, the dates, the purpose.
 *
 * Returns: whether the certificate is good for @host by the word of @ca_file
 */
gboolean
crib_web_trust_verify (const char      *ca_file,
                       GTlsCertificate *certificate,
                       const char      *host)
{
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GSocketConnectable) identity = NULL;
  g_autoptr(GError) error = NULL;
  GTlsCertificateFlags faults;

  if (ca_file == NULL || host == NULL)
    return FALSE;

  database = g_tls_file_database_new (ca_file, &error);

  if (database == NULL)
    return FALSE;

  identity = g_network_address_new (host, 443);
  faults = g_tls_database_verify_chain (database, certificate,
                                        G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                        G_TLS_DATABASE_VERIFY_NONE, NULL, &error);

  return error == NULL && faults == 0;
}
