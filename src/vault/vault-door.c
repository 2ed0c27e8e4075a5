/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-door.h"

#include <libsecret/secret.h>

/* libsecret 0.20 listens for the portal's answer only after the portal has said that there will be
 * one. An answer in between is lost, and whatever wanted the file would wait for ever. So each use
 * of the file begins with a search for nothing; where that does not come back, another is begun,
 * which asks the portal anew. A person who is asked for a password meanwhile has all the time. */
#define PATIENCE 5000
#define MAX_KNOCKS 3

static guint patience = PATIENCE;

typedef struct
{
  guint n_knocks;
  guint timeout_id;
} Door;

static void
door_free (gpointer data)
{
  Door *door = data;

  g_clear_handle_id (&door->timeout_id, g_source_remove);
  g_free (door);
}

/* The first that comes back opens; the others come to nothing. What went wrong shows again to
 * whoever wanted the file. */
static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Door *door = g_task_get_task_data (task);
  GList *items = secret_password_search_finish (result, NULL);

  g_list_free_full (items, g_object_unref);

  if (door->n_knocks == 0)
    return;

  door->n_knocks = 0;
  g_clear_handle_id (&door->timeout_id, g_source_remove);
  g_task_return_boolean (task, TRUE);
}

static void knock (GTask *task);

static gboolean
patience_over_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Door *door = g_task_get_task_data (task);

  door->timeout_id = 0;
  g_debug ("The portal did not answer: asking once more");
  knock (task);

  return G_SOURCE_REMOVE;
}

static void
knock (GTask *task)
{
  g_autoptr(GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  Door *door = g_task_get_task_data (task);

  g_hash_table_insert (nothing, (gpointer) "xdg:schema", (gpointer) "none");

  if (++door->n_knocks < MAX_KNOCKS)
    door->timeout_id = g_timeout_add (patience, patience_over_cb, task);

  secret_password_searchv (NULL, nothing, SECRET_SEARCH_NONE, NULL, searched_cb,
                           g_object_ref (task));
}

/*< private >
 * vault_door_open_async:
 * @callback: called when libsecret has the file open, or cannot open it
 * @user_data: for @callback
 */
void
vault_door_open_async (GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, vault_door_open_async);
  g_task_set_task_data (task, g_new0 (Door, 1), door_free);
  knock (task);
}

void
vault_door_open_finish (GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, NULL));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/*< private >
 * vault_door_set_patience:
 * @milliseconds: for tests of portals that lose their answer
 */
void
vault_door_set_patience (guint milliseconds)
{
  patience = milliseconds;
}
