/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-account-store.h"
#include "crib-server.h"
#include "crib-trust.h"
#include "oauth-client.h"

G_BEGIN_DECLS

#define CRIB_TYPE_IDENTITY (crib_identity_get_type ())

/* Who this program is, towards all servers: the vault, the accounts, the trusted authorities, and
 * one OauthClient for each authority, client id and redirect. One object for the whole program, of
 * the main thread.
 *
 * Properties that notify: prompter (OauthPrompter, nullable, held weakly), session-only (boolean:
 * sign-ins are kept in memory and end with the program).
 * Signals: signed-out (OauthAccount): item and memory are gone, whoever shows it forgets it;
 * save-failed (GError): a sign-in could not be stored and lives in memory only; tokens-changed
 * (OauthAccount): what is in memory of it is another; everything-removed: nothing is kept of people
 * any more (crib-remove.h). */
G_DECLARE_FINAL_TYPE (CribIdentity, crib_identity, CRIB, IDENTITY, GObject)

CribIdentity     *crib_identity_new              (CribTrust            *trust,
                                                  CribAccountStore     *accounts,
                                                  VaultStore           *vault);
/* The person's own: the keyring, the file of accounts, @settings for trusted-authorities. */
CribIdentity     *crib_identity_new_default      (GSettings            *settings);
/* For the demo: all of it in memory, trust for this run (ruling 24). */
CribIdentity     *crib_identity_new_in_memory    (void);
CribTrust        *crib_identity_get_trust        (CribIdentity         *self);
CribAccountStore *crib_identity_get_accounts     (CribIdentity         *self);
VaultStore       *crib_identity_get_vault        (CribIdentity         *self);
OauthDiscovery   *crib_identity_get_discovery    (CribIdentity         *self);
OauthPrompter    *crib_identity_get_prompter     (CribIdentity         *self);   /* nullable */
void              crib_identity_set_prompter     (CribIdentity         *self,
                                                  OauthPrompter        *prompter);
/* All saved servers, so that none is given what is another's. @servers: (nullable), held weakly */
void              crib_identity_set_servers      (CribIdentity         *self,
                                                  GListModel           *servers);
GListModel       *crib_identity_get_servers      (CribIdentity         *self);   /* nullable */
gboolean          crib_identity_is_session_only  (CribIdentity         *self);
void              crib_identity_set_session_only (CribIdentity         *self,
                                                  gboolean              session_only);
/* The one client for these; borrowed. @redirect_uri: (nullable) */
OauthClient      *crib_identity_get_client       (CribIdentity         *self,
                                                  OauthAuthority       *authority,
                                                  const char           *client_id,
                                                  const char           *redirect_uri);
/* What is in memory of @account, in no order: OauthToken, expired or not. */
GPtrArray        *crib_identity_dup_tokens       (CribIdentity         *self,
                                                  OauthAccount         *account);
/* A secret that an administrator gave with the client id of @server; it is sent to nobody but
 * @issuer, and to none of kind entra (ruling 21). @secret: (nullable): none any more */
void              crib_identity_set_client_secret_async  (CribIdentity         *self,
                                                          CribServer           *server,
                                                          const char           *issuer,
                                                          VaultSecret          *secret,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean          crib_identity_set_client_secret_finish (CribIdentity         *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
/* Vault item first, then memory, then the list, then signed-out is emitted (issue: "keyring item
 * first, then memory, then web data, then display"). Works offline. */
void              crib_identity_sign_out_async   (CribIdentity         *self,
                                                  OauthAccount         *account,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean          crib_identity_sign_out_finish  (CribIdentity         *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Whether the keyring keeps what it is given. */
void              crib_identity_test_keyring_async         (CribIdentity         *self,
                                                            VaultAsk              ask,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean          crib_identity_test_keyring_finish        (CribIdentity         *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
/* The same once per version, after somebody signed in: nobody waits for it, and nobody is asked. */
void              crib_identity_test_keyring_once          (CribIdentity         *self);
/* After a person agreed: begins a new file of secrets where the old one cannot be opened. Returns
 * where that is now (nullable). */
void              crib_identity_move_keyring_aside_async   (CribIdentity         *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
char             *crib_identity_move_keyring_aside_finish  (CribIdentity         *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

G_END_DECLS
