/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-credentials.h"
#include "vault-key.h"

G_BEGIN_DECLS

/* What an authority knows this program by, as the vault keeps it; immutable, reference counted. */
typedef struct
{
  char *client_id;
  char *issuer;                      /* who gave it; of use nowhere else */
  VaultSecret *secret;               /* nullable */
  char *auth_method;                 /* nullable: `token_endpoint_auth_method` */
  gint64 secret_ends;                /* seconds since 1970, 0 for never */
  VaultSecret *registration_token;   /* nullable: `registration_access_token` */
  char *registration_uri;            /* nullable: `registration_client_uri` */
} OauthStoredClient;

#define OAUTH_TYPE_STORED_CLIENT (oauth_stored_client_get_type ())

GType              oauth_stored_client_get_type        (void);
OauthStoredClient *oauth_stored_client_new             (const char         *client_id,
                                                        const char         *issuer,
                                                        VaultSecret        *secret);
OauthStoredClient *oauth_stored_client_read_answer     (const SjsonValue   *json,
                                                        const char         *issuer,
                                                        GError            **error);
OauthStoredClient *oauth_stored_client_parse           (VaultSecret        *item,
                                                        const char         *client_id,
                                                        const char         *issuer,
                                                        GError            **error);
OauthStoredClient *oauth_stored_client_ref             (OauthStoredClient  *self);
void               oauth_stored_client_unref           (OauthStoredClient  *self);
VaultSecret       *oauth_stored_client_serialize       (OauthStoredClient  *self);
VaultKey          *oauth_stored_client_dup_key         (const char         *client_id,
                                                        const char         *issuer);
gboolean           oauth_stored_client_has_secrets     (OauthStoredClient  *self);
gboolean           oauth_stored_client_is_over         (OauthStoredClient  *self);
OauthCredentials  *oauth_stored_client_dup_credentials (OauthStoredClient  *self,
                                                        OauthAuthority     *authority,
                                                        GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthStoredClient, oauth_stored_client_unref)

G_END_DECLS
