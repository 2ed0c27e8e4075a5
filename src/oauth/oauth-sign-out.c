/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-sign-out.h"

#include "oauth-context.h"
#include "oauth-held.h"
#include "oauth-lock.h"

typedef struct
{
  VaultStore *vault;
  OauthAccount *account;
  OauthLock *lock;
} SignOut;

static void
sign_out_free (gpointer data)
{
  SignOut *sign_out = data;

  g_object_unref (sign_out->vault);
  g_object_unref (sign_out->account);
  g_clear_object (&sign_out->lock);
  g_free (sign_out);
}

static void
clear_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SignOut *sign_out = g_task_get_task_data (task);
  GError *error = NULL;

  if (!vault_store_clear_finish (VAULT_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Nor what it never took. */
  oauth_held_remove (sign_out->vault, sign_out->account);
  g_clear_object (&sign_out->lock);
  g_task_return_boolean (task, TRUE);
}

static void
aside_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SignOut *sign_out = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (sign_out->account);
  GError *error = NULL;

  if (vault_store_clear_finish (VAULT_STORE (source), result, &error))
    vault_store_clear_async (sign_out->vault, key, NULL, clear_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/* Without the lock it is cleared all the same: the person wants to be signed out. What was put
 * aside first, for as long as the item itself is there, nothing seems to be over. */
static void
lock_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SignOut *sign_out = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (sign_out->account);
  g_autoptr(VaultKey) aside = vault_key_new_aside (key);

  sign_out->lock = oauth_lock_acquire_finish (result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_check_cancellable (task, FALSE);
  vault_store_clear_async (sign_out->vault, aside, NULL, aside_cb, g_object_ref (task));
}

/**
 * oauth_sign_out_async:
 * @vault: where the sign-in is kept
 * @account: who leaves
 * @cancellable: (nullable): to give up
 * @callback: called when it is done, or could not be
 * @user_data: for @callback
 *
 * Removes the item of @account, and what was put aside of it, when no refresh is under way that
 * would write it anew. Needs no network and no client; those who hold tokens of it must be told to
 * forget them.
 */
void
oauth_sign_out_async (VaultStore          *vault,
                      OauthAccount        *account,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *name = NULL;
  SignOut *sign_out;

  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (OAUTH_IS_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_sign_out_async);

  sign_out = g_new0 (SignOut, 1);
  sign_out->vault = g_object_ref (vault);
  sign_out->account = g_object_ref (account);
  g_task_set_task_data (task, sign_out, sign_out_free);

  name = oauth_context_dup_lock_name (account);
  oauth_lock_acquire_async (name, cancellable, lock_cb, g_steal_pointer (&task));
}

/**
 * oauth_sign_out_finish:
 * @result: what the callback was given
 * @error: return location: what the vault said
 *
 * Returns: whether the vault holds nothing of the account any more
 */
gboolean
oauth_sign_out_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
