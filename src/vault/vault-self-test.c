/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-error-private.h"
#include "vault-schema.h"

/* Writes, reads and removes something that is no secret. The version in its attributes
 * is one that no search of ours asks for. */

#define VERSION "selftest"
#define KIND "self-test"
#define TEXT "This is no secret."

/* A task for one step of the test, which ends in @callback with @task. */
static GTask *
new_step (GTask               *task,
          GAsyncReadyCallback  callback)
{
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, NULL, NULL, NULL);
  GTask *step = g_task_new (NULL, NULL, callback, task);
  VaultRequest *own;

  own = vault_request_new (request->file, request->lock, key, request->secret, request->ask);
  g_hash_table_insert (own->attributes, (char *) "v", g_strdup (VERSION));
  g_hash_table_insert (own->attributes, (char *) "kind", g_strdup (KIND));
  g_task_set_source_tag (step, new_step);
  g_task_set_task_data (step, own, (GDestroyNotify) vault_request_free);

  return step;
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  VaultRequest *request = g_task_get_task_data (task);
  g_autoptr(VaultSecret) found = NULL;
  GError *error = NULL;

  found = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (found == NULL || !vault_secret_equal (found, request->secret))
    g_task_return_error (task, vault_error_new (VAULT_ERROR_CORRUPT));
  else
    vault_clear_begin (new_step (g_steal_pointer (&task), removed_cb));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    vault_lookup_begin (new_step (g_steal_pointer (&task), read_cb));
}

/*< private >
 * vault_self_test_begin:
 * @task: (transfer full): to end with %TRUE
 */
void
vault_self_test_begin (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  request->secret = vault_secret_new (TEXT, -1);
  vault_write_begin (new_step (task, written_cb));
}
