/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-memory.h"

/**
 * VaultMemory:
 *
 * Secrets that live as long as the program: for "stay signed in only until I
 * close", and for the demo. Never locked, never absent.
 */
struct _VaultMemory
{
  GObject parent_instance;

  GHashTable *secrets;
};

static void vault_memory_store_init (VaultStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VaultMemory, vault_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VAULT_TYPE_STORE, vault_memory_store_init))

static gboolean
propagate_boolean (VaultStore    *store,
                   GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vault_memory_clear_async (VaultStore          *store,
                          VaultKey            *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  VaultMemory *self = VAULT_MEMORY (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vault_memory_clear_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_remove (self->secrets, key);
  g_task_return_boolean (task, TRUE);
}

static void
vault_memory_clear_all_async (VaultStore          *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VaultMemory *self = VAULT_MEMORY (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vault_memory_clear_all_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_remove_all (self->secrets);
  g_task_return_boolean (task, TRUE);
}

static void
vault_memory_get_state_async (VaultStore          *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, vault_memory_get_state_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
vault_memory_get_state_finish (VaultStore    *store,
                               GAsyncResult  *result,
                               VaultState    *state,
                               GError       **error)
{
  if (!propagate_boolean (store, result, error))
    return FALSE;

  if (state != NULL)
    *state = VAULT_STATE_READY;

  return TRUE;
}

static void
vault_memory_lookup_async (VaultStore          *store,
                           VaultKey            *key,
                           VaultAsk             ask,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  VaultMemory *self = VAULT_MEMORY (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  VaultSecret *secret = g_hash_table_lookup (self->secrets, key);

  g_task_set_source_tag (task, vault_memory_lookup_async);
  g_task_return_pointer (task, secret != NULL ? vault_secret_ref (secret) : NULL,
                         (GDestroyNotify) vault_secret_unref);
}

static VaultSecret *
vault_memory_lookup_finish (VaultStore    *store,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
vault_memory_store_async (VaultStore          *store,
                          VaultKey            *key,
                          VaultSecret         *secret,
                          VaultAsk             ask,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  VaultMemory *self = VAULT_MEMORY (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vault_memory_store_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_replace (self->secrets, vault_key_ref (key), vault_secret_ref (secret));
  g_task_return_boolean (task, TRUE);
}

static void
vault_memory_finalize (GObject *object)
{
  VaultMemory *self = VAULT_MEMORY (object);

  g_hash_table_unref (self->secrets);

  G_OBJECT_CLASS (vault_memory_parent_class)->finalize (object);
}

static void
vault_memory_class_init (VaultMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vault_memory_finalize;
}

static void
vault_memory_store_init (VaultStoreInterface *iface)
{
  iface->lookup_async = vault_memory_lookup_async;
  iface->lookup_finish = vault_memory_lookup_finish;
  iface->store_async = vault_memory_store_async;
  iface->store_finish = propagate_boolean;
  iface->clear_async = vault_memory_clear_async;
  iface->clear_finish = propagate_boolean;
  iface->clear_all_async = vault_memory_clear_all_async;
  iface->clear_all_finish = propagate_boolean;
  iface->get_state_async = vault_memory_get_state_async;
  iface->get_state_finish = vault_memory_get_state_finish;
}

static void
vault_memory_init (VaultMemory *self)
{
  self->secrets = g_hash_table_new_full (vault_key_hash, vault_key_equal,
                                         (GDestroyNotify) vault_key_unref,
                                         (GDestroyNotify) vault_secret_unref);
}

/**
 * vault_memory_new:
 *
 * Returns: (transfer full): an empty store
 */
VaultMemory *
vault_memory_new (void)
{
  return g_object_new (VAULT_TYPE_MEMORY, NULL);
}
