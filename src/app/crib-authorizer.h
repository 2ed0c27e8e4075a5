/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"
#include "crib-protection.h"
#include "crib-server.h"
#include "mcp-authorizer.h"

G_BEGIN_DECLS

#define CRIB_TYPE_AUTHORIZER (crib_authorizer_get_type ())
#define CRIB_TYPE_SIGN_IN_KIND (crib_sign_in_kind_get_type ())

typedef enum {
  CRIB_SIGN_IN_PLAIN,           /* silently where possible, else a person */
  CRIB_SIGN_IN_AGAIN,           /* the same person, anew (ruling 7: prompt=login) */
  CRIB_SIGN_IN_OTHER_ACCOUNT,   /* prompt=select_account, no hint */
} CribSignInKind;

GType crib_sign_in_kind_get_type (void);

/* The signing in to one server: an McpAuthorizer that finds out how the server is protected, gets a
 * token silently, and asks a person where somebody waits for it.
 *
 * Without anybody waiting nothing pops up: a challenge then ends in OAUTH_ERROR_NEEDS_PERSON, and a
 * locked keyring in VAULT_ERROR_LOCKED.
 *
 * Properties that notify: protection (nullable), account (nullable: who is signed in here, or was
 * and is remembered), signing-in (somebody is asked just now). Signal account-switched: the next
 * request is somebody else's, so a session must not go on (403 otherwise); signed-out: whoever was
 * signed in here is not any more; stepped-up: the same person may do more. */
G_DECLARE_FINAL_TYPE (CribAuthorizer, crib_authorizer, CRIB, AUTHORIZER, GObject)

/* @identity: (nullable): then nobody is ever signed in */
CribAuthorizer *crib_authorizer_new            (CribServer           *server,
                                                CribIdentity         *identity);
CribProtection *crib_authorizer_get_protection (CribAuthorizer       *self);   /* nullable */
OauthAccount   *crib_authorizer_get_account    (CribAuthorizer       *self);   /* nullable */
gboolean        crib_authorizer_is_signing_in  (CribAuthorizer       *self);
/* From here to the end a person waits for an answer of the server (counted): it may ask. */
void            crib_authorizer_begin_wait     (CribAuthorizer       *self);
void            crib_authorizer_end_wait       (CribAuthorizer       *self);
/* Finds out how the server is protected; asks nobody. @challenge: (nullable) */
void            crib_authorizer_look_async     (CribAuthorizer       *self,
                                                const char           *challenge,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
CribProtection *crib_authorizer_look_finish    (CribAuthorizer       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Signs in because somebody pressed a button. @surface: an OauthSurface, or -1 */
void            crib_authorizer_sign_in_async  (CribAuthorizer       *self,
                                                CribSignInKind        kind,
                                                int                   surface,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        crib_authorizer_sign_in_finish (CribAuthorizer       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Forgets the token and who it was (after a sign-out elsewhere). */
void            crib_authorizer_forget         (CribAuthorizer       *self);

G_END_DECLS
