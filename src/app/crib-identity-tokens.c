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

/*
 * crib_identity_note_tenant:
 * @self: an identity
 * @account: as a token that came silently has it
 *
 * One refresh token is good at all tenants that let a person in (entra.md 3.3): the list is told of
 * a tenant that it does not know of @account yet.
 */
void
crib_identity_note_tenant (CribIdentity *self,
                           OauthAccount *account)
{
  const char *tenant = oauth_account_get_tenant (account);
  g_auto(GStrv) tenants = NULL;
  g_autoptr(GError) error = NULL;

  if (tenant == NULL || crib_account_store_find_same (self->accounts, account) == NULL)
    return;

  tenants = crib_account_store_dup_tenants (self->accounts, account);
  if (g_strv_contains ((const char * const *) tenants, tenant))
    return;

  if (!crib_account_store_add (self->accounts, account, &error))
    g_debug ("A tenant is not in the list: %s", error->message);
}
