/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-lock.h"

#include "vault-error-private.h"
#include "vault-prompt.h"

#include <glib/gi18n-lib.h>

/**
 * VaultLock:
 *
 * The lock of the desktop's default keyring: whether it is closed, and the one
 * question to the person that opens it. Belongs to a [class@Vault.Keyring].
 *
 * A keyring that was locked when its daemon started says of every item that it
 * does not exist, without an error (platform.md 3); so the lock has to be looked
 * at by itself.
 *
 * Whoever wants it opened while the question is up waits for the same answer.
 */
struct _VaultLock
{
  GObject parent_instance;

  GPtrArray *waiters;   /* of GTask; there is a question up while it holds any */
};

G_DEFINE_FINAL_TYPE (VaultLock, vault_lock, G_TYPE_OBJECT)

static void
collection_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  SecretCollection *collection;

  collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, vault_error_from_secret (error));
  else
    g_task_return_pointer (task, collection, g_object_unref);
}

static void
service_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SecretService) service = NULL;
  g_autoptr(GError) error = NULL;

  service = secret_service_get_finish (result, &error);

  if (service == NULL)
    g_task_return_error (task, vault_error_from_secret (error));
  else
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 NULL, collection_cb, g_steal_pointer (&task));
}

/* Ends the question: all who waited have the same answer. */
static void
answer_waiters (VaultLock    *self,
                const GError *error)
{
  g_autoptr(GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < waiters->len; i++)
    {
      if (error != NULL)
        g_task_return_error (waiters->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (waiters->pdata[i], TRUE);
    }
}

static void
prompt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VaultLock) self = VAULT_LOCK (user_data);
  g_autoptr(GError) error = NULL;

  vault_prompt_finish (result, &error);
  answer_waiters (self, error);
}

static void
unlock (VaultLock *self,
        GList     *objects)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  for (GList *l = objects; l != NULL; l = l->next)
    g_ptr_array_add (paths, (char *) g_dbus_proxy_get_object_path (l->data));

  g_ptr_array_add (paths, NULL);
  vault_prompt_unlock_async ((const char * const *) paths->pdata, prompt_cb, g_object_ref (self));
}

static void
vault_lock_finalize (GObject *object)
{
  VaultLock *self = VAULT_LOCK (object);

  g_ptr_array_unref (self->waiters);

  G_OBJECT_CLASS (vault_lock_parent_class)->finalize (object);
}

static void
vault_lock_class_init (VaultLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vault_lock_finalize;
}

static void
vault_lock_init (VaultLock *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/*< private >
 * vault_lock_new:
 *
 * Returns: (transfer full): a look at the lock
 */
VaultLock *
vault_lock_new (void)
{
  return g_object_new (VAULT_TYPE_LOCK, NULL);
}

/*< private >
 * vault_lock_read_async:
 * @self: a lock
 * @callback: called when done
 * @user_data: for @callback
 *
 * Looks up the default keyring as it is now. Nobody is asked anything.
 */
void
vault_lock_read_async (VaultLock           *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VAULT_IS_LOCK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_lock_read_async);
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_cb, task);
}

/*< private >
 * vault_lock_read_finish:
 * @self: a lock
 * @result: what the callback was given
 * @collection: (out) (nullable) (transfer full): the default keyring, %NULL if
 *   this desktop has none yet
 * @error: a place for an error of %VAULT_ERROR
 *
 * Returns: whether a keyring service answered
 */
gboolean
vault_lock_read_finish (VaultLock         *self,
                        GAsyncResult      *result,
                        SecretCollection **collection,
                        GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *collection = g_task_propagate_pointer (G_TASK (result), error);

  return !g_task_had_error (G_TASK (result));
}

/*< private >
 * vault_lock_open_async:
 * @self: a lock
 * @objects: (element-type GDBusProxy) (nullable): what is to be unlocked; %NULL
 *   to make the default keyring that is missing
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the person, unless they are being asked already.
 */
void
vault_lock_open_async (VaultLock           *self,
                       GList               *objects,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VAULT_IS_LOCK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_lock_open_async);
  g_ptr_array_add (self->waiters, task);

  if (self->waiters->len > 1)
    return;

  if (objects != NULL)
    unlock (self, objects);
  else
    /* Translators: what the desktop calls the keyring that it makes when it has none. */
    vault_prompt_create_async (_("Default keyring"), prompt_cb, g_object_ref (self));
}

/*< private >
 * vault_lock_open_finish:
 * @self: a lock
 * @result: what the callback was given
 * @error: a place for an error: %VAULT_ERROR_DISMISSED if the person did not want to
 *
 * Returns: whether it is open now
 */
gboolean
vault_lock_open_finish (VaultLock     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
