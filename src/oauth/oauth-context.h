/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "oauth-authority.h"
#include "oauth-block-list.h"
#include "oauth-credentials.h"
#include "oauth-key-source.h"
#include "oauth-resource-policy.h"
#include "oauth-stored-account.h"
#include "oauth-token-cache.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* @resource: what is not named any more. */
typedef void (*OauthOmitted) (const char *resource,
                              gpointer    user_data);

/* @seconds: how much this computer's clock is ahead of the authority's. */
typedef void (*OauthSkewed) (gint64   seconds,
                             gpointer user_data);

/* What a client and the operations it has started share; reference counted, of one thread. */
typedef struct
{
  OauthAuthority *authority;
  char *client_id;
  OauthCredentials *credentials;   /* of that client id */
  char *redirect_uri;        /* nullable */
  VaultStore *vault;
  OauthKeySource *keys;
  SoupSession *session;      /* after oauth_context_open() */

  OauthTokenCache *tokens;
  OauthBlockList *blocks;
  GHashTable *ended;         /* GError: why nothing is kept any more, by account */
  GHashTable *policies;      /* OauthResourcePolicy, by resource; AUTO is not in it */
  OauthOmitted omitted_cb;   /* nullable, as is the next; both get user_data */
  OauthSkewed skewed_cb;
  gpointer user_data;
  gint64 skew;               /* of this computer's clock, 0 where that is little */
  GHashTable *unscoped;      /* accounts that refresh what they were granted, unnamed */
} OauthContext;

OauthContext       *oauth_context_new          (OauthAuthority       *authority,
                                                const char           *client_id,
                                                const char           *redirect_uri,
                                                VaultStore           *vault);
OauthContext       *oauth_context_ref          (OauthContext         *self);
void                oauth_context_unref        (OauthContext         *self);
gboolean            oauth_context_open         (OauthContext         *self,
                                                GError              **error);
char               *oauth_context_dup_resource (OauthContext         *self,
                                                const char           *resource,
                                                const char * const   *scopes);
gboolean            oauth_context_omit         (OauthContext         *self,
                                                const char           *resource);
void                oauth_context_set_policy   (OauthContext         *self,
                                                const char           *resource,
                                                OauthResourcePolicy   policy);
void                oauth_context_omit_scopes  (OauthContext         *self,
                                                OauthAccount         *account);
gboolean            oauth_context_omits_scopes (OauthContext         *self,
                                                OauthAccount         *account);
void                oauth_context_note_clock   (OauthContext         *self,
                                                GAsyncResult         *exchange);
gboolean            oauth_context_owns         (OauthContext         *self,
                                                OauthAccount         *account);
gboolean            oauth_context_holds        (OauthContext         *self);
void                oauth_context_set_vault    (OauthContext         *self,
                                                VaultStore           *vault);
char               *oauth_context_dup_lock_name (OauthAccount        *account);
void                oauth_context_store_async  (OauthContext         *self,
                                                OauthStoredAccount   *stored,
                                                VaultAsk              ask,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean            oauth_context_store_finish (GAsyncResult         *result,
                                                GError              **error);
void                oauth_context_forget       (OauthContext         *self,
                                                OauthAccount         *account);
void                oauth_context_forget_refresh (OauthContext       *self,
                                                OauthAccount         *account);
void                oauth_context_note_end     (OauthContext         *self,
                                                OauthAccount         *account,
                                                const GError         *error);
const GError       *oauth_context_get_end      (OauthContext         *self,
                                                OauthAccount         *account);
void                oauth_context_take_held    (OauthContext         *self,
                                                OauthContext         *former);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthContext, oauth_context_unref)

G_END_DECLS
