/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-context.h"

#include "oauth-address.h"
#include "oauth-held.h"
#include "oauth-request.h"
#include "oauth-token-exchange.h"

/*
 * oauth_context_new:
 * @redirect_uri: (nullable): for the embedded surface
 *
 * Returns: (transfer full): a context that remembers nothing yet
 */
OauthContext *
oauth_context_new (OauthAuthority *authority,
                   const char     *client_id,
                   const char     *redirect_uri,
                   VaultStore     *vault)
{
  OauthContext *self = g_rc_box_new0 (OauthContext);

  self->authority = g_object_ref (authority);
  self->client_id = g_strdup (client_id);
  self->credentials = oauth_credentials_new_public (client_id);
  self->redirect_uri = g_strdup (redirect_uri);
  self->vault = g_object_ref (vault);
  self->keys = oauth_key_source_new (authority);
  self->tokens = oauth_token_cache_new ();
  self->blocks = oauth_block_list_new ();
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_error_free);
  self->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unscoped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

OauthContext *
oauth_context_ref (OauthContext *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  OauthContext *self = data;

  g_object_unref (self->authority);
  g_free (self->client_id);
  oauth_credentials_unref (self->credentials);
  g_free (self->redirect_uri);
  g_object_unref (self->vault);
  g_object_unref (self->keys);
  g_clear_object (&self->session);
  oauth_token_cache_free (self->tokens);
  oauth_block_list_free (self->blocks);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->policies);
  g_hash_table_unref (self->unscoped);
}

void
oauth_context_unref (OauthContext *self)
{
  g_rc_box_release_full (self, clear);
}

/*
 * oauth_context_open:
 * @error: return location: `OAUTH_ERROR_SETUP`
 *
 * Returns: whether there is a session that reaches the authority
 */
gboolean
oauth_context_open (OauthContext  *self,
                    GError       **error)
{
  if (self->session == NULL)
    self->session = oauth_request_session_new (oauth_authority_get_trust (self->authority), error);

  return self->session != NULL;
}

static OauthResourcePolicy
get_policy (OauthContext *self,
            const char   *resource)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->policies, resource));
}

/*
 * oauth_context_dup_resource:
 * @resource: (nullable): the server, as it names itself
 * @scopes: (nullable): what is asked for
 *
 * Returns: (transfer full) (nullable): the `resource` parameter (ruling 1)
 */
char *
oauth_context_dup_resource (OauthContext       *self,
                            const char         *resource,
                            const char * const *scopes)
{
  static const char * const none[] = { NULL };

  if (resource == NULL)
    return NULL;

  switch (get_policy (self, resource))
    {
    case OAUTH_RESOURCE_SEND:
      return g_strdup (resource);
    case OAUTH_RESOURCE_OMIT:
      return NULL;
    case OAUTH_RESOURCE_AUTO:
    default:
      return oauth_profile_dup_resource (oauth_authority_get_profile (self->authority), resource,
                                         (char **) (scopes != NULL ? scopes : none));
    }
}

/*
 * oauth_context_set_policy:
 * @resource: a server, as it names itself
 * @policy: whether it is named from now on
 */
void
oauth_context_set_policy (OauthContext        *self,
                          const char          *resource,
                          OauthResourcePolicy  policy)
{
  if (policy == OAUTH_RESOURCE_AUTO)
    g_hash_table_remove (self->policies, resource);
  else
    g_hash_table_replace (self->policies, g_strdup (resource), GINT_TO_POINTER (policy));
}

/*
 * oauth_context_omit:
 * @resource: what the authority does not want to hear of (entra.md 2.4)
 *
 * A caller is told of the first time, to remember it for the next start.
 *
 * Returns: whether asking without it is allowed
 */
gboolean
oauth_context_omit (OauthContext *self,
                    const char   *resource)
{
  OauthResourcePolicy policy = get_policy (self, resource);

  if (policy != OAUTH_RESOURCE_AUTO)
    return policy == OAUTH_RESOURCE_OMIT;

  oauth_context_set_policy (self, resource, OAUTH_RESOURCE_OMIT);

  if (self->omitted_cb != NULL)
    self->omitted_cb (resource, self->user_data);

  return TRUE;
}

/*
 * oauth_context_note_clock:
 * @exchange: the result of one
 *
 * Notes how far the clocks are apart, and tells of it where that has become much, or good again.
 */
void
oauth_context_note_clock (OauthContext *self,
                          GAsyncResult *exchange)
{
  gboolean was_wrong = self->skew != 0;
  gint64 skew;

  if (!oauth_token_exchange_get_skew (exchange, &skew))
    return;

  self->skew = skew;
  if (was_wrong != (skew != 0) && self->skewed_cb != NULL)
    self->skewed_cb (skew, self->user_data);
}

/*
 * oauth_context_owns:
 * @account: an account, from wherever it was kept
 *
 * A refresh token goes to nobody but who gave it. Where an authority keeps accounts by itself, that
 * is this very issuer; where several issuers share them, it is an issuer at the same origin.
 *
 * Returns: whether @account is of this client and authority
 */
gboolean
oauth_context_owns (OauthContext *self,
                    OauthAccount *account)
{
  const char *issuer = oauth_authority_get_issuer (self->authority);
  const char *theirs = oauth_account_get_issuer (account);

  if (g_strcmp0 (oauth_account_get_client_id (account), self->client_id) != 0 || theirs == NULL)
    return FALSE;

  if (g_strcmp0 (oauth_account_get_authority (account), theirs) == 0)
    return g_str_equal (issuer, theirs);

  return oauth_address_is_same_origin (issuer, theirs);
}

static char *
dup_account_key (OauthAccount *account)
{
  return oauth_token_cache_dup_key (account, NULL, NULL);
}

/*
 * oauth_context_omit_scopes:
 * @account: who was granted less than was asked for
 */
void
oauth_context_omit_scopes (OauthContext *self,
                           OauthAccount *account)
{
  g_hash_table_add (self->unscoped, dup_account_key (account));
}

/*
 * oauth_context_omits_scopes:
 *
 * Returns: whether @account refreshes what it was granted without naming it
 */
gboolean
oauth_context_omits_scopes (OauthContext *self,
                            OauthAccount *account)
{
  g_autofree char *key = dup_account_key (account);

  return g_hash_table_contains (self->unscoped, key);
}

/*
 * oauth_context_dup_lock_name:
 *
 * Returns: (transfer full): what is locked by whoever reads and writes the item of @account
 */
char *
oauth_context_dup_lock_name (OauthAccount *account)
{
  return g_strjoin ("\n", oauth_account_get_client_id (account),
                    oauth_account_get_authority (account), oauth_account_get_id (account), NULL);
}

typedef struct
{
  OauthContext *context;
  OauthStoredAccount *stored;
} Storing;

static void
storing_free (gpointer data)
{
  Storing *storing = data;

  oauth_context_unref (storing->context);
  oauth_stored_account_unref (storing->stored);
  g_free (storing);
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Storing *storing = g_task_get_task_data (task);
  OauthContext *self = storing->context;
  GError *error = NULL;

  if (vault_store_store_finish (VAULT_STORE (source), result, &error))
    {
      oauth_held_remove (self->vault, storing->stored->account);
      g_task_return_boolean (task, TRUE);
      return;
    }

  oauth_held_put (self->vault, storing->stored);
  g_task_return_error (task, error);
}

/*
 * oauth_context_store_async:
 * @stored: what to keep
 * @ask: whether the keyring may ask to be unlocked
 *
 * Stores @stored; what the vault does not take is held in memory. Not to be cancelled: there may be
 * no other copy of the refresh token.
 */
void
oauth_context_store_async (OauthContext        *self,
                           OauthStoredAccount  *stored,
                           VaultAsk             ask,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (stored->account);
  g_autoptr(VaultSecret) item = oauth_stored_account_serialize (stored);
  Storing *storing = g_new0 (Storing, 1);

  storing->context = oauth_context_ref (self);
  storing->stored = oauth_stored_account_ref (stored);
  g_task_set_source_tag (task, oauth_context_store_async);
  g_task_set_task_data (task, storing, storing_free);

  vault_store_store_async (self->vault, key, item, ask, NULL, store_cb, g_steal_pointer (&task));
}

/*
 * oauth_context_store_finish:
 * @error: return location: why it is in memory only
 *
 * Returns: whether it is in the vault
 */
gboolean
oauth_context_store_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * oauth_context_forget:
 * @account: who signed out
 *
 * Forgets what is in memory of @account.
 */
void
oauth_context_forget (OauthContext *self,
                      OauthAccount *account)
{
  g_autofree char *key = dup_account_key (account);

  oauth_token_cache_remove_account (self->tokens, account);
  oauth_block_list_remove (self->blocks, oauth_account_get_id (account));
  oauth_held_remove (self->vault, account);
  g_hash_table_remove (self->unscoped, key);
  g_hash_table_remove (self->ended, key);
}

/*
 * oauth_context_forget_refresh:
 * @account: whose refresh token is dead
 *
 * Forgets what that was kept for; access tokens are good as long as they are.
 */
void
oauth_context_forget_refresh (OauthContext *self,
                              OauthAccount *account)
{
  g_autofree char *key = dup_account_key (account);

  oauth_held_remove (self->vault, account);
  g_hash_table_remove (self->unscoped, key);
}

/*
 * oauth_context_note_end:
 * @account: who was signed in
 * @error: what the authority said to that; %NULL for one who is signed in again
 *
 * Remembers why there is nothing in the vault any more.
 */
void
oauth_context_note_end (OauthContext *self,
                        OauthAccount *account,
                        const GError *error)
{
  g_autofree char *key = dup_account_key (account);

  if (error != NULL)
    g_hash_table_replace (self->ended, g_steal_pointer (&key), g_error_copy (error));
  else
    g_hash_table_remove (self->ended, key);
}

/*
 * oauth_context_get_end:
 *
 * Returns: (transfer none) (nullable): why the sign-in of @account has ended
 */
const GError *
oauth_context_get_end (OauthContext *self,
                       OauthAccount *account)
{
  g_autofree char *key = dup_account_key (account);

  return g_hash_table_lookup (self->ended, key);
}

static gboolean
is_ours (OauthAccount *account,
         gpointer      user_data)
{
  return oauth_context_owns (user_data, account);
}

/*
 * oauth_context_holds:
 *
 * Returns: whether there are sign-ins of this client and authority that could not be stored
 */
gboolean
oauth_context_holds (OauthContext *self)
{
  return oauth_held_count (self->vault, is_ours, self) > 0;
}

/*
 * oauth_context_set_vault:
 * @vault: where sign-ins are kept from now on
 *
 * What the last one did not take goes along.
 */
void
oauth_context_set_vault (OauthContext *self,
                         VaultStore   *vault)
{
  oauth_held_move (self->vault, vault, is_ours, self);
  g_set_object (&self->vault, vault);
}

/*
 * oauth_context_take_held:
 * @former: a context of the same client id, for what may have changed about its authority
 *
 * Takes over what @former could not store, as far as it is of this client and authority: there is
 * no other copy.
 */
void
oauth_context_take_held (OauthContext *self,
                         OauthContext *former)
{
  oauth_held_move (former->vault, self->vault, is_ours, self);
}
