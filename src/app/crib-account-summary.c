/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-summary.h"

#include "crib-account-servers.h"
#include "crib-permission.h"

#include <string.h>

/**
 * CribAccountSummary:
 *
 * An account as people look at it: who, where, until when, what for, at which servers.
 *
 * Follows the list of accounts, the access tokens in memory and the saved servers, and asks nobody:
 * what would need the keyring or the network is not in it. One whose account was signed out keeps
 * its last words.
 */
struct _CribAccountSummary
{
  GObject parent_instance;

  CribIdentity *identity;
  OauthAccount *account;
  char *tenant;
  char **tenants;
  char *place;
  gint64 expires_at;
  char **permissions;
  CribAccountServers *servers;
};

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_NAME,
  PROP_USERNAME,
  PROP_TENANT,
  PROP_TENANTS,
  PROP_PLACE,
  PROP_CLIENT_ID,
  PROP_ISSUER,
  PROP_EXPIRES_AT,
  PROP_PERMISSIONS,
  PROP_SERVERS,
  PROP_IS_GUEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribAccountSummary, crib_account_summary, G_TYPE_OBJECT)

static gboolean
is_guest (OauthAccount *account)
{
  const char *tenant = oauth_account_get_tenant (account);
  const char *home = oauth_account_get_home_tenant (account);

  return tenant != NULL && home != NULL && g_ascii_strcasecmp (home, tenant) != 0;
}

/* Whoever is at home there signs in under one of the tenant's domains; a guest does not. */
static char *
dup_tenant (OauthAccount *account)
{
  const char *username = oauth_account_get_username (account);
  const char *at = username != NULL ? strrchr (username, '@') : NULL;
  const char *tenant = oauth_account_get_tenant (account);

  return g_strdup (tenant != NULL && at != NULL && at[1] != '\0' && !is_guest (account) ? at + 1
                                                                                     : tenant);
}

/* In letters that cannot pretend to be others. */
static char *
dup_place (OauthAccount *account)
{
  g_autoptr(GUri) uri = g_uri_parse (oauth_account_get_issuer (account), G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL ? g_hostname_to_ascii (host) : NULL;
}

static void
notify (CribAccountSummary *self,
        guint               property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* @text: (transfer full) (nullable) */
static void
take_text (CribAccountSummary  *self,
           char               **place,
           char                *text,
           guint                property)
{
  g_autofree char *old = *place;

  *place = text;
  if (g_strcmp0 (old, text) != 0)
    notify (self, property);
}

/* @words: (transfer full) */
static void
take_words (CribAccountSummary   *self,
            char               ***place,
            char                **words,
            guint                 property)
{
  g_auto(GStrv) old = *place;

  *place = words;
  if (old == NULL || !g_strv_equal ((const char * const *) old, (const char * const *) words))
    notify (self, property);
}

static void
take_account (CribAccountSummary *self,
              OauthAccount       *account)
{
  CribAccountStore *accounts = crib_identity_get_accounts (self->identity);

  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_object (&self->account, account))
    for (guint i = PROP_ACCOUNT; i < N_PROPS; i++)
      if (i == PROP_ACCOUNT || i == PROP_NAME || i == PROP_USERNAME || i == PROP_ISSUER ||
          i == PROP_IS_GUEST)
        notify (self, i);

  take_text (self, &self->tenant, dup_tenant (account), PROP_TENANT);
  take_text (self, &self->place, dup_place (account), PROP_PLACE);
  take_words (self, &self->tenants, crib_account_store_dup_tenants (accounts, account),
              PROP_TENANTS);

  g_object_thaw_notify (G_OBJECT (self));
}

static OauthToken *
find_newest (GPtrArray *tokens)
{
  OauthToken *newest = NULL;

  for (guint i = 0; i < tokens->len; i++)
    {
      OauthToken *token = g_ptr_array_index (tokens, i);

      if (newest == NULL ||
          oauth_token_get_expires_at (token) > oauth_token_get_expires_at (newest))
        newest = token;
    }

  return newest;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* What all of them may do, each once and in the order of letters: tokens come in none. */
static char **
dup_permissions (GPtrArray *tokens,
                 gboolean   is_entra)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **words = NULL;
  guint n_words = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      OauthToken *token = g_ptr_array_index (tokens, i);
      g_auto(GStrv) names = crib_permission_dup_all (oauth_token_get_scopes (token), is_entra);

      for (char **name = names; *name != NULL; name++)
        g_hash_table_add (seen, g_strdup (*name));
    }

  words = (char **) g_hash_table_get_keys_as_array (seen, &n_words);
  qsort (words, n_words, sizeof (char *), compare_words);

  return g_strdupv (words);
}

static void
read_tokens (CribAccountSummary *self)
{
  g_autoptr(GPtrArray) tokens = crib_identity_dup_tokens (self->identity, self->account);
  OauthToken *newest = find_newest (tokens);
  gint64 expires_at = newest != NULL ? oauth_token_get_expires_at (newest) : 0;
  gboolean is_entra = oauth_account_get_tenant (self->account) != NULL;

  take_words (self, &self->permissions, dup_permissions (tokens, is_entra), PROP_PERMISSIONS);

  if (self->expires_at == expires_at)
    return;

  self->expires_at = expires_at;
  notify (self, PROP_EXPIRES_AT);
}

static void
tokens_changed_cb (CribIdentity       *identity,
                   OauthAccount       *account,
                   CribAccountSummary *self)
{
  g_assert (CRIB_IS_ACCOUNT_SUMMARY (self));

  if (crib_account_is_same (account, self->account))
    read_tokens (self);
}

static void
accounts_changed_cb (GListModel         *accounts,
                     guint               position,
                     guint               removed,
                     guint               added,
                     CribAccountSummary *self)
{
  OauthAccount *account;

  g_assert (CRIB_IS_ACCOUNT_SUMMARY (self));

  account = crib_account_store_find_same (CRIB_ACCOUNT_STORE (accounts), self->account);
  if (account != NULL)
    take_account (self, account);
}

static void
crib_account_summary_finalize (GObject *object)
{
  CribAccountSummary *self = CRIB_ACCOUNT_SUMMARY (object);

  g_clear_object (&self->servers);
  g_clear_object (&self->account);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->tenants, g_strfreev);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->permissions, g_strfreev);

  G_OBJECT_CLASS (crib_account_summary_parent_class)->finalize (object);
}

static const char *
get_text (CribAccountSummary *self,
          guint               prop_id)
{
  switch (prop_id)
    {
    case PROP_NAME:
      return oauth_account_get_name (self->account);
    case PROP_USERNAME:
      return oauth_account_get_username (self->account);
    case PROP_TENANT:
      return self->tenant;
    case PROP_PLACE:
      return self->place;
    case PROP_CLIENT_ID:
      return oauth_account_get_client_id (self->account);
    case PROP_ISSUER:
    default:
      return oauth_account_get_issuer (self->account);
    }
}

static void
crib_account_summary_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CribAccountSummary *self = CRIB_ACCOUNT_SUMMARY (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_TENANTS:
      g_value_set_boxed (value, self->tenants);
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case PROP_PERMISSIONS:
      g_value_set_boxed (value, self->permissions);
      break;
    case PROP_SERVERS:
      g_value_set_object (value, self->servers);
      break;
    case PROP_IS_GUEST:
      g_value_set_boolean (value, is_guest (self->account));
      break;
    default:
      g_value_set_string (value, get_text (self, prop_id));
    }
}

static void
crib_account_summary_class_init (CribAccountSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = crib_account_summary_finalize;
  object_class->get_property = crib_account_summary_get_property;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, OAUTH_TYPE_ACCOUNT, flags);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_USERNAME] =
    g_param_spec_string ("username", NULL, NULL, NULL, flags);
  properties[PROP_TENANT] =
    g_param_spec_string ("tenant", NULL, NULL, NULL, flags);
  properties[PROP_TENANTS] =
    g_param_spec_boxed ("tenants", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_PLACE] =
    g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_CLIENT_ID] =
    g_param_spec_string ("client-id", NULL, NULL, NULL, flags);
  properties[PROP_ISSUER] =
    g_param_spec_string ("issuer", NULL, NULL, NULL, flags);
  properties[PROP_EXPIRES_AT] =
    g_param_spec_int64 ("expires-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PERMISSIONS] =
    g_param_spec_boxed ("permissions", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_SERVERS] =
    g_param_spec_object ("servers", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_IS_GUEST] =
    g_param_spec_boolean ("is-guest", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_account_summary_init (CribAccountSummary *self)
{
}

/**
 * crib_account_summary_new:
 * @identity: whose accounts
 * @account: one of them
 *
 * Returns: (transfer full): what people want to know of @account
 */
CribAccountSummary *
crib_account_summary_new (CribIdentity *identity,
                          OauthAccount *account)
{
  CribAccountSummary *self;

  g_return_val_if_fail (CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  self = g_object_new (CRIB_TYPE_ACCOUNT_SUMMARY, NULL);
  self->identity = g_object_ref (identity);
  take_account (self, account);
  read_tokens (self);
  self->servers = crib_account_servers_new (account, crib_identity_get_servers (identity));

  g_signal_connect_object (identity, "tokens-changed", G_CALLBACK (tokens_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (crib_identity_get_accounts (identity), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);

  return self;
}

/**
 * crib_account_summary_get_account:
 * @self: a summary
 *
 * Returns: (transfer none): the account itself, as the list has it now
 */
OauthAccount *
crib_account_summary_get_account (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return self->account;
}

/**
 * crib_account_summary_get_name:
 * @self: a summary
 *
 * Returns: (nullable): the name of the person
 */
const char *
crib_account_summary_get_name (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return oauth_account_get_name (self->account);
}

/**
 * crib_account_summary_get_username:
 * @self: a summary
 *
 * Returns: (nullable): by what the person signs in
 */
const char *
crib_account_summary_get_username (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return oauth_account_get_username (self->account);
}

/**
 * crib_account_summary_get_tenant:
 * @self: a summary
 *
 * Returns: (nullable): the tenant that was signed in to last, by a domain where it has one that is
 *   known, else by its GUID; %NULL for other kinds
 */
const char *
crib_account_summary_get_tenant (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return self->tenant;
}

/**
 * crib_account_summary_get_tenants:
 * @self: a summary
 *
 * Returns: all tenants that the account has signed in to, by GUID; the last one first
 */
const char * const *
crib_account_summary_get_tenants (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return (const char * const *) self->tenants;
}

/**
 * crib_account_summary_get_place:
 * @self: a summary
 *
 * Returns: (nullable): the host where the person signs in
 */
const char *
crib_account_summary_get_place (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return self->place;
}

/**
 * crib_account_summary_get_client_id:
 * @self: a summary
 *
 * Returns: what Toolcrib is known by there
 */
const char *
crib_account_summary_get_client_id (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return oauth_account_get_client_id (self->account);
}

/**
 * crib_account_summary_get_issuer:
 * @self: a summary
 *
 * Returns: who vouched for the person last
 */
const char *
crib_account_summary_get_issuer (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return oauth_account_get_issuer (self->account);
}

/**
 * crib_account_summary_get_expires_at:
 * @self: a summary
 *
 * Returns: when the newest access token in memory ends, in seconds since 1970; 0 if there is none
 */
gint64
crib_account_summary_get_expires_at (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), 0);

  return self->expires_at;
}

/**
 * crib_account_summary_get_permissions:
 * @self: a summary
 *
 * Returns: what the access tokens in memory may do, for people; empty if there are none
 */
const char * const *
crib_account_summary_get_permissions (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return (const char * const *) self->permissions;
}

/**
 * crib_account_summary_get_servers:
 * @self: a summary
 *
 * Returns: (transfer none): the saved servers that use the account, of [class@Crib.Server]
 */
GListModel *
crib_account_summary_get_servers (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->servers);
}

/**
 * crib_account_summary_is_guest:
 * @self: a summary
 *
 * Returns: whether the person is at home in another tenant than the one that was signed in to last
 */
gboolean
crib_account_summary_is_guest (CribAccountSummary *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (self), FALSE);

  return is_guest (self->account);
}
