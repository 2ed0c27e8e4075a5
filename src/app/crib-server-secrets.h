/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* What the vault keeps for the settings of a server: secret header fields, a client secret, what a
 * registration gave. Sign-ins are not among it: they are an account's. */

/* Of VaultKey: where @server, as it is now, has its secrets. */
GPtrArray *crib_server_secrets_dup_keys     (CribServer           *server);
/* Takes those of @keys out of the vault that none of @servers has any more: after a server was
 * removed for good, or changed. @servers: (nullable) */
void       crib_server_secrets_clear_async  (VaultStore           *vault,
                                             GPtrArray            *keys,
                                             GListModel           *servers,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   crib_server_secrets_clear_finish (VaultStore           *vault,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
