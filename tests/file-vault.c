/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "file-vault.h"

#include <glib/gstdio.h>

static void file_vault_iface_init (VaultStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FileVault, file_vault, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VAULT_TYPE_STORE, file_vault_iface_init))

static void
file_vault_lookup_async (VaultStore          *store,
                         VaultKey            *key,
                         VaultAsk             ask,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  FileVault *self = FILE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  char *text = file_vault_dup_text (self);

  self->n_lookups++;
  self->ask = ask;

  if (self->lookup_error != NULL)
    {
      g_free (text);
      g_task_return_error (task, g_error_copy (self->lookup_error));
    }
  else if (text == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, vault_secret_new_take (text, -1),
                           (GDestroyNotify) vault_secret_unref);
}

static VaultSecret *
file_vault_lookup_finish (VaultStore    *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
propagate (VaultStore    *store,
           GAsyncResult  *result,
           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
file_vault_store_async (VaultStore          *store,
                        VaultKey            *key,
                        VaultSecret         *secret,
                        VaultAsk             ask,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FileVault *self = FILE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (vault_key_get_kind (key) == VAULT_KIND_UNREADABLE)
    {
      g_free (self->aside);
      self->aside = g_strdup (vault_secret_get_text (secret, NULL));
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->n_stores++;
  self->ask = ask;

  if (self->store_error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->store_error));
      return;
    }

  if (!self->is_stuck)
    file_vault_put_text (self, vault_secret_get_text (secret, NULL));
  if (self->is_stuck || self->is_holding)
    self->held = g_steal_pointer (&task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
file_vault_clear_async (VaultStore          *store,
                        VaultKey            *key,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FileVault *self = FILE_VAULT (store);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_clears++;

  if (self->clear_error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->clear_error));
      return;
    }

  g_unlink (self->path);
  g_task_return_boolean (task, TRUE);
}

static void
file_vault_get_state_async (VaultStore          *store,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_return_int (task, VAULT_STATE_READY);
}

static gboolean
file_vault_get_state_finish (VaultStore    *store,
                             GAsyncResult  *result,
                             VaultState    *state,
                             GError       **error)
{
  gssize found = g_task_propagate_int (G_TASK (result), error);

  if (found < 0)
    return FALSE;

  *state = found;

  return TRUE;
}

static void
file_vault_iface_init (VaultStoreInterface *iface)
{
  iface->lookup_async = file_vault_lookup_async;
  iface->lookup_finish = file_vault_lookup_finish;
  iface->store_async = file_vault_store_async;
  iface->store_finish = propagate;
  iface->clear_async = file_vault_clear_async;
  iface->clear_finish = propagate;
  iface->get_state_async = file_vault_get_state_async;
  iface->get_state_finish = file_vault_get_state_finish;
}

static void
file_vault_finalize (GObject *object)
{
  FileVault *self = FILE_VAULT (object);

  g_free (self->path);
  g_free (self->aside);
  g_clear_error (&self->lookup_error);
  g_clear_error (&self->store_error);
  g_clear_error (&self->clear_error);

  G_OBJECT_CLASS (file_vault_parent_class)->finalize (object);
}

static void
file_vault_class_init (FileVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = file_vault_finalize;
}

static void
file_vault_init (FileVault *self)
{
}

FileVault *
file_vault_new (const char *path)
{
  FileVault *self = g_object_new (FILE_TYPE_VAULT, NULL);

  self->path = g_strdup (path);

  return self;
}

void
file_vault_release (FileVault *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->held);

  self->is_holding = FALSE;
  g_task_return_boolean (task, TRUE);
}

char *
file_vault_dup_text (FileVault *self)
{
  char *text = NULL;

  g_file_get_contents (self->path, &text, NULL, NULL);

  return text;
}

void
file_vault_put_text (FileVault  *self,
                     const char *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (self->path, text, -1, &error);
  g_assert_no_error (error);
}
