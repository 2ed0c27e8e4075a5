/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-store.h"

/* What cannot be understood is kept under another key before it goes from its own: whoever wrote it
 * may be a newer version, or somebody wants to know what happened (entra.md 7.5). */
typedef struct
{
  VaultKey *key;
  VaultKey *aside;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  vault_key_unref (move->key);
  vault_key_unref (move->aside);
  g_free (move);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (vault_store_clear_finish (VAULT_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Move *move = g_task_get_task_data (task);
  GError *error = NULL;

  if (vault_store_store_finish (VAULT_STORE (source), result, &error))
    vault_store_clear_async (VAULT_STORE (source), move->key, NULL, cleared_cb,
                             g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Move *move = g_task_get_task_data (task);
  g_autoptr(VaultSecret) secret = NULL;
  GError *error = NULL;

  secret = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (secret == NULL)
    g_task_return_boolean (task, TRUE);
  else
    vault_store_store_async (VAULT_STORE (source), move->aside, secret, VAULT_ASK_NEVER, NULL,
                             stored_cb, g_steal_pointer (&task));
}

/**
 * vault_store_set_aside_async:
 * @self: a store
 * @key: where something lies that cannot be understood
 * @cancellable: (nullable): to give up, as long as nothing was done
 * @callback: called when done
 * @user_data: for @callback
 *
 * Keeps what lies at @key for 30 days under a label that says so, and frees the
 * place. Nobody is asked for it.
 */
void
vault_store_set_aside_async (VaultStore          *self,
                             VaultKey            *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Move *move;

  g_return_if_fail (VAULT_IS_STORE (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vault_store_set_aside_async);
  g_task_set_check_cancellable (task, FALSE);

  move = g_new0 (Move, 1);
  move->key = vault_key_ref (key);
  move->aside = vault_key_new_aside (key);
  g_task_set_task_data (task, move, move_free);

  vault_store_lookup_async (self, key, VAULT_ASK_NEVER, cancellable, looked_up_cb,
                            g_steal_pointer (&task));
}

/**
 * vault_store_set_aside_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing lies there any more
 */
gboolean
vault_store_set_aside_finish (VaultStore    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
