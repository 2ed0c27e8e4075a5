/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-cache.h"

struct _OauthTokenCache
{
  GHashTable *tokens;
};

OauthTokenCache *
oauth_token_cache_new (void)
{
  OauthTokenCache *self = g_new0 (OauthTokenCache, 1);

  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
oauth_token_cache_free (OauthTokenCache *self)
{
  g_hash_table_unref (self->tokens);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* The order of scopes means nothing (RFC 6749 §3.3). */
static char *
dup_scope (const char * const *scopes)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();

  for (; scopes != NULL && *scopes != NULL; scopes++)
    g_ptr_array_add (sorted, (gpointer) *scopes);

  g_ptr_array_sort (sorted, compare);
  g_ptr_array_add (sorted, NULL);

  return g_strjoinv (" ", (char **) sorted->pdata);
}

/*
 * oauth_token_cache_dup_key:
 * @account: whose
 * @scopes: (nullable): as asked for
 * @resource: (nullable): the server, as it names itself
 *
 * Returns: (transfer full): what two requests have in common that one token serves
 */
char *
oauth_token_cache_dup_key (OauthAccount       *account,
                           const char * const *scopes,
                           const char         *resource)
{
  g_autofree char *scope = dup_scope (scopes);

  return g_strjoin ("\n", oauth_account_get_id (account), oauth_account_get_authority (account),
                    scope, resource, NULL);
}

/*
 * oauth_token_cache_lookup:
 *
 * Returns: (transfer none) (nullable): the token, expired or not
 */
OauthToken *
oauth_token_cache_lookup (OauthTokenCache    *self,
                          OauthAccount       *account,
                          const char * const *scopes,
                          const char         *resource)
{
  g_autofree char *key = oauth_token_cache_dup_key (account, scopes, resource);

  return g_hash_table_lookup (self->tokens, key);
}

void
oauth_token_cache_put (OauthTokenCache    *self,
                       OauthToken         *token,
                       const char * const *scopes,
                       const char         *resource)
{
  g_hash_table_replace (self->tokens,
                        oauth_token_cache_dup_key (oauth_token_get_account (token), scopes,
                                                   resource),
                        g_object_ref (token));
}

static gboolean
is_token (gpointer key,
          gpointer value,
          gpointer user_data)
{
  return value == user_data;
}

void
oauth_token_cache_remove (OauthTokenCache *self,
                          OauthToken      *token)
{
  g_hash_table_foreach_remove (self->tokens, is_token, token);
}

static gboolean
is_of_account (gpointer key,
               gpointer value,
               gpointer user_data)
{
  OauthAccount *account = oauth_token_get_account (value);

  return g_strcmp0 (oauth_account_get_id (account), oauth_account_get_id (user_data)) == 0 &&
         g_strcmp0 (oauth_account_get_authority (account),
                    oauth_account_get_authority (user_data)) == 0;
}

void
oauth_token_cache_remove_account (OauthTokenCache *self,
                                  OauthAccount    *account)
{
  g_hash_table_foreach_remove (self->tokens, is_of_account, account);
}

/*
 * oauth_token_cache_dup_tokens:
 *
 * Returns: (transfer container) (element-type OauthToken): those of @account, expired or not
 */
GPtrArray *
oauth_token_cache_dup_tokens (OauthTokenCache *self,
                              OauthAccount    *account)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer token;

  g_hash_table_iter_init (&iter, self->tokens);

  while (g_hash_table_iter_next (&iter, NULL, &token))
    if (is_of_account (NULL, token, account))
      g_ptr_array_add (found, g_object_ref (token));

  return found;
}
