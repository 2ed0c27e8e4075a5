/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-authority.h"
#include "oauth-credentials.h"
#include "oauth-prompter.h"
#include "oauth-resource-policy.h"
#include "oauth-token.h"
#include "vault-store.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_CLIENT (oauth_client_get_type ())

/* This program as a client (one client id) of one authority: the public door of this room.
 * Signals: save-failed (const GError *error): a new refresh token could not be stored and lives in
 * memory only; resource-omitted (const char *resource): the authority did not want to hear of it;
 * token-renewed (OauthToken *token): ahead of time, without anybody having waited;
 * clock-skewed (gint64 seconds): this computer's clock is that much ahead of the authority's. */
G_DECLARE_FINAL_TYPE (OauthClient, oauth_client, OAUTH, CLIENT, GObject)

/* What a person is to sign in for. */
typedef struct
{
  const char * const *scopes;
  const char *resource;         /* nullable: the server, as its metadata names it */
  const char *claims;           /* nullable */
  const char *login_hint;       /* nullable */
  const char *prompt;           /* nullable: "select_account", "login" (ruling 7) */
  const char *expected_account; /* nullable: an account id. Another one's token is returned all the
                                 * same; the caller compares, and asks */
  const char *reason;           /* a sentence for the person */
  const char *server_name;
  int surface;                  /* OauthSurface, or -1 for the profile's choice */
} OauthSignIn;

OauthClient    *oauth_client_new                        (OauthAuthority       *authority,
                                                         const char           *client_id,
                                                         const char           *redirect_uri,
                                                         VaultStore           *vault);
OauthAuthority *oauth_client_get_authority              (OauthClient          *self);
/* What it proves with who it is; a client without these is a public one. */
void            oauth_client_set_credentials            (OauthClient          *self,
                                                         OauthCredentials     *credentials);
void            oauth_client_set_resource_policy        (OauthClient          *self,
                                                         const char           *resource,
                                                         OauthResourcePolicy   policy);
gboolean        oauth_client_owns                       (OauthClient          *self,
                                                         OauthAccount         *account);
void            oauth_client_acquire_silent_async       (OauthClient          *self,
                                                         OauthAccount         *account,
                                                         const char * const   *scopes,
                                                         const char           *resource,
                                                         const char           *claims,
                                                         VaultAsk              ask,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
OauthToken     *oauth_client_acquire_silent_finish      (OauthClient          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void            oauth_client_acquire_interactive_async  (OauthClient          *self,
                                                         const OauthSignIn    *sign_in,
                                                         OauthPrompter        *prompter,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
OauthToken     *oauth_client_acquire_interactive_finish (OauthClient          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
GPtrArray      *oauth_client_dup_tokens                 (OauthClient          *self,
                                                         OauthAccount         *account);
void            oauth_client_drop_token                 (OauthClient          *self,
                                                         OauthToken           *token);
void            oauth_client_forget                     (OauthClient          *self,
                                                         OauthAccount         *account);
void            oauth_client_set_vault                  (OauthClient          *self,
                                                         VaultStore           *vault);
void            oauth_client_sign_out_async             (OauthClient          *self,
                                                         OauthAccount         *account,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean        oauth_client_sign_out_finish            (OauthClient          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
char           *oauth_client_dup_sign_out_uri           (OauthClient          *self,
                                                         OauthAccount         *account,
                                                         const char           *redirect_uri);
gint64          oauth_client_get_clock_skew             (OauthClient          *self);
gboolean        oauth_client_is_renewing                (OauthClient          *self);
gboolean        oauth_client_holds                      (OauthClient          *self);
void            oauth_client_take_over                  (OauthClient          *self,
                                                         OauthClient          *former);

G_END_DECLS
