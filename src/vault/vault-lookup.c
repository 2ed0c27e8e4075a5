/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-error-private.h"
#include "vault-schema.h"

/* Looking up: search, take the newest, read it. Where nothing is found, find out
 * whether that is because nothing is there. */

static void search (GTask *task);

static void
return_nothing (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static void
secret_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;
  gsize length;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (error != NULL)
    {
      vault_request_retry (g_steal_pointer (&task), error, vault_lookup_begin);
      return;
    }

  text = value != NULL ? secret_value_get (value, &length) : NULL;

  if (text == NULL)
    g_task_return_error (task, vault_error_new (VAULT_ERROR_CORRUPT));
  else
    g_task_return_pointer (task, vault_secret_new (text, length),
                           (GDestroyNotify) vault_secret_unref);
}

/* The file backend finds nothing, without an error, if the password has changed. */
static void
any_in_file_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  GList *items;

  items = secret_password_search_finish (result, &error);
  g_list_free_full (items, g_object_unref);

  if (error != NULL)
    vault_request_fail_file (task, error);
  else
    return_nothing (task);
}

static void
check_file (GTask *task)
{
  g_autoptr(GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);

  secret_password_searchv (NULL, any, SECRET_SEARCH_ALL, NULL, any_in_file_cb, task);
}

static void
again_if_asked (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  if (request->is_asked)
    search (task);
  else
    return_nothing (task);
}

static void
nothing_found (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  if (request->is_file)
    check_file (task);
  else if (request->is_asked && request->locked == NULL)
    return_nothing (task);
  else
    vault_request_open (task, again_if_asked);
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

/* The newest item that can be read; those that cannot are kept in @request. */
static SecretRetrievable *
choose (VaultRequest *request,
        GList        *items)
{
  SecretRetrievable *newest = NULL;

  g_list_free_full (g_steal_pointer (&request->locked), g_object_unref);

  for (GList *l = items; l != NULL; l = l->next)
    {
      if (is_locked (l->data))
        request->locked = g_list_prepend (request->locked, g_object_ref (l->data));
      else if (newest == NULL || secret_retrievable_get_modified (l->data) >
                                   secret_retrievable_get_modified (newest))
        newest = l->data;
    }

  return newest;
}

static void
search_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  SecretRetrievable *newest;
  GList *items;

  items = secret_password_search_finish (result, &error);

  if (error != NULL)
    {
      vault_request_retry (task, error, vault_lookup_begin);
      return;
    }

  newest = choose (request, items);

  if (newest != NULL)
    secret_retrievable_retrieve_secret (newest, NULL, secret_cb, task);
  else
    nothing_found (task);

  g_list_free_full (items, g_object_unref);
}

static void
search (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  secret_password_searchv (vault_schema_get (), request->attributes, SECRET_SEARCH_ALL,
                           NULL, search_cb, task);
}

/*< private >
 * vault_lookup_begin:
 * @task: (transfer full): to end with a #VaultSecret or %NULL
 */
void
vault_lookup_begin (GTask *task)
{
  vault_request_prepare (task, search);
}
