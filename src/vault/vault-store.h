/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vault-key.h"
#include "vault-secret.h"

G_BEGIN_DECLS

#define VAULT_TYPE_STORE (vault_store_get_type ())

G_DECLARE_INTERFACE (VaultStore, vault_store, VAULT, STORE, GObject)

typedef enum {
  VAULT_STATE_READY,
  VAULT_STATE_LOCKED,
  VAULT_STATE_ABSENT,     /* no keyring here */
} VaultState;

/* Whether a person may be asked to unlock the keyring by this call. */
typedef enum {
  VAULT_ASK_NEVER,
  VAULT_ASK_PERSON,
} VaultAsk;

struct _VaultStoreInterface
{
  GTypeInterface parent_iface;

  void         (*lookup_async)     (VaultStore           *self,
                                    VaultKey             *key,
                                    VaultAsk              ask,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  VaultSecret *(*lookup_finish)    (VaultStore           *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void         (*store_async)      (VaultStore           *self,
                                    VaultKey             *key,
                                    VaultSecret          *secret,
                                    VaultAsk              ask,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean     (*store_finish)     (VaultStore           *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void         (*clear_async)      (VaultStore           *self,
                                    VaultKey             *key,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean     (*clear_finish)     (VaultStore           *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void         (*clear_all_async)  (VaultStore           *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean     (*clear_all_finish) (VaultStore           *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void         (*get_state_async)  (VaultStore           *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean     (*get_state_finish) (VaultStore           *self,
                                    GAsyncResult         *result,
                                    VaultState           *state,
                                    GError              **error);
};

void         vault_store_lookup_async     (VaultStore           *self,
                                           VaultKey             *key,
                                           VaultAsk              ask,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
VaultSecret *vault_store_lookup_finish    (VaultStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void         vault_store_store_async      (VaultStore           *self,
                                           VaultKey             *key,
                                           VaultSecret          *secret,
                                           VaultAsk              ask,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     vault_store_store_finish     (VaultStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void         vault_store_clear_async      (VaultStore           *self,
                                           VaultKey             *key,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     vault_store_clear_finish     (VaultStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* All that is ours, whatever it is of. */
void         vault_store_clear_all_async  (VaultStore           *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     vault_store_clear_all_finish (VaultStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* vault-aside.c: what lies there cannot be understood, so that nothing lies there any more. */
void         vault_store_set_aside_async  (VaultStore           *self,
                                           VaultKey             *key,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     vault_store_set_aside_finish (VaultStore           *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void         vault_store_get_state_async  (VaultStore           *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     vault_store_get_state_finish (VaultStore           *self,
                                           GAsyncResult         *result,
                                           VaultState           *state,
                                           GError              **error);

G_END_DECLS
