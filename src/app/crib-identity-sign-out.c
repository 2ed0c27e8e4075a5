/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity-private.h"

#include "crib-task-store.h"
#include "oauth-sign-out.h"
#include "vault-error.h"

/* Who leaves, and what comes after the sign-in itself is gone. */
typedef struct
{
  OauthAccount *account;
  GPtrArray *uris;     /* of servers that may have tasks of the account */
  guint n_begun;
  GError *error;       /* nullable: the list could not be written */
} SignOut;

static void
sign_out_free (gpointer data)
{
  SignOut *sign_out = data;

  g_object_unref (sign_out->account);
  g_ptr_array_unref (sign_out->uris);
  g_clear_error (&sign_out->error);
  g_free (sign_out);
}

static SignOut *
sign_out_new (CribIdentity *self,
              OauthAccount *account)
{
  SignOut *sign_out = g_new0 (SignOut, 1);
  guint n_servers = self->servers != NULL ? g_list_model_get_n_items (self->servers) : 0;

  sign_out->account = g_object_ref (account);
  sign_out->uris = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_servers; i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (self->servers, i);
      char *uri = crib_server_normalize_uri (crib_server_get_uri (server), NULL);

      if (uri != NULL)
        g_ptr_array_add (sign_out->uris, uri);
    }

  return sign_out;
}

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

  crib_identity_emit_tokens_changed (self, account);
}

static void
finish_sign_out (GTask *task)
{
  SignOut *sign_out = g_task_get_task_data (task);

  crib_identity_emit_signed_out (g_task_get_source_object (task), sign_out->account);

  if (sign_out->error != NULL)
    g_task_return_error (task, g_steal_pointer (&sign_out->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void forget_tasks (GTask *task);

static void
tasks_forgotten_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;

  if (!crib_task_store_change_finish (VAULT_STORE (source), result, &error))
    g_debug ("What runs at a server for who left stays known: %s", error->message);

  forget_tasks (task);
}

/* One after the other, of each server in both vaults: whoever holds such a handle may ask for what
 * the task found. */
static void
forget_tasks (GTask *task)
{
  CribIdentity *self = g_task_get_source_object (task);
  SignOut *sign_out = g_task_get_task_data (task);
  guint n = sign_out->n_begun++;

  if (n < 2 * sign_out->uris->len)
    crib_task_store_forget_account_async (n % 2 == 0 ? self->vault : self->memory,
                                          g_ptr_array_index (sign_out->uris, n / 2),
                                          oauth_account_get_id (sign_out->account),
                                          tasks_forgotten_cb, g_object_ref (task));
  else
    finish_sign_out (task);
}

/* Only who is signed out stays so, even if the list cannot be written: it is the keyring that lets
 * people in. */
static void
memory_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribIdentity *self = g_task_get_source_object (task);
  SignOut *sign_out = g_task_get_task_data (task);
  GError *error = NULL;

  if (!oauth_sign_out_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  crib_identity_forget (self, sign_out->account);
  crib_account_store_remove (self->accounts, sign_out->account, &sign_out->error);
  forget_tasks (task);
}

static void
vault_cleared_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribIdentity *self = g_task_get_source_object (task);
  SignOut *sign_out = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* Where there is no keyring, there is nothing in it. */
  if (!oauth_sign_out_finish (result, &error) &&
      !(self->session_only && g_error_matches (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE)))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    oauth_sign_out_async (self->memory, sign_out->account, NULL, memory_cleared_cb,
                          g_steal_pointer (&task));
}

/**
 * crib_identity_sign_out_async:
 * @self: an identity
 * @account: who leaves
 * @cancellable: (nullable): to give up, until something was removed
 * @callback: called when it is done, or could not be
 * @user_data: for @callback
 *
 * Signs out everywhere: the keyring's item first, then memory, then the list, then the tasks that
 * the account left running at saved servers; then signed-out is emitted (entra.md 6). Needs no
 * network. Where the item cannot be removed nothing is forgotten.
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
  g_task_set_task_data (task, sign_out_new (self, account), sign_out_free);
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
