/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-error-private.h"
#include "vault-schema.h"

/* All that is ours, whatever it is of, also what nobody remembers: found by the name of the
 * schema alone. What lies in a locked place is asked for once, and looked for after. */

static void search (GTask *task);

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);

  if (error != NULL)
    vault_request_retry (task, error, vault_clear_all_begin);
  else if (request->is_file)
    vault_request_end_change (task);
  else
    search (task);
}

static void
clear (GTask *task)
{
  g_autoptr(GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);

  secret_password_clearv (vault_schema_get (), any, NULL, cleared_cb, task);
}

/* What is there after all that can be done was done. */
static void
return_rest (GTask *task)
{
  g_task_return_error (task, vault_error_new (VAULT_ERROR_DISMISSED));
  g_object_unref (task);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    {
      vault_request_retry (task, error, vault_clear_all_begin);
      return;
    }

  g_list_free_full (g_steal_pointer (&request->locked), g_object_unref);
  request->locked = items;

  if (items == NULL)
    vault_request_done (task);
  else if (request->is_asked)
    return_rest (task);
  else
    vault_request_open (task, clear);
}

static void
search (GTask *task)
{
  g_autoptr(GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);

  secret_password_searchv (vault_schema_get (), any, SECRET_SEARCH_ALL, NULL, found_cb, task);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  GError *error = NULL;

  if (vault_file_remove_finish (VAULT_FILE (source), result, &error))
    {
      vault_request_done (task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/* A sandbox has a file of its own, which goes as a whole, whether it can be read or not. */
static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_ours = vault_file_is_of_program (VAULT_FILE (source));

  vault_file_prepare_finish (VAULT_FILE (source), result, &request->is_file, &error);

  if (is_ours && (request->is_file || g_error_matches (error, VAULT_ERROR, VAULT_ERROR_FILE)))
    {
      g_clear_error (&error);
      vault_file_remove_async (VAULT_FILE (source), removed_cb, task);
    }
  else if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (request->is_file)
    vault_request_prepare_change (task, clear);
  else
    vault_request_open (task, clear);
}

/*< private >
 * vault_clear_all_begin:
 * @task: (transfer full): to end with %TRUE
 */
void
vault_clear_all_begin (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  vault_file_prepare_async (request->file, prepared_cb, task);
}
