/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-secrets.h"

#include "crib-header.h"
#include "oauth-stored-client.h"

static GPtrArray *
new_keys (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vault_key_unref);
}

static void
add_client (GPtrArray  *keys,
            const char *client_id,
            const char *issuer)
{
  if (client_id != NULL && issuer != NULL)
    g_ptr_array_add (keys, oauth_stored_client_dup_key (client_id, issuer));
}

/**
 * crib_server_secrets_dup_keys:
 * @server: a server
 *
 * Returns: (transfer full) (element-type VaultKey): where its secrets are, as its settings say now
 */
GPtrArray *
crib_server_secrets_dup_keys (CribServer *server)
{
  GPtrArray *keys;
  GPtrArray *headers;

  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);

  keys = new_keys ();
  headers = crib_server_get_headers (server);

  for (guint i = 0; i < headers->len; i++)
    {
      const CribHeader *header = g_ptr_array_index (headers, i);

      if (header->secret != NULL)
        g_ptr_array_add (keys, crib_header_new_key (header, crib_server_get_uri (server)));
    }

  if (crib_server_has_client_secret (server))
    add_client (keys, crib_server_get_client_id (server), crib_server_get_client_issuer (server));
  add_client (keys, crib_server_get_registered_id (server),
              crib_server_get_registered_issuer (server));

  return keys;
}

static gboolean
has (GPtrArray *keys,
     VaultKey  *key)
{
  return g_ptr_array_find_with_equal_func (keys, key, vault_key_equal, NULL);
}

/* Several servers may share one client. */
static gboolean
is_used (GListModel *servers,
         VaultKey   *key)
{
  guint n_servers = servers != NULL ? g_list_model_get_n_items (servers) : 0;

  for (guint i = 0; i < n_servers; i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);
      g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (server);

      if (has (keys, key))
        return TRUE;
    }

  return FALSE;
}

/* What is left to clear, and the first that could not be. */
typedef struct
{
  GPtrArray *keys;
  GError *error;      /* nullable */
} Clearing;

static void
clearing_free (gpointer data)
{
  Clearing *clearing = data;

  g_ptr_array_unref (clearing->keys);
  g_clear_error (&clearing->error);
  g_free (clearing);
}

static void clear_next (GTask *task);

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Clearing *clearing = g_task_get_task_data (user_data);

  vault_store_clear_finish (VAULT_STORE (source), result,
                            clearing->error == NULL ? &clearing->error : NULL);
  clear_next (user_data);
}

/* One after the other, because each may ask for the keyring. @task: (transfer full) */
static void
clear_next (GTask *task)
{
  Clearing *clearing = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = NULL;

  if (clearing->keys->len > 0)
    {
      key = g_ptr_array_steal_index (clearing->keys, clearing->keys->len - 1);
      vault_store_clear_async (g_task_get_source_object (task), key, g_task_get_cancellable (task),
                               cleared_cb, task);
      return;
    }

  if (clearing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&clearing->error));
  else
    g_task_return_boolean (task, TRUE);

  g_object_unref (task);
}

/**
 * crib_server_secrets_clear_async:
 * @vault: where they are
 * @keys: (element-type VaultKey): what is to go
 * @servers: (nullable): all servers that there are, of [class@Crib.Server]
 * @cancellable: (nullable): to give up
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * Takes out of the vault what no server needs any more. Without secrets it is not opened.
 */
void
crib_server_secrets_clear_async (VaultStore          *vault,
                                 GPtrArray           *keys,
                                 GListModel          *servers,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  Clearing *clearing;

  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (keys != NULL);

  task = g_task_new (vault, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_server_secrets_clear_async);
  clearing = g_new0 (Clearing, 1);
  clearing->keys = new_keys ();
  g_task_set_task_data (task, clearing, clearing_free);

  for (guint i = 0; i < keys->len; i++)
    if (!is_used (servers, g_ptr_array_index (keys, i)))
      g_ptr_array_add (clearing->keys, vault_key_ref (g_ptr_array_index (keys, i)));

  clear_next (task);
}

/**
 * crib_server_secrets_clear_finish:
 * @vault: where they were
 * @result: what the callback got
 * @error: return location: what the vault said first; all that it let go is gone
 *
 * Returns: whether none is left
 */
gboolean
crib_server_secrets_clear_finish (VaultStore    *vault,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
