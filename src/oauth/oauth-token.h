/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "vault-secret.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_TOKEN (oauth_token_get_type ())

/* An access token in memory, and what is known of it; immutable. Never written anywhere. */
G_DECLARE_FINAL_TYPE (OauthToken, oauth_token, OAUTH, TOKEN, GObject)

VaultSecret        *oauth_token_get_secret     (OauthToken *self);
/* "Bearer …" for the Authorization header; the caller wipes it with vault_wipe_string(). */
char               *oauth_token_dup_header     (OauthToken *self);
OauthAccount       *oauth_token_get_account    (OauthToken *self);
const char * const *oauth_token_get_scopes     (OauthToken *self);   /* granted, as the authority said */
/* Unix time in seconds; on the wall clock, see oauth_token_is_expired() for a clock turned back. */
gint64              oauth_token_get_expires_at (OauthToken *self);
/* Whether less than the profile's margin is left. */
gboolean            oauth_token_is_expired     (OauthToken *self);

G_END_DECLS
