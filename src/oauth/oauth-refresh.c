/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-refresh.h"

#include "oauth-clock.h"
#include "oauth-error.h"
#include "oauth-identity.h"
#include "oauth-lock.h"
#include "oauth-refusal.h"
#include "oauth-token-request.h"

#include <glib/gi18n-lib.h>

/* Seconds without another try (entra.md 3.7). */
#define BLOCK_FOR_PERSON 120
#define BLOCK_FOR_LOAD 60

/* One refresh: lock, read the item again, ask, store, and only then use (entra.md 7.4). */
typedef struct
{
  OauthContext *context;
  OauthAccount *account;
  char **scopes;
  char *resource;
  char *claims;
  VaultAsk ask;
  gboolean is_early;
  char *key;

  OauthLock *lock;
  OauthStoredAccount *stored;
  gboolean is_held;
  char *sent_resource;
  gboolean sent_scopes;
  OauthTokenAnswer *answer;
  GError *error;
  GError *save_error;
} Refresh;

static void
refresh_free (gpointer data)
{
  Refresh *self = data;

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

/* The next one may begin before anybody reads what this one came to. */
static void
return_error (GTask  *task,
              GError *error)
{
  Refresh *self = g_task_get_task_data (task);

  g_clear_object (&self->lock);
  g_task_return_error (task, error);
}

static void
return_token (GTask        *task,
              OauthAccount *account)
{
  Refresh *self = g_task_get_task_data (task);
  const char * const *scopes = (const char * const *) self->scopes;
  OauthToken *token = oauth_token_answer_dup_token (self->answer, account, scopes, TRUE);

  oauth_token_cache_put (self->context->tokens, token, scopes, self->resource);
  g_clear_object (&self->lock);
  g_task_return_pointer (task, token, g_object_unref);
}

static gboolean
is_same_person (Refresh      *self,
                OauthAccount *found)
{
  return g_strcmp0 (oauth_account_get_id (found), oauth_account_get_id (self->account)) == 0;
}

static GError *
new_stranger_error (void)
{
  return g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_FORGED,
                              _("The sign-in service answered for somebody else."));
}

static void
identity_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Refresh *self = g_task_get_task_data (task);
  g_autoptr(OauthAccount) account = NULL;
  GError *error = NULL;

  account = oauth_identity_find_finish (result, &error);

  if (account == NULL)
    return_error (task, error);
  else if (!is_same_person (self, account))
    return_error (task, new_stranger_error ());
  else
    return_token (task, account);
}

static void
identify (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);

  if (self->answer->id_token == NULL)
    return_token (task, self->stored->account);
  else
    oauth_identity_find_async (self->context, self->answer, NULL, NULL, identity_cb,
                               g_object_ref (task));
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Refresh *self = g_task_get_task_data (task);

  oauth_context_store_finish (result, &self->save_error);
  identify (task);
}

static gboolean
has_news (Refresh *self)
{
  VaultSecret *found = self->answer->refresh_token;

  return found != NULL && !vault_secret_equal (found, self->stored->refresh_token);
}

/* Stores before anything else is asked of the network: the token that was sent may be dead. */
static void
store (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);
  OauthStoredAccount *old = self->stored;

  if (has_news (self))
    {
      self->stored = oauth_stored_account_new (old->account, (const char * const *) old->scopes,
                                               old->resource, self->answer->refresh_token,
                                               oauth_clock_get_wall ());
      oauth_stored_account_unref (old);
    }
  else if (!self->is_held)
    {
      identify (task);
      return;
    }

  oauth_context_store_async (self->context, self->stored, self->ask, store_cb,
                             g_object_ref (task));
}

static gboolean
is_of_stranger (Refresh *self)
{
  g_autoptr(OauthAccount) guess = NULL;

  if (self->answer->id_token == NULL)
    return FALSE;

  guess = oauth_token_answer_dup_guess (self->answer, self->context->authority,
                                        self->context->client_id, NULL);

  return guess != NULL && !is_same_person (self, guess);
}

static void
block (Refresh      *self,
       OauthVerdict  verdict)
{
  const char *id = oauth_account_get_id (self->account);
  gint64 wait = oauth_error_get_retry_after (self->error);
  g_autofree char *hash = NULL;

  switch (verdict)
    {
    case OAUTH_VERDICT_PERSON:
    case OAUTH_VERDICT_DROP:
      hash = oauth_stored_account_dup_hash (self->stored);
      oauth_block_list_add (self->context->blocks, id, self->key, hash, BLOCK_FOR_PERSON,
                            self->error);
      break;
    case OAUTH_VERDICT_WAIT:
    case OAUTH_VERDICT_RETRY:
      oauth_block_list_add (self->context->blocks, id, self->key, NULL,
                            wait >= 0 ? wait : BLOCK_FOR_LOAD, self->error);
      break;
    default:
      break;
    }
}

static void
clear_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Refresh *self = g_task_get_task_data (task);

  /* What could not be cleared would be tried again and again. */
  if (!vault_store_clear_finish (VAULT_STORE (source), result, NULL))
    block (self, OAUTH_VERDICT_DROP);

  return_error (task, g_steal_pointer (&self->error));
}

static void
drop (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (self->account);

  if (self->is_early)
    oauth_context_forget_refresh (self->context, self->account);
  else
    oauth_context_forget (self->context, self->account);
  oauth_context_note_end (self->context, self->account, self->error);
  vault_store_clear_async (self->context->vault, key, NULL, clear_cb, g_object_ref (task));
}

/* Whether no more is wanted than the person was asked for. */
static gboolean
is_of_sign_in (Refresh *self)
{
  const char * const *asked = (const char * const *) self->stored->scopes;

  for (char **scope = self->scopes; scope != NULL && *scope != NULL; scope++)
    if (!g_strv_contains (asked, *scope))
      return FALSE;

  return TRUE;
}

static void
ask (GTask               *task,
     GAsyncReadyCallback  callback)
{
  Refresh *self = g_task_get_task_data (task);
  const char * const *scopes = (const char * const *) self->scopes;
  OauthGrant grant;

  self->sent_scopes = !oauth_context_omits_scopes (self->context, self->account) ||
                      !is_of_sign_in (self);
  g_free (self->sent_resource);
  self->sent_resource = oauth_context_dup_resource (self->context, self->resource, scopes);
  grant = (OauthGrant) {
    .authority = self->context->authority,
    .credentials = self->context->credentials,
    .scopes = self->sent_scopes ? scopes : NULL,
    .resource = self->sent_resource,
    .claims = self->claims,
  };
  oauth_token_request_refresh_async (self->context->session, &grant, self->account,
                                     self->stored->refresh_token, callback, g_object_ref (task));
}

/* What the authority does not want to hear of is left out: a resource (entra.md 2.4), or scopes of
 * which it has granted some only, and which are what was granted where they are not named
 * (RFC 6749 §6). */
static gboolean
may_omit (Refresh      *self,
          OauthVerdict  verdict)
{
  if (verdict == OAUTH_VERDICT_RESOURCE && self->sent_resource != NULL)
    return oauth_context_omit (self->context, self->resource);

  if (verdict == OAUTH_VERDICT_SCOPE && self->sent_scopes && is_of_sign_in (self))
    oauth_context_omit_scopes (self->context, self->account);
  else
    return FALSE;

  return TRUE;
}

/* RFC 8707 §2.2: a refresh token is good for the servers that it was given for. */
static gboolean
is_of_other_server (Refresh *self)
{
  return g_strcmp0 (oauth_error_get_code (self->error), "invalid_target") == 0 &&
         g_strcmp0 (self->resource, self->stored->resource) != 0;
}

/* Scopes that nobody was asked for yet, and another server, are a person's to grant. */
static OauthVerdict
reconsider (Refresh      *self,
            OauthVerdict  verdict)
{
  gboolean is_new = (verdict == OAUTH_VERDICT_SCOPE && !is_of_sign_in (self)) ||
                    (verdict == OAUTH_VERDICT_SETUP && is_of_other_server (self));

  if (!is_new)
    return verdict;

  oauth_refusal_turn (self->error, OAUTH_VERDICT_PERSON, self->context->authority);

  return OAUTH_VERDICT_PERSON;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Refresh *self = g_task_get_task_data (task);
  OauthVerdict verdict;

  self->answer = oauth_token_exchange_finish (SOUP_SESSION (source), result, &verdict,
                                              &self->error);
  oauth_context_note_clock (self->context, result);

  if (self->answer != NULL)
    {
      if (is_of_stranger (self))
        return_error (task, new_stranger_error ());
      else
        store (task);
      return;
    }

  if (may_omit (self, verdict))
    {
      g_clear_error (&self->error);
      ask (task, answer_cb);
      return;
    }

  if (verdict == OAUTH_VERDICT_DROP)
    {
      drop (task);
      return;
    }

  block (self, reconsider (self, verdict));
  return_error (task, g_steal_pointer (&self->error));
}

static gboolean
may_ask (Refresh  *self,
         GError  **error)
{
  g_autofree char *hash = oauth_stored_account_dup_hash (self->stored);

  return oauth_block_list_check (self->context->blocks, oauth_account_get_id (self->account),
                                 self->key, hash, error);
}

/* What is held in memory could not be stored; somebody else may have stored a newer one since. */
static void
choose (Refresh             *self,
        OauthStoredAccount  *item)
{
  OauthStoredAccount *held = oauth_context_get_held (self->context, self->account);

  self->is_held = held != NULL && (item == NULL || held->obtained >= item->obtained);
  if (self->is_held)
    self->stored = oauth_stored_account_ref (held);
  else if (item != NULL)
    self->stored = oauth_stored_account_ref (item);
}

/* Whoever was signed in until the authority ended that is told so as often as they ask. */
static GError *
new_nothing_error (Refresh *self)
{
  const GError *end = oauth_context_get_end (self->context, self->account);

  return end != NULL ? g_error_copy (end)
                     : g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                                            _("You are not signed in."));
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Refresh *self = g_task_get_task_data (task);
  g_autoptr(VaultSecret) text = NULL;
  g_autoptr(OauthStoredAccount) item = NULL;
  g_autoptr(GError) error = NULL;

  text = vault_store_lookup_finish (VAULT_STORE (source), result, &error);
  if (text != NULL)
    item = oauth_stored_account_parse (text, self->account, &error);

  choose (self, item);

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
      return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_check_cancellable (task, FALSE);
  ask (task, answer_cb);
}

static gboolean
return_memory (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);
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
  Refresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = NULL;
  g_autoptr(GError) error = NULL;

  self->lock = oauth_lock_acquire_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Where no lock file can be made, nobody else has one either: go on without. */
  if (error != NULL && error->domain == OAUTH_ERROR)
    {
      return_error (task, g_steal_pointer (&error));
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
  Refresh *self = g_new0 (Refresh, 1);
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
  Refresh *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *save_error = g_steal_pointer (&self->save_error);

  return g_task_propagate_pointer (G_TASK (result), error);
}
