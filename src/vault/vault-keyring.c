/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-keyring.h"

#include "vault-abandon.h"
#include "vault-error-private.h"
#include "vault-request.h"

/**
 * VaultKeyring:
 *
 * The desktop's keyring by libsecret; inside a Flatpak the file that libsecret
 * encrypts with a password from the Secret portal. One is enough for a program:
 * it puts one question at a time to the person.
 *
 * Data goes through `secret_password_*` alone, because only that reaches the
 * file (ruling 11); the lock, and deleting one of several, exist in the service
 * only.
 */
struct _VaultKeyring
{
  GObject parent_instance;

  VaultFile *file;
  VaultLock *lock;
};

static void vault_keyring_store_init (VaultStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VaultKeyring, vault_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VAULT_TYPE_STORE, vault_keyring_store_init))

static void
begin (VaultKeyring *self,
       GTask        *task,
       VaultKey     *key,
       VaultSecret  *secret,
       VaultAsk      ask,
       VaultStep     first)
{
  if (task == NULL)
    return;

  g_task_set_task_data (task, vault_request_new (self->file, self->lock, key, secret, ask),
                        (GDestroyNotify) vault_request_free);
  first (task);
}

static gboolean
finish_boolean (VaultStore    *store,
                GAsyncResult  *result,
                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static void
return_state (GTask      *task,
              VaultState  state)
{
  g_task_return_pointer (task, GINT_TO_POINTER (state), NULL);
  g_object_unref (task);
}

/* That nobody answers is a state too; and where the portal asked and was refused, what
 * its password comes from is locked. */
static void
return_state_or_error (GTask  *task,
                       GError *error)
{
  gboolean is_absent = g_error_matches (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  gboolean is_locked = g_error_matches (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);

  if (is_absent || is_locked)
    {
      g_error_free (error);
      return_state (task, is_absent ? VAULT_STATE_ABSENT : VAULT_STATE_LOCKED);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
state_of_lock_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  g_autoptr(SecretCollection) collection = NULL;
  GError *error = NULL;

  if (!vault_lock_read_finish (VAULT_LOCK (source), result, &collection, &error))
    return_state_or_error (task, error);
  else if (collection != NULL && secret_collection_get_locked (collection))
    return_state (task, VAULT_STATE_LOCKED);
  else
    return_state (task, VAULT_STATE_READY);
}

static void
state_of_file_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  GList *items;

  items = secret_password_search_finish (result, &error);
  g_list_free_full (items, g_object_unref);

  if (error != NULL)
    return_state_or_error (task, vault_error_from_file (error));
  else
    return_state (task, VAULT_STATE_READY);
}

static void
state_prepared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultKeyring *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean is_file;

  if (!vault_file_prepare_finish (VAULT_FILE (source), result, &is_file, &error))
    return_state_or_error (task, error);
  else if (is_file)
    {
      g_autoptr(GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);

      secret_password_searchv (NULL, any, SECRET_SEARCH_ALL, NULL, state_of_file_cb, task);
    }
  else
    vault_lock_read_async (self->lock, state_of_lock_cb, task);
}

static void
vault_keyring_clear_async (VaultStore          *store,
                           VaultKey            *key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  begin (VAULT_KEYRING (store),
         vault_abandon_begin (store, vault_keyring_clear_async, cancellable, callback, user_data,
                              NULL),
         key, NULL, VAULT_ASK_PERSON, vault_clear_begin);
}

static void
vault_keyring_clear_all_async (VaultStore          *store,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  begin (VAULT_KEYRING (store),
         vault_abandon_begin (store, vault_keyring_clear_all_async, cancellable, callback,
                              user_data, NULL),
         NULL, NULL, VAULT_ASK_PERSON, vault_clear_all_begin);
}

static void
vault_keyring_get_state_async (VaultStore          *store,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VaultKeyring *self = VAULT_KEYRING (store);
  GTask *task;

  task = vault_abandon_begin (store, vault_keyring_get_state_async, cancellable, callback,
                              user_data, NULL);

  if (task != NULL)
    vault_file_prepare_async (self->file, state_prepared_cb, task);
}

static gboolean
vault_keyring_get_state_finish (VaultStore    *store,
                                GAsyncResult  *result,
                                VaultState    *state,
                                GError       **error)
{
  VaultState found;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  found = GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));

  if (state != NULL)
    *state = found;

  return !g_task_had_error (G_TASK (result));
}

static void
vault_keyring_lookup_async (VaultStore          *store,
                            VaultKey            *key,
                            VaultAsk             ask,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  begin (VAULT_KEYRING (store),
         vault_abandon_begin (store, vault_keyring_lookup_async, cancellable, callback, user_data,
                              (GDestroyNotify) vault_secret_unref),
         key, NULL, ask, vault_lookup_begin);
}

static VaultSecret *
vault_keyring_lookup_finish (VaultStore    *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
vault_keyring_store_async (VaultStore          *store,
                           VaultKey            *key,
                           VaultSecret         *secret,
                           VaultAsk             ask,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  begin (VAULT_KEYRING (store),
         vault_abandon_begin (store, vault_keyring_store_async, cancellable, callback, user_data,
                              NULL),
         key, secret, ask, vault_write_begin);
}

static void
vault_keyring_dispose (GObject *object)
{
  VaultKeyring *self = VAULT_KEYRING (object);

  g_clear_object (&self->file);
  g_clear_object (&self->lock);

  G_OBJECT_CLASS (vault_keyring_parent_class)->dispose (object);
}

static void
vault_keyring_class_init (VaultKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vault_keyring_dispose;
}

static void
vault_keyring_store_init (VaultStoreInterface *iface)
{
  iface->lookup_async = vault_keyring_lookup_async;
  iface->lookup_finish = vault_keyring_lookup_finish;
  iface->store_async = vault_keyring_store_async;
  iface->store_finish = finish_boolean;
  iface->clear_async = vault_keyring_clear_async;
  iface->clear_finish = finish_boolean;
  iface->clear_all_async = vault_keyring_clear_all_async;
  iface->clear_all_finish = finish_boolean;
  iface->get_state_async = vault_keyring_get_state_async;
  iface->get_state_finish = vault_keyring_get_state_finish;
}

static void
vault_keyring_init (VaultKeyring *self)
{
  self->file = vault_file_new ();
  self->lock = vault_lock_new ();
}

/**
 * vault_keyring_new:
 *
 * Nothing is opened or asked before the first call.
 *
 * Returns: (transfer full): the keyring
 */
VaultKeyring *
vault_keyring_new (void)
{
  return g_object_new (VAULT_TYPE_KEYRING, NULL);
}

/**
 * vault_keyring_self_test_async:
 * @self: the keyring
 * @ask: whether a person may be asked to unlock it
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes, reads and removes an item that holds nothing secret (entra.md 7.5).
 */
void
vault_keyring_self_test_async (VaultKeyring        *self,
                               VaultAsk             ask,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (self,
         vault_abandon_begin (self, vault_keyring_self_test_async, cancellable, callback,
                              user_data, NULL),
         NULL, NULL, ask, vault_self_test_begin);
}

/**
 * vault_keyring_self_test_finish:
 * @self: the keyring
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring keeps what it is given
 */
gboolean
vault_keyring_self_test_finish (VaultKeyring  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (VAULT_IS_KEYRING (self), FALSE);

  return finish_boolean (VAULT_STORE (self), result, error);
}

/**
 * vault_keyring_tidy_async:
 * @self: the keyring
 * @before: seconds since 1970: 30 days ago, say
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes what [method@Vault.Store.set_aside_async] put aside before that time.
 * Nobody is asked for it: what is locked stays.
 */
void
vault_keyring_tidy_async (VaultKeyring        *self,
                          gint64               before,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  VaultRequest *request;
  GTask *task;

  g_return_if_fail (VAULT_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = vault_abandon_begin (self, vault_keyring_tidy_async, cancellable, callback, user_data,
                              NULL);
  if (task == NULL)
    return;

  request = vault_request_new (self->file, self->lock, NULL, NULL, VAULT_ASK_NEVER);
  request->before = before;
  g_task_set_task_data (task, request, (GDestroyNotify) vault_request_free);
  vault_tidy_begin (task);
}

/**
 * vault_keyring_tidy_finish:
 * @self: the keyring
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was looked through
 */
gboolean
vault_keyring_tidy_finish (VaultKeyring  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VAULT_IS_KEYRING (self), FALSE);

  return finish_boolean (VAULT_STORE (self), result, error);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;
  char *path = vault_file_move_aside_finish (VAULT_FILE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

/* A file that cannot even be prepared is just the one to move. */
static void
move_prepared_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  gboolean is_file = FALSE;
  gboolean is_prepared;

  is_prepared = vault_file_prepare_finish (VAULT_FILE (source), result, &is_file, &error);

  if (!is_prepared && !g_error_matches (error, VAULT_ERROR, VAULT_ERROR_FILE))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_prepared && !is_file)
    g_task_return_pointer (task, NULL, NULL);
  else
    vault_file_move_aside_async (VAULT_FILE (source), moved_cb, g_steal_pointer (&task));
}

/**
 * vault_keyring_move_aside_async:
 * @self: the keyring
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Moves the file of secrets that a sandbox has aside, with the time in its name,
 * so that a new one is begun (entra.md 7.5). Only after a person agreed: all
 * sign-ins in it have to be made again. Does nothing to the desktop's keyring.
 */
void
vault_keyring_move_aside_async (VaultKeyring        *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VAULT_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = vault_abandon_begin (self, vault_keyring_move_aside_async, cancellable, callback,
                              user_data, g_free);
  if (task != NULL)
    vault_file_prepare_async (self->file, move_prepared_cb, task);
}

/**
 * vault_keyring_move_aside_finish:
 * @self: the keyring
 * @result: what the callback was given
 * @error: a place for an error of %VAULT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the path where the file is now; %NULL
 *   without an error if there is none
 */
char *
vault_keyring_move_aside_finish (VaultKeyring  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
