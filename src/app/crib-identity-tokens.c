/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity-private.h"

/* Clients of one authority share nothing, and a person may be known to several of them. */
static void
add_tokens (GPtrArray    *found,
            OauthClient  *client,
            OauthAccount *account)
{
  g_autoptr(GPtrArray) tokens = oauth_client_dup_tokens (client, account);

  for (guint i = 0; i < tokens->len; i++)
    {
      OauthToken *token = g_ptr_array_index (tokens, i);
      OauthAccount *owner = oauth_token_get_account (token);

      if (g_strcmp0 (oauth_account_get_client_id (owner),
                     oauth_account_get_client_id (account)) == 0)
        g_ptr_array_add (found, g_object_ref (token));
    }
}

/**
 * crib_identity_dup_tokens:
 * @self: an identity
 * @account: who is signed in
 *
 * Returns: (transfer container) (element-type OauthToken): what is in memory of @account, in all
 *   its tenants, in no order, expired or not
 */
GPtrArray *
crib_identity_dup_tokens (CribIdentity *self,
                          OauthAccount *account)
{
  GPtrArray *found;
  GHashTableIter iter;
  gpointer client;

  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->clients);

  while (g_hash_table_iter_next (&iter, NULL, &client))
    add_tokens (found, client, account);

  return found;
}
