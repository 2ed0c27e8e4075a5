/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity.h"

#include "crib-identity-private.h"
#include "vault-keyring.h"
#include "vault-memory.h"

enum { PROP_0, PROP_PROMPTER, PROP_SESSION_ONLY, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SIGNAL_SIGNED_OUT, SIGNAL_SAVE_FAILED, SIGNAL_TOKENS_CHANGED,
       SIGNAL_GIVING_UP, SIGNAL_EVERYTHING_REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribIdentity, crib_identity, G_TYPE_OBJECT)

void
crib_identity_emit_signed_out (CribIdentity *self,
                               OauthAccount *account)
{
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0, account);
}

void
crib_identity_emit_tokens_changed (CribIdentity *self,
                                   OauthAccount *account)
{
  g_signal_emit (self, signals[SIGNAL_TOKENS_CHANGED], 0, account);
}

void
crib_identity_emit_giving_up (CribIdentity *self)
{
  g_signal_emit (self, signals[SIGNAL_GIVING_UP], 0);
}

void
crib_identity_emit_everything_removed (CribIdentity *self)
{
  g_signal_emit (self, signals[SIGNAL_EVERYTHING_REMOVED], 0);
}

void
crib_identity_emit_save_failed (CribIdentity *self,
                                const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);
}

static void
save_failed_cb (OauthClient  *client,
                const GError *error,
                CribIdentity *self)
{
  g_assert (CRIB_IS_IDENTITY (self));

  g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);
}

static void
token_renewed_cb (OauthClient  *client,
                  OauthToken   *token,
                  CribIdentity *self)
{
  g_assert (CRIB_IS_IDENTITY (self));

  crib_identity_emit_tokens_changed (self, oauth_token_get_account (token));
}

/* Who may sign people in, and how they are reached, may have changed for each of them. */
static void
trust_changed_cb (CribTrust    *trust,
                  CribIdentity *self)
{
  GHashTableIter iter;
  gpointer key, client;

  g_assert (CRIB_IS_IDENTITY (self));

  oauth_discovery_forget (self->discovery);
  g_hash_table_iter_init (&iter, self->clients);

  while (g_hash_table_iter_next (&iter, &key, &client))
    {
      if (oauth_client_holds (client))
        g_hash_table_replace (self->former, g_strdup (key), g_object_ref (client));
      g_hash_table_iter_remove (&iter);
    }
}

static void
client_free (gpointer data)
{
  g_signal_handlers_disconnect_matched (data, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, save_failed_cb,
                                        NULL);
  g_signal_handlers_disconnect_matched (data, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, token_renewed_cb,
                                        NULL);
  g_object_unref (data);
}

static void
crib_identity_dispose (GObject *object)
{
  CribIdentity *self = CRIB_IDENTITY (object);

  g_hash_table_remove_all (self->clients);
  g_hash_table_remove_all (self->former);
  if (self->trust != NULL)
    g_signal_handlers_disconnect_by_data (self->trust, self);
  g_clear_weak_pointer (&self->prompter);

  G_OBJECT_CLASS (crib_identity_parent_class)->dispose (object);
}

static void
crib_identity_finalize (GObject *object)
{
  CribIdentity *self = CRIB_IDENTITY (object);

  g_clear_pointer (&self->clients, g_hash_table_unref);
  g_clear_pointer (&self->former, g_hash_table_unref);
  g_clear_pointer (&self->turns, crib_turns_free);
  g_clear_object (&self->discovery);
  g_clear_object (&self->memory);
  g_clear_object (&self->vault);
  g_clear_object (&self->accounts);
  g_clear_weak_pointer (&self->servers);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (crib_identity_parent_class)->finalize (object);
}

static void
crib_identity_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CribIdentity *self = CRIB_IDENTITY (object);

  switch (prop_id)
    {
    case PROP_PROMPTER:
      g_value_set_object (value, self->prompter);
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_identity_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CribIdentity *self = CRIB_IDENTITY (object);

  switch (prop_id)
    {
    case PROP_PROMPTER:
      crib_identity_set_prompter (self, g_value_get_object (value));
      break;
    case PROP_SESSION_ONLY:
      crib_identity_set_session_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_identity_class_init (CribIdentityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_identity_dispose;
  object_class->finalize = crib_identity_finalize;
  object_class->get_property = crib_identity_get_property;
  object_class->set_property = crib_identity_set_property;

  properties[PROP_PROMPTER] =
    g_param_spec_object ("prompter", NULL, NULL, OAUTH_TYPE_PROMPTER,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION_ONLY] =
    g_param_spec_boolean ("session-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CribIdentity::signed-out:
   * @self: an identity
   * @account: who left
   *
   * Nothing is kept of @account any more; whoever shows it forgets it.
   */
  signals[SIGNAL_SIGNED_OUT] =
    g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, OAUTH_TYPE_ACCOUNT);

  /**
   * CribIdentity::save-failed:
   * @self: an identity
   * @error: what the vault said
   *
   * A sign-in could not be stored and lives in memory only; storing it is tried again with the next
   * refresh.
   */
  signals[SIGNAL_SAVE_FAILED] =
    g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * CribIdentity::tokens-changed:
   * @self: an identity
   * @account: whose
   *
   * Another access token of @account is in memory, or none any more.
   */
  signals[SIGNAL_TOKENS_CHANGED] =
    g_signal_new ("tokens-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, OAUTH_TYPE_ACCOUNT);

  /**
   * CribIdentity::giving-up:
   * @self: an identity
   *
   * Everything is about to be removed: sign-ins that are under way end, since what they bring would
   * stay.
   */
  signals[SIGNAL_GIVING_UP] =
    g_signal_new ("giving-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CribIdentity::everything-removed:
   * @self: an identity
   *
   * A person wants nothing kept of them: whoever holds what they typed, or what came of it, forgets
   * that too.
   */
  signals[SIGNAL_EVERYTHING_REMOVED] =
    g_signal_new ("everything-removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crib_identity_init (CribIdentity *self)
{
  self->memory = VAULT_STORE (vault_memory_new ());
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, client_free);
  self->former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->turns = crib_turns_new ();
}

/**
 * crib_identity_new:
 * @trust: who may sign people in
 * @accounts: who has signed in
 * @vault: keeps their refresh tokens
 *
 * Returns: (transfer full): an identity without anybody to ask
 */
CribIdentity *
crib_identity_new (CribTrust        *trust,
                   CribAccountStore *accounts,
                   VaultStore       *vault)
{
  CribIdentity *self;

  g_return_val_if_fail (CRIB_IS_TRUST (trust), NULL);
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (accounts), NULL);
  g_return_val_if_fail (VAULT_IS_STORE (vault), NULL);

  self = g_object_new (CRIB_TYPE_IDENTITY, NULL);
  self->trust = g_object_ref (trust);
  self->accounts = g_object_ref (accounts);
  self->vault = g_object_ref (vault);
  self->discovery = oauth_discovery_new (crib_trust_pick, g_object_ref (trust), g_object_unref);
  g_signal_connect (trust, "changed", G_CALLBACK (trust_changed_cb), self);

  return self;
}

/**
 * crib_identity_new_default:
 * @settings: (nullable): for `trusted-authorities`
 *
 * Returns: (transfer full): the person's own: the keyring, the file of accounts, which is read, and
 *   what servers and authorities said of themselves within a day
 */
CribIdentity *
crib_identity_new_default (GSettings *settings)
{
  g_autoptr(CribTrust) trust = crib_trust_new (settings);
  g_autofree char *path = crib_account_store_dup_default_path ();
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (path);
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();
  g_autofree char *folder = oauth_document_cache_dup_default_folder ();
  g_autoptr(OauthDocumentCache) cache = oauth_document_cache_new (folder);
  CribIdentity *self;

  crib_account_store_load (accounts);
  self = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  oauth_discovery_set_cache (self->discovery, cache);
  self->is_default = TRUE;

  return self;
}

/**
 * crib_identity_new_in_memory:
 *
 * Returns: (transfer full): one that leaves nothing behind, for the demo (ruling 24)
 */
CribIdentity *
crib_identity_new_in_memory (void)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(VaultMemory) vault = vault_memory_new ();

  return crib_identity_new (trust, accounts, VAULT_STORE (vault));
}

/**
 * crib_identity_get_trust:
 * @self: an identity
 *
 * Returns: (transfer none): who may sign people in
 */
CribTrust *
crib_identity_get_trust (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->trust;
}

/**
 * crib_identity_get_accounts:
 * @self: an identity
 *
 * Returns: (transfer none): who has signed in
 */
CribAccountStore *
crib_identity_get_accounts (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->accounts;
}

/**
 * crib_identity_get_vault:
 * @self: an identity
 *
 * Returns: (transfer none): where the next sign-in is kept: the keyring, or memory while
 *   session-only is set
 */
VaultStore *
crib_identity_get_vault (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->session_only ? self->memory : self->vault;
}

/**
 * crib_identity_get_discovery:
 * @self: an identity
 *
 * Returns: (transfer none): finds authorities; one memory for all servers
 */
OauthDiscovery *
crib_identity_get_discovery (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->discovery;
}

/**
 * crib_identity_get_prompter:
 * @self: an identity
 *
 * Returns: (transfer none) (nullable): who asks people
 */
OauthPrompter *
crib_identity_get_prompter (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->prompter;
}

/**
 * crib_identity_set_prompter:
 * @self: an identity
 * @prompter: (nullable): who asks people, a window for instance; held weakly
 */
void
crib_identity_set_prompter (CribIdentity  *self,
                            OauthPrompter *prompter)
{
  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (prompter == NULL || OAUTH_IS_PROMPTER (prompter));

  if (g_set_weak_pointer (&self->prompter, prompter))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPTER]);
}

/**
 * crib_identity_is_session_only:
 * @self: an identity
 *
 * Returns: whether sign-ins are kept in memory and end with the program
 */
gboolean
crib_identity_is_session_only (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), FALSE);

  return self->session_only;
}

/**
 * crib_identity_set_session_only:
 * @self: an identity
 * @session_only: whether sign-ins are kept in memory and end with the program
 *
 * What was signed in without having been stored goes on in memory.
 */
void
crib_identity_set_session_only (CribIdentity *self,
                                gboolean      session_only)
{
  GHashTableIter iter;
  gpointer client;

  g_return_if_fail (CRIB_IS_IDENTITY (self));

  if (self->session_only == session_only)
    return;

  self->session_only = session_only;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    oauth_client_set_vault (client, crib_identity_get_vault (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

static char *
dup_key (OauthAuthority *authority,
         const char     *client_id,
         const char     *redirect_uri)
{
  return g_strjoin ("\n", oauth_authority_get_asked_issuer (authority), client_id,
                    redirect_uri != NULL ? redirect_uri : "", NULL);
}

/* What an authority says of itself may have been read again. */
static gboolean
is_same_authority (OauthAuthority *a,
                   OauthAuthority *b)
{
  return a == b || sjson_value_equal (oauth_authority_get_json (a), oauth_authority_get_json (b));
}

/**
 * crib_identity_get_client:
 * @self: an identity
 * @authority: who signs people in
 * @client_id: what this program is registered as there
 * @redirect_uri: (nullable): for the embedded surface
 *
 * Returns: (transfer none): the one client for these
 */
OauthClient *
crib_identity_get_client (CribIdentity   *self,
                          OauthAuthority *authority,
                          const char     *client_id,
                          const char     *redirect_uri)
{
  g_autofree char *key = NULL;
  OauthClient *client, *former;

  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (authority), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  key = dup_key (authority, client_id, redirect_uri);
  former = g_hash_table_lookup (self->clients, key);
  if (former != NULL && is_same_authority (oauth_client_get_authority (former), authority))
    return former;

  if (former == NULL)
    former = g_hash_table_lookup (self->former, key);

  client = oauth_client_new (authority, client_id, redirect_uri, crib_identity_get_vault (self));
  if (former != NULL)
    oauth_client_take_over (client, former);

  g_signal_connect (client, "save-failed", G_CALLBACK (save_failed_cb), self);
  g_signal_connect (client, "token-renewed", G_CALLBACK (token_renewed_cb), self);
  g_hash_table_remove (self->former, key);
  g_hash_table_replace (self->clients, g_steal_pointer (&key), client);

  return client;
}

/*
 * crib_identity_take_turn_async:
 *
 * Lines up for asking the person: one interactive sign-in at a time in the program. Whoever gets
 * the turn gives it on with crib_identity_give_turn().
 */
void
crib_identity_take_turn_async (CribIdentity        *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, crib_identity_take_turn_async);
  crib_turns_take (self->turns, task);
}

gboolean
crib_identity_take_turn_finish (CribIdentity  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
crib_identity_give_turn (CribIdentity *self)
{
  crib_turns_give (self->turns);
}

gboolean
crib_identity_is_somebodys_turn (CribIdentity *self)
{
  return crib_turns_is_taken (self->turns);
}

/**
 * crib_identity_set_servers:
 * @self: an identity
 * @servers: (nullable): of [class@Crib.Server]
 *
 * Tells it of all saved servers: a token that is for one of them goes to no other.
 */
void
crib_identity_set_servers (CribIdentity *self,
                           GListModel   *servers)
{
  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (servers == NULL || G_IS_LIST_MODEL (servers));

  g_set_weak_pointer (&self->servers, servers);
}

/**
 * crib_identity_get_servers:
 * @self: an identity
 *
 * Returns: (transfer none) (nullable): the saved servers
 */
GListModel *
crib_identity_get_servers (CribIdentity *self)
{
  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);

  return self->servers;
}
