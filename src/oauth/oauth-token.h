/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "vault-secret.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_TOKEN (oauth_token_get_type ())

/* An access token in memory, and what is known of it; immutable. Never written anywhere. */
G_DECLARE_FINAL_TYPE (OauthToken, oauth_token, OAUTH, TOKEN, GObject)

VaultSecret        *oauth_token_get_secret     (OauthToken *self);
char               *oauth_token_dup_header     (OauthToken *self);
OauthAccount       *oauth_token_get_account    (OauthToken *self);
const char * const *oauth_token_get_scopes     (OauthToken *self);
const char * const *oauth_token_get_missing_scopes (OauthToken *self);
gint64              oauth_token_get_expires_at (OauthToken *self);
gboolean            oauth_token_is_expired     (OauthToken *self);
gboolean            oauth_token_is_renewable   (OauthToken *self);
gboolean            oauth_token_is_due         (OauthToken *self);

G_END_DECLS
