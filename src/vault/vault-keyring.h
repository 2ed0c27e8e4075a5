/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-store.h"

G_BEGIN_DECLS

#define VAULT_TYPE_KEYRING (vault_keyring_get_type ())

G_DECLARE_FINAL_TYPE (VaultKeyring, vault_keyring, VAULT, KEYRING, GObject)

VaultKeyring *vault_keyring_new              (void);
void          vault_keyring_self_test_async  (VaultKeyring         *self,
                                              VaultAsk              ask,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean      vault_keyring_self_test_finish (VaultKeyring         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
