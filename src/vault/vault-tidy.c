/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-schema.h"

/* What was put aside long ago goes (entra.md 7.5). Nobody is asked for it: what is locked stays. */

static void clear_next (GTask *task);

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);

  if (error != NULL)
    g_debug ("What cannot be read stays in the keyring: %s", error->message);

  clear_next (user_data);
}

/* By what the schema knows, which brings its own name along: some keyrings add more, and libsecret
 * calls nobody back who asks by that. */
static gboolean
is_foreign (gpointer name,
            gpointer value,
            gpointer user_data)
{
  const SecretSchema *schema = vault_schema_get ();

  for (guint i = 0; schema->attributes[i].name != NULL; i++)
    if (g_str_equal (schema->attributes[i].name, name))
      return FALSE;

  return TRUE;
}

static void
clear_next (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(SecretRetrievable) item = NULL;
  g_autoptr(GHashTable) attributes = NULL;

  if (request->surplus == NULL)
    {
      vault_request_done (task);
      return;
    }

  item = request->surplus->data;
  request->surplus = g_list_delete_link (request->surplus, request->surplus);
  attributes = secret_retrievable_get_attributes (item);
  g_hash_table_foreach_remove (attributes, is_foreign, NULL);
  secret_password_clearv (vault_schema_get (), attributes, NULL, cleared_cb, task);
}

static gboolean
is_old (gpointer item,
        gint64   before)
{
  return (!SECRET_IS_ITEM (item) || !secret_item_get_locked (item)) &&
         (gint64) secret_retrievable_get_modified (item) < before;
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
      vault_request_retry (task, error, vault_tidy_begin);
      return;
    }

  for (GList *l = items; l != NULL; l = l->next)
    if (is_old (l->data, request->before))
      request->surplus = g_list_prepend (request->surplus, g_object_ref (l->data));

  g_list_free_full (items, g_object_unref);
  clear_next (task);
}

static void
search (GTask *task)
{
  g_autoptr(GHashTable) attributes = vault_schema_new_aside ();

  secret_password_searchv (vault_schema_get (), attributes, SECRET_SEARCH_ALL, NULL, found_cb,
                           task);
}

/*< private >
 * vault_tidy_begin:
 * @task: (transfer full): to end with %TRUE
 */
void
vault_tidy_begin (GTask *task)
{
  vault_request_prepare_change (task, search);
}
