/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-refresh-private.h"

#include "oauth-error.h"
#include "oauth-held.h"

#include <glib/gi18n-lib.h>

static void
refresh_free (gpointer data)
{
  OauthRefresh *self = data;

  g_clear_object (&self->lock);
  oauth_context_unref (self->context);
  g_object_unref (self->account);
  g_strfreev (self->scopes);
  g_free (self->resource);
  g_free (self->claims);
  g_free (self->key);
  g_clear_pointer (&self->stored, oauth_stored_account_unref);
  g_free (self->sent_resource);
  g_clear_pointer (&self->answer, oauth_token_answer_free);
  g_clear_error (&self->error);
  g_clear_error (&self->save_error);
  g_free (self);
}

/*
 * oauth_refresh_return_error:
 * @task: of a refresh
 * @error: (transfer full): what it came to
 *
 * The next one may begin before anybody reads that.
 */
void
oauth_refresh_return_error (GTask  *task,
                            GError *error)
{
  OauthRefresh *self = g_task_get_task_data (task);

  g_clear_object (&self->lock);
  g_task_return_error (task, error);
}

static gboolean
may_ask (OauthRefresh  *self,
         GError  **error)
{
  g_autofree char *hash = oauth_stored_account_dup_hash (self->stored);

  return oauth_block_list_check (self->context->blocks, oauth_account_get_id (self->account),
                                 self->key, hash, error);
}

/*
 * oauth_refresh_choose:
 * @item: (nullable): what the vault holds
 *
 * What is held in memory could not be stored; somebody else may have stored a newer one since.
 */
void
oauth_refresh_choose (OauthRefresh       *self,
                      OauthStoredAccount *item)
{
  OauthStoredAccount *held = oauth_held_lookup (self->context->vault, self->account);

  self->is_held = held != NULL && (item == NULL || held->obtained >= item->obtained);
  if (self->is_held)
    self->stored = oauth_stored_account_ref (held);
  else if (item != NULL)
    self->stored = oauth_stored_account_ref (item);
}

/* Whoever was signed in until the authority ended that is told so as often as they ask. */
static GError *
new_nothing_error (OauthRefresh *self)
{
  const GError *end = oauth_context_get_end (self->context, self->account);

  return end != NULL ? g_error_copy (end)
                     : g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                                            _("You are not signed in."));
}

static void
aside_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!vault_store_set_aside_finish (VAULT_STORE (source), result, &error))
    g_debug ("What cannot be read stays where it is: %s", error->message);

  oauth_refresh_return_error (task, g_steal_pointer (&self->error));
}

/* A sign-in would overwrite what nobody understands (entra.md 7.5). */
static void
set_aside (GTask      *task,
           VaultStore *vault,
           GError     *error)
{
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (self->account);

  self->error = error;
  vault_store_set_aside_async (vault, key, NULL, aside_cb, g_object_ref (task));
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(VaultSecret) text = NULL;
  g_autoptr(OauthStoredAccount) item = NULL;
  g_autoptr(GError) error = NULL;

  text = vault_store_lookup_finish (VAULT_STORE (source), result, &error);
  if (text != NULL)
    item = oauth_stored_account_parse (text, self->account, &error);

  oauth_refresh_choose (self, item);

  if (text != NULL && self->stored == NULL)
    {
      set_aside (task, VAULT_STORE (source), g_steal_pointer (&error));
      return;
    }

  if (self->stored == NULL && error == NULL)
    error = new_nothing_error (self);
  else if (self->stored != NULL)
    {
      g_clear_error (&error);
      may_ask (self, &error);
    }

  if (g_task_return_error_if_cancelled (task))
    return;

  if (error != NULL)
    {
      oauth_refresh_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_check_cancellable (task, FALSE);
  oauth_refresh_send (task);
}

static gboolean
return_memory (GTask *task)
{
  OauthRefresh *self = g_task_get_task_data (task);
  OauthToken *token;

  if (self->claims != NULL)
    return FALSE;

  token = oauth_token_cache_lookup (self->context->tokens, self->account,
                                    (const char * const *) self->scopes, self->resource);
  if (token == NULL || oauth_token_is_expired (token) ||
      (self->is_early && oauth_token_is_due (token)))
    return FALSE;

  g_clear_object (&self->lock);
  g_task_return_pointer (task, g_object_ref (token), g_object_unref);

  return TRUE;
}

static void
lock_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = NULL;
  g_autoptr(GError) error = NULL;

  self->lock = oauth_lock_acquire_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Where no lock file can be made, nobody else has one either: go on without. */
  if (error != NULL && error->domain == OAUTH_ERROR)
    {
      oauth_refresh_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Whoever had the lock before may have been one of us. */
  if (return_memory (task))
    return;

  key = oauth_stored_account_dup_key (self->account);
  vault_store_lookup_async (self->context->vault, key, self->ask, g_task_get_cancellable (task),
                            lookup_cb, g_object_ref (task));
}

/*
 * oauth_wish_dup_key:
 *
 * Returns: (transfer full): equal for wishes that one answer serves
 */
char *
oauth_wish_dup_key (const OauthWish *wish)
{
  g_autofree char *key = oauth_token_cache_dup_key (wish->account, wish->scopes, wish->resource);

  return g_strconcat (key, "\n", wish->claims != NULL ? wish->claims : "", NULL);
}

/*
 * oauth_refresh_async:
 * @context: of a client that was opened and owns the account
 * @wish: what for
 * @cancellable: (nullable): works until the refresh token is sent; from then on the answer is
 *   waited for and stored, whoever still wants it
 *
 * Gets a token by the refresh token in the vault.
 */
void
oauth_refresh_async (OauthContext        *context,
                     const OauthWish     *wish,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OauthRefresh *self = g_new0 (OauthRefresh, 1);
  g_autofree char *name = NULL;

  self->context = oauth_context_ref (context);
  self->account = g_object_ref (wish->account);
  self->scopes = g_strdupv ((char **) wish->scopes);
  self->resource = g_strdup (wish->resource);
  self->claims = g_strdup (wish->claims);
  self->ask = wish->ask;
  self->is_early = wish->is_early;
  self->key = oauth_wish_dup_key (wish);
  g_task_set_source_tag (task, oauth_refresh_async);
  g_task_set_task_data (task, self, refresh_free);

  name = oauth_context_dup_lock_name (self->account);
  oauth_lock_acquire_async (name, cancellable, lock_cb, g_steal_pointer (&task));
}

/*
 * oauth_refresh_finish:
 * @save_error: (out) (nullable) (transfer full): why the new refresh token is in memory only
 * @error: return location: `OAUTH_ERROR_NEEDS_PERSON`, or what went wrong
 *
 * Returns: (transfer full) (nullable): the token
 */
OauthToken *
oauth_refresh_finish (GAsyncResult  *result,
                      GError       **save_error,
                      GError       **error)
{
  OauthRefresh *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *save_error = g_steal_pointer (&self->save_error);

  return g_task_propagate_pointer (G_TASK (result), error);
}
