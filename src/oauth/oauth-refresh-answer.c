/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-refresh-private.h"

#include "oauth-clock.h"
#include "oauth-error.h"
#include "oauth-identity.h"
#include "oauth-refusal.h"
#include "oauth-token-request.h"

#include <glib/gi18n-lib.h>

/* Seconds without another try (entra.md 3.7). */
#define BLOCK_FOR_PERSON 120
#define BLOCK_FOR_LOOP 120
#define BLOCK_FOR_LOAD 60

static void
return_token (GTask        *task,
              OauthAccount *account)
{
  OauthRefresh *self = g_task_get_task_data (task);
  const char * const *scopes = (const char * const *) self->scopes;
  OauthToken *token = oauth_token_answer_dup_token (self->answer, account, scopes, TRUE);

  oauth_token_cache_put (self->context->tokens, token, scopes, self->resource);
  g_clear_object (&self->lock);
  g_task_return_pointer (task, token, g_object_unref);
}

static gboolean
is_same_person (OauthRefresh      *self,
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
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(OauthAccount) account = NULL;
  GError *error = NULL;

  account = oauth_identity_find_finish (result, &error);

  if (account == NULL)
    oauth_refresh_return_error (task, error);
  else if (!is_same_person (self, account))
    oauth_refresh_return_error (task, new_stranger_error ());
  else
    return_token (task, account);
}

static void
identify (GTask *task)
{
  OauthRefresh *self = g_task_get_task_data (task);

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
  OauthRefresh *self = g_task_get_task_data (task);

  oauth_context_store_finish (result, &self->save_error);
  identify (task);
}

static gboolean
has_news (OauthRefresh *self)
{
  VaultSecret *found = self->answer->refresh_token;

  return found != NULL && !vault_secret_equal (found, self->stored->refresh_token);
}

/* Stores before anything else is asked of the network: the token that was sent may be dead. */
static void
store (GTask *task)
{
  OauthRefresh *self = g_task_get_task_data (task);
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

static void
block (OauthRefresh      *self,
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
    case OAUTH_VERDICT_LOOP:
      oauth_block_list_add (self->context->blocks, id, self->key, NULL, BLOCK_FOR_LOOP,
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
  OauthRefresh *self = g_task_get_task_data (task);

  /* What could not be cleared would be tried again and again. */
  if (!vault_store_clear_finish (VAULT_STORE (source), result, NULL))
    block (self, OAUTH_VERDICT_DROP);

  oauth_refresh_return_error (task, g_steal_pointer (&self->error));
}

static void
drop (GTask *task)
{
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (self->account);

  if (self->is_early)
    oauth_context_forget_refresh (self->context, self->account);
  else
    oauth_context_forget (self->context, self->account);
  oauth_context_note_end (self->context, self->account, self->error);
  vault_store_clear_async (self->context->vault, key, NULL, clear_cb, g_object_ref (task));
}

static gboolean
is_other_token (OauthRefresh       *self,
                OauthStoredAccount *sent)
{
  return self->stored != NULL &&
         !vault_secret_equal (self->stored->refresh_token, sent->refresh_token);
}

static void
last_look_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(OauthStoredAccount) sent = g_steal_pointer (&self->stored);
  g_autoptr(OauthStoredAccount) item = NULL;
  g_autoptr(VaultSecret) text = NULL;

  text = vault_store_lookup_finish (VAULT_STORE (source), result, NULL);
  if (text != NULL)
    item = oauth_stored_account_parse (text, self->account, NULL);

  oauth_refresh_choose (self, item);

  if (is_other_token (self, sent))
    {
      self->is_second = TRUE;
      g_clear_error (&self->error);
      oauth_refresh_send (task);
      return;
    }

  g_clear_pointer (&self->stored, oauth_stored_account_unref);
  self->stored = g_steal_pointer (&sent);
  drop (task);
}

/* Not every one can be kept out: whoever signed in meanwhile has stored what is good, and is tried
 * once instead. */
static void
look_before_drop (GTask *task)
{
  OauthRefresh *self = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (self->account);

  if (self->is_second)
    drop (task);
  else
    vault_store_lookup_async (self->context->vault, key, VAULT_ASK_NEVER, NULL, last_look_cb,
                              g_object_ref (task));
}

/* Whether no more is wanted than the person was asked for. */
static gboolean
is_of_sign_in (OauthRefresh *self)
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
  OauthRefresh *self = g_task_get_task_data (task);
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
may_omit (OauthRefresh      *self,
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
is_of_other_server (OauthRefresh *self)
{
  return g_strcmp0 (oauth_error_get_code (self->error), "invalid_target") == 0 &&
         g_strcmp0 (self->resource, self->stored->resource) != 0;
}

/* Scopes that nobody was asked for yet, and another server, are a person's to grant. */
static OauthVerdict
reconsider (OauthRefresh      *self,
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
  OauthRefresh *self = g_task_get_task_data (task);
  OauthVerdict verdict;

  self->answer = oauth_token_exchange_finish (SOUP_SESSION (source), result, &verdict,
                                              &self->error);
  oauth_context_note_clock (self->context, result);

  if (self->answer != NULL)
    {
      if (!oauth_token_answer_may_be_of (self->answer, self->context->authority, self->account))
        oauth_refresh_return_error (task, new_stranger_error ());
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
      look_before_drop (task);
      return;
    }

  block (self, reconsider (self, verdict));
  oauth_refresh_return_error (task, g_steal_pointer (&self->error));
}

/*
 * oauth_refresh_send:
 * @task: of a refresh that holds the lock, and the sign-in
 *
 * Asks, stores what comes, and only then gives it out.
 */
void
oauth_refresh_send (GTask *task)
{
  ask (task, answer_cb);
}
