/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-authority.h"
#include "oauth-token.h"
#include "vault-store.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_CLIENT (oauth_client_get_type ())

/* This program as a client (one client id) of one authority: the public door of this room.
 *
 * Access tokens live in memory, keyed by account, scopes, resource and claims; refresh tokens in the
 * vault, one item per account. One refresh at a time per account, across threads and processes: lock, then
 * re-read the item, then refresh, store, only then use (entra.md 7.4).
 * Signal save-failed (const GError *error): a new refresh token could not be stored and lives in memory only. */
G_DECLARE_FINAL_TYPE (OauthClient, oauth_client, OAUTH, CLIENT, GObject)

/* @redirect_uri: (nullable): for the embedded surface instead of the profile's own */
OauthClient  *oauth_client_new                        (OauthAuthority       *authority,
                                                       const char           *client_id,
                                                       const char           *redirect_uri,
                                                       VaultStore           *vault);
OauthAuthority *oauth_client_get_authority            (OauthClient          *self);

/* A token without anybody being asked: from memory, else by refresh with the scopes originally requested.
 * OAUTH_ERROR_NEEDS_PERSON (with claims) when only a person can go on.
 * @claims: (nullable): a claims challenge as JSON: bypasses the memory
 * @ask: whether the keyring may ask to be unlocked */
void          oauth_client_acquire_silent_async       (OauthClient          *self,
                                                       OauthAccount         *account,
                                                       const char * const   *scopes,
                                                       const char           *resource,
                                                       const char           *claims,
                                                       VaultAsk              ask,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
OauthToken   *oauth_client_acquire_silent_finish      (OauthClient          *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

typedef struct
{
  const char * const *scopes;
  const char *resource;        /* nullable */
  const char *claims;          /* nullable */
  const char *login_hint;      /* nullable */
  const char *prompt;          /* nullable: "select_account", "login" (ruling 7) */
  const char *expected_account;/* nullable: an account id; another one signed in is OAUTH_ERROR_FORGED's polite brother:
                                  the token is returned, the caller compares and asks */
  const char *reason;          /* a sentence for the person */
  const char *server_name;
  int surface;                 /* OauthSurface, or -1 for the profile's choice */
} OauthSignIn;

/* Asks a person. Members of @sign_in are copied. */
void          oauth_client_acquire_interactive_async  (OauthClient          *self,
                                                       const OauthSignIn    *sign_in,
                                                       OauthPrompter        *prompter,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
OauthToken   *oauth_client_acquire_interactive_finish (OauthClient          *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
/* Forgets the access token, e.g. after a 401 that it was used for. */
void          oauth_client_drop_token                 (OauthClient          *self,
                                                       OauthToken           *token);
/* Signs out here: the vault's item first, then memory (entra.md 6). */
void          oauth_client_sign_out_async             (OauthClient          *self,
                                                       OauthAccount         *account,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean      oauth_client_sign_out_finish            (OauthClient          *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
