/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-task-store.h"

#include "oauth-lock.h"

#include <string.h>

/* For one server. */
#define MAX_TASKS 16

/* All processes of one person take turns. */
#define LOCK_NAME "tasks"

/* One change of what is kept; data of its GTask. */
typedef struct
{
  VaultKey *key;
  McpTask *task;    /* nullable: all of the account */
  char *account;    /* nullable, unless there is no task */
  gboolean is_kept;
  OauthLock *lock;  /* nullable: where there is no such folder, it goes without */
} Change;

void
crib_kept_task_free (CribKeptTask *self)
{
  g_object_unref (self->task);
  g_free (self->account);
  g_free (self);
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->lock);
  vault_key_unref (change->key);
  g_clear_object (&change->task);
  g_free (change->account);
  g_free (change);
}

static VaultKey *
new_key (const char *uri)
{
  return vault_key_new (VAULT_KIND_TASKS, NULL, NULL, uri);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) crib_kept_task_free);
}

static void
add (GPtrArray  *list,
     McpTask    *task,
     const char *account)
{
  CribKeptTask *kept = g_new0 (CribKeptTask, 1);

  kept->task = g_object_ref (task);
  kept->account = g_strdup (account);
  g_ptr_array_add (list, kept);

  if (list->len > MAX_TASKS)
    g_ptr_array_remove_index (list, 0);
}

static void
read_one (GPtrArray        *list,
          const SjsonValue *json,
          VaultKey         *key)
{
  g_autofree char *account = sjson_value_dup_member_string (json, "account");
  g_autoptr(McpTask) task = NULL;
  g_autoptr(VaultKey) own_key = NULL;
  SjsonValue value;

  if (!sjson_value_get_member (json, "task", &value) ||
      (task = mcp_task_new_from_json (&value)) == NULL ||
      mcp_task_get_remaining (task, g_get_real_time () / 1000) == 0)
    return;

  own_key = new_key (mcp_task_get_uri (task));

  if (vault_key_equal (own_key, key))
    add (list, task, account);
}

/* What cannot be read is as good as nothing: nobody could ask for it. @secret: (nullable) */
static GPtrArray *
read_secret (VaultSecret *secret,
             VaultKey    *key)
{
  g_autoptr(SjsonDocument) document = NULL;
  GPtrArray *list = new_list ();
  SjsonValue root, value;
  SjsonIter iter;
  const char *text;
  gsize length;

  if (secret == NULL)
    return list;

  text = vault_secret_get_text (secret, &length);
  document = sjson_document_new_from_string (text, length, NULL, NULL);

  if (document == NULL)
    return list;

  root = sjson_document_get_root (document);
  sjson_iter_init (&iter, &root);

  while (sjson_iter_next (&iter, NULL, &value))
    read_one (list, &value, key);

  return list;
}

static VaultSecret *
write_secret (GPtrArray *list)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_array (sjson_builder_new ());
  g_autoptr(GBytes) bytes = NULL;
  const char *text;
  gsize length;

  for (guint i = 0; i < list->len; i++)
    {
      CribKeptTask *kept = g_ptr_array_index (list, i);

      sjson_builder_begin_object (builder);
      mcp_task_write (kept->task, sjson_builder_name (builder, "task"));
      sjson_builder_name (builder, "account");

      if (kept->account != NULL)
        sjson_builder_string (builder, kept->account);
      else
        sjson_builder_null (builder);

      sjson_builder_end_object (builder);
    }

  bytes = sjson_builder_end (sjson_builder_end_array (builder));
  text = g_bytes_get_data (bytes, &length);

  return vault_secret_new (text, length);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(VaultSecret) secret = NULL;
  GError *error = NULL;

  secret = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, read_secret (secret, g_task_get_task_data (task)),
                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * crib_task_store_read_async:
 * @vault: where secrets are
 * @uri: the address of a server
 * @ask: whether a person may be asked to unlock it
 */
void
crib_task_store_read_async (VaultStore          *vault,
                            const char          *uri,
                            VaultAsk             ask,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VaultKey *key;

  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (uri != NULL);

  task = g_task_new (vault, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_task_store_read_async);
  key = new_key (uri);
  g_task_set_task_data (task, key, (GDestroyNotify) vault_key_unref);
  vault_store_lookup_async (vault, key, ask, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * crib_task_store_read_finish:
 *
 * Returns: (transfer container) (element-type CribKeptTask): what is kept, oldest first
 */
GPtrArray *
crib_task_store_read_finish (VaultStore    *vault,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The next one may go on, also while somebody holds the result. @error: (nullable) */
static void
finish_change (GTask  *task,
               GError *error)
{
  Change *change = g_task_get_task_data (task);

  g_clear_object (&change->lock);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  vault_store_store_finish (VAULT_STORE (source), result, &error);
  finish_change (task, error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  vault_store_clear_finish (VAULT_STORE (source), result, &error);
  finish_change (task, error);
}

/* The same one may be there already, with another time to live. */
static gboolean
take_out (GPtrArray *list,
          McpTask   *task)
{
  for (guint i = 0; i < list->len; i++)
    {
      CribKeptTask *kept = g_ptr_array_index (list, i);

      if (strcmp (mcp_task_get_id (kept->task), mcp_task_get_id (task)) == 0)
        {
          g_ptr_array_remove_index (list, i);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
take_out_account (GPtrArray  *list,
                  const char *account)
{
  guint length = list->len;

  for (guint i = length; i > 0; i--)
    {
      CribKeptTask *kept = g_ptr_array_index (list, i - 1);

      if (g_strcmp0 (kept->account, account) == 0)
        g_ptr_array_remove_index (list, i - 1);
    }

  return list->len < length;
}

/* Returns whether it is another list now. Who forgets a task may have had the lock before who keeps
 * it. */
static gboolean
change_list (GPtrArray *list,
             Change    *change)
{
  gboolean was_kept;

  if (change->task == NULL)
    return take_out_account (list, change->account);

  was_kept = take_out (list, change->task);

  if (!change->is_kept || mcp_task_is_over (change->task))
    return was_kept;

  add (list, change->task, change->account);

  return TRUE;
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Change *change = g_task_get_task_data (task);
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(VaultSecret) changed = NULL;
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;
  gboolean is_changed;

  secret = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (error != NULL)
    {
      finish_change (task, error);
      return;
    }

  list = read_secret (secret, change->key);
  is_changed = change_list (list, change);

  /* What ran out of time is in the secret alone. */
  if (list->len == 0 && secret != NULL)
    {
      vault_store_clear_async (VAULT_STORE (source), change->key, NULL, cleared_cb,
                               g_steal_pointer (&task));
      return;
    }

  if (!is_changed)
    {
      finish_change (task, NULL);
      return;
    }

  changed = write_secret (list);
  vault_store_store_async (VAULT_STORE (source), change->key, changed, VAULT_ASK_NEVER, NULL,
                           stored_cb, g_steal_pointer (&task));
}

static void
locked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Change *change = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  change->lock = oauth_lock_acquire_finish (result, &error);

  if (error != NULL)
    g_debug ("The tasks are kept without a lock: %s", error->message);

  vault_store_lookup_async (VAULT_STORE (g_task_get_source_object (task)), change->key,
                            VAULT_ASK_NEVER, NULL, looked_up_cb, g_object_ref (task));
}

/* @handle, @account: (nullable) */
static void
start_change (VaultStore          *vault,
              const char          *uri,
              McpTask             *handle,
              const char          *account,
              gboolean             is_kept,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (vault, NULL, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, start_change);
  change->key = new_key (uri);
  g_set_object (&change->task, handle);
  change->account = g_strdup (account);
  change->is_kept = is_kept;
  g_task_set_task_data (task, change, change_free);
  oauth_lock_acquire_async (LOCK_NAME, NULL, locked_cb, task);
}

/**
 * crib_task_store_keep_async:
 * @task: what runs at a server
 * @account: (nullable): who began it
 *
 * A task id may open what the server keeps of it to whoever knows it, so that it goes where
 * sign-ins are.
 */
void
crib_task_store_keep_async (VaultStore          *vault,
                            McpTask             *task,
                            const char          *account,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (MCP_IS_TASK (task));

  start_change (vault, mcp_task_get_uri (task), task, account, TRUE, callback, user_data);
}

/**
 * crib_task_store_forget_async:
 * @task: what is over
 */
void
crib_task_store_forget_async (VaultStore          *vault,
                              McpTask             *task,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (MCP_IS_TASK (task));

  start_change (vault, mcp_task_get_uri (task), task, NULL, FALSE, callback, user_data);
}

/**
 * crib_task_store_forget_account_async:
 * @uri: the address of a server, normalized
 * @account: the id of who leaves
 *
 * What somebody began is not kept for longer than their sign-in.
 */
void
crib_task_store_forget_account_async (VaultStore          *vault,
                                      const char          *uri,
                                      const char          *account,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (VAULT_IS_STORE (vault));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (account != NULL);

  start_change (vault, uri, NULL, account, FALSE, callback, user_data);
}

gboolean
crib_task_store_change_finish (VaultStore    *vault,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
