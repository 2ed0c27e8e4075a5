/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Certificates in files, as the settings of a server name them. CRIB_ERROR_SETTINGS with a sentence
 * for people where one cannot be used. */

/* Who may vouch for a server. */
GTlsDatabase    *crib_certificates_load_authorities (const char  *path,
                                                     GError     **error);
/* What we show of ourselves. @key_path: (nullable): where the private key is, if not beside it */
GTlsCertificate *crib_certificates_load_own         (const char  *path,
                                                     const char  *key_path,
                                                     GError     **error);

/* Both at once, read in a thread: files may be far away. All paths nullable; what has none is NULL
 * then. */
void     crib_certificates_load_async  (const char           *ca_file,
                                        const char           *path,
                                        const char           *key_path,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean crib_certificates_load_finish (GAsyncResult         *result,
                                        GTlsDatabase        **authorities,
                                        GTlsCertificate     **own,
                                        GError              **error);

G_END_DECLS
