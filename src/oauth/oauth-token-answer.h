/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-authority.h"
#include "oauth-token-private.h"

G_BEGIN_DECLS

/* What a token endpoint gave (RFC 6749 §5.1). */
typedef struct
{
  SjsonDocument *document;
  SjsonValue json;
  VaultSecret *access_token;
  VaultSecret *refresh_token;   /* nullable */
  char *id_token;               /* nullable */
  char **scopes;                /* nullable: as asked for */
  OauthTokenSpan span;
} OauthTokenAnswer;

OauthTokenAnswer *oauth_token_answer_new       (SjsonDocument         *document,
                                                OauthAuthority        *authority,
                                                const OauthTokenSpan  *sent,
                                                GError               **error);
void              oauth_token_answer_free      (OauthTokenAnswer      *self);
void              oauth_token_answer_wipe      (SjsonDocument         *document);
gboolean          oauth_token_answer_may_be_of (OauthTokenAnswer      *self,
                                                OauthAuthority        *authority,
                                                OauthAccount          *account);
OauthToken       *oauth_token_answer_dup_token (OauthTokenAnswer      *self,
                                                OauthAccount          *account,
                                                const char * const    *scopes,
                                                gboolean               is_renewable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthTokenAnswer, oauth_token_answer_free)

G_END_DECLS
