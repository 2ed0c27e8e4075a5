/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-error-private.h"
#include "vault-schema.h"

static gboolean
holds (SecretItem  *item,
       VaultSecret *secret)
{
  g_autoptr(SecretValue) value = secret_item_get_secret (item);
  g_autoptr(VaultSecret) found = NULL;
  const char *text;
  gsize length;

  if (value == NULL)
    return FALSE;

  text = secret_value_get (value, &length);
  found = vault_secret_new (text, length);

  return vault_secret_equal (found, secret);
}

static void delete_next (GTask *task);

/* That a duplicate stays is no failure of the store: a lookup takes the newest, and the
 * next store tries again. */
static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    g_debug ("A duplicate stays in the keyring: %s", error->message);

  delete_next (user_data);
}

static void
delete_next (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(SecretItem) item = NULL;

  if (request->surplus == NULL)
    {
      vault_request_done (task);
      return;
    }

  item = request->surplus->data;
  request->surplus = g_list_delete_link (request->surplus, request->surplus);
  secret_item_delete (item, NULL, deleted_cb, task);
}

/* All of @items but the one that was just written; nothing if that is not among them.
 * What a closed keyring holds stays: deleting it would ask the person. */
static GList *
find_surplus (GList       *items,
              VaultSecret *secret)
{
  GList *surplus = NULL;
  gboolean is_found = FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    {
      if (!SECRET_IS_ITEM (l->data) || secret_item_get_locked (l->data))
        continue;

      if (!is_found && holds (l->data, secret))
        is_found = TRUE;
      else
        surplus = g_list_prepend (surplus, g_object_ref (l->data));
    }

  if (!is_found)
    g_list_free_full (g_steal_pointer (&surplus), g_object_unref);

  return surplus;
}

static void
duplicates_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  GList *items = secret_password_search_finish (result, NULL);

  request->surplus = find_surplus (items, request->secret);
  g_list_free_full (items, g_object_unref);
  delete_next (task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    vault_request_retry (task, error, vault_write_begin);
  else if (request->is_file)
    vault_request_done (task);
  else
    secret_password_searchv (vault_schema_get (), request->attributes,
                             SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                             NULL, duplicates_cb, task);
}

static void
write_secret (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(SecretValue) value = NULL;
  const char *text;
  gsize length;

  text = vault_secret_get_text (request->secret, &length);
  value = secret_value_new (text, length, "text/plain");

  secret_password_storev_binary (vault_schema_get (), request->attributes,
                                 SECRET_COLLECTION_DEFAULT,
                                 vault_schema_get_label (request->attributes), value, NULL,
                                 written_cb, task);
}

static void
open_to_write (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  if (request->is_file)
    write_secret (task);
  else
    vault_request_open (task, write_secret);
}

/*< private >
 * vault_write_begin:
 * @task: (transfer full): to end with %TRUE
 */
void
vault_write_begin (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  request->needs_keyring = TRUE;
  vault_request_prepare_change (task, open_to_write);
}

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
    vault_request_retry (task, error, vault_clear_begin);
  else if (request->is_file)
    vault_request_end_change (task);
  else
    vault_request_done (task);
}

static void
clear_items (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  secret_password_clearv (vault_schema_get (), request->attributes, NULL, cleared_cb, task);
}

static void
open_to_clear (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  if (request->is_file)
    clear_items (task);
  else
    vault_request_open (task, clear_items);
}

/*< private >
 * vault_clear_begin:
 * @task: (transfer full): to end with %TRUE
 */
void
vault_clear_begin (GTask *task)
{
  vault_request_prepare_change (task, open_to_clear);
}
