/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-request.h"

#include "vault-error-private.h"
#include "vault-file-lock.h"
#include "vault-schema.h"

#include <unistd.h>

/* How often to begin again. */
#define MAX_TRIES 3

/* A task on its way through a step that waits for something. */
typedef struct
{
  GTask *task;
  VaultStep next;
} Passage;

static Passage *
passage_new (GTask     *task,
             VaultStep  next)
{
  Passage *passage = g_new0 (Passage, 1);

  passage->task = task;
  passage->next = next;

  return passage;
}

static void
passage_go (Passage *passage)
{
  passage->next (passage->task);
  g_free (passage);
}

static void
passage_stop (Passage *passage,
              GError  *error)
{
  g_task_return_error (passage->task, error);
  g_object_unref (passage->task);
  g_free (passage);
}

/*< private >
 * vault_request_new:
 * @file: the keyring's
 * @lock: the keyring's
 * @key: (nullable): which secret
 * @secret: (nullable): what to store
 * @ask: whether a person may be asked
 *
 * Returns: (transfer full): a request
 */
VaultRequest *
vault_request_new (VaultFile   *file,
                   VaultLock   *lock,
                   VaultKey    *key,
                   VaultSecret *secret,
                   VaultAsk     ask)
{
  VaultRequest *request = g_new0 (VaultRequest, 1);

  request->file = g_object_ref (file);
  request->lock = g_object_ref (lock);
  request->attributes = key != NULL ? vault_schema_new_attributes (key) : NULL;
  request->secret = secret != NULL ? vault_secret_ref (secret) : NULL;
  request->ask = ask;
  request->door = -1;

  return request;
}

/*< private >
 * vault_request_free:
 * @request: (transfer full): a request
 */
void
vault_request_free (VaultRequest *request)
{
  g_object_unref (request->file);
  g_object_unref (request->lock);
  g_clear_pointer (&request->attributes, g_hash_table_unref);
  g_clear_pointer (&request->secret, vault_secret_unref);
  g_list_free_full (request->locked, g_object_unref);
  g_list_free_full (request->surplus, g_object_unref);
  if (request->door >= 0)
    close (request->door);
  g_free (request);
}

/*< private >
 * vault_request_fail:
 * @task: (transfer full): a task
 * @error: what libsecret said
 *
 * Ends @task with what @error means. That something was locked after the
 * question for it means that the answer was no.
 */
void
vault_request_fail (GTask        *task,
                    const GError *error)
{
  VaultRequest *request = g_task_get_task_data (task);
  GError *problem = vault_error_from_secret (error);

  if (g_error_matches (problem, VAULT_ERROR, VAULT_ERROR_LOCKED) &&
      request->ask == VAULT_ASK_PERSON)
    {
      g_error_free (problem);
      problem = vault_error_new (VAULT_ERROR_DISMISSED);
    }

  g_task_return_error (task, problem);
  g_object_unref (task);
}

/*< private >
 * vault_request_fail_file:
 * @task: (transfer full): a task
 * @error: what libsecret said to a search for anything in the file
 *
 * Ends @task with what @error means. That something in it does not fit its
 * checksum means that the file is of another password.
 */
void
vault_request_fail_file (GTask        *task,
                         const GError *error)
{
  g_task_return_error (task, vault_error_from_file (error));
  g_object_unref (task);
}

/*< private >
 * vault_request_retry:
 * @task: (transfer full): a task
 * @error: what libsecret said
 * @begin: the first step
 *
 * Begins anew if @error says that libsecret knows a state that is past: the
 * file was written by another process, or the daemon was started again and does
 * not know our session. libsecret would refuse for ever, so it is told to forget.
 * Otherwise this is vault_request_fail().
 */
void
vault_request_retry (GTask        *task,
                     const GError *error,
                     VaultStep     begin)
{
  VaultRequest *request = g_task_get_task_data (task);
  gboolean is_past = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) ||
                     g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR);

  if (!is_past || ++request->n_tries > MAX_TRIES)
    {
      vault_request_fail (task, error);
      return;
    }

  secret_service_disconnect ();
  begin (task);
}

static void
prepare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Passage *passage = user_data;
  VaultRequest *request = g_task_get_task_data (passage->task);
  GError *error = NULL;

  if (vault_file_prepare_finish (VAULT_FILE (source), result, &request->is_file, &error))
    passage_go (passage);
  else
    passage_stop (passage, error);
}

/*< private >
 * vault_request_prepare:
 * @task: (transfer full): a task
 * @next: what comes after it
 *
 * Goes on once it is known where the secrets lie.
 */
void
vault_request_prepare (GTask     *task,
                       VaultStep  next)
{
  VaultRequest *request = g_task_get_task_data (task);

  vault_file_prepare_async (request->file, prepare_cb, passage_new (task, next));
}

static void
locked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Passage *passage = user_data;
  VaultRequest *request = g_task_get_task_data (passage->task);

  request->door = vault_file_lock_finish (result);
  /* Another one may have written it meanwhile. */
  vault_file_prepare_async (request->file, prepare_cb, passage);
}

static void
prepare_change_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Passage *passage = user_data;
  VaultRequest *request = g_task_get_task_data (passage->task);
  g_autoptr(GFile) file = vault_file_find ();
  GError *error = NULL;

  if (!vault_file_prepare_finish (VAULT_FILE (source), result, &request->is_file, &error))
    passage_stop (passage, error);
  else if (request->is_file && request->door < 0)
    vault_file_lock_async (file, locked_cb, passage);
  else
    passage_go (passage);
}

/*< private >
 * vault_request_prepare_change:
 * @task: (transfer full): a task
 * @next: what comes after it
 *
 * Goes on once it is known where the secrets lie and, where that is a file,
 * nobody else of ours changes it until @task has ended.
 */
void
vault_request_prepare_change (GTask     *task,
                              VaultStep  next)
{
  VaultRequest *request = g_task_get_task_data (task);

  vault_file_prepare_async (request->file, prepare_change_cb, passage_new (task, next));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Passage *passage = user_data;
  VaultRequest *request = g_task_get_task_data (passage->task);
  GError *error = NULL;

  request->is_asked = TRUE;

  if (vault_lock_open_finish (VAULT_LOCK (source), result, &error))
    passage_go (passage);
  else
    passage_stop (passage, error);
}

/* @objects: (transfer full): what keeps us out; %NULL: that there is no keyring */
static void
ask_person (Passage *passage,
            GList   *objects)
{
  VaultRequest *request = g_task_get_task_data (passage->task);

  if (request->is_asked)
    passage_stop (passage, vault_error_new (VAULT_ERROR_DISMISSED));
  else if (request->ask == VAULT_ASK_NEVER)
    passage_stop (passage, vault_error_new (VAULT_ERROR_LOCKED));
  else
    vault_lock_open_async (request->lock, objects, opened_cb, passage);

  g_list_free_full (objects, g_object_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Passage *passage = user_data;
  VaultRequest *request = g_task_get_task_data (passage->task);
  g_autoptr(SecretCollection) collection = NULL;
  GList *objects = g_steal_pointer (&request->locked);
  GError *error = NULL;

  if (!vault_lock_read_finish (VAULT_LOCK (source), result, &collection, &error))
    {
      g_list_free_full (objects, g_object_unref);
      passage_stop (passage, error);
      return;
    }

  if (collection != NULL && secret_collection_get_locked (collection))
    objects = g_list_prepend (objects, g_object_ref (collection));

  if (objects != NULL || (collection == NULL && request->needs_keyring))
    ask_person (passage, objects);
  else
    passage_go (passage);
}

/*< private >
 * vault_request_open:
 * @task: (transfer full): a task
 * @next: what comes after it
 *
 * Goes on once the desktop's keyring is open: at once if it is, else after the
 * person was asked, if that is allowed and did not happen before.
 */
void
vault_request_open (GTask     *task,
                    VaultStep  next)
{
  VaultRequest *request = g_task_get_task_data (task);

  vault_lock_read_async (request->lock, read_cb, passage_new (task, next));
}

/*< private >
 * vault_request_done:
 * @task: (transfer full): a task, which ends with %TRUE
 */
void
vault_request_done (GTask *task)
{
  g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  g_object_unref (task);
}

static void
backup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  vault_file_delete_backup_finish (VAULT_FILE (source), result);
  vault_request_done (user_data);
}

/*< private >
 * vault_request_end_change:
 * @task: (transfer full): a task, which ends with %TRUE
 *
 * The file has been changed: what was in it before goes as well.
 */
void
vault_request_end_change (GTask *task)
{
  VaultRequest *request = g_task_get_task_data (task);

  vault_file_delete_backup_async (request->file, backup_cb, task);
}
