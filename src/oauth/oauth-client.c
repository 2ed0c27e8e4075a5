/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-client-private.h"

#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/**
 * OauthClient:
 *
 * This program as a client (one client id) of one authority: the public door of this room.
 *
 * Access tokens live in memory, by account, scopes and resource; refresh tokens in the vault, one
 * item per account. There is one refresh at a time per account, across threads and processes: lock,
 * then read the item again, then refresh, store, and only then use (entra.md 7.4).
 *
 * Lives in one thread, that of its callers. A refresh whose token was sent is finished and stored
 * even when nobody waits for it any more.
 *
 * A token that its authority wants renewed ahead of its end is given out as long as it is good, and
 * renewed behind the caller's back.
 */
enum {
  SIGNAL_CLOCK_SKEWED,
  SIGNAL_RESOURCE_OMITTED,
  SIGNAL_SAVE_FAILED,
  SIGNAL_TOKEN_RENEWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OauthClient, oauth_client, G_TYPE_OBJECT)

/*
 * oauth_client_save_failed:
 * @error: why a refresh token is in memory only
 * @user_data: the client
 */
void
oauth_client_save_failed (const GError *error,
                          gpointer      user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_SAVE_FAILED], 0, error);
}

static void
renewed (OauthToken *token,
         gpointer    user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_TOKEN_RENEWED], 0, token);
}

static void
omitted (const char *resource,
         gpointer    user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_RESOURCE_OMITTED], 0, resource);
}

static void
skewed (gint64   seconds,
        gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CLOCK_SKEWED], 0, seconds);
}

static void
oauth_client_dispose (GObject *object)
{
  OauthClient *self = OAUTH_CLIENT (object);

  /* What is under way ends by itself, and has nobody to tell. */
  self->context->omitted_cb = NULL;
  self->context->skewed_cb = NULL;
  g_clear_pointer (&self->silent, oauth_silent_free);

  G_OBJECT_CLASS (oauth_client_parent_class)->dispose (object);
}

static void
oauth_client_finalize (GObject *object)
{
  OauthClient *self = OAUTH_CLIENT (object);

  g_clear_pointer (&self->context, oauth_context_unref);

  G_OBJECT_CLASS (oauth_client_parent_class)->finalize (object);
}

static void
oauth_client_class_init (OauthClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oauth_client_dispose;
  object_class->finalize = oauth_client_finalize;

  /**
   * OauthClient::clock-skewed:
   * @self: a client
   * @seconds: by which this computer's clock is ahead of the authority's; negative if it is behind,
   *   0 once both agree again
   *
   * The clocks are more than five minutes apart (entra.md 3.5): sign-ins fail by that sooner or
   * later.
   */
  signals[SIGNAL_CLOCK_SKEWED] =
    g_signal_new ("clock-skewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * OauthClient::resource-omitted:
   * @self: a client
   * @resource: a server, as it names itself
   *
   * The authority did not want to hear of @resource, and was asked without it, as it is from now on
   * (entra.md 2.4). Whoever remembers that sets %OAUTH_RESOURCE_OMIT the next time.
   */
  signals[SIGNAL_RESOURCE_OMITTED] =
    g_signal_new ("resource-omitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * OauthClient::token-renewed:
   * @self: a client
   * @token: what there is from now on
   *
   * A token was renewed ahead of its end, as its authority wants it (`refresh_in`), without anybody
   * having waited.
   */
  signals[SIGNAL_TOKEN_RENEWED] =
    g_signal_new ("token-renewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, OAUTH_TYPE_TOKEN);

  /**
   * OauthClient::save-failed:
   * @self: a client
   * @error: what the vault said
   *
   * A new refresh token could not be stored. It lives in memory, and storing it is tried again with
   * the next refresh; until then the sign-in ends with the program.
   */
  signals[SIGNAL_SAVE_FAILED] =
    g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
oauth_client_init (OauthClient *self)
{
}

/**
 * oauth_client_new:
 * @authority: whom to ask
 * @client_id: what this program is registered as there
 * @redirect_uri: (nullable): for the embedded surface instead of the profile's own
 * @vault: keeps refresh tokens
 *
 * Returns: (transfer full): a client that remembers nothing yet
 */
OauthClient *
oauth_client_new (OauthAuthority *authority,
                  const char     *client_id,
                  const char     *redirect_uri,
                  VaultStore     *vault)
{
  OauthClient *self;

  g_return_val_if_fail (OAUTH_IS_AUTHORITY (authority), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);
  g_return_val_if_fail (VAULT_IS_STORE (vault), NULL);

  self = g_object_new (OAUTH_TYPE_CLIENT, NULL);
  self->context = oauth_context_new (authority, client_id, redirect_uri, vault);
  self->context->omitted_cb = omitted;
  self->context->skewed_cb = skewed;
  self->context->user_data = self;
  self->silent = oauth_silent_new (self->context, oauth_client_save_failed, renewed, self);

  return self;
}

/**
 * oauth_client_get_authority:
 * @self: a client
 *
 * Returns: (transfer none): whom it asks
 */
OauthAuthority *
oauth_client_get_authority (OauthClient *self)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), NULL);

  return self->context->authority;
}

/**
 * oauth_client_set_credentials:
 * @self: a client
 * @credentials: of the same client id, made for its authority
 *
 * Changes what it proves with who it is; from the next token request on.
 */
void
oauth_client_set_credentials (OauthClient      *self,
                              OauthCredentials *credentials)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (credentials != NULL);
  g_return_if_fail (g_str_equal (oauth_credentials_get_client_id (credentials),
                                 self->context->client_id));

  oauth_credentials_ref (credentials);
  oauth_credentials_unref (self->context->credentials);
  self->context->credentials = credentials;
}

/**
 * oauth_client_set_resource_policy:
 * @self: a client
 * @resource: a server, as it names itself
 * @policy: whether the authority is told of it
 *
 * The same in the authorization request, when a code is redeemed, and in each refresh
 * (entra.md 2.4). With %OAUTH_RESOURCE_AUTO, what was found out before is forgotten.
 */
void
oauth_client_set_resource_policy (OauthClient         *self,
                                  const char          *resource,
                                  OauthResourcePolicy  policy)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (resource != NULL);

  oauth_context_set_policy (self->context, resource, policy);
}

/**
 * oauth_client_owns:
 * @self: a client
 * @account: an account, from wherever it was kept
 *
 * Returns: whether @account signed in with this client id at this authority, so that its refresh
 *   token may be sent there
 */
gboolean
oauth_client_owns (OauthClient  *self,
                   OauthAccount *account)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), FALSE);

  return oauth_context_owns (self->context, account);
}

/* Returns TRUE and answers @task where nobody needs to be asked. */
static gboolean
return_memory (OauthClient     *self,
               const OauthWish *wish,
               GTask           *task)
{
  OauthToken *token;

  if (wish->claims != NULL)
    return FALSE;

  token = oauth_token_cache_lookup (self->context->tokens, wish->account, wish->scopes,
                                    wish->resource);
  if (token == NULL || oauth_token_is_expired (token))
    return FALSE;

  if (oauth_token_is_due (token))
    oauth_silent_renew (self->silent, wish);

  g_task_return_pointer (task, g_object_ref (token), g_object_unref);

  return TRUE;
}

/**
 * oauth_client_acquire_silent_async:
 * @self: a client
 * @account: who is signed in
 * @scopes: (nullable): what to ask for, as it was asked for first
 * @resource: (nullable): the server, as its metadata names it; whether it is sent is the profile's
 *   rule (ruling 1)
 * @claims: (nullable): a claims challenge as JSON, merged as the profile's kind of server wants it;
 *   bypasses the memory
 * @ask: whether the keyring may ask to be unlocked
 * @cancellable: (nullable): to give up
 * @callback: called when there is a token, or none can be had
 * @user_data: for @callback
 *
 * Gets a token without anybody signing in: from memory, else by a refresh. Callers who want the
 * same at the same time share one refresh. After the authority has said that a person is needed, it
 * is not asked again with the same refresh token for two minutes.
 */
void
oauth_client_acquire_silent_async (OauthClient         *self,
                                   OauthAccount        *account,
                                   const char * const  *scopes,
                                   const char          *resource,
                                   const char          *claims,
                                   VaultAsk             ask,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  const OauthWish wish = { account, scopes, resource, claims, ask, FALSE };
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (OAUTH_IS_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_client_acquire_silent_async);

  if (!oauth_context_owns (self->context, account))
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                             _("This sign-in is for another sign-in service."));
  else if (!oauth_context_open (self->context, &error))
    g_task_return_error (task, error);
  else if (!return_memory (self, &wish, task))
    oauth_silent_join (self->silent, &wish, task);
}

/**
 * oauth_client_acquire_silent_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location: `OAUTH_ERROR_NEEDS_PERSON` (with claims) when only a person can go on;
 *   %VAULT_ERROR where the keyring does not give the sign-in away
 *
 * Returns: (transfer full) (nullable): a token
 */
OauthToken *
oauth_client_acquire_silent_finish (OauthClient   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oauth_client_dup_tokens:
 * @self: a client
 * @account: who is signed in
 *
 * Returns: (transfer container) (element-type OauthToken): what is in memory of @account, in no
 *   order, expired or not
 */
GPtrArray *
oauth_client_dup_tokens (OauthClient  *self,
                         OauthAccount *account)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  return oauth_token_cache_dup_tokens (self->context->tokens, account);
}

/**
 * oauth_client_drop_token:
 * @self: a client
 * @token: one that a server refused
 *
 * Forgets @token, so that the next silent request refreshes.
 */
void
oauth_client_drop_token (OauthClient *self,
                         OauthToken  *token)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (OAUTH_IS_TOKEN (token));

  oauth_token_cache_remove (self->context->tokens, token);
}

/**
 * oauth_client_set_vault:
 * @self: a client
 * @vault: keeps refresh tokens from now on
 *
 * Changes where refresh tokens are kept. What the last vault did not take stays in memory, and is
 * stored in @vault with the next refresh.
 */
void
oauth_client_set_vault (OauthClient *self,
                        VaultStore  *vault)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (VAULT_IS_STORE (vault));

  oauth_context_set_vault (self->context, vault);
}

/**
 * oauth_client_get_clock_skew:
 * @self: a client
 *
 * Returns: seconds by which this computer's clock is ahead of the authority's, as its last answer
 *   said; 0 where that is less than five minutes, or nothing is known
 */
gint64
oauth_client_get_clock_skew (OauthClient *self)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), 0);

  return self->context->skew;
}

/**
 * oauth_client_is_renewing:
 * @self: a client
 *
 * Returns: whether a refresh is under way, whoever waits for it
 */
gboolean
oauth_client_is_renewing (OauthClient *self)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), FALSE);

  return oauth_silent_is_busy (self->silent);
}

/**
 * oauth_client_holds:
 * @self: a client
 *
 * Returns: whether a sign-in lives in memory only, because it could not be stored
 */
gboolean
oauth_client_holds (OauthClient *self)
{
  g_return_val_if_fail (OAUTH_IS_CLIENT (self), FALSE);

  return oauth_context_holds (self->context);
}

/**
 * oauth_client_take_over:
 * @self: a client
 * @former: the one for the same registration, before something of its authority changed
 *
 * Takes over the sign-ins of @former that could not be stored.
 */
void
oauth_client_take_over (OauthClient *self,
                        OauthClient *former)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (OAUTH_IS_CLIENT (former));

  oauth_context_take_held (self->context, former->context);
}
