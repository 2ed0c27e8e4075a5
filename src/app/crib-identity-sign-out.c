/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity-private.h"

#include "oauth-sign-out.h"
#include "vault-error.h"

/* What is in memory of it. */
void
crib_identity_forget (CribIdentity *self,
                      OauthAccount *account)
{
  GHashTableIter iter;
  gpointer client;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    oauth_client_forget (client, account);

  g_hash_table_iter_init (&iter, self->former);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    oauth_client_forget (client, account);
}

/* Only who is signed out stays so, even if the list cannot be written: it is the keyring that lets
 * people in. */
static void
finish_sign_out (CribIdentity *self,
                 GTask        *task)
{
  OauthAccount *account = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gboolean removed;

  crib_identity_forget (self, account);
  removed = crib_account_store_remove (self->accounts, account, &error);
  crib_identity_emit_signed_out (self, account);

  if (removed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
memory_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;

  if (oauth_sign_out_finish (result, &error))
    finish_sign_out (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
vault_cleared_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribIdentity *self = g_task_get_source_object (task);
  OauthAccount *account = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* Where there is no keyring, there is nothing in it. */
  if (!oauth_sign_out_finish (result, &error) &&
      !(self->session_only && g_error_matches (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE)))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    oauth_sign_out_async (self->memory, account, NULL, memory_cleared_cb, g_steal_pointer (&task));
}

/**
 * crib_identity_sign_out_async:
 * @self: an identity
 * @account: who leaves
 * @cancellable: (nullable): to give up, until something was removed
 * @callback: called when it is done, or could not be
 * @user_data: for @callback
 *
 * Signs out everywhere: the keyring's item first, then memory, then the list; then signed-out is
 * emitted (entra.md 6). Needs no network. Where the item cannot be removed nothing is forgotten.
 */
void
crib_identity_sign_out_async (CribIdentity        *self,
                              OauthAccount        *account,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (OAUTH_IS_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_identity_sign_out_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  g_task_set_check_cancellable (task, FALSE);

  oauth_sign_out_async (self->vault, account, cancellable, vault_cleared_cb,
                        g_steal_pointer (&task));
}

/**
 * crib_identity_sign_out_finish:
 * @self: an identity
 * @result: what the callback got
 * @error: return location: what the vault said, or %CRIB_ERROR_ACCOUNTS where only the list could
 *   not be written
 *
 * Returns: whether nothing is kept of the account any more
 */
gboolean
crib_identity_sign_out_finish (CribIdentity  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
