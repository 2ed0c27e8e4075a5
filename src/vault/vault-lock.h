/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define VAULT_TYPE_LOCK (vault_lock_get_type ())

G_DECLARE_FINAL_TYPE (VaultLock, vault_lock, VAULT, LOCK, GObject)

VaultLock *vault_lock_new         (void);
void       vault_lock_read_async  (VaultLock            *self,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean   vault_lock_read_finish (VaultLock            *self,
                                   GAsyncResult         *result,
                                   SecretCollection    **collection,
                                   GError              **error);
void       vault_lock_open_async  (VaultLock            *self,
                                   GList                *objects,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean   vault_lock_open_finish (VaultLock            *self,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
