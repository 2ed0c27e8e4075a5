/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-store.h"

/**
 * VaultStore:
 *
 * Where secrets are kept: [class@Vault.Keyring], or [class@Vault.Memory] while
 * "only until I close" holds and in the demo.
 *
 * A call to the keyring is never cancelled once it is under way (gnome-keyring
 * 42 crashes under its prompt): a cancelled call here returns
 * %G_IO_ERROR_CANCELLED at once, what was begun runs to its end, and the late
 * answer is wiped. A store or clear that was cancelled may thus have happened.
 */
G_DEFINE_INTERFACE (VaultStore, vault_store, G_TYPE_OBJECT)

static void
vault_store_default_init (VaultStoreInterface *iface)
{
}

/**
 * vault_store_lookup_async:
 * @self: a store
 * @key: which secret
 * @ask: whether a person may be asked to unlock the keyring
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a secret. Of several under one key the one written last is taken.
 */
void
vault_store_lookup_async (VaultStore          *self,
                          VaultKey            *key,
                          VaultAsk             ask,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VAULT_STORE_GET_IFACE (self)->lookup_async (self, key, ask, cancellable, callback, user_data);
}

/**
 * vault_store_lookup_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the secret; %NULL without an error if
 *   there is none (and the keyring is not locked)
 */
VaultSecret *
vault_store_lookup_finish (VaultStore    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VAULT_IS_STORE (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VAULT_STORE_GET_IFACE (self)->lookup_finish (self, result, error);
}

/**
 * vault_store_store_async:
 * @self: a store
 * @key: where to put it
 * @secret: what to put there
 * @ask: whether a person may be asked to unlock the keyring
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes a secret in the place of whatever is under @key.
 */
void
vault_store_store_async (VaultStore          *self,
                         VaultKey            *key,
                         VaultSecret         *secret,
                         VaultAsk             ask,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (secret != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VAULT_STORE_GET_IFACE (self)->store_async (self, key, secret, ask, cancellable, callback,
                                             user_data);
}

/**
 * vault_store_store_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the secret is kept
 */
gboolean
vault_store_store_finish (VaultStore    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (VAULT_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VAULT_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * vault_store_clear_async:
 * @self: a store
 * @key: which secret
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes what is under @key, all of it. This is always a person's wish (they
 * sign out, they remove a server), so a locked keyring asks to be unlocked.
 */
void
vault_store_clear_async (VaultStore          *self,
                         VaultKey            *key,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VAULT_STORE_GET_IFACE (self)->clear_async (self, key, cancellable, callback, user_data);
}

/**
 * vault_store_clear_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing is under the key now; clearing what is not there
 *   succeeds
 */
gboolean
vault_store_clear_finish (VaultStore    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (VAULT_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VAULT_STORE_GET_IFACE (self)->clear_finish (self, result, error);
}

/**
 * vault_store_clear_all_async:
 * @self: a store
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes all that this program ever put there, also what no key is known of
 * any more. A person's wish, so a locked keyring asks to be unlocked.
 */
void
vault_store_clear_all_async (VaultStore          *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VAULT_STORE_GET_IFACE (self)->clear_all_async (self, cancellable, callback, user_data);
}

/**
 * vault_store_clear_all_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing of ours is there any more
 */
gboolean
vault_store_clear_all_finish (VaultStore    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (VAULT_IS_STORE (self), FALSE);

  return VAULT_STORE_GET_IFACE (self)->clear_all_finish (self, result, error);
}

/**
 * vault_store_get_state_async:
 * @self: a store
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks what a call would find now. Nobody is asked to unlock anything.
 */
void
vault_store_get_state_async (VaultStore          *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VAULT_STORE_GET_IFACE (self)->get_state_async (self, cancellable, callback, user_data);
}

/**
 * vault_store_get_state_finish:
 * @self: a store
 * @result: what the callback was given
 * @state: (out) (optional): the state
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * That no keyring is here is a state, not an error.
 *
 * Returns: whether @state was set
 */
gboolean
vault_store_get_state_finish (VaultStore    *self,
                              GAsyncResult  *result,
                              VaultState    *state,
                              GError       **error)
{
  g_return_val_if_fail (VAULT_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VAULT_STORE_GET_IFACE (self)->get_state_finish (self, result, state, error);
}
