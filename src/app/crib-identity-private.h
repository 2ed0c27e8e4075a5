/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"
#include "crib-turns.h"

G_BEGIN_DECLS

/**
 * CribIdentity:
 *
 * Who this program is, towards all servers: the vault, the accounts, the trusted authorities, and
 * one [class@Oauth.Client] for each authority, client id and redirect.
 *
 * One object for the whole program, of the main thread. It sees to it that a person is asked one
 * thing at a time.
 */
struct _CribIdentity
{
  GObject parent_instance;

  CribTrust *trust;
  CribAccountStore *accounts;
  VaultStore *vault;
  VaultStore *memory;          /* of sign-ins for the session only */
  gboolean session_only;
  OauthDiscovery *discovery;
  OauthPrompter *prompter;     /* weak */
  GHashTable *clients;         /* OauthClient by what dup_key() says */
  GHashTable *former;          /* likewise, with sign-ins that could not be stored */
  CribTurns *turns;
  GListModel *servers;         /* of CribServer, nullable, weak */
  gboolean is_default;         /* the files of this person are its own */
};

void     crib_identity_take_turn_async   (CribIdentity         *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean crib_identity_take_turn_finish  (CribIdentity         *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void     crib_identity_give_turn         (CribIdentity         *self);
gboolean crib_identity_is_somebodys_turn (CribIdentity         *self);
void     crib_identity_emit_signed_out   (CribIdentity         *self,
                                          OauthAccount         *account);
void     crib_identity_forget            (CribIdentity         *self,
                                          OauthAccount         *account);
void     crib_identity_emit_giving_up    (CribIdentity         *self);
void     crib_identity_emit_everything_removed (CribIdentity   *self);
void     crib_identity_emit_save_failed  (CribIdentity         *self,
                                          const GError         *error);
void     crib_identity_note_tenant       (CribIdentity         *self,
                                          OauthAccount         *account);
/* A token of @account came, or is gone. */
void     crib_identity_emit_tokens_changed (CribIdentity       *self,
                                            OauthAccount       *account);

G_END_DECLS
