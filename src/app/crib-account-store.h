/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "crib-server.h"
#include "oauth-account.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_STORE (crib_account_store_get_type ())

/* Who has signed in on this computer: a GListModel of OauthAccount. No secret is in it; the file
 * (0600, written atomically, watched for changes by others) lets the interface show accounts while
 * the keyring is locked (entra.md 7.2). */
G_DECLARE_FINAL_TYPE (CribAccountStore, crib_account_store, CRIB, ACCOUNT_STORE, GObject)

/* @path: (nullable): NULL keeps the list in memory only */
CribAccountStore *crib_account_store_new              (const char        *path);
/* $XDG_STATE_HOME/toolcrib/accounts.json */
char             *crib_account_store_dup_default_path (void);
/* Reads the file; a small local one, at once. What cannot be read is left as it is. */
void              crib_account_store_load             (CribAccountStore  *self);
/* Adds, or replaces the same account, whose tenants it keeps. */
gboolean          crib_account_store_add              (CribAccountStore  *self,
                                                       OauthAccount      *account,
                                                       GError           **error);
gboolean          crib_account_store_remove           (CribAccountStore  *self,
                                                       OauthAccount      *account,
                                                       GError           **error);
/* Nullable, transfer none. @issuer: (nullable): any */
OauthAccount     *crib_account_store_find             (CribAccountStore  *self,
                                                       const char        *id,
                                                       const char        *client_id,
                                                       const char        *issuer);
/* (nullable) (transfer none): the one that is the same, whose names may be new. */
OauthAccount     *crib_account_store_find_same        (CribAccountStore  *self,
                                                       OauthAccount      *account);
/* All tenants that it signed in to, by GUID, the last one first. */
char            **crib_account_store_dup_tenants      (CribAccountStore  *self,
                                                       OauthAccount      *account);
/* (transfer container): those of that issuer, or else of its cloud, and client id. */
GPtrArray        *crib_account_store_dup_matches      (CribAccountStore  *self,
                                                       const char        *client_id,
                                                       const char        *issuer);
/* Same id, client id and cloud or, of other kinds, issuer: what one item of the vault is of. */
gboolean          crib_account_is_same                (OauthAccount      *a,
                                                       OauthAccount      *b);
/* Whether @server is used with @account. */
gboolean          crib_account_is_used_by             (OauthAccount      *account,
                                                       CribServer        *server);

G_END_DECLS
