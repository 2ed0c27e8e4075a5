/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-server-private.h"

/**
 * crib_server_get_ca_file:
 * @self: a server
 *
 * Returns: (nullable): the file of who may vouch for it, instead of the system's authorities
 */
const char *
crib_server_get_ca_file (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_CA_FILE];
}

/**
 * crib_server_set_ca_file:
 * @self: a server
 * @path: (nullable): a file, its place in full; "" is none as well
 */
void
crib_server_set_ca_file (CribServer *self,
                         const char *path)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CA_FILE, path);
}

/**
 * crib_server_get_client_certificate:
 * @self: a server
 *
 * Returns: (nullable): the file of the certificate that it is shown
 */
const char *
crib_server_get_client_certificate (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_CLIENT_CERTIFICATE];
}

/**
 * crib_server_set_client_certificate:
 * @self: a server
 * @path: (nullable): a file, its place in full; "" is none as well
 */
void
crib_server_set_client_certificate (CribServer *self,
                                    const char *path)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CLIENT_CERTIFICATE, path);
}

/**
 * crib_server_get_client_key:
 * @self: a server
 *
 * Returns: (nullable): the file of the private key of that certificate, if it is another file
 */
const char *
crib_server_get_client_key (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->texts[CRIB_PROFILE_CLIENT_KEY];
}

/**
 * crib_server_set_client_key:
 * @self: a server
 * @path: (nullable): a file, its place in full; "" is none as well
 */
void
crib_server_set_client_key (CribServer *self,
                            const char *path)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  crib_server_set_text (self, CRIB_PROFILE_CLIENT_KEY, path);
}

/**
 * crib_server_get_headers:
 * @self: a server
 *
 * Returns: (transfer none) (element-type CribHeader): the header fields that go along with each
 *   request to it
 */
GPtrArray *
crib_server_get_headers (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return crib_server_get_profile (self)->headers;
}

static void
take_header (CribServer *self,
             CribHeader *header)
{
  GPtrArray *headers = crib_headers_copy (crib_server_get_headers (self));

  crib_headers_set (headers, header);
  crib_server_take_headers (self, headers);
}

/**
 * crib_server_set_header:
 * @self: a server
 * @name: of a header field
 * @value: what it says, which is no secret
 */
void
crib_server_set_header (CribServer *self,
                        const char *name,
                        const char *value)
{
  g_return_if_fail (CRIB_IS_SERVER (self));
  g_return_if_fail (name != NULL && value != NULL);

  take_header (self, crib_header_new (name, value, NULL));
}

/**
 * crib_server_set_secret_header:
 * @self: a server
 * @name: of a header field
 * @secret: the name that its value has in the vault, another for each value
 */
void
crib_server_set_secret_header (CribServer *self,
                               const char *name,
                               const char *secret)
{
  g_return_if_fail (CRIB_IS_SERVER (self));
  g_return_if_fail (name != NULL && secret != NULL);

  take_header (self, crib_header_new (name, NULL, secret));
}

/**
 * crib_server_remove_header:
 * @self: a server
 * @name: of a header field
 */
void
crib_server_remove_header (CribServer *self,
                           const char *name)
{
  GPtrArray *headers;

  g_return_if_fail (CRIB_IS_SERVER (self));
  g_return_if_fail (name != NULL);

  headers = crib_headers_copy (crib_server_get_headers (self));
  crib_headers_remove (headers, name);
  crib_server_take_headers (self, headers);
}
