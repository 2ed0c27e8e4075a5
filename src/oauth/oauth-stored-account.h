/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "vault-key.h"
#include "vault-secret.h"

G_BEGIN_DECLS

/* What the vault's item of an account holds; reference counted, immutable. */
typedef struct
{
  OauthAccount *account;
  char **scopes;               /* as asked for */
  char *resource;              /* nullable */
  VaultSecret *refresh_token;
  gint64 obtained;             /* seconds since 1970 */
} OauthStoredAccount;

OauthStoredAccount *oauth_stored_account_new       (OauthAccount        *account,
                                                    const char * const  *scopes,
                                                    const char          *resource,
                                                    VaultSecret         *refresh_token,
                                                    gint64               obtained);
OauthStoredAccount *oauth_stored_account_parse     (VaultSecret         *item,
                                                    OauthAccount        *wanted,
                                                    GError             **error);
OauthStoredAccount *oauth_stored_account_ref       (OauthStoredAccount  *self);
void                oauth_stored_account_unref     (OauthStoredAccount  *self);
VaultSecret        *oauth_stored_account_serialize (OauthStoredAccount  *self);
VaultKey           *oauth_stored_account_dup_key   (OauthAccount        *account);
char               *oauth_stored_account_dup_hash  (OauthStoredAccount  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthStoredAccount, oauth_stored_account_unref)

G_END_DECLS
