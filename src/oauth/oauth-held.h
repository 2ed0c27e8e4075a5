/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-stored-account.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* Sign-ins that a vault did not take: there is no other copy of them. They go with the vault, so
 * that all clients that store there know of them, whichever tenant each is for. */
typedef gboolean (*OauthHeldTest) (OauthAccount *account,
                                   gpointer      user_data);

OauthStoredAccount *oauth_held_lookup (VaultStore          *vault,
                                       OauthAccount        *account);
void                oauth_held_put    (VaultStore          *vault,
                                       OauthStoredAccount  *stored);
void                oauth_held_remove (VaultStore          *vault,
                                       OauthAccount        *account);
guint               oauth_held_count  (VaultStore          *vault,
                                       OauthHeldTest        test,
                                       gpointer             user_data);
void                oauth_held_move   (VaultStore          *from,
                                       VaultStore          *to,
                                       OauthHeldTest        test,
                                       gpointer             user_data);

G_END_DECLS
