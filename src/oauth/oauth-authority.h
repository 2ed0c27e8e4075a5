/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-profile.h"
#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_AUTHORITY (oauth_authority_get_type ())

/* An authorization server whose metadata (RFC 8414, OpenID Connect Discovery) was read and checked;
 * immutable. */
G_DECLARE_FINAL_TYPE (OauthAuthority, oauth_authority, OAUTH, AUTHORITY, GObject)

OauthAuthority     *oauth_authority_new                        (const SjsonValue  *json,
                                                                const char        *issuer,
                                                                OauthProfile      *profile,
                                                                OauthTrust        *trust,
                                                                GError           **error);
const char         *oauth_authority_get_issuer                 (OauthAuthority    *self);
const char         *oauth_authority_get_asked_issuer           (OauthAuthority    *self);
OauthProfile       *oauth_authority_get_profile                (OauthAuthority    *self);
OauthTrust         *oauth_authority_get_trust                  (OauthAuthority    *self);
const char         *oauth_authority_get_authorization_endpoint (OauthAuthority    *self);
const char         *oauth_authority_get_token_endpoint         (OauthAuthority    *self);
const char         *oauth_authority_get_jwks_uri               (OauthAuthority    *self);
const char         *oauth_authority_get_device_endpoint        (OauthAuthority    *self);
const char         *oauth_authority_get_end_session_endpoint   (OauthAuthority    *self);
const char         *oauth_authority_get_registration_endpoint  (OauthAuthority    *self);
const char * const *oauth_authority_get_auth_methods           (OauthAuthority    *self);
const char * const *oauth_authority_get_scopes                 (OauthAuthority    *self);
gboolean            oauth_authority_is_pkce_assumed            (OauthAuthority    *self);
gboolean            oauth_authority_supports_iss               (OauthAuthority    *self);
gboolean            oauth_authority_supports_form_post         (OauthAuthority    *self);
gboolean            oauth_authority_supports_client_documents  (OauthAuthority    *self);
const SjsonValue   *oauth_authority_get_json                   (OauthAuthority    *self);

G_END_DECLS
