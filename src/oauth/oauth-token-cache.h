/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-token.h"

G_BEGIN_DECLS

/* Access tokens in memory, by account, scopes and resource. */
typedef struct _OauthTokenCache OauthTokenCache;

OauthTokenCache *oauth_token_cache_new            (void);
void             oauth_token_cache_free           (OauthTokenCache     *self);
OauthToken      *oauth_token_cache_lookup         (OauthTokenCache     *self,
                                                   OauthAccount        *account,
                                                   const char * const  *scopes,
                                                   const char          *resource);
void             oauth_token_cache_put            (OauthTokenCache     *self,
                                                   OauthToken          *token,
                                                   const char * const  *scopes,
                                                   const char          *resource);
void             oauth_token_cache_remove         (OauthTokenCache     *self,
                                                   OauthToken          *token);
void             oauth_token_cache_remove_account (OauthTokenCache     *self,
                                                   OauthAccount        *account);
GPtrArray       *oauth_token_cache_dup_tokens     (OauthTokenCache     *self,
                                                   OauthAccount        *account);
char            *oauth_token_cache_dup_key        (OauthAccount        *account,
                                                   const char * const  *scopes,
                                                   const char          *resource);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthTokenCache, oauth_token_cache_free)

G_END_DECLS
