/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-authority.h"
#include "vault-secret.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_CREDENTIALS (oauth_credentials_get_type ())

/* How a client proves at the token endpoint who it is (RFC 6749 §2.3, RFC 7591 §2). */
typedef enum {
  OAUTH_CLIENT_AUTH_NONE,
  OAUTH_CLIENT_AUTH_BASIC,
  OAUTH_CLIENT_AUTH_POST,
} OauthClientAuth;

/* What this program is known by at one authority, and how it proves that; immutable, reference
 * counted. */
typedef struct _OauthCredentials OauthCredentials;

GType             oauth_credentials_get_type           (void);
gboolean          oauth_credentials_is_document        (const char        *client_id);
OauthCredentials *oauth_credentials_new                (OauthAuthority    *authority,
                                                        const char        *client_id,
                                                        VaultSecret       *secret,
                                                        const char        *auth_method,
                                                        GError           **error);
OauthCredentials *oauth_credentials_new_public         (const char        *client_id);
OauthCredentials *oauth_credentials_new_at_loopback_ip (OauthCredentials  *self);
OauthCredentials *oauth_credentials_ref                (OauthCredentials  *self);
void              oauth_credentials_unref              (OauthCredentials  *self);
const char       *oauth_credentials_get_client_id      (OauthCredentials  *self);
VaultSecret      *oauth_credentials_get_secret         (OauthCredentials  *self);
OauthClientAuth   oauth_credentials_get_auth           (OauthCredentials  *self);
gboolean          oauth_credentials_is_at_loopback_ip  (OauthCredentials  *self);
char             *oauth_credentials_dup_header         (OauthCredentials  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthCredentials, oauth_credentials_unref)

G_END_DECLS
