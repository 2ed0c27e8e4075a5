/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_ACCOUNT (oauth_account_get_type ())

/* Who is signed in where; holds no secret. Immutable.
 * Properties, construct only: id, username, name, authority, issuer, client-id, tenant,
 * login-hint. */
G_DECLARE_FINAL_TYPE (OauthAccount, oauth_account, OAUTH, ACCOUNT, GObject)

const char *oauth_account_get_id          (OauthAccount *self);
const char *oauth_account_get_username    (OauthAccount *self);
const char *oauth_account_get_name        (OauthAccount *self);
const char *oauth_account_get_authority   (OauthAccount *self);
const char *oauth_account_get_issuer      (OauthAccount *self);
const char *oauth_account_get_client_id   (OauthAccount *self);
const char *oauth_account_get_tenant      (OauthAccount *self);
const char *oauth_account_get_home_tenant (OauthAccount *self);
const char *oauth_account_get_login_hint  (OauthAccount *self);

G_END_DECLS
