/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-vault.h"

#include "vault-error.h"

static void fake_vault_store_init (VaultStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeVault, fake_vault, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VAULT_TYPE_STORE, fake_vault_store_init))

/* FALSE if @task was answered. */
static gboolean
open_door (FakeVault *self,
           VaultAsk   ask,
           GTask     *task)
{
  if (self->state == VAULT_STATE_LOCKED && ask == VAULT_ASK_PERSON)
    {
      self->n_asked++;
      if (self->is_unlocked_by_asking)
        self->state = VAULT_STATE_READY;
    }

  if (self->state == VAULT_STATE_READY)
    return TRUE;

  if (self->state == VAULT_STATE_ABSENT)
    g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_NO_SERVICE, "Absent");
  else if (ask == VAULT_ASK_PERSON)
    g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_DISMISSED, "Dismissed");
  else
    g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_LOCKED, "Locked");

  return FALSE;
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;
  VaultSecret *secret = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, secret ? (GDestroyNotify) vault_secret_unref : NULL);
}

static void
fake_vault_lookup_async (VaultStore          *store,
                         VaultKey            *key,
                         VaultAsk             ask,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  FakeVault *self = FAKE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_lookups++;
  if (open_door (self, ask, task))
    vault_store_lookup_async (VAULT_STORE (self->memory), key, ask, cancellable, looked_up_cb,
                              g_steal_pointer (&task));
}

static VaultSecret *
fake_vault_lookup_finish (VaultStore    *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  g_assert_true (vault_store_store_finish (VAULT_STORE (source), result, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
fake_vault_store_async (VaultStore          *store,
                        VaultKey            *key,
                        VaultSecret         *secret,
                        VaultAsk             ask,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FakeVault *self = FAKE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_stores++;
  if (open_door (self, ask, task))
    vault_store_store_async (VAULT_STORE (self->memory), key, secret, ask, cancellable, stored_cb,
                             g_steal_pointer (&task));
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  g_assert_true (vault_store_clear_finish (VAULT_STORE (source), result, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
fake_vault_clear_async (VaultStore          *store,
                        VaultKey            *key,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FakeVault *self = FAKE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_clears++;
  if (open_door (self, VAULT_ASK_PERSON, task))
    vault_store_clear_async (VAULT_STORE (self->memory), key, cancellable, cleared_cb,
                             g_steal_pointer (&task));
}

static void
all_cleared_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  g_assert_true (vault_store_clear_all_finish (VAULT_STORE (source), result, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
fake_vault_clear_all_async (VaultStore          *store,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  FakeVault *self = FAKE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_clears++;
  if (open_door (self, VAULT_ASK_PERSON, task))
    vault_store_clear_all_async (VAULT_STORE (self->memory), cancellable, all_cleared_cb,
                                 g_steal_pointer (&task));
}

static gboolean
propagate (VaultStore    *store,
           GAsyncResult  *result,
           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_vault_get_state_async (VaultStore          *store,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_return_int (task, FAKE_VAULT (store)->state);
}

static gboolean
fake_vault_get_state_finish (VaultStore    *store,
                             GAsyncResult  *result,
                             VaultState    *state,
                             GError       **error)
{
  gssize value = g_task_propagate_int (G_TASK (result), error);

  *state = value;

  return value >= 0;
}

static void
fake_vault_store_init (VaultStoreInterface *iface)
{
  iface->lookup_async = fake_vault_lookup_async;
  iface->lookup_finish = fake_vault_lookup_finish;
  iface->store_async = fake_vault_store_async;
  iface->store_finish = propagate;
  iface->clear_async = fake_vault_clear_async;
  iface->clear_finish = propagate;
  iface->clear_all_async = fake_vault_clear_all_async;
  iface->clear_all_finish = propagate;
  iface->get_state_async = fake_vault_get_state_async;
  iface->get_state_finish = fake_vault_get_state_finish;
}

static void
fake_vault_finalize (GObject *object)
{
  g_object_unref (FAKE_VAULT (object)->memory);

  G_OBJECT_CLASS (fake_vault_parent_class)->finalize (object);
}

static void
fake_vault_class_init (FakeVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_vault_finalize;
}

static void
fake_vault_init (FakeVault *self)
{
  self->memory = vault_memory_new ();
  self->state = VAULT_STATE_READY;
}

FakeVault *
fake_vault_new (void)
{
  return g_object_new (FAKE_TYPE_VAULT, NULL);
}
