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
/* What was put aside before that time goes. @before: seconds since 1970 */
void          vault_keyring_tidy_async        (VaultKeyring         *self,
                                               gint64                before,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      vault_keyring_tidy_finish       (VaultKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* After a person agreed to it: begins a new file where the old one cannot be read. */
void          vault_keyring_move_aside_async  (VaultKeyring         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char         *vault_keyring_move_aside_finish (VaultKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
